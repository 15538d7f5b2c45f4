/*
 * cmd_related: commands that go from story to story: what is under the
 * cursor, the web of related ones, back, forward, the trail.
 */
#include "app/command_impl.h"

#include <stdio.h>
#include <stdlib.h>

#include "app/browse.h"
#include "app/dialog.h"
#include "app/related.h"
#include "app/shelf.h"
#include "base/mem.h"

bool
command_jump(struct app *a, size_t story, struct slice way)
{
	struct place here = app_place(a);

	if (!app_show_story(a, story))
		return false;
	history_push(&a->history, &here);
	a->way = history_word(&a->history, way);
	return true;
}

/* ---- opening ---- */

/* Opens what entry i of a story's web led to, of a choice perhaps. */
static void
jump_along(struct app *a, const struct targets *t, size_t which, size_t list,
    size_t i)
{
	size_t story = (size_t)t->at[which];
	struct slice title = story_title(&a->stories.at[list]);
	struct buf way = { 0 };
	struct story *s;
	struct err err;

	web_way(&a->stories.at[list].web->at[i], title, &way);
	if (t->in_library)
		story = related_story(a, t->at[which]);
	if (t->in_library && story == SLICE_NONE)
		story = stories_add_id(&a->stories, t->at[which], &err);
	if (story == SLICE_NONE)
		app_error(a, "%s", err.text);
	else if (story == a->current)
		app_say(a, "this is the story you are reading");
	else {
		s = &a->stories.at[story];	/* which keeps the list here */
		s->led = true;
		s->led_by = list;
		s->led_at = i;
		command_jump(a, story, buf_slice(&way));
	}
	buf_free(&way);
}

static void
jump_to_choice(struct app *a, size_t which)
{
	struct targets t = { .in_library = a->choice.in_library };

	t.at[0] = a->choice.at[which];
	jump_along(a, &t, 0, a->choice.list, a->choice.entry);
}

/* "2017-03-29, Example Times" beside a headline. */
static void
offer_stored(struct app *a, struct dialog *d, int64_t id)
{
	struct library *lib = shelf_look(a->shelf, NULL);
	struct library_row row = { .id = 0 };
	struct arena words = { 0 };
	struct buf note = { 0 };

	if (lib && library_row_get(lib, id, &row, &words)) {
		buf_add(&note, slice_sub(row.published, 0, 10));
		if (note.len && row.site.len)
			buf_addz(&note, ", ");
		buf_add(&note, row.site);
	}
	dialog_add(d, row.headline, STYLE_TEXT);
	dialog_note(d, buf_slice(&note));
	arena_free(&words);
	buf_free(&note);
}

/* Several stories have this headline: the reader chooses. */
static void
offer(struct app *a, const struct targets *t, size_t list, size_t i)
{
	const struct story *s;
	struct dialog *d;
	char line[1024];
	size_t k;

	snprintf(line, sizeof(line), "%zu stories may be meant", t->n);
	d = dialog_new(line, "open", jump_to_choice);
	a->choice.in_library = t->in_library;
	a->choice.list = list;
	a->choice.entry = i;
	for (k = 0; k < t->n; k++) {
		a->choice.at[k] = t->at[k];
		if (t->in_library) {
			offer_stored(a, d, t->at[k]);
			continue;
		}
		s = &a->stories.at[t->at[k]];
		snprintf(line, sizeof(line), "%.*s (%s)",
		    SLICE_FMT(story_title(s)), s->path);
		dialog_add(d, slice_z(line), STYLE_TEXT);
	}
	a->dialog = d;
	app_say(a, "ambiguous: %.*s",
	    SLICE_FMT(a->stories.at[list].web->at[i].title));
}

static void
say_missing(struct app *a, const struct web_entry *e)
{
	app_say(a, "%s%s", shelf_opened(a->shelf) ?
	    "neither in the library nor among the open documents" :
	    "not among the open documents", e->url.len ?
	    "; o opens its link" : "");
}

/* ---- what has to know all headlines ---- */

/* A headline is missing only when all are known: of thousands of documents
 * that takes a while, in which keys work. */
struct pending {
	void (*then)(struct app *, size_t of);
	size_t of;
};

#define AT_ONCE 32			/* documents, before keys count */

bool
command_index_few(struct app *a)
{
	size_t n;

	for (n = 0; n < AT_ONCE && stories_index_one(&a->stories); n++)
		;
	return n < AT_ONCE;
}

static bool
read_headlines(struct app *a, struct job *j)
{
	struct pending p = *(struct pending *)j->of;

	if (j->slices ? stories_index_one(&a->stories) :
	    !command_index_few(a)) {
		j->done = a->stories.indexed;
		j->total = a->stories.n;
		return true;
	}
	p.then(a, p.of);		/* may drop the job */
	return false;
}

static void
drop_pending(struct job *j)
{
	free(j->of);
}

static void
when_indexed(struct app *a, void (*then)(struct app *, size_t), size_t of)
{
	struct job j = {
		read_headlines, drop_pending, NULL, "reading headlines", 0, 0, 0
	};
	struct pending *p = mem_alloc(1, sizeof(*p));

	*p = (struct pending){ then, of };
	j.of = p;
	job_start(a, &j);
}

static void
open_entry(struct app *a, size_t i)
{
	const struct web_entry *e;
	struct targets t;

	related_finish(a, a->current);
	e = &app_story(a)->web->at[i];
	related_targets(a, e, &t);
	if (t.n == 0)
		say_missing(a, e);
	else if (t.n > 1)
		offer(a, &t, a->current, i);
	else
		jump_along(a, &t, 0, a->current, i);
}

