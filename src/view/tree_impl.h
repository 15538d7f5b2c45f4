/*
 * tree_impl: what tree.c and tree_draw.c share.
 */
#ifndef VIEW_TREE_IMPL_H
#define VIEW_TREE_IMPL_H

#include "view/lines.h"
#include "view/tree.h"

#define NO_ROW UINT32_MAX

struct tree_row {
	struct lines *lines;		/* of its text, while cached */
	uint32_t comment, parent, depth, size;
	bool folded;
};

struct tree {
	const struct doc *doc;
	struct tree_row *rows;
	uint32_t *row_of;		/* by comment */
	uint32_t *named_by;		/* by comment: who says its name */
	size_t n, threads;
	enum tree_order order;
	struct tree_look look;
	uint32_t *cached;		/* rows that have lines */
	size_t ncached, cached_cap;
};

#endif
