#include "text/wrap.h"

#include <stdlib.h>
#include <unilbrk.h>
#include <unistring/version.h>

#include "base/buf.h"
#include "test.h"
#include "text/utf8.h"
#include "text/width.h"

/* Lines in `out` are parted by "|". */
static const struct {
	const char *in;
	size_t width;
	const char *out;
} table[] = {
	{ "one two three", 7, "one two|three" },
	{ "one two three", 8, "one two|three" },
	{ "one two   three", 7, "one two|three" },
	{ "one two three", 3, "one|two|thr|ee" },
	{ "one two", 100, "one two" },
	{ "one two   ", 7, "one two" },
	{ "one   ", 2, "on|e" },
	{ "one\ntwo", 9, "one|two" },
	{ "one   \ntwo", 3, "one|two" },
	{ "one\n\n\ntwo\n", 9, "one|||two" },
	{ "\n", 9, "" },
	{ "  one two", 6, "  one|two" },
	{ "  abcdefg", 5, "  abc|defg" },
	{ "a\tb\tc", 3, "a\tb|c" },
	{ "\tabc def", 4, "\tabc|def" },
	{ "x", 1, "x" },
	{ "xyz", 1, "x|y|z" },
	/* Hyphens, numbers, quotes, brackets, abbreviations. */
	{ "a well-known word", 7, "a well-|known|word" },
	{ "call it -1 or so", 9, "call it|-1 or so" },
	{ "say \"no way\" now", 8, "say \"no|way\" now" },
	{ "so (it is) here", 6, "so (it|is)|here" },
	{ "wait e.g. here", 8, "wait|e.g.|here" },
	{ "pay $1,234.50 now", 8, "pay|$1,234.5|0 now" },
	{ "see http://example.org/path/to?x=1&y=2 now", 21,
	  "see http://|example.org/path/to?|x=1&y=2 now" },
	{ "wow ! really", 4, "wow|!|real|ly" },
	/* No break is better than a poor one, for as long as it fits. */
	{ "a-b/c", 2, "a-|b/|c" },
	/* Ideographs, and what may not start or end a line (kinsoku). */
	{ "\xE4\xB8\xAD\xE6\x96\x87\xE5\xAD\x97", 4,
	  "\xE4\xB8\xAD\xE6\x96\x87|\xE5\xAD\x97" },
	{ "\xE4\xB8\xAD\xE6\x96\x87\xE5\xAD\x97", 5,
	  "\xE4\xB8\xAD\xE6\x96\x87|\xE5\xAD\x97" },
	{ "\xE4\xB8\xAD\xE6\x96\x87\xE3\x80\x82\xE5\xAD\x97", 4,
	  "\xE4\xB8\xAD|\xE6\x96\x87\xE3\x80\x82|\xE5\xAD\x97" },
	{ "\xE4\xB8\xAD\xE3\x80\x8C\xE6\x96\x87\xE3\x80\x8D", 4,
	  "\xE4\xB8\xAD|\xE3\x80\x8C\xE6\x96\x87|\xE3\x80\x8D" },
	{ "\xE4\xB8\xAD", 1, "\xE4\xB8\xAD" },
	{ "\xE4\xB8\xAD\xE6\x96\x87", 1, "\xE4\xB8\xAD|\xE6\x96\x87" },
	{ "\xE4\xB8\xAD\xE6\x96\x87\xE3\x80\x80\xE3\x80\x80\xE5\xAD\x97", 4,
	  "\xE4\xB8\xAD\xE6\x96\x87|\xE5\xAD\x97" },
	{ "\xE4\xB8\xAD abc\xE6\x96\x87", 6, "\xE4\xB8\xAD abc|\xE6\x96\x87" },
	/* Cyrillic with its quotes and dashes; a no-break space holds. */
	{ "\xD0\xB4\xD0\xB0 \xC2\xAB\xD0\xBD\xD0\xB5\xD1\x82\xC2\xBB", 5,
	  "\xD0\xB4\xD0\xB0|\xC2\xAB\xD0\xBD\xD0\xB5\xD1\x82\xC2\xBB" },
	{ "aa b\xC2\xA0" "c", 4, "aa|b\xC2\xA0" "c" },
	/* Clusters stay whole, joined emoji and flags too. */
	{ "xe\xCC\x81" "e\xCC\x81" "e\xCC\x81", 2,
	  "xe\xCC\x81|e\xCC\x81" "e\xCC\x81" },
	{ "ab \xCC\x81" "cd", 3, "ab \xCC\x81|cd" },
	{ "\xF0\x9F\x91\xA9\xE2\x80\x8D\xF0\x9F\x91\xA9" "ab", 3,
	  "\xF0\x9F\x91\xA9\xE2\x80\x8D\xF0\x9F\x91\xA9|ab" },
	{ "\xF0\x9F\x87\xAB\xF0\x9F\x87\xB7\xF0\x9F\x87\xA9\xF0\x9F\x87\xAA",
	  3, "\xF0\x9F\x87\xAB\xF0\x9F\x87\xB7|"
	  "\xF0\x9F\x87\xA9\xF0\x9F\x87\xAA" },
	/* Thai: at its blanks first, between clusters where there are none. */
	{ "\xE0\xB8\x99\xE0\xB8\xB5\xE0\xB9\x88 \xE0\xB8\x81\xE0\xB8\xB3"
	  "\xE0\xB8\x99", 3, "\xE0\xB8\x99\xE0\xB8\xB5\xE0\xB9\x88|"
	  "\xE0\xB8\x81\xE0\xB8\xB3\xE0\xB8\x99" },
	{ "\xE0\xB8\x99\xE0\xB8\xB5\xE0\xB9\x88\xE0\xB8\x99\xE0\xB8\xB5", 1,
	  "\xE0\xB8\x99\xE0\xB8\xB5\xE0\xB9\x88|\xE0\xB8\x99\xE0\xB8\xB5" },
};

