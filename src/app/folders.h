/*
 * folders: the sections, tags, sources, authors and months of the library,
 * and the queries that were saved, each as a query that one can open: a tree
 * of two levels of which the kinds fold.  What a kind holds is asked for
 * when it is unfolded.  A flow of one row each (view/flow.h).
 */
#ifndef APP_FOLDERS_H
#define APP_FOLDERS_H

#include "store/library.h"
#include "view/flow.h"
#include "view/row.h"

#define FOLDERS_MAX 2000		/* of a kind, those with most stories */

struct folders;

struct folders *folders_new(void);
void folders_free(struct folders *);		/* NULL is fine */

/* Asks for the counts anew; what was unfolded stays so.  False: err. */
bool folders_read(struct folders *, struct library *, struct err *);

size_t folders_n(const struct folders *);
bool folders_is_kind(const struct folders *, size_t item);
bool folders_is_open(const struct folders *, size_t item);

/* Folds or unfolds a kind. */
bool folders_open(struct folders *, struct library *, size_t item, bool open,
    struct err *);

/* The kind an item is of; the item itself where it is one. */
size_t folders_parent(const struct folders *, size_t item);

/* The query that it is, and what the list of it is called.  False: it is a
 * kind. */
bool folders_query(const struct folders *, struct library *, size_t item,
    struct buf *query, struct buf *name);

void folders_row(const struct folders *, size_t item, size_t width,
    struct row *);

extern const struct flow_ops folders_flow;	/* of = the folders */

#endif
