/*
 * signs: what an event may be known by in a story about it: the names in
 * its text, the words of its headline, words that come again.  A name is a
 * word with a capital within a sentence; scripts without capitals have none,
 * and their words are pairs of characters (text/terms.h).  Which of them are
 * rare only a library can tell.
 */
#ifndef STORE_SIGNS_H
#define STORE_SIGNS_H

#include "base/arena.h"

struct sign {
	struct slice term;		/* as text/terms.h has it */
	struct slice text;		/* as it is written */
	size_t start, end;		/* where it first stands */
	size_t group;			/* those that stand together, one */
	uint32_t n;			/* how often it comes */
	bool name, wide;
};

/*
 * The signs of a story, at most max, in the order of their places in the
 * text, which is the headline, a line's end and the body (its beginning,
 * where it is long).  Slices are of *text and of the arena.
 */
size_t signs_find(struct slice headline, struct slice body, struct slice *text,
    struct sign *, size_t max, struct arena *);

#endif
