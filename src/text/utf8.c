#include "text/utf8.h"

#define WORD sizeof(uint64_t)
#define ONES 0x0101010101010101u
#define HIGHS 0x8080808080808080u

/* What may follow a lead byte; the bounds are of the second byte only
 * (Unicode Standard, table 3-7). */
struct lead {
	uint8_t need, bits, low, high;
};

#define X4(r) r, r, r, r
#define X14(r) X4(r), X4(r), X4(r), r, r
#define X16(r) X4(r), X4(r), X4(r), X4(r)

enum { NONE, TWO, E0, THREE, ED, F0, FOUR, F4 };

static const struct lead leads[] = {
	[NONE] = { 0, 0x00, 0x80, 0xBF }, [TWO] = { 1, 0x1F, 0x80, 0xBF },
	[E0] = { 2, 0x0F, 0xA0, 0xBF }, [THREE] = { 2, 0x0F, 0x80, 0xBF },
	[ED] = { 2, 0x0F, 0x80, 0x9F }, [F0] = { 3, 0x07, 0x90, 0xBF },
	[FOUR] = { 3, 0x07, 0x80, 0xBF }, [F4] = { 3, 0x07, 0x80, 0x8F }
};

static const uint8_t kinds[64] = {	/* of the bytes from C0 on */
	NONE, NONE, X14(TWO), X16(TWO),
	E0, X4(THREE), X4(THREE), X4(THREE), ED, THREE, THREE,
	F0, FOUR, FOUR, FOUR, F4, NONE, NONE, NONE, X4(NONE), X4(NONE)
};

size_t
utf8_decode(struct slice x, uint32_t *cp)
{
	unsigned char c = (unsigned char)*x.s;
	struct lead lead;
	uint32_t v;
	size_t i;

	*cp = c;
	if (c < 0x80)
		return 1;
	*cp = UTF8_BAD;
	if (c < 0xC0)
		return 1;
	lead = leads[kinds[c - 0xC0]];
	v = c & lead.bits;
	for (i = 1; i <= lead.need; i++) {
		if (i == x.len)
			return i;
		c = (unsigned char)x.s[i];
		if (c < lead.low || c > lead.high)
			return i;
		v = v << 6 | (c & 0x3F);
		lead.low = 0x80;
		lead.high = 0xBF;
	}
	if (lead.need)
		*cp = v;
	return i;
}

size_t
utf8_encode(uint32_t cp, char out[4])
{
	static const unsigned char marks[] = { 0, 0, 0xC0, 0xE0, 0xF0 };
	size_t n, i;

	if ((cp >= 0xD800 && cp <= 0xDFFF) || cp > 0x10FFFF)
		cp = UTF8_BAD;
	n = cp < 0x80 ? 1 : cp < 0x800 ? 2 : cp < 0x10000 ? 3 : 4;
	for (i = n; i-- > 1; cp >>= 6)
		out[i] = (char)(0x80 | (cp & 0x3F));
	out[0] = (char)(marks[n] | cp);
	return n;
}

void
utf8_add(struct buf *b, uint32_t cp)
{
	char out[4];
	size_t n = utf8_encode(cp, out);

	buf_add(b, (struct slice){ out, n });
}

/*
 * A shift-based automaton: a state is a bit offset, a byte's row holds the
 * next state of every state at that offset.  What a row leaves out is 0,
 * REJECT.  One load and one shift a byte.
 */
enum {
	REJECT = 0, START = 6, TAIL1 = 12, TAIL2 = 18, TAIL3 = 24,
	AFTER_E0 = 30, AFTER_ED = 36, AFTER_F0 = 42, AFTER_F4 = 48
};

#define GO(from, to) ((uint64_t)(to) << (from))
#define TAIL (GO(TAIL1, START) | GO(TAIL2, TAIL1) | GO(TAIL3, TAIL2))
#define T8 (TAIL | GO(AFTER_ED, TAIL1) | GO(AFTER_F4, TAIL2))	/* 80..8F */
#define T9 (TAIL | GO(AFTER_ED, TAIL1) | GO(AFTER_F0, TAIL2))	/* 90..9F */
#define TA (TAIL | GO(AFTER_E0, TAIL1) | GO(AFTER_F0, TAIL2))	/* A0..BF */
#define L1 GO(START, START)
#define L2 GO(START, TAIL1)
#define L3 GO(START, TAIL2)
#define L4 GO(START, TAIL3)

