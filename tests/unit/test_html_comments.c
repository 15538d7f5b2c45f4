/* load/html: the text, the name and the target of comments. */
#include "tests/unit/page.h"
#include "tests/unit/test.h"

struct want {
	const char *author, *text;
	const char *reply_to;
	int parent;
};

static void
check_comments(const char *html, const struct want *want, size_t n)
{
	struct doc *d = read_string(html);
	size_t i;

	CHECK_EQ(d->ncomments, n);
	for (i = 0; i < n && i < d->ncomments; i++) {
		const struct comment *c = &d->comments[i];

		CHECK_STR(c->author, want[i].author);
		CHECK_STR(c->text, want[i].text);
		CHECK_STR(c->reply_to, want[i].reply_to ?
		    want[i].reply_to : "");
		CHECK_EQ(c->parent, want[i].parent);
	}
	doc_free(d);
}
#define CHECK_COMMENTS(html, want) \
	check_comments(html, want, sizeof(want) / sizeof(*(want)))

#define SAYS(n, who, inner) \
	"<li class=comment id=c" n "><b class=author>" who "</b> <time " \
	"datetime=2022-06-0" n ">x</time>" inner \
	"<p class=actions><a href=#r class=reply>Reply</a></p></li>"

/* Most say one paragraph; a quotation or a second one is text too. */
static void
test_whole_text(void)
{
	static const struct want want[] = {
		{ "Al", "The bees came back on the first of the month.",
		    NULL, -1 },
		{ "Bo", "Mine are late this year, as is the clover.", NULL,
		    -1 },
		{ "Cy", "I have none and hear them all the same.", NULL, -1 },
		{ "Di", "Let them sleep a little while, it is cold.", NULL,
		    -1 },
		{ "Ed", "> as is the clover\n\nIt is not late.\n\nIt is lazy.",
		    NULL, -1 },
	};

	CHECK_COMMENTS("<h1>Bees</h1><ol>"
	    SAYS("1", "Al", "<div class=text><p>The bees came back on the "
		"first of the month.</p></div>")
	    SAYS("2", "Bo", "<div class=text><p>Mine are late this year, as "
		"is the clover.</p></div>")
	    SAYS("3", "Cy", "<div class=text><p>I have none and hear them "
		"all the same.</p></div>")
	    SAYS("4", "Di", "<div class=text><p>Let them sleep a little "
		"while, it is cold.</p></div>")
	    SAYS("5", "Ed", "<div class=text><blockquote><p>as is the clover"
		"</p></blockquote><p>It is not late.</p><p>It is lazy.</p>"
		"</div>") "</ol>", want);
	/* The same where no element holds the text and nothing else. */
	CHECK_COMMENTS("<h1>Bees</h1><ol>"
	    SAYS("1", "Al", "<p>The bees came back on the first of the month."
		"</p>")
	    SAYS("2", "Bo", "<p>Mine are late this year, as is the clover."
		"</p>")
	    SAYS("3", "Cy", "<p>I have none and hear them all the same.</p>")
	    SAYS("4", "Di", "<p>Let them sleep a little while, it is cold."
		"</p>")
	    SAYS("5", "Ed", "<blockquote><p>as is the clover</p>"
		"</blockquote><p>It is not late.</p><p>It is lazy.</p>")
	    "</ol>", want);
}

#define A10 "aaaaaaaaaa"
#define A100 A10 A10 A10 A10 A10 A10 A10 A10 A10 A10
#define A500 A100 A100 A100 A100 A100

#define NAMELESS(who, text) \
	"<li class=comment><div class=meta><b class=author>" who "</b></div>" \
	"<div class=text><p>" text "</p></div></li>"

