#include "store/library_impl.h"

#include <stdlib.h>

#include "base/mem.h"
#include "store/headlines.h"
#include "store/titles.h"
#include "text/fold.h"
#include "text/terms.h"

#define MAX_LOOK 64			/* stories that may list one */
#define MAX_LISTED 200
#define SLICE_LOOK 8			/* stories unpacked in a slice */
#define MAX_TERMS 32			/* by which an event is known */
#define MAX_SHARED 200			/* stories with one; more: common */
#define EVENT_DAYS 21			/* before and after */
#define MIN_SCORE 10
#define SHOWN 3				/* terms given as the reason */

/* A link's room, and how much of it there is. */
struct links {
	struct library *lib;
	struct library_link *at;
	size_t n, max;
	struct arena *arena;
	const struct record *story;
	int64_t id;
	size_t from, look, next;	/* what a slice looks at, and where
					   the next one begins; 0: none */
};

static struct library_link *
add_link(struct links *to, int64_t id, struct slice title, struct slice why)
{
	struct library_link *link = &to->at[to->n++];

	*link = (struct library_link){ id, arena_dup(to->arena, title),
	    arena_dup(to->arena, why) };
	return link;
}

/* ---- what it lists ---- */

static void
add_listed(struct links *to)
{
	const struct record *r = to->story;
	int64_t ids[2];
	size_t i, n;

	for (i = 0; i < r->related.n && to->n < to->max; i++) {
		n = library_resolve(to->lib, r->related.at[i],
		    r->related_urls.at[i], ids, 2);
		if (n == 1)
			add_link(to, ids[0], r->related.at[i],
			    SLICE("listed by this story"));
		else
			add_link(to, 0, r->related.at[i], n ?
			    SLICE("several stories of that headline") :
			    SLICE("not in the library"));
	}
}

/* ---- what lists it ---- */

/* As sure as its start. */
static bool
means_it(const struct record *r, struct slice title)
{
	struct slice titles = r->titles, one;
	bool cut = headline_cut(&title);

	if (title_match(title, cut, r->headline) >= MEANS_CUT)
		return true;
	while (slice_cut(&titles, '\n', &one))
		if (title_match(title, cut, one) >= MEANS_CUT)
			return true;
	return false;
}

static bool
lists(struct links *to, int64_t id, struct arena *a)
{
	const struct record *r = to->story;
	struct packed p;
	size_t i;

	if (!lib_story_texts(to->lib, id, &p, a))
		return false;
	for (i = 0; i < p.related.n; i++)
		if ((r->url.len && lib_url_same(p.related_urls.at[i],
		    r->url)) || means_it(r, p.related.at[i]))
			return true;
	return false;
}

static void
add_back(struct links *to)
{
	int64_t ids[MAX_LOOK];
	struct buf terms = { 0 };
	size_t i, n;

	lib_back_terms(&terms, to->story->headline, to->story->titles,
	    to->story->url);
	n = lib_find_terms(to->lib, buf_slice(&terms), 1, INT64_MAX, ids,
	    MAX_LOOK);
	for (i = to->from; i < n && to->n < to->max; i++) {
		struct arena a = { 0 };

		if (i - to->from == to->look) {
			to->next = i;
			break;
		}
		if (ids[i] != to->id && lists(to, ids[i], &a))
			add_link(to, ids[i], lib_headline(to->lib, ids[i],
			    NULL, &a), SLICE("lists this story"));
		arena_free(&a);
	}
	buf_free(&terms);
}

/* ---- versions and copies ---- */

static void
add_version(struct links *to, sqlite3_stmt *st, struct arena *a)
{
	struct slice names = lib_text(st, 4, a), headline;
	int64_t id = sqlite3_column_int64(st, 0), name;
	bool copy = sqlite3_column_int(st, 1) == KIND_COPY;
	enum name_kind kind;
	struct buf why = { 0 };

	headline = lib_text(st, 2, a);
	buf_addz(&why, copy ? "the same text" : "a former version");
	while (copy && (name = lib_names_next(&names, &kind)) != 0)
		if (kind == NAME_SOURCE) {
			buf_addz(&why, " from ");
			buf_add(&why, lib_name_text(to->lib, name, a));
			break;
		}
	add_link(to, id, headline, buf_slice(&why));
	buf_free(&why);
}

/* A version or a copy leads to the story that it is one of. */
static void
add_original(struct links *to)
{
	sqlite3_stmt *st = lib_sql(to->lib, SQL_STORY_GET);
	bool copy = false;
	int64_t of = 0;

	if (st == NULL)
		return;
	sqlite3_bind_int64(st, 1, to->id);
	if (sqlite3_step(st) == SQLITE_ROW) {
		of = sqlite3_column_int64(st, 1);
		copy = sqlite3_column_int(st, 2) == KIND_COPY;
	}
	sqlite3_reset(st);
	sqlite3_bind_int64(st, 1, of);
	if (of && sqlite3_step(st) == SQLITE_ROW)
		add_link(to, of, lib_column(st, 3), copy ?
		    SLICE("the same text") : SLICE("a later version"));
	sqlite3_reset(st);
}

