/*
 * cmd_news: commands about what is new in the comments, and about who
 * answers whom.
 */
#include "app/command_impl.h"

#include "app/search.h"
#include "app/sift.h"
#include "text/width.h"

#define SURE_PERCENT 95			/* below it a link is a guess */
#define QUOTED_MAX 400			/* cells of what is answered */

static struct tree *
tree(struct app *a)
{
	return app_story(a)->tree;
}

static size_t
cursor(struct app *a)
{
	return a->cursor[PANE_COMMENTS];
}

static struct comment *
comment_at(struct app *a, size_t row)
{
	return &app_story(a)->doc->comments[tree_comment(tree(a), row)];
}

static struct slice
name_at(struct app *a, size_t row)
{
	bool guess;

	return tree_name(tree(a), row, &guess);
}

static void
say_nothing_new(struct app *a)
{
	const struct news *m = app_story(a)->news;

	app_say(a, m->visited ? "nothing new since the last visit" :
	    "nothing is new on the first visit");
}

/* The next new one in either direction, around the end once. */
static size_t
find_new(struct app *a, bool forward, bool *wrapped)
{
	struct tree *t = tree(a);
	size_t at = cursor(a), step = a->pane == PANE_COMMENTS, found;

	found = forward ? tree_next_marked(t, MARK_NEW, at + step) :
	    tree_prev_marked(t, MARK_NEW, at - step);
	*wrapped = found == TREE_NONE;
	if (*wrapped)
		found = forward ? tree_next_marked(t, MARK_NEW, 0) :
		    tree_prev_marked(t, MARK_NEW, tree_rows(t) - 1);
	return found;
}

static void
go_to_new(struct app *a, bool forward)
{
	bool wrapped;
	size_t row;

	if (a->pane >= PANE_STORY_N) {
		command_next_unread(a, forward ? 1 : -1);
		return;
	}
	if (!command_has_comments(a))
		return;
	row = find_new(a, forward, &wrapped);
	if (row == TREE_NONE && news_count(app_story(a)->news))
		app_say(a, "the filter leaves out all that is new");
	else if (row == TREE_NONE)
		say_nothing_new(a);
	else if (row == cursor(a) && a->pane == PANE_COMMENTS)
		app_say(a, "this is the last new comment");
	else {
		app_mark_jump(a);
		if (a->pane != PANE_COMMENTS)
			app_focus(a, PANE_COMMENTS);
		tree_open(tree(a), row);
		app_select_row(a, row);
		if (wrapped)
			app_say(a, forward ? "went on from the top" :
			    "went on from the bottom");
	}
}

void
cmd_next_new(struct app *a, struct slice arg)
{
	(void)arg;
	go_to_new(a, true);
}

void
cmd_prev_new(struct app *a, struct slice arg)
{
	(void)arg;
	go_to_new(a, false);
}

void
cmd_mark_read(struct app *a, struct slice arg)
{
	bool again;
	size_t n;

	(void)arg;
	if (!command_has_comments(a))
		return;
	n = news_toggle(app_story(a)->news, cursor(a), &again);
	if (n == 0)
		app_say(a, "nothing new from here down");
	else
		app_say(a, "%zu comment%s %s", n, n == 1 ? "" : "s", again ?
		    "new again" : "read now; again: new");
}

void
cmd_catch_up(struct app *a, struct slice arg)
{
	struct news *m = app_story(a)->news;
	struct tree *t = tree(a);
	struct place p;

	(void)arg;
	if (!command_has_comments(a))
		return;
	if (!m->catch_up && news_count(m) == 0) {
		say_nothing_new(a);
		return;
	}
	search_end(a);
	sift_clear(a);
	p = app_place(a);
	news_catch_up(m, !m->catch_up);
	a->levels = 0;
	p.comment = tree_comment(t, tree_visible(t, cursor(a)));
	app_restore(a, &p);
	app_relayout(a);
	app_say(a, m->catch_up ? "read ones are folded" :
	    "folds as they were");
}

