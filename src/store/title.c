#include "store/library_impl.h"

#include "base/mem.h"
#include "store/headlines.h"
#include "text/fold.h"

#define END 20			/* bytes of a key that are looked up by */

static uint64_t
head_hash(struct slice key)
{
	size_t n = key.len < END ? key.len : END;

	while (n && n < key.len && ((unsigned char)key.s[n] & 0xC0) == 0x80)
		n--;
	return slice_hash(slice_sub(key, 0, n));
}

static uint64_t
tail_hash(struct slice key)
{
	size_t at = key.len < END ? 0 : key.len - END;

	while (at && at < key.len &&
	    ((unsigned char)key.s[at] & 0xC0) == 0x80)
		at++;
	return slice_hash(slice_from(key, at));
}

/*
 * A headline is found by how it starts and by how it ends, with and without
 * a site's name: a few wrong letters leave one of them whole, and one that
 * was cut off has its beginning.
 */
void
lib_title_terms(struct buf *b, struct slice title)
{
	struct buf key = { 0 }, bare = { 0 };

	text_key(&key, title);
	text_key(&bare, headline_bare(title));
	if (key.len) {
		lib_term_hash(b, 'h', head_hash(buf_slice(&key)));
		lib_term_hash(b, 't', tail_hash(buf_slice(&key)));
	}
	if (bare.len) {
		if (key.len > END && bare.len < END)
			lib_term_hash(b, 'h', head_hash(buf_slice(&bare)));
		lib_term_hash(b, 't', tail_hash(buf_slice(&bare)));
	}
	buf_free(&key);
	buf_free(&bare);
}

static struct slice
url_core(struct slice url)
{
	size_t at = slice_chr(url, '#');

	if (at != SLICE_NONE)
		url = slice_sub(url, 0, at);
	at = slice_find(url, SLICE("://"));
	if (at != SLICE_NONE)
		url = slice_from(url, at + 3);
	while (url.len && url.s[url.len - 1] == '/')
		url.len--;
	return url;
}

uint64_t
lib_url_hash(struct slice url)
{
	return slice_hash(url_core(url));
}

bool
lib_url_same(struct slice a, struct slice b)
{
	return slice_eq(url_core(a), url_core(b));
}

void
lib_listed_terms(struct buf *b, struct slice title, struct slice url)
{
	struct buf key = { 0 };

	headline_cut(&title);
	text_key(&key, title);
	if (key.len)
		lib_term_hash(b, 'r', head_hash(buf_slice(&key)));
	if (url.len)
		lib_term_hash(b, 'u', lib_url_hash(url));
	buf_free(&key);
}

/* Those by which the stories that list one are found. */
void
lib_back_terms(struct buf *b, struct slice headline, struct slice url)
{
	struct slice bare = headline_bare(headline);

	lib_listed_terms(b, headline, url);
	if (bare.len)
		lib_listed_terms(b, bare, (struct slice){ 0 });
}

/* ---- which story is meant ---- */

#define MIN_CUT 12		/* bytes of a key that a cut headline needs */
#define MIN_NEAR 24		/* bytes of one with wrong letters */
#define MIN_NEAR_TWO 48		/* of one with two of them */
#define MAX_NEAR ((size_t)512)
#define MAX_LOOK 64		/* stories that are compared */

/* From least to most sure. */
enum { MEANS_NOT, MEANS_NEAR, MEANS_BARE, MEANS_SAME };

static size_t
common_start(struct slice a, struct slice b)
{
	size_t i = 0;

	while (i < a.len && i < b.len && a.s[i] == b.s[i])
		i++;
	return i;
}

/* At most one byte changed, left out or put in. */
static bool
within_one(struct slice a, struct slice b)
{
	size_t n = common_start(a, b);

	a = slice_from(a, n);
	b = slice_from(b, n);
	while (a.len && b.len && a.s[a.len - 1] == b.s[b.len - 1])
		a.len--, b.len--;
	return a.len <= 1 && b.len <= 1;
}

/* At most two: the first one is where they part. */
static bool
within_two(struct slice a, struct slice b)
{
	size_t n = common_start(a, b);

	a = slice_from(a, n);
	b = slice_from(b, n);
	return within_one(slice_from(a, 1), slice_from(b, 1)) ||
	    within_one(slice_from(a, 1), b) ||
	    within_one(a, slice_from(b, 1));
}

/* Numbers are never mistyped: parts one and two are two stories. */
static bool
same_digits(struct slice a, struct slice b)
{
	size_t i = 0, k = 0;

	for (;; i++, k++) {
		while (i < a.len && !ascii_digit(a.s[i]))
			i++;
		while (k < b.len && !ascii_digit(b.s[k]))
			k++;
		if (i == a.len || k == b.len)
			return i == a.len && k == b.len;
		if (a.s[i] != b.s[k])
			return false;
	}
}

static bool
is_near(struct slice a, struct slice b)
{
	size_t n = a.len < b.len ? a.len : b.len;

	if (n < MIN_NEAR || a.len > MAX_NEAR || b.len > MAX_NEAR ||
	    !same_digits(a, b))
		return false;
	return n < MIN_NEAR_TWO ? within_one(a, b) : within_two(a, b);
}

