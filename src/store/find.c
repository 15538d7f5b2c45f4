#include "store/library_impl.h"

#include <stdlib.h>
#include <time.h>

#include "base/mem.h"
#include "store/plan.h"
#include "text/terms.h"

#define POOL_RELEVANCE 2000		/* newest that are ordered by it */
#define POOL_MAX 20000			/* and by what else is no date */
/* Stories between looks at the clock: one may cost a millisecond, where its
 * text has to be unpacked or all that has a word be gone through. */
#define LOOKS 4
#define FEW_READ 1000			/* stories, to be looked at first */
#define WIDE 40				/* pages of the index, of a beginning */
#define CLOSED (-1)

/* What a story is, as far as a query may ask. */
struct face {
	int64_t id;
	uint32_t comments, versions;
	int flags;
	bool note;
	struct slice headline, published, names;
};

struct scored {
	int64_t id, score;
};

/* Numbers are in order of days; within a group stories are ordered here. */
struct timed {
	int64_t id;
	char at[24];			/* when it was published */
};

struct group {
	struct timed *at;
	size_t n, cap, next;
	int64_t peek;			/* one of the next group; 0 */
	bool whole;
	struct timed from;		/* only what is behind; id 0: all */
	bool with;			/* and that one itself */
};

struct search_run {
	struct library *lib;
	const struct query *query;
	struct plan plan;
	enum library_order order;
	size_t skip, left;
	sqlite3_stmt *gen;		/* stories, newest first */
	sqlite3_stmt *ask;		/* whether one has a term */
	int64_t low, high;		/* numbers still to be looked at */
	bool up;			/* oldest first */
	int64_t spill;			/* of lib_spill() */
	bool dry;
	int level;			/* of comments, by its power of two */
	struct group group;
	struct scored *pool;
	size_t n, cap, max_pool, next;
	bool pooled;
	struct buf *matches;		/* of each node */
	struct buf level_match;
	bool *wide;			/* of each node: ask its text instead */
	bool by_marks;			/* gen gives the marked ones */
	bool running;			/* gen is in the middle of its rows */
	bool failed;
};

static struct slice
match_of(struct search_run *run)
{
	return run->level == CLOSED ? buf_slice(&run->plan.match) :
	    buf_slice(&run->level_match);
}

/* ---- the stories to look at ---- */

/* In the order of the last word, which is not there yet. */
static const char *
generator(struct search_run *run)
{
	if (run->by_marks && run->plan.must & MUST_STARRED)
		return "SELECT story FROM mark WHERE flags & 2 AND story "
		    "BETWEEN ?2 AND ?3 ORDER BY story";
	if (run->by_marks && run->plan.must & MUST_NOTE)
		return "SELECT story FROM mark WHERE note <> '' AND story "
		    "BETWEEN ?2 AND ?3 ORDER BY story";
	if (run->by_marks)
		return "SELECT story FROM mark WHERE flags & 1 AND story "
		    "BETWEEN ?2 AND ?3 ORDER BY story";
	if (match_of(run).len)
		return "SELECT rowid FROM words WHERE words MATCH ?1 AND "
		    "rowid BETWEEN ?2 AND ?3 ORDER BY rowid";
	return "SELECT id FROM story WHERE of IS NULL AND id "
	    "BETWEEN ?2 AND ?3 ORDER BY id";
}

/* Whether the marked ones are fewer than what the index would give. */
static bool
goes_by_marks(struct search_run *run)
{
	int64_t n;

	if (run->plan.must & (MUST_STARRED | MUST_NOTE))
		return true;
	if (!(run->plan.must & MUST_READ))
		return false;
	if (run->plan.match.len == 0)
		return true;
	return lib_number(run->lib, "SELECT count(*) FROM (SELECT 1 FROM "
	    "mark WHERE flags & 1 LIMIT 1001)", &n) && n <= FEW_READ;
}

static bool
prepare(struct search_run *run)
{
	char sql[160];

	if (run->gen != NULL)
		return true;
	sqlite3_snprintf(sizeof(sql), sql, "%s %s", generator(run), run->up ?
	    "ASC" : "DESC");
	return sqlite3_prepare_v2(run->lib->db, sql, -1, &run->gen, NULL) ==
	    SQLITE_OK;
}

