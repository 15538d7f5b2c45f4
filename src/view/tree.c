#include "view/tree.h"

#include <stdlib.h>

#include "base/mem.h"
#include "view/tree_impl.h"
#include "view/when.h"

/* Children as lists, for the walk that makes the preorder. */
struct links {
	uint32_t *first, *next;		/* by comment; none: n */
};

/* n where it answers nobody. */
static uint32_t
parent_of(const struct doc *d, size_t i)
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
		p = parent_of(d, i);
		if (p < d->ncomments && d->comments[p].absent && place[p] > i)
			place[p] = (uint32_t)i;
	}
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
		if (parent_of(d, i) < d->ncomments)
			size[parent_of(d, i)]++;
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
		p = parent_of(d, s[i].comment);
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
static void
build(struct tree *t)
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

/* Somebody without a name is who the answers say. */
static void
find_names(struct tree *t)
{
	const struct doc *d = t->doc;
	size_t i, p;

	for (i = 0; i < d->ncomments; i++) {
		p = parent_of(d, i);
		if (p < d->ncomments && d->comments[i].reply_to.len &&
		    d->comments[p].author.len == 0 &&
		    t->named_by[p] == NO_ROW)
			t->named_by[p] = (uint32_t)i;
	}
}

struct tree *
tree_new(const struct doc *d, enum tree_order order)
{
	struct tree *t = mem_alloc(1, sizeof(*t));
	size_t n = d->ncomments;

	t->doc = d;
	t->order = order;
	t->rows = mem_alloc(n, sizeof(*t->rows));
	t->row_of = mem_alloc(n, sizeof(*t->row_of));
	t->named_by = mem_realloc(NULL, n, sizeof(*t->named_by));
	memset(t->named_by, 0xFF, n * sizeof(*t->named_by));
	t->look = (struct tree_look){ 80, 2, TREE_NONE, true };
	build(t);
	find_names(t);
	return t;
}

static void
drop_lines(struct tree *t)
{
	size_t i;

	for (i = 0; i < t->ncached; i++) {
		lines_free(t->rows[t->cached[i]].lines);
		free(t->rows[t->cached[i]].lines);
		t->rows[t->cached[i]].lines = NULL;
	}
	t->ncached = 0;
}

void
tree_free(struct tree *t)
{
	if (t == NULL)
		return;
	drop_lines(t);
	free(t->cached);
	free(t->named_by);
	free(t->row_of);
	free(t->rows);
	free(t);
}

void
tree_reorder(struct tree *t, enum tree_order order)
{
	unsigned char *folds = tree_folds_save(t);

	drop_lines(t);
	t->order = order;
	build(t);
	tree_folds_restore(t, folds);
	free(folds);
}

enum tree_order
tree_order(const struct tree *t)
{
	return t->order;
}

const char *
tree_order_name(enum tree_order order)
{
	static const char *const names[] = {
		"page", "newest", "oldest", "score", "replies"
	};

	return order < ORDER_N ? names[order] : NULL;
}

size_t
tree_rows(const struct tree *t)
{
	return t->n;
}

size_t
tree_threads(const struct tree *t)
{
	return t->threads;
}

size_t
tree_comment(const struct tree *t, size_t row)
{
	return t->rows[row].comment;
}

size_t
tree_row_of(const struct tree *t, size_t comment)
{
	return t->row_of[comment];
}

size_t
tree_ordinal(const struct tree *t, size_t row)
{
	size_t i, n = row + 1;

	for (i = doc_comments_present(t->doc); i < t->n; i++)
		n -= t->row_of[i] <= row;
	return n;
}

size_t
tree_parent(const struct tree *t, size_t row)
{
	uint32_t p = t->rows[row].parent;

	return p == NO_ROW ? TREE_NONE : p;
}

size_t
tree_depth(const struct tree *t, size_t row)
{
	return t->rows[row].depth;
}

size_t
tree_size(const struct tree *t, size_t row)
{
	return t->rows[row].size;
}

size_t
tree_replies(const struct tree *t, size_t row)
{
	size_t end = row + t->rows[row].size, i, n = 0;

	for (i = row + 1; i < end; i += t->rows[i].size)
		n++;
	return n;
}

size_t
tree_top(const struct tree *t, size_t row)
{
	while (t->rows[row].parent != NO_ROW)
		row = t->rows[row].parent;
	return row;
}

size_t
tree_next_sibling(const struct tree *t, size_t row)
{
	size_t next = row + t->rows[row].size, up = tree_parent(t, row);
	size_t end = up == TREE_NONE ? t->n : up + t->rows[up].size;

	return next < end ? next : TREE_NONE;
}

size_t
tree_prev_sibling(const struct tree *t, size_t row)
{
	size_t up = tree_parent(t, row);
	size_t at = row;

	if (row == 0 || row - 1 == up)
		return TREE_NONE;
	for (at = row - 1; tree_parent(t, at) != up;)
		at = tree_parent(t, at);
	return at;
}

size_t
tree_next(const struct tree *t, size_t row)
{
	size_t next = row + (t->rows[row].folded ? t->rows[row].size : 1);

	return next < t->n ? next : TREE_NONE;
}

size_t
tree_visible(const struct tree *t, size_t row)
{
	size_t at, seen = row;

	for (at = tree_parent(t, row); at != TREE_NONE;
	    at = tree_parent(t, at))
		if (t->rows[at].folded)
			seen = at;
	return seen;
}

size_t
tree_prev(const struct tree *t, size_t row)
{
	return row == 0 ? TREE_NONE : tree_visible(t, row - 1);
}

bool
tree_folded(const struct tree *t, size_t row)
{
	return t->rows[row].folded;
}

void
tree_fold(struct tree *t, size_t row, bool folded)
{
	t->rows[row].folded = folded;
}

void
tree_fold_all(struct tree *t, bool folded)
{
	size_t i;

	for (i = 0; i < t->n; i++)
		t->rows[i].folded = folded;
}

void
tree_fold_below(struct tree *t, size_t level)
{
	size_t i;

	for (i = 0; i < t->n; i++)
		t->rows[i].folded = t->rows[i].depth + 1u >= level;
}

void
tree_reveal(struct tree *t, size_t row)
{
	while (t->rows[row].parent != NO_ROW) {
		row = t->rows[row].parent;
		t->rows[row].folded = false;
	}
}

unsigned char *
tree_folds_save(const struct tree *t)
{
	unsigned char *folds = mem_alloc(t->n, 1);
	size_t i;

	for (i = 0; i < t->n; i++)
		folds[t->rows[i].comment] = t->rows[i].folded;
	return folds;
}

void
tree_folds_restore(struct tree *t, const unsigned char *folds)
{
	size_t i;

	for (i = 0; i < t->n; i++)
		t->rows[i].folded = folds[t->rows[i].comment];
}

struct slice
tree_name(const struct tree *t, size_t row, bool *guess)
{
	size_t i = t->rows[row].comment;
	const struct comment *c = &t->doc->comments[i];

	*guess = false;
	if (c->author.len)
		return c->author;
	if (t->named_by[i] == NO_ROW)
		return SLICE("anonymous");
	*guess = true;
	return t->doc->comments[t->named_by[i]].reply_to;
}

void
tree_set_look(struct tree *t, const struct tree_look *look)
{
	if (look->width != t->look.width || look->indent != t->look.indent)
		drop_lines(t);
	t->look = *look;
}

const struct tree_look *
tree_look(const struct tree *t)
{
	return &t->look;
}
