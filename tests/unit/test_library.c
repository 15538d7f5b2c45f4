#include <fcntl.h>
#include <signal.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/file.h"
#include "store/library.h"
#include "runs.h"
#include "test.h"

static char dir[] = "/tmp/lede-library-XXXXXX";
static char path[64];
static struct arena made;		/* the stories */

static struct slices
list(struct slice *at, size_t n)
{
	return (struct slices){ at, n, n };
}

/* A story of its own words. */
static struct record
story(int i, struct buf *text)
{
	static struct slice tags[2], section[1], authors[1], related[1],
	    urls[1];
	struct record r = { .form = 0 };
	struct arena *a = &made;
	struct doc *d = doc_new("x");
	struct block *b;
	struct buf s = { 0 };
	int k;

	buf_clear(text);
	for (k = 0; k < 40; k++)
		buf_printf(text, "word%d ", (i * 7919 + k * k * 31) % 5003);
	b = doc_add_block(d, BLOCK_PARAGRAPH, buf_slice(text));
	(void)b;
	record_of_doc(&r, d, a);
	r.body = arena_dup(a, r.body);
	doc_free(d);
	buf_printf(&s, "The headline of story number %d is here", i);
	r.headline = arena_dup(a, buf_slice(&s));
	buf_clear(&s);
	buf_printf(&s, "https://a.example/%d", i);
	r.url = arena_dup(a, buf_slice(&s));
	buf_clear(&s);
	buf_printf(&s, "The headline of story number %d is\xE2\x80\xA6",
	    i + 1);
	related[0] = arena_dup(a, buf_slice(&s));
	urls[0] = SLICE("");
	tags[0] = SLICE("Deir ez-Zor");
	tags[1] = i % 2 ? SLICE("Odd") : SLICE("Even");
	section[0] = SLICE("World");
	authors[0] = SLICE("Ann Other");
	r.tags = list(tags, 2);
	r.section = list(section, 1);
	r.authors = list(authors, 1);
	r.related = list(related, 1);
	r.related_urls = list(urls, 1);
	r.site = SLICE("Example Times");
	buf_clear(&s);
	buf_printf(&s, "2017-%02d-%02dT16:21:00+03:00", i < 30 ? 3 : 4,
	    i < 30 ? 29 + i / 10 : i / 10 - 2);
	r.published = arena_dup(a, buf_slice(&s));
	r.day = record_day(r.published);
	buf_free(&s);
	r.ncomments = (uint32_t)i;
	r.comments = SLICE("Bob\nI never said zanzibar");
	r.source = r.body;
	return r;
}

static size_t
count(struct library *lib, const char *text, enum library_order order)
{
	struct err err = { "" };
	struct query *q = query_parse(slice_z(text), &err);
	struct search_run *run;
	struct library_row *rows;
	struct arena a = { 0 };
	size_t n, all = 0;
	bool done = false;

	CHECK_STR(slice_z(err.text), "");
	if (q == NULL)
		return 0;
	run = library_search(lib, q, order, 0, 1000);
	while (!done) {
		CHECK(search_step(run, 0, &a, &rows, &n, &done, &err));
		all += n;
	}
	CHECK_STR(slice_z(err.text), "");
	search_free(run);
	query_free(q);
	arena_free(&a);
	return all;
}

static void
test_adding(struct library *lib)
{
	struct buf text = { 0 };
	enum library_added added;
	struct record r;
	struct err err = { "" };
	int64_t id, again;
	int i;

	CHECK(library_begin(lib, &err));
	for (i = 0; i < 100; i++) {
		r = story(i, &text);
		CHECK(library_add(lib, &r, &added, &id, &err));
		CHECK_EQ(added, ADDED_NEW);
	}
	CHECK(library_add(lib, &r, &added, &again, &err));
	CHECK_EQ(added, ADDED_SAME);
	CHECK_EQ(again, id);
	r.url = SLICE("https://b.example/other");
	r.headline = SLICE("Another paper has it too");
	CHECK(library_add(lib, &r, &added, &again, &err));
	CHECK_EQ(added, ADDED_COPY);
	CHECK_EQ(again, id);
	r = story(5, &text);
	r.text_hash ^= 1;
	r.body = SLICE("something else altogether xylophone");
	CHECK(library_add(lib, &r, &added, &again, &err));
	CHECK_EQ(added, ADDED_VERSION);
	CHECK(library_commit(lib, &err));
	CHECK_STR(slice_z(err.text), "");
	buf_free(&text);
}

