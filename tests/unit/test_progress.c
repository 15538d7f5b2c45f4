#include <stdio.h>

#include "app/progress.h"
#include "base/clock.h"
#include "test.h"

static void
check_line(struct progress p, int64_t ms, const char *want)
{
	char line[80];

	p.start = 5000;
	progress_line(&p, 5000 + ms, line);
	CHECK_STR(slice_z(line), want);
}

int
main(void)
{
	struct progress p = { .documents = 30 };
	char line[80];

	check_line(p, 0, "30 documents");
	check_line(p, 1000, "30 documents, 30 a second");
	p.failed = 2;
	check_line(p, 1500, "30 documents, 20 a second, 2 failed");
	/* What is left is told when there is something to tell it by. */
	p.failed = 0;
	p.bytes = 1000;
	check_line(p, 3000, "30 documents, 10 a second");
	p.total = 4000;
	check_line(p, 1000, "30 documents, 30 a second");
	check_line(p, 3000, "30 documents, 10 a second, 0:09 left");
	check_line(p, 30000, "30 documents, 1 a second, 1:30 left");
	p.total = 1000000;
	check_line(p, 30000, "30 documents, 1 a second, 8 h 19 min left");
	p.total = 900;
	check_line(p, 3000, "30 documents, 10 a second");
	p = (struct progress){ .documents = UINT64_MAX / 1000,
	    .failed = UINT64_MAX, .bytes = 1, .total = INT64_MAX };
	progress_line(&p, 4000, line);
	CHECK(strlen(line) < sizeof(line));
	CHECK(clock_ms() > 0);
	/* Standard error is no terminal here: nothing is shown. */
	CHECK(freopen("/dev/null", "w", stderr) != NULL);
	progress_start(&p);
	CHECK(!p.on);
	progress_show(&p);
	progress_clear(&p);
	CHECK_EQ(p.width, 0);
	return test_done("progress");
}
