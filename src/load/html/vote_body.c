#include <stdlib.h>

#include "base/mem.h"
#include "load/html/hint.h"
#include "load/html/strmap.h"
#include "load/html/template.h"

/* In hundredths: members that must have the place, text that it must hold,
 * elements there may be for each member. */
#define PLACE_MEMBERS 80
#define PLACE_TEXT 85
#define PLACE_TEXT_NAMED 50		/* where it is called the text */
#define PLACE_CROWD 120
#define PLACE_STRAY 20			/* members whose place may hold more */
#define LABEL_MAX 40			/* characters of "Reply", "Like" */
#define CLIMB_MAX 8			/* elements around a paragraph */
#define TEXT_LONG 200			/* said twice it is still a text */

struct place {				/* elements with one path */
	uint64_t key;
	uint32_t node;			/* the first */
	uint32_t count;
	uint32_t members;		/* that have one */
	uint32_t last;			/* member seen last, + 1 */
	uint32_t own;			/* text that differs */
	uint32_t text;			/* all text */
	uint32_t hints;			/* of the first */
};

struct ballot {
	const struct template *t;
	struct strmap seen;		/* hashes of texts */
	uint32_t *times;		/* each was seen */
	size_t times_cap;
	struct strmap map;
	struct place *places;
	size_t n, cap;
	uint32_t *own;			/* before node i, from the first on */
};

static void
count_texts(struct ballot *b)
{
	const struct template *t = b->t;
	size_t i, at;
	bool fresh;

	for (i = t->first; i < t->end; i++) {
		struct slice x = slice_trim(html_node(t->page, i)->text);

		if (html_node(t->page, i)->tag != TAG_TEXT || x.len == 0)
			continue;
		at = strmap_add(&b->seen, slice_hash(x), &fresh);
		b->times = mem_grow(b->times, &b->times_cap, at + 1,
		    sizeof(*b->times));
		b->times[at] = fresh ? 1 : b->times[at] + 1;
	}
}

/* What a text is worth: nothing where it repeats. */
static uint32_t
text_worth(const struct ballot *b, size_t i)
{
	const struct measure *m = &b->t->page->m[i];
	struct slice x = slice_trim(html_node(b->t->page, i)->text);
	size_t at;

	if (m->text == 0 || (m->flags & NODE_SKIP))
		return 0;
	at = strmap_get(&b->seen, slice_hash(x));
	if (at != SLICE_NONE && b->times && b->times[at] > 1 &&
	    m->text < TEXT_LONG)
		return 0;
	return m->text;
}

/* Names and dates differ too, however long, and what people sign with:
 * worth nothing. */
static bool
is_no_text(const struct ballot *b, size_t i)
{
	const struct node *n = html_node(b->t->page, i);
	uint32_t hints = b->t->page->m[i].hints;

	return b->t->marks->at[i] || (hints & HINT_SIGNATURE) ||
	    ((hints & HINT_AUTHOR) && !(hints & HINT_BODY) &&
	    n->tag != TAG_TEXT && !tag_is_block(n->tag));
}

static void
sum_texts(struct ballot *b)
{
	const struct template *t = b->t;
	size_t i, k, mark_end = 0;

	b->own = mem_alloc(t->end - t->first + 1, sizeof(*b->own));
	for (i = t->first; i < t->end; i++) {
		k = i - t->first;
		b->own[k + 1] = b->own[k];
		if (is_no_text(b, i) && html_node(t->page, i)->end > mark_end)
			mark_end = html_node(t->page, i)->end;
		if (html_node(t->page, i)->tag == TAG_TEXT && i >= mark_end)
			b->own[k + 1] += text_worth(b, i);
	}
}

