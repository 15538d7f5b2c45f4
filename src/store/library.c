#include "store/library.h"

#include <errno.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/file.h"
#include "base/mem.h"
#include "store/library_impl.h"

#define TURN 1000			/* microseconds between two tries */
#define PAGES 200			/* of the index, merged at a time */
#define CACHE_READ "PRAGMA cache_size = -6000"		/* KiB */
#define CACHE_WRITE "PRAGMA cache_size = -65536"

/* By the XDG base directory specification, which says that relative ones do
 * not count; NULL: there is no home. */
static char *
default_path(void)
{
	struct buf b = { 0 };
	const char *dir = getenv("XDG_DATA_HOME");

	if (dir != NULL && *dir == '/') {
		buf_printf(&b, "%s/lede/library.db", dir);
	} else {
		dir = getenv("HOME");
		if (dir == NULL || *dir != '/')
			return NULL;
		buf_printf(&b, "%s/.local/share/lede/library.db", dir);
	}
	buf_z(&b);
	return b.s;
}

static char *
path_of(const char *path)
{
	return path ? mem_strdup(path) : default_path();
}

bool
library_exists(const char *path)
{
	char *p = path_of(path);
	struct stat sb;
	bool is = p != NULL && stat(p, &sb) == 0 && S_ISREG(sb.st_mode) &&
	    sb.st_size > 0;

	free(p);
	return is;
}

bool
library_is_missing(const char *path)
{
	char *p = path_of(path);
	struct stat sb;
	bool is = p != NULL && stat(p, &sb) < 0 && errno == ENOENT;

	free(p);
	return is;
}

/* The folder that path is in; nothing to make for one without a '/'. */
static bool
make_folder(const char *path, struct err *err)
{
	char *dir = mem_strdup(path), *slash = strrchr(dir, '/');
	struct err why;
	bool ok = true;

	if (slash != NULL && slash != dir) {
		*slash = '\0';
		if (!file_is_dir(dir) && !file_make_dir(dir, &why))
			ok = fail(err, "%s: cannot make the library: %s",
			    path, why.text);
	}
	free(dir);
	return ok;
}

/* Whether there is more of it in a file beside it: what was committed last
 * (-wal), or what was there before a program was killed that made the library
 * (-journal). */
static bool
has_beside(const char *path, const char *suffix)
{
	struct buf b = { 0 };
	struct stat sb;
	bool has;

	buf_printf(&b, "%s%s", path, suffix);
	has = stat(buf_z(&b), &sb) == 0 && sb.st_size > 0;
	buf_free(&b);
	return has;
}

#define HEAD 100			/* bytes of SQLite's header */

/*
 * A file that is shorter than its own header says (bytes 16 and 28, SQLite's
 * file format) has lost its end: SQLite would find out later, in the middle
 * of something.  With a log beside it the rest may be there.  What is too
 * short for a header SQLite would take for empty, and write over.
 */
static int
look_at_head(const char *path, uint64_t size)
{
	unsigned char head[HEAD];
	uint64_t page, pages;
	struct buf b = { 0 };
	bool cut, all;

	if (!file_read(path, HEAD, &b, &cut, NULL)) {
		buf_free(&b);
		return SQLITE_OK;	/* opening it will say why */
	}
	if ((all = b.len == HEAD))
		memcpy(head, b.s, HEAD);
	buf_free(&b);
	if (!all || memcmp(head, "SQLite format 3", 16) != 0)
		return SQLITE_NOTADB;
	page = (uint64_t)head[16] << 8 | head[17];
	page = page == 1 ? 65536 : page;
	pages = (uint64_t)head[28] << 24 | (uint64_t)head[29] << 16 |
	    (uint64_t)head[30] << 8 | head[31];
	return page * pages <= size || has_beside(path, "-wal") ? SQLITE_OK :
	    SQLITE_CORRUPT;
}

