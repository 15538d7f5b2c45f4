#include "load/html/named.h"

#include <stdlib.h>

#include "base/file.h"
#include "base/mem.h"
#include "load/date.h"
#include "load/html/byline.h"
#include "load/html/explain.h"
#include "load/html/facts.h"
#include "load/html/hint.h"
#include "load/html/selector.h"
#include "load/html/strmap.h"

struct rule {
	const struct site_rule *of;
	size_t found;			/* elements */
};

struct said {				/* of a comment */
	uint32_t member;		/* its element */
	enum site_key key;
	struct slice value;
};

struct named {
	struct rule *rules;
	size_t n;
	struct said *said;		/* by member once they are sorted */
	size_t nsaid, cap;
	bool sorted;
};

#define CONFIDENCE_ID 0.99f		/* the reader says where it stands */

/* Choosing. */

static bool
wants_path(const struct sites *s)
{
	size_t i;

	for (i = 0; i < s->n; i++)
		if (site_rule_wants_path(&s->rules[i]))
			return true;
	return false;
}

static void
choose(struct html_page *p, const struct sites *s, struct slice url)
{
	struct named *k = ARENA_NEW(&p->arena, 1, struct named);
	struct buf path = { 0 };
	size_t i;

	if (wants_path(s))
		file_absolute(&path, p->doc->source);
	k->rules = ARENA_NEW(&p->arena, s->n, struct rule);
	for (i = 0; i < s->n; i++)
		if (site_rule_is_for(&s->rules[i], url, buf_slice(&path)))
			k->rules[k->n++].of = &s->rules[i];
	buf_free(&path);
	if (k->n)
		p->named = k;
}

/* The elements that the rules with a key name, rule by rule. */
struct walk {
	struct html_page *page;
	enum site_key key;
	size_t rule;			/* the next one */
	struct rule *at;		/* the one at hand */
	struct selector_walk in;
};

static void
walk_start(struct walk *w, struct html_page *p, enum site_key key)
{
	w->page = p;
	w->key = key;
	w->rule = 0;
	w->at = NULL;
}

static bool
walk_rule(struct walk *w)
{
	struct named *k = w->page->named;

	while (k && w->rule < k->n) {
		w->at = &k->rules[w->rule++];
		if (w->at->of->key != w->key || w->at->of->selector == NULL)
			continue;
		w->at->found = 0;
		selector_start(&w->in, w->at->of->selector, w->page->tree);
		return true;
	}
	w->at = NULL;
	return false;
}

/* NO_NODE at the end. */
static size_t
walk_next(struct walk *w)
{
	size_t i;

	while (w->at || walk_rule(w)) {
		i = selector_next(&w->in);
		if (i < w->page->tree->n) {
			w->at->found++;
			return i;
		}
		w->at = NULL;
	}
	return NO_NODE;
}

/* The attribute that the rule asks for; what <meta> and <time> say; else
 * the text. */
static struct slice
walk_value(const struct walk *w, size_t i)
{
	const struct node *n = html_node(w->page, i);
	struct slice x = { NULL, 0 };

	if (w->at->of->attr.len)
		return slice_trim(node_attr(n, w->at->of->attr.s));
	if (n->tag == TAG_META)
		x = node_attr(n, "content");
	else if (n->tag == TAG_TIME)
		x = node_attr(n, "datetime");
	return x.len ? slice_trim(x) : html_text(w->page, i);
}

bool
named_has(const struct html_page *p, enum site_key key)
{
	size_t i;

	for (i = 0; p->named && i < p->named->n; i++)
		if (p->named->rules[i].of->key == key)
			return true;
	return false;
}

bool
named_none(const struct html_page *p, enum site_key key)
{
	size_t i;

	for (i = 0; p->named && i < p->named->n; i++)
		if (p->named->rules[i].of->key == key &&
		    p->named->rules[i].of->selector == NULL)
			return true;
	return false;
}

const struct site_rule *
named_rule(const struct html_page *p, size_t i, size_t *found)
{
	if (p->named == NULL || i >= p->named->n)
		return NULL;
	*found = p->named->rules[i].found;
	return p->named->rules[i].of;
}

