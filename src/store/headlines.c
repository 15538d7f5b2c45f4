#include "store/headlines.h"

#include <stdlib.h>

#include "base/arena.h"
#include "base/mem.h"
#include "text/fold.h"
#include "text/utf8.h"

#define MIN_WORDS 3		/* of a headline without its site's name */
#define MAX_SITE_WORDS 5	/* of a site's name */
#define MIN_CUT 12		/* bytes of key that a cut headline needs */

struct entry {
	struct slice key;
	size_t story;
	bool bare;			/* without the site's name */
};

struct headlines {
	struct entry *entries;
	size_t n, cap;
	bool sorted;
	struct arena arena;
};

struct headlines *
headlines_new(void)
{
	return mem_alloc(1, sizeof(struct headlines));
}

void
headlines_free(struct headlines *h)
{
	if (h == NULL)
		return;
	free(h->entries);
	arena_free(&h->arena);
	free(h);
}

static bool
is_blank(uint32_t cp)
{
	return cp == ' ' || cp == 0xA0 || cp == 0x202F || cp == 0x3000;
}

/* What stands between blanks before a site's name: dashes, bars, dots in
 * the middle, arrows.  No "&", no "+". */
static bool
is_joint(uint32_t cp)
{
	static const uint32_t joints[] = {
		'-', '|', 0xAB, 0xB7, 0xBB, 0x2010, 0x2011, 0x2012, 0x2013,
		0x2014, 0x2015, 0x2022, 0x2039, 0x203A, 0x2212, 0x2502,
		0x30FB, 0xFF0D, 0xFF5C
	};
	size_t i;

	for (i = 0; i < sizeof(joints) / sizeof(*joints); i++)
		if (cp == joints[i])
			return true;
	return false;
}

/* A joint at `at`, bytes long; where the name begins, or 0: it is none. */
static size_t
joint_end(struct slice x, size_t at)
{
	uint32_t cp, next;
	size_t n = utf8_decode(slice_from(x, at), &cp), i;

	if (cp == ':' && slice_starts(slice_from(x, at), SLICE(":: ")))
		return at + 3;
	if (!is_joint(cp) || at + n >= x.len)
		return 0;
	i = utf8_decode(slice_from(x, at + n), &next);
	return is_blank(next) ? at + n + i : 0;
}

/* Characters of scripts without blanks are words, by two. */
static size_t
count_words(struct slice x)
{
	size_t i, n = 0, wide = 0;
	uint32_t cp, last = ' ';

	for (i = 0; i < x.len; last = cp) {
		i += utf8_decode(slice_from(x, i), &cp);
		wide += cp >= 0x2E80;
		n += !is_blank(cp) && is_blank(last);
	}
	return n + wide / 2;
}

struct slice
headline_bare(struct slice title)
{
	size_t i, n, end, cut = 0, after = 0;
	uint32_t cp, last = 'x';

	for (i = 0; i < title.len; i += n, last = cp) {
		n = utf8_decode(slice_from(title, i), &cp);
		if (!is_blank(last) || (end = joint_end(title, i)) == 0)
			continue;
		cut = i;
		after = end;
	}
	if (cut == 0 || count_words(slice_from(title, after)) >
	    MAX_SITE_WORDS)
		return SLICE("");
	title.len = utf8_prev(title, cut);
	return count_words(title) < MIN_WORDS ? SLICE("") :
	    slice_trim(title);
}

static void
add(struct headlines *h, size_t story, struct slice title, bool bare)
{
	struct buf key = { 0 };

	text_key(&key, title);
	if (key.len) {
		h->entries = mem_grow(h->entries, &h->cap, h->n + 1,
		    sizeof(*h->entries));
		h->entries[h->n++] = (struct entry){
			arena_dup(&h->arena, buf_slice(&key)), story, bare
		};
		h->sorted = false;
	}
	buf_free(&key);
}

void
headlines_add(struct headlines *h, size_t story, struct slice title)
{
	struct slice bare = headline_bare(title);

	add(h, story, title, false);
	if (bare.len)
		add(h, story, bare, true);
}

static int
by_key(const void *a, const void *b)
{
	const struct entry *x = a, *y = b;
	size_t n = x->key.len < y->key.len ? x->key.len : y->key.len;
	int c = n ? memcmp(x->key.s, y->key.s, n) : 0;

	if (c == 0)
		c = (x->key.len > y->key.len) - (x->key.len < y->key.len);
	return c ? c : (x->story > y->story) - (x->story < y->story);
}

static size_t
lower_bound(const struct headlines *h, struct slice key)
{
	struct entry want = { key, 0, false };
	size_t lo = 0, hi = h->n, mid;

	while (lo < hi) {
		mid = lo + (hi - lo) / 2;
		if (by_key(&h->entries[mid], &want) < 0)
			lo = mid + 1;
		else
			hi = mid;
	}
	return lo;
}

/* Adds story to a sorted set. */
static size_t
note(size_t *stories, size_t n, size_t max, size_t story)
{
	size_t i, at = 0;

	while (at < n && stories[at] < story)
		at++;
	if ((at < n && stories[at] == story) || n == max)
		return n;
	for (i = n; i > at; i--)
		stories[i] = stories[i - 1];
	stories[at] = story;
	return n + 1;
}

struct query {
	bool prefix;			/* key is a beginning */
	bool bare;			/* bare entries count too */
};

static size_t
find(const struct headlines *h, struct slice key, struct query q,
    size_t *stories, size_t max)
{
	size_t i, n = 0;

	if (key.len == 0)
		return 0;
	for (i = lower_bound(h, key); i < h->n; i++) {
		const struct entry *e = &h->entries[i];

		if (!(q.prefix ? slice_starts(e->key, key) :
		    slice_eq(e->key, key)))
			break;
		if (q.bare || !e->bare)
			n = note(stories, n, max, e->story);
	}
	return n;
}

bool
headline_cut(struct slice *title)
{
	*title = slice_trim(*title);
	if (slice_ends(*title, SLICE("…")))
		title->len -= 3;
	else if (slice_ends(*title, SLICE("...")))
		title->len -= 3;
	else
		return false;
	return true;
}

static size_t
find_cut(struct headlines *h, struct slice key, size_t *stories, size_t max)
{
	if (key.len < MIN_CUT)
		return 0;
	return find(h, key, (struct query){ true, false }, stories, max);
}

size_t
headlines_find(struct headlines *h, struct slice title, size_t *stories,
    size_t max)
{
	struct buf key = { 0 }, bare = { 0 };
	bool cut = headline_cut(&title);
	size_t n;

	if (!h->sorted && h->n)
		qsort(h->entries, h->n, sizeof(*h->entries), by_key);
	h->sorted = true;
	text_key(&key, title);
	text_key(&bare, headline_bare(title));
	n = find(h, buf_slice(&key), (struct query){ false, false }, stories,
	    max);
	if (n == 0)
		n = find(h, buf_slice(&key), (struct query){ false, true },
		    stories, max);
	if (n == 0 && cut)
		n = find_cut(h, buf_slice(&key), stories, max);
	if (n == 0)
		n = find(h, buf_slice(&bare), (struct query){ false, false },
		    stories, max);
	buf_free(&key);
	buf_free(&bare);
	return n;
}
