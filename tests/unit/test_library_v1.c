/* A library of version 1 is brought up to date, and nothing of it is lost. */
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>
#include <zlib.h>

#include "base/arena.h"
#include "base/buf.h"
#include "store/library_impl.h"
#include "test.h"

static char dir[] = "/tmp/lede-v1-XXXXXX";
static char path[64];

/* As it was; released or not, it is on the disks of some. */
static const char schema[] =
	"PRAGMA journal_mode = WAL; PRAGMA application_id = 0x4C454445;"
	"CREATE TABLE story(id INTEGER PRIMARY KEY, of INTEGER, "
	" kind INTEGER NOT NULL, headline TEXT, url TEXT, published TEXT, "
	" language TEXT, comments INTEGER, words INTEGER, versions INTEGER, "
	" added INTEGER, text_hash INTEGER, sketch BLOB, names BLOB, "
	" file INTEGER, part INTEGER, offset INTEGER, length INTEGER, "
	" form INTEGER, charset TEXT, block INTEGER, at INTEGER);"
	"CREATE INDEX story_of ON story(of) WHERE of IS NOT NULL;"
	"CREATE TABLE file(id INTEGER PRIMARY KEY, path TEXT UNIQUE, "
	" size INTEGER, mtime INTEGER, done INTEGER NOT NULL DEFAULT 0, "
	" whole INTEGER NOT NULL DEFAULT 0);"
	"CREATE TABLE block(id INTEGER PRIMARY KEY, size INTEGER, "
	" bytes BLOB);"
	"CREATE TABLE name(id INTEGER PRIMARY KEY, kind INTEGER, key TEXT, "
	" text TEXT, stories INTEGER, unread INTEGER, UNIQUE(kind, key));"
	"CREATE INDEX name_count ON name(kind, stories);"
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
	"INSERT INTO total VALUES(2, 1, 0);"
	"CREATE VIRTUAL TABLE words USING fts5(terms, headline, body, "
	" comments, content='', detail=none, columnsize=0, tokenize='lede');"
	"INSERT INTO words(words, rank) VALUES('hashsize', 16777216);"
	"PRAGMA user_version = 1;";

/* The first story was taken in twice: its older text is 99. */
static const char content[] =
	"INSERT INTO name VALUES(1, 0, 'world', 'World', 2, 1), "
	"(2, 1, 'deir ez zor', 'Deir ez-Zor', 1, 0), "
	"(3, 2, 'times', 'Times', 2, 1), (4, 3, 'ann', 'Ann', 2, 1);"
	"INSERT INTO file VALUES(1, '/a/b/one.txt', 70, 5, 1, 1), "
	"(2, '/a/b/two.txt', 71, 6, 0, 0), (3, 'three', 72, 7, 2, 1);"
	"INSERT INTO mark VALUES(1100000000000, 3, 'look again');"
	"INSERT INTO step VALUES(7, 'marked as read');"
	"INSERT INTO undo VALUES(7, 1100000000000, 2, 'look again');"
	"INSERT INTO state VALUES(1100000000000, x'666f6c6473');"
	"INSERT INTO saved VALUES('mine', 'tag:deir');";

/* A story of a block of that version: numbers below 128 are one byte. */
static void
put_item(struct buf *b, const char *source, const char *own_line)
{
	size_t n = strlen(source), at;

	buf_addc(b, (char)n);
	buf_addz(b, source);
	/* The body: a line of its own, then the second of the source. */
	at = slice_chr(slice_z(source), '\n') + 1;
	buf_addc(b, (char)(strlen(own_line) * 2));
	buf_addz(b, own_line);
	buf_addc(b, (char)((n - at) * 2 + 1));
	buf_addc(b, (char)at);
	buf_addc(b, 0);
	buf_addz(b, "\x12" "Ann\nOh no");	/* comments */
	buf_addc(b, 0);
	buf_addc(b, 1);				/* related */
	buf_addz(b, "\x0A" "The ferry.");
	buf_addc(b, 0);
}

