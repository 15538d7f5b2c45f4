/*
 * What the model sees of a reply and its candidates: numbers, most of them
 * from 0 to 1.
 */
#include "load/thread_parts.h"

#include "load/approx.h"

#define OWN 16			/* comments of the replier looked through */
#define SIBLINGS 6		/* of each side: that answer the same name */
#define UP 6			/* ancestors looked at */
#define CHILDREN 8		/* replies to the reply looked at */
#define FEW_CHILDREN 2		/* .. on a long page */
#define LONG 2000		/* comments */

/* What is looked up once for a reply. */
struct reply {
	int32_t i, author, target, now, quoted;
	int32_t n;		/* earlier comments of its author: */
	int32_t steps[OWN], roots[OWN], parents[OWN];
	float top, named;	/* replies to its target: to the top, all */
	float shortness;
	int nchildren;
	int32_t children[CHILDREN];
	float child[CHILDREN];	/* how likely it is one */
	const struct choices *was;
};

static int32_t
step_of(const struct thread *t, int32_t i)
{
	return thread_at(t, i);		/* its own inverse */
}

static int32_t
parent_of(const struct thread *t, int32_t c)
{
	int32_t parent = t->d->comments[c].parent;

	return parent < t->n ? parent : -1;
}

static void
look_up(struct thread *t, struct reply *r, int32_t i)
{
	int32_t k;

	r->i = i;
	r->author = t->writer[i];
	r->target = t->target[i];
	r->now = step_of(t, i);
	r->quoted = quotes_find(t->quotes, i);
	r->shortness = 1 / (1 + (float)likeness_words(t->like, i));
	r->was = t->was;
	if (r->was != NULL)
		r->top = choices_top(r->was, t, i, &r->named);
	if (r->was != NULL)
		r->nchildren = choices_children(r->was, i, r->children,
		    r->child, t->n > LONG ? FEW_CHILDREN : CHILDREN);
	k = r->author == NAME_NONE ? -1 : t->written[r->author];
	for (r->n = 0; r->n < OWN && k >= 0; r->n++, k = t->earlier[k]) {
		r->steps[r->n] = step_of(t, k);
		r->roots[r->n] = t->root[k];
		r->parents[r->n] = parent_of(t, k);
	}
}

static bool
has(const int32_t *list, int32_t n, int32_t x)
{
	int32_t k;

	for (k = 0; k < n; k++)
		if (list[k] == x)
			return true;
	return false;
}

/* How many of its author's comments came since. */
static int32_t
since(const struct reply *r, int32_t step)
{
	int32_t n = 0;

	while (n < r->n && r->steps[n] > step)
		n++;
	return n;
}

/* Did the replier write a comment above the one that c answers? */
static bool
wrote_above(const struct thread *t, const struct reply *r, int32_t c)
{
	int n;

	if (r->n == 0)
		return false;
	c = parent_of(t, c);
	for (n = 0; n < UP && c >= 0; n++) {
		c = parent_of(t, c);
		if (c >= 0 && t->writer[c] == r->author)
			return true;
	}
	return false;
}

static void
measure_talk(const struct thread *t, const struct reply *r, int32_t c,
    float *f)
{
	bool mutual = r->author != NAME_NONE && t->target[c] == r->author;
	bool answered = has(r->parents, r->n, c);
	int32_t replies = t->replies[c] < 3 ? t->replies[c] : 3;

	f[RANK_MUTUAL] = mutual && !answered;
	f[RANK_MUTUAL_USED] = mutual && answered;
	f[RANK_ANSWERED] = answered && !mutual;
	f[RANK_REPLIES] = (float)replies / 3;
	f[RANK_BOUND] = r->target != NAME_NONE && t->bound[r->target] == c;
	f[RANK_ANCESTOR] = wrote_above(t, r, c);
	f[RANK_THREAD] = !mutual && has(r->roots, r->n, t->root[c]);
	f[RANK_HIDDEN] = t->target[c] != NAME_NONE &&
	    t->latest[t->target[c]] < 0;
}