static size_t
versions(struct library *lib, int64_t id)
{
	struct arena a = { 0 };
	struct library_link *links;
	struct library_row row;
	struct err err = { "" };
	size_t n = 0;

	CHECK(all_links(lib, id, LINKS_VERSIONS, 10, &a, &links, &n,
	    &err));
	CHECK(library_row_get(lib, id, &row, &a));
	CHECK_EQ(row.versions, n);
	arena_free(&a);
	return n;
}

/* The copy of a story that changes: all of it stays with that story. */
static void
test_copy_changes(void)
{
	struct err err = { "" };
	struct buf text = { 0 };
	enum library_added added;
	struct library *lib;
	struct record r = story(1, &text);
	int64_t id, again;
	char file[80];

	snprintf(file, sizeof(file), "%s/changes.db", dir);
	lib = library_open(file, LIBRARY_WRITE, &err);
	CHECK(library_add(lib, &r, &added, &id, &err));
	r.url = SLICE("https://b.example/copy");
	CHECK(library_add(lib, &r, &added, &again, &err));
	CHECK_EQ(added, ADDED_COPY);
	CHECK_EQ(versions(lib, id), 1);
	r.text_hash ^= 1;
	CHECK(library_add(lib, &r, &added, &again, &err));
	CHECK_EQ(added, ADDED_VERSION);
	CHECK_EQ(again, id);
	CHECK_EQ(versions(lib, id), 2);
	library_close(lib);
	buf_free(&text);
}

static void
test_search(struct library *lib)
{
	static const struct { const char *query; size_t n; } cases[] = {
		{ "", 100 }, { "headline", 100 }, { "HEADLINE story", 100 },
		{ "\"story number 17\"", 1 }, { "\"number story\"", 0 },
		{ "zanzibar", 100 }, { "zanz*", 100 }, { "nowhere", 0 },
		{ "xylophone", 1 }, { "tag:odd", 50 },
		{ "tag:\"deir ez-zor\" tag:even", 50 }, { "tag:zor", 100 },
		{ "tag:od*", 50 }, { "author:other", 100 },
		{ "source:\"example times\" -tag:odd", 50 },
		{ "NOT tag:odd", 50 }, { "tag:odd OR tag:even", 100 },
		{ "tag:odd AND (\"number 17\" OR \"number 18\")", 1 },
		{ "comments:>90", 9 }, { "comments:17", 1 },
		{ "comments:<3", 3 }, { "after:2017-04-01", 70 },
		{ "before:2017-04-01", 30 },
		{ "after:2017-04-01 before:2017-04-02 tag:odd", 5 },
		{ "before:2017-03-30 OR comments:>=99", 11 },
		{ "unread", 100 }, { "read", 0 }, { "starred", 0 },
		{ "month:2017-03", 30 }, { "section:world has:note", 0 }
	};
	size_t i;

	for (i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		size_t n = count(lib, cases[i].query, BY_DATE);

		CHECK_EQ(n, cases[i].n);
		if (n != cases[i].n)
			printf("\t%s\n", cases[i].query);
		CHECK_EQ(count(lib, cases[i].query, BY_COMMENTS),
		    cases[i].n);
		CHECK_EQ(count(lib, cases[i].query, BY_RELEVANCE),
		    cases[i].n);
		CHECK_EQ(count(lib, cases[i].query, BY_ADDED), cases[i].n);
	}
}

/* Long searches must not be too deep for the index. */
static void
test_long(struct library *lib)
{
	static const struct { const char *piece; size_t n, found; } cases[] = {
		{ "headline ", 100, 100 }, { "-nowhere ", 60, 100 },
		{ "headline -nowhere ", 45, 100 },
		{ "headline OR ", 100, 100 }, { "story tag:odd OR ", 60, 100 }
	};
	struct buf b = { 0 };
	size_t i, k;

	for (i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		buf_clear(&b);
		for (k = 0; k < cases[i].n; k++)
			buf_addz(&b, cases[i].piece);
		buf_addz(&b, "headline");
		CHECK_EQ(count(lib, buf_z(&b), BY_DATE), cases[i].found);
	}
	buf_free(&b);
}

