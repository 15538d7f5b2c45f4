/*
 * The window over items of several rows, against a model that writes all
 * rows into one list.
 */
#include "view/flow.h"

#include <stdlib.h>

#include "test.h"

#define MAX_ITEMS 12

struct items {
	size_t rows[MAX_ITEMS], n;
	bool hidden[MAX_ITEMS];
};

static size_t
rows(void *of, size_t i)
{
	return ((struct items *)of)->rows[i];
}

static size_t
next(void *of, size_t i)
{
	struct items *x = of;

	while (++i < x->n)
		if (!x->hidden[i])
			return i;
	return FLOW_END;
}

static size_t
prev(void *of, size_t i)
{
	struct items *x = of;

	while (i-- > 0)
		if (!x->hidden[i])
			return i;
	return FLOW_END;
}

static const struct flow_ops ops = { rows, next, prev };

/* The row's number among all that can be seen; total where item is n. */
static size_t
number(const struct items *x, size_t item, size_t row)
{
	size_t i, n = 0;

	for (i = 0; i < item; i++)
		n += x->hidden[i] ? 0 : x->rows[i];
	return n + row;
}

static size_t
top(const struct flow *f)
{
	return number(f->of, f->item, f->row);
}

static void
random_items(struct items *x)
{
	size_t i;

	x->n = 1 + (size_t)(rand() % MAX_ITEMS);
	for (i = 0; i < x->n; i++) {
		x->rows[i] = 1 + (size_t)(rand() % 5);
		x->hidden[i] = i > 0 && rand() % 4 == 0;
	}
}

static size_t
random_seen(const struct items *x)
{
	size_t i;

	do
		i = (size_t)rand() % x->n;
	while (x->hidden[i]);
	return i;
}

static void
check_scroll(struct flow *f, size_t total, size_t h)
{
	long was = (long)top(f), by = rand() % 21 - 10, want = was + by;
	long last = total > h ? (long)(total - h) : 0;
	bool moved;

	/* Down: not past the last row at the bottom; never back up. */
	if (by > 0 && want > last)
		want = was > last ? was : last;
	if (want < 0)
		want = 0;
	moved = flow_scroll(f, by, h);
	CHECK_EQ(top(f), want);
	CHECK_EQ(moved, want != was);
}

static void
check_fill(struct flow *f, size_t total, size_t h)
{
	size_t was = top(f), want = was;

	if (was + h > total)
		want = total > h ? total - h : 0;
	flow_fill(f, h);
	CHECK_EQ(top(f), want < was ? want : was);
}

static void
check_put(struct flow *f, size_t h)
{
	struct items *x = f->of;
	size_t item = random_seen(x), at = (size_t)rand() % h;
	size_t row = (size_t)rand() % x->rows[item];
	size_t n = number(x, item, row);

	flow_put(f, item, row, at);
	CHECK_EQ(top(f), n > at ? n - at : 0);
	CHECK_EQ(flow_distance(f, item, row, h), n > at ? at : n);
}

static void
check_show(struct flow *f, size_t h)
{
	struct items *x = f->of;
	size_t item = random_seen(x), last = x->rows[item] - 1, was = top(f);
	size_t first = (size_t)rand() % (last + 1);
	size_t from = number(x, item, first), to = number(x, item, last);

	flow_show(f, item, first, last, h);
	CHECK(from >= top(f));
	CHECK(to < top(f) + h || from == top(f));
	if (from >= was && to < was + h)
		CHECK_EQ(top(f), was);
}

static void
check_at(struct flow *f, size_t total)
{
	size_t at = (size_t)rand() % 20, item, row;
	bool ok = flow_at(f, at, &item, &row);

	CHECK_EQ(ok, top(f) + at < total);
	CHECK_EQ(number(f->of, item, row), ok ? top(f) + at : total - 1);
	if (ok)
		CHECK_EQ(flow_distance(f, item, row, 40), at);
	if (ok && at > 0)
		CHECK_EQ(flow_distance(f, item, row, at - 1), -1);
}

int
main(void)
{
	struct items x;
	struct flow f = { &ops, &x, 0, 0 };
	size_t total, h;
	int i, k;

	srand(3);
	for (i = 0; i < 200; i++) {
		random_items(&x);
		total = number(&x, x.n, 0);
		f.item = f.row = 0;
		for (k = 0; k < 20; k++) {
			h = 1 + (size_t)rand() % 12;
			check_scroll(&f, total, h);
			check_at(&f, total);
			check_show(&f, h);
			check_put(&f, h);
			check_fill(&f, total, h);
		}
	}
	/* An item that lost rows since. */
	x = (struct items){ .rows = { 5, 1 }, .n = 2 };
	f.item = 0;
	f.row = 4;
	x.rows[0] = 2;
	flow_scroll(&f, 0, 3);
	CHECK_EQ(f.row, 1);
	return test_done("flow");
}
