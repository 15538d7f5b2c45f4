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

static size_t
slot_of(const struct strmap *m, uint64_t key)
{
	size_t i = (size_t)key_mix(key, 1) & (m->cap - 1);

	while (m->places[i] != SLOT_FREE && m->keys[i] != key)
		i = (i + 1) & (m->cap - 1);
	return i;
}

static void
rehash(struct strmap *m)
{
	struct strmap big = { .n = m->n, .cap = m->cap ? m->cap * 2 : 256 };
	size_t i, at;

	big.keys = mem_alloc(big.cap, sizeof(*big.keys));
	big.places = mem_alloc(big.cap, sizeof(*big.places));
	for (i = 0; i < big.cap; i++)
		big.places[i] = SLOT_FREE;
	for (i = 0; i < m->cap; i++) {
		if (m->places[i] == SLOT_FREE)
			continue;
		at = slot_of(&big, m->keys[i]);
		big.keys[at] = m->keys[i];
		big.places[at] = m->places[i];
	}
	free(m->keys);
	free(m->places);
	m->keys = big.keys;
	m->places = big.places;
	m->cap = big.cap;
}

size_t
strmap_add(struct strmap *m, uint64_t key, bool *fresh)
{
	size_t i;

	if ((m->n + 1) * 2 > m->cap)
		rehash(m);
	i = slot_of(m, key);
	*fresh = m->places[i] == SLOT_FREE;
	if (*fresh) {
		m->keys[i] = key;
		m->places[i] = (uint32_t)m->n++;
	}
	return m->places[i];
}

size_t
strmap_get(const struct strmap *m, uint64_t key)
{
	size_t i;

	if (m->n == 0)
		return SLICE_NONE;
	i = slot_of(m, key);
	return m->places[i] == SLOT_FREE ? SLICE_NONE : m->places[i];
}

void
strmap_free(struct strmap *m)
{
	free(m->keys);
	free(m->places);
	*m = (struct strmap){ 0 };
}
