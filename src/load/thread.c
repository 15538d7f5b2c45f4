#include "load/thread.h"

#include <stdlib.h>

#include "base/mem.h"
#include "load/thread_parts.h"

/* How often links of each kind are right, measured on the threads that
 * thread_rank.c names; where a page is worse than those (comments taken
 * down, names alike) it is less, so none is called certain. */
#define SURE_NAME	0.98f	/* one comment of that name before */
#define SURE_ONLY	0.97f	/* one comment of nobody's before */
#define SURE_CALLED	0.40f	/* led there for sure once before */
#define SURE_CALL	0.85f	/* "NAME, .." where nothing marks replies */
#define SURE_WORDS	0.90f	/* its words where nothing marks replies */
#define SURE_ABSENT	0.90f	/* nobody's comments are not on the page */
#define MAYBE_ABSENT	0.50f
#define CUT		0.90f	/* of it where candidates were left out */
#define MOST		0.97f	/* of a choice by likeness */
#define GUESS_LEAST	0.34f	/* of one that is worth showing */

#define RESOLVED 0.5f	/* of others' links that tell who nobody is */
#define CALL_MAX 64		/* bytes of a name that a text begins with */
#define MANY 4000		/* comments, where less is done for each */
#define FEW_CANDIDATES 24	/* where a page has many comments */
#define NEAR_CANDIDATES 4	/* .. too many */

static void
link_to(struct thread *t, int32_t i, int32_t parent, enum evidence ev,
    float confidence)
{
	struct comment *c = &t->d->comments[i];

	c->parent = parent;
	c->evidence = (uint8_t)ev;
	c->confidence = confidence;
}

/* How many comments a reply is held against: all in all, linear. */
static int
most_candidates(const struct thread *t)
{
	if (t->n > 200000)
		return NEAR_CANDIDATES;
	return t->n > MANY ? FEW_CANDIDATES : THREAD_CANDIDATES;
}

static int
by_name(const struct thread *t, int32_t name, int32_t *out)
{
	int32_t k = t->latest[name];
	int n;

	for (n = 0; k >= 0 && n < most_candidates(t); k = t->before[k])
		out[n++] = k;
	return n;
}

/* Nobody's comments that may be by that name, which none on the page has:
 * not those that answer it, nor those that are another's. */
static int
by_nobody(const struct thread *t, int32_t name, int32_t *out)
{
	int32_t k = t->latest_nobody;
	int n, looked;

	for (n = looked = 0; k >= 0 && n < most_candidates(t) &&
	    looked < 2 * THREAD_CANDIDATES; k = t->before[k], looked++)
		if (t->target[k] != name && (t->owner[k] == NAME_NONE ||
		    t->owner[k] == name))
			out[n++] = k;
	return n;
}

/* Those whom i answers among the ancestors of the comment before, but none
 * that would leave a comment below i without the one it answers. */
static int
by_path(const struct thread *t, int32_t i, int32_t *out)
{
	int32_t k = t->path.top[t->target[i]], least = 0;
	int n;

	if (k >= 0 && t->path.below[k] >= 0)
		least = path_floor(t, i);
	for (n = 0; k >= 0 && n < most_candidates(t) &&
	    (n == 0 || k >= least); k = t->path.below[k])
		out[n++] = t->path.at[k];
	return n;
}

/* Do others that answer the same name answer c? */
static bool
is_resolved(const struct thread *t, int32_t i, int32_t c)
{
	if (t->was == NULL)
		return t->sure[t->target[i]] && t->bound[t->target[i]] == c;
	return choices_claim(t->was, c, t->target[i]) -
	    choices_link(t->was, i, c) >= RESOLVED;
}

/* The best of several: a conversation or a like text may tell. */
static void
link_best(struct thread *t, int32_t i, enum rank_kind kind,
    const int32_t *c, int n)
{
	bool nobody = kind == RANK_NOBODY || kind == RANK_NOBODY_BY_NOBODY;
	float all[THREAD_CANDIDATES], p;
	enum evidence ev = EV_LATEST;
	int best = rank_all(t, i, kind, c, n, all);

	if (t->now != NULL)
		choices_add(t->now, t, i, c, all, n);
	p = all[best] < MOST ? all[best] : MOST;
	if (n >= most_candidates(t))
		p *= CUT;
	if (nobody && p < GUESS_LEAST)
		return;
	if (quotes_find(t->quotes, i) == c[best])
		ev = EV_QUOTE;
	else if (kind == RANK_PATH)
		ev = EV_ORDER;
	else if (nobody && is_resolved(t, i, c[best]))
		ev = EV_CALLED;
	else if (!nobody && p >= 0.8f)
		ev = EV_NAME;
	link_to(t, i, c[best], ev, p);
}

