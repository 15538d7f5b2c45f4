#include "doc/json.h"

#include "text/utf8.h"

/* Bytes that stand for themselves; 'u' needs \u00XX or a decoder's look. */
static const char escapes[256] = {
	[0x00] = 'u', 'u', 'u', 'u', 'u', 'u', 'u', 'u',
	'b', 't', 'n', 'u', 'f', 'r', 'u', 'u',
	'u', 'u', 'u', 'u', 'u', 'u', 'u', 'u',
	'u', 'u', 'u', 'u', 'u', 'u', 'u', 'u',
	['"'] = '"', ['\\'] = '\\', [0x7F] = 'u'
};

static void
add_escape(struct buf *out, uint32_t cp)
{
	static const char hex[] = "0123456789abcdef";

	buf_add(out, SLICE("\\u00"));
	buf_addc(out, hex[cp >> 4 & 15]);
	buf_addc(out, hex[cp & 15]);
}

/* The code point at x, which is no plain one; gives the bytes it took. */
static size_t
add_special(struct buf *out, struct slice x)
{
	char e = escapes[(unsigned char)*x.s];
	uint32_t cp;
	size_t n;

	if (e && e != 'u') {
		buf_addc(out, '\\');
		buf_addc(out, e);
		return 1;
	}
	n = utf8_decode(x, &cp);
	if (cp < 0x20 || (cp >= 0x7F && cp < 0xA0))
		add_escape(out, cp);
	else
		utf8_add(out, cp);
	return n;
}

/* Bytes at the start of x to copy as they are. */
static size_t
plain_run(struct slice x, bool valid)
{
	size_t i;

	for (i = 0; i < x.len; i++) {
		unsigned char c = (unsigned char)x.s[i];

		if (escapes[c] || (c >= 0x80 && !valid))
			break;
	}
	return i;
}

/* valid: x has passed the gate; only a path may not have. */
static void
add_quoted(struct buf *out, struct slice x, bool valid)
{
	size_t n;

	buf_addc(out, '"');
	while (x.len > 0) {
		n = plain_run(x, valid);
		buf_add(out, slice_sub(x, 0, n));
		x = slice_from(x, n);
		if (x.len > 0)
			x = slice_from(x, add_special(out, x));
	}
	buf_addc(out, '"');
}

void
json_string(struct buf *out, struct slice x)
{
	add_quoted(out, x, utf8_valid(x));
}

static void
add_string_or_null(struct buf *out, struct slice x)
{
	if (x.len == 0)
		buf_add(out, SLICE("null"));
	else
		json_string(out, x);
}

static void
add_int(struct buf *out, int64_t n)
{
	char digits[24];
	size_t i = sizeof(digits);
	uint64_t rest = n < 0 ? 0 - (uint64_t)n : (uint64_t)n;

	do {
		digits[--i] = (char)('0' + rest % 10);
		rest /= 10;
	} while (rest > 0);
	if (n < 0)
		digits[--i] = '-';
	buf_add(out, (struct slice){ digits + i, sizeof(digits) - i });
}

/* A share of one, to three places: 1.0, 0.98, 0.955; never by the locale. */
static void
add_ratio(struct buf *out, double x)
{
	int n = x >= 1 ? 1000 : x > 0 ? (int)(x * 1000 + 0.5) : 0;

	buf_addc(out, (char)('0' + n / 1000));
	buf_addc(out, '.');
	do {
		n = n % 1000 * 10;
		buf_addc(out, (char)('0' + n / 1000));
	} while (n % 1000 > 0);
}

static void
add_bool(struct buf *out, bool x)
{
	buf_addz(out, x ? "true" : "false");
}

/* The name of a field, after a comma where it is not the first. */
static void
add_key(struct buf *out, const char *key)
{
	if (out->len > 0 && out->s[out->len - 1] != '{')
		buf_addc(out, ',');
	buf_addc(out, '"');
	buf_addz(out, key);
	buf_add(out, SLICE("\":"));
}

static void
field(struct buf *out, const char *key, struct slice x)
{
	add_key(out, key);
	add_string_or_null(out, x);
}

static void
field_list(struct buf *out, const char *key, const struct slices *list)
{
	size_t i;

	add_key(out, key);
	buf_addc(out, '[');
	for (i = 0; i < list->n; i++) {
		if (i > 0)
			buf_addc(out, ',');
		json_string(out, list->at[i]);
	}
	buf_addc(out, ']');
}

