/*
 * draw: the state of the app, on the screen.  Nothing here changes it, but
 * that what was seen is noted (app/news.h).
 */
#include "app/related.h"

#include <stdio.h>

#include "app/browse.h"
#include "app/browse_draw.h"
#include "app/dialog.h"
#include "app/folders.h"
#include "app/hints.h"
#include "app/keymap.h"
#include "app/marks.h"
#include "app/news.h"
#include "app/search.h"
#include "text/bidi.h"
#include "text/width.h"
#include "view/minimap.h"
#include "view/page.h"

static const struct doc *
doc(struct app *a)
{
	return app_story(a)->doc;
}

/* What an order begins with. */
static const char *const firsts[ORDER_N] = {
	[ORDER_NEWEST] = "newest", [ORDER_OLDEST] = "oldest",
	[ORDER_SCORE] = "best score", [ORDER_REPLIES] = "most replies"
};

static void
pane_title(struct app *a, enum pane pane, struct buf *b)
{
	const struct doc *d = doc(a);
	enum tree_order order;
	size_t n, threads, fresh;

	switch (pane) {
	case PANE_HEADLINES:
		browse_title(a, b);
		break;
	case PANE_FOLDERS:
		buf_addz(b, "Folders");
		break;
	case PANE_ARTICLE:
		buf_addz(b, "Article");
		break;
	case PANE_RELATED:
		related_title(a, b);
		break;
	default:
		n = doc_comments_present(d);
		threads = tree_threads(app_story(a)->tree);
		buf_addz(b, "Comments · ");
		if (tree_filtered(app_story(a)->tree))
			buf_printf(b, "%zu of %zu · filter",
			    tree_hits(app_story(a)->tree), n);
		else
			buf_printf(b, "%zu", n);
		if (app_story(a)->killed)
			buf_printf(b, " · %zu hidden", app_story(a)->killed);
		if (threads < n && !tree_filtered(app_story(a)->tree))
			buf_printf(b, " · %zu thread%s", threads,
			    threads == 1 ? "" : "s");
		fresh = news_count(app_story(a)->news);
		if (fresh)
			buf_printf(b, " · %zu new", fresh);
		order = tree_order(app_story(a)->tree);
		if (order != ORDER_PAGE)
			buf_printf(b, " · %s first", firsts[order]);
	}
}

static enum style
title_style(const struct app *a, enum pane pane)
{
	return a->pane == pane ? STYLE_TITLE_FOCUS : STYLE_TITLE;
}

/* The tab that the lower pane of the medium layout hides. */
static enum pane
hidden_tab(struct app *a, enum pane pane)
{
	enum pane other = pane == PANE_RELATED ? PANE_COMMENTS : PANE_RELATED;

	return a->layout.tabs && (pane == PANE_RELATED ||
	    pane == PANE_COMMENTS) &&
	    app_pane_has(a, other) ? other : PANE_N;
}

int
app_tab_x(struct app *a, enum pane pane)
{
	struct buf title = { 0 };
	size_t cells;

	pane_title(a, pane, &title);
	cells = text_cells(buf_slice(&title));
	buf_free(&title);
	return a->layout.box[pane].x + (int)cells + 3;
}

static void
edge(struct app *a, const struct box *b, int y, const char *left,
    const char *right, enum pane pane, bool title)
{
	enum style border = a->pane == pane ? STYLE_BORDER_FOCUS :
	    STYLE_BORDER;
	struct row *r = &a->row;
	struct buf text = { 0 };
	size_t w = (size_t)b->w;

	row_clear(r);
	row_addz(r, left, border, w);
	if (title) {
		pane_title(a, pane, &text);
		row_addz(r, " ", border, w - 1);
		row_add_ordered(r, buf_slice(&text), title_style(a, pane),
		    w - 2, false);
		row_addz(r, " ", border, w - 1);
		if (hidden_tab(a, pane) != PANE_N) {
			buf_clear(&text);
			pane_title(a, hidden_tab(a, pane), &text);
			row_addz(r, "│ ", border, w - 1);
			row_add_ordered(r, buf_slice(&text), STYLE_DIM, w - 2,
			    false);
			row_addz(r, " ", border, w - 1);
		}
	}
	while (r->cells + 1 < w)
		row_addz(r, "─", border, w);
	row_addz(r, right, border, w);
	screen_row(a->screen, b->x, y, b->w, r);
	buf_free(&text);
}

