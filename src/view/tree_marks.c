/*
 * tree_marks: what is said of some comments of a tree (new to the reader,
 * hit by a search), as sets: by comment, which outlives orders and folds,
 * and by row, made from that when it is asked for.
 */
#include "text/fold.h"
#include "view/tree_impl.h"

#define MAX_AUTHORS 16			/* of an article, looked at */

void
tree_mark(struct tree *t, enum tree_mark mark, size_t comment, bool on)
{
	struct tree_set *s = &t->marks[mark];

	if (s->comments == NULL && !on)
		return;
	if (s->comments == NULL) {
		s->comments = rowset_new(t->n);
		s->rows = rowset_new(t->n);
		s->stale = false;
	}
	rowset_put(s->comments, comment, on);
	if (!s->stale)
		rowset_put(s->rows, t->row_of[comment], on);
}

void
tree_unmark_all(struct tree *t, enum tree_mark mark)
{
	struct tree_set *s = &t->marks[mark];

	rowset_free(s->comments);
	rowset_free(s->rows);
	*s = (struct tree_set){ NULL, NULL, false };
}

void
tree_marks_free(struct tree *t)
{
	int i;

	for (i = 0; i < MARK_N; i++)
		tree_unmark_all(t, (enum tree_mark)i);
	rowset_free(t->tops);
	t->tops = NULL;
}

void
tree_marks_moved(struct tree *t)
{
	int i;

	for (i = 0; i < MARK_N; i++)
		t->marks[i].stale = true;
	rowset_free(t->tops);
	t->tops = NULL;
}

/* By row; NULL: nothing is marked. */
static struct rowset *
rows_of(struct tree *t, enum tree_mark mark)
{
	struct tree_set *s = &t->marks[mark];
	size_t c;

	if (s->comments == NULL || !s->stale)
		return s->rows;
	rowset_free(s->rows);
	s->rows = rowset_new(t->n);
	for (c = rowset_next(s->comments, 0); c != ROWSET_NONE;
	    c = rowset_next(s->comments, c + 1))
		rowset_put(s->rows, t->row_of[c], true);
	s->stale = false;
	return s->rows;
}

bool
tree_marked(const struct tree *t, enum tree_mark mark, size_t row)
{
	const struct rowset *s = t->marks[mark].comments;

	return s && rowset_has(s, t->rows[row].comment);
}

size_t
tree_count(struct tree *t, enum tree_mark mark, size_t from, size_t to)
{
	struct rowset *s = rows_of(t, mark);

	return s ? rowset_count(s, from, to) : 0;
}

size_t
tree_end(const struct tree *t, size_t row)
{
	return row + t->rows[row].size;
}

/* Both sets are asked in turn for the next that they could agree on. */
size_t
tree_next_marked(struct tree *t, enum tree_mark mark, size_t row)
{
	struct rowset *s = rows_of(t, mark);
	size_t at = s ? rowset_next(s, row) : TREE_NONE;

	while (t->shown && at != TREE_NONE && !rowset_has(t->shown, at)) {
		at = rowset_next(t->shown, at);
		if (at != TREE_NONE)
			at = rowset_next(s, at);
	}
	return at;
}

size_t
tree_prev_marked(struct tree *t, enum tree_mark mark, size_t row)
{
	struct rowset *s = rows_of(t, mark);
	size_t at = s ? rowset_prev(s, row) : TREE_NONE;

	while (t->shown && at != TREE_NONE && !rowset_has(t->shown, at))
		at = rowset_prev(s, rowset_prev(t->shown, at));
	return at;
}

void
tree_fold_old(struct tree *t)
{
	struct rowset *s = rows_of(t, MARK_NEW);
	size_t row, next = s ? rowset_next(s, 0) : TREE_NONE;

	for (row = 0; row < t->n; row++) {
		if (next < row)
			next = rowset_next(s, row);
		tree_fold(t, row, next >= tree_end(t, row));
		tree_set_brief(t, row, BRIEF_OLD, next != row);
	}
}

void
tree_forget_old(struct tree *t)
{
	size_t row;

	for (row = 0; row < t->n; row++)
		tree_set_brief(t, row, BRIEF_OLD, false);
}

/* The top of row's thread, without the walk up. */
static size_t
top_of(struct tree *t, size_t row)
{
	size_t i;

	if (t->tops == NULL) {
		t->tops = rowset_new(t->n);
		for (i = 0; i < t->n; i += t->rows[i].size)
			rowset_put(t->tops, i, true);
	}
	return rowset_prev(t->tops, row);
}

/* Names are compared as headlines are: without regard to case and dots. */
static bool
is_author(const struct doc *d, struct slice name)
{
	struct buf a = { 0 }, b = { 0 };
	bool same = false;
	size_t i;

	text_key(&a, name);
	for (i = 0; i < d->authors.n && i < MAX_AUTHORS && !same; i++) {
		buf_clear(&b);
		text_key(&b, d->authors.at[i]);
		same = a.len && slice_eq(buf_slice(&a), buf_slice(&b));
	}
	buf_free(&a);
	buf_free(&b);
	return same;
}

const char *
tree_role(struct tree *t, size_t row)
{
	const struct comment *c = t->doc->comments;
	struct slice name = c[t->rows[row].comment].author;
	size_t top;

	if (name.len == 0)
		return NULL;
	if (is_author(t->doc, name))
		return "author";
	top = top_of(t, row);
	return top != row && slice_eq(name, c[t->rows[top].comment].author) ?
	    "OP" : NULL;
}
