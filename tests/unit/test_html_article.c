/* load/html: what stands around the text of an article. */
#include "tests/unit/page.h"
#include "tests/unit/test.h"

#define P1 "The bees came back to the town hall on the first of the month, " \
	"and the mayor has let them in again by the window of the office."
#define P2 "They were counted at noon by the keeper of the hives, who found " \
	"as many of them as last year, and one that he did not know at all."

#define P3 "Nobody has asked the bees, said the mayor on Monday, but from " \
	"the way they hum he would think that they like the new wallpaper."

static struct slice
list_at(const struct slices *list, size_t i)
{
	return i < list->n ? list->at[i] : SLICE("no such item");
}

#define PAGE(before, after) "<!DOCTYPE html><title>The bees are back</title>" \
	"<article>" before "<h1>The bees are back</h1>" after "<p>" P1 \
	"</p><p>" P2 "</p></article>"

/* Names in bylines of which no metadata tells. */
static void
test_authors(void)
{
	static const struct {
		const char *byline, *name;
	} want[] = {
		{ "<p class=byline>โดย <span class=author>มานี มีนา</span> <time"
		    " datetime=2022-06-08>8 มิถุนายน 2022</time></p>",
		    "มานี มีนา" },
		{ "<p class=byline>بقلم <span class=author>نور سالم</span>، "
		    "<time datetime=2022-06-08>8 يونيو 2022</time></p>",
		    "نور سالم" },
		{ "<p class=byline><span class=author>김하늘 기자</span> <time "
		    "datetime=2022-06-08>2022년 6월 8일 08:00</time></p>",
		    "김하늘" },
		{ "<div class=info><span class=author>记者 王小明</span> <time "
		    "datetime=2022-06-08>2022年6月8日</time></div>", "王小明" },
		{ "<p class=byline>מאת <span class=author>דנה לוי</span>, <time "
		    "datetime=2022-06-08>8 ביוני 2022</time></p>", "דנה לוי" },
		{ "<p class=byline>文／陳小美　<time datetime=2022-06-08>2022年6月"
		    "8日</time></p>", "陳小美" },
		{ "<p class=byline>Ann Ox, <time datetime=2022-06-08>8 June 2022"
		    "</time></p>", "Ann Ox" },
	};
	size_t i;

	for (i = 0; i < sizeof(want) / sizeof(*want); i++) {
		struct buf b = { 0 };
		struct doc *d = doc_new("page.html");

		buf_printf(&b, PAGE("", "%s"), want[i].byline);
		doc_own_text(d, &b);
		html_parse(d, NULL);
		CHECK_EQ(d->authors.n, 1);
		CHECK_STR(list_at(&d->authors, 0), want[i].name);
		CHECK_EQ(d->nblocks, 2);
		doc_free(d);
	}
}

/* Lines about the article are not in it. */
static void
test_lines(void)
{
	static const struct {
		const char *html;
		size_t blocks;
	} want[] = {
		{ PAGE("", "<p class=chapo>They are all here again, and the "
		    "town is glad of it.</p><p class=signature>Par <a "
		    "rel=author href=/a>Ann Ox</a>, publié le <time datetime="
		    "2022-06-08>8 juin 2022</time></p>"), 3 },
		{ "<title>The bees are back</title><h1>The bees are back</h1>"
		    "<p>" P1 "</p><p>" P2 "</p><hr><font size=1>The Hive "
		    "&copy; 2022. All rights reserved.</font>", 2 },
		{ "<title>The bees are back</title><h1>The bees are back</h1>"
		    "<p>" P1 "</p><p>" P2 "</p><p>Nobody owns a bee, not even "
		    "the sign &copy; can help.</p>", 3 },
		{ PAGE("", "<p>At <time datetime=2022-06-08>8 June</time> the "
		    "window was opened, and there they were.</p>"), 3 },
	};
	size_t i;

	for (i = 0; i < sizeof(want) / sizeof(*want); i++) {
		struct doc *d = read_string(want[i].html);

		CHECK_EQ(d->nblocks, want[i].blocks);
		doc_free(d);
	}
}

#define LEDE "They are all here again, say those who know, and the whole " \
	"town is glad of it."
#define BODY "<div class=text><p>" P1 "</p><p>" P2 "</p></div>"

