#include "load/charset/oddity.h"

#include <stddef.h>

enum class {
	C_PLAIN, C_SPACE, C_LOWER, C_UPPER, C_LETTER, C_MARK, C_OPEN, C_CLOSE,
	C_DASH, C_MONEY, C_TAIL, C_SIGN, C_BOX, C_CONTROL, C_BAD,
	C_EVEN, C_ODD			/* even, odd ones are capitals */
};

enum script { S_NONE, S_LATIN, S_GREEK, S_CYRILLIC, S_EAST, S_OTHER };

struct range {
	uint32_t last;
	uint8_t class, script, rare;
};

/* By blocks of Unicode.  S_OTHER: scripts that stand alone, told apart by
 * their place in this table. */
static const struct range ranges[] = {
	{ 0x1F, C_PLAIN, S_NONE, 0 }, { 0x20, C_SPACE, S_NONE, 0 },
	{ 0x40, C_PLAIN, S_NONE, 0 }, { 0x5A, C_UPPER, S_LATIN, 0 },
	{ 0x60, C_PLAIN, S_NONE, 0 }, { 0x7A, C_LOWER, S_LATIN, 0 },
	{ 0x7E, C_PLAIN, S_NONE, 0 }, { 0x9F, C_CONTROL, S_NONE, 1 },
	{ 0xA0, C_SPACE, S_NONE, 0 }, { 0xA1, C_OPEN, S_NONE, 0 },
	{ 0xA5, C_MONEY, S_NONE, 0 }, { 0xA6, C_SIGN, S_NONE, 1 },
	{ 0xA7, C_TAIL, S_NONE, 0 }, { 0xA8, C_SIGN, S_NONE, 0 },
	{ 0xAA, C_TAIL, S_NONE, 0 }, { 0xAB, C_OPEN, S_NONE, 0 },
	{ 0xAC, C_SIGN, S_NONE, 1 }, { 0xAD, C_PLAIN, S_NONE, 0 },
	{ 0xAE, C_TAIL, S_NONE, 0 }, { 0xAF, C_SIGN, S_NONE, 1 },
	{ 0xB0, C_TAIL, S_NONE, 0 }, { 0xB1, C_SIGN, S_NONE, 0 },
	{ 0xB3, C_TAIL, S_NONE, 0 }, { 0xB4, C_SIGN, S_NONE, 0 },
	{ 0xB5, C_SIGN, S_NONE, 0 }, { 0xB6, C_SIGN, S_NONE, 0 },
	{ 0xB7, C_PLAIN, S_NONE, 0 }, { 0xB8, C_SIGN, S_NONE, 1 },
	{ 0xBA, C_TAIL, S_NONE, 0 }, { 0xBB, C_CLOSE, S_NONE, 0 },
	{ 0xBE, C_SIGN, S_NONE, 0 }, { 0xBF, C_OPEN, S_NONE, 0 },
	{ 0xD6, C_UPPER, S_LATIN, 0 }, { 0xD7, C_DASH, S_NONE, 0 },
	{ 0xDE, C_UPPER, S_LATIN, 0 }, { 0xF6, C_LOWER, S_LATIN, 0 },
	{ 0xF7, C_SIGN, S_NONE, 0 }, { 0xFF, C_LOWER, S_LATIN, 0 },
	{ 0x137, C_EVEN, S_LATIN, 0 }, { 0x138, C_LOWER, S_LATIN, 2 },
	{ 0x148, C_ODD, S_LATIN, 0 }, { 0x149, C_LOWER, S_LATIN, 2 },
	{ 0x177, C_EVEN, S_LATIN, 0 }, { 0x178, C_UPPER, S_LATIN, 0 },
	{ 0x17E, C_ODD, S_LATIN, 0 }, { 0x17F, C_LOWER, S_LATIN, 4 },
	{ 0x18E, C_LETTER, S_LATIN, 5 }, { 0x18F, C_UPPER, S_LATIN, 0 },
	{ 0x191, C_LETTER, S_LATIN, 5 }, { 0x192, C_LOWER, S_LATIN, 0 },
	{ 0x19F, C_LETTER, S_LATIN, 5 }, { 0x1A1, C_EVEN, S_LATIN, 0 },
	{ 0x1AE, C_LETTER, S_LATIN, 5 }, { 0x1B0, C_ODD, S_LATIN, 0 },
	{ 0x1C3, C_LETTER, S_LATIN, 5 }, { 0x1CC, C_LETTER, S_LATIN, 3 },
	{ 0x1DC, C_ODD, S_LATIN, 1 }, { 0x217, C_LETTER, S_LATIN, 4 },
	{ 0x21B, C_EVEN, S_LATIN, 0 }, { 0x258, C_LETTER, S_LATIN, 5 },
	{ 0x259, C_LOWER, S_LATIN, 0 }, { 0x2AF, C_LETTER, S_LATIN, 5 },
	{ 0x2BA, C_SIGN, S_NONE, 5 }, { 0x2BD, C_PLAIN, S_NONE, 3 },
	{ 0x2C5, C_SIGN, S_NONE, 5 }, { 0x2C7, C_SIGN, S_NONE, 1 },
	{ 0x2D7, C_SIGN, S_NONE, 5 }, { 0x2DD, C_SIGN, S_NONE, 1 },
	{ 0x2FF, C_SIGN, S_NONE, 5 }, { 0x36F, C_MARK, S_NONE, 1 },
	{ 0x385, C_SIGN, S_GREEK, 3 }, { 0x386, C_UPPER, S_GREEK, 0 },
	{ 0x387, C_SIGN, S_NONE, 3 }, { 0x38F, C_UPPER, S_GREEK, 0 },
	{ 0x390, C_LOWER, S_GREEK, 0 }, { 0x3AB, C_UPPER, S_GREEK, 0 },
	{ 0x3CE, C_LOWER, S_GREEK, 0 }, { 0x3FF, C_LETTER, S_GREEK, 4 },
	{ 0x42F, C_UPPER, S_CYRILLIC, 0 }, { 0x45F, C_LOWER, S_CYRILLIC, 0 },
	{ 0x48F, C_EVEN, S_CYRILLIC, 5 }, { 0x4BF, C_EVEN, S_CYRILLIC, 1 },
	{ 0x4FF, C_LETTER, S_CYRILLIC, 2 }, { 0x530, C_LETTER, S_CYRILLIC, 5 },
	{ 0x556, C_UPPER, S_OTHER, 1 }, { 0x560, C_SIGN, S_NONE, 4 },
	{ 0x587, C_LOWER, S_OTHER, 1 }, { 0x58F, C_PLAIN, S_NONE, 1 },
	{ 0x5CF, C_MARK, S_OTHER, 1 }, { 0x5EA, C_LETTER, S_OTHER, 0 },
	{ 0x5FF, C_LETTER, S_OTHER, 1 }, { 0x60B, C_PLAIN, S_NONE, 5 },
	{ 0x60C, C_PLAIN, S_NONE, 0 }, { 0x61A, C_MARK, S_NONE, 4 },
	{ 0x6FF, C_LETTER, S_OTHER, 0 }, { 0x77F, C_LETTER, S_OTHER, 6 },
	{ 0x7BF, C_LETTER, S_OTHER, 0 }, { 0x8FF, C_LETTER, S_OTHER, 6 },
	{ 0x97F, C_LETTER, S_OTHER, 0 }, { 0x9FF, C_LETTER, S_OTHER, 0 },
	{ 0xA7F, C_LETTER, S_OTHER, 0 }, { 0xAFF, C_LETTER, S_OTHER, 0 },
	{ 0xB7F, C_LETTER, S_OTHER, 0 }, { 0xBFF, C_LETTER, S_OTHER, 0 },
	{ 0xC7F, C_LETTER, S_OTHER, 0 }, { 0xCFF, C_LETTER, S_OTHER, 0 },
	{ 0xD7F, C_LETTER, S_OTHER, 0 }, { 0xDFF, C_LETTER, S_OTHER, 0 },
	{ 0xE7F, C_LETTER, S_OTHER, 0 }, { 0xEFF, C_LETTER, S_OTHER, 0 },
	{ 0xFFF, C_LETTER, S_OTHER, 1 }, { 0x109F, C_LETTER, S_OTHER, 0 },
	{ 0x10FF, C_LETTER, S_OTHER, 0 }, { 0x11FF, C_LETTER, S_EAST, 5 },
	{ 0x139F, C_LETTER, S_OTHER, 0 }, { 0x177F, C_LETTER, S_OTHER, 6 },
	{ 0x17FF, C_LETTER, S_OTHER, 0 }, { 0x18AF, C_LETTER, S_OTHER, 3 },
	{ 0x1DFF, C_LETTER, S_OTHER, 6 }, { 0x1EFF, C_EVEN, S_LATIN, 0 },
	{ 0x1FFF, C_LETTER, S_GREEK, 0 }, { 0x200B, C_SPACE, S_NONE, 0 },
	{ 0x200F, C_PLAIN, S_NONE, 0 }, { 0x2015, C_DASH, S_NONE, 0 },
	{ 0x2017, C_SIGN, S_NONE, 3 }, { 0x2018, C_OPEN, S_NONE, 0 },
	{ 0x2019, C_CLOSE, S_NONE, 0 }, { 0x201C, C_OPEN, S_NONE, 0 },
	{ 0x201D, C_CLOSE, S_NONE, 0 }, { 0x201F, C_OPEN, S_NONE, 0 },
	{ 0x2022, C_SIGN, S_NONE, 0 }, { 0x2025, C_SIGN, S_NONE, 3 },
	{ 0x2027, C_CLOSE, S_NONE, 0 }, { 0x202E, C_SIGN, S_NONE, 3 },
	{ 0x202F, C_SPACE, S_NONE, 0 }, { 0x2031, C_TAIL, S_NONE, 0 },
	{ 0x2038, C_TAIL, S_NONE, 1 }, { 0x2039, C_OPEN, S_NONE, 0 },
	{ 0x203A, C_CLOSE, S_NONE, 0 }, { 0x206F, C_SIGN, S_NONE, 1 },
	{ 0x209F, C_TAIL, S_NONE, 1 }, { 0x20CF, C_MONEY, S_NONE, 0 },
	{ 0x20FF, C_MARK, S_NONE, 1 }, { 0x2121, C_PLAIN, S_NONE, 0 },
	{ 0x2122, C_TAIL, S_NONE, 0 }, { 0x218F, C_PLAIN, S_NONE, 0 },
	{ 0x21FF, C_PLAIN, S_NONE, 0 }, { 0x22FF, C_SIGN, S_NONE, 0 },
	{ 0x24FF, C_SIGN, S_NONE, 0 }, { 0x25A0, C_BOX, S_NONE, 0 },
	{ 0x25C9, C_PLAIN, S_NONE, 0 }, { 0x25CA, C_SIGN, S_NONE, 0 },
	{ 0x2BFF, C_PLAIN, S_NONE, 0 }, { 0x2E7F, C_LETTER, S_OTHER, 6 },
	{ 0x2FFF, C_LETTER, S_EAST, 3 }, { 0x3000, C_SPACE, S_NONE, 0 },
	{ 0x303F, C_PLAIN, S_NONE, 0 }, { 0x33FF, C_LETTER, S_EAST, 0 },
	{ 0x4DBF, C_LETTER, S_EAST, 3 }, { 0x9FFF, C_LETTER, S_EAST, 0 },
	{ 0xABFF, C_LETTER, S_OTHER, 6 }, { 0xD7FF, C_LETTER, S_EAST, 0 },
	{ 0xDFFF, C_CONTROL, S_NONE, 9 }, { 0xF8FE, C_SIGN, S_NONE, 6 },
	{ 0xF8FF, C_SIGN, S_NONE, 4 }, { 0xFAFF, C_LETTER, S_EAST, 3 },
	{ 0xFB06, C_LOWER, S_LATIN, 0 }, { 0xFB1C, C_LETTER, S_OTHER, 6 },
	{ 0xFDFF, C_LETTER, S_OTHER, 1 }, { 0xFE0F, C_MARK, S_NONE, 0 },
	{ 0xFEFE, C_LETTER, S_OTHER, 2 }, { 0xFEFF, C_PLAIN, S_NONE, 0 },
	{ 0xFFEF, C_PLAIN, S_NONE, 0 }, { 0xFFFC, C_SIGN, S_NONE, 6 },
	{ 0xFFFD, C_BAD, S_NONE, 0 }, { 0xFFFF, C_SIGN, S_NONE, 9 },
	{ 0x1EFFF, C_LETTER, S_OTHER, 5 }, { 0x1FAFF, C_PLAIN, S_NONE, 0 },
	{ 0x1FFFF, C_SIGN, S_NONE, 6 }, { 0x2FFFF, C_LETTER, S_EAST, 3 },
	{ 0xDFFFF, C_SIGN, S_NONE, 9 }, { 0xE01EF, C_MARK, S_NONE, 3 },
	{ UINT32_MAX, C_SIGN, S_NONE, 9 }
};