static void
add_place(struct ballot *b, size_t i, size_t member)
{
	const struct template *t = b->t;
	bool fresh;
	size_t at = strmap_add(&b->map, template_path(t, i), &fresh);
	size_t end = html_node(t->page, i)->end;
	struct place *pl;

	if (fresh) {
		b->places = mem_grow(b->places, &b->cap, at + 1,
		    sizeof(*b->places));
		b->places[at] = (struct place){
			.key = template_path(t, i), .node = (uint32_t)i,
			.hints = t->page->m[i].hints
		};
		b->n = at + 1;
	}
	pl = &b->places[at];
	pl->count++;
	if (pl->last != member + 1)
		pl->members++;
	pl->last = (uint32_t)member + 1;
	pl->own += b->own[end - t->first] - b->own[i - t->first];
	pl->text += t->page->m[i].text;
}

static void
add_places(struct ballot *b)
{
	const struct template *t = b->t;
	size_t k, i;

	for (k = 0; k < t->n; k++)
		for (i = t->members[k].node + 1; i < t->members[k].stop; i++) {
			const struct node *nd = html_node(t->page, i);

			if (nd->tag != TAG_TEXT &&
			    nd->end <= t->members[k].stop &&
			    !(t->page->m[i].flags & NODE_SKIP))
				add_place(b, i, k);
		}
}

static bool
is_common(const struct place *p, size_t n)
{
	return (size_t)p->members * 100 >= n * PLACE_MEMBERS &&
	    (size_t)p->count * 100 <= (size_t)p->members * PLACE_CROWD;
}

static bool
holds_text(const struct place *p, uint32_t most)
{
	bool named = (p->hints & HINT_BODY) && !(p->hints & HINT_AUTHOR);

	return (uint64_t)p->own * 100 >= (uint64_t)most *
	    (named ? PLACE_TEXT_NAMED : PLACE_TEXT);
}

static const struct place *
choose_place(const struct ballot *b)
{
	const struct place *best = NULL, *p;
	uint32_t most = 0;
	size_t i;

	for (i = 0; i < b->n; i++)
		if (b->places[i].own > most &&
		    is_common(&b->places[i], b->t->n))
			most = b->places[i].own;
	for (i = 0; i < b->n; i++) {
		p = &b->places[i];
		if (!is_common(p, b->t->n) || !holds_text(p, most))
			continue;
		if (best == NULL || p->text <= best->text)
			best = p;
	}
	return best;
}

static bool
is_paragraph(const struct node *n)
{
	switch (n->tag) {
	case TAG_P: case TAG_BLOCKQUOTE: case TAG_UL: case TAG_OL:
	case TAG_PRE: case TAG_HR:
		return true;
	default:
		return false;
	}
}

/* What nearly all members say: "Reply". */
static bool
is_label(const struct ballot *b, size_t i)
{
	const struct node *n = html_node(b->t->page, i);
	size_t at = strmap_get(&b->seen, slice_hash(slice_trim(n->text)));

	return at != SLICE_NONE && b->times[at] > 1 &&
	    b->t->page->m[i].text < LABEL_MAX &&
	    (size_t)b->times[at] * 100 >= b->t->n * PLACE_MEMBERS;
}

/* A node that is no part of what was written. */
static bool
is_foreign(const struct ballot *b, size_t i)
{
	const uint32_t labels = HINT_META | HINT_AUTHOR | HINT_DATE |
	    HINT_SCORE | HINT_REPLY | HINT_SHARE | HINT_SIGNATURE;
	const struct measure *m = &b->t->page->m[i];

	if (m->text == 0 || (m->flags & NODE_SKIP))
		return false;
	if (html_node(b->t->page, i)->tag == TAG_TEXT)
		return b->t->marks->at[i] || is_label(b, i);
	return b->t->marks->at[i] || ((m->hints & labels) &&
	    !(m->hints & (HINT_BODY | HINT_QUOTE)));
}

/* Whether node has something foreign, out of quotations and of the
 * elements with this path. */
static bool
holds_foreign(const struct ballot *b, size_t node, uint64_t but)
{
	const struct node *n = b->t->page->tree->nodes;
	size_t i, end = n[node].end;

	for (i = node + 1; i < end; i++) {
		if (n[i].tag != TAG_TEXT && (n[i].tag == TAG_BLOCKQUOTE ||
		    template_path(b->t, i) == but))
			i = n[i].end - 1;
		else if (is_foreign(b, i))
			return true;
	}
	return false;
}

