#include "text/fold.h"

#include <stdlib.h>
#include <unicase.h>
#include <uninorm.h>
#include <unictype.h>

#include "base/mem.h"
#include "text/utf8.h"

/* Blocks where folding adds a constant: the letters most texts are of, the
 * most frequent first. */
static bool
fold_quick(uint32_t *cp)
{
	static const struct { uint32_t from, to, add; } blocks[] = {
		{ 0x61, 0x7F, 0 }, { 0x00, 0x40, 0 }, { 0x41, 0x5A, 32 },
		{ 0x430, 0x45F, 0 }, { 0x2E80, 0xA63F, 0 }, { 0xE0, 0xFF, 0 },
		{ 0x590, 0x109F, 0 }, { 0xAC00, 0xD7FF, 0 },
		{ 0x410, 0x42F, 32 }, { 0x3B1, 0x3C1, 0 },
		{ 0x3C3, 0x3C9, 0 }, { 0x5B, 0xB4, 0 }, { 0xC0, 0xD6, 32 },
		{ 0xD8, 0xDE, 32 }, { 0x400, 0x40F, 80 },
		{ 0x391, 0x3A1, 32 }, { 0x3A3, 0x3A9, 32 },
		{ 0x2000, 0x206F, 0 }
	};
	size_t i;

	for (i = 0; i < sizeof(blocks) / sizeof(*blocks); i++)
		if (*cp - blocks[i].from <= blocks[i].to - blocks[i].from) {
			*cp += blocks[i].add;
			return true;
		}
	return false;
}

/* ASCII as wide as ideographs, U+FF01..FF5E, which nobody tells from it. */
#define FULL_WIDTH 0xFEE0

static bool
is_full_width(uint32_t cp)
{
	return cp >= '!' + FULL_WIDTH && cp <= '~' + FULL_WIDTH;
}

/* Unicode's own property speaks of decomposed text: a few precomposed
 * letters fold to decomposed ones, and it says they do not change. */
static bool
may_fold(uint32_t cp)
{
	return uc_is_property_changes_when_casefolded(cp) || cp == 0x1F0 ||
	    cp == 0x390 || cp == 0x3B0 || (cp >= 0x1E96 && cp <= 0x1FFF);
}

size_t
text_fold_cp(uint32_t cp, uint32_t out[TEXT_FOLD_MAX])
{
	size_t n = TEXT_FOLD_MAX;
	uint32_t *got;

	*out = is_full_width(cp) ? cp - FULL_WIDTH : cp;
	if (fold_quick(out) || !may_fold(cp))
		return 1;
	got = u32_casefold(&cp, 1, NULL, NULL, out, &n);
	if (got == out)
		return n;
	free(got);
	*out = cp;
	return 1;
}

static void
add_folded(struct buf *b, uint32_t cp)
{
	uint32_t out[TEXT_FOLD_MAX];
	size_t i, n = text_fold_cp(cp, out);

	for (i = 0; i < n; i++)
		utf8_add(b, out[i]);
}

void
text_casefold(struct buf *b, struct slice x)
{
	uint32_t cp;
	size_t i = 0;

	while (i < x.len) {
		if ((unsigned char)x.s[i] < 0x80) {
			buf_addc(b, ascii_lower(x.s[i++]));
			continue;
		}
		i += utf8_decode(slice_from(x, i), &cp);
		add_folded(b, cp);
	}
}

bool
text_has_upper(struct slice x)
{
	uint32_t cp;
	size_t i;

	for (i = 0; i < x.len;) {
		i += utf8_decode(slice_from(x, i), &cp);
		if (cp < 0x80 ? cp >= 'A' && cp <= 'Z' :
		    uc_is_property_uppercase(cp))
			return true;
	}
	return false;
}

/*
 * Quotes and apostrophes leave nothing behind, so that all of the ways to
 * write one agree with none; so do their look-alikes among the letters
 * (U+02BC) and the primes.
 */
