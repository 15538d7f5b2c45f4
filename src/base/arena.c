#include "base/arena.h"

#include <stdlib.h>

#include "base/mem.h"

#define BLOCK_MIN 4096
#define BLOCK_MAX (256 * 1024)
#define ALIGN 16

struct arena_block {
	struct arena_block *prev;
	size_t used, cap;
	_Alignas(ALIGN) char bytes[];
};

static struct arena_block *
block_new(struct arena *a, size_t need)
{
	struct arena_block *b;
	size_t cap = a->last ? a->last->cap * 2 : BLOCK_MIN;

	if (cap > BLOCK_MAX)
		cap = BLOCK_MAX;
	if (cap < need)
		cap = need;
	b = mem_realloc(NULL, sizeof(*b) + cap, 1);
	*b = (struct arena_block){ .prev = a->last, .cap = cap };
	a->total += sizeof(*b) + cap;
	a->last = b;
	return b;
}

static char *
take(struct arena *a, size_t n)
{
	struct arena_block *b = a->last;
	char *p;

	if (b == NULL || n > b->cap - b->used)
		b = block_new(a, n);
	p = b->bytes + b->used;
	b->used += n;
	return p;
}

static size_t
round_up(size_t n)
{
	return (n + ALIGN - 1) & ~(size_t)(ALIGN - 1);
}

void *
arena_alloc(struct arena *a, size_t n, size_t size)
{
	char *p;

	if (size && n > (SIZE_MAX / 2) / size)
		n = SIZE_MAX / 2, size = 1;	/* malloc refuses it */
	if (a->last)
		a->last->used = round_up(a->last->used);
	if (a->last && a->last->used > a->last->cap)
		a->last->used = a->last->cap;
	p = take(a, n * size);
	return memset(p, 0, n * size);
}

struct slice
arena_dup(struct arena *a, struct slice x)
{
	char *p = take(a, x.len + 1);

	if (x.len)
		memcpy(p, x.s, x.len);
	p[x.len] = '\0';
	return (struct slice){ p, x.len };
}

void
arena_free(struct arena *a)
{
	struct arena_block *b, *prev;

	for (b = a->last; b != NULL; b = prev) {
		prev = b->prev;
		free(b);
	}
	*a = (struct arena){ 0 };
}
