/* print: documents as plain text and as Markdown. */
#include <stdlib.h>

#include "test.h"
#include "text/width.h"
#include "view/print.h"

static struct doc *
doc_of(const char *headline)
{
	struct doc *d = doc_new("t");

	d->headline = slice_z(headline);
	return d;
}

/* Prints and frees d. */
static void
check(struct doc *d, size_t width, const char *want)
{
	struct buf out = { 0 };

	if (width)
		print_text(&out, d, width);
	else
		print_markdown(&out, d);
	CHECK_STR(buf_slice(&out), want);
	buf_free(&out);
	doc_free(d);
}

static struct doc *
story(void)
{
	struct doc *d = doc_of("A bridge is to be built");
	struct block *b;
	struct image *im;

	d->subtitle = SLICE("After ten years");
	d->published = SLICE("2017-03-29T16:21:00+03:00");
	d->url = SLICE("http://example.org/a_(b)");
	doc_add_to(d, &d->section, SLICE("World"));
	doc_add_to(d, &d->section, SLICE("North"));
	doc_add_to(d, &d->authors, SLICE("Ann Lee"));
	doc_add_to(d, &d->authors, SLICE("Bo Ek"));
	doc_add_to(d, &d->tags, SLICE("bridges"));
	doc_add_to(d, &d->tags, SLICE("rivers"));
	im = doc_add_image(d);
	im->caption = SLICE("The river");
	im->credit = SLICE("Bo Ek");
	im = doc_add_image(d);
	im->caption = SLICE("The plan");
	im->url = SLICE("p.png");
	b = doc_add_block(d, BLOCK_PARAGRAPH,
	    SLICE("The plan was shown to all on Monday here."));
	doc_add_span(d, b, 4, 4, SPAN_LINK, SLICE("http://example.org/p"));
	doc_add_span(d, b, 13, 5, SPAN_BOLD, SLICE(""));
	doc_add_block(d, BLOCK_HEADING, SLICE("Why now"))->level = 2;
	doc_add_block(d, BLOCK_HEADING, SLICE("Money"))->level = 3;
	doc_add_block(d, BLOCK_QUOTE, SLICE("It is time to build.\nNow."));
	doc_add_block(d, BLOCK_LIST_ITEM, SLICE("stone"))->level = 1;
	doc_add_block(d, BLOCK_LIST_ITEM, SLICE("of the quarry, which is far"))
	    ->level = 2;
	b = doc_add_block(d, BLOCK_LIST_ITEM, SLICE("steel"));
	b->level = 1;
	b->number = 12;
	doc_add_block(d, BLOCK_CODE, SLICE("if (x)\n\treturn  1;\n"));
	doc_add_block(d, BLOCK_IMAGE, SLICE(""))->image = 1;
	doc_add_block(d, BLOCK_TABLE, SLICE("Year\tCost\n2016\t1|2"));
	doc_add_related(d, SLICE("Another bridge"), SLICE("http://x.org/1"));
	doc_add_related(d, SLICE("1. No link"), SLICE(""));
	return d;
}

static const char story_text[] =
    "A bridge is to be built\n"
    "=======================\n"
    "After ten years\n"
    "World › North · 29 March\n"
    "2017, 16:21 GMT+3 · Ann\n"
    "Lee, Bo Ek\n"
    "http://example.org/a_(b)\n"
    "\n"
    "[image] The river (Bo Ek)\n"
    "\n"
    "The plan[1] was shown to\n"
    "all on Monday here.\n"
    "\n"
    "Why now\n"
    "-------\n"
    "\n"
    "Money\n"
    "\n"
    "> It is time to build.\n"
    "> Now.\n"
    "\n"
    "• stone\n"
    "  • of the quarry, which\n"
    "    is far\n"
    "12. steel\n"
    "\n"
    "    if (x)\n"
    "    \treturn  1;\n"
    "\n"
    "[image] The plan\n"
    "\n"
    "Year  Cost\n"
    "2016  1|2\n"
    "\n"
    "Tags: bridges, rivers\n"
    "\n"
    "Related\n"
    "-------\n"
    "• Another bridge[2]\n"
    "• 1. No link\n"
    "\n"
    "Links\n"
    "-----\n"
    "[1] http://example.org/p\n"
    "[2] http://x.org/1\n";

