/*
 * A library of version 1, which had blocks by deflate and other numbers of
 * stories: all of it is taken in anew, in the order it came.  Of stories
 * kept in place (--in-place) no texts are there to be taken: they are found
 * by headline and names until they are imported again elsewhere.
 */
#include "store/library_impl.h"

#include <zlib.h>

#define MAX_UNPACKED ((int64_t)1 << 31)
#define MAX_NAMES 512

struct old {
	struct library *lib;
	sqlite3_stmt *stories, *block, *name, *map;
	struct buf raw;
	int64_t raw_id;
	bool bad;
};

/* ---- its blocks ---- */

static bool
unsqueeze(struct buf *out, struct slice packed, size_t size)
{
	z_stream z = { .next_in = (Bytef *)packed.s,
	    .avail_in = (uInt)packed.len };
	int code;

	if (inflateInit2(&z, -15) != Z_OK)
		return false;
	buf_clear(out);
	z.next_out = (Bytef *)buf_reserve(out, size + 1);
	z.avail_out = (uInt)size + 1;
	code = inflate(&z, Z_FINISH);
	out->len = z.total_out;
	inflateEnd(&z);
	return code == Z_STREAM_END && out->len == size;
}

static bool
get_block(struct old *o, int64_t id)
{
	int64_t size;
	bool ok = false;

	if (o->raw_id == id)
		return true;
	sqlite3_bind_int64(o->block, 1, id);
	if (sqlite3_step(o->block) == SQLITE_ROW) {
		size = sqlite3_column_int64(o->block, 0);
		ok = size > 0 && size < MAX_UNPACKED && unsqueeze(&o->raw,
		    lib_column(o->block, 1), (size_t)size);
	}
	sqlite3_reset(o->block);
	o->raw_id = ok ? id : 0;
	return ok;
}

static bool
get_number(struct slice *x, uint64_t *n)
{
	size_t i = 0;

	*n = 0;
	do {
		if (i == x->len || i > 8)
			return false;
		*n |= (uint64_t)(x->s[i] & 0x7F) << (7 * i);
	} while (x->s[i++] & 0x80);
	*x = slice_from(*x, i);
	return true;
}

static bool
take(struct slice *x, struct slice *out)
{
	uint64_t n;

	if (!get_number(x, &n) || n > x->len)
		return false;
	*out = slice_sub(*x, 0, (size_t)n);
	*x = slice_from(*x, (size_t)n);
	return true;
}

/* Lines that stand in the source: twice the length plus 1, and how far
 * behind the one before; others: twice the length, and the line. */
static bool
get_text(struct slice *x, struct slice source, struct buf *b)
{
	size_t cursor = 0;
	uint64_t n, way;
	struct slice line;

	while (get_number(x, &n)) {
		if (n == 0)
			return true;
		if (n & 1) {
			if (!get_number(x, &way) ||
			    way > source.len - cursor ||
			    n / 2 > source.len - cursor - way)
				return false;
			line = slice_sub(source, cursor + (size_t)way,
			    (size_t)n / 2);
			cursor += (size_t)way + line.len;
		} else {
			if (n / 2 > x->len)
				return false;
			line = slice_sub(*x, 0, (size_t)n / 2);
			*x = slice_from(*x, line.len);
		}
		buf_add(b, line);
	}
	return false;
}

static bool
keep_text(struct slice *x, struct slice source, struct slice *out,
    struct arena *a)
{
	struct buf b = { 0 };
	bool ok = get_text(x, source, &b);

	*out = arena_dup(a, buf_slice(&b));
	buf_free(&b);
	return ok;
}

static struct slices
list_of(struct arena *a, size_t n)
{
	return (struct slices){ ARENA_NEW(a, n + 1, struct slice), 0, n + 1 };
}

static bool
get_item(struct slice x, struct record *r, struct arena *a)
{
	uint64_t n;

	if (!take(&x, &r->source) ||
	    !keep_text(&x, r->source, &r->body, a) ||
	    !keep_text(&x, r->source, &r->comments, a) ||
	    !get_number(&x, &n) || n > x.len / 2)
		return false;
	r->related = list_of(a, (size_t)n);
	r->related_urls = list_of(a, (size_t)n);
	for (; n > 0; n--)
		if (!take(&x, &r->related.at[r->related.n++]) ||
		    !take(&x, &r->related_urls.at[r->related_urls.n++]))
			return false;
	return true;
}

