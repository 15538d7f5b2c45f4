/*
 * thread_parts: what thread.c is made of.
 */
#ifndef LOAD_THREAD_PARTS_H
#define LOAD_THREAD_PARTS_H

#include "doc/doc.h"
#include "load/names.h"

#define THREAD_CANDIDATES 96	/* comments one reply is held against */

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
	int32_t marked;		/* that say whom they answer */
	bool backwards;		/* newest first: read from the end */
	bool in_order;		/* the page stands in the order of its tree */
	struct names names;
	/* By comment. */
	int32_t *author, *target;	/* names, or NAME_NONE */
	int32_t *before;	/* by the same author (or nobody), or -1 */
	int32_t *root;		/* top of its thread */
	int32_t *active;	/* of a root: when its thread last grew */
	int32_t *replies;
	int32_t *depth;
	int32_t *same, *next;	/* before, after it with the same target */
	int32_t *owner;		/* of nobody's comment: who wrote it */
	int32_t *writer;	/* author; of nobody's, whom the pass before
				   believed to be */
	int32_t *earlier;	/* by the same writer, or -1 */
	int32_t *place;		/* among candidates, or -1 */
	/* By name. */
	int32_t *latest;	/* comment, or -1 */
	int32_t *written;	/* the latest by that writer, or -1 */
	int32_t *answered;	/* the step that first answers it, or -1 */
	int32_t *bound;		/* nobody's comment that it was tied to */
	int32_t *standin;	/* comment, or -1 */
	bool *sure;		/* bound is no guess */
	bool *given;		/* by comment: the page says the parent */
	int32_t latest_nobody;
	struct thread_path path;
	struct likeness *like;
	struct quotes *quotes;
	int pass, passes;
	struct choices *was, *now;	/* of the pass before, of this one */
	const struct rank_trace *trace;	/* or NULL */
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

#define RANK_PASSES 3		/* over a page that is not in tree order */

enum rank_kind {		/* how the candidates were found */
	RANK_NAME,		/* by name */
	RANK_NAME_BY_NOBODY,	/* the reply itself is nobody's */
	RANK_NOBODY,		/* nobody's, for one not on the page by name */
	RANK_NOBODY_BY_NOBODY,
	RANK_PATH,		/* by name, among the ancestors only */
	RANK_KINDS
};

#define RANK_PRODUCTS 30

enum rank_feature {		/* of a reply and a candidate */
	RANK_LIKE,		/* words in common */
	RANK_LIKE_CUT,		/* the same, at most 1 */
	RANK_TOP,		/* the candidate answers nobody */
	RANK_LATE,		/* 1 for the latest, 1/2, 1/3.. */
	RANK_NEAR,		/* 1 for the comment just before, 1/2.. */
	RANK_MUTUAL,		/* answers the replier, who did not yet */
	RANK_MUTUAL_USED,	/* answers the replier, who answered it */
	RANK_MUTUAL_LAST,	/* the latest of the MUTUAL */
	RANK_ANSWERED,		/* the replier answered it before */
	RANK_REPLIES,		/* 1/3 for each reply, at most 1 */
	RANK_ACTIVE,		/* its thread grew just before */
	RANK_LENGTH,		/* log of its words */
	RANK_BOUND,		/* the same name led there before */
	RANK_DISTANCE,		/* log of the comments between */
	RANK_QUOTED,		/* its words are quoted */
	RANK_LIKE_PARENT,	/* words in common with what it answers */
	RANK_LIKE_ROOT,		/* words in common with its thread's top */
	RANK_ANCESTOR,		/* the replier wrote one further up */
	RANK_THREAD,		/* the replier wrote in its thread */
	RANK_QUESTION,		/* asks */
	RANK_LIKE_SHARE,	/* .. of what all candidates have */
	RANK_RAREST,		/* how rare the rarest word in common is */
	RANK_UNSEEN,		/* came after the replier's comment before */
	RANK_SINCE,		/* log of the replier's comments since */
	RANK_SHORT,		/* distance where the reply is short */
	RANK_DEPTH,		/* 1 at the top, 1/2, 1/3.. */
	RANK_FIRST,		/* after the first that answers that name */
	RANK_WORDS,		/* log of the reply's words, for products */
	RANK_HIDDEN,		/* answers one who is not there by name */
	/* What the pass before believed. */
	RANK_AGAIN,		/* other replies of the replier are to it */
	RANK_AFTER,		/* log of all other replies to it */
	RANK_OWN,		/* others who answer that name answer it */
	RANK_OWN_SHARE,		/* .. and how few answer it by others' */
	RANK_RIVAL,		/* those who answer it by other names */
	RANK_NAMED,		/* log of all that answer that name, as well */
	RANK_RETURN,		/* answers one that answers that name */
	RANK_RETURN_MUTUAL,	/* .. and that one is the replier's */
	RANK_GATHERED,		/* that name is answered in its thread */
	RANK_PROFILE,		/* that name is answered at the top, as here,
				   or below it, as here */
	RANK_SIBLING,		/* like others that answer it */
	RANK_SOFT_MUTUAL,	/* answers whom the reply may be by */
	RANK_LIKE_CHILD,	/* words in common with what answers the
				   reply */
	RANK_JOINED,		/* who answers the reply wrote above it */
	RANK_BASE,
	RANK_FEATURES = RANK_BASE + RANK_PRODUCTS	/* of two of these */
};

