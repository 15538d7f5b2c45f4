/* site, named, explain: rules for pages, what they do, what is told. */
#include <stdlib.h>

#include "load/html/explain.h"
#include "load/html/site.h"
#include "load/load.h"
#include "test.h"

static const struct {
	const char *site, *url, *path;
	bool is_for;
} where[] = {
	{ "a.test", "https://a.test/x", "", true },
	{ "a.test", "https://www.a.test/x", "", true },
	{ "A.Test", "https://a.TEST:8080/x", "", true },
	{ "www.a.test", "https://www.a.test/x", "", true },
	{ "www.a.test", "https://a.test/x", "", false },
	{ "a.test", "https://b.a.test/x", "", false },
	{ "*.a.test", "https://b.a.test/x", "", true },
	{ "*.a.test", "https://a.test/x", "", true },
	{ "*.a.test", "https://ba.test/x", "", false },
	{ "*", "https://a.test/x", "", true }, { "*", "", "/p", true },
	{ "a.test", "", "/a.test", false },
	{ "https://a.test", "http://a.test/x", "", true },
	{ "a.test/news/", "http://a.test/news/1", "", true },
	{ "a.test/News/", "http://a.test/news/1", "", false },
	{ "*.a.test/news", "http://b.a.test/newspaper?q", "", true },
	{ "a.test/news", "http://a.test", "", false },
	{ "/home/p/", "http://a.test", "/home/p/x.html", true },
	{ "/home/p/", "http://a.test", "/home/q/x.html", false },
	{ "~/p", "", "/home/me/p/x.html", true }
};

static const struct {
	const char *line;
	size_t at;
	const char *says;		/* begins so */
} bad[] = {
	{ "", 0, "site wants a host" }, { "a.test", 6, "site wants a host" },
	{ "a.test text p", 7, "\"text\" is none of: title, " },
	{ "a.test body", 11, "here comes a selector" },
	{ "a.test body  p..a", 15, "after . comes a class" },
	{ "a.test body \"p..a\"", 15, "after . comes a class" },
	{ "a.test body \"p", 14, "the quotation mark is not closed" },
	{ "a.test body none", 12, "body cannot be none" },
	{ "./pages body p", 0, "a path begins with / or ~/" }
};

static void
test_where(void)
{
	struct sites s = { 0 };
	struct err err;
	char line[100];
	size_t i, at;

	setenv("HOME", "/home/me", 1);
	for (i = 0; i < sizeof(where) / sizeof(*where); i++) {
		snprintf(line, sizeof(line), "%s body p", where[i].site);
		CHECK(sites_add(&s, slice_z(line), &at, &err));
		CHECK_EQ(site_rule_is_for(&s.rules[s.n - 1], slice_z(
		    where[i].url), slice_z(where[i].path)), where[i].is_for);
		if (test_failed)
			printf("\t%s %s\n", where[i].site, where[i].url);
	}
	sites_free(&s);
}

static void
test_bad(void)
{
	struct sites s = { 0 };
	struct err err;
	size_t i, at;

	for (i = 0; i < sizeof(bad) / sizeof(*bad); i++) {
		CHECK(!sites_add(&s, slice_z(bad[i].line), &at, &err));
		CHECK_EQ(at, bad[i].at);
		CHECK(slice_starts(slice_z(err.text), slice_z(bad[i].says)));
	}
	CHECK_EQ(s.n, 0);
	sites_free(&s);
}

/* Written so that none of it is read well without rules. */
static const char page[] =
    "<!doctype html><title>x</title>"
    "<link rel=canonical href=http://a.test/1>"
    "<div class=t>The pier</div><div class=s>Planks gone</div>"
    "<div class=w>By Ann Example, and with Ben Sample</div>"
    "<i data-when=2020-02-03T10:00:00Z>long ago</i><b class=k>Pier</b> "
    "<b class=k>Wood</b>"
    "<div class=x>One plank <a href=/p>went</a> at noon.<p class=promo>Buy "
    "planks while there are any left, all kinds, at noon.</p></div>"
    "<nav class=y><p>Two planks went at one.</p></nav>"
    "<div class=pic><img src=p.jpg><div class=cap>A pier.</div></div>"
    "<div class=r><a href=/2>A second storm is on its way here</a>"
    "<a href=/3><img src=q.jpg></a><a href=/3>Third</a></div>"
    "<div class=c id=n7><u>Cal</u> <s>4.2.2020</s><q>I saw it go.</q></div>"
    "<div class=c id=n9><u data-n=Deb>D.</u> <s>5.2.2020</s>"
    "<a class=up href='#n7'>up</a><q>So did I.</q><q>Twice.</q></div>";

static const char *const rules[] = {
	"a.test title .t", "a.test subtitle .s", "a.test author .w",
	"a.test time [data-when] @data-when", "*.test tags b.k",
	"a.test body \"div.x, .y, .pic\"", "a.test remove .promo",
	"a.test caption .cap", "a.test related .r", "a.test comment .c",
	"a.test comment-author [data-n] @data-n", "a.test comment-author u",
	"a.test comment-time s", "a.test comment-text q",
	"a.test comment-reply .up", "b.test title .s"
};

static struct doc *
read_page(const char *html, const struct sites *s, struct explain *e,
    const char *url)
{
	struct load_options o = { .sites = s, .explain = e, .url = url };
	struct buf b = { 0 };

	buf_addz(&b, html);
	return load_bytes(&b, "x", &o);
}

static void
add_rules(struct sites *s, const char *const *lines, size_t n)
{
	struct err err;
	size_t i, at;

	for (i = 0; i < n; i++) {
		CHECK(sites_add(s, slice_z(lines[i]), &at, &err));
		if (s->n != i + 1)
			printf("\t%s: %s\n", lines[i], err.text);
	}
}