static int64_t
find(struct library *lib, const char *title)
{
	int64_t ids[4];
	size_t n = library_resolve(lib, slice_z(title), SLICE(""), ids, 4);

	return n == 1 ? ids[0] : -(int64_t)n;
}

static void
test_titles(struct library *lib)
{
	int64_t id = find(lib, "The headline of story number 42 is here");

	CHECK(id > 0);
	CHECK_EQ(find(lib, "THE HEADLINE of story \xE2\x80\x9Cnumber\xE2\x80"
	    "\x9D 42 is here"), id);
	CHECK_EQ(find(lib, "The headline of story number 42 is here | The "
	    "Times"), id);
	CHECK_EQ(find(lib, "The headline of story number 42 is\xE2\x80\xA6"),
	    id);
	CHECK_EQ(find(lib, "The headline of sotry number 42 is here"), id);
	CHECK_EQ(find(lib, "The headlin of story number 42 is here"), id);
	CHECK_EQ(find(lib, "The headline of story number 142 is here"), 0);
	CHECK_EQ(find(lib, "Nothing like it"), 0);
}

static void
add_titled(struct library *lib, int i, const char *headline,
    const char *titles)
{
	struct buf text = { 0 };
	struct record r = story(i, &text);
	struct err err = { "" };

	r.headline = slice_z(headline);
	r.titles = slice_z(titles);
	CHECK(library_add(lib, &r, NULL, NULL, &err));
	CHECK_STR(slice_z(err.text), "");
	buf_free(&text);
}

/* Which of several is meant, and which of what is not there is not. */
static void
test_resolve(void)
{
	struct library *lib;
	struct err err = { "" };
	char file[80];
	int64_t ids[8], ferry;
	int i;

	snprintf(file, sizeof(file), "%s/titles.db", dir);
	lib = library_open(file, LIBRARY_WRITE, &err);
	CHECK(library_begin(lib, &err));
	add_titled(lib, 1, "The ferry that nobody wanted",
	    "Ferry fiasco: the whole story\nThe island's ferry");
	add_titled(lib, 2, "Iran bombs a village in the mountains", "");
	add_titled(lib, 3, "The island\xE2\x80\x99s ferry", "");
	add_titled(lib, 4, "Storm closes the pass", "");
	add_titled(lib, 5, "Storm Closes The Pass!", "");
	for (i = 10; i < 20; i++)
		add_titled(lib, i, i % 2 ? "What Iraq wants of it all" :
		    "Who speaks for Iran", "");
	CHECK(library_commit(lib, &err));
	ferry = find(lib, "The ferry that nobody wanted");
	CHECK(ferry > 0);
	CHECK_EQ(find(lib, "FERRY FIASCO - the whole story"), ferry);
	CHECK_EQ(find(lib, "Ferry fiasco: the wh\xE2\x80\xA6"), ferry);
	CHECK_EQ(find(lib, "Fery fiasco: the whole story"), ferry);
	CHECK_EQ(find(lib, "The ferry nobody wanted"), 0);
	/* Its own headline before another's other title. */
	CHECK(find(lib, "The island's ferry") > 0 &&
	    find(lib, "The island's ferry") != ferry);
	CHECK_EQ(library_resolve(lib, SLICE("Storm closes the pass"),
	    SLICE(""), ids, 8), 2);
	CHECK_EQ(library_resolve(lib, SLICE("Storm closes the pass"),
	    SLICE(""), ids, 1), 1);
	/* A word that others use is another word, one of nobody's is not. */
	CHECK_EQ(find(lib, "Iraq bombs a village in the mountains"), 0);
	CHECK(find(lib, "Iram bombs a village in the mountains") > 0);
	CHECK(find(lib, "Iran bombs a village ni the mountains") > 0);
	CHECK_EQ(find(lib, "\xE2\x80\xA6"), 0);
	CHECK_STR(slice_z(err.text), "");
	library_close(lib);
}

