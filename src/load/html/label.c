#include "load/html/label.h"

#include "load/html/hint.h"

bool
label_links(const struct measure *m, enum tag tag)
{
	if (!tag_is_block(tag) || m->links < 2 || tag == TAG_TD)
		return false;
	if (tag == TAG_P || tag == TAG_LI)
		return m->linked * 10 > m->text * 9;
	return m->linked * 10 > m->text * 6;
}

#define BYLINE_NODES 40
#define BYLINE_MAX 150			/* characters */

/* A line that says who and when and little else: "Par X, publié le ..". */
static bool
is_byline(const struct html_page *p, size_t at)
{
	const struct node *n = p->tree->nodes;
	uint32_t rest = p->m[at].text;
	bool named = false, timed = false, name, date;
	size_t i;

	if (!tag_is_block(n[at].tag) || rest == 0 || rest > BYLINE_MAX ||
	    p->m[at].prose > 0 || n[at].end - at > BYLINE_NODES)
		return false;
	for (i = at + 1; i < n[at].end; i++) {
		if (n[i].tag == TAG_TEXT)
			continue;
		name = (p->m[i].hints & HINT_AUTHOR) ||
		    slice_eq(node_attr(&n[i], "rel"), SLICE("author"));
		date = n[i].tag == TAG_TIME || (p->m[i].hints & HINT_DATE);
		if (!name && !date)
			continue;
		named |= name;
		timed |= date;
		rest -= p->m[i].text;
		i = n[i].end - 1;
	}
	return named && rest < (timed ? 40 : 12);
}

#define RATING_MAX 60			/* characters */

/* "4 of 5 stars, 12 votes" */
static bool
is_rating(const struct measure *m, enum tag tag)
{
	return (m->hints & HINT_SCORE) && m->text < RATING_MAX &&
	    m->prose == 0 && tag != TAG_P && tag != TAG_LI && tag != TAG_TD &&
	    !(m->flags & NODE_HEADING);
}

bool
label_is(const struct html_page *p, size_t i, size_t root)
{
	const uint32_t labels = HINT_META | HINT_AUTHOR | HINT_DATE |
	    HINT_TAGS;
	const struct measure *m = &p->m[i];
	enum tag tag = html_node(p, i)->tag;

	if (tag == TAG_TIME)
		return m->text < 60;
	if (is_byline(p, i) || is_rating(m, tag))
		return true;
	if (!(m->hints & labels) || (m->hints & HINT_BODY))
		return false;
	if (m->text < 150 && m->prose == 0)
		return tag != TAG_P || m->text < 80;
	return (m->hints & HINT_AUTHOR) && tag_is_block(tag) &&
	    m->prose * 6 < p->m[root].prose;
}
