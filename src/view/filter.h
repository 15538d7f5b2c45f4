/*
 * filter: which comments a reader asks for:
 *
 *	author:NAME	the name holds that; several: one of them
 *	text:WORDS	the text holds that, and a word alone the same;
 *			several: all of them
 *	score:>=5	or >5, <5, <=5, =5; score:5 is at least 5
 *	new		new since the last visit
 *
 * Values with blanks stand in quotes: author:"Odo Fenn".  Case never counts.
 */
#ifndef VIEW_FILTER_H
#define VIEW_FILTER_H

#include "base/arena.h"
#include "base/err.h"
#include "doc/doc.h"

struct filter {
	struct slices authors, texts;	/* case-folded, in the arena */
	int64_t min, max;		/* scores */
	bool scored, fresh;
	struct arena arena;
};

/* f need not be set up.  False: err says what is wrong, f is empty. */
bool filter_parse(struct filter *f, struct slice line, struct err *);
void filter_free(struct filter *);

/* Whether it asks for anything at all. */
bool filter_is_empty(const struct filter *);

/* Whether it asks for a comment: for its author's name, and for all else.
 * fresh: it is new. */
bool filter_takes_name(const struct filter *, struct slice name);
bool filter_takes_rest(const struct filter *, const struct comment *,
    bool fresh);

#endif
