/* load/html: what is found in pages of several kinds, all written here. */
#include <stdlib.h>
#include <time.h>

#include "load/html/hint.h"
#include "load/html/url.h"
#include "tests/unit/page.h"
#include "tests/unit/test.h"

static struct slice
block_text(const struct doc *d, size_t i)
{
	return i < d->nblocks ? d->blocks[i].text : SLICE("no such block");
}

/* The place of the block whose text is this, or -1. */
static int
find_block(const struct doc *d, const char *text)
{
	size_t i;

	for (i = 0; i < d->nblocks; i++)
		if (slice_eq(d->blocks[i].text, slice_z(text)))
			return (int)i;
	return -1;
}

/* Whether any block holds it. */
static bool
body_has(const struct doc *d, const char *text)
{
	size_t i;

	for (i = 0; i < d->nblocks; i++)
		if (slice_find(d->blocks[i].text, slice_z(text)) !=
		    SLICE_NONE)
			return true;
	return false;
}

static struct slice
list_at(const struct slices *list, size_t i)
{
	return i < list->n ? list->at[i] : SLICE("no such item");
}

#define P1 "The harbour board voted on Tuesday to rebuild the old pier, " \
	"which a storm had torn from its piles in the second week of March."
#define P2 "Work is to begin in autumn and will take two years, said the " \
	"engineer in charge, who hopes that the fishing boats can stay."
#define P3 "Not everybody is content: those who rent out rooms along the " \
	"quay fear for two summers of noise, and have asked for money."

static const char newspaper[] =
    "<!doctype html><html lang=en><head><meta charset=utf-8>"
    "<title>Town to rebuild its pier after the storm | The Example</title>"
    "<link rel=canonical href='https://news.example/2021/04/pier.html'>"
    "<meta property='og:title' content='Town to rebuild its pier after the"
    " storm'><meta property='og:site_name' content='The Example'>"
    "<script type='application/ld+json'>{\"@context\":\"https://schema.org\","
    "\"@graph\":[{\"@type\":\"WebSite\",\"name\":\"The Example\"},"
    "{\"@type\":\"NewsArticle\",\"headline\":\"Town to rebuild its pier "
    "after the storm\",\"author\":[{\"@type\":\"Person\",\"name\":\"Ann "
    "O&#39;Hara\"},{\"@id\":\"#bob\"}],\"datePublished\":"
    "\"2021-04-06T18:30:00+02:00\",\"articleSection\":\"Local\","
    "\"keywords\":\"pier, storm , harbour\"},"
    "{\"@type\":\"Person\",\"@id\":\"#bob\",\"name\":\"Bob Gray\"}]}"
    "</script></head><body>"
    "<nav><ul><li><a href=/>Home</a><li><a href=/w>World</a></ul></nav>"
    "<main><article><header><h1>Town to rebuild its pier after the storm"
    "</h1><p class=standfirst>The harbour stays open while they build.</p>"
    "<p class=byline>By Ann O'Hara and Bob Gray</p>"
    "<figure><img src='../img/pier.jpg'><figcaption>The pier as it was "
    "<span class=credit>Ann O'Hara/The Example</span></figcaption></figure>"
    "</header><p>" P1 "</p><p hidden>Subscribe to read this.</p>"
    "<div class=newsletter-signup><p>Get our news by mail, every day of the"
    " week and in the morning, when you like it best.</p></div>"
    "<h2>Two years</h2><p>" P2 " See <a href='/plan#top'>the <b>plan</b>"
    "</a>.</p><blockquote><p>It will be noisy.</p></blockquote>"
    "<ul><li>First the piles</li><li>Then the planks</li></ul>"
    "<ol><li>Open bids</li><li>Sign</li></ol>"
    "<pre>a  b\n c</pre>"
    "<table><tr><th>Year<th>Cost<tr><td>2021<td>3</table>"
    "<p>" P3 "</p></article>"
    "<aside class=related><h3>More on this</h3><ul>"
    "<li><a href='/a'>Storm tears the old pier apart in one night</a>"
    "<li><a href='b'>Fishing boats look for a new place to land</a>"
    "</ul></aside></main>"
    "<footer><p>All rights reserved by The Example and those who write for "
    "it, in this town and in all others.</p></footer></body></html>";