static bool
is_quote(uint32_t cp)
{
	static const struct { uint32_t from, to; } quotes[] = {
		{ '"', '"' }, { '\'', '\'' }, { '`', '`' }, { 0xB4, 0xB4 },
		{ 0x2B9, 0x2BD }, { 0x55A, 0x55A }, { 0x5F3, 0x5F4 },
		{ 0x2018, 0x201F }, { 0x2032, 0x2037 }, { 0x301D, 0x301F }
	};
	size_t i;

	for (i = 0; i < sizeof(quotes) / sizeof(*quotes); i++)
		if (cp <= quotes[i].to)
			return cp >= quotes[i].from;
	return false;
}

enum text_part
text_part(uint32_t cp)
{
	if (cp < 0x80) {
		if (ascii_alpha((char)cp) || ascii_digit((char)cp))
			return TEXT_KEEP;
		return is_quote(cp) ? TEXT_DROP : TEXT_GAP;
	}
	if (is_quote(cp) || uc_is_general_category_withtable(cp,
	    UC_CATEGORY_MASK_Pi | UC_CATEGORY_MASK_Pf |
	    UC_CATEGORY_MASK_Cf) ||
	    uc_is_property_default_ignorable_code_point(cp))
		return TEXT_DROP;
	if (uc_is_general_category_withtable(cp, UC_CATEGORY_MASK_L |
	    UC_CATEGORY_MASK_M | UC_CATEGORY_MASK_N))
		return TEXT_KEEP;
	return TEXT_GAP;
}

/* The letters and digits of ASCII as they are in a key, 0 for a gap, 1 for
 * what leaves nothing behind. */
#define X4(c) c, c, c, c
#define X16(c) X4(c), X4(c), X4(c), X4(c)
#define DROPPED 1

static const char ascii_keys[128] = {
	X16(0), X16(0),
	0, 0, DROPPED, 0, 0, 0, 0, DROPPED, X4(0), X4(0),
	'0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 0, 0, X4(0),
	0, 'a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j', 'k', 'l', 'm',
	'n', 'o', 'p', 'q', 'r', 's', 't', 'u', 'v', 'w', 'x', 'y', 'z',
	0, 0, 0, 0, 0,
	DROPPED, 'a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j', 'k', 'l',
	'm', 'n', 'o', 'p', 'q', 'r', 's', 't', 'u', 'v', 'w', 'x', 'y', 'z',
	0, 0, 0, 0, 0
};

/* As far as x is ASCII; the bytes of that. */
static size_t
key_of_ascii(struct buf *b, struct slice x, size_t start, bool *gap)
{
	char *to = buf_reserve(b, 2 * x.len), *out = to, key;
	size_t i;

	for (i = 0; i < x.len && !(x.s[i] & 0x80); i++) {
		key = ascii_keys[(unsigned char)x.s[i]];
		if (key == 0)
			*gap = out > to || b->len > start;
		if (key <= DROPPED)
			continue;
		if (*gap)
			*out++ = ' ';
		*gap = false;
		*out++ = key;
	}
	b->len += (size_t)(out - to);
	return i;
}

static void
key_of(struct buf *b, struct slice x)
{
	size_t i, start = b->len;
	uint32_t cp;
	bool gap = false;
	enum text_part part;

	for (i = 0; i < x.len;) {
		if (!(x.s[i] & 0x80)) {
			i += key_of_ascii(b, slice_from(x, i), start, &gap);
			continue;
		}
		i += utf8_decode(slice_from(x, i), &cp);
		part = text_part(cp);
		if (part == TEXT_GAP)
			gap = b->len > start;
		if (part != TEXT_KEEP)
			continue;
		if (gap)
			buf_addc(b, ' ');
		gap = false;
		add_folded(b, cp);
	}
}

