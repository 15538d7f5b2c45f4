/*
 * plan: how a query is answered: which stories to look at, newest first,
 * and what of it is still to be asked of each.  The stories a plan looks at
 * are at least those that the query means.
 */
#ifndef STORE_PLAN_H
#define STORE_PLAN_H

#include "base/buf.h"
#include "store/query.h"

enum plan_must {			/* a set: marks that all of them have */
	MUST_READ = 1, MUST_STARRED = 2, MUST_NOTE = 4, MUST_UNREAD = 8
};

struct plan {
	struct buf match;		/* of the index; empty: all stories */
	bool exact;			/* nothing is to be asked */
	bool sure;			/* of what match says of one all of
					   it is true: there is no OR, NOT */
	int64_t from, to;		/* days, to left out */
	int must;
};

/* wide: of each node whether the index is not to be asked for it, for too
 * many words begin so. */
void plan_make(struct plan *, const struct query *, const bool *wide);
void plan_free(struct plan *);

/* The words and names of one node as the index is asked for them; empty:
 * it has none. */
void plan_match(struct buf *, const struct query_node *);

#endif