static void
check_spans(const struct doc *d)
{
	int i = find_block(d, P2 " See the plan.");
	const struct block *b;

	CHECK(i >= 0);
	if (i < 0)
		return;
	b = &d->blocks[i];
	CHECK_EQ(b->nspans, 2);
	CHECK_EQ(b->spans[0].style, SPAN_LINK);
	CHECK_EQ(b->spans[1].style, SPAN_LINK | SPAN_BOLD);
	CHECK_STR(slice_sub(b->text, b->spans[1].start, b->spans[1].len),
	    "plan");
	CHECK_STR(b->spans[0].url, "https://news.example/plan#top");
}

static void
check_newspaper_body(const struct doc *d)
{
	static const struct {
		const char *text;
		enum block_kind kind;
		int level, number;
	} want[] = {
		{ "The harbour stays open while they build.",
		    BLOCK_PARAGRAPH, 0, 0 },
		{ "The pier as it was", BLOCK_IMAGE, 0, 0 },
		{ P1, BLOCK_PARAGRAPH, 0, 0 },
		{ "Two years", BLOCK_HEADING, 2, 0 },
		{ P2 " See the plan.", BLOCK_PARAGRAPH, 0, 0 },
		{ "It will be noisy.", BLOCK_QUOTE, 0, 0 },
		{ "First the piles", BLOCK_LIST_ITEM, 1, 0 },
		{ "Then the planks", BLOCK_LIST_ITEM, 1, 0 },
		{ "Open bids", BLOCK_LIST_ITEM, 1, 1 },
		{ "Sign", BLOCK_LIST_ITEM, 1, 2 },
		{ "a  b\n c", BLOCK_CODE, 0, 0 },
		{ "Year\tCost\n2021\t3", BLOCK_TABLE, 0, 0 },
		{ P3, BLOCK_PARAGRAPH, 0, 0 },
	};
	size_t i, n = sizeof(want) / sizeof(*want);

	CHECK_EQ(d->nblocks, n);
	for (i = 0; i < n && i < d->nblocks; i++) {
		CHECK_STR(block_text(d, i), want[i].text);
		CHECK_EQ(d->blocks[i].kind, want[i].kind);
		CHECK_EQ(d->blocks[i].level, want[i].level);
		CHECK_EQ(d->blocks[i].number, want[i].number);
	}
}

static void
test_newspaper(void)
{
	struct doc *d = read_string(newspaper);

	CHECK_STR(d->headline, "Town to rebuild its pier after the storm");
	CHECK_STR(d->subtitle, "The harbour stays open while they build.");
	CHECK_STR(d->site, "The Example");
	CHECK_STR(d->url, "https://news.example/2021/04/pier.html");
	CHECK_STR(d->language, "en");
	CHECK_STR(d->published, "2021-04-06T18:30:00+02:00");
	CHECK_EQ(d->authors.n, 2);
	CHECK_STR(list_at(&d->authors, 0), "Ann O'Hara");
	CHECK_STR(list_at(&d->authors, 1), "Bob Gray");
	CHECK_STR(list_at(&d->section, 0), "Local");
	CHECK_EQ(d->tags.n, 3);
	CHECK_STR(list_at(&d->tags, 1), "storm");
	check_newspaper_body(d);
	check_spans(d);
	CHECK_EQ(d->nimages, 1);
	if (d->nimages) {
		CHECK_STR(d->images[0].url,
		    "https://news.example/2021/img/pier.jpg");
		CHECK_STR(d->images[0].credit, "Ann O'Hara/The Example");
		CHECK_EQ(d->blocks[1].image, 0);
	}
	CHECK_EQ(d->nrelated, 2);
	if (d->nrelated == 2) {
		CHECK_STR(d->related[0].title,
		    "Storm tears the old pier apart in one night");
		CHECK_STR(d->related[1].url, "https://news.example/2021/04/b");
	}
	CHECK_EQ(d->ncomments, 0);
	doc_free(d);
}

