#include "base/mem.h"
#include "load/charset/charset.h"
#include "text/utf8.h"

#include "test.h"

#define COUNT(table) (sizeof(table) / sizeof(*(table)))
#define BAD "\xEF\xBF\xBD"

static void
test_labels(void)
{
	static const struct { const char *label, *name; } table[] = {
		{ "utf-8", "UTF-8" }, { " UTF8\n", "UTF-8" },
		{ "latin1", "windows-1252" }, { "us-ascii", "windows-1252" },
		{ "GB2312", "GBK" }, { "x-sjis", "Shift_JIS" },
		{ "ks_c_5601-1987", "EUC-KR" }, { "utf-16", "UTF-16LE" },
		{ "hz-gb-2312", "replacement" }, { "koi8-ru", "KOI8-U" },
		{ "utf-7", NULL }, { "utf_8", NULL }, { "", NULL },
		{ "latin 1", NULL }, { "windows-1259", NULL },
		{ "\xE2\x84\xAAoi8-r", NULL }
	};
	const struct encoding *e;
	size_t i;

	for (i = 0; i < COUNT(table); i++) {
		e = encoding_get(slice_z(table[i].label));
		CHECK_STR(slice_z(e ? encoding_name(e) : NULL),
		    table[i].name ? table[i].name : "");
	}
}

static void
count_label(void *ctx, const char *label, const char *name)
{
	size_t *n = ctx;

	++*n;
	CHECK_STR(slice_z(encoding_name(encoding_get(slice_z(label)))), name);
}

static const struct {
	const char *label;
	struct slice bytes;
	const char *text;
	size_t errors;
} decodings[] = {
	{ "utf-8", SLICE_INIT("a\xC3\xA9\xE2\x82\xAC"), "aé€", 0 },
	{ "utf-8", SLICE_INIT("\xEF\xBB\xBF" "a"), "a", 0 },
	{ "utf-8", SLICE_INIT("\xC0\x80z"), BAD BAD "z", 2 },
	{ "utf-8", SLICE_INIT("\xE2\x82z\xF0\x9F\x98"), BAD "z" BAD, 2 },
	{ "utf-8", SLICE_INIT("\xED\xA0\x80"), BAD BAD BAD, 3 },
	{ "utf-8", SLICE_INIT("\xFF" BAD), BAD BAD, 1 },
	{ "windows-1252", SLICE_INIT("\x80\x81\xE9"), "€\xC2\x81é", 0 },
	{ "windows-1252", SLICE_INIT("\xEF\xBB\xBF"), "ï»¿", 0 },
	{ "windows-1251", SLICE_INIT("\xCF\xF0\xE8\xE2\xB3\xF2"), "Привіт",
	    0 },
	{ "windows-1253", SLICE_INIT("\xD2\xC1"), BAD "Α", 1 },
	{ "koi8-u", SLICE_INIT("\xF0\xA6\xAE\xBE"), "ПіўЎ", 0 },
	{ "macintosh", SLICE_INIT("\x8E\xDB\xF0"), "é€\xEF\xA3\xBF", 0 },
	{ "x-mac-cyrillic", SLICE_INIT("\x80\xFF"), "А€", 0 },
	{ "windows-1255", SLICE_INIT("\xCA"), "\xD6\xBA", 0 },
	{ "iso-8859-8-i", SLICE_INIT("\xF9\xA1"), "ש" BAD, 1 },
	{ "windows-874", SLICE_INIT("\xA1\xDB"), "ก" BAD, 1 },
	{ "x-user-defined", SLICE_INIT("a\x80"), "a\xEF\x9E\x80", 0 },
	{ "replacement", SLICE_INIT("<b>text"), BAD, 1 },
	{ "replacement", SLICE_INIT(""), "", 0 },
	{ "utf-16le", SLICE_INIT("\xFF\xFE" "a\0\x3D\xD8\x02\xDE"), "a😂", 0 },
	{ "utf-16be", SLICE_INIT("\0a\xD8\x3D\0b"), "a" BAD "b", 1 },
	{ "utf-16le", SLICE_INIT("\x02\xDE" "a\0\x3D\xD8z"), BAD "a" BAD, 2 },
	{ "shift_jis", SLICE_INIT("\x93\xFA\x96\x7B\xB1\x80"),
	    "日本ｱ\xC2\x80", 0 },
	{ "shift_jis", SLICE_INIT("\x87\x40\xF0\x40"), "①\xEE\x80\x80", 0 },
	{ "shift_jis", SLICE_INIT("\x81<\xA0\x93"), BAD "<" BAD BAD, 3 },
	{ "euc-jp", SLICE_INIT("\xC6\xFC\xCB\xDC\x8E\xB1"), "日本ｱ", 0 },
	{ "euc-jp", SLICE_INIT("\x8F\xB0\xA1"), "丂", 0 },
	{ "euc-jp", SLICE_INIT("\xC6<\x8F\xB0\x80\x80"), BAD "<" BAD BAD, 3 },
	{ "iso-2022-jp", SLICE_INIT("\x1B$BF|K\\\x1B(J\\\x1B(I1\x1B(Ba"),
	    "日本¥ｱa", 0 },
	{ "iso-2022-jp", SLICE_INIT("\x1B$X\x1B$B\x1B(B\x8E"),
	    BAD "$X" BAD BAD, 3 },
	{ "gbk", SLICE_INIT("\xC4\xE3\x80\x81\x30\x81\x30"), "你€\xC2\x80",
	    0 },
	{ "gb18030", SLICE_INIT("\x94\x39\xDA\x33\xA8\xBC"), "💩ḿ", 0 },
	{ "gb18030", SLICE_INIT("\x84\x31\xA3\xA0\xC4<"),
	    BAD "1\xE3\x80\x80" BAD "<", 2 },
	{ "gb18030", SLICE_INIT("\x81\x30\x81"), BAD, 1 },
	{ "big5", SLICE_INIT("\xA4\xA4\x88\x62\xA1\x45"),
	    "中\xC3\x8A\xCC\x84‧", 0 },
	{ "big5", SLICE_INIT("\xA4<\x80\xA4"), BAD "<" BAD BAD, 3 },
	{ "euc-kr", SLICE_INIT("\xC7\xD1\x81\x41\xC9<"), "한갂" BAD "<", 1 },
};

