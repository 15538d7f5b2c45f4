/*
 * Commands of the library: its headlines and folders, queries, marks.
 */
#include <stdio.h>

#include "app/browse.h"
#include "app/command_impl.h"
#include "app/folders.h"
#include "app/listing.h"
#include "app/search.h"
#include "app/shelf.h"

/* Where there is a library, or where the pane says how to make one.  False:
 * told. */
static bool
open_headlines(struct app *a)
{
	struct err err;

	if (browse_open(a, browse_is_open(a), &err))
		return true;
	app_error(a, "%s", err.text);
	return false;
}

static void
ask(struct app *a, struct slice query, const char *name)
{
	struct err err;

	if (!browse_ask(a, query, name, &err))
		app_error(a, "%s", err.text);
}

/* H comes back to the story. */
static void
to_headlines(struct app *a)
{
	if (a->pane < PANE_STORY_N)
		app_mark_jump(a);
	app_focus(a, PANE_HEADLINES);
}

void
cmd_library(struct app *a, struct slice arg)
{
	if (!open_headlines(a))
		return;
	to_headlines(a);
	if (arg.len)
		ask(a, arg, NULL);
}

void
browse_back(struct app *a, int64_t story)
{
	if (!open_headlines(a))
		return;
	app_focus(a, PANE_HEADLINES);
	if (story)
		browse_select(a, story);
}

/* q goes back to the headlines that the story is from, and from there out. */
void
cmd_leave(struct app *a, struct slice arg)
{
	if (a->pane == PANE_FOLDERS || (a->pane < PANE_STORY_N &&
	    browse_is_open(a) && app_story(a)->id))
		to_headlines(a);
	else
		cmd_quit(a, arg);
}

/* The hit that the library shows of a story, of which it marks the first
 * word; empty: what was asked for are no words. */
static void
find_hit(struct app *a, struct library_row *row, struct buf *needle)
{
	struct arena words = { 0 };
	struct library_row copy = *row;
	size_t from, to;

	copy.snippet = SLICE("");
	library_snippet(shelf_opened(a->shelf),
	    listing_parsed(a->browse->shown.list), &copy, &words);
	from = slice_chr(copy.snippet, '\1');
	to = slice_chr(copy.snippet, '\2');
	if (from != SLICE_NONE && to != SLICE_NONE && to > from)
		buf_add(needle, slice_sub(copy.snippet, from + 1,
		    to - from - 1));
	row->hit = copy.hit;
	arena_free(&words);
}

void
browse_enter(struct app *a)
{
	struct library_row *row = browse_row(a), copy;
	struct buf needle = { 0 };

	browse_settle(a);
	if (row == NULL || app_story(a)->id != row->id)
		return;			/* there is none, or told why */
	copy = *row;
	find_hit(a, &copy, &needle);
	app_focus(a, PANE_ARTICLE);
	if (needle.len && copy.hit == HIT_COMMENTS &&
	    app_pane_has(a, PANE_COMMENTS))
		app_focus(a, PANE_COMMENTS);
	else if (needle.len && a->pane != PANE_ARTICLE)
		app_focus(a, PANE_ARTICLE);
	if (needle.len)
		search_land(a, buf_slice(&needle));
	buf_free(&needle);
}

/* ---- queries ---- */

/* What is on is where typing begins, so that it can be narrowed. */
void
command_query(struct app *a, struct slice arg)
{
	const struct listing *l = a->browse->shown.list;
	struct buf text = { 0 };

	if (l == NULL) {
		app_say(a, "there is no library yet");
		return;
	}
	if (a->pane == PANE_FOLDERS)
		app_focus(a, PANE_HEADLINES);
	if (arg.len) {
		ask(a, arg, NULL);
		return;
	}
	prompt_start(&a->prompt, PROMPT_QUERY);
	buf_add(&text, listing_query(l));
	if (text.len)
		buf_addc(&text, ' ');
	prompt_set(&a->prompt, buf_slice(&text));
	browse_typing(a);
	buf_free(&text);
}

/* Esc in the headlines: all of them.  False: they are shown. */
bool
command_all_stories(struct app *a)
{
	const struct listing *l = a->browse->shown.list;

	if (l == NULL || listing_query(l).len == 0)
		return false;
	ask(a, SLICE(""), NULL);
	return true;
}

static const struct {
	const char *name;
	enum library_order order;
} orders[] = {
	{ "date", BY_DATE }, { "relevance", BY_RELEVANCE },
	{ "comments", BY_COMMENTS }, { "arrival", BY_ADDED }
};

#define NORDERS (sizeof(orders) / sizeof(*orders))

