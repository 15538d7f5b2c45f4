#include "app/news.h"

#include <stdlib.h>

#include "base/mem.h"
#include "view/rowset.h"

#define IDS_A_LINE 64			/* of the state */
#define GONE_MAX 100000			/* ids kept of what left the page */

bool
news_know(const struct state *st)
{
	return state_get(st, "seen").len > 0;
}

static void
add_gone(struct news *m, uint64_t id)
{
	if (m->ngone >= GONE_MAX)
		return;
	m->gone = mem_grow(m->gone, &m->gone_cap, m->ngone + 1,
	    sizeof(*m->gone));
	m->gone[m->ngone++] = id;
}

/* By comment: the state has seen it. */
static struct rowset *
read_seen(struct news *m, const struct ids *ids, const struct state *st)
{
	struct rowset *known = rowset_new(m->doc->ncomments);
	struct slice line;
	size_t at = 0, c, next = 0;
	uint64_t id;

	while (state_each(st, "seen", &at, &line))
		while (id_take(&line, &id)) {
			c = ids_find_near(ids, id, next);
			if (c == ID_NOBODY) {
				add_gone(m, id);
				continue;
			}
			rowset_put(known, c, true);
			next = c + 1;
		}
	return known;
}

static void
mark_new(struct news *m, const struct rowset *known)
{
	size_t i, n = m->doc->ncomments;

	for (i = 0; i < n; i++) {
		if (rowset_has(known, i) || m->doc->comments[i].absent)
			continue;
		tree_mark(m->tree, MARK_NEW, i, true);
		if (m->fresh == NULL)
			m->fresh = rowset_new(n);
		rowset_put(m->fresh, i, true);
	}
}

struct news *
news_new(const struct doc *d, struct tree *t, const struct ids *ids,
    const struct state *st)
{
	struct news *m = mem_alloc(1, sizeof(*m));
	struct rowset *known;

	m->doc = d;
	m->tree = t;
	m->in_hand = TREE_NONE;
	m->visited = news_know(st);
	m->changed = !m->visited && d->ncomments > 0;
	if (m->visited && d->ncomments) {
		known = read_seen(m, ids, st);
		mark_new(m, known);
		rowset_free(known);
	}
	return m;
}

void
news_free(struct news *m)
{
	if (m == NULL)
		return;
	rowset_free(m->fresh);
	free(m->seen);
	free(m->gone);
	free(m->folds);
	free(m);
}

static void
keep_id(struct state *st, struct buf *line, uint64_t id)
{
	id_add(line, id);
	if (line->len < IDS_A_LINE * ID_TEXT)
		return;
	state_add(st, "seen", buf_slice(line));
	buf_clear(line);
}

void
news_keep(struct news *m, const struct ids *ids, struct state *st)
{
	struct buf line = { 0 };
	size_t i;

	if (!m->changed)
		return;
	state_remove(st, "seen");
	for (i = 0; i < m->doc->ncomments; i++)
		if (!m->doc->comments[i].absent && !tree_marked(m->tree,
		    MARK_NEW, tree_row_of(m->tree, i)))
			keep_id(st, &line, ids->of[i]);
	for (i = 0; i < m->ngone; i++)
		keep_id(st, &line, m->gone[i]);
	if (line.len)
		state_add(st, "seen", buf_slice(&line));
	buf_free(&line);
	m->changed = false;
}

size_t
news_count(struct news *m)
{
	return tree_count(m->tree, MARK_NEW, 0, tree_rows(m->tree));
}

void
news_read(struct news *m, size_t comment)
{
	if (!tree_marked(m->tree, MARK_NEW, tree_row_of(m->tree, comment)))
		return;
	tree_mark(m->tree, MARK_NEW, comment, false);
	m->changed = true;
}

static bool
is_among(const uint32_t *list, size_t n, size_t x)
{
	while (n-- > 0)
		if (list[n] == x)
			return true;
	return false;
}

