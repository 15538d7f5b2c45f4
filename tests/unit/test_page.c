#include "view/page.h"

#include "text/width.h"

#include "test.h"

static void
add_paragraph(struct doc *d, const char *text)
{
	doc_add_block(d, BLOCK_PARAGRAPH, slice_z(text));
}

/* Every kind of block, and everything around the body. */
static struct doc *
full_doc(void)
{
	struct doc *d = doc_new("test");
	struct block *b;
	struct image *im;

	d->headline = SLICE("A headline of some words");
	d->subtitle = SLICE("Below it");
	d->published = SLICE("2024-03-12T16:21:00+03:00");
	doc_add_to(d, &d->section, SLICE("World"));
	doc_add_to(d, &d->section, SLICE("Coast"));
	doc_add_to(d, &d->authors, SLICE("Ann"));
	doc_add_to(d, &d->authors, SLICE("Bo"));
	doc_add_to(d, &d->tags, SLICE("one"));
	doc_add_to(d, &d->tags, SLICE("two"));
	im = doc_add_image(d);
	im->caption = SLICE("A pier");
	im->credit = SLICE("Ann");
	b = doc_add_block(d, BLOCK_PARAGRAPH, SLICE("Some bold words."));
	doc_add_span(d, b, 5, 4, SPAN_BOLD, SLICE(""));
	doc_add_block(d, BLOCK_HEADING, SLICE("Heading"))->level = 2;
	doc_add_block(d, BLOCK_LIST_ITEM, SLICE("first"))->level = 1;
	b = doc_add_block(d, BLOCK_LIST_ITEM, SLICE("second, which is long"));
	b->level = 2;
	b->number = 7;
	doc_add_block(d, BLOCK_QUOTE, SLICE("quoted words that go on"));
	doc_add_block(d, BLOCK_CODE, SLICE("a = b"));
	doc_add_block(d, BLOCK_TABLE, SLICE("a\tb\nlong\tc"));
	doc_add_block(d, BLOCK_IMAGE, SLICE(""))->image = 0;
	return d;
}

static const char *const full[] = {
	"A headline of some", "words", "Below it",
	"World \xE2\x80\xBA Coast \xC2\xB7 12", "March 2024, 16:21",
	"GMT+3", "by Ann, Bo", "", "Some bold words.", "", "Heading", "",
	"\xE2\x80\xA2 first", "   7. second, which", "      is long", "",
	"\xE2\x94\x82 quoted words that", "\xE2\x94\x82 go on", "",
	"  a = b", "", "a     b", "long  c", "", "\xE2\x96\xA3 A pier (Ann)",
	"", "Tags: one \xC2\xB7 two", NULL
};

#define BOLD_ROW 7			/* of full: the gap above it */

static void
row_text(const struct row *r, struct buf *b)
{
	size_t i;

	buf_clear(b);
	for (i = 0; i < r->n; i++)
		buf_add(b, slice_sub(buf_slice(&r->text), r->glyphs[i].off,
		    r->glyphs[i].len));
	while (b->len && b->s[b->len - 1] == ' ')
		b->len--;
}

static void
check_rows(struct page *p, const char *const *want)
{
	struct flow f = { &page_flow, p, 0, 0 };
	struct row r = { 0 };
	struct buf b = { 0 };
	bool more = true;
	size_t i;

	for (i = 0; want[i] && more; i++) {
		page_row(p, f.item, f.row, &r);
		row_text(&r, &b);
		CHECK_STR(buf_slice(&b), want[i]);
		more = flow_step(&f, &f.item, &f.row);
	}
	CHECK(want[i] == NULL && !more);
	row_free(&r);
	buf_free(&b);
}

