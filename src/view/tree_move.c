/*
 * One comment that answers somebody else than before: its subtree moves to
 * where it stands now, and what is between the old place and the new makes
 * room.  Costs what is between, and never the texts:
 *
 *	[..... subtree |between| .......]  becomes  [..... |between| subtree
 */
#include "view/tree_impl.h"

#include <stdlib.h>

#include "base/mem.h"

/* Where a comment stands among those that answer the same. */
struct rank {
	int64_t key, place;
};

static uint32_t
first_below(uint32_t up)
{
	return up == NO_ROW ? 0 : up + 1;
}

static uint32_t
end_below(const struct tree *t, uint32_t up)
{
	return up == NO_ROW ? (uint32_t)t->n : up + t->rows[up].size;
}

/* Of a row as the tree has it: a stand-in stands where the first who answers
 * it does, as in places() of tree_build.c. */
static struct rank
rank_of(const struct tree *t, uint32_t row)
{
	uint32_t i = t->rows[row].comment, place = i, replies = 0, at, child;
	bool absent = i >= doc_comments_present(t->doc);

	if (absent || t->order == ORDER_REPLIES)
		for (at = row + 1; at < end_below(t, row);
		    at += t->rows[at].size, replies++) {
			child = t->rows[at].comment;
			if (absent && child < place)
				place = child;
		}
	return (struct rank){ tree_order_key(t->doc, t->order, i, place,
	    replies), place };
}

static bool
comes_before(const struct rank *a, const struct rank *b)
{
	return a->key != b->key ? a->key < b->key : a->place < b->place;
}

/* The one below up that row is, or hangs below. */
static uint32_t
child_at(const struct tree *t, uint32_t up, uint32_t row)
{
	while (t->rows[row].parent != up)
		row = t->rows[row].parent;
	return row;
}

/* The row before which a comment of that rank belongs, of those below up
 * in from..to-1. */
static uint32_t
find_place(const struct tree *t, const struct rank *rank, uint32_t up,
    uint32_t from, uint32_t to)
{
	struct rank other;
	uint32_t mid;

	while (from < to) {
		mid = child_at(t, up, from + (to - from) / 2);
		other = rank_of(t, mid);
		if (comes_before(&other, rank))
			from = mid + t->rows[mid].size;
		else
			to = mid;
	}
	return from;
}

/* The same for a row, which may be below up but out of its place there. */
static uint32_t
place_below(const struct tree *t, uint32_t row, uint32_t up)
{
	uint32_t from = first_below(up), to = end_below(t, up);
	struct rank rank = rank_of(t, row), before;

	if (t->rows[row].parent != up)
		return find_place(t, &rank, up, from, to);
	if (row > from) {
		before = rank_of(t, child_at(t, up, row - 1));
		if (comes_before(&rank, &before))
			return find_place(t, &rank, up, from, row);
	}
	return find_place(t, &rank, up, row + t->rows[row].size, to);
}

/* Two neighbours change places: from..mid-1 and mid..to-1. */
static void
swap_parts(void *array, size_t width, size_t from, size_t mid, size_t to)
{
	char *at = (char *)array + from * width, *kept;
	size_t a = (mid - from) * width, b = (to - mid) * width;

	kept = mem_alloc(a < b ? a : b, 1);
	if (a < b) {
		memcpy(kept, at, a);
		memmove(at, at + a, b);
		memcpy(at + b, kept, a);
	} else {
		memcpy(kept, at + a, b);
		memmove(at + b, at, a);
		memcpy(at, kept, b);
	}
	free(kept);
}

/* Who has its parent in from..to-1 finds it where that goes; such are the
 * rows up to the end of the last subtree that begins there. */