static void
check_table(void)
{
	struct buf b = { 0 };
	struct slice x;
	size_t i, off, end, next;

	for (i = 0; i < sizeof(table) / sizeof(*table); i++) {
		x = slice_z(table[i].in);
		buf_clear(&b);
		for (off = 0; off < x.len; off = next) {
			next = text_wrap(x, off, table[i].width, &end);
			if (off > 0)
				buf_addc(&b, '|');
			buf_add(&b, slice_sub(x, off, end - off));
		}
		CHECK_STR(buf_slice(&b), table[i].out);
	}
	buf_free(&b);
}

static uint32_t
roll(uint32_t *seed)
{
	*seed = *seed * 1664525u + 1013904223u;
	return *seed >> 8;
}

/* libunistring 1.0 breaks after , . : ; before letters, LB29 does not. */
static bool
lb29(struct slice x, size_t i)
{
	char c = x.s[i];

	return strchr(",.:;", x.s[i - 1]) != NULL && c > ' ' &&
	    (ascii_alpha(c) || strchr("#&*<=>@^_`~", c) != NULL);
}

/* ASCII text wrapped by the book, with libunistring on all of the rest. */
static size_t
by_the_book(struct slice x, size_t off, size_t width)
{
	char breaks[128];
	struct slice rest = slice_from(x, off);
	size_t i, best = 0, ink = SLICE_NONE;

	u8_possible_linebreaks((const uint8_t *)rest.s, rest.len, "UTF-8",
	    breaks);
	for (i = 0; i < rest.len; i++) {
		if (breaks[i] == UC_BREAK_POSSIBLE && i > ink && !lb29(rest, i))
			best = i;
		if (rest.s[i] == ' ' || rest.s[i] == '\t')
			continue;
		if (ink == SLICE_NONE)
			ink = i;
		if (i >= width)
			break;
	}
	if (i == rest.len)
		return x.len;
	if (best == 0)
		best = width;
	while (rest.s[best] == ' ' || rest.s[best] == '\t')
		best++;
	return off + best;
}

static void
check_ascii(void)
{
	static const char some[] = "abcAZ019    \t!\"#$%&'()*+,-./:;<=>?@[\\]^_"
	    "`{|}~ab   xyz";
	uint32_t seed = 11;
	char text[64];
	size_t i, k, off, end, next, wrong = 0;
	struct slice x;

	/* Later ones follow later editions of UAX 14. */
	if (_libunistring_version > 0x0100)
		return;
	for (i = 0; i < 60000; i++) {
		x = (struct slice){ text, 1 + roll(&seed) % sizeof(text) };
		for (k = 0; k < x.len; k++)
			text[k] = some[roll(&seed) % (sizeof(some) - 1)];
		for (off = 0; off < x.len; off = next) {
			k = 1 + roll(&seed) % 20;
			next = text_wrap(x, off, k, &end);
			wrong += next != by_the_book(x, off, k);
		}
	}
	CHECK_EQ(wrong, 0);
}

