/*
 * runs: what the library does a slice at a time, whole.
 */
#ifndef TESTS_UNIT_RUNS_H
#define TESTS_UNIT_RUNS_H

#include "store/library.h"

static inline bool
mark_all(struct library *lib, const struct query *q, enum library_mark mark,
    bool on, size_t *changed, struct err *err)
{
	struct mark_run *run = library_mark_begin(lib, q, mark, on, err);
	bool done = false, ok = run != NULL;

	*changed = 0;
	if (run == NULL)
		return false;
	while (ok && !done)
		ok = library_mark_step(run, 0, &done, err);
	*changed = library_mark_changed(run);
	return library_mark_end(run, ok, ok ? err : NULL) && ok;
}

/* *what is kept in the arena; empty: there was nothing to undo. */
static inline bool
undo(struct library *lib, struct slice *what, struct arena *a,
    struct err *err)
{
	struct undo_run *run = library_undo_begin(lib, what, err);
	bool ok, done = false;

	if (run == NULL)
		return false;
	do
		ok = library_undo_step(run, 0, &done, err);
	while (ok && !done);
	*what = arena_dup(a, *what);
	return library_undo_end(run, ok, ok ? err : NULL) && ok;
}

/* Those of all slices, one behind the other. */
static inline bool
all_links(struct library *lib, int64_t id, enum library_links kind,
    size_t max, struct arena *a, struct library_link **links, size_t *n,
    struct err *err)
{
	struct library_link *some;
	size_t at = 0, found, i;

	*links = ARENA_NEW(a, max, struct library_link);
	*n = 0;
	do {
		if (!library_links(lib, id, kind, &at, max, a, &some, &found,
		    err))
			return false;
		for (i = 0; i < found && *n < max; i++)
			(*links)[(*n)++] = some[i];
	} while (at != 0);
	return true;
}

#endif