/* What is among the documents already is not added again. */
static void
open_path(struct app *a, struct slice arg)
{
	size_t at = stories_find(&a->stories, arg), first = a->stories.n;
	struct buf path = { 0 };
	struct err err;

	buf_add(&path, arg);
	if (at < first)
		command_jump(a, at, SLICE("opened by its path"));
	else if (!stories_add_path(&a->stories, buf_z(&path), &err))
		app_error(a, "%s: %s", buf_z(&path), err.text);
	else {
		a->marked = false;
		command_jump(a, first, SLICE("opened by its path"));
		if (a->current != first)
			stories_drop(&a->stories, first);
	}
	buf_free(&path);
}

void
cmd_open(struct app *a, struct slice arg)
{
	if (arg.len)
		open_path(a, arg);
	else if (a->pane == PANE_HEADLINES)
		browse_enter(a);
	else if (a->pane == PANE_FOLDERS)
		cmd_open_folder(a, arg);
	else if (a->pane == PANE_RELATED)
		when_indexed(a, open_entry, a->cursor[PANE_RELATED]);
	else if (a->pane == PANE_COMMENTS)
		cmd_toggle(a, arg);
	else
		cmd_links(a, arg);
}

/* ---- back and forward ---- */

void
cmd_back(struct app *a, struct slice arg)
{
	struct place now = app_place(a), to;

	(void)arg;
	if (history_back(&a->history, &now, &to))
		app_go(a, &to);
	else
		app_say(a, "no place to go back to");
}

void
cmd_forward(struct app *a, struct slice arg)
{
	struct place now = app_place(a), to;

	(void)arg;
	if (history_forward(&a->history, &now, &to))
		app_go(a, &to);
	else
		app_say(a, "no place to go forward to");
}

/* ---- the trail ---- */

static void
go_along_trail(struct app *a, size_t which)
{
	struct place now = app_place(a), to;

	if (history_go(&a->history, which, &now, &to))
		app_go(a, &to);
}

static const struct place *
stop_at(const struct history *h, const struct place *now, size_t i)
{
	return i == h->now ? now : &h->at[i];
}

static void
add_stop(struct app *a, struct dialog *d, const struct place *p, size_t i)
{
	bool here = i == a->history.now;

	dialog_add(d, story_title(&a->stories.at[p->story]), here ?
	    STYLE_BOLD : STYLE_TEXT)->value = i;
	dialog_mark(d, here ? SLICE("▸ ") : SLICE("  "), STYLE_HERE);
	dialog_note(d, p->way);
	if (here)
		d->cursor = d->list.n - 1;
}

/* The stories in the order they were read: of places in one after the other
 * where the reader is now, else the last. */
void
cmd_trail(struct app *a, struct slice arg)
{
	const struct history *h = &a->history;
	struct dialog *d = dialog_new("Where you have been", "go there",
	    go_along_trail);
	size_t i, end, n = h->n > h->now ? h->n : h->now + 1;
	struct place now = app_place(a);
	const struct place *p;

	(void)arg;
	for (i = 0; i < n; i = end) {
		p = stop_at(h, &now, i);
		for (end = i + 1; end < n && stop_at(h, &now, end)->story ==
		    p->story; end++)
			;
		i = h->now >= i && h->now < end ? h->now : end - 1;
		add_stop(a, d, stop_at(h, &now, i), i);
	}
	a->dialog = d;
}

/* ---- walking ---- */

/* Where one is already, or came from. */
static bool
is_known(const struct app *a, const struct targets *t, size_t list)
{
	size_t at = t->in_library ? related_story(a, t->at[0]) :
	    (size_t)t->at[0];

	return at == a->current || at == list;
}

static void
say_end(struct app *a, const struct web *w, int step)
{
	app_say(a, w == NULL || w->n == 0 ?
	    "no related headlines in this document" : step > 0 ?
	    "no later related story is here" :
	    "no earlier related story is here");
}

/*
 * ] and [ go along the web that led here; in a story that none led to,
 * along its own.  What may mean several stories is passed over: Enter asks.
 */
static void
walk_on(struct app *a, size_t forth)
{
	struct story *here;
	const struct web *w;
	struct targets t;
	size_t list, i;
	int step = forth ? 1 : -1;

	here = app_story(a);
	list = here->led ? here->led_by : a->current;
	i = here->led ? here->led_at : a->cursor[PANE_RELATED];
	if (!here->led && step > 0 && !here->walked)
		i--;			/* the first one is next */
	here->walked = true;
	related_finish(a, list);
	w = a->stories.at[list].web;
	for (i += (size_t)step; w && i < w->n; i += (size_t)step) {
		related_targets(a, &w->at[i], &t);
		if (t.n != 1 || is_known(a, &t, list))
			continue;
		if (list == a->current)
			app_set_cursor(a, PANE_RELATED, i);
		jump_along(a, &t, 0, list, i);
		return;
	}
	say_end(a, w, step);
}

static void
walk_related(struct app *a, bool forth)
{
	if (a->preview)			/* which does not outlast the walk */
		app_focus(a, PANE_ARTICLE);
	if (!a->preview)
		when_indexed(a, walk_on, forth);
}

void
cmd_next_related(struct app *a, struct slice arg)
{
	(void)arg;
	walk_related(a, true);
}

void
cmd_prev_related(struct app *a, struct slice arg)
{
	(void)arg;
	walk_related(a, false);
}
