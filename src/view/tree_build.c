/*
 * The comments sorted and laid out in preorder, in steps that can be taken
 * a few comments at a time: keys, radix sort, lists of children, walk.
 */
#include "view/tree_impl.h"

#include <stdlib.h>

#include "base/mem.h"
#include "view/when.h"

#define DIGIT_BITS 11
#define DIGITS (1u << DIGIT_BITS)

struct sortable {
	uint64_t key;
	uint32_t comment, parent;	/* parent: n for none */
};

enum step { KEYS, SORT, LINKS, WALK, DONE };

struct tree_sort {
	const struct doc *doc;
	enum tree_order order;
	unsigned builds;		/* of the tree when this began */
	enum step step;
	size_t n, at;			/* how far the step is */
	struct sortable *all, *other;
	uint64_t differ;		/* bits in which keys differ */
	bool sorted;			/* they are in order as they are */
	int shift;			/* of the digit that comes next */
	uint32_t *place, *size;		/* NULL: not needed */
	uint32_t *first, *next;		/* children, by comment; none: n */
	/* The walk. */
	struct tree_row *rows;
	uint32_t *row_of;
	size_t nrows, threads, loose;	/* loose: for those in cycles */
	bool circles;
	uint32_t root, row, child;
};

uint32_t
tree_parent_of(const struct doc *d, size_t i)
{
	int32_t p = d->comments[i].parent;

	return p < 0 || (size_t)p >= d->ncomments || (size_t)p == i ?
	    (uint32_t)d->ncomments : (uint32_t)p;
}

/* A stand-in stands where the first who answers it does. */
static uint32_t *
places(const struct doc *d)
{
	size_t present = doc_comments_present(d), n = d->ncomments, i;
	uint32_t *place, p;

	if (present == n)
		return NULL;
	place = mem_alloc(n, sizeof(*place));
	for (i = n; i-- > 0;) {
		place[i] = (uint32_t)i;
		p = tree_parent_of(d, i);
		if (p < n && p >= present && p > i)
			place[p] = (uint32_t)i;
	}
	return place;
}

static uint32_t *
reply_counts(const struct doc *d)
{
	uint32_t *size = mem_alloc(d->ncomments + 1, sizeof(*size));
	size_t i;

	for (i = 0; i < d->ncomments; i++)
		size[tree_parent_of(d, i)]++;
	return size;
}

struct tree_sort *
tree_sort_begin(const struct tree *t, enum tree_order order)
{
	struct tree_sort *s = mem_alloc(1, sizeof(*s));
	size_t n = t->doc->ncomments;

	s->doc = t->doc;
	s->order = order;
	s->builds = t->builds;
	s->n = n;
	s->sorted = true;
	s->place = places(t->doc);
	if (order == ORDER_REPLIES)
		s->size = reply_counts(t->doc);
	s->all = mem_realloc(NULL, n, sizeof(*s->all));
	return s;
}

void
tree_sort_drop(struct tree_sort *s)
{
	free(s->all);
	free(s->other);
	free(s->place);
	free(s->size);
	free(s->first);
	free(s->next);
	free(s->rows);
	free(s->row_of);
	free(s);
}

int64_t
tree_order_key(const struct doc *d, enum tree_order order, size_t i,
    size_t place, size_t replies)
{
	const struct comment *c = &d->comments[i];
	int64_t t;

	switch (order) {
	case ORDER_NEWEST:
	case ORDER_OLDEST:
		t = when_seconds(c->published);
		if (t == INT64_MIN)
			t = (int64_t)place;
		return order == ORDER_NEWEST ? -t : t;
	case ORDER_SCORE:
		return c->score == SCORE_NONE ? INT64_MAX : -(int64_t)c->score;
	case ORDER_REPLIES:
		return -(int64_t)replies;
	default:
		return (int64_t)place;
	}
}

/* Signed numbers, in the order of unsigned ones. */
static uint64_t
unsign(int64_t x)
{
	return (uint64_t)x ^ (uint64_t)1 << 63;
}

