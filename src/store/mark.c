#include "store/library_impl.h"

#include <stdlib.h>

#include "base/mem.h"

#define MAX_STEPS 1000			/* of undoing; older ones are gone */

struct marks {
	int flags;
	struct slice note;
};

static struct marks
get_marks(struct library *lib, int64_t story, struct arena *a)
{
	sqlite3_stmt *st = lib_sql(lib, SQL_MARK_GET);
	struct marks m = { 0, { 0 } };

	if (st == NULL)
		return m;
	sqlite3_bind_int64(st, 1, story);
	if (lib_row(lib, st)) {
		m.flags = sqlite3_column_int(st, 0);
		m.note = lib_text(st, 1, a);
	}
	sqlite3_reset(st);
	return m;
}

int
lib_flags(struct library *lib, int64_t story)
{
	struct arena a = { 0 };
	int flags = get_marks(lib, story, &a).flags;

	arena_free(&a);
	return flags;
}

/* Unread ones are counted, in all and by name. */
static bool
count_unread(struct library *lib, int64_t story, int by, struct arena *a)
{
	sqlite3_stmt *st = lib_sql(lib, SQL_STORY_GET);
	struct slice names = { 0 };
	enum name_kind kind;
	int64_t name;

	if (st == NULL)
		return false;
	sqlite3_bind_int64(st, 1, story);
	if (lib_row(lib, st))
		names = lib_text(st, 13, a);
	sqlite3_reset(st);
	while ((name = lib_names_next(&names, &kind)) != 0)
		lib_name_count(lib, name, 0, by);
	lib->unread += by;
	return true;
}

static bool
set_marks(struct library *lib, int64_t story, struct marks old,
    struct marks m, struct arena *a)
{
	bool none = m.flags == 0 && m.note.len == 0;
	sqlite3_stmt *st = lib_sql(lib, none ? SQL_MARK_DROP : SQL_MARK_SET);
	int by = !!(old.flags & FLAG_READ) - !!(m.flags & FLAG_READ);

	if (st == NULL)
		return false;
	sqlite3_bind_int64(st, 1, story);
	if (!none) {
		sqlite3_bind_int(st, 2, m.flags);
		lib_bind(st, 3, m.note);
	}
	return lib_run(lib, st) &&
	    (by == 0 || count_unread(lib, story, by, a));
}

/* ---- undoing ---- */

static bool
drop_older(struct library *lib, int64_t step)
{
	sqlite3_stmt *st;
	int which;

	for (which = 0; which < 2; which++) {
		st = lib_sql(lib, which ? SQL_STEP_TRIM : SQL_UNDO_TRIM);
		if (st != NULL)
			sqlite3_bind_int64(st, 1, step - MAX_STEPS);
		if (!lib_run(lib, st))
			return false;
	}
	return true;
}

static int64_t
new_step(struct library *lib, struct slice what)
{
	sqlite3_stmt *st = lib_sql(lib, SQL_STEP_ADD);
	int64_t step;

	if (st == NULL)
		return 0;
	lib_bind(st, 1, what);
	if (!lib_run(lib, st))
		return 0;
	step = sqlite3_last_insert_rowid(lib->db);
	return drop_older(lib, step) ? step : 0;
}

static bool
remember(struct library *lib, int64_t step, int64_t story, struct marks m)
{
	sqlite3_stmt *st = lib_sql(lib, SQL_UNDO_ADD);

	if (st == NULL)
		return false;
	sqlite3_bind_int64(st, 1, step);
	sqlite3_bind_int64(st, 2, story);
	sqlite3_bind_int(st, 3, m.flags);
	lib_bind(st, 4, m.note);
	return lib_run(lib, st);
}

/* Gives a story new marks as part of a step, which is made for the first. */
static bool
change(struct library *lib, int64_t story, struct marks old, struct marks m,
    int64_t *step, const char *what, struct arena *a)
{
	if (*step == 0 && (*step = new_step(lib, slice_z(what))) == 0)
		return false;
	return remember(lib, *step, story, old) &&
	    set_marks(lib, story, old, m, a);
}

#define AT_ONCE 64			/* stories between looks at the clock */

struct undo_run {
	struct library *lib;
	struct arena words;
	int64_t step, story;		/* 0: none; the last put back */
	bool own;
};

