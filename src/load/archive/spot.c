#include "load/archive/spot.h"

#include "base/file.h"
#include "load/archive/parts.h"

static struct parts *
open_at(const char *path, const struct spot *at, struct err *err)
{
	struct parts *ps = file_is_dir(path) ?
	    parts_open_spool(path, err) : parts_open(path, err);

	if (ps == NULL || at->number == 0 ||
	    parts_go(ps, at->number, at->offset))
		return ps;
	fail(err, "it has no document %zu any more", at->number);
	parts_close(ps);
	return NULL;
}

bool
spot_read(const char *path, const struct spot *at, struct part *p,
    struct err *err)
{
	struct parts *ps = open_at(path, at, err);
	bool ok;

	if (ps == NULL)
		return false;
	ok = parts_next(ps, p);
	if (!ok && !parts_trouble(ps, err))
		fail(err, "there is no document in it any more");
	/* What is at an offset now may be something else. */
	if (ok && (p->form != at->form || (at->number > 0 &&
	    at->length > 0 && p->length != at->length)))
		ok = fail(err, "it is not what it was when it was taken in");
	parts_close(ps);
	return ok;
}
