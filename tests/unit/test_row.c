#include "view/row.h"

#include "text/width.h"

#include "test.h"

/* What the row looks like from left to right. */
static const char *
seen(const struct row *r)
{
	static char out[256];
	size_t i, n = 0;

	for (i = 0; i < r->n && n + r->glyphs[i].len < sizeof(out); i++) {
		memcpy(out + n, r->text.s + r->glyphs[i].off,
		    r->glyphs[i].len);
		n += r->glyphs[i].len;
	}
	out[n] = '\0';
	return out;
}

#define CHECK_SEEN(r, want) CHECK_STR(slice_z(seen(r)), want)

static size_t
cells_of(const struct row *r)
{
	size_t i, n = 0;

	for (i = 0; i < r->n; i++)
		n += r->glyphs[i].cells;
	return n;
}

static const struct {
	const char *text;
	size_t max;
	const char *added, *cut;	/* by row_add, by row_add_cut */
	bool whole;
} cases[] = {
	{ "abc", 5, "abc", "abc", true }, { "abc", 3, "abc", "abc", true },
	{ "abc", 2, "ab", "a\xE2\x80\xA6", false },
	{ "abc", 1, "a", "\xE2\x80\xA6", false }, { "abc", 0, "", "", false },
	{ "", 0, "", "", true },
	{ "a\tb\nc", 9, "a b c", "a\tb\nc", true },
	{ "\xE6\xB8\xAF\xE6\xB8\xAF", 4, "\xE6\xB8\xAF\xE6\xB8\xAF",
	    "\xE6\xB8\xAF\xE6\xB8\xAF", true },
	{ "\xE6\xB8\xAF\xE6\xB8\xAF", 3, "\xE6\xB8\xAF",
	    "\xE6\xB8\xAF\xE2\x80\xA6", false },
	{ "\xE6\xB8\xAF\xE6\xB8\xAF", 2, "\xE6\xB8\xAF", "\xE2\x80\xA6",
	    false },
	{ "\xE6\xB8\xAF", 1, "", "\xE2\x80\xA6", false },
	/* What combines with the last letter that fits still fits. */
	{ "ae\xCC\x81", 2, "ae\xCC\x81", "ae\xCC\x81", true },
	{ "ae\xCC\x81z", 2, "ae\xCC\x81", "a\xE2\x80\xA6", false }
};

static void
test_add(void)
{
	struct row r = { 0 };
	size_t i;

	for (i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		row_clear(&r);
		CHECK_EQ(row_add(&r, slice_z(cases[i].text), STYLE_TEXT,
		    cases[i].max), cases[i].whole);
		CHECK_SEEN(&r, cases[i].added);
		CHECK(r.cells <= cases[i].max && r.cells == cells_of(&r));
		row_clear(&r);
		row_add_cut(&r, slice_z(cases[i].text), STYLE_TEXT,
		    cases[i].max);
		if (strpbrk(cases[i].text, "\t\n") == NULL)
			CHECK_SEEN(&r, cases[i].cut);
		CHECK(r.cells <= cases[i].max && r.cells == cells_of(&r));
	}
	row_free(&r);
}

static void
test_pad_and_shift(void)
{
	struct row r = { 0 };

	row_addz(&r, "ab", STYLE_BOLD, 9);
	row_pad(&r, 4, STYLE_TEXT);
	CHECK_SEEN(&r, "ab  ");
	row_pad(&r, 2, STYLE_TEXT);
	CHECK_EQ(r.cells, 4);
	row_clear(&r);
	row_addz(&r, "| abc", STYLE_TEXT, 9);
	row_shift(&r, 2, 3);
	CHECK_SEEN(&r, "|    abc");
	CHECK_EQ(r.cells, 8);
	row_shift(&r, 2, 0);
	CHECK_SEEN(&r, "|    abc");
	row_clear(&r);
	row_shift(&r, 0, 2);
	CHECK_EQ(r.cells, 2);
	row_free(&r);
}

