/*
 * marks: the marks of the row in hand in words, for whoever cannot see them,
 * or does not know them yet.
 */
#ifndef APP_MARKS_H
#define APP_MARKS_H

#include "app/app.h"
#include "base/buf.h"

/* "unread, starred"; nothing where there are none. */
void marks_in_words(struct app *, struct buf *);

#endif
