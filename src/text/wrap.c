#include "text/wrap.h"

#include <stdlib.h>
#include <unictype.h>
#include <unigbrk.h>
#include <unilbrk.h>

#include "base/mem.h"
#include "text/utf8.h"
#include "text/width.h"

/*
 * The line breaking classes of UAX 14 that ASCII has; PO goes with PR.
 * OTHER is what the fast way leaves to libunistring.
 */
enum {
	AL, BA, EX, QU, PR, OP, CP, CL, IS, SY, HY, NU, CLASSES,
	SP = CLASSES, NL, OTHER
};

#define X4(c) c, c, c, c
#define X8(c) X4(c), X4(c)
#define X16(c) X8(c), X8(c)

static const uint8_t classes[128] = {
	X8(OTHER), OTHER, BA, NL, OTHER, X4(OTHER), X16(OTHER),
	SP, EX, QU, AL, PR, PR, AL, QU,		/*  !"#$%&' */
	OP, CP, AL, PR, IS, HY, IS, SY,		/* ()*+,-./ */
	X8(NU), NU, NU, IS, IS, AL, AL, AL, EX,	/* :;<=>? */
	AL, X8(AL), X8(AL), X8(AL), AL, AL,
	OP, PR, CP, AL, AL,			/* [\]^_ */
	AL, X8(AL), X8(AL), X8(AL), AL, AL,
	OP, BA, CL, AL, OTHER			/* {|}~ */
};

/*
 * May a line break between a class and the next: never, where blanks stand
 * between, always.  Rows come before.  Found out by asking libunistring,
 * but for IS before AL: LB29 wants no break in "e.g.", libunistring 1.0
 * has one.
 */
enum { NEVER, SPACED, ALWAYS };

static const uint8_t pairs[CLASSES][CLASSES] = {
	/*       AL BA EX QU PR OP CP CL IS SY HY NU */
	[AL] = { 1, 1, 0, 1, 1, 1, 0, 0, 0, 0, 1, 1 },
	[BA] = { 2, 1, 0, 1, 2, 2, 0, 0, 0, 0, 1, 2 },
	[EX] = { 2, 1, 0, 1, 2, 2, 0, 0, 0, 0, 1, 2 },
	[QU] = { 1, 1, 0, 1, 1, 0, 0, 0, 0, 0, 1, 1 },
	[PR] = { 1, 1, 0, 1, 2, 1, 0, 0, 0, 0, 1, 1 },
	[OP] = { 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0 },
	[CP] = { 1, 1, 0, 1, 1, 2, 0, 0, 0, 0, 1, 1 },
	[CL] = { 2, 1, 0, 1, 1, 2, 0, 0, 0, 0, 1, 2 },
	[IS] = { 1, 1, 0, 1, 2, 2, 0, 0, 0, 0, 1, 1 },
	[SY] = { 2, 1, 0, 1, 2, 2, 0, 0, 0, 0, 1, 1 },
	[HY] = { 2, 1, 0, 1, 2, 2, 0, 0, 0, 0, 1, 1 },
	[NU] = { 1, 1, 0, 1, 1, 1, 0, 0, 0, 0, 1, 1 },
};

static unsigned
class_at(struct slice x, size_t i)
{
	unsigned char c = (unsigned char)x.s[i];

	return c < 0x80 ? classes[c] : OTHER;
}

/* Bytes of the space at x[at] (Zs without the no-break ones, and tab), 0
 * for anything else and for a space with a mark on it. */
static size_t
blank_at(struct slice x, size_t at)
{
	uint32_t cp;
	size_t n;
	int cells;

	if (at >= x.len)
		return 0;
	if (at + 1 < x.len && (x.s[at] == ' ' || x.s[at] == '\t') &&
	    (unsigned char)x.s[at + 1] < 0x80)
		return 1;
	n = utf8_decode(slice_from(x, at), &cp);
	if (cp == ' ' || cp == '\t' || cp == 0x1680 || cp == 0x205F ||
	    cp == 0x3000 || (cp >= 0x2000 && cp <= 0x200A && cp != 0x2007))
		return text_cluster(x, at, &cells) == n ? n : 0;
	return 0;
}

/* The line is x[off..cut) and what blanks and newline follow. */
static size_t
finish(struct slice x, size_t off, size_t cut, size_t *end)
{
	size_t e = cut, n;

	for (;;) {
		if (e > off && (x.s[e - 1] == ' ' || x.s[e - 1] == '\t'))
			e--;
		else if (e - off >= 3 && blank_at(x, e - 3) == 3)
			e -= 3;
		else
			break;
	}
	*end = e;
	while ((n = blank_at(x, cut)) > 0)
		cut += n;
	return cut < x.len && x.s[cut] == '\n' ? cut + 1 : cut;
}

