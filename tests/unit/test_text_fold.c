#include "text/fold.h"

#include <stdlib.h>
#include <unicase.h>

#include "test.h"
#include "text/utf8.h"

static const struct {
	const char *in, *out;
} folds[] = {
	{ "", "" },
	{ "Plain TEXT @[`{ 09", "plain text @[`{ 09" },
	{ "\xC3\x89" "COLE Stra\xC3\x9F" "e", "\xC3\xA9" "cole strasse" },
	{ "\xD0\x9C\xD0\xBE\xD1\x81\xD0\x9A\xD0\x92\xD0\x90 \xD0\x81",
	  "\xD0\xBC\xD0\xBE\xD1\x81\xD0\xBA\xD0\xB2\xD0\xB0 \xD1\x91" },
	{ "\xCE\xA3\xCE\xBF\xCF\x82", "\xCF\x83\xCE\xBF\xCF\x83" },
	{ "\xEF\xAC\x81n", "fin" },
	{ "\xEF\xBC\xA1\xEF\xBD\x82\xEF\xBC\x91\xEF\xBC\x81", "ab1!" },
	{ "\xE4\xB8\xAD\xE6\x96\x87", "\xE4\xB8\xAD\xE6\x96\x87" },
};

/* Each line: texts that have one key, the first of all. */
static const char *const keys[][5] = {
	{ "", "", "...", " \n ", "\"'" },
	{ "airstrikes", "airstrike's", "Airstrike\xE2\x80\x99s",
	  "airstrike\xCA\xBCs", "AIRSTRIKE\xC2\xB4s" },
	{ "us led", "US-led", "US\xE2\x80\x93led", "US led",
	  "US \xE2\x80\x94 led!" },
	{ "he said no", "He said \xE2\x80\x9Cno\xE2\x80\x9D",
	  "\xC2\xABHe\xC2\xBB said: 'no'", "He  said, \"no.\"",
	  "-- he\tsaid\nno --" },
	{ "wait 3 4", "Wait\xE2\x80\xA6 3/4", "wait... 3\xE2\x81\x84" "4",
	  "wait_3.4", "(wait) [3] {4}" },
	{ "caf\xC3\xA9", "Caf\xC3\xA9", "CAFE\xCC\x81", "Cafe\xCC\x81?",
	  "c\xC2\xAD" "af\xC3\xA9" },
	{ "abc 123", "\xEF\xBC\xA1\xEF\xBC\xA2\xEF\xBC\xA3\xE3\x80\x80"
	  "\xEF\xBC\x91\xEF\xBC\x92\xEF\xBC\x93", "abc\xC2\xA0" "123",
	  "a\xE2\x80\x8B" "bc \xF0\x9F\x98\x80 123", "ABC: 123." },
	{ "\xD1\x81\xD1\x88\xD0\xB0", "\xC2\xAB\xD0\xA1\xD0\xA8\xD0\x90\xC2"
	  "\xBB", "\xD0\xA1\xD1\x88\xD0\xB0", "\xE2\x80\x9E\xD1\x81\xD1\x88"
	  "\xD0\xB0\xE2\x80\x9C", "\xD1\x81\xD1\x88\xD0\xB0," },
	{ "\xE4\xB8\xAD \xE6\x96\x87", "\xE4\xB8\xAD\xE3\x80\x81\xE6\x96\x87",
	  "\xE3\x80\x8A\xE4\xB8\xAD\xE3\x80\x8B\xE6\x96\x87",
	  "\xE4\xB8\xAD \xE6\x96\x87\xE3\x80\x82",
	  "\xE4\xB8\xAD\xEF\xBC\x8C\xE6\x96\x87" },
};

