/*
 * lines: a text wrapped to a width, wrapped once and kept.
 */
#ifndef VIEW_LINES_H
#define VIEW_LINES_H

#include "base/slice.h"

struct line {
	uint32_t start, end;		/* bytes of the text */
	uint8_t signs;			/* that its line of the text begins
					   with; of quotations alone */
};

struct lines {
	struct line *at;		/* freed by lines_free() */
	uint32_t n, width;		/* width 0: not wrapped yet */
};

/* Wraps x (at most 4 GiB are seen) to width unless that is done. */
void lines_wrap(struct lines *, struct slice x, size_t width);
/*
 * The same of a text in which a line that begins with ">" is a quotation:
 * its further rows leave room for the signs before them, lines_signs() of
 * "> ".  With fold, of such lines that stand together only the first row.
 */
void lines_wrap_quotes(struct lines *, struct slice x, size_t width,
    bool fold);
size_t lines_signs(const struct lines *, struct slice x, size_t i);

/* Row i is of a quotation. */
bool lines_quoted(const struct lines *, size_t i);
void lines_free(struct lines *);

/* The line that byte off of the text is on. */
size_t lines_find(const struct lines *, size_t off);

#endif
