#include "view/when.h"

#include "test.h"

static const struct {
	const char *iso, *words, *short_words;
	int64_t seconds;
} cases[] = {
	{ "1970-01-01T00:00:00Z", "1 January 1970, 00:00 GMT",
	    "1 Jan 1970 00:00", 0 },
	{ "2017-03-29T16:21:00+03:00", "29 March 2017, 16:21 GMT+3",
	    "29 Mar 2017 16:21", 1490793660 },
	{ "2017-03-29T16:21:30.123456+0300", "29 March 2017, 16:21 GMT+3",
	    "29 Mar 2017 16:21", 1490793690 },
	{ "2017-03-29T16:21-03:30", "29 March 2017, 16:21 GMT-3:30",
	    "29 Mar 2017 16:21", 1490817060 },
	{ "2017-03-29T16:21+05", "29 March 2017, 16:21 GMT+5",
	    "29 Mar 2017 16:21", 1490786460 },
	{ "2000-02-29 23:59:59", "29 February 2000, 23:59",
	    "29 Feb 2000 23:59", 951868799 },
	{ "2000-03-01", "1 March 2000", "1 Mar 2000", 951868800 },
	{ "1969-12-31T23:59:59Z", "31 December 1969, 23:59 GMT",
	    "31 Dec 1969 23:59", -1 },
	{ "2024-01-01T00:00:00+00:00", "1 January 2024, 00:00 GMT",
	    "1 Jan 2024 00:00", 1704067200 },
	{ "yesterday", "yesterday", "yesterday", INT64_MIN },
	{ "2017-13-01", "2017-13-01", "2017-13-01", INT64_MIN },
	{ "2017-00-01", "2017-00-01", "2017-00-01", INT64_MIN },
	{ "2017-01-00", "2017-01-00", "2017-01-00", INT64_MIN },
	{ "2017-1-1", "2017-1-1", "2017-1-1", INT64_MIN },
	{ "", "", "", INT64_MIN }
};

int
main(void)
{
	struct buf b = { 0 };
	struct slice x;
	size_t i, n;

	for (i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		x = slice_z(cases[i].iso);
		buf_clear(&b);
		when_format(&b, x);
		CHECK_STR(buf_slice(&b), cases[i].words);
		buf_clear(&b);
		when_format_short(&b, x);
		CHECK_STR(buf_slice(&b), cases[i].short_words);
		CHECK_EQ(when_seconds(x), cases[i].seconds);
	}
	/* A time cut anywhere is read as far as it goes, or not at all. */
	x = slice_z(cases[2].iso);
	for (n = 0; n <= x.len; n++) {
		buf_clear(&b);
		when_format(&b, slice_sub(x, 0, n));
		CHECK(buf_slice(&b).len <= 26);
		CHECK((when_seconds(slice_sub(x, 0, n)) == INT64_MIN) ==
		    (n < 10));
	}
	buf_free(&b);
	return test_done("when");
}
