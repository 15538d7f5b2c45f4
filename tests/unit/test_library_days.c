/* Stories of one day come in the order of their times, whatever the order
 * they came in, page by page and in slices. */
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/arena.h"
#include "store/library.h"
#include "test.h"

#define N 900

static char dir[] = "/tmp/lede-days-XXXXXX";

static void
add(struct library *lib, int i)
{
	struct record r = { .form = 0 };
	char headline[40], time[40];

	/* Three days; minutes in no order; every ninth without a date. */
	snprintf(headline, sizeof(headline), "%s %d",
	    i % 2 ? "Odd story" : "Even story", i);
	snprintf(time, sizeof(time), "2024-02-%02dT%02d:%02d:%02d",
	    27 + i % 3, i * 7 % 24, i * 37 % 60, i % 60);
	r.headline = slice_z(headline);
	r.published = slice_z(i % 9 ? time : "");
	r.day = record_day(r.published);
	CHECK(library_add(lib, &r, NULL, NULL, NULL));
}

/* All rows of the query, `step` at a time; their times never go up. */
static size_t
look(struct library *lib, const char *query, size_t step, unsigned budget)
{
	struct query *q = query_parse(slice_z(query), NULL);
	struct library_row *rows;
	struct arena a = { 0 };
	struct slice last = SLICE("3");
	size_t all = 0, n, i, got;

	do {
		struct search_run *run = library_search(lib, q, BY_DATE, all,
		    step);
		bool done = false;

		for (got = 0; !done; got += n) {
			CHECK(search_step(run, budget, &a, &rows, &n, &done,
			    NULL));
			for (i = 0; i < n; i++) {
				CHECK(rows[i].published.len == 0 ||
				    strcmp(last.s, rows[i].published.s) >= 0);
				last = rows[i].published.len ?
				    rows[i].published : SLICE("");
			}
		}
		all += got;
		search_free(run);
	} while (got == step);
	query_free(q);
	arena_free(&a);
	return all;
}

/* The numbers of at most n stories behind that one. */
static size_t
page(struct library *lib, int64_t from, bool up, int64_t *ids, size_t n)
{
	struct query *q = query_parse(SLICE(""), NULL);
	struct search_run *run = library_search(lib, q, BY_DATE, 0, n);
	struct library_row *rows;
	struct arena a = { 0 };
	size_t got = 0, some, i;
	bool done = false;

	search_from(run, from, up);
	while (!done) {
		CHECK(search_step(run, 1, &a, &rows, &some, &done, NULL));
		for (i = 0; i < some; i++)
			ids[got++] = rows[i].id;
	}
	search_free(run);
	query_free(q);
	arena_free(&a);
	return got;
}

/* Down from story to story, and up again, each is there once, in one order. */
static void
test_from(struct library *lib)
{
	static int64_t all[N + 1], ids[N + 1];
	struct query *q = query_parse(SLICE(""), NULL);
	struct search_run *run;
	struct library_row *rows;
	struct arena a = { 0 };
	size_t i, k, n;
	bool done = false;

	CHECK_EQ(page(lib, 0, false, all, N + 1), N);
	for (i = 0, n = 1; n > 0; i += n) {
		n = page(lib, i ? all[i - 1] : 0, false, ids, 7);
		CHECK_EQ(n, N - i < 7 ? N - i : 7);
		for (k = 0; k < n && i + k < N; k++)
			CHECK_EQ(ids[k], all[i + k]);
	}
	CHECK_EQ(i, N);
	for (n = 1; n > 0; i -= n) {
		n = page(lib, i < N ? all[i] : 0, true, ids, 7);
		CHECK_EQ(n, i < 7 ? i : 7);
		for (k = 0; k < n && k < i; k++)
			CHECK_EQ(ids[k], all[i - 1 - k]);
	}
	CHECK_EQ(i, 0);
	run = library_search(lib, q, BY_DATE, 0, 1);
	search_at(run, all[123]);
	CHECK(search_step(run, 0, &a, &rows, &n, &done, NULL));
	CHECK(n == 1 && rows[0].id == all[123]);
	search_free(run);
	query_free(q);
	arena_free(&a);
}

int
main(void)
{
	char path[64];
	struct err err = { "" };
	struct library *lib;
	int i;

	if (mkdtemp(dir) == NULL)
		return 1;
	snprintf(path, sizeof(path), "%s/library.db", dir);
	lib = library_open(path, LIBRARY_WRITE, &err);
	if (lib == NULL || !library_begin(lib, &err))
		return 1;
	for (i = 0; i < N; i++)
		add(lib, i * 577 % N);
	CHECK(library_commit(lib, &err));
	CHECK_EQ(look(lib, "", 10000, 0), N);
	CHECK_EQ(look(lib, "", 7, 0), N);
	CHECK_EQ(look(lib, "", 40, 1), N);
	CHECK_EQ(look(lib, "odd", 40, 1), N / 2);
	CHECK_EQ(look(lib, "unread odd", 33, 0), N / 2);
	CHECK_EQ(look(lib, "after:2024-02-28 before:2024-02-29", 33, 0),
	    300);
	test_from(lib);
	library_close(lib);
	CHECK(unlink(path) == 0 && rmdir(dir) == 0);
	return test_done("library_days");
}