/* What stands between the headline and the text: the standfirst, once. */
static void
test_lead(void)
{
	static const struct {
		const char *head, *first;
		size_t blocks;
		bool subtitle;
	} want[] = {
		{ "<header><h1>The bees are back</h1><p>" LEDE "</p></header>",
		    LEDE, 3, false },
		{ "<h1>The bees are back</h1><div class=teaser-text><p>" LEDE
		    "</p></div>", LEDE, 3, false },
		{ "<h1>The bees are back</h1><p class=lead>" LEDE "</p>", LEDE,
		    3, true },
		{ "<h1>The bees are back</h1><p class=lead>" P1 "</p>", P1, 2,
		    true },
		{ "<h1>The bees are back</h1><div class=teaser><p>" LEDE
		    "<a href=/b>More</a></p></div>", P1, 2, false },
		{ "<h1>The bees are back</h1><div class=tooltip>" LEDE "</div>",
		    P1, 2, false },
		{ "<h1>The bees are back</h1><p class=byline>By Ann Ox, who "
		    "writes about bees and other neighbours of ours</p>", P1,
		    2, false },
	};
	size_t i;

	for (i = 0; i < sizeof(want) / sizeof(*want); i++) {
		struct buf b = { 0 };
		struct doc *d = doc_new("page.html");

		buf_printf(&b, "<!DOCTYPE html><title>The bees are back"
		    "</title><div>%s</div><div>" BODY "</div>", want[i].head);
		doc_own_text(d, &b);
		html_parse(d, NULL);
		CHECK_EQ(d->nblocks, want[i].blocks);
		if (d->nblocks)
			CHECK_STR(d->blocks[0].text, want[i].first);
		CHECK_EQ(d->subtitle.len > 0, want[i].subtitle);
		if (d->nblocks)
			CHECK_EQ(doc_is_subtitle(d, &d->blocks[0]),
			    want[i].subtitle);
		doc_free(d);
	}
}

#define L1 "<a href=http://a.example/1>The mayor opens the window again</a>"
#define L2 "<a href=http://a.example/2>A keeper counts what he can see</a>"
#define ASK "Would they come again, if nobody opened the window for them"
#define HAND "<p class=hand>"

/* What is a heading, whatever the markup says. */
static void
test_headings(void)
{
	static const struct {
		const char *html;
		size_t headings, blocks;
	} want[] = {
		{ PAGE("", "<p>" LEDE "</p><p><strong>The window</strong></p>"),
		    1, 4 },
		{ PAGE("", "<p>" LEDE "</p><p><strong>The window.</strong></p>"
		    ), 0, 4 },
		{ PAGE("", "<p>" LEDE "</p><p>The <strong>window</strong></p>"),
		    0, 4 },
		/* A class of its own, more than once. */
		{ PAGE("", "<p>" LEDE "</p>" HAND "The window</p>"), 0, 4 },
		{ PAGE("", "<p>" LEDE "</p>" HAND "The window</p><p>" P3 "</p>"
		    HAND "The keeper</p>"), 2, 6 },
		{ PAGE("", "<p class=hand>" LEDE "</p>" HAND "The window</p>"
		    "<p>" P3 "</p>" HAND "The keeper</p>"), 0, 6 },
		/* A heading's own words are no sign of a menu. */
		{ PAGE("", "<p>" LEDE "</p><h2 id=toc_1>The window</h2>"),
		    1, 4 },
		/* The title of a list that is no text goes with it. */
		{ PAGE("", "<p>" LEDE "</p><p>See also:</p><ul><li>" L1 "<li>"
		    L2 "</ul>"), 0, 3 },
		{ PAGE("", "<p>" LEDE "</p><h2>See also</h2><div><ul><li>" L1
		    "<li>" L2 "</ul></div><h2>The window</h2>"), 1, 4 },
		{ PAGE("", "<p>" LEDE "</p><p>Reklama</p><p>" P3 "</p><p>"
		    "Reklama</p><p>" ASK "?</p><p>Reklama</p>"), 0, 5 },
	};
	size_t i, k, n;

	for (i = 0; i < sizeof(want) / sizeof(*want); i++) {
		struct doc *d = read_string(want[i].html);

		for (k = n = 0; k < d->nblocks; k++)
			n += d->blocks[k].kind == BLOCK_HEADING;
		CHECK_EQ(n, want[i].headings);
		CHECK_EQ(d->nblocks, want[i].blocks);
		doc_free(d);
	}
}

#define TEASER(n) "<div class=xyz><h3><a href=/" n ">A story of other bees," \
	" number " n "</a></h3><p>" P3 " It was number " n ".</p></div>"

