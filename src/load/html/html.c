#include "load/html/html.h"

#include "load/html/article.h"
#include "load/html/comments.h"
#include "load/html/explain.h"
#include "load/html/figure.h"
#include "load/html/ld.h"
#include "load/html/meta.h"
#include "load/html/named.h"
#include "load/html/own.h"
#include "load/html/related.h"
#include "load/html/spare.h"
#include "load/html/teaser.h"
#include "load/html/whole.h"
#include "load/load.h"

#define FEED_HEAD 2000			/* bytes before its first element */
#define STRAY_TAGS 500			/* bytes of a text that may have one */

/* The name of an element that most pages have. */
static bool
is_known(struct slice x)
{
	static const char *const names[] = {
		"a", "b", "body", "br", "div", "em", "font", "h1", "h2", "h3",
		"head", "html", "i", "img", "li", "link", "meta", "ol", "p",
		"pre", "script", "span", "strong", "style", "table", "td",
		"title", "tr", "ul"
	};
	size_t i, n = 0;

	if (slice_starts(x, SLICE("/")))
		x = slice_from(x, 1);
	while (n < x.len && n < 8 && (ascii_alpha(x.s[n]) ||
	    ascii_digit(x.s[n])))
		n++;
	for (i = 0; i < sizeof(names) / sizeof(*names); i++)
		if (slice_ieq(slice_sub(x, 0, n), slice_z(names[i])))
			return true;
	return false;
}

/* A text with a tag here and there: about HTML, or torn out of it. */
static bool
is_prose(struct slice head)
{
	size_t i, tags = 0;

	for (i = 0; i + 1 < head.len; i++)
		tags += head.s[i] == '<' && is_known(slice_from(head, i + 1));
	return tags * STRAY_TAGS < head.len;
}

/* Tags that speak for HTML, and how much. */
int
html_sniff(struct slice head)
{
	static const struct { const char *tag; int worth; } known[] = {
		{ "<!doctype html", 90 }, { "<html", 80 }, { "<head>", 60 },
		{ "<body", 60 }, { "<meta ", 40 }, { "<title>", 40 },
		{ "</p>", 30 }, { "</div>", 30 }, { "<a href=", 25 },
		{ "<br", 10 }, { "</", 10 }, { "<p", 10 },
	};
	size_t i;
	int worth = 0;

	if (slice_chr(head, '<') == SLICE_NONE)
		return 0;
	if (slice_istarts(slice_trim(head), SLICE("<!doctype html")))
		return 100;
	if (!slice_starts(slice_trim(head), SLICE("<")) && is_prose(head))
		return 0;
	for (i = 0; i < sizeof(known) / sizeof(*known); i++)
		if (slice_ifind(head, slice_z(known[i].tag)) != SLICE_NONE)
			worth += known[i].worth;
	if (slice_starts(slice_trim(head), SLICE("<")))
		worth += 10;
	return worth > 100 ? 100 : worth;
}

/* Nothing on a forum's page is older than its first post, and who opened
 * it is its author; the page itself seldom says so. */
static void
read_opener(struct html_page *p, const struct facts *said)
{
	struct doc *d = p->doc;

	if (p->post == NO_NODE || p->article)
		return;
	if (said->authors.n == 0 && p->opener.len) {
		d->authors.n = 0;
		doc_add_to(d, &d->authors, p->opener);
	}
	if (p->opened.len && (d->published.len < 10 || memcmp(d->published.s,
	    p->opened.s, 10) > 0))
		d->published = doc_line(d, p->opened);
}

/* A forum's page is its posts; what else is on it is shorter. */
static bool
is_forum(const struct html_page *p, size_t root)
{
	return p->post != NO_NODE && (root == NO_NODE ||
	    (!p->article && p->m[root].prose < p->posts));
}

/* The tree and its measures, with what was asked for. */
static void
open_page(struct html_page *p, struct doc *d, const struct load_options *o,
    struct sites *own)
{
	struct slice url = slice_z(o ? o->url : NULL);

	html_open(p, d);
	meta_address(p, url);
	own_rules(p, own);
	named_open(p, own->n ? own : o ? o->sites : NULL, url);
	html_measure(p);
	named_mark(p);
	p->explain = o ? o->explain : NULL;
	explain_open(p);
}

static void
close_page(struct html_page *p)
{
	named_close(p);
	html_close(p);
}

/* The article and the related headlines.  The article's element. */
static size_t
read_text(struct html_page *p)
{
	struct doc *d = p->doc;
	size_t named = named_body(p);
	size_t root = named != NO_NODE ? named : article_find(p);

	if (named_has(p, SITE_RELATED))
		named_related(p);
	else
		html_related(p, root);
	if (named != NO_NODE)
		article_named(p);
	else if (is_forum(p, root))
		article_post(p, p->post, p->post_end);
	else if (root != NO_NODE) {
		article_read(p, root);
		figure_rest(p, root);
	}
	if (d->nblocks == 0 && p->post != NO_NODE)
		article_post(p, p->post, p->post_end);
	if (named == NO_NODE)
		spare_read(p);
	/* No article is no reason to show nothing. */
	if (doc_is_empty(d))
		whole_read(p);
	return root;
}

/* A list of stories in XML, which is no story: whoever opens or imports one
 * should know that it was not taken for what it is. */
static void
warn_of_feed(struct doc *d)
{
	static const struct slice roots[] = {
		SLICE_INIT("<rss"), SLICE_INIT("<feed"),
		SLICE_INIT("<rdf:RDF"), SLICE_INIT("<opml")
	};
	struct slice x = slice_trim(slice_sub(d->text, 0, FEED_HEAD));
	size_t i, end;

	while ((slice_starts(x, SLICE("<?")) ||
	    slice_starts(x, SLICE("<!"))) &&
	    (end = slice_chr(x, '>')) != SLICE_NONE)
		x = slice_trim(slice_from(x, end + 1));
	for (i = 0; i < sizeof(roots) / sizeof(*roots); i++)
		if (slice_istarts(x, roots[i]))
			doc_warn(d, "this is a feed, or a list of feeds; "
			    "lede reads no feeds, and took it for a page");
}

void
html_parse(struct doc *d, const struct load_options *opts)
{
	struct html_page p;
	struct facts said = { 0 };
	struct sites own = { .n = 0 };
	struct ld *ld;
	size_t root;

	open_page(&p, d, opts, &own);
	ld = ld_open(&p);
	ld_facts(ld, &said);
	p.article = said.article;
	meta_title(&p, &said);
	named_title(&p);
	html_titled(&p);
	if (!html_comments(&p))
		ld_comments(ld);
	teaser_mark(&p);
	html_score(&p);
	meta_read(&p, &said);
	read_opener(&p, &said);
	named_facts(&p);
	root = read_text(&p);
	if (p.tree->truncated)
		d->truncated = true;
	warn_of_feed(d);
	explain_close(&p, root);
	facts_free(&said);
	ld_close(ld);
	close_page(&p);
	sites_free(&own);
}
