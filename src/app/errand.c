#include "app/errand.h"

#include <stdlib.h>
#include <time.h>

#include "base/mem.h"

#define PATIENCE (LIBRARY_WAIT / LIBRARY_GLANCE)	/* tries */

static char *
copy_z(struct slice x)
{
	char *z = mem_alloc(x.len + 1, 1);

	if (x.len)
		memcpy(z, x.s, x.len);
	return z;
}

void
errand_add(struct errands *es, enum errand_kind kind, int64_t story, bool on,
    struct slice name, struct slice text)
{
	es->at = mem_grow(es->at, &es->cap, es->n + 1, sizeof(*es->at));
	es->at[es->n++] = (struct errand){ kind, story, on, copy_z(name),
	    copy_z(text) };
}

static void
drop_first(struct errands *es)
{
	free(es->at[0].name);
	free(es->at[0].text);
	memmove(es->at, es->at + 1, --es->n * sizeof(*es->at));
}

static bool
undo(struct library *lib, struct buf *said, struct err *err)
{
	struct arena a = { 0 };
	struct slice what;
	bool ok = library_undo(lib, &what, &a, err);

	if (ok)
		buf_add(said, what);
	arena_free(&a);
	return ok;
}

static bool
do_errand(const struct errand *e, struct library *lib, struct buf *said,
    struct err *err)
{
	switch (e->kind) {
	case ERRAND_READ:
		return library_mark(lib, e->story, MARK_READ, e->on, err);
	case ERRAND_STAR:
		return library_mark(lib, e->story, MARK_STARRED, e->on, err);
	case ERRAND_NOTE:
		return library_note(lib, e->story, slice_z(e->text), err);
	case ERRAND_SAVE:
		return library_save_query(lib, slice_z(e->name),
		    slice_z(e->text), err);
	default:
		return undo(lib, said, err);
	}
}

enum errand_end
errand_step(struct errands *es, struct library *lib, enum errand_kind *kind,
    struct buf *said, struct err *err)
{
	bool ok;

	if (es->n == 0)
		return ERRAND_NONE;
	*kind = es->at[0].kind;
	ok = do_errand(&es->at[0], lib, said, err);
	if (!ok && library_was_busy(lib))
		return ERRAND_BUSY;
	drop_first(es);
	return ok ? ERRAND_DONE : ERRAND_FAILED;
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
	while (es->n)
		drop_first(es);
	free(es->at);
	*es = (struct errands){ 0 };
}