static void
test_decode(void)
{
	struct buf out = { 0 };
	size_t i, errors;

	for (i = 0; i < COUNT(decodings); i++) {
		buf_clear(&out);
		errors = charset_decode(encoding_get(slice_z(
		    decodings[i].label)), decodings[i].bytes, &out);
		CHECK_STR(buf_slice(&out), decodings[i].text);
		CHECK_EQ(errors, decodings[i].errors);
	}
	buf_free(&out);
}

#define META(x) "<!DOCTYPE html><head>" x "</head>"
#define CONTENT(x) "<meta http-equiv=Content-Type content=\"" x "\">"

static const struct {
	struct slice bytes;
	const char *transport, *name;
	enum charset_from from;
} decisions[] = {
	{ SLICE_INIT(""), NULL, "UTF-8", FROM_VALID_UTF8 },
	{ SLICE_INIT("plain"), NULL, "UTF-8", FROM_VALID_UTF8 },
	{ SLICE_INIT("\xEF\xBB\xBFz\xFF"), "koi8-r", "UTF-8", FROM_BOM },
	{ SLICE_INIT("\xFF\xFEz\0"), NULL, "UTF-16LE", FROM_BOM },
	{ SLICE_INIT("\xFE\xFF\0z"), "utf-8", "UTF-16BE", FROM_BOM },
	{ SLICE_INIT(META("<meta charset=koi8-r>") "\xC1"), "windows-1251",
	    "windows-1251", FROM_TRANSPORT },
	{ SLICE_INIT(META("<meta charset=koi8-r>") "\xC1"), "no-such",
	    "KOI8-R", FROM_DECLARED },
	{ SLICE_INIT("caf\xC3\xA9"), NULL, "UTF-8", FROM_VALID_UTF8 },
	{ SLICE_INIT("caf\xC3\xA9 caf\xC3"), NULL, "UTF-8", FROM_VALID_UTF8 },
	{ SLICE_INIT("caf\xE9 au lait"), NULL, "windows-1252", FROM_GUESSED },
	{ SLICE_INIT(META("<meta charset=utf8>") "\xC3\xA9"), NULL, "UTF-8",
	    FROM_DECLARED },
	{ SLICE_INIT(META("<meta charset=latin1>") "\xC3\xA9"), NULL, "UTF-8",
	    FROM_VALID_UTF8 },
	{ SLICE_INIT(META("<meta charset=utf-8>") "caf\xE9."), NULL,
	    "windows-1252", FROM_GUESSED },
	{ SLICE_INIT("é é é é é é é é é é é \xE9."), NULL, "UTF-8",
	    FROM_GUESSED },
	{ SLICE_INIT(META(CONTENT("text/html; charset=windows-1251")) "\xC1"),
	    NULL, "windows-1251", FROM_DECLARED },
	{ SLICE_INIT(META("<meta content='text/html; charset=koi8-r'>")
	    "caf\xE9 au lait"), NULL, "windows-1252", FROM_GUESSED },
	{ SLICE_INIT(META("<!-- <meta charset=big5> --><meta charset = "
	    "'ISO-8859-2' >") "\xC1"), NULL, "ISO-8859-2", FROM_DECLARED },
	{ SLICE_INIT(META("<meta charset=foo><meta charset=\"koi8-r\"/>")
	    "\xC1"), NULL, "KOI8-R", FROM_DECLARED },
	{ SLICE_INIT(META("<meta charset=win1251>") "\xC1"), NULL,
	    "windows-1251", FROM_DECLARED },
	{ SLICE_INIT(META("<meta charset=cp-1250>") "\xC1"), NULL,
	    "windows-1250", FROM_DECLARED },
	{ SLICE_INIT(META("<meta charset=\"'ISO 8859-5'\">") "\xC1"), NULL,
	    "ISO-8859-5", FROM_DECLARED },
	{ SLICE_INIT(META("<meta charset=utf-16>") "\xC3\xA9"), NULL, "UTF-8",
	    FROM_DECLARED },
	{ SLICE_INIT(META("<meta charset=x-user-defined>") "\xC1"), NULL,
	    "windows-1252", FROM_DECLARED },
	{ SLICE_INIT(META("<meta charset=iso-2022-kr>") "text"), NULL,
	    "UTF-8", FROM_VALID_UTF8 },
	{ SLICE_INIT(META("<meta charset=gbk>") "\xC4\xA3"), NULL, "GBK",
	    FROM_DECLARED },
	{ SLICE_INIT("<a title='<meta charset=big5>'><meta charset=koi8-r>"
	    "\xC1"), NULL, "KOI8-R", FROM_DECLARED },
	{ SLICE_INIT("<?xml version='1.0' encoding='ISO-8859-2'?><a>\xC1"),
	    NULL, "ISO-8859-2", FROM_DECLARED },
	{ SLICE_INIT("<?xml version='1.0' encoding='koi8-r'?><html>"
	    "<meta charset=windows-1251>\xC1"), NULL, "windows-1251",
	    FROM_DECLARED },
	/* Damaged UTF-8: halves of pairs, overlong forms, cut characters. */
	{ SLICE_INIT(META("<meta charset=utf-8>") "\xC5\xBC \xE6\xB0\xB4 "
	    "\xED\xA0\x80 \xE0\x80\x9B \xF5\x80\x80\x80 \xE2\x82 the "
	    "caf\xE9 is \x93open\x94"), NULL, "UTF-8", FROM_DECLARED },
	{ SLICE_INIT(META("<meta charset=utf-8>") "\xC5\xBC the caf\xE9 is "
	    "\x93open\x94"), NULL, "windows-1252", FROM_GUESSED },
	{ SLICE_INIT("<\0p\0>\0h\0i\0"), NULL, "UTF-16LE", FROM_GUESSED },
	{ SLICE_INIT("\0<\0p\0>\x04\x10"), NULL, "UTF-16BE", FROM_GUESSED },
	{ SLICE_INIT("a b c d e f g\0h i j k"), NULL, "UTF-8",
	    FROM_VALID_UTF8 },
	{ SLICE_INIT("\x1B$BF|K\\\x1B(B"), NULL, "ISO-2022-JP",
	    FROM_GUESSED },
	{ SLICE_INIT("\x1B[1mbold\x1B[0m"), NULL, "UTF-8", FROM_VALID_UTF8 },
};

