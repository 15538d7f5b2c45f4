#include "store/library_impl.h"

#include <stdlib.h>
#include <time.h>

#include "base/mem.h"
#include "store/copy.h"
#include "text/fold.h"

#define PENDING_MAX ((size_t)12 << 20)	/* bytes that wait for the index */
#define MIN_WORDS 30		/* for a text that two sources may share */
#define PAIRS (RECORD_SKETCH / 2)
#define MAYBE 3			/* numbers of a sketch in common */
#define MAYBE_AT_HOME 5
#define ALIKE 4			/* the same, where there is no text */
#define SHARE 70		/* runs of words in common, in hundredths */
#define SHARE_AT_HOME 92	/* of one source */
#define MAX_COPIES 4		/* stories whose texts are compared */
#define MAX_LOOK 16		/* stories looked at for one hash */
#define MAX_NAMES 256		/* of a story */

/* What the index is still to be given.  It wants stories in the order of
 * their numbers; out of order each would make a part of the index anew. */
struct item {
	int64_t story;
	size_t order;
	struct slice terms;
};

struct pending {
	struct item *at;
	size_t n, cap, bytes;
	struct arena arena;
};

/* What is known of a story that is there already. */
struct known {
	int64_t id, of;
	uint32_t comments, versions;
	uint32_t text_hash;		/* the high bits are */
	uint16_t sketch[RECORD_SKETCH];	/* the low bits are enough */
	struct slice headline, url, names;
};

/* ---- the index ---- */

void
lib_pending_forget(struct library *lib)
{
	if (lib->pending == NULL)
		return;
	free(lib->pending->at);
	arena_free(&lib->pending->arena);
	free(lib->pending);
	lib->pending = NULL;
}

static struct pending *
pending_of(struct library *lib)
{
	if (lib->pending == NULL)
		lib->pending = mem_alloc(1, sizeof(*lib->pending));
	return lib->pending;
}

static int
by_story(const void *a, const void *b)
{
	const struct item *x = a, *y = b;

	if (x->story != y->story)
		return x->story < y->story ? -1 : 1;
	return x->order < y->order ? -1 : x->order > y->order;
}

/* Several of one story go in at once. */
static bool
put_words(struct library *lib, const struct item *item, size_t n)
{
	sqlite3_stmt *st = lib_sql(lib, SQL_WORDS_ADD);
	struct buf b = { 0 };
	size_t i;
	bool ok;

	for (i = 0; n > 1 && i < n; i++)
		buf_add(&b, item[i].terms);
	if (st != NULL) {
		sqlite3_bind_int64(st, 1, item->story);
		lib_bind(st, 2, n > 1 ? buf_slice(&b) : item->terms);
	}
	ok = lib_run(lib, st);
	buf_free(&b);
	return ok;
}

bool
lib_pending_flush(struct library *lib)
{
	struct pending *p = lib->pending;
	size_t i, n;

	if (p == NULL || p->n == 0)
		return true;
	qsort(p->at, p->n, sizeof(*p->at), by_story);
	for (i = 0; i < p->n; i += n) {
		for (n = 1; i + n < p->n &&
		    p->at[i + n].story == p->at[i].story; n++)
			;
		if (!put_words(lib, &p->at[i], n))
			return false;
	}
	arena_free(&p->arena);
	p->arena = (struct arena){ 0 };
	p->n = p->bytes = 0;
	return true;
}

static bool
index_words(struct library *lib, int64_t story, const struct record *r)
{
	struct pending *p = pending_of(lib);
	struct buf b = { 0 };
	struct slice terms = r->terms;

	if (terms.len == 0) {
		lib_terms(&b, r);
		terms = buf_slice(&b);
	}
	p->at = mem_grow(p->at, &p->cap, p->n + 1, sizeof(*p->at));
	p->at[p->n] = (struct item){ story, p->n,
	    arena_dup(&p->arena, terms) };
	p->n++;
	p->bytes += terms.len;
	buf_free(&b);
	return p->bytes < PENDING_MAX || lib_pending_flush(lib);
}

