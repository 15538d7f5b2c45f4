/*
 * hints: what the status line offers while there is nothing to say: keys of
 * the pane in hand that mean something now, as many as fit, and always, at
 * the end, those for help and for leaving.
 */
#ifndef APP_HINTS_H
#define APP_HINTS_H

#include "app/app.h"

/* Appends to a row that may become max cells wide. */
void hints_add(struct app *, struct row *, size_t max);

#endif