/* ---- its stories ---- */

static struct slice
name_text(struct old *o, int64_t name, struct arena *a)
{
	struct slice x = { 0 };

	sqlite3_bind_int64(o->name, 1, name);
	if (sqlite3_step(o->name) == SQLITE_ROW)
		x = lib_text(o->name, 0, a);
	sqlite3_reset(o->name);
	return x;
}

static void
get_names(struct old *o, struct slice names, struct record *r,
    struct arena *a)
{
	struct slices *lists[NAME_KINDS] = {
		[NAME_SECTION] = &r->section, [NAME_TAG] = &r->tags,
		[NAME_AUTHOR] = &r->authors
	};
	enum name_kind kind;
	int64_t name;

	r->section = list_of(a, MAX_NAMES);
	r->tags = list_of(a, MAX_NAMES);
	r->authors = list_of(a, MAX_NAMES);
	while ((name = lib_names_next(&names, &kind)) != 0) {
		if (kind == NAME_SOURCE && r->site.len == 0)
			r->site = name_text(o, name, a);
		if (lists[kind] && lists[kind]->n < MAX_NAMES)
			lists[kind]->at[lists[kind]->n++] = name_text(o, name,
			    a);
	}
}

/* The row of o->stories as a record; false: its block is damaged. */
static bool
get_record(struct old *o, struct record *r, struct arena *a)
{
	sqlite3_stmt *st = o->stories;
	int64_t at = sqlite3_column_int64(st, 13);

	*r = (struct record){
		.headline = lib_text(st, 1, a), .url = lib_text(st, 2, a),
		.published = lib_text(st, 3, a),
		.language = lib_text(st, 4, a),
		.ncomments = (uint32_t)sqlite3_column_int64(st, 5),
		.part = (uint64_t)sqlite3_column_int64(st, 7),
		.offset = (uint64_t)sqlite3_column_int64(st, 8),
		.length = (uint64_t)sqlite3_column_int64(st, 9),
		.form = (uint8_t)sqlite3_column_int(st, 10),
		.charset = lib_text(st, 11, a), .path = lib_text(st, 14, a),
		.added = sqlite3_column_int64(st, 17),
		.read = sqlite3_column_int(st, 18) & FLAG_READ,
		.starred = sqlite3_column_int(st, 18) & FLAG_STARRED,
		.note = lib_text(st, 19, a), .state = lib_text(st, 20, a),
		.titles = lib_text(st, 21, a)
	};
	r->day = record_day(r->published);
	get_names(o, lib_column(st, 6), r, a);
	if (!get_block(o, sqlite3_column_int64(st, 12)) || at < 0 ||
	    (uint64_t)at >= o->raw.len || !get_item(slice_from(buf_slice(
	    &o->raw), (size_t)at), r, a))
		return false;
	record_measure(r);
	if (r->source.len == 0) {
		r->words = (uint32_t)sqlite3_column_int64(st, 15);
		r->text_hash = (uint64_t)sqlite3_column_int64(st, 16);
	}
	return true;
}

static bool
take_story(struct old *o)
{
	struct arena a = { 0 };
	struct record r;
	int64_t id;
	bool ok = get_record(o, &r, &a) && library_add(o->lib, &r, NULL, &id,
	    NULL);

	if (ok) {
		sqlite3_bind_int64(o->map, 1,
		    sqlite3_column_int64(o->stories, 0));
		sqlite3_bind_int64(o->map, 2, id);
		ok = lib_run(o->lib, o->map);
	}
	arena_free(&a);
	return ok;
}

static bool
take_file(struct library *lib, sqlite3_stmt *st)
{
	struct library_file f = { lib_column(st, 0),
	    sqlite3_column_int64(st, 1), sqlite3_column_int64(st, 2),
	    (uint64_t)sqlite3_column_int64(st, 3),
	    sqlite3_column_int(st, 4) != 0 };

	return library_file_set(lib, &f, NULL);
}

