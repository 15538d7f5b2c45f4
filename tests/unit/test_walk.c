#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "app/walk.h"
#include "test.h"

static char dir[] = "/tmp/lede-walk-XXXXXX";

struct seen {
	size_t files, spools, troubles, ends;
	int64_t bytes;
	uint64_t roots;			/* a set */
	char last[200];
};

static void
make(const char *name, const char *text)
{
	char path[100];
	FILE *f;

	snprintf(path, sizeof(path), "%s/%s", dir, name);
	if (text == NULL) {
		CHECK(mkdir(path, 0755) == 0);
		return;
	}
	f = fopen(path, "w");
	CHECK(f != NULL);
	if (f == NULL)
		return;
	fputs(text, f);
	fclose(f);
}

static void
note(struct seen *seen, const struct frame *f)
{
	struct walk_found found;
	size_t n = f->bytes.len - sizeof(found);

	seen->ends += f->kind == WALK_END;
	if (f->kind == WALK_END)
		return;
	memcpy(&found, f->bytes.s, sizeof(found));
	seen->roots |= (uint64_t)1 << found.root;
	seen->files += f->kind == WALK_FILE;
	seen->spools += f->kind == WALK_SPOOL;
	seen->troubles += f->kind == WALK_TROUBLE;
	if (f->kind == WALK_FILE && found.size > 0)
		seen->bytes += found.size;
	n = n < sizeof(seen->last) - 1 ? n : sizeof(seen->last) - 1;
	memcpy(seen->last, f->bytes.s + sizeof(found), n);
	seen->last[n] = '\0';
}

static void
wait_for(struct stream *st)
{
	struct pollfd p = { .fd = st->fd, .events = POLLIN };

	poll(&p, 1, 5000);
	stream_fill(st);
}

static struct seen
walk(char **roots, size_t n)
{
	struct walk w = { roots, n };
	struct worker_options opts = { .seconds = 5 };
	struct worker worker;
	struct seen seen = { .files = 0 };
	struct frame f;
	struct err err = { "" };

	CHECK(walk_start(&worker, &w, &opts, &err));
	while (!worker.from.end)
		for (wait_for(&worker.from); stream_next(&worker.from, &f);)
			note(&seen, &f);
	worker_stop(&worker, false, &err);
	CHECK_EQ(seen.ends, 1);
	return seen;
}

static int64_t
count(char **roots, size_t n)
{
	struct walk w = { roots, n };
	struct worker_options opts = { .seconds = 5 };
	struct worker worker;
	struct err err = { "" };
	int64_t all = -1;

	CHECK(walk_count(&worker, &w, &opts, &err));
	while (!worker.from.end)
		wait_for(&worker.from);
	CHECK_EQ(stream_held(&worker.from), sizeof(all));
	memcpy(&all, worker.from.in.s, sizeof(all));
	worker_stop(&worker, true, &err);
	return all;
}

int
main(void)
{
	char a[100], b[100], none[100], empty[100], command[100];
	char *roots[] = { a, b, none };
	struct seen seen;
	int i;

	if (mkdtemp(dir) == NULL)
		return 1;
	snprintf(a, sizeof(a), "%s/a", dir);
	snprintf(b, sizeof(b), "%s/a/one.txt", dir);
	snprintf(none, sizeof(none), "%s/none", dir);
	snprintf(empty, sizeof(empty), "%s/empty", dir);
	make("a", NULL);
	make("a/one.txt", "123");
	make("a/sub", NULL);
	make("a/sub/two.txt", "12345");
	make("empty", NULL);

	seen = walk(roots, 1);
	CHECK_EQ(seen.files, 2);
	CHECK_EQ(seen.bytes, 8);
	CHECK_EQ(seen.roots, 1);
	seen = walk(roots, 2);
	CHECK_EQ(seen.files, 3);
	CHECK_EQ(seen.roots, 3);
	CHECK_STR(slice_z(seen.last), b);
	CHECK_EQ(count(roots, 2), 11);
	/* One that is not there is for its reader to tell. */
	seen = walk(roots, 3);
	CHECK_EQ(seen.files, 4);
	CHECK_STR(slice_z(seen.last), none);
	roots[0] = empty;
	seen = walk(roots, 1);
	CHECK_EQ(seen.files, 0);
	CHECK_EQ(seen.troubles, 1);
	CHECK(strstr(seen.last, "no documents") != NULL);

	/* A folder of messages is told once, and as that. */
	make("a/box", NULL);
	make("a/box/cur", NULL);
	make("a/box/new", NULL);
	make("a/box/tmp", NULL);
	for (i = 0; i < 5; i++) {
		snprintf(command, sizeof(command), "a/box/cur/%d:2,S", i);
		make(command, "From: A <a@b>\nMessage-ID: <1@b>\n"
		    "Date: Mon, 5 Jan 2026 10:00:00 +0000\n"
		    "Subject: x\n\nhm\n");
	}
	roots[0] = a;
	seen = walk(roots, 1);
	CHECK_EQ(seen.spools, 1);
	CHECK_EQ(seen.files, 2);
	snprintf(command, sizeof(command), "rm -rf %s", dir);
	CHECK(system(command) == 0);
	return test_done("walk");
}
