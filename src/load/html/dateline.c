#include "load/html/dateline.h"

#include <stdio.h>

#include "load/date.h"
#include "load/date_words.h"
#include "load/html/hint.h"
#include "text/fold.h"

#define COUNT(t) (sizeof(t) / sizeof(*(t)))

#define SHOWN_NODES 60			/* after the headline */
#define ABOVE_NODES 60			/* before it */
#define ABOVE_TEXTS 30

static bool
is_under(const struct html_page *p, size_t i)
{
	return p->h1 != NO_NODE && i > p->h1 && i < p->h1 + SHOWN_NODES;
}

static bool
is_near(const struct html_page *p, size_t i)
{
	return is_under(p, i) || (p->h1 != NO_NODE && i < p->h1 &&
	    i + ABOVE_NODES > p->h1);
}

/* How surely a time on the page is when it was published. */
static int
rank_date(const struct html_page *p, size_t i)
{
	const struct node *n = html_node(p, i);
	const struct measure *m = &p->m[i];
	int rank = 0;

	if ((m->flags & (NODE_SKIP | NODE_COMMENT)) || m->text > 120)
		return 0;
	if (n->tag == TAG_TIME)
		rank = node_attr(n, "pubdate").s ||
		    (m->hints & (HINT_DATE | HINT_META)) ? 6 : 5;
	else if ((m->hints & HINT_DATE) && m->text < 80)
		rank = 4;
	else if ((m->hints & HINT_META) && m->text < 120)
		rank = 3;
	if (rank && (m->flags & NODE_JUNK))
		rank = 1;
	return rank ? rank * 2 + is_near(p, i) : 0;
}

/* The date of an element: what it says for machines, then what is seen. */
static bool
date_of(const struct html_page *p, size_t i, char date[DATE_MAX])
{
	static const char *const attrs[] = { "datetime", "content", "title" };
	struct slice x;
	size_t k;

	for (k = 0; k < COUNT(attrs); k++) {
		x = node_attr(html_node(p, i), attrs[k]);
		if (x.len && x.len < 100 && date_parse(x, date))
			return true;
	}
	return date_parse_order(html_text(p, i), p->order, date);
}

static bool
is_month(struct slice word)
{
	struct buf b = { 0 };
	bool is;

	text_casefold(&b, word);
	is = date_month(buf_slice(&b)) != 0;
	buf_free(&b);
	return is;
}

/* A date and no word before it, such as "Updated"; "Monday," is fine. */
static bool
is_plain_date(struct slice x)
{
	static const char marks[] = " ,|/(-";
	struct slice word;
	int words;

	for (words = 0; words < 2; words++) {
		while (x.len && strchr(marks, *x.s))
			x = slice_from(x, 1);
		if (x.len == 0 || ascii_digit(*x.s))
			return x.len > 0;
		if (!slice_cut(&x, ' ', &word) || word.len == 0)
			return false;
		if (word.s[word.len - 1] != ',')
			break;
	}
	if (word.s[word.len - 1] == '.')
		word.len--;
	return word.len < 24 && is_month(word);
}

/* The one that a reader sees under the headline. */
static void
set_shown(struct html_page *p, struct facts *f, size_t i, struct slice text)
{
	if (is_under(p, i) && is_plain_date(text))
		f->shown = f->published;
}

/* Of dates as sure as each other the first at or after the headline. */
static int
read_date(struct html_page *p, struct facts *f)
{
	size_t i, best_at = 0;
	char date[DATE_MAX];
	int best = 0, rank;

	for (i = 1; i < p->tree->n; i++) {
		if (html_node(p, i)->tag == TAG_TEXT ||
		    (rank = rank_date(p, i)) <= 0)
			continue;
		if (rank < best || (rank == best && (p->h1 == NO_NODE ||
		    best_at > p->h1)))
			continue;
		if (!date_of(p, i, date))
			continue;
		f->published = arena_dup(&p->arena, slice_z(date));
		f->shown = (struct slice){ "", 0 };
		set_shown(p, f, i, html_text(p, i));
		best = rank;
		best_at = i;
	}
	return best;
}

#define DATE_LINES 60			/* texts near the headline to try */
#define DATE_STARTS 300			/* texts that may start with one */
#define DATE_START_MAX 40		/* bytes of it */

/* The date in a text, which starts with it or is short. */
static bool
date_of_text(const struct html_page *p, size_t i, bool starts,
    char date[DATE_MAX])
{
	struct slice x = slice_trim(html_node(p, i)->text);

	if (starts || p->m[i].text >= 100) {
		if (x.len == 0 || !ascii_digit(*x.s))
			return false;
		x = slice_sub(x, 0, DATE_START_MAX);
	}
	return date_parse_order(x, p->order, date);
}

static bool
may_date(const struct html_page *p, size_t i)
{
	return html_node(p, i)->tag == TAG_TEXT && p->m[i].text >= 6 &&
	    !(p->m[i].flags & (NODE_SKIP | NODE_COMMENT));
}

/* No element says so: a short text under the headline that reads as a
 * date, or a text that starts with one; else above it; else far below. */
static size_t
find_line(const struct html_page *p, char date[DATE_MAX])
{
	size_t i, from = p->h1 == NO_NODE ? 1 : p->h1, seen = 0, above = 0;
	size_t near = from + SHOWN_NODES, n = p->tree->n;

	for (i = from; i < n && i < near; i++)
		if (may_date(p, i) && ++seen && date_of_text(p, i, false, date))
			return i;
	for (i = from; p->h1 != NO_NODE && i > 1 && above < ABOVE_TEXTS; i--)
		if (may_date(p, i) && ++above && date_of_text(p, i, false,
		    date))
			return i;
	for (i = near; i < n && seen < DATE_STARTS; i++)
		if (may_date(p, i) && date_of_text(p, i,
		    seen++ >= DATE_LINES, date))
			return i;
	return NO_NODE;
}

