/* worker: how each end of a process reads, after "reading it ". */
#include <signal.h>
#include <stdlib.h>
#include <unistd.h>

#include "app/worker.h"
#include "base/mem.h"
#include "test.h"

static void
end_early(void *ctx, int in, int out)
{
	(void)ctx;
	(void)in;
	(void)out;
}

static void
die(void *ctx, int in, int out)
{
	(void)in;
	(void)out;
	raise(*(int *)ctx);
}

static void
take_all(void *ctx, int in, int out)
{
	(void)ctx;
	(void)in;
	(void)out;
	mem_realloc(NULL, (size_t)-1 / 2, 4);
}

static void
test_ends(void)
{
	static const struct {
		void (*fn)(void *, int, int);
		int number;
		const char *how;
	} cases[] = {
		{ end_early, 0, "ended too early" },
		{ die, SIGKILL, "was ended by a signal (Killed)" },
		{ die, SIGALRM, "took more than 5 seconds; --timeout gives "
		    "it more" },
		{ take_all, 0, "took more memory than there is" }
	};
	struct worker_options opts = { .seconds = 5 };
	struct worker w;
	struct err err;
	size_t i;
	int number;

	for (i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		number = cases[i].number;
		CHECK(worker_fork(&w, &opts, cases[i].fn, &number, &err));
		worker_stop(&w, false, &err);
		CHECK_STR(slice_z(err.text), cases[i].how);
	}
}

int
main(void)
{
	test_ends();
	return test_done("worker");
}
