/*
 * remember: how a reader left the comments and the place of a story, in its
 * state (store/state.h):
 *
 *	order score		where it is not the configured one
 *	folded ID...		or "folded all", but for
 *	unfolded ID...
 *	pane comments
 *	article ITEM BYTE	the article's window begins there
 *	related N
 *	comment ID ROW		the cursor's, and where on the screen
 *	top ID BYTE		where it is not on the screen: what is at
 *				the top
 */
#ifndef APP_REMEMBER_H
#define APP_REMEMBER_H

#include "app/history.h"
#include "app/ids.h"
#include "store/state.h"
#include "view/tree.h"

/* Folds by comment, as tree_folds_save() has them. */
void folds_keep(const unsigned char *folds, const struct ids *,
    struct state *);
void folds_read(struct tree *, const struct ids *, const struct state *);

enum tree_order order_read(const struct state *, enum tree_order otherwise);
void order_keep(enum tree_order, enum tree_order otherwise, struct state *);

/* False: nothing is known; the place is as it was. */
bool place_read(struct place *, const struct ids *, const struct state *);
void place_keep(const struct place *, const struct ids *, struct state *);

/* Whether folds_read() and place_read() need the ids. */
bool remember_ids(const struct state *);

#endif
