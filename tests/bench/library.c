/*
 * usage: library FILE N [BYTES]: makes a library of N stories of about BYTES
 * (2,000) of text from a seeded generator, searches it, and says how long
 * that took and how large it is beside gzip -6 of the sources (one after
 * the other).  Words are drawn by Zipf's law from 60,000, names and tags
 * from 5,000 with a few that are in the news at a time.
 *
 *	cc -O2 -Isrc tests/bench/library.c build/liblede.a -lsqlite3 -lz ...
 */
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <time.h>
#include <zlib.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/mem.h"
#include "store/library.h"

#define WORDS 60000
#define NAMES 5000
#define BATCH 4000

static uint64_t seed = 42;
static char words[WORDS][16], names[NAMES][40];

static uint32_t
rnd(void)
{
	seed = seed * 6364136223846793005u + 1442695040888963407u;
	return (uint32_t)(seed >> 33);
}

/* Zipf's law: the rank is about n to the power of an even number. */
static uint32_t
zipf(uint32_t n)
{
	double u = (rnd() % 1000000) / 1e6, x = 1;
	uint32_t k = 1;

	while (k < n && x < u * 20) {
		k *= 2;
		x += 1.25;
	}
	k = k > n ? n : k;
	return k / 2 + rnd() % (k - k / 2);
}

static void
make_word(char *out, bool name)
{
	static const char *const parts[] = { "ka", "ro", "li", "men", "sta",
	    "tor", "ber", "an", "is", "de", "vi", "lo", "pe", "sun", "gra",
	    "ti", "ous", "er", "ing", "cal" };
	int n = 1 + (int)(rnd() % 4);

	*out = '\0';
	while (n-- > 0 && strlen(out) < 10)
		strcat(out, parts[rnd() % 20]);
	if (name)
		*out = (char)(*out - 32);
}

static void
make_words(void)
{
	int i;

	for (i = 0; i < WORDS; i++)
		make_word(words[i], false);
	for (i = 0; i < NAMES; i++) {
		make_word(names[i], true);
		strcat(names[i], " ");
		make_word(names[i] + strlen(names[i]), true);
	}
}

static void
add_words(struct buf *b, int n, uint32_t at)
{
	while (n-- > 0) {
		if (rnd() % 12 == 0)
			buf_addz(b, names[(at + zipf(40)) % NAMES]);
		else
			buf_addz(b, words[zipf(WORDS)]);
		buf_addc(b, n ? ' ' : '.');
		if (n && rnd() % 15 == 0)
			buf_addz(b, "\n");
	}
}

static void
headline(struct buf *b, uint32_t i)
{
	uint64_t keep = seed;

	seed = i * 977 + 13;
	rnd();
	add_words(b, 8 + (int)(rnd() % 4), i / 200);
	seed = keep;
}

static struct slice
keep(struct arena *a, struct buf *b)
{
	struct slice x = arena_dup(a, buf_slice(b));

	buf_clear(b);
	return x;
}

