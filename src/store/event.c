#include "store/library_impl.h"

#include <stdlib.h>

#include "base/mem.h"
#include "store/signs.h"
#include "text/bidi.h"
#include "text/fold.h"
#include "text/width.h"

/*
 * Stories about the same event share names and words that few other stories
 * of those weeks have.  Each sign of a story (its tags, store/signs.h) is
 * looked for among the stories of its time; it is worth the bits it tells:
 * log2(stories of the time / stories that have it).  The parts of one name
 * tell little more than the rarest of them.  What is worth most and nearest
 * in time comes first.
 *
 * The cost: at most MAX_SIGNS looks into the index (twice where there are
 * stories without a date), and MAX_SHARED rows of each.
 */
#define MAX_SIGNS 64			/* bits of a set */
#define MAX_TAGS 10
#define MAX_SHARED 200			/* stories with one; more: common */
#define FEW 256				/* in a library of less stories
					   nobody knows what is rare */
#define EVENT_DAYS 21			/* before and after */
#define HALF_DAYS 14			/* so far away it is worth half */
#define NO_DAY 42			/* days apart, where one has none */
#define ONE 16				/* a bit, as it is counted */
#define NAME_WORTH 2			/* times that of a word */
#define RARE (5 * ONE)			/* one story of 32 has it */
#define LOOKED 64			/* stories that are compared closely */
#define LONGEST 10000			/* hundredths of the others */
#define MIN_SURE 600			/* see measure_chance() */
#define SHOWN 3				/* reasons */
#define WHY_CELLS 40			/* of a pane */

struct mark {				/* a sign, and what it is worth */
	struct slice term, text;
	size_t start, end, group;
	bool tag, name;
	size_t stories;			/* of the time, that have it */
	int worth;			/* 0: common, or nobody else's */
};

struct shared {
	int64_t id;
	uint64_t set;			/* of places in marks */
	int worth;			/* of what is shared */
	int sure;
};

struct event {
	struct library *lib;
	int64_t id, from, to;
	struct slice text;		/* in which the signs stand */
	struct mark marks[MAX_SIGNS];
	size_t n;
	struct shared *at;
	size_t n_shared, cap;
	size_t stories;			/* of the time, about */
	size_t common;			/* who has a sign that says nothing */
	bool undated;			/* there are such too */
	int chance, spread;		/* see measure_chance() */
	struct arena *arena;
};

/* 16 log2(x), by lines between the powers of two. */
static int
bits(size_t x)
{
	int n = 0;
	size_t power = 1;

	while (x / 2 >= power) {
		power *= 2;
		n += ONE;
	}
	return n + (int)((x - power) * ONE / power);
}

/* ---- its signs ---- */

static void
add_text_signs(struct event *e, const struct record *r)
{
	struct sign signs[MAX_SIGNS];
	size_t i, n = signs_find(r->headline, r->body, &e->text, signs,
	    MAX_SIGNS - MAX_TAGS, e->arena);

	for (i = 0; i < n; i++)
		e->marks[e->n++] = (struct mark){ .term = signs[i].term,
		    .text = signs[i].text, .start = signs[i].start,
		    .end = signs[i].end, .group = signs[i].group,
		    .name = signs[i].name };
}

/* A tag that names what the text does goes with that. */
static size_t
group_of_tag(const struct event *e, struct slice key)
{
	struct slice word;
	size_t i;

	while (slice_cut(&key, ' ', &word))
		for (i = 0; i < e->n; i++)
			if (!e->marks[i].tag && word.len > 2 &&
			    slice_eq(e->marks[i].term, word))
				return e->marks[i].group;
	return e->n;
}

static void
add_tag(struct event *e, int64_t name)
{
	struct slice text = lib_name_text(e->lib, name, e->arena), key;
	struct buf b = { 0 };

	buf_addc(&b, LIB_MARK);
	buf_addc(&b, 'A' + NAME_TAG);
	text_key(&b, text);
	key = arena_dup(e->arena, buf_slice(&b));
	buf_free(&b);
	if (key.len > 2 && e->n < MAX_SIGNS) {
		e->marks[e->n] = (struct mark){ .term = key, .text = text,
		    .group = group_of_tag(e, slice_from(key, 2)),
		    .tag = true };
		e->n++;
	}
}