static void
add_told(struct library *lib, int i, int day, const char *headline,
    const char *body)
{
	struct buf text = { 0 };
	struct record r = story(i, &text);
	struct err err = { "" };

	r.headline = slice_z(headline);
	r.body = slice_z(body);
	buf_clear(&text);
	buf_printf(&text, "2031-05-%02dT08:00:00Z", day);
	r.published = arena_dup(&made, buf_slice(&text));
	r.day = record_day(r.published);
	CHECK(library_add(lib, &r, NULL, NULL, &err));
	CHECK_STR(slice_z(err.text), "");
	buf_free(&text);
}

/* The same event, among stories of the same topic: with the reason. */
static void
test_event(void)
{
	static const char *const filler[] = {
		"The council of the town met on Monday about the budget of "
		    "the town, and met again.",
		"A storm closed the road of the valley; the road opened on "
		    "Tuesday.", "The team of the town won, said the team."
	};
	struct library *lib;
	struct library_link *links;
	struct arena a = { 0 };
	struct err err = { "" };
	char file[80];
	size_t n;
	int i;

	snprintf(file, sizeof(file), "%s/event.db", dir);
	lib = library_open(file, LIBRARY_WRITE, &err);
	CHECK(library_begin(lib, &err));
	for (i = 0; i < 90; i++)
		add_told(lib, 200 + i, 1 + i % 28, i % 2 ? "News of the town" :
		    "What the town says", filler[i % 3]);
	add_told(lib, 300, 10, "Parrot testifies against captain",
	    "The parrot of the ferry Zorba spoke in Deir ez-Zor, said "
	    "Anna Karst. Later the Zorba left.");
	add_told(lib, 301, 12, "A bird in court",
	    "In the trial of the ferry Zorba a parrot was heard, and "
	    "judge Karst listened in Deir ez-Zor.");
	add_told(lib, 302, 12, "A bird on the roof",
	    "In the town a parrot sat on the roof of the council.");
	CHECK(library_commit(lib, &err));
	CHECK(all_links(lib, find(lib, "Parrot testifies against "
	    "captain"), LINKS_EVENT, 10, &a, &links, &n, &err));
	CHECK(n >= 1);
	if (n >= 1) {
		CHECK_EQ(links[0].id, find(lib, "A bird in court"));
		CHECK_STR(links[0].title, "A bird in court");
		CHECK_STR(links[0].why,
		    "Deir ez-Zor, Zorba, Karst; 2 days apart");
	}
	CHECK(all_links(lib, find(lib, "A bird on the roof"),
	    LINKS_EVENT, 10, &a, &links, &n, &err));
	CHECK_STR(slice_z(err.text), "");
	arena_free(&a);
	library_close(lib);
}

#define REPORT "The council met on Monday to speak of the bridge that has " \
	"been closed since the flood; nobody could say when it would open " \
	"again, and the ferry that was promised has not come, said a man " \
	"who lives on the other side and walks two hours to work every day " \
	"since then, in rain and in snow, past the old mill and the weir."
#define FORM "The office gives the height of the water every morning at six " \
	"as it was read by the keeper of the lock. All heights are above the " \
	"mean and without promise. Who wants to know more may write to the " \
	"office, which answers within the month, or ask the keeper himself."

/* One text from several sources is one story; forms that one source fills
 * in anew are many. */
static void
test_copies(void)
{
	static const struct {
		const char *url, *body;
		enum library_added added;
	} made_of[] = {
		{ "https://a.example/1", REPORT, ADDED_NEW },
		{ "https://b.example/2", "By our own man at the bridge. "
		    REPORT " All rights reserved.", ADDED_COPY },
		{ "https://c.example/3", FORM " Today it is low, it fell "
		    "since yesterday and goes on falling, and boats with a "
		    "keel wait.", ADDED_NEW },
		{ "https://c.example/4", FORM " Today there is a flood, "
		    "the lock is shut, and nobody knows until when it will "
		    "be.", ADDED_NEW },
		{ "https://c.example/3?print=1", FORM " Today it is low, it "
		    "fell since yesterday and goes on falling, and boats "
		    "with a keel wait!", ADDED_COPY }
	};
	struct library *lib;
	struct err err = { "" };
	enum library_added how;
	struct record r;
	char file[80];
	size_t i;

	snprintf(file, sizeof(file), "%s/forms.db", dir);
	lib = library_open(file, LIBRARY_WRITE, &err);
	CHECK(library_begin(lib, &err));
	for (i = 0; i < sizeof(made_of) / sizeof(*made_of); i++) {
		struct arena a = { 0 };
		struct doc *d = doc_new("x");

		doc_add_block(d, BLOCK_PARAGRAPH, slice_z(made_of[i].body));
		record_of_doc(&r, d, &a);
		r.url = slice_z(made_of[i].url);
		r.source = r.body;
		CHECK(library_add(lib, &r, &how, NULL, &err));
		test_eq((long long)how, (long long)made_of[i].added,
		    __FILE__, __LINE__, made_of[i].url);
		doc_free(d);
		arena_free(&a);
	}
	CHECK(library_commit(lib, &err));
	CHECK_STR(slice_z(err.text), "");
	library_close(lib);
}

