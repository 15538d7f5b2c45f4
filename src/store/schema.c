#include "store/library_impl.h"

#include "text/terms.h"

#define APPLICATION 0x4C454445		/* "LEDE", PRAGMA application_id */

/*
 * What brings a library from one version to the next; the first makes an
 * empty file one.  Never changed once released, only added to.
 */
static const char *const steps[] = {
	"PRAGMA application_id = 0x4C454445;"
	/* A story, a former version of one, or the same text elsewhere: both
	 * are `of` the one that is shown. */
	"CREATE TABLE story(id INTEGER PRIMARY KEY, of INTEGER, "
	" kind INTEGER NOT NULL, headline TEXT, url TEXT, published TEXT, "
	" language TEXT, comments INTEGER, words INTEGER, versions INTEGER, "
	" added INTEGER, text_hash INTEGER, sketch BLOB, names BLOB, "
	" file INTEGER, part INTEGER, offset INTEGER, length INTEGER, "
	" form INTEGER, charset TEXT, block INTEGER, at INTEGER, titles TEXT);"
	"CREATE INDEX story_of ON story(of) WHERE of IS NOT NULL;"
	"CREATE TABLE folder(id INTEGER PRIMARY KEY, path TEXT UNIQUE);"
	"CREATE TABLE file(id INTEGER PRIMARY KEY, folder INTEGER, "
	" name TEXT, size INTEGER, mtime INTEGER, "
	" done INTEGER NOT NULL DEFAULT 0, "
	" whole INTEGER NOT NULL DEFAULT 0);"
	"CREATE TABLE block(id INTEGER PRIMARY KEY, size INTEGER, "
	" bytes BLOB);"
	"CREATE TABLE name(id INTEGER PRIMARY KEY, kind INTEGER, key TEXT, "
	" text TEXT, stories INTEGER, unread INTEGER, UNIQUE(kind, key));"
	"CREATE INDEX name_count ON name(kind, stories);"
	/* Addresses, texts and sketches as hashes. */
	"CREATE TABLE print(key INTEGER, story INTEGER, "
	" PRIMARY KEY(key, story)) WITHOUT ROWID;"
	"CREATE TABLE mark(story INTEGER PRIMARY KEY, flags INTEGER, "
	" note TEXT);"
	"CREATE INDEX mark_starred ON mark(story) WHERE flags & 2;"
	"CREATE INDEX mark_note ON mark(story) WHERE note <> '';"
	"CREATE TABLE step(id INTEGER PRIMARY KEY, what TEXT);"
	"CREATE TABLE undo(step INTEGER, story INTEGER, flags INTEGER, "
	" note TEXT, PRIMARY KEY(step, story)) WITHOUT ROWID;"
	"CREATE TABLE state(story INTEGER PRIMARY KEY, bytes BLOB);"
	"CREATE TABLE saved(name TEXT PRIMARY KEY, query TEXT);"
	"CREATE TABLE total(stories INTEGER, unread INTEGER, "
	" spill INTEGER);"
	"INSERT INTO total VALUES(0, 0, 0);"
	"CREATE VIRTUAL TABLE words USING fts5(terms, content='', "
	" detail=none, columnsize=0, tokenize='lede');"
	"INSERT INTO words(words, rank) VALUES('hashsize', 16777216);"
	/* Short transactions make many small parts: fewer, larger merges,
	 * and never all that are there at once. */
	"INSERT INTO words(words, rank) VALUES('automerge', 16);"
	"INSERT INTO words(words, rank) VALUES('crisismerge', 64);"
};
#define FIRST 2				/* 1 had other tables, before 0.1 */
#define NEWEST (FIRST - 1 + (int)(sizeof(steps) / sizeof(*steps)))

/* An empty file may become a library; a database of another program not. */
static bool
is_ours(struct library *lib, struct err *err, int *version)
{
	int64_t id, tables, known;

	if (!lib_number(lib, "PRAGMA user_version", &known) ||
	    !lib_number(lib, "PRAGMA application_id", &id) ||
	    !lib_number(lib, "SELECT count(*) FROM sqlite_master", &tables))
		return lib_fail(lib, err, "open the library");
	*version = (int)known;
	if (id != APPLICATION && (tables || *version || id))
		return fail(err, "%s: a database of another program; it was "
		    "left as it is: choose another file with --library",
		    lib->path);
	if (*version && *version < FIRST)
		return fail(err, "%s: a library of a lede before 0.1; it was "
		    "left as it is: import again into another, with --library",
		    lib->path);
	if (*version > NEWEST)
		return fail(err, "%s: a library of a newer lede (version %d, "
		    "this one knows %d); it was left as it is: use that one",
		    lib->path, *version, NEWEST);
	return true;
}

