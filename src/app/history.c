#include "app/history.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

#define HISTORY_MAX 1000

void
history_free(struct history *h)
{
	free(h->at);
	arena_free(&h->words);
	*h = (struct history){ 0 };
}

static void
put(struct history *h, const struct place *p)
{
	h->at = mem_grow(h->at, &h->cap, h->now + 1, sizeof(*h->at));
	h->at[h->now] = *p;
	if (h->n < h->now + 1)
		h->n = h->now + 1;
}

void
history_push(struct history *h, const struct place *p)
{
	if (h->now == HISTORY_MAX) {
		memmove(h->at, h->at + 1, (h->now - 1) * sizeof(*h->at));
		h->now--;
	}
	put(h, p);
	h->n = ++h->now;
}

bool
history_back(struct history *h, const struct place *p, struct place *to)
{
	if (h->now == 0)
		return false;
	put(h, p);
	*to = h->at[--h->now];
	return true;
}

bool
history_forward(struct history *h, const struct place *p, struct place *to)
{
	if (h->now + 1 >= h->n)
		return false;
	h->at[h->now++] = *p;
	*to = h->at[h->now];
	return true;
}

bool
history_go(struct history *h, size_t which, const struct place *p,
    struct place *to)
{
	if (which == h->now || which >= h->n)
		return false;
	put(h, p);
	h->now = which;
	*to = h->at[which];
	return true;
}

struct slice
history_word(struct history *h, struct slice x)
{
	return arena_dup(&h->words, x);
}