static const struct {
	const char *hay, *needle;
	bool fold;
	size_t off, at, len;
} finds[] = {
	{ "hello world", "world", false, 0, 6, 5 },
	{ "hello world", "world", false, 6, 6, 5 },
	{ "hello world", "world", false, 7, SLICE_NONE, 0 },
	{ "hello", "hello, you", false, 0, SLICE_NONE, 0 },
	{ "hello", "", false, 0, SLICE_NONE, 0 },
	{ "hello", "o", false, 0, 4, 1 },
	{ "hello", "o", false, 9, SLICE_NONE, 0 },
	{ "Hello WORLD", "world", false, 0, SLICE_NONE, 0 },
	{ "Hello WORLD", "world", true, 0, 6, 5 },
	{ "a@b[c", "`", true, 0, SLICE_NONE, 0 },
	{ "a@b[c", "{", true, 0, SLICE_NONE, 0 },
	{ "\xD0\x9C\xD0\x9E\xD0\xA1\xD0\x9A\xD0\x92\xD0\x90",
	  "\xD1\x81\xD0\xBA", true, 0, 4, 4 },
	{ "\xD0\x9C\xD0\x9E\xD0\xA1\xD0\x9A\xD0\x92\xD0\x90",
	  "\xD1\x81\xD0\xBA", false, 0, SLICE_NONE, 0 },
	{ "\xD0\xBC\xD0\xBE\xD1\x81\xD0\xBA", "\xD1\x81\xD0\xBA", false, 2, 4,
	  4 },
	/* The sharp s is two letters, but not one of them. */
	{ "eine Stra\xC3\x9F" "e!", "strasse", true, 0, 5, 7 },
	{ "Stra\xC3\x9F" "e", "ras", true, 0, SLICE_NONE, 0 },
	{ "Stra\xC3\x9F" "e", "se", true, 0, SLICE_NONE, 0 },
	{ "\xC3\x9F" "s", "sss", true, 0, 0, 3 },
	{ "\xC3\x9F\xC3\x9F", "sss", true, 0, SLICE_NONE, 0 },
	{ "A\xEF\xAC\x81n fin", "fin", true, 0, 1, 4 },
	{ "fin A\xEF\xAC\x81n", "fin", true, 0, 0, 3 },
	{ "\xE4\xB8\xAD\xE6\x96\x87", "\xE6\x96\x87", true, 0, 3, 3 },
	{ "ababac", "abac", true, 0, 2, 4 },
	/* As wide as ideographs, or not. */
	{ "\xE6\x96\x87\xEF\xBC\xA1\xEF\xBD\x82\xEF\xBC\x91", "ab1", true,
	  0, 3, 9 },
	{ "x ab1 \xEF\xBC\xA1\xEF\xBC\xA2\xEF\xBC\x91", "ab1", true, 3, 6, 9 },
	{ "\xE6\x96\x87\xEF\xBC\x8C" "ab", "ab", true, 0, 6, 2 },
	{ "\xEF\xBC\xA1\xEF\xBC\xA2", "ab", false, 0, SLICE_NONE, 0 },
};

static void
check_tables(void)
{
	struct buf b = { 0 };
	struct slice hay;
	size_t i, k, len;

	for (i = 0; i < sizeof(folds) / sizeof(*folds); i++) {
		buf_clear(&b);
		text_casefold(&b, slice_z(folds[i].in));
		CHECK_STR(buf_slice(&b), folds[i].out);
	}
	for (i = 0; i < sizeof(keys) / sizeof(*keys); i++)
		for (k = 0; k < 5; k++) {
			buf_clear(&b);
			buf_addc(&b, '>');
			text_key(&b, slice_z(keys[i][k]));
			CHECK_STR(slice_from(buf_slice(&b), 1), keys[i][0]);
		}
	for (i = 0; i < sizeof(finds) / sizeof(*finds); i++) {
		hay = slice_z(finds[i].hay);
		CHECK_EQ(text_find(hay, finds[i].off,
		    slice_z(finds[i].needle), finds[i].fold, &len),
		    finds[i].at);
		if (finds[i].at != SLICE_NONE)
			CHECK_EQ(len, finds[i].len);
	}
	buf_free(&b);
}

