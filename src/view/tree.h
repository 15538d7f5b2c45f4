/*
 * tree: the comments as rows that fold.  An array in the order a reader
 * meets them (preorder); each knows its parent, depth and the size of its
 * subtree:
 *
 *	row  comment      parent  depth  size      next visible:
 *	0    raptorabz?     -       0      3         i + (folded ? size : 1)
 *	1      Jupiter      0       1      2       previous visible:
 *	2        RedBanner  1       2      1         i - 1, then up to the
 *	3    Mystic-One     -       0      1         outermost folded ancestor
 *
 * so that folding and moving cost O(1) or O(depth), never the thread.  A
 * filter is a set of rows that is closed upwards: what it leaves out is
 * stepped over.  Borrows the doc.  A tree is a flow (view/flow.h) over its
 * rows.
 */
#ifndef VIEW_TREE_H
#define VIEW_TREE_H

#include "doc/doc.h"
#include "view/flow.h"
#include "view/row.h"

#define TREE_NONE ((size_t)-1)

enum tree_order {
	ORDER_PAGE, ORDER_NEWEST, ORDER_OLDEST, ORDER_SCORE, ORDER_REPLIES,
	ORDER_N
};

struct tree;

struct tree *tree_new(const struct doc *, enum tree_order);
void tree_free(struct tree *);

/* The same comments in another order; folds stay with their comments. */
void tree_reorder(struct tree *, enum tree_order);

/*
 * That in steps, for threads so long that it takes time: begin, work until
 * it is true (at about so many comments a step), then finish; or drop.  The
 * tree can be used meanwhile.
 */
struct tree_sort;
struct tree_sort *tree_sort_begin(const struct tree *, enum tree_order);
bool tree_sort_work(struct tree_sort *, size_t comments);
void tree_sort_finish(struct tree *, struct tree_sort *);
void tree_sort_drop(struct tree_sort *);

enum tree_order tree_order(const struct tree *);
const char *tree_order_name(enum tree_order);	/* "page", "newest", ... */

size_t tree_rows(const struct tree *);		/* stand-ins count too */
size_t tree_threads(const struct tree *);	/* rows of depth 0 */
size_t tree_comment(const struct tree *, size_t row); /* in doc->comments */
size_t tree_row_of(const struct tree *, size_t comment);

/* Which comment of the page it is, from 1; stand-ins do not count. */
size_t tree_ordinal(const struct tree *, size_t row);

size_t tree_parent(const struct tree *, size_t row);	/* or TREE_NONE */
size_t tree_depth(const struct tree *, size_t row);

/* Counts of what the filter lets through. */
size_t tree_size(const struct tree *, size_t row);	/* itself too */
size_t tree_replies(const struct tree *, size_t row);	/* direct ones */
size_t tree_top(const struct tree *, size_t row);	/* of its thread */

/* Siblings, folded away or not; TREE_NONE past the ends. */
size_t tree_next_sibling(const struct tree *, size_t row);
size_t tree_prev_sibling(const struct tree *, size_t row);

/* Among what is visible; TREE_NONE past the ends. */
size_t tree_next(const struct tree *, size_t row);
size_t tree_prev(const struct tree *, size_t row);
size_t tree_visible(const struct tree *, size_t row); /* it, or what hides it */
size_t tree_first(const struct tree *);
size_t tree_last(const struct tree *);

bool tree_folded(const struct tree *, size_t row);
void tree_fold(struct tree *, size_t row, bool folded);
void tree_fold_all(struct tree *, bool folded);	/* one line a thread */
void tree_fold_below(struct tree *, size_t level); /* shows `level` levels,
						      the last one as lines */
void tree_reveal(struct tree *, size_t row);	/* unfolds its ancestors;
						   past a filter, too */

/* Why a comment is one line though it is not folded: a set.  What is below
 * it is seen. */
enum tree_brief {
	BRIEF_KILLED = 4,		/* the killfile has it */
	BRIEF_PASSED = 8,		/* a filter left it for those below */
	BRIEF_OLD = 16			/* read before */
};

unsigned tree_brief(const struct tree *, size_t row);
void tree_set_brief(struct tree *, size_t row, enum tree_brief, bool);