static void
field_charset(struct buf *out, const struct charset_info *cs)
{
	add_key(out, "charset");
	buf_addc(out, '{');
	field(out, "name", slice_z(cs->name));
	field(out, "from", slice_z(charset_from_name(cs->from)));
	add_key(out, "confidence");
	add_ratio(out, cs->confidence);
	add_key(out, "errors");
	add_int(out, (int64_t)cs->errors);
	buf_addc(out, '}');
}

static void
add_image(struct buf *out, const struct doc *d, size_t i)
{
	field(out, "url", d->images[i].url);
	field(out, "caption", d->images[i].caption);
	field(out, "credit", d->images[i].credit);
}

static struct slice
block_text(const struct doc *d, const struct block *b)
{
	const struct image *im = doc_block_image(d, b);

	return b->text.len > 0 || im == NULL ? b->text : im->caption;
}

static void
add_block(struct buf *out, const struct doc *d, size_t i)
{
	const struct block *b = &d->blocks[i];

	field(out, "kind", slice_z(block_kind_name(b->kind)));
	if (b->kind == BLOCK_HEADING) {
		add_key(out, "level");
		add_int(out, b->level);
	}
	add_key(out, "text");
	json_string(out, block_text(d, b));
}

static void
add_related(struct buf *out, const struct doc *d, size_t i)
{
	field(out, "title", d->related[i].title);
	field(out, "url", d->related[i].url);
}

/* An id of our own, by position, where the page gave none. */
static void
field_id(struct buf *out, struct slice id, size_t i)
{
	add_key(out, "id");
	if (id.len > 0) {
		json_string(out, id);
		return;
	}
	buf_add(out, SLICE("\"c"));
	add_int(out, (int64_t)i + 1);
	buf_addc(out, '"');
}

static void
field_link(struct buf *out, const struct comment *c)
{
	const char *why = evidence_name((enum evidence)c->evidence);

	add_key(out, "parent");
	if (c->parent < 0)
		buf_add(out, SLICE("null"));
	else
		add_int(out, c->parent);
	add_key(out, "confidence");
	if (c->parent < 0 && why == NULL)
		buf_add(out, SLICE("null"));
	else
		add_ratio(out, (double)c->confidence);
	field(out, "evidence", slice_z(why));
}

static void
add_comment(struct buf *out, const struct doc *d, size_t i)
{
	const struct comment *c = &d->comments[i];

	field_id(out, c->id, i);
	field(out, "author", c->author);
	field(out, "reply_to", c->reply_to);
	field_link(out, c);
	field(out, "published", c->published);
	add_key(out, "score");
	if (c->score == SCORE_NONE)
		buf_add(out, SLICE("null"));
	else
		add_int(out, c->score);
	add_key(out, "text");
	json_string(out, c->text);
	add_key(out, "absent");
	add_bool(out, c->absent);
}

/* A list of n objects, each written by add. */
static void
field_objects(struct buf *out, const char *key, const struct doc *d, size_t n,
    void (*add)(struct buf *, const struct doc *, size_t i))
{
	size_t i;

	add_key(out, key);
	buf_addc(out, '[');
	for (i = 0; i < n; i++) {
		if (i > 0)
			buf_addc(out, ',');
		buf_addc(out, '{');
		add(out, d, i);
		buf_addc(out, '}');
	}
	buf_addc(out, ']');
}

void
json_doc(struct buf *out, const struct doc *d)
{
	buf_addc(out, '{');
	add_key(out, "source");
	add_quoted(out, slice_z(d->source), false);
	if (d->part > 0) {
		add_key(out, "part");
		add_int(out, (int64_t)d->part);
	}
	field(out, "format", slice_z(d->format));
	add_key(out, "truncated");
	add_bool(out, d->truncated);
	field_charset(out, &d->charset);
	field(out, "url", d->url);
	field(out, "language", d->language);
	field_list(out, "section", &d->section);
	field(out, "headline", d->headline);
	field(out, "subtitle", d->subtitle);
	field_list(out, "authors", &d->authors);
	field(out, "published", d->published);
	field(out, "updated", d->updated);
	field_list(out, "tags", &d->tags);
	field_objects(out, "images", d, d->nimages, add_image);
	field_objects(out, "body", d, d->nblocks, add_block);
	field_objects(out, "related", d, d->nrelated, add_related);
	field_objects(out, "comments", d, d->ncomments, add_comment);
	field_list(out, "warnings", &d->warnings);
	buf_add(out, SLICE("}\n"));
}