/* No name, and one longer than all that is said. */
static void
test_names(void)
{
	static const struct want none[] = {
		{ "Al", "The bees are fine by me.", NULL, -1 },
		{ "", "I have no name, and that is that.", NULL, -1 },
		{ "Di", "But they are late, you know.", NULL, -1 },
	};
	static const struct want longest[] = {
		{ "Al", "The bees are fine by me.", NULL, -1 },
		{ "", "I have no name, and that is that.", NULL, -1 },
		{ "Di", "But they are late, you know.", NULL, -1 },
		{ "", "My name is long.", NULL, -1 },
	};

	CHECK_COMMENTS("<h1>Bees</h1><ol>"
	    NAMELESS("Al", "The bees are fine by me.")
	    NAMELESS("", "I have no name, and that is that.")
	    NAMELESS("Di", "But they are late, you know.") "</ol>", none);
	CHECK_COMMENTS("<h1>Bees</h1><ol>"
	    NAMELESS("Al", "The bees are fine by me.")
	    NAMELESS("", "I have no name, and that is that.")
	    NAMELESS("Di", "But they are late, you know.")
	    NAMELESS(A500 A500, "My name is long.") "</ol>", longest);
}

#define SENT(n, who, inner) \
	"<div class=post id=p" n "><b class=username>" who "</b> <a href=#p" \
	n ">#" n "</a> <time datetime=2022-06-0" n ">x</time>" \
	"<div class=content>" inner "</div></div>"

/* "Bob wrote:" is no part of what Bob wrote, but names him. */
static void
test_quotes(void)
{
	static const struct want want[] = {
		{ "Al", "The bees came back, I saw them in the garden.",
		    NULL, -1 },
		{ "Bo", "> I saw them\n\nWhere did you see them, then?",
		    "Al", 0 },
		{ "Al", "> Where\n\nIn the garden, as I said.", "Bo", 1 },
		{ "Cy", "> Under the lime tree.\n\nSo there they went.",
		    "Old Di", -1 },
		{ "Bo", "> Be quiet. A bee\n\nWhoever said that was right.",
		    NULL, -1 },
	};

	CHECK_COMMENTS("<title>Bees</title><h1>Bees</h1>"
	    SENT("1", "Al", "<p>The bees came back, I saw them in the garden."
		"</p>")
	    SENT("2", "Bo", "<blockquote class=quote><cite>Al wrote: "
		"<a href=#p1>&uarr;</a><div>Sat Jan 18, 2020 4:06 pm</div>"
		"</cite>I saw them</blockquote>"
		"<p>Where did you see them, then?</p>")
	    SENT("3", "Al", "<blockquote><p><a href=#p2>Bo schrieb</a></p>"
		"<p>Where</p></blockquote><p>In the garden, as I said.</p>")
	    SENT("4", "Cy", "<blockquote><div>Old Di wrote:</div>Under the "
		"lime tree.</blockquote><p>So there they went.</p>")
	    SENT("5", "Bo", "<blockquote>Be quiet. <cite>A bee</cite>"
		"</blockquote><p>Whoever said that was right.</p>"), want);
}

/* Who opens a thread reads its first post where an article would stand;
 * not so where comments stand below nothing. */
static void
test_first_post(void)
{
	struct doc *d = read_string("<title>Bees</title><h1>Bees</h1>"
	    SENT("1", "Al", "<p>Hello,</p><p>the <b>bees</b> came back, I saw "
		"them in the garden.</p>")
	    SENT("2", "Bo", "<p>Where did you see them, then?</p>")
	    SENT("3", "Al", "<p>In the garden, as I said.</p>"));

	CHECK_EQ(d->ncomments, 3);
	CHECK_EQ(d->nblocks, 2);
	if (d->nblocks == 2) {
		CHECK_STR(d->blocks[0].text, "Hello,");
		CHECK_EQ(d->blocks[1].nspans, 1);
	}
	doc_free(d);
	d = read_string("<title>Bees</title><h1>Bees</h1><ol>"
	    SAYS("1", "Al", "<p>The bees came back, I saw them here.</p>")
	    SAYS("2", "Bo", "<p>Where did you see them, then?</p>"));
	CHECK_EQ(d->ncomments, 2);
	CHECK_EQ(d->nblocks, 0);
	doc_free(d);
}

int
main(void)
{
	test_whole_text();
	test_names();
	test_quotes();
	test_first_post();
	return test_done("html_comments");
}