static void
move_parents(struct tree *t, uint32_t from, uint32_t mid, uint32_t to)
{
	uint32_t row, end = to, up;

	for (row = from; row < end; row++) {
		if (row < to && row + t->rows[row].size > end)
			end = row + t->rows[row].size;
		up = t->rows[row].parent;
		if (up >= from && up < mid)
			t->rows[row].parent = up + (to - mid);
		else if (up >= mid && up < to)
			t->rows[row].parent = up - (mid - from);
	}
}

static void
swap_rows(struct tree *t, uint32_t from, uint32_t mid, uint32_t to)
{
	uint32_t row;

	move_parents(t, from, mid, to);
	if (from == mid || mid == to)
		return;
	swap_parts(t->rows, sizeof(*t->rows), from, mid, to);
	swap_parts(t->state, sizeof(*t->state), from, mid, to);
	for (row = from; row < to; row++)
		t->row_of[t->rows[row].comment] = row;
}

/* Row of a comment, NO_ROW for none. */
static uint32_t
row_of(const struct tree *t, uint32_t comment)
{
	return comment == NO_ROW ? NO_ROW : t->row_of[comment];
}

static uint32_t
comment_of(const struct tree *t, uint32_t row)
{
	return row == NO_ROW ? NO_ROW : t->rows[row].comment;
}

/* It has so many rows more below it. */
static void
grow(struct tree *t, uint32_t row, uint32_t by)
{
	for (; row != NO_ROW; row = t->rows[row].parent)
		t->rows[row].size += by;
}

/* What row's subtree counts, above it and in it, once it hangs below up
 * (a comment) and no more below old. */
static void
count_moved(struct tree *t, uint32_t row, uint32_t old, uint32_t up)
{
	uint32_t at, size = t->rows[row].size;
	uint32_t depth = up == NO_ROW ? 0 : t->rows[row_of(t, up)].depth + 1;
	uint32_t deeper = depth - t->rows[row].depth;	/* may wrap */

	for (at = row; at < row + size; at++)
		t->rows[at].depth += deeper;
	grow(t, row_of(t, old), 0 - size);
	grow(t, row_of(t, up), size);
	if (old == NO_ROW)
		t->threads--;
	else
		t->rows[row_of(t, old)].replies--;
	if (up == NO_ROW)
		t->threads++;
	else
		t->rows[row_of(t, up)].replies++;
}

/* Puts a comment to its place below another, NO_ROW: below none. */
static void
hang(struct tree *t, uint32_t comment, uint32_t up)
{
	uint32_t row = t->row_of[comment], end = row + t->rows[row].size;
	uint32_t old = comment_of(t, t->rows[row].parent);
	uint32_t to = place_below(t, row, row_of(t, up));

	t->rows[row].parent = row_of(t, up);
	if (to <= row)
		swap_rows(t, to, row, end);
	else
		swap_rows(t, row, end, to);
	if (old != up)
		count_moved(t, t->row_of[comment], old, up);
}

/* To where it belongs now among those beside it. */
static void
settle(struct tree *t, uint32_t comment)
{
	if (comment != NO_ROW)
		hang(t, comment, comment_of(t,
		    t->rows[t->row_of[comment]].parent));
}

/* Whether the place of a comment depends on who answers it. */
static bool
answers_matter(const struct tree *t)
{
	return t->order == ORDER_REPLIES ||
	    doc_comments_present(t->doc) < t->doc->ncomments;
}

void
tree_move(struct tree *t, size_t comment)
{
	uint32_t c = (uint32_t)comment, p = tree_parent_of(t->doc, comment);
	uint32_t old = comment_of(t, t->rows[t->row_of[c]].parent);
	uint32_t up = p < t->doc->ncomments ? p : NO_ROW;

	if (old == up)
		return;
	tree_drop_lines(t);
	/* By way of the top, so that never two are out of place. */
	if (answers_matter(t)) {
		hang(t, c, NO_ROW);
		settle(t, old);
	}
	hang(t, c, up);
	if (answers_matter(t))
		settle(t, up);
	t->builds++;
	if (t->hits)
		tree_sift(t);
	tree_marks_moved(t);
}