static const char story_markdown[] =
    "# A bridge is to be built\n"
    "\n"
    "*After ten years*\n"
    "\n"
    "World › North · 29 March 2017, 16:21 GMT+3 · Ann Lee, Bo Ek\n"
    "\n"
    "[http://example.org/a\\_(b)](http://example.org/a_\\(b\\))\n"
    "\n"
    "*The river (Bo Ek)*\n"
    "\n"
    "The [plan](http://example.org/p) was **shown** to all on Monday here.\n"
    "\n"
    "## Why now\n"
    "\n"
    "### Money\n"
    "\n"
    "> It is time to build.\\\n"
    "> Now.\n"
    "\n"
    "- stone\n"
    "    - of the quarry, which is far\n"
    "12. steel\n"
    "\n"
    "```\n"
    "if (x)\n"
    "\treturn  1;\n"
    "```\n"
    "\n"
    "![The plan](p.png)\n"
    "\n"
    "| Year | Cost |\n"
    "| --- | --- |\n"
    "| 2016 | 1\\|2 |\n"
    "\n"
    "Tags: bridges, rivers\n"
    "\n"
    "## Related\n"
    "\n"
    "- [Another bridge](http://x.org/1)\n"
    "- 1\\. No link\n";

static void
add_comment(struct doc *d, const char *author, int parent, float confidence,
    const char *text)
{
	struct comment *c = doc_add_comment(d);

	c->author = slice_z(author);
	c->parent = parent;
	c->confidence = confidence;
	c->text = slice_z(text);
}

/* The answer to Cy stands first; Cy is not on the page. */
static struct doc *
thread(void)
{
	struct doc *d = doc_of("");

	add_comment(d, "Ann", 3, 0.99f, "I do not\n\nthink so.");
	add_comment(d, "Bo", -1, 0, "# One *two* and three words");
	add_comment(d, "", 0, 0.5f, "Yes.");
	add_comment(d, "Cy", -1, 0, "");
	d->comments[0].reply_to = SLICE("Cy");
	d->comments[0].score = 3;
	d->comments[0].published = SLICE("2020-01-02T03:04");
	d->comments[1].score = 0;
	d->comments[3].absent = true;
	return d;
}

static void
test_comments(void)
{
	check(thread(), 60,
	    "Comments (3)\n"
	    "------------\n"
	    "\n"
	    "Cy (not on this page)\n"
	    "\n"
	    "  Ann · reply to Cy · +3 · 2 Jan 2020 03:04\n"
	    "  I do not\n"
	    "\n"
	    "  think so.\n"
	    "\n"
	    "    anonymous · reply to Ann (guessed)\n"
	    "    Yes.\n"
	    "\n"
	    "Bo · 0\n"
	    "# One *two* and three words\n");
	check(thread(), 0,
	    "## Comments\n"
	    "\n"
	    "- **Cy (not on this page)**\n"
	    "\n"
	    "  - **Ann** · reply to Cy · +3 · 2 Jan 2020 03:04\n"
	    "\n"
	    "    I do not\n"
	    "\n"
	    "    think so.\n"
	    "\n"
	    "    - **anonymous** · reply to Ann (guessed)\n"
	    "\n"
	    "      Yes.\n"
	    "\n"
	    "- **Bo** · 0\n"
	    "\n"
	    "  \\# One \\*two\\* and three words\n");
}

/* One text as a paragraph's Markdown. */
static void
test_escapes(void)
{
	static const char *const cases[][2] = {
		{ "plain, text.", "plain, text.\n" },
		{ "- a", "\\- a\n" }, { "+ a", "\\+ a\n" },
		{ "1. a", "1\\. a\n" }, { "1986) a", "1986\\) a\n" },
		{ "a\n# b", "a\\\n\\# b\n" }, { "===", "\\===\n" },
		{ "> a", "\\> a\n" }, { "    a", "a\n" },
		{ "[a](b)", "\\[a\\](b)\n" }, { "![a", "\\!\\[a\n" },
		{ "a_b _c_", "a_b \\_c\\_\n" }, { "`x`", "\\`x\\`\n" },
		{ "<b>", "\\<b>\n" }, { "&amp; & R&D", "\\&amp; & R\\&D\n" },
		{ "a\\b", "a\\\\b\n" }, { "~~a~~", "\\~\\~a\\~\\~\n" },
		{ "a - b + c # d", "a - b + c # d\n" },
		{ "a\n\n\nb", "a\n\n\nb\n" }, { "a\n", "a\n\n" },
		{ "a\n  \n b\nc", "a\n\nb\\\nc\n" }
	};
	size_t i;

	for (i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct doc *d = doc_of("");

		doc_add_block(d, BLOCK_PARAGRAPH, slice_z(cases[i][0]));
		check(d, 0, cases[i][1]);
	}
}

struct piece {
	size_t start, len;
	uint32_t style;
	const char *url;
};

