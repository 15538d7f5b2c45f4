/*
 * thread_parts: what thread.c is made of.
 */
#ifndef LOAD_THREAD_PARTS_H
#define LOAD_THREAD_PARTS_H

#include "doc/doc.h"
#include "load/names.h"

#define THREAD_CANDIDATES 32	/* comments one reply is held against */

/* A comment and its ancestors, the top of the thread first; what a page in
 * the order of its tree goes on from. */
struct thread_path {
	int32_t *at;		/* comments */
	int32_t *below;		/* by place: the one before by that author */
	int32_t *top;		/* by name: the last place, or -1 */
	int32_t *bottom;	/* by name: the first; only where top is one */
	int32_t n;
};

/* What is known when comment i is looked at: all before it, in the order
 * in which they were written or stand in the tree. */
struct thread {
	struct doc *d;
	int32_t n;		/* comments on the page */
	bool backwards;		/* newest first: read from the end */
	bool in_order;		/* the page stands in the order of its tree */
	struct names names;
	/* By comment. */
	int32_t *author, *target;	/* names, or NAME_NONE */
	int32_t *before;	/* by the same author (or nobody), or -1 */
	int32_t *root;		/* top of its thread */
	int32_t *active;	/* of a root: when its thread last grew */
	int32_t *replies;
	int32_t *owner;		/* of nobody's comment: who wrote it */
	/* By name. */
	int32_t *latest;	/* comment, or -1 */
	int32_t *bound;		/* nobody's comment that it was tied to */
	int32_t *standin;	/* comment, or -1 */
	bool *sure;		/* bound is no guess */
	int32_t latest_nobody;
	struct thread_path path;
	struct likeness *like;
	struct quotes *quotes;
};

/* The comment that is step'th to be looked at, and back. */
static inline int32_t
thread_at(const struct thread *t, int32_t step)
{
	return t->backwards ? t->n - 1 - step : step;
}

void path_push(struct thread *, int32_t i);
void path_pop(struct thread *);
/* The least place of the path that i may answer so that those below i, too,
 * find whom they answer on their way up. */
int32_t path_floor(const struct thread *, int32_t i);

/* The order of the page.  Both leave the path empty. */
bool thread_is_backwards(const struct thread *);
bool thread_is_tree(struct thread *);

enum rank_kind {		/* how the candidates were found */
	RANK_NAME,		/* by name */
	RANK_NAME_BY_NOBODY,	/* the reply itself is nobody's */
	RANK_NOBODY,		/* nobody's, for one not on the page by name */
	RANK_NOBODY_BY_NOBODY,
	RANK_PATH		/* by name, among the ancestors only */
};

/* The best of n candidates (latest first) for reply i; how often such a
 * choice is right goes to *p. */
int32_t rank_best(struct thread *, int32_t i, enum rank_kind,
    const int32_t *candidates, int n, float *p);

/* Likeness of texts: words in common, the rare ones count more. */
struct likeness *likeness_new(const struct doc *);
void likeness_free(struct likeness *);
float likeness_of(struct likeness *, int32_t a, int32_t b);
int likeness_words(struct likeness *, int32_t a);

/* Words that stand in quotation marks or after ">" and elsewhere. */
struct quotes *quotes_new(const struct doc *);
void quotes_free(struct quotes *);
/* The comment noted before that i quotes, or -1. */
int32_t quotes_find(const struct quotes *, int32_t i);
/* Notes what comment i says itself. */
void quotes_note(struct quotes *, int32_t i);

#endif
