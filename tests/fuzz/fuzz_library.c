/*
 * fuzz_library: the input is what a worker sent, and what a reader typed to
 * search for.  A record that can be read is written the same again, and a
 * library takes it.  A query that is understood has an operand for each
 * operator, and finds the same stories in every order, on a tour, and when
 * they are marked.  As a headline the input means stories that there are.
 */
#include <stdlib.h>

#include "fuzz.h"
#include "load/load.h"
#include "store/library.h"
#include "store/prepare.h"
#include "store/query.h"
#include "store/record.h"

#define MOST 16				/* rows looked at; more than there are */

static const char *const stories[] = {
	"Town Paints Its Bridge Twice in One Week\n\nThe bridge was painted "
	    "grey on Monday, as the council had ordered, and green later.\n",
	"<!DOCTYPE html><title>A Letter</title><meta name=author content="
	    "\"Ada Brill\"><meta property=\"article:tag\" content=bridge>"
	    "<meta property=\"article:published_time\" content=2024-03-12>"
	    "<article><h1>A Letter</h1><p>Sir, the bridge is wet.</article>"
	    "<section class=comments><ol><li class=comment><span class=author>"
	    "One</span><div class=comment-body><p>First.</div></ol></section>",
	"<title>Ferry Runs Late</title><meta property=\"article:section\" "
	    "content=World><article><h1>Ferry Runs Late</h1><p>It was late by "
	    "a minute. <p>The bridge was not.</article>",
	"<title>\xD0\x9F\xD0\xB0\xD1\x80\xD0\xBE\xD0\xBC</title><article>"
	    "<h1>\xD0\x9F\xD0\xB0\xD1\x80\xD0\xBE\xD0\xBC</h1><p>"
	    "\xE6\xB8\xAF\xE3\x81\xAE \xD9\x86\xD9\x88\xD8\xB1\xD8\xB3"
	    "</article>"
};

static struct library *lib;
static int64_t ids[sizeof(stories) / sizeof(*stories)];

static void
clean_up(void)
{
	library_close(lib);
}

static int64_t
add_story(struct library *to, const char *text)
{
	struct arena a = { 0 };
	struct buf bytes = { 0 };
	enum library_added added;
	struct record r;
	struct doc *d;
	int64_t id;

	buf_addz(&bytes, text);
	d = load_bytes(&bytes, "-", NULL);
	record_of_doc(&r, d, &a);
	r.path = SLICE("/a");
	r.source = slice_z(text);
	record_prepare(&r, NULL, &a);
	MUST(library_add(to, &r, &added, &id, NULL));
	doc_free(d);
	buf_free(&bytes);
	arena_free(&a);
	return id;
}

/* One for all queries, with each kind of mark. */
static void
fill(void)
{
	size_t i;

	lib = library_open(":memory:", LIBRARY_WRITE, NULL);
	MUST(lib != NULL && library_begin(lib, NULL));
	for (i = 0; i < sizeof(stories) / sizeof(*stories); i++)
		ids[i] = add_story(lib, stories[i]);
	MUST(library_mark(lib, ids[0], MARK_READ, true, NULL));
	MUST(library_mark(lib, ids[1], MARK_STARRED, true, NULL));
	MUST(library_note(lib, ids[2], SLICE("by the bridge"), NULL));
	MUST(library_commit(lib, NULL));
}

static unsigned
bit_of(int64_t id)
{
	unsigned i = 0;

	while (i < sizeof(ids) / sizeof(*ids) && ids[i] != id)
		i++;
	MUST(i < sizeof(ids) / sizeof(*ids));
	return 1u << i;
}

