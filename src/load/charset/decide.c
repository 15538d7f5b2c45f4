#include "load/charset/decide.h"

#include "load/charset/encoding.h"
#include "load/charset/guess.h"
#include "text/utf8.h"

#define LOOK_MAX ((size_t)1 << 18)	/* bytes that are tallied */
#define PATTERN_MAX ((size_t)8192)	/* and looked at for UTF-16 */

static bool
answer(struct study *st, const struct encoding *e, enum charset_from from,
    double confidence)
{
	st->encoding = e;
	st->info = (struct charset_info){ .name = e->name, .from = from,
	    .confidence = confidence };
	return true;
}

static bool
answer_name(struct study *st, const char *name, enum charset_from from,
    double confidence)
{
	return answer(st, encoding_get(slice_z(name)), from, confidence);
}

static bool
is_kind(const struct encoding *e, enum encoding_kind kind)
{
	return e && e->kind == kind;
}

static bool
by_hand(struct study *st)
{
	const struct encoding *e = encoding_guess(slice_z(st->told->hand));

	return e && answer(st, e, FROM_HAND, 1.0);
}

/* Encoding Standard section 6, "BOM sniff". */
static bool
by_mark(struct study *st)
{
	static const struct {
		struct slice mark;
		const char *name;
	} marks[] = {
		{ SLICE_INIT("\xEF\xBB\xBF"), "UTF-8" },
		{ SLICE_INIT("\xFE\xFF"), "UTF-16BE" },
		{ SLICE_INIT("\xFF\xFE"), "UTF-16LE" },
	};
	size_t i;

	for (i = 0; i < sizeof(marks) / sizeof(*marks); i++)
		if (slice_starts(st->bytes, marks[i].mark))
			return answer_name(st, marks[i].name, FROM_BOM, 1.0);
	return false;
}

static bool
by_transport(struct study *st)
{
	const struct encoding *e;

	if (st->told->transport == NULL)
		return false;
	e = encoding_guess(slice_z(st->told->transport));
	st->transport_unknown = e == NULL;
	return e && answer(st, e, FROM_TRANSPORT, 0.95);
}

struct units {				/* UTF-16 code units of a text */
	size_t n, zero;			/* zero: high byte 0 */
	size_t most;			/* with one high byte, the commonest of
					   01..1F, as most alphabets are */
	size_t han, upper;		/* Han or kana; low byte 80.. */
};

/* False: holds what no text holds. */
static bool
count_units(struct slice x, unsigned big, struct units *u)
{
	const unsigned char *p = (const unsigned char *)x.s;
	size_t tally[256] = { 0 }, i;
	unsigned unit;
	bool han;

	*u = (struct units){ .n = x.len / 2 };
	for (i = 0; i < u->n; i++) {
		unit = (unsigned)p[2 * i + !big] << 8 | p[2 * i + big];
		if ((unit < 0x20 && !ascii_space((char)unit)) ||
		    unit >= 0xFFFE)
			return false;
		tally[unit >> 8]++;
		han = (unit >= 0x4E00 && unit <= 0x9FFF) ||
		    (unit >= 0x3000 && unit <= 0x30FF);
		u->han += han;
		u->upper += han && (unit & 0x80);
	}
	u->zero = tally[0];
	for (i = 1; i < 0x20; i++)
		if (tally[i] > u->most)
			u->most = tally[i];
	return true;
}

/*
 * Code units of UTF-16 share their high bytes, or are Han.  Those of 8-bit
 * text with NUL bytes in it are all over the place; of ASCII they look Han,
 * but their low bytes stay below 80.
 */
static bool
is_utf16(struct slice x, unsigned big)
{
	struct units u;

	if (!count_units(x, big, &u) || u.zero == 0)
		return false;
	return u.zero * 4 >= u.n || (u.zero + u.most) * 2 >= u.n ||
	    (u.han * 3 >= u.n * 2 && u.upper * 4 >= u.han);
}

/*
 * Han and kana alone, without so much as a line end.  Their low bytes are of
 * any value, so that one in ten is a control; those of 8-bit text are none.
 */
