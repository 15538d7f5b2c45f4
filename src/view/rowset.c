#include "view/rowset.h"

#include <stdlib.h>

#include "base/mem.h"

struct rowset *
rowset_new(size_t n)
{
	struct rowset *s = mem_alloc(1, sizeof(*s));

	s->n = n;
	s->words = mem_alloc(n / 64 + 1, sizeof(*s->words));
	s->before = mem_alloc(n / 64 + 2, sizeof(*s->before));
	s->counted = true;
	return s;
}

void
rowset_free(struct rowset *s)
{
	if (s == NULL)
		return;
	free(s->words);
	free(s->before);
	free(s);
}

void
rowset_put(struct rowset *s, size_t i, bool member)
{
	uint64_t bit = (uint64_t)1 << i % 64;

	s->words[i / 64] = member ? s->words[i / 64] | bit :
	    s->words[i / 64] & ~bit;
	s->counted = false;
}

/* The bits that are set, added up in ever wider fields. */
static unsigned
bits_in(uint64_t x)
{
	x -= x >> 1 & 0x5555555555555555u;
	x = (x & 0x3333333333333333u) + (x >> 2 & 0x3333333333333333u);
	x = (x + (x >> 4)) & 0x0F0F0F0F0F0F0F0Fu;
	return (unsigned)(x * 0x0101010101010101u >> 56);
}

static unsigned
lowest_bit(uint64_t x)
{
	return bits_in((x & (0 - x)) - 1);
}

static unsigned
highest_bit(uint64_t x)
{
	unsigned shift;

	for (shift = 1; shift < 64; shift *= 2)
		x |= x >> shift;
	return bits_in(x) - 1;
}

size_t
rowset_next(const struct rowset *s, size_t i)
{
	size_t word = i / 64, last = s->n / 64;
	uint64_t x;

	if (i >= s->n)
		return ROWSET_NONE;
	x = s->words[word] & ~(uint64_t)0 << i % 64;
	while (x == 0 && word < last)
		x = s->words[++word];
	return x == 0 ? ROWSET_NONE : word * 64 + lowest_bit(x);
}

size_t
rowset_prev(const struct rowset *s, size_t i)
{
	size_t word = i / 64;
	uint64_t x;

	if (i == ROWSET_NONE)
		return ROWSET_NONE;
	x = s->words[word] & ~(uint64_t)0 >> (63 - i % 64);
	while (x == 0 && word > 0)
		x = s->words[--word];
	return x == 0 ? ROWSET_NONE : word * 64 + highest_bit(x);
}

static void
count_all(struct rowset *s)
{
	size_t i;

	for (i = 0; i <= s->n / 64; i++)
		s->before[i + 1] = s->before[i] + bits_in(s->words[i]);
	s->counted = true;
}

static size_t
count_to(const struct rowset *s, size_t to)
{
	uint64_t below = ((uint64_t)1 << to % 64) - 1;

	return s->before[to / 64] + bits_in(s->words[to / 64] & below);
}

size_t
rowset_count(struct rowset *s, size_t from, size_t to)
{
	if (!s->counted)
		count_all(s);
	return count_to(s, to) - count_to(s, from);
}
