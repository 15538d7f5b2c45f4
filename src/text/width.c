#include "text/width.h"

#include <langinfo.h>
#include <locale.h>
#include <unictype.h>
#include <unigbrk.h>
#include <uniwidth.h>
#include <wchar.h>

#include "text/utf8.h"

/* Code points a cluster may have: a flood of joiners and marks must not
 * make one cluster of a whole document. */
#define CLUSTER_MAX 32

bool
text_locale(void)
{
	static const char *const utf8[] = {
		"C.UTF-8", "C.utf8", "en_US.UTF-8"
	};
	const char *now;
	size_t i;

	setlocale(LC_CTYPE, "");
	now = setlocale(LC_CTYPE, NULL);
	if (now == NULL || !strcmp(now, "C") || !strcmp(now, "POSIX"))
		for (i = 0; i < sizeof(utf8) / sizeof(*utf8); i++)
			if (setlocale(LC_CTYPE, utf8[i]))
				break;
	return slice_ieq(slice_z(nl_langinfo(CODESET)), SLICE("UTF-8"));
}

/* wcwidth(3) knows nothing of what is newer than the C library, and of
 * nothing but ASCII in the C locale. */
int
cp_cells(uint32_t cp)
{
	int n;

	if (cp < 0x7F)
		return cp >= ' ' || cp == '\t';
	n = wcwidth((wchar_t)cp);
	if (n < 0)
		n = uc_width(cp, "UTF-8");
	return n < 0 ? 0 : n > 2 ? 2 : n;
}

/*
 * True for the first byte of characters that join neither what stands
 * before nor (where the same holds for the next) what follows: printable
 * ASCII, Latin, Greek, Cyrillic, ideographs, Hangul syllables.
 */
static bool
stands_alone(char lead)
{
	unsigned char c = (unsigned char)lead;

	if (c < 0x80)
		return c >= ' ' && c < 0x7F;
	if (c < 0xE0)
		return (c >= 0xC3 && c <= 0xCB) || (c >= 0xCE && c <= 0xD1);
	return (c >= 0xE4 && c <= 0xE9) || c == 0xEB || c == 0xEC;
}

/* What of the code points before a place tells whether it is a boundary. */
struct grapheme {
	uint32_t last;
	unsigned flags;			/* regional indicators so far */
	bool pictograph;		/* Extended_Pictographic Extend* */
	bool joined;			/* and a ZWJ: the next one joins */
};

#define ZWJ 0x200Du

static void
grapheme_add(struct grapheme *g, uint32_t cp)
{
	int kind = uc_graphemeclusterbreak_property(cp);

	g->joined = g->pictograph && cp == ZWJ;
	if (kind != GBP_EXTEND && kind != GBP_ZWJ)
		g->pictograph = uc_is_property_extended_pictographic(cp);
	g->flags = kind == GBP_RI ? g->flags + 1 : 0;
	g->last = cp;
}

/* UAX 29 GB9 to GB13; libunistring looks at two code points alone. */
static bool
grapheme_joins(const struct grapheme *g, uint32_t cp)
{
	if (g->joined && uc_is_property_extended_pictographic(cp))
		return true;
	if (g->flags && uc_graphemeclusterbreak_property(cp) == GBP_RI)
		return g->flags % 2;
	return !uc_is_grapheme_break(g->last, cp);
}

size_t
text_cluster(struct slice x, size_t off, int *cells)
{
	struct grapheme g = { 0 };
	uint32_t cp;
	size_t at, n, left = CLUSTER_MAX;

	*cells = 0;
	x = slice_from(x, off);
	if (x.len == 0)
		return 0;
	at = utf8_decode(x, &cp);
	*cells = cp_cells(cp);
	if (at == x.len || (stands_alone(*x.s) && stands_alone(x.s[at])))
		return at;
	while (--left && at < x.len) {
		grapheme_add(&g, cp);
		n = utf8_decode(slice_from(x, at), &cp);
		if (!grapheme_joins(&g, cp))
			break;
		*cells += cp_cells(cp);
		at += n;
	}
	return at;
}

#define WORD sizeof(uint64_t)
#define ONES 0x0101010101010101u
#define HIGHS 0x8080808080808080u

/* Printable ASCII from s on, by whole words. */
static size_t
printable_run(const char *s, size_t len)
{
	uint64_t w;
	size_t i;

	for (i = 0; len - i >= WORD; i += WORD) {
		memcpy(&w, s + i, WORD);
		if (w & HIGHS ||
		    (~(w + ONES * 0x60) | (w + ONES)) & HIGHS)
			break;
	}
	return i;
}

size_t
text_cells(struct slice x)
{
	size_t i = 0, run, n = 0;
	uint32_t cp;

	while (i < x.len) {
		run = printable_run(x.s + i, x.len - i);
		n += run;
		i += run;
		if (i == x.len)
			break;
		i += utf8_decode(slice_from(x, i), &cp);
		n += (size_t)cp_cells(cp);
	}
	return n;
}

size_t
text_fit(struct slice x, size_t cells)
{
	size_t i = 0, n;
	int wide;

	while (i < x.len) {
		n = text_cluster(x, i, &wide);
		if ((size_t)wide > cells)
			break;
		cells -= (size_t)wide;
		i += n;
	}
	return i;
}
