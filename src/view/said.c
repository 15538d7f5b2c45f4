#include "view/said.h"

#include <stdlib.h>

#include "base/buf.h"
#include "base/mem.h"
#include "text/fold.h"
#include "text/quotemark.h"
#include "text/utf8.h"

#define RUN 3			/* words that are held against each other */
#define WORDS_QUOTED 2		/* at least, after ">" */
#define WORDS_MARKED 4		/* at least, in quotation marks */
#define MARKED_MAX ((size_t)4000)	/* bytes in quotation marks */
#define WIDE 0x2E80u		/* from here on, scripts without blanks */

/* The words of a text, as hashes, one after the other. */
struct cursor {
	struct slice text;
	size_t at;
	struct slice key;		/* rest of a word with other scripts */
	size_t key_at;			/* where that word begins */
	struct buf scratch;
	bool skip_quoted;
};

/* Quotes and apostrophes neither part words nor belong to them. */
static bool
is_blank(char c)
{
	return !ascii_alpha(c) && !ascii_digit(c) && c != '\'' && c != '`' &&
	    c != '"' && (unsigned char)c < 0x80;
}

static bool
line_is_quoted(struct slice text, size_t at)
{
	while (at < text.len && (text.s[at] == ' ' || text.s[at] == '\t'))
		at++;
	return at < text.len && text.s[at] == '>';
}

/* Past what is between words, and past quoted lines. */
static void
skip_blanks(struct cursor *c)
{
	size_t n;

	for (; c->at < c->text.len && is_blank(c->text.s[c->at]) ; c->at++) {
		if (!c->skip_quoted || c->text.s[c->at] != '\n')
			continue;
		while (line_is_quoted(c->text, c->at + 1)) {
			n = slice_chr(slice_from(c->text, c->at + 1), '\n');
			if (n == SLICE_NONE) {
				c->at = c->text.len;
				return;
			}
			c->at += 1 + n;
		}
	}
}

/* Never 0 once it was called. */
static uint64_t
hash_step(uint64_t h, char c)
{
	return ((h ^ (unsigned char)c) * 0x100000001B3u + 0x9E3779B9u) | 1;
}

/* One word of c->key: up to a blank, or one character of those scripts. */
static uint64_t
take_key(struct cursor *c)
{
	size_t n = 0, len, i;
	uint64_t h = 0;
	uint32_t cp = 0;

	while (n < c->key.len && c->key.s[n] != ' ') {
		len = utf8_decode(slice_from(c->key, n), &cp);
		if (cp >= WIDE && n > 0)
			break;
		n += len;
		if (cp >= WIDE)
			break;
	}
	for (i = 0; i < n; i++)
		h = hash_step(h, c->key.s[i]);
	n += n < c->key.len && c->key.s[n] == ' ';
	c->key = slice_from(c->key, n);
	return h;
}

/* A word of ASCII alone, from c->at on: its hash, and 0 where it has other
 * letters or none; c->at is where it ends. */
static uint64_t
ascii_word(struct cursor *c)
{
	uint64_t h = 0;
	char ch;

	for (; c->at < c->text.len && !is_blank(c->text.s[c->at]); c->at++) {
		ch = ascii_lower(c->text.s[c->at]);
		if ((unsigned char)ch >= 0x80)
			return 0;
		if (ascii_alpha(ch) || ascii_digit(ch))
			h = hash_step(h, ch);
	}
	return h;
}

/* Where what begins at `at` ends: a word, or in scripts without blanks a
 * character, so that its place is told to the character. */
static size_t
chunk_end(struct slice text, size_t at)
{
	size_t start = at, n;
	uint32_t cp;

	for (; at < text.len && !is_blank(text.s[at]); at += n) {
		n = utf8_decode(slice_from(text, at), &cp);
		if (cp >= WIDE)
			return at > start ? at : at + n;
	}
	return at;
}

/* The next word: its hash, or 0 at the end; *at is where it begins. */
static uint64_t
next_word(struct cursor *c, size_t *at)
{
	uint64_t h;

	while (c->key.len == 0) {
		skip_blanks(c);
		*at = c->at;
		if (c->at >= c->text.len)
			return 0;
		h = ascii_word(c);
		if (h != 0)
			return h;
		c->at = chunk_end(c->text, *at);
		c->key_at = *at;
		buf_clear(&c->scratch);
		text_key(&c->scratch, slice_sub(c->text, *at, c->at - *at));
		c->key = buf_slice(&c->scratch);
	}
	*at = c->key_at;
	return take_key(c);
}

static size_t
count_words(struct slice x, size_t enough)
{
	struct cursor c = { .text = x };
	size_t n = 0, at;

	while (n < enough && next_word(&c, &at) != 0)
		n++;
	buf_free(&c.scratch);
	return n;
}

/* Lines after ">": their marks go on the way, being no words. */
static size_t
quoted_lines(struct slice text, size_t from)
{
	size_t end = from, n;

	while (line_is_quoted(text, end)) {
		n = slice_chr(slice_from(text, end), '\n');
		if (n == SLICE_NONE)
			return text.len;
		end += n + 1;
	}
	return end;
}

