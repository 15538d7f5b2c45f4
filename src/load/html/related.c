#include "load/html/related.h"

#include "load/html/explain.h"
#include "load/html/hint.h"
#include "load/html/url.h"
#include "text/utf8.h"

#define RELATED_MAX 60			/* headlines of one list */
#define RELATED_MIN 2			/* one where it is called related */
#define LIST_MAX_NODES 4000
#define TITLE_MIN 20			/* characters; an ideograph counts 3 */
#define THREE_MIN 24			/* of three words */
#define DENSE_MIN 30			/* without blanks */
#define TITLE_MAX 300
#define LABEL_MAX 60			/* a heading */
#define LABEL_MAX_TEXT 40		/* "See also:" */

/* The page itself, to share, print or comment on it; or the front page. */
static bool
leads_here(const struct html_page *p, struct slice href)
{
	struct slice own = p->doc->url;

	href = slice_trim(href);
	if (href.len == 0 || *href.s == '#' || *href.s == '?' ||
	    slice_istarts(href, SLICE("javascript:")))
		return true;
	if (own.len && slice_starts(href, own)) {
		href = slice_from(href, own.len);
		return href.len == 0 || *href.s == '?' || *href.s == '#';
	}
	return slice_find(href, SLICE("://")) != SLICE_NONE &&
	    url_is_root(href);
}

/* Text as long as a headline: three or four words, or as much without
 * blanks. */
static bool
is_headline(const struct html_page *p, size_t link)
{
	const struct measure *m = &p->m[link];
	size_t words;
	struct slice x;

	if (m->text < TITLE_MIN || m->text > TITLE_MAX ||
	    (m->flags & (NODE_SKIP | NODE_COMMENT)) ||
	    leads_here(p, node_attr(html_node(p, link), "href")))
		return false;
	x = html_text(p, link);
	words = slice_words(x);
	return words >= 4 || (words == 3 && m->text >= THREE_MIN) ||
	    (m->text >= DENSE_MIN && text_weight(x) >= 2 * utf8_count(x));
}

struct list {				/* of links, a candidate */
	size_t node, end;
	size_t titles, links;
	size_t abroad;			/* titles that lead to another site */
	int score;
};

/* The host without "www." and the like: its last two parts. */
static struct slice
domain_of(struct slice url)
{
	struct slice host = url_host(url);
	size_t i, dots = 0;

	for (i = host.len; i > 0; i--)
		if (host.s[i - 1] == '.' && ++dots == 2)
			return slice_from(host, i);
	return host;
}

/* What is relative stays at home. */
static bool
leads_abroad(const struct html_page *p, size_t link)
{
	struct slice own = domain_of(p->base);
	struct slice href = slice_trim(node_attr(html_node(p, link), "href"));

	return own.len && url_host(href).len &&
	    !slice_ieq(own, domain_of(href));
}

static void
count_titles(const struct html_page *p, struct list *l)
{
	size_t i;

	for (i = l->node; i < l->end; i++) {
		if (html_node(p, i)->tag != TAG_A || p->m[i].text == 0)
			continue;
		l->links++;
		if (!is_headline(p, i))
			continue;
		l->titles++;
		l->abroad += leads_abroad(p, i);
	}
}

static bool
has_heading(const struct html_page *p, size_t from, size_t to)
{
	size_t i;

	for (i = from; i < to; i++) {
		enum tag tag = html_node(p, i)->tag;

		if (tag >= TAG_H2 && tag <= TAG_H6 && p->m[i].linked == 0 &&
		    p->m[i].text > 0 && p->m[i].text < 60)
			return true;
	}
	return false;
}

static bool
ends_in_colon(struct slice x)
{
	x = slice_trim(x);
	return slice_ends(x, SLICE(":")) ||
	    slice_ends(x, SLICE("\xEF\xBC\x9A"));
}

/* A heading or "See also:", no link. */
static bool
is_label(const struct html_page *p, size_t i)
{
	const struct measure *m = &p->m[i];
	enum tag tag = html_node(p, i)->tag;

	if (m->text == 0 || m->text > LABEL_MAX || m->linked > 0 ||
	    i == p->h1)
		return false;
	if (tag >= TAG_H2 && tag <= TAG_H6)
		return true;
	return m->text <= LABEL_MAX_TEXT && ends_in_colon(tag == TAG_TEXT ?
	    html_node(p, i)->text : html_text(p, i));
}

/* The list's label right before it, or NO_NODE. */
static size_t
label_before(const struct html_page *p, size_t list)
{
	const struct node *n = p->tree->nodes;
	size_t i, last = NO_NODE;

	for (i = n[list].parent + 1; i < list; i = n[i].end)
		if (p->m[i].text > 0)
			last = i;
	return last != NO_NODE && is_label(p, last) ? last : NO_NODE;
}

/* Text at the start of the list with a colon at its end. */
static bool
has_label(const struct html_page *p, const struct list *l)
{
	size_t i;

	for (i = l->node; i < l->end; i++)
		if (html_node(p, i)->tag == TAG_TEXT && p->m[i].text > 0)
			return is_label(p, i);
	return false;
}

/* Called related; with a heading of its own; in the article or after it,
 * not before; mostly headlines. */
