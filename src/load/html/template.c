#include "load/html/template.h"

#include <stdlib.h>

#include "base/mem.h"

/* The tag and the first word of the class that has no digits. */
static uint64_t
node_key(const struct node *n)
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
		t->path[i - t->first] = key_mix(base, node_key(&n[i]));
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

void
template_read(const struct html_page *p, const struct marks *marks,
    struct member *ms, size_t n)
{
	struct template t = {
		.page = p, .marks = marks, .members = ms, .n = n
	};
	size_t i;

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
	vote_dates(&t);
	vote_authors(&t);
	free(t.path);
}
