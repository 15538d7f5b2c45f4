#include "app/sift.h"

#include <stdlib.h>

#include "app/news.h"
#include "app/search.h"
#include "base/mem.h"
#include "view/authors.h"
#include "view/filter.h"
#include "view/rowset.h"

#define AUTHORS_SLICE 40000	/* comments whose names are made numbers */

static struct authors *
authors(struct story *s)
{
	if (s->authors == NULL)
		s->authors = authors_new(s->doc);
	return s->authors;
}

const struct authors *
sift_authors(struct story *s)
{
	authors_work(authors(s), SIZE_MAX);
	return s->authors;
}

/* What one comment costs to look through. */
static size_t
cost_of(const struct comment *c, size_t texts, bool slow)
{
	return JOB_COMMENT + c->text.len * texts * (slow ? JOB_SLOW : 1);
}

/* A filter at work. */
struct sieve {
	struct filter filter;
	char *line;
	bool slow;
	bool *names;			/* by author; NULL: not asked yet */
	size_t at;			/* the next comment */
	struct rowset *hits;
};

static void
sieve_drop(struct job *j)
{
	struct sieve *s = j->of;

	filter_free(&s->filter);
	rowset_free(s->hits);
	free(s->names);
	free(s->line);
	free(s);
}

static void
ask_names(struct sieve *s, const struct authors *a)
{
	size_t i, n = authors_count(a);

	s->names = mem_alloc(n + 1, sizeof(*s->names));
	for (i = 0; i < n; i++)
		s->names[i] = filter_takes_name(&s->filter,
		    authors_name(a, (uint32_t)i));
}

static bool
sieve_takes(struct app *a, const struct sieve *s, size_t i)
{
	struct story *st = app_story(a);
	const struct comment *c = &st->doc->comments[i];
	size_t row = tree_row_of(st->tree, i);
	uint32_t author = authors_of(st->authors, i);
	bool guess, named = author != AUTHOR_NONE;

	if (c->absent)
		return false;
	if (named ? !s->names[author] : !filter_takes_name(&s->filter,
	    tree_name(st->tree, row, &guess)))
		return false;
	/* Who is asked for by name is shown though killed. */
	if (s->filter.authors.n == 0 &&
	    tree_brief(st->tree, row) & BRIEF_KILLED)
		return false;
	return filter_takes_rest(&s->filter, c, tree_marked(st->tree, MARK_NEW,
	    row));
}

/* Changes what rows there are; the comment in hand, or what stands for it,
 * stays where it is on the screen. */
static void
change_rows(struct app *a, struct rowset *hits, const unsigned char *folds)
{
	struct tree *t = app_story(a)->tree;
	struct flow *f = &a->flow[PANE_COMMENTS];
	size_t row = a->cursor[PANE_COMMENTS];
	size_t h = app_pane_height(a, PANE_COMMENTS);
	long at = flow_distance(f, row, tree_head_line(t, row), h);

	tree_filter(t, hits);
	if (folds)
		tree_folds_restore(t, folds);
	row = tree_visible(t, row);
	a->cursor[PANE_COMMENTS] = row;
	flow_put(f, row, tree_head_line(t, row), at < 0 ? 0 : (size_t)at);
	flow_fill(f, h);
	app_relayout(a);
}

static void
sieve_done(struct app *a, struct sieve *s)
{
	struct story *st = app_story(a);
	size_t n = rowset_count(s->hits, 0, st->doc->ncomments);

	if (n == 0) {
		app_say(a, "no comment is like that: %s", s->line);
		return;
	}
	if (st->unfiltered == NULL)
		st->unfiltered = tree_folds_save(st->tree);
	free(st->filter);
	st->filter = s->line;
	s->line = NULL;
	change_rows(a, s->hits, NULL);
	s->hits = NULL;
	app_say(a, "%zu of %zu comments   Esc shows all", n,
	    doc_comments_present(st->doc));
}

static bool
sieve_step(struct app *a, struct job *j)
{
	struct sieve *s = j->of;
	struct story *st = app_story(a);
	const struct doc *d = st->doc;
	size_t cost = 0;

	if (s->names == NULL) {
		if (!authors_work(authors(st), AUTHORS_SLICE))
			return true;
		ask_names(s, st->authors);
	}
	for (; s->at < d->ncomments && cost < JOB_SLICE; s->at++) {
		cost += cost_of(&d->comments[s->at], s->filter.texts.n,
		    s->slow);
		if (sieve_takes(a, s, s->at))
			rowset_put(s->hits, s->at, true);
	}
	j->done = s->at;
	if (s->at < d->ncomments)
		return true;
	sieve_done(a, s);
	return false;
}