static void
test_links(struct library *lib)
{
	struct arena a = { 0 };
	struct library_link *links;
	struct err err = { "" };
	int64_t id = find(lib, "The headline of story number 42 is here");
	size_t n;

	CHECK(all_links(lib, id, LINKS_LISTED, 10, &a, &links, &n, &err));
	CHECK_EQ(n, 1);
	CHECK_EQ(links[0].id, find(lib,
	    "The headline of story number 43 is here"));
	CHECK(all_links(lib, id, LINKS_BACK, 10, &a, &links, &n, &err));
	CHECK_EQ(n, 1);
	if (n == 1)
		CHECK_EQ(links[0].id, find(lib,
		    "The headline of story number 41 is here"));
	CHECK(all_links(lib, find(lib,
	    "The headline of story number 99 is here"), LINKS_VERSIONS, 10,
	    &a, &links, &n, &err));
	CHECK_EQ(n, 1);
	id = links[0].id;
	CHECK(all_links(lib, id, LINKS_VERSIONS, 10, &a, &links, &n,
	    &err));
	CHECK_EQ(n, 1);
	CHECK_EQ(links[0].id, find(lib,
	    "The headline of story number 99 is here"));
	CHECK_STR(links[0].why, "the same text");
	CHECK(all_links(lib, id, LINKS_EVENT, 10, &a, &links, &n, &err));
	arena_free(&a);
}

static void
check_totals(struct library *lib, int64_t all, int64_t unread)
{
	struct library_count c, *at;
	struct arena a = { 0 };
	size_t n;

	CHECK(library_totals(lib, &c, NULL));
	CHECK_EQ(c.all, all);
	CHECK_EQ(c.unread, unread);
	CHECK(library_folders(lib, FOLDER_SECTION, 10, &a, &at, &n, NULL));
	CHECK_EQ(n, 1);
	CHECK_EQ(at[0].all, all);
	CHECK_EQ(at[0].unread, unread);
	arena_free(&a);
}

static void
test_marks(struct library *lib)
{
	struct err err = { "" };
	struct query *q = query_parse(SLICE("tag:odd"), &err);
	struct arena a = { 0 };
	struct slice what;
	struct buf b = { 0 };
	int64_t id = find(lib, "The headline of story number 42 is here");
	size_t n;

	check_totals(lib, 100, 100);
	CHECK(library_mark(lib, id, MARK_READ, true, &err));
	CHECK(library_mark(lib, id, MARK_STARRED, true, &err));
	CHECK(library_note(lib, id, SLICE("look again"), &err));
	CHECK_EQ(count(lib, "starred", BY_DATE), 1);
	CHECK_EQ(count(lib, "has:note headline", BY_DATE), 1);
	CHECK_EQ(count(lib, "unread", BY_DATE), 99);
	check_totals(lib, 100, 99);
	CHECK(mark_all(lib, q, MARK_READ, true, &n, &err));
	CHECK_EQ(n, 50);
	check_totals(lib, 100, 49);
	CHECK(undo(lib, &what, &a, &err));
	CHECK_STR(what, "marked as read");
	check_totals(lib, 100, 99);
	CHECK(undo(lib, &what, &a, &err));
	CHECK_STR(what, "note changed");
	CHECK(undo(lib, &what, &a, &err));
	CHECK(undo(lib, &what, &a, &err));
	check_totals(lib, 100, 100);
	CHECK(undo(lib, &what, &a, &err));
	CHECK_EQ(what.len, 0);
	CHECK(library_state_set(lib, id, SLICE("folds"), &err));
	CHECK(library_state_get(lib, id, &b));
	CHECK_STR(buf_slice(&b), "folds");
	CHECK_STR(slice_z(err.text), "");
	buf_free(&b);
	arena_free(&a);
	query_free(q);
}

