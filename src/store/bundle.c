#include "store/bundle.h"

#include <zstd.h>

#include "base/buf.h"

/* How hard zstd tries: pages are large and much alike, and reading them is
 * fast; a text of a few kilobytes costs more to read than to pack well. */
#define LEVEL_PAGES 1
#define LEVEL_TEXTS 9
#define PAGE ((size_t)32 << 10)		/* mean bytes of a story that is one */

#define WINDOW ((size_t)8 << 10)	/* how far ahead a text is looked for */
#define MIN_COPY 8			/* bytes worth copying */
#define MIN_FAR 24			/* the same, of what lies far ahead */
#define NEAR 256
#define MAX_MISSES 4		/* words of a line that are looked for */
#define MIN_TRIES 32			/* places, before it is not worth it */
#define MAX_RUN ((size_t)256)		/* white space taken as one sign */

/*
 * A text is pieces, each a number: its length, times four, and of what kind
 * it is; the end is 0.  Literal bytes follow it; what is copied from the
 * source is said by how far ahead of the last such piece it is.
 */
enum kind {
	LITERAL, EXACT,
	/* White space is a blank, a newline where it has that many. */
	LINES, PARAGRAPHS
};
static const size_t newlines[] = { [LINES] = 1, [PARAGRAPHS] = 2 };

static void
put_number(struct buf *b, uint64_t n)
{
	for (; n >= 0x80; n >>= 7)
		buf_addc(b, (char)(n | 0x80));
	buf_addc(b, (char)n);
}

static bool
get_number(struct slice *x, uint64_t *n)
{
	size_t i = 0;

	*n = 0;
	do {
		if (i == x->len || i > 8)
			return false;
		*n |= (uint64_t)(x->s[i] & 0x7F) << (7 * i);
	} while (x->s[i++] & 0x80);
	*x = slice_from(*x, i);
	return true;
}

/* What the source has at *i as that kind has it; moves past it. */
static char
folded(struct slice source, size_t *i, enum kind kind)
{
	size_t n = 0, end;

	if (kind == EXACT || !ascii_space(source.s[*i]))
		return source.s[(*i)++];
	end = source.len - *i > MAX_RUN ? *i + MAX_RUN : source.len;
	for (; *i < end && ascii_space(source.s[*i]); ++*i)
		n += source.s[*i] == '\n';
	return n >= newlines[kind] ? '\n' : ' ';
}

/* Bytes of text that a copy from there gives; *used of the source. */
static size_t
copied(struct slice source, struct slice text, enum kind kind, size_t *used)
{
	size_t i = 0, k = 0, next;

	while (i < source.len && k < text.len) {
		next = i;
		if (folded(source, &next, kind) != text.s[k])
			break;
		i = next;
		k++;
	}
	*used = i;
	return k;
}

struct copy {
	enum kind kind;
	size_t at, used, len;		/* of the source; len of the text */
};

/* The longest copy at the first place of the source, from the cursor, where
 * the text goes on; len 0: there is none. */
static struct copy
find_copy(struct slice source, size_t cursor, struct slice text)
{
	struct slice probe = slice_sub(text, 0, MIN_COPY);
	struct copy best = { LITERAL, 0, 0, 0 }, c;
	size_t at;

	if (probe.len < MIN_COPY)
		return best;
	at = slice_find(slice_sub(source, cursor, WINDOW), probe);
	if (at == SLICE_NONE)
		return best;
	for (c.kind = EXACT; c.kind <= PARAGRAPHS; c.kind++) {
		c.at = cursor + at;
		c.len = copied(slice_from(source, c.at), text, c.kind,
		    &c.used);
		if (c.len > best.len)
			best = c;
		/* It is not about white space that they differ. */
		if (c.at + c.used < source.len &&
		    !ascii_space(source.s[c.at + c.used]))
			break;
	}
	if (at > NEAR && best.len < MIN_FAR)
		best.len = 0;
	return best;
}

static void
put_literal(struct buf *b, struct slice x)
{
	if (x.len == 0)
		return;
	put_number(b, (uint64_t)x.len << 2 | LITERAL);
	buf_add(b, x);
}

/* The next place where a word starts, or, after several that were looked
 * for in vain, the next line. */
static size_t
next_place(struct slice text, size_t at, unsigned *misses)
{
	bool line = ++*misses >= MAX_MISSES;
	size_t end;

	while (at < text.len && (line ? text.s[at] != '\n' :
	    !ascii_space(text.s[at])))
		at++;
	for (end = at; at < text.len && ascii_space(text.s[at]); at++)
		if (text.s[at] == '\n')
			*misses = 0;
	return at > end ? at : text.len;
}

static void
put_text(struct buf *b, struct slice source, struct slice text)
{
	size_t cursor = 0, at = 0, from = 0, copies = 0, tries = 0;
	unsigned misses = 0;
	struct copy c;

	/* Where little of it is found zstd has to find the rest. */
	while (at < text.len && (tries < MIN_TRIES || copies * 2 > tries)) {
		c = find_copy(source, cursor, slice_from(text, at));
		tries++;
		if (c.len == 0) {
			at = next_place(text, at, &misses);
			continue;
		}
		put_literal(b, slice_sub(text, from, at - from));
		put_number(b, (uint64_t)c.len << 2 | c.kind);
		put_number(b, c.at - cursor);
		cursor = c.at + c.used;
		from = at += c.len;
		misses = 0;
		copies++;
	}
	put_literal(b, slice_from(text, from));
	put_number(b, 0);
}

