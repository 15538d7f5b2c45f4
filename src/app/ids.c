#include "app/ids.h"

#include <stdlib.h>

#include "base/mem.h"

#define ID_BITS 48
#define BATCH 32
#define ODD 0x9E3779B97F4A7C15u		/* 2^64 by the golden ratio */

static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    "abcdefghijklmnopqrstuvwxyz0123456789-_";

static uint64_t
mix(uint64_t h, uint64_t x)
{
	h = (h ^ x) * ODD;
	return h ^ h >> 29;
}

/* The same on machines of either byte order. */
static uint64_t
word_at(const char *s)
{
	const unsigned char *p = (const unsigned char *)s;

	return (uint64_t)p[0] | (uint64_t)p[1] << 8 | (uint64_t)p[2] << 16 |
	    (uint64_t)p[3] << 24 | (uint64_t)p[4] << 32 |
	    (uint64_t)p[5] << 40 | (uint64_t)p[6] << 48 |
	    (uint64_t)p[7] << 56;
}

/* Two words a step, that do not wait for each other. */
static uint64_t
hash(uint64_t h, struct slice x)
{
	uint64_t other = ~h, word;
	size_t i, k;

	for (i = 0; i + 16 <= x.len; i += 16) {
		h = mix(h, word_at(x.s + i));
		other = mix(other, word_at(x.s + i + 8));
	}
	for (; i < x.len; i += 8) {
		for (word = 0, k = 0; k < 8 && i + k < x.len; k++)
			word |= (uint64_t)(unsigned char)x.s[i + k] << 8 * k;
		h = mix(h, word);
	}
	return mix(mix(h, other), x.len);
}

static uint64_t
hash_comment(const struct comment *c)
{
	/* Some pages number their comments anew each time: whose it is tells
	 * most of them. */
	if (c->id.len)
		return hash(hash(1, c->id), c->author);
	return hash(hash(c->absent ? 3 : 2, c->author), c->text);
}

static uint64_t
to_id(uint64_t h)
{
	h = mix(h, h >> 32) >> (64 - ID_BITS);
	return h ? h : 1;
}

/*
 * A slot holds the comment + 1 and, above it, bits of its id that are not
 * in the slot's number: a look at the id itself is a look at far memory.
 */
#define COMMENT_BITS 32

static uint64_t
spread(uint64_t id)
{
	return id * ODD;
}

static uint64_t
tag_of(uint64_t id)
{
	return spread(id) >> COMMENT_BITS << COMMENT_BITS;
}

/* Where id is, or would be. */
static uint64_t *
slot_of(const struct ids *ids, uint64_t id)
{
	size_t i = spread(id) & ids->mask;
	uint64_t tag = tag_of(id);

	while (ids->slots[i] && (ids->slots[i] >> COMMENT_BITS !=
	    tag >> COMMENT_BITS ||
	    ids->of[(uint32_t)ids->slots[i] - 1] != id))
		i = (i + 1) & ids->mask;
	return &ids->slots[i];
}

/* Puts comment i into the table, which has `seen` in its slot as far as is
 * known; a twin of an earlier one gets another id. */
static void
insert(struct ids *ids, size_t i, uint64_t h, uint64_t seen, uint32_t *times)
{
	uint64_t *slot = &ids->slots[spread(ids->of[i]) & ids->mask];

	if (seen || *slot)
		slot = slot_of(ids, ids->of[i]);
	if (*slot) {
		ids->of[i] = to_id(mix(h, ++times[(uint32_t)*slot - 1]));
		slot = slot_of(ids, ids->of[i]);
	}
	if (*slot == 0)
		*slot = tag_of(ids->of[i]) | (i + 1);
}

/* In batches, so that the slots, which lie far apart, come from memory at
 * the same time instead of one after the other. */
static void
insert_all(struct ids *ids, const struct doc *d)
{
	uint32_t *times = mem_alloc(ids->n, sizeof(*times));
	uint64_t h[BATCH], seen[BATCH];
	size_t i, k, n;

	for (i = 0; i < ids->n; i += n) {
		n = ids->n - i < BATCH ? ids->n - i : BATCH;
		for (k = 0; k < n; k++) {
			h[k] = hash_comment(&d->comments[i + k]);
			ids->of[i + k] = to_id(h[k]);
		}
		for (k = 0; k < n; k++)
			seen[k] = ids->slots[spread(ids->of[i + k]) &
			    ids->mask];
		for (k = 0; k < n; k++)
			insert(ids, i + k, h[k], seen[k], times);
	}
	free(times);
}

struct ids *
ids_new(const struct doc *d)
{
	struct ids *ids = mem_alloc(1, sizeof(*ids));

	ids->n = d->ncomments;
	ids->of = mem_alloc(ids->n, sizeof(*ids->of));
	for (ids->mask = 15; ids->mask < ids->n + ids->n / 2;)
		ids->mask = ids->mask * 2 + 1;
	ids->slots = mem_alloc(ids->mask + 1, sizeof(*ids->slots));
	insert_all(ids, d);
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
	uint32_t at = (uint32_t)*slot_of(ids, id);

	return at ? at - 1 : ID_NOBODY;
}

size_t
ids_find_near(const struct ids *ids, uint64_t id, size_t near)
{
	return near < ids->n && ids->of[near] == id ? near :
	    ids_find(ids, id);
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
