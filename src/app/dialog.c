#include "app/dialog.h"

#include <stdio.h>
#include <stdlib.h>

#include "app/app.h"
#include "app/keymap.h"
#include "base/mem.h"
#include "text/clean.h"
#include "text/width.h"

#define WIDTH_MAX 84
#define SLIVER 4			/* cells at a side that show nothing */

struct dialog *
dialog_new(const char *title, const char *enter,
    void (*chosen)(struct app *, size_t value))
{
	struct dialog *d = mem_alloc(1, sizeof(*d));

	d->title = mem_strdup(title);
	d->enter = enter;
	d->chosen = chosen;
	return d;
}

void
dialog_free(struct dialog *d)
{
	if (d == NULL)
		return;
	free(d->title);
	list_free(&d->list);
	buf_free(&d->number);
	arena_free(&d->arena);
	free(d);
}

struct list_item *
dialog_add(struct dialog *d, struct slice text, enum style style)
{
	struct buf clean = { 0 };
	struct list_item *it;

	text_clean(&clean, text);
	it = list_add(&d->list, arena_dup(&d->arena, buf_slice(&clean)),
	    style);
	it->value = d->list.n - 1;
	buf_free(&clean);
	return it;
}

void
dialog_mark(struct dialog *d, struct slice mark, enum style style)
{
	struct list_item *it = &d->list.items[d->list.n - 1];

	it->mark = arena_dup(&d->arena, mark).s;
	it->mark_style = (uint8_t)style;
}

void
dialog_note(struct dialog *d, struct slice note)
{
	struct buf clean = { 0 };

	text_clean(&clean, note);
	d->list.items[d->list.n - 1].note = arena_dup(&d->arena,
	    buf_slice(&clean));
	buf_free(&clean);
}

struct area {
	int x, y, w, h;			/* with its border */
};

/* As large as its lines want and the screen has; no border where it has
 * little. */
static struct area
place(struct dialog *d, const struct screen *s, bool *border)
{
	int cols = screen_cols(s), rows = screen_rows(s);
	struct area a;
	size_t i, want = text_cells(slice_z(d->title)) + 2, n;

	*border = cols >= 30 && rows >= 8;
	for (i = 0; i < d->list.n && want < WIDTH_MAX; i++) {
		n = list_item_cells(&d->list.items[i]);
		if (n > want)
			want = n;
	}
	a.w = (int)(want < WIDTH_MAX ? want : WIDTH_MAX) + 4;
	if (!*border || a.w > cols - 2 * SLIVER)
		a.w = cols;
	list_set_width(&d->list, (size_t)(*border ? a.w - 4 : a.w));
	a.h = (int)list_rows(&d->list, (size_t)rows) + (*border ? 2 : 0);
	if (a.h > rows - (*border ? 2 : 1))
		a.h = rows - (*border ? 2 : 1);
	if (a.h < 1)
		a.h = 1;
	a.x = (cols - a.w) / 2;
	a.y = *border ? (rows - a.h) / 2 : 0;
	return a;
}

static void
ensure_flow(struct dialog *d)
{
	d->flow.ops = &list_flow;
	d->flow.of = &d->list;
}

static void
draw_line(struct dialog *d, struct screen *s, const struct area *in,
    int y, size_t item, size_t row, struct row *r)
{
	list_row(&d->list, item, row, r);
	row_pad(r, (size_t)in->w, STYLE_TEXT);
	if (d->chosen && item == d->cursor)
		r->overlay = STYLE_SELECTED;
	screen_row(s, in->x, y, in->w, r);
}

/* "12 more" where lines are below what is seen. */
static void
add_more(struct dialog *d, const struct area *a, struct row *r)
{
	size_t item, row, cells;
	char more[32];

	if (d->list.n == 0 || !flow_at(&d->flow, (size_t)a->h - 2, &item,
	    &row))
		return;
	snprintf(more, sizeof(more), " %zu more ", d->list.n - item);
	cells = text_cells(slice_z(more));
	while (r->cells + cells + 3 < (size_t)a->w)
		row_addz(r, "─", STYLE_BORDER_FOCUS, (size_t)a->w);
	row_addz(r, more, STYLE_META, (size_t)a->w - 1);
}