/* There is but one candidate. */
static void
link_only(struct thread *t, int32_t i, int32_t c, enum evidence ev, float p)
{
	if (t->now != NULL)
		choices_add(t->now, t, i, &c, &p, 1);
	link_to(t, i, c, ev, p);
}

static void
link_named(struct thread *t, int32_t i)
{
	int32_t c[THREAD_CANDIDATES];
	enum rank_kind kind = t->author[i] == NAME_NONE ?
	    RANK_NAME_BY_NOBODY : RANK_NAME;
	int n = 0;

	if (t->in_order)
		n = by_path(t, i, c);
	if (n > 0)
		kind = RANK_PATH;
	else
		n = by_name(t, t->target[i], c);
	if (n == 1)
		link_only(t, i, c[0], kind == RANK_PATH ? EV_ORDER : EV_NAME,
		    SURE_NAME);
	else
		link_best(t, i, kind, c, n);
}

/* i answers a name that nobody on the page bears, but some comments are
 * nobody's. */
static void
link_nobody(struct thread *t, int32_t i, const int32_t *c, int n)
{
	int32_t name = t->target[i];
	enum rank_kind kind = t->author[i] == NAME_NONE ?
	    RANK_NOBODY_BY_NOBODY : RANK_NOBODY;

	if (n == 1)
		link_only(t, i, c[0], EV_ONLY, SURE_ONLY);
	else
		link_best(t, i, kind, c, n);
	if (t->d->comments[i].parent < 0 && t->sure[name])
		link_to(t, i, t->bound[name], EV_CALLED, SURE_CALLED);
}

/* From now on name is known to have written c, nobody's comment. */
static void
bind(struct thread *t, int32_t name, int32_t c, bool sure)
{
	if (t->author[c] != NAME_NONE || (t->sure[name] && !sure))
		return;
	t->bound[name] = c;
	t->sure[name] |= sure;
	if (sure)
		t->owner[c] = name;
}

/* The comment that stands for name, who is not on the page; -1 past the
 * limits of a document. */
static int32_t
standin_of(struct thread *t, int32_t name, struct slice called)
{
	size_t n = t->d->ncomments;
	struct comment *c;

	if (t->standin[name] >= 0)
		return t->standin[name];
	if (n >= INT32_MAX)
		return -1;
	c = doc_add_comment(t->d);
	if (t->d->ncomments == n)
		return -1;
	c->author = called;
	c->absent = true;
	return t->standin[name] = (int32_t)n;
}

/* Somebody of that name wrote a comment, though none before i. */
static void
link_unnamed(struct thread *t, int32_t i)
{
	int32_t c[THREAD_CANDIDATES], name = t->target[i], parent;
	struct comment *reply = &t->d->comments[i];
	int n = by_nobody(t, name, c);
	bool nobody = name_is_nobody(reply->reply_to);

	if (n > 0 && nobody)
		link_best(t, i, RANK_NOBODY, c, n);
	else if (n > 0)
		link_nobody(t, i, c, n);
	if (reply->parent >= 0) {
		bind(t, name, reply->parent, reply->evidence == EV_ONLY ||
		    reply->evidence == EV_QUOTE);
		return;
	}
	if (nobody || t->pass < t->passes - 1)
		return;
	parent = standin_of(t, name, reply->reply_to);
	if (parent >= 0)
		link_to(t, i, parent, EV_ABSENT,
		    n > 0 ? MAYBE_ABSENT : SURE_ABSENT);
}

/* The name that a text calls at its start: "NAME, ..", "@NAME ..". */
static int32_t
called_in(const struct thread *t, struct slice x)
{
	struct slice head = slice_sub(x, 0, CALL_MAX);
	bool at = slice_starts(head, SLICE("@"));
	int32_t name;
	size_t i;

	head = slice_from(head, at ? 1 : 0);
	for (i = 1; i < head.len && head.s[i] != '\n'; i++) {
		if (head.s[i] != ',' && head.s[i] != ':' &&
		    !(at && head.s[i] == ' '))
			continue;
		name = names_find(&t->names, slice_sub(head, 0, i));
		if (name != NAME_NONE)
			return name;
	}
	return NAME_NONE;
}