static void
deflate_it(struct buf *out, struct slice x)
{
	z_stream z = { .next_in = (Bytef *)x.s, .avail_in = (uInt)x.len };

	CHECK(deflateInit2(&z, 5, Z_DEFLATED, -15, 9, Z_DEFAULT_STRATEGY) ==
	    Z_OK);
	z.next_out = (Bytef *)buf_reserve(out, x.len + 1000);
	z.avail_out = (uInt)x.len + 1000;
	CHECK(deflate(&z, Z_FINISH) == Z_STREAM_END);
	out->len = z.total_out;
	deflateEnd(&z);
}

static void
put_story(sqlite3 *db, const char *values, size_t at)
{
	char *sql = sqlite3_mprintf("INSERT INTO story(id, of, kind, "
	    "headline, url, published, comments, versions, names, file, "
	    "part, length, form, block, at) VALUES(%s, 4, %lld)", values,
	    (long long)at);

	CHECK_EQ(sqlite3_exec(db, sql, NULL, NULL, NULL), SQLITE_OK);
	sqlite3_free(sql);
}

static void
make_old(void)
{
	struct buf raw = { 0 }, packed = { 0 };
	size_t second, third;
	sqlite3_stmt *st;
	sqlite3 *db;

	put_item(&raw, "The quarry\nIt opened.", "Old text.\n");
	second = raw.len;
	put_item(&raw, "The ferry\nIt left at xylophone.", "Own line.\n");
	third = raw.len;
	put_item(&raw, "The quarry\nIt opened again.", "New text.\n");
	deflate_it(&packed, buf_slice(&raw));
	CHECK_EQ(sqlite3_open(path, &db), SQLITE_OK);
	CHECK_EQ(lib_tokenizer(db), SQLITE_OK);
	CHECK_EQ(sqlite3_exec(db, schema, NULL, NULL, NULL), SQLITE_OK);
	CHECK_EQ(sqlite3_exec(db, content, NULL, NULL, NULL), SQLITE_OK);
	sqlite3_prepare_v2(db, "INSERT INTO block VALUES(4, ?1, ?2)", -1,
	    &st, NULL);
	sqlite3_bind_int64(st, 1, (int64_t)raw.len);
	lib_bind_blob(st, 2, buf_slice(&packed));
	CHECK_EQ(sqlite3_step(st), SQLITE_DONE);
	sqlite3_finalize(st);
	/* The names are number * NAME_KINDS + kind each. */
	put_story(db, "1100000000000, NULL, 0, 'The quarry opens', "
	    "'https://a.example/1', '2017-03-29T16:21', 2, 1, x'050b1117', "
	    "1, 0, 70, 0", third);
	put_story(db, "99, 1100000000000, 1, 'The quarry', "
	    "'https://a.example/1', '2017-03-29T16:20', 1, 0, x'05', 1, 0, "
	    "70, 0", 0);
	put_story(db, "3, NULL, 0, 'The ferry.', NULL, NULL, 1, 0, "
	    "x'051117', 3, 1, 72, 0", second);
	sqlite3_close(db);
	buf_free(&raw);
	buf_free(&packed);
}

/* The one story of a query; 0: there are none, or several. */
static int64_t
find(struct library *lib, const char *text, struct library_row *row,
    struct arena *a)
{
	struct query *q = query_parse(slice_z(text), NULL);
	struct search_run *run = library_search(lib, q, BY_DATE, 0, 10, NULL);
	struct library_row *rows;
	bool done = false;
	size_t n = 0;

	CHECK(search_step(run, 0, a, &rows, &n, &done, NULL));
	search_free(run);
	query_free(q);
	if (n != 1)
		return 0;
	*row = rows[0];
	return rows[0].id;
}

