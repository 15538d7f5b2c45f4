/*
 * row: one row of the screen, as a list of clusters with styles in the
 * order they are seen.  A zeroed struct row is an empty one; it is filled
 * again for each row drawn, so that drawing allocates next to nothing.
 */
#ifndef VIEW_ROW_H
#define VIEW_ROW_H

#include "base/buf.h"
#include "view/style.h"

struct glyph {
	uint32_t off, len;		/* the cluster's bytes in row.text */
	uint32_t src;			/* its place in the source text */
	uint8_t cells, style;		/* no cells: a mark of direction,
					   or one that has no letter */
};

struct row {
	struct buf text;
	struct glyph *glyphs;
	size_t n, cap;
	size_t cells;			/* sum of the glyphs' */
	enum style overlay;		/* STYLE_TEXT: none */
	bool logical;			/* the terminal reorders, not we;
					   row_clear() leaves it */
};

void row_free(struct row *);
void row_clear(struct row *);

#define ROW_NO_SRC UINT32_MAX

/* Adds what fits of x while the row has fewer than max cells.  Tabs and
 * newlines become blanks.  False: x was cut. */
bool row_add(struct row *, struct slice x, enum style, size_t max);
void row_addz(struct row *, const char *, enum style, size_t max);

/* The same of text that stands at `src` in what is searched. */
bool row_add_src(struct row *, struct slice x, size_t src, enum style,
    size_t max);

/* The same, with "…" for what was cut. */
void row_add_cut(struct row *, struct slice x, enum style, size_t max);

/* Blanks up to a column. */
void row_pad(struct row *, size_t cells, enum style);

/* Puts `cells` blanks before glyph `first` (to set text flush right). */
void row_shift(struct row *, size_t first, size_t cells);

/* Restyles the glyphs whose source lies in from..to. */
void row_mark(struct row *, size_t from, size_t to, enum style);

/* Puts glyphs from `first` on into visual order for a paragraph of that
 * direction (UAX 9).  Does nothing to text without right-to-left letters. */
void row_reorder(struct row *, size_t first, bool rtl);

/* row_add_cut() and row_reorder(): x by itself, whatever is beside it. */
void row_add_ordered(struct row *, struct slice x, enum style, size_t max,
    bool rtl);

#endif
