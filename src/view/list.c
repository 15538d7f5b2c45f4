#include "view/list.h"

#include <stdlib.h>

#include "base/mem.h"
#include "text/bidi.h"
#include "text/width.h"

void
list_free(struct list *l)
{
	size_t i;

	for (i = 0; i < l->n; i++)
		lines_free(&l->items[i].lines);
	free(l->items);
	*l = (struct list){ 0 };
}

struct list_item *
list_add(struct list *l, struct slice text, enum style style)
{
	struct list_item *it;

	l->items = mem_grow(l->items, &l->cap, l->n + 1, sizeof(*l->items));
	it = &l->items[l->n++];
	*it = (struct list_item){ .text = text, .style = (uint8_t)style };
	return it;
}

void
list_set_width(struct list *l, size_t width)
{
	l->width = width ? width : 1;
}

#define TEXT_MIN 16			/* cells, beside a long mark */
#define MARK_LONG 8			/* cells */
#define SET_IN 2			/* cells, below a mark */
#define NOTE_GAP 2			/* cells before a note */

static size_t
mark_cells(const struct list_item *it)
{
	return it->mark ? text_cells(slice_z(it->mark)) : 0;
}

size_t
list_item_cells(const struct list_item *it)
{
	size_t n = text_cells(it->text), below = text_cells(it->note);

	if (it->note.len && below + NOTE_GAP > n)
		n = below + NOTE_GAP;
	return n + mark_cells(it);
}

/* Long marks, such as the keys in the help, have a row of their own where
 * the list is narrow. */
static bool
is_above(const struct list *l, const struct list_item *it)
{
	size_t n = mark_cells(it);

	return !it->one_row && n > MARK_LONG && n + TEXT_MIN > l->width;
}

static size_t
margin(const struct list *l, const struct list_item *it)
{
	size_t n = is_above(l, it) ? SET_IN : mark_cells(it);

	if (it->one_row)
		return n < l->width ? n : l->width;
	return n + 4 > l->width ? 0 : n;
}

static struct list_item *
wrapped(struct list *l, size_t i)
{
	struct list_item *it = &l->items[i];

	lines_wrap(&it->lines, it->text, l->width - margin(l, it));
	return it;
}

size_t
list_first_row(const struct list *l, size_t i)
{
	return l->items[i].head.len > 0;
}

/* Where a note that has no room behind the text stands; SIZE_MAX: behind
 * it. */
static size_t
note_row(const struct list *l, const struct list_item *it)
{
	const struct line *last = &it->lines.at[it->lines.n - 1];
	size_t used = text_cells(slice_sub(it->text, last->start,
	    last->end - last->start));

	return it->note.len == 0 || margin(l, it) + used + NOTE_GAP +
	    text_cells(it->note) <= l->width ? SIZE_MAX : it->lines.n;
}

static size_t
flow_rows(void *of, size_t i)
{
	struct list *l = of;
	struct list_item *it = &l->items[i];
	size_t n = list_first_row(l, i);

	if (it->one_row)
		return n + 1;
	wrapped(l, i);
	return n + it->lines.n + is_above(l, it) +
	    (note_row(l, it) != SIZE_MAX);
}

static size_t
flow_next(void *of, size_t i)
{
	struct list *l = of;

	return i + 1 < l->n ? i + 1 : FLOW_END;
}

const struct flow_ops list_flow = { flow_rows, flow_next, flow_one_up };

/* Row of the item's text, or the note below it; each is a paragraph. */
static void
add_line(struct list *l, struct list_item *it, size_t row, struct row *r)
{
	size_t below = it->one_row ? SIZE_MAX : note_row(l, it);
	const struct line *line;
	bool rtl = text_is_rtl(it->text);
	size_t first = r->n;

	if (it->one_row) {
		row_add_ordered(r, it->text, it->style, l->width, rtl);
		return;
	}
	if (row == below) {
		if (margin(l, it) + NOTE_GAP + 4 <= l->width)
			row_pad(r, margin(l, it) + NOTE_GAP, STYLE_TEXT);
		row_add_ordered(r, it->note, STYLE_DIM, l->width, false);
		return;
	}
	line = &it->lines.at[row];
	row_add_src(r, slice_sub(it->text, line->start,
	    line->end - line->start), line->start, it->style, l->width);
	row_reorder(r, first, rtl);
	if (row + 1 == it->lines.n && below == SIZE_MAX && it->note.len) {
		row_pad(r, r->cells + NOTE_GAP, STYLE_TEXT);
		row_add_ordered(r, it->note, STYLE_DIM, l->width, false);
	}
}

/* "Same event ──────" */
static void
add_head(struct list *l, const struct list_item *it, struct row *r)
{
	row_add_ordered(r, it->head, STYLE_META, l->width,
	    text_is_rtl(it->head));
	if (r->cells + 1 < l->width)
		row_addz(r, " ", STYLE_BORDER, l->width);
	while (r->cells < l->width)
		row_addz(r, "─", STYLE_BORDER, l->width);
}

static void
add_item(struct list *l, struct list_item *it, size_t row, struct row *r)
{
	size_t above = is_above(l, it);

	if (it->mark && row == 0)
		row_addz(r, it->mark, it->mark_style, above ? l->width :
		    margin(l, it));
	row_pad(r, margin(l, it), STYLE_TEXT);
	if (row >= above)
		add_line(l, it, row - above, r);
	row_pad(r, l->width, STYLE_TEXT);
}

void
list_row(struct list *l, size_t i, size_t row, struct row *r)
{
	size_t first = list_first_row(l, i);

	row_clear(r);
	if (row >= flow_rows(l, i))
		return;
	if (row < first)
		add_head(l, &l->items[i], r);
	else
		add_item(l, &l->items[i], row - first, r);
}

size_t
list_rows(struct list *l, size_t max)
{
	size_t i, n = 0;

	for (i = 0; i < l->n && n < max; i++)
		n += flow_rows(l, i);
	return n < max ? n : max;
}
