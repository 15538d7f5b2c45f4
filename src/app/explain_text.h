/*
 * explain_text: what "lede cat --explain" prints: a page's blocks, what
 * each was taken for or why it was left, and where it stands.
 */
#ifndef APP_EXPLAIN_TEXT_H
#define APP_EXPLAIN_TEXT_H

#include "load/html/explain.h"

/* Cut to width columns; what is no HTML page gets a line that says so. */
void explain_print(struct buf *, const struct doc *, const struct explain *,
    size_t width);

#endif
