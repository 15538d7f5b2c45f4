#include "load/html/related.h"

#include "load/html/explain.h"
#include "text/utf8.h"

#define RELATED_MAX 60			/* headlines of one list */
#define RELATED_MIN 2			/* one where it is called related */
#define LIST_MAX_NODES 4000
#define TITLE_MIN 20			/* characters; an ideograph counts 3 */
#define TITLE_MAX 300
#define LABEL_MAX 60			/* a heading */
#define LABEL_MAX_TEXT 40		/* "See also:" */

/* Text as long as a headline: four words, or as much without blanks. */
static bool
is_headline(const struct html_page *p, size_t link)
{
	const struct measure *m = &p->m[link];
	struct slice x;

	if (m->text < TITLE_MIN || m->text > TITLE_MAX ||
	    (m->flags & (NODE_SKIP | NODE_COMMENT)) ||
	    slice_starts(node_attr(html_node(p, link), "href"), SLICE("#")))
		return false;
	x = html_text(p, link);
	return slice_words(x) >= 4 || m->text > x.len ||
	    m->text >= 3 * utf8_count(x);
}

struct list {				/* of links, a candidate */
	size_t node, end;
	size_t titles, links;
	int score;
};

static void
count_titles(const struct html_page *p, struct list *l)
{
	size_t i;

	for (i = l->node; i < l->end; i++) {
		if (html_node(p, i)->tag != TAG_A || p->m[i].text == 0)
			continue;
		l->links++;
		l->titles += is_headline(p, i);
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
	if (l->titles * 2 < l->links || (l->titles < RELATED_MIN &&
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

static void
add_list(struct html_page *p, const struct list *l)
{
	size_t i, k, first = p->doc->nrelated;
	size_t label = label_before(p, l->node);
	struct slice title, url;

	for (i = l->node; i < l->end && p->doc->nrelated - first <
	    RELATED_MAX; i++) {
		if (html_node(p, i)->tag != TAG_A || !is_headline(p, i))
			continue;
		title = html_text(p, i);
		url = html_url(p, i, "href");
		for (k = first; k < p->doc->nrelated; k++)
			if (slice_eq(p->doc->related[k].url, url))
				break;
		if (k < p->doc->nrelated)
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
