#include "store/library_impl.h"

#include "store/headlines.h"
#include "store/titles.h"
#include "text/fold.h"
#include "text/terms.h"
#include "text/utf8.h"

#define MAX_LOOK 64		/* stories that are compared */
#define MAX_VERSIONS 16
#define SEEN_MIN 4		/* stories that have a word: it is one */
#define SEEN_RARE 64
#define SEEN_MANY 1024
#define LAST_WORDS 4
#define MAX_ODD 8		/* words that only one of two titles has */

/*
 * The pieces of titles.h as terms of the index: 'h' head, 'n' next, 't'
 * tail; 'r' the head of a headline that a story lists, 'u' its address.
 */
static void
add_pieces(struct buf *b, struct slice title)
{
	struct slice forms[TITLE_FORMS];
	struct title_pieces p, whole = { 0 };
	struct title t;
	size_t i, k, n = title_forms(title, forms);

	for (i = 0; i < n; i++) {
		title_make(&t, forms[i]);
		if (t.n == 0)
			continue;
		title_cut_up(&t, &p);
		if (i == 0)
			whole = p;
		if (i == 0 || p.head != whole.head)
			lib_term_hash(b, 'h', p.head);
		for (k = 0; i == 0 && k < p.own; k++)
			lib_term_hash(b, 'n', p.next[k]);
		if (i == 0 || p.tail != whole.tail)
			lib_term_hash(b, 't', p.tail);
	}
}