static void
add_tags(struct event *e)
{
	sqlite3_stmt *st = lib_sql(e->lib, SQL_STORY_GET);
	struct slice names = { 0 };
	enum name_kind kind;
	int64_t name;
	size_t n = 0;

	if (st == NULL)
		return;
	sqlite3_bind_int64(st, 1, e->id);
	if (lib_row(e->lib, st))
		names = lib_text(st, 13, e->arena);
	sqlite3_reset(st);
	while (n < MAX_TAGS && (name = lib_names_next(&names, &kind)) != 0)
		if (kind == NAME_TAG) {
			add_tag(e, name);
			n++;
		}
}

/* ---- who has them ---- */

/* How many stories there are of its time, as if all days had as many; a small
 * library is taken for a part of a larger one. */
static void
measure_time(struct event *e)
{
	sqlite3_stmt *st = lib_sql(e->lib, SQL_STORY_SPAN);
	struct library_count all = { .all = 0 };
	int64_t days = 1;

	library_totals(e->lib, &all, NULL);
	if (st == NULL)
		return;
	sqlite3_bind_int64(st, 1, LIB_DATED);
	if (lib_row(e->lib, st)) {
		e->undated = sqlite3_column_int64(st, 0) > 0;
		days += lib_story_day(sqlite3_column_int64(st, 2)) -
		    lib_story_day(sqlite3_column_int64(st, 1));
	}
	sqlite3_reset(st);
	e->stories = all.all > 0 ? (size_t)all.all : 1;
	if (e->id >= LIB_DATED && days > 2 * EVENT_DAYS + 1)
		e->stories = e->stories * (2 * EVENT_DAYS + 1) /
		    (size_t)days;
	e->common = e->stories / 2 + 1;
	if (e->stories < FEW)
		e->stories = FEW;
}

static void
look_for(struct event *e, size_t mark)
{
	struct mark *m = &e->marks[mark];
	int64_t ids[2 * MAX_SHARED];
	struct buf b = { 0 };
	size_t i, n, all;

	lib_match(&b, m->term);
	all = n = lib_find_match(e->lib, buf_slice(&b), e->from, e->to, ids,
	    MAX_SHARED);
	if (n < MAX_SHARED && e->undated && e->from > LIB_DATED)
		all += lib_find_match(e->lib, buf_slice(&b), 1,
		    LIB_DATED - 1, ids + n, MAX_SHARED - n);
	buf_free(&b);
	if (n == MAX_SHARED || all < 2 || n > e->common)
		return;
	m->stories = n ? n : 1;
	m->worth = bits(e->stories / m->stories) *
	    (m->tag || m->name ? NAME_WORTH : 1);
	e->at = mem_grow(e->at, &e->cap, e->n_shared + all, sizeof(*e->at));
	for (i = 0; i < all; i++)
		if (ids[i] != e->id)
			e->at[e->n_shared++] = (struct shared){ ids[i],
			    (uint64_t)1 << mark, 0, 0 };
}

static int
by_id(const void *a, const void *b)
{
	const struct shared *x = a, *y = b;

	return x->id < y->id ? -1 : x->id > y->id;
}

static int
by_sure(const void *a, const void *b)
{
	const struct shared *x = a, *y = b;

	if (x->sure != y->sure)
		return x->sure > y->sure ? -1 : 1;
	return x->id > y->id ? -1 : x->id < y->id;
}

/* -1: not known. */
static int64_t
days_apart(int64_t a, int64_t b)
{
	int64_t days;

	if (a < LIB_DATED || b < LIB_DATED)
		return -1;
	days = lib_story_day(a) - lib_story_day(b);
	return days < 0 ? -days : days;
}

