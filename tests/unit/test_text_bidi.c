#include "text/bidi.h"

#include "test.h"
#include "text/utf8.h"

#define MAX 64

static const struct {
	const char *in;
	bool has, first;
} directions[] = {
	{ "", false, false },
	{ "plain ASCII, long enough for words", false, false },
	{ "\xD7\xA9\xD7\x9C\xD7\x95\xD7\x9D", true, true },
	{ "\xD8\xB3\xD9\x84\xD8\xA7\xD9\x85", true, true },
	{ "12 (\xD7\xA9) a", true, true },
	{ "abcdefgh \xD7\xA9", true, false },
	{ "\xD0\xB4\xD0\xB0 \xE4\xB8\xAD\xE6\x96\x87 \xC3\xA9", false, false },
	{ "\xD5\xA1\xD6\x83", false, false },	/* Armenian shares D6 */
	{ "\xE0\xA4\x95", false, false },	/* Devanagari shares E0 */
	{ "\xE0\xA0\x80", true, true },		/* Samaritan */
	{ "\xEF\xAC\x81", false, false },	/* U+FB01, a ligature */
	{ "\xEF\xAC\xAA", true, true },		/* U+FB2A */
	{ "\xEF\xBA\x8E", true, true },		/* U+FE8E */
	{ "\xEF\xBC\xA1", false, false },	/* fullwidth A */
	{ "\xF0\x90\x80\x80", false, false },	/* Linear B */
	{ "\xF0\x90\xA0\x80", true, true },	/* Cypriot */
	{ "\xF0\x9E\xA4\x80", true, true },	/* Adlam */
	{ "\xF0\x9F\x98\x80", false, false },
};

/* What is seen, from left to right. */
static const struct {
	const char *in;
	bool rtl;
	const char *out;
} lines[] = {
	{ "", false, "" },
	{ "abc (d)", false, "abc (d)" },
	/* shin lamed vav mem */
	{ "\xD7\xA9\xD7\x9C\xD7\x95\xD7\x9D", true,
	  "\xD7\x9D\xD7\x95\xD7\x9C\xD7\xA9" },
	{ "\xD7\xA9\xD7\x9C", false, "\xD7\x9C\xD7\xA9" },
	{ "a \xD7\xA9\xD7\x9C b", false, "a \xD7\x9C\xD7\xA9 b" },
	{ "a \xD7\xA9\xD7\x9C b", true, "b \xD7\x9C\xD7\xA9 a" },
	/* Numbers keep their order. */
	{ "\xD7\xA9 2017", true, "2017 \xD7\xA9" },
	/* Brackets are mirrored, and only those. */
	{ "\xD7\xA9 (\xD7\x9C)", true, "(\xD7\x9C) \xD7\xA9" },
	{ "\xD7\xA9 <\xD7\x9C", true, "\xD7\x9C> \xD7\xA9" },
	{ "a (\xD7\x9C) b", false, "a (\xD7\x9C) b" },
	/* Points stay behind their letters: shin qamats dagesh, lamed. */
	{ "\xD7\xA9\xD6\xB8\xD6\xBC\xD7\x9C", true,
	  "\xD7\x9C\xD7\xA9\xD6\xB8\xD6\xBC" },
	{ "\xD7\x9C\xD7\xA9\xD6\xB8", true, "\xD7\xA9\xD6\xB8\xD7\x9C" },
	{ "\xD6\xB8\xD6\xBC\xD7\x9C", true, "\xD7\x9C\xD6\xB8\xD6\xBC" },
	{ "e\xCC\x81\xD7\x9C", false, "e\xCC\x81\xD7\x9C" },
	/* A zero width non-joiner too. */
	{ "\xD9\x85\xE2\x80\x8C\xD9\x87", true,
	  "\xD9\x87\xD9\x85\xE2\x80\x8C" },
};

static void
check_line(struct slice in, bool rtl, const char *out)
{
	uint32_t cps[MAX], order[MAX];
	struct buf b = { 0 };
	size_t i, n = 0;

	for (i = 0; i < in.len; n++)
		i += utf8_decode(slice_from(in, i), &cps[n]);
	text_visual(cps, n, rtl, order);
	for (i = 0; i < n; i++)
		utf8_add(&b, cps[order[i]]);
	CHECK_STR(buf_slice(&b), out);
	buf_free(&b);
}

/* Whatever comes, order[] holds each place once. */
static void
check_any(void)
{
	static const uint32_t some[] = {
		'a', '1', ' ', '(', ')', 0x5D0, 0x5B8, 0x627, 0x64B, 0x661,
		0x200D, 0x301, 0x200F, '\t', 0x4E2D, 0x202E, 0x202A, 0x202C,
		0x2067, 0x2069, '[', ']', 0x3008, '\n', 0
	};
	uint32_t cps[MAX], order[MAX], seed = 9;
	bool seen[MAX];
	size_t i, k, n;
	int wrong = 0;

	for (i = 0; i < 20000; i++) {
		seed = seed * 1664525u + 1013904223u;
		n = seed >> 8 & (MAX - 1);
		for (k = 0; k < n; k++) {
			seed = seed * 1664525u + 1013904223u;
			cps[k] = some[(seed >> 8) %
			    (sizeof(some) / sizeof(*some))];
			seen[k] = false;
		}
		text_visual(cps, n, i % 2, order);
		for (k = 0; k < n; k++) {
			wrong += order[k] >= n || seen[order[k] % MAX];
			seen[order[k] % MAX] = true;
		}
	}
	CHECK_EQ(wrong, 0);
}

int
main(void)
{
	size_t i;

	for (i = 0; i < sizeof(directions) / sizeof(*directions); i++) {
		CHECK_EQ(text_has_rtl(slice_z(directions[i].in)),
		    directions[i].has);
		CHECK_EQ(text_is_rtl(slice_z(directions[i].in)),
		    directions[i].first);
	}
	for (i = 0; i < sizeof(lines) / sizeof(*lines); i++)
		check_line(slice_z(lines[i].in), lines[i].rtl, lines[i].out);
	check_any();
	return test_done("text_bidi");
}
