#include "store/copy.h"

#include <stdlib.h>

#include "base/mem.h"
#include "text/terms.h"

#define RUN 5
#define MAX_TEXT ((size_t)256 << 10)	/* bytes of each that are compared */

struct runs {
	uint64_t *at;
	size_t n, cap;
};

static int
by_size(const void *a, const void *b)
{
	uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;

	return x < y ? -1 : x > y;
}

static struct runs
runs_of(struct slice text)
{
	struct terms t = { .text = slice_sub(text, 0, MAX_TEXT) };
	uint64_t last[RUN] = { 0 }, run;
	struct runs r = { NULL, 0, 0 };
	struct slice term;
	size_t i, n;

	for (n = 0; terms_next(&t, &term); n++) {
		last[n % RUN] = slice_hash(term);
		for (i = 0, run = 0; i < RUN; i++)
			run = run * 0x9E3779B97F4A7C15 + last[(n + 1 + i) %
			    RUN];
		if (n + 1 < RUN)
			continue;
		r.at = mem_grow(r.at, &r.cap, r.n + 1, sizeof(*r.at));
		r.at[r.n++] = run;
	}
	if (r.n)
		qsort(r.at, r.n, sizeof(*r.at), by_size);
	return r;
}

static size_t
in_common(const struct runs *a, const struct runs *b)
{
	size_t i = 0, k = 0, n = 0;

	while (i < a->n && k < b->n)
		if (a->at[i] < b->at[k])
			i++;
		else if (a->at[i] > b->at[k])
			k++;
		else
			n++, i++, k++;
	return n;
}

int
copy_share(struct slice x, struct slice y)
{
	struct runs a = runs_of(x), b = runs_of(y);
	size_t less = a.n < b.n ? a.n : b.n, more = a.n + b.n - less;
	int share = 0;

	if (less > 0 && more <= 2 * less)
		share = (int)(in_common(&a, &b) * 100 / less);
	free(a.at);
	free(b.at);
	return share;
}