/*
 * Whether NFKC leaves x as it is, or changes only what leaves nothing behind
 * or a gap.  Blocks of letters that neither decompose to something else nor
 * compose (no marks, no jamo): the letters most texts are of.
 */
static bool
is_composed(struct slice x)
{
	static const struct { uint32_t from, to; } blocks[] = {
		{ 0x00, 0x7F }, { 0xC0, 0x131 }, { 0x134, 0x13E },
		{ 0x141, 0x148 }, { 0x14A, 0x17E }, { 0x386, 0x386 },
		{ 0x388, 0x3CE }, { 0x400, 0x482 }, { 0x48A, 0x52F },
		{ 0x5D0, 0x5EA }, { 0x621, 0x63F }, { 0x641, 0x64A },
		{ 0x2010, 0x2010 }, { 0x2012, 0x2016 }, { 0x2018, 0x2022 },
		{ 0x3001, 0x3002 }, { 0x300A, 0x3011 }, { 0x3041, 0x3096 },
		{ 0x30A1, 0x30FC }, { 0x4E00, 0x9FFF }, { 0xAC00, 0xD7A3 }
	};
	size_t i, k;
	uint32_t cp;

	for (i = 0; i < x.len;) {
		i += utf8_decode(slice_from(x, i), &cp);
		for (k = 0; cp > blocks[k].to; k++)
			if (k + 1 == sizeof(blocks) / sizeof(*blocks))
				return false;
		if (cp < blocks[k].from)
			return false;
	}
	return true;
}

/* x without U+00B4, which NFKC would make a blank with a mark on it. */
static void
add_unaccented(struct buf *b, struct slice x)
{
	struct slice acute = SLICE("\xC2\xB4");
	size_t at;

	while ((at = slice_find(x, acute)) != SLICE_NONE) {
		buf_add(b, slice_sub(x, 0, at));
		x = slice_from(x, at + acute.len);
	}
	buf_add(b, x);
}

void
text_key(struct buf *b, struct slice x)
{
	struct buf plain = { 0 };
	uint8_t *norm;
	size_t n = 0;

	if (is_composed(x)) {
		key_of(b, x);
		return;
	}
	add_unaccented(&plain, x);
	norm = u8_normalize(UNINORM_NFKC, (const uint8_t *)plain.s, plain.len,
	    NULL, &n);
	if (norm)
		key_of(b, (struct slice){ (const char *)norm, n });
	else
		key_of(b, buf_slice(&plain));
	free(norm);
	buf_free(&plain);
}

/*
 * What is searched for, as units: code points where case is folded, bytes
 * where not; with the table of Knuth, Morris and Pratt: how many units
 * still match when the next one does not.
 */
struct pattern {
	uint32_t *unit;
	size_t *retry;
	size_t *start;		/* ring: where the last n units began */
	size_t n;
	bool fold;
};

static void
pattern_make(struct pattern *p, struct slice needle, bool fold)
{
	size_t i, k;

	*p = (struct pattern){ .fold = fold };
	p->unit = mem_alloc(needle.len, sizeof(*p->unit));
	p->retry = mem_alloc(needle.len, sizeof(*p->retry));
	p->start = mem_alloc(needle.len, sizeof(*p->start));
	for (i = 0; i < needle.len; p->n++) {
		p->unit[p->n] = (unsigned char)needle.s[i];
		i += fold ? utf8_decode(slice_from(needle, i),
		    &p->unit[p->n]) : 1;
	}
	for (i = 1, k = 0; i < p->n; i++) {
		while (k > 0 && p->unit[i] != p->unit[k])
			k = p->retry[k - 1];
		if (p->unit[i] == p->unit[k])
			k++;
		p->retry[i] = k;
	}
}

static void
pattern_free(struct pattern *p)
{
	free(p->unit);
	free(p->retry);
	free(p->start);
}

/* How many units match once u has come. */
static size_t
pattern_step(const struct pattern *p, size_t k, uint32_t u)
{
	if (k == p->n)
		k = p->retry[k - 1];
	while (k > 0 && p->unit[k] != u)
		k = p->retry[k - 1];
	return p->unit[k] == u ? k + 1 : 0;
}

