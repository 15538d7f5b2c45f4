#include "load/html/marks.h"

#include <stdlib.h>

#include "base/mem.h"
#include "load/date.h"
#include "load/html/hint.h"

#define MARK_MAX_TEXT 80		/* characters of a date or a name */
#define MARK_MAX_NODES 12		/* of an element around a date */

/* What a script is to write out: the title of an empty element, and
 * microdata in a meta element. */
static bool
is_hidden_date(const struct node *n)
{
	struct slice x;
	char out[DATE_MAX];

	if (n->nattrs == 0 || n->tag == TAG_TEXT)
		return false;
	x = node_attr(n, "title");
	if (n->tag == TAG_META) {
		if (!slice_eq(node_attr(n, "itemprop"),
		    SLICE("datePublished")) && !slice_eq(node_attr(n,
		    "itemprop"), SLICE("dateCreated")))
			return false;
		x = node_attr(n, "content");
	}
	return x.len >= 10 && x.len < 40 && ascii_digit(x.s[0]) &&
	    ascii_digit(x.s[3]) && x.s[4] == '-' && date_parse(x, out);
}

static bool
is_date(const struct html_page *p, size_t i)
{
	const struct node *n = html_node(p, i);
	const struct measure *m = &p->m[i];
	char out[DATE_MAX];

	if (n->tag == TAG_TIME)
		return true;
	if (m->text == 0 && is_hidden_date(n))
		return true;
	if (n->tag == TAG_TEXT)
		return m->text >= 5 && m->text < MARK_MAX_TEXT &&
		    slice_has_digit(n->text) && date_parse_order(
		    slice_trim(n->text), p->order, out);
	return (m->hints & HINT_DATE) && m->text > 0 && m->text < 40;
}

#define HREF_LOOK 300			/* bytes of a reference looked at */

/* Links to people: "/user/x", "profile.php?id=1". */
static bool
leads_to_person(const struct node *n)
{
	static const struct slice words[] = {
		SLICE_INIT("user"), SLICE_INIT("member"),
		SLICE_INIT("profil"), SLICE_INIT("author"),
		SLICE_INIT("mitglied"), SLICE_INIT("people"),
		SLICE_INIT("/u/"), SLICE_INIT("mailto:")
	};
	struct slice href = slice_sub(node_attr(n, "href"), 0, HREF_LOOK);
	char low[HREF_LOOK];
	size_t i;

	for (i = 0; i < href.len; i++)
		low[i] = ascii_lower(href.s[i]);
	href.s = low;
	for (i = 0; i < sizeof(words) / sizeof(*words); i++)
		if (slice_find(href, words[i]) != SLICE_NONE)
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
	if (n->tag == TAG_CITE || ((m->hints & HINT_AUTHOR) &&
	    !(m->hints & HINT_BODY)))
		return true;		/* "userContent" is what they say */
	if (slice_eq(node_attr(n, "itemprop"), SLICE("author")) ||
	    slice_eq(node_attr(n, "rel"), SLICE("author")))
		return true;
	return n->tag == TAG_A && leads_to_person(n);
}

/* What a machine is told the date is. */
static bool
date_attr(const struct html_page *p, size_t i, char *out)
{
	static const char *const attrs[] = { "datetime", "title", "content" };
	struct slice x;
	size_t k;

	for (k = 0; k < sizeof(attrs) / sizeof(*attrs); k++) {
		x = slice_trim(node_attr(html_node(p, i), attrs[k]));
		if (x.len && x.len < 100 && date_parse_order(x, p->order, out))
			return true;
	}
	return false;
}

bool
mark_date(const struct html_page *p, size_t i, char out[DATE_MAX])
{
	const struct node *n = html_node(p, i);
	size_t k, end = n->end;

	if (n->tag == TAG_TEXT)
		return date_parse_order(slice_trim(n->text), p->order, out);
	if (end - i > MARK_MAX_NODES)
		end = i + MARK_MAX_NODES;
	for (k = i; k < end; k++)
		if (html_node(p, k)->nattrs > 0 && date_attr(p, k, out))
			return true;
	return p->m[i].text < 2 * MARK_MAX_TEXT &&
	    date_parse_order(html_text(p, i), p->order, out);
}

struct span_of_days {			/* in days, counted roughly */
	int first, last;
};

static void
days_add(struct span_of_days *s, int year, int month, int day)
{
	int x = (year * 12 + month) * 31 + day;

	if (s->last == 0 || x < s->first)
		s->first = x;
	if (x > s->last)
		s->last = x;
}

/* A number above 12 is no month.  Where there is none, people were talking
 * for days rather than for months. */
void
marks_order(struct html_page *p)
{
	struct span_of_days by_day = { 0 }, by_month = { 0 };
	size_t i, days = 0, months = 0;
	int a, b, y;

	for (i = 1; i < p->tree->n; i++) {
		struct slice x = slice_trim(html_node(p, i)->text);

		if (html_node(p, i)->tag != TAG_TEXT || x.len < 8 ||
		    x.len > MARK_MAX_TEXT || (p->m[i].flags & NODE_SKIP) ||
		    !slice_has_digit(x) || !date_numbers(x, &a, &b, &y))
			continue;
		days += a > 12 && b <= 12;
		months += b > 12 && a <= 12;
		if (a > 12 || b > 12)
			continue;
		days_add(&by_day, y, b, a);
		days_add(&by_month, y, a, b);
	}
	a = by_day.last - by_day.first;
	b = by_month.last - by_month.first;
	if (days != months)
		p->order = days > months ? DATE_DAY_FIRST : DATE_MONTH_FIRST;
	else if (days == 0 && a != b)
		p->order = a < b ? DATE_DAY_FIRST : DATE_MONTH_FIRST;
	else
		p->order = date_order_of(p->doc->language);
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
		if (i == 0 || ((p->m[i].flags & NODE_SKIP) &&
		    html_node(p, i)->tag != TAG_META))
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
