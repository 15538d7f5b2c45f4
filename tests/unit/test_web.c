#include <stdlib.h>
#include <unistd.h>

#include "app/web.h"
#include "load/load.h"
#include "test.h"

static char dir[] = "/tmp/lede-web-XXXXXX";
static char path[64];

/* Stories by number: 1 is listed by 2, 4 is its copy, 3 is of its event. */
static const struct {
	const char *url, *headline, *day, *body, *related[3];
} made[] = {
	{ "https://a.example/1", "The Weir of Upper Sallow Gives Way at Noon",
	    "2024-03-10", "The weir gave way at noon, which the miller had "
	    "said it would, and the miller was fined for having said so, "
	    "since the mill was by then in the lower meadow, and going.",
	    { "Miller Fined for What He Said of the Weir",
	    "A Letter to the Miller", "Nobody Has Written This" } },
	{ "https://a.example/2", "Miller Fined for What He Said of the Weir",
	    "2024-03-12", "Twelve shillings, and the costs of the court, "
	    "which were eleven.",
	    { "The Weir of Upper Sallow Gives Way at\xE2\x80\xA6" } },
	{ "https://a.example/3", "Upper Sallow Has a Weir Again, of Straw",
	    "2024-03-14", "It is of straw and clay and will be looked at by "
	    "the county, from a distance.", { NULL } },
	{ "https://b.example/4", "At Noon, the Weir", "2024-03-11",
	    "The weir gave way at noon, which the miller had "
	    "said it would, and the miller was fined for having said so, "
	    "since the mill was by then in the lower meadow, and going.",
	    { NULL } },
	{ "https://a.example/5", "A Letter to the Miller", "2024-01-11",
	    "Sir, it leaks.", { NULL } },
	{ "https://a.example/6", "A Letter to the Miller", "2024-02-11",
	    "Sir, it leaks still, and I have written before.", { NULL } },
	{ "https://a.example/7", "Late Herring", "2024-03-01",
	    "The herring are late.", { "A Weir Gives Way" } }
};

#define NMADE (sizeof(made) / sizeof(*made))

static struct doc *
make_doc(size_t i)
{
	struct doc *d = doc_new("x");
	size_t k;

	d->url = doc_line(d, slice_z(made[i].url));
	d->headline = doc_line(d, slice_z(made[i].headline));
	d->published = doc_line(d, slice_z(made[i].day));
	doc_add_block(d, BLOCK_PARAGRAPH, slice_z(made[i].body));
	if (i == 0 || i == 2)
		doc_add_to(d, &d->tags, SLICE("Upper Sallow"));
	doc_add_to(d, &d->tags, i < 3 ? SLICE("weir") : SLICE("other"));
	for (k = 0; k < 3 && made[i].related[k]; k++)
		doc_add_related(d, slice_z(made[i].related[k]), SLICE(""));
	return d;
}

static struct library *
make_library(void)
{
	struct err err = { "" };
	struct library *lib = library_open(path, LIBRARY_WRITE, &err);
	enum library_added added;
	struct record r;
	struct doc *d;
	int64_t id;
	size_t i;

	CHECK(lib && library_begin(lib, &err));
	for (i = 0; i < NMADE; i++) {
		struct arena a = { 0 };

		d = make_doc(i);
		record_of_doc(&r, d, &a);
		r.path = SLICE("/x");
		r.part = i + 1;
		r.source = r.body;
		CHECK(library_add(lib, &r, &added, &id, &err));
		doc_free(d);
		arena_free(&a);
	}
	CHECK(library_commit(lib, &err));
	return lib;
}

/* A line an entry: group, title, what is known. */
static void
print(const struct web *w, struct buf *b)
{
	const struct web_entry *e;
	size_t i;

	buf_clear(b);
	for (i = 0; i < w->n; i++) {
		e = &w->at[i];
		buf_printf(b, "%d %.*s%s%s%s\n", (int)e->group,
		    SLICE_FMT(slice_sub(e->title, 0, 12)), e->id ? " here" :
		    "", e->several ? " several" : "", e->read ? " read" : "");
	}
}