/* Whether SQLite may be asked about what is there, if anything is. */
static bool
is_whole(const char *path, struct err *err)
{
	struct stat sb;
	int code;

	if (stat(path, &sb) != 0) {
		if (errno != ENOENT)
			return fail(err, "%s: cannot open the library: %s; "
			    "choose another with --library", path,
			    strerror(errno));
		sb = (struct stat){ .st_mode = S_IFREG };
	}
	if (!S_ISREG(sb.st_mode))
		return fail(err, "%s: cannot open the library: not a file; "
		    "choose another with --library", path);
	/* SQLite makes the file before its log, and would drop the log. */
	if (sb.st_size == 0 && has_beside(path, "-wal"))
		return fail(err, "%s: the library is gone or empty, but not "
		    "its log (%s-wal); nothing was changed: put it back, or "
		    "move the log away", path, path);
	/* SQLite first puts back what a journal has. */
	code = sb.st_size && !has_beside(path, "-journal") ?
	    look_at_head(path, (uint64_t)sb.st_size) : SQLITE_OK;
	return code == SQLITE_OK || lib_fail_code(path, code, err,
	    "open the library");
}

/* Where nothing may be written a log cannot be kept; but nobody else can
 * write there either.  A log that is there must be read, though. */
static bool
is_frozen(const char *path)
{
	struct buf dir = { 0 };
	const char *slash = strrchr(path, '/');
	bool frozen;

	buf_add(&dir, slash ? slice_sub(slice_z(path), 0,
	    (size_t)(slash - path) + 1) : SLICE("."));
	frozen = !has_beside(path, "-wal") && (access(path, W_OK) != 0 ||
	    access(buf_z(&dir), W_OK) != 0);
	buf_free(&dir);
	return frozen;
}

static int
open_frozen(struct library *lib)
{
	struct buf b = { 0 };
	const char *p;
	int code;

	buf_addz(&b, "file:");
	for (p = lib->path; *p; p++)
		if (*p == '?' || *p == '#' || *p == '%')
			buf_printf(&b, "%%%02X", (unsigned char)*p);
		else
			buf_addc(&b, *p);
	buf_addz(&b, "?immutable=1");
	sqlite3_close(lib->db);
	code = sqlite3_open_v2(buf_z(&b), &lib->db, SQLITE_OPEN_READONLY |
	    SQLITE_OPEN_URI, NULL);
	buf_free(&b);
	return code;
}

/* SQLite's own would sleep ever longer, and miss the short times in which
 * one who writes a lot lets others do so.  By the clock: on a busy machine
 * a turn may take much longer than was asked for. */
static int
wait_turn(void *ctx, int tries)
{
	struct timespec turn = { .tv_nsec = TURN * 1000 };
	struct library *lib = ctx;

	if (tries == 0)
		lib->waiting = clock_ms();
	if (clock_ms() - lib->waiting >= lib->wait)
		return 0;
	nanosleep(&turn, NULL);
	return 1;
}

static int
open_file(struct library *lib)
{
	int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX |
	    (lib->mode == LIBRARY_WRITE ? SQLITE_OPEN_CREATE : 0);
	int code;

	if (lib->mode == LIBRARY_READ && is_frozen(lib->path))
		return open_frozen(lib);
	code = sqlite3_open_v2(lib->path, &lib->db, flags, NULL);
	if (code == SQLITE_OK)
		sqlite3_busy_handler(lib->db, wait_turn, lib);
	/* SQLite settles for reading where the file is read-only. */
	if (code == SQLITE_OK && lib->mode == LIBRARY_WRITE &&
	    sqlite3_db_readonly(lib->db, "main") == 1)
		code = SQLITE_READONLY;
	return code;
}

/* Others may write while we read, and a program that is killed leaves what
 * it committed: write-ahead log.  synchronous=NORMAL keeps that against
 * kill -9; against a loss of power up to the last checkpoint. */
