#include "load/html/teaser.h"

#include <stdlib.h>

#include "base/mem.h"
#include "load/html/hint.h"

#define TITLE_MIN 15			/* characters of a linked headline */
#define TEASER_MAX 400			/* of a teaser, out of links */
#define TEASERS 3			/* make a list */

/* Linked headlines before each node, and after the last. */
static uint32_t *
count_titles(const struct html_page *p)
{
	const struct node *n = p->tree->nodes;
	uint32_t *titles = mem_alloc(p->tree->n + 1, sizeof(*titles));
	size_t i, end = 0;

	for (i = 0; i < p->tree->n; i++) {
		const struct measure *m = &p->m[i];
		bool title = i >= end && n[i].tag != TAG_TEXT &&
		    n[i].tag != TAG_A && (m->flags & NODE_HEADING) &&
		    m->linked >= TITLE_MIN && m->linked * 5 > m->text * 4;

		if (title)
			end = n[i].end;
		titles[i + 1] = titles[i] + title;
	}
	return titles;
}

static bool
is_list(const struct html_page *p, const uint32_t *titles, size_t list)
{
	const struct node *n = p->tree->nodes;
	uint32_t all = 0, teasers = 0, heads;
	size_t i;

	for (i = list + 1; i < n[list].end; i = n[i].end) {
		if (p->m[i].text == 0)
			continue;
		all++;
		heads = p->m[list].hints & HINT_RELATED ? p->m[i].links :
		    titles[n[i].end] - titles[i];
		teasers += n[i].tag != TAG_TEXT && heads >= 1 && heads <= 2 &&
		    p->m[i].text - p->m[i].linked <= TEASER_MAX;
	}
	return teasers >= TEASERS && teasers * 4 >= all * 3;
}

void
teaser_mark(struct html_page *p)
{
	const struct node *n = p->tree->nodes;
	uint32_t *titles = count_titles(p);
	uint32_t plain = p->m[0].text - p->m[0].linked;
	size_t i;

	for (i = 1; i < p->tree->n; i++) {
		const struct measure *m = &p->m[i];

		if (n[i].tag == TAG_TEXT || ((m->hints & HINT_RELATED) ?
		    m->links : titles[n[i].end] - titles[i]) < TEASERS ||
		    (m->flags & (NODE_SKIP | NODE_JUNK)) ||
		    (m->text - m->linked) * 2 > plain || (p->h1 != NO_NODE &&
		    p->h1 >= i && p->h1 < n[i].end) ||
		    !is_list(p, titles, i))
			continue;
		html_mark(p, i, n[i].end, NODE_JUNK);
		i = n[i].end - 1;
	}
	free(titles);
}
