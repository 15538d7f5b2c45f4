#include "app/command_impl.h"

#include <limits.h>

#include "app/browse.h"
#include "app/folders.h"
#include "app/search.h"
#include "app/sift.h"
#include "view/page.h"

#define GOAL_MAX ((size_t)100000000)	/* of a number that is typed */

static size_t
height(struct app *a)
{
	return app_pane_height(a, a->pane);
}

static size_t
rows_of(const struct flow *f, size_t item)
{
	return f->ops->rows(f->of, item);
}

/* In a list or tree: the cursor's item, one on; a comment taller than the
 * screen scrolls first. */
static void
cursor_down(struct app *a)
{
	struct flow *f = &a->flow[a->pane];
	size_t at = a->cursor[a->pane], next, last = rows_of(f, at) - 1;
	size_t h = height(a);

	if (flow_distance(f, at, last, h - 1) < 0 && last + 1 > h) {
		flow_scroll(f, 1, h);
		return;
	}
	next = f->ops->next(f->of, at);
	if (next != FLOW_END)
		app_set_cursor(a, a->pane, next);
}

static void
cursor_up(struct app *a)
{
	struct flow *f = &a->flow[a->pane];
	size_t at = a->cursor[a->pane], prev;

	if (f->item == at && f->row > 0) {
		flow_scroll(f, -1, height(a));
		return;
	}
	prev = f->ops->prev(f->of, at);
	if (prev == FLOW_END) {
		flow_scroll(f, -1, height(a));
		return;
	}
	a->cursor[a->pane] = prev;
	if (rows_of(f, prev) > height(a))
		flow_show(f, prev, rows_of(f, prev) - 1,
		    rows_of(f, prev) - 1, height(a));
	else
		app_set_cursor(a, a->pane, prev);
}

static bool
is_seen(struct app *a, size_t item)
{
	return flow_distance(&a->flow[a->pane], item,
	    app_head_row(a, a->pane, item), height(a) - 1) >= 0;
}

/* A page: the window moves and the cursor to what is then at its top; at
 * the ends the cursor goes the rest of the way. */
static void
page(struct app *a, long rows)
{
	struct flow *f = &a->flow[a->pane];
	size_t h = height(a), item, row;
	bool moved = flow_scroll(f, rows, h);

	if (a->pane == PANE_ARTICLE)
		return;
	if (!flow_at(f, rows > 0 && !moved ? h - 1 : 0, &item, &row) &&
	    rows < 0)
		return;
	if (rows < 0 && !moved)
		item = f->item;
	/* What begins above the window is not under the cursor. */
	if (moved && row > app_head_row(a, a->pane, item) &&
	    f->ops->next(f->of, item) != FLOW_END &&
	    is_seen(a, f->ops->next(f->of, item)))
		item = f->ops->next(f->of, item);
	a->cursor[a->pane] = item;
}

void
cmd_down(struct app *a, struct slice arg)
{
	(void)arg;
	if (a->pane == PANE_ARTICLE)
		flow_scroll(&a->flow[a->pane], 1, height(a));
	else
		cursor_down(a);
}

void
cmd_up(struct app *a, struct slice arg)
{
	(void)arg;
	if (a->pane == PANE_ARTICLE)
		flow_scroll(&a->flow[a->pane], -1, height(a));
	else
		cursor_up(a);
}

/* One row of the page before stays, as in less and vim. */
static long
page_rows(struct app *a)
{
	size_t h = height(a);

	return h > 2 ? (long)h - 1 : 1;
}

void
cmd_page_down(struct app *a, struct slice arg)
{
	(void)arg;
	page(a, page_rows(a));
}

void
cmd_page_up(struct app *a, struct slice arg)
{
	(void)arg;
	page(a, -page_rows(a));
}

void
cmd_half_down(struct app *a, struct slice arg)
{
	(void)arg;
	page(a, (long)(height(a) + 1) / 2);
}

void
cmd_half_up(struct app *a, struct slice arg)
{
	(void)arg;
	page(a, -(long)(height(a) + 1) / 2);
}

void
cmd_top(struct app *a, struct slice arg)
{
	struct flow *f = &a->flow[a->pane];
	size_t first = a->pane == PANE_COMMENTS ?
	    tree_first(app_story(a)->tree) : 0;

	(void)arg;
	if (a->pane == PANE_HEADLINES) {
		browse_end(a, false);
		return;
	}
	/* vim's users type it twice. */
	if (f->item != first || f->row != 0 || a->cursor[a->pane] != first)
		app_mark_jump(a);
	f->item = first;
	f->row = 0;
	a->cursor[a->pane] = first;
}

static size_t
last_item(struct app *a)
{
	struct story *s = app_story(a);

	if (a->pane == PANE_ARTICLE)
		return page_items(s->page) - 1;
	if (a->pane == PANE_RELATED)
		return a->related.n - 1;
	if (a->pane == PANE_FOLDERS)
		return folders_n(a->browse->folders) - 1;
	return tree_last(s->tree);
}