static const char blog[] =
    "<html><head><title>How I mend a clock &#8211; Cogs and Springs</title>"
    "</head><body class='single has-sidebar'>"
    "<div id=page><div id=content class=post><h1>How I mend a clock</h1>"
    "<div class=entry-meta>Posted on <a href=/d><time "
    "datetime='2019-02-03T10:00:00+00:00'>3 February 2019</time></a> by "
    "<a class=author rel=author href=/author/cy>Cy Dial</a></div>"
    "<div class=entry-content>" "First, stop the clock and take out the hands"
    " with care, for they bend easily and are not to be had any more."
    "<br><br>Then the face comes off, and you can see what is wrong with the "
    "train of wheels, most often the third.<p>Oil is the last thing it needs,"
    " whatever your uncle told you about it on Sundays.</p></div>"
    "<div class=sharedaddy><a href=#>Share</a> <a href=#>Mail</a></div>"
    "<p class=tags><a rel=tag href=/t/clocks>Clocks</a>, "
    "<a rel=tag href=/t/oil>Oil</a></p></div>"
    "<div id=comments><h2>Three thoughts</h2><ol class=commentlist>"
    "<li class='comment even depth-1' id=comment-7><div class=comment-body>"
    "<cite class=fn>Dora</cite> <span class=says>says:</span>"
    "<div class=comment-meta><a href=#comment-7><time datetime="
    "'2019-02-04T08:00:00+00:00'>4 Feb</time></a></div>"
    "<p>My uncle did say so.</p><p>Every single Sunday.</p>"
    "<div class=reply><a href=#r>Reply</a></div></div>"
    "<ul class=children><li class='comment odd depth-2' id=comment-9>"
    "<div class=comment-body><cite class=fn>Cy Dial</cite> "
    "<span class=says>says:</span><div class=comment-meta>"
    "<a href=#comment-9><time datetime='2019-02-04T09:00:00+00:00'>4 Feb"
    "</time></a></div><blockquote><p>My uncle did</p></blockquote>"
    "<p>They all do.</p><div class=reply><a href=#r>Reply</a></div></div>"
    "</li></ul></li>"
    "<li class='comment even depth-1' id=comment-8><div class=comment-body>"
    "<cite class=fn>Ed</cite> <span class=says>says:</span>"
    "<div class=comment-meta><a href=#comment-8><time datetime="
    "'2019-02-05T08:00:00+00:00'>5 Feb</time></a></div>"
    "<p>Thanks, mine ticks again.</p><div class=reply><a href=#r>Reply</a>"
    "</div></div></li></ol><form id=respond><textarea></textarea></form>"
    "</div><div class=sidebar><p>Cogs and Springs is about clocks and is "
    "written by Cy Dial in a small shed behind the house.</p></div></div>";

static void
test_blog(void)
{
	static const struct {
		const char *id, *author, *text;
		int parent;
	} want[] = {
		{ "comment-7", "Dora",
		    "My uncle did say so.\n\nEvery single Sunday.", -1 },
		{ "comment-9", "Cy Dial", "> My uncle did\n\nThey all do.", 0 },
		{ "comment-8", "Ed", "Thanks, mine ticks again.", -1 },
	};
	struct doc *d = read_string(blog);
	size_t i;

	CHECK_STR(d->headline, "How I mend a clock");
	CHECK_STR(d->published, "2019-02-03T10:00:00+00:00");
	CHECK_STR(list_at(&d->authors, 0), "Cy Dial");
	CHECK_STR(list_at(&d->tags, 1), "Oil");
	CHECK_EQ(d->nblocks, 3);
	CHECK(slice_starts(block_text(d, 0), SLICE("First, stop")));
	CHECK(slice_starts(block_text(d, 1), SLICE("Then the face")));
	CHECK_EQ(d->ncomments, 3);
	for (i = 0; i < 3 && i < d->ncomments; i++) {
		const struct comment *c = &d->comments[i];

		CHECK_STR(c->id, want[i].id);
		CHECK_STR(c->author, want[i].author);
		CHECK_STR(c->text, want[i].text);
		CHECK_EQ(c->parent, want[i].parent);
		CHECK_EQ(c->evidence, want[i].parent < 0 ? EV_NONE :
		    EV_NESTING);
	}
	if (d->ncomments == 3)
		CHECK_STR(d->comments[2].published,
		    "2019-02-05T08:00:00+00:00");
	CHECK(!body_has(d, "My uncle"));
	CHECK(!body_has(d, "small shed"));
	doc_free(d);
}

#define POST(n, who, joined, when, text) \
	"<div class=post id=p" n "><div class=side><a class=name href=/u/" \
	n ">" who "</a><p>Member</p><p>Joined: " joined "</p></div>" \
	"<div class=main><p class=when>" when "</p><div class=msg>" text \
	"</div><div class=sig>All opinions are my own</div></div></div>"

static const char forum[] =
    "<html><head><title>Best string for a kite? - Kite board</title></head>"
    "<body><h1>Best string for a kite?</h1><div class=thread>"
    POST("11", "Mona", "4 May 2001", "10 June 2015, 10:00",
	"Which string do you take for a big kite in a strong wind?")
    POST("12", "Niels", "9 July 2011", "10 June 2015, 11:30",
	"Polyester. It does not stretch and costs next to nothing.")
    POST("13", "Olga", "1 March 2003", "11 June 2015, 09:10",
	"I go with Niels, but wear gloves when you pull it in.")
    POST("14", "Mona", "4 May 2001", "12 June 2015, 20:00",
	"Thank you both, it flies and my hands are whole.")
    "</div></body></html>";

