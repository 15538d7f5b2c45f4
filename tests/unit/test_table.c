#include "view/table.h"

#include "text/width.h"

#include "test.h"

static const struct {
	const char *text;
	size_t width;
	const char *want;
} cases[] = {
	{ "Day\tFerries\nFriday\t0\nSunday\t8", 40,
	    "Day     Ferries\nFriday  0\nSunday  8" },
	{ "Day\tFerries\nFriday\t0\nSunday\t8", 15,
	    "Day     Ferries\nFriday  0\nSunday  8" },
	{ "Day\tFerries\nFriday\t0\nSunday\t8", 14,
	    "Day: Friday\nFerries: 0\n\nDay: Sunday\nFerries: 8" },
	{ "Day\tFerries\nFriday\t\n\t8", 10,
	    "Day: Friday\n\nFerries: 8" },
	{ "\tFerries\nFriday\t0", 10, "Friday\nFerries: 0" },
	{ "a\tb\tc\nd", 40, "a  b  c\nd" },
	{ "a\nd\te\tf", 40, "a\nd  e  f" },
	/* Wide letters count two cells. */
	{ "\xE6\xB8\xAF\tx\nab\ty", 40, "\xE6\xB8\xAF  x\nab  y" },
	{ "e\xCC\x81\tx\nab\ty", 40, "e\xCC\x81   x\nab  y" },
	/* One column, or one row, has no heads to repeat. */
	{ "a long cell", 4, "a long cell" },
	{ "a\tb", 2, "a: a\nb: b" },
	{ "", 10, "" }
};

/* More columns than are measured, and all is still there. */
static void
test_many(void)
{
	struct buf text = { 0 }, out = { 0 };
	size_t i, n = 0;

	for (i = 0; i < 400; i++)
		buf_addz(&text, i == 0 ? "x" : i == 200 ? "\nx" : "\tx");
	table_layout(&out, buf_slice(&text), 10);
	for (i = 0; i < out.len; i++)
		n += out.s[i] == 'x';
	CHECK(n >= 200);
	buf_free(&text);
	buf_free(&out);
}

int
main(void)
{
	struct buf b = { 0 };
	size_t i;

	text_locale();
	for (i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		buf_clear(&b);
		table_layout(&b, slice_z(cases[i].text), cases[i].width);
		CHECK_STR(buf_slice(&b), cases[i].want);
	}
	buf_free(&b);
	test_many();
	return test_done("table");
}
