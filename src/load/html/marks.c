#include "load/html/marks.h"

#include <stdlib.h>

#include "base/mem.h"
#include "load/date.h"

#define MARK_MAX_TEXT 80		/* characters of a date or a name */

static bool
has_digit(struct slice x)
{
	size_t i;

	for (i = 0; i < x.len; i++)
		if (ascii_digit(x.s[i]))
			return true;
	return false;
}

static bool
is_date(const struct html_page *p, size_t i)
{
	const struct node *n = html_node(p, i);
	const struct measure *m = &p->m[i];
	char out[DATE_MAX];

	if (n->tag == TAG_TIME)
		return true;
	if (n->tag == TAG_TEXT)
		return m->text >= 5 && m->text < MARK_MAX_TEXT &&
		    has_digit(n->text) && date_parse(slice_trim(n->text),
		    out);
	return (m->hints & HINT_DATE) && m->text > 0 && m->text < 40;
}

/* Links to people: "/user/x", "profile.php?id=1". */
static bool
leads_to_person(const struct node *n)
{
	static const char *const words[] = {
		"user", "member", "profil", "author", "mitglied", "people"
	};
	struct slice href = node_attr(n, "href");
	size_t i;

	for (i = 0; href.len && i < sizeof(words) / sizeof(*words); i++)
		if (slice_ifind(slice_sub(href, 0, 300), slice_z(words[i])) !=
		    SLICE_NONE)
			return true;
	return false;
}

static bool
is_author(const struct html_page *p, size_t i)
{
	const struct node *n = html_node(p, i);
	const struct measure *m = &p->m[i];

	if (n->tag == TAG_TEXT || m->text < 2 || m->text > MARK_MAX_TEXT)
		return false;
	if ((m->hints & HINT_AUTHOR) || n->tag == TAG_CITE)
		return true;
	if (slice_eq(node_attr(n, "itemprop"), SLICE("author")) ||
	    slice_eq(node_attr(n, "rel"), SLICE("author")))
		return true;
	return n->tag == TAG_A && leads_to_person(n);
}

bool
mark_date(const struct html_page *p, size_t i, char *out)
{
	static const char *const attrs[] = { "datetime", "title", "content" };
	const struct node *n = html_node(p, i);
	struct slice x;
	size_t k;

	if (n->tag == TAG_TEXT)
		return date_parse(slice_trim(n->text), out);
	for (k = 0; k < sizeof(attrs) / sizeof(*attrs); k++) {
		x = slice_trim(node_attr(n, attrs[k]));
		if (x.len && x.len < 100 && date_parse(x, out))
			return true;
	}
	return p->m[i].text < 2 * MARK_MAX_TEXT && date_parse(html_text(p, i),
	    out);
}

uint32_t
mark_author_rank(const struct html_page *p, size_t i)
{
	const struct node *n = html_node(p, i);
	struct slice prop = node_attr(n, "itemprop");
	uint32_t rank = 0;

	if (p->m[i].hints & HINT_DATE)
		return 0;
	if (slice_eq(prop, SLICE("name")) || node_has_class(n, "fn") ||
	    node_has_class(n, "p-name") || node_has_class(n, "p-author"))
		rank = 50;
	else if (slice_eq(prop, SLICE("author")) ||
	    slice_eq(node_attr(n, "rel"), SLICE("author")) ||
	    n->tag == TAG_CITE)
		rank = 40;
	else if (p->m[i].hints & HINT_AUTHOR)
		rank = 30;
	if (n->tag == TAG_A && leads_to_person(n))
		rank += 10;
	return rank;
}

void
marks_read(const struct html_page *p, struct marks *k)
{
	size_t i, n = p->tree->n, date_end = 0, author_end = 0;

	k->at = mem_alloc(n + 1, sizeof(*k->at));
	k->dates = mem_alloc(n + 1, sizeof(*k->dates));
	k->authors = mem_alloc(n + 1, sizeof(*k->authors));
	for (i = 0; i < n; i++) {
		k->dates[i + 1] = k->dates[i];
		k->authors[i + 1] = k->authors[i];
		if (i == 0 || (p->m[i].flags & NODE_SKIP))
			continue;
		if (i >= date_end && is_date(p, i)) {
			k->at[i] |= MARK_DATE;
			k->dates[i + 1]++;
			date_end = html_node(p, i)->end;
		}
		if (i >= author_end && is_author(p, i)) {
			k->at[i] |= MARK_AUTHOR;
			k->authors[i + 1]++;
			author_end = html_node(p, i)->end;
		}
	}
}

void
marks_free(struct marks *k)
{
	free(k->at);
	free(k->dates);
	free(k->authors);
}