static void
test_forum(void)
{
	static const char *const who[] = { "Mona", "Niels", "Olga", "Mona" };
	struct doc *d = read_string(forum);
	size_t i;

	CHECK_STR(d->headline, "Best string for a kite?");
	CHECK_EQ(d->ncomments, 4);
	for (i = 0; i < 4 && i < d->ncomments; i++)
		CHECK_STR(d->comments[i].author, who[i]);
	if (d->ncomments == 4) {
		CHECK_STR(d->comments[1].published, "2015-06-10T11:30:00");
		CHECK_STR(d->comments[1].text, "Polyester. It does not "
		    "stretch and costs next to nothing.");
		CHECK_STR(d->comments[3].id, "p14");
	}
	doc_free(d);
}

static const char japanese[] =
    "<html lang=ja><head><title>港の桟橋を再建へ、来春に着工｜例の新聞"
    "</title><meta property='og:site_name' content='例の新聞'></head><body>"
    "<div class=menu><a href=/a>政治</a><a href=/b>経済</a></div>"
    "<div class=honbun><h1>港の桟橋を再建へ、来春に着工</h1>"
    "<time datetime='2021-04-06'>２０２１年４月６日</time>"
    "<p>　町は六日、春の嵐で壊れた古い桟橋を建て直すと発表した。工事は来春"
    "に始まり、二年かかる見込みだという。</p><p>　港の組合は「船が出せる"
    "ようにしてほしい」と求めており、町は工事の間も港の半分を使えるように"
    "する方針だ。</p></div></body></html>";

static void
test_japanese(void)
{
	struct doc *d = read_string(japanese);

	CHECK_STR(d->headline, "港の桟橋を再建へ、来春に着工");
	CHECK_STR(d->language, "ja");
	CHECK_STR(d->published, "2021-04-06");
	CHECK_EQ(d->nblocks, 2);
	CHECK(body_has(d, "古い桟橋を建て直す"));
	CHECK(!body_has(d, "政治"));
	doc_free(d);
}

static void
test_bare(void)
{
	struct doc *d = read_string("<title>A walk to the mill</title>"
	    "<table><tr><td><a href=1>One</a><br><a href=2>Two</a><td>"
	    "<font size=5>A walk to the mill</font><p>" P1 "<p>" P2
	    "<p>" P3 "</table>");

	CHECK_STR(d->headline, "A walk to the mill");
	CHECK_EQ(d->nblocks, 3);
	CHECK_STR(block_text(d, 0), P1);
	CHECK_STR(block_text(d, 2), P3);
	CHECK_EQ(d->authors.n, 0);
	CHECK_EQ(d->published.len, 0);
	doc_free(d);
	d = read_string("");
	CHECK(doc_is_empty(d));
	doc_free(d);
}

#define FLAT(attrs, n, who, meta, text) \
	"<li class=comment id=comment-" n " " attrs "><b class=author>" who \
	"</b> <time>2020-05-0" n "</time>" meta "<div class=text><p>" text \
	"</p></div></li>"

static void
check_flat(const char *html, const int *parents, const char *name)
{
	struct doc *d = read_string(html);
	size_t i;

	CHECK_EQ(d->ncomments, 4);
	for (i = 0; i < 4 && i < d->ncomments; i++) {
		if (d->comments[i].parent != parents[i])
			printf("%s: comment %zu\n", name, i);
		CHECK_EQ(d->comments[i].parent, parents[i]);
	}
	doc_free(d);
}