void
cmd_pin(struct app *a, struct slice arg)
{
	struct story *s = app_story(a);
	size_t c;

	(void)arg;
	if (!command_has_comments(a))
		return;
	c = tree_comment(s->tree, cursor(a));
	s->pinned = s->pinned == c ? TREE_NONE : c;
	if (s->pinned == c)
		app_say(a, "marked %.*s; & on its answers",
		    SLICE_FMT(name_at(a, cursor(a))));
	else
		app_say(a, "mark taken away");
}

/* A comment's link has changed: the same one stays in hand, on its row. */
static void
relink(struct app *a, size_t comment)
{
	struct place p = app_place(a);

	job_drop(a);			/* it may sort what was linked */
	tree_relink(tree(a), comment);
	a->search.hit = false;		/* it was known by its row */
	app_restore(a, &p);
	app_relayout(a);
}

void
cmd_attach(struct app *a, struct slice arg)
{
	struct story *s = app_story(a);
	struct slice to;
	size_t c;

	(void)arg;
	if (!command_has_comments(a))
		return;
	if (s->pinned == TREE_NONE) {
		app_say(a, "m on the comment that it answers first, then &");
		return;
	}
	c = tree_comment(s->tree, cursor(a));
	to = name_at(a, tree_row_of(s->tree, s->pinned));
	if (c == s->pinned)
		app_say(a, "this is the marked comment; & is for its answers");
	else if (!mend_link(&s->mends, s->doc, c, (int32_t)s->pinned))
		app_error(a, "%.*s is itself below this comment",
		    SLICE_FMT(to));
	else {
		relink(a, c);
		app_say(a, "hung below %.*s; u undoes", SLICE_FMT(to));
	}
}

void
cmd_detach(struct app *a, struct slice arg)
{
	struct story *s = app_story(a);
	size_t c;

	(void)arg;
	if (!command_has_comments(a))
		return;
	c = tree_comment(s->tree, cursor(a));
	if (tree_parent(s->tree, cursor(a)) == TREE_NONE)
		app_say(a, "this comment answers nobody");
	else {
		mend_link(&s->mends, s->doc, c, -1);
		relink(a, c);
		app_say(a, "begins a thread now; u undoes");
	}
}

void
cmd_undo(struct app *a, struct slice arg)
{
	struct story *s = app_story(a);
	size_t c;

	(void)arg;
	if (!command_has_comments(a))
		return;
	c = mend_undo(&s->mends, s->doc);
	if (c == ID_NOBODY) {
		app_say(a, "no link was mended here");
		return;
	}
	app_mark_jump(a);
	a->cursor[PANE_COMMENTS] = tree_row_of(s->tree, c);
	relink(a, c);
	app_select_row(a, tree_row_of(s->tree, c));
	app_say(a, "%.*s is back where it was", SLICE_FMT(name_at(a,
	    cursor(a))));
}

/* What a link rests on, said of the comment below it.  "%" is the name that
 * it says it answers. */
static const char *const reasons[] = {
	[EV_NONE] = "The page does not say why.",
	[EV_NESTING] = "The page shows it inside the other.",
	[EV_ID] = "The page says which comment it answers.",
	[EV_ONLY] = "It answers %, and only one comment can be meant.",
	[EV_NAME] = "It answers %; of those by that name this fits best.",
	[EV_QUOTE] = "It quotes the other.",
	[EV_CALLED] = "It answers %, as others call the author of this.",
	[EV_LATEST] = "It answers %; this is the latest by that name.",
	[EV_ABSENT] = "It answers %, of whom the page has no comment.",
	[EV_ORDER] = "It answers %; the order of the page puts it here.",
	[EV_HAND] = "You hung it there."
};