/* Of one group: the best, and half of the others. */
static void
worth_of_groups(const struct event *e, uint64_t set, int worth[MAX_SIGNS])
{
	int best[MAX_SIGNS] = { 0 };
	size_t i;

	memset(worth, 0, MAX_SIGNS * sizeof(*worth));
	for (i = 0; i < e->n; i++) {
		if (!(set >> i & 1))
			continue;
		worth[e->marks[i].group] += e->marks[i].worth;
		if (e->marks[i].worth > best[e->marks[i].group])
			best[e->marks[i].group] = e->marks[i].worth;
	}
	for (i = 0; i < MAX_SIGNS; i++)
		worth[i] = (worth[i] + best[i]) / 2;
}

static int
root(int64_t x)
{
	int64_t r = 0, bit;

	for (bit = (int64_t)1 << 30; bit > 0; bit /= 2)
		if ((r + bit) * (r + bit) <= x)
			r += bit;
	return (int)r;
}

/* What any story of the time has in common with this one by chance: the mean
 * of its worth, and the deviation from it, were the signs independent. */
static void
measure_chance(struct event *e)
{
	int64_t mean = 0, square = 0;
	const struct mark *m;
	size_t i;

	for (i = 0; i < e->n; i++) {
		m = &e->marks[i];
		if (m->worth == 0)
			continue;
		mean += (int64_t)m->worth * (int64_t)m->stories;
		square += (int64_t)m->worth * m->worth *
		    (int64_t)m->stories;
	}
	e->chance = (int)(mean / (int64_t)e->stories);
	e->spread = root(square / (int64_t)e->stories) + 1;
}

/* words: how long it is beside others, in hundredths. */
static void
weigh(const struct event *e, struct shared *s, int64_t words)
{
	int64_t days = days_apart(s->id, e->id), over;
	int worth[MAX_SIGNS];
	size_t i;

	worth_of_groups(e, s->set, worth);
	for (i = 0, s->worth = 0; i < MAX_SIGNS; i++)
		s->worth += worth[i];
	over = s->worth - e->chance * words / 100;
	s->sure = (int)(over * 1000 / e->spread / (root(words) + 1) *
	    HALF_DAYS / (HALF_DAYS +
	    (days < 0 ? NO_DAY : days)));
}

/* One of each story, with all that it shares. */
static void
sum_up(struct event *e)
{
	size_t i, n = 0;

	if (e->n_shared == 0)
		return;
	qsort(e->at, e->n_shared, sizeof(*e->at), by_id);
	for (i = 0; i < e->n_shared; i++)
		if (n && e->at[n - 1].id == e->at[i].id)
			e->at[n - 1].set |= e->at[i].set;
		else
			e->at[n++] = e->at[i];
	e->n_shared = n;
	for (i = 0; i < n; i++)
		weigh(e, &e->at[i], 100);
	qsort(e->at, n, sizeof(*e->at), by_sure);
}

static int64_t
words_of(struct library *lib, int64_t id)
{
	sqlite3_stmt *st = lib_sql(lib, SQL_STORY_GET);
	int64_t words = 0;

	if (st == NULL)
		return 0;
	sqlite3_bind_int64(st, 1, id);
	if (lib_row(lib, st))
		words = sqlite3_column_int64(st, 8);
	sqlite3_reset(st);
	return words;
}

/* A long story has more of everything: the likeliest ones are weighed again
 * by how long they are. */
static void
weigh_up(struct event *e)
{
	int64_t words[LOOKED], inverse = 0, share;
	size_t i, n = e->n_shared < LOOKED ? e->n_shared : LOOKED;

	/* The harmonic mean: a few very long ones do not count. */
	for (i = 0; i < n; i++) {
		words[i] = words_of(e->lib, e->at[i].id) + 1;
		inverse += 1000000 / words[i] + 1;
	}
	for (i = 0; i < n; i++) {
		share = words[i] * inverse / (int64_t)n / 10000;
		weigh(e, &e->at[i], share > LONGEST ? LONGEST : share);
	}
	e->n_shared = n;
	if (n)
		qsort(e->at, n, sizeof(*e->at), by_sure);
}

/* ---- the reason ---- */

/* What a group shares, as it is written: a tag, or from the first of its
 * words to the last. */
