/*
 * Commands that walk by who says what: the next comment of an author, from
 * a quotation to where it was said; and quoted text folded.
 */
#include "app/command_impl.h"

#include <stdlib.h>

#include "app/sift.h"
#include "base/mem.h"
#include "text/width.h"
#include "view/authors.h"
#include "view/page.h"
#include "view/said.h"

#define QUOTE_SHOWN 40			/* bytes of a quotation in messages */

/* The first comment by that author in rows from..to-1 of a story; by its
 * name where that is only guessed. */
static size_t
row_by(struct story *s, struct slice name, size_t from, size_t to)
{
	const struct authors *who = sift_authors(s);
	uint32_t author = authors_find(who, name), at;
	size_t row, comment;
	bool guess;

	for (row = from; row < to; row++) {
		comment = tree_comment(s->tree, row);
		at = authors_of(who, comment);
		if ((at == AUTHOR_NONE ? slice_eq(tree_name(s->tree, row,
		    &guess), name) && guess : at == author) &&
		    !s->doc->comments[comment].absent &&
		    !tree_left_out(s->tree, row))
			return row;
	}
	return TREE_NONE;
}

/* Another story that was opened, after this one, with that author. */
static bool
in_others(struct app *a, struct slice name)
{
	size_t i, n = a->stories.n, at, row;
	struct buf way = { 0 };
	struct story *s;

	for (i = 1; i < n; i++) {
		at = (a->current + i) % n;
		s = &a->stories.at[at];
		if (s->doc == NULL)
			continue;
		row = row_by(s, name, 0, tree_rows(s->tree));
		if (row == TREE_NONE)
			continue;
		app_mark_jump(a);
		if (!app_show_story(a, at))
			return true;
		buf_printf(&way, "another comment by %.*s", SLICE_FMT(name));
		a->way = history_word(&a->history, buf_slice(&way));
		buf_free(&way);
		app_focus(a, PANE_COMMENTS);
		app_select_row(a, row);
		app_say(a, "%.*s in another story", SLICE_FMT(name));
		return true;
	}
	return false;
}

void
cmd_next_by_author(struct app *a, struct slice arg)
{
	struct story *s = app_story(a);
	size_t cursor = a->cursor[PANE_COMMENTS], row;
	struct slice name;
	bool guess;

	(void)arg;
	if (!command_has_comments(a))
		return;
	name = tree_name(s->tree, cursor, &guess);
	if (s->doc->comments[tree_comment(s->tree, cursor)].author.len == 0 &&
	    !guess) {
		app_say(a, "nobody knows who wrote this comment");
		return;
	}
	row = row_by(s, name, cursor + 1, tree_rows(s->tree));
	if (row == TREE_NONE && in_others(a, name))
		return;
	if (row == TREE_NONE) {
		row = row_by(s, name, 0, cursor);
		app_say(a, row == TREE_NONE ? "no other comment by %.*s" :
		    "from the top: the first by %.*s",
		    SLICE_FMT(name));
	}
	if (row == TREE_NONE)
		return;
	app_mark_jump(a);
	app_select_row(a, row);
}

/* Where a quotation was said, being looked for: those above the comment
 * first, then the article, then all comments. */
struct seek {
	struct said *said;
	struct slice quoted;		/* of the doc */
	size_t comment;			/* it stands in */
	size_t up;			/* row above that comes next */
	size_t item, at;		/* of the page; comment */
	double best;
	bool in_article;
	size_t where, off;		/* page item or comment */
};

static void
seek_drop(struct job *j)
{
	struct seek *s = j->of;

	said_free(s->said);
	free(s);
}

static size_t
hold(struct seek *s, struct slice text, size_t where, bool in_article)
{
	size_t off = 0;
	double p = said_in(s->said, text, &off);

	if (p > s->best && p >= SAID_LEAST) {
		s->best = p;
		s->where = where;
		s->off = off;
		s->in_article = in_article;
	}
	return JOB_COMMENT + text.len * JOB_SLOW;
}

/* Holds the quotation against the next text; what that cost, 0: there is
 * no more. */