static void
ask_all(struct web *w, const struct doc *d, struct library *lib)
{
	size_t steps = 1;

	while (web_step(w, d, lib))
		steps++;
	CHECK(steps > 4);
	CHECK(web_done(w));
	CHECK(!web_step(w, d, lib));
}

static void
test_groups(struct library *lib)
{
	struct doc *d = make_doc(0);
	struct web *w = web_new(d, 0);
	struct buf b = { 0 };
	struct err err;
	int64_t ids[2];

	CHECK_EQ(w->n, 3);
	CHECK(!web_done(w));
	CHECK_EQ(library_resolve(lib, slice_z(made[2].headline), SLICE(""),
	    ids, 2), 1);
	CHECK(library_mark(lib, ids[0], MARK_READ, true, &err));
	ask_all(w, d, lib);
	doc_free(d);			/* it owns its text */
	CHECK(w->story > 0);
	print(w, &b);
	CHECK_STR(buf_slice(&b), "0 Miller Fined here\n"
	    "0 A Letter to  several\n0 Nobody Has W\n"
	    "2 Upper Sallow here read\n3 At Noon, the here\n");
	CHECK_EQ(w->count[WEB_PAGE], 3);
	CHECK_EQ(w->count[WEB_VERSIONS], 1);
	CHECK(w->at[0].why.len > 0);	/* it lists this one, too */
	CHECK(w->at[2].why.len == 0);
	CHECK(w->at[3].why.len > 0);
	buf_clear(&b);
	web_way(&w->at[0], SLICE("X"), &b);
	CHECK_STR(buf_slice(&b), "related headline of \xE2\x80\x9CX"
	    "\xE2\x80\x9D");
	buf_clear(&b);
	web_way(&w->at[3], SLICE("X"), &b);
	CHECK(slice_starts(buf_slice(&b), SLICE("same event: ")));
	web_free(w);
	buf_free(&b);
}

/* Who is listed by another, and lists none. */
static void
test_back(struct library *lib)
{
	struct doc *d = make_doc(4);
	struct web *w = web_new(d, 0);

	ask_all(w, d, lib);
	CHECK_EQ(w->count[WEB_PAGE], 0);
	CHECK_EQ(w->count[WEB_BACK], 1);
	CHECK_EQ(w->at[0].group, WEB_BACK);
	doc_free(d);
	web_free(w);
}

/* What is not in the library has its own headlines alone; a headline that is
 * nearly one of the library's is another story. */
static void
test_strange(struct library *lib)
{
	struct doc *d = doc_new("x");
	struct web *w;

	d->headline = doc_line(d,
	    SLICE("The Weir of Upper Sallow Gives Wax at Noon"));
	doc_add_related(d, SLICE("Late Herring"), SLICE(""));
	w = web_new(d, 0);
	ask_all(w, d, lib);
	CHECK_EQ(w->story, 0);
	CHECK_EQ(w->n, 1);
	CHECK(w->at[0].id > 0);
	web_free(w);
	doc_free(d);
	web_free(NULL);
}

/* A page of links: a bounded number is looked for. */
static void
test_many(struct library *lib)
{
	struct doc *d = doc_new("x");
	struct web *w;
	size_t i;

	for (i = 0; i < 5000; i++)
		doc_add_related(d, SLICE("Late Herring"), SLICE(""));
	w = web_new(d, 0);
	ask_all(w, d, lib);
	CHECK_EQ(w->n, 5000);
	CHECK(w->at[0].id > 0);
	CHECK_EQ(w->at[4999].id, 0);
	web_free(w);
	doc_free(d);
}

int
main(void)
{
	struct library *lib;
	char side[80];

	CHECK(mkdtemp(dir) != NULL);
	snprintf(path, sizeof(path), "%s/library.db", dir);
	lib = make_library();
	test_groups(lib);
	test_back(lib);
	test_strange(lib);
	test_many(lib);
	library_close(lib);
	remove(path);
	snprintf(side, sizeof(side), "%s-wal", path);
	remove(side);
	snprintf(side, sizeof(side), "%s-shm", path);
	remove(side);
	CHECK_EQ(rmdir(dir), 0);
	return test_done("web");
}
