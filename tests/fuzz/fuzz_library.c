/*
 * fuzz_library: the input is what a worker sent, and what a reader typed to
 * search for.  A record that can be read is written the same again; a query
 * that is understood has an operand for each operator, and finds what it
 * finds in an empty library without an error.
 */
#include <stdlib.h>

#include "fuzz.h"
#include "store/library.h"
#include "store/query.h"
#include "store/record.h"

static struct library *lib;

static void
clean_up(void)
{
	library_close(lib);
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
	}
	buf_free(&b);
	arena_free(&a);
}

static void
run_query(const struct query *q)
{
	struct arena a = { 0 };
	struct search_run *run = library_search(lib, q, BY_DATE, 0, 10);
	struct library_row *rows;
	struct err err = { "" };
	size_t n;
	bool done = false;

	while (!done)
		MUST(search_step(run, 0, &a, &rows, &n, &done, &err));
	search_free(run);
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
		lib = library_open(":memory:", LIBRARY_WRITE, NULL);
		MUST(lib != NULL);
		atexit(clean_up);
	}
	read_record(x);
	read_query(x);
	return 0;
}
