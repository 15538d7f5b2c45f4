#include "view/tree.h"

#include <stdlib.h>

#include "base/mem.h"
#include "view/tree_impl.h"

/* Who answers somebody without a name says who that is; of several, the
 * first of the page. */
static void
note_name(struct tree *t, size_t i, size_t parent)
{
	const struct comment *c = t->doc->comments;

	if (parent < t->doc->ncomments && c[i].reply_to.len &&
	    c[parent].author.len == 0 && i < t->named_by[parent])
		t->named_by[parent] = (uint32_t)i;
}

static void
find_names(struct tree *t)
{
	size_t i;

	for (i = 0; i < t->doc->ncomments; i++)
		note_name(t, i, tree_parent_of(t->doc, i));
}

struct tree *
tree_new(const struct doc *d, enum tree_order order)
{
	struct tree *t = mem_alloc(1, sizeof(*t));
	size_t n = d->ncomments;

	t->doc = d;
	t->state = mem_alloc(n, sizeof(*t->state));
	t->named_by = mem_realloc(NULL, n, sizeof(*t->named_by));
	memset(t->named_by, 0xFF, n * sizeof(*t->named_by));
	t->look = (struct tree_look){
		.width = 80, .indent = 2, .selected = TREE_NONE, .air = true,
		.pinned = TREE_NONE
	};
	tree_build(t, order);
	find_names(t);
	return t;
}

void
tree_drop_lines(struct tree *t)
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
	tree_drop_lines(t);
	free(t->cached);
	tree_marks_free(t);
	free(t->named_by);
	free(t->row_of);
	free(t->state);
	free(t->rows);
	rowset_free(t->hits);
	rowset_free(t->shown);
	free(t);
}

void
tree_reorder(struct tree *t, enum tree_order order)
{
	struct tree_sort *s = tree_sort_begin(t, order);

	while (!tree_sort_work(s, SIZE_MAX))
		;
	tree_sort_finish(t, s);
}

/* Comment answers another than before. */
static void
rename_parents(struct tree *t, size_t comment, size_t before)
{
	size_t at;

	note_name(t, comment, tree_parent_of(t->doc, comment));
	if (before == NO_ROW || t->named_by[before] != comment)
		return;
	t->named_by[before] = NO_ROW;
	for (at = t->row_of[before] + 1u; at < tree_end(t,
	    t->row_of[before]); at = tree_end(t, at))
		note_name(t, t->rows[at].comment, before);
}

void
tree_relink(struct tree *t, size_t comment)
{
	uint32_t before = t->rows[t->row_of[comment]].parent;

	if (t->circles) {
		tree_reorder(t, t->order);
		memset(t->named_by, 0xFF, t->n * sizeof(*t->named_by));
		find_names(t);
		return;
	}
	if (before != NO_ROW)
		before = t->rows[before].comment;
	tree_move(t, comment);
	rename_parents(t, comment, before);
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
	size_t size = t->rows[row].size;

	return t->shown ? rowset_count(t->shown, row, row + size) : size;
}

size_t
tree_replies(const struct tree *t, size_t row)
{
	return t->rows[row].replies;
}

size_t
tree_top(const struct tree *t, size_t row)
{
	while (t->rows[row].parent != NO_ROW)
		row = t->rows[row].parent;
	return row;
}

/* The first row from there on that is let through; TREE_NONE past the end. */
static size_t
row_from(const struct tree *t, size_t row)
{
	if (t->shown)
		return rowset_next(t->shown, row);
	return row < t->n ? row : TREE_NONE;
}

/* The last one before row that is let through. */
static size_t
row_before(const struct tree *t, size_t row)
{
	return t->shown ? rowset_prev(t->shown, row - 1) : row - 1;
}

/* What is above a row that is let through is so, too: the first that is
 * after a subtree is a sibling, or of another subtree. */
size_t
tree_next_sibling(const struct tree *t, size_t row)
{
	size_t up = tree_parent(t, row);
	size_t next = row_from(t, row + t->rows[row].size);
	size_t end = up == TREE_NONE ? t->n : up + t->rows[up].size;

	return next < end ? next : TREE_NONE;
}

size_t
tree_prev_sibling(const struct tree *t, size_t row)
{
	size_t up = tree_parent(t, row), at = row_before(t, row);

	if (at == up)			/* both TREE_NONE: the very first */
		return TREE_NONE;
	while (tree_parent(t, at) != up)
		at = tree_parent(t, at);
	return at;
}

size_t
tree_next(const struct tree *t, size_t row)
{
	return row_from(t, row + (tree_folded(t, row) ?
	    t->rows[row].size : 1));
}