/* Whether its text is seen: not folded, not brief or opened all the same. */
bool tree_is_open(const struct tree *, size_t row);
void tree_open(struct tree *, size_t row);

/* One step: a folded one shows its replies, a brief one its text.  False:
 * it is open. */
bool tree_unfold(struct tree *, size_t row);

/*
 * Only these comments (by their place in doc->comments; the tree takes the
 * set) and, brief, those above them; all of that unfolded.  NULL, or an
 * empty set: all comments again.
 */
struct rowset;
void tree_filter(struct tree *, struct rowset *hits);
bool tree_filtered(const struct tree *);
size_t tree_hits(const struct tree *);		/* comments of the set */
bool tree_left_out(const struct tree *, size_t row);

/* All folds, to be put back later; freed by free(3). */
unsigned char *tree_folds_save(const struct tree *);
void tree_folds_restore(struct tree *, const unsigned char *);
bool tree_fold_saved(const unsigned char *folds, size_t comment);

/* What a comment is called: its author, or who its answers say it is
 * (*guess is set then), or "anonymous". */
struct slice tree_name(const struct tree *, size_t row, bool *guess);

/*
 * Marks stay with their comments over orders and folds.  Counting and
 * finding them costs no walk over the tree.
 */
enum tree_mark {
	MARK_NEW,			/* since the last visit */
	MARK_HIT,			/* what is searched for is in it */
	MARK_N
};

void tree_mark(struct tree *, enum tree_mark, size_t comment, bool on);
void tree_unmark_all(struct tree *, enum tree_mark);
bool tree_marked(const struct tree *, enum tree_mark, size_t row);

/* The row after a subtree, whatever a filter leaves out. */
size_t tree_end(const struct tree *, size_t row);

/* How many of the rows from..to-1 are. */
size_t tree_count(struct tree *, enum tree_mark, size_t from, size_t to);

/* The first at or after row, the last at or before it, of those that the
 * filter lets through; or TREE_NONE. */
size_t tree_next_marked(struct tree *, enum tree_mark, size_t row);
size_t tree_prev_marked(struct tree *, enum tree_mark, size_t row);

/* What has nothing new in it is folded, what stands above something new is
 * brief, and new ones are open.  tree_forget_old(): no one is brief for
 * being old any more. */
void tree_fold_old(struct tree *);
void tree_forget_old(struct tree *);

/* "author": the name is one of the article's byline; "OP": who began the
 * thread answers in it; or NULL. */
const char *tree_role(struct tree *, size_t row);

/* After the parent of this one comment was changed: the same comments, folds
 * and marks, linked as the doc has it now. */
void tree_relink(struct tree *, size_t comment);

/* How the rows are drawn. */
struct tree_look {
	size_t width;		/* cells of the pane */
	size_t indent;		/* cells a level, 1 to 8 */
	size_t selected;	/* row, or TREE_NONE */
	bool air;		/* an empty row between threads */
	bool fold_quotes;	/* quoted lines are one */
	size_t pinned;		/* comment that others can be hung below,
				   or TREE_NONE */
	/* The word that the killfile hides a comment for, empty: it is its
	 * author; NULL: not asked. */
	struct slice (*hidden_for)(const void *of, size_t comment);
	const void *of;
};

void tree_set_look(struct tree *, const struct tree_look *);
const struct tree_look *tree_look(const struct tree *);

extern const struct flow_ops tree_flow;	/* struct flow, of = the tree */

/* Fills row with a row of the screen. */
void tree_draw(struct tree *, size_t row, size_t line, struct row *);

/* The line on screen that a byte of the comment's text is on; the first of
 * the text for its author. */
size_t tree_line_of(struct tree *, size_t row, size_t off);

/* The byte of the comment's text that starts a line; SIZE_MAX: no text. */
size_t tree_offset_of(struct tree *, size_t row, size_t line);

/* The cell, from the left of the pane, of the fold mark. */
size_t tree_mark_cell(const struct tree *, size_t row);

/* The first line that is not the empty one above a thread. */
size_t tree_head_line(const struct tree *, size_t row);

#endif
