/*
 * The comments sorted and laid out in preorder.
 */
#include "view/tree_impl.h"

#include <stdlib.h>

#include "base/mem.h"
#include "view/when.h"

/* Children as lists, for the walk that makes the preorder. */
struct links {
	uint32_t *first, *next;		/* by comment; none: n */
};

uint32_t
tree_parent_of(const struct doc *d, size_t i)
{
	int32_t p = d->comments[i].parent;

	return p < 0 || (size_t)p >= d->ncomments || (size_t)p == i ?
	    (uint32_t)d->ncomments : (uint32_t)p;
}

static int64_t
order_key(const struct doc *d, enum tree_order order, size_t i,
    const uint32_t *place, const uint32_t *size)
{
	const struct comment *c = &d->comments[i];

	switch (order) {
	case ORDER_NEWEST:
	case ORDER_OLDEST: {
		int64_t t = when_seconds(c->published);

		if (t == INT64_MIN)
			t = place[i];
		return order == ORDER_NEWEST ? -t : t;
	}
	case ORDER_SCORE:
		return c->score == SCORE_NONE ? INT64_MAX : -(int64_t)c->score;
	case ORDER_REPLIES:
		return -(int64_t)size[i];
	default:
		return place[i];
	}
}

/* A stand-in stands where the first who answers it does. */
static uint32_t *
places(const struct doc *d)
{
	uint32_t *place = mem_alloc(d->ncomments, sizeof(*place));
	size_t i;
	uint32_t p;

	for (i = 0; i < d->ncomments; i++)
		place[i] = d->comments[i].absent ? UINT32_MAX : (uint32_t)i;
	for (i = 0; i < d->ncomments; i++) {
		p = tree_parent_of(d, i);
		if (p < d->ncomments && d->comments[p].absent && place[p] > i)
			place[p] = (uint32_t)i;
	}
	for (i = 0; i < d->ncomments; i++)
		if (place[i] == UINT32_MAX)
			place[i] = (uint32_t)i;
	return place;
}

struct sortable {
	int64_t key;
	uint32_t place, comment;
};

static int
by_key(const void *a, const void *b)
{
	const struct sortable *x = a, *y = b;

	if (x->key != y->key)
		return x->key < y->key ? -1 : 1;
	return (x->place > y->place) - (x->place < y->place);
}

static uint32_t *
reply_counts(const struct doc *d)
{
	uint32_t *size = mem_alloc(d->ncomments, sizeof(*size));
	size_t i;

	for (i = 0; i < d->ncomments; i++)
		if (tree_parent_of(d, i) < d->ncomments)
			size[tree_parent_of(d, i)]++;
	return size;
}

static struct sortable *
sorted(const struct doc *d, enum tree_order order)
{
	struct sortable *s = mem_alloc(d->ncomments, sizeof(*s));
	uint32_t *place = places(d), *size = reply_counts(d);
	bool in_order = true;
	size_t i;

	for (i = 0; i < d->ncomments; i++) {
		s[i].key = order_key(d, order, i, place, size);
		s[i].place = place[i];
		s[i].comment = (uint32_t)i;
		if (i > 0 && by_key(&s[i - 1], &s[i]) > 0)
			in_order = false;
	}
	if (!in_order)
		qsort(s, d->ncomments, sizeof(*s), by_key);
	free(place);
	free(size);
	return s;
}

/* Lists of children, in order; list n holds the roots. */
static void
links_make(struct links *l, const struct doc *d, enum tree_order order)
{
	size_t n = d->ncomments, i;
	struct sortable *s = sorted(d, order);
	uint32_t p;

	l->first = mem_alloc(n + 1, sizeof(*l->first));
	l->next = mem_alloc(n + 1, sizeof(*l->next));
	for (i = 0; i <= n; i++)
		l->first[i] = (uint32_t)n;
	for (i = n; i-- > 0;) {
		p = tree_parent_of(d, s[i].comment);
		l->next[s[i].comment] = l->first[p];
		l->first[p] = s[i].comment;
	}
	free(s);
}

static size_t
row_add_comment(struct tree *t, uint32_t comment, uint32_t parent)
{
	struct tree_row *r = &t->rows[t->n];

	*r = (struct tree_row){
		.comment = comment, .parent = parent, .size = 1,
		.depth = parent == NO_ROW ? 0 : t->rows[parent].depth + 1
	};
	if (parent != NO_ROW)
		t->rows[parent].replies++;
	t->row_of[comment] = (uint32_t)t->n;
	return t->n++;
}

/* Walks down from one root, without recursion. */
static void
add_thread(struct tree *t, const struct links *l, uint32_t root)
{
	uint32_t none = (uint32_t)t->doc->ncomments, at, row;

	row = (uint32_t)row_add_comment(t, root, NO_ROW);
	at = l->first[root];
	for (;;) {
		if (at != none && t->row_of[at] == NO_ROW) {
			row = (uint32_t)row_add_comment(t, at, row);
			at = l->first[at];
			continue;
		}
		t->rows[row].size = (uint32_t)(t->n - row);
		if (t->rows[row].parent == NO_ROW)
			return;
		at = l->next[t->rows[row].comment];
		row = t->rows[row].parent;
	}
}

/* Who is in a cycle is reached from no root: each becomes one. */
void
tree_build(struct tree *t)
{
	struct links l;
	size_t n = t->doc->ncomments, i;
	uint32_t c;

	t->n = t->threads = 0;
	for (i = 0; i < n; i++)
		t->row_of[i] = NO_ROW;
	links_make(&l, t->doc, t->order);
	for (c = l.first[n]; c != n; c = l.next[c], t->threads++)
		add_thread(t, &l, c);
	for (i = 0; t->n < n; i++)
		if (t->row_of[i] == NO_ROW) {
			add_thread(t, &l, (uint32_t)i);
			t->threads++;
		}
	free(l.first);
	free(l.next);
}
