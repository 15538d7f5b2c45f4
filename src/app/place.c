/*
 * place: where the reader is, taken and come back to, in terms that outlive
 * folds, widths and orders.
 */
#include "app/browse.h"
#include "app/related.h"
#include "view/page.h"

/* The comment and byte at the top of the window. */
static void
take_top(struct app *a, struct place *p)
{
	const struct flow *f = &a->flow[PANE_COMMENTS];
	struct tree *t = app_story(a)->tree;

	p->screen_row = SIZE_MAX;
	p->top = tree_comment(t, f->item);
	p->top_off = tree_offset_of(t, f->item, f->row);
}

static void
take_comment(struct app *a, struct place *p)
{
	struct tree *t = app_story(a)->tree;
	size_t row = a->cursor[PANE_COMMENTS];
	long at = flow_distance(&a->flow[PANE_COMMENTS], row,
	    tree_head_line(t, row), app_pane_height(a, PANE_COMMENTS));

	p->comment = tree_comment(t, row);
	if (at < 0)
		take_top(a, p);
	else
		p->screen_row = (size_t)at;
}

struct place
app_place(struct app *a)
{
	struct place p = { .story = a->current, .pane = a->pane, .set = true };
	const struct library_row *row = browse_row(a);
	struct flow *f = &a->flow[PANE_ARTICLE];
	struct story *s;

	p.row = row ? row->id : 0;
	/* What is in front of the headlines is not the reader's yet. */
	if (a->preview)
		p.story = stories_blank(&a->stories);
	s = app_story(a);
	if (s->doc == NULL)
		return p;
	p.item = f->item;
	p.off = page_offset_of(s->page, f->item, f->row);
	if (f->row == 0)
		p.off = SIZE_MAX;	/* the gap above the item */
	p.way = a->preview ? SLICE("") : a->way;
	p.related = a->cursor[PANE_RELATED];
	related_place(a, &p);
	if (s->doc->ncomments)
		take_comment(a, &p);
	return p;
}

static void
restore_article(struct app *a, const struct place *p)
{
	struct story *s = app_story(a);
	struct flow *f = &a->flow[PANE_ARTICLE];

	f->item = p->item < page_items(s->page) ? p->item : 0;
	f->row = p->off == SIZE_MAX ? 0 :
	    page_row_of(s->page, f->item, p->off);
	flow_fill(f, app_pane_height(a, PANE_ARTICLE));
}

static void
restore_comment(struct app *a, const struct place *p)
{
	struct tree *t = app_story(a)->tree;
	struct flow *f = &a->flow[PANE_COMMENTS];
	size_t row = tree_row_of(t, p->comment), h, top;

	h = app_pane_height(a, PANE_COMMENTS);
	tree_reveal(t, row);
	a->cursor[PANE_COMMENTS] = row;
	if (p->screen_row != SIZE_MAX) {
		flow_put(f, row, tree_head_line(t, row),
		    p->screen_row < h ? p->screen_row : h - 1);
	} else if (p->top < tree_rows(t)) {
		top = tree_visible(t, tree_row_of(t, p->top));
		f->item = top;
		f->row = p->top_off == SIZE_MAX ? tree_head_line(t, top) :
		    tree_line_of(t, top, p->top_off);
	}
	flow_fill(f, h);
}

void
app_restore(struct app *a, const struct place *p)
{
	struct story *s = app_story(a);

	if (app_pane_has(a, p->pane))
		app_focus(a, p->pane);
	restore_article(a, p);
	if (p->related < a->related.n)
		app_set_cursor(a, PANE_RELATED, p->related);
	if (p->comment < s->doc->ncomments)
		restore_comment(a, p);
	related_wish(a, p);
}

void
app_go(struct app *a, const struct place *p)
{
	if (p->pane >= PANE_STORY_N)
		browse_back(a, p->row);
	else if ((p->story == a->current && !a->preview) ||
	    app_show_story(a, p->story)) {
		app_restore(a, p);
		a->way = p->way;
	}
}

void
app_mark_jump(struct app *a)
{
	struct place p = app_place(a);

	history_push(&a->history, &p);
}
