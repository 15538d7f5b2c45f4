/*
 * usage: bench-library FILE N [BYTES]
 *
 * Makes a library of N stories of about BYTES (1,500) of text, unless FILE
 * is one already, and says how large it is beside gzip -6 of the sources,
 * one after the other.  Then asks it what a reader asks, and prints how long
 * each took, at the 95th percentile, beside what is wanted.  Times are of
 * the CPU, so that a busy machine does not count; the library is in the
 * system's memory by then.
 *
 * The texts are made up, and the same at every run.  A word has the rank e
 * to the power of a random number, which is Zipf's law; frequent ones are
 * short; some follow on others, so that there are phrases, and a text comes
 * back to its own words, as in any language: of 5,400 bytes it has about 370
 * different ones.  The names of people and places are in the news for a
 * time: a story shares them with those around it.
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>
#include <zlib.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/mem.h"
#include "store/library.h"
#include "store/prepare.h"
#include "tests/unit/runs.h"

#define WORDS 300000
#define FAST 65536			/* ranks drawn beforehand */
#define NAMES 20000
#define LONGEST 24
#define EVENT 40			/* stories of one time */
#define DAY 300				/* stories of a day */
#define RELATED 5
#define TAGS 5
#define BATCH 500			/* stories of a transaction */

static uint64_t seed = 42;
static char words[WORDS][LONGEST], names[NAMES][2 * LONGEST];
static uint32_t ranks[FAST];

static uint32_t
rnd(uint32_t n)
{
	seed = seed * 6364136223846793005u + 1442695040888963407u;
	return (uint32_t)((seed >> 33) % n);
}

static uint32_t
zipf(uint32_t n)
{
	uint32_t k = ranks[rnd(FAST)] + rnd(1 + ranks[rnd(FAST)] / 64);

	return k < n ? k : rnd(n);
}

/* About as long as words of that rank are. */
static void
make_word(char *out, uint32_t rank, bool name)
{
	static const char *const parts[] = { "a", "e", "the", "re", "in",
	    "on", "st", "er", "an", "ti", "or", "ne", "li", "de", "ma",
	    "co", "un", "ro", "pe", "sh", "al", "vi", "ga", "mi", "bo",
	    "ter", "ing", "ous", "ka", "lo", "su", "fra" };
	int n = 1 + (rank > 4) + (rank > 80) + (rank > 1500) +
	    (rank > 20000) + (int)rnd(2);

	*out = '\0';
	while (n-- > 0)
		strcat(out, parts[rnd(32)]);
	if (name)
		*out = (char)(*out - 32);
}

static void
make_words(void)
{
	uint32_t i;

	for (i = 0; i < FAST; i++)
		ranks[i] = (uint32_t)exp((i + 0.5) / FAST * log(WORDS)) - 1;
	for (i = 0; i < WORDS; i++)
		make_word(words[i], i, false);
	for (i = 0; i < NAMES; i++) {
		make_word(names[i], 2000, true);
		strcat(names[i], " ");
		make_word(names[i] + strlen(names[i]), 2000, true);
	}
}

static const char *
name_of(uint32_t story)
{
	return names[(story / EVENT * 7 + zipf(30)) % NAMES];
}

/* n words, in sentences, with a name of the time now and then. */
static void
add_words(struct buf *b, uint32_t n, uint32_t story)
{
	uint32_t w = zipf(WORDS), i, own[64] = { w };

	for (i = 0; i < n; i++) {
		if (rnd(25) == 0)
			buf_addz(b, name_of(story));
		else
			buf_addz(b, words[w]);
		own[i % 64] = w;
		/* What follows on a word is often the same. */
		switch (rnd(8)) {
		case 0: case 1:
			w = (w * 31 + rnd(3)) % 5000;
			break;
		case 2: case 3:
			w = own[rnd(i < 63 ? i + 1 : 64)];
			break;
		default:
			w = zipf(WORDS);
		}
		buf_addz(b, i + 1 == n ? "." : rnd(16) ? " " : ". ");
	}
}

static void
headline(struct buf *b, uint32_t i)
{
	uint64_t keep = seed;

	seed = i * (uint64_t)977 + 13;
	rnd(2);
	buf_addz(b, name_of(i));
	buf_addc(b, ' ');
	add_words(b, 6 + rnd(4), i);
	b->len--;
	seed = keep;
}

