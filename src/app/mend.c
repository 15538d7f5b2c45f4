#include "app/mend.h"

#include <stdlib.h>

#include "base/mem.h"

void
mends_free(struct mends *m)
{
	free(m->at);
	buf_free(&m->lost);
	*m = (struct mends){ 0 };
}

bool
mends_know(const struct mends *m, const struct state *st)
{
	return m->changed || state_get(st, "link").len > 0;
}

/* Whether comment is parent, or above it.  The walk ends on a page whose own
 * links go in a circle. */
static bool
is_above(const struct doc *d, size_t comment, int32_t parent)
{
	size_t steps;

	for (steps = 0; parent >= 0 && (size_t)parent < d->ncomments &&
	    steps <= d->ncomments; steps++) {
		if ((size_t)parent == comment)
			return true;
		parent = d->comments[parent].parent;
	}
	return false;
}

bool
mend_link(struct mends *m, struct doc *d, size_t comment, int32_t parent)
{
	struct comment *c = &d->comments[comment];

	if (is_above(d, comment, parent))
		return false;
	m->at = mem_grow(m->at, &m->cap, m->n + 1, sizeof(*m->at));
	m->at[m->n++] = (struct mend){ (uint32_t)comment, c->parent,
	    c->confidence, c->evidence, parent };
	c->parent = parent;
	c->confidence = 1;
	c->evidence = EV_HAND;
	m->changed = true;
	return true;
}

size_t
mend_undo(struct mends *m, struct doc *d)
{
	struct comment *c;
	struct mend *last;

	if (m->n == 0)
		return ID_NOBODY;
	last = &m->at[--m->n];
	c = &d->comments[last->comment];
	c->parent = last->parent;
	c->confidence = last->confidence;
	c->evidence = last->evidence;
	m->changed = true;
	return last->comment;
}

/* False: somebody is not on the page. */
static bool
read_link(struct mends *m, struct doc *d, const struct ids *ids,
    struct slice line)
{
	uint64_t id;
	size_t child, parent = ID_NOBODY;

	if (!id_take(&line, &id) || (child = ids_find(ids, id)) == ID_NOBODY)
		return false;
	line = slice_trim(line);
	if (!slice_eq(line, SLICE("-")) && (!id_take(&line, &id) ||
	    (parent = ids_find(ids, id)) == ID_NOBODY))
		return false;
	mend_link(m, d, child, parent == ID_NOBODY ? -1 : (int32_t)parent);
	return true;
}

void
mends_read(struct mends *m, struct doc *d, const struct ids *ids,
    const struct state *st)
{
	struct slice line;
	size_t at = 0;

	while (state_each(st, "link", &at, &line))
		if (!read_link(m, d, ids, line)) {
			buf_add(&m->lost, line);
			buf_addc(&m->lost, '\n');
		}
	m->changed = false;
}

/* All in order, the older ones of who is not here first, also those that a
 * later one changed again, so that each can be taken back on the next
 * visit. */
void
mends_keep(struct mends *m, const struct ids *ids, struct state *st)
{
	struct slice rest = buf_slice(&m->lost), line;
	struct buf b = { 0 };
	size_t i;

	if (!m->changed)
		return;
	state_remove(st, "link");
	while (slice_cut(&rest, '\n', &line))
		state_add(st, "link", line);
	for (i = 0; i < m->n; i++) {
		buf_clear(&b);
		id_add(&b, ids->of[m->at[i].comment]);
		buf_addc(&b, ' ');
		if (m->at[i].to < 0)
			buf_addc(&b, '-');
		else
			id_add(&b, ids->of[m->at[i].to]);
		state_add(st, "link", buf_slice(&b));
	}
	buf_free(&b);
	m->changed = false;
}
