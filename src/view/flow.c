#include "view/flow.h"

size_t
flow_one_row(void *of, size_t item)
{
	(void)of;
	(void)item;
	return 1;
}

size_t
flow_one_up(void *of, size_t item)
{
	(void)of;
	return item > 0 ? item - 1 : FLOW_END;
}

bool
flow_step(const struct flow *f, size_t *item, size_t *row)
{
	size_t next;

	if (*row + 1 < f->ops->rows(f->of, *item)) {
		++*row;
		return true;
	}
	next = f->ops->next(f->of, *item);
	if (next == FLOW_END)
		return false;
	*item = next;
	*row = 0;
	return true;
}

static bool
step_back(const struct flow *f, size_t *item, size_t *row)
{
	size_t prev;

	if (*row > 0) {
		--*row;
		return true;
	}
	prev = f->ops->prev(f->of, *item);
	if (prev == FLOW_END)
		return false;
	*item = prev;
	*row = f->ops->rows(f->of, prev) - 1;
	return true;
}

/* An item may have got fewer rows since. */
static void
clamp(struct flow *f)
{
	size_t rows = f->ops->rows(f->of, f->item);

	if (f->row >= rows)
		f->row = rows - 1;
}

bool
flow_at(const struct flow *f, size_t at, size_t *item, size_t *row)
{
	*item = f->item;
	*row = f->row;
	while (at-- > 0)
		if (!flow_step(f, item, row))
			return false;
	return true;
}

bool
flow_scroll(struct flow *f, long rows, size_t height)
{
	size_t bottom, bottom_row;
	bool moved = false;

	clamp(f);
	for (; rows < 0 && step_back(f, &f->item, &f->row); rows++)
		moved = true;
	if (rows <= 0 || height == 0)
		return moved;
	if (!flow_at(f, height - 1, &bottom, &bottom_row))
		return moved;
	for (; rows > 0 && flow_step(f, &bottom, &bottom_row); rows--) {
		flow_step(f, &f->item, &f->row);
		moved = true;
	}
	return moved;
}

void
flow_fill(struct flow *f, size_t height)
{
	size_t item, row, n = 1;

	clamp(f);
	item = f->item;
	row = f->row;
	while (n < height && flow_step(f, &item, &row))
		n++;
	while (n < height && step_back(f, &f->item, &f->row))
		n++;
}

void
flow_put(struct flow *f, size_t item, size_t row, size_t at)
{
	f->item = item;
	f->row = row;
	while (at-- > 0)
		if (!step_back(f, &f->item, &f->row))
			return;
}

long
flow_distance(const struct flow *f, size_t item, size_t row, size_t limit)
{
	size_t i = f->item, r = f->row, n;

	for (n = 0; n <= limit; n++) {
		if (i == item && r == row)
			return (long)n;
		if (!flow_step(f, &i, &r))
			break;
	}
	return -1;
}

void
flow_show(struct flow *f, size_t item, size_t first, size_t last,
    size_t height)
{
	clamp(f);
	if (height == 0)
		return;
	if (last - first >= height)
		last = first + height - 1;
	if (flow_distance(f, item, first, height - 1) < 0) {
		if (item < f->item || (item == f->item && first < f->row))
			flow_put(f, item, first, 0);
		else
			flow_put(f, item, last, height - 1);
	} else if (flow_distance(f, item, last, height - 1) < 0)
		flow_put(f, item, last, height - 1);
}
