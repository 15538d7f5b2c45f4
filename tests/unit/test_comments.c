/*
 * The comment tree against a slow and obviously right model, over random
 * trees and random folds.
 */
#include <stdlib.h>

#include "view/tree.h"

#include "test.h"

#define N 60

static struct doc *
random_doc(unsigned seed)
{
	struct doc *d = doc_new("test");
	int i;

	srand(seed);
	for (i = 0; i < N; i++) {
		struct comment *c = doc_add_comment(d);

		c->parent = i && rand() % 4 ? rand() % i : -1;
		c->text = SLICE("some words that are said here, and more");
		c->author = SLICE("Somebody");
		c->score = rand() % 10;
	}
	return d;
}

/* Visible: no ancestor is folded. */
static bool
model_visible(const struct tree *t, size_t row)
{
	size_t up;

	for (up = tree_parent(t, row); up != TREE_NONE;
	    up = tree_parent(t, up))
		if (tree_folded(t, up))
			return false;
	return true;
}

static size_t
model_next(const struct tree *t, size_t row)
{
	while (++row < tree_rows(t))
		if (model_visible(t, row))
			return row;
	return TREE_NONE;
}

static size_t
model_prev(const struct tree *t, size_t row)
{
	while (row-- > 0)
		if (model_visible(t, row))
			return row;
	return TREE_NONE;
}

static bool
is_under(const struct doc *d, size_t c, size_t top)
{
	int32_t p = (int32_t)c;
	int steps;

	for (steps = 0; p >= 0 && steps < N; steps++) {
		if ((size_t)p == top)
			return true;
		p = d->comments[p].parent;
	}
	return false;
}

static size_t
model_size(const struct doc *d, size_t c)
{
	size_t i, n = 0;

	for (i = 0; i < d->ncomments; i++)
		n += is_under(d, i, c);
	return n;
}

static size_t
model_sibling(const struct tree *t, size_t row, int step)
{
	size_t up = tree_parent(t, row), at = row;

	for (;;) {
		at += (size_t)step;
		if (at >= tree_rows(t))
			return TREE_NONE;
		if (tree_parent(t, at) == up)
			return at;
	}
}

static void
check_structure(const struct doc *d, const struct tree *t)
{
	size_t row, c, p, bad = 0;

	for (row = 0; row < tree_rows(t); row++) {
		c = tree_comment(t, row);
		p = tree_parent(t, row);
		bad += tree_row_of(t, c) != row;
		bad += (p == TREE_NONE ? -1 : (int)tree_comment(t, p)) !=
		    d->comments[c].parent;
		bad += tree_size(t, row) != model_size(d, c);
		bad += p != TREE_NONE &&
		    tree_depth(t, row) != tree_depth(t, p) + 1;
		bad += tree_next_sibling(t, row) != model_sibling(t, row, 1);
		bad += tree_prev_sibling(t, row) != model_sibling(t, row, -1);
	}
	CHECK_EQ(bad, 0);
}

static void
check_visible(const struct tree *t)
{
	size_t row, bad = 0;

	for (row = 0; row < tree_rows(t); row++) {
		if (!model_visible(t, row)) {
			bad += tree_visible(t, row) == row;
			continue;
		}
		bad += tree_visible(t, row) != row;
		bad += tree_next(t, row) != model_next(t, row);
		bad += tree_prev(t, row) != model_prev(t, row);
	}
	CHECK_EQ(bad, 0);
}

static void
check_order(const struct doc *d, struct tree *t, enum tree_order order)
{
	size_t row, next, bad = 0;

	tree_reorder(t, order);
	check_structure(d, t);
	for (row = 0; row < tree_rows(t); row++) {
		next = tree_next_sibling(t, row);
		if (next == TREE_NONE)
			continue;
		if (order == ORDER_SCORE)
			bad += d->comments[tree_comment(t, row)].score <
			    d->comments[tree_comment(t, next)].score;
		if (order == ORDER_REPLIES)
			bad += tree_replies(t, row) < tree_replies(t, next);
		if (order == ORDER_PAGE)
			bad += tree_comment(t, row) > tree_comment(t, next);
	}
	CHECK_EQ(bad, 0);
}

static void
check_flow(struct tree *t)
{
	struct flow f = { &tree_flow, t, 0, 0 };
	size_t rows = 0, row, item = 0, r = 0;
	struct tree_look look = {
		.width = 60, .indent = 2, .air = true, .pinned = TREE_NONE
	};

	tree_set_look(t, &look);
	for (row = 0; row != TREE_NONE; row = tree_next(t, row))
		rows += tree_flow.rows(t, row);
	for (row = 1; flow_step(&f, &item, &r); row++)
		;
	CHECK_EQ(row, rows);
	CHECK(flow_scroll(&f, 1000000, 10) || rows <= 10);
	CHECK(flow_at(&f, 9, &item, &r) || rows < 10);
	CHECK(!flow_scroll(&f, 1, 10));
	flow_scroll(&f, -1000000, 10);
	CHECK(f.item == 0 && f.row == 0);
}

