#include "load/archive/parts.h"
#include "test.h"
#include "text/width.h"
#include "view/print.h"
#include "view/when.h"

/* A document of text that tries to be markup, and a chain of comments. */
static struct doc *
make(const char *text, size_t ncomments, bool chain)
{
	struct doc *d = doc_new("x");
	struct block *b;
	struct comment *c;
	struct buf s = { 0 };
	size_t i;

	d->headline = SLICE("A <b>mill</b> & \"more\"");
	d->published = SLICE("2017-03-29T16:21:07+03:00");
	b = doc_add_block(d, BLOCK_PARAGRAPH, slice_z(text));
	doc_add_span(d, b, 0, 3, SPAN_LINK,
	    SLICE("javascript:alert(1)"));
	doc_add_block(d, BLOCK_PARAGRAPH, SLICE("It is a long one, too, so "
	    "that it is text of an article and nothing that stands beside."));
	for (i = 0; i < ncomments; i++) {
		buf_clear(&s);
		buf_printf(&s, "Word of number %zu, which is his own", i);
		c = doc_add_comment(d);
		c->author = i % 2 ? SLICE("Bo") : SLICE("Ann");
		c->text = doc_str(d, buf_slice(&s));
		c->score = SCORE_NONE;
		c->parent = chain ? (int32_t)i - 1 : -1;
	}
	buf_free(&s);
	return d;
}

static struct doc *
read_back(struct buf *b)
{
	struct parts *ps = parts_of(buf_slice(b), "x");
	struct doc *d = parts_load(ps, NULL);

	parts_close(ps);
	return d;
}

static void
check_back(const struct doc *d, struct doc *back)
{
	size_t i;

	CHECK(back != NULL);
	if (back == NULL)
		return;
	CHECK(slice_eq(d->headline, back->headline));
	CHECK(back->nblocks > 0 && slice_eq(d->blocks[0].text,
	    back->blocks[0].text));
	CHECK_EQ(back->ncomments, d->ncomments);
	for (i = 0; i < d->ncomments && i < back->ncomments; i++) {
		CHECK(slice_eq(d->comments[i].text, back->comments[i].text));
		CHECK_EQ(back->comments[i].parent, d->comments[i].parent);
	}
	doc_free(back);
}

static const char text[] = "He said: <script>alert('x')</script> & "
    "&amp; \"quoted\" </article></body> and went on to say more of it.";

static void
test_html(void)
{
	struct doc *d = make(text, 300, true);
	struct slice related[1] = { { "a.html", 6 } };
	struct print_links links = { "index.html", related };
	struct buf b = { 0 };

	doc_add_related(d, SLICE("Another"), SLICE("javascript:x"));
	print_html(&b, d, &links);
	CHECK(slice_find(buf_slice(&b), SLICE("<script")) == SLICE_NONE);
	CHECK(slice_find(buf_slice(&b), SLICE("javascript")) == SLICE_NONE);
	CHECK(slice_find(buf_slice(&b), SLICE("<a href=\"a.html\">Another"))
	    != SLICE_NONE);
	check_back(d, read_back(&b));
	doc_free(d);
	buf_free(&b);
}

static void
test_mbox(void)
{
	static const char *const texts[] = {
		"From here it is four miles, they say, and no further than "
		"that: From there it is five, which nobody has measured.",
		"A line.", "\xE6\xAD\xA3\xE7\xA2\xBA\xE3\x81\xAA", text
	};
	struct print_mail how = { SLICE("https://a.example/1"), true, true };
	struct buf b = { 0 };
	struct doc *d;
	size_t i;

	for (i = 0; i < sizeof(texts) / sizeof(*texts); i++) {
		d = make(texts[i], 50, true);
		buf_clear(&b);
		print_mbox(&b, d, &how);
		CHECK(slice_starts(buf_slice(&b), SLICE("From nobody@lede."
		    "invalid Wed Mar 29 13:21:07 2017\n")));
		CHECK(slice_find(buf_slice(&b), SLICE("Date: Wed, 29 Mar "
		    "2017 16:21:07 +0300\n")) != SLICE_NONE);
		check_back(d, read_back(&b));
		doc_free(d);
	}
	buf_free(&b);
}

/* No line of mail is longer than RFC 5322 lets it be. */
static void
test_long_words(void)
{
	struct print_mail how = { SLICE("k"), false, false };
	struct buf word = { 0 }, b = { 0 };
	struct slice rest, line;
	struct doc *d;
	size_t i;

	for (i = 0; i < 700; i++)
		buf_addz(&word, "\xE6\xAD\xA3");
	d = make(buf_z(&word), 1, false);
	d->headline = doc_line(d, buf_slice(&word));
	doc_add_to(d, &d->tags, buf_slice(&word));
	doc_add_to(d, &d->authors, buf_slice(&word));
	print_mbox(&b, d, &how);
	for (rest = buf_slice(&b); slice_cut(&rest, '\n', &line);)
		CHECK(line.len <= 998);
	check_back(d, read_back(&b));
	doc_free(d);
	buf_free(&b);
	buf_free(&word);
}

/* A chain that is deeper than any list should nest costs no more. */
static void
test_deep(void)
{
	struct doc *d = make(text, 100000, true);
	struct print_mail how = { SLICE("k"), false, false };
	struct buf b = { 0 };

	print_html(&b, d, NULL);
	CHECK(b.len < 100000 * 400);
	buf_clear(&b);
	print_mbox(&b, d, &how);
	CHECK(b.len < 100000 * 600);
	doc_free(d);
	buf_free(&b);
}

static void
test_when(void)
{
	static const struct { const char *iso, *mail, *mbox; } cases[] = {
		{ "2017-03-29T16:21:07+03:00",
		    "Wed, 29 Mar 2017 16:21:07 +0300",
		    "Wed Mar 29 13:21:07 2017" },
		{ "2000-02-29", "Tue, 29 Feb 2000 00:00:00 -0000",
		    "Tue Feb 29 00:00:00 2000" },
		{ "1969-12-31T23:59:59Z", "Wed, 31 Dec 1969 23:59:59 +0000",
		    "Wed Dec 31 23:59:59 1969" },
		{ "2016-12-31T20:00:00-05:00",
		    "Sat, 31 Dec 2016 20:00:00 -0500",
		    "Sun Jan  1 01:00:00 2017" },
		{ "1899-03-01", "Wed, 1 Mar 1899 00:00:00 -0000",
		    "Wed Mar  1 00:00:00 1899" },
		{ "", "", "Thu Jan  1 00:00:00 1970" }
	};
	struct buf b = { 0 };
	size_t i;

	for (i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		buf_clear(&b);
		CHECK_EQ(when_format_mail(&b, slice_z(cases[i].iso)),
		    *cases[i].mail != '\0');
		CHECK_STR(buf_slice(&b), cases[i].mail);
		buf_clear(&b);
		when_format_mbox(&b, slice_z(cases[i].iso));
		CHECK_STR(buf_slice(&b), cases[i].mbox);
	}
	buf_free(&b);
}

int
main(void)
{
	text_locale();
	test_html();
	test_mbox();
	test_long_words();
	test_deep();
	test_when();
	return test_done("webpage");
}