/* Runs fn for each row. */
static bool
each(struct library *lib, const char *sql, bool (*fn)(struct library *,
    sqlite3_stmt *))
{
	sqlite3_stmt *st = NULL;
	bool ok = sqlite3_prepare_v2(lib->db, sql, -1, &st, NULL) ==
	    SQLITE_OK;
	int code = SQLITE_DONE;

	while (ok && (code = sqlite3_step(st)) == SQLITE_ROW)
		ok = fn(lib, st);
	sqlite3_finalize(st);
	return ok && code == SQLITE_DONE;
}

static bool
take_stories(struct old *o)
{
	int code;

	while ((code = sqlite3_step(o->stories)) == SQLITE_ROW)
		if (!take_story(o))
			return false;
	return code == SQLITE_DONE && lib_flush(o->lib);
}

static bool
prepare(struct old *o)
{
	static const struct { size_t at; const char *sql; } all[] = {
		{ offsetof(struct old, stories), "SELECT s.id, s.headline, "
		    "s.url, s.published, s.language, s.comments, s.names, "
		    "s.part, s.offset, s.length, s.form, s.charset, s.block, "
		    "s.at, f.path, s.words, s.text_hash, s.added, m.flags, "
		    "m.note, t.bytes, s.titles FROM old_story s "
		    "LEFT JOIN old_file f ON f.id = s.file "
		    "LEFT JOIN old_mark m ON m.story = s.id "
		    "LEFT JOIN old_state t ON t.story = s.id "
		    "ORDER BY s.block, s.at" },
		{ offsetof(struct old, block), "SELECT size, bytes FROM "
		    "old_block WHERE id = ?1" },
		{ offsetof(struct old, name), "SELECT text FROM old_name "
		    "WHERE id = ?1" },
		{ offsetof(struct old, map), "INSERT INTO old_map VALUES(?1, "
		    "?2)" }
	};
	size_t i;

	for (i = 0; i < sizeof(all) / sizeof(*all); i++)
		if (sqlite3_prepare_v2(o->lib->db, all[i].sql, -1,
		    (sqlite3_stmt **)((char *)o + all[i].at), NULL))
			return false;
	return true;
}

/* The column came late to that version. */
static bool
add_titles(struct library *lib)
{
	int64_t n;

	return lib_number(lib, "SELECT count(*) FROM "
	    "pragma_table_info('old_story') WHERE name = 'titles'", &n) &&
	    (n > 0 || sqlite3_exec(lib->db, "ALTER TABLE old_story "
	    "ADD COLUMN titles TEXT", NULL, NULL, NULL) == SQLITE_OK);
}

bool
lib_from_version_1(struct library *lib)
{
	struct old o = { .lib = lib };
	bool ok, was = lib->in_transaction;

	lib->in_transaction = true;	/* that of who brings it up to date */
	ok = sqlite3_exec(lib->db, "CREATE TABLE old_map(old INTEGER "
	    "PRIMARY KEY, new INTEGER)", NULL, NULL, NULL) == SQLITE_OK &&
	    add_titles(lib) && prepare(&o) && take_stories(&o) &&
	    each(lib, "SELECT path, size, mtime, done, whole FROM old_file "
	    "WHERE size IS NOT NULL", take_file) && lib_flush(lib);
	sqlite3_finalize(o.stories);
	sqlite3_finalize(o.block);
	sqlite3_finalize(o.name);
	sqlite3_finalize(o.map);
	buf_free(&o.raw);
	lib->in_transaction = was;
	return ok && sqlite3_exec(lib->db,
	    "INSERT OR IGNORE INTO undo SELECT step, new, flags, note "
	    "FROM old_undo JOIN old_map ON old = story;"
	    "DROP TABLE old_story; DROP TABLE old_block; DROP TABLE old_file;"
	    "DROP TABLE old_name; DROP TABLE old_mark; DROP TABLE old_undo;"
	    "DROP TABLE old_state; DROP TABLE old_map;", NULL, NULL, NULL) ==
	    SQLITE_OK;
}
