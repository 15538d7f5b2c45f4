#include <stdlib.h>
#include <unistd.h>

#include "base/file.h"
#include "load/archive/jsonl.h"
#include "store/library.h"
#include "runs.h"
#include "test.h"

/* A document of one paragraph as a record. */
static void
make(struct record *r, const char *url, const char *text, struct arena *a)
{
	struct doc *d = doc_new("x");

	doc_add_block(d, BLOCK_PARAGRAPH, slice_z(text));
	record_of_doc(r, d, a);
	r->body = arena_dup(a, r->body);
	doc_free(d);
	r->headline = slice_z("The mill");
	r->url = slice_z(url);
	r->path = slice_z("/x");
	r->source = slice_z(text);
}

/* Adds it; 0: it could not be added. */
static int64_t
add(struct library *lib, const struct record *r)
{
	struct err err = { "" };
	int64_t id = 0;

	CHECK(library_add(lib, r, NULL, &id, &err));
	return id;
}

static void
test_seconds(void)
{
	static const struct { const char *iso; int64_t s; } cases[] = {
		{ "1970-01-01T00:00:01Z", 1 },
		{ "2017-03-29T13:21:07Z", 1490793667 },
		{ "2017-03-29T13:21:07", 0 }, { "2017-03-29", 0 },
		{ "", 0 }, { "2017-03-29T13:21:0xZ", 0 }
	};
	size_t i;

	for (i = 0; i < sizeof(cases) / sizeof(*cases); i++)
		CHECK_EQ(record_seconds(slice_z(cases[i].iso)), cases[i].s);
}

/* What a record brings along, and what is there already. */
static void
test_marks(struct library *lib)
{
	static struct slice names[] = { { "Mills", 5 } };
	static struct slice queries[] = { { "mill", 4 } };
	struct arena a = { 0 };
	struct buf b = { 0 };
	struct library_count total;
	struct library_row row;
	struct slice what;
	struct record r;
	int64_t id;

	make(&r, "https://a.example/1", "Corn is ground there.", &a);
	r.added = 1490793667;
	r.read = r.starred = true;
	r.note = SLICE("To read again");
	r.state = SLICE("seen 1\n");
	r.saved = (struct slices){ names, 1, 1 };
	r.queries = (struct slices){ queries, 1, 1 };
	id = add(lib, &r);
	CHECK(library_row_get(lib, id, &row, &a) && row.read && row.starred);
	CHECK(library_note_get(lib, id, &b));
	CHECK_STR(buf_slice(&b), "To read again");
	buf_clear(&b);
	CHECK(library_saved(lib, names[0], &b));
	CHECK_STR(buf_slice(&b), "mill");
	CHECK(library_totals(lib, &total, NULL));
	CHECK_EQ(total.all, 1);
	CHECK_EQ(total.unread, 0);
	CHECK(undo(lib, &what, &a, NULL) && what.len == 0);

	/* The same story from elsewhere, with less and with other things. */
	r.read = r.starred = false;
	r.note = SLICE("Another note");
	r.state = SLICE("seen 2\n");
	queries[0] = SLICE("quarry");
	CHECK_EQ(add(lib, &r), id);
	CHECK(library_row_get(lib, id, &row, &a) && row.read && row.starred);
	buf_clear(&b);
	library_note_get(lib, id, &b);
	CHECK_STR(buf_slice(&b), "To read again");
	buf_clear(&b);
	CHECK(library_state_get(lib, id, &b));
	CHECK_STR(buf_slice(&b), "seen 1\n");
	buf_clear(&b);
	library_saved(lib, names[0], &b);
	CHECK_STR(buf_slice(&b), "mill");
	buf_free(&b);
	arena_free(&a);
}

/* The stories of a tour as letters: s, v, c and the last of the text. */
static void
walk(struct library *lib, const char *query, enum library_tour_order order,
    struct buf *b)
{
	struct query *q = query ? query_parse(slice_z(query), NULL) : NULL;
	struct library_tour *t = library_tour(lib, q, order, NULL);
	struct library_kept k;
	struct arena a = { 0 };
	struct record r;

	buf_clear(b);
	CHECK(t != NULL);
	while (t && library_tour_next(t, &k, &a, NULL) && k.id) {
		CHECK(library_source(lib, k.id, &r, &a, NULL));
		buf_printf(b, "%c%c ", "svc"[k.kind],
		    r.source.s[r.source.len - 1]);
	}
	library_tour_free(t);
	query_free(q);
	arena_free(&a);
}

#define LONG "The mill that stood here for many years ground corn for all " \
	"the villages around it and never was known to stop for anything " \
	"but for the flood of that one year which they "

