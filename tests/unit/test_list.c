#include "view/list.h"

#include "text/width.h"

#include "test.h"

/* The rows of a list of one item. */
static const struct {
	const char *mark, *text;
	size_t width;
	const char *rows[4];
} cases[] = {
	{ NULL, "one two", 10, { "one two   " } },
	{ NULL, "one two", 4, { "one ", "two " } },
	{ "* ", "one two", 10, { "* one two " } },
	{ "* ", "one two", 7, { "* one  ", "  two  " } },
	/* No room for marks: the text gets it all. */
	{ "* ", "one two", 5, { "one  ", "two  " } },
	{ "12 ", "\xE6\xB8\xAF\xE6\xB8\xAF", 7, {
	    "12 \xE6\xB8\xAF\xE6\xB8\xAF" } },
	{ "* ", "", 6, { "*     " } },
	{ NULL, "\xD7\x90\xD7\x91", 4, { "\xD7\x91\xD7\x90  " } },
	{ NULL, "abc", 1, { "a", "b", "c" } },
	/* A long mark is never lost: where little room is left beside it,
	 * it stands above. */
	{ "j <Down>  ", "one two", 26, { "j <Down>  one two         " } },
	{ "j <Down>  ", "one two", 12, { "j <Down>    ", "  one two   " } },
	{ "j <Down>  ", "one two", 6, { "j <Dow", "  one ", "  two " } }
};

static void
check_row(struct list *l, size_t row, const char *want)
{
	struct row r = { 0 };
	struct buf got = { 0 };
	size_t i;

	list_row(l, 0, row, &r);
	for (i = 0; i < r.n; i++)
		buf_add(&got, slice_sub(buf_slice(&r.text), r.glyphs[i].off,
		    r.glyphs[i].len));
	CHECK_STR(buf_slice(&got), want);
	buf_free(&got);
	row_free(&r);
}

static void
test_rows(void)
{
	struct list l = { 0 };
	size_t i, n;

	for (i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		list_add(&l, slice_z(cases[i].text), STYLE_TEXT)->mark =
		    cases[i].mark;
		list_set_width(&l, cases[i].width);
		for (n = 0; n < 4 && cases[i].rows[n]; n++)
			check_row(&l, n, cases[i].rows[n]);
		CHECK_EQ(list_flow.rows(&l, 0), n);
		CHECK_EQ(list_rows(&l, 100), n);
		check_row(&l, n, "");		/* past the end */
		list_free(&l);
	}
}

/* Headings, and notes behind or below. */
static const struct {
	const char *head, *note, *text;
	size_t width;
	const char *rows[6];
} parts[] = {
	{ NULL, "why", "one two", 14, { "one two  why  " } },
	{ NULL, "why", "one two", 12, { "one two  why" } },
	{ NULL, "why", "one two", 11, { "one two    ", "  why      " } },
	{ NULL, "because", "one two", 8, { "one two ", "  becau\xE2\x80\xA6" } },
	{ NULL, "why", "one two", 5, { "one  ", "two  ", "why  " } },
	{ "By", NULL, "one two", 8, { "By \xE2\x94\x80\xE2\x94\x80"
	    "\xE2\x94\x80\xE2\x94\x80\xE2\x94\x80", "one two " } },
	{ "Listed by", "x", "one", 6, { "Liste\xE2\x80\xA6", "one  x" } },
	/* A note stays behind its text, whatever the direction of that. */
	{ NULL, "why", "\xD7\x90\xD7\x91", 8, {
	    "\xD7\x91\xD7\x90  why " } },
	{ NULL, "\xD7\x91\xD7\x90; lists", "one", 16, {
	    "one  \xD7\x90\xD7\x91; lists  " } },
	{ "By", "x", "one", 1, { "\xE2\x80\xA6", "o", "n", "e", "x" } }
};

static void
test_parts(void)
{
	struct list l = { 0 };
	struct list_item *it;
	size_t i, n;

	for (i = 0; i < sizeof(parts) / sizeof(*parts); i++) {
		it = list_add(&l, slice_z(parts[i].text), STYLE_TEXT);
		it->head = slice_z(parts[i].head);
		it->note = slice_z(parts[i].note);
		list_set_width(&l, parts[i].width);
		for (n = 0; n < 6 && parts[i].rows[n]; n++)
			check_row(&l, n, parts[i].rows[n]);
		CHECK_EQ(list_flow.rows(&l, 0), n);
		CHECK_EQ(list_first_row(&l, 0), parts[i].head != NULL);
		list_free(&l);
	}
	it = list_add(&l, SLICE("one two"), STYLE_TEXT);
	it->mark = "* ";
	CHECK_EQ(list_item_cells(it), 9);
	it->note = SLICE("because of this");
	CHECK_EQ(list_item_cells(it), 19);
	list_free(&l);
}

static void
test_many(void)
{
	struct list l = { 0 };
	size_t i;

	list_set_width(&l, 4);
	for (i = 0; i < 1000; i++)
		list_add(&l, SLICE("one two"), STYLE_TEXT)->value = i;
	CHECK_EQ(list_rows(&l, 100000), 2000);
	CHECK_EQ(list_rows(&l, 7), 7);
	CHECK_EQ(list_flow.next(&l, 999), FLOW_END);
	CHECK_EQ(list_flow.prev(&l, 0), FLOW_END);
	CHECK_EQ(list_flow.next(&l, 0), 1);
	CHECK_EQ(l.items[999].value, 999);
	list_set_width(&l, 40);
	CHECK_EQ(list_rows(&l, 100000), 1000);
	list_set_width(&l, 0);
	CHECK(list_flow.rows(&l, 0) > 2);
	list_free(&l);
	CHECK_EQ(l.n, 0);
}

int
main(void)
{
	text_locale();
	test_rows();
	test_parts();
	test_many();
	return test_done("list");
}
