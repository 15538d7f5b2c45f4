#include "load/html/opening.h"

#define OPENING_MIN 8			/* characters */
#define HEAD_MAX 60			/* characters of a name */

/* Whether two elements are made alike: a class or an itemprop in common,
 * numbers apart. */
static bool
is_alike(const struct node *a, const struct node *b)
{
	struct slice x = node_attr(a, "itemprop");
	struct slice y = node_attr(b, "itemprop");

	if (x.len && slice_eq(x, y))
		return true;
	x = node_attr(a, "class");
	y = node_attr(b, "class");
	return a->tag == b->tag && x.len && slice_eq(slice_trim(x),
	    slice_trim(y));
}

/* The one element before the comments that is made as their text is. */
static size_t
find_alike(const struct html_page *p, const struct member *m)
{
	const struct node *like = html_node(p, m->body);
	size_t i, found = NO_NODE;

	for (i = 1; i < m->node; i++) {
		const struct node *n = html_node(p, i);

		if (n->nattrs == 0 || n->end > m->node ||
		    p->m[i].text < OPENING_MIN ||
		    (p->m[i].flags & NODE_SKIP) || !is_alike(n, like))
			continue;
		if (found != NO_NODE)
			return NO_NODE;
		found = i;
		i = n->end - 1;
	}
	return found;
}

/* The surest name within. */
static size_t
find_name(const struct html_page *p, size_t from, size_t to)
{
	size_t i, found = NO_NODE;
	uint32_t best = 20, rank;

	for (i = from; i < to; i++) {
		if (html_node(p, i)->tag == TAG_TEXT ||
		    (p->m[i].flags & NODE_SKIP) || p->m[i].text < 2 ||
		    p->m[i].text > HEAD_MAX)
			continue;
		rank = mark_author_rank(p, i);
		if (rank > best) {
			best = rank;
			found = i;
		}
	}
	return found;
}

/* What is around the text, up to what holds the answers too. */
static size_t
find_frame(const struct html_page *p, size_t text, const struct member *m)
{
	size_t up = text;

	while (up > 0 && html_node(p, html_node(p, up)->parent)->end <=
	    m->node)
		up = html_node(p, up)->parent;
	return up;
}

static void
read_head(struct html_page *p, const struct marks *k, size_t frame,
    size_t text)
{
	size_t i, end = html_node(p, frame)->end, skip, name;
	char date[DATE_MAX];

	skip = html_node(p, text)->end;
	name = find_name(p, frame, text);
	if (name == NO_NODE)
		name = find_name(p, skip, end);
	if (name != NO_NODE)
		p->opener = html_text(p, name);
	for (i = frame; i < end && p->opened.len == 0; i++) {
		if (i == text)
			i = skip;
		if (i < end && (k->at[i] & MARK_DATE) &&
		    mark_date(p, i, date))
			p->opened = arena_dup(&p->arena, slice_z(date));
	}
}

size_t
opening_find(struct html_page *p, const struct marks *k,
    const struct member *ms, size_t n)
{
	size_t i, text = NO_NODE, frame;

	for (i = 0; i < n && ms[i].body == 0; i++)
		;
	if (i == n || html_node(p, ms[i].body)->end != ms[i].body_end)
		return NO_NODE;
	text = find_alike(p, &ms[i]);
	if (text == NO_NODE)
		return NO_NODE;
	frame = find_frame(p, text, &ms[i]);
	if (marks_dates(k, frame, html_node(p, frame)->end) +
	    marks_authors(k, frame, html_node(p, frame)->end) == 0)
		return NO_NODE;
	read_head(p, k, frame, text);
	return text;
}