static const struct range *
range_of(uint32_t cp)
{
	size_t low = 0, high = sizeof(ranges) / sizeof(*ranges) - 1, mid;

	while (low < high) {
		mid = (low + high) / 2;
		if (cp <= ranges[mid].last)
			high = mid;
		else
			low = mid + 1;
	}
	return &ranges[low];
}

struct face {				/* of a character */
	uint32_t cp;
	enum class class;
	const struct range *range;
	bool letter;
};

static struct face
face_of(uint32_t cp)
{
	const struct range *r = range_of(cp);
	struct face f = { cp, (enum class)r->class, r, false };

	if (f.class == C_EVEN || f.class == C_ODD)
		f.class = (cp & 1) == (f.class == C_ODD) ? C_UPPER : C_LOWER;
	f.letter = f.class == C_LOWER || f.class == C_UPPER ||
	    f.class == C_LETTER;
	return f;
}

static bool
same_script(const struct face *a, const struct face *b)
{
	if (a->range->script == S_OTHER && b->range->script == S_OTHER)
		return a->range == b->range ||
		    a->class == C_MARK || b->class == C_MARK;
	return a->range->script == b->range->script;
}

/* A letter after a letter. */
static int
letter_oddity(const struct face *prev, const struct face *f)
{
	bool ascii = prev->cp < 0x80 && f->cp < 0x80;

	if (!same_script(prev, f))
		return 4;
	if (prev->class == C_LOWER && f->class == C_UPPER && !ascii)
		return 4;
	return prev->cp >= 0x80 && f->cp >= 0x80 &&
	    f->range->script == S_LATIN;
}

