/*
 * What a pass over the page believed.  The next pass weighs it: who was
 * named "avatar" is one person, so what others who answer that name answer
 * tells which comments are that person's.
 */
#include "load/thread_parts.h"

#include <stdlib.h>

#include "base/mem.h"

#define LEAST 0.02f		/* what is less likely does not count */

struct pair_sum {		/* of a comment and a name */
	int32_t comment, name;	/* comment is -1 in a free slot */
	float sum;
};

struct tally {
	struct pair_sum *at;
	size_t n, cap;		/* a power of two */
};

struct option {
	int32_t candidate;
	float p;
};

struct choices {
	int32_t n;		/* comments */
	size_t *first;		/* by reply: of its options, 1 + place */
	int32_t *options;	/* by reply: how many */
	float *total;		/* by candidate */
	struct option *at;
	size_t used, cap;
	size_t *born;		/* by comment and one more: of its replies */
	struct option *replies;	/* candidate is the reply */
	struct tally claims;	/* candidate, name answered */
	struct tally answers;	/* candidate, author of the reply */
	struct tally gathered;	/* top of its thread, name answered */
	struct tally names;	/* is it at the top, name answered */
};

static struct pair_sum *
tally_slot(const struct tally *t, int32_t comment, int32_t name)
{
	uint64_t h = ((uint64_t)(uint32_t)comment << 32 | (uint32_t)name) *
	    0x9E3779B97F4A7C15u;
	size_t i = (size_t)(h >> 24) & (t->cap - 1);

	while (t->at[i].comment >= 0 && (t->at[i].comment != comment ||
	    t->at[i].name != name))
		i = (i + 1) & (t->cap - 1);
	return &t->at[i];
}

static void
tally_grow(struct tally *t)
{
	struct tally big = { .cap = t->cap ? t->cap * 2 : 64, .n = t->n };
	size_t i;

	big.at = mem_alloc(big.cap, sizeof(*big.at));
	for (i = 0; i < big.cap; i++)
		big.at[i].comment = -1;
	for (i = 0; i < t->cap; i++)
		if (t->at[i].comment >= 0)
			*tally_slot(&big, t->at[i].comment, t->at[i].name) =
			    t->at[i];
	free(t->at);
	*t = big;
}

static void
tally_add(struct tally *t, int32_t comment, int32_t name, float x)
{
	struct pair_sum *s;

	if (t->n + 1 > t->cap / 2)
		tally_grow(t);
	s = tally_slot(t, comment, name);
	if (s->comment < 0) {
		*s = (struct pair_sum){ comment, name, 0 };
		t->n++;
	}
	s->sum += x;
}

static float
tally_of(const struct tally *t, int32_t comment, int32_t name)
{
	const struct pair_sum *s;

	if (t->n == 0 || comment < 0)
		return 0;
	s = tally_slot(t, comment, name);
	return s->comment < 0 ? 0 : s->sum;
}

struct choices *
choices_new(int32_t comments)
{
	struct choices *c = mem_alloc(1, sizeof(*c));

	c->n = comments;
	c->first = mem_alloc((size_t)comments, sizeof(*c->first));
	c->options = mem_alloc((size_t)comments, sizeof(*c->options));
	c->total = mem_alloc((size_t)comments, sizeof(*c->total));
	return c;
}

void
choices_free(struct choices *c)
{
	if (c == NULL)
		return;
	free(c->first);
	free(c->options);
	free(c->total);
	free(c->at);
	free(c->born);
	free(c->replies);
	free(c->claims.at);
	free(c->answers.at);
	free(c->gathered.at);
	free(c->names.at);
	free(c);
}

void
choices_add(struct choices *c, const struct thread *t, int32_t i,
    const int32_t *candidates, const float *p, int n)
{
	int k;

	c->first[i] = c->used;
	c->options[i] = 0;
	for (k = 0; k < n; k++) {
		if (p[k] < LEAST)
			continue;
		c->at = mem_grow(c->at, &c->cap, c->used + 1,
		    sizeof(*c->at));
		c->at[c->used++] = (struct option){ candidates[k], p[k] };
		c->options[i]++;
		c->total[candidates[k]] += p[k];
		tally_add(&c->claims, candidates[k], t->target[i], p[k]);
		if (t->root[candidates[k]] >= 0)
			tally_add(&c->gathered, t->root[candidates[k]],
			    t->target[i], p[k]);
		tally_add(&c->names, t->target[candidates[k]] == NAME_NONE,
		    t->target[i], p[k]);
		if (t->writer[i] != NAME_NONE)
			tally_add(&c->answers, candidates[k], t->writer[i],
			    p[k]);
	}
}