/* True where the title line of a box below is this box's bottom too. */
static bool
is_shared(const struct layout *l, const struct box *b)
{
	int i;

	for (i = 0; i < PANE_N; i++)
		if (l->box[i].w && l->box[i].joined &&
		    l->box[i].x == b->x && l->box[i].y == b->y + b->h - 1)
			return true;
	return false;
}

static void
draw_border(struct app *a, enum pane pane)
{
	const struct box *b = &a->layout.box[pane];
	enum style style = a->pane == pane ? STYLE_BORDER_FOCUS :
	    STYLE_BORDER;
	int y;

	edge(a, b, b->y, b->joined ? "├" : "┌", b->joined ? "┤" : "┐", pane,
	    true);
	for (y = b->y + 1; y < b->y + b->h - 1; y++) {
		screen_text(a->screen, b->x, y, 1, SLICE("│"), style);
		screen_text(a->screen, b->x + b->w - 1, y, 1, SLICE("│"),
		    style);
	}
	if (!is_shared(&a->layout, b))
		edge(a, b, b->y + b->h - 1, "└", "┘", pane, false);
}

static size_t
width_of(const struct app *a, enum pane pane)
{
	return a->layout.box[pane].tw > 0 ? (size_t)a->layout.box[pane].tw :
	    1;
}

/* A row of a pane, into a->row, with its hits marked. */
static void
pane_row(struct app *a, enum pane pane, size_t item, size_t row)
{
	struct story *s = app_story(a);
	struct row *r = &a->row;

	switch (pane) {
	case PANE_HEADLINES:
		browse_row_draw(a, item, width_of(a, pane), r);
		if (item == a->cursor[pane] && browse_row(a))
			r->overlay = STYLE_SELECTED;
		break;
	case PANE_FOLDERS:
		folders_row(a->browse->folders, item, width_of(a, pane), r);
		if (item == a->cursor[pane])
			r->overlay = STYLE_SELECTED;
		break;
	case PANE_ARTICLE:
		page_row(s->page, item, row, r);
		search_highlight(a, pane, page_text(s->page, item), r);
		break;
	case PANE_RELATED:
		list_row(&a->related, item, row, r);
		search_highlight(a, pane, a->related.items[item].text, r);
		if (item == a->cursor[pane] &&
		    row >= app_head_row(a, pane, item))
			r->overlay = STYLE_SELECTED;
		break;
	default:
		tree_draw(s->tree, item, row, r);
		search_highlight(a, pane,
		    s->doc->comments[tree_comment(s->tree, item)].text, r);
	}
	if (r->overlay == STYLE_SELECTED && a->pane != pane)
		r->overlay = STYLE_SELECTED_DIM;
}

/* Where the hardware cursor belongs: the selected row, or the top. */
static bool
is_selected(struct app *a, enum pane pane, size_t item, size_t row)
{
	if (pane == PANE_ARTICLE)
		return a->search.hit && a->search.pane == pane &&
		    item == a->search.item && row == page_row_of(
		    app_story(a)->page, item, a->search.off);
	if (item != a->cursor[pane])
		return false;
	return row == app_head_row(a, pane, item);
}

