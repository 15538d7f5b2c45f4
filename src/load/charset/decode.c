#include <stdlib.h>

#include "base/mem.h"
#include "load/charset/walk.h"

/* Encoding Standard 8.1.1; errors are maximal subparts. */
static void
decode_utf8(struct decoder *d, struct walk *w)
{
	struct slice x;
	uint32_t cp;

	(void)d;
	while (walk_ascii(w)) {
		x = (struct slice){ (const char *)w->p,
		    (size_t)(w->end - w->p) };
		x.len = utf8_decode(x, &cp);
		w->p += x.len;
		/* EF BF BD is a U+FFFD that was in the text already. */
		if (cp == UTF8_BAD && !slice_eq(x, SLICE("\xEF\xBF\xBD")))
			walk_bad(w);
		else
			buf_add(w->out, x);
	}
}

void
utf16_put(struct decoder *d, struct walk *w, uint32_t unit)
{
	if (d->high && unit >= 0xDC00 && unit <= 0xDFFF) {
		walk_put(w, 0x10000 + ((d->high - 0xD800) << 10) +
		    (unit - 0xDC00));
		d->high = 0;
		return;
	}
	if (d->high)
		walk_bad(w);
	d->high = unit >= 0xD800 && unit <= 0xDBFF ? unit : 0;
	if (d->high)
		return;
	if (unit >= 0xDC00 && unit <= 0xDFFF)
		walk_bad(w);
	else
		walk_put(w, unit);
}

/* Section 14.2; half a unit or half a pair at the end is one error. */
static void
decode_utf16(struct decoder *d, struct walk *w)
{
	unsigned big = d->encoding->kind == KIND_UTF16BE;

	for (; w->p < w->stop && w->end - w->p >= 2; w->p += 2)
		utf16_put(d, w, (uint32_t)w->p[!big] << 8 | w->p[big]);
	if (w->stop < w->end)
		return;
	if (d->high || w->p < w->end)
		walk_bad(w);
	d->high = 0;
	w->p = w->end;
}

/* Section 14.1: for encodings whose text would be read as ASCII. */
static void
decode_replacement(struct decoder *d, struct walk *w)
{
	if (!d->told && w->p < w->end)
		walk_bad(w);
	d->told = true;
	w->p = w->end;
}

/* Section 14.5. */
static void
decode_user_defined(struct decoder *d, struct walk *w)
{
	(void)d;
	while (walk_ascii(w))
		walk_put(w, 0xF780u + *w->p++ - 0x80u);
}

/* Bytes of the mark at the head of x, which is left out only of the encoding
 * it belongs to. */
static size_t
mark_len(const struct encoding *e, struct slice x)
{
	static const struct slice marks[] = {
		[KIND_UTF8] = SLICE_INIT("\xEF\xBB\xBF"),
		[KIND_UTF16LE] = SLICE_INIT("\xFF\xFE"),
		[KIND_UTF16BE] = SLICE_INIT("\xFE\xFF"),
	};

	return e->kind <= KIND_UTF16BE && slice_starts(x, marks[e->kind]) ?
	    marks[e->kind].len : 0;
}

struct decoder *
decoder_new(const struct encoding *e)
{
	struct decoder *d = mem_alloc(1, sizeof(*d));

	d->encoding = e;
	return d;
}

void
decoder_free(struct decoder *d)
{
	if (d == NULL)
		return;
	pairs_free(d->pairs);
	pairs_free(d->more);
	free(d->glyphs);
	free(d);
}

size_t
decoder_errors(const struct decoder *d)
{
	return d->errors;
}

/* Bytes of x without the beginning of a character that is cut. */
static size_t
whole_len(struct slice x)
{
	size_t n = x.len;
	uint32_t cp;

	while (n > 0 && x.len - n < 3 && (x.s[n - 1] & 0xC0) == 0x80)
		n--;
	if (n > 0 && (x.s[n - 1] & 0xC0) == 0xC0 &&
	    utf8_decode(slice_from(x, n - 1), &cp) == x.len - n + 1 &&
	    cp == UTF8_BAD)
		return n - 1;
	return x.len;
}

size_t
decoder_pass(struct decoder *d, struct slice x)
{
	if (d->encoding->kind != KIND_UTF8 || !d->begun)
		return 0;
	x.len = whole_len(x);
	return utf8_valid(x) ? x.len : 0;
}

size_t
decoder_push(struct decoder *d, struct slice x, bool last, struct buf *out)
{
	static void (*const decoders[])(struct decoder *, struct walk *) = {
		[KIND_UTF8] = decode_utf8,
		[KIND_UTF16LE] = decode_utf16,
		[KIND_UTF16BE] = decode_utf16,
		[KIND_SINGLE] = decode_single,
		[KIND_GB18030] = decode_gb18030,
		[KIND_BIG5] = decode_big5,
		[KIND_EUC_JP] = decode_euc_jp,
		[KIND_ISO_2022_JP] = decode_iso_2022_jp,
		[KIND_SHIFT_JIS] = decode_shift_jis,
		[KIND_EUC_KR] = decode_euc_kr,
		[KIND_REPLACEMENT] = decode_replacement,
		[KIND_USER_DEFINED] = decode_user_defined,
		[KIND_UTF7] = decode_utf7,
		[KIND_HZ] = decode_hz,
		[KIND_ISO_2022_KR] = decode_iso_2022_kr,
	};
	const unsigned char *start = (const unsigned char *)(x.len ? x.s : "");
	struct walk w = { .out = out };

	if (!last && x.len < WALK_AHEAD)
		return 0;
	w.p = start + (d->begun ? 0 : mark_len(d->encoding, x));
	w.end = start + x.len;
	w.stop = last ? w.end : w.end - WALK_AHEAD + 1;
	d->begun = true;
	buf_reserve(out, x.len);
	decoders[d->encoding->kind](d, &w);
	d->errors += w.errors;
	return (size_t)(w.p - start);
}

size_t
charset_decode(const struct encoding *e, struct slice bytes, struct buf *out)
{
	struct decoder *d;
	size_t errors = 0;

	if (e->kind == KIND_UTF8 && utf8_valid(bytes)) {
		buf_add(out, slice_from(bytes, mark_len(e, bytes)));
		return 0;
	}
	d = decoder_new(e);
	decoder_push(d, bytes, true, out);
	errors = decoder_errors(d);
	decoder_free(d);
	return errors;
}