/* Nothing marks i as a reply, but its text may. */
static void
link_unmarked(struct thread *t, int32_t i)
{
	struct comment *c = &t->d->comments[i];
	int32_t said = quotes_find(t->quotes, i), name, cand[
	    THREAD_CANDIDATES];
	float p[THREAD_CANDIDATES] = { 1 };
	int n, best = 0;

	if (said >= 0) {
		link_to(t, i, said, EV_QUOTE, SURE_WORDS);
		return;
	}
	name = called_in(t, c->text);
	if (name == NAME_NONE || name == t->author[i])
		return;
	n = by_name(t, name, cand);
	if (n == 0)
		return;
	if (n > 1)
		best = rank_all(t, i, RANK_NAME, cand, n, p);
	link_to(t, i, cand[best], EV_CALLED, p[best] * SURE_CALL);
}

/* Puts i into what is known of the page. */
static void
note(struct thread *t, int32_t i, int32_t step)
{
	int32_t parent = t->d->comments[i].parent, name = t->author[i];
	int32_t *latest = name == NAME_NONE ? &t->latest_nobody :
	    &t->latest[name];

	t->before[i] = *latest;
	*latest = i;
	if (t->writer[i] != NAME_NONE) {
		t->earlier[i] = t->written[t->writer[i]];
		t->written[t->writer[i]] = i;
	}
	if (parent >= t->n)
		parent = -1;
	/* What is answered may stand further down: it has no root yet. */
	t->root[i] = parent >= 0 && t->root[parent] >= 0 ?
	    t->root[parent] : i;
	t->active[t->root[i]] = step;
	t->depth[i] = parent >= 0 ? t->depth[parent] + 1 : 0;
	if (t->target[i] != NAME_NONE && t->answered[t->target[i]] < 0)
		t->answered[t->target[i]] = step;
	if (parent >= 0)
		t->replies[parent]++;
	while (t->path.n > 0 && t->path.at[t->path.n - 1] != parent)
		path_pop(t);
	path_push(t, i);
	quotes_note(t->quotes, i);
}

/* It tells of others that answer the same name. */
static void
link_given(struct thread *t, int32_t i)
{
	const struct comment *c = &t->d->comments[i];

	if (t->now != NULL && t->target[i] != NAME_NONE && c->parent >= 0 &&
	    c->parent < t->n)
		choices_add(t->now, t, i, &c->parent, &c->confidence, 1);
}

/* Where a page marks replies, what is not marked is none. */
static void
link_one(struct thread *t, int32_t i)
{
	int32_t name = t->target[i];

	if (t->given[i]) {		/* the page says so */
		link_given(t, i);
		return;
	}
	if (name != NAME_NONE && t->latest[name] >= 0)
		link_named(t, i);
	else if (name != NAME_NONE)
		link_unnamed(t, i);
	else if (t->marked == 0)
		link_unmarked(t, i);
}

static int32_t *
fresh(int32_t n, int32_t value)
{
	int32_t *p = mem_alloc((size_t)n, sizeof(*p)), i;

	for (i = 0; i < n; i++)
		p[i] = value;
	return p;
}

/* Names as numbers; how many comments say whom they answer. */
static void
read_names(struct thread *t)
{
	const struct comment *c;
	int32_t i;

	t->author = fresh(t->n, NAME_NONE);
	t->target = fresh(t->n, NAME_NONE);
	for (i = 0; i < t->n; i++) {
		c = &t->d->comments[i];
		if (!name_is_nobody(c->author))
			t->author[i] = names_add(&t->names, c->author);
		if (c->reply_to.len == 0)
			continue;
		t->target[i] = names_add(&t->names, c->reply_to);
		t->marked++;
	}
}

static void
refill(int32_t *p, int32_t n, int32_t value)
{
	int32_t i;

	for (i = 0; i < n; i++)
		p[i] = value;
}