/* Where there are no headlines: why, and what can be done. */
static bool
draw_empty(struct app *a)
{
	const struct box *b = &a->layout.box[PANE_HEADLINES];
	struct buf text = { 0 };
	struct list l = { 0 };
	struct slice rest, line, air = SLICE(" ");
	size_t i, row;
	int y = 0;
	bool airy;

	if (!browse_empty(a, &text))
		return false;
	rest = buf_slice(&text);
	while (slice_cut(&rest, '\n', &line))
		list_add(&l, line.len ? line : air, STYLE_TEXT);
	list_set_width(&l, width_of(a, PANE_HEADLINES));
	airy = (int)list_rows(&l, (size_t)b->th + 1) <= b->th;
	for (i = 0; i < l.n; i++)
		for (row = !airy && slice_eq(l.items[i].text, air);
		    row < list_flow.rows(&l, i) && y < b->th; row++) {
			list_row(&l, i, row, &a->row);
			screen_row(a->screen, b->tx, b->ty + y++, b->tw,
			    &a->row);
		}
	list_free(&l);
	buf_free(&text);
	return true;
}

static void
draw_pane(struct app *a, enum pane pane, int *cx, int *cy)
{
	const struct box *b = &a->layout.box[pane];
	const struct flow *f = &a->flow[pane];
	size_t item = f->item, row = f->row;
	bool more = true;
	int y;

	if (b->border)
		draw_border(a, pane);
	if (pane == a->pane) {
		*cx = b->tx;
		*cy = b->ty;
	}
	more = pane != PANE_HEADLINES || !draw_empty(a);
	for (y = 0; y < b->th && more; y++) {
		pane_row(a, pane, item, row);
		if (pane == a->pane && is_selected(a, pane, item, row))
			*cy = b->ty + y;
		screen_row(a->screen, b->tx, b->ty + y, b->tw, &a->row);
		more = flow_step(f, &item, &row);
	}
}

static void
draw_map(struct app *a)
{
	const struct box *b = &a->layout.box[PANE_COMMENTS];
	const struct flow *f = &a->flow[PANE_COMMENTS];
	struct minimap map = { .height = (size_t)b->th, .first = f->item };
	struct tree *t = app_story(a)->tree;
	size_t item = f->item, row = f->row, y;

	if (a->map_x < 0 || b->w == 0)
		return;
	for (y = 1; y < map.height && flow_step(f, &item, &row); y++)
		;
	map.last = tree_folded(t, item) ? tree_end(t, item) - 1 : item;
	for (y = 0; y < map.height; y++) {
		row_clear(&a->row);
		minimap_draw(t, &map, y, &a->row);
		screen_row(a->screen, a->map_x, b->ty + (int)y, 1, &a->row);
	}
}

static void
bar_of_story(struct app *a, struct buf *left, struct buf *right)
{
	const struct doc *d = doc(a);

	if (left->len)
		buf_addz(left, " › ");
	buf_add(left, d->headline.len ? d->headline : slice_z(d->source));
	if (a->stories.n > 1 && app_story(a)->id == 0)
		buf_printf(right, "%zu of %zu   ", a->current + 1,
		    a->stories.n);
	if (screen_cols(a->screen) >= 60)
		buf_printf(right, "%s ", d->charset.name);
}

/* Section › headline at the left; which document, charset at the right. */
static void
draw_bar(struct app *a)
{
	const struct doc *d = doc(a);
	int cols = screen_cols(a->screen);
	struct buf left = { 0 }, right = { 0 };
	struct row *r = &a->row;
	size_t keep;

	if (a->pane >= PANE_STORY_N)
		browse_bar(a, &left, &right);
	else if (a->layout.single)
		pane_title(a, a->pane, &left);
	else if (d->section.n)
		buf_add(&left, d->section.at[d->section.n - 1]);
	if (a->pane < PANE_STORY_N)
		bar_of_story(a, &left, &right);
	keep = text_cells(buf_slice(&right));
	if (keep + 24 > (size_t)cols)
		keep = 0;
	row_clear(r);
	row_addz(r, " ", STYLE_BAR, (size_t)cols);
	row_add_ordered(r, buf_slice(&left), STYLE_BAR, (size_t)cols - keep -
	    (keep ? 2 : 0), text_is_rtl(buf_slice(&left)));
	row_pad(r, (size_t)cols - keep, STYLE_BAR);
	if (keep)
		row_add(r, buf_slice(&right), STYLE_BAR, (size_t)cols);
	screen_row(a->screen, 0, 0, cols, r);
	buf_free(&left);
	buf_free(&right);
}

