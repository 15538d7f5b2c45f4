/* load/html: headline, captions, authors, dates, tags of pages written
 * here. */
#include "doc/doc.h"
#include "load/html/credit.h"
#include "load/html/url.h"
#include "tests/unit/page.h"
#include "tests/unit/test.h"

#define TEXT "<p>The council met on Monday and talked for four hours about " \
	"the bridge, the road to it, and who should pay for both of them." \
	"</p><p>Nobody knew how it would end, and nobody said so, until the " \
	"mayor closed the meeting and sent all of them home again.</p>"

static const struct {
	const char *html, *headline;
} headlines[] = {
	{ "<title>Bridge to be closed for a year, says mayor</title>"
	    "<meta property=og:title content='The bridge stays shut'>"
	    "<h1>Bridge to be closed for a year, says mayor</h1>" TEXT,
	    "The bridge stays shut" },
	{ "<title>Harbour news today and what happened</title>"
	    "<meta property=og:title content='Nothing in common at all'>"
	    "<h1>Harbour news today and what happened</h1>" TEXT,
	    "Harbour news today and what happened" },
	{ "<title>What this bridge will cost us | The Example</title>"
	    "<meta property=og:title content='What this bridge will cost us "
	    "| The Example'><h1><span>Traffic</span>What this bridge will "
	    "cost us</h1>" TEXT, "What this bridge will cost us" },
	{ "<title>Roads: What this bridge will cost us</title>"
	    "<meta property=og:title content='Roads: What this bridge will "
	    "cost us'><h1><span>Traffic</span> <span>What this bridge will "
	    "cost us</span></h1>" TEXT, "What this bridge will cost us" },
	{ "<title>x</title><meta property=og:title content='Roads: What this "
	    "bridge will cost us'><h1><b>Roads</b>What this bridge will cost "
	    "us</h1>" TEXT, "Roads: What this bridge will cost us" },
	{ "<title>A walk by the sea | Ann\xE2\x80\x99s diary</title>"
	    "<meta property=og:title content='A walk by the sea'>"
	    "<h1>Ann\xE2\x80\x99s diary</h1>" TEXT, "A walk by the sea" },
	{ "<base href='http://a.example/x/y'><title>Ann &raquo; Leo is here"
	    "</title><h1><a href='/'>Ann</a></h1>" TEXT, "Leo is here" },
	{ "<title>t</title><meta property=og:title content='The mayor\xE2\x80"
	    "\x99s long bridge'><h1>The mayor's long bridge</h1>" TEXT,
	    "The mayor's long bridge" },
	{ "<title>Why the bridge is shut now</title><meta property=og:title "
	    "content='Why the bridge is shut now'><script type=application/"
	    "ld+json>{\"@type\":\"NewsArticle\",\"headline\":\"The bridge and "
	    "the mayor who shut it\"}</script><h1>Why the bridge is shut now"
	    "</h1>" TEXT, "The bridge and the mayor who shut it" },
	{ "<meta name=headline content='Bridge shut for the winter'>"
	    "<meta property=og:title content='Bridge shut for the winter-"
	    "Roads\xE3\x85\xA3" "Example'>" TEXT,
	    "Bridge shut for the winter" },
};

static void
test_headlines(void)
{
	size_t i;

	for (i = 0; i < sizeof(headlines) / sizeof(*headlines); i++) {
		struct doc *d = read_string(headlines[i].html);

		CHECK_STR(d->headline, headlines[i].headline);
		doc_free(d);
	}
}

static const struct {
	const char *html, *caption, *credit;
} figures[] = {
	{ "<figure><img src=a.jpg><figcaption>The bridge. (Ann/Example)"
	    "</figcaption></figure>", "The bridge.", "(Ann/Example)" },
	{ "<figure><img src=a.jpg><span class=x>Foto: Example</span>"
	    "<figcaption>The bridge at night</figcaption></figure>",
	    "The bridge at night", "Foto: Example" },
	{ "<figure class=teaser-image><img src=a.jpg><figcaption>The bridge "
	    "at night<span class=author>Ann</span></figcaption></figure>",
	    "The bridge at night", "Ann" },
	{ "<div><img src=a.jpg alt='The bridge at night'><div><small>The "
	    "bridge at night</small> <small>\xC2\xA9 Ann</small></div></div>",
	    "The bridge at night", "\xC2\xA9 Ann" },
	{ "<div><img src=a.jpg><span>Photograph: Ann</span></div>", "",
	    "Photograph: Ann" },
};

/* What the page calls itself besides its headline. */
static void
test_titles(void)
{
	struct doc *d = read_string("<title>Bridge shut for a year - The "
	    "Example</title><meta property=og:title content='Bridge shut'>"
	    "<script type=application/ld+json>{\"@type\":\"NewsArticle\","
	    "\"headline\":\"Bridge  to be shut\"}</script>"
	    "<h1>Bridge shut for a year</h1>" TEXT);

	CHECK_STR(d->headline, "Bridge shut for a year");
	CHECK_EQ(d->titles.n, 3);
	if (d->titles.n == 3) {
		CHECK_STR(d->titles.at[0], "Bridge shut");
		CHECK_STR(d->titles.at[1], "Bridge to be shut");
		CHECK_STR(d->titles.at[2],
		    "Bridge shut for a year - The Example");
	}
	doc_free(d);
}

