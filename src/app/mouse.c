#include "app/mouse.h"

#include "view/minimap.h"

#define WHEEL_ROWS 3

static void
wheel(struct app *a, enum pane pane, int rows)
{
	struct flow *f = &a->flow[pane];
	size_t h = app_pane_height(a, pane), item, row;

	if (!app_pane_has(a, pane))
		return;
	flow_scroll(f, rows, h);
	if (pane == PANE_ARTICLE)
		return;
	/* The cursor stays in sight, without moving what is seen. */
	if (flow_distance(f, a->cursor[pane], app_head_row(a, pane,
	    a->cursor[pane]), h - 1) < 0 &&
	    flow_at(f, rows > 0 ? 0 : h - 1, &item, &row))
		a->cursor[pane] = item;
}

/* As Enter does it: what is one line shows its text, what is open folds. */
static void
toggle(struct app *a, size_t row)
{
	struct tree *t = app_story(a)->tree;

	if (!tree_unfold(t, row))
		tree_fold(t, row, true);
	app_relayout(a);
}

/* A click on the mark of a head folds; one on what is selected opens it. */
static void
click_comment(struct app *a, size_t row, size_t line, int x)
{
	struct tree *t = app_story(a)->tree;
	size_t mark = tree_mark_cell(t, row);
	bool was = row == a->cursor[PANE_COMMENTS];

	a->cursor[PANE_COMMENTS] = row;
	if (line == tree_head_line(t, row) && (tree_size(t, row) > 1 ||
	    !tree_is_open(t, row)) && (was ||
	    (x >= (int)mark && x < (int)mark + 2)))
		toggle(a, row);
}

/* A title line with two tabs: the one that was clicked on. */
static bool
click_tab(struct app *a, enum pane pane, const struct mouse *m)
{
	enum pane other = pane == PANE_RELATED ? PANE_COMMENTS : PANE_RELATED;

	if (!a->layout.tabs || pane == PANE_ARTICLE ||
	    m->y != a->layout.box[pane].y)
		return false;
	if (m->x >= app_tab_x(a, pane) && app_pane_has(a, other))
		pane = other;
	app_focus(a, pane);
	return true;
}

/* The minimap is where one goes by it. */
static bool
click_map(struct app *a, const struct mouse *m)
{
	const struct box *b = &a->layout.box[PANE_COMMENTS];
	struct tree *t = app_story(a)->tree;
	size_t row = minimap_row(t, (size_t)b->th, (size_t)(m->y - b->ty));

	if (a->map_x < 0 || m->x < a->map_x || row >= tree_rows(t))
		return false;
	app_mark_jump(a);
	app_select_row(a, row);
	return true;
}

static void
click(struct app *a, enum pane pane, const struct mouse *m)
{
	const struct box *b = &a->layout.box[pane];
	enum pane was = a->pane;
	size_t item, row;

	if (click_tab(a, pane, m))
		return;
	app_focus(a, pane);
	if (m->y < b->ty || m->y >= b->ty + b->th ||
	    (pane == PANE_COMMENTS && click_map(a, m)))
		return;
	if (!flow_at(&a->flow[pane], (size_t)(m->y - b->ty), &item, &row))
		return;
	if (pane == PANE_COMMENTS)
		click_comment(a, item, row, m->x - b->tx);
	else if (pane != PANE_ARTICLE &&
	    row >= app_head_row(a, pane, item)) {
		if (a->cursor[pane] == item && (was == pane ||
		    pane < PANE_STORY_N))
			app_command(a, SLICE("open"));
		else
			a->cursor[pane] = item;
	}
}

void
mouse_event(struct app *a, const struct mouse *m)
{
	enum pane pane = layout_at(&a->layout, m->x, m->y);

	if (pane == PANE_N)
		return;
	if (m->kind == MOUSE_UP || m->kind == MOUSE_DOWN)
		wheel(a, pane, m->kind == MOUSE_UP ? -WHEEL_ROWS :
		    WHEEL_ROWS);
	else if (m->kind != MOUSE_NONE)
		click(a, pane, m);
}