static bool
configure(struct library *lib)
{
	bool write = lib->mode == LIBRARY_WRITE;

	return sqlite3_exec(lib->db, write ? CACHE_WRITE : CACHE_READ, NULL,
	    NULL, NULL) == SQLITE_OK &&
	    (!write || sqlite3_exec(lib->db, "PRAGMA journal_mode = WAL;"
	    "PRAGMA synchronous = NORMAL; PRAGMA secure_delete = OFF;"
	    "PRAGMA wal_autocheckpoint = 4000;", NULL, NULL, NULL) ==
	    SQLITE_OK) &&
	    sqlite3_exec(lib->db, "PRAGMA temp_store = MEMORY;", NULL, NULL,
	    NULL) == SQLITE_OK &&
	    (write || sqlite3_exec(lib->db, "PRAGMA query_only = 1;", NULL,
	    NULL, NULL) == SQLITE_OK);
}

static bool
open_library(struct library *lib, struct err *err)
{
	bool fresh;
	int code;

	if (!is_whole(lib->path, err))
		return false;
	fresh = !library_exists(lib->path);
	if (lib->mode == LIBRARY_READ && fresh)
		return fail(err, "%s: there is no library yet; \"lede "
		    "import\" makes one", lib->path);
	if (lib->mode == LIBRARY_WRITE && !make_folder(lib->path, err))
		return false;
	code = open_file(lib);
	if (code == SQLITE_OK)
		code = lib_tokenizer(lib->db);
	/* What merging frees is to be given back. */
	if (code == SQLITE_OK && fresh)
		code = sqlite3_exec(lib->db, "PRAGMA auto_vacuum = "
		    "INCREMENTAL", NULL, NULL, NULL);
	if (code != SQLITE_OK)
		return lib_fail_code(lib->path, code, err,
		    "open the library");
	return lib_schema(lib, err) && (configure(lib) ||
	    lib_fail(lib, err, "open the library"));
}

struct library *
library_open(const char *path, enum library_mode mode, struct err *err)
{
	struct library *lib = mem_alloc(1, sizeof(*lib));

	lib->path = path_of(path);
	lib->mode = mode;
	lib->wait = LIBRARY_WAIT;
	if (lib->path == NULL) {
		fail(err, "no home folder to keep the library in; choose a "
		    "file with --library");
	} else if (open_library(lib, err))
		return lib;
	library_close(lib);
	return NULL;
}

void
library_be_quick(struct library *lib)
{
	sqlite3_exec(lib->db, CACHE_READ, NULL, NULL, NULL);
	lib->wait = LIBRARY_GLANCE;
}

bool
library_was_busy(const struct library *lib)
{
	return lib->busy;
}

static void
forget(struct library *lib)
{
	lib_names_forget(lib);
	lib_pack_forget(lib);
	lib_pending_forget(lib);
	lib_file_forget(lib);
	lib->total = lib->unread = lib->spill = 0;
	lib->in_transaction = lib->broken = false;
	lib->code = SQLITE_OK;
}

static void
roll_back(struct library *lib)
{
	if (!sqlite3_get_autocommit(lib->db))
		lib_run(lib, lib_sql(lib, SQL_ROLLBACK));
	forget(lib);
}

void
library_close(struct library *lib)
{
	if (lib == NULL)
		return;
	if (lib->in_transaction)
		roll_back(lib);
	forget(lib);
	lib_forget(lib);
	sqlite3_close_v2(lib->db);
	free(lib->path);
	free(lib);
}

bool
library_begin(struct library *lib, struct err *err)
{
	if (lib->mode != LIBRARY_WRITE)
		return fail(err, "%s: the library was opened for reading "
		    "only", lib->path);
	lib->code = SQLITE_OK;
	if (!lib_run(lib, lib_sql(lib, SQL_BEGIN)))
		return lib_fail(lib, err, "write to the library");
	lib->in_transaction = true;
	return true;
}

int64_t
lib_spill(struct library *lib)
{
	sqlite3_stmt *st = lib_sql(lib, SQL_TOTAL_GET);
	int64_t days = 0;

	if (st != NULL && lib_row(lib, st))
		days = sqlite3_column_int64(st, 2);
	sqlite3_reset(st);
	return days;
}