static void
draw_border(struct dialog *d, struct screen *s, const struct area *a,
    bool logical)
{
	struct row r = { .logical = logical };
	int y;

	row_addz(&r, "┌ ", STYLE_BORDER_FOCUS, (size_t)a->w);
	row_add_ordered(&r, slice_z(d->title), STYLE_TITLE_FOCUS,
	    (size_t)a->w - 3, false);
	row_addz(&r, " ", STYLE_BORDER_FOCUS, (size_t)a->w);
	while (r.cells + 1 < (size_t)a->w)
		row_addz(&r, "─", STYLE_BORDER_FOCUS, (size_t)a->w);
	row_addz(&r, "┐", STYLE_BORDER_FOCUS, (size_t)a->w);
	screen_row(s, a->x, a->y, a->w, &r);
	for (y = a->y + 1; y < a->y + a->h - 1; y++) {
		screen_text(s, a->x, y, 2, SLICE("│ "), STYLE_BORDER_FOCUS);
		screen_text(s, a->x + a->w - 2, y, 2, SLICE(" │"),
		    STYLE_BORDER_FOCUS);
	}
	row_clear(&r);
	row_addz(&r, "└", STYLE_BORDER_FOCUS, (size_t)a->w);
	add_more(d, a, &r);
	while (r.cells + 1 < (size_t)a->w)
		row_addz(&r, "─", STYLE_BORDER_FOCUS, (size_t)a->w);
	row_addz(&r, "┘", STYLE_BORDER_FOCUS, (size_t)a->w);
	screen_row(s, a->x, a->y + a->h - 1, a->w, &r);
	row_free(&r);
}

/* A column of air on either side sets the box off from what is below. */
static void
draw_air(struct screen *s, const struct area *a)
{
	int y;

	for (y = a->y; a->x > 0 && y < a->y + a->h; y++) {
		screen_text(s, a->x - 1, y, 1, SLICE(" "), STYLE_TEXT);
		screen_text(s, a->x + a->w, y, 1, SLICE(" "), STYLE_TEXT);
	}
}

void
dialog_draw(struct dialog *d, struct screen *s, struct row *r)
{
	bool border;
	struct area a = place(d, s, &border), in = a;
	size_t item, row;
	int y, cursor = -1;

	ensure_flow(d);
	if (border)
		in = (struct area){ a.x + 2, a.y + 1, a.w - 4, a.h - 2 };
	if (d->chosen && d->list.n)
		flow_show(&d->flow, d->cursor, 0, list_flow.rows(&d->list,
		    d->cursor) - 1, (size_t)in.h);
	else
		flow_fill(&d->flow, (size_t)in.h);
	if (border) {
		draw_air(s, &a);
		draw_border(d, s, &a, r->logical);
	}
	for (y = 0; y < in.h; y++) {
		if (d->list.n && flow_at(&d->flow, (size_t)y, &item, &row)) {
			draw_line(d, s, &in, in.y + y, item, row, r);
			if (item == d->cursor && cursor < 0)
				cursor = in.y + y;
		} else
			screen_text(s, in.x, in.y + y, in.w, SLICE(" "),
			    STYLE_TEXT);
	}
	screen_cursor(s, in.x, cursor < 0 ? in.y : cursor, false);
}

static bool
can_choose(const struct dialog *d, size_t i)
{
	return d->list.items[i].value != FLOW_END;
}

static void
move(struct dialog *d, long by, size_t height)
{
	size_t at = d->cursor;

	if (d->chosen == NULL) {
		flow_scroll(&d->flow, by, height);
		return;
	}
	while (by > 0 && ++at < d->list.n)
		if (can_choose(d, at)) {
			d->cursor = at;
			by--;
		}
	while (by < 0 && at-- > 0)
		if (can_choose(d, at)) {
			d->cursor = at;
			by++;
		}
}

/* Typing a number goes to the line that begins with it. */
static void
type_number(struct dialog *d, uint32_t key)
{
	size_t i;

	buf_addc(&d->number, (char)key);
	for (i = 0; i < d->list.n; i++)
		if (slice_starts(slice_trim(slice_z(d->list.items[i].mark)),
		    buf_slice(&d->number))) {
			d->cursor = i;
			return;
		}
	buf_clear(&d->number);
}