/* A character of any kind that matters. */
static void
add_any(struct buf *b, uint32_t *seed)
{
	static const uint32_t some[] = {
		'a', 'b', ' ', ' ', '-', '.', '(', ')', '\t', '\n', 0x301,
		0x200D, 0x4E2D, 0x3002, 0x300C, 0x3000, 0x1F469, 0x1F1EB,
		0xE19, 0xE35, 0x915, 0x93F, 0xAB, 0x2014, 0x2019, 0x43F, 0xA0,
		0x5D0, 0x200B, 0x1112, 0x1161, 0x11AB, 0xFE0F, 0x2026
	};

	utf8_add(b, some[roll(seed) % (sizeof(some) / sizeof(*some))]);
}

static bool
is_blank(struct slice x)
{
	uint32_t cp;
	size_t i;

	for (i = 0; i < x.len;) {
		i += utf8_decode(slice_from(x, i), &cp);
		if (cp != ' ' && cp != '\t' && cp != '\n' && cp != 0x3000)
			return false;
	}
	return true;
}

/* What holds of any line of any text. */
static int
wrongs(struct slice x, size_t off, size_t width, size_t end, size_t next)
{
	struct slice line = slice_sub(x, off, end - off);
	size_t at = off, lines = 0, i;
	int cells = 0;

	if (next <= off || next > x.len || end < off || end > next)
		return 1;
	for (i = off; i < next; i++)
		lines += x.s[i] == '\n';
	if (lines > 1 || (lines == 1 && x.s[next - 1] != '\n'))
		return 1;
	if (!is_blank(slice_sub(x, end, next - end)))
		return 1;
	if (text_cells(line) > width) {
		if (text_cluster(x, off, &cells) < line.len)
			return 1;
	}
	while (at < end)
		at += text_cluster(x, at, &cells);
	return at != end;
}

static void
check_any(void)
{
	uint32_t seed = 5;
	struct buf b = { 0 };
	struct slice x;
	size_t i, n, width, off, end, next;
	int wrong = 0;

	for (i = 0; i < 60000; i++) {
		buf_clear(&b);
		for (n = 1 + roll(&seed) % 40; n > 0; n--)
			add_any(&b, &seed);
		x = buf_slice(&b);
		width = 1 + roll(&seed) % 12;
		for (off = 0; off < x.len; off = next) {
			next = text_wrap(x, off, width, &end);
			wrong += wrongs(x, off, width, end, next);
			if (next <= off)
				break;
		}
	}
	CHECK_EQ(wrong, 0);
	buf_free(&b);
}

/* Hostile texts: all of it is wrapped, each byte looked at a few times. */
static void
check_floods(void)
{
	static const struct {
		const char *head, *unit, *tail;
		size_t width;
	} floods[] = {
		{ "", "a", "", 80 },
		{ "", "\xE4\xB8\xAD", "", 80 },
		{ "a b", " ", "!", 3 },
		{ "a (", " ", ")", 3 },
		{ "\xC3\xA9 b", " ", "!", 3 },
		{ "\xC3\xA9 b", "\xE3\x80\x80", "!", 3 },
		{ "", "(", "", 3 },
		{ "", "\xC2\xAB", "", 3 },
		{ "a", "\xCC\x81", "b", 3 },
		{ "a ", "\xE2\x80\x8D", "b", 3 },
		{ "", "\xF0\x9F\x87\xAB", "", 9 },
		{ "", "\n", "", 9 },
	};
	struct buf b = { 0 };
	struct slice x;
	size_t i, off, end;

	for (i = 0; i < sizeof(floods) / sizeof(*floods); i++) {
		buf_clear(&b);
		buf_addz(&b, floods[i].head);
		while (b.len < 1000000)
			buf_addz(&b, floods[i].unit);
		buf_addz(&b, floods[i].tail);
		x = buf_slice(&b);
		for (off = 0; off < x.len;)
			off = text_wrap(x, off, floods[i].width, &end);
		CHECK_EQ(off, x.len);
	}
	buf_free(&b);
}

int
main(void)
{
	text_locale();
	check_table();
	check_ascii();
	check_any();
	check_floods();
	return test_done("text_wrap");
}