static void
test_teasers(void)
{
	static const struct {
		const char *html;
		size_t blocks;
	} want[] = {
		{ PAGE("", "<p>" P1 P2 P3 "</p>") "<div>" TEASER("1")
		    TEASER("2") TEASER("3") "</div>", 3 },
		{ "<title>The bees are back</title><article><h1>The bees are "
		    "back</h1><p>" P1 "</p><p>" P2 "</p><p>" LEDE "</p><p>" P1
		    P2 "</p><p>" P2 P1 "</p><div>" TEASER("1") TEASER("2")
		    TEASER("3") "</div></article>", 5 },
		/* Two are no list. */
		{ "<title>The bees are back</title><article><h1>The bees are "
		    "back</h1><p>" P1 "</p><p>" P2 "</p><div>" TEASER("1")
		    TEASER("2") "</div></article>", 6 },
	};
	size_t i;

	for (i = 0; i < sizeof(want) / sizeof(*want); i++) {
		struct doc *d = read_string(want[i].html);

		CHECK_EQ(d->nblocks, want[i].blocks);
		doc_free(d);
	}
}

/* Names that mislead: what is in the element decides. */
static void
test_names(void)
{
	static const struct {
		const char *html;
		size_t blocks;
	} want[] = {
		/* A menu is links. */
		{ PAGE("", "<div id=toc_1><p>" P3 "</p><p>" ASK ", and would "
		    "they go again if they did not like what they found?</p>"
		    "</div>"), 4 },
		{ PAGE("", "<div id=toc_1><p><a href=/1>" P3 "</a></p><p><a "
		    "href=/2>" ASK "?</a></p></div>"), 2 },
		/* What holds the headline is the article's. */
		{ "<title>The bees are back</title><header class=share-bar><h1>"
		    "The bees are back</h1><p>" LEDE "</p></header><div><p>" P1
		    "</p><p>" P2 "</p></div>", 3 },
		{ "<title>The bees are back</title><header><h1>The bees are "
		    "back</h1></header><div class=share-bar><p>" LEDE "</p>"
		    "</div><div><p>" P1 "</p><p>" P2 "</p></div>", 2 },
		/* A step with a picture is no picture. */
		{ PAGE("", "<div><p>" P3 "</p><figure><img src=/a.jpg>"
		    "<figcaption>A bee</figcaption></figure></div>"), 3 },
		/* Stars and votes. */
		{ PAGE("", "<div class=ratings>Four of five stars.</div>"),
		    2 },
		/* Related stories are many links, whatever is said of them. */
		{ PAGE("", "<p>" P3 P1 "</p><p>" P3 P2 "</p>") "<ul class="
		    "related><li><a href=/1>The window</a> " P3 "<li><a href="
		    "/2>The keeper</a> " P3 "<li><a href=/3>The mayor</a> " P3
		    "</ul>", 4 },
	};
	size_t i;

	for (i = 0; i < sizeof(want) / sizeof(*want); i++) {
		struct doc *d = read_string(want[i].html);

		CHECK_EQ(d->nblocks - d->nimages, want[i].blocks);
		doc_free(d);
	}
}

#define EMPTY "<!DOCTYPE html><title>The bees are back</title>"

/* Pages whose text is only in a script. */
static void
test_spare(void)
{
	static const struct {
		const char *html;
		size_t blocks;
	} want[] = {
		{ EMPTY "<script>f([1,\"\\u003cp\\u003e" P1 "\\u003c/p"
		    "\\u003e\\u003cp class=\\\"b\\\"\\u003e" P2
		    "\\u003c/p\\u003e<p>" P3 "</p>\"])</script>", 3 },
		{ EMPTY "<script>f(\"{\\\"a\\\":\\\"\\\\u003cp>" P1
		    "</p><p>" P2 "</p><p>" P3 "</p>\\\"}\")</script>", 3 },
		{ EMPTY "<script type=application/ld+json>{\"@type\":"
		    "\"NewsArticle\",\"articleBody\":\"" P1 "\\n\\n" P2
		    "\\n" P3 "\"}</script>", 3 },
		/* Another text than what the page shows. */
		{ EMPTY "<h1>The bees are back</h1><p>" LEDE "</p><script>f(\""
		    "<p>" P1 "</p><p>" P2 "</p><p>" P3 "</p><p>" P1 P2
		    "</p>\")</script>", 1 },
		/* Never closed, or no string. */
		{ EMPTY "<script>f(\"<p>" P1 "</p><p>" P2 "</p><p>" P3
		    "</script>", 0 },
		{ EMPTY "<script><p>" P1 "</p><p>" P2 "</p><p>" P3 "</script>",
		    0 },
	};
	size_t i;

	for (i = 0; i < sizeof(want) / sizeof(*want); i++) {
		struct doc *d = read_string(want[i].html);

		CHECK_EQ(d->nblocks, want[i].blocks);
		doc_free(d);
	}
}

