/*
 * How a page marks replies, in any language: the words are learned from
 * their repetition.  NAME phrase NAME suffix, the suffix in brackets.
 */
#include "load/dump_parts.h"

#include <stdlib.h>

#include "base/mem.h"
#include "load/line.h"
#include "load/names.h"

#define SAMPLES 256		/* lines that are learned from */
#define LINE_MAX_BYTES 512	/* of such a line */
#define BARE_WORDS 10		/* of a reply mark without the suffix */
#define NAME_BYTES 64		/* of a name while learning */
#define COMMON_BYTES 120	/* of the line that all must share words with */

struct samples {
	struct slice at[SAMPLES];
	size_t n;
};

/* Strings and how often each was seen. */
struct counts {
	struct names ids;
	struct slice *text;
	size_t *n;
	size_t cap, ncap;
};

static void
counts_add(struct counts *c, struct slice x)
{
	int32_t old = c->ids.n, id = names_add(&c->ids, x);

	c->text = mem_grow(c->text, &c->cap, (size_t)id + 1,
	    sizeof(*c->text));
	c->n = mem_grow(c->n, &c->ncap, (size_t)id + 1, sizeof(*c->n));
	if (id == old) {
		c->text[id] = x;
		c->n[id] = 0;
	}
	c->n[id]++;
}

/* The most frequent string (the longer of two); its count. */
static size_t
counts_best(const struct counts *c, struct slice *best)
{
	size_t i, n = 0;

	for (i = 0; i < (size_t)c->ids.n; i++) {
		if (c->n[i] < n ||
		    (c->n[i] == n && c->text[i].len <= best->len))
			continue;
		n = c->n[i];
		*best = c->text[i];
	}
	return n;
}

static void
counts_free(struct counts *c)
{
	names_free(&c->ids);
	free(c->text);
	free(c->n);
}

/* "(...)" at the end of x, the blanks before it too; empty if none. */
static struct slice
bracket_of(struct slice x)
{
	static const struct slice open[] = { SLICE_INIT("("), SLICE_INIT("（") };
	static const struct slice shut[] = { SLICE_INIT(")"), SLICE_INIT("）") };
	size_t i, at;

	for (i = 0; i < 2; i++) {
		if (!slice_ends(x, shut[i]))
			continue;
		for (at = x.len; at > 0; at--)
			if (slice_starts(slice_from(x, at - 1), open[i]))
				return slice_from(x, at - 1);
	}
	return (struct slice){ 0 };
}

static void
sample(struct samples *s, struct slice x)
{
	if (s->n < SAMPLES && x.len && x.len <= LINE_MAX_BYTES)
		s->at[s->n++] = x;
}

/* Lines that may mark a reply: the bullets' own lines, and the first line
 * below where the bullet names nobody. */
static void
take_samples(struct samples *s, const struct dump_list *l, struct slice text)
{
	size_t i;

	for (i = 0; i < l->n && s->n < SAMPLES; i++) {
		sample(s, l->items[i].head);
		if (name_is_nobody(l->items[i].head))
			sample(s, dump_first_line(text, &l->items[i]));
	}
}

static struct slice
learn_suffix(const struct samples *s)
{
	struct slice best = { 0 }, x;
	struct counts c = { 0 };
	size_t i, n, len;

	for (i = 0; i < s->n; i++) {
		x = bracket_of(s->at[i]);
		if (x.len)
			counts_add(&c, x);
	}
	n = counts_best(&c, &best);
	counts_free(&c);
	if (n > 1)
		return best;
	for (i = 0; i < s->n; i++)
		if (dump_reply_words(s->at[i], &len) != SLICE_NONE)
			return bracket_of(s->at[i]);
	return (struct slice){ 0 };
}

static struct slice
without(struct slice x, struct slice suffix)
{
	if (suffix.len && slice_ends(x, suffix))
		x.len -= suffix.len;
	return line_trim(x);
}

/* Lines with the suffix, without it, to marked; the others to plain. */
static void
sort_samples(const struct samples *s, struct slice suffix,
    struct samples *marked, struct names *plain)
{
	size_t i;

	for (i = 0; i < s->n; i++) {
		if (suffix.len == 0 || slice_ends(s->at[i], suffix))
			sample(marked, without(s->at[i], suffix));
		if (suffix.len == 0 || !slice_ends(s->at[i], suffix))
			names_add(plain, s->at[i]);
	}
}

static struct slice
known_phrase(const struct samples *marked)
{
	struct slice best = { 0 };
	struct counts c = { 0 };
	size_t i, at, len;

	for (i = 0; i < marked->n; i++) {
		at = dump_reply_words(marked->at[i], &len);
		if (at != SLICE_NONE)
			counts_add(&c, slice_sub(marked->at[i], at, len));
	}
	counts_best(&c, &best);
	counts_free(&c);
	return best;
}