static void
make_story(struct record *r, uint32_t i, int bytes, struct arena *a)
{
	static struct buf b;
	struct slice *l = ARENA_NEW(a, 32, struct slice);
	struct doc *d = doc_new("x");
	int k, n = (int)(rnd() % 4 == 0 ? rnd() % 40 : 0);

	buf_clear(&b);
	add_words(&b, bytes / 8 + (int)(rnd() % (unsigned)(bytes / 8)),
	    i / 200);
	doc_add_block(d, BLOCK_PARAGRAPH, keep(a, &b));
	record_of_doc(r, d, a);
	r->body = arena_dup(a, r->body);
	doc_free(d);
	headline(&b, i);
	b.len--;
	r->headline = keep(a, &b);
	buf_printf(&b, "https://news.example/%u/%u", i / 5000, i * 2654435761u);
	r->url = keep(a, &b);
	buf_printf(&b, "%04u-%02u-%02uT%02u:%02u:00Z", 2010 + i / 100000 % 10,
	    1 + i / 8000 % 12, 1 + i / 300 % 28, rnd() % 24, rnd() % 60);
	r->published = keep(a, &b);
	r->day = record_day(r->published);
	for (k = 0; k < 5; k++)
		l[k] = slice_z(names[(i / 200 + zipf(40)) % NAMES]);
	r->tags = (struct slices){ l, 5, 5 };
	l[5] = slice_z(names[i / 50000]);
	r->section = (struct slices){ l + 5, 1, 1 };
	l[6] = slice_z(names[zipf(900)]);
	r->authors = (struct slices){ l + 6, 1, 1 };
	r->site = slice_z(names[zipf(100)]);
	for (k = 0; k < 5; k++) {
		headline(&b, i > 100 ? i - rnd() % 100 : rnd() % 100);
		l[8 + k] = keep(a, &b);
	}
	r->related = (struct slices){ l + 8, 5, 5 };
	r->related_urls = (struct slices){ l + 16, 5, 5 };
	for (k = 0; k < n; k++) {
		buf_addz(&b, names[rnd() % NAMES]);
		buf_addc(&b, '\n');
		add_words(&b, 10 + (int)(rnd() % 30), i / 200);
		buf_addc(&b, '\n');
	}
	r->ncomments = (uint32_t)n;
	r->comments = keep(a, &b);
	/* A dump: all of it one after the other. */
	buf_add(&b, r->headline);
	buf_addc(&b, '\n');
	buf_add(&b, r->body);
	for (k = 0; k < 5; k++) {
		buf_addc(&b, '\n');
		buf_add(&b, l[8 + k]);
	}
	for (k = 0; k < 5; k++) {
		buf_addc(&b, '\n');
		buf_add(&b, l[k]);
	}
	buf_addc(&b, '\n');
	buf_add(&b, r->comments);
	r->source = keep(a, &b);
}

static double
cpu(void)
{
	struct rusage u;

	getrusage(RUSAGE_SELF, &u);
	return (double)u.ru_utime.tv_sec + (double)u.ru_utime.tv_usec / 1e6 +
	    (double)u.ru_stime.tv_sec + (double)u.ru_stime.tv_usec / 1e6;
}

static double
now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static int
by_size(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return (x > y) - (x < y);
}

static void
report(const char *what, double *ms, size_t n)
{
	qsort(ms, n, sizeof(*ms), by_size);
	printf("%-24s p50 %8.3f ms  p95 %8.3f ms  max %8.3f ms\n", what,
	    ms[n / 2], ms[n * 95 / 100], ms[n - 1]);
}

static size_t
make(struct library *lib, uint32_t n, int bytes, struct err *err)
{
	z_stream z = { 0 };
	static unsigned char out[65536];
	size_t raw = 0, counts[4] = { 0 };
	double start = now(), c, used = 0, gen = 0;
	enum library_added how;
	struct record r;
	uint32_t i;

	deflateInit(&z, 6);
	for (i = 0; i < n; i++) {
		struct arena a = { 0 };

		c = cpu();
		make_story(&r, i, bytes, &a);
		z.next_in = (unsigned char *)r.source.s;
		z.avail_in = (unsigned)r.source.len;
		do {
			z.next_out = out;
			z.avail_out = sizeof(out);
			deflate(&z, Z_NO_FLUSH);
		} while (z.avail_out == 0);
		raw += r.source.len;
		gen += cpu() - c;
		c = cpu();
		if ((i % BATCH == 0 && !library_begin(lib, err)) ||
		    !library_add(lib, &r, &how, NULL, err) ||
		    ((i % BATCH == BATCH - 1 || i == n - 1) &&
		    !library_commit(lib, err))) {
			printf("%s\n", err->text);
			exit(1);
		}
		used += cpu() - c;
		counts[how]++;
		arena_free(&a);
	}
	z.next_out = out;
	z.avail_out = sizeof(out);
	deflate(&z, Z_FINISH);
	printf("%u stories, %.0f bytes each; new %zu same %zu version %zu "
	    "copy %zu\nadds %.0f/s of CPU (%.1f s; %.1f s by the clock, "
	    "generator %.1f)\n", n, (double)raw / n, counts[0], counts[1],
	    counts[2], counts[3], n / used, used, now() - start, gen);
	return z.total_out;
}

static void
search(struct library *lib, int nwords, const char *prefix,
    enum library_order order, const char *what)
{
	double ms[200];
	int i, k;

