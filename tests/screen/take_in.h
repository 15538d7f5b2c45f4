/*
 * take_in: documents into a library, without other processes.
 */
#ifndef SCREEN_TAKE_IN_H
#define SCREEN_TAKE_IN_H

#include "store/library.h"

/* The documents of a path, as "lede import" would take them.  False: err. */
bool take_in(struct library *, const char *path, struct err *);

#endif
