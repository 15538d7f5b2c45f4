/*
 * list: titles with marks, each wrapped to the width; the related
 * headlines, and what dialogs show.  A list is a flow (view/flow.h).
 */
#ifndef VIEW_LIST_H
#define VIEW_LIST_H

#include "view/flow.h"
#include "view/lines.h"
#include "view/row.h"

struct list_item {
	struct slice text;		/* borrowed, as are these: */
	struct slice head;		/* a heading above it; empty: none */
	struct slice note;		/* said of it, dim, behind the text
					   or below it; empty: nothing */
	struct lines lines;
	size_t value;			/* the caller's */
	const char *mark;		/* before the first row; NULL: none */
	uint8_t style, mark_style;
	bool one_row;			/* cut there, not wrapped */
};

struct list {
	struct list_item *items;
	size_t n, cap, width;
};

void list_free(struct list *);
/* The new item, valid until the next one is added. */
struct list_item *list_add(struct list *, struct slice text, enum style);
void list_set_width(struct list *, size_t width);

extern const struct flow_ops list_flow;		/* of = the list */

/* The row of an item that its text begins on: below its heading. */
size_t list_first_row(const struct list *, size_t item);

/* Cells that it would like to have. */
size_t list_item_cells(const struct list_item *);

void list_row(struct list *, size_t item, size_t row, struct row *);
size_t list_rows(struct list *, size_t max);	/* of all, at most max */

#endif
