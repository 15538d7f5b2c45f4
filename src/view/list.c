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

static size_t
mark_cells(const struct list_item *it)
{
	return it->mark ? text_cells(slice_z(it->mark)) : 0;
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

static size_t
flow_rows(void *of, size_t i)
{
	struct list *l = of;

	if (l->items[i].one_row)
		return 1;
	return wrapped(l, i)->lines.n + is_above(l, &l->items[i]);
}

static size_t
flow_next(void *of, size_t i)
{
	struct list *l = of;

	return i + 1 < l->n ? i + 1 : FLOW_END;
}

static size_t
flow_prev(void *of, size_t i)
{
	(void)of;
	return i > 0 ? i - 1 : FLOW_END;
}

const struct flow_ops list_flow = { flow_rows, flow_next, flow_prev };

static void
add_line(struct list *l, struct list_item *it, size_t row, struct row *r)
{
	const struct line *line;

	if (it->one_row) {
		row_add_cut(r, it->text, it->style, l->width);
		return;
	}
	line = &it->lines.at[row];
	row_add_src(r, slice_sub(it->text, line->start,
	    line->end - line->start), line->start, it->style, l->width);
}

void
list_row(struct list *l, size_t i, size_t row, struct row *r)
{
	struct list_item *it = &l->items[i];
	size_t first, above = is_above(l, it);

	row_clear(r);
	if (row >= flow_rows(l, i))
		return;
	if (it->mark && row == 0)
		row_addz(r, it->mark, it->mark_style, above ? l->width :
		    margin(l, it));
	row_pad(r, margin(l, it), STYLE_TEXT);
	first = r->n;
	if (row >= above)
		add_line(l, it, row - above, r);
	row_reorder(r, first, text_is_rtl(it->text));
	row_pad(r, l->width, STYLE_TEXT);
}

size_t
list_rows(struct list *l, size_t max)
{
	size_t i, n = 0;

	for (i = 0; i < l->n && n < max; i++)
		n += flow_rows(l, i);
	return n < max ? n : max;
}
