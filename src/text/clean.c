#include "text/clean.h"

#include <unictype.h>

#include "text/utf8.h"

#define WORD sizeof(uint64_t)
#define ONES 0x0101010101010101u
#define HIGHS 0x8080808080808080u

/*
 * What the first byte of a character tells: its length where every
 * character that starts so is fine and no combining mark, else LOOK.
 */
enum { LOOK, PLAIN1, PLAIN2, PLAIN3 };

#define X4(c) c, c, c, c
#define X8(c) X4(c), X4(c)
#define X16(c) X8(c), X8(c)
#define X32(c) X16(c), X16(c)

static const uint8_t kinds[256] = {
	X8(LOOK), LOOK, PLAIN1, PLAIN1, LOOK, X4(LOOK), X16(LOOK),
	X32(PLAIN1), X32(PLAIN1), X16(PLAIN1), X8(PLAIN1),
	X4(PLAIN1), PLAIN1, PLAIN1, PLAIN1, LOOK,
	X32(LOOK), X32(LOOK),			/* tails */
	LOOK, LOOK, LOOK, PLAIN2, X8(PLAIN2),	/* C3..CB: to U+02FF */
	LOOK, LOOK, PLAIN2, PLAIN2,		/* CE, CF: Greek */
	PLAIN2, PLAIN2, LOOK, LOOK, X4(LOOK), X8(LOOK),	/* D0, D1: Cyrillic */
	X4(LOOK), PLAIN3, PLAIN3, PLAIN3, PLAIN3,	/* E4..E9: CJK */
	PLAIN3, PLAIN3, LOOK, PLAIN3, PLAIN3, LOOK, LOOK, LOOK,	/* Hangul */
	X16(LOOK)
};

/* How many bytes from s on are ASCII text, looked at by whole words. */
static size_t
ascii_run(const char *s, size_t len)
{
	uint64_t w, bad;
	size_t i;

	for (i = 0; len - i >= WORD; i += WORD) {
		memcpy(&w, s + i, WORD);
		if (w & HIGHS)
			break;
		/* High bits: below blank, and neither tab nor newline. */
		bad = ~(w + ONES * 0x60) & ((w ^ ONES * '\t') + ONES * 0x7F) &
		    ((w ^ ONES * '\n') + ONES * 0x7F);
		if ((bad | (w + ONES)) & HIGHS)
			break;
	}
	return i;
}

static bool
tails_follow(const char *s, size_t len, size_t n)
{
	size_t i;

	if (n > len)
		return false;
	for (i = 1; i < n; i++)
		if (((unsigned char)s[i] & 0xC0) != 0x80)
			return false;
	return true;
}

static bool
is_line_end(uint32_t cp)
{
	return cp == '\r' || cp == 0x85 || cp == 0x2028 || cp == 0x2029;
}

/* What never passes, line ends aside. */
static bool
is_barred(uint32_t cp)
{
	static const struct { uint32_t from, to; } barred[] = {
		{ 0x00, 0x08 }, { 0x0B, 0x1F }, { 0x7F, 0x9F },
		{ 0x202A, 0x202E }, { 0x2066, 0x2069 }, { 0xFDD0, 0xFDEF },
		{ 0xFEFF, 0xFEFF }, { 0xE0000, 0xE007F }
	};
	size_t i;

	if ((cp & 0xFFFE) == 0xFFFE)
		return true;
	for (i = 0; i < sizeof(barred) / sizeof(*barred); i++)
		if (cp <= barred[i].to)
			return cp >= barred[i].from;
	return false;
}

/*
 * False where one mark too many was met.  Format characters (ZWJ and its
 * like) neither count nor end a run: they take no cell either.
 */
static bool
count_mark(uint32_t cp, unsigned *marks)
{
	if (cp < 0x300 || !uc_is_general_category_withtable(cp,
	    UC_CATEGORY_MASK_M | UC_CATEGORY_MASK_Cf)) {
		*marks = 0;
		return true;
	}
	if (uc_is_general_category_withtable(cp, UC_CATEGORY_MASK_Cf))
		return true;
	if (*marks == CLEAN_MAX_MARKS)
		return false;
	++*marks;
	return true;
}

/* Bytes of the character at x[0] if it may stay, else 0. */
static size_t
look(struct slice x, unsigned *marks)
{
	uint32_t cp;
	size_t n = utf8_decode(x, &cp);

	if (is_barred(cp) || is_line_end(cp))
		return 0;
	if (cp == UTF8_BAD && (n != 3 || *x.s != '\xEF'))
		return 0;
	return count_mark(cp, marks) ? n : 0;
}

/* The first place at or after off that has to change, or x.len; *marks is
 * how many combining marks stand right before. */
static size_t
scan(struct slice x, size_t off, unsigned *marks)
{
	unsigned kind;
	size_t n;

	while (off < x.len) {
		kind = kinds[(unsigned char)x.s[off]];
		if (kind == PLAIN1) {
			*marks = 0;
			off++;
			off += ascii_run(x.s + off, x.len - off);
			continue;
		}
		n = kind;
		if (kind != LOOK && tails_follow(x.s + off, x.len - off, n))
			*marks = 0;
		else
			n = look(slice_from(x, off), marks);
		if (n == 0)
			break;
		off += n;
	}
	return off;
}

/* Puts what becomes of the character at x[0]; its bytes. */
static size_t
mend(struct buf *b, struct slice x, unsigned *marks, size_t *changed)
{
	uint32_t cp;
	size_t n = utf8_decode(x, &cp);

	if (is_line_end(cp)) {
		*marks = 0;
		if (cp != '\r' || n == x.len || x.s[n] != '\n')
			buf_addc(b, '\n');
		return n;
	}
	++*changed;
	if (cp == UTF8_BAD) {
		*marks = 0;
		utf8_add(b, cp);
	}
	return n;
}

bool
text_is_clean(struct slice x)
{
	unsigned marks = 0;

	return scan(x, 0, &marks) == x.len;
}

size_t
text_clean(struct buf *b, struct slice x)
{
	unsigned marks = 0;
	size_t off = 0, to, changed = 0;

	while (off < x.len) {
		to = scan(x, off, &marks);
		buf_add(b, slice_sub(x, off, to - off));
		off = to;
		if (off < x.len)
			off += mend(b, slice_from(x, off), &marks, &changed);
	}
	return changed;
}