/* ---- hashes ---- */

enum print { PRINT_URL, PRINT_TEXT, PRINT_SKETCH };

/*
 * As few bits as will do, for SQLite keeps small numbers in few bytes: 31 of
 * sketches and 47 of addresses, which are compared where they are alike; 63
 * of texts, which are not.
 */
static int64_t
print_key(enum print kind, uint64_t hash)
{
	static const int bits[] = {
		[PRINT_URL] = 47, [PRINT_TEXT] = 63, [PRINT_SKETCH] = 31
	};

	hash = (hash ^ (uint64_t)(kind + 1)) * 0x9E3779B97F4A7C15;
	return (int64_t)(hash >> (64 - bits[kind]));
}

/* Two texts of which a share s of the runs is in both have one of three
 * pairs in common with a chance of 1 - (1 - s^2)^3: .95 at .8, .2 at .25. */
static uint64_t
pair_of(const uint64_t sketch[RECORD_SKETCH], size_t pair)
{
	return sketch[2 * pair] * 31 + sketch[2 * pair + 1] + pair + 1;
}

static bool
put_print(struct library *lib, int64_t key, int64_t story)
{
	sqlite3_stmt *st = lib_sql(lib, SQL_PRINT_ADD);

	if (st == NULL)
		return false;
	sqlite3_bind_int64(st, 1, key);
	sqlite3_bind_int64(st, 2, story);
	return lib_run(lib, st);
}

static bool
put_prints(struct library *lib, int64_t story, const struct record *r)
{
	size_t i;

	if (r->url.len && !put_print(lib, print_key(PRINT_URL,
	    lib_url_hash(r->url)), story))
		return false;
	if (r->text_hash && !put_print(lib, print_key(PRINT_TEXT,
	    r->text_hash), story))
		return false;
	for (i = 0; i < PAIRS && r->sketch[0]; i++)
		if (!put_print(lib, print_key(PRINT_SKETCH,
		    pair_of(r->sketch, i)), story))
			return false;
	return true;
}

static size_t
get_prints(struct library *lib, enum print kind, uint64_t hash,
    int64_t ids[MAX_LOOK])
{
	sqlite3_stmt *st = lib_sql(lib, SQL_PRINT_GET);
	size_t n = 0;

	if (st == NULL)
		return 0;
	sqlite3_bind_int64(st, 1, print_key(kind, hash));
	sqlite3_bind_int(st, 2, MAX_LOOK);
	while (n < MAX_LOOK && lib_row(lib, st))
		ids[n++] = sqlite3_column_int64(st, 0);
	sqlite3_reset(st);
	return n;
}

/* ---- what is there already ---- */

static bool
get_known(struct library *lib, int64_t id, struct known *k, struct arena *a)
{
	sqlite3_stmt *st = lib_sql(lib, SQL_STORY_GET);
	struct slice sketch;
	bool ok;

	*k = (struct known){ .id = 0 };
	if (st == NULL)
		return false;
	sqlite3_bind_int64(st, 1, id);
	if ((ok = lib_row(lib, st))) {
		k->id = id;
		k->of = sqlite3_column_int64(st, 1);
		k->headline = lib_text(st, 3, a);
		k->url = lib_text(st, 4, a);
		k->comments = (uint32_t)sqlite3_column_int64(st, 7);
		k->versions = (uint32_t)sqlite3_column_int64(st, 9);
		k->text_hash = (uint32_t)sqlite3_column_int64(st, 11);
		sketch = lib_column(st, 12);
		if (sketch.len == sizeof(k->sketch))
			memcpy(k->sketch, sketch.s, sketch.len);
		k->names = lib_text(st, 13, a);
	}
	sqlite3_reset(st);
	return ok;
}

static uint32_t
short_hash(const struct record *r)
{
	return (uint32_t)(r->text_hash >> 32);
}