static bool
start(struct search_run *run)
{
	if (!prepare(run))
		return false;
	if (sqlite3_bind_parameter_count(run->gen) > 0 && match_of(run).len)
		lib_bind(run->gen, 1, match_of(run));
	sqlite3_bind_int64(run->gen, 2, run->low);
	sqlite3_bind_int64(run->gen, 3, run->high);
	run->running = true;
	return true;
}

/* Between slices nothing is held: a writer may go on, the log be emptied. */
static void
rest(struct search_run *run)
{
	if (run->gen != NULL)
		sqlite3_reset(run->gen);
	run->running = false;
}

/* 0: there are no more, or it failed. */
static int64_t
next_candidate(struct search_run *run)
{
	int64_t id;
	int code;

	run->dry |= run->low > run->high;
	if (run->dry)
		return 0;
	if (!run->running && !start(run)) {
		run->failed = run->dry = true;
		return 0;
	}
	code = sqlite3_step(run->gen);
	if (code == SQLITE_ROW) {
		id = sqlite3_column_int64(run->gen, 0);
		if (run->up)
			run->low = id + 1;
		else
			run->high = id - 1;
		return id;
	}
	run->failed = code != SQLITE_DONE;
	run->dry = true;
	rest(run);
	return 0;
}

/* ---- what is asked of each ---- */

static bool
get_face(struct search_run *run, int64_t id, struct face *f, struct arena *a)
{
	sqlite3_stmt *st = lib_sql(run->lib, SQL_STORY_FACE);
	bool ok;

	*f = (struct face){ .id = id };
	if (st == NULL)
		return false;
	sqlite3_bind_int64(st, 1, id);
	if ((ok = sqlite3_step(st) == SQLITE_ROW)) {
		f->headline = lib_text(st, 1, a);
		f->published = lib_text(st, 2, a);
		f->comments = (uint32_t)sqlite3_column_int64(st, 3);
		f->versions = (uint32_t)sqlite3_column_int64(st, 4);
		f->names = lib_text(st, 5, a);
		f->flags = sqlite3_column_int(st, 6);
		f->note = sqlite3_column_bytes(st, 7) > 0;
	}
	sqlite3_reset(st);
	return ok;
}

static bool
has_match(struct search_run *run, size_t node, int64_t id)
{
	struct buf *b = &run->matches[node];
	bool has;

	if (b->len == 0)
		plan_match(b, &run->query->at[node]);
	if (b->len == 0)
		return true;
	if (run->ask == NULL && sqlite3_prepare_v2(run->lib->db,
	    "SELECT 1 FROM words WHERE words MATCH ?1 AND rowid = ?2", -1,
	    &run->ask, NULL) != SQLITE_OK)
		return !(run->failed = true);
	lib_bind(run->ask, 1, buf_slice(b));
	sqlite3_bind_int64(run->ask, 2, id);
	has = sqlite3_step(run->ask) == SQLITE_ROW;
	sqlite3_reset(run->ask);
	return has;
}

/* Whether the terms of the phrase stand one after the other in x. */
static bool
text_has_phrase(struct slice x, struct slice phrase)
{
	struct terms want = { .text = phrase }, t = { .text = x }, at;
	struct slice term, next;
	struct terms first = want;

	if (!terms_next(&first, &term))
		return true;
	while (terms_next(&t, &next)) {
		if (!slice_eq(next, term))
			continue;
		at = t;
		want = first;
		for (;;) {
			struct slice w, g;

			if (!terms_next(&want, &w))
				return true;
			if (!terms_next(&at, &g) || !slice_eq(w, g))
				break;
		}
		term = (struct slice){ first.bytes, first.len };
	}
	return false;
}

/* Whether what was asked of the index is known of each candidate. */
static bool
is_sure(const struct search_run *run)
{
	return run->plan.sure && !run->by_marks;
}

