#include "store/signs.h"

#include <stdlib.h>

#include "base/buf.h"
#include "base/mem.h"
#include "text/fold.h"
#include "text/terms.h"
#include "text/utf8.h"

#define MAX_TEXT ((size_t)32 << 10)	/* bytes that are read */
#define SLOTS 16384			/* a power of two, more than words */
#define MIN_NAME 3			/* bytes of a name */
#define MIN_WORD 4			/* of another word */
#define MAX_NAMES 32			/* of all signs */
#define MAX_HEADLINE 16			/* other words of the headline */
#define NOUNS 4				/* more than one word of four with a
					   capital: all nouns have (German) */
#define MIN_SAMPLE 100			/* words to tell by */
#define MAX_TOGETHER 4			/* names that are one */

struct word {
	struct slice term;
	size_t start, end;
	uint32_t n, caps, small;	/* how often, within a sentence */
	bool headline, body, wide;
	int class;			/* below */
	struct word *next;		/* of its slot */
};

enum { NAME, OF_HEADLINE, AGAIN, NO_SIGN };

struct words {
	struct word *at[SLOTS], *slots[SLOTS];
	size_t n;
	struct slice text;
	size_t body;			/* where it begins */
	struct arena *arena;
};

/* Whether a sentence, or a part of one that may have a capital, begins. */
static bool
begins(struct slice text, size_t at)
{
	uint32_t cp;

	while (at > 0) {
		at = utf8_prev(text, at);
		utf8_decode(slice_from(text, at), &cp);
		if (cp == '\n' || cp == '.' || cp == '!' || cp == '?' ||
		    cp == ':' || cp == 0x2026 || cp == 0x2022)
			return true;
		if (cp == ',' || cp == ';' || (cp != ' ' &&
		    text_part(cp) == TEXT_KEEP))
			return false;
	}
	return true;
}

static bool
has_case(struct slice x)
{
	uint32_t low[TEXT_FOLD_MAX], cp;

	utf8_decode(x, &cp);
	return text_fold_cp(cp, low) > 0 && *low != cp;
}

static struct word *
word_of(struct words *w, struct slice term)
{
	struct word **slot = &w->slots[slice_hash(term) % SLOTS], *x;

	for (x = *slot; x != NULL; x = x->next)
		if (slice_eq(x->term, term))
			return x;
	if (w->n == SLOTS)
		return NULL;
	x = ARENA_NEW(w->arena, 1, struct word);
	x->term = arena_dup(w->arena, term);
	x->next = *slot;
	*slot = x;
	return w->at[w->n++] = x;
}

static void
count(struct words *w, const struct terms *t, struct slice term)
{
	struct word *x = word_of(w, term);
	bool body = t->start >= w->body;

	if (x == NULL)
		return;
	x->n++;
	if (x->n == 1 || (body && !x->body)) {
		x->start = t->start;
		x->end = t->end;
		x->wide = t->wide;
	}
	x->headline |= !body;
	x->body |= body;
	if (!body || t->wide || begins(w->text, t->start))
		return;
	if (has_case(slice_sub(w->text, t->start, t->end - t->start)))
		x->caps++;
	else
		x->small++;
}

static int
class_of(const struct word *x)
{
	if (x->caps > x->small && x->term.len >= MIN_NAME)
		return NAME;
	if (!x->wide && x->term.len < MIN_WORD)
		return NO_SIGN;
	return x->headline ? OF_HEADLINE : x->n > 1 ? AGAIN : NO_SIGN;
}

/* Names that come most; of other words the long ones, which are rarer. */
static int
by_worth(const void *a, const void *b)
{
	const struct word *x = *(struct word *const *)a;
	const struct word *y = *(struct word *const *)b;
	size_t nx = x->class == NAME ? x->n : x->term.len;
	size_t ny = y->class == NAME ? y->n : y->term.len;

	if (x->class != y->class)
		return x->class - y->class;
	if (nx != ny)
		return nx > ny ? -1 : 1;
	return x->start < y->start ? -1 : x->start > y->start;
}

static int
by_place(const void *a, const void *b)
{
	const struct sign *x = a, *y = b;

	return x->start < y->start ? -1 : x->start > y->start;
}

/* What stands between two parts of a name: a blank, a dash, a little word. */
static bool
is_joint(struct slice x)
{
	size_t i, letters = 0;

	if (x.len > 6)
		return false;
	for (i = 0; i < x.len; i++) {
		if (x.s[i] != ' ' && x.s[i] != '-' && x.s[i] != '\'' &&
		    !(x.s[i] >= 'a' && x.s[i] <= 'z'))
			return false;
		letters += x.s[i] >= 'a';
	}
	return letters <= 3;
}

static bool
goes_on(struct slice text, const struct sign *a, const struct sign *b)
{
	if (a->wide || b->wide)
		return a->wide && b->wide && b->start < a->end;
	return a->name && b->name && b->start > a->end &&
	    is_joint(slice_sub(text, a->end, b->start - a->end));
}

static void
group(struct slice text, struct sign *at, size_t n)
{
	size_t i, together = 1;

	for (i = 0; i < n; i++) {
		at[i].group = i;
		if (i == 0)
			continue;
		if (together < MAX_TOGETHER && goes_on(text, &at[i - 1],
		    &at[i])) {
			at[i].group = at[i - 1].group;
			together++;
		} else
			together = 1;
	}
}

static size_t
choose(struct words *w, struct sign *at, size_t max)
{
	static const size_t most[] = { MAX_NAMES, MAX_HEADLINE, SIZE_MAX };
	size_t i, n = 0, of[NO_SIGN] = { 0 }, caps = 0, small = 0;
	const struct word *x;
	bool nouns;

	for (i = 0; i < w->n; i++) {
		w->at[i]->class = class_of(w->at[i]);
		caps += w->at[i]->caps;
		small += w->at[i]->small;
	}
	nouns = caps + small >= MIN_SAMPLE && caps * NOUNS > caps + small;
	qsort(w->at, w->n, sizeof(*w->at), by_worth);
	for (i = 0; i < w->n && n < max; i++) {
		x = w->at[i];
		if (x->class == NO_SIGN || of[x->class]++ >= most[x->class])
			continue;
		at[n] = (struct sign){ .term = x->term,
		    .text = slice_sub(w->text, x->start, x->end - x->start),
		    .start = x->start, .end = x->end, .n = x->n,
		    .name = x->class == NAME && !nouns, .wide = x->wide };
		n++;
	}
	qsort(at, n, sizeof(*at), by_place);
	group(w->text, at, n);
	return n;
}

size_t
signs_find(struct slice headline, struct slice body, struct slice *text,
    struct sign *at, size_t max, struct arena *arena)
{
	struct words *w = mem_alloc(1, sizeof(*w));
	struct buf b = { 0 };
	struct terms t = { .at = 0 };
	struct slice term;
	size_t n;

	buf_add(&b, headline);
	buf_addc(&b, '\n');
	w->body = b.len;
	buf_add(&b, slice_sub(body, 0, MAX_TEXT));
	w->text = *text = t.text = arena_dup(arena, buf_slice(&b));
	w->arena = arena;
	while (terms_next(&t, &term))
		count(w, &t, term);
	n = choose(w, at, max);
	free(w);
	buf_free(&b);
	return n;
}
