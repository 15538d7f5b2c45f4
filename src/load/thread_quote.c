/*
 * Quotations: five words in a row, in quotation marks or after ">", that
 * an earlier comment holds.  The quotations are gathered first, so that
 * only their words need remembering however long the page is.
 */
#include "load/thread_parts.h"

#include <stdlib.h>

#include "base/mem.h"
#include "load/words.h"
#include "text/quotemark.h"

#define RUN 5			/* words */
#define PER_COMMENT 4		/* quotations that count, each by its start
				   and its end */

struct run {
	uint64_t key;		/* 0: free */
	int32_t first;		/* comment that says it, or -1 */
};

struct quote {			/* in the order of comments */
	int32_t comment;
	uint64_t key;
};

struct quotes {
	const struct doc *d;
	struct quote *at;
	size_t n, cap;
	struct run *runs;
	size_t mask;
};

static struct run *
run_of(const struct quotes *q, uint64_t key)
{
	size_t i = (size_t)(key >> 20) & q->mask;

	while (q->runs[i].key != 0 && q->runs[i].key != key)
		i = (i + 1) & q->mask;
	return &q->runs[i];
}

/* A window over the last words. */
struct window {
	uint32_t words[RUN];
	size_t n;
};

static uint64_t
window_key(const struct window *w)
{
	uint64_t key = 0x9E3779B97F4A7C15u;
	size_t i;

	for (i = 0; i < RUN; i++)
		key = (key ^ w->words[(w->n + i) % RUN]) * 0x100000001B3u ^
		    key >> 29;
	return key ? key : 1;
}

static void
add_quote(struct quotes *q, int32_t comment, uint64_t key)
{
	q->at = mem_grow(q->at, &q->cap, q->n + 1, sizeof(*q->at));
	q->at[q->n++] = (struct quote){ comment, key };
}

/* The first and the last words in a row of a quotation. */
static bool
gather(struct quotes *q, int32_t comment, struct slice x)
{
	struct word_cursor c = { .text = slice_sub(x, 0, 4096) };
	struct window w = { .n = 0 };
	uint32_t h;

	while (word_next(&c, &h)) {
		w.words[w.n++ % RUN] = h;
		if (w.n == RUN)
			add_quote(q, comment, window_key(&w));
	}
	if (w.n > RUN)
		add_quote(q, comment, window_key(&w));
	return w.n >= RUN;
}

#define QUOTE_MAX ((size_t)2000)	/* bytes within quotation marks */

#define TRIES 64		/* opening marks of a line that are tried */

/* The quotations in marks of a line. */
static int
gather_marked(struct quotes *q, int32_t comment, struct slice line)
{
	const struct quotemark *p;
	struct slice in;
	size_t i, end;
	int n = 0, tries = 0;

	for (i = 0; i < line.len && n < PER_COMMENT && tries < TRIES; i++) {
		p = quotemark_at(slice_from(line, i), false);
		if (p == NULL)
			continue;
		tries++;
		in = slice_sub(line, i + p->open.len, QUOTE_MAX);
		end = slice_find(in, p->shut);
		if (end == SLICE_NONE)
			continue;
		n += gather(q, comment, slice_sub(in, 0, end));
		i += p->open.len + end + p->shut.len - 1;
	}
	return n;
}

static bool
is_quoted(struct slice line)
{
	line = slice_trim(line);
	return slice_starts(line, SLICE(">")) ||
	    slice_starts(line, SLICE("&gt;"));
}

static void
gather_comment(struct quotes *q, int32_t i)
{
	struct slice rest = q->d->comments[i].text, line;
	int n = 0;

	while (n < PER_COMMENT && slice_cut(&rest, '\n', &line)) {
		if (is_quoted(line))
			n += gather(q, i, line);
		else
			n += gather_marked(q, i, line);
	}
}

struct quotes *
quotes_new(const struct doc *d)
{
	struct quotes *q = mem_alloc(1, sizeof(*q));
	struct run *r;
	size_t i;

	q->d = d;
	for (i = 0; i < d->ncomments; i++)
		gather_comment(q, (int32_t)i);
	for (q->mask = 63; q->mask < q->n * 2; q->mask = q->mask * 2 + 1)
		;
	q->runs = mem_alloc(q->mask + 1, sizeof(*q->runs));
	for (i = 0; i < q->n; i++) {
		r = run_of(q, q->at[i].key);
		*r = (struct run){ q->at[i].key, -1 };
	}
	return q;
}

void
quotes_free(struct quotes *q)
{
	free(q->at);
	free(q->runs);
	free(q);
}

void
quotes_forget(struct quotes *q)
{
	size_t i;

	for (i = 0; i <= q->mask; i++)
		q->runs[i].first = -1;
}

/* The first of the quotations of comment i. */
static size_t
first_quote(const struct quotes *q, int32_t i)
{
	size_t lo = 0, hi = q->n, mid;

	while (lo < hi) {
		mid = lo + (hi - lo) / 2;
		if (q->at[mid].comment < i)
			lo = mid + 1;
		else
			hi = mid;
	}
	return lo;
}

int32_t
quotes_find(const struct quotes *q, int32_t i)
{
	const struct run *r;
	size_t k;

	for (k = first_quote(q, i); k < q->n && q->at[k].comment == i; k++) {
		r = run_of(q, q->at[k].key);
		if (r->first >= 0)
			return r->first;
	}
	return -1;
}

void
quotes_note(struct quotes *q, int32_t i)
{
	struct slice rest = q->d->comments[i].text, line;
	struct word_cursor c;
	struct window w = { .n = 0 };
	struct run *r;
	uint32_t h;

	if (q->n == 0)
		return;
	while (slice_cut(&rest, '\n', &line)) {
		if (is_quoted(line))
			continue;
		c = (struct word_cursor){ .text = line };
		while (word_next(&c, &h)) {
			w.words[w.n++ % RUN] = h;
			if (w.n < RUN)
				continue;
			r = run_of(q, window_key(&w));
			if (r->key != 0 && r->first < 0)
				r->first = i;
		}
	}
}
