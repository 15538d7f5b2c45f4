/*
 * stop: SIGINT, SIGTERM and SIGHUP end a long work between two steps of it,
 * so that it can say how far it is.
 */
#ifndef APP_STOP_H
#define APP_STOP_H

#include <signal.h>
#include <stdbool.h>

/*
 * From now on the number of such a signal is kept; 0: none came.  Those that
 * are ignored (nohup(1)) stay so, and SIGPIPE is from now on.  at_once: the
 * second one ends the process.
 */
const volatile sig_atomic_t *stop_on_signals(bool at_once);

#endif
