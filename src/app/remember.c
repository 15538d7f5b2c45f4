#include "app/remember.h"

#include <stdio.h>

#define IDS_A_LINE 64
#define NUMBER_MAX ((size_t)1 << 40)	/* of what the state may name */

bool
remember_ids(const struct state *st)
{
	return state_get(st, "folded").len || state_get(st, "comment").len ||
	    state_get(st, "top").len;
}

static void
keep_folded(const unsigned char *folds, bool folded, const char *name,
    const struct ids *ids, struct state *st)
{
	struct buf line = { 0 };
	size_t i;

	for (i = 0; i < ids->n; i++) {
		if (tree_fold_saved(folds, i) != folded)
			continue;
		id_add(&line, ids->of[i]);
		if (line.len == IDS_A_LINE * ID_TEXT) {
			state_add(st, name, buf_slice(&line));
			buf_clear(&line);
		}
	}
	if (line.len)
		state_add(st, name, buf_slice(&line));
	buf_free(&line);
}

void
folds_keep(const unsigned char *folds, const struct ids *ids,
    struct state *st)
{
	size_t i, n = 0;

	for (i = 0; i < ids->n; i++)
		n += tree_fold_saved(folds, i);
	state_remove(st, "folded");
	state_remove(st, "unfolded");
	if (n <= ids->n / 2) {
		keep_folded(folds, true, "folded", ids, st);
		return;
	}
	state_add(st, "folded", SLICE("all"));
	keep_folded(folds, false, "unfolded", ids, st);
}

static void
read_folded(struct tree *t, bool folded, const char *name,
    const struct ids *ids, const struct state *st)
{
	struct slice line;
	size_t at = 0, c;
	uint64_t id;

	while (state_each(st, name, &at, &line))
		while (id_take(&line, &id)) {
			c = ids_find(ids, id);
			if (c != ID_NOBODY)
				tree_fold(t, tree_row_of(t, c), folded);
		}
}

void
folds_read(struct tree *t, const struct ids *ids, const struct state *st)
{
	if (slice_eq(state_get(st, "folded"), SLICE("all")))
		tree_fold_all(t, true);
	else
		read_folded(t, true, "folded", ids, st);
	read_folded(t, false, "unfolded", ids, st);
}

enum tree_order
order_read(const struct state *st, enum tree_order otherwise)
{
	struct slice x = state_get(st, "order");
	int i;

	for (i = 0; i < ORDER_N; i++)
		if (slice_eq(x, slice_z(tree_order_name((enum tree_order)i))))
			return (enum tree_order)i;
	return otherwise;
}

void
order_keep(enum tree_order order, enum tree_order otherwise,
    struct state *st)
{
	state_set(st, "order", order == otherwise ? SLICE("") :
	    slice_z(tree_order_name(order)));
}

static const char *const panes[PANE_STORY_N] = {
	[PANE_ARTICLE] = "article", [PANE_RELATED] = "related",
	[PANE_COMMENTS] = "comments"
};

/* A number, or "-" for SIZE_MAX, at the beginning of *x.  False: neither. */
static bool
take_number(struct slice *x, size_t *v)
{
	struct slice word;
	size_t i;

	*x = slice_trim(*x);
	slice_cut(x, ' ', &word);
	*v = SIZE_MAX;
	if (slice_eq(word, SLICE("-")))
		return true;
	for (*v = 0, i = 0; i < word.len; i++) {
		if (!ascii_digit(word.s[i]) || *v > NUMBER_MAX)
			return false;
		*v = *v * 10 + (size_t)(word.s[i] - '0');
	}
	return word.len > 0;
}

static void
add_number(struct buf *b, size_t v)
{
	if (v == SIZE_MAX)
		buf_addz(b, " -");
	else
		buf_printf(b, " %zu", v);
}

/* "ID NUMBER" of somebody who is on the page. */
static bool
read_comment(const struct state *st, const char *name, const struct ids *ids,
    size_t *comment, size_t *number)
{
	struct slice x = state_get(st, name);
	uint64_t id;
	size_t c;

	if (!id_take(&x, &id) || (c = ids_find(ids, id)) == ID_NOBODY ||
	    !take_number(&x, number))
		return false;
	*comment = c;
	return true;
}

bool
place_read(struct place *p, const struct ids *ids, const struct state *st)
{
	struct slice x = state_get(st, "pane");
	struct place q = *p;
	size_t off;
	int i;

	if (x.len == 0)
		return false;
	for (i = 0; i < PANE_STORY_N; i++)
		if (slice_eq(x, slice_z(panes[i])))
			q.pane = (enum pane)i;
	x = state_get(st, "article");
	if (!take_number(&x, &q.item) || !take_number(&x, &q.off))
		q.item = q.off = 0;
	x = state_get(st, "related");
	if (!take_number(&x, &q.related))
		q.related = 0;
	if (ids && read_comment(st, "comment", ids, &q.comment, &off)) {
		q.screen_row = off;
		q.top = SIZE_MAX;
		if (off == SIZE_MAX && read_comment(st, "top", ids, &q.top,
		    &off))
			q.top_off = off;
	}
	q.set = true;
	*p = q;
	return true;
}

static void
keep_comment(struct state *st, const char *name, uint64_t id, size_t number)
{
	struct buf b = { 0 };

	id_add(&b, id);
	add_number(&b, number);
	state_set(st, name, buf_slice(&b));
	buf_free(&b);
}

static bool
at_beginning(const struct place *p)
{
	return p->pane == PANE_ARTICLE && p->item == 0 &&
	    (p->off == 0 || p->off == SIZE_MAX) && p->related == 0 &&
	    p->comment == 0;
}

void
place_keep(const struct place *p, const struct ids *ids, struct state *st)
{
	static const char *const names[] = {
		"pane", "article", "related", "comment", "top"
	};
	struct buf b = { 0 };
	size_t i;

	for (i = 0; at_beginning(p) && i < sizeof(names) / sizeof(*names); i++)
		state_remove(st, names[i]);
	if (at_beginning(p))
		return;
	state_set(st, "pane", slice_z(panes[p->pane < PANE_STORY_N ?
	    p->pane : PANE_ARTICLE]));
	add_number(&b, p->item);
	add_number(&b, p->off);
	state_set(st, "article", slice_trim(buf_slice(&b)));
	buf_clear(&b);
	add_number(&b, p->related);
	state_set(st, "related", slice_trim(buf_slice(&b)));
	buf_free(&b);
	if (ids == NULL || p->comment >= ids->n)
		return;
	keep_comment(st, "comment", ids->of[p->comment], p->screen_row);
	state_remove(st, "top");
	if (p->screen_row == SIZE_MAX && p->top < ids->n)
		keep_comment(st, "top", ids->of[p->top], p->top_off);
}