static void
test_mark(void)
{
	struct row r = { 0 };
	size_t i;
	char got[16];

	row_addz(&r, "> ", STYLE_QUOTE, 9);
	row_add_src(&r, SLICE("e\xCC\x81" "bcd"), 100, STYLE_TEXT, 9);
	row_mark(&r, 103, 105, STYLE_HIT);
	for (i = 0; i < r.n; i++)
		got[i] = r.glyphs[i].style == STYLE_HIT ? 'h' :
		    r.glyphs[i].style == STYLE_QUOTE ? 'q' : '.';
	got[i] = '\0';
	CHECK_STR(slice_z(got), "qq.hh.");
	row_mark(&r, 0, UINT32_MAX, STYLE_HIT);
	CHECK_EQ(r.glyphs[0].style, STYLE_QUOTE);
	CHECK_EQ(r.glyphs[2].style, STYLE_HIT);
	row_free(&r);
}

/* Alef, bet, gimel as A, B, G here. */
#define A "\xD7\x90"
#define B "\xD7\x91"
#define G "\xD7\x92"
#define LRM "\xE2\x80\x8E"
#define RLM "\xE2\x80\x8F"

static const struct {
	const char *text;
	bool rtl;
	const char *want;
} orders[] = {
	{ "abc", false, "abc" }, { A B G, true, G B A },
	{ A B G, false, G B A }, { "ab " A B " cd", false, "ab " B A " cd" },
	{ "ab " A B, true, B A " ab" }, { A " (12)", true, "(12) " A },
	{ A " 12 " B, true, B " 12 " A }, { "abc.", true, ".abc" },
	{ A "e\xCC\x81" B, true, B "e\xCC\x81" A },
	/* Marks of direction keep a number or a sign from what is beside. */
	{ A " - 1 b", true, "b 1 - " A },
	{ A " - " LRM "1 b", true, LRM "1 b - " A },
	{ A " - " LRM "1 b", false, A " - " LRM "1 b" },
	{ A " c!" RLM, true, RLM "!c " A }
};

static void
test_reorder(void)
{
	struct row r = { 0 };
	size_t i;

	for (i = 0; i < sizeof(orders) / sizeof(*orders); i++) {
		row_clear(&r);
		r.logical = false;
		row_addz(&r, "| ", STYLE_TEXT, 40);
		row_addz(&r, orders[i].text, STYLE_TEXT, 40);
		row_reorder(&r, 2, orders[i].rtl);
		CHECK(!strncmp(seen(&r), "| ", 2));
		CHECK_STR(slice_z(seen(&r) + 2), orders[i].want);
		row_clear(&r);
		r.logical = true;
		row_addz(&r, orders[i].text, STYLE_TEXT, 40);
		row_reorder(&r, 0, orders[i].rtl);
		CHECK_SEEN(&r, orders[i].text);
	}
	row_free(&r);
}

/* Dots stand where the text goes on. */
static void
test_cut_rtl(void)
{
	struct row r = { 0 };

	row_add_ordered(&r, SLICE("ab " A B G), STYLE_TEXT, 5, false);
	CHECK_SEEN(&r, "ab " RLM "\xE2\x80\xA6" A);
	CHECK_EQ(r.cells, 5);
	row_clear(&r);
	row_add_ordered(&r, SLICE(A B " abc"), STYLE_TEXT, 5, false);
	CHECK_SEEN(&r, B A " a\xE2\x80\xA6");
	row_clear(&r);
	row_add_ordered(&r, SLICE(A B " abc"), STYLE_TEXT, 5, true);
	CHECK_SEEN(&r, "\xE2\x80\xA6" "a " B A);
	row_free(&r);
}

int
main(void)
{
	text_locale();
	test_add();
	test_pad_and_shift();
	test_mark();
	test_reorder();
	test_cut_rtl();
	return test_done("row");
}
