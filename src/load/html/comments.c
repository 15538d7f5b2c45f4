#include "load/html/comments.h"

#include <stdlib.h>

#include "base/mem.h"
#include "load/html/group.h"
#include "load/html/hint.h"
#include "load/html/named.h"
#include "load/html/opening.h"
#include "load/html/post.h"
#include "load/html/reply.h"
#include "load/html/strmap.h"

struct members {
	struct member *at;
	size_t n, cap;
};

/* The members in document order, each under the one it is nested in. */
static void
collect(const struct html_page *p, const struct marks *marks, uint64_t key,
    struct members *ms)
{
	bool named = named_has(p, SITE_COMMENT);
	int32_t open = -1;
	size_t i;

	for (i = 1; i < p->tree->n; i++) {
		if (html_node(p, i)->tag == TAG_TEXT ||
		    (p->m[i].flags & NODE_SKIP) || (named ?
		    !(p->m[i].flags & NODE_POST) :
		    !html_group_has(p, marks, i, key)))
			continue;
		while (open >= 0 && ms->at[open].end <= i)
			open = ms->at[open].parent;
		ms->at = mem_grow(ms->at, &ms->cap, ms->n + 1,
		    sizeof(*ms->at));
		ms->at[ms->n] = (struct member){
			.node = (uint32_t)i, .end = html_node(p, i)->end,
			.parent = open
		};
		open = (int32_t)ms->n++;
	}
}

/* Rows of one post: where most of the text stands between members that are
 * siblings, what follows a member is its own. */
static void
extend(const struct html_page *p, struct members *ms)
{
	const struct node *n = p->tree->nodes;
	size_t i, k, steps = 0, rows;
	uint64_t within = 0, between = 0;

	for (i = 0; i + 1 < ms->n; i++) {
		if (n[ms->at[i].node].parent != n[ms->at[i + 1].node].parent)
			return;
		within += p->m[ms->at[i].node].text;
		for (k = ms->at[i].end, rows = 0; k < ms->at[i + 1].node;
		    k = n[k].end, rows++)
			between += p->m[k].text;
		if (rows > steps)
			steps = rows;
	}
	if (ms->n < 2 || between < within)
		return;
	for (i = 0; i + 1 < ms->n; i++)
		ms->at[i].end = ms->at[i + 1].node;
	k = ms->at[i].end;
	for (rows = 0; rows < steps && k < n[n[ms->at[i].node].parent].end;
	    rows++)
		k = n[k].end;
	ms->at[i].end = (uint32_t)k;
}

/* The part of the page from the first to the last member, with headings
 * and forms between, belongs to the comments: their common ancestor,
 * unless that holds the headline too. */
static void
mark_region(struct html_page *p, const struct members *ms)
{
	const struct node *n = p->tree->nodes;
	size_t up = n[ms->at[0].node].parent, i;
	uint32_t members = 0;

	for (i = 0; i < ms->n; i++)
		if (ms->at[i].parent < 0) {
			html_mark(p, ms->at[i].node, ms->at[i].end,
			    NODE_COMMENT);
			members += p->m[ms->at[i].node].text;
		}
	if (up > 0 && n[up].end >= ms->at[ms->n - 1].node &&
	    members * 2 > p->m[up].text)
		html_mark(p, up, n[up].end, NODE_COMMENT);
}

/* Characters of what the member says, its name and date apart. */
static uint32_t
said(const struct html_page *p, const struct member *m)
{
	size_t i, from = m->body ? m->body : m->node + 1;
	size_t to = m->body ? m->body_end : m->stop;
	uint32_t text = 0;

	for (i = from; i < to; i++) {
		if (html_node(p, i)->tag != TAG_TEXT)
			continue;
		if (!(p->m[i].flags & NODE_SKIP))
			text += p->m[i].text;
	}
	return text;
}

/* Boxes made like posts but for the text's place, name and date; and posts
 * of pictures alone, which nobody answers. */
static bool
is_stray(const struct html_page *p, const struct member *m, bool bodies)
{
	if (m->end > m->stop)
		return false;		/* others are nested in it */
	if (said(p, m) == 0)
		return true;
	return bodies && m->body == 0 && m->author == 0 && m->date == 0;
}

#define STRAY_MIN 5			/* members that make a rule */

static void
drop_strays(const struct html_page *p, struct members *ms)
{
	int32_t *to = mem_alloc(ms->n, sizeof(*to));
	size_t i, n = 0, bodies = 0;

	for (i = 0; i < ms->n; i++)
		bodies += ms->at[i].body > 0;
	for (i = 0; i < ms->n; i++) {
		struct member *m = &ms->at[i];

		if (is_stray(p, m, bodies >= STRAY_MIN))
			continue;
		if (m->parent >= 0)
			m->parent = to[m->parent];
		to[i] = (int32_t)n;
		ms->at[n++] = *m;
	}
	ms->n = n;
	free(to);
}

/* Whether something around the node, but not around the headline, is called
 * the comments. */
