/*
 * rowset: a set of small numbers, rows of a tree or places of comments, as
 * bits.  Counting a range takes a look at both its ends; after a change the
 * next count goes over the set once (n / 64 words).
 */
#ifndef VIEW_ROWSET_H
#define VIEW_ROWSET_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define ROWSET_NONE ((size_t)-1)

struct rowset {
	uint64_t *words;
	uint32_t *before;		/* members before each word */
	size_t n;			/* may hold 0..n-1 */
	bool counted;			/* `before` is right */
};

struct rowset *rowset_new(size_t n);	/* empty */
void rowset_free(struct rowset *);	/* NULL is fine */

void rowset_put(struct rowset *, size_t i, bool member);	/* i < n */

static inline bool
rowset_has(const struct rowset *s, size_t i)
{
	return s->words[i / 64] >> i % 64 & 1;
}

/* The first member at or after i; the last at or before it (ROWSET_NONE
 * for i: there is none). */
size_t rowset_next(const struct rowset *, size_t i);
size_t rowset_prev(const struct rowset *, size_t i);

/* Members from..to-1. */
size_t rowset_count(struct rowset *, size_t from, size_t to);

#endif