/* "5 new ▸ .": how many, and the key that goes to them. */
static void
add_new(struct app *a, struct buf *b)
{
	size_t n = news_count(app_story(a)->news);
	struct buf key = { 0 };

	if (n == 0 || a->preview)
		return;
	buf_printf(b, "%zu new", n);
	if (config_first_key(a->config, a->pane, "next-new", &key))
		buf_printf(b, " ▸ %s", buf_z(&key));
	buf_addz(b, "   ");
	buf_free(&key);
}

/* How far the pane in hand is, for the right end of the status line. */
static void
position(struct app *a, struct buf *b)
{
	struct story *s = app_story(a);
	const struct flow *f = &a->flow[a->pane];
	size_t item, row, h = app_pane_height(a, a->pane);
	int percent = 100;

	if (a->pane == PANE_RELATED)
		buf_printf(b, "%zu/%zu ", a->cursor[a->pane] + 1,
		    a->related.n);
	else if (a->pane == PANE_COMMENTS)
		buf_printf(b, "%zu/%zu ", tree_ordinal(s->tree,
		    a->cursor[a->pane]), doc_comments_present(s->doc));
	else if (a->pane >= PANE_STORY_N)
		browse_position(a, b);
	if (a->pane != PANE_ARTICLE)
		return;
	if (flow_at(f, h, &item, &row))
		percent = page_percent(s->page, item, row);
	if (f->item == 0 && f->row == 0 && percent == 100)
		buf_addz(b, "all ");
	else
		buf_printf(b, "%d%% ", percent);
}

/* What is to be said, in as many rows up from `bottom` as it takes, but no
 * more than a quarter of them: the row in hand should be seen. */
static void
draw_message(struct app *a, int bottom)
{
	struct slice text = buf_slice(&a->message);
	size_t cols = (size_t)screen_cols(a->screen), i, n;
	size_t max = bottom > 6 ? ((size_t)bottom + 1) / 4 : 1;
	enum style style = a->message_is_error ? STYLE_ERROR : STYLE_STATUS;
	struct lines lines = { 0 };
	struct row *r = &a->row;

	lines_wrap(&lines, text, cols > 3 ? cols - 2 : 1);
	n = lines.n < max ? lines.n : max;
	for (i = 0; i < n; i++) {
		row_clear(r);
		row_addz(r, " ", STYLE_STATUS, cols);
		row_add_ordered(r, i + 1 == n ? slice_from(text,
		    lines.at[i].start) : slice_sub(text, lines.at[i].start,
		    lines.at[i].end - lines.at[i].start), style,
		    cols > 3 ? cols - 1 : cols, false);
		row_pad(r, cols, STYLE_STATUS);
		screen_row(a->screen, 0, bottom - (int)(n - 1 - i), (int)cols,
		    r);
	}
	lines_free(&lines);
}

/* The line that is typed, and what is said of it beside or above it. */
static void
draw_prompt(struct app *a, int y, int *cx)
{
	size_t cols = (size_t)screen_cols(a->screen), cursor;
	size_t keep = text_cells(buf_slice(&a->message));
	size_t typed = text_cells(buf_slice(&a->prompt.text)) + 2;
	struct row *r = &a->row;

	prompt_row(&a->prompt, r, cols, &cursor);
	screen_row(a->screen, 0, y, (int)cols, r);
	*cx = (int)cursor;
	if (keep && typed + keep + 2 < cols) {
		row_clear(r);
		row_add_ordered(r, buf_slice(&a->message), STYLE_META, keep,
		    false);
		screen_row(a->screen, (int)(cols - keep) - 1, y, (int)keep, r);
	} else if (keep && y > 1)
		draw_message(a, y - 1);
}

#define WORDS_ROOM 80			/* columns for marks in words, too */
#define WORDS_KEPT 14			/* cells: hints stay as they are from
					   row to row */
