/*
 * Likeness of two comments: words in common, each weighed by how rare it
 * is on the page (tf-idf without tf; Salton and Buckley 1988).  A word
 * counts by its first three letters, its first four and so on to seven, and
 * by the pair it makes with the word before: endings differ, and how much
 * of a word matters differs between languages.
 */
#include "load/thread_parts.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "load/approx.h"
#include "load/words.h"

#define WORDS_MAX 256		/* of a comment that count */
#define HEADS_MAX (WORDS_MAX * (WORD_HEADS + 1))
#define BYTES_MAX 8192		/* of its text */
#define TABLE ((size_t)1 << 18)	/* heads of the page, by hash */
#define STEM 2			/* the head that stands for a word where only
				   one does: endings differ */
#define RICH 2000		/* comments, up to which all heads count */

struct bag {			/* a comment's heads, made on demand */
	uint32_t *heads;	/* and pairs, ascending */
	int n;			/* -1: not made yet */
	int all;		/* words */
	float norm, root;	/* of the sum of weights; of that; 0: not yet */
	float length;		/* log of 1 more than these */
};

struct likeness {
	const struct doc *d;
	struct arena arena;
	struct bag *bags;
	size_t n;
	bool rich;
	uint16_t *count;	/* of comments with a head, by its hash */
	float *weight;		/* of a head, squared, by its count */
};

static int
ascending(const void *a, const void *b)
{
	uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;

	return x < y ? -1 : x > y;
}

static uint32_t
pair(uint32_t before, uint32_t word)
{
	uint32_t h = (before * 0x9E3779B1u ^ word) * 0x85EBCA6Bu;

	return h ^ h >> 13;
}

/* What words a text holds; on a long page only one head of each. */
static int
gather(const struct likeness *l, struct slice x, uint32_t out[HEADS_MAX],
    int *words)
{
	struct word_cursor c = { .text = slice_sub(x, 0, BYTES_MAX) };
	uint32_t h, before = 0;
	int n = 0, k;

	for (*words = 0; *words < WORDS_MAX && word_next(&c, &h); ++*words) {
		if (!l->rich) {
			out[n++] = c.nheads > STEM ? c.heads[STEM] : h;
			continue;
		}
		for (k = 0; k < c.nheads; k++)
			out[n++] = c.heads[k];
		if (c.nheads == 0)
			out[n++] = h;
		if (*words > 0)
			out[n++] = pair(before, h);
		before = h;
	}
	return n;
}

/* The different ones, ascending. */
static int
heads_of(const struct likeness *l, struct slice x, uint32_t out[HEADS_MAX],
    int *words)
{
	int n = gather(l, x, out, words), i, k = 0;

	qsort(out, (size_t)n, sizeof(*out), ascending);
	for (i = 0; i < n; i++)
		if (k == 0 || out[k - 1] != out[i])
			out[k++] = out[i];
	return k;
}

static void
bag_fill(struct likeness *l, size_t i)
{
	struct bag *b = &l->bags[i];
	uint32_t heads[HEADS_MAX];

	b->n = heads_of(l, l->d->comments[i].text, heads, &b->all);
	b->heads = ARENA_NEW(&l->arena, (size_t)b->n, uint32_t);
	if (b->n)
		memcpy(b->heads, heads, (size_t)b->n * sizeof(*heads));
}

/* Comments that are counted to know which words are rare. */
#define COUNTED ((size_t)8192)

/* The number of comments with the most frequent head.  On a short page all
 * bags will be asked for, and are kept. */
static uint16_t
count_heads(struct likeness *l, size_t step)
{
	uint32_t room[HEADS_MAX], *heads;
	uint16_t most = 1, *count;
	size_t i;
	int n, k, all;

	for (i = 0; i < l->n; i += step) {
		if (l->rich) {
			bag_fill(l, i);
			heads = l->bags[i].heads;
			n = l->bags[i].n;
		} else {
			heads = room;
			n = heads_of(l, l->d->comments[i].text, room, &all);
		}
		for (k = 0; k < n; k++) {
			count = &l->count[heads[k] % TABLE];
			if (*count < UINT16_MAX && ++*count > most)
				most = *count;
		}
	}
	return most;
}

static void
weigh(struct likeness *l)
{
	size_t step = l->n / COUNTED + 1, total = (l->n + step - 1) / step, i;
	uint16_t most = count_heads(l, step);

	l->weight = ARENA_NEW(&l->arena, (size_t)most + 1, float);
	for (i = 0; i <= most; i++) {
		float idf = approx_log(((float)total + 1) /
		    (i > 1 ? (float)i : 1));

		l->weight[i] = idf * idf;
	}
}

static float
weight_of(const struct likeness *l, uint32_t head)
{
	return l->weight[l->count[head % TABLE]];
}

struct likeness *
likeness_new(const struct doc *d)
{
	struct likeness *l = mem_alloc(1, sizeof(*l));
	size_t i;

	l->d = d;
	l->n = d->ncomments;
	l->rich = l->n <= RICH;
	l->bags = mem_alloc(l->n, sizeof(*l->bags));
	l->count = mem_alloc(TABLE, sizeof(*l->count));
	for (i = 0; i < l->n; i++)
		l->bags[i].n = -1;
	weigh(l);
	return l;
}

void
likeness_free(struct likeness *l)
{
	if (l == NULL)
		return;
	arena_free(&l->arena);
	free(l->bags);
	free(l->count);
	free(l);
}

static const struct bag *
bag_of(struct likeness *l, int32_t i)
{
	struct bag *b = &l->bags[i];
	float sum = 0;
	int k;

	if (b->n < 0)
		bag_fill(l, (size_t)i);
	if (b->norm > 0)
		return b;
	for (k = 0; k < b->n; k++)
		sum += weight_of(l, b->heads[k]);
	b->norm = sum > 0 ? approx_sqrt(sum) : 1;
	b->root = approx_sqrt(b->norm);
	b->length = approx_log(1 + (float)b->all);
	return b;
}

/* The longer text of the two counts with the root of its length only: a
 * long comment has room for more words that a reply may take up. */
float
likeness_of(struct likeness *l, int32_t reply, int32_t i, float *rarest)
{
	const struct bag *a = bag_of(l, reply), *b = bag_of(l, i);
	float sum = 0, w;
	int p = 0, q = 0;

	*rarest = 0;

	while (p < a->n && q < b->n) {
		if (a->heads[p] == b->heads[q]) {
			w = weight_of(l, a->heads[p]);
			sum += w;
			if (w > *rarest)
				*rarest = w;
			p++, q++;
		} else if (a->heads[p] < b->heads[q]) {
			p++;
		} else {
			q++;
		}
	}
	*rarest /= l->weight[0];
	return sum / (a->norm * b->root);
}

int
likeness_words(struct likeness *l, int32_t i)
{
	return bag_of(l, i)->all;
}

float
likeness_length(struct likeness *l, int32_t i)
{
	return bag_of(l, i)->length;
}