static bool
same_headline(struct slice a, struct slice b)
{
	struct buf x = { 0 }, y = { 0 };
	bool same;

	text_key(&x, a);
	text_key(&y, b);
	same = slice_eq(buf_slice(&x), buf_slice(&y));
	buf_free(&x);
	buf_free(&y);
	return same;
}

static size_t
in_common(const struct known *k, const struct record *r)
{
	size_t i, n = 0;

	for (i = 0; i < RECORD_SKETCH; i++)
		n += r->sketch[i] && k->sketch[i] ==
		    (uint16_t)(r->sketch[i] >> 1);
	return n;
}

/* What stands between the "//" and the next '/'. */
static struct slice
host_of(struct slice url)
{
	size_t at = slice_find(url, SLICE("://"));

	url = slice_from(url, at == SLICE_NONE ? 0 : at + 3);
	return slice_sub(url, 0, slice_chr(url, '/'));
}

static bool
same_host(const struct known *k, const struct record *r)
{
	return k->url.len && slice_ieq(host_of(k->url), host_of(r->url));
}

/* Worth a look at both texts. */
static bool
may_copy(const struct known *k, const struct record *r)
{
	return in_common(k, r) >= (same_host(k, r) ? MAYBE_AT_HOME : MAYBE);
}

/*
 * Whether it is the known story's text from another source.  One source has
 * forms that it fills in anew every day: there nearly all must be the same.
 * Where the library has no text, the sketches alone must tell.
 */
static bool
is_copy(struct library *lib, const struct known *k, const struct record *r)
{
	struct arena a = { 0 };
	struct packed p;
	bool copy;

	if (lib_story_texts(lib, k->id, &p, &a) && p.body.len)
		copy = copy_share(p.body, r->body) >=
		    (same_host(k, r) ? SHARE_AT_HOME : SHARE);
	else
		copy = in_common(k, r) >= ALIKE;
	arena_free(&a);
	return copy;
}

/* The story that it is a copy of; the likeliest are compared in full. */
static bool
find_copied(struct library *lib, const struct record *r, struct known *k,
    struct arena *a)
{
	int64_t ids[MAX_LOOK], tried[MAX_COPIES];
	size_t pair, i, n, t, looks = 0;

	for (pair = 0; pair < PAIRS && r->sketch[0]; pair++) {
		n = get_prints(lib, PRINT_SKETCH, pair_of(r->sketch, pair),
		    ids);
		for (i = 0; i < n && looks < MAX_COPIES; i++) {
			for (t = 0; t < looks && tried[t] != ids[i]; t++)
				;
			if (t < looks || !get_known(lib, ids[i], k, a) ||
			    !may_copy(k, r))
				continue;
			tried[looks++] = ids[i];
			if (is_copy(lib, k, r))
				return true;
		}
	}
	return false;
}

/* The first story that has this hash and passes the test. */
static bool
find_known(struct library *lib, enum print kind, uint64_t hash,
    const struct record *r, bool (*test)(const struct known *,
    const struct record *), struct known *k, struct arena *a)
{
	int64_t ids[MAX_LOOK];
	size_t i, n = get_prints(lib, kind, hash, ids);

	for (i = 0; i < n; i++)
		if (get_known(lib, ids[i], k, a) && test(k, r))
			return true;
	return false;
}

static bool
same_url(const struct known *k, const struct record *r)
{
	return lib_url_same(k->url, r->url);
}

/* It is the same, or was before; but notices ("please enable scripts") are
 * no text that two stories share. */
static bool
same_text(const struct known *k, const struct record *r)
{
	return r->words >= MIN_WORDS || same_headline(k->headline,
	    r->headline);
}

/* Whether the story had this very text before. */
static bool
had_text(struct library *lib, const struct known *k, const struct record *r)
{
	int64_t ids[MAX_LOOK];
	size_t i, n;

	n = get_prints(lib, PRINT_TEXT, r->text_hash, ids);
	for (i = 0; i < n; i++)
		if (ids[i] == k->id)
			return true;
	return false;
}

