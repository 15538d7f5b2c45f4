/*
 * minimap: the whole tree as one column of characters, each for as many
 * comments as fit: what is new, what a search hits, what is on the screen.
 *
 *	·  read		┃  read, and on the screen
 *	•  one is new	◉
 *	▪  one is hit	■
 */
#ifndef VIEW_MINIMAP_H
#define VIEW_MINIMAP_H

#include "view/row.h"
#include "view/tree.h"

struct minimap {
	size_t height;			/* characters */
	size_t first, last;		/* rows on the screen */
};

/* Adds character `at` of it to a row; nothing below its end. */
void minimap_draw(struct tree *, const struct minimap *, size_t at,
    struct row *);

/* The row that a character stands for. */
size_t minimap_row(const struct tree *, size_t height, size_t at);

#endif