/* Forgets what is known but for what the pass before believed. */
static void
begin_pass(struct thread *t)
{
	int32_t i;

	refill(t->root, t->n, -1);
	refill(t->active, t->n, 0);
	refill(t->replies, t->n, 0);
	refill(t->owner, t->n, NAME_NONE);
	refill(t->latest, t->names.n, -1);
	refill(t->written, t->names.n, -1);
	refill(t->answered, t->names.n, -1);
	refill(t->bound, t->names.n, -1);
	for (i = 0; i < t->names.n; i++)
		t->sure[i] = false;
	for (i = 0; i < t->n; i++)
		if (!t->given[i])
			link_to(t, i, -1, EV_NONE, 0);
	while (t->path.n > 0)
		path_pop(t);
	t->latest_nobody = -1;
	quotes_forget(t->quotes);
	choices_free(t->was);
	t->was = t->now;
	if (t->was != NULL)
		choices_close(t->was);
	t->now = t->pass < t->passes - 1 ? choices_new(t->n) : NULL;
	for (i = 0; i < t->n; i++)
		t->writer[i] = t->author[i];
	if (t->was != NULL)
		choices_writers(t->was, t->writer);
}

static void
link_all(struct thread *t)
{
	int32_t step;

	begin_pass(t);
	for (step = 0; step < t->n; step++) {
		link_one(t, thread_at(t, step));
		note(t, thread_at(t, step), step);
	}
}

/* Which comments answer the same name. */
static void
tie_same(struct thread *t)
{
	int32_t *last = fresh(t->names.n, -1), i, x;

	for (i = 0; i < t->n; i++) {
		x = t->target[i];
		if (x == NAME_NONE)
			continue;
		t->same[i] = last[x];
		if (last[x] >= 0)
			t->next[last[x]] = i;
		last[x] = i;
	}
	free(last);
}

static void
thread_start(struct thread *t)
{
	int32_t **by_comment[] = {
		&t->before, &t->writer, &t->earlier, &t->root, &t->active,
		&t->replies, &t->depth,
		&t->owner, &t->place, &t->same, &t->next, &t->path.at,
		&t->path.below
	};
	int32_t **named[] = {
		&t->path.top, &t->path.bottom, &t->latest, &t->written,
		&t->answered,
		&t->bound, &t->standin
	};
	int32_t i;
	size_t k;

	for (k = 0; k < sizeof(by_comment) / sizeof(*by_comment); k++)
		*by_comment[k] = fresh(t->n, -1);
	for (k = 0; k < sizeof(named) / sizeof(*named); k++)
		*named[k] = fresh(t->names.n, -1);
	t->sure = mem_alloc((size_t)t->names.n, sizeof(*t->sure));
	t->given = mem_alloc((size_t)t->n, sizeof(*t->given));
	for (i = 0; i < t->n; i++)
		t->given[i] = t->d->comments[i].parent >= 0 ||
		    t->d->comments[i].evidence != EV_NONE;
	tie_same(t);
	t->quotes = quotes_new(t->d);
}

static void
thread_end(struct thread *t)
{
	int32_t *owned[] = {
		t->author, t->target, t->before, t->writer, t->earlier,
		t->written, t->root, t->active,
		t->replies, t->depth, t->place, t->same, t->next, t->answered,
		t->owner, t->latest, t->bound, t->standin, t->path.at,
		t->path.below, t->path.top, t->path.bottom
	};
	size_t i;

	for (i = 0; i < sizeof(owned) / sizeof(*owned); i++)
		free(owned[i]);
	free(t->sure);
	free(t->given);
	choices_free(t->was);
	likeness_free(t->like);
	quotes_free(t->quotes);
	names_free(&t->names);
}

static int
passes_of(const struct thread *t)
{
	if (t->in_order || t->marked == 0)
		return 1;
	return t->n > MANY ? RANK_PASSES - 1 : RANK_PASSES;
}

void
thread_comments_traced(struct doc *d, const struct rank_trace *trace)
{
	struct thread t = { .d = d, .trace = trace };

	if (d->ncomments == 0 || d->ncomments >= INT32_MAX / 2)
		return;
	t.n = (int32_t)d->ncomments;
	read_names(&t);
	thread_start(&t);
	t.backwards = thread_is_backwards(&t);
	t.in_order = !t.backwards && thread_is_tree(&t);
	t.passes = passes_of(&t);
	for (t.pass = 0; t.pass < t.passes; t.pass++)
		link_all(&t);
	doc_cut_circles(d);
	thread_end(&t);
}

void
thread_comments(struct doc *d)
{
	thread_comments_traced(d, NULL);
}