static enum library_added
compare(struct library *lib, const struct known *k, const struct record *r)
{
	if (r->ncomments > k->comments && k->text_hash == short_hash(r))
		return ADDED_VERSION;
	return had_text(lib, k, r) ? ADDED_SAME : ADDED_VERSION;
}

/* What the record is to the library; *k is what it was compared with. */
static enum library_added
decide(struct library *lib, const struct record *r, struct known *k,
    struct arena *a)
{
	if (r->url.len && find_known(lib, PRINT_URL, lib_url_hash(r->url), r,
	    same_url, k, a))
		return compare(lib, k, r);
	if (r->text_hash && find_known(lib, PRINT_TEXT, r->text_hash, r,
	    same_text, k, a)) {
		/* Without an address it is known by its text. */
		if ((r->url.len == 0 || k->url.len == 0) &&
		    same_headline(k->headline, r->headline))
			return compare(lib, k, r);
		return ADDED_COPY;
	}
	if (find_copied(lib, r, k, a))
		return ADDED_COPY;
	*k = (struct known){ .id = 0 };
	return ADDED_NEW;
}

int64_t
lib_story_of_url(struct library *lib, struct slice url)
{
	struct record r = { .url = url };
	struct arena a = { 0 };
	struct known k;
	int64_t id = 0;

	if (find_known(lib, PRINT_URL, lib_url_hash(url), &r, same_url, &k,
	    &a))
		id = k.of ? k.of : k.id;
	arena_free(&a);
	return id;
}

/* ---- its number ---- */

int64_t
lib_day_start(int64_t day)
{
	day -= LIB_DAY0;
	day = day < 0 ? 0 : day > LIB_DAY_MAX ? LIB_DAY_MAX : day;
	return LIB_DATED + (day << LIB_DAY_BITS);
}

int64_t
lib_story_day(int64_t story)
{
	if (story < LIB_DATED)
		return INT64_MIN;
	return ((story - LIB_DATED) >> LIB_DAY_BITS) + LIB_DAY0;
}

/* The last of from..to, to left out; 0: none. */
static int64_t
last_story(struct library *lib, int64_t from, int64_t to)
{
	sqlite3_stmt *st = lib_sql(lib, SQL_STORY_LAST);
	int64_t id = 0;

	if (st == NULL)
		return 0;
	sqlite3_bind_int64(st, 1, from);
	sqlite3_bind_int64(st, 2, to);
	if (lib_row(lib, st))
		id = sqlite3_column_int64(st, 0);
	sqlite3_reset(st);
	return id;
}

/* The next of its day, or of the first after it that is not full. */
static int64_t
new_id(struct library *lib, const struct record *r)
{
	int64_t start, end, last, day;

	if (r->day == INT64_MIN)
		return last_story(lib, 1, LIB_DATED) + 1;
	start = lib_day_start(r->day);
	day = lib_story_day(start);
	for (;; start = end) {
		end = start + ((int64_t)1 << LIB_DAY_BITS);
		last = last_story(lib, start, end);
		if (last + 1 < end)
			break;
	}
	if (lib_story_day(start) - day > lib->spill)
		lib->spill = lib_story_day(start) - day;
	return last ? last + 1 : start;
}

/* ---- its names ---- */

static bool
has_name(struct slice names, enum name_kind kind, int64_t id)
{
	enum name_kind k;
	int64_t name;

	while ((name = lib_names_next(&names, &k)) != 0)
		if (name == id && k == kind)
			return true;
	return false;
}

struct namer {
	struct library *lib;
	struct buf *names;
	size_t n;
	int unread;			/* 1: the story counts as unread */
};

static void
add_name(struct namer *to, enum name_kind kind, struct slice text)
{
	int64_t id;

	if (to->n == MAX_NAMES || (id = lib_name(to->lib, kind, text)) == 0 ||
	    has_name(buf_slice(to->names), kind, id))
		return;
	lib_names_put(to->names, kind, id);
	lib_name_count(to->lib, id, 1, to->unread);
	to->n++;
}

