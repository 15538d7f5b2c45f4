#include "app/command_impl.h"

#include <stdlib.h>

#include "app/dialog.h"
#include "app/news.h"
#include "base/mem.h"

bool
command_has_comments(struct app *a)
{
	if (app_pane_has(a, PANE_COMMENTS))
		return true;
	app_say(a, "no comments in this document");
	return false;
}

static void
go(struct app *a, size_t row, const char *otherwise)
{
	if (row == TREE_NONE)
		app_say(a, "%s", otherwise);
	else
		app_select_row(a, row);
}

static void
jump(struct app *a, size_t row, const char *otherwise)
{
	if (row != TREE_NONE)
		app_mark_jump(a);
	go(a, row, otherwise);
}

void
cmd_next_sibling(struct app *a, struct slice arg)
{
	(void)arg;
	if (command_has_comments(a))
		go(a, tree_next_sibling(tree_of(a), row_of(a)),
		    "no later reply at this level");
}

void
cmd_prev_sibling(struct app *a, struct slice arg)
{
	(void)arg;
	if (command_has_comments(a))
		go(a, tree_prev_sibling(tree_of(a), row_of(a)),
		    "no earlier reply at this level");
}

void
cmd_parent(struct app *a, struct slice arg)
{
	(void)arg;
	if (command_has_comments(a))
		jump(a, tree_parent(tree_of(a), row_of(a)),
		    "this comment answers nobody");
}

void
cmd_thread_top(struct app *a, struct slice arg)
{
	(void)arg;
	if (command_has_comments(a))
		jump(a, tree_top(tree_of(a), row_of(a)), "");
}

void
cmd_next_thread(struct app *a, struct slice arg)
{
	(void)arg;
	if (command_has_comments(a))
		go(a, tree_next_sibling(tree_of(a), tree_top(tree_of(a),
		    row_of(a))), "this is the last thread");
}

void
cmd_prev_thread(struct app *a, struct slice arg)
{
	size_t top;

	(void)arg;
	if (!command_has_comments(a))
		return;
	top = tree_top(tree_of(a), row_of(a));
	go(a, top == row_of(a) ? tree_prev_sibling(tree_of(a), top) : top,
	    "this is the first thread");
}

/* The ancestors, from the thread's top down, in a box. */
void
cmd_peek(struct app *a, struct slice arg)
{
	struct tree *t;
	struct dialog *d;
	size_t row, *up = NULL, n = 0, cap = 0, c;
	bool guess;

	(void)arg;
	if (!command_has_comments(a))
		return;
	t = tree_of(a);
	if (tree_parent(t, row_of(a)) == TREE_NONE) {
		app_say(a, "this comment answers nobody");
		return;
	}
	for (row = tree_parent(t, row_of(a)); row != TREE_NONE && n < 1000;
	    row = tree_parent(t, row)) {
		up = mem_grow(up, &cap, n + 1, sizeof(*up));
		up[n++] = row;
	}
	d = dialog_new("Above this comment", NULL, NULL);
	while (n-- > 0) {
		c = tree_comment(t, up[n]);
		dialog_add(d, tree_name(t, up[n], &guess), STYLE_AUTHOR);
		dialog_add(d, app_story(a)->doc->comments[c].text,
		    STYLE_TEXT);
		dialog_mark(d, SLICE("  "), STYLE_TEXT);
	}
	d->flow = (struct flow){ &list_flow, &d->list,
	    d->list.n > 1 ? d->list.n - 2 : 0, 0 };
	a->dialog = d;
	free(up);
}

/* Folding never moves the row under the cursor. */
static void
set_fold(struct app *a, size_t row, bool fold)
{
	tree_fold(tree_of(a), row, fold);
	app_relayout(a);
}

static bool
is_open(struct app *a, size_t row)
{
	return tree_size(tree_of(a), row) > 1 && !tree_folded(tree_of(a), row);
}

void
cmd_close(struct app *a, struct slice arg)
{
	if (!command_has_comments(a))
		return;
	if (is_open(a, row_of(a)))
		set_fold(a, row_of(a), true);
	else if (tree_parent(tree_of(a), row_of(a)) != TREE_NONE)
		app_select_row(a, tree_parent(tree_of(a), row_of(a)));
	(void)arg;
}