static bool
is_han16(struct slice x, unsigned big)
{
	const unsigned char *p = (const unsigned char *)x.s;
	size_t i, n = x.len / 2, han = 0, control = 0, upper = 0;
	unsigned unit;

	for (i = 0; i < n; i++) {
		unit = (unsigned)p[2 * i + !big] << 8 | p[2 * i + big];
		han += (unit >= 0x4E00 && unit <= 0x9FFF) ||
		    (unit >= 0x3000 && unit <= 0x30FF) ||
		    (unit >= 0xFF00 && unit <= 0xFF60);
		unit &= 0xFF;
		upper += unit >= 0x80;
		control += unit < 0x20 && !ascii_space((char)unit);
	}
	return control && control * 40 >= n && upper * 8 >= n &&
	    han * 20 >= n * 19;
}

static bool
is_any16(struct slice x, unsigned big)
{
	return slice_chr(x, '\0') == SLICE_NONE ? is_han16(x, big) :
	    is_utf16(x, big) || is_han16(x, big);
}

static bool
by_pattern(struct study *st)
{
	struct slice x = slice_sub(st->bytes, 0, PATTERN_MAX);

	x.len -= x.len % 2;
	if (x.len < 4)
		return false;
	if (is_any16(x, 0))
		return answer_name(st, "UTF-16LE", FROM_GUESSED, 0.95);
	return is_any16(x, 1) &&
	    answer_name(st, "UTF-16BE", FROM_GUESSED, 0.95);
}

/* Seven bits with an escape to the kanji or to the kana. */
static bool
by_escapes(struct study *st)
{
	struct slice x = st->bytes;
	size_t tries = 1000;

	while (st->ascii && tries-- > 0) {
		x = slice_from(x, slice_chr(x, '\x1B'));
		if (x.len == 0)
			break;
		x = slice_from(x, 1);
		if (!slice_starts(x, SLICE("$B")) &&
		    !slice_starts(x, SLICE("$@")) &&
		    !slice_starts(x, SLICE("(I")))
			continue;
		return is_kind(st->declared.encoding, KIND_ISO_2022_JP) ?
		    answer(st, st->declared.encoding, FROM_DECLARED, 1.0) :
		    answer_name(st, "ISO-2022-JP", FROM_GUESSED, 0.95);
	}
	return false;
}

struct tally {
	size_t good, longer, bad;	/* longer: of three or four bytes */
};

/*
 * The length of a lead byte with all of its tails, whatever they mean, or 0.
 * Overlong forms, halves of pairs and what is past the last character have
 * this form too: neither evidence for UTF-8 nor against it.
 */
static size_t
form_length(struct slice x)
{
	unsigned char lead = (unsigned char)x.s[0];
	size_t i, n = lead < 0xC0 ? 0 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 :
	    lead < 0xF8 ? 4 : 0;

	for (i = 1; i < n; i++)
		if (i == x.len || ((unsigned char)x.s[i] & 0xC0) != 0x80)
			return 0;
	return n;
}

static struct tally
tally_utf8(struct slice x)
{
	struct tally t = { 0 };
	uint32_t cp;
	size_t n;

	for (x = slice_sub(x, 0, LOOK_MAX); x.len; x = slice_from(x, n)) {
		if ((unsigned char)x.s[0] < 0x80) {
			n = 1;
			continue;
		}
		n = utf8_decode(x, &cp);
		if (cp != UTF8_BAD) {
			t.good++;
			t.longer += n > 2;
		} else if (form_length(x)) {
			n = form_length(x);
		} else if (n == 1) {	/* else it was begun well */
			t.bad++;
		}
	}
	return t;
}

/* A few bytes of a two-byte encoding may be UTF-8 by chance. */
static bool
is_chance(struct study *st)
{
	const struct encoding *e = st->declared.encoding;
	struct tally t;

	if (e == NULL || e->kind <= KIND_SINGLE || e->kind >= KIND_REPLACEMENT)
		return false;
	t = tally_utf8(st->bytes);
	return t.longer == 0 && t.good < 4;
}

