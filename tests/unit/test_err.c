/* err: a message that is too long keeps its beginning and its end. */
#include "base/err.h"
#include "text/utf8.h"
#include "test.h"

static void
test_long(void)
{
	struct err err;
	char path[4000];
	size_t n;

	CHECK(!fail(&err, "%s: %s", "short", "why"));
	CHECK_STR(slice_z(err.text), "short: why");
	for (n = 400; n < 600; n++) {
		memset(path, 'x', n);
		path[n] = '\0';
		fail(&err, "/%s: why it failed", path);
		CHECK_EQ(strlen(err.text), n + 16 < sizeof(err.text) ?
		    n + 16 : sizeof(err.text) - 1);
		CHECK(slice_starts(slice_z(err.text), SLICE("/xxx")));
		CHECK(slice_ends(slice_z(err.text),
		    SLICE(": why it failed")));
	}
}

static void
test_characters(void)
{
	struct err err;
	char path[3001] = "";
	size_t n, i;

	for (n = 600; n < 620; n++) {
		for (i = 0; i + 3 <= n; i += 3)
			memcpy(path + i, "\xe2\x82\xac", 4);
		fail(&err, "%.*s%s: why", (int)(n % 4), "abc", path);
		CHECK(utf8_valid(slice_z(err.text)));
		CHECK(slice_ends(slice_z(err.text), SLICE(": why")));
	}
}

int
main(void)
{
	test_long();
	test_characters();
	return test_done("err");
}
