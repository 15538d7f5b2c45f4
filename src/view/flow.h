/*
 * flow: items of several rows each, seen through a window.  The place of
 * the window is an anchor (item, row within it), never a row number, so
 * that folds, filters and new widths keep it.  Costs what is on screen: the
 * rows of an item are asked for only when it comes into the window.
 */
#ifndef VIEW_FLOW_H
#define VIEW_FLOW_H

#include <stdbool.h>
#include <stddef.h>

#define FLOW_END ((size_t)-1)

struct flow_ops {
	size_t (*rows)(void *of, size_t item);		/* at least 1 */
	size_t (*next)(void *of, size_t item);		/* or FLOW_END */
	size_t (*prev)(void *of, size_t item);		/* or FLOW_END */
};

/* For struct flow_ops: rows of items of one row each; prev of items that are
 * 0, 1, 2, ... */
size_t flow_one_row(void *of, size_t item);
size_t flow_one_up(void *of, size_t item);

struct flow {
	const struct flow_ops *ops;
	void *of;
	size_t item, row;		/* the anchor: what is at the top */
};

/* Moves the window by rows (negative: up), not past the last row being at
 * its bottom.  False: it could not move at all. */
bool flow_scroll(struct flow *, long rows, size_t height);

/* After the window grew: moves up where it would show less than it can. */
void flow_fill(struct flow *, size_t height);

/* Moves as little as needed for rows first..last of item to be seen; where
 * they are more than height, first is at the top. */
void flow_show(struct flow *, size_t item, size_t first, size_t last,
    size_t height);

/* Puts a row of an item at a given row of the window, if there is enough
 * above it. */
void flow_put(struct flow *, size_t item, size_t row, size_t at);

/* Rows from the window's top to a row of item; -1: it is above, or further
 * than limit below. */
long flow_distance(const struct flow *, size_t item, size_t row,
    size_t limit);

/* The item and row that are `at` rows below the top.  False: past the end. */
bool flow_at(const struct flow *, size_t at, size_t *item, size_t *row);

/* One step down; false at the end. */
bool flow_step(const struct flow *, size_t *item, size_t *row);

#endif