static void
check_spans(const char *text, const struct piece *p, size_t n,
    const char *as_text, const char *as_markdown)
{
	struct doc *d = doc_of(""), *e = doc_of("");
	struct block *b = doc_add_block(d, BLOCK_PARAGRAPH, slice_z(text));
	struct block *c = doc_add_block(e, BLOCK_PARAGRAPH, slice_z(text));

	for (; n > 0; n--, p++) {
		doc_add_span(d, b, p->start, p->len, p->style,
		    slice_z(p->url));
		doc_add_span(e, c, p->start, p->len, p->style,
		    slice_z(p->url));
	}
	check(d, 80, as_text);
	check(e, 0, as_markdown);
}

static void
test_spans(void)
{
	static const struct piece split[] = {
		{ 0, 4, SPAN_LINK, "/u" },
		{ 4, 3, SPAN_LINK | SPAN_BOLD, "/u" }
	};
	static const struct piece twice[] = {
		{ 0, 3, SPAN_LINK, "/a b" }, { 4, 3, SPAN_LINK, "/c)" }
	};
	static const struct piece blanks[] = {
		{ 3, 5, SPAN_BOLD | SPAN_ITALIC, NULL }
	};
	static const struct piece code[] = { { 4, 5, SPAN_CODE, NULL } };
	static const struct piece wrong[] = {
		{ 4, 3, SPAN_BOLD, NULL }, { 0, 3, SPAN_BOLD, NULL },
		{ 5, 3, SPAN_LINK, "/x" }
	};

	check_spans("one two", split, 2,
	    "one two[1]\n\nLinks\n-----\n[1] /u\n", "[one **two**](/u)\n");
	check_spans("one two", twice, 2,
	    "one[1] two[2]\n\nLinks\n-----\n[1] /a b\n[2] /c)\n",
	    "[one](/a%20b) [two](/c\\))\n");
	check_spans("one two three", blanks, 1, "one two three\n",
	    "one ***two*** three\n");
	check_spans("use `a*b` here", code, 1, "use `a*b` here\n",
	    "use `` `a*b` `` here\n");
	check_spans("one two three", wrong, 3,
	    "one two[1] three\n\nLinks\n-----\n[1] /x\n",
	    "one **two** three\n");
}

static void
test_width(void)
{
	struct doc *d = doc_of("");
	struct buf out = { 0 };
	size_t i, w;
	struct slice rest, line;

	doc_add_block(d, BLOCK_PARAGRAPH,
	    SLICE("日本語の文章は幅が二です。日本語の文章は幅が二です。"));
	doc_add_block(d, BLOCK_QUOTE, SLICE("аб вг де жз ик лм но пр"));
	for (i = 0; i < 300; i++)
		add_comment(d, "Ann", (int)i - 1, 1, "a few short words of it");
	for (w = 1; w < 100; w += 7) {
		buf_clear(&out);
		print_text(&out, d, w);
		for (rest = buf_slice(&out); slice_cut(&rest, '\n', &line); )
			CHECK(text_cells(line) <= (w < 15 ? 15 : w));
	}
	buf_free(&out);
	doc_free(d);
}

/* Below the deepest indentation the depth is told. */
static void
test_deep(void)
{
	struct doc *d = doc_of("");
	struct buf out = { 0 };
	int i;

	for (i = 0; i < 40; i++)
		add_comment(d, "Ann", i - 1, 1, "deep");
	print_text(&out, d, 60);
	CHECK(slice_find(buf_slice(&out), SLICE("\n" "                    "
	    "Ann · reply to Ann\n")) != SLICE_NONE);
	CHECK(slice_find(buf_slice(&out), SLICE("\n" "                    "
	    "[39] Ann · reply to Ann\n")) != SLICE_NONE);
	CHECK_EQ(slice_find(buf_slice(&out),
	    SLICE("                     ")), SLICE_NONE);
	buf_clear(&out);
	print_markdown(&out, d);
	CHECK(slice_find(buf_slice(&out), SLICE("depth 39\n")) != SLICE_NONE);
	buf_free(&out);
	doc_free(d);
}

int
main(void)
{
	struct doc *d;

	text_locale();
	check(doc_of(""), 80, "");
	check(doc_of(""), 0, "");
	check(story(), 25, story_text);
	check(story(), 0, story_markdown);
	test_comments();
	test_escapes();
	test_spans();
	test_width();
	test_deep();
	d = doc_of("1");
	d->truncated = true;
	check(d, 80, "1\n=\n\n[The document was longer; the rest is cut.]\n");
	return test_done("print");
}
