#include "store/library_impl.h"

#include <stdlib.h>

#include "base/mem.h"

/* The folder that was written last, and its number. */
struct folder {
	struct buf path;
	int64_t id;
	struct buf file;		/* the same of a file */
	int64_t file_id;
};

void
lib_file_forget(struct library *lib)
{
	if (lib->folder == NULL)
		return;
	buf_free(&lib->folder->path);
	buf_free(&lib->folder->file);
	free(lib->folder);
	lib->folder = NULL;
}

/* The part of a path up to its last '/'; the rest is the name. */
static struct slice
folder_of(struct slice path)
{
	while (path.len && path.s[path.len - 1] != '/')
		path.len--;
	return path;
}

/* A file has the number that its path hashes to, or the first behind that
 * where no other file is: 47 bits, which take SQLite six bytes. */
static int64_t
first_id(struct slice path)
{
	return (int64_t)(slice_hash(path) * 0x9E3779B97F4A7C15 >> 17) + 1;
}

enum found { FOUND_NOT, FOUND_OTHER, FOUND_IT };

static enum found
look(struct library *lib, int64_t id, struct slice path,
    struct library_file *f)
{
	sqlite3_stmt *st = lib_sql(lib, SQL_FILE_GET);
	size_t n = folder_of(path).len;
	enum found found = FOUND_NOT;

	if (st == NULL)
		return FOUND_NOT;
	sqlite3_bind_int64(st, 1, id);
	if (lib_row(lib, st)) {
		found = slice_eq(lib_column(st, 0), slice_sub(path, 0, n)) &&
		    slice_eq(lib_column(st, 1), slice_from(path, n)) ?
		    FOUND_IT : FOUND_OTHER;
		f->size = sqlite3_column_type(st, 2) == SQLITE_NULL ? -1 :
		    sqlite3_column_int64(st, 2);
		f->mtime = sqlite3_column_int64(st, 3);
		f->done = (uint64_t)sqlite3_column_int64(st, 4);
		f->whole = sqlite3_column_int(st, 5) != 0;
	}
	sqlite3_reset(st);
	return found;
}

/* False: it is not there; *id is then the number that it would get. */
static bool
find(struct library *lib, struct slice path, int64_t *id,
    struct library_file *f)
{
	enum found found;

	*id = first_id(path);
	while ((found = look(lib, *id, path, f)) == FOUND_OTHER)
		++*id;
	return found == FOUND_IT;
}

static int64_t
folder_id(struct library *lib, struct slice path)
{
	struct folder *last = lib->folder;
	sqlite3_stmt *st;

	if (last->id && slice_eq(buf_slice(&last->path), path))
		return last->id;
	last->id = 0;
	if ((st = lib_sql(lib, SQL_FOLDER_GET)) == NULL)
		return 0;
	lib_bind(st, 1, path);
	if (lib_row(lib, st))
		last->id = sqlite3_column_int64(st, 0);
	sqlite3_reset(st);
	if (last->id == 0 && (st = lib_sql(lib, SQL_FOLDER_ADD)) != NULL) {
		lib_bind(st, 1, path);
		if (lib_run(lib, st))
			last->id = sqlite3_last_insert_rowid(lib->db);
	}
	buf_clear(&last->path);
	buf_add(&last->path, path);
	return last->id;
}

static bool
add_file(struct library *lib, int64_t id, struct slice path)
{
	struct slice folder = folder_of(path);
	int64_t in = folder_id(lib, folder);
	sqlite3_stmt *st;

	if (in == 0 || (st = lib_sql(lib, SQL_FILE_ADD)) == NULL)
		return false;
	sqlite3_bind_int64(st, 1, id);
	sqlite3_bind_int64(st, 2, in);
	lib_bind(st, 3, slice_from(path, folder.len));
	return lib_run(lib, st);
}

int64_t
lib_file(struct library *lib, struct slice path)
{
	struct library_file f;
	struct folder *last;
	int64_t id;

	if (path.len == 0)
		return 0;
	if (lib->folder == NULL)
		lib->folder = mem_alloc(1, sizeof(*lib->folder));
	last = lib->folder;
	if (last->file_id && slice_eq(path, buf_slice(&last->file)))
		return last->file_id;
	if (!find(lib, path, &id, &f) && !add_file(lib, id, path))
		return 0;
	buf_clear(&last->file);
	buf_add(&last->file, path);
	return last->file_id = id;
}

struct slice
lib_file_path(struct library *lib, int64_t file, struct arena *a)
{
	sqlite3_stmt *st = lib_sql(lib, SQL_FILE_GET);
	struct slice x = { 0 };
	struct buf b = { 0 };

	if (st == NULL || file == 0)
		return x;
	sqlite3_bind_int64(st, 1, file);
	if (lib_row(lib, st)) {
		buf_add(&b, lib_column(st, 0));
		buf_add(&b, lib_column(st, 1));
		x = arena_dup(a, buf_slice(&b));
	}
	sqlite3_reset(st);
	buf_free(&b);
	return x;
}

bool
library_file_get(struct library *lib, struct library_file *f)
{
	struct library_file has;
	int64_t id;

	f->done = 0;
	f->whole = false;
	if (!find(lib, f->path, &id, &has) || has.size != f->size ||
	    has.mtime != f->mtime)
		return false;
	f->done = has.done;
	f->whole = has.whole;
	return true;
}

bool
library_file_set(struct library *lib, const struct library_file *f,
    struct err *err)
{
	sqlite3_stmt *st = NULL;
	int64_t id;
	bool own, ok;

	if (!lib_enter(lib, &own, err))
		return false;
	id = lib_file(lib, f->path);
	if (id != 0 && (st = lib_sql(lib, SQL_FILE_SET)) != NULL) {
		sqlite3_bind_int64(st, 1, id);
		sqlite3_bind_int64(st, 2, f->size);
		sqlite3_bind_int64(st, 3, f->mtime);
		sqlite3_bind_int64(st, 4, (int64_t)f->done);
		sqlite3_bind_int(st, 5, f->whole);
	}
	ok = lib_run(lib, st);
	return lib_leave(lib, own, ok, err);
}
