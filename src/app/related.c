#include "app/related.h"

#include <stdio.h>

#include "app/shelf.h"
#include "store/headlines.h"

#define MARK_HERE "● "
#define MARK_AWAY "○ "
#define MARK_READ "◐ "

/* ---- the list ---- */

enum whereabouts { AWAY, HERE, OPENED };

/* Among the documents that were named, not before all headlines are known:
 * the first screen need not wait. */
static enum whereabouts
in_documents(struct app *a, struct slice title)
{
	size_t found[2], n;

	if (!a->marked || a->stories.headlines == NULL)
		return AWAY;
	n = headlines_find(a->stories.headlines, title, found, 2);
	return n == 0 ? AWAY : n == 1 && a->stories.at[found[0]].opened ?
	    OPENED : HERE;
}

size_t
related_story(const struct app *a, int64_t id)
{
	size_t at = stories_of_id(&a->stories, id), i;
	const struct story *s;

	for (i = 0; at == SLICE_NONE && i < a->stories.n; i++) {
		s = &a->stories.at[i];
		if (s->web && s->web->story == id)
			at = i;
	}
	return at;
}

static enum whereabouts
in_library(struct app *a, const struct web_entry *e)
{
	size_t at;

	if (e->id == 0)
		return e->several ? HERE : AWAY;
	at = related_story(a, e->id);
	return e->read || (at != SLICE_NONE && a->stories.at[at].opened) ?
	    OPENED : HERE;
}

void
related_mark(struct app *a)
{
	static const struct { const char *mark; enum style style; } marks[] = {
		[AWAY] = { MARK_AWAY, STYLE_DIM },
		[HERE] = { MARK_HERE, STYLE_HERE },
		[OPENED] = { MARK_READ, STYLE_OPENED }
	};
	const struct web *w = app_story(a)->web;
	enum whereabouts where;
	size_t i;

	for (i = 0; i < a->related.n; i++) {
		where = w->at[i].group == WEB_PAGE ?
		    in_documents(a, w->at[i].title) : AWAY;
		if (where == AWAY)
			where = in_library(a, &w->at[i]);
		a->related.items[i].mark = marks[where].mark;
		a->related.items[i].mark_style = (uint8_t)marks[where].style;
	}
}

/* The first of a group has its name above it. */
static struct slice
head_of(struct web *w, size_t i)
{
	const struct web_entry *e = &w->at[i];
	struct buf b = { 0 };
	struct slice head;

	if (e->group == WEB_PAGE || (i && w->at[i - 1].group == e->group))
		return (struct slice){ NULL, 0 };
	buf_printf(&b, "%s · %zu", web_group_name(e->group),
	    w->count[e->group]);
	head = arena_dup(&w->arena, buf_slice(&b));
	buf_free(&b);
	return head;
}

void
related_fill(struct app *a)
{
	struct story *s = app_story(a);
	struct web *w = s->web;
	struct list_item *it;
	size_t i, n;

	if (w == NULL)
		w = s->web = web_new(s->doc, s->id);
	list_free(&a->related);
	n = web_done(w) ? w->n : w->count[WEB_PAGE];
	for (i = 0; i < n; i++) {
		it = list_add(&a->related, w->at[i].title, STYLE_TEXT);
		it->note = w->at[i].why;
		it->head = head_of(w, i);
	}
	related_mark(a);
}

void
related_title(const struct app *a, struct buf *b)
{
	const struct web *w = a->stories.at[a->current].web;
	size_t of_page = w ? w->count[WEB_PAGE] : 0;
	size_t more = a->related.n - of_page;

	buf_printf(b, "Related · %zu", of_page ? of_page : more);
	if (of_page && more)
		buf_printf(b, " · %zu more", more);
}

const struct web_entry *
related_in_hand(struct app *a)
{
	return &app_story(a)->web->at[a->cursor[PANE_RELATED]];
}

/* ---- asking the library ---- */

/* Where only documents were named, the library that is there by default is
 * looked at too, once the screen is drawn. */