static void
test_tour(struct library *lib)
{
	static const struct { const char *url, *text, *day; } docs[] = {
		{ "https://a.example/2", "Quarry 1", "2017-03-02" },
		{ "https://a.example/3", LONG "remember 2", "2017-03-03" },
		{ "https://a.example/2", "Quarry of old 3", "2017-03-01" },
		{ "https://b.example/4", LONG "remember 2", "2017-03-04" },
		{ "https://b.example/4", LONG "forget 5", "2017-03-04" }
	};
	struct arena a = { 0 };
	struct buf b = { 0 };
	struct record r;
	size_t i;

	for (i = 0; i < sizeof(docs) / sizeof(*docs); i++) {
		make(&r, docs[i].url, docs[i].text, &a);
		r.published = slice_z(docs[i].day);
		r.day = record_day(r.published);
		add(lib, &r);
	}
	walk(lib, NULL, TOUR_ARRIVED, &b);
	CHECK_STR(buf_slice(&b), "s. v1 s2 s3 v2 c5 ");
	walk(lib, "quarry", TOUR_ARRIVED, &b);
	CHECK_STR(buf_slice(&b), "v1 s3 ");
	walk(lib, "remember", TOUR_ARRIVED, &b);
	CHECK_STR(buf_slice(&b), "s2 v2 c5 ");
	walk(lib, NULL, TOUR_NEWEST, &b);
	CHECK_STR(buf_slice(&b), "s2 s3 s. ");
	walk(lib, NULL, TOUR_STORIES, &b);
	CHECK_STR(buf_slice(&b), "s. s2 s3 ");
	walk(lib, "nowhere", TOUR_ARRIVED, &b);
	CHECK_STR(buf_slice(&b), "");
	buf_free(&b);
	arena_free(&a);
}

/* What others write while a tour is under way is not seen. */
static void
test_snapshot(struct library *lib, const char *path)
{
	struct library *reader = library_open(path, LIBRARY_READ, NULL);
	struct library_tour *t = library_tour(reader, NULL, TOUR_ARRIVED,
	    NULL);
	size_t n = t ? library_tour_size(t) : 0, got = 0;
	struct library_kept k;
	struct arena a = { 0 };
	struct record r;

	make(&r, "https://a.example/3", "All of it is new", &a);
	add(lib, &r);
	while (t && library_tour_next(t, &k, &a, NULL) && k.id)
		got += library_source(reader, k.id, &r, &a, NULL);
	CHECK_EQ(got, n);
	CHECK(n > 0);
	library_tour_free(t);
	library_close(reader);
	arena_free(&a);
}

static void
test_lines(void)
{
	static const struct {
		const char *line, *bytes, *path, *note;
		enum part_form form;
	} cases[] = {
		{ "{\"source\":\"/a\",\"library\":{\"note\":\"x\",\"source\":"
		    "{\"form\":\"mail\",\"base64\":\"AAE=\"}}}", "\0\1",
		    "/a", "x", PART_MAIL },
		{ "{\"source\":\"/a\",\"library\":{\"note\":\"\\u001b[31m\","
		    "\"source\":{\"form\":\"page\",\"text\":\"y\"}}}", "y",
		    "/a", "[31m", PART_PAGE },
		{ "{\"source\":\"/a\",\"library\":{\"note\":\"x\"}}", NULL,
		    "", "x", PART_JSON },
		{ "{\"source\":\"/a\",\"library\":[]}", NULL, NULL, NULL,
		    PART_JSON },
		{ "{\"headline\":\"\\\"library\\\":{\"}", NULL, NULL, NULL,
		    PART_JSON },
		{ "{\"library\":{\"source\":{\"form\":\"page\"}}", NULL,
		    NULL, NULL, PART_JSON }
	};
	size_t i, n;

	for (i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct part p = { .form = PART_JSON };
		struct arena a = { 0 };
		struct jsonl_kept k;
		struct slice line = slice_z(cases[i].line);

		buf_add(&p.bytes, line);
		CHECK_EQ(jsonl_kept(&p, true, &k, &a), cases[i].note != NULL);
		CHECK_EQ(p.form, cases[i].form);
		if (cases[i].note) {
			CHECK_STR(k.note, cases[i].note);
			CHECK_STR(k.path, cases[i].path);
		}
		n = p.form == PART_MAIL ? 2 : p.form == PART_PAGE ? 1 : 0;
		CHECK(slice_eq(buf_slice(&p.bytes), n ? (struct slice){
		    cases[i].bytes, n } : line));
		arena_free(&a);
		part_free(&p);
	}
}

int
main(void)
{
	char dir[] = "/tmp/lede-export-XXXXXX", path[64];
	struct err err = { "" };
	struct library *lib;

	if (mkdtemp(dir) == NULL)
		return 1;
	snprintf(path, sizeof(path), "%s/l.db", dir);
	lib = library_open(path, LIBRARY_WRITE, &err);
	if (lib == NULL) {
		printf("%s\n", err.text);
		return 1;
	}
	test_seconds();
	test_lines();
	test_marks(lib);
	test_tour(lib);
	test_snapshot(lib, path);
	library_close(lib);
	unlink(path);
	rmdir(dir);
	return test_done("export");
}