static void
score_list(const struct html_page *p, struct list *l, size_t root)
{
	const struct measure *m = &p->m[l->node];
	size_t article_end = root == NO_NODE ? 0 : html_node(p, root)->end;

	bool titled = has_heading(p, l->node, l->end);

	count_titles(p, l);
	if (l->titles * 3 < l->links || (l->titles < RELATED_MIN &&
	    (l->titles == 0 || !(m->hints & HINT_RELATED) || !titled)))
		return;
	l->score = l->titles < RELATED_MIN ? 0 : 1;
	if (m->hints & HINT_RELATED)
		l->score += 6;
	if (titled || (m->linked * 3 > m->text * 2 && (has_label(p, l) ||
	    label_before(p, l->node) != NO_NODE)))
		l->score += 2;
	if (root != NO_NODE && l->node > root)
		l->score += l->node < article_end ? 3 : 2;
	if (m->hints & (HINT_NAV | HINT_FOOT | HINT_AD))
		l->score -= 4;
	if (l->abroad * 2 > l->titles)	/* an advertiser's, it may be */
		l->score -= l->abroad == l->titles ? 10 : 4;
	if (m->linked * 2 > m->text)
		l->score++;
}

static bool
may_list(const struct html_page *p, size_t i, size_t root)
{
	const struct node *n = html_node(p, i);
	const struct measure *m = &p->m[i];

	if (n->tag == TAG_TEXT || !tag_is_block(n->tag) ||
	    (m->flags & (NODE_SKIP | NODE_COMMENT)) ||
	    m->links < (m->hints & HINT_RELATED ? 1 : RELATED_MIN) ||
	    m->linked * 3 < m->text || n->end - i > LIST_MAX_NODES)
		return false;
	if (root != NO_NODE && i <= root && n->end >= html_node(p,
	    root)->end)
		return false;
	return (m->hints & HINT_RELATED) || n->tag == TAG_ASIDE ||
	    n->tag == TAG_SECTION || n->tag == TAG_UL || n->tag == TAG_DIV;
}

/* The only heading in a link is its title; the rest says when, who, how
 * many read it. */
static size_t
title_node(const struct html_page *p, size_t link)
{
	size_t i, found = NO_NODE;

	for (i = link + 1; i < html_node(p, link)->end; i++) {
		enum tag tag = html_node(p, i)->tag;

		if (tag < TAG_H1 || tag > TAG_H6 || p->m[i].text < TITLE_MIN)
			continue;
		if (found != NO_NODE)
			return link;
		found = i;
		i = html_node(p, i)->end - 1;
	}
	return found == NO_NODE ? link : found;
}

/* Whether a word goes on from a to b, by how it looks: no small letter or
 * mark is followed by a capital within one. */
static bool
runs_on(struct slice a, struct slice b)
{
	char x = a.len ? a.s[a.len - 1] : ' ', y = b.len ? *b.s : ' ';

	return ascii_space(x) || ascii_space(y) || !(y >= 'A' && y <= 'Z') ||
	    (x >= 'A' && x <= 'Z');
}

/* The text of a title with blanks where only a style sheet sets them. */
static struct slice
title_text(struct html_page *p, size_t node)
{
	const struct node *n = p->tree->nodes;
	struct buf b = { 0 };
	struct slice x;
	size_t i;

	for (i = node; i < n[node].end; i++) {
		if (p->m[i].flags & NODE_SKIP) {
			i = n[i].end - 1;
			continue;
		}
		if (n[i].tag != TAG_TEXT) {
			if (tag_is_block(n[i].tag) || n[i].tag == TAG_BR)
				buf_addc(&b, ' ');
			continue;
		}
		if (!runs_on(buf_slice(&b), n[i].text))
			buf_addc(&b, ' ');
		buf_add(&b, n[i].text);
	}
	x = arena_dup(&p->arena, slice_trim(buf_slice(&b)));
	buf_free(&b);
	return x;
}

/* The page itself, or a story that is in the list. */
static bool
is_known(const struct html_page *p, struct slice url, struct slice title,
    size_t first)
{
	const struct doc *d = p->doc;
	size_t k;

	if (slice_eq(title, d->headline) || (url.len && slice_eq(url,
	    d->url)))
		return true;
	for (k = first; k < d->nrelated; k++)
		if (slice_eq(d->related[k].url, url))
			return true;
	return false;
}

static void
add_list(struct html_page *p, const struct list *l)
{
	size_t i, first = p->doc->nrelated;
	size_t label = label_before(p, l->node);
	struct slice title, url;

	for (i = l->node; i < l->end && p->doc->nrelated - first <
	    RELATED_MAX; i++) {
		if (html_node(p, i)->tag != TAG_A || !is_headline(p, i))
			continue;
		title = title_text(p, title_node(p, i));
		url = html_url(p, i, "href");
		if (is_known(p, url, title, first))
			continue;
		doc_add_related(p->doc, title, url);
		explain_as(p, i, "related", "in the list of related stories");
	}
	html_mark(p, l->node, l->end, NODE_RELATED);
	if (label != NO_NODE)
		html_mark(p, label, html_node(p, label)->end, NODE_RELATED);
}

void
html_related(struct html_page *p, size_t root)
{
	struct list best = { 0 }, l;
	size_t i, looked = 0;

	for (i = 1; i < p->tree->n && looked < 400; i++) {
		if (!may_list(p, i, root))
			continue;
		looked++;
		l = (struct list){ .node = i, .end = html_node(p, i)->end };
		score_list(p, &l, root);
		if (l.score > best.score)
			best = l;
	}
	if (best.score >= 5)
		add_list(p, &best);
}