static void
test_figures(void)
{
	char html[2000];
	size_t i;

	for (i = 0; i < sizeof(figures) / sizeof(*figures); i++) {
		struct doc *d;

		snprintf(html, sizeof(html), "<article><h1>A long bridge"
		    "</h1>%s<div>%s</div></article>", figures[i].html, TEXT);
		d = read_string(html);
		CHECK_EQ(d->nimages, 1);
		if (d->nimages == 1) {
			CHECK_STR(d->images[0].caption, figures[i].caption);
			CHECK_STR(d->images[0].credit, figures[i].credit);
		}
		doc_free(d);
	}
}

/* The credit is what comes after the bar. */
static const char *const credits[] = {
	"A bridge at night. |(Picture: Example)",
	"A bridge at night |(Ann/Example)",
	"Mayor Smith (left) and the bridge|",
	"The mayor (Labour)|",
	"The mayor opened the new bridge on Monday.| Example News",
	"The mayor opened the new bridge on Monday. Nobody came to see it.|",
	"The mayor lives at No. 10|",
	"The train to St. Example|",
	"橋の開通式＝１３日午後、東京で|（山田太郎撮影）",
	"橋の開通式（東京で、３日）|＝ＡＰ",
	"|\xC2\xA9 Ann",
	"|",
	"(|",
};

static void
test_credits(void)
{
	size_t i;

	for (i = 0; i < sizeof(credits) / sizeof(*credits); i++) {
		struct slice x = slice_z(credits[i]);
		size_t at = slice_chr(x, '|');
		char text[200];

		memcpy(text, x.s, at);
		memcpy(text + at, x.s + at + 1, x.len - at);
		CHECK_EQ(credit_find(slice_z(text), 0), at);
	}
	CHECK_EQ(credit_find(SLICE("A bridge. Ann"), 9), 9);
	CHECK(credit_at_start(SLICE(" (Photo: Ann)")));
	CHECK(!credit_at_start(SLICE("Ann")));
}

#define H1 "<h1>A very long bridge</h1>"
#define LD(x) "<script type=application/ld+json>{\"@type\":\"NewsArticle\"," \
	x "}</script>"

/* Authors joined by a bar. */
static const struct {
	const char *html, *authors;
} bylines[] = {
	{ LD("\"author\":\"The Example\"") "<meta property=og:site_name "
	    "content='The Example'>" H1 "<p class=byline>By "
	    "Ann Smith and Bo Berg</p>" TEXT, "Ann Smith|Bo Berg" },
	{ LD("\"author\":[\"The Example\",\"Ann Smith\"]") "<meta property="
	    "og:site_name content='The Example'>" H1 TEXT,
	    "Ann Smith" },
	{ LD("\"author\":\"example.com\"") H1 TEXT,
	    "example.com" },
	{ H1 "<p>By Ann Smith, in Example</p>" TEXT,
	    "Ann Smith" },
	{ H1 "<p>4.5.2020 | 13:10 Uhr | Ann Smith</p>"
	    TEXT, "Ann Smith" },
	{ H1 "<p>By the river they met</p>" TEXT, "" },
	{ H1 "<p class=author>Posted on May 4, 2020 by "
	    "Ann Smith, PhD</p>" TEXT, "Ann Smith" },
};

static void
test_bylines(void)
{
	size_t i, k;

	for (i = 0; i < sizeof(bylines) / sizeof(*bylines); i++) {
		struct doc *d = read_string(bylines[i].html);
		struct buf b = { 0 };

		for (k = 0; k < d->authors.n; k++) {
			buf_addz(&b, k ? "|" : "");
			buf_add(&b, d->authors.at[k]);
		}
		CHECK_STR(buf_slice(&b), bylines[i].authors);
		buf_free(&b);
		doc_free(d);
	}
}

#define TIME(x) "<meta property=article:published_time content='" x "'>"