/* hAtom: what a script or a style hides is for machines. */
static bool
find_hidden(const struct html_page *p, char date[DATE_MAX])
{
	size_t i;

	for (i = 1; i < p->tree->n; i++)
		if (html_node(p, i)->nattrs > 1 && !(p->m[i].flags &
		    NODE_COMMENT) && node_has_class(html_node(p, i),
		    "updated") && date_of(p, i, date))
			return true;
	return false;
}

/* One or two digits at the start of x, as a number; 0: none. */
static int
short_number(struct slice x)
{
	int v = 0;
	size_t i;

	for (i = 0; i < x.len && i < 3 && ascii_digit(x.s[i]); i++)
		v = v * 10 + (x.s[i] - '0');
	return i == 1 || i == 2 ? v : 0;
}

/* ".../2019/11/18/...", ".../2019/nov/18/" in the page's own address. */
static bool
date_of_url(struct slice url, char date[DATE_MAX])
{
	struct slice year, month, rest;
	char text[24];
	int m;

	while (slice_cut(&url, '/', &year)) {
		rest = url;
		if (year.len != 4 || short_number(slice_sub(year, 0, 2)) < 16 ||
		    !slice_cut(&rest, '/', &month) || short_number(rest) == 0)
			continue;
		m = month.len > 2 ? date_month(month) : short_number(month);
		if (m == 0)
			continue;
		snprintf(text, sizeof(text), "%.4s-%02d-%02d", year.s,
		    m % 100, short_number(rest) % 100);
		if (date_parse(slice_z(text), date))
			return true;
	}
	return false;
}

/* Days since 1 March of the year 0. */
static long
day_number(int y, int m, int d)
{
	y -= m < 3;
	m += m < 3 ? 9 : -3;
	return 365L * y + y / 4 - y / 100 + y / 400 + (153 * m + 2) / 5 + d;
}

struct when {
	long minutes;			/* without regard to its zone */
	int hour;			/* -1: a day only */
	bool utc;
};

static struct when
when_of(struct slice x)
{
	struct when w = { .hour = -1 };
	int v[5] = { 0 }, n;
	char text[DATE_MAX];

	snprintf(text, sizeof(text), "%.*s", SLICE_FMT(x));
	n = sscanf(text, "%4d-%2d-%2dT%2d:%2d", &v[0], &v[1], &v[2], &v[3],
	    &v[4]);
	if (n == 5 && !slice_eq(slice_sub(slice_z(text), 11, 8),
	    SLICE("00:00:00")))
		w.hour = v[3];		/* midnight means the day alone */
	w.minutes = day_number(v[0], v[1], v[2]) * 1440 + v[3] * 60 + v[4];
	w.utc = slice_ends(x, SLICE("+00:00"));
	return w;
}

/*
 * Sites that keep their times in UTC show them, and file their pages, in
 * their own zone: a day that zone would explain is the day of the story.
 * With a clock beside it, so is the zone.
 */
static struct slice
date_shown(struct html_page *p, struct slice said, struct slice shown)
{
	struct when utc = when_of(said), local = when_of(shown);
	long off = local.minutes - utc.minutes;
	char out[DATE_MAX];

	if (!utc.utc || utc.hour < 0 || shown.len < 10 ||
	    slice_eq(slice_sub(said, 0, 10), slice_sub(shown, 0, 10)))
		return said;
	if (local.hour < 0)
		return off > 14 * 60 || off < -36 * 60 || (off < 0 ?
		    utc.hour >= 12 : utc.hour < 10) ? said : shown;
	if (off % 15 != 0 || off < -12 * 60 || off > 14 * 60 ||
	    shown.len > 19)
		return said;
	snprintf(out, sizeof(out), "%.19s%c%02ld:%02ld", shown.s,
	    off < 0 ? '-' : '+', (off < 0 ? -off : off) / 60 % 100,
	    (off < 0 ? -off : off) % 60);
	return arena_dup(&p->arena, slice_z(out));
}

#define NEW_MINUTES (2 * 1440L)		/* later, a story is published anew */

/* A story that was published anew shows when; one that was changed may
 * show that instead. */
static struct slice
date_anew(struct slice said, struct slice changed, struct slice shown)
{
	return shown.len && when_of(shown).minutes - when_of(said).minutes >=
	    NEW_MINUTES && !slice_eq(slice_sub(changed, 0, 10),
	    slice_sub(shown, 0, 10)) ? shown : said;
}

#define RANK_SURE 10			/* a time element, or one near */

void
dateline_read(struct html_page *p, struct facts *f)
{
	char date[DATE_MAX];
	int best = read_date(p, f);
	size_t at = best < RANK_SURE ? find_line(p, date) : NO_NODE;

	if (at != NO_NODE && (best == 0 || (is_under(p, at) &&
	    is_plain_date(slice_trim(html_node(p, at)->text))))) {
		f->published = arena_dup(&p->arena, slice_z(date));
		set_shown(p, f, at, slice_trim(html_node(p, at)->text));
	}
	if (date_of_url(p->doc->url, date))
		f->filed = arena_dup(&p->arena, slice_z(date));
	if (best == 0 && f->shown.len == 0 && f->filed.len)
		f->published = f->filed;
	if (f->published.len == 0 && find_hidden(p, date))
		f->published = arena_dup(&p->arena, slice_z(date));
}

struct slice
dateline_reconcile(struct html_page *p, struct slice said,
    struct slice changed, const struct facts *seen)
{
	said = date_shown(p, said, seen->filed);
	said = date_shown(p, said, seen->published);
	return date_anew(said, changed, seen->shown);
}