static bool
flush_spill(struct library *lib)
{
	sqlite3_stmt *st;

	if (lib->spill == 0)
		return true;
	if ((st = lib_sql(lib, SQL_TOTAL_SPILL)) == NULL)
		return false;
	sqlite3_bind_int64(st, 1, lib->spill);
	lib->spill = 0;
	return lib_run(lib, st);
}

/* Writes what waits for the end of a transaction. */
static bool
flush(struct library *lib)
{
	sqlite3_stmt *st;

	if (lib->broken || lib->code || !lib_pending_flush(lib) ||
	    !lib_pack_flush(lib) ||
	    !lib_names_flush(lib) || !flush_spill(lib))
		return false;
	if (lib->total == 0 && lib->unread == 0)
		return true;
	if ((st = lib_sql(lib, SQL_TOTAL_ADD)) == NULL)
		return false;
	sqlite3_bind_int64(st, 1, lib->total);
	sqlite3_bind_int64(st, 2, lib->unread);
	lib->total = lib->unread = 0;
	return lib_run(lib, st);
}

bool
library_commit(struct library *lib, struct err *err)
{
	if (!lib->in_transaction)
		return true;
	if (flush(lib) && lib_run(lib, lib_sql(lib, SQL_COMMIT))) {
		lib->in_transaction = false;
		return true;
	}
	lib_fail(lib, err, "write to the library");
	roll_back(lib);
	return false;
}

bool
lib_enter(struct library *lib, bool *own, struct err *err)
{
	*own = !lib->in_transaction;
	return !*own || library_begin(lib, err);
}

bool
lib_leave(struct library *lib, bool own, bool ok, struct err *err)
{
	if (ok && lib->code == SQLITE_OK)
		return !own || library_commit(lib, err);
	lib_fail(lib, err, "write to the library");
	if (own)
		roll_back(lib);
	else
		lib->broken = true;
	return false;
}

/* One step of it; *more: there was something to do. */
static bool
merge(struct library *lib, int pages, bool *more)
{
	int before = sqlite3_total_changes(lib->db);
	sqlite3_stmt *st = lib_sql(lib, SQL_WORDS_MERGE);

	if (st == NULL)
		return false;
	sqlite3_bind_int(st, 1, pages);
	if (!lib_run(lib, st))
		return false;
	/* By FTS5's manual: the statement itself is one change. */
	*more = sqlite3_total_changes(lib->db) - before >= 2;
	return true;
}

/* Gives back some of the pages that nothing uses; *more: there are some. */
static bool
shrink(struct library *lib, bool *more)
{
	int64_t before, after;
	char sql[64];

	sqlite3_snprintf(sizeof(sql), sql, "PRAGMA incremental_vacuum(%d)",
	    PAGES);
	if (!lib_number(lib, "PRAGMA freelist_count", &before) ||
	    sqlite3_exec(lib->db, sql, NULL, NULL, NULL) != SQLITE_OK ||
	    !lib_number(lib, "PRAGMA freelist_count", &after))
		return false;
	*more = after > 0 && after < before;
	return true;
}

bool
library_tidy(struct library *lib, bool whole, unsigned budget, bool *more,
    struct err *err)
{
	int64_t end = clock_ms() + budget;
	bool own, ok, merging = true;

	*more = true;
	if (!lib_enter(lib, &own, err))
		return false;
	ok = merge(lib, whole ? -PAGES : PAGES, &merging);
	while (ok && merging && clock_ms() < end)
		ok = merge(lib, PAGES, &merging);
	while (ok && *more && !merging && clock_ms() < end)
		ok = shrink(lib, more);
	return lib_leave(lib, own, ok, err);
}

bool
library_totals(struct library *lib, struct library_count *count,
    struct err *err)
{
	sqlite3_stmt *st = lib_sql(lib, SQL_TOTAL_GET);

	*count = (struct library_count){ .all = 0 };
	if (st == NULL || !lib_row(lib, st))
		return lib_fail(lib, err, "read the library");
	count->all = sqlite3_column_int64(st, 0);
	count->unread = sqlite3_column_int64(st, 1);
	sqlite3_reset(st);
	return true;
}