/* The stories found, as bits. */
static unsigned
found(const struct query *q, enum library_order order)
{
	struct arena a = { 0 };
	struct search_run *run = library_search(lib, q, order, 0, MOST);
	struct library_row *rows;
	struct err err = { "" };
	unsigned set = 0;
	size_t i, n;
	bool done = false;

	while (!done) {
		MUST(search_step(run, 0, &a, &rows, &n, &done, &err));
		for (i = 0; i < n; i++) {
			MUST(!(set & bit_of(rows[i].id)));
			set |= bit_of(rows[i].id);
		}
	}
	search_free(run);
	arena_free(&a);
	return set;
}

static unsigned
on_tour(const struct query *q)
{
	struct library_tour *t = library_tour(lib, q, TOUR_STORIES, NULL);
	struct arena a = { 0 };
	struct library_kept k;
	unsigned set = 0;

	MUST(t != NULL);
	while (library_tour_next(t, &k, &a, NULL) && k.id)
		set |= bit_of(k.id);
	library_tour_free(t);
	arena_free(&a);
	return set;
}

/* As if nothing had been. */
static size_t
starred(const struct query *q)
{
	struct mark_run *run = library_mark_begin(lib, q, MARK_STARRED, true,
	    NULL);
	bool done = false;
	size_t n;

	MUST(run != NULL);
	while (!done)
		MUST(library_mark_step(run, 0, &done, NULL));
	n = library_mark_changed(run);
	library_mark_end(run, false, NULL);
	return n;
}

static void
run_query(const struct query *q)
{
	unsigned set = found(q, BY_DATE), bits;
	size_t n = 0;
	int order;

	for (order = BY_RELEVANCE; order <= BY_ADDED; order++)
		MUST(found(q, (enum library_order)order) == set);
	MUST(on_tour(q) == set);
	for (bits = set & ~bit_of(ids[1]); bits; bits &= bits - 1)
		n++;
	MUST(starred(q) == n);
}

static void
resolve(struct slice x)
{
	struct arena a = { 0 };
	struct library_row row;
	int64_t meant[MOST];
	size_t i, n = library_resolve(lib, x, SLICE(""), meant, MOST);

	MUST(n <= MOST);
	for (i = 0; i < n; i++)
		MUST(library_row_get(lib, meant[i], &row, &a));
	arena_free(&a);
}

/* What was packed needs what it was packed with. */
static void
take(struct record *r)
{
	struct library *other;
	struct arena a = { 0 };
	enum library_added added;
	struct err err = { "" };
	int64_t id;

	if (r->packed)
		return;
	other = library_open(":memory:", LIBRARY_WRITE, NULL);
	record_prepare(r, NULL, &a);
	if (!library_begin(other, &err) ||
	    !library_add(other, r, &added, &id, &err) ||
	    !library_add(other, r, &added, &id, &err) ||
	    !library_commit(other, &err))
		MUST(*err.text != '\0');
	library_close(other);
	arena_free(&a);
}

static void
read_record(struct slice x)
{
	struct arena a = { 0 };
	struct buf b = { 0 };
	struct record r;

	if (record_read(&r, x, &a)) {
		record_write(&b, &r);
		MUST(slice_eq(buf_slice(&b), x));
		take(&r);
	}
	buf_free(&b);
	arena_free(&a);
}

static void
read_query(struct slice x)
{
	struct err err = { "" };
	struct query *q = query_parse(x, &err);
	size_t i, depth = 0;

	MUST((q == NULL) == (*err.text != '\0'));
	if (q == NULL)
		return;
	for (i = 0; i < q->n; i++) {
		if (q->at[i].op == QUERY_NOT)
			MUST(depth >= 1);
		else if (q->at[i].op == QUERY_AND || q->at[i].op == QUERY_OR)
			MUST(depth-- >= 2);
		else
			depth++;
	}
	MUST(depth == (q->n ? 1 : 0));
	run_query(q);
	query_free(q);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct slice x = { (const char *)data, size };

	if (lib == NULL) {
		fill();
		atexit(clean_up);
	}
	read_record(x);
	read_query(x);
	resolve(x);
	return 0;
}