static bool
migrate(struct library *lib, struct err *err)
{
	char set[64];
	int version = 0;

	if (!lib_run(lib, lib_sql(lib, SQL_BEGIN)))
		return lib_fail(lib, err, "make or update the library");
	/* Another program may have been faster. */
	if (!is_ours(lib, err, &version)) {
		lib_run(lib, lib_sql(lib, SQL_ROLLBACK));
		return false;
	}
	version = version ? version + 1 : FIRST;
	for (; version <= NEWEST; version++) {
		sqlite3_snprintf(sizeof(set), set,
		    "PRAGMA user_version = %d", version);
		if (sqlite3_exec(lib->db, steps[version - FIRST], NULL, NULL,
		    NULL) ||
		    sqlite3_exec(lib->db, set, NULL, NULL, NULL)) {
			lib_fail(lib, err, "make or update the library");
			lib_run(lib, lib_sql(lib, SQL_ROLLBACK));
			return false;
		}
	}
	if (!lib_run(lib, lib_sql(lib, SQL_COMMIT)))
		return lib_fail(lib, err, "make or update the library");
	return true;
}

bool
lib_schema(struct library *lib, struct err *err)
{
	int version = 0;

	if (!is_ours(lib, err, &version))
		return false;
	if (version == NEWEST)
		return true;
	if (lib->mode == LIBRARY_WRITE)
		return migrate(lib, err);
	if (version > 0)
		return fail(err, "%s: a library of an older lede; \"lede "
		    "import\" brings it up to date", lib->path);
	return fail(err, "%s: there is no library yet; \"lede import\" "
	    "makes one", lib->path);
}

/* ---- the tokenizer ---- */

typedef int put_token(void *, int, const char *, int, int, int);

static int
tokenizer_new(void *ctx, const char **args, int n, Fts5Tokenizer **out)
{
	(void)ctx;
	(void)args;
	(void)n;
	*out = (Fts5Tokenizer *)tokenizer_new;	/* it has no state */
	return SQLITE_OK;
}

static void
tokenizer_free(Fts5Tokenizer *t)
{
	(void)t;
}

/* What was cut already (lib_terms()) is one term each, as it is. */
static int
cut_terms(void *ctx, struct slice text, put_token *put)
{
	struct slice term;
	int code = SQLITE_OK;

	text = slice_from(text, 1);
	while (code == SQLITE_OK && slice_cut(&text, LIB_NEXT, &term))
		if (term.len)
			code = put(ctx, 0, term.s, (int)term.len, 0, 0);
	return code;
}

static int
tokenize(Fts5Tokenizer *t, void *ctx, int flags, const char *s, int n,
    put_token *put)
{
	struct terms terms = { .text = { s, n > 0 ? (size_t)n : 0 } };
	struct slice term;
	int code = SQLITE_OK;

	(void)t;
	(void)flags;
	if (n > 0 && *s == LIB_MARK)
		return put(ctx, 0, s, n, 0, 0);
	if (n > 0 && *s == LIB_NEXT)
		return cut_terms(ctx, terms.text, put);
	while (code == SQLITE_OK && terms_next(&terms, &term))
		code = put(ctx, 0, term.s, (int)term.len, (int)terms.start,
		    (int)terms.end);
	return code;
}

int
lib_tokenizer(sqlite3 *db)
{
	fts5_tokenizer t = { tokenizer_new, tokenizer_free, tokenize };
	sqlite3_stmt *st;
	fts5_api *api = NULL;
	int code = sqlite3_prepare_v2(db, "SELECT fts5(?1)", -1, &st, NULL);

	if (code != SQLITE_OK)
		return code;
	sqlite3_bind_pointer(st, 1, &api, "fts5_api_ptr", NULL);
	sqlite3_step(st);
	sqlite3_finalize(st);
	if (api == NULL)
		return SQLITE_ERROR;
	return api->xCreateTokenizer(api, "lede", NULL, &t, NULL);
}