static void
test_source(struct library *lib)
{
	struct record r;
	struct arena a = { 0 };
	struct buf text = { 0 };
	struct record want = story(42, &text);
	struct err err = { "" };

	CHECK(library_source(lib, find(lib,
	    "The headline of story number 42 is here"), &r, &a, &err));
	CHECK(slice_eq(r.source, want.source));
	CHECK(slice_eq(r.url, want.url));
	CHECK(!library_source(lib, 7, &r, &a, &err));
	arena_free(&a);
	buf_free(&text);
}

/* ---- what may befall it ---- */

static void
run_sql(const char *file, const char *sql)
{
	sqlite3 *db;

	CHECK_EQ(sqlite3_open(file, &db), SQLITE_OK);
	CHECK_EQ(sqlite3_exec(db, sql, NULL, NULL, NULL), SQLITE_OK);
	sqlite3_close(db);
}

/* Refused with a line that says why, and not a byte of it changed. */
static void
check_refused(const char *file, const char *why)
{
	struct err err = { "" };
	struct buf before = { 0 }, after = { 0 };
	bool cut;
	int mode;

	file_read(file, SIZE_MAX, &before, &cut, NULL);
	for (mode = 0; mode < 2; mode++) {
		err = (struct err){ "" };
		CHECK(library_open(file, mode ? LIBRARY_WRITE :
		    LIBRARY_READ, &err) == NULL);
		CHECK(strstr(err.text, why) != NULL);
		CHECK(strstr(err.text, file) != NULL);
		if (strstr(err.text, why) == NULL)
			printf("\t%s\n", err.text);
	}
	file_read(file, SIZE_MAX, &after, &cut, NULL);
	CHECK(slice_eq(buf_slice(&before), buf_slice(&after)));
	buf_free(&before);
	buf_free(&after);
}

static void
overwrite(const char *file, off_t at, size_t n)
{
	int fd = open(file, O_WRONLY);

	while (n-- > 0)
		CHECK(pwrite(fd, "?", 1, at++) == 1);
	close(fd);
}

static void
test_refusals(void)
{
	char file[80];

	snprintf(file, sizeof(file), "%s/other.db", dir);
	run_sql(file, "CREATE TABLE t(x)");
	check_refused(file, "another program");
	unlink(file);
	run_sql(file, "PRAGMA application_id = 0x4C454445; "
	    "PRAGMA user_version = 999; CREATE TABLE story(x)");
	check_refused(file, "newer");
	unlink(file);
	library_close(library_open(file, LIBRARY_WRITE, NULL));
	CHECK(truncate(file, 8192) == 0);
	check_refused(file, "damaged");
	overwrite(file, 0, 8192);
	check_refused(file, "no library");
	/* SQLite takes what is shorter than a header for nothing. */
	CHECK(truncate(file, 1) == 0);
	check_refused(file, "no library");
	unlink(file);
	snprintf(file, sizeof(file), "%s/sub", dir);
	check_refused(file, "");
}

/* A library of which a page in the middle was overwritten: what reads it
 * says so, and does not crash. */
static void
test_damage(void)
{
	struct err err = { "" };
	struct record r;
	struct buf text = { 0 };
	struct arena a = { 0 };
	struct library *lib;
	char file[80];
	int i;

	snprintf(file, sizeof(file), "%s/damaged.db", dir);
	lib = library_open(file, LIBRARY_WRITE, &err);
	CHECK(library_begin(lib, &err));
	for (i = 0; i < 50; i++) {
		r = story(i, &text);
		CHECK(library_add(lib, &r, NULL, NULL, &err));
	}
	CHECK(library_commit(lib, &err));
	library_close(lib);
	overwrite(file, 4096, 36 * 4096);
	lib = library_open(file, LIBRARY_READ, &err);
	if (lib != NULL) {
		CHECK(!library_source(lib, find(lib,
		    "The headline of story number 42 is here"), &r, &a,
		    &err));
		library_close(lib);
	}
	CHECK(*err.text != '\0');
	arena_free(&a);
	buf_free(&text);
}