void
cmd_bottom(struct app *a, struct slice arg)
{
	struct flow *f = &a->flow[a->pane];
	size_t last;

	(void)arg;
	if (a->pane == PANE_HEADLINES) {
		browse_end(a, true);
		return;
	}
	last = last_item(a);
	app_mark_jump(a);
	flow_put(f, last, rows_of(f, last) - 1, height(a) - 1);
	a->cursor[a->pane] = last;
}

/* "12" or "50%". */
static bool
read_goal(struct slice arg, size_t *n, bool *percent)
{
	size_t i;

	*percent = arg.len > 1 && arg.s[arg.len - 1] == '%';
	arg.len -= *percent;
	*n = 0;
	for (i = 0; i < arg.len && ascii_digit(arg.s[i]); i++)
		if (*n < GOAL_MAX)
			*n = *n * 10 + (size_t)(arg.s[i] - '0');
	return i > 0 && i == arg.len;
}

/* The last place of the article that is not past so many percent, as the
 * status line has it of the window's end. */
static void
go_to_part(struct app *a, int percent)
{
	struct flow *f = &a->flow[PANE_ARTICLE];
	struct page *p = app_story(a)->page;
	size_t from = 0, to = page_items(p), mid, item;

	while (to - from > 1) {
		mid = from + (to - from) / 2;
		if (page_percent(p, mid, 0) <= percent)
			from = mid;
		else
			to = mid;
	}
	item = from;
	for (from = 0, to = rows_of(f, item); to - from > 1;) {
		mid = from + (to - from) / 2;
		if (page_percent(p, item, mid) <= percent)
			from = mid;
		else
			to = mid;
	}
	flow_put(f, item, from, height(a));
	flow_fill(f, height(a));
}

/* The row of the n-th comment of this order, from 1; stand-ins do not
 * count. */
static size_t
row_of_ordinal(const struct tree *t, size_t n)
{
	size_t from = 0, to = tree_rows(t) - 1, mid;

	while (from < to) {
		mid = from + (to - from) / 2;
		if (tree_ordinal(t, mid) < n)
			from = mid + 1;
		else
			to = mid;
	}
	return from;
}

/* By the numbers that the status line shows. */
void
cmd_goto(struct app *a, struct slice arg)
{
	struct story *s = app_story(a);
	struct flow *f = &a->flow[a->pane];
	size_t n, total = a->pane == PANE_COMMENTS ?
	    doc_comments_present(s->doc) : 0;
	bool percent;

	if (!read_goal(arg, &n, &percent)) {
		app_error(a, "goto wants a number, or a part as in 50%%");
		return;
	}
	if (a->pane == PANE_HEADLINES) {
		app_say(a, "headlines have no numbers; / finds them");
		return;
	}
	app_mark_jump(a);
	if (percent && n > 100)
		n = 100;
	if (a->pane == PANE_ARTICLE && percent) {
		go_to_part(a, (int)n);
		return;
	}
	if (a->pane == PANE_ARTICLE) {
		f->item = f->row = 0;
		flow_scroll(f, n > 0 ? (long)n - 1 : 0, height(a));
		return;
	}
	if (a->pane != PANE_COMMENTS)
		total = last_item(a) + 1;
	if (percent)
		n = 1 + (total - 1) * n / 100;
	n = n < 1 ? 1 : n > total ? total : n;
	if (a->pane != PANE_COMMENTS)
		app_set_cursor(a, a->pane, n - 1);
	else
		app_select_row(a, row_of_ordinal(s->tree, n));
}

static void
turn(struct app *a, int step)
{
	enum pane next = app_next_pane(a, step);

	if (next == a->pane)
		app_say(a, "this document has only the article");
	else
		app_focus(a, next);
}

void
cmd_next_pane(struct app *a, struct slice arg)
{
	(void)arg;
	turn(a, 1);
}

void
cmd_prev_pane(struct app *a, struct slice arg)
{
	(void)arg;
	turn(a, -1);
}

/* Cells between a box and one beside it, in one direction; boxes that share
 * a border overlap by it.  INT_MAX: it is not there. */
static int
gap_to(const struct box *from, const struct box *to, int dx, int dy)
{
	int gap;

	if (dx)
		gap = dx > 0 ? to->x - from->x - from->w :
		    from->x - to->x - to->w;
	else
		gap = dy > 0 ? to->y - from->y - from->h :
		    from->y - to->y - to->h;
	if (to->w == 0 || gap < -1 || (dx && (to->y >= from->y + from->h ||
	    from->y >= to->y + to->h)) || (dy && (to->x >= from->x +
	    from->w || from->x >= to->x + to->w)))
		return INT_MAX;
	return gap;
}

