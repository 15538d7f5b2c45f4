/*
 * width: cells on the screen.  A cluster is an extended grapheme cluster
 * (UAX 29) where terminals agree with it; its cells are the sum of its code
 * points' cells as wcwidth(3) has them, because that is what terminals and
 * curses count.  Call text_locale() once before.
 */
#ifndef TEXT_WIDTH_H
#define TEXT_WIDTH_H

#include "base/slice.h"

/*
 * setlocale(LC_CTYPE, ""), and where that is the C locale a UTF-8 one for
 * LC_CTYPE if the system has any.  True: the terminal is given UTF-8.
 */
bool text_locale(void);

int cp_cells(uint32_t cp);			/* 0, 1 or 2; never negative */

/* The cluster at off: its length in bytes (at least 1), *cells. */
size_t text_cluster(struct slice, size_t off, int *cells);

size_t text_cells(struct slice);		/* of all of it; tab counts 1 */

/* The longest prefix, in whole clusters, of at most cells; its bytes. */
size_t text_fit(struct slice, size_t cells);

#endif