/* The next few of a step; *done: there were no more. */
static bool
put_back(struct undo_run *run, bool *done)
{
	sqlite3_stmt *st = lib_sql(run->lib, SQL_UNDO_GET);
	struct marks m;
	int n = 0, code = SQLITE_DONE;
	bool ok = st != NULL;

	if (ok) {
		sqlite3_bind_int64(st, 1, run->step);
		sqlite3_bind_int64(st, 2, run->story);
		sqlite3_bind_int(st, 3, AT_ONCE);
	}
	for (; ok && (code = sqlite3_step(st)) == SQLITE_ROW; n++) {
		struct arena now = { 0 };

		run->story = sqlite3_column_int64(st, 0);
		m.flags = sqlite3_column_int(st, 1);
		m.note = lib_text(st, 2, &now);
		ok = set_marks(run->lib, run->story, get_marks(run->lib,
		    run->story, &now), m, &now);
		arena_free(&now);
	}
	if (st != NULL)
		sqlite3_reset(st);
	*done = n < AT_ONCE;
	return ok && code == SQLITE_DONE;
}

static bool
drop_step(struct library *lib, int64_t step)
{
	sqlite3_stmt *st;
	int which;

	for (which = 0; which < 2; which++) {
		st = lib_sql(lib, which ? SQL_STEP_DROP : SQL_UNDO_DROP);
		if (st != NULL)
			sqlite3_bind_int64(st, 1, step);
		if (!lib_run(lib, st))
			return false;
	}
	return true;
}

static bool
find_step(struct undo_run *run, struct slice *what)
{
	sqlite3_stmt *st = lib_sql(run->lib, SQL_STEP_LAST);

	if (st == NULL)
		return false;
	if (sqlite3_step(st) == SQLITE_ROW) {
		run->step = sqlite3_column_int64(st, 0);
		*what = lib_text(st, 1, &run->words);
	}
	return sqlite3_reset(st) == SQLITE_OK;
}

struct undo_run *
library_undo_begin(struct library *lib, struct slice *what, struct err *err)
{
	struct undo_run *run;
	bool own;

	*what = SLICE("");
	if (!lib_enter(lib, &own, err))
		return NULL;
	run = mem_alloc(1, sizeof(*run));
	run->lib = lib;
	run->own = own;
	if (find_step(run, what))
		return run;
	library_undo_end(run, false, err);
	return NULL;
}

bool
library_undo_step(struct undo_run *run, unsigned budget, bool *done,
    struct err *err)
{
	struct timespec end = lib_time_in(budget);
	bool ok = true;

	*done = run->step == 0;
	while (ok && !*done) {
		ok = put_back(run, done);
		if (lib_too_late(&end))
			break;
	}
	if (ok && *done && run->step)
		ok = drop_step(run->lib, run->step);
	return ok || lib_fail(run->lib, err, "write to the library");
}

bool
library_undo_end(struct undo_run *run, bool keep, struct err *err)
{
	bool ok = lib_leave(run->lib, run->own, keep, err);

	arena_free(&run->words);
	free(run);
	return ok;
}

/* ---- marks ---- */

static const struct {
	int flag;
	const char *on, *off;
} kinds[] = {
	[MARK_READ] = { FLAG_READ, "marked as read", "marked as unread" },
	[MARK_STARRED] = { FLAG_STARRED, "starred", "star taken away" }
};

static bool
mark_one(struct library *lib, int64_t story, enum library_mark mark, bool on,
    int64_t *step, size_t *changed)
{
	struct arena a = { 0 };
	struct marks old = get_marks(lib, story, &a), m = old;
	bool ok = true;

	m.flags = on ? m.flags | kinds[mark].flag :
	    m.flags & ~kinds[mark].flag;
	if (m.flags != old.flags) {
		ok = change(lib, story, old, m, step, on ? kinds[mark].on :
		    kinds[mark].off, &a);
		++*changed;
	}
	arena_free(&a);
	return ok;
}

bool
library_mark(struct library *lib, int64_t story, enum library_mark mark,
    bool on, struct err *err)
{
	int64_t step = 0;
	size_t changed = 0;
	bool own, ok;

	if (!lib_enter(lib, &own, err))
		return false;
	ok = mark_one(lib, story, mark, on, &step, &changed);
	return lib_leave(lib, own, ok, err);
}

struct mark_run {
	struct library *lib;
	struct search_run *search;
	enum library_mark mark;
	bool on, own;
	int64_t step;			/* of undoing; 0: none changed yet */
	size_t changed;
};

struct mark_run *
library_mark_begin(struct library *lib, const struct query *q,
    enum library_mark mark, bool on, struct err *err)
{
	struct mark_run *run;
	bool own;

	if (!lib_enter(lib, &own, err))
		return NULL;
	run = mem_alloc(1, sizeof(*run));
	*run = (struct mark_run){ .lib = lib, .mark = mark, .on = on,
	    .own = own };
	run->search = library_search(lib, q, BY_DATE, 0, SIZE_MAX);
	return run;
}

bool
library_mark_step(struct mark_run *run, unsigned budget, bool *done,
    struct err *err)
{
	int64_t ids[AT_ONCE];
	size_t i, n;

