/*
 * Commands that read the document on screen in another way: its charset by
 * hand, broken text mended or not.  Both are remembered with the story.
 */
#include <stdio.h>

#include "app/command_impl.h"
#include "load/charset/choose.h"
#include "text/width.h"

#define HEAD ((size_t)4 << 20)		/* bytes that previews are made of */
#define NAME_CELLS 18			/* of the longest name, and a mark */
#define CHOSE_AUTO ((size_t)1000)	/* a value that is no encoding's */

/* What is remembered is saved at once; what went wrong is said with what was
 * done. */
static void
remember(struct app *a, const char *name, const char *value,
    const char *done)
{
	struct err err;

	state_set(story_state(&a->stories, a->current), name, slice_z(value));
	if (stories_save(&a->stories, a->current, &err))
		app_say(a, "%s", done);
	else
		app_error(a, "%s; not remembered: %s", done, err.text);
}

static size_t
items_of(const struct story *s)
{
	return page_items(s->page) + s->doc->ncomments;
}

/* Read in a wrong charset a page may be one block, and the place be lost: it
 * is kept for the charset in which the page is what it was. */
static bool
reread(struct app *a)
{
	struct story *s = app_story(a);
	bool away = s->sound.set;
	struct place place = away ? s->sound : app_place(a);
	size_t items = away ? s->sound_items : items_of(s);

	if (!command_reread(a))
		return false;
	if (items_of(s) != items) {
		s->sound = place;
		s->sound_items = items;
	} else if (away)
		app_restore(a, &place);
	return true;
}

/* name: static, or NULL for what the loader decides. */
static void
read_as(struct app *a, const char *name)
{
	struct story *s = app_story(a);
	const char *before = s->charset;
	char done[160];

	s->charset = name;
	if (!reread(a)) {
		s->charset = before;
		return;
	}
	if (name && doc_is_empty(s->doc)) {
		app_error(a, "nothing to read in it as %s either", name);
		return;
	}
	snprintf(done, sizeof(done), "read as %s (%s)", s->doc->charset.name,
	    charset_from_name(s->doc->charset.from));
	remember(a, "charset", name, done);
}

static void
refuse(struct app *a, struct slice label)
{
	const char *near[CHOOSE_NEAR];
	size_t n = choose_near(label, near), i;
	struct buf b = { 0 };

	for (i = 0; i < n; i++)
		buf_printf(&b, "%s%s", i == 0 ? "; near it: " : ", ", near[i]);
	app_error(a, "no such charset: %.*s%s", SLICE_FMT(slice_sub(label, 0,
	    40)), buf_z(&b));
	buf_free(&b);
}

static void
choose(struct app *a, size_t value)
{
	const char *names[CHOOSE_ALL];

	choose_all(names);
	read_as(a, value == CHOSE_AUTO ? NULL : names[value]);
}

static void
add_mark(struct dialog *d, const char *name, bool current)
{
	struct buf mark = { 0 };

	buf_printf(&mark, "%s%s", current ? "● " : "  ", name);
	buf_fill(&mark, ' ', NAME_CELLS > text_cells(buf_slice(&mark)) ?
	    NAME_CELLS - text_cells(buf_slice(&mark)) : 1);
	dialog_mark(d, buf_slice(&mark), current ? STYLE_HERE : STYLE_META);
	buf_free(&mark);
}

struct chooser {
	struct dialog *dialog;
	struct slice piece;		/* of the document */
	const char *all[CHOOSE_ALL];
	size_t n;
	const char *current;
	bool marked;			/* the cursor is on the current one */
};

static size_t
value_of(const struct chooser *c, const char *name)
{
	size_t i;

	for (i = 0; i < c->n && strcmp(c->all[i], name) != 0; i++)
		;
	return i;
}