void
cmd_sort(struct app *a, struct slice arg)
{
	struct browse *b = a->browse;
	size_t i, to = NORDERS;

	if (b == NULL || b->shown.list == NULL) {
		app_say(a, "no headlines to sort");
		return;
	}
	for (i = 0; i < NORDERS; i++)
		if (arg.len ? slice_ieq(arg, slice_z(orders[i].name)) :
		    orders[i].order == b->order)
			to = arg.len ? i : (i + 1) % NORDERS;
	if (to == NORDERS) {
		app_error(a, "sort by date, relevance, comments or arrival");
		return;
	}
	b->order = orders[to].order;
	browse_end_again(a);
	app_say(a, "sorted by %s", orders[to].name);
}

static void
save(struct app *a, struct slice name, struct slice query)
{
	struct buf z = { 0 };

	buf_add(&z, name);
	if (browse_errand(a, ERRAND_SAVE, 0, false, name, query))
		app_say(a, query.len ? "saved as %s: %.*s" :
		    "%s is not kept any more%.*s", buf_z(&z),
		    SLICE_FMT(query));
	buf_free(&z);
}

void
cmd_save(struct app *a, struct slice arg)
{
	struct listing *l = a->browse ? a->browse->shown.list : NULL;

	if (l == NULL || listing_query(l).len == 0)
		app_say(a, "no query is on; / begins one");
	else if (arg.len == 0)
		app_say(a, "save wants a name, as in :save mills");
	else
		save(a, arg, listing_query(l));
}

void
cmd_unsave(struct app *a, struct slice arg)
{
	struct library *lib = shelf_opened(a->shelf);
	struct buf query = { 0 };

	if (lib == NULL || !library_saved(lib, arg, &query))
		app_say(a, "no query is saved as \"%.*s\"", SLICE_FMT(arg));
	else
		save(a, arg, SLICE(""));
	buf_free(&query);
}

/* ---- folders ---- */

static bool
read_folders(struct app *a)
{
	struct browse *b = a->browse;
	struct library *lib = shelf_opened(a->shelf);
	struct err err;

	if (lib == NULL) {
		app_say(a, "there is no library yet");
		return false;
	}
	if (b->folders == NULL) {
		b->folders = folders_new();
		a->flow[PANE_FOLDERS] = (struct flow){ &folders_flow,
		    b->folders, 0, 0 };
		a->cursor[PANE_FOLDERS] = 0;
	}
	if (!folders_read(b->folders, lib, &err)) {
		app_error(a, "%s", err.text);
		return false;
	}
	if (a->cursor[PANE_FOLDERS] >= folders_n(b->folders))
		a->cursor[PANE_FOLDERS] = folders_n(b->folders) - 1;
	if (a->flow[PANE_FOLDERS].item >= folders_n(b->folders))
		a->flow[PANE_FOLDERS].item = a->cursor[PANE_FOLDERS];
	return true;
}

void
cmd_folders(struct app *a, struct slice arg)
{
	(void)arg;
	if (open_headlines(a) && read_folders(a))
		app_focus(a, PANE_FOLDERS);
}

/* False, and told: the pane of folders is not in hand. */
static bool
in_folders(struct app *a)
{
	if (a->pane == PANE_FOLDERS)
		return true;
	app_say(a, "this is for the folders; F goes there");
	return false;
}

static void
turn_kind(struct app *a, size_t item, bool open)
{
	struct err err;

	if (!folders_open(a->browse->folders, shelf_opened(a->shelf), item,
	    open, &err))
		app_error(a, "%s", err.text);
	app_set_cursor(a, PANE_FOLDERS, item);
	app_relayout(a);
}

void
cmd_open_folder(struct app *a, struct slice arg)
{
	struct folders *f;
	size_t at = a->cursor[PANE_FOLDERS];
	struct buf query = { 0 }, name = { 0 };

	(void)arg;
	if (!in_folders(a))
		return;
	f = a->browse->folders;
	if (folders_is_kind(f, at))
		turn_kind(a, at, !folders_is_open(f, at));
	else if (!folders_query(f, shelf_opened(a->shelf), at, &query, &name))
		app_error(a, "%s is no folder any more; F reads them again",
		    buf_z(&name));
	else {
		app_focus(a, PANE_HEADLINES);
		ask(a, buf_slice(&query), query.len ? buf_z(&name) : NULL);
	}
	buf_free(&query);
	buf_free(&name);
}

void
cmd_close_folder(struct app *a, struct slice arg)
{
	struct folders *f;
	size_t at;

	(void)arg;
	if (!in_folders(a))
		return;
	f = a->browse->folders;
	at = folders_parent(f, a->cursor[PANE_FOLDERS]);
	if (folders_is_kind(f, at) && folders_is_open(f, at))
		turn_kind(a, at, false);
	else
		app_focus(a, PANE_HEADLINES);
}

/* ---- marks ---- */

/* The story that a mark is for: of the row in hand, else the one read. */
static int64_t
story_in_hand(struct app *a, struct library_row *row, struct arena *words)
{
	struct library_row *at = browse_row(a);
	struct library *lib = shelf_opened(a->shelf);
	int64_t id = a->pane >= PANE_STORY_N ? at ? at->id : 0 :
	    app_story(a)->id;

	if (id == 0 || lib == NULL || !library_row_get(lib, id, row, words)) {
		app_say(a, "this is no story of the library");
		return 0;
	}
	if (at && at->id == id)
		*row = *at;		/* what waits to be written counts */
	return id;
}