static bool
has_phrase(struct search_run *run, size_t node, const struct face *f,
    struct arena *a)
{
	struct slice phrase = run->query->at[node].text;
	struct packed p;

	if (!is_sure(run) && !has_match(run, node, f->id))
		return false;
	if (text_has_phrase(f->headline, phrase))
		return true;
	if (!lib_story_texts(run->lib, f->id, &p, a))
		return false;
	/* Of one that is kept in place there is no text here to look at. */
	return p.source.len == 0 || text_has_phrase(p.body, phrase) ||
	    text_has_phrase(p.comments, phrase);
}

/* Whether all of its words are in x, the last one as a beginning. */
static bool
text_has_start(struct slice x, struct slice start)
{
	struct terms want = { .text = start }, t;
	struct slice term, next;
	bool has = true, last;

	while (has && terms_next(&want, &term)) {
		last = want.at >= want.text.len;
		t = (struct terms){ .text = x };
		has = false;
		while (!has && terms_next(&t, &next))
			has = last ? slice_starts(next, term) :
			    slice_eq(next, term);
	}
	return has;
}

static bool
has_start(struct search_run *run, size_t node, const struct face *f,
    struct arena *a)
{
	struct slice start = run->query->at[node].text;
	struct packed p;

	if (text_has_start(f->headline, start))
		return true;
	if (!lib_story_texts(run->lib, f->id, &p, a))
		return false;
	if (p.source.len == 0)
		return has_match(run, node, f->id);
	return text_has_start(p.body, start) ||
	    text_has_start(p.comments, start);
}

static bool
holds(struct search_run *run, size_t node, const struct face *f,
    struct arena *a)
{
	const struct query_node *q = &run->query->at[node];
	int64_t day;

	switch (q->op) {
	case QUERY_READ:
		return f->flags & FLAG_READ;
	case QUERY_UNREAD:
		return !(f->flags & FLAG_READ);
	case QUERY_STARRED:
		return f->flags & FLAG_STARRED;
	case QUERY_NOTE:
		return f->note;
	case QUERY_COMMENTS:
		return f->comments >= q->from && f->comments < q->to;
	case QUERY_DAYS:
		day = record_day(f->published);
		return day != INT64_MIN && day >= q->from && day < q->to;
	case QUERY_PHRASE:
		return has_phrase(run, node, f, a);
	case QUERY_WORD:
		if (run->wide[node])
			return has_start(run, node, f, a);
		/* FALLTHROUGH */
	default:
		return is_sure(run) || has_match(run, node, f->id);
	}
}

static bool
is_meant(struct search_run *run, const struct face *f, struct arena *a)
{
	bool stack[QUERY_MAX_NODES + 1] = { true };
	size_t i, depth = 0;

	for (i = 0; i < run->query->n; i++) {
		switch (run->query->at[i].op) {
		case QUERY_NOT:
			stack[depth - 1] = !stack[depth - 1];
			break;
		case QUERY_AND:
			depth--;
			stack[depth - 1] = stack[depth - 1] && stack[depth];
			break;
		case QUERY_OR:
			depth--;
			stack[depth - 1] = stack[depth - 1] || stack[depth];
			break;
		default:
			stack[depth++] = holds(run, i, f, a);
		}
	}
	return stack[0];
}

/* ---- what of a story was meant ---- */

#define AROUND 70			/* bytes shown beside a hit */
#define MAX_LOOK ((size_t)256 << 10)	/* bytes of a text */

/* Whether one of the words that are looked for is in the term at t. */
static bool
is_hit(const struct query *q, const struct terms *t, size_t *which)
{
	struct slice got = { t->bytes, t->len }, term;
	size_t i;

	for (i = 0; i < q->n; i++) {
		struct terms want = { .text = q->at[i].text };

		if (q->at[i].op > QUERY_PHRASE)
			continue;
		while (terms_next(&want, &term))
			if (slice_eq(got, term) || (q->at[i].prefix &&
			    want.at >= want.text.len &&
			    slice_starts(got, term))) {
				*which = i;
				return true;
			}
	}
	return false;
}

