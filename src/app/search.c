#include "app/search.h"

#include <stdlib.h>

#include "text/fold.h"
#include "view/page.h"

#define NO_OFF ((size_t)-1)

/* Items of a pane and their text; comments have their author before it. */
static size_t
items(struct app *a, enum pane pane)
{
	struct story *s = app_story(a);

	if (pane == PANE_ARTICLE)
		return page_items(s->page);
	return pane == PANE_RELATED ? a->related.n : tree_rows(s->tree);
}

static struct slice
text_of(struct app *a, enum pane pane, size_t i)
{
	struct story *s = app_story(a);

	if (pane == PANE_ARTICLE)
		return page_text(s->page, i);
	if (pane == PANE_RELATED)
		return a->related.items[i].text;
	return s->doc->comments[tree_comment(s->tree, i)].text;
}

static struct slice
name_of(struct app *a, enum pane pane, size_t i)
{
	bool guess;

	return pane == PANE_COMMENTS ?
	    tree_name(app_story(a)->tree, i, &guess) : SLICE("");
}

static size_t
find_from(const struct search *s, struct slice text, size_t off)
{
	size_t len;

	if (off > text.len)
		return SLICE_NONE;
	return text_find(text, off, buf_slice(&s->needle), s->fold, &len);
}

/* The last match before off. */
static size_t
find_before(const struct search *s, struct slice text, size_t off)
{
	size_t at, last = SLICE_NONE;

	for (at = find_from(s, text, 0); at != SLICE_NONE && at < off;
	    at = find_from(s, text, at + 1))
		last = at;
	return last;
}

/* A hit is an item and either its name or a byte of its text. */
struct hit {
	size_t item, off;
	bool in_name;
};

/* What a filter leaves out, and the killfile hides, is not looked into. */
static bool
is_left_out(struct app *a, size_t item)
{
	const struct tree *t = app_story(a)->tree;

	return a->search.pane == PANE_COMMENTS && (tree_left_out(t, item) ||
	    (tree_brief(t, item) & BRIEF_KILLED && !tree_is_open(t, item)));
}

/* The first hit in item after `from` (its text from there on; all of it
 * and the name where from is NO_OFF). */
static bool
first_in(struct app *a, size_t item, size_t from, struct hit *h)
{
	const struct search *s = &a->search;

	if (is_left_out(a, item))
		return false;
	*h = (struct hit){ item, 0, true };
	if (from == NO_OFF &&
	    find_from(s, name_of(a, s->pane, item), 0) != SLICE_NONE)
		return true;
	h->in_name = false;
	h->off = find_from(s, text_of(a, s->pane, item),
	    from == NO_OFF ? 0 : from);
	return h->off != SLICE_NONE;
}

static bool
last_in(struct app *a, size_t item, size_t before, struct hit *h)
{
	const struct search *s = &a->search;

	if (is_left_out(a, item))
		return false;
	*h = (struct hit){ item, 0, false };
	h->off = find_before(s, text_of(a, s->pane, item), before);
	if (h->off != SLICE_NONE)
		return true;
	*h = (struct hit){ item, 0, true };
	return find_from(s, name_of(a, s->pane, item), 0) != SLICE_NONE;
}

/* The item that is looked into `step` items on, or back. */
static size_t
item_at(const struct search *s, size_t n, size_t step)
{
	return (s->item + (s->forward ? step : n - step)) % n;
}

/* Whether the way there goes around an end. */
static bool
is_around(const struct search *s, size_t n, size_t step)
{
	return s->forward ? s->item + step >= n : step > s->item;
}

/* Further hits in the item of the last one. */
static bool
find_beside(struct app *a, struct hit *h)
{
	struct search *s = &a->search;

	if (!s->hit)
		return false;
	if (s->forward)
		return first_in(a, s->item, s->in_name ? 0 : s->off + 1, h);
	return !s->in_name && last_in(a, s->item, s->off, h);
}