static void
check_stories(struct library *lib)
{
	struct arena a = { 0 };
	struct library_row row = { 0 };
	struct library_count c;
	struct library_link *links;
	struct record r;
	struct buf b = { 0 };
	int64_t id;
	size_t n;

	CHECK(library_totals(lib, &c, NULL));
	CHECK_EQ(c.all, 2);
	CHECK_EQ(c.unread, 1);
	CHECK((id = find(lib, "again section:world starred", &row, &a)) > 0);
	CHECK_STR(row.headline, "The quarry opens");
	CHECK_STR(row.published, "2017-03-29T16:21");
	CHECK_EQ(row.versions, 1);
	CHECK(row.read);
	CHECK(library_note_get(lib, id, &b));
	CHECK_STR(buf_slice(&b), "look again");
	buf_clear(&b);
	CHECK(library_state_get(lib, id, &b));
	CHECK_STR(buf_slice(&b), "folds");
	CHECK(library_source(lib, id, &r, &a, NULL));
	CHECK_STR(r.source, "The quarry\nIt opened again.");
	CHECK_STR(r.path, "/a/b/one.txt");
	CHECK(library_links(lib, id, LINKS_VERSIONS, 9, &a, &links, &n,
	    NULL));
	CHECK_EQ(n, 1);
	CHECK_EQ(find(lib, "tag:\"deir ez-zor\" author:ann source:times",
	    &row, &a), id);
	CHECK((id = find(lib, "xylophone unread", &row, &a)) > 0);
	CHECK(library_source(lib, id, &r, &a, NULL));
	CHECK_STR(r.body, "Own line.\nIt left at xylophone.");
	CHECK_STR(r.path, "three");
	CHECK_EQ(r.part, 1);
	CHECK(library_links(lib, id, LINKS_LISTED, 9, &a, &links, &n, NULL));
	CHECK_EQ(n, 1);
	buf_free(&b);
	arena_free(&a);
}

static void
check_rest(struct library *lib)
{
	struct library_file f = { SLICE("/a/b/one.txt"), 70, 5, 0, false };
	struct arena a = { 0 };
	struct library_row row = { 0 };
	struct buf b = { 0 };
	struct slice what;

	CHECK(library_file_get(lib, &f));
	CHECK(f.whole);
	f = (struct library_file){ SLICE("/a/b/two.txt"), 71, 6, 0, false };
	CHECK(library_file_get(lib, &f));
	CHECK(!f.whole);
	f.size = 70;
	CHECK(!library_file_get(lib, &f));
	CHECK(library_saved(lib, SLICE("mine"), &b));
	CHECK_STR(buf_slice(&b), "tag:deir");
	CHECK(library_undo(lib, &what, &a, NULL));
	CHECK_STR(what, "marked as read");
	CHECK(find(lib, "starred unread", &row, &a) > 0);
	buf_free(&b);
	arena_free(&a);
}

int
main(void)
{
	struct err err = { "" };
	struct library *lib;
	char command[80];
	int64_t n;

	if (mkdtemp(dir) == NULL)
		return 1;
	snprintf(path, sizeof(path), "%s/library.db", dir);
	make_old();
	CHECK(library_open(path, LIBRARY_READ, &err) == NULL);
	CHECK(strstr(err.text, "older") != NULL);
	lib = library_open(path, LIBRARY_WRITE, &err);
	CHECK(lib != NULL);
	if (lib == NULL) {
		printf("%s\n", err.text);
		return 1;
	}
	CHECK(lib_number(lib, "PRAGMA user_version", &n));
	CHECK_EQ(n, 2);
	CHECK(lib_number(lib, "SELECT count(*) FROM sqlite_master WHERE "
	    "name LIKE 'old%'", &n));
	CHECK_EQ(n, 0);
	check_stories(lib);
	check_rest(lib);
	library_close(lib);
	/* It is up to date: read-only will do. */
	lib = library_open(path, LIBRARY_READ, &err);
	CHECK(lib != NULL);
	library_close(lib);
	snprintf(command, sizeof(command), "rm -rf %s", dir);
	CHECK(system(command) == 0);
	return test_done("library_v1");
}