size_t
query_hits(const struct query *q, struct slice x, struct slice *words,
    size_t max)
{
	struct terms t = { .text = slice_sub(x, 0, MAX_LOOK) };
	struct slice term;
	size_t n = 0, which;

	while (n < max && terms_next(&t, &term))
		if (is_hit(q, &t, &which))
			words[n++] = slice_sub(x, t.start, t.end - t.start);
	return n;
}

/* How many of the words are in x; *first is where. */
static size_t
count_hits(const struct query *q, struct slice x, size_t *first)
{
	struct terms t = { .text = slice_sub(x, 0, MAX_LOOK) };
	bool seen[QUERY_MAX_NODES] = { false };
	struct slice term;
	size_t n = 0, which;

	while (terms_next(&t, &term)) {
		if (!is_hit(q, &t, &which) || seen[which])
			continue;
		if (n++ == 0)
			*first = t.start;
		seen[which] = true;
	}
	return n;
}

/* ---- orders that are no dates ---- */

static int64_t
score_of(struct search_run *run, const struct face *f)
{
	sqlite3_stmt *st;
	int64_t score = 0;
	size_t at;

	if (run->order == BY_COMMENTS)
		return f->comments;
	if (run->order == BY_RELEVANCE)
		return (int64_t)count_hits(run->query, f->headline, &at);
	if ((st = lib_sql(run->lib, SQL_STORY_ADDED)) == NULL)
		return 0;
	sqlite3_bind_int64(st, 1, f->id);
	if (sqlite3_step(st) == SQLITE_ROW)
		score = sqlite3_column_int64(st, 0);
	sqlite3_reset(st);
	return score;
}

static int
best_first(const void *a, const void *b)
{
	const struct scored *x = a, *y = b;

	if (x->score != y->score)
		return x->score > y->score ? -1 : 1;
	return x->id > y->id ? -1 : x->id < y->id;
}

/* Stories of which the comments reach one power of two and not the next
 * come before all that have fewer; level -1 is the whole query, 0 those
 * without any. */
static void
set_level(struct search_run *run, int level)
{
	struct buf term = { 0 }, *b = &run->level_match;

	run->level = level;
	sqlite3_finalize(run->gen);
	run->gen = NULL;
	run->running = run->dry = false;
	buf_clear(b);
	if (run->plan.match.len)
		buf_printf(b, "(%s) AND ", buf_z(&run->plan.match));
	lib_term_comments(&term, level);
	lib_match(b, buf_slice(&term));
	if (level < 31) {
		buf_clear(&term);
		lib_term_comments(&term, level + 1);
		buf_addz(b, " NOT ");
		lib_match(b, buf_slice(&term));
	}
	buf_free(&term);
}

static void
set_range(struct search_run *run)
{
	bool range = run->plan.from != INT64_MIN ||
	    run->plan.to != INT64_MAX;

	run->low = !range ? 1 : run->plan.from == INT64_MIN ? LIB_DATED :
	    lib_day_start(run->plan.from);
	run->high = run->plan.to == INT64_MAX ? INT64_MAX - 1 :
	    lib_day_start(run->plan.to + run->spill) - 1;
}

/* The next power of two below; false: there are no more stories. */
static bool
next_level(struct search_run *run)
{
	if (run->level == CLOSED || run->n >= run->max_pool)
		return false;
	if (run->level == 0) {
		/* What is left has no comments. */
		run->level = CLOSED;
		sqlite3_finalize(run->gen);
		run->gen = NULL;
		run->running = run->dry = false;
	} else
		set_level(run, run->level - 1);
	set_range(run);
	return true;
}

/* ---- beginnings of words ---- */

/* The page that has that term, or would, in a part of the index; by FTS5's
 * own table, in which '0' stands before each. */
static int64_t
page_of(struct library *lib, int64_t part, struct slice term)
{
	sqlite3_stmt *st = lib_sql(lib, SQL_WORDS_PAGE);
	int64_t page = 0;

	if (st == NULL)
		return 0;
	sqlite3_bind_int64(st, 1, part);
	lib_bind_blob(st, 2, term);
	if (sqlite3_step(st) == SQLITE_ROW)
		page = sqlite3_column_int64(st, 0);
	sqlite3_reset(st);
	return page;
}

