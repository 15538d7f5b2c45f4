/*
 * EUC-JP (Encoding Standard 12.1) and ISO-2022-JP (12.2): grids of 94 rows
 * of 94.
 */
#include "load/charset/walk.h"

/* The index jis0208 at a row and a cell, 0 to 93 each, by way of the two
 * Shift_JIS bytes of the same character. */
static uint32_t
jis0208(struct pairs *pairs, unsigned row, unsigned cell)
{
	unsigned at = row * 94 + cell, lead = at / 188, trail = at % 188;

	return pairs_get(pairs, lead + (lead < 0x1F ? 0x81 : 0xC1),
	    trail + (trail < 0x3F ? 0x40 : 0x41));
}

/* p is behind the lead byte; more: that was 8F, so three bytes in all. */
static void
take_euc(struct decoder *d, struct walk *w, unsigned lead, bool more)
{
	uint32_t cp = CP_NONE;
	unsigned trail;

	if (w->p == w->end) {
		walk_bad(w);
		return;
	}
	trail = *w->p;
	if (lead == 0x8E) {
		if (trail >= 0xA1 && trail <= 0xDF)
			cp = 0xFF61 + trail - 0xA1;
	} else if (lead >= 0xA1 && trail >= 0xA1 && trail <= 0xFE) {
		cp = more ? pairs_get(d->more, lead, trail) :
		    jis0208(d->pairs, lead - 0xA1, trail - 0xA1);
	}
	w->p += trail >= 0x80;		/* ASCII is read again */
	walk_put_or_bad(w, cp);
}

static bool
is_euc_lead(unsigned c)
{
	return c == 0x8E || c == 0x8F || (c >= 0xA1 && c <= 0xFE);
}

void
decode_euc_jp(struct decoder *d, struct walk *w)
{
	static const char *const jis0212[] = { "EUC-JP", "EUCJP", NULL };
	unsigned lead;

	decoder_pairs(d);
	if (d->more == NULL)
		d->more = pairs_new(jis0212, 0x8F);
	while (walk_ascii(w)) {
		lead = *w->p++;
		if (!is_euc_lead(lead))
			walk_bad(w);
		else if (lead == 0x8F && w->p < w->end && *w->p >= 0xA1 &&
		    *w->p <= 0xFE)
			w->p++, take_euc(d, w, w->p[-1], true);
		else
			take_euc(d, w, lead, false);
	}
}

/* p is behind ESC. */
static void
take_escape(struct decoder *d, struct walk *w)
{
	static const struct { char bytes[3]; enum jis_set set; } escapes[] = {
		{ "(B", SET_ASCII }, { "(J", SET_ROMAN },
		{ "(I", SET_KATAKANA }, { "$@", SET_PAIRS },
		{ "$B", SET_PAIRS }
	};
	size_t i;

	for (i = 0; i < sizeof(escapes) / sizeof(*escapes); i++) {
		if (w->end - w->p < 2 ||
		    memcmp(w->p, escapes[i].bytes, 2) != 0)
			continue;
		w->p += 2;
		d->set = escapes[i].set;
		if (d->shifted)
			walk_bad(w);	/* nothing between two */
		d->shifted = true;
		return;
	}
	d->shifted = false;
	walk_bad(w);
}

/* p is behind the first of two bytes. */
static void
take_pair(struct decoder *d, struct walk *w, unsigned lead)
{
	uint32_t cp = CP_NONE;

	if (w->p == w->end || *w->p == 0x1B) {
		walk_bad(w);
		return;
	}
	if (*w->p >= 0x21 && *w->p <= 0x7E)
		cp = jis0208(d->pairs, lead - 0x21, *w->p - 0x21u);
	w->p++;
	walk_put_or_bad(w, cp);
}

static uint32_t
one_byte(enum jis_set set, unsigned c)
{
	if (set == SET_KATAKANA)
		return c >= 0x21 && c <= 0x5F ? 0xFF61 + c - 0x21 : CP_NONE;
	if (c > 0x7F || c == 0x0E || c == 0x0F)
		return CP_NONE;
	if (set == SET_ROMAN && c == 0x5C)
		return 0xA5;
	if (set == SET_ROMAN && c == 0x7E)
		return 0x203E;
	return c;
}

void
decode_iso_2022_jp(struct decoder *d, struct walk *w)
{
	unsigned c;

	decoder_pairs(d);
	while (w->p < w->stop) {
		c = *w->p++;
		if (c == 0x1B) {
			take_escape(d, w);
			continue;
		}
		d->shifted = false;
		if (d->set != SET_PAIRS)
			walk_put_or_bad(w, one_byte(d->set, c));
		else if (c >= 0x21 && c <= 0x7E)
			take_pair(d, w, c);
		else
			walk_bad(w);
	}
}
