#include "base/buf.h"
#include "test.h"
#include "view/said.h"

/* Texts and their quotations, parted by "|". */
static const struct {
	const char *text, *quoted;
} texts[] = {
	{ "", "" }, { "Nothing here.", "" },
	{ "> one two three\nyes", "> one two three\n" },
	{ "> one two\n> three\n\nyes\n> four five", "> one two\n> three\n|"
	    "> four five" },
	{ "> one", "" },
	{ "He said \"nobody has met this heron\" twice",
	    "nobody has met this heron" },
	{ "the \"green\" one", "" },
	{ "“one two three four” and «five six seven eight»",
	    "one two three four|five six seven eight" },
	{ "„so sagte er es mir“", "so sagte er es mir" },
	{ "“one two three", "" },
	{ "「猫がいます」", "猫がいます" },
	{ "  > indented quote here", "  > indented quote here" }
};

static void
check_text(const char *text, const char *quoted)
{
	struct quotation q[SAID_MAX];
	struct slice x = slice_z(text), rest = slice_z(quoted), piece;
	size_t n = said_quotations(x, q), i;

	for (i = 0; rest.len && slice_cut(&rest, '|', &piece); i++) {
		CHECK(i < n);
		if (i < n)
			test_str(slice_sub(x, q[i].start, q[i].end -
			    q[i].start), piece, text, 0, "quotation");
	}
	CHECK_EQ(n, i);
}

static const struct {
	const char *quoted, *text;
	int percent;			/* of it at least that is said */
	int most;
	int off;
} places[] = {
	{ "one two three", "zero. One, two; three!", 100, 100, 6 },
	{ "> one two\n> three four", "one two three four", 100, 100, 0 },
	{ "one two three", "one three two", 0, 0, -1 },
	{ "a b c d e f g h", "a b c d X f g h", 40, 60, 0 },
	{ "it’s “his” own-goal", "Its his own goal", 100, 100, 0 },
	{ "won't do it — never", "x won’t do it, never", 100, 100, 2 },
	{ "one two three", "> one two three\nno", 0, 0, -1 },
	{ "one two three", "no\n> one two three\nyes one two three", 100,
	    100, 23 },
	{ "ОН СКАЗАЛ ЭТО", "да, он сказал это", 100, 100, 6 },
	{ "猫がいます", "庭に猫がいます。", 100, 100, 6 },
	{ "one two", "one two", 100, 100, 0 },
	{ "", "one two", 0, 0, -1 },
	{ "one two three", "", 0, 0, -1 }
};

static void
check_place(size_t i)
{
	struct said *s = said_new(slice_z(places[i].quoted));
	size_t off = 999;
	int p = 0, round;

	for (round = 0; round < 2; round++) {
		p = (int)(said_in(s, slice_z(places[i].text), &off) * 100);
		CHECK(p >= places[i].percent && p <= places[i].most);
		if (places[i].off >= 0)
			CHECK_EQ(off, places[i].off);
	}
	if (p < places[i].percent)
		printf("\t%s: %d\n", places[i].quoted, p);
	said_free(s);
}

/* Marks and ">" without end must not take time without end. */
static void
check_hostile(void)
{
	static const char *const parts[] = {
		"\"", "“", ">", "> a\n", "« ", "'", "“a b c d ", "é", "> \n"
	};
	struct quotation q[SAID_MAX];
	struct buf b = { 0 };
	struct said *s;
	size_t i, k, off;

	for (i = 0; i < sizeof(parts) / sizeof(*parts); i++) {
		buf_clear(&b);
		for (k = 0; k < 200000; k++)
			buf_addz(&b, parts[i]);
		CHECK(said_quotations(buf_slice(&b), q) <= SAID_MAX);
		s = said_new(buf_slice(&b));
		CHECK(said_in(s, buf_slice(&b), &off) <= 1);
		said_free(s);
	}
	buf_free(&b);
}

int
main(void)
{
	size_t i;

	for (i = 0; i < sizeof(texts) / sizeof(*texts); i++)
		check_text(texts[i].text, texts[i].quoted);
	for (i = 0; i < sizeof(places) / sizeof(*places); i++)
		check_place(i);
	check_hostile();
	said_free(NULL);
	return test_done("said");
}
