#include "app/browse.h"

#include <stdlib.h>

#include "app/folders.h"
#include "app/listing.h"
#include "app/shelf.h"
#include "base/mem.h"

#define AHEAD ((size_t)200)		/* rows fetched beyond the screen */
#define AT_ONCE 6			/* milliseconds that a key may take */
#define A_SLICE 8			/* the same between keys */
#define PREVIEW_MAX ((uint64_t)4 << 20)	/* bytes of a story */

/* ---- without a library ---- */

static size_t
no_item(void *of, size_t item)
{
	(void)of;
	(void)item;
	return FLOW_END;
}

static const struct flow_ops nothing_flow = {
	flow_one_row, no_item, no_item
};

/* ---- views ---- */

static void
view_free(struct view *v)
{
	listing_free(v->list);
	free(v->name);
	*v = (struct view){ 0 };
}

static struct library *
library(struct app *a)
{
	return shelf_opened(a->shelf);
}

/* Changes may be made of a story before any headlines are seen. */
static struct browse *
get(struct app *a)
{
	if (a->browse == NULL)
		a->browse = mem_alloc(1, sizeof(*a->browse));
	return a->browse;
}

bool
browse_is_open(const struct app *a)
{
	return a->browse && a->browse->open;
}

static size_t
height(struct app *a)
{
	return app_pane_height(a, PANE_HEADLINES);
}

/* The pane shows b->shown, where its cursor and top say. */
static void
attach(struct app *a)
{
	struct view *v = &a->browse->shown;

	a->flow[PANE_HEADLINES] = v->list ? (struct flow){ &listing_flow,
	    v->list, v->top, 0 } : (struct flow){ &nothing_flow, NULL, 0, 0 };
	a->cursor[PANE_HEADLINES] = v->list ? v->cursor : 0;
	if (v->list == NULL)
		return;
	flow_fill(&a->flow[PANE_HEADLINES], height(a));
	app_set_cursor(a, PANE_HEADLINES, v->cursor);
}

/* What app moved since is put down. */
static void
take_place(struct app *a)
{
	a->browse->shown.cursor = a->cursor[PANE_HEADLINES];
	a->browse->shown.top = a->flow[PANE_HEADLINES].item;
}

struct library_row *
browse_row(struct app *a)
{
	struct listing *l = a->browse ? a->browse->shown.list : NULL;
	struct listing_row *r = l ? listing_at(l, a->cursor[PANE_HEADLINES]) :
	    NULL;

	return r ? &r->row : NULL;
}

/* ---- a query on its way ---- */

/* The row that the cursor of what comes is for, as far as it is here: an
 * end, or the story, or where it would stand by date. */
static size_t
row_in_hand(const struct browse *b)
{
	const struct listing *l = b->coming.list;
	size_t first = listing_first(l), n = listing_n(l), at;

	if (b->anchor == 0)
		return b->anchor_row == LISTING_UNKNOWN && n ?
		    first + n - 1 : first;
	at = listing_find(l, b->anchor);
	if (at != LISTING_UNKNOWN)
		return at;
	for (at = first; at + 1 < first + n &&
	    listing_at(l, at)->row.id > b->anchor; at++)
		;
	return at;
}

static void
place_cursor(const struct browse *b, struct view *v)
{
	size_t at = row_in_hand(b), first = listing_first(v->list);

	v->cursor = v->top = at;
	if (b->anchor)
		v->top = at - first > b->anchor_row ? at - b->anchor_row :
		    first;
}

/* What comes takes the place of what is shown. */
static void
arrive(struct app *a)
{
	struct browse *b = a->browse;

	place_cursor(b, &b->coming);
	if (b->typing && b->before.list == NULL) {
		take_place(a);
		b->before = b->shown;
	} else
		view_free(&b->shown);
	b->shown = b->coming;
	b->coming = (struct view){ 0 };
	attach(a);
	a->redraw = true;
}

/* A screenful, or all there is; from the top a few rows will do. */
static bool
is_enough(struct app *a)
{
	struct browse *b = a->browse;
	struct listing *l = b->coming.list;
	bool from_top = b->anchor == 0 && b->anchor_row != LISTING_UNKNOWN;

	return listing_ready(l) && (from_top || !listing_wants(l,
	    row_in_hand(b), height(a)));
}

