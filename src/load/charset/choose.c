#include "load/charset/choose.h"

#include <assert.h>
#include <stdlib.h>

#include "load/charset/decide.h"
#include "load/charset/guess.h"
#include "text/clean.h"

#define LABEL_MAX ((size_t)32)		/* bytes that labels are compared by */
#define FAR 4				/* edits: another label altogether */
#define PIECE ((size_t)4096)		/* bytes that are decoded */
#define BEFORE ((size_t)80)		/* of ASCII before what is not */
#define PREVIEW ((size_t)240)		/* bytes of a line that are shown */

struct names {
	const char **at;
	size_t n, max;
};

static void
add_name(struct names *l, const char *name)
{
	size_t i;

	for (i = 0; i < l->n; i++)
		if (strcmp(l->at[i], name) == 0)
			return;
	if (l->n < l->max)
		l->at[l->n++] = name;
}

static void
add_encoding(void *ctx, const char *label, const char *name)
{
	(void)label;
	add_name(ctx, name);
}

/* Case does not count: UTF-8 stands before windows-1250. */
static int
by_name(const void *a, const void *b)
{
	const char *x = *(const char *const *)a, *y = *(const char *const *)b;

	while (*x && ascii_lower(*x) == ascii_lower(*y)) {
		x++;
		y++;
	}
	return ascii_lower(*x) - ascii_lower(*y);
}

size_t
choose_all(const char *names[CHOOSE_ALL])
{
	struct names l = { names, 0, CHOOSE_ALL };

	encoding_each(add_encoding, &l);
	qsort(names, l.n, sizeof(*names), by_name);
	return l.n;
}

size_t
choose_likely(struct slice bytes, const char *names[CHOOSE_LIKELY])
{
	struct charset_told told = { .transport = NULL };
	struct names l = { names, 0, CHOOSE_LIKELY };
	const char *ranked[CHOOSE_LIKELY];
	struct study st;
	size_t i, n;

	charset_study(bytes, &told, &st);
	add_name(&l, encoding_name(st.encoding));
	if (st.declared.encoding)
		add_name(&l, encoding_name(st.declared.encoding));
	if (!st.valid) {
		n = guess_rank(bytes, ranked, CHOOSE_LIKELY);
		for (i = 0; i < n; i++)
			add_name(&l, ranked[i]);
	}
	return l.n;
}

const char *
choose_named(struct slice label)
{
	const struct encoding *e = encoding_guess(label);

	return e ? encoding_name(e) : NULL;
}

/* How many letters must be put in, out or instead (Levenshtein 1965), both
 * without regard to case. */
static unsigned
edits(struct slice a, struct slice b)
{
	unsigned row[LABEL_MAX + 1], corner, up;
	size_t i, k;

	a = slice_sub(a, 0, LABEL_MAX);
	b = slice_sub(b, 0, LABEL_MAX);
	for (k = 0; k <= b.len; k++)
		row[k] = (unsigned)k;
	for (i = 0; i < a.len; i++) {
		corner = row[0];
		row[0] = (unsigned)i + 1;
		for (k = 0; k < b.len; k++) {
			up = row[k + 1];
			corner += ascii_lower(a.s[i]) != ascii_lower(b.s[k]);
			if (up + 1 < corner)
				corner = up + 1;
			if (row[k] + 1 < corner)
				corner = row[k] + 1;
			row[k + 1] = corner;
			corner = up;
		}
	}
	return row[b.len];
}

struct near {
	struct slice typed;
	struct {
		const char *label, *name;
		unsigned edits;
	} best[CHOOSE_NEAR];
	size_t n;
};

/* The place that an encoding already has, or the last. */
static size_t
place_of(struct near *x, const char *name)
{
	size_t i;

	for (i = 0; i < x->n; i++)
		if (strcmp(x->best[i].name, name) == 0)
			return i;
	if (x->n < CHOOSE_NEAR)
		x->best[x->n++].edits = FAR;
	return x->n - 1;
}

