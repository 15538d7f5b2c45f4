#include "load/charset/walk.h"

/* Encoding Standard 8.1.1; errors are maximal subparts. */
size_t
decode_utf8(const struct encoding *e, struct slice x, struct buf *out)
{
	struct walk w = walk_over(x, out);
	uint32_t cp;

	(void)e;
	if (utf8_valid(x)) {
		buf_add(out, x);
		return 0;
	}
	while (walk_ascii(&w)) {
		x = (struct slice){ (const char *)w.p,
		    (size_t)(w.end - w.p) };
		x.len = utf8_decode(x, &cp);
		w.p += x.len;
		/* EF BF BD is a U+FFFD that was in the text already. */
		if (cp == UTF8_BAD && !slice_eq(x, SLICE("\xEF\xBF\xBD")))
			walk_bad(&w);
		else
			buf_add(out, x);
	}
	return w.errors;
}

/* Section 14.2; half a unit or half a pair at the end is one error. */
static size_t
decode_utf16(const struct encoding *e, struct slice x, struct buf *out)
{
	struct walk w = walk_over(x, out);
	unsigned big = e->kind == KIND_UTF16BE;
	uint32_t unit, high = 0;

	for (; w.end - w.p >= 2; w.p += 2) {
		unit = (uint32_t)w.p[!big] << 8 | w.p[big];
		if (high && unit >= 0xDC00 && unit <= 0xDFFF) {
			walk_put(&w, 0x10000 + ((high - 0xD800) << 10) +
			    (unit - 0xDC00));
			high = 0;
			continue;
		}
		if (high)
			walk_bad(&w);
		high = unit >= 0xD800 && unit <= 0xDBFF ? unit : 0;
		if (high)
			continue;
		if (unit >= 0xDC00 && unit <= 0xDFFF)
			walk_bad(&w);
		else
			walk_put(&w, unit);
	}
	if (high || w.p < w.end)
		walk_bad(&w);
	return w.errors;
}

/* Section 14.1: for encodings whose text would be read as ASCII. */
static size_t
decode_replacement(const struct encoding *e, struct slice x, struct buf *out)
{
	(void)e;
	if (x.len)
		utf8_add(out, CP_BAD);
	return x.len > 0;
}

/* Section 14.5. */
static size_t
decode_user_defined(const struct encoding *e, struct slice x,
    struct buf *out)
{
	struct walk w = walk_over(x, out);

	(void)e;
	while (walk_ascii(&w))
		walk_put(&w, 0xF780u + *w.p++ - 0x80u);
	return w.errors;
}

/* The mark is left out only of the encoding it belongs to. */
static struct slice
without_mark(const struct encoding *e, struct slice x)
{
	static const struct slice marks[] = {
		[KIND_UTF8] = SLICE_INIT("\xEF\xBB\xBF"),
		[KIND_UTF16LE] = SLICE_INIT("\xFF\xFE"),
		[KIND_UTF16BE] = SLICE_INIT("\xFE\xFF"),
	};

	if (e->kind <= KIND_UTF16BE && slice_starts(x, marks[e->kind]))
		return slice_from(x, marks[e->kind].len);
	return x;
}

size_t
charset_decode(const struct encoding *e, struct slice bytes, struct buf *out)
{
	static size_t (*const decoders[])(const struct encoding *,
	    struct slice, struct buf *) = {
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
	};

	return decoders[e->kind](e, without_mark(e, bytes), out);
}