struct sight {				/* new and open on the screen */
	uint32_t *at;
	size_t n, cap;
	size_t whole;			/* the first ones, to their end; all
					   but the last, in fact */
};

static struct sight
look_around(const struct news *m, const struct flow *f, size_t height)
{
	size_t item = f->item, row = f->row, y = 0;
	struct sight s = { 0 };

	for (; y < height && item != FLOW_END;
	    item = f->ops->next(f->of, item), row = 0) {
		y += f->ops->rows(f->of, item) - row;
		if (!tree_is_open(m->tree, item) ||
		    !tree_marked(m->tree, MARK_NEW, item))
			continue;
		s.at = mem_grow(s.at, &s.cap, s.n + 1, sizeof(*s.at));
		s.at[s.n++] = (uint32_t)tree_comment(m->tree, item);
		if (y <= height)
			s.whole = s.n;
	}
	return s;
}

/* Those that are no more in sight were read. */
static void
drop_left(struct news *m, const struct sight *s)
{
	size_t i, kept = 0;

	for (i = 0; i < m->nseen; i++)
		if (is_among(s->at, s->n, m->seen[i]))
			m->seen[kept++] = m->seen[i];
		else
			news_read(m, m->seen[i]);
	m->nseen = kept;
}

static void
add_seen(struct news *m, const struct sight *s)
{
	size_t i;

	for (i = 0; i < s->whole; i++) {
		if (is_among(m->seen, m->nseen, s->at[i]))
			continue;
		m->seen = mem_grow(m->seen, &m->seen_cap, m->nseen + 1,
		    sizeof(*m->seen));
		m->seen[m->nseen++] = s->at[i];
	}
}

void
news_look(struct news *m, const struct flow *f, size_t height,
    size_t cursor, bool in_pane)
{
	struct sight s = { 0 };
	size_t now = f ? tree_comment(m->tree, cursor) : TREE_NONE;

	if (m->in_hand != TREE_NONE && m->in_hand != now)
		news_read(m, m->in_hand);
	m->in_hand = TREE_NONE;
	if (m->nseen == 0 && news_count(m) == 0)
		return;
	if (f)
		s = look_around(m, f, height);
	drop_left(m, &s);
	if (in_pane) {
		add_seen(m, &s);
		if (is_among(s.at, s.n, now))
			m->in_hand = now;
	}
	free(s.at);
}

size_t
news_toggle(struct news *m, size_t row, bool *again)
{
	size_t end = tree_end(m->tree, row), i, n = 0, c;

	*again = tree_count(m->tree, MARK_NEW, row, end) == 0;
	for (i = row; i < end; i++) {
		c = tree_comment(m->tree, i);
		if (m->fresh == NULL || !rowset_has(m->fresh, c) ||
		    tree_marked(m->tree, MARK_NEW, i) == *again)
			continue;
		tree_mark(m->tree, MARK_NEW, c, *again);
		n++;
	}
	m->nseen = 0;
	m->in_hand = TREE_NONE;
	m->changed = m->changed || n > 0;
	return n;
}

void
news_settle(struct news *m)
{
	if (m->catch_up)
		tree_forget_old(m->tree);
	free(m->folds);
	m->folds = NULL;
	m->catch_up = false;
}

void
news_catch_up(struct news *m, bool on)
{
	if (on && !m->catch_up) {
		m->folds = tree_folds_save(m->tree);
		tree_fold_old(m->tree);
		m->catch_up = true;
	} else if (!on && m->catch_up) {
		/* What was open by hand is so once nothing is old. */
		tree_forget_old(m->tree);
		tree_folds_restore(m->tree, m->folds);
		news_settle(m);
	}
}

unsigned char *
news_folds(const struct news *m)
{
	size_t n = m->doc->ncomments;
	unsigned char *folds;

	if (!m->catch_up)
		return tree_folds_save(m->tree);
	folds = mem_alloc(n, 1);
	memcpy(folds, m->folds, n);
	return folds;
}
