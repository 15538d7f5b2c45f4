#include "load/html/confirm.h"

#include "text/fold.h"

#define WINDOW 30			/* bytes that make it no accident */
#define BASE 0x100000001b3u

/* A rolling hash (Karp and Rabin): the windows of x, one at a time. */
struct roll {
	struct slice x;
	size_t at;			/* the window's start */
	uint64_t hash, drop;		/* drop: BASE to the WINDOW */
};

static bool
roll_start(struct roll *r, struct slice x)
{
	size_t i;

	*r = (struct roll){ .x = x, .drop = 1 };
	if (x.len < WINDOW)
		return false;
	for (i = 0; i < WINDOW; i++) {
		r->hash = r->hash * BASE + (unsigned char)x.s[i];
		r->drop *= BASE;
	}
	return true;
}

static bool
roll_next(struct roll *r)
{
	const unsigned char *s = (const unsigned char *)r->x.s + r->at;

	if (r->at + WINDOW >= r->x.len)
		return false;
	r->hash = r->hash * BASE + s[WINDOW] - r->drop * s[0];
	r->at++;
	return true;
}

void
confirm_open(struct confirm *c, struct slice full)
{
	struct buf key = { 0 };
	struct roll r;
	bool fresh;

	*c = (struct confirm){ 0 };
	text_key(&key, full);
	if (roll_start(&r, buf_slice(&key)))
		do {
			strmap_add(&c->windows, r.hash, &fresh);
			c->last = r.hash;
		} while (roll_next(&r));
	buf_free(&key);
}

void
confirm_close(struct confirm *c)
{
	strmap_free(&c->windows);
}

int
confirm_block(const struct confirm *c, struct slice x)
{
	struct buf key = { 0 };
	struct roll r;
	size_t seen = 0, found = 0;
	bool end = false;

	text_key(&key, x);
	if (roll_start(&r, buf_slice(&key)))
		do {
			seen++;
			found += strmap_get(&c->windows, r.hash) != SLICE_NONE;
			end |= r.hash == c->last;
		} while (roll_next(&r));
	buf_free(&key);
	if (seen == 0)
		return CONFIRM_SHORT;
	if (end)
		return CONFIRM_END;
	return found * 3 > seen ? CONFIRM_IN : CONFIRM_NOT;
}
