#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "app/app.h"
#include "app/shelf.h"
#include "base/file.h"
#include "store/library.h"
#include "test.h"

static char dir[] = "/tmp/lede-shelf-XXXXXX";

static const char page[] =
    "<!DOCTYPE html><meta charset=utf-8><title>The mill goes round</title>"
    "<article><h1>The mill goes round</h1><p>The mill by the upper weir went "
    "round again on Friday, for the first time since the flood, and nobody "
    "was there to see it but the miller and his two dogs.<p>It ground for an "
    "hour.</article>";

static char *
in_dir(const char *name)
{
	static char path[2][64];
	static int turn;

	turn = !turn;
	snprintf(path[turn], sizeof(path[turn]), "%s/%s", dir, name);
	return path[turn];
}

static void
write_file(const char *path, struct slice x)
{
	FILE *f = fopen(path, "w");

	CHECK(f != NULL);
	fwrite(x.s, 1, x.len, f);
	fclose(f);
}

/* Takes a text in; 0: it failed. */
static int64_t
take_in(struct library *lib, struct slice text, const char *path, bool stored)
{
	struct buf bytes = { 0 };
	struct arena a = { 0 };
	enum library_added added;
	struct record r;
	struct doc *d;
	struct err err;
	int64_t id = 0;

	buf_add(&bytes, text);
	d = load_bytes(&bytes, path, NULL);
	record_of_doc(&r, d, &a);
	r.path = slice_z(path);
	r.length = text.len;
	if (stored)
		r.source = text;
	CHECK(library_begin(lib, &err));
	CHECK(library_add(lib, &r, &added, &id, &err));
	CHECK(library_commit(lib, &err));
	doc_free(d);
	arena_free(&a);
	buf_free(&bytes);
	return id;
}

static struct slice plain = SLICE_INIT("A letter about the weir\n\nSir, the "
    "weir leaks. I have said so every year since it was built, and every "
    "year I have been told that weirs do.\n");

static void
test_stories(int64_t stored, int64_t away)
{
	struct stories ss = { .state_dir = "" };
	struct buf b = { 0 };
	struct err err;
	size_t i, k;

	ss.shelf = shelf_new(in_dir("library.db"));
	CHECK(shelf_opened(ss.shelf) == NULL);
	i = stories_add_id(&ss, stored, &err);
	CHECK_EQ(i, 0);
	CHECK_EQ(stories_add_id(&ss, stored, &err), 0);
	CHECK(shelf_opened(ss.shelf) != NULL);
	CHECK(slice_eq(story_title(&ss.at[0]), SLICE("The mill goes round")));
	k = stories_add_id(&ss, away, &err);
	CHECK_EQ(k, 1);
	CHECK(stories_add_id(&ss, 987654321, &err) == SLICE_NONE);
	CHECK(strstr(err.text, "987654321") != NULL);
	CHECK(!stories_index_one(&ss));

	/* The file is not there; its bytes are. */
	CHECK(story_load(&ss, i, ORDER_PAGE, &err));
	CHECK_EQ(ss.at[i].doc->nblocks, 2);
	CHECK(story_head(&ss, i, 15, &b, &err));
	CHECK(slice_eq(buf_slice(&b), SLICE("<!DOCTYPE html>")));
	ss.at[i].charset = "KOI8-R";
	CHECK(stories_reload(&ss, i, ORDER_PAGE, &err));
	CHECK(!strcmp(ss.at[i].doc->charset.name, "KOI8-R"));

	/* The other way around. */
	buf_clear(&b);
	CHECK(story_load(&ss, k, ORDER_PAGE, &err));
	CHECK(slice_eq(ss.at[k].doc->headline,
	    SLICE("A letter about the weir")));
	CHECK(story_head(&ss, k, 8, &b, &err));
	CHECK(slice_eq(buf_slice(&b), SLICE("A letter")));
	remove(in_dir("weir.txt"));
	CHECK(!stories_reload(&ss, k, ORDER_PAGE, &err));
	CHECK(ss.at[k].doc != NULL);
	buf_free(&b);
	shelf_free(ss.shelf);
	stories_free(&ss);
}

static void
test_trouble(void)
{
	struct shelf *s = shelf_new(in_dir("none.db"));
	struct err err = { "" };

	CHECK(shelf_library(s, &err) == NULL);
	CHECK(strstr(err.text, "no library yet") != NULL);
	CHECK(!library_exists(in_dir("none.db")));
	shelf_free(s);
	write_file(in_dir("odd.db"), SLICE("this is no database at all"));
	s = shelf_new(in_dir("odd.db"));
	*err.text = '\0';
	CHECK(shelf_library(s, &err) == NULL);
	CHECK(strstr(err.text, "no library") != NULL);
	shelf_free(s);
	shelf_free(NULL);
	CHECK(shelf_opened(NULL) == NULL);
}

/* Somebody else writes: no waiting, and the shelf knows why. */
static void
test_busy(int64_t id)
{
	struct shelf *s = shelf_new(in_dir("library.db"));
	struct library *other, *lib;
	struct err err = { "" };

	lib = shelf_library(s, &err);
	other = library_open(in_dir("library.db"), LIBRARY_WRITE, &err);
	CHECK(lib && other && library_begin(other, &err));
	CHECK(!library_mark(lib, id, MARK_READ, true, &err));
	CHECK(library_was_busy(lib));
	CHECK(library_commit(other, &err));
	CHECK(library_mark(lib, id, MARK_READ, true, &err));
	library_close(other);
	CHECK(shelf_writable(s, &err));
	shelf_free(s);
}

static void
test_read_only(void)
{
	struct shelf *s;
	struct err err = { "" };

	if (geteuid() == 0)
		return;			/* may write everywhere */
	chmod(in_dir("library.db"), 0400);
	chmod(dir, 0500);
	s = shelf_new(in_dir("library.db"));
	CHECK(shelf_library(s, &err) != NULL);
	CHECK(!shelf_writable(s, &err));
	CHECK(*err.text);
	shelf_free(s);
	chmod(dir, 0700);
}

int
main(void)
{
	static const char *const names[] = {
		"library.db", "library.db-wal", "library.db-shm", "odd.db",
		"weir.txt"
	};
	struct library *lib;
	struct err err = { "" };
	int64_t stored, away;
	size_t i;

	CHECK(mkdtemp(dir) != NULL);
	write_file(in_dir("weir.txt"), plain);
	lib = library_open(in_dir("library.db"), LIBRARY_WRITE, &err);
	CHECK(lib != NULL);
	stored = take_in(lib, slice_z(page), "/nowhere/mill.html", true);
	away = take_in(lib, plain, in_dir("weir.txt"), false);
	library_close(lib);
	test_stories(stored, away);
	test_trouble();
	test_busy(stored);
	test_read_only();
	for (i = 0; i < sizeof(names) / sizeof(*names); i++)
		remove(in_dir(names[i]));
	rmdir(dir);
	return test_done("shelf");
}
