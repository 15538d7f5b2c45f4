#include "load/html/strmap.h"

#include <stdlib.h>

#include "base/mem.h"

#define SLOT_FREE UINT32_MAX

uint64_t
key_mix(uint64_t a, uint64_t b)
{
	a ^= b + 0x9E3779B97F4A7C15u + (a << 6) + (a >> 2);
	a *= 0xFF51AFD7ED558CCDu;
	return a ^ (a >> 33);
}

static struct strmap_slot *
slot_of(const struct strmap *m, uint64_t key)
{
	size_t i = (size_t)key_mix(key, 1) & (m->cap - 1);

	while (m->slots[i].place != SLOT_FREE && m->slots[i].key != key)
		i = (i + 1) & (m->cap - 1);
	return &m->slots[i];
}

static void
rehash(struct strmap *m)
{
	struct strmap big = { .n = m->n, .cap = m->cap ? m->cap * 2 : 256 };
	size_t i;

	big.slots = mem_alloc(big.cap, sizeof(*big.slots));
	for (i = 0; i < big.cap; i++)
		big.slots[i].place = SLOT_FREE;
	for (i = 0; i < m->cap; i++)
		if (m->slots[i].place != SLOT_FREE)
			*slot_of(&big, m->slots[i].key) = m->slots[i];
	free(m->slots);
	m->slots = big.slots;
	m->cap = big.cap;
}

size_t
strmap_add(struct strmap *m, uint64_t key, bool *fresh)
{
	struct strmap_slot *s;

	if ((m->n + 1) * 2 > m->cap)
		rehash(m);
	s = slot_of(m, key);
	*fresh = s->place == SLOT_FREE;
	if (*fresh)
		*s = (struct strmap_slot){ key, (uint32_t)m->n++ };
	return s->place;
}

size_t
strmap_get(const struct strmap *m, uint64_t key)
{
	const struct strmap_slot *s;

	if (m->n == 0)
		return SLICE_NONE;
	s = slot_of(m, key);
	return s->place == SLOT_FREE ? SLICE_NONE : s->place;
}

void
strmap_free(struct strmap *m)
{
	free(m->slots);
	*m = (struct strmap){ 0 };
}