static void
arrange(struct tree_sort *s, size_t comments)
{
	struct sortable *a;

	for (; s->at < s->n && comments > 0; comments--, s->at++) {
		a = &s->all[s->at];
		a->comment = (uint32_t)s->at;
		a->parent = tree_parent_of(s->doc, s->at);
		a->key = unsign(tree_order_key(s->doc, s->order, s->at,
		    s->place ? s->place[s->at] : s->at,
		    s->size ? s->size[s->at] : 0));
		if (s->at > 0) {
			s->differ |= a->key ^ a[-1].key;
			s->sorted = s->sorted && a[-1].key <= a->key;
		}
	}
}

/* One pass over all by a digit; what is equal stays as it was. */
static void
sort_digit(struct sortable *to, const struct sortable *from, size_t n,
    int shift)
{
	size_t count[DIGITS] = { 0 }, i, sum, next;

	for (i = 0; i < n; i++)
		count[from[i].key >> shift & (DIGITS - 1)]++;
	for (i = sum = 0; i < DIGITS; i++, sum = next) {
		next = sum + count[i];
		count[i] = sum;
	}
	for (i = 0; i < n; i++)
		to[count[from[i].key >> shift & (DIGITS - 1)]++] = from[i];
}

/* By place first: in that order the sort finds, and leaves, what is equal.
 * All but stand-ins are so already. */
static void
put_stand_ins(struct tree_sort *s)
{
	struct sortable *to;
	uint32_t *at;			/* by place: how many stand there */
	size_t i, n = s->n;

	if (s->place == NULL)
		return;
	to = mem_realloc(NULL, n, sizeof(*to));
	at = mem_alloc(n + 1, sizeof(*at));
	for (i = 0; i < n; i++)
		at[s->place[i] + 1]++;
	for (i = 0; i < n; i++)
		at[i + 1] += at[i];
	for (i = 0; i < n; i++)
		to[at[s->place[i]]++] = s->all[i];
	free(at);
	free(s->all);
	s->all = to;
	s->sorted = s->order == ORDER_PAGE;
}

/* The next digit in which keys differ.  False: there is none. */
static bool
sort_some(struct tree_sort *s)
{
	struct sortable *swap;

	while (s->shift < 64 && (s->differ >> s->shift & (DIGITS - 1)) == 0)
		s->shift += DIGIT_BITS;
	if (s->shift >= 64 || s->sorted)
		return false;
	if (s->other == NULL)
		s->other = mem_realloc(NULL, s->n, sizeof(*s->other));
	sort_digit(s->other, s->all, s->n, s->shift);
	swap = s->all;
	s->all = s->other;
	s->other = swap;
	s->shift += DIGIT_BITS;
	return s->shift < 64;
}

/* Lists of children, in order; list n holds the roots. */
static void
link_begin(struct tree_sort *s)
{
	size_t i;

	free(s->other);
	s->other = NULL;
	s->first = mem_realloc(NULL, s->n + 1, sizeof(*s->first));
	s->next = mem_realloc(NULL, s->n + 1, sizeof(*s->next));
	for (i = 0; i <= s->n; i++)
		s->first[i] = (uint32_t)s->n;
	s->at = s->n;
}

static void
link_some(struct tree_sort *s, size_t comments)
{
	const struct sortable *a;

	for (; s->at > 0 && comments > 0; comments--) {
		a = &s->all[--s->at];
		s->next[a->comment] = s->first[a->parent];
		s->first[a->parent] = a->comment;
	}
}

static void
walk_begin(struct tree_sort *s)
{
	free(s->all);
	s->all = NULL;
	s->rows = mem_alloc(s->n, sizeof(*s->rows));
	s->row_of = mem_realloc(NULL, s->n, sizeof(*s->row_of));
	memset(s->row_of, 0xFF, s->n * sizeof(*s->row_of));
	s->root = s->first[s->n];
	s->row = NO_ROW;
}