static int64_t
next_part(struct library *lib, int64_t part)
{
	sqlite3_stmt *st = lib_sql(lib, SQL_WORDS_PART);
	int64_t next = 0;

	if (st == NULL)
		return 0;
	sqlite3_bind_int64(st, 1, part);
	if (sqlite3_step(st) == SQLITE_ROW)
		next = sqlite3_column_int64(st, 0);
	sqlite3_reset(st);
	return next;
}

/* About how many pages of the index hold what starts so. */
static int64_t
pages_of(struct library *lib, struct slice start)
{
	struct buf from = { 0 }, to = { 0 };
	int64_t part = 0, n = 0;

	buf_addc(&from, '0');
	buf_add(&from, start);
	buf_add(&to, buf_slice(&from));
	buf_addc(&to, (char)0xFF);
	while ((part = next_part(lib, part)) != 0)
		n += page_of(lib, part, buf_slice(&to)) -
		    page_of(lib, part, buf_slice(&from));
	buf_free(&from);
	buf_free(&to);
	return n;
}

/* Beginnings that a good part of the index has would take all of that to be
 * read; but then there is one in every few stories. */
static void
find_wide(struct search_run *run)
{
	struct slice term;
	size_t i;

	for (i = 0; i < run->query->n; i++) {
		const struct query_node *q = &run->query->at[i];
		struct terms t = { .text = q->text };

		if (q->op != QUERY_WORD || !q->prefix)
			continue;
		while (terms_next(&t, &term))
			if (t.at >= t.text.len)
				run->wide[i] = pages_of(run->lib, term) >
				    WIDE;
	}
}

/* ---- a run ---- */

struct search_run *
library_search(struct library *lib, const struct query *q,
    enum library_order order, size_t offset, size_t max)
{
	struct search_run *run = mem_alloc(1, sizeof(*run));

	run->lib = lib;
	run->query = q;
	run->order = order;
	run->skip = offset;
	run->left = max;
	run->level = CLOSED;
	run->pooled = order == BY_DATE;
	run->max_pool = order == BY_RELEVANCE ? POOL_RELEVANCE : POOL_MAX;
	run->matches = mem_alloc(q->n + 1, sizeof(*run->matches));
	run->wide = mem_alloc(q->n + 1, sizeof(*run->wide));
	find_wide(run);
	plan_make(&run->plan, q, run->wide);
	run->by_marks = goes_by_marks(run);
	run->spill = lib_spill(lib);
	if (run->spill && (run->plan.from != INT64_MIN || run->plan.to !=
	    INT64_MAX))
		run->plan.exact = false;
	set_range(run);
	if (order == BY_COMMENTS && !run->by_marks)
		set_level(run, 31);
	return run;
}

void
search_free(struct search_run *run)
{
	size_t i;

	if (run == NULL)
		return;
	sqlite3_finalize(run->gen);
	sqlite3_finalize(run->ask);
	for (i = 0; i < run->query->n; i++)
		buf_free(&run->matches[i]);
	free(run->matches);
	free(run->wide);
	buf_free(&run->level_match);
	plan_free(&run->plan);
	free(run->pool);
	free(run->group.at);
	free(run);
}

bool
lib_too_late(const struct timespec *end)
{
	struct timespec now;

	if (end->tv_sec == 0)
		return false;
	clock_gettime(CLOCK_MONOTONIC, &now);
	return now.tv_sec > end->tv_sec || (now.tv_sec == end->tv_sec &&
	    now.tv_nsec >= end->tv_nsec);
}

struct timespec
lib_time_in(unsigned ms)
{
	struct timespec t = { 0 };

	if (ms == 0)
		return t;
	clock_gettime(CLOCK_MONOTONIC, &t);
	t.tv_nsec += (long)(ms % 1000) * 1000000;
	t.tv_sec += ms / 1000 + t.tv_nsec / 1000000000;
	t.tv_nsec %= 1000000000;
	return t;
}

