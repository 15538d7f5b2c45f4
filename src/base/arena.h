/*
 * arena: chained blocks that are freed all at once.  A zeroed struct arena
 * is an empty one.  What comes out lives until arena_free().
 */
#ifndef BASE_ARENA_H
#define BASE_ARENA_H

#include "base/slice.h"

struct arena_block;

struct arena {
	struct arena_block *last;
	size_t total;			/* bytes taken from malloc */
};

void *arena_alloc(struct arena *, size_t n, size_t size); /* zeroed, aligned */
struct slice arena_dup(struct arena *, struct slice);	/* NUL follows it */
void arena_free(struct arena *);		/* it is empty then */

#define ARENA_NEW(a, n, type) ((type *)arena_alloc((a), (n), sizeof(type)))

#endif