static void
show_hit(struct app *a, const struct hit *h)
{
	struct search *s = &a->search;
	struct tree *t = app_story(a)->tree;

	s->item = h->item;
	s->off = h->off;
	s->in_name = h->in_name;
	s->hit = true;
	if (s->pane == PANE_ARTICLE) {
		app_show_row(a, PANE_ARTICLE, h->item,
		    page_row_of(app_story(a)->page, h->item, h->off));
		return;
	}
	if (s->pane == PANE_COMMENTS) {
		tree_reveal(t, h->item);
		if (!h->in_name)
			tree_open(t, h->item);
	}
	app_set_cursor(a, s->pane, h->item);
	if (s->pane == PANE_COMMENTS && !h->in_name)
		app_show_row(a, PANE_COMMENTS, h->item,
		    tree_line_of(t, h->item, h->off));
}

static void
begin_at_cursor(struct app *a)
{
	struct search *s = &a->search;

	s->pane = a->pane;
	s->hit = false;
	s->item = a->pane == PANE_ARTICLE ? a->flow[PANE_ARTICLE].item :
	    a->cursor[a->pane];
}

static void
drop_nothing(struct job *j)
{
	(void)j;
}

static void
found(struct app *a, const struct hit *h, bool wrapped)
{
	show_hit(a, h);
	if (wrapped)
		app_say(a, a->search.forward ?
		    "search went on from the top" :
		    "search went on from the bottom");
}

static void
not_found(struct app *a)
{
	struct search *s = &a->search;

	app_error(a, "not found: %.*s%s", SLICE_FMT(buf_slice(&s->needle)),
	    s->fold ? "" : " (capitals count)");
}

/* A slice of the way around all items. */
static bool
look_on(struct app *a, struct job *j)
{
	struct search *s = &a->search;
	size_t n = j->total - 1, cost = 0, item;
	struct hit h;

	for (; j->done <= n && cost < JOB_SLICE; j->done++) {
		item = item_at(s, n, j->done);
		if (s->forward ? first_in(a, item, NO_OFF, &h) :
		    last_in(a, item, NO_OFF, &h)) {
			found(a, &h, is_around(s, n, j->done));
			return false;
		}
		cost += JOB_COMMENT + text_of(a, s->pane, item).len *
		    (s->slow ? JOB_SLOW : 1);
	}
	if (j->done <= n)
		return true;
	not_found(a);
	return false;
}

/* False, and told: there is nothing to search for. */
static bool
begin(struct app *a)
{
	struct search *s = &a->search;

	if (s->needle.len == 0) {
		app_say(a, "nothing to search for; / begins");
		return false;
	}
	if (!s->on || s->pane != a->pane) {
		s->on = true;
		begin_at_cursor(a);
	} else if (s->pane != PANE_ARTICLE && s->item != a->cursor[s->pane])
		begin_at_cursor(a);
	if (s->pane == PANE_COMMENTS && s->folds == NULL)
		s->folds = tree_folds_save(app_story(a)->tree);
	return true;
}

void
search_next(struct app *a, bool forward)
{
	struct job j = { look_on, drop_nothing, NULL, "searching", 0, 0, 0 };
	struct search *s = &a->search;
	struct hit h = { 0, 0, false };
	size_t n;

	job_drop(a);
	if (!begin(a))
		return;
	s->forward = forward;
	n = items(a, s->pane);
	if (find_beside(a, &h))
		found(a, &h, false);
	else if (n == 0)
		not_found(a);
	else {
		j.done = s->hit || !forward ? 1 : 0;
		j.total = n + 1;
		job_start(a, &j);
	}
}

/* The minimap alone wants to know of all hits at once. */
bool
search_is_scanning(struct app *a)
{
	const struct search *s = &a->search;

	return s->on && s->pane == PANE_COMMENTS && a->map_x >= 0 &&
	    s->scanned < tree_rows(app_story(a)->tree);
}