static struct slice
take(struct arena *a, struct buf *b)
{
	struct slice x = arena_dup(a, buf_slice(b));

	buf_clear(b);
	return x;
}

static struct slices
list_of(struct arena *a, size_t n)
{
	return (struct slices){ ARENA_NEW(a, n, struct slice), n, n };
}

static void
make_lists(struct record *r, uint32_t i, struct arena *a, struct buf *b)
{
	int k;

	r->tags = list_of(a, TAGS);
	for (k = 0; k < TAGS; k++)
		r->tags.at[k] = slice_z(name_of(i));
	r->section = list_of(a, 1);
	r->section.at[0] = slice_z(names[i % 20]);
	r->authors = list_of(a, 1);
	r->authors.at[0] = slice_z(names[zipf(3000)]);
	r->site = slice_z(names[zipf(200)]);
	r->related = list_of(a, RELATED);
	r->related_urls = list_of(a, RELATED);
	for (k = 0; k < RELATED; k++) {
		headline(b, i > 100 ? i - 1 - rnd(100) : rnd(100));
		r->related.at[k] = take(a, b);
	}
}

/* A story in four has comments. */
static void
make_comments(struct record *r, uint32_t i, struct arena *a, struct buf *b)
{
	uint32_t n = rnd(4) == 0 ? rnd(30) : 0;

	for (r->ncomments = 0; r->ncomments < n; r->ncomments++) {
		if (b->len)
			buf_addc(b, '\n');
		buf_addz(b, names[rnd(NAMES)]);
		buf_addc(b, '\n');
		add_words(b, 5 + rnd(30), i);
	}
	r->comments = take(a, b);
}

/* A dump of the page: one after the other. */
static void
make_source(struct record *r, struct arena *a, struct buf *b)
{
	int k;

	buf_add(b, r->headline);
	buf_addc(b, '\n');
	buf_add(b, r->published);
	buf_addc(b, '\n');
	buf_add(b, r->body);
	for (k = 0; k < RELATED; k++) {
		buf_addc(b, '\n');
		buf_add(b, r->related.at[k]);
	}
	buf_addz(b, "\nTags:");
	for (k = 0; k < TAGS; k++) {
		buf_addc(b, ' ');
		buf_add(b, r->tags.at[k]);
	}
	buf_addc(b, '\n');
	buf_add(b, r->comments);
	r->source = take(a, b);
}

static void
make_story(struct record *r, uint32_t i, uint32_t bytes, struct arena *a)
{
	static struct buf b;
	time_t t = 1293840000 + (time_t)(i / DAY) * 86400 + rnd(86400);
	struct tm tm;
	char when[32];
	uint32_t n;

	gmtime_r(&t, &tm);
	strftime(when, sizeof(when), "%Y-%m-%dT%H:%M:%SZ", &tm);
	*r = (struct record){ .day = t / 86400, .language = SLICE("en"),
	    .published = arena_dup(a, slice_z(when)) };
	for (n = 2 + rnd(6); n > 0; n--) {
		add_words(&b, bytes / 36 + rnd(bytes / 18), i);
		if (n > 1)
			buf_addc(&b, '\n');
	}
	r->body = take(a, &b);
	headline(&b, i);
	r->headline = take(a, &b);
	make_lists(r, i, a, &b);
	make_comments(r, i, a, &b);
	make_source(r, a, &b);
	record_measure(r);
}

/* ---- making it ---- */

