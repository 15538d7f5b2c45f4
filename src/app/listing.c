#include "app/listing.h"

#include <stdlib.h>

#include "base/mem.h"

#define ORIGIN (SIZE_MAX / 2)		/* the first row's number */
#define PAGE 100			/* rows fetched at a time */
#define KEEP ((size_t)3000)		/* rows, by date; then: */
#define TRIM ((size_t)1000)		/* are let go */
#define ALL ((size_t)20000)		/* rows, in other orders */

struct listing {
	struct library *lib;
	struct buf text;
	struct query *query;
	enum library_order order;
	struct listing_row *at;		/* rows start..start + n */
	size_t start, n, cap;
	size_t first;			/* number of the first */
	size_t above;			/* rows before it; or UNKNOWN */
	int64_t from;			/* of FROM_STORY: the first is it */
	struct search_run *run;		/* or NULL: none is on its way */
	bool up;			/* it goes up */
	size_t wanted, got;		/* of its rows */
	bool top, bottom;		/* no more rows before, behind */
	bool failed;
};

struct listing *
listing_new(struct library *lib, struct slice text, enum library_order order,
    enum listing_start start, int64_t story, struct err *err)
{
	struct listing *l = mem_alloc(1, sizeof(*l));

	buf_add(&l->text, text);
	l->query = query_parse(buf_slice(&l->text), err);
	if (l->query == NULL) {
		listing_free(l);
		return NULL;
	}
	l->lib = lib;
	l->order = order;
	l->first = ORIGIN;
	l->top = start == FROM_TOP || order != BY_DATE;
	l->bottom = start == FROM_BOTTOM && order == BY_DATE;
	l->above = l->top ? 0 : LISTING_UNKNOWN;
	if (start == FROM_STORY && order == BY_DATE)
		l->from = story;
	return l;
}

void
listing_free(struct listing *l)
{
	size_t i;

	if (l == NULL)
		return;
	search_free(l->run);
	for (i = 0; i < l->n; i++)
		free(l->at[l->start + i].bytes);
	free(l->at);
	query_free(l->query);
	buf_free(&l->text);
	free(l);
}

struct slice
listing_query(const struct listing *l)
{
	return buf_slice(&l->text);
}

enum library_order
listing_order(const struct listing *l)
{
	return l->order;
}

const struct query *
listing_parsed(const struct listing *l)
{
	return l->query;
}

/* ---- rows ---- */

/* Room for n more at an end: what is there moves to the middle of twice as
 * much, so that rows move but seldom. */
static void
make_room(struct listing *l, size_t n, bool front)
{
	struct listing_row *at;
	size_t cap, start;

	if (front ? l->start >= n : l->start + l->n + n <= l->cap)
		return;
	cap = 2 * (l->n + n) + PAGE;
	start = (cap - l->n) / 2;
	at = mem_alloc(cap, sizeof(*at));
	if (l->n)
		memcpy(at + start, l->at + l->start, l->n * sizeof(*at));
	free(l->at);
	l->at = at;
	l->cap = cap;
	l->start = start;
}

static void
keep_text(struct slice *x, char **to)
{
	if (x->len)
		memcpy(*to, x->s, x->len);
	x->s = *to;
	*to += x->len;
}

static struct listing_row
copy_row(const struct library_row *row)
{
	struct listing_row r = { .row = *row };
	char *to;

	r.bytes = to = mem_alloc(row->headline.len + row->site.len +
	    row->section.len + row->published.len + 1, 1);
	keep_text(&r.row.headline, &to);
	keep_text(&r.row.site, &to);
	keep_text(&r.row.section, &to);
	keep_text(&r.row.published, &to);
	r.row.snippet = (struct slice){ NULL, 0 };
	return r;
}

static void
add_rows(struct listing *l, const struct library_row *rows, size_t n)
{
	size_t i;

	make_room(l, n, l->up);
	for (i = 0; i < n; i++) {
		if (l->up)
			l->at[--l->start] = copy_row(&rows[i]);
		else
			l->at[l->start + l->n] = copy_row(&rows[i]);
		l->n++;
	}
	if (l->up)
		l->first -= n;
	if (l->up && l->above != LISTING_UNKNOWN)
		l->above -= n < l->above ? n : l->above;
}