/* Row is visible, and so all above it unfolded: what may hide the one
 * before is below their common parent. */
size_t
tree_prev(const struct tree *t, size_t row)
{
	size_t up = tree_parent(t, row), at = row_before(t, row), seen = at;

	for (; at != up && at != TREE_NONE; at = tree_parent(t, at))
		if (tree_folded(t, at))
			seen = at;
	return seen;
}

/* In place of a row that the filter leaves out: what it hangs below, else
 * what comes after. */
static size_t
row_for(const struct tree *t, size_t row)
{
	size_t at = row;

	while (at != TREE_NONE && !rowset_has(t->shown, at))
		at = tree_parent(t, at);
	if (at == TREE_NONE)
		at = rowset_next(t->shown, row);
	return at == TREE_NONE ? rowset_prev(t->shown, row) : at;
}

size_t
tree_visible(const struct tree *t, size_t row)
{
	size_t at, seen;

	if (t->shown && !rowset_has(t->shown, row))
		row = row_for(t, row);
	for (seen = row, at = tree_parent(t, row); at != TREE_NONE;
	    at = tree_parent(t, at))
		if (tree_folded(t, at))
			seen = at;
	return seen;
}

size_t
tree_first(const struct tree *t)
{
	return t->shown ? rowset_next(t->shown, 0) : 0;
}

size_t
tree_last(const struct tree *t)
{
	return tree_visible(t, row_before(t, t->n));
}

bool
tree_folded(const struct tree *t, size_t row)
{
	return t->state[row] & ROW_FOLDED;
}

static uint8_t
with_fold(uint8_t state, bool folded)
{
	return (uint8_t)(folded ? (state | ROW_FOLDED) & ~ROW_OPEN :
	    state & ~ROW_FOLDED);
}

void
tree_fold(struct tree *t, size_t row, bool folded)
{
	t->state[row] = with_fold(t->state[row], folded);
}

bool
tree_is_open(const struct tree *t, size_t row)
{
	unsigned s = t->state[row];

	return !(s & ROW_FOLDED) && (s & ROW_OPEN || !(s & ROW_BRIEF));
}

bool
tree_unfold(struct tree *t, size_t row)
{
	if (tree_folded(t, row))
		tree_fold(t, row, false);
	else if (!tree_is_open(t, row))
		t->state[row] |= ROW_OPEN;
	else
		return false;
	return true;
}

void
tree_open(struct tree *t, size_t row)
{
	tree_fold(t, row, false);
	if (t->state[row] & ROW_BRIEF)
		t->state[row] |= ROW_OPEN;
}

unsigned
tree_brief(const struct tree *t, size_t row)
{
	return t->state[row] & ROW_BRIEF;
}

void
tree_set_brief(struct tree *t, size_t row, enum tree_brief why, bool brief)
{
	unsigned s = t->state[row];

	if (!(s & why) == brief)
		t->state[row] = (uint8_t)((s ^ why) & ~(unsigned)ROW_OPEN);
}

void
tree_fold_all(struct tree *t, bool folded)
{
	size_t i;

	for (i = 0; i < t->n; i++)
		t->state[i] = with_fold(t->state[i], folded);
}

void
tree_fold_below(struct tree *t, size_t level)
{
	size_t i;

	for (i = 0; i < t->n; i++)
		t->state[i] = with_fold(t->state[i],
		    t->rows[i].depth + 1u >= level);
}

/* Past a filter, too. */
void
tree_reveal(struct tree *t, size_t row)
{
	tree_let_through(t, row);
	while (t->rows[row].parent != NO_ROW) {
		row = t->rows[row].parent;
		t->state[row] &= (uint8_t)~ROW_FOLDED;
	}
}

unsigned char *
tree_folds_save(const struct tree *t)
{
	unsigned char *folds = mem_alloc(t->n, 1);
	size_t i;

	for (i = 0; i < t->n; i++)
		folds[t->rows[i].comment] = (unsigned char)(t->state[i] &
		    ~ROW_BRIEF);
	return folds;
}

void
tree_folds_restore(struct tree *t, const unsigned char *folds)
{
	size_t i;

	for (i = 0; i < t->n; i++)
		t->state[i] = (uint8_t)((t->state[i] & ROW_BRIEF) |
		    folds[t->rows[i].comment]);
}

bool
tree_fold_saved(const unsigned char *folds, size_t comment)
{
	return folds[comment] & ROW_FOLDED;
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
	if (look->width != t->look.width || look->indent != t->look.indent ||
	    look->fold_quotes != t->look.fold_quotes)
		tree_drop_lines(t);
	t->look = *look;
}

const struct tree_look *
tree_look(const struct tree *t)
{
	return &t->look;
}
