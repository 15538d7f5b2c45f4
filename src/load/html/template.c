#include "load/html/template.h"

#include <stdlib.h>

#include "base/mem.h"
#include "load/html/strmap.h"

/* What tells one row from the next only. */
static bool
is_stripe(struct slice word)
{
	return slice_ieq(word, SLICE("odd")) || slice_ieq(word, SLICE("even"));
}

/* "post_message_123": the letters before the number. */
static uint64_t
id_key(const struct node *n, uint64_t h)
{
	struct slice id = node_attr(n, "id");
	size_t i;

	for (i = 0; i < id.len && !ascii_digit(id.s[i]); i++)
		;
	return i == id.len || i < 3 ? h :
	    key_mix(h, slice_hash(slice_sub(id, 0, i)));
}

uint64_t
template_key(const struct node *n)
{
	struct slice rest, word;
	uint64_t h = n->tag;
	size_t i;

	if (n->tag == TAG_TEXT || n->nattrs == 0)
		return h;
	rest = node_attr(n, "class");
	while (slice_cut(&rest, ' ', &word)) {
		for (i = 0; i < word.len && !ascii_digit(word.s[i]); i++)
			;
		if (word.len && i == word.len && !is_stripe(word))
			return key_mix(h, slice_hash(word));
	}
	return id_key(n, h);
}

#define ROWS_MAX 7			/* and cells that are told apart */

/* Rows and cells without a class differ by where they stand. */
static uint64_t
child_key(const struct node *n, uint8_t *kids)
{
	uint64_t key = template_key(n);

	if (key != n->tag || (n->tag != TAG_TR && n->tag != TAG_TD))
		return key;
	if (*kids < ROWS_MAX)
		++*kids;
	return key_mix(key, *kids);
}

/* Paths start at the member; what follows it as a sibling starts anew.
 * kids: of each node, how many rows or cells were seen in it. */
static void
set_paths(struct template *t, const struct member *m, uint8_t *kids)
{
	const struct node *n = t->page->tree->nodes;
	uint64_t base;
	size_t i, up;

	t->path[m->node - t->first] = 1;
	for (i = m->node + 1; i < m->stop; i++) {
		up = n[i].parent < m->node ? m->node : n[i].parent;
		base = n[i].parent < m->node ? 2 : t->path[up - t->first];
		t->path[i - t->first] = key_mix(base, child_key(&n[i],
		    &kids[up - t->first]));
	}
}

static void
set_stops(struct member *ms, size_t n)
{
	size_t i;

	for (i = 0; i < n; i++)
		ms[i].stop = i + 1 < n && ms[i + 1].node < ms[i].end ?
		    ms[i + 1].node : ms[i].end;
}

static uint32_t
shown_text(const struct template *t, size_t from, size_t to)
{
	uint32_t text = 0;
	size_t i;

	for (i = from; i < to; i++)
		if (html_node(t->page, i)->tag == TAG_TEXT &&
		    !(t->page->m[i].flags & NODE_SKIP))
			text += t->page->m[i].text;
	return text;
}

/* Whether the place of the text is that of everything: most have their
 * date in it and nowhere else. */
static bool
is_loose(const struct template *t)
{
	size_t k, loose = 0;
	uint32_t within, all;

	for (k = 0; k < t->n; k++) {
		const struct member *m = &t->members[k];

		if (m->body == 0)
			continue;
		all = marks_dates(t->marks, m->node, m->stop);
		within = marks_dates(t->marks, m->body, m->body_end);
		loose += within > 0 && within == all;
	}
	return loose * 5 > t->n * 4;
}

/* A loose body is parted by its name and its date. */
struct parts {
	size_t from[3], to[3];
};

static void
part_body(const struct template *t, const struct member *m, struct parts *x)
{
	size_t a = m->author, b = m->date, swap, i;

	if (a == 0 || !member_in_body(m, a))
		a = m->body;
	if (b == 0 || !member_in_body(m, b))
		b = m->body;
	if (a > b) {
		swap = a;
		a = b;
		b = swap;
	}
	*x = (struct parts){ { m->body, a, b }, { a, b, m->body_end } };
	for (i = 1; i < 3; i++)
		if (x->from[i] > m->body)
			x->from[i] = html_node(t->page, x->from[i])->end;
	if (x->from[1] > x->to[1])	/* the one stands in the other */
		x->to[1] = x->from[1];
	if (x->from[2] < x->from[1])
		x->from[2] = x->from[1];
}

/* The text is the part in which most of all text is. */
static void
trim_bodies(struct template *t)
{
	uint64_t text[3] = { 0, 0, 0 };
	size_t k, i, best = 0;
	struct parts x;

	for (k = 0; k < t->n; k++) {
		if (t->members[k].body == 0)
			continue;
		part_body(t, &t->members[k], &x);
		for (i = 0; i < 3; i++)
			text[i] += shown_text(t, x.from[i], x.to[i]);
	}
	for (i = 1; i < 3; i++)
		if (text[i] > text[best])
			best = i;
	for (k = 0; k < t->n; k++) {
		if (t->members[k].body == 0)
			continue;
		part_body(t, &t->members[k], &x);
		if (x.to[best] <= x.from[best])
			continue;
		t->members[k].body = (uint32_t)x.from[best];
		t->members[k].body_end = (uint32_t)x.to[best];
	}
}

void
template_read(const struct html_page *p, const struct marks *marks,
    struct member *ms, size_t n)
{
	struct template t = {
		.page = p, .marks = marks, .members = ms, .n = n
	};
	uint8_t *kids;
	size_t i;
	bool loose;

	set_stops(ms, n);
	if (n < 2)
		return;
	t.first = ms[0].node;
	for (i = 0; i < n; i++)
		if (ms[i].end > t.end)
			t.end = ms[i].end;
	t.path = mem_alloc(t.end - t.first, sizeof(*t.path));
	kids = mem_alloc(t.end - t.first, sizeof(*kids));
	for (i = 0; i < n; i++)
		set_paths(&t, &ms[i], kids);
	free(kids);
	vote_bodies(&t);
	loose = is_loose(&t);
	for (i = 0; i < n; i++)
		ms[i].loose = loose;
	vote_dates(&t);
	vote_authors(&t);
	if (loose)
		trim_bodies(&t);
	free(t.path);
}
