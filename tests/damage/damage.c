/*
 * usage: damage [-t] [-n PAGES] [-f FLIPS] PATH...
 *
 * Reads each document cut off at every 64th of it, and with single bytes
 * changed: nothing may crash (a page has a process of its own, so that each
 * has its verdict), nor take more than twice the time of the document as it
 * is.  -t: time is not looked at (sanitizers, valgrind).  -n: that many of
 * the paths, spread evenly.  -f: so many changed bytes a page, each in a
 * copy of its own (20).  The bytes are the same in each run.
 */
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/file.h"
#include "doc/json.h"
#include "load/load.h"
#include "load/unwrap.h"
#include "text/width.h"

#define PARTS 64			/* cuts, and the whole */
#define FLOOR 0.001			/* seconds that count as nothing */
#define TRIES 8				/* until the clock is believed */

struct job {
	const char *path;
	struct buf page;
	int flips;
	bool timed;
	double whole;			/* seconds, of the document as it is */
	char *now;			/* what is done, for the parent */
	int slow;
};

#define NOW_MAX 100			/* bytes of that */

static double
seconds(void)
{
	struct rusage u;

	getrusage(RUSAGE_SELF, &u);
	return (double)(u.ru_utime.tv_sec + u.ru_stime.tv_sec) +
	    (double)(u.ru_utime.tv_usec + u.ru_stime.tv_usec) / 1e6;
}

/* Seconds to read x and to print it. */
static double
read_once(struct slice x)
{
	struct buf bytes = { 0 }, out = { 0 };
	struct doc *d;
	double start;

	buf_add(&bytes, x);
	start = seconds();
	d = load_bytes(&bytes, "-", NULL);
	json_doc(&out, d);
	doc_free(d);
	start = seconds() - start;
	buf_free(&out);
	return start;
}

/* The least of several: what else runs here only makes it more. */
static double
read_best(struct slice x, int tries)
{
	double best = read_once(x), t;

	while (--tries > 0) {
		t = read_once(x);
		if (t < best)
			best = t;
	}
	return best;
}

static void
try_one(struct job *j, struct slice x, const char *what, size_t where)
{
	double t;

	snprintf(j->now, NOW_MAX, "%s %zu", what, where);
	t = read_once(x);
	if (!j->timed || t < 2 * j->whole + FLOOR)
		return;
	t = read_best(x, TRIES);
	j->whole = read_best(buf_slice(&j->page), TRIES);
	if (t < 2 * j->whole + FLOOR)
		return;
	printf("%s, %s: %.1f ms, the whole %.1f ms\n", j->path, j->now,
	    t * 1e3, j->whole * 1e3);
	j->slow++;
}

/* As in "Numerical Recipes": quick, and the same everywhere. */
static uint32_t
draw(uint32_t *state)
{
	*state = *state * 1664525u + 1013904223u;
	return *state >> 8;
}

static void
try_all(struct job *j)
{
	struct slice whole = buf_slice(&j->page);
	uint32_t state = (uint32_t)whole.len;
	size_t i, at;
	char was;

	j->whole = read_best(whole, 3);
	for (i = 1; i < PARTS; i++)
		try_one(j, slice_sub(whole, 0, whole.len * i / PARTS),
		    "cut at 64ths:", i);
	for (i = 0; i < (size_t)j->flips && whole.len; i++) {
		at = (((size_t)draw(&state) << 24) | draw(&state)) %
		    whole.len;
		was = j->page.s[at];
		j->page.s[at] = (char)(was ^ (1 + draw(&state) % 255));
		try_one(j, whole, "byte changed at", at);
		j->page.s[at] = was;
	}
}

/* Unpacked, so that it is the page that is damaged. */
static bool
read_page(struct job *j)
{
	struct doc *d = doc_new("");
	struct err err;
	bool cut, ok = file_read(j->path, LOAD_MAX_BYTES, &j->page, &cut,
	    &err);

	if (ok)
		unwrap(d, &j->page, LOAD_MAX_UNPACKED);
	else
		printf("%s: %s\n", j->path, err.text);
	doc_free(d);
	return ok;
}

static bool
do_page(struct job *j)
{
	int status = 0;
	pid_t child;

	if (!read_page(j))
		return false;
	fflush(stdout);
	child = fork();
	if (child == 0) {
		try_all(j);
		fflush(stdout);
		_exit(j->slow > 0);
	}
	waitpid(child, &status, 0);
	buf_free(&j->page);
	if (WIFEXITED(status) && WEXITSTATUS(status) == 0)
		return true;
	if (!WIFEXITED(status) || WEXITSTATUS(status) != 1)
		printf("%s, %s: crashed (status %d)\n", j->path, j->now,
		    status);
	return false;
}

int
main(int argc, char **argv)
{
	struct job j = { .flips = 20, .timed = true };
	int i, c, n = 0, failed = 0, of;

	while ((c = getopt(argc, argv, "tn:f:")) != -1) {
		if (c == 't')
			j.timed = false;
		else if (c == 'n')
			n = atoi(optarg);
		else if (c == 'f')
			j.flips = atoi(optarg);
		else
			return 2;
	}
	of = argc - optind;
	if (n <= 0 || n > of)
		n = of;
	text_locale();
	j.now = mmap(NULL, NOW_MAX, PROT_READ | PROT_WRITE,
	    MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	for (i = 0; i < n; i++) {
		j.path = argv[optind + (long)i * of / n];
		failed += !do_page(&j);
	}
	printf("damage: %d passed, %d failed\n", n - failed, failed);
	return n == 0 || failed > 0;
}
