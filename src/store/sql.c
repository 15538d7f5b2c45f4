#include "store/library_impl.h"

/* What a story's face on a list is made of. */
#define FACE "s.id, s.headline, s.published, s.comments, s.versions, " \
	"s.names, m.flags, m.note"

static const char *const texts[SQL_COUNT] = {
	[SQL_BEGIN] = "BEGIN IMMEDIATE",
	[SQL_BEGIN_READ] = "BEGIN",
	[SQL_COMMIT] = "COMMIT",
	[SQL_ROLLBACK] = "ROLLBACK",
	[SQL_STORY_GET] = "SELECT id, of, kind, headline, url, published, "
	    "language, comments, words, versions, added, text_hash, sketch, "
	    "names, file, part, offset, length, form, charset, block, at, "
	    "titles FROM story WHERE id = ?1",
	[SQL_STORY_ADD] = "INSERT OR REPLACE INTO story(id, of, kind, "
	    "headline, url, published, language, comments, words, versions, "
	    "added, text_hash, sketch, names, file, part, offset, length, "
	    "form, charset, block, at, titles) VALUES(?1, ?2, ?3, ?4, ?5, "
	    "?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, "
	    "?19, ?20, ?21, ?22, ?23)",
	[SQL_STORY_MOVE] = "INSERT INTO story(id, of, kind, headline, url, "
	    "published, language, comments, words, versions, added, "
	    "text_hash, sketch, names, file, part, offset, length, form, "
	    "charset, block, at, titles) SELECT ?2, coalesce(of, id), ?3, "
	    "headline, url, published, language, comments, words, 0, "
	    "added, text_hash, sketch, names, file, part, offset, length, "
	    "form, charset, block, at, titles FROM story WHERE id = ?1",
	[SQL_STORY_FACE] = "SELECT " FACE " FROM story s LEFT JOIN mark m "
	    "ON m.story = s.id WHERE s.id = ?1",
	[SQL_STORY_LAST] = "SELECT max(id) FROM story "
	    "WHERE id >= ?1 AND id < ?2",
	[SQL_STORY_SPAN] = "SELECT (SELECT min(id) FROM story WHERE id < ?1), "
	    "(SELECT min(id) FROM story WHERE id >= ?1), "
	    "(SELECT max(id) FROM story)",
	[SQL_STORY_ADDED] = "SELECT added FROM story WHERE id = ?1",
	[SQL_STORY_VERSIONS] = "SELECT id, kind, headline, published, names, "
	    "titles FROM story WHERE of = ?1 "
	    "ORDER BY added DESC, id DESC LIMIT ?2",
	[SQL_STORY_COUNT_VERSION] = "UPDATE story SET versions = versions + "
	    "1 WHERE id = ?1",
	[SQL_STORY_NAMES] = "UPDATE story SET names = ?2 WHERE id = ?1",
	[SQL_PRINT_ADD] = "INSERT OR IGNORE INTO print(key, story) "
	    "VALUES(?1, ?2)",
	[SQL_PRINT_GET] = "SELECT story FROM print WHERE key = ?1 LIMIT ?2",
	[SQL_NAME_GET] = "SELECT id FROM name WHERE kind = ?1 AND key = ?2",
	[SQL_NAME_ADD] = "INSERT INTO name(kind, key, text, stories, "
	    "unread) VALUES(?1, ?2, ?3, 0, 0)",
	[SQL_NAME_COUNT] = "UPDATE name SET stories = stories + ?2, "
	    "unread = unread + ?3 WHERE id = ?1",
	[SQL_NAME_TEXT] = "SELECT text FROM name WHERE id = ?1",
	[SQL_NAME_FOLDER] = "SELECT text, stories, unread FROM name "
	    "WHERE kind = ?1 AND stories > 0 ORDER BY stories DESC LIMIT ?2",
	[SQL_NAME_MONTH] = "SELECT text, stories, unread FROM name "
	    "WHERE kind = ?1 AND stories > 0 ORDER BY key DESC LIMIT ?2",
	[SQL_FILE_GET] = "SELECT d.path, f.name, f.size, f.mtime, f.done, "
	    "f.whole FROM file f LEFT JOIN folder d ON d.id = f.folder "
	    "WHERE f.id = ?1",
	[SQL_FILE_ADD] = "INSERT INTO file(id, folder, name) "
	    "VALUES(?1, ?2, ?3)",
	[SQL_FILE_SET] = "UPDATE file SET size = ?2, mtime = ?3, done = ?4, "
	    "whole = ?5 WHERE id = ?1",
	[SQL_FOLDER_ADD] = "INSERT INTO folder(path) VALUES(?1)",
	[SQL_FOLDER_GET] = "SELECT id FROM folder WHERE path = ?1",
	[SQL_BLOCK_ADD] = "INSERT INTO block(id, size, bytes) "
	    "VALUES(?1, ?2, ?3)",
	[SQL_BLOCK_GET] = "SELECT size, bytes FROM block WHERE id = ?1",
	[SQL_BLOCK_LAST] = "SELECT max(id) FROM block",
	[SQL_WORDS_ADD] = "INSERT INTO words(rowid, terms) VALUES(?1, ?2)",
	[SQL_WORDS_MERGE] = "INSERT INTO words(words, rank) "
	    "VALUES('merge', ?1)",
	[SQL_WORDS_PAGE] = "SELECT pgno / 2 FROM words_idx WHERE "
	    "segid = ?1 AND term <= ?2 ORDER BY term DESC LIMIT 1",
	[SQL_WORDS_PART] = "SELECT min(segid) FROM words_idx "
	    "WHERE segid > ?1",
	[SQL_WORDS_FIND] = "SELECT rowid FROM words WHERE words MATCH ?1 "
	    "AND rowid BETWEEN ?2 AND ?3 ORDER BY rowid DESC LIMIT ?4",
	[SQL_TOTAL_GET] = "SELECT stories, unread, spill FROM total",
	[SQL_TOTAL_ADD] = "UPDATE total SET stories = stories + ?1, "
	    "unread = unread + ?2",
	[SQL_TOTAL_SPILL] = "UPDATE total SET spill = max(spill, ?1)",
	[SQL_MARK_GET] = "SELECT flags, note FROM mark WHERE story = ?1",
	[SQL_MARK_SET] = "INSERT OR REPLACE INTO mark(story, flags, note) "
	    "VALUES(?1, ?2, ?3)",
	[SQL_MARK_DROP] = "DELETE FROM mark WHERE story = ?1",
	[SQL_STEP_ADD] = "INSERT INTO step(what) VALUES(?1)",
	[SQL_STEP_LAST] = "SELECT id, what FROM step ORDER BY id DESC "
	    "LIMIT 1",
	[SQL_STEP_DROP] = "DELETE FROM step WHERE id = ?1",
	[SQL_UNDO_ADD] = "INSERT OR IGNORE INTO undo(step, story, flags, "
	    "note) VALUES(?1, ?2, ?3, ?4)",
	[SQL_UNDO_GET] = "SELECT story, flags, note FROM undo "
	    "WHERE step = ?1 AND story > ?2 ORDER BY story LIMIT ?3",
	[SQL_UNDO_DROP] = "DELETE FROM undo WHERE step = ?1",
	[SQL_STEP_TRIM] = "DELETE FROM step WHERE id <= ?1",
	[SQL_UNDO_TRIM] = "DELETE FROM undo WHERE step <= ?1",
	[SQL_STATE_GET] = "SELECT bytes FROM state WHERE story = ?1",
	[SQL_STATE_SET] = "INSERT OR REPLACE INTO state(story, bytes) "
	    "VALUES(?1, ?2)",
	[SQL_STATE_DROP] = "DELETE FROM state WHERE story = ?1",
	[SQL_SAVED_ALL] = "SELECT name, query FROM saved ORDER BY name "
	    "LIMIT ?1",
	[SQL_SAVED_GET] = "SELECT query FROM saved WHERE name = ?1",
	[SQL_SAVED_SET] = "INSERT OR REPLACE INTO saved(name, query) "
	    "VALUES(?1, ?2)",
	[SQL_SAVED_DROP] = "DELETE FROM saved WHERE name = ?1",
};

