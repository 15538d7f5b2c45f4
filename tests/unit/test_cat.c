/* cat_cmd: several inputs, orders, and the exit statuses of contract.md. */
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "app/cat_cmd.h"
#include "base/file.h"
#include "test.h"

static char dir[] = "/tmp/lede-test-XXXXXX";

struct ran {
	int status;
	struct buf out, said;
};

/* Standard output or error as a file, or what `to` opens. */
static int
redirect(int fd, int to)
{
	int saved = dup(fd);

	if (saved < 0 || to < 0 || dup2(to, fd) < 0)
		exit(1);
	close(to);
	return saved;
}

static void
restore(int fd, int saved, struct buf *b)
{
	bool cut;

	if (b) {
		lseek(fd, 0, SEEK_SET);
		file_read_fd(fd, 100000, b, &cut, NULL);
	}
	dup2(saved, fd);
	close(saved);
}

static int
temporary(void)
{
	char path[] = "/tmp/lede-test-XXXXXX";
	int fd = mkstemp(path);

	unlink(path);
	return fd;
}

/* Runs "cat" with arguments that blanks separate; "@" stands for dir. */
static void
run(struct ran *r, const char *line)
{
	struct buf words = { 0 };
	char *argv[16] = { NULL }, *p;
	int argc = 0, out, err;

	*r = (struct ran){ 0 };
	for (; *line; line++) {
		if (*line == '@')
			buf_addz(&words, dir);
		else
			buf_addc(&words, *line);
	}
	buf_z(&words);
	for (p = strtok(words.s, " "); p; p = strtok(NULL, " "))
		argv[argc++] = p;
	fflush(stdout);
	out = redirect(STDOUT_FILENO, temporary());
	err = redirect(STDERR_FILENO, temporary());
	r->status = cmd_cat(argc, argv);
	restore(STDERR_FILENO, err, &r->said);
	restore(STDOUT_FILENO, out, &r->out);
	buf_free(&words);
}

static void
ran_free(struct ran *r)
{
	buf_free(&r->out);
	buf_free(&r->said);
}

static void
write_file(const char *name, const char *text)
{
	char path[100];
	int fd;

	snprintf(path, sizeof(path), "%s/%s", dir, name);
	fd = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0600);
	CHECK(fd >= 0 && file_write_fd(fd, slice_z(text), NULL));
	close(fd);
}

static void
make_files(void)
{
	char path[100];

	CHECK(mkdtemp(dir) != NULL);
	snprintf(path, sizeof(path), "%s/sub", dir);
	CHECK(mkdir(path, 0700) == 0);
	write_file("b.txt", "The second file\n\nholds a few words.\n");
	write_file("a.txt", "The first file\n\nholds a few words.\n");
	write_file("sub/c.txt", "The third file\n\nholds a few words.\n");
	write_file(".hidden", "No.\n");
}

static void
remove_files(void)
{
	static const char *const names[] = {
		"a.txt", "b.txt", "sub/c.txt", ".hidden", "sub", ""
	};
	char path[100];
	size_t i;

	for (i = 0; i < sizeof(names) / sizeof(*names); i++) {
		snprintf(path, sizeof(path), "%s/%s", dir, names[i]);
		CHECK(remove(path) == 0);
	}
}

/* The names of the sources of JSON Lines, without dir. */
static void
check_sources(const char *line, const char *want)
{
	struct ran r;
	struct slice rest, doc;
	struct buf got = { 0 };
	size_t skip = strlen("{\"source\":\"") + strlen(dir) + 1;

	run(&r, line);
	for (rest = buf_slice(&r.out); slice_cut(&rest, '\n', &doc); ) {
		if (doc.len == 0)
			continue;
		doc = slice_from(doc, skip);
		buf_add(&got, slice_sub(doc, 0, slice_chr(doc, '"')));
		buf_addc(&got, ' ');
	}
	CHECK_STR(buf_slice(&got), want);
	buf_free(&got);
	ran_free(&r);
}

static void
test_status(void)
{
	static const struct {
		const char *line;
		int status;
		const char *said;
	} cases[] = {
		{ "cat @/a.txt", 0, "" },
		{ "cat --json @", 0, "" },
		{ "cat @/none @/a.txt", 1,
		    "/none: No such file or directory\n" },
		{ "cat --jsn @/a.txt", 2, "lede cat: unknown option --jsn; "
		    "try 'lede --help'\n" },
		{ "cat --width 0 @/a.txt", 2, "lede cat: --width is a number "
		    "from 1 to 10000, not \"0\"; try 'lede --help'\n" },
		{ "cat --charset nope @/a.txt", 2, "lede cat: unknown charset "
		    "label \"nope\"; \"lede decode --labels\" lists them; try "
		    "'lede --help'\n" }
	};
	struct ran r;
	size_t i;

	for (i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		run(&r, cases[i].line);
		CHECK_EQ(r.status, cases[i].status);
		CHECK(slice_ends(buf_slice(&r.said), slice_z(cases[i].said)));
		CHECK_EQ(r.said.len > 0, r.status > 0);
		CHECK_EQ(r.out.len > 0, r.status < 2);
		ran_free(&r);
	}
}

static void
test_forms(void)
{
	struct ran r;

	run(&r, "cat --markdown @/a.txt @/b.txt");
	CHECK(slice_find(buf_slice(&r.out), SLICE("\n* * *\n")) != SLICE_NONE);
	ran_free(&r);
	run(&r, "cat --text --width 5 @/a.txt");
	CHECK(slice_find(buf_slice(&r.out), SLICE("holds\na few\nwords"))
	    != SLICE_NONE);
	ran_free(&r);
}

/* Nobody reads, and a disk that is full. */
static void
test_closed(void)
{
	char *argv[] = { "cat", "--json", dir, NULL };
	int fds[2], out, err, status, full = open("/dev/full", O_WRONLY);
	struct buf said = { 0 };

	signal(SIGPIPE, SIG_IGN);
	CHECK(pipe(fds) == 0);
	close(fds[0]);
	fflush(stdout);
	err = redirect(STDERR_FILENO, temporary());
	out = redirect(STDOUT_FILENO, fds[1]);
	status = cmd_cat(3, argv);
	restore(STDOUT_FILENO, out, NULL);
	restore(STDERR_FILENO, err, &said);
	CHECK_EQ(status, 1);
	CHECK_EQ(said.len, 0);
	if (full >= 0) {
		err = redirect(STDERR_FILENO, temporary());
		out = redirect(STDOUT_FILENO, full);
		status = cmd_cat(3, argv);
		restore(STDOUT_FILENO, out, NULL);
		restore(STDERR_FILENO, err, &said);
		CHECK_EQ(status, 1);
		CHECK_STR(buf_slice(&said),
		    "lede: standard output: No space left on device\n");
	}
	buf_free(&said);
}

int
main(void)
{
	setenv("LC_ALL", "C.UTF-8", 1);	/* messages in English */
	make_files();
	check_sources("cat --json @/b.txt @/a.txt", "b.txt a.txt ");
	check_sources("cat @ --json", "a.txt b.txt sub/c.txt ");
	check_sources("cat --json @/sub @/none @/a.txt", "sub/c.txt a.txt ");
	test_status();
	test_forms();
	test_closed();
	remove_files();
	return test_done("cat");
}
