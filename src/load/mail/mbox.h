/*
 * mbox: a file of messages, each after a line "From somebody date" (RFC
 * 4155); a ">From " within (mboxrd: with any number of ">") loses one ">".
 */
#ifndef LOAD_MAIL_MBOX_H
#define LOAD_MAIL_MBOX_H

#include "base/buf.h"

/* Whether a message begins at a line: after an empty one, and what follows
 * the address looks like a date. */
bool mbox_starts(struct slice line, bool after_empty);

/* The message that *rest begins with, its "From " line too; *rest moves
 * past it.  False: *rest is empty. */
bool mbox_next(struct slice *rest, struct slice *message);

/* Appends body with its quoted "From " lines as they were. */
void mbox_unquote(struct buf *out, struct slice body);

#endif