/* The end of what is in quotation marks m from at on, or at: they are not
 * shut; *q is what is in them. */
static size_t
marked_text(struct slice text, size_t at, const struct quotemark *m,
    struct quotation *q)
{
	struct slice in;
	size_t end;

	in = slice_sub(text, at + m->open.len, MARKED_MAX);
	end = slice_find(in, m->shut);
	if (end == SLICE_NONE)
		return at;
	*q = (struct quotation){ at + m->open.len, at + m->open.len + end };
	return q->end + m->shut.len;
}

static bool
has_words(struct slice text, const struct quotation *q, size_t n)
{
	return count_words(slice_sub(text, q->start, q->end - q->start),
	    n) >= n;
}

#define TRIES 500			/* opening marks that are tried */

size_t
said_quotations(struct slice text, struct quotation at[SAID_MAX])
{
	const struct quotemark *m;
	size_t i, n = 0, end, tries = 0;
	struct quotation q;

	for (i = 0; i < text.len && n < SAID_MAX && tries < TRIES;
	    i = end > i ? end : i + 1) {
		end = i;
		if (i == 0 || text.s[i - 1] == '\n')
			end = quoted_lines(text, i);
		q = (struct quotation){ i, end };
		if (end > i) {
			if (has_words(text, &q, WORDS_QUOTED))
				at[n++] = q;
			continue;
		}
		m = quotemark_at(slice_from(text, i), true);
		if (m == NULL)
			continue;
		tries++;
		end = marked_text(text, i, m, &q);
		if (end > i && has_words(text, &q, WORDS_MARKED))
			at[n++] = q;
	}
	return n;
}

/* The quotation as runs of words, in a table by their hashes. */
struct said {
	uint64_t *runs;			/* 0: free */
	uint32_t *seen;			/* by slot: in which text last */
	size_t mask, n, length;		/* words of a run */
	uint32_t text;			/* number of the one in hand */
	struct cursor cursor;
};

static size_t
slot_of(const struct said *s, uint64_t run)
{
	size_t i = (size_t)(run >> 17) & s->mask;

	while (s->runs[i] != 0 && s->runs[i] != run)
		i = (i + 1) & s->mask;
	return i;
}

/* The last words and where they begin. */
struct window {
	uint64_t words[RUN];
	size_t at[RUN], n;
};

/* Takes a word on; the hash of the last `length`, 0: there are not yet as
 * many. */
static uint64_t
window_step(struct window *w, uint64_t word, size_t at, size_t length)
{
	uint64_t h = 0x9E3779B97F4A7C15u;
	size_t i;

	w->words[w->n % RUN] = word;
	w->at[w->n++ % RUN] = at;
	if (w->n < length)
		return 0;
	for (i = w->n - length; i < w->n; i++)
		h = (h ^ w->words[i % RUN]) * 0xFF51AFD7ED558CCDu ^ h >> 31;
	return h | 1;
}

struct said *
said_new(struct slice quoted)
{
	struct said *s = mem_alloc(1, sizeof(*s));
	size_t words = count_words(quoted, SIZE_MAX), at, slot;
	struct window w = { .n = 0 };
	uint64_t word, run;

	s->length = words < RUN ? words : RUN;
	for (s->mask = 15; s->mask < words * 2; s->mask = s->mask * 2 + 1)
		;
	s->runs = mem_alloc(s->mask + 1, sizeof(*s->runs));
	s->seen = mem_alloc(s->mask + 1, sizeof(*s->seen));
	s->cursor.text = quoted;
	while ((word = next_word(&s->cursor, &at)) != 0) {
		run = window_step(&w, word, at, s->length);
		slot = slot_of(s, run);
		s->n += run != 0 && s->runs[slot] == 0;
		s->runs[slot] = run;
	}
	return s;
}

void
said_free(struct said *s)
{
	if (s == NULL)
		return;
	buf_free(&s->cursor.scratch);
	free(s->runs);
	free(s->seen);
	free(s);
}

double
said_in(struct said *s, struct slice text, size_t *off)
{
	struct cursor *c = &s->cursor;
	struct window w = { .n = 0 };
	size_t found = 0, at, slot;
	uint64_t word, run;

	c->text = text;
	c->at = 0;
	c->key.len = 0;
	c->skip_quoted = true;
	if (line_is_quoted(text, 0))
		c->at = quoted_lines(text, 0);
	s->text++;
	while (s->n > 0 && (word = next_word(c, &at)) != 0) {
		run = window_step(&w, word, at, s->length);
		slot = slot_of(s, run);
		if (run == 0 || s->runs[slot] == 0 ||
		    s->seen[slot] == s->text)
			continue;
		s->seen[slot] = s->text;
		if (found++ == 0)
			*off = w.at[(w.n - s->length) % RUN];
	}
	return s->n ? (double)found / (double)s->n : 0;
}

int
said_depth(struct slice *line, int most)
{
	int depth = 0;

	while (depth < most && line->len && *line->s == '>') {
		*line = slice_from(*line, slice_starts(*line, SLICE("> ")) ?
		    2 : 1);
		depth++;
	}
	return depth;
}