/* Flat lists that say what answers what. */
static void
test_replies(void)
{
	static const int parents[] = { -1, 0, 1, 0 };
	struct doc *d;

	check_flat("<ul>" FLAT("", "1", "Al", "", "It rains here again.")
	    FLAT("data-parent-id=1", "2", "Bo", "", "Not over here, no.")
	    FLAT("data-parent-id=2", "3", "Cy", "", "Lucky you are then.")
	    FLAT("data-parent-id=1", "4", "Di", "", "It does indeed rain."),
	    parents, "attribute");
	check_flat("<ul>" FLAT("data-level=0", "1", "Al", "", "It rains now.")
	    FLAT("data-level=1", "2", "Bo", "", "Not over here, no.")
	    FLAT("data-level=2", "3", "Cy", "", "Lucky you are then.")
	    FLAT("data-level=1", "4", "Di", "", "It does indeed rain."),
	    parents, "level");
	check_flat("<ul>" FLAT("", "1", "Al", "", "It rains here again.")
	    FLAT("style='margin-left: 20px'", "2", "Bo", "", "Not over here.")
	    FLAT("style='margin-left: 40px'", "3", "Cy", "", "Lucky you are.")
	    FLAT("style='margin-left: 20px'", "4", "Di", "", "It does rain."),
	    parents, "margin");
	check_flat("<ul>" FLAT("", "1", "Al", "", "It rains here again.")
	    FLAT("", "2", "Bo", "<a class=in-reply-to href=#comment-1>Al</a>",
		"Not over here.")
	    FLAT("", "3", "Cy", "<a class=in-reply-to href=#comment-2>Bo</a>",
		"Lucky you are.")
	    FLAT("", "4", "Di", "", "<a href=#comment-1>Al</a> is right."),
	    parents, "link");
	d = read_string("<ul>" FLAT("", "1", "Al", "<i class=votes>12</i>",
	    "It rains here again.")
	    FLAT("", "2", "Bo", "<p>in reply to Al</p><i class=votes>-3</i>",
		"Not over here, it is dry."));
	CHECK_EQ(d->ncomments, 2);
	if (d->ncomments == 2) {
		CHECK_EQ(d->comments[0].score, 12);
		CHECK_EQ(d->comments[1].score, -3);
		CHECK_STR(d->comments[1].reply_to, "Al");
	}
	doc_free(d);
}

/* Teasers with names and dates are no comments. */
static void
test_teasers(void)
{
	struct buf b = { 0 };
	struct doc *d;
	int i;

	buf_addz(&b, "<h1>All our stories</h1><div>");
	for (i = 0; i < 8; i++)
		buf_printf(&b, "<article class=post id=post-%d><h2><a href="
		    "/s/%d>A story about the number %d and more</a></h2>"
		    "<a class=author href=/author/x>Ann</a> <time>2020-01-0%d"
		    "</time><p>What it is about, in a line or two.</p>"
		    "</article>", i, i, i, i + 1);
	d = read_page(&b);
	CHECK_EQ(d->ncomments, 0);
	doc_free(d);
}

static void
test_ld_comments(void)
{
	struct doc *d = read_string("<script type=application/ld+json>"
	    "{\"@type\":\"BlogPosting\",\"headline\":\"H\",\"comment\":["
	    "{\"@type\":\"Comment\",\"text\":\"One &amp; two\",\"author\":"
	    "{\"name\":\"Ann\"},\"comment\":{\"@type\":\"Comment\",\"text\":"
	    "\"Three\",\"author\":\"Bob\",\"dateCreated\":\"2020-02-02\"}},"
	    "{\"@type\":\"Comment\",\"text\":\"Four\",\"upvoteCount\":5}]}"
	    "</script>");

	CHECK_EQ(d->ncomments, 3);
	if (d->ncomments == 3) {
		CHECK_STR(d->comments[0].text, "One & two");
		CHECK_STR(d->comments[1].author, "Bob");
		CHECK_EQ(d->comments[1].parent, 0);
		CHECK_STR(d->comments[1].published, "2020-02-02");
		CHECK_EQ(d->comments[2].parent, -1);
		CHECK_EQ(d->comments[2].score, 5);
	}
	doc_free(d);
}

/* RFC 3986, sections 5.4.1 and 5.4.2. */
static void
test_url(void)
{
	static const char *const table[][2] = {
		{ "g:h", "g:h" }, { "g", "http://a/b/c/g" },
		{ "./g", "http://a/b/c/g" }, { "g/", "http://a/b/c/g/" },
		{ "/g", "http://a/g" }, { "//g", "http://g" },
		{ "?y", "http://a/b/c/d;p?y" },
		{ "g?y", "http://a/b/c/g?y" },
		{ "#s", "http://a/b/c/d;p?q#s" },
		{ "g#s", "http://a/b/c/g#s" }, { "", "http://a/b/c/d;p?q" },
		{ ".", "http://a/b/c/" }, { "..", "http://a/b/" },
		{ "../g", "http://a/b/g" }, { "../..", "http://a/" },
		{ "../../../g", "http://a/g" }, { "/./g", "http://a/g" },
		{ "/../g", "http://a/g" }, { "./g/.", "http://a/b/c/g/" },
		{ "g/../h", "http://a/b/c/h" }, { "g..", "http://a/b/c/g.." },
		{ "g;x=1/../y", "http://a/b/c/y" },
	};
	struct buf b = { 0 };
	size_t i;

	for (i = 0; i < sizeof(table) / sizeof(*table); i++) {
		buf_clear(&b);
		url_resolve(&b, SLICE("http://a/b/c/d;p?q"),
		    slice_z(table[i][0]));
		CHECK_STR(buf_slice(&b), table[i][1]);
	}
	CHECK_STR(url_host(SLICE("https://u@h.example:80/x")), "h.example");
	buf_free(&b);
}

