/*
 * wrap: where lines may break (UAX 14), and where they do at a width.
 */
#ifndef TEXT_WRAP_H
#define TEXT_WRAP_H

#include "base/slice.h"

/*
 * The next line of x, starting at off (< x.len), at most width cells wide
 * (width >= 1).  *end is where its text ends (trailing blanks left out),
 * the return value is where the next line starts: past the blanks and a
 * newline, which always ends a line.  A word wider than width breaks
 * between clusters; a cluster wider than width stands alone.  Work is
 * bounded by the line's own length, not by x's.
 */
size_t text_wrap(struct slice x, size_t off, size_t width, size_t *end);

#endif