static void
fetch_coming(struct app *a, unsigned budget)
{
	struct listing *l = a->browse->coming.list;
	struct err err;

	if (!listing_step(l, row_in_hand(a->browse), height(a) + 1, budget,
	    &err) && *err.text)
		app_error(a, "%s", err.text);
	if (is_enough(a))
		arrive(a);
}

static bool
ask(struct app *a, struct slice query, const char *name,
    enum listing_start start, struct err *err)
{
	struct browse *b = a->browse;
	struct listing *l;

	if (library(a) == NULL)
		return fail(err, "%s", b->why.text);
	l = listing_new(library(a), query, b->order, start, b->anchor, err);
	if (l == NULL)
		return false;
	name = name ? mem_strdup(name) : NULL;
	view_free(&b->coming);
	b->coming = (struct view){ .list = l, .name = (char *)name };
	fetch_coming(a, AT_ONCE);
	return true;
}

bool
browse_ask(struct app *a, struct slice query, const char *name,
    struct err *err)
{
	a->browse->anchor = 0;
	a->browse->anchor_row = 0;
	return ask(a, query, name, FROM_TOP, err);
}

/* Its text is the query's that is shown, so nothing can be wrong with it. */
static void
ask_again(struct app *a, enum listing_start start)
{
	struct view *v = &a->browse->shown;
	struct buf text = { 0 };
	struct err err;

	if (v->list == NULL)
		return;
	buf_add(&text, listing_query(v->list));
	if (!ask(a, buf_slice(&text), v->name, start, &err))
		app_error(a, "%s", err.text);
	buf_free(&text);
}

void
browse_end(struct app *a, bool bottom)
{
	struct browse *b = a->browse;
	struct listing *l = b->shown.list;
	size_t n = l ? listing_n(l) : 0, first = l ? listing_first(l) : 0;

	if (n == 0)
		return;
	if (!bottom && listing_above(l, first) == 0)
		app_set_cursor(a, PANE_HEADLINES, first);
	else if (bottom && !listing_wants(l, first + n - 1, 1))
		app_set_cursor(a, PANE_HEADLINES, first + n - 1);
	else {
		b->anchor = 0;
		b->anchor_row = bottom ? LISTING_UNKNOWN : 0;
		ask_again(a, bottom ? FROM_BOTTOM : FROM_TOP);
	}
}

void
browse_end_again(struct app *a)
{
	a->browse->anchor = 0;
	a->browse->anchor_row = 0;
	ask_again(a, FROM_TOP);
}

void
browse_again(struct app *a)
{
	struct browse *b = a->browse;
	struct library_row *row = browse_row(a);
	struct flow *f = &a->flow[PANE_HEADLINES];

	b->passed = 0;
	b->anchor = row ? row->id : 0;
	b->anchor_row = row ? a->cursor[PANE_HEADLINES] - f->item : 0;
	ask_again(a, row ? FROM_STORY : FROM_TOP);
}

bool
browse_select(struct app *a, int64_t story)
{
	struct listing *l = a->browse->shown.list;
	size_t at = l ? listing_find(l, story) : LISTING_UNKNOWN;

	if (at == LISTING_UNKNOWN)
		return false;
	app_set_cursor(a, PANE_HEADLINES, at);
	return true;
}

/* ---- typing a query ---- */

void
browse_typing(struct app *a)
{
	a->browse->typing = true;
}

void
browse_typed(struct app *a, struct slice text)
{
	struct browse *b = a->browse;
	const struct view *v = b->coming.list ? &b->coming : &b->shown;
	struct err err;

	text = slice_trim(text);
	if (v->list && slice_eq(text, listing_query(v->list)))
		return;
	if (!browse_ask(a, text, NULL, &err))
		app_error(a, "%s", err.text);
}

void
browse_type_end(struct app *a, struct slice text, bool keep)
{
	struct browse *b = a->browse;

	if (keep)
		browse_typed(a, text);
	b->typing = false;
	if (keep || b->before.list == NULL) {
		view_free(&b->before);
		if (!keep)
			view_free(&b->coming);
		return;
	}
	view_free(&b->coming);
	view_free(&b->shown);
	b->shown = b->before;
	b->before = (struct view){ 0 };
	attach(a);
}

/* ---- the story of the row in hand ---- */

