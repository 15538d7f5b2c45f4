/*
 * mouse: clicks and the wheel, by where they happen.
 */
#ifndef APP_MOUSE_H
#define APP_MOUSE_H

#include "app/app.h"

/* Done to the pane that it happened in; a dialog takes its own. */
void mouse_event(struct app *, const struct mouse *);

#endif