void
cmd_open_fold(struct app *a, struct slice arg)
{
	(void)arg;
	if (!command_has_comments(a))
		return;
	if (tree_unfold(tree_of(a), row_of(a)))
		app_relayout(a);
	else if (tree_size(tree_of(a), row_of(a)) > 1)
		app_select_row(a, tree_next(tree_of(a), row_of(a)));
	else
		app_say(a, "no replies");
}

void
cmd_toggle(struct app *a, struct slice arg)
{
	(void)arg;
	if (!command_has_comments(a))
		return;
	if (!tree_unfold(tree_of(a), row_of(a)))
		tree_fold(tree_of(a), row_of(a), true);
	app_relayout(a);
}

void
cmd_unfold(struct app *a, struct slice arg)
{
	(void)arg;
	if (!command_has_comments(a))
		return;
	tree_unfold(tree_of(a), row_of(a));
	app_relayout(a);
}

void
cmd_fold(struct app *a, struct slice arg)
{
	(void)arg;
	if (command_has_comments(a))
		set_fold(a, row_of(a), true);
}

/* All folds change; the comment in hand, or what hides it now, stays on its
 * row of the screen. */
static void
refold(struct app *a, size_t levels)
{
	struct tree *t = tree_of(a);
	struct flow *f = &a->flow[PANE_COMMENTS];
	size_t row = row_of(a), h = app_pane_height(a, PANE_COMMENTS);
	long at = flow_distance(f, row, tree_head_line(t, row), h);

	a->levels = levels;
	news_settle(app_story(a)->news);
	if (levels == 0)
		tree_fold_all(t, false);
	else
		tree_fold_below(t, levels);
	row = tree_visible(t, row);
	a->cursor[PANE_COMMENTS] = row;
	flow_put(f, row, tree_head_line(t, row), at < 0 ? 0 : (size_t)at);
	app_relayout(a);
}

void
cmd_fold_all(struct app *a, struct slice arg)
{
	(void)arg;
	if (command_has_comments(a))
		refold(a, 1);
}

void
cmd_unfold_all(struct app *a, struct slice arg)
{
	(void)arg;
	if (command_has_comments(a))
		refold(a, 0);
}

static size_t
deepest(struct app *a)
{
	size_t i, max = 0;

	for (i = 0; i < tree_rows(tree_of(a)); i++)
		if (tree_depth(tree_of(a), i) > max)
			max = tree_depth(tree_of(a), i);
	return max + 1;
}

static void
show_levels(struct app *a, size_t levels)
{
	refold(a, levels >= deepest(a) ? 0 : levels);
	if (a->levels)
		app_say(a, "%zu level%s shown", a->levels,
		    a->levels == 1 ? "" : "s");
	else
		app_say(a, "all levels shown");
}

void
cmd_fold_less(struct app *a, struct slice arg)
{
	size_t now;

	(void)arg;
	if (!command_has_comments(a))
		return;
	now = a->levels ? a->levels : deepest(a);
	show_levels(a, now > 1 ? now - 1 : 1);
}

void
cmd_fold_more(struct app *a, struct slice arg)
{
	(void)arg;
	if (command_has_comments(a))
		show_levels(a, a->levels ? a->levels + 1 : deepest(a));
}

void
cmd_level(struct app *a, struct slice arg)
{
	if (!command_has_comments(a))
		return;
	if (arg.len != 1 || arg.s[0] < '1' || arg.s[0] > '9')
		app_error(a, "level wants a number from 1 to 9");
	else
		show_levels(a, (size_t)(arg.s[0] - '0'));
}

void
cmd_fold_thread(struct app *a, struct slice arg)
{
	size_t top, next;

	(void)arg;
	if (!command_has_comments(a))
		return;
	app_mark_jump(a);
	top = tree_top(tree_of(a), row_of(a));
	next = tree_next_sibling(tree_of(a), top);
	a->cursor[PANE_COMMENTS] = top;
	app_set_cursor(a, PANE_COMMENTS, top);
	set_fold(a, top, true);
	if (next != TREE_NONE)
		app_set_cursor(a, PANE_COMMENTS, next);
	else
		app_say(a, "this is the last thread");
}