static void
measure_place(const struct thread *t, const struct reply *r, int32_t c,
    float *f)
{
	int32_t step = step_of(t, c), between = r->now - step;
	int32_t own = since(r, step);
	int32_t first = r->target == NAME_NONE ? -1 : t->answered[r->target];

	f[RANK_TOP] = t->target[c] == NAME_NONE;
	f[RANK_NEAR] = 1 / (float)between;
	f[RANK_DISTANCE] = approx_log((float)between) / 4;
	f[RANK_SHORT] = f[RANK_DISTANCE] * r->shortness;
	f[RANK_ACTIVE] = 1 / (float)(1 + r->now - t->active[t->root[c]]);
	f[RANK_DEPTH] = 1 / (float)(1 + t->depth[c]);
	f[RANK_SINCE] = own > 0 ? approx_log(1 + (float)own) : 0;
	f[RANK_UNSEEN] = r->n > 0 && own == 0;
	f[RANK_FIRST] = first >= 0 && step > first;
}

static void
measure_text(const struct thread *t, const struct reply *r, int32_t c,
    float *f)
{
	float rarest, like = likeness_of(t->like, r->i, c, &rarest);
	int32_t parent = parent_of(t, c);

	f[RANK_LIKE] = like;
	f[RANK_LIKE_CUT] = like < 1 ? like : 1;
	f[RANK_RAREST] = rarest;
	f[RANK_LENGTH] = likeness_length(t->like, c) / 4;
	f[RANK_QUOTED] = r->quoted == c;
	f[RANK_LIKE_PARENT] = parent < 0 ? 0 :
	    likeness_of(t->like, r->i, parent, &rarest);
	f[RANK_LIKE_ROOT] = parent < 0 || t->root[c] == parent ? 0 :
	    likeness_of(t->like, r->i, t->root[c], &rarest);
	f[RANK_WORDS] = likeness_length(t->like, r->i) / 4;
	f[RANK_QUESTION] = slice_find(t->d->comments[c].text,
	    SLICE("?")) != SLICE_NONE;
}

static float
at_most(float x, float most)
{
	return x < most ? x : most;
}

static float
at_least(float x, float least)
{
	return x > least ? x : least;
}

/* Whose is c, nobody's comment? */
static void
measure_owner(const struct thread *t, const struct reply *r, int32_t c,
    float mine, float all, float *f)
{
	float own = choices_claim(r->was, c, r->target) - mine;

	f[RANK_OWN] = at_most(own, 2) / 2;
	f[RANK_OWN_SHARE] = own / (all + 0.3f);
	f[RANK_RIVAL] = at_most(all - own, 2) / 2;
	f[RANK_RETURN] = choices_return(r->was, t, c, r->target);
	if (f[RANK_MUTUAL] > 0)
		f[RANK_RETURN_MUTUAL] = f[RANK_RETURN];
}

/* Did that author, neither of the two, write a comment above c? */
static bool
is_above(const struct thread *t, const struct reply *r, int32_t c,
    int32_t author)
{
	int n;

	if (author == NAME_NONE || author == r->author ||
	    author == r->target)
		return false;
	c = parent_of(t, c);
	for (n = 0; n < UP && c >= 0; n++, c = parent_of(t, c))
		if (t->writer[c] == author)
			return true;
	return false;
}

/* Those who answer the reply go on with what it answers. */
static void
measure_children(const struct thread *t, const struct reply *r, int32_t c,
    float *f)
{
	float rarest;
	int k;

	for (k = 0; k < r->nchildren; k++) {
		f[RANK_LIKE_CHILD] += r->child[k] *
		    likeness_of(t->like, r->children[k], c, &rarest);
		if (is_above(t, r, c, t->writer[r->children[k]]))
			f[RANK_JOINED] += r->child[k];
	}
}

/* What the pass before believed of all other replies. */
static void
measure_belief(const struct thread *t, const struct reply *r, int32_t c,
    float *f)
{
	float mine = choices_link(r->was, r->i, c);
	float all = choices_total(r->was, c) - mine;

	f[RANK_AFTER] = all > 0 ? approx_log(1 + all) : 0;
	if (r->author != NAME_NONE)
		f[RANK_AGAIN] = at_least(choices_answers(r->was, c,
		    r->author) - mine, 0);
	if (t->author[c] == NAME_NONE)
		measure_owner(t, r, c, mine, all, f);
	measure_children(t, r, c, f);
	f[RANK_GATHERED] = at_most(choices_gathered(r->was, t, r->i, c), 2);
	f[RANK_NAMED] = r->named > 0 ? approx_log(1 + r->named) / 2 : 0;
	f[RANK_PROFILE] = (t->target[c] == NAME_NONE ? r->top :
	    r->named - r->top) / (r->named + 0.5f);
	if (t->author[r->i] == NAME_NONE && t->target[c] != NAME_NONE)
		f[RANK_SOFT_MUTUAL] =
		    choices_claim(r->was, r->i, t->target[c]) /
		    (choices_total(r->was, r->i) + 0.3f);
}