/* The marks that all must have, which cost the least to look at. */
static bool
has_flags(struct search_run *run, int64_t id)
{
	int must = run->plan.must & (MUST_READ | MUST_UNREAD);

	if (must == 0 || run->by_marks)
		return true;
	return (lib_flags(run->lib, id) & FLAG_READ) == 0 ?
	    !(must & MUST_READ) : !(must & MUST_UNREAD);
}

/* The next story that is meant: 0: no more.  *looks counts the stories that
 * were looked at; where it gets to be LOOKS there may be more. */
static int64_t
next_story(struct search_run *run, struct face *f, bool need_face,
    unsigned *looks, struct arena *a)
{
	int64_t id;

	for (; *looks < LOOKS; ++*looks) {
		if ((id = next_candidate(run)) == 0)
			return 0;
		f->id = id;
		if (!has_flags(run, id))
			continue;
		if (run->plan.exact && !need_face)
			return id;
		if (!get_face(run, id, f, a))
			continue;
		if (run->plan.exact || is_meant(run, f, a))
			return id;
	}
	return 0;
}

static void
add_scored(struct search_run *run, const struct face *f)
{
	if (run->order == BY_COMMENTS && run->level == CLOSED &&
	    !run->by_marks && f->comments)
		return;			/* it was there in its level */
	run->pool = mem_grow(run->pool, &run->cap, run->n + 1,
	    sizeof(*run->pool));
	run->pool[run->n++] = (struct scored){ f->id, score_of(run, f) };
}

/* Collects what is to be ordered; false: the time is over. */
static bool
fill_pool(struct search_run *run, const struct timespec *end)
{
	struct face f;
	unsigned looks;

	while (!run->pooled) {
		struct arena a = { 0 };

		looks = 0;
		while (run->n < run->max_pool && next_story(run, &f,
		    run->order != BY_ADDED, &looks, &a)) {
			add_scored(run, &f);
			looks++;
		}
		arena_free(&a);
		if (run->failed || run->n >= run->max_pool)
			run->pooled = true;
		else if (run->dry && (run->n >= run->skip + run->left ||
		    !next_level(run)))
			run->pooled = true;
		else if (lib_too_late(end))
			return false;
	}
	if (run->n)
		qsort(run->pool, run->n, sizeof(*run->pool), best_first);
	return true;
}

/* ---- by date ---- */

static int64_t
group_of(int64_t id)
{
	return id >> LIB_GROUP_BITS;
}

static int
latest_first(const void *a, const void *b)
{
	const struct timed *x = a, *y = b;
	int c = memcmp(y->at, x->at, sizeof(x->at));

	return c ? c : x->id > y->id ? -1 : x->id < y->id;
}

static int
earliest_first(const void *a, const void *b)
{
	return latest_first(b, a);
}

static struct timed
time_of(struct search_run *run, int64_t id)
{
	struct timed t = { .id = id };
	struct arena a = { 0 };
	struct face f;

	if (id >= LIB_DATED && get_face(run, id, &f, &a) && f.published.len)
		memcpy(t.at, f.published.s, f.published.len < sizeof(t.at) ?
		    f.published.len : sizeof(t.at));
	arena_free(&a);
	return t;
}

/* Orders it, and leaves out what is not behind where the run starts. */
static void
sort_group(struct search_run *run)
{
	struct group *g = &run->group;
	int (*order)(const void *, const void *) = run->up ?
	    earliest_first : latest_first;
	bool first = g->from.id && group_of(g->from.id) ==
	    group_of(g->at[0].id);
	size_t i;

	if (g->n > 1 || first) {
		for (i = 0; i < g->n; i++)
			g->at[i] = time_of(run, g->at[i].id);
		qsort(g->at, g->n, sizeof(*g->at), order);
	}
	g->next = 0;
	while (first && g->next < g->n && order(&g->at[g->next],
	    &g->from) < !g->with)
		g->next++;
	g->whole = true;
}