/* Adds what is new to the names in b, and counts it. */
static void
add_names(struct library *lib, struct buf *b, const struct record *r,
    bool unread)
{
	struct namer to = { lib, b, 0, unread };
	size_t i;

	for (i = 0; i < r->section.n; i++)
		add_name(&to, NAME_SECTION, r->section.at[i]);
	add_name(&to, NAME_SOURCE, r->site);
	if (r->day != INT64_MIN && r->published.len >= 7)
		add_name(&to, NAME_MONTH, slice_sub(r->published, 0, 7));
	for (i = 0; i < r->authors.n; i++)
		add_name(&to, NAME_AUTHOR, r->authors.at[i]);
	for (i = 0; i < r->tags.n; i++)
		add_name(&to, NAME_TAG, r->tags.at[i]);
}

/* ---- its row ---- */

struct place {				/* where a record goes */
	int64_t id, of;
	int kind;
	uint32_t versions;
	struct slice names;
};

static void
bind_number(sqlite3_stmt *st, int at, int64_t n)
{
	if (n)
		sqlite3_bind_int64(st, at, n);
}

static void
bind_text(sqlite3_stmt *st, int at, struct slice x)
{
	if (x.len)
		lib_bind(st, at, x);
}

static bool
put_story(struct library *lib, const struct record *r,
    const struct place *to)
{
	int64_t block, at, file = lib_file(lib, r->path);
	uint16_t sketch[RECORD_SKETCH];
	sqlite3_stmt *st;
	size_t i;

	if (!lib_pack(lib, r, &block, &at) ||
	    (r->path.len && file == 0) ||
	    (st = lib_sql(lib, SQL_STORY_ADD)) == NULL)
		return false;
	sqlite3_bind_int64(st, 1, to->id);
	bind_number(st, 2, to->of);
	sqlite3_bind_int(st, 3, to->kind);
	bind_text(st, 4, r->headline);
	bind_text(st, 5, r->url);
	bind_text(st, 6, r->published);
	bind_text(st, 7, r->language);
	sqlite3_bind_int64(st, 8, r->ncomments);
	sqlite3_bind_int64(st, 9, r->words);
	sqlite3_bind_int64(st, 10, to->versions);
	sqlite3_bind_int64(st, 11, r->added ? r->added :
	    (int64_t)time(NULL));
	bind_number(st, 12, (int32_t)short_hash(r));
	for (i = 0; i < RECORD_SKETCH; i++)
		sketch[i] = (uint16_t)(r->sketch[i] >> 1);
	if (r->sketch[0])
		lib_bind_blob(st, 13, (struct slice){ (const char *)sketch,
		    sizeof(sketch) });
	lib_bind_blob(st, 14, to->names);
	bind_number(st, 15, file);
	bind_number(st, 16, (int64_t)r->part);
	bind_number(st, 17, (int64_t)r->offset);
	bind_number(st, 18, (int64_t)r->length);
	bind_number(st, 19, r->form);
	bind_text(st, 20, r->charset);
	sqlite3_bind_int64(st, 21, block);
	sqlite3_bind_int64(st, 22, at);
	bind_text(st, 23, r->titles);
	return lib_run(lib, st);
}

static bool
run_two(struct library *lib, enum sql which, int64_t a, int64_t b)
{
	sqlite3_stmt *st = lib_sql(lib, which);

	if (st == NULL)
		return false;
	sqlite3_bind_int64(st, 1, a);
	if (b)
		sqlite3_bind_int64(st, 2, b);
	return lib_run(lib, st);
}