/* Others that answer the same name and are alike answer the same. */
static void
measure_siblings(struct thread *t, int32_t i, const int32_t *candidates,
    int n, float f[][RANK_FEATURES])
{
	const int32_t *way[] = { t->same, t->next };
	float rarest, like;
	int32_t s;
	int k, side, seen;

	for (k = 0; k < n; k++)
		t->place[candidates[k]] = k;
	for (side = 0; side < 2; side++) {
		s = way[side][i];
		for (seen = 0; s >= 0 && seen < SIBLINGS; seen++) {
			like = likeness_of(t->like, i, s, &rarest);
			if (like > 0)
				choices_spread(t->was, s, like, t->place, f);
			s = way[side][s];
		}
	}
	for (k = 0; k < n; k++)
		t->place[candidates[k]] = -1;
}

/* What tells more where something else is so: found one by one, each the
 * one that helped most. */
static const struct {
	uint8_t a, b;
} products[RANK_PRODUCTS] = {
	{ RANK_TOP, RANK_FIRST }, { RANK_FIRST, RANK_OWN_SHARE },
	{ RANK_UNSEEN, RANK_AFTER }, { RANK_TOP, RANK_SINCE },
	{ RANK_NEAR, RANK_HIDDEN }, { RANK_MUTUAL_LAST, RANK_AGAIN },
	{ RANK_NEAR, RANK_AFTER }, { RANK_FIRST, RANK_SOFT_MUTUAL },
	{ RANK_LIKE_CUT, RANK_NEAR }, { RANK_NEAR, RANK_QUESTION },
	{ RANK_MUTUAL, RANK_SINCE }, { RANK_TOP, RANK_UNSEEN },
	{ RANK_RIVAL, RANK_GATHERED }, { RANK_ANSWERED, RANK_FIRST },
	{ RANK_NEAR, RANK_RETURN }, { RANK_LIKE_CUT, RANK_LENGTH },
	{ RANK_LATE, RANK_MUTUAL_USED }, { RANK_LIKE_CUT, RANK_WORDS },
	{ RANK_LIKE_PARENT, RANK_AFTER }, { RANK_QUESTION, RANK_NAMED },
	{ RANK_BOUND, RANK_LIKE_SHARE }, { RANK_HIDDEN, RANK_AFTER },
	{ RANK_TOP, RANK_NAMED }, { RANK_ACTIVE, RANK_SINCE },
	{ RANK_ANSWERED, RANK_GATHERED }, { RANK_SHORT, RANK_GATHERED },
	{ RANK_DISTANCE, RANK_UNSEEN }, { RANK_NEAR, RANK_MUTUAL_LAST },
	{ RANK_OWN_SHARE, RANK_RETURN }, { RANK_SINCE, RANK_OWN_SHARE }
};

/* What depends on the other candidates. */
static void
measure_together(float f[][RANK_FEATURES], int n)
{
	float like = 0.05f;
	bool last = true;
	int k, j;

	for (k = 0; k < n; k++)
		like += f[k][RANK_LIKE];
	for (k = 0; k < n; k++) {
		f[k][RANK_LATE] = 1 / (float)(1 + k);
		f[k][RANK_LIKE_SHARE] = f[k][RANK_LIKE] / like;
		if (f[k][RANK_MUTUAL] > 0 && last) {
			f[k][RANK_MUTUAL_LAST] = 1;
			last = false;
		}
		for (j = 0; j < RANK_PRODUCTS; j++)
			f[k][RANK_BASE + j] = f[k][products[j].a] *
			    f[k][products[j].b];
	}
}

void
rank_measure(struct thread *t, int32_t i, const int32_t *candidates, int n,
    float f[][RANK_FEATURES])
{
	struct reply r;
	int k, j;

	if (t->like == NULL)
		t->like = likeness_new(t->d);
	look_up(t, &r, i);
	for (k = 0; k < n; k++)
		for (j = 0; j < RANK_FEATURES; j++)
			f[k][j] = 0;
	for (k = 0; k < n; k++) {
		measure_talk(t, &r, candidates[k], f[k]);
		measure_place(t, &r, candidates[k], f[k]);
		measure_text(t, &r, candidates[k], f[k]);
		if (r.was != NULL)
			measure_belief(t, &r, candidates[k], f[k]);
	}
	if (r.was != NULL)
		measure_siblings(t, i, candidates, n, f);
	measure_together(f, n);
}