struct keys {
	struct buf key, bare;
};

static void
make_keys(struct keys *k, struct slice title)
{
	*k = (struct keys){ .key = { 0 } };
	text_key(&k->key, title);
	text_key(&k->bare, headline_bare(title));
}

static void
free_keys(struct keys *k)
{
	buf_free(&k->key);
	buf_free(&k->bare);
}

static int
means(const struct keys *title, bool cut, const struct keys *headline)
{
	struct slice key = buf_slice(&title->key);
	struct slice bare = buf_slice(&title->bare);
	struct slice its = buf_slice(&headline->key);
	struct slice its_bare = buf_slice(&headline->bare);

	if (key.len == 0 || its.len == 0)
		return MEANS_NOT;
	if (slice_eq(key, its))
		return MEANS_SAME;
	if (slice_eq(key, its_bare) || slice_eq(bare, its) ||
	    (bare.len && slice_eq(bare, its_bare)))
		return MEANS_BARE;
	if (cut && key.len >= MIN_CUT && slice_starts(its, key))
		return MEANS_BARE;
	if (is_near(key, its) || is_near(key, its_bare) || is_near(bare, its))
		return MEANS_NEAR;
	return MEANS_NOT;
}

int
lib_title_means(struct slice title, struct slice headline)
{
	struct keys a, b;
	bool cut = headline_cut(&title);
	int grade;

	make_keys(&a, title);
	make_keys(&b, headline);
	grade = means(&a, cut, &b);
	free_keys(&a);
	free_keys(&b);
	return grade;
}

size_t
lib_find_match(struct library *lib, struct slice match, int64_t from,
    int64_t to, int64_t *ids, size_t max)
{
	sqlite3_stmt *st = lib_sql(lib, SQL_WORDS_FIND);
	size_t n = 0;

	if (st == NULL)
		return 0;
	lib_bind(st, 1, match);
	sqlite3_bind_int64(st, 2, from);
	sqlite3_bind_int64(st, 3, to);
	sqlite3_bind_int64(st, 4, (int64_t)max);
	while (n < max && sqlite3_step(st) == SQLITE_ROW)
		ids[n++] = sqlite3_column_int64(st, 0);
	sqlite3_reset(st);
	return n;
}

size_t
lib_find_terms(struct library *lib, struct slice terms, int64_t from,
    int64_t to, int64_t *ids, size_t max)
{
	struct buf match = { 0 }, term = { 0 };
	struct slice one;
	size_t n = 0;

	terms = slice_from(terms, 1);
	while (slice_cut(&terms, LIB_MARK, &one)) {
		buf_clear(&term);
		buf_addc(&term, LIB_MARK);
		buf_add(&term, one);
		if (match.len)
			buf_addz(&match, " OR ");
		lib_match(&match, buf_slice(&term));
	}
	if (match.len)
		n = lib_find_match(lib, buf_slice(&match), from, to, ids,
		    max);
	buf_free(&match);
	buf_free(&term);
	return n;
}

/* How surely the story is meant, by its headline or one it had before. */
static int
grade_story(struct library *lib, int64_t id, struct slice title)
{
	sqlite3_stmt *st = lib_sql(lib, SQL_STORY_GET);
	bool others = false;
	int grade = MEANS_NOT, other;

	if (st == NULL)
		return 0;
	sqlite3_bind_int64(st, 1, id);
	if (sqlite3_step(st) == SQLITE_ROW) {
		grade = lib_title_means(title, lib_column(st, 3));
		others = sqlite3_column_int64(st, 9) > 0;
	}
	sqlite3_reset(st);
	st = grade == MEANS_SAME || !others ? NULL :
	    lib_sql(lib, SQL_STORY_VERSIONS);
	if (st != NULL) {
		sqlite3_bind_int64(st, 1, id);
		sqlite3_bind_int(st, 2, 16);
		while (sqlite3_step(st) == SQLITE_ROW) {
			other = lib_title_means(title, lib_column(st, 2));
			if (other > grade)
				grade = other;
		}
		sqlite3_reset(st);
	}
	return grade;
}

size_t
library_resolve(struct library *lib, struct slice title, struct slice url,
    int64_t *out, size_t max)
{
	struct buf terms = { 0 };
	int64_t ids[MAX_LOOK], one = 0;
	struct slice whole = title;
	int best = MEANS_NEAR, grade;
	size_t i, n, found = 0;

	if (url.len && max && (one = lib_story_of_url(lib, url)) != 0) {
		*out = one;
		return 1;
	}
	headline_cut(&whole);
	lib_title_terms(&terms, whole);
	n = lib_find_terms(lib, buf_slice(&terms), 1, INT64_MAX, ids,
	    MAX_LOOK);
	for (i = 0; i < n; i++) {
		grade = grade_story(lib, ids[i], title);
		if (grade < best)
			continue;
		if (grade > best)
			found = 0;
		best = grade;
		if (found < max)
			out[found++] = ids[i];
	}
	buf_free(&terms);
	return found;
}