/* A match may neither start nor end within what one character folds to. */
static size_t
pattern_find(struct pattern *p, struct slice hay, size_t off, size_t *len)
{
	uint32_t units[TEXT_FOLD_MAX], cp;
	size_t seen = 0, k = 0, at, n, i;

	if (p->n == 0)
		return SLICE_NONE;
	for (; off < hay.len; off = at) {
		at = off + 1;
		n = 1;
		*units = (unsigned char)hay.s[off];
		if (p->fold) {
			at = off + utf8_decode(slice_from(hay, off), &cp);
			n = text_fold_cp(cp, units);
		}
		for (i = 0; i < n; i++, seen++) {
			p->start[seen % p->n] = i == 0 ? off : SLICE_NONE;
			k = pattern_step(p, k, units[i]);
		}
		if (k == p->n && p->start[seen % p->n] != SLICE_NONE) {
			*len = at - p->start[seen % p->n];
			return p->start[seen % p->n];
		}
	}
	return SLICE_NONE;
}

static size_t
find_units(struct slice hay, size_t off, struct slice needle, bool fold,
    size_t *len)
{
	struct pattern p;
	size_t at;

	pattern_make(&p, needle, fold);
	at = pattern_find(&p, hay, off, len);
	pattern_free(&p);
	return at;
}

/* A byte of the needle as it is looked for: (c | mask) == byte. */
struct probe {
	unsigned char byte, mask;
};

static struct probe
probe_of(char c, bool fold)
{
	return (struct probe){ (unsigned char)c, fold && c >= 'a' && c <= 'z' ?
	    0x20 : 0 };
}

static bool
probe_hits(struct probe p, char c)
{
	return (((unsigned char)c) | p.mask) == p.byte;
}

#define BLOCK 32

/* Whether a match may start in the BLOCK bytes at p and end in those at q.
 * Written so that compilers do it some 16 bytes at a time. */
static bool
block_hits(const char *p, const char *q, struct probe first, struct probe last)
{
	unsigned char hit = 0;
	int i;

	for (i = 0; i < BLOCK; i++)
		hit |= (unsigned char)probe_hits(first, p[i]) &
		    (unsigned char)probe_hits(last, q[i]);
	return hit;
}

static size_t
same_bytes(const char *s, struct slice needle, bool fold)
{
	size_t i = 0;

	while (i < needle.len && probe_hits(probe_of(needle.s[i], fold), s[i]))
		i++;
	return i;
}

/*
 * By first and last byte, a block at a time.  A text made so that these
 * tell little ("aaaa...") is left to find_units(), which is never slow.
 */
static size_t
find_bytes(struct slice hay, size_t off, struct slice needle, bool fold,
    size_t *len)
{
	struct probe first = probe_of(*needle.s, fold);
	struct probe last = probe_of(needle.s[needle.len - 1], fold);
	size_t gap = needle.len - 1, spent = 0, i = off, same, stop;

	*len = needle.len;
	while (i + gap < hay.len && spent <= 4096 + 4 * (i - off)) {
		stop = hay.len - gap;
		if (stop - i >= BLOCK) {
			stop = i + BLOCK;
			if (!block_hits(hay.s + i, hay.s + i + gap, first,
			    last))
				i = stop;
		}
		for (; i < stop; i++) {
			if (!probe_hits(first, hay.s[i]) ||
			    !probe_hits(last, hay.s[i + gap]))
				continue;
			same = same_bytes(hay.s + i, needle, fold);
			if (same == needle.len)
				return i;
			spent += same;
		}
	}
	if (i + gap >= hay.len)
		return SLICE_NONE;
	return find_units(hay, i, needle, fold, len);
}

/* True where letters past ASCII that have case may be in x: all but the
 * scripts from Hebrew to Myanmar, and those of East Asia. */