static void
add_marks(struct app *a, struct buf *b)
{
	struct buf words = { 0 };

	if (screen_cols(a->screen) >= WORDS_ROOM)
		marks_in_words(a, &words);
	buf_add(b, buf_slice(&words));
	if (words.len)
		buf_addz(b, "  ");
	buf_free(&words);
}

static size_t
hints_end(struct app *a, size_t at)
{
	size_t cols = (size_t)screen_cols(a->screen), end = cols - WORDS_KEPT;

	return a->dialog || a->pane == PANE_ARTICLE ||
	    a->pane == PANE_FOLDERS || cols < WORDS_ROOM || at < end ? at : end;
}

static void
status_right(struct app *a, struct buf *b)
{
	size_t i;

	for (i = 0; i < a->nkeys; i++)
		key_say(b, a->keys[i]);
	if (b->len)
		buf_addz(b, "  ");
	if (a->dialog == NULL) {
		add_new(a, b);
		add_marks(a, b);
		position(a, b);
	}
}

static void
draw_status(struct app *a, int *cx, int *cy)
{
	int cols = screen_cols(a->screen), y = screen_rows(a->screen) - 1;
	struct row *r = &a->row;
	struct buf right = { 0 };
	size_t at, keep, said = text_cells(buf_slice(&a->message));

	if (a->prompt.open) {
		draw_prompt(a, y, cx);
		*cy = y;
		return;
	}
	status_right(a, &right);
	keep = text_cells(buf_slice(&right));
	if (said && said + keep + 2 > (size_t)cols) {
		draw_message(a, y);	/* what was asked goes before */
		buf_free(&right);
		return;
	}
	row_clear(r);
	row_addz(r, " ", STYLE_STATUS, (size_t)cols);
	at = (size_t)cols > keep + 1 ? (size_t)cols - keep - 1 : 0;
	if (said) {
		row_add_ordered(r, buf_slice(&a->message), a->message_is_error ?
		    STYLE_ERROR : STYLE_STATUS, at, false);
	} else
		hints_add(a, r, hints_end(a, at));
	row_pad(r, at + 1, STYLE_STATUS);
	row_add(r, buf_slice(&right), STYLE_STATUS, (size_t)cols);
	screen_row(a->screen, 0, y, cols, r);
	buf_free(&right);
}

static void
set_selected(struct app *a)
{
	struct tree_look look = *tree_look(app_story(a)->tree);

	look.selected = a->cursor[PANE_COMMENTS];
	look.pinned = app_story(a)->pinned;
	tree_set_look(app_story(a)->tree, &look);
}

/* What the reader has in sight, of which the new ones count as read when
 * they are left. */
static void
look(struct app *a)
{
	struct flow *f = &a->flow[PANE_COMMENTS];

	if (app_pane_has(a, PANE_COMMENTS) && a->dialog == NULL &&
	    !a->preview)
		news_look(app_story(a)->news,
		    a->layout.box[PANE_COMMENTS].w ? f : NULL,
		    app_pane_height(a, PANE_COMMENTS),
		    a->cursor[PANE_COMMENTS], a->pane == PANE_COMMENTS);
}

void
app_draw(struct app *a)
{
	int cx = 0, cy = 0, i;
	bool prompt = a->prompt.open;

	a->redraw = false;
	if (doc(a) == NULL)
		return;
	look(a);
	a->row.logical = !config_visual(a->config);
	screen_clear(a->screen);
	set_selected(a);
	for (i = 0; i < PANE_N; i++)
		if (a->layout.box[i].w && i != (int)a->pane)
			draw_pane(a, (enum pane)i, &cx, &cy);
	draw_pane(a, a->pane, &cx, &cy);
	draw_map(a);
	if (screen_rows(a->screen) > 2)
		draw_bar(a);
	if (screen_rows(a->screen) > 1)
		draw_status(a, &cx, &cy);
	if (a->dialog && !prompt)
		dialog_draw(a->dialog, a->screen, &a->row);
	else
		screen_cursor(a->screen, cx, cy, prompt);
	screen_flush(a->screen);
}
