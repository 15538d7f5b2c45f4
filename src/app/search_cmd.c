#include "app/search_cmd.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "app/options.h"
#include "app/report.h"
#include "base/file.h"
#include "doc/json.h"
#include "store/library.h"
#include "text/width.h"

#define LIMIT 20			/* stories */
#define LIMIT_MAX 1000000000

struct finder {
	const char *path;		/* --library, or NULL */
	size_t limit;
	bool json, colour;
	struct buf words;		/* the query */
	struct library *lib;
	struct buf out;
	struct arena arena;		/* of the rows in hand */
};

/* ---- output ---- */

/* A hit begins with \1 and ends with \2; marked where it is seen. */
static void
add_marked(struct finder *f, struct slice x, bool mark)
{
	size_t i;

	for (i = 0; i < x.len; i++)
		if (x.s[i] == '\1')
			buf_addz(&f->out, mark ? "\033[1;4m" : "");
		else if (x.s[i] == '\2')
			buf_addz(&f->out, mark ? "\033[0m" : "");
		else if (x.s[i] == '\n' || x.s[i] == '\t')
			buf_addc(&f->out, ' ');
		else
			buf_addc(&f->out, x.s[i]);
}

static void
print_row(struct finder *f, const struct library_row *row,
    const struct record *rec)
{
	buf_add(&f->out, slice_sub(row->published, 0, 10));
	buf_addc(&f->out, '\t');
	add_marked(f, row->headline, false);
	buf_addc(&f->out, '\t');
	add_marked(f, row->site.len ? row->site : rec->path, false);
	buf_addc(&f->out, '\t');
	add_marked(f, row->snippet, f->colour);
	buf_addc(&f->out, '\n');
}

static void
add_field(struct buf *b, const char *name, struct slice x)
{
	buf_printf(b, ", \"%s\": ", name);
	if (x.len)
		json_string(b, x);
	else
		buf_addz(b, "null");
}

static void
print_json(struct finder *f, const struct library_row *row,
    const struct record *rec)
{
	size_t start, n;
	struct buf snippet = { 0 };

	start = f->out.len;
	add_marked(f, row->snippet, false);
	n = f->out.len - start;
	buf_add(&snippet, slice_sub(buf_slice(&f->out), start, n));
	f->out.len = start;
	buf_printf(&f->out, "{\"id\": %lld", (long long)row->id);
	add_field(&f->out, "headline", row->headline);
	add_field(&f->out, "url", rec->url);
	add_field(&f->out, "published", row->published);
	add_field(&f->out, "section", row->section);
	add_field(&f->out, "site", row->site);
	add_field(&f->out, "snippet", buf_slice(&snippet));
	add_field(&f->out, "source", rec->path);
	buf_printf(&f->out, ", \"part\": %llu, \"comments\": %u}\n",
	    (unsigned long long)rec->part, row->comments);
	buf_free(&snippet);
}

/* False: nobody reads, or it cannot be written; the last is told. */
static bool
flush(struct finder *f)
{
	struct err err;
	bool ok = file_write_fd(STDOUT_FILENO, buf_slice(&f->out), &err);

	if (!ok && errno != EPIPE)
		report("standard output", "%s", err.text);
	buf_clear(&f->out);
	return ok;
}

/* ---- the search ---- */

static bool
print_rows(struct finder *f, const struct library_row *rows, size_t n,
    struct err *err)
{
	struct arena a = { 0 };
	struct record rec;
	size_t i;
	bool ok = true;

	for (i = 0; i < n && ok; i++) {
		ok = library_source(f->lib, rows[i].id, &rec, &a, err);
		if (ok && f->json)
			print_json(f, &rows[i], &rec);
		else if (ok)
			print_row(f, &rows[i], &rec);
		arena_free(&a);
	}
	return ok;
}

static bool
run_query(struct finder *f, const struct query *q, struct err *err)
{
	struct search_run *run = library_search(f->lib, q, f->words.len ?
	    BY_RELEVANCE : BY_DATE, 0, f->limit);
	struct library_row *rows;
	bool done = false, ok = true;
	size_t n;

	while (ok && !done) {
		n = 0;
		ok = search_step(run, 0, &f->arena, &rows, &n, &done, err) &&
		    print_rows(f, rows, n, err);
		arena_free(&f->arena);
		if (ok && !flush(f)) {
			search_free(run);
			return fail(err, "%s", "");
		}
	}
	search_free(run);
	return ok;
}

static int
search(struct finder *f)
{
	struct err err = { "" };
	struct query *q = query_parse(buf_slice(&f->words), &err);
	int status = 1;

	if (q == NULL)
		return report_usage("search", "%s", err.text);
	f->lib = library_open(f->path, LIBRARY_READ, &err);
	if (f->lib && run_query(f, q, &err))
		status = 0;
	else if (*err.text)
		report(NULL, "%s", err.text);
	library_close(f->lib);
	query_free(q);
	return status;
}

/* ---- the command line ---- */

static int
set_json(struct finder *f, const char *value)
{
	(void)value;
	f->json = true;
	return 0;
}

static int
set_limit(struct finder *f, const char *value)
{
	char *end;
	long n = strtol(value, &end, 10);

	if (!ascii_digit(*value) || *end || n < 1 || n > LIMIT_MAX)
		return report_usage("search",
		    "--limit is a number from 1 to %d, not \"%s\"", LIMIT_MAX,
		    value);
	f->limit = (size_t)n;
	return 0;
}

static int
set_library(struct finder *f, const char *value)
{
	f->path = value;
	return 0;
}

static const struct option_spec table[] = {
	{ "json", 0, false }, { "limit", 'n', true },
	{ "library", 0, true }, { NULL, 0, false }
};

static int (*const setters[])(struct finder *, const char *) = {
	set_json, set_limit, set_library
};

static int
read_options(struct finder *f, char **argv)
{
	struct options o;
	const char *value;
	int i, status = 0;
	bool asked = false;

	options_start(&o, table, "search", argv);
	while (status == 0 && (i = options_next(&o, &value)) != OPTIONS_END) {
		if (i == OPTIONS_OPERAND) {
			if (f->words.len)
				buf_addc(&f->words, ' ');
			buf_addz(&f->words, value);
			asked = true;
		} else if (i == OPTIONS_WRONG)
			status = 2;
		else
			status = setters[i](f, value);
	}
	if (status == 0 && !asked)
		status = report_usage("search", "say what to look for");
	return status;
}

static bool
wants_colour(void)
{
	const char *no_color = getenv("NO_COLOR");

	return isatty(STDOUT_FILENO) && (no_color == NULL || *no_color == 0);
}

int
cmd_search_library(int argc, char **argv)
{
	struct finder f = { .limit = LIMIT, .colour = wants_colour() };
	int status;

	(void)argc;
	text_locale();
	status = read_options(&f, argv);
	if (status == 0)
		status = search(&f);
	buf_free(&f.words);
	buf_free(&f.out);
	arena_free(&f.arena);
	return status;
}
