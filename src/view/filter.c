#include "view/filter.h"

#include <stdlib.h>

#include "base/mem.h"
#include "text/fold.h"

#define SCORE_DIGITS 9

static bool
add_text(struct filter *f, struct slices *to, struct slice x, struct err *err)
{
	struct buf b = { 0 };

	if (x.len == 0)
		return fail(err, "author: wants a name, text: words");
	text_casefold(&b, x);
	to->at = mem_grow(to->at, &to->cap, to->n + 1, sizeof(*to->at));
	to->at[to->n++] = arena_dup(&f->arena, buf_slice(&b));
	buf_free(&b);
	return true;
}

static bool
take_author(struct filter *f, struct slice x, struct err *err)
{
	return add_text(f, &f->authors, x, err);
}

static bool
take_text(struct filter *f, struct slice x, struct err *err)
{
	return add_text(f, &f->texts, x, err);
}

/* A whole number, with a sign or without. */
static bool
to_number(struct slice x, int64_t *n)
{
	bool minus = slice_starts(x, SLICE("-"));
	size_t i;

	if (minus || slice_starts(x, SLICE("+")))
		x = slice_from(x, 1);
	if (x.len == 0 || x.len > SCORE_DIGITS)
		return false;
	for (i = 0, *n = 0; i < x.len; i++) {
		if (!ascii_digit(x.s[i]))
			return false;
		*n = *n * 10 + (x.s[i] - '0');
	}
	if (minus)
		*n = -*n;
	return true;
}

/* What a comparison leaves of the scores from min to max. */
static const struct {
	struct slice sign;
	int below, above;		/* added to the number; KEEP: not set */
} signs[] = {
#define KEEP 9
	{ SLICE_INIT(">="), 0, KEEP }, { SLICE_INIT("<="), KEEP, 0 },
	{ SLICE_INIT(">"), 1, KEEP }, { SLICE_INIT("<"), KEEP, -1 },
	{ SLICE_INIT("="), 0, 0 }, { SLICE_INIT(""), 0, KEEP }
};

static bool
take_score(struct filter *f, struct slice x, struct err *err)
{
	size_t i;
	int64_t n;

	for (i = 0; !slice_starts(x, signs[i].sign); i++)
		;
	if (!to_number(slice_from(x, signs[i].sign.len), &n))
		return fail(err, "score: wants a number, as in score:>=5");
	f->scored = true;
	if (signs[i].below != KEEP && n + signs[i].below > f->min)
		f->min = n + signs[i].below;
	if (signs[i].above != KEEP && n + signs[i].above < f->max)
		f->max = n + signs[i].above;
	return true;
}

static const struct {
	struct slice name;
	bool (*take)(struct filter *, struct slice, struct err *);
} keys[] = {
	{ SLICE_INIT("author:"), take_author },
	{ SLICE_INIT("text:"), take_text },
	{ SLICE_INIT("score:"), take_score }
};

static bool
take_term(struct filter *f, struct slice term, struct err *err)
{
	size_t i;

	if (slice_ieq(term, SLICE("new"))) {
		f->fresh = true;
		return true;
	}
	for (i = 0; i < sizeof(keys) / sizeof(*keys); i++)
		if (slice_istarts(term, keys[i].name))
			return keys[i].take(f, slice_from(term,
			    keys[i].name.len), err);
	return take_text(f, term, err);
}

/* The next term of the line without its quotes, into b. */
static bool
next_term(struct slice *line, struct buf *b)
{
	bool quoted = false;
	size_t i;

	*line = slice_trim(*line);
	buf_clear(b);
	for (i = 0; i < line->len; i++) {
		if (line->s[i] == '"')
			quoted = !quoted;
		else if (ascii_space(line->s[i]) && !quoted)
			break;
		else
			buf_addc(b, line->s[i]);
	}
	*line = slice_from(*line, i);
	return i > 0;
}

bool
filter_parse(struct filter *f, struct slice line, struct err *err)
{
	struct buf term = { 0 };
	bool ok = true;

	*f = (struct filter){ .min = INT64_MIN, .max = INT64_MAX };
	while (ok && next_term(&line, &term))
		ok = take_term(f, buf_slice(&term), err);
	buf_free(&term);
	if (!ok)
		filter_free(f);
	return ok;
}

void
filter_free(struct filter *f)
{
	free(f->authors.at);
	free(f->texts.at);
	arena_free(&f->arena);
	*f = (struct filter){ 0 };
}

bool
filter_is_empty(const struct filter *f)
{
	return f->authors.n == 0 && f->texts.n == 0 && !f->scored &&
	    !f->fresh;
}

bool
filter_takes_name(const struct filter *f, struct slice name)
{
	size_t i, len;

	for (i = 0; i < f->authors.n; i++)
		if (text_find(name, 0, f->authors.at[i], true, &len) !=
		    SLICE_NONE)
			return true;
	return f->authors.n == 0;
}

bool
filter_takes_rest(const struct filter *f, const struct comment *c, bool fresh)
{
	size_t i, len;

	if (f->fresh && !fresh)
		return false;
	if (f->scored && (c->score == SCORE_NONE || c->score < f->min ||
	    c->score > f->max))
		return false;
	for (i = 0; i < f->texts.n; i++)
		if (text_find(c->text, 0, f->texts.at[i], true, &len) ==
		    SLICE_NONE)
			return false;
	return true;
}
