#include "store/titles.h"

#include <stdlib.h>

#include "base/buf.h"
#include "base/mem.h"
#include "store/headlines.h"
#include "text/fold.h"
#include "text/utf8.h"

#define HEAD 14				/* letters of a piece */
#define NEXT 10
#define TAIL 10
#define MIN_CUT 10			/* of a title that was cut off */
#define PER_LETTER 10			/* letters where one may be off */
#define OFF_MAX 2

/* Han, Kana, Hangul: one says as much as two letters. */
static size_t
width_of(uint32_t cp)
{
	return (cp >= 0x2E80 && cp < 0xA4D0) || (cp >= 0xAC00 &&
	    cp < 0xD7A4) || (cp >= 0x20000 && cp < 0x40000) ? 2 : 1;
}

void
title_make(struct title *t, struct slice text)
{
	struct buf key = { 0 };
	uint32_t cp;
	size_t i;

	t->n = t->width = 0;
	text_key(&key, text);
	for (i = 0; i < key.len && t->n < TITLE_MAX;) {
		i += utf8_decode(slice_from(buf_slice(&key), i), &cp);
		if (cp == ' ')
			continue;
		t->at[t->n++] = cp;
		t->width += width_of(cp);
	}
	buf_free(&key);
}

/* ---- pieces ---- */

static uint64_t
hash_of(const struct title *t, size_t from, size_t to)
{
	uint64_t h = 14695981039346656037u;	/* FNV-1a */

	for (; from < to; from++)
		h = (h ^ t->at[from]) * 1099511628211u;
	return h;
}

/* The place that many letters on; past the end where there are fewer. */
static size_t
walk(const struct title *t, size_t from, size_t width)
{
	while (from < t->n && width > 0) {
		width -= width_of(t->at[from]) < width ?
		    width_of(t->at[from]) : width;
		from++;
	}
	return width > 0 ? t->n + 1 : from;
}

static size_t
walk_back(const struct title *t, size_t width)
{
	size_t from = t->n;

	while (from > 0 && width > 0) {
		from--;
		width -= width_of(t->at[from]) < width ?
		    width_of(t->at[from]) : width;
	}
	return from;
}

static void
add_next(struct title_pieces *p, uint64_t hash)
{
	if (p->n < TITLE_NEXT)
		p->next[p->n++] = hash;
}

/* The piece after the head, and where it would be with letters missing. */
static void
cut_next(const struct title *t, struct title_pieces *p, size_t head)
{
	static const int shifts[] = { 0, -1, 1, -2, 2 };
	size_t i, from, to;

	for (i = 0; i < sizeof(shifts) / sizeof(*shifts); i++) {
		if (shifts[i] < 0 && head < (size_t)-shifts[i])
			continue;
		from = head + (size_t)shifts[i];
		to = walk(t, from, NEXT);
		if (to <= t->n)
			add_next(p, hash_of(t, from, to));
	}
}

/* Of 10 letters 5 and 5, of 11 5 and 6: with a letter more or less, one
 * half may be longer or shorter by one. */
static void
cut_halves(const struct title *t, struct title_pieces *p)
{
	size_t first = t->n / 2, second = t->n - first;
	size_t more = t->n % 2 ? 1 : 0;

	p->halves = true;
	add_next(p, hash_of(t, 0, first) + 1);
	add_next(p, hash_of(t, first, t->n) + 2);
	if (t->n < 2)
		return;
	add_next(p, hash_of(t, 0, more ? first + 1 : first - 1) + 1);
	add_next(p, hash_of(t, t->n - (more ? second - 1 : second + 1),
	    t->n) + 2);
}

void
title_cut_up(const struct title *t, struct title_pieces *p)
{
	size_t head = walk(t, 0, HEAD);

	*p = (struct title_pieces){ .head = hash_of(t, 0, head > t->n ?
	    t->n : head), .tail = hash_of(t, walk_back(t, TAIL), t->n) };
	if (t->width < HEAD + NEXT) {
		cut_halves(t, p);
		p->own = 2;
		if (t->width + 1 == HEAD + NEXT)
			cut_next(t, p, head);
	} else {
		cut_next(t, p, head);
		p->own = 1;
		if (t->width == HEAD + NEXT)
			cut_halves(t, p);
	}
}

size_t
title_forms(struct slice title, struct slice forms[TITLE_FORMS])
{
	size_t n = 0;

	for (; title.len && n < TITLE_FORMS; title = headline_bare(title))
		forms[n++] = title;
	return n;
}

/* ---- how alike two are ---- */

static bool
is_same(const struct title *a, const struct title *b)
{
	return a->n == b->n && memcmp(a->at, b->at, a->n *
	    sizeof(*a->at)) == 0;
}

static bool
is_start(const struct title *a, const struct title *of)
{
	return a->width >= MIN_CUT && a->n <= of->n &&
	    memcmp(a->at, of->at, a->n * sizeof(*a->at)) == 0;
}

static bool
is_digit(uint32_t cp)
{
	return cp >= '0' && cp <= '9';
}

/* Numbers are never mistyped: parts one and two are two stories. */
static bool
same_digits(const struct title *a, const struct title *b, size_t nb)
{
	size_t i = 0, k = 0;

	for (;; i++, k++) {
		while (i < a->n && !is_digit(a->at[i]))
			i++;
		while (k < nb && !is_digit(b->at[k]))
			k++;
		if (i == a->n || k == nb)
			return i == a->n && k == nb;
		if (a->at[i] != b->at[k])
			return false;
	}
}

