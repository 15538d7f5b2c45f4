/*
 * Which of several candidates a reply answers: a conditional logit model.
 * Its weights (thread_weights.c) were fitted by tests/train/replies on 300
 * public threads whose trees are known (../shared/data/threads/dev.jsonl.gz,
 * written out by bench/replies in the modes names, avatar and order, the
 * second with four different halves of the authors hidden); the probability
 * it gives is close to how often the choice is right.
 */
#include "load/thread_parts.h"

#include "load/approx.h"

static float
score(const float *w, const float *f)
{
	float even = 0, odd = 0;
	int j;

	for (j = 0; j + 1 < RANK_FEATURES; j += 2) {
		even += w[j] * f[j];
		odd += w[j + 1] * f[j + 1];
	}
	return even + odd + (j < RANK_FEATURES ? w[j] * f[j] : 0);
}

/* Scores to probabilities. */
static void
normalize(float *p, int n, float top)
{
	float sum = 0;
	int k;

	for (k = 0; k < n; k++)
		sum += p[k] = approx_exp(p[k] - top);
	for (k = 0; k < n; k++)
		p[k] /= sum;
}

int
rank_all(struct thread *t, int32_t i, enum rank_kind kind,
    const int32_t *candidates, int n, float *p)
{
	float f[THREAD_CANDIDATES][RANK_FEATURES];
	int k, best = 0;

	rank_measure(t, i, candidates, n, f);
	if (t->trace != NULL)
		t->trace->fn(t->trace->arg, t->pass, kind, i, candidates, n,
		    (const float (*)[RANK_FEATURES])f);
	for (k = 0; k < n; k++) {
		p[k] = score(rank_weights[t->pass][kind], f[k]);
		if (p[k] > p[best])
			best = k;
	}
	normalize(p, n, p[best]);
	return best;
}