static uint32_t
row_add_comment(struct tree_sort *s, uint32_t comment, uint32_t parent)
{
	s->rows[s->nrows] = (struct tree_row){
		.comment = comment, .parent = parent, .size = 1,
		.depth = parent == NO_ROW ? 0 : s->rows[parent].depth + 1
	};
	if (parent != NO_ROW)
		s->rows[parent].replies++;
	s->row_of[comment] = (uint32_t)s->nrows;
	return (uint32_t)s->nrows++;
}

/* The next root; who is in a cycle is reached from none, and becomes one
 * himself.  n: there are no more. */
static uint32_t
next_root(struct tree_sort *s)
{
	uint32_t root = s->root;

	if (root != s->n) {
		s->root = s->next[root];
		return root;
	}
	while (s->loose < s->n && s->row_of[s->loose] != NO_ROW)
		s->loose++;
	s->circles = s->circles || s->loose < s->n;
	return (uint32_t)s->loose;
}

/* One step down, aside or up. */
static void
walk_step(struct tree_sort *s)
{
	struct tree_row *r;

	if (s->child != s->n && s->row_of[s->child] == NO_ROW) {
		s->row = row_add_comment(s, s->child, s->row);
		s->child = s->first[s->child];
		return;
	}
	r = &s->rows[s->row];
	r->size = (uint32_t)(s->nrows - s->row);
	s->child = s->next[r->comment];
	s->row = r->parent;
}

static bool
walk_some(struct tree_sort *s, size_t comments)
{
	uint32_t root;

	for (; comments > 0; comments--) {
		if (s->row != NO_ROW) {
			walk_step(s);
			continue;
		}
		root = next_root(s);
		if (root == s->n)
			return false;
		s->row = row_add_comment(s, root, NO_ROW);
		s->child = s->first[root];
		s->threads++;
	}
	return true;
}

bool
tree_sort_work(struct tree_sort *s, size_t comments)
{
	switch (s->step) {
	case KEYS:
		arrange(s, comments);
		if (s->at < s->n)
			return false;
		put_stand_ins(s);
		s->step = SORT;
		return false;
	case SORT:
		if (sort_some(s))
			return false;
		link_begin(s);
		s->step = LINKS;
		return false;
	case LINKS:
		link_some(s, comments);
		if (s->at > 0)
			return false;
		walk_begin(s);
		s->step = WALK;
		return false;
	case WALK:
		if (!walk_some(s, comments))
			s->step = DONE;
		return s->step == DONE;
	default:
		return true;
	}
}

/* Takes over what was made. */
static void
install(struct tree *t, struct tree_sort *s)
{
	free(t->rows);
	free(t->row_of);
	t->rows = s->rows;
	t->row_of = s->row_of;
	t->n = s->nrows;
	t->threads = s->threads;
	t->order = s->order;
	t->circles = s->circles;
	t->builds++;
	s->rows = NULL;
	s->row_of = NULL;
	tree_sort_drop(s);
}

void
tree_build(struct tree *t, enum tree_order order)
{
	struct tree_sort *s = tree_sort_begin(t, order);

	while (!tree_sort_work(s, SIZE_MAX))
		;
	install(t, s);
}

void
tree_sort_finish(struct tree *t, struct tree_sort *s)
{
	enum tree_order order = s->order;
	uint8_t *state = mem_alloc(t->n, sizeof(*state));
	size_t i;

	for (i = 0; i < t->n; i++)
		state[t->rows[i].comment] = t->state[i];
	tree_drop_lines(t);
	if (s->builds == t->builds)
		install(t, s);
	else {				/* the links are others now */
		tree_sort_drop(s);
		tree_build(t, order);
	}
	for (i = 0; i < t->n; i++)
		t->state[i] = state[t->rows[i].comment];
	if (t->hits)
		tree_sift(t);
	tree_marks_moved(t);
	free(state);
}