	for (i = 0; i < 200; i++) {
		struct buf b = { 0 };
		struct arena a = { 0 };
		struct query *q;
		struct search_run *run;
		struct library_row *rows;
		size_t n;
		bool done = false;

		buf_addz(&b, prefix);
		for (k = 0; k < nwords; k++) {
			buf_addz(&b, words[zipf(WORDS)]);
			buf_addc(&b, ' ');
		}
		ms[i] = now();
		q = query_parse(buf_slice(&b), NULL);
		run = library_search(lib, q, order, 0, 40, NULL);
		while (!done)
			search_step(run, 16, &a, &rows, &n, &done, NULL);
		ms[i] = (now() - ms[i]) * 1000;
		search_free(run);
		query_free(q);
		arena_free(&a);
		buf_free(&b);
	}
	report(what, ms, 200);
}

static void
resolve(struct library *lib, uint32_t n)
{
	double ms[500];
	int i, right = 0, wrong = 0;
	struct buf b = { 0 };
	int64_t ids[4];
	struct library_row row;

	for (i = 0; i < 500; i++) {
		struct arena a = { 0 };
		size_t found;

		buf_clear(&b);
		headline(&b, rnd() % n);
		b.len--;
		ms[i] = now();
		found = library_resolve(lib, buf_slice(&b), SLICE(""), ids,
		    4);
		ms[i] = (now() - ms[i]) * 1000;
		if (found == 1 && library_row_get(lib, ids[0], &row, &a) &&
		    slice_eq(row.headline, buf_slice(&b)))
			right++;
		else if (found == 1)
			wrong++;
		arena_free(&a);
	}
	report("resolve a headline", ms, 500);
	printf("right %d wrong %d of 500\n", right, wrong);
	buf_free(&b);
}

static void
walk(struct library *lib, enum library_links kind, const char *what)
{
	double ms[100];
	int i;

	for (i = 0; i < 100; i++) {
		struct arena a = { 0 };
		struct library_link *l;
		size_t n;
		int64_t id = 0;
		struct buf b = { 0 };

		while (id == 0) {
			buf_clear(&b);
			headline(&b, rnd() % 10000);
			b.len--;
			library_resolve(lib, buf_slice(&b), SLICE(""), &id,
			    1);
		}
		ms[i] = now();
		library_links(lib, id, kind, 20, &a, &l, &n, NULL);
		ms[i] = (now() - ms[i]) * 1000;
		arena_free(&a);
		buf_free(&b);
	}
	report(what, ms, 100);
}

int
main(int argc, char **argv)
{
	struct err err = { "" };
	struct library *lib;
	struct stat sb;
	size_t gz = 0;
	uint32_t n = argc > 2 ? (uint32_t)atoi(argv[2]) : 5000;
	double t;
	struct rusage u;

	if (argc < 2)
		return 2;
	make_words();
	if (!library_exists(argv[1])) {
		lib = library_open(argv[1], LIBRARY_WRITE, &err);
		if (lib == NULL) {
			printf("%s\n", err.text);
			return 1;
		}
		gz = make(lib, n, argc > 3 ? atoi(argv[3]) : 2000, &err);
		library_close(lib);
		stat(argv[1], &sb);
		printf("library %.1f MB, gzip %.1f MB, ratio %.2f\n",
		    (double)sb.st_size / 1e6, (double)gz / 1e6,
		    (double)sb.st_size / (double)gz);
	}
	t = now();
	lib = library_open(argv[1], LIBRARY_READ, &err);
	if (lib == NULL) {
		printf("%s\n", err.text);
		return 1;
	}
	printf("open %.2f ms\n", (now() - t) * 1000);
	search(lib, 0, "", BY_DATE, "all, by date");
	search(lib, 0, "unread", BY_DATE, "unread");
	search(lib, 1, "", BY_DATE, "one word");
	search(lib, 2, "", BY_DATE, "two words");
	search(lib, 3, "", BY_DATE, "three words");
	search(lib, 1, "", BY_RELEVANCE, "one word, relevance");
	search(lib, 0, "", BY_COMMENTS, "all, by comments");
	search(lib, 1, "", BY_COMMENTS, "one word, by comments");
	search(lib, 1, "comments:>10 ", BY_DATE, "word comments:>10");
	resolve(lib, n);
	walk(lib, LINKS_LISTED, "stories it lists");
	walk(lib, LINKS_BACK, "stories that list it");
	walk(lib, LINKS_EVENT, "the same event");
	getrusage(RUSAGE_SELF, &u);
	printf("peak memory %ld KiB\n", u.ru_maxrss);
	library_close(lib);
	return 0;
}