	if (!lib_search_ids(run->search, budget, ids, AT_ONCE, &n, done, err))
		return false;
	for (i = 0; i < n; i++)
		if (!mark_one(run->lib, ids[i], run->mark, run->on,
		    &run->step, &run->changed))
			return lib_fail(run->lib, err,
			    "write to the library");
	return true;
}

size_t
library_mark_changed(const struct mark_run *run)
{
	return run->changed;
}

bool
library_mark_end(struct mark_run *run, bool keep, struct err *err)
{
	bool ok;

	search_free(run->search);
	ok = lib_leave(run->lib, run->own, keep, err);
	free(run);
	return ok;
}

bool
library_note(struct library *lib, int64_t story, struct slice note,
    struct err *err)
{
	struct arena a = { 0 };
	struct marks old, m;
	int64_t step = 0;
	bool own, ok = true;

	if (!lib_enter(lib, &own, err))
		return false;
	old = get_marks(lib, story, &a);
	m = (struct marks){ old.flags, note };
	if (!slice_eq(old.note, note))
		ok = change(lib, story, old, m, &step, "note changed", &a);
	arena_free(&a);
	return lib_leave(lib, own, ok, err);
}

bool
library_note_get(struct library *lib, int64_t story, struct buf *out)
{
	struct arena a = { 0 };
	struct slice note = get_marks(lib, story, &a).note;

	buf_add(out, note);
	arena_free(&a);
	return note.len > 0;
}

/* ---- states, saved queries ---- */

bool
library_state_get(struct library *lib, int64_t story, struct buf *out)
{
	sqlite3_stmt *st = lib_sql(lib, SQL_STATE_GET);
	bool found;

	if (st == NULL)
		return false;
	sqlite3_bind_int64(st, 1, story);
	if ((found = lib_row(lib, st)))
		buf_add(out, lib_column(st, 0));
	sqlite3_reset(st);
	return found;
}

bool
library_state_set(struct library *lib, int64_t story, struct slice bytes,
    struct err *err)
{
	sqlite3_stmt *st;
	bool own, ok;

	if (!lib_enter(lib, &own, err))
		return false;
	st = lib_sql(lib, bytes.len ? SQL_STATE_SET : SQL_STATE_DROP);
	if (st != NULL) {
		sqlite3_bind_int64(st, 1, story);
		if (bytes.len)
			lib_bind_blob(st, 2, bytes);
	}
	ok = lib_run(lib, st);
	return lib_leave(lib, own, ok, err);
}

bool
library_save_query(struct library *lib, struct slice name,
    struct slice query, struct err *err)
{
	sqlite3_stmt *st;
	bool own, ok;

	if (!lib_enter(lib, &own, err))
		return false;
	st = lib_sql(lib, query.len ? SQL_SAVED_SET : SQL_SAVED_DROP);
	if (st != NULL) {
		lib_bind(st, 1, name);
		if (query.len)
			lib_bind(st, 2, query);
	}
	ok = lib_run(lib, st);
	return lib_leave(lib, own, ok, err);
}

/* ---- what another library knew ---- */

static bool
add_state(struct library *lib, int64_t story, struct slice state)
{
	struct buf old = { 0 };
	sqlite3_stmt *st;
	bool have = library_state_get(lib, story, &old);

	buf_free(&old);
	if (have || state.len == 0)
		return true;
	if ((st = lib_sql(lib, SQL_STATE_SET)) == NULL)
		return false;
	sqlite3_bind_int64(st, 1, story);
	lib_bind_blob(st, 2, state);
	return lib_run(lib, st);
}

static bool
add_saved(struct library *lib, struct slice name, struct slice query)
{
	struct buf old = { 0 };
	sqlite3_stmt *st;
	bool have = library_saved(lib, name, &old);

	buf_free(&old);
	if (have || name.len == 0 || query.len == 0)
		return true;
	if ((st = lib_sql(lib, SQL_SAVED_SET)) == NULL)
		return false;
	lib_bind(st, 1, name);
	lib_bind(st, 2, query);
	return lib_run(lib, st);
}

bool
lib_marks_add(struct library *lib, int64_t story, const struct record *r)
{
	struct arena a = { 0 };
	struct marks old, m;
	bool ok = true;
	size_t i;

	if (r->read || r->starred || r->note.len) {
		old = get_marks(lib, story, &a);
		m.flags = old.flags | (r->read ? FLAG_READ : 0) |
		    (r->starred ? FLAG_STARRED : 0);
		m.note = old.note.len ? old.note : r->note;
		ok = set_marks(lib, story, old, m, &a);
	}
	ok = ok && add_state(lib, story, r->state);
	for (i = 0; ok && i < r->saved.n; i++)
		ok = add_saved(lib, r->saved.at[i], r->queries.at[i]);
	arena_free(&a);
	return ok;
}