/* Collects a group; false: there are none, or *looks is LOOKS. */
static bool
next_group(struct search_run *run, unsigned *looks)
{
	struct group *g = &run->group;
	struct arena a = { 0 };
	struct face f;
	bool over = false;

	while (!over && *looks < LOOKS) {
		if (g->peek == 0)
			g->peek = next_story(run, &f, false, looks, &a);
		over = g->peek == 0 ? run->dry : g->n > 0 &&
		    group_of(g->peek) != group_of(g->at[0].id);
		if (over || g->peek == 0)
			break;
		g->at = mem_grow(g->at, &g->cap, g->n + 1, sizeof(*g->at));
		g->at[g->n++] = (struct timed){ .id = g->peek };
		g->peek = 0;
		++*looks;
	}
	arena_free(&a);
	if (g->n == 0 || !over)
		return false;
	sort_group(run);
	return true;
}

static int64_t
next_by_date(struct search_run *run, struct face *f, unsigned *looks,
    struct arena *a)
{
	struct group *g = &run->group;
	int64_t id;

	while (*looks < LOOKS) {
		if (g->whole && g->next < g->n) {
			id = g->at[g->next++].id;
			if (run->skip || get_face(run, id, f, a))
				return id;
			continue;
		}
		if (g->whole)
			g->n = 0;
		g->whole = false;
		if (!next_group(run, looks))
			return 0;
	}
	return 0;
}

static bool
is_dry(const struct search_run *run)
{
	const struct group *g = &run->group;

	return run->dry && g->peek == 0 && (g->whole ? g->next >= g->n :
	    g->n == 0);
}

/* One that is gone is as good as any of its group. */
static bool
is_there(struct search_run *run, int64_t id)
{
	struct arena a = { 0 };
	struct face f;
	bool there = get_face(run, id, &f, &a);

	arena_free(&a);
	return there;
}

void
search_from(struct search_run *run, int64_t story, bool up)
{
	int64_t first = group_of(story) << LIB_GROUP_BITS;
	int64_t last = first + ((int64_t)1 << LIB_GROUP_BITS) - 1;

	run->up = up;
	if (story == 0)
		return;
	if (is_there(run, story))
		run->group.from = time_of(run, story);
	if (up && first > run->low)
		run->low = first;
	else if (!up && last < run->high)
		run->high = last;
}

void
search_at(struct search_run *run, int64_t story)
{
	search_from(run, story, false);
	run->group.with = true;
}

/* ---- rows ---- */

static void
add_row(struct search_run *run, const struct face *f,
    struct library_row *row, struct arena *a)
{
	struct slice names = f->names;
	enum name_kind kind;
	int64_t name;

	*row = (struct library_row){ .id = f->id, .headline = f->headline,
	    .published = f->published, .comments = f->comments,
	    .versions = f->versions, .read = f->flags & FLAG_READ,
	    .starred = f->flags & FLAG_STARRED, .note = f->note };
	while ((name = lib_names_next(&names, &kind)) != 0) {
		if (kind == NAME_SOURCE && row->site.len == 0)
			row->site = lib_name_text(run->lib, name, a);
		if (kind == NAME_SECTION)
			row->section = lib_name_text(run->lib, name, a);
	}
}

bool
library_row_get(struct library *lib, int64_t id, struct library_row *row,
    struct arena *a)
{
	struct search_run run = { .lib = lib };
	struct face f;

	if (!get_face(&run, id, &f, a))
		return false;
	add_row(&run, &f, row, a);
	return true;
}

static bool
take(struct search_run *run)
{
	if (run->skip) {
		run->skip--;
		return false;
	}
	run->left--;
	return true;
}

/* The next one of the order, 0: no more, or *looks is LOOKS. */
static int64_t
next_in_order(struct search_run *run, struct face *f, unsigned *looks,
    struct arena *a)
{
	if (run->order == BY_DATE)
		return next_by_date(run, f, looks, a);
	while (run->next < run->n)
		if (get_face(run, run->pool[run->next++].id, f, a))
			return f->id;
	run->dry = true;
	return 0;
}

bool
search_step(struct search_run *run, unsigned budget, struct arena *a,
    struct library_row **rows, size_t *n, bool *done, struct err *err)
{
	struct timespec end = lib_time_in(budget);
	struct library_row *at = NULL;
	size_t cap = 0;
	struct face f;
	unsigned looks;

