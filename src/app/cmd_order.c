/*
 * The command that changes the order of the comments, a slice at a time.
 */
#include "app/command_impl.h"

#define SORT_SLICE 40000		/* comments a slice */

static bool
order_named(struct slice name, enum tree_order *order)
{
	int i;

	for (i = 0; i < ORDER_N; i++)
		if (slice_ieq(name, slice_z(tree_order_name(
		    (enum tree_order)i)))) {
			*order = (enum tree_order)i;
			return true;
		}
	return false;
}

static void
drop_sort(struct job *j)
{
	if (j->of)
		tree_sort_drop(j->of);
}

/* Keeps the comment under the cursor where it is on the screen. */
static void
finish(struct app *a, struct job *j)
{
	struct place p = app_place(a);

	tree_sort_finish(tree_of(a), j->of);
	j->of = NULL;
	a->search.hit = false;		/* it was known by its row */
	app_go(a, &p);
	app_say(a, "order: %s", tree_order_name(tree_order(
	    tree_of(a))));
}

/* As many steps as go over SORT_SLICE comments; small threads are done in
 * the first slice. */
static bool
sort_some(struct app *a, struct job *j)
{
	size_t n = app_story(a)->doc->ncomments, step, seen = 0;

	step = n < SORT_SLICE ? n : SORT_SLICE;
	while (seen < SORT_SLICE) {
		if (tree_sort_work(j->of, step)) {
			finish(a, j);
			return false;
		}
		seen += step;
		j->done += step;
	}
	return true;
}

void
cmd_order(struct app *a, struct slice arg)
{
	struct job j = { sort_some, drop_sort, NULL, "sorting", 0, 0, 0 };
	enum tree_order order;

	if (!app_pane_has(a, PANE_COMMENTS)) {
		app_say(a, "no comments in this document");
		return;
	}
	order = (enum tree_order)((tree_order(tree_of(a)) + 1) % ORDER_N);
	if (arg.len && !order_named(arg, &order)) {
		app_error(a, "order is page, newest, oldest, score or replies");
		return;
	}
	job_drop(a);
	j.of = tree_sort_begin(tree_of(a), order);
	j.total = 8 * app_story(a)->doc->ncomments;
	job_start(a, &j);
}