/*
 * Where the line ends, for ASCII: cells are bytes.  False where a byte that
 * is none has a say in it.  Blanks at the start of a line are no place to
 * break after, hence `last` is set by ink alone.
 */
static bool
cut_ascii(struct slice x, size_t off, size_t width, size_t *cut)
{
	unsigned class, rule, last = OTHER, blanks = NEVER;
	size_t i, best = off;

	for (i = off; i < x.len; i++) {
		class = class_at(x, i);
		if (class == OTHER)
			return false;
		if (class == NL)
			break;
		if (class == SP) {
			blanks = SPACED;
			continue;
		}
		rule = last == OTHER ? NEVER : pairs[last][class];
		if (rule == ALWAYS || (rule && blanks))
			best = i;
		if (x.s[i] != '\t' && i - off >= width) {
			*cut = best > off ? best : off + width;
			return true;
		}
		if (x.s[i] != '\t' || last != OTHER)
			last = class;
		blanks = NEVER;
	}
	*cut = i;
	return true;
}

/* How far a line reaches at most. */
struct reach {
	size_t ink;		/* first cluster that is no blank */
	size_t fit;		/* first cluster that does not fit */
	size_t stop;		/* the same, past blanks; or the line's end */
	bool done;		/* a newline or the end came first */
};

static struct reach
measure(struct slice x, size_t off, size_t width)
{
	struct reach r = { .ink = SLICE_NONE, .fit = SLICE_NONE, .stop = off };
	size_t cells = 0, n;
	bool blank;
	int wide;

	while (r.stop < x.len && x.s[r.stop] != '\n') {
		n = text_cluster(x, r.stop, &wide);
		cells += (size_t)wide;
		blank = blank_at(x, r.stop) > 0;
		if (!blank && r.ink == SLICE_NONE)
			r.ink = r.stop;
		if (cells > width && r.fit == SLICE_NONE)
			r.fit = r.stop > off ? r.stop : off + n;
		if (cells > width && !blank)
			return r;
		r.stop += n;
	}
	r.done = true;
	return r;
}

static bool
is_regional(uint32_t cp)
{
	return cp >= 0x1F1E6 && cp <= 0x1F1FF;
}

/* LB29: no break between , . : ; and a letter, see pairs[]. */
static bool
is_numeric_pair(uint32_t a, uint32_t b)
{
	if (a >= 0x80 || classes[a] != IS)
		return false;
	if (b < 0x80)
		return classes[b] == AL;
	return cp_cells(b) == 1 &&
	    uc_is_general_category_withtable(b, UC_CATEGORY_MASK_L);
}

/* True where libunistring's break before x[at] is none of ours: inside a
 * cluster (pairs of regional indicators it counts itself), or by LB29. */
static bool
is_barred(struct slice x, size_t at)
{
	size_t prev = utf8_prev(x, at);
	uint32_t a, b;

	utf8_decode(slice_from(x, prev), &a);
	utf8_decode(slice_from(x, at), &b);
	if (is_numeric_pair(a, b))
		return true;
	return !(is_regional(a) && is_regional(b)) &&
	    !uc_is_grapheme_break(a, b);
}

/* The last break of x[off..r->stop], or where nothing more fits. */
static size_t
cut_unicode(struct slice x, size_t off, const struct reach *r)
{
	char few[512], *breaks = few;
	uint32_t cp;
	size_t at, len = r->stop - off;

	len += utf8_decode(slice_from(x, r->stop), &cp);
	if (len > sizeof(few))
		breaks = mem_alloc(len, 1);
	u8_possible_linebreaks((const uint8_t *)x.s + off, len, "UTF-8",
	    breaks);
	for (at = r->stop; at > off; at--)
		if (breaks[at - off] == UC_BREAK_POSSIBLE && at > r->ink &&
		    !is_barred(x, at))
			break;
	if (breaks != few)
		free(breaks);
	return at > off ? at : r->fit;
}

size_t
text_wrap(struct slice x, size_t off, size_t width, size_t *end)
{
	struct reach r;
	size_t cut;

	if (width == 0)
		width = 1;
	if (!cut_ascii(x, off, width, &cut)) {
		r = measure(x, off, width);
		cut = r.done ? r.stop : cut_unicode(x, off, &r);
	}
	return finish(x, off, cut, end);
}
