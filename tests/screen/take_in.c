#include "take_in.h"

#include "base/file.h"
#include "load/archive/parts.h"

struct taking {
	struct library *lib;
	struct err *err;
};

static bool
add_part(struct taking *t, struct part *p, const char *path)
{
	struct buf source = { 0 };
	struct arena a = { 0 };
	enum library_added added;
	struct record r;
	struct doc *d;
	int64_t id;
	bool ok = true;

	buf_add(&source, buf_slice(&p->bytes));
	d = part_load(p, path, NULL);
	record_of_doc(&r, d, &a);
	r.path = slice_z(path);
	r.part = p->number;
	r.form = (uint8_t)p->form;
	r.charset = buf_slice(&p->charset);
	r.source = buf_slice(&source);
	if (!doc_is_empty(d))
		ok = library_add(t->lib, &r, &added, &id, t->err);
	doc_free(d);
	arena_free(&a);
	buf_free(&source);
	return ok;
}

static bool
add_path(void *ctx, const char *path)
{
	struct taking *t = ctx;
	struct parts *ps = parts_open(path, t->err);
	struct part p = { 0 };
	bool ok = true;

	while (ok && ps && parts_next(ps, &p))
		ok = add_part(t, &p, path);
	part_free(&p);
	parts_close(ps);
	return ok;
}

bool
take_in(struct library *lib, const char *path, struct err *err)
{
	struct taking t = { lib, err };

	*err->text = '\0';
	if (!library_begin(lib, err))
		return false;
	if (file_is_dir(path))
		file_walk(path, add_path, &t, err);
	else
		add_path(&t, path);
	return *err->text == '\0' && library_commit(lib, err);
}