/* Of two at that side the one that was in hand last. */
static void
go_beside(struct app *a, int dx, int dy)
{
	const struct box *b = a->layout.box;
	int i, gap, best = INT_MAX;
	enum pane to = PANE_N;

	for (i = 0; i < PANE_N; i++) {
		if (i == (int)a->pane)
			continue;
		gap = gap_to(&b[a->pane], &b[i], dx, dy);
		if (gap < best || (gap == best && gap != INT_MAX &&
		    i == (int)a->lower)) {
			best = gap;
			to = (enum pane)i;
		}
	}
	if (to == PANE_N)
		app_say(a, "no pane is there");
	else
		app_focus(a, to);
}

void
cmd_pane_left(struct app *a, struct slice arg)
{
	(void)arg;
	go_beside(a, -1, 0);
}

void
cmd_pane_right(struct app *a, struct slice arg)
{
	(void)arg;
	go_beside(a, 1, 0);
}

void
cmd_pane_up(struct app *a, struct slice arg)
{
	(void)arg;
	go_beside(a, 0, -1);
}

void
cmd_pane_down(struct app *a, struct slice arg)
{
	(void)arg;
	go_beside(a, 0, 1);
}

/* In the article, which has no cursor: the hit of a search.  False, and told:
 * there is nothing. */
static bool
row_in_hand(struct app *a, size_t *item, size_t *row)
{
	*item = a->cursor[a->pane];
	if (a->pane == PANE_ARTICLE) {
		*item = a->search.item;
		*row = page_row_of(app_story(a)->page, *item, a->search.off);
	} else
		*row = app_head_row(a, a->pane, *item);
	if (a->pane != PANE_ARTICLE || (a->search.hit && a->search.pane ==
	    a->pane))
		return a->pane != PANE_HEADLINES || browse_row(a);
	app_say(a, "the article has no cursor; j, k, Space and b move it");
	return false;
}

static void
put_row(struct app *a, size_t at)
{
	struct flow *f = &a->flow[a->pane];
	size_t item, row;

	if (!row_in_hand(a, &item, &row))
		return;
	flow_put(f, item, row, at);
	flow_fill(f, height(a));
}

void
cmd_row_middle(struct app *a, struct slice arg)
{
	(void)arg;
	put_row(a, (height(a) - 1) / 2);
}

void
cmd_row_top(struct app *a, struct slice arg)
{
	(void)arg;
	put_row(a, 0);
}

/* A comment to its end, where there is room for it. */
void
cmd_row_bottom(struct app *a, struct slice arg)
{
	struct flow *f = &a->flow[a->pane];
	size_t item, row, rest, h = height(a);

	(void)arg;
	if (!row_in_hand(a, &item, &row))
		return;
	rest = a->pane == PANE_ARTICLE ? 1 : rows_of(f, item) - row;
	flow_put(f, item, row, rest < h ? h - rest : 0);
	flow_fill(f, h);
}

void
cmd_article(struct app *a, struct slice arg)
{
	(void)arg;
	app_focus(a, PANE_ARTICLE);
}

void
cmd_related(struct app *a, struct slice arg)
{
	(void)arg;
	app_focus(a, PANE_RELATED);
}

void
cmd_comments(struct app *a, struct slice arg)
{
	(void)arg;
	app_focus(a, PANE_COMMENTS);
}

void
cmd_zoom(struct app *a, struct slice arg)
{
	(void)arg;
	a->alone = !a->alone;
	app_relayout(a);
}

void
cmd_search(struct app *a, struct slice arg)
{
	if (a->pane >= PANE_STORY_N)
		command_query(a, arg);
	else if (arg.len)
		search_start(a, arg);
	else
		prompt_start(&a->prompt, PROMPT_SEARCH);
}

/* n and N go to the next hit, or with no search on to the next thread. */
void
cmd_search_next(struct app *a, struct slice arg)
{
	if (a->pane >= PANE_STORY_N)
		command_next_unread(a, 1);
	else if (!a->search.on && a->pane == PANE_COMMENTS)
		cmd_next_thread(a, arg);
	else
		search_next(a, true);
}

void
cmd_search_prev(struct app *a, struct slice arg)
{
	if (a->pane >= PANE_STORY_N)
		command_next_unread(a, -1);
	else if (!a->search.on && a->pane == PANE_COMMENTS)
		cmd_prev_thread(a, arg);
	else
		search_next(a, false);
}

void
cmd_cancel(struct app *a, struct slice arg)
{
	(void)arg;
	if (job_drop(a))
		app_say(a, "stopped");
	else if (a->pane == PANE_FOLDERS)
		app_focus(a, PANE_HEADLINES);
	else if (a->pane == PANE_HEADLINES)
		command_all_stories(a);
	else if (a->search.on || !sift_clear(a))
		search_end(a);
	else
		app_say(a, "all comments");
}
