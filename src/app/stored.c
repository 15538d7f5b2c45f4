#include "app/stored.h"

#include <sys/stat.h>

#include "load/archive/spot.h"

/* Whether the file is what the import saw. */
static bool
is_unchanged(struct library *lib, const char *path)
{
	struct library_file f = { .path = slice_z(path) };
	struct stat sb;

	if (stat(path, &sb) != 0)
		return false;
	f.size = (int64_t)sb.st_size;
	f.mtime = (int64_t)sb.st_mtime;
	return library_file_get(lib, &f);
}

static bool
read_left(struct library *lib, const struct record *r, struct part *p,
    bool *doubtful, struct err *err)
{
	struct spot at = { (enum part_form)r->form, (size_t)r->part,
	    r->offset, r->length };
	struct buf path = { 0 };
	struct err why = { "" };
	bool ok;

	buf_add(&path, r->path);
	ok = spot_read(buf_z(&path), &at, p, &why);
	if (!ok)
		fail(err, "%s; the story was left there, import it again "
		    "from where it is now", why.text);
	*doubtful = !is_unchanged(lib, buf_z(&path));
	buf_free(&path);
	return ok;
}

bool
stored_part(struct library *lib, const struct record *r, struct part *p,
    bool *doubtful, struct err *err)
{
	bool ok = true;

	part_clear(p);
	*doubtful = false;
	if (r->source.len == 0) {
		ok = read_left(lib, r, p, doubtful, err);
	} else {
		p->form = (enum part_form)r->form;
		buf_add(&p->bytes, r->source);
		buf_add(&p->charset, r->charset);
	}
	p->number = (size_t)r->part;
	if (p->url.len == 0)
		buf_add(&p->url, r->url);
	return ok;
}

bool
stored_same(const struct record *then, const struct doc *d, struct err *err)
{
	struct arena a = { 0 };
	struct record now;
	bool same;

	record_of_doc(&now, d, &a);
	same = now.text_hash >> 32 == then->text_hash >> 32 &&
	    slice_eq(now.headline, then->headline);
	arena_free(&a);
	return same || fail(err, "it was changed since the story was left "
	    "there; import it again");
}