static bool
add_versions(struct links *to)
{
	sqlite3_stmt *st;
	struct arena a = { 0 };

	add_original(to);
	st = lib_sql(to->lib, SQL_STORY_VERSIONS);
	if (st == NULL)
		return false;
	sqlite3_bind_int64(st, 1, to->id);
	sqlite3_bind_int64(st, 2, (int64_t)to->max);
	while (to->n < to->max && sqlite3_step(st) == SQLITE_ROW)
		add_version(to, st, &a);
	sqlite3_reset(st);
	arena_free(&a);
	return true;
}

/* ---- the same event ---- */

/* A term by which an event may be known, and how it is written. */
struct sign {
	struct slice term;		/* of the index */
	struct slice text;
	int weight;			/* the rarer, the more */
};

struct shared {
	int64_t id;
	int score;
	uint32_t signs;			/* a set of places */
};

struct event {
	struct links *to;
	struct sign signs[MAX_TERMS];
	size_t n;
	struct shared *at;
	size_t n_shared, cap;
	int64_t from, to_id;
	struct arena *arena;
};

static void
add_sign(struct event *e, struct slice term, struct slice text)
{
	size_t i;

	for (i = 0; i < e->n; i++)
		if (slice_eq(e->signs[i].term, term) ||
		    slice_ieq(e->signs[i].text, text))
			return;
	if (e->n < MAX_TERMS)
		e->signs[e->n++] = (struct sign){
			arena_dup(e->arena, term), arena_dup(e->arena, text),
			0
		};
}

/* Its tags, and the longer words of its headline. */
static void
add_signs(struct event *e)
{
	sqlite3_stmt *st = lib_sql(e->to->lib, SQL_STORY_GET);
	struct terms t = { .text = e->to->story->headline };
	struct slice names = { 0 }, term, text;
	struct buf b = { 0 };
	enum name_kind kind;
	int64_t name;

	if (st == NULL)
		return;
	sqlite3_bind_int64(st, 1, e->to->id);
	if (sqlite3_step(st) == SQLITE_ROW)
		names = lib_text(st, 13, e->arena);
	sqlite3_reset(st);
	while ((name = lib_names_next(&names, &kind)) != 0) {
		if (kind != NAME_TAG || e->n > MAX_TERMS / 2)
			continue;
		buf_clear(&b);
		text = lib_name_text(e->to->lib, name, e->arena);
		buf_addc(&b, LIB_MARK);
		buf_addc(&b, 'A' + NAME_TAG);
		text_key(&b, text);
		add_sign(e, buf_slice(&b), text);
	}
	while (terms_next(&t, &term))
		if (term.len >= 4)
			add_sign(e, term, slice_sub(t.text, t.start,
			    t.end - t.start));
	buf_free(&b);
}

static int
log_two(size_t n)
{
	int i = 0;

	while (n >>= 1)
		i++;
	return i;
}

/* Stories of its time that have the sign: the fewer, the more it says. */
static void
look_for(struct event *e, size_t sign)
{
	struct sign *s = &e->signs[sign];
	int64_t ids[MAX_SHARED];
	struct buf b = { 0 };
	size_t i, n;

	lib_match(&b, s->term);
	n = lib_find_match(e->to->lib, buf_slice(&b), e->from, e->to_id, ids,
	    MAX_SHARED);
	buf_free(&b);
	if (n == MAX_SHARED || n < 2)
		return;
	s->weight = 8 - log_two(n);
	if (*s->term.s == LIB_MARK)
		s->weight += 2;
	e->at = mem_grow(e->at, &e->cap, e->n_shared + n, sizeof(*e->at));
	for (i = 0; i < n; i++)
		if (ids[i] != e->to->id)
			e->at[e->n_shared++] = (struct shared){ ids[i],
			    s->weight, (uint32_t)1 << sign };
}

static int
by_id(const void *a, const void *b)
{
	const struct shared *x = a, *y = b;

	return x->id < y->id ? -1 : x->id > y->id;
}

static int
by_score(const void *a, const void *b)
{
	const struct shared *x = a, *y = b;

	if (x->score != y->score)
		return x->score > y->score ? -1 : 1;
	return x->id > y->id ? -1 : x->id < y->id;
}