static void
test_hints(void)
{
	CHECK_EQ(hint_words(SLICE("article-comments__list")), HINT_COMMENT);
	CHECK_EQ(hint_words(SLICE("relatedLinks")), HINT_RELATED);
	CHECK_EQ(hint_words(SLICE("header")), 0);
	CHECK_EQ(hint_words(SLICE("reading")), 0);
	CHECK_EQ(hint_words(SLICE("")), 0);
}

struct bomb {
	const char *head, *again, *tail;
	int times;
};

/* What grows faster than its input shows here long before the clock. */
static void
test_bombs(void)
{
	static const struct bomb bombs[] = {
		{ "", "<div class='comment post' id=c1>by me 2020-01-01 ", "",
		    100000 },
		{ "<ul>", "<li class=comment id=comment-1><a class=author>Al"
		    "</a> <time>2020-01-01</time><p>text of it</p>", "",
		    30000 },
		{ "", "<li class=comment><a class=author>Bo</a> <time>2020-01"
		    "-01</time><p>text of it</p></li>", "", 100000 },
		{ "<li class=comment><a class=author>Bo</a> <time>2020-01-01"
		    "</time><p>one text of it</p></li><li class=comment>"
		    "<a class=author>Al</a> <time>2020-01-02</time>",
		    "<p><span><i><blockquote>text", "", 50000 },
		{ "", "<li class=comment><a class=author>Bo</a> <time>2020-01"
		    "-01</time><blockquote><blockquote><p>Al said:</p>x"
		    "</blockquote></blockquote><p>text of it</p>", "", 30000 },
		{ "<h1>A</h1><p>", "<h3>See</h3><ul class=related><li><a href"
		    "=/x>Some headline of many words</a></ul>", "", 50000 },
		{ "<title>", "a | ", "</title>", 500000 },
		{ "<table>", "<table><tr><td>x<td>y", "", 50000 },
		{ "<section class=related>", "<section class=related><h2>M"
		    "</h2><a href=/x>Some headline of many words</a>", "",
		    30000 },
		{ "<script type=application/ld+json>", "[", "</script>",
		    1000000 },
		{ "<script type=application/ld+json>{\"@type\":\"Article\","
		    "\"author\":[", "{\"@id\":\"#a\"},", "1]}</script>",
		    100000 },
		{ "", "<meta property=article:tag content='a,b'>", "",
		    100000 },
		{ "", "<figure class=caption><img src=a.jpg>", "", 50000 },
		{ "<p>", "<b>x</b><a href=y>z</a> ", "", 100000 },
		{ "", "</div></p></li>", "", 200000 },
		{ "<div class='", "ab ", "'>", 1000000 },
	};
	size_t i;
	int k;

	for (i = 0; i < sizeof(bombs) / sizeof(*bombs); i++) {
		struct buf b = { 0 };
		clock_t start = clock();

		buf_addz(&b, bombs[i].head);
		for (k = 0; k < bombs[i].times; k++)
			buf_addz(&b, bombs[i].again);
		buf_addz(&b, bombs[i].tail);
		doc_free(read_page(&b));
		if (clock() - start > 20 * CLOCKS_PER_SEC)
			printf("bomb %zu took its time\n", i);
		CHECK(clock() - start <= 20 * CLOCKS_PER_SEC);
	}
}

static void
test_sniff(void)
{
	CHECK_EQ(html_sniff(SLICE("<!DOCTYPE html><p>x")), 100);
	CHECK(html_sniff(SLICE("<html><head><title>x")) > 80);
	CHECK(html_sniff(SLICE("Plain text, a < b and b > c.\n")) == 0);
}

int
main(void)
{
	test_newspaper();
	test_blog();
	test_forum();
	test_japanese();
	test_bare();
	test_replies();
	test_teasers();
	test_ld_comments();
	test_url();
	test_hints();
	test_bombs();
	test_sniff();
	return test_done("extract");
}