static const struct {
	const char *html, *published;
} dates[] = {
	/* The zone of the page, told by the clock that it shows. */
	{ TIME("2022-05-04T00:25:56Z") H1 "<time "
	    "datetime='2022-05-03T21:25:56'>3 May 2022 21:25</time>" TEXT,
	    "2022-05-03T21:25:56-03:00" },
	{ TIME("2022-05-04T00:25:00Z") H1 "<time>3 May "
	    "2022 21:25</time>" TEXT, "2022-05-03T21:25:00-03:00" },
	{ TIME("2022-05-04T00:25:00Z") H1 "<time>3 May "
	    "2022</time>" TEXT, "2022-05-03" },
	{ TIME("2022-05-04T20:25:00Z") H1 "<time>3 May "
	    "2022</time>" TEXT, "2022-05-04T20:25:00+00:00" },
	{ TIME("2022-05-04T00:00:00Z") H1 "<time>3 May "
	    "2022</time>" TEXT, "2022-05-04T00:00:00+00:00" },
	{ TIME("2022-05-04T01:25:00Z") "<link rel=canonical href="
	    "http://a.example/2022/05/03/bridge>" TEXT, "2022-05-03" },
	{ "<link rel=canonical href=http://a.example/2022/oct/3/bridge>"
	    TEXT, "2022-10-03" },
	/* Published anew; changed. */
	{ TIME("2015-01-16") H1 "<time>1 Dec 2017</time>"
	    TEXT, "2017-12-01" },
	{ TIME("2015-01-16") H1 "<time>Updated 1 Dec 2017"
	    "</time>" TEXT, "2015-01-16" },
	{ TIME("2015-01-16") "<meta property=article:modified_time content="
	    "2017-12-01>" H1 "<time>1 Dec 2017</time>" TEXT,
	    "2015-01-16" },
	/* By the language of the page. */
	{ "<html lang=fr>" H1 "<p>02/10/2020</p>" TEXT,
	    "2020-10-02" },
	{ "<html lang=en-US>" H1 "<p>02/10/2020</p>" TEXT,
	    "2020-02-10" },
	{ "<html lang=en>" H1 "<p>02/10/2020</p>" TEXT, "" },
	{ "<p>4 May 2020</p>" H1 TEXT, "2020-05-04" },
};

static void
test_dates(void)
{
	size_t i;

	for (i = 0; i < sizeof(dates) / sizeof(*dates); i++) {
		struct doc *d = read_string(dates[i].html);

		CHECK_STR(d->published, dates[i].published);
		doc_free(d);
	}
}

#define ROW "<div><a href=/tags/bridges>Bridges</a> " \
	"<a href=/tags/roads>Roads</a></div>"

static const struct {
	const char *html, *tags;
} tags[] = {
	{ H1 TEXT ROW, "Bridges|Roads" },
	{ H1 TEXT "<a href=/tags/bridges>All topics</a>",
	    "" },
	{ H1 LD("\"keywords\":\"AER,AERO,CYCS08,"
	    "EMEA\"") TEXT ROW, "Bridges|Roads" },
	{ LD("\"keywords\":\"bridge roads town mayor money\"") "<meta "
	    "name=keywords content='Bridge roads, Town, Mayor money'>" TEXT,
	    "Bridge roads|Town|Mayor money" },
	{ LD("\"keywords\":[\"topic/bridges\",\"town\",\"_x\"]") TEXT,
	    "topic/bridges|town" },
	{ LD("\"keywords\":[\"topic/bridges\",\"org/town\"]") TEXT,
	    "bridges|town" },
	{ H1 TEXT "<a rel=tag href=/x>Roads</a>",
	    "Roads" },
};

static void
test_tags(void)
{
	size_t i, k;

	for (i = 0; i < sizeof(tags) / sizeof(*tags); i++) {
		struct doc *d = read_string(tags[i].html);
		struct buf b = { 0 };

		for (k = 0; k < d->tags.n; k++) {
			buf_addz(&b, k ? "|" : "");
			buf_add(&b, d->tags.at[k]);
		}
		CHECK_STR(buf_slice(&b), tags[i].tags);
		buf_free(&b);
		doc_free(d);
	}
}

static void
test_related(void)
{
	struct doc *d = read_string("<link rel=canonical href=http://a.example"
	    "/x>" H1 TEXT "<div class=related><h3>More</h3><ul>"
	    "<li><a href=/arts>Arts &amp; Entertainment</a>"
	    "<a href=/a><h4><span>Town</span><span>How the road was built"
	    "</span></h4><i>5 people read it</i></a>"
	    "<li><a href=/b>The mayor and his many bridges</a>"
	    "<li><a href=/b>The mayor and his many bridges</a>"
	    "<li><a href=http://a.example/x?share=mail>Click here to share it "
	    "by mail</a>"
	    "<li><a href=http://b.example/>The front page of another site</a>"
	    "<li><a href=http://b.example/c>橋と市長の長い物語が始まる</a>"
	    "</ul></div>");

	CHECK_EQ(d->nrelated, 3);
	if (d->nrelated == 3) {
		CHECK_STR(d->related[0].title, "Town How the road was built");
		CHECK_STR(d->related[1].title,
		    "The mayor and his many bridges");
		CHECK_STR(d->related[2].url, "http://b.example/c");
	}
	doc_free(d);
	d = read_string("<link rel=canonical href=http://a.example/x>" H1 TEXT
	    "<aside class=related><h3>You may like</h3><a href=http://b.exam"
	    "ple/1>One thing that you should buy</a> <a href=http://b.example"
	    "/2>Another thing that you should buy</a></aside>");
	CHECK_EQ(d->nrelated, 0);
	doc_free(d);
}

static void
test_roots(void)
{
	CHECK(url_is_root(SLICE("http://a.example")));
	CHECK(url_is_root(SLICE("http://a.example/")));
	CHECK(!url_is_root(SLICE("http://a.example/x")));
}

int
main(void)
{
	test_headlines();
	test_titles();
	test_figures();
	test_credits();
	test_bylines();
	test_dates();
	test_tags();
	test_related();
	test_roots();
	return test_done("html_facts");
}
