/*
 * The lines of a plain text: which belong together, and how they join.
 */
#include "load/plain_parts.h"

#include "text/utf8.h"

size_t
plain_stanza_end(const struct plain *p, size_t i)
{
	do
		i++;
	while (i < p->lines.n && p->lines.at[i].blanks == 0);
	return i;
}

char
plain_rule(struct slice x)
{
	size_t i, marks = 0;

	if (x.len < 3 || strchr("=-*_~#", *x.s) == NULL)
		return 0;
	for (i = 0; i < x.len; i++) {
		marks += x.s[i] == *x.s;
		if (x.s[i] != *x.s && x.s[i] != ' ')
			return 0;
	}
	return marks > 2 ? *x.s : 0;
}

int
plain_hashes(struct slice x, struct slice *title)
{
	size_t n = 0;

	while (n < x.len && x.s[n] == '#')
		n++;
	if (n == 0 || n > 6 || n >= x.len || x.s[n] != ' ')
		return 0;
	*title = line_trim(slice_from(x, n));
	while (slice_ends(*title, SLICE("#")))
		title->len--;
	*title = line_trim(*title);
	return title->len ? (int)n : 0;
}

static size_t
first_word(struct slice x)
{
	size_t n = slice_chr(x, ' ');

	return utf8_count(slice_sub(x, 0, n));
}

/* The next word would not have fitted at the end of line i. */
static bool
is_full(const struct plain *p, size_t i, size_t width)
{
	return utf8_count(p->lines.at[i].text) + 1 +
	    first_word(p->lines.at[i + 1].text) + 2 > width;
}

/* Goes on with a small letter what does not end a sentence. */
static bool
runs_on(struct slice a, struct slice b)
{
	return !line_is_sentence(a) && *b.s >= 'a' && *b.s <= 'z';
}

bool
plain_is_wrapped(const struct plain *p, size_t from, size_t to)
{
	size_t i, n, full = 0, width = 0;

	for (i = from; i < to; i++) {
		n = utf8_count(p->lines.at[i].text);
		if (n > width)
			width = n;
	}
	if (width > 130)
		return false;
	if (to - from == 2 &&
	    runs_on(p->lines.at[from].text, p->lines.at[from + 1].text))
		return true;
	if (to - from < 3 && p->width > width)
		width = p->width;
	if (width < 40)
		return false;
	for (i = from; i + 1 < to; i++)
		full += is_full(p, i, width - width / 10);
	return full * 4 >= (to - from - 1) * 3;
}

/* No blank where two CJK characters meet, nor after a hyphen that a word
 * was parted at. */
static bool
joins_bare(struct slice a, struct slice b)
{
	uint32_t left, right;

	utf8_decode(slice_from(a, utf8_prev(a, a.len)), &left);
	utf8_decode(b, &right);
	if (left >= 0x2E80 && right >= 0x2E80)
		return left < 0xAC00 || left > 0xD7FF;
	return left == '-' && a.len > 1 && ascii_alpha(a.s[a.len - 2]) &&
	    right >= 'a' && right <= 'z';
}

struct slice
plain_join(struct plain *p, size_t from, size_t to)
{
	struct buf *b = &p->scratch;
	struct slice x;
	size_t i;

	if (to == from + 1)
		return doc_line(p->d, p->lines.at[from].text);
	buf_clear(b);
	for (i = from; i < to; i++) {
		x = p->lines.at[i].text;
		if (b->len && !joins_bare(buf_slice(b), x))
			buf_addc(b, ' ');
		buf_add(b, x);
	}
	return doc_line(p->d, buf_slice(b));
}

/* raw without its first cells of indent. */
static struct slice
cut_indent(struct slice raw, uint32_t cells)
{
	uint32_t at = 0;
	size_t i;

	for (i = 0; i < raw.len && at < cells && ascii_space(raw.s[i]); i++)
		at = raw.s[i] == '\t' ? (at | 7) + 1 : at + 1;
	raw = slice_from(raw, i);
	while (raw.len && ascii_space(raw.s[raw.len - 1]))
		raw.len--;
	return raw;
}

struct slice
plain_raw(struct plain *p, size_t from, size_t to)
{
	struct slice all, raw;
	struct buf *b = &p->scratch;
	uint32_t least = UINT32_MAX;
	size_t i;

	for (i = from; i < to; i++)
		if (p->lines.at[i].indent < least)
			least = p->lines.at[i].indent;
	all = slice_sub(p->d->text, p->lines.at[from].start,
	    p->lines.at[to - 1].end - p->lines.at[from].start);
	buf_clear(b);
	for (i = 0; slice_cut(&all, '\n', &raw); i++) {
		if (i > 0)
			buf_addc(b, '\n');
		buf_add(b, cut_indent(raw, least));
	}
	return doc_str(p->d, buf_slice(b));
}