static bool
has_case(struct slice x)
{
	uint32_t cp;
	size_t i;

	for (i = 0; i < x.len;) {
		i += utf8_decode(slice_from(x, i), &cp);
		if (cp >= 0x80 && !(cp >= 0x590 && cp <= 0x109F) &&
		    !(cp >= 0x2E80 && cp <= 0xA63F) &&
		    !(cp >= 0xAC00 && cp <= 0xD7FF))
			return true;
	}
	return false;
}

/* Letters and digits; their commas are in all of Chinese. */
static bool
has_full_width(struct slice x)
{
	const char *p = x.s, *end = x.s + x.len;
	uint32_t cp, plain;

	while (p < end && (p = memchr(p, 0xEF, (size_t)(end - p))) != NULL) {
		utf8_decode((struct slice){ p, (size_t)(end - p) }, &cp);
		plain = is_full_width(cp) ? cp - FULL_WIDTH : 0;
		if (plain && (ascii_alpha((char)plain) ||
		    ascii_digit((char)plain)))
			return true;
		p++;
	}
	return false;
}

/* True where ASCII of the needle may come of a sharp s, of a ligature
 * (U+FB00..FB06) or of full-width forms of the hay. */
static bool
may_expand(struct slice hay, struct slice needle)
{
	static const char *const pairs[] = { "ss", "ff", "fi", "fl", "st" };
	static const char *const chars[] = {
		"\xC3\x9F", "\xE1\xBA\x9E", "\xEF\xAC"
	};
	size_t i;
	bool pair = false;

	if (has_full_width(hay))
		return true;

	for (i = 0; i < sizeof(pairs) / sizeof(*pairs) && !pair; i++)
		pair = slice_find(needle, slice_z(pairs[i])) != SLICE_NONE;
	for (i = 0; i < sizeof(chars) / sizeof(*chars) && pair; i++)
		if (slice_find(hay, slice_z(chars[i])) != SLICE_NONE)
			return true;
	return false;
}

size_t
text_find(struct slice hay, size_t off, struct slice needle, bool fold,
    size_t *len)
{
	struct slice before;
	size_t at;

	*len = 0;
	if (needle.len == 0 || off >= hay.len)
		return SLICE_NONE;
	if (fold && has_case(needle))
		return find_units(hay, off, needle, true, len);
	at = find_bytes(hay, off, needle, fold, len);
	before = slice_from(hay, off);
	if (at != SLICE_NONE)
		before.len = at - off;
	if (fold && may_expand(before, needle))
		at = find_units(hay, off, needle, true, len);
	return at;
}

/* Whether a word may go on at x: from the first scripts of East Asia on,
 * each character stands for itself. */
static bool
goes_on(struct slice x)
{
	uint32_t cp;

	if (x.len == 0)
		return false;
	utf8_decode(x, &cp);
	return cp < 0x2E80 && text_part(cp) == TEXT_KEEP;
}

static struct slice
last_of(struct slice x)
{
	return x.len ? slice_from(x, utf8_prev(x, x.len)) : x;
}

bool
text_has_word(struct slice hay, struct slice needle)
{
	size_t at, len = 0, end;

	for (at = text_find(hay, 0, needle, true, &len); at != SLICE_NONE;
	    at = text_find(hay, end, needle, true, &len)) {
		end = at + len;
		if (!(goes_on(last_of(slice_sub(hay, 0, at))) &&
		    goes_on(slice_from(hay, at))) &&
		    !(goes_on(slice_from(hay, end)) &&
		    goes_on(last_of(slice_sub(hay, at, len)))))
			return true;
	}
	return false;
}

bool
text_same(struct slice x, struct slice folded)
{
	size_t len = 0;

	return x.len == 0 ? folded.len == 0 : folded.len > 0 &&
	    text_find(x, 0, folded, true, &len) == 0 && len == x.len;
}