static bool
choose(struct app *app, struct dialog *d)
{
	void (*chosen)(struct app *, size_t) = d->chosen;
	size_t value;

	if (chosen == NULL || d->list.n == 0)
		return false;
	value = d->list.items[d->cursor].value;
	app->dialog = NULL;
	if (value != FLOW_END)
		chosen(app, value);
	dialog_free(d);
	return true;
}

/* The wheel moves, a click selects, on what is selected it chooses, outside
 * of the box it closes. */
static bool
dialog_mouse(struct app *app, struct dialog *d, const struct mouse *m)
{
	bool border;
	struct area a = place(d, app->screen, &border);
	size_t item, row;

	if (m->kind == MOUSE_UP || m->kind == MOUSE_DOWN) {
		move(d, m->kind == MOUSE_UP ? -3 : 3,
		    (size_t)(a.h - 2 * border));
		return true;
	}
	if (m->x < a.x || m->x >= a.x + a.w || m->y < a.y ||
	    m->y >= a.y + a.h)
		return false;
	if (m->y < a.y + border || m->y >= a.y + a.h - border ||
	    !flow_at(&d->flow, (size_t)(m->y - a.y - border), &item, &row) ||
	    !d->chosen || !can_choose(d, item))
		return true;
	if (item == d->cursor)
		return choose(app, d);
	d->cursor = item;
	return true;
}

static const struct {
	uint32_t key;
	int by;				/* rows; 100: a page, 50: half */
} moves[] = {
	{ 'j', 1 }, { K_DOWN, 1 }, { 'k', -1 }, { K_UP, -1 }, { ' ', 100 },
	{ K_PGDN, 100 }, { K_CTRL('f'), 100 }, { 'b', -100 }, { K_PGUP, -100 },
	{ K_CTRL('b'), -100 }, { K_CTRL('d'), 50 }, { K_CTRL('u'), -50 },
	{ 'g', -1000000 }, { K_HOME, -1000000 }, { 'G', 1000000 },
	{ K_END, 1000000 }, { K_CTRL('n'), 1 }, { K_CTRL('p'), -1 },
	{ K_CTRL('e'), 1 }, { K_CTRL('y'), -1 }
};

static const uint32_t closing[] = {
	'q', K_ESC, K_CTRL('c'), K_CTRL('g'), K_BS, 'h', K_LEFT, '?', K_F1
};

static bool
move_by_key(struct dialog *d, uint32_t key, int height)
{
	size_t i;
	long by;

	for (i = 0; i < sizeof(moves) / sizeof(*moves); i++)
		if (moves[i].key == key) {
			by = moves[i].by;
			if (by == 100 || by == -100)
				by = by / 100 * height;
			else if (by == 50 || by == -50)
				by = by / 50 * (height / 2 ? height / 2 : 1);
			move(d, by, (size_t)height);
			return true;
		}
	return false;
}

/* What does nothing says so, or "/" in the help would close it. */
static bool
stays_open(struct app *app, uint32_t key)
{
	struct buf name = { 0 };
	size_t i;

	for (i = 0; i < sizeof(closing) / sizeof(*closing); i++)
		if (closing[i] == key)
			return false;
	key_say(&name, key);
	app_say(app, "%s does nothing in a box; Esc closes it",
	    buf_z(&name));
	buf_free(&name);
	return true;
}

bool
dialog_key(struct app *app, struct dialog *d, uint32_t key,
    const struct mouse *m)
{
	bool border;
	struct area a = place(d, app->screen, &border);

	ensure_flow(d);
	if (key == K_MOUSE)
		return m == NULL || dialog_mouse(app, d, m);
	if (move_by_key(d, key, a.h - 2 * border))
		return true;
	if (d->chosen && key >= '0' && key <= '9') {
		type_number(d, key);
		return true;
	}
	if (key == '\r' || (d->chosen && (key == 'l' || key == K_RIGHT ||
	    key == 'o')))
		return choose(app, d);
	return stays_open(app, key);
}
