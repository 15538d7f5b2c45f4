/*
 * Filters: which rows a set of comments lets through.
 */
#include "view/tree_impl.h"

#include <stdlib.h>

static void
count_replies(struct tree *t)
{
	size_t i;

	for (i = 0; i < t->n; i++)
		t->rows[i].replies = 0;
	for (i = 0; i < t->n; i++)
		if (t->rows[i].parent != NO_ROW &&
		    (!t->shown || rowset_has(t->shown, i)))
			t->rows[t->rows[i].parent].replies++;
}

static void
show_row(struct tree *t, size_t row, bool hit)
{
	rowset_put(t->shown, row, true);
	if (t->rows[row].parent != NO_ROW)
		rowset_put(t->shown, t->rows[row].parent, true);
	tree_set_brief(t, row, BRIEF_PASSED, !hit);
}

/* From the end, so that what is below comes before what is above. */
void
tree_sift(struct tree *t)
{
	size_t i;
	bool hit;

	rowset_free(t->shown);
	t->shown = t->hits ? rowset_new(t->n) : NULL;
	for (i = t->n; i-- > 0;) {
		hit = t->hits && rowset_has(t->hits, t->rows[i].comment);
		if (hit || (t->shown && rowset_has(t->shown, i)))
			show_row(t, i, hit);
		else
			tree_set_brief(t, i, BRIEF_PASSED, false);
	}
	count_replies(t);
}

void
tree_filter(struct tree *t, struct rowset *hits)
{
	size_t i;

	rowset_free(t->hits);
	t->hits = hits;
	t->nhits = hits ? rowset_count(hits, 0, t->n) : 0;
	if (t->nhits == 0) {
		rowset_free(t->hits);
		t->hits = NULL;
	}
	tree_sift(t);
	for (i = 0; t->shown && i < t->n; i++)
		if (rowset_has(t->shown, i))
			tree_fold(t, i, false);
}

bool
tree_filtered(const struct tree *t)
{
	return t->hits != NULL;
}

size_t
tree_hits(const struct tree *t)
{
	return t->nhits;
}

bool
tree_left_out(const struct tree *t, size_t row)
{
	return t->shown && !rowset_has(t->shown, row);
}

void
tree_let_through(struct tree *t, size_t row)
{
	size_t up;

	if (!t->shown || rowset_has(t->shown, row))
		return;
	for (;; row = up) {
		rowset_put(t->shown, row, true);
		up = t->rows[row].parent;
		if (up == NO_ROW)
			return;
		t->rows[up].replies++;
		if (rowset_has(t->shown, up))
			return;
		tree_set_brief(t, up, BRIEF_PASSED, true);
	}
}
