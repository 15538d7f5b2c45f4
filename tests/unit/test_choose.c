#include "load/charset/choose.h"

#include "test.h"

#define COUNT(table) (sizeof(table) / sizeof(*(table)))

static void
check_list(const char *const *names, size_t n, const char *want)
{
	struct buf got = { 0 };
	size_t i;

	for (i = 0; i < n; i++)
		buf_printf(&got, "%s%s", i ? " " : "", names[i]);
	CHECK_STR(buf_slice(&got), want);
	buf_free(&got);
}

static void
test_all(void)
{
	const char *names[CHOOSE_ALL];
	size_t n = choose_all(names), i;

	CHECK_EQ(n, 40);
	for (i = 0; i < n; i++)
		CHECK(choose_named(slice_z(names[i])) == names[i]);
	check_list(names, 3, "Big5 EUC-JP EUC-KR");
	check_list(names + n - 2, 2, "x-mac-cyrillic x-user-defined");
}

static const struct {
	const char *typed, *near;
} nears[] = {
	{ "koi8-t", "koi8-r koi8-u" }, { "kio8-r", "koi8-r koi8-ru" },
	{ "wndows-1251", "windows-1251 windows-1250 windows-1252" },
	{ "utf-9", "utf-8 utf-16" }, { "sjsi", "sjis" },
	{ "sift_jis", "shift_jis" }, { "x-euc", "x-euc-jp" },
	{ "iso-2022", "iso-2022-jp" }, { "bg5", "big5" },
	{ "BIG-6", "big5" }, { "klingon", "" }, { "q", "" }, { "", "" },
	{ "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "" }
};

static void
test_near(void)
{
	const char *labels[CHOOSE_NEAR];
	size_t i;

	for (i = 0; i < COUNT(nears); i++)
		check_list(labels, choose_near(slice_z(nears[i].typed),
		    labels), nears[i].near);
}

static void
test_named(void)
{
	CHECK_STR(slice_z(choose_named(SLICE("koi8-r"))), "KOI8-R");
	CHECK_STR(slice_z(choose_named(SLICE("\"cp-1252\""))),
	    "windows-1252");
	CHECK_STR(slice_z(choose_named(SLICE("utf8"))), "UTF-8");
	CHECK(choose_named(SLICE("utf-7")) == NULL);
	CHECK(choose_named(SLICE("")) == NULL);
}

/* "Привет" and the like as bytes of encodings; what previews show. */
static const struct {
	struct slice bytes;
	const char *name, *want;
} previews[] = {
	{ SLICE_INIT("plain\ntext\n"), "UTF-8", "plain" },
	{ SLICE_INIT("\n\n  plain\ntext"), "UTF-8", "plain" },
	{ SLICE_INIT(""), "UTF-8", "" },
	{ SLICE_INIT("one\ntwo \xF0\xD2\xC9 three\nfour"), "KOI8-R",
	    "two При three" },
	{ SLICE_INIT("one\ntwo \xF0\xD2\xC9 three\nfour"), "windows-1252",
	    "two ðÒÉ three" },
	{ SLICE_INIT("<html><title>A <b\nc='\xE9'> \xCF\xF0\xE8  x</title>"),
	    "windows-1251", "При x" },
	{ SLICE_INIT("<p title='\xCF\xF0\xE8'>abc</p>"), "windows-1251",
	    "abc" },
	{ SLICE_INIT("<p title='\xCF\xF0\xE8"), "windows-1251",
	    "<p title='При" },
	{ SLICE_INIT("x\x1B[31m\xCF\x07"), "windows-1251", "x[31mП" },
	{ SLICE_INIT("hi \x1B$BF|K\\\x1B(B\n"), "ISO-2022-JP", "hi 日本" },
	{ SLICE_INIT("h\0i\0\n\0\x1F\4@\4\n\0x\0"), "UTF-16LE", "Пр" },
	{ SLICE_INIT("ab\n\xFA"), "UTF-8", "�" },
};

static void
test_preview(void)
{
	struct buf got = { 0 };
	size_t i;

	for (i = 0; i < COUNT(previews); i++) {
		buf_clear(&got);
		choose_preview(previews[i].name,
		    choose_piece(previews[i].bytes), &got);
		CHECK_STR(buf_slice(&got), previews[i].want);
	}
	buf_free(&got);
}

/* A line without end, a document without text: bounded all the same. */
static void
test_long(void)
{
	struct buf bytes = { 0 }, got = { 0 };
	struct slice piece;
	size_t i;

	buf_fill(&bytes, '<', 1 << 20);
	buf_fill(&bytes, 'a', 1 << 20);
	for (i = 0; i < 1 << 19; i++)
		buf_addz(&bytes, "\xC5\x93");
	piece = choose_piece(buf_slice(&bytes));
	CHECK(piece.len <= 4096);
	choose_preview("UTF-8", piece, &got);
	CHECK(got.len <= 243 && got.len > 200);
	CHECK(slice_ends(buf_slice(&got), SLICE("œ")));
	buf_free(&bytes);
	buf_free(&got);
}

static void
test_likely(void)
{
	static const char ru[] = "\xF0\xCF\xD3\xCC\xC5 \xC4\xCF\xD6\xC4\xD1 "
	    "\xC4\xCF\xD2\xCF\xC7\xC1 \xCB \xD2\xC5\xCB\xC5 \xC2\xD9\xCC\xC1 "
	    "\xD0\xCC\xCF\xC8\xC1\xD1";
	const char *names[CHOOSE_LIKELY];
	size_t n = choose_likely(SLICE(ru), names), i, k;

	CHECK(n > 1 && n <= CHOOSE_LIKELY);
	CHECK_STR(slice_z(names[0]), "KOI8-R");
	for (i = 0; i < n; i++)
		for (k = 0; k < i; k++)
			CHECK(strcmp(names[i], names[k]) != 0);
	n = choose_likely(SLICE("<meta charset=koi8-r>Gr\xC3\xBC\xC3\x9F"),
	    names);
	check_list(names, n, "UTF-8 KOI8-R");
	n = choose_likely(SLICE(""), names);
	check_list(names, n, "UTF-8");
}

int
main(void)
{
	test_all();
	test_near();
	test_named();
	test_preview();
	test_long();
	test_likely();
	return test_done("choose");
}