static void
add_encoding(struct chooser *c, const char *name)
{
	bool current = c->current && strcmp(c->current, name) == 0;
	struct buf preview = { 0 };
	struct list_item *it;

	choose_preview(name, c->piece, &preview);
	it = dialog_add(c->dialog, buf_slice(&preview), STYLE_TEXT);
	it->value = value_of(c, name);
	it->one_row = true;
	add_mark(c->dialog, name, current);
	if (current && !c->marked) {
		c->dialog->cursor = c->dialog->list.n - 1;
		c->marked = true;
	}
	buf_free(&preview);
}

static void
add_heading(struct dialog *d, const char *text)
{
	dialog_add(d, slice_z(text), STYLE_HEADING)->value = FLOW_END;
}

/* No escape sequences, as ISO-2022-JP has, and no bytes of UTF-16. */
static bool
is_ascii(struct slice x)
{
	size_t i;

	for (i = 0; i < x.len; i++)
		if ((unsigned char)x.s[i] >= 0x80 || x.s[i] == 27 ||
		    x.s[i] == 0)
			return false;
	return true;
}

static void
add_all(struct chooser *c, struct slice head, bool by_hand)
{
	const char *likely[CHOOSE_LIKELY];
	size_t n = choose_likely(head, likely), i;

	if (is_ascii(head)) {
		add_heading(c->dialog,
		    "All of it is ASCII, which nearly all of them read alike");
		c->dialog->cursor = 1;
	}
	if (by_hand) {
		dialog_add(c->dialog, slice_z(likely[0]), STYLE_TEXT)->value =
		    CHOSE_AUTO;
		add_mark(c->dialog, "auto", false);
	}
	for (i = 0; i < n; i++)
		add_encoding(c, likely[i]);
	add_heading(c->dialog, "All of them");
	for (i = 0; i < c->n; i++)
		add_encoding(c, c->all[i]);
}

static void
offer(struct app *a)
{
	const struct story *s = app_story(a);
	struct chooser c = { .current = s->doc->charset.name };
	struct buf head = { 0 };
	struct err err;

	if (!story_head(&a->stories, a->current, HEAD, &head, &err)) {
		app_error(a, "%s: %s", s->path, err.text);
		return;
	}
	c.dialog = dialog_new("Charset of this document", "read it so",
	    choose);
	c.piece = choose_piece(buf_slice(&head));
	c.n = choose_all(c.all);
	add_all(&c, buf_slice(&head), s->charset != NULL);
	a->dialog = c.dialog;
	buf_free(&head);
}

void
cmd_charset(struct app *a, struct slice arg)
{
	const char *name = choose_named(arg);

	if (arg.len == 0)
		offer(a);
	else if (slice_ieq(arg, SLICE("auto")))
		read_as(a, NULL);
	else if (name == NULL)
		refuse(a, arg);
	else
		read_as(a, name);
}

/* What was chosen is forgotten where it is what the settings say anyway. */
static void
set_repair(struct app *a, bool on)
{
	struct story *s = app_story(a);
	enum repair_wish before = s->repair;
	bool as_set = on == !a->stories.load.no_repair;
	char done[120];

	s->repair = as_set ? REPAIR_AS_SET : on ? REPAIR_ON : REPAIR_OFF;
	if (!command_reread(a)) {
		s->repair = before;
		return;
	}
	if (on)
		snprintf(done, sizeof(done), "mended %zu place%s",
		    s->doc->mended, s->doc->mended == 1 ? "" : "s");
	else
		snprintf(done, sizeof(done), "text is shown as it came");
	remember(a, "repair", as_set ? NULL : on ? "on" : "off", done);
}

void
cmd_repair(struct app *a, struct slice arg)
{
	enum repair_wish now = app_story(a)->repair;
	bool on = now == REPAIR_AS_SET ? !a->stories.load.no_repair :
	    now == REPAIR_ON;

	if (slice_eq(arg, SLICE("on")))
		set_repair(a, true);
	else if (slice_eq(arg, SLICE("off")))
		set_repair(a, false);
	else if (arg.len == 0 || slice_eq(arg, SLICE("toggle")))
		set_repair(a, !on);
	else
		app_error(a, "repair is on, off or toggle, not \"%.*s\"",
		    SLICE_FMT(arg));
}