/* Of a transaction the first is the cause: what is asked after it may well
 * succeed. */
static void
note_code(struct library *lib, int code)
{
	if (lib->in_transaction && lib->code == SQLITE_OK &&
	    code != SQLITE_ROW && code != SQLITE_DONE)
		lib->code = code;
}

sqlite3_stmt *
lib_sql(struct library *lib, enum sql which)
{
	sqlite3_stmt **st = &lib->st[which];

	if (*st == NULL) {
		note_code(lib, sqlite3_prepare_v3(lib->db, texts[which], -1,
		    SQLITE_PREPARE_PERSISTENT, st, NULL));
		return *st;
	}
	sqlite3_reset(*st);
	sqlite3_clear_bindings(*st);
	return *st;
}

void
lib_forget(struct library *lib)
{
	size_t i;

	for (i = 0; i < SQL_COUNT; i++) {
		sqlite3_finalize(lib->st[i]);
		lib->st[i] = NULL;
	}
}

bool
lib_run(struct library *lib, sqlite3_stmt *st)
{
	int code;

	if (st == NULL)
		return false;
	while ((code = sqlite3_step(st)) == SQLITE_ROW)
		;
	note_code(lib, code);
	return sqlite3_reset(st) == SQLITE_OK && code == SQLITE_DONE;
}