static void
check_comments(const struct doc *d)
{
	const struct comment *c = d->comments;

	CHECK_EQ(d->ncomments, 2);
	if (d->ncomments != 2)
		return;
	CHECK_STR(c[0].author, "Cal");
	CHECK_STR(c[0].published, "2020-02-04");
	CHECK_STR(c[0].text, "I saw it go.");
	CHECK_EQ(c[0].parent, -1);
	CHECK_STR(c[1].author, "Deb");
	CHECK_STR(c[1].published, "2020-02-05");
	CHECK_STR(c[1].text, "So did I.Twice.");
	CHECK_EQ(c[1].parent, 0);
	CHECK_EQ(c[1].evidence, EV_ID);
}

static void
test_named(void)
{
	struct sites s = { 0 };
	struct doc *d;

	add_rules(&s, rules, sizeof(rules) / sizeof(*rules));
	d = read_page(page, &s, NULL, NULL);
	CHECK_STR(d->headline, "The pier");
	CHECK_STR(d->subtitle, "Planks gone");
	CHECK_EQ(d->authors.n, 2);
	CHECK_STR(d->authors.at[0], "Ann Example");
	CHECK_STR(d->published, "2020-02-03T10:00:00+00:00");
	CHECK_EQ(d->tags.n, 2);
	CHECK_EQ(d->nblocks, 3);
	CHECK_STR(d->blocks[0].text, "One plank went at noon.");
	CHECK_STR(d->blocks[1].text, "Two planks went at one.");
	CHECK_EQ(d->blocks[2].kind, BLOCK_IMAGE);
	CHECK_EQ(d->nimages, 1);
	CHECK_STR(d->images[0].caption, "A pier.");
	CHECK_EQ(d->nrelated, 2);
	CHECK_STR(d->related[1].title, "Third");
	CHECK_STR(d->related[1].url, "http://a.test/3");
	check_comments(d);
	CHECK_EQ(d->warnings.n, 0);
	doc_free(d);
	d = read_page(page, &s, NULL, "http://b.test/");
	CHECK_STR(d->headline, "Planks gone");
	CHECK_STR(d->url, "http://a.test/1");
	doc_free(d);
	sites_free(&s);
}

static void
test_none(void)
{
	static const char *const lines[] = {
		"* comment none", "* related none", "* body .nowhere"
	};
	struct sites s = { 0 };
	struct doc *d;

	add_rules(&s, lines, 3);
	d = read_page("<h1>Rain</h1><p>It rained on the pier for all of the "
	    "day, and of the night as well, they say.</p><div class=comment "
	    "id=c1><b class=author>Al</b> <time>2020-01-01</time> <p>So it "
	    "did, and I was there.</p></div><div class=comment id=c2><b "
	    "class=author>Bo</b> <time>2020-01-02</time> <p>It did not, and "
	    "I was there.</p></div>", &s, NULL, NULL);
	CHECK_EQ(d->ncomments, 0);
	CHECK_EQ(d->warnings.n, 1);
	CHECK(d->nblocks > 0);
	doc_free(d);
	sites_free(&s);
}

static const struct {
	const char *as, *why, *where, *words;
	size_t line;
} told[] = {
	{ "left", "a nav element", "body > nav", "Home Away", 2 },
	{ "headline", "the page's headline", "body > h1", "Rain", 3 },
	{ "paragraph", "in the article", "div.text > p",
	    "It rained & rained on the pier for all of the day,", 4 },
	{ "left", "hidden", "span.other", "Buy!", 5 },
	{ "left", "its class or id calls it advertising", "div.promo", "Now!",
	    6 },
	{ "left", "taken away by a rule", "p#gone", "Go on.", 7 },
	{ "paragraph", "in the article", "div.text > p",
	    "Nobody was surprised, as it had rained the day before, and the "
	    "one before that.", 8 },
	{ "left", "hidden", "body > div", "Secret", 9 },
	{ "left", "a footer element", "body > footer", "The end", 10 }
};

static void
test_explain(void)
{
	static const char *const lines[] = { "* remove #gone" };
	struct sites s = { 0 };
	struct explain e = { 0 };
	struct doc *d;
	size_t i;

	add_rules(&s, lines, 1);
	d = read_page("<!doctype html><title>Rain</title>\n"
	    "<nav><a href=/>Home</a><p><a href=/2>Away</a></nav>\n"
	    "<h1>Rain</h1>\n"
	    "<div class=text><p>It rained &amp; rained on the pier for all "
	    "of\n"
	    "the day, <span class='x2 other' hidden>Buy!</span> and <b>all</b> of "
	    "the\n night as well, they say.</p><div class=promo>Now!</div>\n"
	    "<p id=gone>Go on.</p>\n"
	    "<p>Nobody was surprised, as it had rained the day before, and "
	    "the one before that.</p></div>\n"
	    "<div hidden>Secret</div>\n"
	    "<footer>The end</footer>", &s, &e, NULL);
	CHECK_EQ(e.n, sizeof(told) / sizeof(*told));
	for (i = 0; i < e.n && i < sizeof(told) / sizeof(*told); i++) {
		CHECK_STR(slice_z(e.lines[i].as), told[i].as);
		CHECK_STR(e.lines[i].why, told[i].why);
		CHECK_STR(e.lines[i].where, told[i].where);
		CHECK_STR(e.lines[i].words, told[i].words);
		CHECK_EQ(e.lines[i].line, told[i].line);
	}
	CHECK_EQ(d->nblocks, 2);
	doc_free(d);
	explain_free(&e);
	sites_free(&s);
}

int
main(void)
{
	test_where();
	test_bad();
	test_named();
	test_none();
	test_explain();
	return test_done("site");
}