/* Every code point folds as libunistring says, but for full-width forms. */
static void
check_all(void)
{
	uint32_t cp, plain, want[4];
	struct buf got = { 0 }, b = { 0 };
	char one[4];
	size_t i, n, wrong = 0;

	for (cp = 0; cp <= 0x10FFFF; cp++) {
		if (cp >= 0xD800 && cp <= 0xDFFF)
			continue;
		buf_clear(&got);
		buf_clear(&b);
		n = utf8_encode(cp, one);
		text_casefold(&got, (struct slice){ one, n });
		n = 4;
		plain = cp >= 0xFF01 && cp <= 0xFF5E ? cp - 0xFEE0 : cp;
		if (u32_casefold(&plain, 1, NULL, NULL, want, &n) != want)
			n = 0;
		for (i = 0; i < n; i++)
			utf8_add(&b, want[i]);
		wrong += !slice_eq(buf_slice(&got), buf_slice(&b));
	}
	CHECK_EQ(wrong, 0);
	buf_free(&got);
	buf_free(&b);
}

static uint32_t
roll(uint32_t *seed)
{
	*seed = *seed * 1664525u + 1013904223u;
	return *seed >> 8;
}

/* Few letters make many near misses; slice_ifind() is the judge. */
static void
check_bytes(void)
{
	static char text[4000];
	uint32_t seed = 1;
	struct slice hay = { text, sizeof(text) }, needle;
	size_t i, k, len, at, want, off, found = 0, wrong = 0;
	struct buf b = { 0 };

	for (i = 0; i < 4000; i++) {
		k = 2 + roll(&seed) % 3;
		for (at = 0; at < sizeof(text); at++)
			text[at] = "abCd "[roll(&seed) % k];
		hay.len = sizeof(text) - roll(&seed) % 200;
		needle = slice_sub(hay, roll(&seed) % hay.len,
		    1 + roll(&seed) % 14);
		off = roll(&seed) % hay.len;
		buf_clear(&b);
		text_casefold(&b, needle);
		at = text_find(hay, off, buf_slice(&b), true, &len);
		want = slice_ifind(slice_from(hay, off), needle);
		wrong += at != (want == SLICE_NONE ? want : want + off);
		at = text_find(hay, off, needle, false, &len);
		want = slice_find(slice_from(hay, off), needle);
		wrong += at != (want == SLICE_NONE ? want : want + off);
		found += at != SLICE_NONE;
	}
	CHECK_EQ(wrong, 0);
	CHECK(found > 100 && found < 3900);
	buf_free(&b);
}

/* A text and a needle that agree almost everywhere: still linear. */
static void
check_hostile(void)
{
	struct buf hay = { 0 }, needle = { 0 };
	size_t len;

	buf_fill(&hay, 'a', 4000000);
	buf_fill(&needle, 'a', 100000);
	buf_addc(&needle, 'b');
	buf_fill(&needle, 'a', 100000);
	CHECK_EQ(text_find(buf_slice(&hay), 0, buf_slice(&needle), false,
	    &len), SLICE_NONE);
	CHECK_EQ(text_find(buf_slice(&hay), 0, buf_slice(&needle), true,
	    &len), SLICE_NONE);
	buf_add(&hay, buf_slice(&needle));
	CHECK_EQ(text_find(buf_slice(&hay), 0, buf_slice(&needle), true,
	    &len), 4000000);
	CHECK_EQ(len, needle.len);
	buf_free(&hay);
	buf_free(&needle);
}

int
main(void)
{
	check_tables();
	check_all();
	check_bytes();
	check_hostile();
	CHECK(!text_has_upper(SLICE("plain 1 \xD0\xB4\xC3\x9F\xE4\xB8\xAD")));
	CHECK(text_has_upper(SLICE("plaiN")));
	CHECK(text_has_upper(SLICE("\xD0\xB4\xD0\x90")));
	CHECK(!text_has_upper(SLICE("")));
	return test_done("text_fold");
}