static void
test_full(void)
{
	struct doc *d = full_doc();
	struct page *p = page_new(d);
	struct row r = { 0 };
	size_t item, i;

	page_set_width(p, 20);
	check_rows(p, full);
	page_set_width(p, 7);
	page_set_width(p, 20);
	check_rows(p, full);
	for (item = i = 0; i < BOLD_ROW; item++)
		i += page_flow.rows(p, item);
	page_row(p, item, 1, &r);
	CHECK_EQ(r.glyphs[4].style, STYLE_TEXT);
	CHECK_EQ(r.glyphs[5].style, STYLE_BOLD);
	CHECK_EQ(r.glyphs[8].style, STYLE_BOLD);
	CHECK_EQ(r.glyphs[9].style, STYLE_TEXT);
	CHECK_EQ(r.glyphs[5].src, 5);
	row_free(&r);
	page_free(p);
	doc_free(d);
}

static void
test_little(void)
{
	static const char *const nothing[] = { "(nothing to read)", NULL };
	static const char *const one[] = { "One line.", NULL };
	static const char *const loose[] = {
		"\xE2\x96\xA3 Loose", "", "One line.", NULL
	};
	struct doc *d = doc_new("test");
	struct page *p = page_new(d);

	check_rows(p, nothing);
	page_free(p);
	add_paragraph(d, "One line.");
	p = page_new(d);
	check_rows(p, one);
	page_free(p);
	doc_add_image(d)->caption = SLICE("Loose");
	doc_add_image(d);		/* nothing is known of this one */
	p = page_new(d);
	check_rows(p, loose);
	page_free(p);
	doc_free(d);
	page_free(NULL);
}

/* Byte to row and back, at every width: the row of a byte holds it, and no
 * byte of the text is lost. */
static void
test_places(void)
{
	struct doc *d = full_doc();
	struct page *p = page_new(d);
	size_t width, i, off, row, len;
	int last;

	for (width = 1; width < 40; width++) {
		page_set_width(p, width);
		for (i = 0, last = 0; i < page_items(p); i++) {
			len = page_text(p, i).len;
			for (off = 0; off < len; off++) {
				row = page_row_of(p, i, off);
				CHECK(row < page_flow.rows(p, i));
				CHECK(page_offset_of(p, i, row) <= off);
				CHECK(row + 1 == page_flow.rows(p, i) ||
				    page_offset_of(p, i, row + 1) > off);
			}
			CHECK(page_percent(p, i, 0) >= last);
			last = page_percent(p, i, 0);
		}
		CHECK(last <= 100);
	}
	page_free(p);
	doc_free(d);
}

static void
test_rtl(void)
{
	static const char *const want[] = {
		" \xD7\x90 \xD7\x91\xD7\x90", "  (1)", NULL
	};
	struct doc *d = doc_new("test");
	struct page *p;

	add_paragraph(d, "\xD7\x90\xD7\x91 \xD7\x90 (1)");
	p = page_new(d);
	page_set_width(p, 5);
	check_rows(p, want);
	page_free(p);
	doc_free(d);
}

/* The day stays a day beside the name of a section in Hebrew, and what is
 * in Latin letters stands under the headline, too. */
static void
test_rtl_meta(void)
{
	static const char *const want[] = {
		"                   \xD7\x91\xD7\x90",
		"      \xE2\x80\x8E" "2 May 2024 \xC2\xB7 \xD7\x91\xD7\x90",
		"               by Ann", NULL
	};
	struct doc *d = doc_new("test");
	struct page *p;

	d->headline = SLICE("\xD7\x90\xD7\x91");
	doc_add_to(d, &d->section, SLICE("\xD7\x90\xD7\x91"));
	doc_add_to(d, &d->authors, SLICE("Ann"));
	d->published = SLICE("2024-05-02");
	p = page_new(d);
	page_set_width(p, 21);
	check_rows(p, want);
	page_free(p);
	doc_free(d);
}

int
main(void)
{
	text_locale();
	test_full();
	test_little();
	test_places();
	test_rtl();
	test_rtl_meta();
	return test_done("page");
}
