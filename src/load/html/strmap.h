/*
 * strmap: a place in an array for each of many 64-bit keys: 0, 1, 2 .. in
 * the order they were first asked for.  A zeroed one is empty.
 */
#ifndef LOAD_HTML_STRMAP_H
#define LOAD_HTML_STRMAP_H

#include "base/slice.h"

struct strmap_slot {
	uint64_t key;
	uint32_t place;			/* SLOT_FREE: unused */
};

struct strmap {
	struct strmap_slot *slots;	/* a hash table, open addressing */
	size_t n, cap;			/* cap is a power of two */
};

/* The place of key; a new one where *fresh comes back true. */
size_t strmap_add(struct strmap *, uint64_t key, bool *fresh);

/* The place of key, or SLICE_NONE. */
size_t strmap_get(const struct strmap *, uint64_t key);
void strmap_free(struct strmap *);

/* Two numbers as one key. */
uint64_t key_mix(uint64_t, uint64_t);

#endif