static bool
is_below_article(const struct html_page *p, size_t node)
{
	const struct node *n = p->tree->nodes;
	size_t up;

	for (up = n[node].parent; up > 0; up = n[up].parent) {
		if (p->h1 != NO_NODE && p->h1 >= up && p->h1 < n[up].end)
			return false;
		if (n[up].tag != TAG_BODY && (p->m[up].hints & HINT_COMMENT))
			return true;
	}
	return false;
}

/* Rows that nothing calls posts are none if few of them say by whom. */
static void
drop_unsigned(const struct group *g, struct members *ms)
{
	size_t i, names = 0;

	for (i = 0; i < ms->n; i++)
		names += ms->at[i].author > 0;
	if (!g->told && !(g->hints & (HINT_COMMENT | HINT_POST)) &&
	    names * 4 < ms->n * 3)
		ms->n = 0;
}

/* The text of a thread's first post: what the page is about. */
static void
first_post(struct html_page *p, const struct group *g,
    const struct member *m)
{
	if ((g->hints & HINT_COMMENT) || g->told ||
	    is_below_article(p, m->node))
		return;
	p->post = m->body ? m->body : m->node;
	p->post_end = m->body ? m->body_end : html_node(p, m->node)->end;
}

/* A text that opens a thread apart from its answers. */
static void
find_opening(struct html_page *p, const struct marks *marks,
    const struct members *ms)
{
	p->post = opening_find(p, marks, ms->at, ms->n);
	if (p->post != NO_NODE)
		p->post_end = html_node(p, p->post)->end;
}

#define LABEL_MAX 40			/* characters of "IP: logged" */
#define LABEL_MEMBERS 4

struct label {
	size_t last, times;
};

/* A text of letters, no name for what follows. */
static bool
may_label(const struct html_page *p, size_t i)
{
	struct slice x = slice_trim(html_node(p, i)->text);

	return html_node(p, i)->tag == TAG_TEXT && p->m[i].text > 2 &&
	    p->m[i].text <= LABEL_MAX && !slice_ends(x, SLICE(":"));
}

/* What four of five say in the same words their page says for them: it is
 * not shown.  Two passes: count, then hide. */
static void
hide_labels(struct html_page *p, const struct members *ms)
{
	struct strmap map = { 0 };
	struct label *labels = NULL;
	size_t i, k, at, cap = 0;
	bool fresh, hide;

	for (hide = false; ms->n >= LABEL_MEMBERS; hide = true) {
		for (k = 0; k < ms->n; k++)
			for (i = ms->at[k].body; i < ms->at[k].body_end; i++) {
				if (!may_label(p, i))
					continue;
				at = strmap_add(&map, slice_hash(slice_trim(
				    html_node(p, i)->text)), &fresh);
				labels = mem_grow(labels, &cap, at + 1,
				    sizeof(*labels));
				if (fresh)
					labels[at] = (struct label){ 0, 0 };
				if (hide && labels[at].times * 5 >=
				    ms->n * 4)
					p->m[i].flags |= NODE_SKIP;
				else if (!hide && labels[at].last != k + 1)
					labels[at] = (struct label){ k + 1,
					    labels[at].times + 1 };
			}
		if (hide)
			break;
	}
	strmap_free(&map);
	free(labels);
}

static void
add_posts(struct html_page *p, const struct marks *marks,
    const struct group *g, struct members *ms)
{
	size_t i;

	for (i = 0; i < ms->n; i++)
		p->posts += said(p, &ms->at[i]);
	first_post(p, g, &ms->at[0]);
	if (p->post == NO_NODE && !p->article)
		find_opening(p, marks, ms);
	html_replies(p, ms->at, ms->n);
	named_replies(p, ms->at, ms->n);
	for (i = 0; i < ms->n; i++)
		html_post(p, marks, &ms->at[i]);
	if (p->post != NO_NODE && p->opener.len + p->opened.len == 0) {
		p->opener = p->doc->comments[0].author;
		p->opened = p->doc->comments[0].published;
	}
}

bool
html_comments(struct html_page *p)
{
	struct members ms = { 0 };
	struct marks marks;
	struct group g = { .told = true };
	bool named = named_has(p, SITE_COMMENT);

	if (named_none(p, SITE_COMMENT))
		return true;
	marks_order(p);
	marks_read(p, &marks);
	if (!named)
		g = html_group_find(p, &marks);
	if (named || g.count > 0)
		collect(p, &marks, g.key, &ms);
	if (ms.n > 0) {
		extend(p, &ms);
		template_read(p, &marks, ms.at, ms.n);
		named_parts(p, ms.at, ms.n);
		drop_unsigned(&g, &ms);
	}
	if (ms.n > 0) {
		mark_region(p, &ms);
		hide_labels(p, &ms);
		drop_strays(p, &ms);
	}
	if (ms.n > 0)
		add_posts(p, &marks, &g, &ms);
	marks_free(&marks);
	free(ms.at);
	return ms.n > 0;
}