static size_t
seek_next(struct story *st, struct seek *s)
{
	const struct doc *d = st->doc;
	size_t i;

	if (s->up != TREE_NONE) {
		i = tree_comment(st->tree, s->up);
		s->up = tree_parent(st->tree, s->up);
		return hold(s, d->comments[i].text, i, false);
	}
	if (s->item < page_items(st->page)) {
		i = s->item++;
		return hold(s, page_text(st->page, i), i, true);
	}
	if (s->at >= d->ncomments)
		return 0;
	i = s->at++;
	return i == s->comment ? 1 : hold(s, d->comments[i].text, i, false);
}

static void
seek_done(struct app *a, struct seek *s)
{
	struct story *st = app_story(a);
	size_t row;

	if (s->best < SAID_LEAST) {
		app_say(a, "said nowhere here: %.*s…", SLICE_FMT(
		    slice_sub(s->quoted, 0, text_fit(s->quoted,
		    QUOTE_SHOWN))));
		return;
	}
	app_mark_jump(a);
	if (s->in_article) {
		app_focus(a, PANE_ARTICLE);
		app_show_row(a, PANE_ARTICLE, s->where,
		    page_row_of(st->page, s->where, s->off));
	} else {
		row = tree_row_of(st->tree, s->where);
		tree_open(st->tree, row);
		app_select_row(a, row);
		app_show_row(a, PANE_COMMENTS, row,
		    tree_line_of(st->tree, row, s->off));
	}
	app_say(a, "%s%s   H goes back", s->in_article ?
	    "said in the article" : "said here",
	    s->best < SAID_SURE ? ", in other words" : "");
}

static bool
seek_step(struct app *a, struct job *j)
{
	struct seek *s = j->of;
	size_t cost = 0, n;

	while (cost < JOB_SLICE && s->best < SAID_SURE) {
		n = seek_next(app_story(a), s);
		if (n == 0)
			break;
		cost += n;
	}
	j->done = s->at;
	if (cost >= JOB_SLICE && s->best < SAID_SURE)
		return true;
	seek_done(a, s);
	return false;
}

/* The one after the last that was looked for here, else the first that is
 * not above the window. */
static size_t
choose(struct app *a, size_t row, const struct quotation *q, size_t n)
{
	const struct flow *f = &a->flow[PANE_COMMENTS];
	struct tree *t = app_story(a)->tree;
	size_t i, off;

	if (a->quoting.set && a->quoting.story == a->current &&
	    a->quoting.comment == tree_comment(t, row))
		return (a->quoting.at + 1) % n;
	off = f->item == row ? tree_offset_of(t, row, f->row) : SIZE_MAX;
	for (i = 0; off != SIZE_MAX && i < n; i++)
		if (q[i].end > off)
			return i;
	return 0;
}

void
cmd_said(struct app *a, struct slice arg)
{
	struct story *st = app_story(a);
	struct quotation q[SAID_MAX];
	struct job j = { seek_step, seek_drop, NULL, "looking", 0, 0, 0 };
	struct seek *s;
	size_t row = a->cursor[PANE_COMMENTS], n, i;
	struct slice text;

	(void)arg;
	if (!command_has_comments(a))
		return;
	i = tree_comment(st->tree, row);
	text = st->doc->comments[i].text;
	n = said_quotations(text, q);
	if (n == 0) {
		app_say(a, "this comment quotes nothing");
		return;
	}
	s = mem_alloc(1, sizeof(*s));
	s->comment = i;
	i = choose(a, row, q, n);
	s->quoted = slice_sub(text, q[i].start, q[i].end - q[i].start);
	s->said = said_new(s->quoted);
	s->up = tree_parent(st->tree, row);
	a->quoting.set = true;
	a->quoting.story = a->current;
	a->quoting.comment = s->comment;
	a->quoting.at = i;
	j.of = s;
	j.total = st->doc->ncomments;
	job_start(a, &j);
}

void
cmd_fold_quotes(struct app *a, struct slice arg)
{
	struct place p;

	(void)arg;
	if (!command_has_comments(a))
		return;
	p = app_place(a);
	a->fold_quotes = !a->fold_quotes;
	app_relayout(a);
	app_go(a, &p);
	app_say(a, a->fold_quotes ? "quotes in one line" :
	    "quotes are whole");
}