static bool
by_valid_utf8(struct study *st)
{
	const struct encoding *e = st->declared.encoding;

	if (!st->valid)
		return false;
	if (is_kind(e, KIND_UTF8))
		return answer(st, e, FROM_DECLARED, 1.0);
	if (st->ascii && e && !is_kind(e, KIND_REPLACEMENT))
		return answer(st, e, FROM_DECLARED, 1.0);
	if (!st->ascii && is_chance(st))
		return false;
	return answer_name(st, "UTF-8", FROM_VALID_UTF8,
	    st->ascii || e == NULL ? 1.0 : 0.98);
}

/* Text in UTF-8 of which a little was damaged. */
static bool
by_damaged_utf8(struct study *st)
{
	bool said = is_kind(st->declared.encoding, KIND_UTF8);
	struct tally t = tally_utf8(st->bytes);

	if (said ? t.good + t.longer < t.bad || t.good == 0 :
	    t.good < t.bad * 10 || t.good < 4)
		return false;
	return answer_name(st, "UTF-8", said ? FROM_DECLARED : FROM_GUESSED,
	    (double)t.good / (double)(t.good + t.bad));
}

/* Declared, unless another encoding makes far better text of it. */
static bool
by_declaration(struct study *st)
{
	const struct encoding *e = st->declared.encoding;
	struct guess g;

	if (e == NULL || e->kind == KIND_UTF8)
		return false;
	g = guess_encoding(st->bytes, e->name);
	return g.refuted ?
	    answer_name(st, g.name, FROM_GUESSED, g.confidence) :
	    answer(st, e, FROM_DECLARED, 0.9);
}

static bool
by_guess(struct study *st)
{
	struct guess g = guess_encoding(st->bytes, NULL);

	return g.evident &&
	    answer_name(st, g.name, FROM_GUESSED, g.confidence);
}

static bool
by_default(struct study *st)
{
	return answer_name(st, "windows-1252", FROM_DEFAULT, 0.3);
}

/*
 * Without the start of a character that the end of the bytes cut off.  One
 * byte after nothing but ASCII is no such start: so ends "cafe" in Latin-1,
 * with its accent.
 */
static struct slice
without_cut(struct slice x)
{
	size_t i, back = x.len < 3 ? x.len : 3;
	uint32_t cp;

	for (i = x.len - back; i < x.len; i++)
		if ((unsigned char)x.s[i] >= 0xC2 && i + utf8_decode(
		    slice_from(x, i), &cp) == x.len && cp == UTF8_BAD)
			return i + 1 == x.len &&
			    slice_is_ascii(slice_sub(x, 0, i)) ?
			    x : slice_sub(x, 0, i);
	return x;
}

static void
examine(struct study *st)
{
	struct slice x = without_cut(st->bytes);

	st->valid = utf8_valid(x);
	st->whole = st->valid && x.len == st->bytes.len;
	st->ascii = st->valid && slice_is_ascii(st->bytes);
	st->declared = prescan(st->bytes);
}

void
charset_study(struct slice bytes, const struct charset_told *told,
    struct study *st)
{
	static bool (*const outer[])(struct study *) = {
		by_hand, by_mark, by_transport, by_pattern
	}, (*const inner[])(struct study *) = {
		by_escapes, by_valid_utf8, by_damaged_utf8, by_declaration,
		by_guess, by_default
	};
	size_t i;

	*st = (struct study){ .bytes = bytes, .told = told };
	for (i = 0; i < sizeof(outer) / sizeof(*outer); i++)
		if (outer[i](st))
			return;
	examine(st);
	for (i = 0; !inner[i](st); i++)
		;
}

const struct encoding *
charset_decide(struct slice bytes, const char *transport,
    struct charset_info *info)
{
	struct charset_told told = { .transport = transport };
	struct study st;

	charset_study(bytes, &told, &st);
	*info = st.info;
	return st.encoding;
}
