#include "load/html/template.h"

#include <stdlib.h>

#include "base/mem.h"

uint64_t
template_key(const struct node *n)
{
	struct slice rest, word;
	uint64_t h = n->tag;
	size_t i;

	if (n->tag == TAG_TEXT)
		return h;
	rest = node_attr(n, "class");
	while (slice_cut(&rest, ' ', &word)) {
		for (i = 0; i < word.len && !ascii_digit(word.s[i]); i++)
			;
		if (word.len && i == word.len)
			return key_mix(h, slice_hash(word));
	}
	return h;
}

/* Paths start at the member; what follows it as a sibling starts anew. */
static void
set_paths(struct template *t, const struct member *m)
{
	const struct node *n = t->page->tree->nodes;
	uint64_t base;
	size_t i;

	t->path[m->node - t->first] = 1;
	for (i = m->node + 1; i < m->stop; i++) {
		base = n[i].parent < m->node ? 2 :
		    t->path[n[i].parent - t->first];
		t->path[i - t->first] = key_mix(base, template_key(&n[i]));
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

/* What stands beyond the name and the date is the text, on the side where
 * more of it is. */
static void
trim_body(const struct template *t, struct member *m)
{
	const uint32_t at[] = { m->author, m->date };
	size_t i, first = m->body_end, last = m->body, end;

	for (i = 0; i < 2; i++) {
		if (at[i] == 0 || !member_in_body(m, at[i]))
			continue;
		end = html_node(t->page, at[i])->end;
		if (at[i] < first)
			first = at[i];
		if (end > last)
			last = end;
	}
	if (first >= last)
		return;
	if (shown_text(t, last, m->body_end) >=
	    shown_text(t, m->body, first))
		m->body = (uint32_t)last;
	else
		m->body_end = (uint32_t)first;
}

void
template_read(const struct html_page *p, const struct marks *marks,
    struct member *ms, size_t n)
{
	struct template t = {
		.page = p, .marks = marks, .members = ms, .n = n
	};
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
	for (i = 0; i < n; i++)
		set_paths(&t, &ms[i]);
	vote_bodies(&t);
	loose = is_loose(&t);
	for (i = 0; i < n; i++)
		ms[i].loose = loose;
	vote_dates(&t);
	vote_authors(&t);
	for (i = 0; loose && i < n; i++)
		trim_body(&t, &ms[i]);
	free(t.path);
}
