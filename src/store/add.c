#include "store/library_impl.h"

#include <stdlib.h>
#include <time.h>

#include "base/mem.h"
#include "store/headlines.h"
#include "text/fold.h"

#define PENDING_MAX ((size_t)12 << 20)	/* bytes that wait for the index */
#define MIN_WORDS 30		/* for a text that two sources may share */
#define ALIKE 4			/* numbers of a sketch in common */
#define MAX_LOOK 16		/* stories looked at for one hash */
#define MAX_NAMES 256		/* of a story */

/* What the index is still to be given.  It wants stories in the order of
 * their numbers; out of order each would make a part of the index anew. */
struct item {
	int64_t story;
	size_t order;
	struct slice terms, headline, body, comments;
};

struct pending {
	struct item *at;
	size_t n, cap, bytes;
	struct arena arena;
	int64_t file;			/* of the path below; 0: none */
	struct buf file_path;
};

/* What is known of a story that is there already. */
struct known {
	int64_t id, of;
	uint32_t comments, versions;
	uint64_t text_hash;
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
	buf_free(&lib->pending->file_path);
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

static void
add_text(struct buf *b, struct slice x, char between)
{
	if (b->len && x.len && between)
		buf_addc(b, between);
	buf_add(b, x);
}

/* Several texts of one story go in at once. */
static bool
put_words(struct library *lib, const struct item *item, size_t n)
{
	struct buf b[4] = { { 0 } };
	struct slice x[4] = { item->terms, item->headline, item->body,
	    item->comments };
	sqlite3_stmt *st = lib_sql(lib, SQL_WORDS_ADD);
	size_t i;
	bool ok;

	for (i = 0; n > 1 && i < n; i++) {
		add_text(&b[0], item[i].terms, 0);
		add_text(&b[1], item[i].headline, '\n');
		add_text(&b[2], item[i].body, '\n');
		add_text(&b[3], item[i].comments, '\n');
	}
	if (st != NULL)
		sqlite3_bind_int64(st, 1, item->story);
	for (i = 0; i < 4 && st != NULL; i++)
		lib_bind(st, (int)i + 2, n > 1 ? buf_slice(&b[i]) : x[i]);
	ok = lib_run(lib, st);
	for (i = 0; i < 4; i++)
		buf_free(&b[i]);
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

static void
add_terms(struct buf *b, const struct record *r)
{
	static const struct { size_t list; enum name_kind kind; } lists[] = {
		{ offsetof(struct record, section), NAME_SECTION },
		{ offsetof(struct record, authors), NAME_AUTHOR },
		{ offsetof(struct record, tags), NAME_TAG }
	};
	struct slice titles = r->titles, title;
	const struct slices *list;
	size_t i, k;

	for (i = 0; i < sizeof(lists) / sizeof(*lists); i++) {
		list = (const struct slices *)
		    ((const char *)r + lists[i].list);
		for (k = 0; k < list->n && k < MAX_NAMES; k++)
			lib_term_name(b, lists[i].kind, list->at[k]);
	}
	if (r->site.len)
		lib_term_name(b, NAME_SOURCE, r->site);
	if (r->day != INT64_MIN)
		lib_term_name(b, NAME_MONTH, slice_sub(r->published, 0, 7));
	for (i = 0; i < 32 && (uint64_t)1 << i <= r->ncomments; i++)
		lib_term_comments(b, (int)i);
	lib_title_terms(b, r->headline);
	while (slice_cut(&titles, '\n', &title))
		lib_title_terms(b, title);
	for (i = 0; i < r->related.n; i++)
		lib_listed_terms(b, r->related.at[i],
		    r->related_urls.at[i]);
}

static bool
index_words(struct library *lib, int64_t story, const struct record *r)
{
	struct pending *p = pending_of(lib);
	struct buf terms = { 0 };
	struct item *item;

	p->at = mem_grow(p->at, &p->cap, p->n + 1, sizeof(*p->at));
	item = &p->at[p->n];
	add_terms(&terms, r);
	*item = (struct item){ story, p->n++,
	    arena_dup(&p->arena, buf_slice(&terms)),
	    arena_dup(&p->arena, r->headline), arena_dup(&p->arena, r->body),
	    arena_dup(&p->arena, r->comments) };
	p->bytes += terms.len + r->body.len + r->comments.len;
	buf_free(&terms);
	return p->bytes < PENDING_MAX || lib_pending_flush(lib);
}

/* ---- hashes ---- */

enum print { PRINT_URL, PRINT_TEXT, PRINT_SKETCH };

/* 47 bits, so that SQLite keeps it in six bytes. */
static int64_t
print_key(enum print kind, uint64_t hash)
{
	hash = (hash ^ (uint64_t)(kind + 1)) * 0x9E3779B97F4A7C15;
	return (int64_t)(hash >> 17);
}

static uint64_t
half_of(const uint64_t sketch[RECORD_SKETCH], size_t half)
{
	const uint64_t *s = sketch + half * (RECORD_SKETCH / 2);

	return s[0] * 31 * 31 + s[1] * 31 + s[2] + half + 1;
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
	if (r->url.len && !put_print(lib, print_key(PRINT_URL,
	    lib_url_hash(r->url)), story))
		return false;
	if (r->text_hash && !put_print(lib, print_key(PRINT_TEXT,
	    r->text_hash), story))
		return false;
	return r->sketch[0] == 0 || (put_print(lib, print_key(PRINT_SKETCH,
	    half_of(r->sketch, 0)), story) && put_print(lib,
	    print_key(PRINT_SKETCH, half_of(r->sketch, 1)), story));
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
		k->text_hash = (uint64_t)sqlite3_column_int64(st, 11);
		sketch = lib_column(st, 12);
		if (sketch.len == sizeof(k->sketch))
			memcpy(k->sketch, sketch.s, sketch.len);
		k->names = lib_text(st, 13, a);
	}
	sqlite3_reset(st);
	return ok;
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

static bool
alike(const struct known *k, const struct record *r)
{
	size_t i, n = 0;

	for (i = 0; i < RECORD_SKETCH; i++)
		n += r->sketch[i] && k->sketch[i] ==
		    (uint16_t)(r->sketch[i] >> 1);
	return n >= ALIKE;
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

/* Notices ("please enable scripts") are no text that two stories share. */
static bool
same_text(const struct known *k, const struct record *r)
{
	return k->text_hash == r->text_hash && (r->words >= MIN_WORDS ||
	    same_headline(k->headline, r->headline));
}

/* Whether the story had this very text before. */
static bool
had_text(struct library *lib, const struct known *k, const struct record *r)
{
	int64_t ids[MAX_LOOK];
	size_t i, n;

	if (k->text_hash == r->text_hash)
		return true;
	n = get_prints(lib, PRINT_TEXT, r->text_hash, ids);
	for (i = 0; i < n; i++)
		if (ids[i] == k->id)
			return true;
	return false;
}

static enum library_added
compare(struct library *lib, const struct known *k, const struct record *r)
{
	if (r->ncomments > k->comments && k->text_hash == r->text_hash)
		return ADDED_VERSION;
	return had_text(lib, k, r) ? ADDED_SAME : ADDED_VERSION;
}

/* What the record is to the library; *k is what it was compared with. */
static enum library_added
decide(struct library *lib, const struct record *r, struct known *k,
    struct arena *a)
{
	size_t half;

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
	for (half = 0; half < 2 && r->sketch[0]; half++)
		if (find_known(lib, PRINT_SKETCH, half_of(r->sketch, half),
		    r, alike, k, a))
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

/* 0..1023 of the day, by "T16:21". */
static int64_t
time_slot(struct slice published)
{
	const char *s = published.s;

	if (published.len < 16 || s[10] != 'T' || !ascii_digit(s[11]) ||
	    !ascii_digit(s[12]) || !ascii_digit(s[14]) ||
	    !ascii_digit(s[15]))
		return 0;
	return (((s[11] - '0') * 10 + (s[12] - '0')) % 24 * 60 +
	    (s[14] - '0') * 10 + (s[15] - '0')) * 1024 / 1440 & 1023;
}

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

static bool
is_taken(struct library *lib, int64_t id)
{
	sqlite3_stmt *st = lib_sql(lib, SQL_STORY_HAS);
	bool taken;

	if (st == NULL)
		return false;
	sqlite3_bind_int64(st, 1, id);
	taken = lib_row(lib, st);
	sqlite3_reset(st);
	return taken;
}

static int64_t
next_undated(struct library *lib)
{
	sqlite3_stmt *st;

	if (lib->last_undated == 0 &&
	    (st = lib_sql(lib, SQL_STORY_LAST_UNDATED)) != NULL) {
		sqlite3_bind_int64(st, 1, LIB_DATED);
		if (lib_row(lib, st))
			lib->last_undated = sqlite3_column_int64(st, 0);
		sqlite3_reset(st);
	}
	return ++lib->last_undated;
}

/* Tries ever wider ranges, so that many of one minute find room soon. */
static int64_t
new_id(struct library *lib, const struct record *r)
{
	int64_t start, id, day, width = (int64_t)1 << LIB_SLOT_BITS;
	uint64_t seed = r->text_hash ^ slice_hash(r->headline);

	if (r->day == INT64_MIN)
		return next_undated(lib);
	start = lib_day_start(r->day) + (time_slot(r->published) <<
	    LIB_SLOT_BITS);
	day = lib_story_day(start);
	for (;; width += width / 2) {
		seed = seed * 6364136223846793005u + 1442695040888963407u;
		id = start + (int64_t)((seed >> 24) % (uint64_t)width);
		if (!is_taken(lib, id))
			break;
	}
	if (lib_story_day(id) - day > lib->spill)
		lib->spill = lib_story_day(id) - day;
	return id;
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

static int64_t
file_id(struct library *lib, struct slice path)
{
	struct pending *p = pending_of(lib);
	sqlite3_stmt *st;
	int64_t id = 0;

	if (path.len == 0)
		return 0;
	if (p->file && slice_eq(path, buf_slice(&p->file_path)))
		return p->file;
	if ((st = lib_sql(lib, SQL_FILE_ID)) == NULL)
		return 0;
	lib_bind(st, 1, path);
	if (lib_row(lib, st))
		id = sqlite3_column_int64(st, 0);
	sqlite3_reset(st);
	if (id == 0 && (st = lib_sql(lib, SQL_FILE_ADD)) != NULL) {
		lib_bind(st, 1, path);
		if (lib_run(lib, st))
			id = sqlite3_last_insert_rowid(lib->db);
	}
	buf_clear(&p->file_path);
	buf_add(&p->file_path, path);
	return p->file = id;
}

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
	int64_t block, at, file = file_id(lib, r->path);
	uint16_t sketch[RECORD_SKETCH];
	sqlite3_stmt *st;
	size_t i;

	if (!lib_pack(lib, r, r->source.len > 0, &block, &at) ||
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
	bind_number(st, 12, (int64_t)r->text_hash);
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

/* ---- files ---- */

bool
library_file_get(struct library *lib, struct library_file *f)
{
	sqlite3_stmt *st = lib_sql(lib, SQL_FILE_GET);
	bool same = false;

	f->done = 0;
	f->whole = false;
	if (st == NULL)
		return false;
	lib_bind(st, 1, f->path);
	if (lib_row(lib, st) &&
	    sqlite3_column_type(st, 0) != SQLITE_NULL)
		same = sqlite3_column_int64(st, 0) == f->size &&
		    sqlite3_column_int64(st, 1) == f->mtime;
	if (same) {
		f->done = (uint64_t)sqlite3_column_int64(st, 2);
		f->whole = sqlite3_column_int(st, 3) != 0;
	}
	sqlite3_reset(st);
	return same;
}

bool
library_file_set(struct library *lib, const struct library_file *f,
    struct err *err)
{
	sqlite3_stmt *st;
	bool own, ok;

	if (!lib_enter(lib, &own, err))
		return false;
	st = lib_sql(lib, SQL_FILE_SET);
	if (st != NULL) {
		lib_bind(st, 1, f->path);
		sqlite3_bind_int64(st, 2, f->size);
		sqlite3_bind_int64(st, 3, f->mtime);
		sqlite3_bind_int64(st, 4, (int64_t)f->done);
		sqlite3_bind_int(st, 5, f->whole);
	}
	ok = lib_run(lib, st);
	return lib_leave(lib, own, ok, err);
}
