#include "app/ids.h"

#include <stdlib.h>

#include "base/mem.h"

#define ID_BITS 48
#define ODD 0x9E3779B97F4A7C15u		/* 2^64 by the golden ratio */

static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    "abcdefghijklmnopqrstuvwxyz0123456789-_";

static uint64_t
mix(uint64_t h, uint64_t x)
{
	h = (h ^ x) * ODD;
	return h ^ h >> 29;
}

/* Eight bytes a step, the same on machines of either byte order: as fast as
 * the text comes from memory. */
static uint64_t
hash(uint64_t h, struct slice x)
{
	uint64_t word;
	size_t i, k;

	for (i = 0; i + 8 <= x.len; i += 8) {
		const unsigned char *p = (const unsigned char *)x.s + i;

		word = (uint64_t)p[0] | (uint64_t)p[1] << 8 |
		    (uint64_t)p[2] << 16 | (uint64_t)p[3] << 24 |
		    (uint64_t)p[4] << 32 | (uint64_t)p[5] << 40 |
		    (uint64_t)p[6] << 48 | (uint64_t)p[7] << 56;
		h = mix(h, word);
	}
	for (word = 0, k = 0; i + k < x.len; k++)
		word |= (uint64_t)(unsigned char)x.s[i + k] << 8 * k;
	return mix(mix(h, word), x.len);
}

static uint64_t
hash_comment(const struct comment *c)
{
	if (c->id.len)
		return hash(1, c->id);
	return hash(hash(c->absent ? 3 : 2, c->author), c->text);
}

static uint64_t
to_id(uint64_t h)
{
	h = mix(h, h >> 32) >> (64 - ID_BITS);
	return h ? h : 1;
}

/* Where id is, or would be. */
static uint32_t *
slot_of(const struct ids *ids, uint64_t id)
{
	size_t i = (size_t)(id * ODD >> 32) & ids->mask;

	while (ids->slots[i] && ids->of[ids->slots[i] - 1] != id)
		i = (i + 1) & ids->mask;
	return &ids->slots[i];
}

struct ids *
ids_new(const struct doc *d)
{
	struct ids *ids = mem_alloc(1, sizeof(*ids));
	uint32_t *times = mem_alloc(d->ncomments, sizeof(*times)), *slot;
	uint64_t h;
	size_t i;

	ids->n = d->ncomments;
	ids->of = mem_alloc(ids->n, sizeof(*ids->of));
	for (ids->mask = 15; ids->mask < ids->n + ids->n / 2;)
		ids->mask = ids->mask * 2 + 1;
	ids->slots = mem_alloc(ids->mask + 1, sizeof(*ids->slots));
	for (i = 0; i < ids->n; i++) {
		h = hash_comment(&d->comments[i]);
		ids->of[i] = to_id(h);
		slot = slot_of(ids, ids->of[i]);
		if (*slot) {
			ids->of[i] = to_id(mix(h, ++times[*slot - 1]));
			slot = slot_of(ids, ids->of[i]);
		}
		if (*slot == 0)
			*slot = (uint32_t)i + 1;
	}
	free(times);
	return ids;
}

void
ids_free(struct ids *ids)
{
	if (ids == NULL)
		return;
	free(ids->of);
	free(ids->slots);
	free(ids);
}

size_t
ids_find(const struct ids *ids, uint64_t id)
{
	uint32_t at = *slot_of(ids, id);

	return at ? at - 1 : ID_NOBODY;
}

void
id_add(struct buf *b, uint64_t id)
{
	char *p = buf_reserve(b, ID_TEXT);
	int i;

	for (i = ID_TEXT; i-- > 0; id >>= 6)
		p[i] = digits[id & 63];
	b->len += ID_TEXT;
}

/* The value of a digit; 64: it is none. */
static unsigned
digit(char c)
{
	if (c >= 'A' && c <= 'Z')
		return (unsigned)(c - 'A');
	if (c >= 'a' && c <= 'z')
		return (unsigned)(c - 'a') + 26;
	if (ascii_digit(c))
		return (unsigned)(c - '0') + 52;
	return c == '-' ? 62 : c == '_' ? 63 : 64;
}

bool
id_take(struct slice *x, uint64_t *id)
{
	struct slice rest = slice_trim(*x);
	unsigned v;
	size_t i;

	if (rest.len < ID_TEXT)
		return false;
	for (*id = 0, i = 0; i < ID_TEXT; i++) {
		v = digit(rest.s[i]);
		if (v == 64)
			return false;
		*id = *id << 6 | v;
	}
	*x = slice_from(rest, ID_TEXT);
	return true;
}