/* The story that is shown for k gets the names of the record too. */
static bool
share_names(struct library *lib, const struct known *shown,
    const struct record *r, struct buf *names)
{
	sqlite3_stmt *st;

	buf_add(names, shown->names);
	add_names(lib, names, r, !(lib_flags(lib, shown->id) & FLAG_READ));
	if (names->len == shown->names.len)
		return true;
	if ((st = lib_sql(lib, SQL_STORY_NAMES)) == NULL)
		return false;
	sqlite3_bind_int64(st, 1, shown->id);
	lib_bind_blob(st, 2, buf_slice(names));
	return lib_run(lib, st);
}

static bool
add_new(struct library *lib, const struct record *r, struct buf *names,
    int64_t *story)
{
	struct place to = { .id = new_id(lib, r) };

	add_names(lib, names, r, true);
	to.names = buf_slice(names);
	lib->total++;
	lib->unread++;
	*story = to.id;
	return put_story(lib, r, &to) && put_prints(lib, to.id, r) &&
	    index_words(lib, to.id, r);
}

/* The story keeps its number and shows the new text; the old one gets a
 * number of its own. */
static bool
add_version(struct library *lib, const struct record *r,
    const struct known *k, const struct known *shown, struct buf *names)
{
	struct place to = { .id = k->id, .of = k->of,
	    .kind = k->of ? KIND_COPY : KIND_SHOWN,
	    .versions = k->versions };
	sqlite3_stmt *st = lib_sql(lib, SQL_STORY_MOVE);

	if (st == NULL)
		return false;
	sqlite3_bind_int64(st, 1, k->id);
	sqlite3_bind_int64(st, 2, new_id(lib, r));
	sqlite3_bind_int(st, 3, KIND_VERSION);
	if (!lib_run(lib, st) || !share_names(lib, shown, r, names))
		return false;
	to.names = k->id == shown->id ? buf_slice(names) : k->names;
	return put_story(lib, r, &to) && put_prints(lib, k->id, r) &&
	    run_two(lib, SQL_STORY_COUNT_VERSION, shown->id, 0) &&
	    index_words(lib, shown->id, r);
}

static bool
add_copy(struct library *lib, const struct record *r,
    const struct known *shown, struct buf *names)
{
	struct place to = { .id = new_id(lib, r), .of = shown->id,
	    .kind = KIND_COPY };
	struct buf own = { 0 };
	bool ok = share_names(lib, shown, r, names);
	int64_t site = lib_name(lib, NAME_SOURCE, r->site);

	if (site)
		lib_names_put(&own, NAME_SOURCE, site);
	to.names = buf_slice(&own);
	ok = ok && put_story(lib, r, &to) && put_prints(lib, to.id, r) &&
	    run_two(lib, SQL_STORY_COUNT_VERSION, shown->id, 0) &&
	    index_words(lib, shown->id, r);
	buf_free(&own);
	return ok;
}

static bool
add_as(struct library *lib, const struct record *r, enum library_added how,
    const struct known *k, struct arena *a, int64_t *story)
{
	struct known shown = *k;
	struct buf names = { 0 };
	bool ok = k->of == 0 || get_known(lib, k->of, &shown, a);

	*story = shown.id;
	if (!ok || how == ADDED_SAME)
		return ok;
	if (how == ADDED_NEW)
		ok = add_new(lib, r, &names, story);
	else if (how == ADDED_VERSION)
		ok = add_version(lib, r, k, &shown, &names);
	else
		ok = add_copy(lib, r, &shown, &names);
	buf_free(&names);
	return ok;
}

bool
library_add(struct library *lib, const struct record *r,
    enum library_added *added, int64_t *story, struct err *err)
{
	struct arena a = { 0 };
	enum library_added how = ADDED_NEW;
	struct known k;
	int64_t id = 0;
	bool own, ok;

	if (!lib_enter(lib, &own, err))
		return false;
	how = decide(lib, r, &k, &a);
	ok = add_as(lib, r, how, &k, &a, &id) && lib_marks_add(lib, id, r);
	arena_free(&a);
	if (added != NULL)
		*added = how;
	if (story != NULL)
		*story = id;
	return lib_leave(lib, own, ok, err);
}