static void
preview(struct app *a, const struct library_row *row)
{
	struct err err;
	size_t at = stories_add_id(&a->stories, row->id, &err);

	if (at != SLICE_NONE && app_preview(a, at, &err))
		return;
	a->browse->passed = row->id;
	app_error(a, "%s", err.text);
}

static bool
is_previewed(struct app *a)
{
	struct library_row *row = browse_row(a);

	if (row == NULL)		/* the panes beside are empty, too */
		return app_story(a)->blank;
	return row->id == app_story(a)->id || row->id == a->browse->passed;
}

/* A long story is not loaded until it is asked for. */
static bool
is_long(struct app *a, int64_t story)
{
	struct arena words = { 0 };
	struct record r;
	bool is = shelf_where(a->shelf, story, &r, &words, NULL) &&
	    r.source.len + r.length > PREVIEW_MAX;

	arena_free(&words);
	return is;
}

static bool
preview_in_hand(struct app *a)
{
	struct library_row *row = browse_row(a);

	if (!a->preview || is_previewed(a))
		return false;
	if (row == NULL)
		app_preview(a, stories_blank(&a->stories), NULL);
	else if (is_long(a, row->id)) {
		a->browse->passed = row->id;
		app_say(a, "a long story; Enter opens it");
	} else
		preview(a, row);
	a->redraw = true;
	return true;
}

void
browse_settle(struct app *a)
{
	struct library_row *row = browse_row(a);

	if (a->preview && row && row->id != app_story(a)->id)
		preview(a, row);
}

/* ---- marks ---- */

static void
mark_row(struct listing *l, int64_t story, enum library_mark mark, bool on)
{
	size_t at = l ? listing_find(l, story) : LISTING_UNKNOWN;
	struct library_row *row;

	if (at == LISTING_UNKNOWN)
		return;
	row = &listing_at(l, at)->row;
	if (mark == MARK_READ)
		row->read = on;
	else
		row->starred = on;
}

static void
tell_undone(struct app *a, const struct buf *said)
{
	if (said->len == 0) {
		app_say(a, "nothing to undo");
		return;
	}
	app_say(a, "undone: %.*s", SLICE_FMT(buf_slice(said)));
	browse_again(a);
}

static void
say_busy(struct app *a)
{
	app_say(a, "another program writes to the library; this is done when "
	    "it is");
	a->browse->told_busy = a->redraw = true;
}

/* False: there is nothing to do, or it has to wait. */
static bool
run_errands(struct app *a)
{
	struct browse *b = a->browse;
	struct buf said = { 0 };
	enum errand_kind kind;
	struct err err;
	enum errand_end end = errand_step(&b->errands, library(a), &kind,
	    &said, &err);

	if (end == ERRAND_BUSY && !b->told_busy)
		say_busy(a);
	else if (end == ERRAND_FAILED) {
		app_error(a, "%s", err.text);
		browse_again(a);
	} else if (end == ERRAND_DONE && kind == ERRAND_UNDO)
		tell_undone(a, &said);
	else if (end == ERRAND_DONE && b->told_busy && b->errands.n == 0) {
		app_say(a, "written to the library");
		a->redraw = true;
	}
	b->told_busy = b->told_busy && b->errands.n;
	buf_free(&said);
	if (end == ERRAND_MORE && b->last != ERRAND_MORE)
		app_say(a, "undoing…");
	b->last = end == ERRAND_NONE && b->last == ERRAND_FAILED ? b->last :
	    end;
	return end == ERRAND_DONE || end == ERRAND_MORE ||
	    end == ERRAND_FAILED;
}

bool
browse_errand(struct app *a, enum errand_kind kind, int64_t story, bool on,
    struct slice name, struct slice text)
{
	struct err err = { "there is no library" };

	if (a->shelf == NULL || shelf_library(a->shelf, &err) == NULL ||
	    !shelf_writable(a->shelf, &err)) {
		app_error(a, "%s", err.text);
		return false;
	}
	get(a)->last = ERRAND_NONE;
	errand_add(&a->browse->errands, kind, story, on, name, text);
	while (run_errands(a) && a->browse->last != ERRAND_MORE)
		;
	if (a->browse->last == ERRAND_BUSY)
		say_busy(a);
	return a->browse->last == ERRAND_NONE;
}

