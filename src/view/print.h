/*
 * print: the whole document to read in a pipe or a file.  UTF-8; clean
 * where the document is (doc/doc.h), logical order.
 */
#ifndef VIEW_PRINT_H
#define VIEW_PRINT_H

#include "doc/doc.h"

/*
 * Appends d as plain text of at most width cells a line where that can be
 * (code, addresses and words without a break may be longer).  Links are
 * numbered, [1], and listed at the end.  Comments are indented by depth as
 * far as their text keeps 40 cells (24 where width < 60); deeper ones show
 * their depth as a number.  Needs text_locale().
 */
void print_text(struct buf *, const struct doc *, size_t width);

/* Appends d as CommonMark with tables as GitHub has them. */
void print_markdown(struct buf *, const struct doc *);

#endif