static bool
is_clean(const struct ballot *b, const struct place *up,
    const struct place *best)
{
	const struct template *t = b->t;
	size_t k, i, stray = 0;

	for (k = 0; k < t->n; k++)
		for (i = t->members[k].node + 1; i < t->members[k].stop; i++)
			if (html_node(t->page, i)->tag != TAG_TEXT &&
			    template_path(t, i) == up->key) {
				stray += holds_foreign(b, i, best->key);
				break;
			}
	return stray * 100 <= (size_t)up->members * PLACE_STRAY;
}

/* Most say one paragraph; who says two, or quotes, says them in the same
 * element.  That is the place, if it holds nothing else. */
static const struct place *
climb(const struct ballot *b, const struct place *best)
{
	const struct html_page *p = b->t->page;
	const struct place *up;
	size_t at, node, steps;

	for (steps = 0; steps < CLIMB_MAX; steps++, best = up) {
		const struct node *n = html_node(p, best->node);

		node = n->parent;
		if ((tag_is_block(n->tag) && n->tag != TAG_P) ||
		    node <= b->t->first)
			return best;
		at = strmap_get(&b->map, template_path(b->t, node));
		if (at == SLICE_NONE)
			return best;
		up = &b->places[at];
		if (!is_common(up, b->t->n) || !is_clean(b, up, best))
			return best;
	}
	return best;
}

static bool
may_follow(const struct ballot *b, size_t i)
{
	const struct node *n = html_node(b->t->page, i);
	const struct measure *m = &b->t->page->m[i];

	if (n->tag == TAG_TEXT)
		return m->text == 0;
	return is_paragraph(n) && !is_foreign(b, i) &&
	    (m->linked * 2 < m->text || n->tag == TAG_BLOCKQUOTE) &&
	    (n->tag == TAG_BLOCKQUOTE || !holds_foreign(b, i, 0));
}

/* Paragraphs around the one that all have are the text as well. */
static void
extend_body(const struct ballot *b, struct member *m)
{
	const struct node *n = b->t->page->tree->nodes;
	size_t i, body = m->body, end, run = body;
	bool open = false;

	if (n[body].tag != TAG_P || n[body].parent < m->node)
		return;
	end = n[n[body].parent].end < m->stop ? n[n[body].parent].end :
	    m->stop;
	for (i = n[body].parent + 1; i < body; i = n[i].end) {
		if (!may_follow(b, i))
			open = false;
		else if (!open && n[i].tag != TAG_TEXT) {
			open = true;
			run = i;
		}
	}
	if (open)
		m->body = (uint32_t)run;
	for (i = n[body].end; i < end && may_follow(b, i); i = n[i].end)
		if (n[i].tag != TAG_TEXT)
			m->body_end = n[i].end;
}

static void
set_body(const struct ballot *b, struct member *m, uint64_t key)
{
	const struct template *t = b->t;
	size_t i;

	for (i = m->node + 1; i < m->stop && m->body == 0; i++)
		if (html_node(t->page, i)->tag != TAG_TEXT &&
		    template_path(t, i) == key) {
			m->body = (uint32_t)i;
			m->body_end = html_node(t->page, i)->end;
		}
	if (m->body)
		extend_body(b, m);
}

void
vote_bodies(struct template *t)
{
	struct ballot b = { .t = t };
	const struct place *best;
	size_t k;

	count_texts(&b);
	sum_texts(&b);
	add_places(&b);
	best = choose_place(&b);
	if (best)
		best = climb(&b, best);
	for (k = 0; best && k < t->n; k++)
		set_body(&b, &t->members[k], best->key);
	strmap_free(&b.seen);
	strmap_free(&b.map);
	free(b.times);
	free(b.places);
	free(b.own);
}
