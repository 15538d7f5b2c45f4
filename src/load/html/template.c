#include "load/html/post.h"

#include <stdlib.h>

#include "base/mem.h"
#include "load/html/strmap.h"

/* Where an element stands in its member: the tags and classes down to it. */
struct place {
	uint64_t key;
	uint32_t count;			/* elements */
	uint32_t members;		/* that have one */
	uint32_t last;			/* member seen last, + 1 */
	uint32_t own;			/* text that differs */
	uint32_t text;			/* all text */
};

struct template {
	const struct html_page *page;
	const struct marks *marks;
	struct strmap seen;		/* hashes of texts */
	uint32_t *times;		/* each was seen */
	size_t times_cap;
	struct strmap map;
	struct place *places;
	size_t n, cap;
	uint32_t *own;			/* before node i, from the first on */
	uint64_t *path;			/* of each node, from the first on */
	size_t first;
};

static uint64_t
node_key(const struct node *n)
{
	struct slice rest = node_attr(n, "class"), word;
	uint64_t h = n->tag;
	size_t i;

	while (slice_cut(&rest, ' ', &word)) {
		for (i = 0; i < word.len && !ascii_digit(word.s[i]); i++)
			;
		if (word.len && i == word.len) {
			h = key_mix(h, slice_hash(word));
			break;
		}
	}
	return h;
}

static void
count_texts(struct template *t, size_t end)
{
	size_t i, at;
	bool fresh;

	for (i = t->first; i < end; i++) {
		struct slice x = slice_trim(page_node(t->page, i)->text);

		if (page_node(t->page, i)->tag != TAG_TEXT || x.len == 0)
			continue;
		at = strmap_add(&t->seen, slice_hash(x), &fresh);
		t->times = mem_grow(t->times, &t->times_cap, at + 1,
		    sizeof(*t->times));
		t->times[at] = fresh ? 1 : t->times[at] + 1;
	}
}

/* What a text is worth: nothing where it repeats, or is a name or date. */
static uint32_t
text_worth(const struct template *t, size_t i)
{
	const struct measure *m = &t->page->m[i];
	struct slice x = slice_trim(page_node(t->page, i)->text);
	size_t at;

	if (m->text == 0 || (m->flags & NODE_SKIP))
		return 0;
	at = strmap_get(&t->seen, slice_hash(x));
	if (at != SLICE_NONE && t->times[at] > 1 && m->text < 200)
		return 0;
	return m->text;
}

static void
sum_texts(struct template *t, size_t end)
{
	size_t i, k, mark_end = 0;

	t->own = mem_alloc(end - t->first + 1, sizeof(*t->own));
	for (i = t->first; i < end; i++) {
		k = i - t->first;
		t->own[k + 1] = t->own[k];
		if (t->marks->at[i] && page_node(t->page, i)->end > mark_end)
			mark_end = page_node(t->page, i)->end;
		if (page_node(t->page, i)->tag == TAG_TEXT && i >= mark_end)
			t->own[k + 1] += text_worth(t, i);
	}
}

static void
add_place(struct template *t, size_t i, size_t member)
{
	bool fresh;
	size_t at = strmap_add(&t->map, t->path[i - t->first], &fresh);
	size_t end = page_node(t->page, i)->end;
	struct place *pl;

	if (fresh) {
		t->places = mem_grow(t->places, &t->cap, at + 1,
		    sizeof(*t->places));
		t->places[at] = (struct place){
			.key = t->path[i - t->first]
		};
		t->n = at + 1;
	}
	pl = &t->places[at];
	pl->count++;
	if (pl->last != member + 1)
		pl->members++;
	pl->last = (uint32_t)member + 1;
	pl->own += t->own[end - t->first] - t->own[i - t->first];
	pl->text += t->page->m[i].text;
}

/* Nodes of a member, those of members within left out: calls add_place. */
static void
walk_members(struct template *t, const struct member *ms, size_t n)
{
	size_t k, i, stop;

	for (k = 0; k < n; k++) {
		stop = k + 1 < n && ms[k + 1].node < ms[k].end ?
		    ms[k + 1].node : ms[k].end;
		t->path[ms[k].node - t->first] = 1;
		for (i = ms[k].node + 1; i < stop; i++) {
			const struct node *nd = page_node(t->page, i);

			if (nd->tag == TAG_TEXT)
				continue;
			t->path[i - t->first] = key_mix(t->path[nd->parent -
			    t->first], node_key(nd));
			if (nd->end <= stop &&
			    !(t->page->m[i].flags & NODE_SKIP))
				add_place(t, i, k);
		}
	}
}

static const struct place *
choose_place(const struct template *t, size_t n)
{
	const struct place *best = NULL, *p;
	uint32_t most = 0;
	size_t i;

	for (i = 0; i < t->n; i++)
		if (t->places[i].own > most &&
		    t->places[i].members * 10 >= n * 8)
			most = t->places[i].own;
	for (i = 0; i < t->n; i++) {
		p = &t->places[i];
		if (p->members * 10 < n * 8 || p->count > p->members * 1.2 ||
		    p->own < most * 0.85)
			continue;
		if (best == NULL || p->text <= best->text)
			best = p;
	}
	return best;
}

static void
set_bodies(const struct template *t, struct member *ms, size_t n,
    uint64_t key)
{
	size_t k, i, stop;

	for (k = 0; k < n; k++) {
		stop = k + 1 < n && ms[k + 1].node < ms[k].end ?
		    ms[k + 1].node : ms[k].end;
		for (i = ms[k].node + 1; i < stop && ms[k].body == 0; i++)
			if (page_node(t->page, i)->tag != TAG_TEXT &&
			    t->path[i - t->first] == key)
				ms[k].body = (uint32_t)i;
	}
}

void
post_bodies(const struct html_page *p, const struct marks *marks,
    struct member *ms, size_t n)
{
	struct template t = { .page = p, .marks = marks };
	const struct place *best;
	size_t i, end = 0;

	if (n < 2)
		return;
	t.first = ms[0].node;
	for (i = 0; i < n; i++)
		end = ms[i].end > end ? ms[i].end : end;
	t.path = mem_alloc(end - t.first, sizeof(*t.path));
	count_texts(&t, end);
	sum_texts(&t, end);
	walk_members(&t, ms, n);
	best = choose_place(&t, n);
	if (best)
		set_bodies(&t, ms, n, best->key);
	strmap_free(&t.seen);
	strmap_free(&t.map);
	free(t.times);
	free(t.places);
	free(t.own);
	free(t.path);
}