static struct slice
text_of_group(const struct event *e, uint64_t set, size_t group)
{
	size_t i, start = SIZE_MAX, end = 0;

	for (i = 0; i < e->n; i++) {
		if (!(set >> i & 1) || e->marks[i].group != group)
			continue;
		if (e->marks[i].tag)
			return e->marks[i].text;
		if (e->marks[i].start < start)
			start = e->marks[i].start;
		if (e->marks[i].end > end)
			end = e->marks[i].end;
	}
	return slice_sub(e->text, start, end > start ? end - start : 0);
}

static void
add_days(struct buf *b, int64_t days)
{
	if (days == 0)
		buf_addz(b, "; the same day");
	else if (days > 0)
		buf_printf(b, "; %lld day%s apart", (long long)days,
		    days == 1 ? "" : "s");
}

/* What people would call the event by; words only where that is all. */
static void
drop_words(const struct event *e, uint64_t set, int worth[MAX_SIGNS])
{
	bool named[MAX_SIGNS] = { false }, any = false;
	size_t i;

	for (i = 0; i < e->n; i++)
		if ((set >> i & 1) && (e->marks[i].name || e->marks[i].tag))
			named[e->marks[i].group] = any = true;
	for (i = 0; any && i < MAX_SIGNS; i++)
		if (!named[i])
			worth[i] = 0;
}

/* "Deir ez-Zor, Daesh; 2 days apart": the rarest first, as many as fit. */
static void
add_reason(const struct event *e, const struct shared *s, struct buf *b)
{
	int worth[MAX_SIGNS];
	struct buf days = { 0 };
	struct slice text;
	size_t i, best, shown;

	add_days(&days, days_apart(s->id, e->id));
	worth_of_groups(e, s->set, worth);
	drop_words(e, s->set, worth);
	for (shown = 0; shown < SHOWN; shown++) {
		for (i = best = 0; i < MAX_SIGNS; i++)
			if (worth[i] > worth[best])
				best = i;
		if (worth[best] == 0)
			break;
		text = text_of_group(e, s->set, best);
		worth[best] = 0;
		if (shown && text_cells(buf_slice(b)) + 2 + text_cells(text) +
		    text_cells(buf_slice(&days)) > WHY_CELLS)
			continue;
		if (shown)
			buf_addz(b, ", ");
		buf_add(b, text);
	}
	if (text_has_rtl(buf_slice(b)))
		buf_addz(b, "\u200E");	/* the number is none of the words */
	buf_add(b, buf_slice(&days));
	buf_free(&days);
}

/* One rare sign alone says nothing. */
static bool
is_enough(const struct event *e, const struct shared *s)
{
	int worth[MAX_SIGNS];
	size_t i, n = 0;

	worth_of_groups(e, s->set, worth);
	for (i = 0; i < MAX_SIGNS; i++)
		n += worth[i] >= RARE;
	return n > 1 && s->sure >= MIN_SURE &&
	    s->sure * 3 >= e->at[0].sure;
}

size_t
lib_event(struct library *lib, int64_t id, const struct record *r, size_t max,
    struct library_link *out, struct arena *arena)
{
	struct arena a = { 0 };
	struct event e = { .lib = lib, .id = id, .from = 1, .to = INT64_MAX,
	    .arena = &a };
	struct buf why = { 0 };
	size_t i, n = 0;

	if (id >= LIB_DATED) {
		e.from = lib_day_start(lib_story_day(id) - EVENT_DAYS);
		e.to = lib_day_start(lib_story_day(id) + EVENT_DAYS + 1) - 1;
	}
	add_text_signs(&e, r);
	add_tags(&e);
	measure_time(&e);
	for (i = 0; i < e.n; i++)
		look_for(&e, i);
	measure_chance(&e);
	sum_up(&e);
	weigh_up(&e);
	for (i = 0; i < e.n_shared && n < max; i++) {
		if (!is_enough(&e, &e.at[i]))
			continue;
		buf_clear(&why);
		add_reason(&e, &e.at[i], &why);
		out[n++] = (struct library_link){ e.at[i].id,
		    lib_headline(lib, e.at[i].id, NULL, arena),
		    arena_dup(arena, buf_slice(&why)) };
	}
	buf_free(&why);
	free(e.at);
	arena_free(&a);
	return n;
}
