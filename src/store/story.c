#include "store/library_impl.h"

struct place {
	int64_t block, at, file;
};

static bool
get_row(struct library *lib, int64_t id, struct record *r,
    struct place *place, struct arena *a)
{
	sqlite3_stmt *st = lib_sql(lib, SQL_STORY_GET);
	bool ok;

	*r = (struct record){ .part = 0 };
	if (st == NULL)
		return false;
	sqlite3_bind_int64(st, 1, id);
	if ((ok = sqlite3_step(st) == SQLITE_ROW)) {
		r->headline = lib_text(st, 3, a);
		r->url = lib_text(st, 4, a);
		r->published = lib_text(st, 5, a);
		r->day = record_day(r->published);
		r->language = lib_text(st, 6, a);
		r->ncomments = (uint32_t)sqlite3_column_int64(st, 7);
		r->words = (uint32_t)sqlite3_column_int64(st, 8);
		r->text_hash = (uint64_t)sqlite3_column_int64(st, 11) << 32;
		place->file = sqlite3_column_int64(st, 14);
		r->part = (uint64_t)sqlite3_column_int64(st, 15);
		r->offset = (uint64_t)sqlite3_column_int64(st, 16);
		r->length = (uint64_t)sqlite3_column_int64(st, 17);
		r->form = (uint8_t)sqlite3_column_int(st, 18);
		r->charset = lib_text(st, 19, a);
		place->block = sqlite3_column_int64(st, 20);
		place->at = sqlite3_column_int64(st, 21);
		r->titles = lib_text(st, 22, a);
	}
	sqlite3_reset(st);
	return ok;
}

bool
library_source(struct library *lib, int64_t id, struct record *r,
    struct arena *a, struct err *err)
{
	struct place place;
	struct packed p;

	if (!get_row(lib, id, r, &place, a))
		return fail(err, "%s: no story has the number %lld",
		    lib->path, (long long)id);
	if (!lib_unpack(lib, place.block, place.at, &p, a, err))
		return false;
	r->path = lib_file_path(lib, place.file, a);
	r->source = p.source;
	r->body = p.body;
	r->comments = p.comments;
	r->related = p.related;
	r->related_urls = p.related_urls;
	return true;
}

bool
lib_story_texts(struct library *lib, int64_t id, struct packed *p,
    struct arena *a)
{
	struct place place;
	struct record r;

	*p = (struct packed){ .source = { 0 } };
	return get_row(lib, id, &r, &place, a) &&
	    lib_unpack(lib, place.block, place.at, p, a, NULL);
}

struct slice
lib_headline(struct library *lib, int64_t id, struct slice *titles,
    struct arena *a)
{
	sqlite3_stmt *st = lib_sql(lib, SQL_STORY_GET);
	struct slice x = { 0 };

	if (st == NULL)
		return x;
	sqlite3_bind_int64(st, 1, id);
	if (sqlite3_step(st) == SQLITE_ROW) {
		x = lib_text(st, 3, a);
		if (titles != NULL)
			*titles = lib_text(st, 22, a);
	}
	sqlite3_reset(st);
	return x;
}

/* ---- folders ---- */

static bool
add_saved(struct library *lib, size_t max, struct arena *a,
    struct library_count *at, size_t *n)
{
	sqlite3_stmt *st = lib_sql(lib, SQL_SAVED_ALL);
	int code = SQLITE_DONE;

	if (st == NULL)
		return false;
	sqlite3_bind_int64(st, 1, (int64_t)max);
	while (*n < max && (code = sqlite3_step(st)) == SQLITE_ROW)
		at[(*n)++] = (struct library_count){ lib_text(st, 0, a), -1,
		    -1 };
	sqlite3_reset(st);
	return code == SQLITE_DONE || code == SQLITE_ROW;
}

static bool
add_names(struct library *lib, enum library_folder kind, size_t max,
    struct arena *a, struct library_count *at, size_t *n)
{
	static const enum name_kind kinds[] = {
		[FOLDER_SECTION] = NAME_SECTION, [FOLDER_TAG] = NAME_TAG,
		[FOLDER_SOURCE] = NAME_SOURCE, [FOLDER_AUTHOR] = NAME_AUTHOR,
		[FOLDER_MONTH] = NAME_MONTH
	};
	sqlite3_stmt *st = lib_sql(lib, kind == FOLDER_MONTH ?
	    SQL_NAME_MONTH : SQL_NAME_FOLDER);
	int code = SQLITE_DONE;

	if (st == NULL)
		return false;
	sqlite3_bind_int(st, 1, (int)kinds[kind]);
	sqlite3_bind_int64(st, 2, (int64_t)max);
	while (*n < max && (code = sqlite3_step(st)) == SQLITE_ROW)
		at[(*n)++] = (struct library_count){ lib_text(st, 0, a),
		    sqlite3_column_int64(st, 1),
		    sqlite3_column_int64(st, 2) };
	sqlite3_reset(st);
	return code == SQLITE_DONE || code == SQLITE_ROW;
}

#define MAX_FOLDERS ((size_t)100000)

bool
library_folders(struct library *lib, enum library_folder kind, size_t max,
    struct arena *a, struct library_count **out, size_t *n, struct err *err)
{
	bool ok;

	if (max > MAX_FOLDERS)
		max = MAX_FOLDERS;
	*n = 0;
	*out = ARENA_NEW(a, max + 1, struct library_count);
	ok = kind == FOLDER_SAVED ? add_saved(lib, max, a, *out, n) :
	    add_names(lib, kind, max, a, *out, n);
	return ok || lib_fail(lib, err, "read the library");
}

bool
library_saved(struct library *lib, struct slice name, struct buf *query)
{
	sqlite3_stmt *st = lib_sql(lib, SQL_SAVED_GET);
	bool found;

	if (st == NULL)
		return false;
	lib_bind(st, 1, name);
	if ((found = sqlite3_step(st) == SQLITE_ROW))
		buf_add(query, lib_column(st, 0));
	sqlite3_reset(st);
	return found;
}