/* Adds stories for good, and tells of each batch, until it is killed. */
static void
add_for_ever(const char *file, int fd)
{
	struct library *lib = library_open(file, LIBRARY_WRITE, NULL);
	struct buf text = { 0 };
	struct record r;
	int i;

	for (i = 0; lib != NULL; i++) {
		r = story(i, &text);
		if (!library_begin(lib, NULL) ||
		    !library_add(lib, &r, NULL, NULL, NULL) ||
		    !library_commit(lib, NULL) ||
		    write(fd, &i, sizeof(i)) != sizeof(i))
			break;
	}
	_exit(1);
}

static int
kill_one(const char *file, useconds_t after, bool begun)
{
	int fd[2], i, last = -1;
	pid_t pid;

	CHECK(pipe(fd) == 0);
	fflush(stdout);
	if ((pid = fork()) == 0)
		add_for_ever(file, fd[1]);
	close(fd[1]);
	if (begun && read(fd[0], &i, sizeof(i)) == sizeof(i))
		last = i;
	usleep(after);
	kill(pid, SIGKILL);
	while (read(fd[0], &i, sizeof(i)) == sizeof(i))
		last = i;
	close(fd[0]);
	waitpid(pid, NULL, 0);
	return last;
}

static int
is_intact(void *ctx, int n, char **value, char **name)
{
	(void)name;
	*(bool *)ctx = n == 1 && !strcmp(*value, "ok");
	return 0;
}

static void
test_kills(void)
{
	struct library_count c;
	struct library *lib;
	char file[80];
	int i, last, most = -1;
	bool intact;
	sqlite3 *db;

	snprintf(file, sizeof(file), "%s/killed.db", dir);
	for (i = 0; i < 10; i++) {
		last = kill_one(file, (useconds_t)(3000 + i * 7919 % 40000),
		    i % 2);
		most = last > most ? last : most;
		if (!library_exists(file))
			continue;
		lib = library_open(file, LIBRARY_WRITE, NULL);
		CHECK(lib != NULL);
		if (lib == NULL)
			continue;
		CHECK(library_totals(lib, &c, NULL) && c.all > most);
		library_close(lib);
		intact = false;
		sqlite3_open(file, &db);
		sqlite3_exec(db, "PRAGMA integrity_check(1)", is_intact,
		    &intact, NULL);
		sqlite3_close(db);
		CHECK(intact);
	}
	CHECK(most >= 0);
}

static void
test_read_only(void)
{
	struct err err = { "" };
	struct library *lib;
	struct library_count c;

	if (geteuid() == 0)
		return;			/* root may write anywhere */
	chmod(path, 0444);
	snprintf(path + strlen(path) - strlen("/library.db"), 1, "%s", "");
	chmod(path, 0555);
	path[strlen(path)] = '/';
	lib = library_open(path, LIBRARY_READ, &err);
	CHECK(lib != NULL);
	CHECK(lib != NULL && library_totals(lib, &c, &err) && c.all == 100);
	library_close(lib);
	CHECK(library_open(path, LIBRARY_WRITE, &err) == NULL);
	CHECK(strstr(err.text, "written") != NULL);
}

static void
remove_all(void)
{
	char command[80];

	snprintf(command, sizeof(command), "chmod -R u+w %s; rm -rf %s", dir,
	    dir);
	CHECK(system(command) == 0);
}

int
main(void)
{
	struct err err = { "" };
	struct library *lib;

	if (mkdtemp(dir) == NULL)
		return 1;
	snprintf(path, sizeof(path), "%s/sub/library.db", dir);
	CHECK(!library_exists(path));
	CHECK(library_open(path, LIBRARY_READ, &err) == NULL);
	lib = library_open(path, LIBRARY_WRITE, &err);
	if (lib == NULL) {
		printf("%s\n", err.text);
		return 1;
	}
	test_adding(lib);
	test_search(lib);
	test_long(lib);
	test_titles(lib);
	test_resolve();
	test_event();
	test_copies();
	test_links(lib);
	test_marks(lib);
	test_source(lib);
	library_close(lib);
	CHECK(library_exists(path));
	test_copy_changes();
	test_refusals();
	test_damage();
	test_kills();
	test_read_only();
	remove_all();
	arena_free(&made);
	return test_done("library");
}