extern const float rank_weights[RANK_PASSES][RANK_KINDS][RANK_FEATURES];

/* Called for each choice; for the training of the weights. */
struct rank_trace {
	void (*fn)(void *arg, int pass, enum rank_kind, int32_t reply,
	    const int32_t *candidates, int n,
	    const float (*features)[RANK_FEATURES]);
	void *arg;
};

/* The features of n candidates for reply i. */
void rank_measure(struct thread *, int32_t i, const int32_t *candidates,
    int n, float f[][RANK_FEATURES]);
/* How likely each of n candidates (latest first) is the one that reply i
 * answers, to p; the place of the best. */
int rank_all(struct thread *, int32_t i, enum rank_kind,
    const int32_t *candidates, int n, float *p);

/* What a pass over the page believed: for each reply with several
 * candidates, how likely each is. */
struct choices *choices_new(int32_t comments);
void choices_free(struct choices *);
void choices_add(struct choices *, const struct thread *, int32_t i,
    const int32_t *candidates, const float *p, int n);

/* To writer, which has NAME_NONE for nobody's comments: who wrote those,
 * where those who answer them agree. */
void choices_writers(const struct choices *, int32_t *writer);
/* How much of those who answer name answer comment c; of all. */
float choices_claim(const struct choices *, int32_t comment,
    int32_t name);
float choices_total(const struct choices *, int32_t comment);
/* The same of the replies by author. */
float choices_answers(const struct choices *, int32_t comment,
    int32_t author);
/* How much of the other replies to the name that i answers is in the thread
 * of the comment. */
float choices_gathered(const struct choices *, const struct thread *,
    int32_t i, int32_t comment);
/* How much of the other replies to the name that i answers is to comments
 * that answer nobody; how much there is of them. */
float choices_top(const struct choices *, const struct thread *, int32_t i,
    float *all);
/* How likely i answers c. */
float choices_link(const struct choices *, int32_t i, int32_t comment);
/* The replies to comment i, each with how likely it is one: at most most
 * of them, the first on the page; how many. */
int choices_children(const struct choices *, int32_t i, int32_t *replies,
    float *p, int most);
/* Call after the last choices_add(). */
void choices_close(struct choices *);
/* Adds x times that to RANK_SIBLING of all that have a place in f. */
void choices_spread(const struct choices *, int32_t i, float x,
    const int32_t *place, float f[][RANK_FEATURES]);
/* How likely i answers a reply to name. */
float choices_return(const struct choices *, const struct thread *, int32_t i,
    int32_t name);

void thread_comments_traced(struct doc *, const struct rank_trace *);

/* Likeness of texts: words in common, the rare ones count more. */
struct likeness *likeness_new(const struct doc *);
void likeness_free(struct likeness *);
/* 0 for nothing in common; *rarest: how rare the rarest such word is, 0 to
 * 1. */
float likeness_of(struct likeness *, int32_t reply, int32_t to,
    float *rarest);
int likeness_words(struct likeness *, int32_t a);
float likeness_length(struct likeness *, int32_t a);	/* log of 1 more */

/* Words that stand in quotation marks or after ">" and elsewhere. */
struct quotes *quotes_new(const struct doc *);
void quotes_free(struct quotes *);
void quotes_forget(struct quotes *);	/* nothing is noted */
/* The comment noted before that i quotes, or -1. */
int32_t quotes_find(const struct quotes *, int32_t i);
/* Notes what comment i says itself. */
void quotes_note(struct quotes *, int32_t i);

#endif