static void
test_decide(void)
{
	struct charset_info info;
	const struct encoding *e;
	size_t i;

	for (i = 0; i < COUNT(decisions); i++) {
		e = charset_decide(decisions[i].bytes,
		    decisions[i].transport, &info);
		CHECK_STR(slice_z(encoding_name(e)), decisions[i].name);
		CHECK_STR(slice_z(info.name), decisions[i].name);
		CHECK_STR(slice_z(charset_from_name(info.from)),
		    charset_from_name(decisions[i].from));
		CHECK(info.confidence > 0 && info.confidence <= 1);
	}
}

static const struct {
	struct slice bytes;
	const char *transport, *text, *warning;
	size_t errors;
} normals[] = {
	{ SLICE_INIT("caf\xE9\r\n"), NULL, "café\n", "", 0 },
	{ SLICE_INIT("\xEF\xBB\xBF" "abc"), NULL, "abc", "", 0 },
	{ SLICE_INIT("a\xEF\xBB\xBF" "b\x1B[0m"), NULL, "ab[0m",
	    "removed 2 control or bidirectional-override characters", 0 },
	{ SLICE_INIT("\xD2"), "windows-1253", BAD,
	    "1 malformed sequence in windows-1253 replaced by U+FFFD", 1 },
	{ SLICE_INIT("<meta charset=ISO-8859-1>\xC3\xA9"), NULL,
	    "<meta charset=ISO-8859-1>é",
	    "declared as ISO-8859-1, but is valid UTF-8", 0 },
	{ SLICE_INIT("<meta charset=utf-8>caf\xE9 au lait"), NULL,
	    "<meta charset=utf-8>café au lait",
	    "declared as utf-8, but is windows-1252", 0 },
	{ SLICE_INIT("<meta charset=foo>x"), NULL, "<meta charset=foo>x",
	    "unknown charset label \"foo\"", 0 },
	{ SLICE_INIT("x"), "bar", "x", "unknown charset label \"bar\"", 0 },
};

