#include "text/bidi.h"

#include <fribidi.h>
#include <limits.h>
#include <stdlib.h>

#include "base/mem.h"
#include "text/utf8.h"

#define WORD sizeof(uint64_t)
#define HIGHS 0x8080808080808080u

/*
 * The blocks of right-to-left scripts (DerivedBidiClass.txt, the ranges
 * whose unassigned code points default to R and AL), by the bytes that
 * start their characters: lead, and the second byte's bounds.
 */
static const struct {
	unsigned char lead, to, low, high;
} blocks[] = {
	{ 0xD6, 0xD6, 0x90, 0xBF },	/* U+0590.. Hebrew */
	{ 0xD7, 0xDF, 0x80, 0xBF },	/* Arabic, Syriac, Thaana, NKo */
	{ 0xE0, 0xE0, 0xA0, 0xA3 },	/* U+0800..08FF */
	{ 0xEF, 0xEF, 0xAC, 0xB7 },	/* U+FB00..FDFF, see starts_rtl() */
	{ 0xEF, 0xEF, 0xB9, 0xBB },	/* U+FE40..FEFF, the same */
	{ 0xF0, 0xF0, 0x90, 0x90 },	/* U+10000.., the same */
	{ 0xF0, 0xF0, 0x9E, 0x9E },	/* U+1E000.., the same */
};

static bool
is_rtl_letter(uint32_t cp)
{
	return FRIBIDI_IS_RTL(fribidi_get_bidi_type(cp)) &&
	    FRIBIDI_IS_STRONG(fribidi_get_bidi_type(cp));
}

/* Marks and digits of D6..DF pass for letters: they come with them. */
static bool
starts_rtl(struct slice x)
{
	unsigned char lead = (unsigned char)*x.s, next;
	uint32_t cp;
	size_t i;

	if (x.len < 2)
		return false;
	next = (unsigned char)x.s[1];
	for (i = 0; i < sizeof(blocks) / sizeof(*blocks); i++) {
		if (lead < blocks[i].lead || lead > blocks[i].to ||
		    next < blocks[i].low || next > blocks[i].high)
			continue;
		if (lead < 0xE0)
			return true;
		utf8_decode(x, &cp);
		return is_rtl_letter(cp);
	}
	return false;
}

static bool
may_start(char lead)
{
	unsigned char c = (unsigned char)lead;

	return c >= 0xD6 && (c <= 0xE0 || c == 0xEF || c == 0xF0);
}

bool
text_has_rtl(struct slice x)
{
	uint64_t w;
	size_t i = 0;

	while (i < x.len) {
		if (x.len - i >= WORD) {
			memcpy(&w, x.s + i, WORD);
			if ((w & HIGHS) == 0) {
				i += WORD;
				continue;
			}
		}
		if (may_start(x.s[i]) && starts_rtl(slice_from(x, i)))
			return true;
		i++;
	}
	return false;
}

bool
text_is_rtl(struct slice x)
{
	FriBidiCharType type;
	uint32_t cp;
	size_t i;

	for (i = 0; i < x.len;) {
		i += utf8_decode(slice_from(x, i), &cp);
		if (cp < 0x80 && !ascii_alpha((char)cp))
			continue;
		type = fribidi_get_bidi_type(cp);
		if (FRIBIDI_IS_STRONG(type) && FRIBIDI_IS_LETTER(type))
			return FRIBIDI_IS_RTL(type);
	}
	return false;
}

/* What FriBidi needs to know of a line, in one block. */
struct line {
	FriBidiCharType *types;
	FriBidiBracketType *brackets;
	FriBidiStrIndex *map;
	FriBidiLevel *levels;
};

/*
 * Explicit formatting characters never pass text_clean().  FriBidi 1.0.8
 * reads freed memory on some lines that have them (isolates that are not
 * closed), so it is not shown any; nor a paragraph's end.
 */
static void
drop_explicit(struct line *l, FriBidiStrIndex n)
{
	FriBidiStrIndex i;

	for (i = 0; i < n; i++)
		if (FRIBIDI_IS_EXPLICIT(l->types[i]) ||
		    FRIBIDI_IS_ISOLATE(l->types[i]) ||
		    l->types[i] == FRIBIDI_TYPE_BS)
			l->types[i] = FRIBIDI_TYPE_BN;
}

static struct line
line_new(const uint32_t *cps, FriBidiStrIndex n)
{
	struct line l;
	size_t each = sizeof(*l.types) + sizeof(*l.brackets) +
	    sizeof(*l.map) + sizeof(*l.levels);
	FriBidiStrIndex i;

	l.types = mem_alloc((size_t)n, each);
	l.brackets = (FriBidiBracketType *)(l.types + n);
	l.map = (FriBidiStrIndex *)(l.brackets + n);
	l.levels = (FriBidiLevel *)(l.map + n);
	for (i = 0; i < n; i++)
		l.map[i] = i;
	fribidi_get_bidi_types(cps, n, l.types);
	drop_explicit(&l, n);
	fribidi_get_bracket_types(cps, n, l.types, l.brackets);
	return l;
}

/* What a terminal puts onto the character before: marks, joiners. */
static bool
is_extender(const struct line *l, FriBidiStrIndex at)
{
	return l->types[at] == FRIBIDI_TYPE_NSM ||
	    l->types[at] == FRIBIDI_TYPE_BN;
}

/*
 * UAX 9, L3: reversing put marks before their base; each such run is
 * turned round again, base first.
 */
static void
keep_marks(const struct line *l, size_t n, uint32_t *order)
{
	size_t v, end, i;
	uint32_t t;

	for (v = 0; v < n; v = end + 1) {
		end = v;
		while (end + 1 < n && order[end + 1] + 1 == order[end] &&
		    is_extender(l, (FriBidiStrIndex)order[end]))
			end++;
		for (i = 0; i < (end - v + 1) / 2; i++) {
			t = order[v + i];
			order[v + i] = order[end - i];
			order[end - i] = t;
		}
	}
}

void
text_visual(uint32_t *cps, size_t n, bool rtl, uint32_t *order)
{
	FriBidiParType dir = rtl ? FRIBIDI_PAR_RTL : FRIBIDI_PAR_LTR;
	FriBidiStrIndex len = n < INT_MAX ? (FriBidiStrIndex)n : 0;
	struct line l;
	size_t i;

	for (i = 0; i < n; i++)
		order[i] = (uint32_t)i;
	if (len == 0)
		return;
	l = line_new(cps, len);
	if (fribidi_get_par_embedding_levels_ex(l.types, l.brackets, len,
	    &dir, l.levels) && fribidi_reorder_line(0, l.types, len, 0, dir,
	    l.levels, NULL, l.map)) {
		fribidi_shape_mirroring(l.levels, len, cps);
		for (i = 0; i < n; i++)
			order[i] = (uint32_t)l.map[i];
		keep_marks(&l, n, order);
	}
	free(l.types);
}