/* What stands between two known names at the ends of x. */
static void
count_middles(struct counts *c, const struct names *known, struct slice x)
{
	size_t starts[NAME_BYTES], n = 0, i, j, from;
	struct slice mid;

	for (i = 1; i < x.len && i <= NAME_BYTES; i++)
		if (names_find(known, line_trim(slice_sub(x, 0, i))) !=
		    NAME_NONE)
			starts[n++] = i;
	from = x.len > NAME_BYTES ? x.len - NAME_BYTES : 1;
	for (j = from; n > 0 && j < x.len; j++) {
		if (names_find(known, line_trim(slice_from(x, j))) ==
		    NAME_NONE)
			continue;
		for (i = 0; i < n && starts[i] < j; i++) {
			mid = slice_sub(x, starts[i], j - starts[i]);
			if (line_trim(mid).len > 1)
				counts_add(c, line_trim(mid));
		}
	}
}

static struct slice
phrase_between_names(const struct samples *marked, const struct names *known,
    size_t least)
{
	struct slice best = { 0 };
	struct counts c = { 0 };
	size_t i, n;

	for (i = 0; i < marked->n; i++)
		count_middles(&c, known, marked->at[i]);
	n = counts_best(&c, &best);
	counts_free(&c);
	return n >= least ? best : (struct slice){ 0 };
}

/* A piece of that many bytes of x which all of a few samples hold. */
static bool
common_piece(const struct samples *s, struct slice x, size_t len,
    struct slice *piece)
{
	size_t i, j, n = s->n < 16 ? s->n : 16;

	for (i = 1; i + len < x.len; i++) {
		for (j = 0; j < n; j++)
			if (slice_find(slice_from(s->at[j], 1),
			    slice_sub(x, i, len)) == SLICE_NONE)
				break;
		if (j == n) {
			*piece = slice_sub(x, i, len);
			return true;
		}
	}
	return false;
}

/* The longest piece that all share, by halving: a longer common piece
 * holds a shorter one. */
static struct slice
longest_common(const struct samples *s)
{
	struct slice x = s->at[0], best = { 0 };
	size_t lo = 2, hi, mid;

	x = slice_sub(x, 0, COMMON_BYTES);
	hi = x.len;
	while (lo <= hi) {
		mid = lo + (hi - lo) / 2;
		if (common_piece(s, x, mid, &best))
			lo = mid + 1;
		else
			hi = mid - 1;
	}
	while (best.len && (*best.s & 0xC0) == 0x80)
		best = slice_from(best, 1);
	return line_trim(best);
}

static struct slice
learn_phrase(const struct samples *marked, const struct names *known,
    bool suffixed)
{
	struct slice phrase = known_phrase(marked);

	if (phrase.len)
		return phrase;
	phrase = phrase_between_names(marked, known, suffixed ? 1 : 3);
	if (phrase.len == 0 && suffixed && marked->n >= 3)
		phrase = longest_common(marked);
	return phrase;
}

void
dump_form_learn(struct dump_form *f, const struct dump_list *l,
    struct slice text)
{
	struct samples all = { .n = 0 }, marked = { .n = 0 };
	struct names known = { 0 };

	take_samples(&all, l, text);
	f->suffix = learn_suffix(&all);
	sort_samples(&all, f->suffix, &marked, &known);
	f->phrase = learn_phrase(&marked, &known, f->suffix.len > 0);
	if (f->phrase.len == 0)
		f->suffix = (struct slice){ 0 };
	names_free(&known);
}

bool
dump_form_part(const struct dump_form *f, struct slice head,
    struct slice *author, struct slice *target)
{
	struct slice rest = without(head, f->suffix);
	bool marked = f->suffix.len > 0 && rest.len < head.len;
	size_t at = SLICE_NONE, len = f->phrase.len;

	*author = rest;
	*target = (struct slice){ 0 };
	if (head.len > LINE_MAX_BYTES || (!marked &&
	    line_words(head) > BARE_WORDS))
		return false;
	if (len && (marked || f->suffix.len == 0))
		at = slice_find(rest, f->phrase);
	if (f->suffix.len == 0 && at == SLICE_NONE)
		at = dump_reply_words(rest, &len);
	if (at == SLICE_NONE || at + len >= rest.len)
		return false;
	*author = line_trim(slice_sub(rest, 0, at));
	*target = line_trim(slice_from(rest, at + len));
	return target->len > 0;
}