void
lib_title_terms(struct buf *b, struct slice title)
{
	headline_cut(&title);
	add_pieces(b, title);
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

static void
add_listed(struct buf *b, struct slice title)
{
	struct title_pieces p;
	struct title t;

	headline_cut(&title);
	title_make(&t, title);
	if (t.n == 0)
		return;
	title_cut_up(&t, &p);
	lib_term_hash(b, 'r', p.head);
}

void
lib_listed_terms(struct buf *b, struct slice title, struct slice url)
{
	add_listed(b, title);
	if (url.len)
		lib_term_hash(b, 'u', lib_url_hash(url));
}

/* Those by which the stories that list one are found. */
void
lib_back_terms(struct buf *b, struct slice headline, struct slice titles,
    struct slice url)
{
	struct slice one, forms[TITLE_FORMS];
	size_t i, n = title_forms(headline, forms);

	if (url.len)
		lib_term_hash(b, 'u', lib_url_hash(url));
	for (i = 0; i < n; i++)
		add_listed(b, forms[i]);
	while (slice_cut(&titles, '\n', &one))
		add_listed(b, one);
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
	while (n < max && lib_row(lib, st))
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

/* ---- which story is meant ---- */

/* How surely a story is meant: titles.h's grades, and between them another
 * title of its page. */
static int
grade_of(enum title_match m, bool own)
{
	return m == MEANS_SAME && !own ? 2 * MEANS_SAME - 1 : 2 * (int)m;
}

static int
better(int a, int b)
{
	return a > b ? a : b;
}

/* By all that it is called. */
static int
grade_titles(const struct titles *asked, struct slice headline,
    struct slice titles)
{
	int grade = grade_of(titles_match(asked, headline, NULL), true);
	struct slice one;

	while (grade < 2 * MEANS_SAME && slice_cut(&titles, '\n', &one))
		grade = better(grade, grade_of(titles_match(asked, one,
		    NULL), false));
	return grade;
}

/* By its headline or one it had before. */
static int
grade_story(struct library *lib, int64_t id, const struct titles *asked)
{
	sqlite3_stmt *st = lib_sql(lib, SQL_STORY_GET);
	bool others = false;
	int grade = 0;

	if (st == NULL)
		return 0;
	sqlite3_bind_int64(st, 1, id);
	if (lib_row(lib, st)) {
		grade = grade_titles(asked, lib_column(st, 3),
		    lib_column(st, 22));
		others = sqlite3_column_int64(st, 9) > 0;
	}
	sqlite3_reset(st);
	st = grade == 2 * MEANS_SAME || !others ? NULL :
	    lib_sql(lib, SQL_STORY_VERSIONS);
	if (st == NULL)
		return grade;
	sqlite3_bind_int64(st, 1, id);
	sqlite3_bind_int(st, 2, MAX_VERSIONS);
	while (lib_row(lib, st))
		grade = better(grade, grade_titles(asked, lib_column(st, 2),
		    lib_column(st, 5)));
	sqlite3_reset(st);
	return grade;
}

/* What is looked for, and what was found. */
struct asked {
	struct library *lib;
	struct slice title;		/* without the dots of a cut */
	bool cut;
	struct titles *titles;
	struct title_pieces pieces[TITLE_FORMS];
	size_t n;			/* forms */
	int64_t looked[MAX_LOOK], *out;
	size_t found, max;
	int best;
	bool full;			/* there were more to look at */
};

static void
add_term(struct buf *b, const char *before, char letter, uint64_t hash)
{
	struct buf term = { 0 };

	lib_term_hash(&term, letter, hash);
	buf_addz(b, before);
	lib_match(b, buf_slice(&term));
	buf_free(&term);
}

/* "(X AND Y)", after OR where something stands before it. */
static void
add_both(struct buf *b, char x, uint64_t of_x, char y, uint64_t of_y)
{
	buf_addz(b, b->len ? " OR (" : "(");
	add_term(b, "", x, of_x);
	add_term(b, " AND ", y, of_y);
	buf_addc(b, ')');
}

static void
look(struct asked *q, struct slice match)
{
	size_t i, n = match.len == 0 ? 0 : lib_find_match(q->lib, match, 1,
	    INT64_MAX, q->looked, MAX_LOOK);
	int grade;

	q->full = n == MAX_LOOK;
	for (i = 0; i < n; i++) {
		grade = grade_story(q->lib, q->looked[i], q->titles);
		if (grade == 0 || grade < q->best)
			continue;
		if (grade > q->best)
			q->found = 0;
		q->best = grade;
		if (q->found < q->max)
			q->out[q->found++] = q->looked[i];
	}
}

/* Its last words but the one that was cut. */
static void
add_last_words(struct asked *q, struct buf *b)
{
	struct terms t = { .text = q->title };
	struct buf last[LAST_WORDS + 1] = { { 0 } };
	struct slice word;
	size_t i, n = 0;

	for (; terms_next(&t, &word); n++) {
		buf_clear(&last[n % (LAST_WORDS + 1)]);
		buf_add(&last[n % (LAST_WORDS + 1)], word);
	}
	for (i = n > LAST_WORDS ? n - LAST_WORDS - 1 : 0; i + 1 < n; i++) {
		buf_addz(b, " AND ");
		lib_match(b, buf_slice(&last[i % (LAST_WORDS + 1)]));
	}
	for (i = 0; i <= LAST_WORDS; i++)
		buf_free(&last[i]);
}

/* Many start like it: those that go on like it, too. */
static void
look_cut(struct asked *q, struct buf *b)
{
	const struct title_pieces *p = q->pieces;

	buf_clear(b);
	add_term(b, "", 'h', p->head);
	if (!p->halves)
		add_term(b, " AND ", 'n', p->next[0]);
	add_last_words(q, b);
	q->found = 0;
	q->best = 0;
	look(q, buf_slice(b));
}

/* As it is: by how it starts and ends, or by how it starts. */
static void
look_exact(struct asked *q, struct buf *b)
{
	const struct title_pieces *p = q->pieces;
	size_t i;

	buf_clear(b);
	if (q->cut && !p->halves)
		add_both(b, 'h', p->head, 'n', p->next[0]);
	else if (q->cut)
		add_term(b, "", 'h', p->head);
	for (i = q->cut; i < q->n; i++)
		add_both(b, 'h', p[i].head, 't', p[i].tail);
	look(q, buf_slice(b));
}

/* Two of three pieces are whole where one letter is off; of a short one, one
 * half. */
static void
look_near(struct asked *q, struct buf *b)
{
	const struct title_pieces *p;
	size_t i, k;

	buf_clear(b);
	for (i = 0; i < q->n; i++) {
		p = &q->pieces[i];
		for (k = 0; k < p->n; k++) {
			if (p->halves) {
				add_term(b, b->len ? " OR " : "", 'n',
				    p->next[k]);
				continue;
			}
			add_both(b, 'h', p->head, 'n', p->next[k]);
			if (!q->cut || i > 0)
				add_both(b, 'n', p->next[k], 't', p->tail);
		}
	}
	look(q, buf_slice(b));
}

/* One of them is, where two are. */
static void
look_far(struct asked *q, struct buf *b)
{
	const struct title_pieces *p = q->pieces;
	size_t i, k;

	buf_clear(b);
	for (i = 0; i < q->n; i++) {
		add_term(b, b->len ? " OR " : "", 'h', p[i].head);
		add_term(b, " OR ", 't', p[i].tail);
		for (k = 0; k < p[i].n; k++)
			add_term(b, " OR ", 'n', p[i].next[k]);
	}
	look(q, buf_slice(b));
}

/* ---- misspelt, or another word ---- */

static size_t
seen(struct library *lib, struct slice term, size_t max)
{
	static const size_t step = 64;
	int64_t ids[64], high = INT64_MAX;
	struct buf match = { 0 };
	size_t n = 0, got;

	lib_match(&match, term);
	do {
		got = lib_find_match(lib, buf_slice(&match), 1, high, ids,
		    step);
		n += got;
		high = got ? ids[got - 1] - 1 : 0;
	} while (got == step && n < max);
	buf_free(&match);
	return n;
}

/* The words of x that are not in y; the last one of a cut one is none. */
static size_t
odd_words(struct slice x, bool cut, struct slice y, struct buf *out,
    struct slice *at)
{
	struct terms tx = { .text = x }, ty;
	struct slice word, other;
	size_t n = 0, i, from[MAX_ODD + 1] = { 0 };
	bool same;

	buf_clear(out);
	while (n < MAX_ODD && terms_next(&tx, &word)) {
		ty = (struct terms){ .text = y };
		same = cut && tx.end == x.len;
		while (!same && terms_next(&ty, &other))
			same = slice_eq(word, other);
		if (same)
			continue;
		buf_add(out, word);
		from[++n] = out->len;
	}
	for (i = 0; i < n; i++)
		at[i] = slice_sub(buf_slice(out), from[i], from[i + 1] -
		    from[i]);
	return n;
}

/* Letters, as long as they are no acronym. */
static bool
is_small_word(struct slice headline, struct slice word)
{
	struct terms t = { .text = headline };
	struct slice x;

	if (utf8_count(word) > 2)
		return false;
	while (terms_next(&t, &x))
		if (slice_eq(x, word))
			return !text_has_upper(slice_sub(headline, t.start +
			    1, t.end - t.start - 1));
	return false;
}

/* Whether it is about as usual in the library as what stands there. */
static bool
is_usual(struct asked *q, struct slice word, struct slice instead)
{
	size_t n = seen(q->lib, word, SEEN_RARE);

	return n >= SEEN_RARE || (n >= SEEN_MIN && n * (SEEN_MANY /
	    SEEN_RARE) >= seen(q->lib, instead, SEEN_MANY));
}

/*
 * A wrong letter makes a word that nobody uses; Iran and Iraq are two
 * words.  Words that only the title has are taken for wrong letters where
 * one of them is not used in the library, or much more rarely than what
 * stands there instead; or where all stand for little ones ("in", "to").
 */
static bool
is_other_word(struct asked *q, const struct title_pair *pair)
{
	struct buf a = { 0 }, b = { 0 };
	struct slice ours[MAX_ODD], its[MAX_ODD], instead;
	size_t n = odd_words(pair->title, q->cut, pair->its, &a, ours), i;
	size_t m = odd_words(pair->its, false, pair->title, &b, its);
	bool other = false;

	for (i = 0; i < n; i++) {
		instead = i < m ? its[i] : SLICE("");
		if (!is_usual(q, ours[i], instead)) {
			other = false;
			break;
		}
		other |= !is_small_word(pair->its, instead);
	}
	buf_free(&a);
	buf_free(&b);
	return other;
}

/* Whether one of its titles is what was asked for, but for letters. */
static bool
is_misspelt(struct asked *q, struct slice headline, struct slice titles)
{
	struct title_pair pair;
	struct slice one = headline;

	do
		if (titles_match(q->titles, one, &pair) > MEANS_NOT &&
		    !is_other_word(q, &pair))
			return true;
	while (slice_cut(&titles, '\n', &one));
	return false;
}

static void
drop_other_words(struct asked *q)
{
	size_t i, n = 0;

	for (i = 0; i < q->found; i++) {
		struct arena a = { 0 };
		struct slice titles, headline = lib_headline(q->lib,
		    q->out[i], &titles, &a);

		if (is_misspelt(q, headline, titles))
			q->out[n++] = q->out[i];
		arena_free(&a);
	}
	q->found = n;
}

static void
resolve(struct asked *q)
{
	struct slice forms[TITLE_FORMS];
	struct buf b = { 0 };
	struct title t;
	size_t i;

	q->n = title_forms(q->title, forms);
	for (i = 0; i < q->n; i++) {
		title_make(&t, forms[i]);
		title_cut_up(&t, &q->pieces[i]);
	}
	look_exact(q, &b);
	if (q->cut && q->full && q->best <= 2 * MEANS_CUT)
		look_cut(q, &b);
	/* Others that start like it were not even looked at. */
	if (q->full && q->best == 2 * MEANS_CUT)
		q->found = 0;
	if (q->best == 0)
		look_near(q, &b);
	if (q->best == 0)
		look_far(q, &b);
	if (q->best > 0 && q->best < 2 * MEANS_CUT)
		drop_other_words(q);
	buf_free(&b);
}

size_t
library_resolve(struct library *lib, struct slice title, struct slice url,
    int64_t *out, size_t max)
{
	struct asked q = { .lib = lib, .title = title, .out = out,
	    .max = max };
	struct title key;

	if (url.len && max && (*out = lib_story_of_url(lib, url)) != 0)
		return 1;
	q.cut = headline_cut(&q.title);
	title_make(&key, q.title);
	if (key.n == 0)
		return 0;
	q.titles = titles_new(q.title, q.cut);
	resolve(&q);
	titles_free(q.titles);
	return q.found;
}