/* Marking. */

static void
mark(struct html_page *p, enum site_key key, uint32_t flag, uint32_t hint)
{
	struct walk w;
	size_t i;

	walk_start(&w, p, key);
	while ((i = walk_next(&w)) != NO_NODE) {
		p->m[i].flags |= flag;
		p->m[i].hints |= hint;
	}
}

void
named_open(struct html_page *p, const struct sites *s, struct slice url)
{
	if (s && s->n)
		choose(p, s, url.len ? url : p->doc->url);
	if (p->named)
		mark(p, SITE_REMOVE, NODE_SKIP | NODE_REMOVED, 0);
}

void
named_mark(struct html_page *p)
{
	if (p->named == NULL)
		return;
	mark(p, SITE_BODY, NODE_BODY, 0);
	mark(p, SITE_COMMENT, NODE_POST, 0);
	mark(p, SITE_CAPTION, 0, HINT_CAPTION);
	mark(p, SITE_CREDIT, 0, HINT_CREDIT);
}

size_t
named_body(const struct html_page *p)
{
	size_t i;

	for (i = 1; p->named && i < p->tree->n; i++)
		if ((p->m[i].flags & (NODE_BODY | NODE_SKIP)) == NODE_BODY)
			return i;
	if (named_has(p, SITE_BODY))
		doc_warn(p->doc, "the rule for the body of this site finds "
		    "nothing on this page");
	return NO_NODE;
}

/* What stands on the page once. */

void
named_title(struct html_page *p)
{
	struct slice x;
	struct walk w;
	size_t i;

	walk_start(&w, p, SITE_TITLE);
	while ((i = walk_next(&w)) != NO_NODE) {
		x = walk_value(&w, i);
		if (x.len == 0)
			continue;
		p->doc->headline = doc_line(p->doc, x);
		if (!(p->m[i].flags & NODE_SKIP))
			p->h1 = i;
		return;
	}
}

static void
set_line(struct html_page *p, enum site_key key, struct slice *field)
{
	struct slice x;
	struct walk w;
	size_t i;

	if (named_none(p, key))
		*field = (struct slice){ "", 0 };
	walk_start(&w, p, key);
	while ((i = walk_next(&w)) != NO_NODE) {
		x = walk_value(&w, i);
		if (x.len) {
			*field = doc_line(p->doc, x);
			return;
		}
	}
}

static void
set_date(struct html_page *p, enum site_key key, struct slice *field)
{
	char date[DATE_MAX];
	struct walk w;
	size_t i;

	if (named_none(p, key))
		*field = (struct slice){ "", 0 };
	walk_start(&w, p, key);
	while ((i = walk_next(&w)) != NO_NODE)
		if (date_parse(walk_value(&w, i), date)) {
			*field = doc_line(p->doc, slice_z(date));
			return;
		}
}

static struct slices
values(struct html_page *p, enum site_key key)
{
	struct slices all = { 0 };
	struct walk w;
	size_t i;

	walk_start(&w, p, key);
	while ((i = walk_next(&w)) != NO_NODE)
		fact_add(&all, walk_value(&w, i));
	return all;
}

static void
set_list(struct html_page *p, enum site_key key, struct slices *field)
{
	struct slices all = values(p, key);
	struct facts f = { .tags = all };
	size_t i;

	if (all.n || named_none(p, key))
		field->n = 0;
	for (i = 0; i < all.n; i++)
		doc_add_to(p->doc, field, all.at[i]);
	facts_free(&f);
}

static void
set_authors(struct html_page *p)
{
	struct slices all = values(p, SITE_AUTHOR), *to = &p->doc->authors;
	struct facts f = { .authors = all };

	if (all.n || named_none(p, SITE_AUTHOR))
		to->n = 0;
	byline_authors(p, (const struct slices *const[]){ &all }, 1);
	if (to->n == 0 && all.n)
		doc_add_to(p->doc, to, all.at[0]);
	facts_free(&f);
}

