#include "app/keep.h"

#include <poll.h>
#include <stdlib.h>

#include "app/shelf.h"
#include "store/library.h"

#define TRY_EVERY 20			/* milliseconds, at the end */

/* ---- reading ---- */

/* "/a/b#2"; empty: there is no such path now. */
static void
path_key(const struct story *s, struct buf *key)
{
	char *path = realpath(s->path, NULL);

	if (path == NULL)
		return;
	buf_addz(key, path);
	if (s->part > 1)
		buf_printf(key, "#%zu", s->part);
	free(path);
}

static void
take_file(struct state *st, const char *dir, struct slice key,
    struct err *err)
{
	struct state *file = state_open(key.len ? dir : "", key, err);

	state_take(st, file);
	state_free(file);
}

struct state *
keep_open(struct stories *ss, size_t i, struct err *err)
{
	const struct story *s = &ss->at[i];
	struct library *lib = ss->no_state ? NULL :
	    shelf_library(ss->shelf, err);
	struct slice url = slice_z(s->url);
	struct buf text = { 0 }, path = { 0 };
	struct state *st;

	*err = (struct err){ "" };
	path_key(s, &path);
	if (lib == NULL || !shelf_writable(ss->shelf, NULL)) {
		st = state_open(ss->no_state || url.len + path.len == 0 ? "" :
		    ss->state_dir, url.len ? url : buf_slice(&path), err);
	} else {
		library_state_get(lib, s->id, &text);
		st = state_of_text(buf_slice(&text), url.len ? url :
		    buf_slice(&path), err);
		if (text.len == 0) {
			take_file(st, ss->state_dir, url, err);
			take_file(st, ss->state_dir, buf_slice(&path), err);
		}
	}
	buf_free(&text);
	buf_free(&path);
	return st;
}

/* ---- writing ---- */

static bool
write_one(struct library *lib, const struct story *s, struct err *err)
{
	struct buf now = { 0 }, text = { 0 };
	bool ok;

	library_state_get(lib, s->id, &now);
	ok = state_text(s->state, buf_slice(&now), &text, err) &&
	    (text.len == 0 || library_state_set(lib, s->id, buf_slice(&text),
	    err));
	buf_free(&now);
	buf_free(&text);
	return ok;
}

/* In one transaction.  One that cannot be kept does not take the others
 * along. */
static bool
write_all(struct stories *ss, struct library *lib, struct err *err)
{
	bool ok = true;
	size_t i;

	for (i = 0; i < ss->n; i++)
		if (ss->at[i].unkept)
			ok &= write_one(lib, &ss->at[i], err);
	return library_commit(lib, err) && ok;
}

/* What could not be kept is tried again when its story is left again. */
static void
settle(struct stories *ss, bool kept)
{
	size_t i;

	for (i = 0; i < ss->n; i++) {
		if (ss->at[i].unkept && kept)
			state_kept(ss->at[i].state);
		ss->at[i].unkept = false;
	}
	ss->unkept = 0;
}

bool
keep_waits(const struct stories *ss)
{
	return ss->unkept > 0;
}

bool
keep_again(struct stories *ss, struct err *err)
{
	struct library *lib;
	bool ok;

	if (ss->unkept == 0)
		return true;
	lib = shelf_library(ss->shelf, err);
	ok = lib && library_begin(lib, err);
	if (lib && !ok && library_was_busy(lib))
		return true;
	ok = ok && write_all(ss, lib, err);
	settle(ss, ok);
	return ok;
}

bool
keep_story(struct stories *ss, size_t i, struct err *err)
{
	struct story *s = &ss->at[i];

	if (s->state == NULL)
		return true;
	if (!state_of_library(s->state))
		return state_save(s->state, err);
	if (!state_changed(s->state))
		return true;
	if (!s->unkept) {
		s->unkept = true;
		ss->unkept++;
	}
	return keep_again(ss, err);
}

bool
keep_last(struct stories *ss, int patience, struct err *err)
{
	size_t n = ss->unkept;

	for (; patience > 0; patience -= TRY_EVERY) {
		if (!keep_again(ss, err))
			return false;
		if (!keep_waits(ss))
			return true;
		poll(NULL, 0, TRY_EVERY);
	}
	settle(ss, false);
	return fail(err, "what you did with %zu %s is not kept: another "
	    "program is writing to the library", n, n == 1 ? "story" :
	    "stories");
}
