/*
 * lines: a text wrapped to a width, wrapped once and kept.
 */
#ifndef VIEW_LINES_H
#define VIEW_LINES_H

#include "base/slice.h"

struct line {
	uint32_t start, end;		/* bytes of the text */
};

struct lines {
	struct line *at;		/* freed by lines_free() */
	uint32_t n, width;		/* width 0: not wrapped yet */
};

/* Wraps x (at most 4 GiB are seen) to width unless that is done. */
void lines_wrap(struct lines *, struct slice x, size_t width);
/* The same, and of lines that stand together and begin with ">" only the
 * first. */
void lines_wrap_unquoted(struct lines *, struct slice x, size_t width);
void lines_free(struct lines *);

/* The line that byte off of the text is on. */
size_t lines_find(const struct lines *, size_t off);

#endif