bool
lib_row(struct library *lib, sqlite3_stmt *st)
{
	int code = sqlite3_step(st);

	note_code(lib, code);
	return code == SQLITE_ROW;
}

bool
lib_number(struct library *lib, const char *sql, int64_t *value)
{
	sqlite3_stmt *st;
	int code = sqlite3_prepare_v2(lib->db, sql, -1, &st, NULL);

	*value = 0;
	if (code == SQLITE_OK && (code = sqlite3_step(st)) == SQLITE_ROW)
		*value = sqlite3_column_int64(st, 0);
	sqlite3_finalize(st);
	return code == SQLITE_ROW || code == SQLITE_DONE;
}

/* What SQLite says, in words that say what to do. */
static const struct { int code; const char *why; } troubles[] = {
	{ SQLITE_FULL, "no room left where it lies; make some and do it "
	    "again: nothing that was taken in before is lost" },
	{ SQLITE_READONLY, "it or its folder may not be written to; change "
	    "that, or choose another with --library" },
	{ SQLITE_CANTOPEN, "it, or a file beside it, cannot be opened; see "
	    "that its folder is there, and that both may be read and written "
	    "to" },
	{ SQLITE_PERM, "no permission" },
	{ SQLITE_BUSY, "another program is writing to it, and still was "
	    "after 10 seconds; try again when that is done" },
	{ SQLITE_LOCKED, "another program is writing to it; try again when "
	    "that is done" },
	{ SQLITE_CORRUPT, "it is damaged; it was left as it is: put back a "
	    "copy, or move it away and import again" },
	{ SQLITE_NOTADB, "this is no library, or a damaged one; it was left "
	    "as it is: move it away, or choose another with --library" },
	{ SQLITE_IOERR, "the disk failed to read or write it, or a quota or "
	    "a limit (ulimit -f) does not let it grow; nothing that was "
	    "taken in before is lost" },
	{ SQLITE_NOMEM, "out of memory" },
	{ SQLITE_TOOBIG, "too large a text" }
};

bool
lib_fail_code(const char *path, int code, struct err *err, const char *doing)
{
	size_t i;

	for (i = 0; i < sizeof(troubles) / sizeof(*troubles); i++)
		if ((code & 0xFF) == troubles[i].code)
			return fail(err, "%s: cannot %s: %s", path, doing,
			    troubles[i].why);
	return fail(err, "%s: cannot %s: %s", path, doing,
	    sqlite3_errstr(code));
}

bool
lib_fail(struct library *lib, struct err *err, const char *doing)
{
	int code = lib->code ? lib->code : sqlite3_errcode(lib->db);

	lib->busy = (code & 0xFF) == SQLITE_BUSY;
	/* SQLite was never asked: zlib takes 2 GiB at once and no more. */
	if (code == SQLITE_OK || code == SQLITE_ROW || code == SQLITE_DONE)
		code = SQLITE_TOOBIG;
	if ((code & 0xFF) == SQLITE_ERROR)
		return fail(err, "%s: cannot %s: %s", lib->path, doing,
		    sqlite3_errmsg(lib->db));
	return lib_fail_code(lib->path, code, err, doing);
}

void
lib_bind(sqlite3_stmt *st, int at, struct slice x)
{
	sqlite3_bind_text64(st, at, x.len ? x.s : "", x.len, SQLITE_STATIC,
	    SQLITE_UTF8);
}

void
lib_bind_blob(sqlite3_stmt *st, int at, struct slice x)
{
	sqlite3_bind_blob64(st, at, x.len ? x.s : "", x.len, SQLITE_STATIC);
}

struct slice
lib_column(sqlite3_stmt *st, int at)
{
	const char *s = sqlite3_column_blob(st, at);

	return (struct slice){ s, s ? (size_t)sqlite3_column_bytes(st, at) :
	    0 };
}

struct slice
lib_text(sqlite3_stmt *st, int at, struct arena *a)
{
	return arena_dup(a, lib_column(st, at));
}