static const uint64_t rows[256] = {
	X16(L1), X16(L1), X16(L1), X16(L1),
	X16(L1), X16(L1), X16(L1), X16(L1),
	X16(T8), X16(T9), X16(TA), X16(TA),
	0, 0, X14(L2), X16(L2),
	GO(START, AFTER_E0), X4(L3), X4(L3), X4(L3),
	GO(START, AFTER_ED), L3, L3,
	GO(START, AFTER_F0), L4, L4, L4, GO(START, AFTER_F4)
};

static bool
is_tail(char c)
{
	return ((unsigned char)c & 0xC0) == 0x80;
}

/* The state after x. */
static uint64_t
run(uint64_t state, struct slice x)
{
	size_t i;

	for (i = 0; i < x.len; i++)
		state = rows[(unsigned char)x.s[i]] >> (state & 63);
	return state & 63;	/* only the low six bits of a state count */
}

/* Sixteen bytes at once, as gcc and clang have it on every processor; what
 * is compared is 0 or all ones. */
typedef unsigned char vec __attribute__((vector_size(16)));

static vec
load(const char *s)
{
	vec v;

	memcpy(&v, s, sizeof(v));
	return v;
}

static bool
is_zero(vec v)
{
	uint64_t w[2];

	memcpy(w, &v, sizeof(v));
	return (w[0] | w[1]) == 0;
}

/*
 * Ones where a byte cannot stand behind the three before it: v1 is v one
 * byte earlier, and so on.  Lead bytes call for tails; then the second bytes
 * that would be overlong, a surrogate, or past U+10FFFF (RFC 3629).
 */
static vec
errors(vec v, vec v1, vec v2, vec v3)
{
	vec wanted = (vec)(v1 >= 0xC0) | (vec)(v2 >= 0xE0) |
	    (vec)(v3 >= 0xF0);
	vec tail = (vec)((v & 0xC0) == 0x80);

	return (wanted ^ tail) | (vec)((v & 0xFE) == 0xC0) |
	    (vec)(v >= 0xF5) |
	    ((vec)(v1 == 0xE0) & (vec)(v < 0xA0)) |
	    ((vec)(v1 == 0xED) & (vec)(v >= 0xA0)) |
	    ((vec)(v1 == 0xF0) & (vec)(v < 0x90)) |
	    ((vec)(v1 == 0xF4) & (vec)(v >= 0x90));
}

bool
utf8_valid(struct slice x)
{
	uint64_t state = START;
	size_t i = 0, back;
	vec v, v3;

	/* To where a character starts that has three bytes before it. */
	while (i < x.len && (i < 3 || (state != START && state != REJECT)))
		state = run(state, slice_sub(x, i++, 1));
	if (state == REJECT || i == x.len)
		return state == START;
	for (; x.len - i >= sizeof(vec); i += sizeof(vec)) {
		v = load(x.s + i);
		v3 = load(x.s + i - 3);
		if (!is_zero((v | v3) & 0x80) && !is_zero(errors(v,
		    load(x.s + i - 1), load(x.s + i - 2), v3)))
			return false;
	}
	/* The rest, from the start of its first character on. */
	for (back = 0; back < 3 && is_tail(x.s[i - back - 1]); back++)
		;
	return run(START, slice_from(x, i - back - 1)) == START;
}

size_t
utf8_prev(struct slice x, size_t off)
{
	size_t at = off - 1;
	uint32_t cp;

	while (at > 0 && off - at < 4 && is_tail(x.s[at]))
		at--;
	if (utf8_decode(slice_sub(x, at, off - at), &cp) == off - at)
		return at;
	return off - 1;
}

size_t
utf8_count(struct slice x)
{
	size_t i = 0, n = x.len;
	uint64_t w;

	for (; x.len - i >= WORD; i += WORD) {
		memcpy(&w, x.s + i, WORD);
		w = w >> 7 & ~w >> 6 & ONES;
		n -= (size_t)(w * ONES >> 56);
	}
	for (; i < x.len; i++)
		n -= is_tail(x.s[i]);
	return n;
}
