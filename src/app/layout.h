/*
 * layout: where the panes are.  Wide (120 columns and more): article left,
 * related and comments right.  Medium (80 to 119): article above, the others
 * as tabs below.  Narrow, or few rows, or `alone`: one pane at a time.
 *
 * Where the headlines of the library (or its folders) are in hand the
 * article in front of them is beside or below them; from 180 columns they
 * stay at the left of a story that is `listed` there.
 */
#ifndef APP_LAYOUT_H
#define APP_LAYOUT_H

#include <stdbool.h>

/* The first three are of the story in hand, the others of the library. */
enum pane {
	PANE_ARTICLE, PANE_RELATED, PANE_COMMENTS,
	PANE_HEADLINES, PANE_FOLDERS, PANE_N
};
#define PANE_STORY_N PANE_HEADLINES

struct box {
	int x, y, w, h;			/* with its border; w 0: not shown */
	int tx, ty, tw, th;		/* what is inside */
	bool border, joined;		/* joined: shares the border above */
};

struct layout_wish {
	int cols, rows;
	enum pane pane, lower;
	bool alone;
	bool has[PANE_N];
	int related_rows;		/* that the related list would like */
	int split;			/* article's share, percent */
	bool empty;			/* there is no story to preview */
	bool listed;			/* headlines stay beside the story */
};

struct layout {
	struct box box[PANE_N];
	bool single;			/* one pane, no borders */
	bool tabs;			/* related and comments share a box */
};

void layout_make(struct layout *, const struct layout_wish *);

/* The pane at a cell, or PANE_N. */
enum pane layout_at(const struct layout *, int x, int y);

#endif