static int
least(int a, int b)
{
	return a < b ? a : b;
}

#define BAND (2 * OFF_MAX + 1)
#define FAR (OFF_MAX + 1)

/* One row of the table below; row[k] is of b's place i + k - OFF_MAX. */
static void
next_row(const struct title *a, const struct title *b, size_t i,
    int row[3][BAND + 2])
{
	int *now = row[i % 3] + 1, *up = row[(i + 2) % 3] + 1,
	    *up2 = row[(i + 1) % 3] + 1;
	size_t k, j;

	for (k = 0; k < BAND; k++) {
		now[k] = FAR;
		if (i + k < OFF_MAX || (j = i + k - OFF_MAX) > b->n)
			continue;
		if (j == 0) {
			now[k] = least((int)i, FAR);
			continue;
		}
		now[k] = least(up[k] + (a->at[i - 1] != b->at[j - 1]),
		    least(up[k + 1] + 1, (k ? now[k - 1] : FAR) + 1));
		if (i > 1 && j > 1 && a->at[i - 1] == b->at[j - 2] &&
		    a->at[i - 2] == b->at[j - 1])
			now[k] = least(now[k], up2[k] + 1);
		now[k] = least(now[k], FAR);
	}
}

/*
 * Letters changed, left out, put in, or swapped with the next one (optimal
 * string alignment), FAR if more than OFF_MAX: the band of the table that is
 * near its diagonal (Ukkonen 1985).  start: from a to any start of b, *end
 * letters of it.
 */
static int
distance(const struct title *a, const struct title *b, bool start,
    size_t *end)
{
	int row[3][BAND + 2], best = FAR;
	size_t i, k;

	for (i = 0; i < 3; i++)
		for (k = 0; k < BAND + 2; k++)
			row[i][k] = FAR;
	for (k = OFF_MAX; k < BAND; k++)
		row[0][k + 1] = k - OFF_MAX <= b->n ? (int)(k - OFF_MAX) :
		    FAR;
	for (i = 1; i <= a->n; i++)
		next_row(a, b, i, row);
	for (k = 0; k < BAND; k++) {
		if (a->n + k < OFF_MAX || a->n + k - OFF_MAX > b->n ||
		    (!start && a->n + k - OFF_MAX != b->n) ||
		    row[a->n % 3][k + 1] >= best)
			continue;
		best = row[a->n % 3][k + 1];
		*end = a->n + k - OFF_MAX;
	}
	return best;
}

/* Few letters are soon the ones of another headline. */
static enum title_match
match_near(const struct title *a, const struct title *b, bool cut)
{
	size_t end = 0;
	int off, max = least((int)(a->width < b->width || cut ? a->width :
	    b->width) / PER_LETTER, OFF_MAX);

	if (max == 0 || a->n == TITLE_MAX || a->n > b->n + OFF_MAX ||
	    (!cut && b->n > a->n + OFF_MAX))
		return MEANS_NOT;
	off = distance(a, b, cut, &end);
	if (off > max || !same_digits(a, b, end))
		return MEANS_NOT;
	return off == OFF_MAX ? MEANS_NEAR_TWO : MEANS_NEAR;
}

struct titles {
	struct title form[TITLE_FORMS];
	struct slice text[TITLE_FORMS];
	size_t n;
	bool cut;
};

struct titles *
titles_new(struct slice title, bool cut)
{
	struct titles *t = mem_alloc(1, sizeof(*t));
	size_t i;

	t->n = title_forms(title, t->text);
	t->cut = cut;
	for (i = 0; i < t->n; i++)
		title_make(&t->form[i], t->text[i]);
	return t;
}

void
titles_free(struct titles *t)
{
	free(t);
}

/* One form of each: i and k say how much of them was left out. */
static enum title_match
match_forms(const struct titles *t, size_t i, const struct title *its,
    size_t k, bool its_cut)
{
	const struct title *a = &t->form[i];
	bool cut = t->cut && i == 0;

	/* "Word - A" is not "Word - B". */
	if (a->n == 0 || its->n == 0 || (i > 0 && k > 0))
		return MEANS_NOT;
	if (is_same(a, its))
		return i + k > 0 ? MEANS_BARE : cut && !its_cut ?
		    MEANS_CUT : MEANS_SAME;
	if (cut && k == 0 && is_start(a, its))
		return MEANS_CUT;
	return match_near(a, its, cut && k == 0);
}

enum title_match
titles_match(const struct titles *t, struct slice headline,
    struct title_pair *pair)
{
	struct slice forms[TITLE_FORMS], whole = headline;
	enum title_match best = MEANS_NOT, m;
	bool cut = headline_cut(&whole);
	struct title its;
	size_t i, k, n = title_forms(whole, forms);

	for (k = 0; k < n && best < MEANS_SAME; k++) {
		title_make(&its, forms[k]);
		for (i = 0; i < t->n; i++) {
			m = match_forms(t, i, &its, k, cut);
			if (m > best && pair)
				*pair = (struct title_pair){ t->text[i],
				    forms[k] };
			if (m > best)
				best = m;
		}
	}
	return best;
}

enum title_match
title_match(struct slice title, bool cut, struct slice headline)
{
	struct titles *t = titles_new(title, cut);
	enum title_match m = titles_match(t, headline, NULL);

	titles_free(t);
	return m;
}
