#include "text/width.h"

#include <stdlib.h>
#include <wchar.h>

#include "test.h"
#include "text/utf8.h"

#define WOMAN "\xF0\x9F\x91\xA9"
#define ZWJ "\xE2\x80\x8D"
#define RI_F "\xF0\x9F\x87\xAB"
#define RI_R "\xF0\x9F\x87\xB7"

/* The first cluster of each, and what it takes. */
static const struct {
	struct slice in;
	size_t len;
	int cells;
} clusters[] = {
	{ SLICE_INIT("ab"), 1, 1 },
	{ SLICE_INIT("a"), 1, 1 },
	{ SLICE_INIT("\tb"), 1, 1 },
	{ SLICE_INIT("\0b"), 1, 0 },
	{ SLICE_INIT("\nb"), 1, 0 },
	{ SLICE_INIT("e\xCC\x81x"), 3, 1 },
	{ SLICE_INIT("e\xCC\x81\xCC\x82"), 5, 1 },
	{ SLICE_INIT("\xC3\xA9x"), 2, 1 },
	{ SLICE_INIT("\xC3\xA9\xCC\x81x"), 4, 1 },
	{ SLICE_INIT("\xE4\xB8\xAD\xE6\x96\x87"), 3, 2 },
	{ SLICE_INIT("\xEA\xB0\x80\xEA\xB0\x80"), 3, 2 },
	{ SLICE_INIT("\xED\x95\x9C\xEA\xB5\xAD"), 3, 2 },
	/* Conjoining jamo: L V T, and LV T. */
	{ SLICE_INIT("\xE1\x84\x92\xE1\x85\xA1\xE1\x86\xABx"), 9, 2 },
	{ SLICE_INIT("\xEB\x8B\xA4\xE1\x86\xABx"), 6, 2 },
	/* Emoji: joined, with a tone, with a variation selector. */
	{ SLICE_INIT(WOMAN ZWJ WOMAN ZWJ WOMAN "x"), 18, 6 },
	{ SLICE_INIT(WOMAN WOMAN), 4, 2 },
	{ SLICE_INIT(WOMAN "\xF0\x9F\x8F\xBD" "x"), 8, 4 },
	{ SLICE_INIT("\xE2\x9D\xA4\xEF\xB8\x8Fx"), 6, 1 },
	{ SLICE_INIT("a" ZWJ WOMAN), 4, 1 },
	/* Flags go by pairs. */
	{ SLICE_INIT(RI_F RI_R RI_F RI_R), 8, 2 },
	{ SLICE_INIT(RI_F "x"), 4, 1 },
	/* Thai: a vowel above and a tone; Devanagari: i after ka. */
	{ SLICE_INIT("\xE0\xB8\x99\xE0\xB8\xB5\xE0\xB9\x88\xE0\xB8\x81"), 9,
	  1 },
	{ SLICE_INIT("\xE0\xA4\x95\xE0\xA4\xBF\xE0\xA4\x95"), 6, 2 },
	{ SLICE_INIT("\xD7\xA9\xD6\xB8\xD7\x9C"), 4, 1 },
	/* Not valid: no crash, a step on. */
	{ SLICE_INIT("\xFF" "a"), 1, 1 },
	{ SLICE_INIT("a\xCC"), 1, 1 },
};

static const struct {
	const char *in;
	size_t cells, fit, at;			/* fit bytes in `at` cells */
} texts[] = {
	{ "", 0, 0, 5 },
	{ "plain words, longer than a word of bytes", 40, 12, 12 },
	{ "plain words", 11, 11, 90 },
	{ "a\tb", 3, 2, 2 },
	{ "\xE4\xB8\xAD\xE6\x96\x87\xE5\xAD\x97", 6, 3, 3 },
	{ "\xE4\xB8\xAD\xE6\x96\x87\xE5\xAD\x97", 6, 0, 1 },
	{ "ae\xCC\x81 ", 3, 4, 2 },
	{ RI_F RI_R RI_F RI_R, 4, 8, 3 },
	{ "12345678\xD0\xB4\xD0\xB0 12345678", 19, 12, 10 },
};

/* What everybody counts the same, whatever the age of the C library. */
static const struct {
	uint32_t cp;
	int cells;
} points[] = {
	{ 0, 0 }, { '\n', 0 }, { '\t', 1 }, { ' ', 1 }, { '~', 1 },
	{ 0x7F, 0 }, { 0x9B, 0 }, { 0xA0, 1 }, { 0xE9, 1 }, { 0x301, 0 },
	{ 0x416, 1 }, { 0x5D0, 1 }, { 0x5B8, 0 }, { 0x200B, 0 },
	{ 0x200D, 0 }, { 0x3000, 2 }, { 0x4E2D, 2 }, { 0xAC00, 2 },
	{ 0xFE0F, 0 }, { 0xFF21, 2 }, { 0x1F600, 2 }, { 0x20000, 2 },
};

static void
check_tables(void)
{
	size_t i;
	int cells;

	for (i = 0; i < sizeof(points) / sizeof(*points); i++)
		CHECK_EQ(cp_cells(points[i].cp), points[i].cells);
	for (i = 0; i < sizeof(clusters) / sizeof(*clusters); i++) {
		CHECK_EQ(text_cluster(clusters[i].in, 0, &cells),
		    clusters[i].len);
		CHECK_EQ(cells, clusters[i].cells);
	}
	for (i = 0; i < sizeof(texts) / sizeof(*texts); i++) {
		CHECK_EQ(text_cells(slice_z(texts[i].in)), texts[i].cells);
		CHECK_EQ(text_fit(slice_z(texts[i].in), texts[i].at),
		    texts[i].fit);
	}
}

/* All code points: as wcwidth(3) where it knows them. */
static void
check_wcwidth(void)
{
	uint32_t cp;
	size_t wrong = 0;
	int n, w;

	for (cp = 0xA0; cp <= 0x10FFFF; cp++) {
		n = cp_cells(cp);
		w = wcwidth((wchar_t)cp);
		wrong += n < 0 || n > 2 || (w >= 0 && n != w);
	}
	CHECK_EQ(wrong, 0);
}

/* A flood of joiners is cut, and the cells add up all the same. */
static void
check_flood(void)
{
	struct buf b = { 0 };
	struct slice x;
	size_t i, n, steps = 0;
	int cells;

	buf_addc(&b, 'x');
	for (i = 0; i < 100000; i++)
		buf_addz(&b, ZWJ);
	x = buf_slice(&b);
	for (i = 0; i < x.len; i += n) {
		n = text_cluster(x, i, &cells);
		steps++;
		CHECK_EQ(cells, i == 0);
	}
	CHECK(steps > 1000 && steps < 10000);
	CHECK_EQ(text_cells(x), 1);
	CHECK_EQ(text_fit(x, 1), x.len);
	buf_free(&b);
}

int
main(void)
{
	setenv("LC_ALL", "C", 1);
	CHECK(text_locale());
	setenv("LC_ALL", "no_SUCH.locale", 1);
	CHECK(text_locale());
	check_tables();
	check_wcwidth();
	check_flood();
	return test_done("text_width");
}
