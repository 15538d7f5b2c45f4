#include "text/utf8.h"

#include "test.h"

static const struct {
	struct slice in;
	uint32_t cp;
	size_t len;
} decode[] = {
	{ SLICE_INIT("a"), 'a', 1 },
	{ SLICE_INIT("\0"), 0, 1 },
	{ SLICE_INIT("\x7F"), 0x7F, 1 },
	{ SLICE_INIT("\xC2\x80"), 0x80, 2 },
	{ SLICE_INIT("\xDF\xBF" "a"), 0x7FF, 2 },
	{ SLICE_INIT("\xE0\xA0\x80"), 0x800, 3 },
	{ SLICE_INIT("\xED\x9F\xBF"), 0xD7FF, 3 },
	{ SLICE_INIT("\xEE\x80\x80"), 0xE000, 3 },
	{ SLICE_INIT("\xEF\xBF\xBD"), 0xFFFD, 3 },
	{ SLICE_INIT("\xF0\x90\x80\x80"), 0x10000, 4 },
	{ SLICE_INIT("\xF4\x8F\xBF\xBF"), 0x10FFFF, 4 },
	/* Maximal subparts. */
	{ SLICE_INIT("\x80"), UTF8_BAD, 1 },
	{ SLICE_INIT("\xC0\x80"), UTF8_BAD, 1 },
	{ SLICE_INIT("\xC1\xBF"), UTF8_BAD, 1 },
	{ SLICE_INIT("\xC3"), UTF8_BAD, 1 },
	{ SLICE_INIT("\xC3" "a"), UTF8_BAD, 1 },
	{ SLICE_INIT("\xE0\x80\x80"), UTF8_BAD, 1 },
	{ SLICE_INIT("\xE2\x82"), UTF8_BAD, 2 },
	{ SLICE_INIT("\xE2\x82" "a"), UTF8_BAD, 2 },
	{ SLICE_INIT("\xED\xA0\x80"), UTF8_BAD, 1 },
	{ SLICE_INIT("\xF0\x80\x80\x80"), UTF8_BAD, 1 },
	{ SLICE_INIT("\xF0\x9F\x98" "a"), UTF8_BAD, 3 },
	{ SLICE_INIT("\xF4\x90\x80\x80"), UTF8_BAD, 1 },
	{ SLICE_INIT("\xF5\x80\x80\x80"), UTF8_BAD, 1 },
	{ SLICE_INIT("\xFF"), UTF8_BAD, 1 },
};

static void
check_decode(void)
{
	uint32_t cp;
	size_t i;

	for (i = 0; i < sizeof(decode) / sizeof(*decode); i++) {
		CHECK_EQ(utf8_decode(decode[i].in, &cp), decode[i].len);
		CHECK_EQ(cp, decode[i].cp);
	}
}

/* Every code point there and back, and valid alone. */
static void
check_round(void)
{
	uint32_t cp, got;
	size_t n, bad = 0;
	char out[4];

	for (cp = 0; cp <= 0x10FFFF; cp++) {
		n = utf8_encode(cp, out);
		if (utf8_decode((struct slice){ out, n }, &got) != n ||
		    !utf8_valid((struct slice){ out, n }))
			bad++;
		if (got != (cp >= 0xD800 && cp <= 0xDFFF ? UTF8_BAD : cp))
			bad++;
	}
	CHECK_EQ(bad, 0);
	CHECK_EQ(utf8_encode(0x110000, out), 3);
	CHECK(!memcmp(out, "\xEF\xBF\xBD", 3));
}

static bool
valid_slowly(struct slice x)
{
	uint32_t cp;
	size_t n, i;

	for (i = 0; i < x.len; i += n) {
		n = utf8_decode(slice_from(x, i), &cp);
		if (cp == UTF8_BAD && (n != 3 || x.s[i] != '\xEF'))
			return false;
	}
	return true;
}

static uint32_t
roll(uint32_t *seed)
{
	*seed = *seed * 1664525u + 1013904223u;
	return *seed >> 8;
}

/* Every way a four-byte pattern can stand in a run of ASCII, and byte salad
 * from an alphabet that makes near misses, against the decoder. */
static void
check_valid(void)
{
	static const char bytes[] = "a\x80\x8F\x90\x9F\xA0\xBF\xC1\xC2\xE0"
	    "\xE1\xED\xEF\xF0\xF1\xF4\xF5\xFF";
	static const char chars[] =
	    "a\xC3\xA9\xE2\x82\xAC\xF0\x9F\x98\x80\xED\x9F\xBF";
	uint32_t seed = 7;
	char text[70];
	size_t i, k, n, good = 0, wrong = 0;
	struct slice x;

	for (i = 0; i < 200000; i++) {
		x = (struct slice){ text, 1 + roll(&seed) % sizeof(text) };
		memset(text, 'a', sizeof(text));
		k = roll(&seed) % sizeof(chars);
		n = (sizeof(chars) - 1) - k;
		if (n < x.len)
			memcpy(text + roll(&seed) % (x.len - n), chars + k, n);
		for (n = roll(&seed) % 4; n > 0; n--)
			text[roll(&seed) % x.len] =
			    bytes[roll(&seed) % (sizeof(bytes) - 1)];
		good += valid_slowly(x);
		wrong += valid_slowly(x) != utf8_valid(x);
	}
	CHECK_EQ(wrong, 0);
	CHECK(good > 1000 && good < 190000);
	CHECK(utf8_valid((struct slice){ NULL, 0 }));
}

static void
check_steps(void)
{
	struct slice x = SLICE("a\xC3\xA9\xE2\x82\xAC\xF0\x9F\x98\x80");
	struct slice bad = SLICE("a\xC3\x80\x80\x80\x80");

	CHECK_EQ(utf8_prev(x, 10), 6);
	CHECK_EQ(utf8_prev(x, 6), 3);
	CHECK_EQ(utf8_prev(x, 3), 1);
	CHECK_EQ(utf8_prev(x, 1), 0);
	CHECK_EQ(utf8_prev(bad, 6), 5);
	CHECK_EQ(utf8_prev(bad, 3), 1);
	CHECK_EQ(utf8_count(x), 4);
	CHECK_EQ(utf8_count((struct slice){ NULL, 0 }), 0);
	CHECK_EQ(utf8_count(SLICE("\xD0\x9A\xD0\xB0\xD0\xBA\xD0\xB0\xD1\x8F "
	    "\xD0\xB5\xD1\x80\xD1\x83\xD0\xBD\xD0\xB4\xD0\xB0")), 12);
}

int
main(void)
{
	check_decode();
	check_round();
	check_valid();
	check_steps();
	return test_done("text_utf8");
}