	*n = 0;
	*done = false;
	if (!run->pooled && !fill_pool(run, &end)) {
		rest(run);
		*rows = NULL;
		return true;
	}
	if (run->order != BY_DATE && run->next == 0)
		run->dry = false;
	do {
		looks = 0;
		while (run->left && looks < LOOKS &&
		    next_in_order(run, &f, &looks, a)) {
			looks++;
			if (!take(run))
				continue;
			at = mem_grow(at, &cap, *n + 1, sizeof(*at));
			add_row(run, &f, &at[*n], a);
			if (budget == 0)
				library_snippet(run->lib, run->query,
				    &at[*n], a);
			++*n;
		}
		*done = run->left == 0 || is_dry(run) || run->failed;
	} while (!*done && !lib_too_late(&end));
	rest(run);
	*rows = ARENA_NEW(a, *n + 1, struct library_row);
	if (*n)
		memcpy(*rows, at, *n * sizeof(*at));
	free(at);
	return !run->failed || lib_fail(run->lib, err, "search the library");
}

bool
lib_search_ids(struct search_run *run, unsigned budget, int64_t *ids,
    size_t max, size_t *n, bool *done, struct err *err)
{
	struct timespec end = lib_time_in(budget);
	struct face f;
	unsigned looks;

	*n = 0;
	*done = false;
	do {
		struct arena a = { 0 };

		looks = 0;
		while (*n < max && next_story(run, &f, false, &looks, &a))
			ids[(*n)++] = f.id;
		arena_free(&a);
		*done = run->dry || run->failed;
	} while (*n < max && !*done && !lib_too_late(&end));
	rest(run);
	return !run->failed || lib_fail(run->lib, err, "search the library");
}

/* ---- what is shown of it ---- */

/* A place near at where a word starts. */
static size_t
word_start(struct slice x, size_t at)
{
	size_t i = at;

	while (i && i + 20 > at && !ascii_space(x.s[i - 1]))
		i--;
	if (i && !ascii_space(x.s[i - 1]))
		for (i = at; i && ((unsigned char)x.s[i] & 0xC0) == 0x80;)
			i--;
	return i;
}

static struct slice
mark_hits(const struct query *q, struct slice x, size_t first,
    struct arena *a)
{
	size_t from = first > AROUND ? word_start(x, first - AROUND) : 0;
	size_t to = first + 2 * AROUND < x.len ?
	    word_start(x, first + 2 * AROUND) : x.len, which;
	struct terms t = { .text = slice_sub(x, from, to - from) };
	struct buf b = { 0 };
	struct slice term, out;
	size_t done = 0;

	while (terms_next(&t, &term)) {
		if (!is_hit(q, &t, &which) || t.start < done)
			continue;
		buf_add(&b, slice_sub(t.text, done, t.start - done));
		buf_addc(&b, '\1');
		buf_add(&b, slice_sub(t.text, t.start, t.end - t.start));
		buf_addc(&b, '\2');
		done = t.end;
	}
	buf_add(&b, slice_from(t.text, done));
	out = arena_dup(a, buf_slice(&b));
	buf_free(&b);
	return out;
}

void
library_snippet(struct library *lib, const struct query *q,
    struct library_row *row, struct arena *a)
{
	struct arena own = { 0 };
	struct packed p = { .source = { 0 } };
	struct slice texts[3];
	size_t i, first[3] = { 0 }, n[3], best = 0;

	lib_story_texts(lib, row->id, &p, &own);
	texts[0] = row->headline;
	texts[1] = p.body;
	texts[2] = p.comments;
	for (i = 0; i < 3; i++) {
		n[i] = count_hits(q, texts[i], &first[i]);
		if (n[i] > n[best])
			best = i;
	}
	row->hit = best == 0 ? HIT_HEADLINE : best == 1 ? HIT_BODY :
	    HIT_COMMENTS;
	if (n[best])
		row->snippet = mark_hits(q, texts[best], first[best], a);
	arena_free(&own);
}
