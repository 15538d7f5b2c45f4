/*
 * Commands of what is shown: filters and the killfile.
 */
#include "app/command_impl.h"

#include "app/sift.h"

void
cmd_filter(struct app *a, struct slice arg)
{
	if (command_has_comments(a))
		sift_filter(a, arg);
}

/* The prompt, with the filter that is on to be changed. */
void
cmd_ask_filter(struct app *a, struct slice arg)
{
	struct buf b = { 0 };

	(void)arg;
	if (!command_has_comments(a))
		return;
	prompt_start(&a->prompt, PROMPT_COMMAND);
	buf_addz(&b, "filter ");
	buf_add(&b, slice_z(app_story(a)->filter));
	prompt_set(&a->prompt, buf_slice(&b));
	buf_free(&b);
}

/* Of an author: how many comments are hidden now, or not any more. */
static void
tell_author(struct app *a, struct slice name, bool hides)
{
	size_t n = sift_judge_author(a, name);

	app_say(a, "%s %.*s: %zu comment%s%s", hides ? "hides" : "shows",
	    SLICE_FMT(name), n, n == 1 ? "" : "s",
	    hides ? "; x undoes" : "");
}

static void
unhide(struct app *a, struct slice author)
{
	size_t row = a->cursor[PANE_COMMENTS];
	struct tree *t = app_story(a)->tree;
	const struct kill_entry *e = kill_find(&a->kill, KILL_AUTHOR, author);
	struct err err = { .text = "" };

	if (author.len == 0 || e == NULL || e->fixed) {
		tree_open(t, row);
		app_relayout(a);
		if (e)
			app_say(a, "shown for now; lede.conf hides %.*s",
			    SLICE_FMT(author));
		else
			app_say(a, "shown for now; the killfile has “%.*s”",
			    SLICE_FMT(sift_hidden_for(a, tree_comment(t,
			    row))));
		return;
	}
	kill_remove(&a->kill, KILL_AUTHOR, author, &err);
	tell_author(a, author, false);
	if (*err.text)
		app_error(a, "%s", err.text);
}

void
cmd_hide_author(struct app *a, struct slice arg)
{
	struct story *s = app_story(a);
	size_t row = a->cursor[PANE_COMMENTS];
	struct err err = { .text = "" };
	struct slice author;

	(void)arg;
	if (!command_has_comments(a))
		return;
	author = s->doc->comments[tree_comment(s->tree, row)].author;
	if (tree_brief(s->tree, row) & BRIEF_KILLED) {
		unhide(a, author);
		return;
	}
	if (author.len == 0) {
		app_say(a, "nobody knows who wrote this comment");
		return;
	}
	kill_add(&a->kill, KILL_AUTHOR, author, &err);
	tell_author(a, author, true);
	if (*err.text)
		app_error(a, "%s", err.text);
}

/* Word, author: hidden no more. */
static void
show_again(struct app *a, size_t i)
{
	enum kill_kind kind = a->kill.at[i].kind;
	struct buf value = { 0 };
	struct err err = { .text = "" };

	buf_add(&value, a->kill.at[i].value);
	kill_remove(&a->kill, kind, buf_slice(&value), &err);
	sift_judge_anew(a);
	if (*err.text)
		app_error(a, "%s", err.text);
	else
		app_say(a, "shows the %s %.*s", kill_kind_name(kind),
		    SLICE_FMT(buf_slice(&value)));
	buf_free(&value);
}

/* What is in the killfile, in a box. */
static void
list_killed(struct app *a)
{
	struct dialog *d;
	struct buf b = { 0 };
	size_t i;

	if (a->kill.n == 0) {
		app_say(a, "nothing is hidden; x hides an author");
		return;
	}
	d = dialog_new("Hidden", "show again", show_again);
	for (i = 0; i < a->kill.n; i++) {
		buf_clear(&b);
		buf_printf(&b, "%s %.*s%s",
		    kill_kind_name(a->kill.at[i].kind),
		    SLICE_FMT(a->kill.at[i].value),
		    a->kill.at[i].fixed ? "   (lede.conf)" : "");
		dialog_add(d, buf_slice(&b), STYLE_TEXT);
	}
	buf_free(&b);
	a->dialog = d;
}

static void
change(struct app *a, struct slice arg,
    bool (*how)(struct kill *, enum kill_kind, struct slice, struct err *),
    const char *done)
{
	struct err err = { .text = "" };
	enum kill_kind kind;
	struct slice value;

	if (!kill_parse(arg, &kind, &value, &err)) {
		app_error(a, "%s", err.text);
		return;
	}
	how(&a->kill, kind, value, &err);
	sift_judge_anew(a);
	if (*err.text)
		app_error(a, "%s", err.text);
	else
		app_say(a, "%s the %s %.*s", done, kill_kind_name(kind),
		    SLICE_FMT(value));
}

void
cmd_kill(struct app *a, struct slice arg)
{
	if (arg.len)
		change(a, arg, kill_add, "hides");
	else
		list_killed(a);
}

void
cmd_unkill(struct app *a, struct slice arg)
{
	change(a, arg, kill_remove, "shows");
}
