#include "app/errand.h"

#include <stdlib.h>
#include <time.h>

#include "base/mem.h"

#define SLICE_MS 8			/* of a long one */
#define PATIENCE (LIBRARY_WAIT / LIBRARY_GLANCE)	/* tries */

void
errand_add(struct errands *es, enum errand_kind kind, int64_t story, bool on,
    struct slice name, struct slice text)
{
	es->at = mem_grow(es->at, &es->cap, es->n + 1, sizeof(*es->at));
	es->at[es->n++] = (struct errand){ kind, story, on, slice_strdup(name),
	    slice_strdup(text) };
}

static void
drop_first(struct errands *es)
{
	free(es->at[0].name);
	free(es->at[0].text);
	memmove(es->at, es->at + 1, --es->n * sizeof(*es->at));
}

/* One may take back what was done to a million. */
static enum errand_end
undo(struct errands *es, struct library *lib, struct buf *said,
    struct err *err)
{
	struct err why;
	bool done = false, ok;

	if (es->undo == NULL)
		es->undo = library_undo_begin(lib, &es->what, err);
	if (es->undo == NULL)
		return ERRAND_FAILED;
	ok = library_undo_step(es->undo, SLICE_MS, &done, err);
	if (ok && !done)
		return ERRAND_MORE;
	buf_add(said, es->what);
	ok = library_undo_end(es->undo, ok, ok ? err : &why) && ok;
	es->undo = NULL;
	return ok ? ERRAND_DONE : ERRAND_FAILED;
}

static bool
do_short(const struct errand *e, struct library *lib, struct err *err)
{
	switch (e->kind) {
	case ERRAND_READ:
		return library_mark(lib, e->story, MARK_READ, e->on, err);
	case ERRAND_STAR:
		return library_mark(lib, e->story, MARK_STARRED, e->on, err);
	case ERRAND_NOTE:
		return library_note(lib, e->story, slice_z(e->text), err);
	default:
		return library_save_query(lib, slice_z(e->name),
		    slice_z(e->text), err);
	}
}

enum errand_end
errand_step(struct errands *es, struct library *lib, enum errand_kind *kind,
    struct buf *said, struct err *err)
{
	enum errand_end end;

	if (es->n == 0)
		return ERRAND_NONE;
	*kind = es->at[0].kind;
	if (*kind == ERRAND_UNDO)
		end = undo(es, lib, said, err);
	else
		end = do_short(&es->at[0], lib, err) ? ERRAND_DONE :
		    ERRAND_FAILED;
	if (end == ERRAND_MORE || (end == ERRAND_FAILED &&
	    library_was_busy(lib)))
		return end == ERRAND_MORE ? end : ERRAND_BUSY;
	drop_first(es);
	return end;
}

bool
errands_finish(struct errands *es, struct library *lib, struct err *err)
{
	const struct timespec nap = { 0, LIBRARY_GLANCE * 1000000L };
	struct buf said = { 0 };
	enum errand_kind kind;
	enum errand_end end = ERRAND_NONE;
	bool ok = true;
	int tries = 0;

	while (es->n && tries < PATIENCE) {
		end = errand_step(es, lib, &kind, &said, err);
		ok = ok && end != ERRAND_FAILED;
		if (end == ERRAND_BUSY && ++tries)
			nanosleep(&nap, NULL);
	}
	buf_free(&said);
	return ok && es->n == 0;
}

void
errands_free(struct errands *es)
{
	if (es->undo)
		library_undo_end(es->undo, false, NULL);
	while (es->n)
		drop_first(es);
	free(es->at);
	*es = (struct errands){ 0 };
}