static void
drop_top(struct listing *l, size_t n)
{
	size_t i;

	for (i = 0; i < n; i++)
		free(l->at[l->start + i].bytes);
	l->start += n;
	l->first += n;
	l->n -= n;
	l->top = false;
	if (l->above != LISTING_UNKNOWN)
		l->above += n;
}

static void
drop_bottom(struct listing *l, size_t n)
{
	while (n-- > 0)
		free(l->at[l->start + --l->n].bytes);
	l->bottom = false;
}

/* What is far from row `at` goes. */
static void
trim(struct listing *l, size_t at)
{
	if (l->order != BY_DATE || l->n < KEEP)
		return;
	if (at - l->first > l->n / 2)
		drop_top(l, TRIM);
	else
		drop_bottom(l, TRIM);
}

/* ---- fetching ---- */

static size_t
clamp(const struct listing *l, size_t at)
{
	if (l->n == 0 || at < l->first)
		return l->first;
	return at < l->first + l->n ? at : l->first + l->n - 1;
}

bool
listing_wants(const struct listing *l, size_t at, size_t rows)
{
	at = clamp(l, at);
	return !l->failed && (l->run != NULL ||
	    (!l->bottom && l->first + l->n - at <= rows) ||
	    (!l->top && at - l->first < rows));
}

static void
begin(struct listing *l, bool up)
{
	bool by_date = l->order == BY_DATE;
	int64_t edge = l->n == 0 ? 0 :
	    l->at[up ? l->start : l->start + l->n - 1].row.id;
	bool begins = l->n == 0 && l->from;

	if (begins)
		edge = l->from;
	l->up = up;
	l->got = 0;
	l->wanted = by_date || l->n == 0 ? PAGE : ALL;
	l->run = library_search(l->lib, l->query, l->order, by_date ? 0 :
	    l->n, l->wanted);
	if (by_date && begins && !up)
		search_at(l->run, edge);
	else if (by_date)
		search_from(l->run, edge, up);
}

static void
finish(struct listing *l, size_t at)
{
	bool all = l->got < l->wanted;

	search_free(l->run);
	l->run = NULL;
	if (l->up) {
		l->top = l->top || all;
		if (l->top)
			l->above = 0;
	} else
		l->bottom = all || (l->order != BY_DATE && l->n >= ALL);
	trim(l, clamp(l, at));
}

bool
listing_step(struct listing *l, size_t at, size_t rows, unsigned budget,
    struct err *err)
{
	struct arena a = { 0 };
	struct library_row *found;
	bool done = false, ok;
	size_t n = 0, c = clamp(l, at);

	*err->text = '\0';
	if (!listing_wants(l, at, rows))
		return false;
	if (l->run == NULL)
		begin(l, l->bottom || l->first + l->n - c > rows);
	ok = l->run && search_step(l->run, budget, &a, &found, &n, &done,
	    err);
	if (ok && n) {
		add_rows(l, found, n);
		l->got += n;
	}
	arena_free(&a);
	l->failed = !ok;
	if (done || !ok)
		finish(l, at);
	return ok;
}

bool
listing_ready(const struct listing *l)
{
	return l->n > 0 || l->failed || (l->top && l->bottom);
}

bool
listing_has_end(const struct listing *l)
{
	return l->bottom;
}

/* ---- what is here ---- */

size_t
listing_first(const struct listing *l)
{
	return l->first;
}

size_t
listing_n(const struct listing *l)
{
	return l->n;
}

struct listing_row *
listing_at(const struct listing *l, size_t number)
{
	if (number < l->first || number - l->first >= l->n)
		return NULL;
	return &l->at[l->start + (number - l->first)];
}

size_t
listing_find(const struct listing *l, int64_t story)
{
	size_t i;

	for (i = 0; i < l->n; i++)
		if (l->at[l->start + i].row.id == story)
			return l->first + i;
	return LISTING_UNKNOWN;
}

size_t
listing_above(const struct listing *l, size_t number)
{
	return l->above == LISTING_UNKNOWN ? LISTING_UNKNOWN :
	    l->above + (number - l->first);
}

static size_t
flow_next(void *of, size_t item)
{
	const struct listing *l = of;

	return item + 1 < l->first + l->n ? item + 1 : FLOW_END;
}

static size_t
flow_prev(void *of, size_t item)
{
	const struct listing *l = of;

	return item > l->first ? item - 1 : FLOW_END;
}

const struct flow_ops listing_flow = { flow_one_row, flow_next, flow_prev };