bool
sift_clear(struct app *a)
{
	struct story *s = app_story(a);

	if (s->tree == NULL || !tree_filtered(s->tree))
		return false;
	search_end(a);
	change_rows(a, NULL, s->unfiltered);
	free(s->unfiltered);
	free(s->filter);
	s->unfiltered = NULL;
	s->filter = NULL;
	return true;
}

void
sift_filter(struct app *a, struct slice line)
{
	struct sieve *s = mem_alloc(1, sizeof(*s));
	size_t i, n = app_story(a)->doc->ncomments;
	struct job j = {
		sieve_step, sieve_drop, s, "filtering", 0, n, 0
	};
	struct err err;

	search_end(a);
	if (!filter_parse(&s->filter, line, &err)) {
		app_error(a, "%s", err.text);
		free(s);
		return;
	}
	if (filter_is_empty(&s->filter)) {
		filter_free(&s->filter);
		free(s);
		app_say(a, sift_clear(a) ? "all comments" : "no filter is on");
		return;
	}
	for (i = 0; i < s->filter.texts.n; i++)
		s->slow = s->slow || !slice_is_ascii(s->filter.texts.at[i]);
	s->line = slice_strdup(line);
	s->hits = rowset_new(n);
	job_start(a, &j);
}

static void
set_killed(struct story *s, size_t comment, bool killed)
{
	size_t row = tree_row_of(s->tree, comment);

	if (killed == !!(tree_brief(s->tree, row) & BRIEF_KILLED))
		return;
	tree_set_brief(s->tree, row, BRIEF_KILLED, killed);
	tree_fold(s->tree, row, killed);
	if (killed)
		news_read(s->news, comment);
	s->killed += killed ? 1 : (size_t)-1;
}

static bool
is_killed(struct app *a, const struct story *s, size_t i)
{
	const struct comment *c = &s->doc->comments[i];
	uint32_t author = authors_of(s->authors, i);

	return !c->absent && ((author != AUTHOR_NONE &&
	    s->unwanted[author]) || kill_word_in(&a->kill, c->text));
}

struct slice
sift_hidden_for(const void *app, size_t comment)
{
	const struct app *a = app;
	const struct comment *c =
	    &a->stories.at[a->current].doc->comments[comment];
	const struct kill_entry *e = kill_find(&a->kill, KILL_AUTHOR,
	    c->author);

	if (e == NULL)
		e = kill_word_in(&a->kill, c->text);
	return e && e->kind == KILL_WORD ? e->value : SLICE("");
}

static void
judge_authors(struct app *a, struct story *s)
{
	size_t i, n = authors_count(s->authors);

	s->unwanted = mem_alloc(n + 1, sizeof(*s->unwanted));
	for (i = 0; i < n; i++)
		s->unwanted[i] = kill_find(&a->kill, KILL_AUTHOR,
		    authors_name(s->authors, (uint32_t)i)) != NULL;
}

/* The names are made numbers even where nobody is killed: for keys that ask
 * for them later. */
bool
sift_judge(struct app *a)
{
	struct story *s = app_story(a);
	size_t cost = 0, before = s->killed;

	if (s->doc == NULL || s->judged >= s->doc->ncomments)
		return false;
	if (!authors_work(authors(s), AUTHORS_SLICE))
		return true;
	if (s->unwanted == NULL)
		judge_authors(a, s);
	if (a->kill.n == 0 && s->killed == 0)
		s->judged = s->doc->ncomments;
	for (; s->judged < s->doc->ncomments && cost < JOB_SLICE;
	    s->judged++) {
		cost += cost_of(&s->doc->comments[s->judged], a->kill.n,
		    false);
		set_killed(s, s->judged, is_killed(a, s, s->judged));
	}
	if (s->killed != before)
		app_relayout(a);
	return true;
}

void
sift_judge_anew(struct app *a)
{
	size_t i;

	for (i = 0; i < a->stories.n; i++) {
		a->stories.at[i].judged = 0;
		free(a->stories.at[i].unwanted);
		a->stories.at[i].unwanted = NULL;
	}
	sift_judge(a);
}

size_t
sift_judge_author(struct app *a, struct slice name)
{
	struct story *s = app_story(a);
	uint32_t author = authors_find(sift_authors(s), name);
	size_t i, n = 0;

	sift_judge_anew(a);
	if (s->unwanted == NULL)
		judge_authors(a, s);
	for (i = 0; i < s->doc->ncomments && author != AUTHOR_NONE; i++)
		if (authors_of(s->authors, i) == author &&
		    !s->doc->comments[i].absent) {
			set_killed(s, i, is_killed(a, s, i));
			n++;
		}
	app_relayout(a);
	return n;
}