/* What was typed so far is near, however much is missing. */
static void
see_label(void *ctx, const char *label, const char *name)
{
	struct near *x = ctx;
	unsigned n = edits(x->typed, slice_z(label));
	size_t i;

	if (slice_istarts(slice_z(label), x->typed))
		n = 0;
	if (n >= FAR || 2 * n > x->typed.len || !strcmp(name, "replacement"))
		return;
	i = place_of(x, name);
	if (n >= x->best[i].edits)
		return;
	for (; i > 0 && n < x->best[i - 1].edits; i--)
		x->best[i] = x->best[i - 1];
	x->best[i].label = label;
	x->best[i].name = name;
	x->best[i].edits = n;
}

size_t
choose_near(struct slice label, const char *labels[CHOOSE_NEAR])
{
	struct near x = { .typed = slice_trim(label) };
	size_t i;

	if (x.typed.len)
		encoding_each(see_label, &x);
	for (i = 0; i < x.n; i++)
		labels[i] = x.best[i].label;
	return x.n;
}

/* No plain ASCII: a high byte, an escape (ISO-2022-JP), a NUL (UTF-16). */
static bool
is_telling(char c)
{
	return (unsigned char)c >= 0x80 || c == '\x1B' || c == '\0';
}

static bool
opens_tag(struct slice x, size_t i)
{
	return x.s[i] == '<' && i + 1 < x.len && (ascii_alpha(x.s[i + 1]) ||
	    x.s[i + 1] == '/' || x.s[i + 1] == '!' || x.s[i + 1] == '?');
}

/* Where the first telling byte is, outside of tags if that is asked for. */
static size_t
first_telling(struct slice x, bool markup)
{
	const char *close;
	size_t i;

	for (i = 0; i < x.len && !is_telling(x.s[i]); i++) {
		if (!markup || !opens_tag(x, i))
			continue;
		close = memchr(x.s + i, '>', x.len - i);
		if (close == NULL)
			markup = false;
		else
			i = (size_t)(close - x.s);
	}
	return i;
}

struct slice
choose_piece(struct slice x)
{
	size_t i = first_telling(x, true), from;

	if (i == x.len)
		i = first_telling(x, false);
	if (i == x.len)
		i = 0;
	for (from = i; from > 0 && i - from < BEFORE; from--)
		if (x.s[from - 1] == '\n' || x.s[from - 1] == '>')
			break;
	return slice_sub(x, from, PIECE);
}

/* What is cut off where a piece ends, and the document does not, is no
 * mistake of the encoding. */
static void
decode_piece(const struct encoding *e, struct slice piece, struct buf *out)
{
	struct decoder *d = decoder_new(e);

	decoder_push(d, piece, piece.len < PIECE, out);
	decoder_free(d);
}

/* The line without tags, runs of blanks as one. */
static void
add_text(struct buf *out, struct slice line)
{
	size_t i, start = out->len;
	const char *close;

	for (i = 0; i < line.len && (out->len - start < PREVIEW ||
	    ((unsigned char)line.s[i] & 0xC0) == 0x80); i++) {
		close = opens_tag(line, i) ?
		    memchr(line.s + i, '>', line.len - i) : NULL;
		if (close != NULL) {
			i = (size_t)(close - line.s);
		} else if (!ascii_space(line.s[i])) {
			buf_addc(out, line.s[i]);
			continue;
		}
		if (out->len > start && out->s[out->len - 1] != ' ')
			buf_addc(out, ' ');
	}
	if (out->len > start && out->s[out->len - 1] == ' ')
		out->len--;
}

/* The first line with text beyond ASCII, else the first with text. */
static void
add_line(struct buf *out, struct slice text)
{
	size_t start = out->len, end = start;
	struct slice line;

	while (slice_cut(&text, '\n', &line)) {
		if (end > start && slice_is_ascii(line))
			continue;
		add_text(out, line);
		if (!slice_is_ascii(slice_from(buf_slice(out), end))) {
			memmove(out->s + start, out->s + end, out->len - end);
			out->len -= end - start;
			return;
		}
		if (end == start)
			end = out->len;
		out->len = end;
	}
}

void
choose_preview(const char *name, struct slice piece, struct buf *out)
{
	const struct encoding *e = encoding_get(slice_z(name));
	struct buf text = { 0 }, clean = { 0 };

	assert(e != NULL);
	decode_piece(e, piece, &text);
	text_clean(&clean, buf_slice(&text));
	add_line(out, buf_slice(&clean));
	buf_free(&text);
	buf_free(&clean);
}