static double
cpu(void)
{
	struct timespec t;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
	return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

struct made {
	z_stream gzip;
	size_t raw;
	double generating, reading, writing, longest;	/* ms of the CPU */
	struct arena arena;
	struct record at[BATCH];
	size_t n;
	struct bundle bundle;
	struct buf packed;
};

static void
squeeze(struct made *m, struct slice x, int how)
{
	static unsigned char out[65536];

	m->gzip.next_in = (unsigned char *)x.s;
	m->gzip.avail_in = (unsigned)x.len;
	do {
		m->gzip.next_out = out;
		m->gzip.avail_out = sizeof(out);
		deflate(&m->gzip, how);
	} while (m->gzip.avail_out == 0);
	m->raw += x.len;
}

static void
must(bool ok, const struct err *err)
{
	if (ok)
		return;
	fprintf(stderr, "%s\n", err->text);
	exit(1);
}

/* What a reader packed goes into the library, as an import has it. */
static void
write_batch(struct library *lib, struct made *m)
{
	struct record_block block;
	struct err err = { "" };
	double start = cpu(), took;
	size_t i, size = m->bundle.raw.len;

	bundle_pack(&m->bundle, &m->packed);
	block = (struct record_block){ buf_slice(&m->packed), size, 0 };
	m->reading += cpu() - start;
	start = cpu();
	must(library_begin(lib, &err), &err);
	for (i = 0; i < m->n; i++) {
		m->at[i].block = &block;
		must(library_add(lib, &m->at[i], NULL, NULL, &err), &err);
	}
	must(library_commit(lib, &err), &err);
	took = cpu() - start;
	m->writing += took;
	m->longest = took > m->longest ? took : m->longest;
	m->n = 0;
	arena_free(&m->arena);
}

static void
add_story(struct library *lib, struct made *m, uint32_t i, uint32_t bytes)
{
	double start = cpu();

	make_story(&m->at[m->n], i, bytes, &m->arena);
	squeeze(m, m->at[m->n].source, Z_NO_FLUSH);
	m->generating += cpu() - start;
	start = cpu();
	record_prepare(&m->at[m->n], &m->bundle, &m->arena);
	m->reading += cpu() - start;
	if (++m->n == BATCH || m->bundle.raw.len >= BUNDLE_FULL)
		write_batch(lib, m);
}

static void
make(const char *path, uint32_t n, uint32_t bytes)
{
	struct made *m = mem_alloc(1, sizeof(*m));
	struct err err = { "" };
	struct library *lib = library_open(path, LIBRARY_WRITE, &err);
	struct stat sb;
	bool more = true;
	uint32_t i;

	must(lib != NULL, &err);
	deflateInit2(&m->gzip, 6, Z_DEFLATED, 31, 8, Z_DEFAULT_STRATEGY);
	for (i = 0; i < n; i++)
		add_story(lib, m, i, bytes);
	if (m->n > 0)
		write_batch(lib, m);
	squeeze(m, (struct slice){ 0 }, Z_FINISH);
	printf("%u stories of %zu bytes; of the CPU %.3f ms each to make, "
	    "%.3f to prepare, %.3f to write (longest batch %.0f ms)\n", n,
	    m->raw / n, m->generating / n, m->reading / n, m->writing / n,
	    m->longest);
	m->writing = cpu();
	while (more)
		must(library_tidy(lib, true, 80, &more, &err), &err);
	printf("%.1f s to merge the index\n", (cpu() - m->writing) / 1e3);
	library_close(lib);
	stat(path, &sb);
	printf("%-34s %9.3f      want %6.2f\n", "size by gzip of the sources",
	    (double)sb.st_size / (double)m->gzip.total_out, 1.3);
	printf("(library %.1f MB, sources %.1f MB, gzip %.1f MB)\n",
	    (double)sb.st_size / 1e6, (double)m->raw / 1e6,
	    (double)m->gzip.total_out / 1e6);
	deflateEnd(&m->gzip);
	bundle_free(&m->bundle);
	buf_free(&m->packed);
	free(m);
}

/* ---- asking it ---- */

static int
by_size(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return (x > y) - (x < y);
}

static void
report(const char *what, double *ms, size_t n, double want)
{
	qsort(ms, n, sizeof(*ms), by_size);
	printf("%-34s %9.3f ms   want %6.2f   p50 %8.3f  longest %8.3f%s\n",
	    what, ms[n * 95 / 100], want, ms[n / 2], ms[n - 1],
	    ms[n * 95 / 100] > want ? "  TOO LONG" : "");
	fflush(stdout);
}

/* Each letter of a form is replaced: w a word, r a rare one, m one of the
 * middle, c a common one, n a name, h a piece of a headline, l a letter; the
 * rest stays. */
static void
fill(struct buf *b, const char *form, uint32_t n)
{
	struct buf title = { 0 };
	size_t at;

	for (; *form; form++) {
		if (form[0] != '%') {
			buf_addc(b, *form);
			continue;
		}
		switch (*++form) {
		case 'w':
			buf_addz(b, words[zipf(WORDS)]);
			break;
		case 'r':
			buf_addz(b, words[50000 + rnd(WORDS - 50000)]);
			break;
		case 'm':
			buf_addz(b, words[1000 + rnd(20000)]);
			break;
		case 'c':
			buf_addz(b, words[rnd(200)]);
			break;
		case 'n':
			buf_addz(b, names[rnd(n / EVENT * 7 % NAMES + 20)]);
			break;
		case 'l':
			buf_addc(b, "abcdefglmnoprstuv"[rnd(17)]);
			break;
		default:
			buf_clear(&title);
			headline(&title, rnd(n));
			at = slice_chr(buf_slice(&title), ' ') + 1;
			buf_add(b, slice_sub(buf_slice(&title), at, 14));
		}
	}
	buf_free(&title);
}

static double
ask(struct library *lib, const char *text, enum library_order order)
{
	double start = cpu();
	struct arena a = { 0 };
	struct err err = { "" };
	struct query *q = query_parse(slice_z(text), &err);
	struct search_run *run;
	struct library_row *rows;
	bool done = false;
	size_t n;

	must(q != NULL, &err);
	run = library_search(lib, q, order, 0, 40);
	while (!done)
		must(search_step(run, 10, &a, &rows, &n, &done, &err), &err);
	start = cpu() - start;
	search_free(run);
	query_free(q);
	arena_free(&a);
	return start;
}

static void
search(struct library *lib, uint32_t n)
{
	static const struct {
		const char *what, *form;
		enum library_order order;
	} kinds[] = {
		{ "one word", "%w", BY_DATE },
		{ "one rare word", "%r", BY_DATE },
		{ "one common word", "%c", BY_DATE },
		{ "two words", "%w %w", BY_DATE },
		{ "a rare and a common word", "%r %c", BY_DATE },
		{ "two words of the middle", "%m %m", BY_DATE },
		{ "three words", "%w %w %w", BY_DATE },
		{ "three common words", "%c %c %c", BY_DATE },
		{ "phrase of a headline", "\"%h\"", BY_DATE },
		{ "phrase of two words", "\"%c %w\"", BY_DATE },
		{ "prefix of a letter", "%l*", BY_DATE },
		{ "prefix of two letters", "%l%l*", BY_DATE },
		{ "prefix of three letters", "%l%l%l*", BY_DATE },
		{ "word and prefix of a letter", "%w %l*", BY_DATE },
		{ "tag", "tag:\"%n\"", BY_DATE },
		{ "tag and word", "tag:\"%n\" %w", BY_DATE },
		{ "word of a time", "%w after:2012-03-01 before:2012-05-01",
		    BY_DATE },
		{ "rare word of a time", "%r before:2011-09-01", BY_DATE },
		{ "unread, one word", "unread %w", BY_DATE },
		{ "read, one word", "read %w", BY_DATE },
		{ "word, not another", "%w -%c", BY_DATE },
		{ "one word, comments:>10", "%w comments:>10", BY_DATE },
		{ "one word by relevance", "%w", BY_RELEVANCE },
		{ "two words by relevance", "%w %w", BY_RELEVANCE },
		{ "one word by comments", "%w", BY_COMMENTS },
		{ "all by comments", "", BY_COMMENTS },
		{ "one word by arrival", "%w", BY_ADDED }
	};
	double ms[100];
	struct buf b = { 0 };
	size_t i, k;

	for (i = 0; i < sizeof(kinds) / sizeof(*kinds); i++) {
		for (k = 0; k < 100; k++) {
			buf_clear(&b);
			fill(&b, kinds[i].form, n);
			ms[k] = ask(lib, buf_z(&b), kinds[i].order);
		}
		report(kinds[i].what, ms, 100, 50);
	}
	buf_free(&b);
}

static void
lists(struct library *lib)
{
	static const struct { const char *what; enum library_folder kind; }
	kinds[] = {
		{ "sections", FOLDER_SECTION }, { "tags", FOLDER_TAG },
		{ "sources", FOLDER_SOURCE }, { "authors", FOLDER_AUTHOR },
		{ "months", FOLDER_MONTH }
	};
	struct library_count *at;
	struct err err = { "" };
	double ms[20];
	size_t i, k, n;

	for (i = 0; i < sizeof(kinds) / sizeof(*kinds); i++) {
		for (k = 0; k < 20; k++) {
			struct arena a = { 0 };

			ms[k] = cpu();
			must(library_folders(lib, kinds[i].kind, 1000, &a,
			    &at, &n, &err), &err);
			ms[k] = cpu() - ms[k];
			arena_free(&a);
		}
		report(kinds[i].what, ms, 20, 50);
	}
}

static void
first_page(const char *path)
{
	struct err err = { "" };
	struct library *lib;
	double ms[20];
	int i;

	for (i = 0; i < 20; i++) {
		ms[i] = cpu();
		lib = library_open(path, LIBRARY_READ, &err);
		must(lib != NULL, &err);
		ask(lib, "", BY_DATE);
		ms[i] = cpu() - ms[i];
		library_close(lib);
	}
	report("opening it and the first headlines", ms, 20, 20);
}

/* The number of a story, by its headline; 0: it has none of its own. */
static int64_t
number_of(struct library *lib, uint32_t i, double *ms)
{
	struct buf b = { 0 };
	int64_t ids[2];
	size_t n;

	headline(&b, i);
	*ms = cpu();
	n = library_resolve(lib, buf_slice(&b), SLICE(""), ids, 2);
	*ms = cpu() - *ms;
	buf_free(&b);
	return n == 1 ? ids[0] : 0;
}

static void
open_stories(struct library *lib, uint32_t n)
{
	double ms[200], took[500];
	struct err err = { "" };
	struct record r;
	size_t i, found = 0;
	int64_t id;

	for (i = 0; i < 500; i++)
		found += number_of(lib, rnd(n), &took[i]) > 0;
	report("a related headline resolved", took, 500, 1);
	printf("(%zu of 500 found)\n", found);
	for (i = 0; i < 200; i++) {
		struct arena a = { 0 };

		while ((id = number_of(lib, rnd(n), &ms[i])) == 0)
			;
		ms[i] = cpu();
		must(library_source(lib, id, &r, &a, &err), &err);
		ms[i] = cpu() - ms[i];
		arena_free(&a);
	}
	report("a story opened", ms, 200, 10);
}

static void
links(struct library *lib, uint32_t n)
{
	static const struct { const char *what; enum library_links kind; }
	kinds[] = {
		{ "stories it lists", LINKS_LISTED },
		{ "stories that list it", LINKS_BACK },
		{ "stories of the same event", LINKS_EVENT }
	};
	struct library_link *l;
	struct err err = { "" };
	double ms[60];
	size_t i, k, got;
	int64_t id;

	for (i = 0; i < 3; i++) {
		for (k = 0; k < 60; k++) {
			struct arena a = { 0 };

			while ((id = number_of(lib, rnd(n), &ms[k])) == 0)
				;
			ms[k] = cpu();
			must(all_links(lib, id, kinds[i].kind, 20, &a, &l,
			    &got, &err), &err);
			ms[k] = cpu() - ms[k];
			arena_free(&a);
		}
		report(kinds[i].what, ms, 60, 50);
	}
}

static void
question(const char *path, uint32_t n)
{
	struct err err = { "" };
	struct library *lib;
	struct rusage u;

	first_page(path);
	lib = library_open(path, LIBRARY_READ, &err);
	must(lib != NULL, &err);
	lists(lib);
	open_stories(lib, n);
	links(lib, n);
	search(lib, n);
	library_close(lib);
	getrusage(RUSAGE_SELF, &u);
	/* The words of the generator are not the library's. */
	printf("%-34s %9.1f MiB  want %6.0f\n", "memory", (double)
	    u.ru_maxrss / 1024 - (double)(sizeof(words) + sizeof(names)) /
	    1048576, 40.0);
}

int
main(int argc, char **argv)
{
	uint32_t n = argc > 2 ? (uint32_t)atoi(argv[2]) : 20000;
	uint32_t bytes = argc > 3 ? (uint32_t)atoi(argv[3]) : 1500;
	pid_t pid;
	int status = 0;

	if (argc < 2 || n < 1000 || bytes < 100) {
		fprintf(stderr, "usage: bench-library FILE N [BYTES]\n");
		return 2;
	}
	make_words();
	/* Asked by a process of its own, so that its memory can be told. */
	fflush(stdout);
	if (!library_exists(argv[1])) {
		if ((pid = fork()) == 0) {
			make(argv[1], n, bytes);
			return 0;
		}
		waitpid(pid, &status, 0);
	}
	if (status == 0)
		question(argv[1], n);
	return status != 0;
}