static void
next_row(struct app *a)
{
	if (a->pane == PANE_HEADLINES)
		cmd_down(a, SLICE(""));
}

static void
toggle(struct app *a, enum library_mark mark)
{
	static const char *const words[][2] = {
		[MARK_READ] = { "unread", "read" },
		[MARK_STARRED] = { "star taken away", "starred" }
	};
	struct arena arena = { 0 };
	struct library_row row = { 0 };
	int64_t id = story_in_hand(a, &row, &arena);
	bool on = !(mark == MARK_READ ? row.read : row.starred);

	if (id) {
		if (browse_mark(a, id, mark, on))
			app_say(a, "%s", words[mark][on]);
		next_row(a);
	}
	arena_free(&arena);
}

void
cmd_toggle_read(struct app *a, struct slice arg)
{
	(void)arg;
	toggle(a, MARK_READ);
}

void
cmd_star(struct app *a, struct slice arg)
{
	(void)arg;
	toggle(a, MARK_STARRED);
}

void
cmd_note(struct app *a, struct slice arg)
{
	struct arena words = { 0 };
	struct library_row row;
	int64_t id = story_in_hand(a, &row, &words);

	if (id) {
		if (browse_note(a, id, arg))
			app_say(a, arg.len ? "noted" : "no note any more");
	}
	arena_free(&words);
}

/* The note as it is, to be changed. */
void
cmd_ask_note(struct app *a, struct slice arg)
{
	struct arena words = { 0 };
	struct library_row row;
	int64_t id = story_in_hand(a, &row, &words);
	struct buf line = { 0 };

	(void)arg;
	if (id) {
		buf_addz(&line, "note ");
		library_note_get(shelf_opened(a->shelf), id, &line);
		prompt_start(&a->prompt, PROMPT_COMMAND);
		prompt_set(&a->prompt, buf_slice(&line));
	}
	buf_free(&line);
	arena_free(&words);
}

void
cmd_undo_mark(struct app *a, struct slice arg)
{
	(void)arg;
	browse_errand(a, ERRAND_UNDO, 0, false, SLICE(""), SLICE(""));
}

/* ---- all that is listed ---- */

static void
drop_marking(struct job *j)
{
	if (j->of)
		library_mark_end(j->of, false, NULL);
}

static bool
finish_marking(struct app *a, struct job *j)
{
	size_t changed = library_mark_changed(j->of);
	struct err err;
	bool ok = library_mark_end(j->of, true, &err);

	j->of = NULL;
	if (!ok)
		app_error(a, "%s", err.text);
	else if (changed == 0)
		app_say(a, "all of them are read");
	else
		app_say(a, "%zu stor%s read; u takes it back", changed,
		    changed == 1 ? "y" : "ies");
	browse_again(a);
	return false;
}

/* A slice; the first ones may be waiting for another program. */
static bool
mark_some(struct app *a, struct job *j)
{
	struct library *lib = shelf_opened(a->shelf);
	struct err err;
	bool done = false;

	if (j->of == NULL) {
		j->of = library_mark_begin(lib, listing_parsed(
		    a->browse->shown.list), MARK_READ, true, &err);
		if (j->of == NULL && library_was_busy(lib))
			return true;
	}
	if (j->of && library_mark_step(j->of, 8, &done, &err)) {
		j->done = library_mark_changed(j->of);
		return done ? finish_marking(a, j) : true;
	}
	app_error(a, "%s", err.text);
	return false;
}

void
cmd_all_read(struct app *a, struct slice arg)
{
	struct job j = { mark_some, drop_marking, NULL, "marking", 0, 0, 0 };
	struct listing *l = a->browse ? a->browse->shown.list : NULL;
	struct library_count all;
	struct err err;

	(void)arg;
	if (l == NULL || listing_n(l) == 0)
		app_say(a, "no stories are listed");
	else if (!shelf_writable(a->shelf, &err) ||
	    !library_totals(shelf_opened(a->shelf), &all, &err))
		app_error(a, "%s", err.text);
	else {
		j.total = (size_t)all.unread + 1;
		job_start(a, &j);
	}
}

/* ---- the next unread ---- */

/* Among the rows that are here; false: none of them is. */
void
command_next_unread(struct app *a, int step)
{
	struct listing *l = a->browse->shown.list;
	size_t at = a->cursor[PANE_HEADLINES] + (size_t)step;
	const struct listing_row *r;

	for (; l && (r = listing_at(l, at)) != NULL; at += (size_t)step)
		if (!r->row.read) {
			app_set_cursor(a, PANE_HEADLINES, at);
			return;
		}
	app_say(a, step > 0 ? "no later headline is unread" :
	    "no earlier headline is unread");
}
