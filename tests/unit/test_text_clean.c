#include "text/clean.h"

#include "test.h"
#include "text/utf8.h"

#define MARK "\xCC\x81"			/* U+0301 */
#define MARKS8 MARK MARK MARK MARK MARK MARK MARK MARK

static const struct {
	struct slice in;
	const char *out;
	size_t changed;
	bool clean;
} table[] = {
	{ SLICE_INIT(""), "", 0, true },
	{ SLICE_INIT("plain text,\ttabs\nand lines, long enough"),
	  "plain text,\ttabs\nand lines, long enough", 0, true },
	{ SLICE_INIT("\xD0\x9F\xD1\x80\xD0\xB8 \xE4\xB8\xAD\xE6\x96\x87 "
	  "\xC3\xA9 \xF0\x9F\x98\x80"), "\xD0\x9F\xD1\x80\xD0\xB8 "
	  "\xE4\xB8\xAD\xE6\x96\x87 \xC3\xA9 \xF0\x9F\x98\x80", 0, true },
	{ SLICE_INIT("a\0b"), "ab", 1, false },
	{ SLICE_INIT("\x1b[31mred\a"), "[31mred", 2, false },
	{ SLICE_INIT("12345678\x7F" "9"), "123456789", 1, false },
	{ SLICE_INIT("1234567\x0B"), "1234567", 1, false },
	{ SLICE_INIT("a\xC2\x9B" "31m"), "a31m", 1, false },
	{ SLICE_INIT("a\xC2\xA0z"), "a\xC2\xA0z", 0, true },
	/* Line ends are no change that counts. */
	{ SLICE_INIT("a\r\nb\rc\xC2\x85" "d\r"), "a\nb\nc\nd\n", 0, false },
	{ SLICE_INIT("a\xE2\x80\xA8" "b\xE2\x80\xA9" "c"), "a\nb\nc", 0,
	  false },
	/* Directions: overrides out, marks in. */
	{ SLICE_INIT("a\xE2\x80\xAE" "b\xE2\x81\xA6" "c\xE2\x81\xA9"), "abc",
	  3, false },
	{ SLICE_INIT("a\xE2\x80\x8E" "b\xE2\x80\x8F" "c\xD8\x9C"),
	  "a\xE2\x80\x8E" "b\xE2\x80\x8F" "c\xD8\x9C", 0, true },
	{ SLICE_INIT("\xEF\xBB\xBFx\xEF\xBF\xBE\xEF\xB7\x90"
	  "\xF0\x9F\xBF\xBF"), "x", 4, false },
	{ SLICE_INIT("x\xF3\xA0\x80\x81\xF3\xA0\x81\xBFy"), "xy", 2, false },
	{ SLICE_INIT("\xF3\xA0\x84\x80"), "\xF3\xA0\x84\x80", 0, true },
	/* Bad bytes, and the real U+FFFD. */
	{ SLICE_INIT("a\xFF" "b\xE2\x82"), "a\xEF\xBF\xBD" "b\xEF\xBF\xBD", 2,
	  false },
	{ SLICE_INIT("\xC3("), "\xEF\xBF\xBD(", 1, false },
	{ SLICE_INIT("\xE4\xB8"), "\xEF\xBF\xBD", 1, false },
	{ SLICE_INIT("\xEF\xBF\xBD"), "\xEF\xBF\xBD", 0, true },
	/* Marks, and joiners that may not hide a run of them. */
	{ SLICE_INIT("e" MARKS8 "f" MARK), "e" MARKS8 "f" MARK, 0, true },
	{ SLICE_INIT("e" MARKS8 MARK MARK "f"), "e" MARKS8 "f", 2, false },
	{ SLICE_INIT("e" MARKS8 "\xE2\x80\x8D" MARK), "e" MARKS8
	  "\xE2\x80\x8D", 1, false },
	{ SLICE_INIT("e" MARKS8 "\xE2\x80\xAE" MARK), "e" MARKS8, 2, false },
	{ SLICE_INIT(MARKS8 "\r\n" MARK), MARKS8 "\n" MARK, 0, false },
};

static void
check_table(void)
{
	struct buf b = { 0 };
	size_t i;

	for (i = 0; i < sizeof(table) / sizeof(*table); i++) {
		buf_clear(&b);
		CHECK_EQ(text_clean(&b, table[i].in), table[i].changed);
		CHECK_STR(buf_slice(&b), table[i].out);
		CHECK_EQ(text_is_clean(table[i].in), table[i].clean);
		CHECK(text_is_clean(buf_slice(&b)));
	}
	buf_free(&b);
}

/* One byte anywhere in a run of ASCII: the words see what a byte is. */
static void
check_bytes(void)
{
	char text[24];
	size_t at, wrong = 0;
	int c;

	for (c = 0; c < 256; c++)
		for (at = 0; at < sizeof(text); at++) {
			memset(text, 'a', sizeof(text));
			text[at] = (char)c;
			wrong += text_is_clean((struct slice){ text,
			    sizeof(text) }) != (c == '\t' || c == '\n' ||
			    (c >= ' ' && c < 0x7F));
		}
	CHECK_EQ(wrong, 0);
}

/* Clean stays clean, whatever came in, and is valid. */
static void
check_salad(void)
{
	uint32_t seed = 3;
	struct buf in = { 0 }, out = { 0 }, again = { 0 };
	size_t i, k, wrong = 0;

	for (i = 0; i < 20000; i++) {
		buf_clear(&in);
		buf_clear(&out);
		buf_clear(&again);
		for (k = 0; k < 24; k++) {
			seed = seed * 1664525u + 1013904223u;
			if (seed >> 30 == 0)
				buf_addz(&in, MARK);
			else if (seed >> 30 == 1)
				utf8_add(&in, 0x2000 + (seed >> 16 & 0x7F));
			else
				buf_addc(&in, (char)(seed >> 20));
		}
		text_clean(&out, buf_slice(&in));
		wrong += !utf8_valid(buf_slice(&out));
		wrong += !text_is_clean(buf_slice(&out));
		wrong += text_clean(&again, buf_slice(&out)) != 0;
		wrong += !slice_eq(buf_slice(&again), buf_slice(&out));
	}
	CHECK_EQ(wrong, 0);
	buf_free(&in);
	buf_free(&out);
	buf_free(&again);
}

int
main(void)
{
	check_table();
	check_bytes();
	check_salad();
	return test_done("text_clean");
}