static void
test_cycle(void)
{
	struct doc *d = random_doc(1);
	struct tree *t;

	d->comments[3].parent = 7;
	d->comments[7].parent = 3;
	d->comments[9].parent = 9;
	t = tree_new(d, ORDER_PAGE);
	CHECK_EQ(tree_rows(t), N);
	tree_free(t);
	doc_free(d);
}

/* A stand-in stands where its first answer would. */
static void
test_stand_in(void)
{
	struct doc *d = doc_new("test");
	struct tree *t;
	size_t i;

	for (i = 0; i < 5; i++)
		doc_add_comment(d)->text = SLICE("x");
	d->comments[4].absent = true;
	d->comments[1].parent = 4;
	d->comments[1].reply_to = SLICE("Gone");
	t = tree_new(d, ORDER_PAGE);
	CHECK_EQ(tree_comment(t, 0), 0);
	CHECK_EQ(tree_comment(t, 1), 4);
	CHECK_EQ(tree_comment(t, 2), 1);
	CHECK_EQ(tree_comment(t, 3), 2);
	tree_free(t);
	doc_free(d);
}

/* Some are absent, some have no name, some no time. */
static void
make_ragged(struct doc *d)
{
	static const char *const times[] = {
		"", "2020-01-02T03:04:05Z", "2020-01-02T03:05:05Z",
		"2019-01-02T03:04:05Z"
	};
	size_t i, gone = (size_t)rand() % 4;

	for (i = 0; i < N; i++) {
		struct comment *c = &d->comments[i];

		c->absent = i >= N - gone;
		c->published = slice_z(times[rand() % 4]);
		if (rand() % 2)
			c->author = SLICE("");
		if (rand() % 2)
			c->reply_to = rand() % 2 ? SLICE("Ann") : SLICE("Bob");
		if (c->absent || (gone && rand() % 8 == 0))
			c->parent = -1;
		if (!c->absent && gone && rand() % 4 == 0)
			c->parent = N - 1 - rand() % (int)gone;
	}
}

/* Moved as if it had been so from the beginning. */
static void
check_same(struct tree *t, struct tree *fresh)
{
	size_t row, bad = 0;
	bool guess, other;

	CHECK_EQ(tree_threads(t), tree_threads(fresh));
	for (row = 0; row < N; row++) {
		bad += tree_comment(t, row) != tree_comment(fresh, row);
		bad += tree_row_of(t, tree_comment(t, row)) != row;
		bad += tree_parent(t, row) != tree_parent(fresh, row);
		bad += tree_depth(t, row) != tree_depth(fresh, row);
		bad += tree_end(t, row) != tree_end(fresh, row);
		bad += tree_replies(t, row) != tree_replies(fresh, row);
		bad += !slice_eq(tree_name(t, row, &guess),
		    tree_name(fresh, row, &other)) || guess != other;
		bad += tree_folded(t, row) != (tree_comment(t, row) % 3 == 0);
	}
	CHECK_EQ(bad, 0);
}

static void
check_relink(unsigned n, enum tree_order order, bool circle)
{
	struct doc *d = random_doc(n);
	struct tree *t, *fresh;
	size_t c, i;
	int32_t up;

	make_ragged(d);
	if (circle)
		d->comments[5].parent = 5 + 1 + rand() % 20;
	t = tree_new(d, order);
	for (i = 0; i < N; i++)
		tree_fold(t, tree_row_of(t, i), i % 3 == 0);
	for (i = 0; i < 30; i++) {
		c = (size_t)rand() % N;
		up = rand() % 3 ? (int32_t)(rand() % N) : -1;
		if (up >= 0 && is_under(d, (size_t)up, c))
			continue;
		d->comments[c].parent = up;
		tree_relink(t, c);
		fresh = tree_new(d, order);
		check_same(t, fresh);
		tree_free(fresh);
	}
	tree_free(t);
	doc_free(d);
}

static void
test_relink(void)
{
	unsigned seed;

	for (seed = 0; seed < 200; seed++)
		check_relink(seed, (enum tree_order)(seed % ORDER_N),
		    seed % 10 > 7);
}

int
main(void)
{
	unsigned seed;
	int i;

	for (seed = 0; seed < 40; seed++) {
		struct doc *d = random_doc(seed);
		struct tree *t = tree_new(d, ORDER_PAGE);
		unsigned char *folds;

		check_structure(d, t);
		for (i = 0; i < 20; i++) {
			tree_fold(t, (size_t)rand() % N, rand() % 2);
			check_visible(t);
		}
		folds = tree_folds_save(t);
		tree_fold_all(t, true);
		check_visible(t);
		check_flow(t);
		tree_fold_below(t, 2);
		check_visible(t);
		tree_folds_restore(t, folds);
		check_visible(t);
		for (i = 0; i < ORDER_N; i++)
			check_order(d, t, (enum tree_order)i);
		check_visible(t);
		check_flow(t);
		free(folds);
		tree_free(t);
		doc_free(d);
	}
	test_cycle();
	test_stand_in();
	test_relink();
	return test_done("comments");
}
