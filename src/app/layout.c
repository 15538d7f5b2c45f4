#include "app/layout.h"

#define WIDE 120			/* columns for panes side by side */
#define MEDIUM 80			/* columns for panes below each other */
#define PANE_MIN 60			/* columns a pane keeps where it can */
#define BESIDE 180			/* columns for headlines beside all */
#define ROWS_MIN 16			/* for more than one pane */

static struct box
boxed(int x, int y, int w, int h)
{
	return (struct box){ x, y, w, h, x + 2, y + 1, w - 4, h - 2, true,
	    false };
}

static int
clamp(int v, int lo, int hi)
{
	return v < lo ? lo : v > hi ? hi : v;
}

static void
make_single(struct layout *l, const struct layout_wish *w)
{
	int h = w->rows > 2 ? w->rows - 2 : w->rows > 1 ? w->rows - 1 : 1;
	int y = w->rows > 2;
	int air = w->cols >= 40;

	l->single = true;
	l->box[w->pane] = (struct box){ 0, y, w->cols, h, air, y,
	    w->cols - 2 * air, h, false, false };
}

static void
make_wide(struct layout *l, const struct layout_wish *w)
{
	int h = w->rows - 2, right, top = 0;

	right = clamp(w->cols * (100 - w->split) / 100, PANE_MIN,
	    w->cols - PANE_MIN);
	if (!w->has[PANE_RELATED] && !w->has[PANE_COMMENTS]) {
		l->box[PANE_ARTICLE] = boxed(0, 1, w->cols, h);
		return;
	}
	l->box[PANE_ARTICLE] = boxed(0, 1, w->cols - right, h);
	if (w->has[PANE_RELATED]) {
		top = w->has[PANE_COMMENTS] ?
		    clamp(w->related_rows + 2, 3, h / 3) : h;
		l->box[PANE_RELATED] = boxed(w->cols - right, 1, right, top);
	}
	if (!w->has[PANE_COMMENTS])
		return;
	l->box[PANE_COMMENTS] = boxed(w->cols - right, 1 + top - (top > 0),
	    right, h - top + (top > 0));
	l->box[PANE_COMMENTS].joined = top > 0;
}

static void
make_medium(struct layout *l, const struct layout_wish *w)
{
	int h = w->rows - 2, above = clamp(h * w->split / 100, 5, h - 5);
	enum pane lower = w->lower;

	if (!w->has[lower])
		lower = lower == PANE_RELATED ? PANE_COMMENTS : PANE_RELATED;
	if (!w->has[lower]) {
		l->box[PANE_ARTICLE] = boxed(0, 1, w->cols, h);
		return;
	}
	/* A short list of headlines leaves its rows to the article. */
	if (lower == PANE_RELATED && w->related_rows + 1 < h - above)
		above = clamp(h - w->related_rows - 1, above, h - 2);
	l->tabs = true;
	l->box[PANE_ARTICLE] = boxed(0, 1, w->cols, above);
	l->box[lower] = boxed(0, above, w->cols, h - above + 1);
	l->box[lower].joined = true;
}

static bool
is_list(enum pane pane)
{
	return pane == PANE_HEADLINES || pane == PANE_FOLDERS;
}

/* The list and a preview of the article. */
static void
make_list(struct layout *l, const struct layout_wish *w)
{
	int h = w->rows - 2, right, above;

	if (w->empty)
		l->box[w->pane] = boxed(0, 1, w->cols, h);
	else if (w->cols >= WIDE) {
		right = clamp(w->cols * (100 - w->split) / 100, PANE_MIN,
		    w->cols - PANE_MIN);
		l->box[w->pane] = boxed(0, 1, w->cols - right, h);
		l->box[PANE_ARTICLE] = boxed(w->cols - right, 1, right, h);
	} else {
		above = clamp(h / 2, 5, h - 5);
		l->box[w->pane] = boxed(0, 1, w->cols, above);
		l->box[PANE_ARTICLE] = boxed(0, above, w->cols,
		    h - above + 1);
		l->box[PANE_ARTICLE].joined = true;
	}
}

/* The story in what the list leaves of the screen. */
static void
make_beside(struct layout *l, const struct layout_wish *w)
{
	enum pane list = w->pane == PANE_FOLDERS ? PANE_FOLDERS :
	    PANE_HEADLINES;
	struct layout_wish rest = *w;
	int i;

	rest.cols -= PANE_MIN;
	make_wide(l, &rest);
	for (i = 0; i < PANE_STORY_N; i++) {
		l->box[i].x += PANE_MIN;
		l->box[i].tx += PANE_MIN;
	}
	l->box[list] = boxed(0, 1, PANE_MIN, w->rows - 2);
}

void
layout_make(struct layout *l, const struct layout_wish *w)
{
	*l = (struct layout){ 0 };
	if (!w->alone && w->cols >= BESIDE && w->rows >= ROWS_MIN &&
	    w->listed && !(is_list(w->pane) && w->empty))
		make_beside(l, w);
	else if (!w->alone && w->cols >= MEDIUM && w->rows >= ROWS_MIN &&
	    is_list(w->pane))
		make_list(l, w);
	else if (w->alone || w->cols < MEDIUM || w->rows < ROWS_MIN)
		make_single(l, w);
	else if (w->cols >= WIDE)
		make_wide(l, w);
	else
		make_medium(l, w);
}

enum pane
layout_at(const struct layout *l, int x, int y)
{
	int i;

	for (i = PANE_N; i-- > 0;) {
		const struct box *b = &l->box[i];

		if (b->w && x >= b->x && x < b->x + b->w && y >= b->y &&
		    y < b->y + b->h)
			return (enum pane)i;
	}
	return PANE_N;
}
