#include "view/authors.h"

#include <stdlib.h>

#include "base/mem.h"
#include "text/fold.h"

struct authors {
	const struct doc *doc;
	uint32_t *of;			/* by comment */
	size_t done;
	struct slice *names;		/* by author, as first written */
	uint64_t *hashes;		/* of the names case-folded */
	size_t n, names_cap, hashes_cap;
	uint32_t *table;		/* open addressing; AUTHOR_NONE: free */
	size_t mask;
	struct buf key;			/* scratch */
};

struct authors *
authors_new(const struct doc *d)
{
	struct authors *a = mem_alloc(1, sizeof(*a));

	a->doc = d;
	a->of = mem_alloc(d->ncomments, sizeof(*a->of));
	a->mask = 255;
	a->table = mem_alloc(a->mask + 1, sizeof(*a->table));
	memset(a->table, 0xFF, (a->mask + 1) * sizeof(*a->table));
	return a;
}

void
authors_free(struct authors *a)
{
	if (a == NULL)
		return;
	free(a->of);
	free(a->names);
	free(a->hashes);
	free(a->table);
	buf_free(&a->key);
	free(a);
}

static uint64_t
hash_of(struct buf *key, struct slice name)
{
	buf_clear(key);
	text_casefold(key, name);
	return slice_hash(buf_slice(key));
}

/* Names of one hash are one name: of 64 bits, none but made so collide. */
static size_t
slot_of(const struct authors *a, uint64_t hash)
{
	size_t i = (size_t)(hash ^ hash >> 32) & a->mask;

	while (a->table[i] != AUTHOR_NONE && a->hashes[a->table[i]] != hash)
		i = (i + 1) & a->mask;
	return i;
}

static void
grow_table(struct authors *a)
{
	size_t i;

	a->mask = a->mask * 2 + 1;
	a->table = mem_realloc(a->table, a->mask + 1, sizeof(*a->table));
	memset(a->table, 0xFF, (a->mask + 1) * sizeof(*a->table));
	for (i = 0; i < a->n; i++)
		a->table[slot_of(a, a->hashes[i])] = (uint32_t)i;
}

static uint32_t
author_add(struct authors *a, struct slice name)
{
	uint64_t hash = hash_of(&a->key, name);
	size_t slot = slot_of(a, hash);

	if (a->table[slot] != AUTHOR_NONE)
		return a->table[slot];
	a->names = mem_grow(a->names, &a->names_cap, a->n + 1,
	    sizeof(*a->names));
	a->hashes = mem_grow(a->hashes, &a->hashes_cap, a->n + 1,
	    sizeof(*a->hashes));
	a->names[a->n] = name;
	a->hashes[a->n] = hash;
	a->table[slot] = (uint32_t)a->n++;
	if (a->n > a->mask / 2)
		grow_table(a);
	return (uint32_t)a->n - 1;
}

bool
authors_work(struct authors *a, size_t comments)
{
	struct slice name;

	for (; a->done < a->doc->ncomments && comments > 0; comments--) {
		name = a->doc->comments[a->done].author;
		a->of[a->done++] = name.len ? author_add(a, name) :
		    AUTHOR_NONE;
	}
	return a->done == a->doc->ncomments;
}

uint32_t
authors_of(const struct authors *a, size_t comment)
{
	return a->of[comment];
}

uint32_t
authors_find(const struct authors *a, struct slice name)
{
	struct buf key = { 0 };
	uint64_t hash = hash_of(&key, name);

	buf_free(&key);
	return a->table[slot_of(a, hash)];
}

size_t
authors_count(const struct authors *a)
{
	return a->n;
}

struct slice
authors_name(const struct authors *a, uint32_t author)
{
	return a->names[author];
}