void
named_facts(struct html_page *p)
{
	struct doc *d = p->doc;

	if (p->named == NULL)
		return;
	set_line(p, SITE_SUBTITLE, &d->subtitle);
	set_date(p, SITE_TIME, &d->published);
	set_date(p, SITE_UPDATED, &d->updated);
	set_authors(p);
	set_list(p, SITE_SECTION, &d->section);
	set_list(p, SITE_TAGS, &d->tags);
}

/* Related headlines: links, or elements that hold links. */

static void
add_link(struct html_page *p, size_t i, struct slice *last)
{
	struct slice url = html_url(p, i, "href"), title = html_text(p, i);

	/* A picture and a headline often lead to one story. */
	if (title.len && !(url.len && slice_eq(url, *last))) {
		doc_add_related(p->doc, title, url);
		explain_as(p, i, "related", "named by a rule");
	}
	if (title.len)
		*last = url;
}

void
named_related(struct html_page *p)
{
	const struct node *n = p->tree->nodes;
	struct slice last = { "", 0 };
	struct walk w;
	size_t i, k, done = 0;

	walk_start(&w, p, SITE_RELATED);
	while ((i = walk_next(&w)) != NO_NODE) {
		if (i < done && n[i].end <= done)
			continue;
		for (k = i; k < n[i].end; k++)
			if (n[k].tag == TAG_A)
				add_link(p, k, &last);
		html_mark(p, i, n[i].end, NODE_RELATED);
		done = n[i].end;
	}
}

/* Comments. */

/* The member that has the node among its own nodes; they stand apart, and
 * in the order of the document.  n: none has.  *at is the last one found. */
static size_t
owner_of(const struct member *ms, size_t n, size_t node, size_t *at)
{
	if (*at < n && node < ms[*at].node)
		*at = 0;
	while (*at < n && ms[*at].stop <= node)
		++*at;
	return *at < n && ms[*at].node <= node ? *at : n;
}

static void
add_said(struct named *k, const struct member *m, enum site_key key,
    struct slice value)
{
	k->said = mem_grow(k->said, &k->cap, k->nsaid + 1,
	    sizeof(*k->said));
	k->said[k->nsaid++] = (struct said){ m->node, key, value };
}

/* `first`: nothing was set by this rule before. */
static void
set_part(struct member *m, enum site_key key, const struct html_page *p,
    size_t node, bool first)
{
	uint32_t i = (uint32_t)node, end = html_node(p, node)->end;

	if (key == SITE_COMMENT_AUTHOR && first)
		m->author = i;
	else if (key == SITE_COMMENT_TIME && first)
		m->date = i;
	else if (key == SITE_COMMENT_TEXT) {
		if (first)
			m->body = i;
		m->body_end = end < m->stop ? end : m->stop;
	}
}

static void
name_part(struct html_page *p, struct member *ms, size_t n,
    enum site_key key)
{
	size_t i, k, at = 0, *seen = mem_alloc(n, sizeof(*seen));
	struct walk w;

	walk_start(&w, p, key);
	while ((i = walk_next(&w)) != NO_NODE) {
		if ((k = owner_of(ms, n, i, &at)) == n ||
		    (seen[k] && seen[k] != w.rule))
			continue;
		set_part(&ms[k], key, p, i, seen[k] == 0);
		if (seen[k] == 0 && key != SITE_COMMENT_TEXT &&
		    (key == SITE_COMMENT_TIME || w.at->of->attr.len))
			add_said(p->named, &ms[k], key, walk_value(&w, i));
		seen[k] = w.rule;
	}
	free(seen);
}

void
named_parts(struct html_page *p, struct member *ms, size_t n)
{
	if (p->named == NULL)
		return;
	name_part(p, ms, n, SITE_COMMENT_AUTHOR);
	name_part(p, ms, n, SITE_COMMENT_TIME);
	name_part(p, ms, n, SITE_COMMENT_TEXT);
}

