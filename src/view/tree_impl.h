/*
 * tree_impl: what the files of the tree share.
 */
#ifndef VIEW_TREE_IMPL_H
#define VIEW_TREE_IMPL_H

#include "view/lines.h"
#include "view/rowset.h"
#include "view/tree.h"

#define NO_ROW UINT32_MAX

struct tree_row {
	struct lines *lines;		/* of its text, while cached */
	uint32_t comment, parent, depth, size;
	uint32_t replies;		/* direct ones that are let through */
};

enum {					/* tree.state; above: tree_brief */
	ROW_FOLDED = 1, ROW_OPEN = 2	/* its text shows though brief */
};

#define ROW_BRIEF (~(unsigned)(ROW_FOLDED | ROW_OPEN) & 0xFFu)

struct tree_set {			/* who has a mark; NULL: nobody */
	struct rowset *comments, *rows;
	bool stale;			/* rows are of an older order */
};

struct tree {
	const struct doc *doc;
	struct tree_row *rows;
	uint8_t *state;			/* by row */
	uint32_t *row_of;		/* by comment */
	uint32_t *named_by;		/* by comment: who says its name */
	size_t n, threads;
	unsigned builds;		/* how often the rows were laid out */
	bool circles;			/* links of the page go round */
	enum tree_order order;
	struct rowset *hits;		/* comments; NULL: no filter */
	struct rowset *shown;		/* rows let through: hits and above */
	size_t nhits;
	struct tree_look look;
	uint32_t *cached;		/* rows that have lines */
	size_t ncached, cached_cap;
	struct tree_set marks[MARK_N];
	struct rowset *tops;		/* rows of depth 0; NULL: not asked */
};

/* n where comment i answers nobody. */
uint32_t tree_parent_of(const struct doc *, size_t i);

/* Fills rows, row_of, threads; only the first of a tree. */
void tree_build(struct tree *, enum tree_order);

/* By what it is sorted: the smaller comes first. */
int64_t tree_order_key(const struct doc *, enum tree_order, size_t comment,
    size_t place, size_t replies);

/* tree_move.c: its parent in the doc is another now; no circles. */
void tree_move(struct tree *, size_t comment);

void tree_drop_lines(struct tree *);

/* Which rows t->hits lets through, and their replies. */
void tree_sift(struct tree *);

/* A row that t->hits leaves out, with what is above it. */
void tree_let_through(struct tree *, size_t row);

/* tree_marks.c: the rows are in another order now. */
void tree_marks_moved(struct tree *);
void tree_marks_free(struct tree *);

#endif