static void
test_normalize(void)
{
	struct charset_told told = { 0 };
	struct buf bytes = { 0 };
	struct doc *d;
	size_t i;

	for (i = 0; i < COUNT(normals); i++) {
		d = doc_new("x");
		buf_add(&bytes, normals[i].bytes);
		told.transport = normals[i].transport;
		charset_normalize(d, &bytes, &told);
		CHECK_STR(d->text, normals[i].text);
		CHECK_EQ(d->charset.errors, normals[i].errors);
		CHECK_EQ(d->warnings.n, *normals[i].warning != '\0');
		if (d->warnings.n)
			CHECK_STR(d->warnings.at[0], normals[i].warning);
		CHECK(bytes.s == NULL);
		doc_free(d);
	}
}

/* What is clean UTF-8 is not copied. */
static void
test_no_copy(void)
{
	struct charset_told told = { 0 };
	struct buf bytes = { 0 };
	struct doc *d = doc_new("x");
	const char *s;

	buf_addz(&bytes, "Grüße\n");
	s = bytes.s;
	charset_normalize(d, &bytes, &told);
	CHECK(d->text.s == s);
	doc_free(d);
}

/* Any bytes, by any decoder, give valid UTF-8. */
static void
test_valid(void *ctx, const char *label, const char *name)
{
	static const char bytes[] = "\x1B$B\x8F\xA1\x81\x30\x84\x39\xFF\xD8"
	    "\xE0\xA0\xED\xB0\xF4\x90\xC3\x28\x1B(I\x0E\x80\x8E\xFE\xA0 ~\\";
	struct slice x = SLICE(bytes);
	struct buf in = { 0 }, out = { 0 };
	size_t i;

	(void)ctx;
	(void)name;
	for (i = 0; i < x.len * x.len; i++) {
		buf_addc(&in, x.s[i * i % x.len]);
		buf_addc(&in, x.s[i % x.len]);
		buf_addc(&in, x.s[i / x.len]);
	}
	charset_decode(encoding_get(slice_z(label)), buf_slice(&in), &out);
	CHECK(utf8_valid(buf_slice(&out)));
	buf_free(&in);
	buf_free(&out);
}

/* A prescan looks at the start only; a hole in a comment ends it. */
static void
test_long(void)
{
	struct charset_info info;
	struct buf b = { 0 };

	buf_addz(&b, "<p>");
	buf_fill(&b, '<', 5000000);
	buf_addz(&b, "<meta charset=koi8-r>caf\xE9 au lait");
	charset_decide(buf_slice(&b), NULL, &info);
	CHECK_STR(slice_z(info.name), "windows-1252");
	buf_free(&b);
}

int
main(void)
{
	size_t labels = 0;

	test_labels();
	encoding_each(count_label, &labels);
	CHECK_EQ(labels, 228);
	test_decode();
	test_decide();
	test_normalize();
	test_no_copy();
	encoding_each(test_valid, NULL);
	test_long();
	return test_done("charset");
}