/* "comment-12", "#12", "12" are one; other ids are as they are. */
static uint64_t
id_key(struct slice x)
{
	size_t n = x.len;

	while (n > 0 && ascii_digit(x.s[n - 1]))
		n--;
	return slice_hash(n < x.len ? slice_from(x, n) : x);
}

/* What a link leads to on the page, or the value; true: it may be a name
 * as well. */
static bool
reply_value(const struct walk *w, size_t i, struct slice *x)
{
	struct slice href = node_attr(html_node(w->page, i), "href");
	size_t at = slice_chr(href, '#');

	*x = walk_value(w, i);
	if (w->at->of->attr.len == 0 && at != SLICE_NONE)
		*x = slice_from(href, at);
	else if (w->at->of->attr.len == 0)
		return true;
	at = slice_chr(*x, '#');
	if (at != SLICE_NONE)
		*x = slice_from(*x, at + 1);
	return false;
}

static void
fill_ids(const struct html_page *p, const struct member *ms, size_t n,
    struct strmap *ids, uint32_t *of)
{
	static const char *const attrs[] = { "id", "data-id" };
	struct slice id;
	size_t i, k, at;
	bool fresh;

	for (i = 0; i < n; i++)
		for (k = 0; k < 2; k++) {
			id = node_attr(html_node(p, ms[i].node), attrs[k]);
			if (id.len == 0)
				continue;
			at = strmap_add(ids, id_key(id), &fresh);
			if (fresh)
				of[at] = (uint32_t)i;
		}
}

void
named_replies(struct html_page *p, struct member *ms, size_t n)
{
	struct strmap ids = { 0 };
	uint32_t *of;
	struct slice x;
	struct walk w;
	size_t i, k, place, at = 0;

	if (!named_has(p, SITE_COMMENT_REPLY))
		return;
	of = mem_alloc(2 * n, sizeof(*of));
	fill_ids(p, ms, n, &ids, of);
	walk_start(&w, p, SITE_COMMENT_REPLY);
	while ((i = walk_next(&w)) != NO_NODE) {
		if ((k = owner_of(ms, n, i, &at)) == n)
			continue;
		if (reply_value(&w, i, &x)) {
			add_said(p->named, &ms[k], SITE_COMMENT_REPLY, x);
			continue;
		}
		place = strmap_get(&ids, id_key(x));
		if (place == SLICE_NONE || of[place] >= k)
			continue;
		ms[k].parent = (int32_t)of[place];
		ms[k].evidence = EV_ID;
		ms[k].confidence = CONFIDENCE_ID;
	}
	strmap_free(&ids);
	free(of);
}

static int
by_member(const void *a, const void *b)
{
	const struct said *x = a, *y = b;

	if (x->member != y->member)
		return x->member < y->member ? -1 : 1;
	return (int)x->key - (int)y->key;
}

/* The first of those said of the member. */
static size_t
find_said(const struct named *k, size_t member)
{
	size_t lo = 0, hi = k->nsaid, mid;

	while (lo < hi) {
		mid = lo + (hi - lo) / 2;
		if (k->said[mid].member < member)
			lo = mid + 1;
		else
			hi = mid;
	}
	return lo;
}

void
named_comment(struct html_page *p, size_t node, struct comment *c)
{
	struct named *k = p->named;
	char date[DATE_MAX];
	size_t i;

	if (k == NULL || k->nsaid == 0)
		return;
	if (!k->sorted)
		qsort(k->said, k->nsaid, sizeof(*k->said), by_member);
	k->sorted = true;
	for (i = find_said(k, node); i < k->nsaid &&
	    k->said[i].member == node; i++) {
		struct slice x = k->said[i].value;

		if (k->said[i].key == SITE_COMMENT_AUTHOR)
			c->author = doc_line(p->doc, x);
		else if (k->said[i].key == SITE_COMMENT_REPLY)
			c->reply_to = doc_line(p->doc, x);
		else if (date_parse(x, date))
			c->published = doc_line(p->doc, slice_z(date));
	}
}

void
named_close(struct html_page *p)
{
	if (p->named)
		free(p->named->said);
	p->named = NULL;
}