void
choices_close(struct choices *c)
{
	const struct option *o;
	int32_t i, k;
	size_t u;

	c->born = mem_alloc((size_t)c->n + 2, sizeof(*c->born));
	c->replies = mem_alloc(c->used, sizeof(*c->replies));
	for (u = 0; u < c->used; u++)
		c->born[c->at[u].candidate + 2]++;
	for (i = 0; i < c->n; i++)
		c->born[i + 2] += c->born[i + 1];
	for (i = 0; i < c->n; i++)
		for (k = 0; k < c->options[i]; k++) {
			o = &c->at[c->first[i] + (size_t)k];
			c->replies[c->born[o->candidate + 1]++] =
			    (struct option){ i, o->p };
		}
}

int
choices_children(const struct choices *c, int32_t i, int32_t *replies,
    float *p, int most)
{
	size_t k;
	int n = 0;

	for (k = c->born[i]; k < c->born[i + 1] && n < most; k++, n++) {
		replies[n] = c->replies[k].candidate;
		p[n] = c->replies[k].p;
	}
	return n;
}

#define AGREED_LEAST 0.5f	/* replies */
#define AGREED_SHARE 0.7f	/* of all that answer it */

void
choices_writers(const struct choices *c, int32_t *writer)
{
	const struct pair_sum *s;
	size_t i;

	for (i = 0; i < c->claims.cap; i++) {
		s = &c->claims.at[i];
		if (s->comment >= 0 && writer[s->comment] == NAME_NONE &&
		    s->sum >= AGREED_LEAST &&
		    s->sum >= AGREED_SHARE * c->total[s->comment])
			writer[s->comment] = s->name;
	}
}

float
choices_claim(const struct choices *c, int32_t comment, int32_t name)
{
	return tally_of(&c->claims, comment, name);
}

float
choices_total(const struct choices *c, int32_t comment)
{
	return c->total[comment];
}

float
choices_answers(const struct choices *c, int32_t comment, int32_t author)
{
	return tally_of(&c->answers, comment, author);
}

float
choices_link(const struct choices *c, int32_t i, int32_t comment)
{
	int32_t k;

	for (k = 0; k < c->options[i]; k++)
		if (c->at[c->first[i] + (size_t)k].candidate == comment)
			return c->at[c->first[i] + (size_t)k].p;
	return 0;
}

void
choices_spread(const struct choices *c, int32_t i, float x,
    const int32_t *place, float f[][RANK_FEATURES])
{
	const struct option *o = c->at + c->first[i];
	int32_t k;

	for (k = 0; k < c->options[i]; k++)
		if (place[o[k].candidate] >= 0)
			f[place[o[k].candidate]][RANK_SIBLING] += x * o[k].p;
}

float
choices_return(const struct choices *c, const struct thread *t, int32_t i,
    int32_t name)
{
	const struct option *o;
	float sum = 0;
	int32_t k;

	for (k = 0; k < c->options[i]; k++) {
		o = &c->at[c->first[i] + (size_t)k];
		if (t->target[o->candidate] == name)
			sum += o->p;
	}
	return sum;
}

float
choices_gathered(const struct choices *c, const struct thread *t, int32_t i,
    int32_t comment)
{
	float sum = tally_of(&c->gathered, t->root[comment], t->target[i]);
	const struct option *o;
	int32_t k;

	for (k = 0; k < c->options[i]; k++) {
		o = &c->at[c->first[i] + (size_t)k];
		if (t->root[o->candidate] == t->root[comment])
			sum -= o->p;
	}
	return sum;
}

float
choices_top(const struct choices *c, const struct thread *t, int32_t i,
    float *all)
{
	float top = tally_of(&c->names, 1, t->target[i]);
	float other = tally_of(&c->names, 0, t->target[i]);
	const struct option *o;
	int32_t k;

	for (k = 0; k < c->options[i]; k++) {
		o = &c->at[c->first[i] + (size_t)k];
		if (t->target[o->candidate] == NAME_NONE)
			top -= o->p;
		else
			other -= o->p;
	}
	*all = top + other;
	return top;
}
