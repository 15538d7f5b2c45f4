/*
 * walk: a decoder's place in its input and its output.
 */
#ifndef LOAD_CHARSET_WALK_H
#define LOAD_CHARSET_WALK_H

#include "load/charset/encoding.h"
#include "load/charset/pairs.h"
#include "text/utf8.h"

#define WALK_AHEAD 4			/* bytes of a sequence at the most */

struct walk {
	const unsigned char *p, *end;
	const unsigned char *stop;	/* no sequence is begun from here on:
					   end, or more bytes will come */
	struct buf *out;
	size_t errors;
};

struct glyphs;				/* single.c */

enum jis_set { SET_ASCII, SET_ROMAN, SET_KATAKANA, SET_PAIRS };

/* What goes with a decoder from one chunk to the next; a sequence never
 * does: see stop. */
struct decoder {
	const struct encoding *encoding;
	struct pairs *pairs;		/* NULL while there is no need */
	struct pairs *more;		/* jis0212 */
	struct glyphs *glyphs;
	uint32_t high;			/* UTF-16: of a pair, or 0 */
	uint32_t bits, nbits;		/* UTF-7: of base64 */
	enum jis_set set;		/* what shifts */
	bool shifted;			/* an escape, and nothing since */
	bool begun;			/* past the mark */
	bool told;			/* replacement: its error */
	size_t errors;
};

static inline struct pairs *
decoder_pairs(struct decoder *d)
{
	if (d->pairs == NULL)
		d->pairs = pairs_of(d->encoding);
	return d->pairs;
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

static inline void
walk_put_or_bad(struct walk *w, uint32_t cp)
{
	if (cp == CP_NONE)
		walk_bad(w);
	else
		walk_put(w, cp);
}

/* Takes over the ASCII bytes that come next; false at the end of input. */
static inline bool
walk_ascii(struct walk *w)
{
	const unsigned char *p = w->p;
	uint64_t word;

	if (p < w->end && *p >= 0x80)
		return p < w->stop;
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
	return p < w->stop;
}

#endif
