/*
 * browse_draw: the headlines of the library as rows, and what their pane
 * says beside them.
 */
#ifndef APP_BROWSE_DRAW_H
#define APP_BROWSE_DRAW_H

#include "view/row.h"

struct app;

/* A row, filled to width. */
void browse_row_draw(struct app *, size_t item, size_t width, struct row *);

/* The pane's title, the ends of the bar, and of the status line. */
void browse_title(struct app *, struct buf *);
void browse_bar(struct app *, struct buf *left, struct buf *right);
void browse_position(struct app *, struct buf *);

/* What stands in the pane instead of rows.  False: there are rows. */
bool browse_empty(struct app *, struct buf *);

#endif