bool
browse_mark(struct app *a, int64_t story, enum library_mark mark, bool on)
{
	struct browse *b = get(a);

	mark_row(b->shown.list, story, mark, on);
	mark_row(b->before.list, story, mark, on);
	return browse_errand(a, mark == MARK_READ ? ERRAND_READ :
	    ERRAND_STAR, story, on, SLICE(""), SLICE(""));
}

bool
browse_note(struct app *a, int64_t story, struct slice note)
{
	struct listing *l = get(a)->shown.list;
	size_t at = l ? listing_find(l, story) : LISTING_UNKNOWN;

	if (at != LISTING_UNKNOWN)
		listing_at(l, at)->row.note = note.len > 0;
	return browse_errand(a, ERRAND_NOTE, story, false, SLICE(""), note);
}

void
browse_read(struct app *a, int64_t story)
{
	struct err why;

	if (library(a) && shelf_writable(a->shelf, &why))
		browse_mark(a, story, MARK_READ, true);
}

/* ---- between keys ---- */

bool
browse_busy(struct app *a)
{
	struct browse *b = a->browse;

	if (b == NULL || library(a) == NULL)
		return false;
	return b->coming.list || b->last == ERRAND_MORE || (a->preview &&
	    !is_previewed(a)) || (b->shown.list && listing_wants(
	    b->shown.list, a->cursor[PANE_HEADLINES], height(a) + AHEAD));
}

bool
browse_waits(const struct app *a)
{
	return a->browse && a->browse->errands.n > 0;
}

static bool
fetch_shown(struct app *a, unsigned budget)
{
	struct listing *l = a->browse->shown.list;
	struct err err;

	if (l == NULL || !listing_wants(l, a->cursor[PANE_HEADLINES],
	    height(a) + AHEAD))
		return false;
	if (!listing_step(l, a->cursor[PANE_HEADLINES], height(a) + AHEAD,
	    budget, &err) && *err.text)
		app_error(a, "%s", err.text);
	flow_fill(&a->flow[PANE_HEADLINES], height(a));
	a->redraw = true;
	return true;
}

bool
browse_idle(struct app *a)
{
	struct browse *b = a->browse;

	if (b == NULL || library(a) == NULL)
		return false;
	if (b->coming.list) {
		fetch_coming(a, A_SLICE);
		return true;
	}
	return preview_in_hand(a) || fetch_shown(a, A_SLICE) ||
	    run_errands(a);
}

/* In a hurry: what a page down needs. */
void
browse_need(struct app *a)
{
	struct listing *l = a->browse->shown.list;
	struct err err;

	if (l && listing_wants(l, a->cursor[PANE_HEADLINES], height(a) + 1))
		listing_step(l, a->cursor[PANE_HEADLINES], height(a) + 1,
		    AT_ONCE, &err);
}

/* ---- from the first to the last ---- */

bool
browse_open(struct app *a, bool calm, struct err *err)
{
	struct browse *b;
	struct err why = { "" };

	if (a->shelf == NULL)
		app_set_library(a, NULL);
	if (shelf_library(a->shelf, &why) == NULL && (!calm ||
	    !shelf_is_missing(a->shelf)))
		return fail(err, "%s", why.text);
	b = get(a);
	b->open = true;
	b->why = why;
	if (b->shown.list)
		return true;
	attach(a);
	if (library(a) && !shelf_writable(a->shelf, &why))
		app_error(a, "only for reading: %s", why.text);
	return library(a) == NULL || browse_ask(a, SLICE(""), NULL, err);
}

void
browse_look_again(struct app *a)
{
	struct err err;

	if (a->browse->shown.list) {
		browse_again(a);
		app_say(a, "looked again");
	} else if (!browse_open(a, true, &err))
		app_error(a, "%s", err.text);
	else if (library(a) == NULL)
		app_say(a, "there is no library yet");
}

bool
browse_finish(struct app *a, struct err *err)
{
	return a->browse == NULL || library(a) == NULL ||
	    errands_finish(&a->browse->errands, library(a), err);
}

void
browse_free(struct browse *b)
{
	if (b == NULL)
		return;
	view_free(&b->shown);
	view_free(&b->coming);
	view_free(&b->before);
	folders_free(b->folders);
	errands_free(&b->errands);
	free(b);
}
