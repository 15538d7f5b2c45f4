/*
 * render: a part of the tree as the blocks a reader sees: lines of text
 * with their inline styles, headings, quotes, list items, code, tables.
 */
#ifndef LOAD_HTML_RENDER_H
#define LOAD_HTML_RENDER_H

#include "load/html/page.h"

struct piece {				/* valid during the call */
	enum block_kind kind;
	int level, number;		/* as in struct block */
	size_t node;			/* what it came from */
	struct slice text;		/* blanks folded, none at the ends */
	uint32_t linked;		/* characters of it in links */
	const struct span *spans;
	size_t nspans;
};

struct renderer {
	/* A piece is done.  BLOCK_IMAGE: node is the figure or image; its
	 * text is empty. */
	void (*emit)(void *ctx, const struct piece *);
	/* True to leave the subtree of node out.  May be NULL. */
	bool (*drop)(void *ctx, size_t node);
	/* True where node is a picture with its caption.  May be NULL. */
	bool (*is_figure)(void *ctx, size_t node);
	void *ctx;
	bool links;			/* resolve what links lead to */
};

/* Nodes from first up to end; not those flagged NODE_SKIP. */
void render_blocks(struct html_page *, size_t first, size_t end,
    const struct renderer *);

#endif