static void
put_string(struct buf *b, struct slice x)
{
	put_number(b, x.len);
	buf_add(b, x);
}

size_t
bundle_add(struct bundle *bundle, const struct record *r)
{
	struct buf *b = &bundle->raw;
	struct slice none = { 0 };
	bool with_text = r->source.len > 0;
	size_t i, at = b->len;

	put_string(b, r->source);
	put_text(b, r->source, with_text ? r->body : none);
	put_text(b, r->source, with_text ? r->comments : none);
	put_number(b, r->related.n);
	for (i = 0; i < r->related.n; i++) {
		put_string(b, r->related.at[i]);
		put_string(b, r->related_urls.at[i]);
	}
	bundle->n++;
	return at;
}

bool
bundle_pack(struct bundle *bundle, struct buf *out)
{
	size_t n = bundle->raw.len, room = ZSTD_compressBound(n);
	bool pages = bundle->n && n / bundle->n >= PAGE;

	if (bundle->zstd == NULL)
		bundle->zstd = ZSTD_createCCtx();
	if (bundle->zstd == NULL || ZSTD_isError(room))
		return false;
	buf_clear(out);
	n = ZSTD_compressCCtx(bundle->zstd, buf_reserve(out, room), room,
	    bundle->raw.s, n, pages ? LEVEL_PAGES : LEVEL_TEXTS);
	if (ZSTD_isError(n))
		return false;
	out->len = n;
	if (bundle->raw.cap > 4 * BUNDLE_FULL)
		buf_free(&bundle->raw);
	buf_clear(&bundle->raw);
	bundle->n = 0;
	return true;
}

void
bundle_free(struct bundle *bundle)
{
	buf_free(&bundle->raw);
	ZSTD_freeCCtx(bundle->zstd);
	*bundle = (struct bundle){ .n = 0 };
}

/* ---- reading ---- */

bool
bundle_unpack(struct slice packed, size_t size, struct buf *raw)
{
	size_t n;

	buf_clear(raw);
	n = ZSTD_decompress(buf_reserve(raw, size + 1), size, packed.s,
	    packed.len);
	if (ZSTD_isError(n) || n != size)
		return false;
	raw->len = n;
	return true;
}

static bool
take(struct slice *x, struct slice *out)
{
	uint64_t n;

	if (!get_number(x, &n) || n > x->len)
		return false;
	*out = slice_sub(*x, 0, (size_t)n);
	*x = slice_from(*x, (size_t)n);
	return true;
}

/* Copies len bytes; false: the source has not as many. */
static bool
copy(struct buf *b, struct slice source, size_t *cursor, enum kind kind,
    uint64_t len)
{
	char *to;

	if (len > source.len - *cursor)
		return false;
	to = buf_reserve(b, (size_t)len);
	for (; len > 0 && *cursor < source.len; len--, b->len++)
		*to++ = folded(source, cursor, kind);
	return len == 0;
}

/* Places only go forward: a text is no longer than item and source. */
static bool
get_text(struct slice *x, struct slice source, struct buf *b)
{
	size_t cursor = 0;
	uint64_t n, way;
	enum kind kind;

	for (;;) {
		if (!get_number(x, &n))
			return false;
		if (n == 0)
			return true;
		kind = (enum kind)(n & 3);
		n >>= 2;
		if (kind == LITERAL) {
			if (n > x->len)
				return false;
			buf_add(b, slice_sub(*x, 0, (size_t)n));
			*x = slice_from(*x, (size_t)n);
			continue;
		}
		if (!get_number(x, &way) || way > source.len - cursor)
			return false;
		cursor += (size_t)way;
		if (!copy(b, source, &cursor, kind, n))
			return false;
	}
}

static bool
keep_text(struct slice *x, struct slice source, struct slice *out,
    struct arena *a)
{
	struct buf b = { 0 };
	bool ok = get_text(x, source, &b);

	*out = arena_dup(a, buf_slice(&b));
	buf_free(&b);
	return ok;
}

static bool
get_related(struct slice *x, struct packed *out, struct arena *a)
{
	uint64_t i, n;

	if (!get_number(x, &n) || n > x->len / 2)
		return false;
	out->related.at = ARENA_NEW(a, (size_t)n + 1, struct slice);
	out->related_urls.at = ARENA_NEW(a, (size_t)n + 1, struct slice);
	for (i = 0; i < n; i++) {
		if (!take(x, &out->related.at[i]) ||
		    !take(x, &out->related_urls.at[i]))
			return false;
		out->related.at[i] = arena_dup(a, out->related.at[i]);
		out->related_urls.at[i] = arena_dup(a,
		    out->related_urls.at[i]);
	}
	out->related.n = out->related_urls.n = (size_t)n;
	return true;
}

bool
bundle_story(struct slice raw, uint64_t at, struct packed *out,
    struct arena *a)
{
	struct slice x, source;

	*out = (struct packed){ .source = { 0 } };
	if (at >= raw.len)
		return false;
	x = slice_from(raw, (size_t)at);
	if (!take(&x, &source))
		return false;
	out->source = arena_dup(a, source);
	return keep_text(&x, source, &out->body, a) &&
	    keep_text(&x, source, &out->comments, a) &&
	    get_related(&x, out, a);
}
