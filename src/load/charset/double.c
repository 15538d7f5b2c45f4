/*
 * Decoders of a lead and a trail byte: Big5 (Encoding Standard 11.1),
 * EUC-KR (13.1), Shift_JIS (12.3), and gb18030 with its four bytes (10.2).
 */
#include "load/charset/walk.h"

/* Puts the character of two bytes; false where there is none. */
typedef bool put_fn(struct walk *, struct pairs *, unsigned lead,
    unsigned trail);

static bool
put_pair(struct walk *w, struct pairs *pairs, unsigned lead,
    unsigned trail)
{
	uint32_t cp = pairs_get(pairs, lead, trail);

	if (cp != CP_NONE)
		walk_put(w, cp);
	return cp != CP_NONE;
}

/*
 * The byte after a lead byte.  One that makes no character goes with the
 * lead byte, unless it is ASCII: then it is read again.
 */
static void
take_trail(struct walk *w, struct pairs *pairs, unsigned lead, put_fn *put)
{
	unsigned trail;

	if (w->p == w->end) {
		walk_bad(w);
		return;
	}
	trail = *w->p;
	if (put(w, pairs, lead, trail)) {
		w->p++;
		return;
	}
	w->p += trail >= 0x80;
	walk_bad(w);
}

/* Leads are 81 to FE. */
static void
decode_double(struct decoder *d, struct walk *w, put_fn *put)
{
	struct pairs *pairs = decoder_pairs(d);
	unsigned lead;

	while (walk_ascii(w)) {
		lead = *w->p++;
		if (lead == 0x80 || lead == 0xFF)
			walk_bad(w);
		else
			take_trail(w, pairs, lead, put);
	}
}

static bool
put_big5(struct walk *w, struct pairs *pairs, unsigned lead,
    unsigned trail)
{
	/* Four pairs are a letter and a mark. */
	static const struct { uint16_t bytes, letter, mark; } twos[] = {
		{ 0x8862, 0xCA, 0x0304 }, { 0x8864, 0xCA, 0x030C },
		{ 0x88A3, 0xEA, 0x0304 }, { 0x88A5, 0xEA, 0x030C }
	};
	size_t i;

	if (trail < 0x40 || (trail > 0x7E && trail < 0xA1) || trail > 0xFE)
		return false;
	for (i = 0; lead == 0x88 && i < sizeof(twos) / sizeof(*twos); i++)
		if (twos[i].bytes == (lead << 8 | trail)) {
			walk_put(w, twos[i].letter);
			walk_put(w, twos[i].mark);
			return true;
		}
	return put_pair(w, pairs, lead, trail);
}

void
decode_big5(struct decoder *d, struct walk *w)
{
	decode_double(d, w, put_big5);
}

static bool
put_euc_kr(struct walk *w, struct pairs *pairs, unsigned lead,
    unsigned trail)
{
	return trail >= 0x41 && trail <= 0xFE &&
	    put_pair(w, pairs, lead, trail);
}

void
decode_euc_kr(struct decoder *d, struct walk *w)
{
	decode_double(d, w, put_euc_kr);
}

/* Leads F0..F9 are private use: ten rows of 188. */
static bool
put_shift_jis(struct walk *w, struct pairs *pairs, unsigned lead,
    unsigned trail)
{
	if (trail < 0x40 || trail == 0x7F || trail > 0xFC)
		return false;
	if (lead < 0xF0 || lead > 0xF9)
		return put_pair(w, pairs, lead, trail);
	walk_put(w, 0xE000 + (lead - 0xF0) * 188 + trail -
	    (trail < 0x7F ? 0x40 : 0x41));
	return true;
}

void
decode_shift_jis(struct decoder *d, struct walk *w)
{
	struct pairs *pairs = decoder_pairs(d);
	unsigned lead;

	while (walk_ascii(w)) {
		lead = *w->p++;
		if (lead == 0x80)
			walk_put(w, lead);
		else if (lead >= 0xA1 && lead <= 0xDF)
			walk_put(w, 0xFF61 + lead - 0xA1);
		else if (lead == 0xA0 || lead > 0xFC)
			walk_bad(w);
		else
			take_trail(w, pairs, lead, put_shift_jis);
	}
}

/* "gb18030 ranges" (section 5) of the four bytes at q; CP_NONE: none. */
static uint32_t
four_bytes(struct pairs *pairs, const unsigned char *q)
{
	/* Spots that some iconvs took for two-byte characters. */
	static const struct { uint32_t from, to, cp; } spots[] = {
		{ 7457, 7457, 0xE7C7 }, { 19057, 19064, 0x9FB4 },
		{ 39076, 39085, 0xFE10 }
	};
	uint32_t at = ((q[0] - 0x81u) * 10 + (q[1] - 0x30u)) * 1260 +
	    (q[2] - 0x81u) * 10 + (q[3] - 0x30u);
	size_t i;

	if (at >= 189000 && at <= 1237575)
		return 0x10000 + at - 189000;
	if (at > 39419)
		return CP_NONE;
	for (i = 0; i < sizeof(spots) / sizeof(*spots); i++)
		if (at >= spots[i].from && at <= spots[i].to)
			return spots[i].cp + at - spots[i].from;
	return pairs_ask(pairs, (struct slice){ (const char *)q, 4 });
}

/* p is right behind the lead byte, at a digit. */
static void
take_four(struct walk *w, struct pairs *pairs)
{
	size_t left = (size_t)(w->end - w->p);
	uint32_t cp;

	if (left == 1 || (left == 2 && w->p[1] >= 0x81 && w->p[1] <= 0xFE)) {
		w->p = w->end;		/* cut: one error for all of it */
		walk_bad(w);
		return;
	}
	if (w->p[1] < 0x81 || w->p[1] > 0xFE || !ascii_digit((char)w->p[2])) {
		walk_bad(w);		/* the rest is read again */
		return;
	}
	cp = four_bytes(pairs, w->p - 1);
	w->p += 3;
	if (cp == CP_NONE)
		walk_bad(w);
	else
		walk_put(w, cp);
}

static bool
put_gb18030(struct walk *w, struct pairs *pairs, unsigned lead,
    unsigned trail)
{
	return trail >= 0x40 && trail != 0x7F && trail <= 0xFE &&
	    put_pair(w, pairs, lead, trail);
}

void
decode_gb18030(struct decoder *d, struct walk *w)
{
	struct pairs *pairs = decoder_pairs(d);
	unsigned lead;

	while (walk_ascii(w)) {
		lead = *w->p++;
		if (lead == 0x80)
			walk_put(w, 0x20AC);
		else if (lead == 0xFF)
			walk_bad(w);
		else if (w->p < w->end && ascii_digit((char)*w->p))
			take_four(w, pairs);
		else
			take_trail(w, pairs, lead, put_gb18030);
	}
}