static int64_t
days_apart(int64_t a, int64_t b)
{
	int64_t days = lib_story_day(a) - lib_story_day(b);

	if (a < LIB_DATED || b < LIB_DATED)
		return 0;
	return days < 0 ? -days : days;
}

/* One of each story, with all that it shares; the nearer, the better. */
static void
sum_up(struct event *e)
{
	size_t i, n = 0;

	if (e->n_shared == 0)
		return;
	qsort(e->at, e->n_shared, sizeof(*e->at), by_id);
	for (i = 0; i < e->n_shared; i++) {
		if (n && e->at[n - 1].id == e->at[i].id) {
			e->at[n - 1].score += e->at[i].score;
			e->at[n - 1].signs |= e->at[i].signs;
		} else
			e->at[n++] = e->at[i];
	}
	for (i = 0; i < n; i++)
		e->at[i].score -= (int)days_apart(e->at[i].id, e->to->id) /
		    4;
	e->n_shared = n;
	qsort(e->at, n, sizeof(*e->at), by_score);
}

static void
add_reason(struct event *e, const struct shared *s, struct buf *b)
{
	uint32_t left = s->signs;
	int64_t days = days_apart(s->id, e->to->id);
	size_t i, shown, best;

	for (shown = 0; left && shown < SHOWN; shown++) {
		for (i = 0, best = MAX_TERMS; i < e->n; i++)
			if (left >> i & 1 && (best == MAX_TERMS ||
			    e->signs[i].weight > e->signs[best].weight))
				best = i;
		if (best == MAX_TERMS)
			break;
		left &= ~((uint32_t)1 << best);
		if (shown)
			buf_addz(b, ", ");
		buf_add(b, e->signs[best].text);
	}
	if (s->id < LIB_DATED || e->to->id < LIB_DATED)
		return;
	if (days == 0)
		buf_addz(b, "; the same day");
	else
		buf_printf(b, "; %lld day%s apart", (long long)days,
		    days == 1 ? "" : "s");
}

static void
add_event(struct links *to)
{
	struct arena a = { 0 };
	struct event e = { .to = to, .from = 1, .to_id = LIB_DATED - 1,
	    .arena = &a };
	struct buf why = { 0 };
	size_t i;

	if (to->id >= LIB_DATED) {
		e.from = lib_day_start(lib_story_day(to->id) - EVENT_DAYS);
		e.to_id = lib_day_start(lib_story_day(to->id) + EVENT_DAYS +
		    1) - 1;
	}
	add_signs(&e);
	for (i = 0; i < e.n; i++)
		look_for(&e, i);
	sum_up(&e);
	for (i = 0; i < e.n_shared && to->n < to->max; i++) {
		if (e.at[i].score < MIN_SCORE ||
		    (e.at[i].signs & (e.at[i].signs - 1)) == 0)
			continue;	/* one word alone says nothing */
		buf_clear(&why);
		add_reason(&e, &e.at[i], &why);
		add_link(to, e.at[i].id, lib_headline(to->lib, e.at[i].id,
		    NULL, &a), buf_slice(&why));
	}
	buf_free(&why);
	free(e.at);
	arena_free(&a);
}

static bool
find_links(struct links *to, enum library_links kind, struct err *err)
{
	struct library *lib = to->lib;
	struct arena a = { 0 };
	struct record r;
	bool ok = library_source(lib, to->id, &r, &a, err);

	to->story = &r;
	to->at = ARENA_NEW(to->arena, to->max + 1, struct library_link);
	if (ok && kind == LINKS_LISTED)
		add_listed(to);
	else if (ok && kind == LINKS_BACK)
		add_back(to);
	else if (ok && kind == LINKS_EVENT)
		add_event(to);
	else if (ok)
		ok = add_versions(to) || lib_fail(lib, err,
		    "read the library");
	arena_free(&a);
	return ok;
}

bool
library_links(struct library *lib, int64_t id, enum library_links kind,
    size_t max, struct arena *arena, struct library_link **out, size_t *n,
    struct err *err)
{
	struct links to = { .lib = lib, .arena = arena, .id = id,
	    .max = max < MAX_LISTED ? max : MAX_LISTED, .look = SIZE_MAX };
	bool ok = find_links(&to, kind, err);

	*out = to.at;
	*n = to.n;
	return ok;
}

bool
library_links_some(struct library *lib, int64_t id, enum library_links kind,
    size_t *at, size_t max, struct arena *arena, struct library_link **out,
    size_t *n, struct err *err)
{
	struct links to = { .lib = lib, .arena = arena, .id = id,
	    .max = max < MAX_LISTED ? max : MAX_LISTED, .from = *at,
	    .look = SLICE_LOOK };
	bool ok = find_links(&to, kind, err);

	*out = to.at;
	*n = to.n;
	*at = to.next;
	return ok;
}