static bool
is_sign(const struct face *f)
{
	return f->class >= C_OPEN && f->class < C_BAD && f->class != C_DASH;
}

/* cost[0]: no letter at its sides; [1]: one before; [2]: one after; [3]:
 * both. */
static const uint8_t costs[][4] = {
	[C_PLAIN] = { 0, 0, 0, 0 }, [C_SPACE] = { 0, 0, 0, 0 },
	[C_MARK] = { 0, 0, 1, 0 }, [C_OPEN] = { 0, 1, 0, 4 },
	[C_CLOSE] = { 0, 0, 2, 4 }, [C_DASH] = { 0, 0, 0, 1 },
	[C_MONEY] = { 0, 2, 0, 3 }, [C_TAIL] = { 0, 0, 2, 4 },
	[C_SIGN] = { 0, 3, 2, 4 }, [C_BOX] = { 0, 2, 2, 4 },
	[C_CONTROL] = { 8, 8, 8, 8 }, [C_BAD] = { 0, 1, 1, 2 }
};

static int
sign_oddity(const struct face *prev, const struct face *f,
    const struct face *next)
{
	int cost = costs[f->class][prev->letter | next->letter << 1];

	if (f->cp == 0x2019 || f->cp == 0x2026)	/* apostrophe, ellipsis */
		return f->cp == 0x2026 && prev->letter && next->letter;
	if (f->class == C_OPEN && prev->letter && !next->letter &&
	    (f->cp == 0xA1 || f->cp == 0xBF || f->cp == 0x201A ||
	    f->cp == 0x201E))
		return 3;
	if (is_sign(f) && is_sign(prev) && f->class != C_BOX &&
	    !(f->class == C_CLOSE && prev->class != C_OPEN))
		cost++;
	return cost;
}

int
oddity_at(uint32_t prev, uint32_t cp, uint32_t next)
{
	struct face a = face_of(prev), f = face_of(cp), b;

	if (f.letter)
		return a.letter ? letter_oddity(&a, &f) : 0;
	b = face_of(next);
	return sign_oddity(&a, &f, &b);
}

int
oddity_rare(uint32_t cp)
{
	return range_of(cp)->rare;
}

bool
oddity_is_letter(uint32_t cp)
{
	return face_of(cp).letter;
}

bool
oddity_is_lower(uint32_t cp)
{
	return face_of(cp).class == C_LOWER;
}

bool
oddity_is_upper(uint32_t cp)
{
	return face_of(cp).class == C_UPPER;
}

bool
oddity_is_tail(uint32_t cp)
{
	return face_of(cp).class == C_TAIL;
}

bool
oddity_is_stop(uint32_t cp)
{
	enum class c = face_of(cp).class;

	return c == C_CLOSE || c == C_DASH;
}