bool
search_scan(struct app *a)
{
	struct search *s = &a->search;
	struct tree *t = app_story(a)->tree;
	size_t cost = 0, row;

	if (!search_is_scanning(a))
		return false;
	for (; s->scanned < tree_rows(t) && cost < JOB_SLICE; s->scanned++) {
		row = tree_row_of(t, s->scanned);
		cost += JOB_COMMENT + text_of(a, s->pane, row).len * s->weight;
		if (find_from(s, name_of(a, s->pane, row), 0) != SLICE_NONE ||
		    find_from(s, text_of(a, s->pane, row), 0) != SLICE_NONE)
			tree_mark(t, MARK_HIT, s->scanned, true);
	}
	a->redraw = a->redraw || s->scanned == tree_rows(t);
	return true;
}

static void
forget_hits(struct app *a)
{
	a->search.scanned = 0;
	if (app_story(a)->tree)
		tree_unmark_all(app_story(a)->tree, MARK_HIT);
}

static void
set_needle(struct app *a, struct slice text)
{
	struct search *s = &a->search;

	if (text.len) {
		buf_clear(&s->needle);
		s->fold = !text_has_upper(text);
		if (s->fold)
			text_casefold(&s->needle, text);
		else
			buf_add(&s->needle, text);
		s->slow = s->fold && !slice_is_ascii(text);
	}
	s->weight = slice_is_ascii(buf_slice(&s->needle)) ? 1 : JOB_SLOW;
	s->on = false;
	forget_hits(a);
}

void
search_start(struct app *a, struct slice text)
{
	set_needle(a, text);
	app_mark_jump(a);
	search_next(a, true);
}

/* The library finds words without regard to capitals. */
void
search_land(struct app *a, struct slice text)
{
	struct buf small = { 0 };

	text_casefold(&small, text);
	set_needle(a, buf_slice(&small));
	a->search.fold = true;
	search_next(a, true);
	if (!a->search.hit && a->job.step == NULL) {
		search_end(a);
		buf_clear(&a->message);
	}
	buf_free(&small);
}

void
search_end(struct app *a)
{
	struct search *s = &a->search;

	if (a->job.step == look_on)
		job_drop(a);
	if (s->folds && app_story(a)->tree) {
		struct place hit = app_place(a);

		tree_folds_restore(app_story(a)->tree, s->folds);
		/* H comes back to a hit that is hidden again. */
		if (tree_visible(app_story(a)->tree,
		    a->cursor[PANE_COMMENTS]) != a->cursor[PANE_COMMENTS])
			history_push(&a->history, &hit);
		app_relayout(a);
	}
	free(s->folds);
	s->folds = NULL;
	s->on = s->hit = false;
	forget_hits(a);
}

void
search_highlight(const struct app *a, enum pane pane, struct slice text,
    struct row *r)
{
	const struct search *s = &a->search;
	size_t i, from = NO_OFF, to = 0, len;

	if (!s->on || s->pane != pane)
		return;
	for (i = 0; i < r->n; i++) {
		if (r->glyphs[i].src == ROW_NO_SRC)
			continue;
		if (r->glyphs[i].src < from)
			from = r->glyphs[i].src;
		if (r->glyphs[i].src >= to)
			to = r->glyphs[i].src + 1;
	}
	if (from == NO_OFF)
		return;
	from = from > 4 * s->needle.len ? from - 4 * s->needle.len : 0;
	while (from > 0 && ((unsigned char)text.s[from] & 0xC0) == 0x80)
		from--;
	text = slice_sub(text, 0, to + 4 * s->needle.len);
	while ((from = text_find(text, from, buf_slice(&s->needle), s->fold,
	    &len)) != SLICE_NONE && from < to) {
		row_mark(r, from, from + len, STYLE_HIT);
		from += len ? len : 1;
	}
}
