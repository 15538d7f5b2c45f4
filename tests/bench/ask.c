/*
 * usage: ask LIBRARY: a library as a script uses it, a line a question on
 * standard input, the fields parted by tabs:
 *
 *	add PATH	its documents are taken in; for each one the number
 *			of its story, how it was added, its headline, its
 *			address
 *	alone PATH	the same, by their headlines alone
 *	find TITLE	what library_resolve() says: numbers of stories
 *	event ID	all_links(): number, title and reason, a link a
 *	back ID		line
 *	listed ID
 *
 * After the last line of an answer comes a line with a dot, and the
 * milliseconds it took.
 */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "load/archive/parts.h"
#include "store/library.h"
#include "tests/unit/runs.h"

#define MAX_FOUND 8
#define MAX_LINKS 20

static const char *const added[] = { "new", "same", "version", "copy" };

static double
now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

static void
put(struct slice x, char end)
{
	fwrite(x.s, 1, x.len, stdout);
	putchar(end);
}

static bool
add_part(struct library *lib, struct part *p, const char *path,
    bool alone, struct err *err)
{
	struct arena a = { 0 };
	struct buf source = { 0 };
	enum library_added how;
	struct record r;
	struct doc *d;
	int64_t id = 0;
	bool ok;

	buf_add(&source, buf_slice(&p->bytes));
	d = part_load(p, path, NULL);
	record_of_doc(&r, d, &a);
	r.path = slice_z(path);
	r.part = p->number;
	r.source = buf_slice(&source);
	if (alone)
		r.titles = SLICE("");
	ok = library_add(lib, &r, &how, &id, err);
	printf("%lld\t%s\t", (long long)id, added[how]);
	put(r.headline, '\t');
	put(r.url, '\n');
	doc_free(d);
	arena_free(&a);
	buf_free(&source);
	return ok;
}

static bool
add_path(struct library *lib, const char *path, bool alone, struct err *err)
{
	struct parts *parts = parts_open(path, err);
	struct part p = { .form = PART_PAGE };
	bool ok = parts != NULL;

	while (ok && parts_next(parts, &p))
		ok = add_part(lib, &p, path, alone, err);
	part_free(&p);
	parts_close(parts);
	return ok;
}

static bool
add(struct library *lib, const char *path, struct err *err)
{
	return add_path(lib, path, false, err);
}

static bool
add_alone(struct library *lib, const char *path, struct err *err)
{
	return add_path(lib, path, true, err);
}

static bool
find(struct library *lib, const char *title, struct err *err)
{
	int64_t ids[MAX_FOUND];
	size_t i, n = library_resolve(lib, slice_z(title), SLICE(""), ids,
	    MAX_FOUND);

	(void)err;
	for (i = 0; i < n; i++)
		printf("%lld\n", (long long)ids[i]);
	return true;
}

static bool
show(struct library *lib, const char *id, enum library_links kind,
    struct err *err)
{
	struct arena a = { 0 };
	struct library_link *at;
	size_t i, n;
	bool ok = all_links(lib, atoll(id), kind, MAX_LINKS, &a, &at, &n, err);

	for (i = 0; ok && i < n; i++) {
		printf("%lld\t", (long long)at[i].id);
		put(at[i].title, '\t');
		put(at[i].why, '\n');
	}
	arena_free(&a);
	return ok;
}

static bool
event(struct library *lib, const char *id, struct err *err)
{
	return show(lib, id, LINKS_EVENT, err);
}

static bool
back(struct library *lib, const char *id, struct err *err)
{
	return show(lib, id, LINKS_BACK, err);
}

static bool
listed(struct library *lib, const char *id, struct err *err)
{
	return show(lib, id, LINKS_LISTED, err);
}

static const struct {
	const char *name;
	bool (*run)(struct library *, const char *, struct err *);
	bool writes;
} questions[] = {
	{ "add", add, true }, { "alone", add_alone, true }, { "find", find, false },
	{ "event", event, false }, { "back", back, false },
	{ "listed", listed, false }
};

static bool
answer(struct library *lib, char *line, bool *writing, struct err *err)
{
	size_t i, n = strcspn(line, "\t");
	char *rest = line + n + (line[n] == '\t');
	bool ok = true;
	double start;

	line[n] = '\0';
	rest[strcspn(rest, "\n")] = '\0';
	for (i = 0; i < sizeof(questions) / sizeof(*questions); i++) {
		if (strcmp(line, questions[i].name))
			continue;
		/* One transaction for all that is added in a row. */
		if (questions[i].writes != *writing) {
			ok = *writing ? library_commit(lib, err) :
			    library_begin(lib, err);
			*writing = questions[i].writes;
		}
		start = now();
		ok = ok && questions[i].run(lib, rest, err);
		printf(".\t%.3f\n", now() - start);
	}
	fflush(stdout);
	return ok;
}

int
main(int argc, char **argv)
{
	struct err err = { "" };
	struct library *lib;
	char *line = NULL;
	size_t cap = 0;
	bool writing = false, ok;

	if (argc != 2)
		return 2;
	lib = library_open(argv[1], LIBRARY_WRITE, &err);
	ok = lib != NULL;
	while (ok && getline(&line, &cap, stdin) > 0)
		ok = answer(lib, line, &writing, &err);
	if (ok && writing)
		ok = library_commit(lib, &err);
	if (!ok)
		fprintf(stderr, "%s\n", err.text);
	free(line);
	library_close(lib);
	return !ok;
}