static void
test_related(void)
{
	static const struct {
		const char *html;
		size_t related, blocks;
	} want[] = {
		/* The label before a list goes with it. */
		{ "<title>The bees are back</title><h1>The bees are back</h1>"
		    "<p>" P1 "</p><p>" P2 "</p><h3>Zobacz też</h3><ul><li>" L1
		    "<li>" L2 "</ul><p>" P3 "</p>", 2, 3 },
		/* A class that says nothing, a label that is no element. */
		{ "<title>The bees are back</title><div class=entry><h1>The "
		    "bees are back</h1><div class=body><p>" P1 "</p><p>" P2
		    "</p></div><div class=xyz>関連：<ul><li>" L1 "<li>" L2
		    "</ul></div></div>", 2, 2 },
		/* One is a list where it is called so. */
		{ PAGE("", "") "<aside class=related><h3>More</h3><ul><li>" L1
		    "</ul></aside>", 1, 2 },
		{ PAGE("", "") "<aside class=other><h3>More</h3><ul><li>" L1
		    "</ul></aside>", 0, 2 },
		/* Links within the page are a table of contents. */
		{ PAGE("", "<p>In this story:</p><ul><li><a href=#a>The mayor"
		    " opens the window again</a><li><a href=#b>A keeper counts"
		    " what he can see</a></ul>"), 0, 2 },
	};
	size_t i;

	for (i = 0; i < sizeof(want) / sizeof(*want); i++) {
		struct doc *d = read_string(want[i].html);

		CHECK_EQ(d->nrelated, want[i].related);
		CHECK_EQ(d->nblocks, want[i].blocks);
		doc_free(d);
	}
}

static void
test_section(void)
{
	static const struct {
		const char *above, *section;
	} want[] = {
		{ "<p class=x><a href=/town>Town</a></p>", "Town" },
		{ "<p><a href=/>The Hive</a></p>", NULL },
		{ "<p><a href='http://hive.example/'>The Hive</a></p>", NULL },
		{ "<p><a href=/town>Town</a> <a href=/sea>Sea</a></p>", NULL },
		{ "<p><a href=/2022/06/08>8 June 2022</a></p>", NULL },
		{ "<p><a href=/town>Town</a> and what it has to say</p>", NULL },
	};
	size_t i;

	for (i = 0; i < sizeof(want) / sizeof(*want); i++) {
		struct buf b = { 0 };
		struct doc *d = doc_new("page.html");

		buf_printf(&b, PAGE("%s", ""), want[i].above);
		doc_own_text(d, &b);
		html_parse(d, NULL);
		CHECK_EQ(d->section.n, want[i].section != NULL);
		if (want[i].section)
			CHECK_STR(list_at(&d->section, 0), want[i].section);
		doc_free(d);
	}
}

static void
test_figures(void)
{
	static const struct {
		const char *attrs, *text, *caption, *credit;
	} want[] = {
		{ "class=wp-caption", "A hive. Photo: Ann Ox", "A hive.",
		    "Photo: Ann Ox" },
		{ "", "Улей. Фото: Анна Бык", "Улей.", "Фото: Анна Бык" },
		{ "", "役場の窓で（撮影・山田花子）", "役場の窓で",
		    "（撮影・山田花子）" },
		{ "", "A hive (Photo: Ann Ox)", "A hive", "(Photo: Ann Ox)" },
	};
	size_t i;

	for (i = 0; i < sizeof(want) / sizeof(*want); i++) {
		struct buf b = { 0 };
		struct doc *d = doc_new("page.html");

		buf_printf(&b, PAGE("", "<figure %s><img src=/a.jpg><figcaption>"
		    "%s</figcaption></figure>"), want[i].attrs, want[i].text);
		doc_own_text(d, &b);
		html_parse(d, NULL);
		CHECK_EQ(d->nimages, 1);
		if (d->nimages == 1) {
			CHECK_STR(d->images[0].caption, want[i].caption);
			CHECK_STR(d->images[0].credit, want[i].credit);
		}
		doc_free(d);
	}
}

int
main(void)
{
	test_authors();
	test_lines();
	test_lead();
	test_headings();
	test_teasers();
	test_names();
	test_spare();
	test_related();
	test_section();
	test_figures();
	return test_done("html_article");
}
