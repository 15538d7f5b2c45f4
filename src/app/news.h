/*
 * news: which comments of a story are new to the reader.  On the first
 * visit none is; later, what was not on the page then and was not read
 * since.  A comment is read when it is left: it was open under the cursor,
 * or open with its end on the screen.  Between visits the story's state
 * (store/state.h) holds them:
 *
 *	seen ID...		comments that are not new any more
 */
#ifndef APP_NEWS_H
#define APP_NEWS_H

#include "app/ids.h"
#include "store/state.h"
#include "view/flow.h"
#include "view/tree.h"

struct rowset;

struct news {
	const struct doc *doc;		/* borrowed, as is the tree */
	struct tree *tree;
	bool visited;			/* the state knew the story */
	bool changed;			/* since the state was read */
	struct rowset *fresh;		/* comments new on coming; or NULL */

	uint32_t *seen;			/* new ones that are on the screen */
	size_t nseen, seen_cap;
	size_t in_hand;			/* one that is open under the cursor,
					   or TREE_NONE */
	uint64_t *gone;			/* seen, but not on the page now */
	size_t ngone, gone_cap;

	bool catch_up;			/* what is old is folded away */
	unsigned char *folds;		/* those before that */
};

/* Marks what is new in the tree.  Borrows all. */
struct news *news_new(const struct doc *, struct tree *,
    const struct ids *, const struct state *);
void news_free(struct news *);		/* NULL is fine */

/* Whether news_new() needs the ids: the story was visited before. */
bool news_know(const struct state *);

/* Puts into the state who is not new, if that changed. */
void news_keep(struct news *, const struct ids *, struct state *);

size_t news_count(struct news *);		/* new ones, of all */

/*
 * What is on the screen now: a window of that height at f, where cursor is
 * a row of the tree; f is NULL where the pane is not shown.  What was there
 * before and is no more counts as read.  in_pane: the reader looks at it.
 */
void news_look(struct news *, const struct flow *f, size_t height,
    size_t cursor, bool in_pane);

/* A comment is not new any more. */
void news_read(struct news *, size_t comment);

/* The new ones from row's subtree are read; where there is none, those that
 * were new on coming are so again.  How many. */
size_t news_toggle(struct news *, size_t row, bool *again);

/* Folds all but what is new and what is above it, or goes back to the folds
 * before.  news_settle(): the folds are now the reader's own. */
void news_catch_up(struct news *, bool on);
void news_settle(struct news *);

/* The reader's own folds, by comment; freed by free(3). */
unsigned char *news_folds(const struct news *);

#endif
