/*
 * walk: a decoder's place in its input and its output.
 */
#ifndef LOAD_CHARSET_WALK_H
#define LOAD_CHARSET_WALK_H

#include "load/charset/encoding.h"
#include "load/charset/pairs.h"
#include "text/utf8.h"

struct walk {
	const unsigned char *p, *end;
	struct buf *out;
	struct pairs *pairs;		/* NULL where there is no need */
	struct pairs *more;		/* jis0212 */
	size_t errors;
};

static inline struct walk
walk_over(struct slice x, struct buf *out)
{
	const unsigned char *p = (const unsigned char *)x.s;

	buf_reserve(out, x.len);
	return (struct walk){ .p = p, .end = x.len ? p + x.len : p,
	    .out = out };
}

/* cp is no surrogate. */
static inline void
walk_put(struct walk *w, uint32_t cp)
{
	struct buf *b = w->out;
	char *to;

	if (b->cap - b->len < 5)
		buf_reserve(b, 4);
	to = b->s + b->len;
	if (cp < 0x800 || cp > 0xFFFF) {
		b->len += utf8_encode(cp, to);
		return;
	}
	to[0] = (char)(0xE0 | cp >> 12);
	to[1] = (char)(0x80 | (cp >> 6 & 0x3F));
	to[2] = (char)(0x80 | (cp & 0x3F));
	b->len += 3;
}

static inline void
walk_bad(struct walk *w)
{
	w->errors++;
	walk_put(w, CP_BAD);
}

/* Takes over the ASCII bytes that come next; false at the end of input. */
static inline bool
walk_ascii(struct walk *w)
{
	const unsigned char *p = w->p;
	uint64_t word;

	if (p < w->end && *p >= 0x80)
		return true;
	while (w->end - p >= 8) {
		memcpy(&word, p, 8);
		if (word & 0x8080808080808080u)
			break;
		p += 8;
	}
	while (p < w->end && *p < 0x80)
		p++;
	if (p > w->p)
		buf_add(w->out, (struct slice){ (const char *)w->p,
		    (size_t)(p - w->p) });
	w->p = p;
	return p < w->end;
}

#endif
