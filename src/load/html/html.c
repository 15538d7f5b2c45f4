#include "load/html/html.h"

#include "load/html/article.h"
#include "load/html/comments.h"
#include "load/html/figure.h"
#include "load/html/ld.h"
#include "load/html/meta.h"
#include "load/html/related.h"
#include "load/html/whole.h"

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

void
html_parse(struct doc *d)
{
	struct html_page p;
	struct facts said = { 0 };
	struct ld *ld;
	size_t root;

	html_open(&p, d);
	meta_address(&p);
	ld = ld_open(&p);
	ld_facts(ld, &said);
	p.article = said.article;
	meta_title(&p, &said);
	if (!html_comments(&p))
		ld_comments(ld);
	html_score(&p);
	meta_read(&p, &said);
	read_opener(&p, &said);
	root = article_find(&p);
	html_related(&p, root);
	if (is_forum(&p, root))
		article_post(&p, p.post);
	else if (root != NO_NODE) {
		article_read(&p, root);
		figure_rest(&p, root);
	}
	if (d->nblocks == 0 && p.post != NO_NODE)
		article_post(&p, p.post);
	/* No article is no reason to show nothing. */
	if (doc_is_empty(d))
		whole_read(&p);
	if (p.tree->truncated)
		d->truncated = true;
	facts_free(&said);
	ld_close(ld);
	html_close(&p);
}
