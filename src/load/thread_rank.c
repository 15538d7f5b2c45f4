/*
 * Which of several candidates a reply answers: a conditional logit model.
 * Its weights were fitted on 300 public threads whose trees are known
 * (../shared/data/threads/dev.jsonl.gz, written out by bench/replies in
 * the modes names, avatar and order); the probability it gives is close to
 * how often the choice is right.
 */
#include "load/thread_parts.h"

#include "load/approx.h"

enum feature {
	LIKE,			/* words in common */
	LIKE_CUT,		/* the same, at most 1 */
	TOP,			/* the candidate answers nobody */
	LATE,			/* 1 for the latest, 1/2, 1/3.. */
	NEAR,			/* 1 for the comment just before, 1/2.. */
	MUTUAL,			/* answers the replier, who did not yet */
	MUTUAL_USED,		/* answers the replier, who answered it */
	MUTUAL_LAST,		/* the latest of the MUTUAL */
	ANSWERED,		/* the replier answered it before */
	REPLIES,		/* 1/3 for each reply, at most 1 */
	ACTIVE,			/* its thread grew just before */
	LENGTH,			/* log of its words */
	BOUND,			/* the same name led there before */
	FEATURES
};

/* By rank_kind. */
static const float weights[][FEATURES] = {
	{ 0.9f, 3.3f, 0.7f, 0.2f, 1.2f, 3.0f, 0.1f, 0.9f, -0.3f, 0.2f, 0.4f,
	    -0.6f, 0 },
	{ 0.4f, 4.5f, 0.2f, 0.7f, 2.0f, 0, 0, 0, 0, -0.4f, 0.2f, -0.4f, 0 },
	{ 2.7f, 2.8f, 0.4f, 0.9f, 0.9f, 2.7f, 1.0f, 1.1f, -1.4f, -1.0f,
	    -0.2f, -0.7f, 1.7f },
	{ 0.5f, 4.5f, -0.3f, 1.3f, 1.0f, 0, 0, 0, 0, -1.6f, -0.8f, -0.4f,
	    1.6f },
	{ 1.8f, 1.9f, 1.0f, -0.1f, 1.5f, 1.2f, -0.7f, 1.2f, -2.0f, -0.1f, 0,
	    0.5f, 0 }
};

#define OWN 32			/* comments of the replier looked through */

/* Did author's earlier comments answer c? */
static bool
has_answered(const struct thread *t, int32_t i, int32_t c)
{
	int32_t k = t->author[i] == NAME_NONE ? -1 :
	    t->latest[t->author[i]];
	int n;

	for (n = 0; k >= 0 && n < OWN; n++, k = t->before[k])
		if (t->d->comments[k].parent == c)
			return true;
	return false;
}

static int32_t
step_of(const struct thread *t, int32_t i)
{
	return thread_at(t, i);		/* its own inverse */
}

static void
measure(struct thread *t, int32_t i, int32_t c, int rank, float f[FEATURES])
{
	bool mutual = t->author[i] != NAME_NONE &&
	    t->target[c] == t->author[i];
	bool answered = has_answered(t, i, c);
	int32_t now = step_of(t, i);
	int32_t replies = t->replies[c] < 3 ? t->replies[c] : 3;
	float like = likeness_of(t->like, i, c);

	f[LIKE] = like;
	f[LIKE_CUT] = like < 1 ? like : 1;
	f[TOP] = t->target[c] == NAME_NONE;
	f[LATE] = 1 / (float)(1 + rank);
	f[NEAR] = 1 / (float)(now - step_of(t, c));
	f[MUTUAL] = mutual && !answered;
	f[MUTUAL_USED] = mutual && answered;
	f[MUTUAL_LAST] = 0;
	f[ANSWERED] = answered && !mutual;
	f[REPLIES] = (float)replies / 3;
	f[ACTIVE] = 1 / (float)(1 + now - t->active[t->root[c]]);
	f[LENGTH] = approx_log(1 + (float)likeness_words(t->like, c)) / 4;
	f[BOUND] = t->target[i] != NAME_NONE &&
	    t->bound[t->target[i]] == c;
}

int32_t
rank_best(struct thread *t, int32_t i, enum rank_kind kind,
    const int32_t *candidates, int n, float *p)
{
	float f[FEATURES], score[2 * THREAD_CANDIDATES], sum = 0;
	bool last = true;
	int k, j, best = 0;

	if (t->like == NULL)
		t->like = likeness_new(t->d);
	for (k = 0; k < n; k++) {
		measure(t, i, candidates[k], k, f);
		if (f[MUTUAL] > 0 && last) {
			f[MUTUAL_LAST] = 1;
			last = false;
		}
		score[k] = 0;
		for (j = 0; j < FEATURES; j++)
			score[k] += weights[kind][j] * f[j];
		if (score[k] > score[best])
			best = k;
	}
	for (k = 0; k < n; k++)
		sum += approx_exp(score[k] - score[best]);
	*p = 1 / sum;
	return candidates[best];
}