static void
add_reason(struct buf *b, const struct comment *c)
{
	struct slice rest, piece;
	bool first = true;

	rest = slice_z(c->evidence < sizeof(reasons) / sizeof(*reasons) ?
	    reasons[c->evidence] : reasons[EV_NONE]);
	for (; slice_cut(&rest, '%', &piece); first = false) {
		if (!first && c->reply_to.len) {
			buf_addz(b, "“");
			buf_add(b, c->reply_to);
			buf_addz(b, "”");
		} else if (!first)
			buf_addz(b, "somebody");
		buf_add(b, piece);
	}
}

static void
add_sureness(struct buf *b, const struct comment *c)
{
	int percent = (int)(c->confidence * 100 + 0.5f);

	if (c->evidence == EV_HAND)
		buf_addz(b, "u undoes the last mended link.");
	else if (percent >= 100)
		buf_addz(b, "This is a fact.");
	else if (percent >= SURE_PERCENT)
		buf_printf(b, "Such links are right %d times in 100.",
		    percent);
	else
		buf_printf(b, "~ A guess: such links are right %d times in "
		    "10.", (percent + 5) / 10);
}

/* Of a comment that begins a thread. */
static void
add_why_top(struct buf *b, const struct comment *c)
{
	if (c->evidence == EV_HAND)
		buf_addz(b, "You made it begin a thread.");
	else if (c->absent)
		buf_addz(b, "Others answer it, but it is not on this page.");
	else if (c->reply_to.len == 0)
		buf_addz(b, "The page does not say that it answers anybody.");
	else {
		buf_addz(b, "It answers “");
		buf_add(b, c->reply_to);
		buf_addz(b, "”, and nothing tells which comment is meant.");
	}
}

static void
add_line(struct dialog *d, struct buf *b, enum style style)
{
	if (b->len)
		dialog_add(d, buf_slice(b), style);
	buf_clear(b);
}

static void
add_who(struct dialog *d, struct app *a, struct buf *b)
{
	const char *role = tree_role(tree(a), cursor(a));
	struct slice name = name_at(a, cursor(a));

	if (role == NULL)
		return;
	buf_printf(b, "[%s] %.*s ", role, SLICE_FMT(name));
	buf_addz(b, *role == 'O' ? "began this thread." :
	    "has a name of the article's byline.");
	add_line(d, b, STYLE_DIM);
}

void
cmd_why(struct app *a, struct slice arg)
{
	struct dialog *d;
	struct buf b = { 0 };
	const struct comment *c;
	struct slice quoted;
	size_t up;

	(void)arg;
	if (!command_has_comments(a))
		return;
	c = comment_at(a, cursor(a));
	up = tree_parent(tree(a), cursor(a));
	d = dialog_new("Why it hangs here", NULL, NULL);
	buf_add(&b, name_at(a, cursor(a)));
	buf_addz(&b, up == TREE_NONE ? " begins a thread" : " answers ");
	if (up != TREE_NONE)
		buf_add(&b, name_at(a, up));
	add_line(d, &b, STYLE_AUTHOR);
	if (up == TREE_NONE)
		add_why_top(&b, c);
	else
		add_reason(&b, c);
	add_line(d, &b, STYLE_TEXT);
	if (up != TREE_NONE)
		add_sureness(&b, c);
	add_line(d, &b, c->confidence * 100 < SURE_PERCENT ? STYLE_GUESS :
	    STYLE_TEXT);
	quoted = up != TREE_NONE ? comment_at(a, up)->text : SLICE("");
	if (quoted.len) {
		dialog_add(d, slice_sub(quoted, 0, text_fit(quoted,
		    QUOTED_MAX)), STYLE_QUOTE);
		dialog_mark(d, SLICE("│ "), STYLE_GUIDE);
	}
	add_who(d, a, &b);
	dialog_add(d, up == TREE_NONE ?
	    SLICE("Mend: m on what it answers, & here.") :
	    SLICE("Mend: # detaches it; m on what it answers, & here."),
	    STYLE_DIM);
	a->dialog = d;
	buf_free(&b);
}