static struct library *
at_hand(struct app *a)
{
	struct err err = { "" };
	struct library *lib;

	if (a->shelf == NULL && a->look_for_library &&
	    config_int(a->config, "library") && library_exists(NULL))
		app_set_library(a, NULL);
	a->look_for_library = false;
	if (a->shelf == NULL)
		return NULL;
	lib = shelf_look(a->shelf, &err);
	if (lib != NULL || a->shelf_failed)
		return lib;
	a->shelf_failed = a->redraw = true;
	if (a->message.len == 0)
		app_error(a, "%s", err.text);
	return NULL;
}

static bool
is_asking(const struct app *a, const struct story *s)
{
	return (a->shelf != NULL || a->look_for_library) &&
	    !a->shelf_failed && s->web != NULL && s->doc != NULL &&
	    !web_done(s->web);
}

bool
related_busy(const struct app *a)
{
	return is_asking(a, &a->stories.at[a->current]);
}

static bool
wish_stands(const struct app *a)
{
	return a->wish.set && a->wish.place.story == a->current &&
	    a->wish.pane == a->pane &&
	    a->wish.cursor == a->cursor[PANE_RELATED];
}

/* All at once: what the reader looks at moves once. */
static void
show(struct app *a)
{
	bool wished = wish_stands(a);

	a->wish.set = false;
	related_fill(a);
	app_relayout(a);
	if (wished && a->wish.place.related < a->related.n)
		app_set_cursor(a, PANE_RELATED, a->wish.place.related);
	if (wished && a->wish.place.pane == PANE_RELATED &&
	    app_pane_has(a, PANE_RELATED))
		app_focus(a, PANE_RELATED);
	a->redraw = true;
}

bool
related_step(struct app *a)
{
	struct story *s = app_story(a);
	struct library *lib;

	if (!is_asking(a, s) || (lib = at_hand(a)) == NULL)
		return false;
	if (!web_step(s->web, s->doc, lib))
		show(a);
	return true;
}

void
related_finish(struct app *a, size_t story)
{
	struct story *s = &a->stories.at[story];
	struct library *lib;
	struct err err;

	/* Its document may have been put away meanwhile. */
	if (s->web == NULL && story_load(&a->stories, story,
	    config_order(a->config), &err))
		s->web = web_new(s->doc, s->id);
	if (!is_asking(a, s) || (lib = at_hand(a)) == NULL)
		return;
	while (web_step(s->web, s->doc, lib))
		;
	if (story == a->current)
		show(a);
}

void
related_wish(struct app *a, const struct place *p)
{
	if (!related_busy(a) || (p->related < a->related.n &&
	    (p->pane != PANE_RELATED || a->pane == p->pane)))
		return;
	a->wish.place = *p;
	a->wish.pane = a->pane;
	a->wish.cursor = a->cursor[PANE_RELATED];
	a->wish.set = true;
}

void
related_place(const struct app *a, struct place *p)
{
	if (!wish_stands(a))
		return;
	p->pane = a->wish.place.pane;
	p->related = a->wish.place.related;
}

struct slice
related_link(struct app *a, struct arena *words)
{
	const struct web_entry *e = related_in_hand(a);
	struct library *lib = e->url.len || e->id == 0 ? NULL : at_hand(a);
	struct record r;

	if (lib && library_source(lib, e->id, &r, words, NULL))
		return r.url;
	return e->url;
}

/* ---- what an entry means ---- */

/* Not the current one where there are others. */
static void
find_documents(struct app *a, struct slice title, struct targets *t)
{
	size_t found[RELATED_TWINS], n = 0, i;

	if (a->stories.headlines)
		n = headlines_find(a->stories.headlines, title, found,
		    RELATED_TWINS);
	for (i = 0; i < n; i++)
		if (n == 1 || found[i] != a->current)
			t->at[t->n++] = (int64_t)found[i];
}

static void
find_in_library(struct app *a, const struct web_entry *e, struct targets *t)
{
	struct library *lib;

	t->in_library = true;
	if (e->id)
		t->at[t->n++] = e->id;
	else if (e->several && (lib = at_hand(a)) != NULL)
		t->n = library_resolve(lib, e->title, e->url, t->at,
		    RELATED_TWINS);
}

void
related_targets(struct app *a, const struct web_entry *e, struct targets *t)
{
	*t = (struct targets){ .n = 0 };
	if (e->group == WEB_PAGE)
		find_documents(a, e->title, t);
	if (t->n == 0)
		find_in_library(a, e, t);
}
