/*
 * faults: what is said when the system refuses.  The functions below stand
 * in for those of libc in this program: each fails, once it is asked to.
 */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "app/child.h"
#include "app/outfile.h"
#include "app/worker.h"
#include "base/file.h"
#include "load/archive/input.h"
#include "load/mail/mail.h"
#include "test.h"

/* In how many calls it fails (0: in this one), and of what. */
static struct {
	int calls, error;
} refuse = { -1, 0 };

static bool full_temporary;		/* tmpfile() has no room */

static bool
refused(void)
{
	if (refuse.calls < 0 || refuse.calls-- > 0)
		return false;
	errno = refuse.error;
	return true;
}

int
fsync(int fd)
{
	(void)fd;
	return refused() ? -1 : 0;
}

int
rename(const char *from, const char *to)
{
	if (refused())
		return -1;
	unlink(to);
	return link(from, to) == 0 ? unlink(from) : -1;
}

int
pipe(int ends[2])
{
	if (refused())
		return -1;
	ends[0] = dup(STDIN_FILENO);
	ends[1] = dup(STDIN_FILENO);
	return 0;
}

pid_t
fork(void)
{
	errno = EAGAIN;
	return -1;
}

FILE *
tmpfile(void)
{
	if (full_temporary)
		return fopen("/dev/full", "w+");
	errno = EROFS;
	return NULL;
}

static void
no_job(void *ctx, int in, int out)
{
	(void)ctx;
	(void)in;
	(void)out;
}

static void
test_replace(const char *path)
{
	static const struct {
		int calls, error;
		const char *why;
	} cases[] = {
		{ 0, EIO, "Input/output error" },	/* fsync() */
		{ 1, EACCES, "Permission denied" }	/* rename() */
	};
	char want[200];
	struct err err;
	size_t i;

	CHECK(file_replace(path, SLICE("as it was"), &err));
	for (i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		refuse.calls = cases[i].calls;
		refuse.error = cases[i].error;
		CHECK(!file_replace(path, SLICE("new"), &err));
		snprintf(want, sizeof(want), "%s: %s", path, cases[i].why);
		CHECK_STR(slice_z(err.text), want);
	}
	CHECK(!file_replace("/nowhere/x", SLICE("new"), &err));
	CHECK_STR(slice_z(err.text), "/nowhere/x: No such file or directory");
}

static void
test_outfile(const char *path)
{
	struct outfile f;
	char want[200];
	struct err err;

	CHECK(outfile_open(&f, path, &err));
	refuse.calls = 0;
	refuse.error = EXDEV;
	CHECK(!outfile_close(&f, true, &err));
	snprintf(want, sizeof(want), "%s: Invalid cross-device link", path);
	CHECK_STR(slice_z(err.text), want);
	CHECK(outfile_open(&f, path, &err));
	close(f.fd);
	CHECK(!outfile_close(&f, true, &err));
	snprintf(want, sizeof(want), "%s: Bad file descriptor", path);
	CHECK_STR(slice_z(err.text), want);
}

static void
test_processes(void)
{
	struct worker_options opts = { .seconds = 1 };
	struct worker w;
	struct err err;
	int i;

	for (i = 0; i < 2; i++) {
		refuse.calls = i;
		refuse.error = EMFILE;
		CHECK(!worker_fork(&w, &opts, no_job, NULL, &err));
		CHECK_STR(slice_z(err.text),
		    "cannot make a pipe: Too many open files");
	}
	CHECK(!worker_fork(&w, &opts, no_job, NULL, &err));
	CHECK_STR(slice_z(err.text), "cannot start a process: Resource "
	    "temporarily unavailable");
	CHECK(!child_browse("sh", SLICE("https://a.example/"), &err));
	CHECK_STR(slice_z(err.text), "cannot start a process: Resource "
	    "temporarily unavailable");
}

static void
test_mailbox(const char *letter)
{
	struct mailbox *box;
	struct input *in;
	struct err err;

	CHECK(mailbox_new(&err) == NULL);
	CHECK_STR(slice_z(err.text), "cannot make a temporary file: "
	    "Read-only file system");
	if (access("/dev/full", W_OK) != 0)
		return;
	full_temporary = true;
	box = mailbox_new(&err);
	CHECK(box != NULL);
	in = input_open(letter, &err);
	CHECK(in != NULL);
	if (mailbox_add(box, in, &err))
		CHECK(!mailbox_link(box, &err));
	CHECK_STR(slice_z(err.text), "cannot write a temporary file: No "
	    "space left on device");
	input_close(in);
	mailbox_free(box);
}

int
main(void)
{
	char path[] = "/tmp/lede-faults-XXXXXX";
	int fd = mkstemp(path);

	CHECK(fd >= 0);
	close(fd);
	test_replace(path);
	test_outfile(path);
	test_processes();
	CHECK(file_replace(path, SLICE("From: a\nDate: b\n\nWords\n"), NULL));
	test_mailbox(path);
	unlink(path);
	return test_done("faults");
}
