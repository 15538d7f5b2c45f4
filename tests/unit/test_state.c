#include "store/state.h"

#include <dirent.h>
#include <fcntl.h>
#include <inttypes.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/file.h"

#include "away.h"
#include "test.h"

#define KEY SLICE("/home/ann/stories/audio.html")
#define BEGIN "lede-state 1\nstory /home/ann/stories/audio.html\n"

static char top[64];			/* a folder of this test's own */

static const char *
under(const char *name)
{
	static char path[4][256];
	static int at;

	at = (at + 1) % 4;
	snprintf(path[at], sizeof(path[at]), "%s/%s", top, name);
	return path[at];
}

/* The file of key in dir; nth of those with its hash. */
static const char *
file_of(const char *dir, struct slice key, int nth)
{
	static char path[512];
	int n = snprintf(path, sizeof(path), "%s/%016" PRIx64, dir,
	    slice_hash(key));

	if (nth)
		snprintf(path + n, sizeof(path) - (size_t)n, "-%d", nth);
	return path;
}

static void
write_file(const char *path, struct slice text)
{
	FILE *f = fopen(path, "wb");

	CHECK(f != NULL && fwrite(text.s, 1, text.len, f) == text.len);
	if (f != NULL)
		fclose(f);
}

static void
check_file(const char *path, const char *want)
{
	struct buf got = { 0 };
	struct err err = { "" };
	bool cut;

	CHECK(file_read(path, 1 << 20, &got, &cut, &err));
	CHECK_STR(buf_slice(&got), want);
	buf_free(&got);
}

static int
files_in(const char *dir)
{
	DIR *d = opendir(dir);
	struct dirent *e;
	int n = 0;

	while (d != NULL && (e = readdir(d)) != NULL)
		n += e->d_name[0] != '.';
	if (d != NULL)
		closedir(d);
	return n;
}

/* The values of name, each in brackets. */
static void
check_values(const struct state *st, const char *name, const char *want)
{
	struct buf got = { 0 };
	struct slice value;
	size_t at = 0;

	while (state_each(st, name, &at, &value))
		buf_printf(&got, "[%.*s]", SLICE_FMT(value));
	CHECK_STR(buf_slice(&got), want);
	buf_free(&got);
}

static void
test_values(void)
{
	struct state *st = state_open("", KEY, NULL);
	struct err err;

	CHECK_STR(state_get(st, "charset"), "");
	check_values(st, "seen", "");
	state_set(st, "charset", SLICE("koi8-r"));
	state_add(st, "seen", SLICE("1"));
	state_add(st, "seen", SLICE("2"));
	state_add(st, "mend", SLICE("a b"));
	state_add(st, "seen", SLICE("3"));
	state_add(st, "seen", SLICE(""));
	CHECK_STR(state_get(st, "charset"), "koi8-r");
	check_values(st, "seen", "[1][2][3]");
	state_set(st, "charset", SLICE("big5"));
	check_values(st, "charset", "[big5]");
	state_set(st, "seen", SLICE("4"));
	check_values(st, "seen", "[4]");
	state_add(st, "seen", SLICE("5"));
	check_values(st, "seen", "[4][5]");
	state_remove(st, "seen");
	state_remove(st, "nothing");
	check_values(st, "seen", "");
	state_add(st, "seen", SLICE("6"));
	check_values(st, "seen", "[6]");
	state_set(st, "charset", SLICE(""));
	CHECK_STR(state_get(st, "charset"), "");
	state_set(st, "note", SLICE("one\ntwo\r\tthree\x7F"));
	CHECK_STR(state_get(st, "note"), "one two  three ");
	state_set(st, "copy", state_get(st, "note"));
	CHECK_STR(state_get(st, "copy"), "one two  three ");
	state_add(st, "mend", state_get(st, "mend"));
	check_values(st, "mend", "[a b][a b]");
	CHECK(state_save(st, &err));
	state_free(st);
	state_free(NULL);
}

static void
make_file(const char *path, const char *more, time_t age)
{
	struct buf at = { 0 };
	struct timespec t[2] = { { .tv_sec = time(NULL) - age },
	    { .tv_sec = time(NULL) - age } };
	int fd;

	buf_printf(&at, "%s%s", path, more);
	fd = open(buf_z(&at), O_WRONLY | O_CREAT, 0600);
	CHECK(fd >= 0 && futimens(fd, t) == 0 && close(fd) == 0);
	buf_free(&at);
}

/* What somebody who was killed left of a file half written goes, unless it
 * may be still at work. */
static void
test_leftovers(void)
{
	const char *dir = under("deep/leftovers");
	struct err err;
	struct state *st = state_open(dir, KEY, &err);

	state_set(st, "charset", SLICE("koi8-r"));
	CHECK(state_save(st, &err));
	make_file(file_of(dir, KEY, 0), ".lede-aB3dE6", 7200);
	make_file(file_of(dir, KEY, 0), ".lede-aB3dE7", 7200);
	make_file(file_of(dir, KEY, 0), ".lede-aB3dE8", 60);
	make_file(file_of(dir, KEY, 0), ".lede-backups", 7200);
	make_file(file_of(dir, KEY, 0), ".backup", 7200);
	CHECK_EQ(files_in(dir), 6);
	state_set(st, "charset", SLICE("koi8-u"));
	CHECK(state_save(st, &err));
	CHECK_EQ(files_in(dir), 4);
	state_free(st);
}

/* Written, found again, changed, and gone when there is nothing to say. */
static void
test_files(void)
{
	const char *dir = under("deep/er/lede");
	struct err err;
	struct stat sb;
	struct state *st = state_open(dir, KEY, &err);

	CHECK_STR(slice_z(err.text), "");
	CHECK(state_save(st, &err));
	CHECK(!file_is_dir(dir));
	state_set(st, "charset", SLICE("koi8-r"));
	state_add(st, "seen", SLICE("9f02"));
	CHECK(state_save(st, &err));
	check_file(file_of(dir, KEY, 0), BEGIN "charset koi8-r\nseen 9f02\n");
	CHECK(stat(file_of(dir, KEY, 0), &sb) == 0);
	CHECK_EQ(sb.st_mode & 0777, 0600);
	CHECK(stat(under("deep/er"), &sb) == 0);
	CHECK_EQ(sb.st_mode & 0777, 0700);
	CHECK_EQ(files_in(dir), 1);
	state_free(st);

	st = state_open(dir, KEY, &err);
	CHECK_STR(state_get(st, "charset"), "koi8-r");
	check_values(st, "seen", "[9f02]");
	state_set(st, "charset", SLICE("koi8-r"));
	unlink(file_of(dir, KEY, 0));
	CHECK(state_save(st, &err));	/* nothing was changed */
	CHECK_EQ(files_in(dir), 0);
	state_set(st, "charset", SLICE("koi8-u"));
	CHECK(state_save(st, &err));
	CHECK_EQ(files_in(dir), 1);
	state_remove(st, "charset");
	state_remove(st, "seen");
	CHECK(state_save(st, &err));
	CHECK_EQ(files_in(dir), 0);
	state_free(st);
}

/* What this version does not know stays, in its place. */
static void
test_unknown(void)
{
	static const char *const lines = BEGIN "x-9 of later\nseen 1\n"
	    "x-9 again\nseen 2\n";
	struct state *st;
	struct err err;

	write_file(file_of(top, KEY, 0), slice_z(lines));
	st = state_open(top, KEY, &err);
	state_set(st, "seen", SLICE("3"));
	CHECK(state_save(st, &err));
	check_file(file_of(top, KEY, 0),
	    BEGIN "x-9 of later\nseen 3\nx-9 again\n");
	state_free(st);
}

/* Files that are not what they should be, and what they say. */
static void
test_odd(void)
{
	static const struct {
		struct slice file;
		const char *charset;
		bool odd, kept;
	} cases[] = {
		{ SLICE_INIT(BEGIN "charset a\n"), "a", false, false },
		{ SLICE_INIT(BEGIN "charset a\ncharset b"), "a", false,
		    false },
		{ SLICE_INIT(BEGIN "cha"), "", false, false },
		{ SLICE_INIT(BEGIN), "", false, false },
		{ SLICE_INIT(BEGIN "\n\n \ncharset\ncharset \n? b\nc"
		    "harset a b\n"), "a b", false, false },
		{ SLICE_INIT(BEGIN "charset a\0b\x1B[2J\n"), "a b [2J", false,
		    false },
		{ SLICE_INIT(BEGIN "story else\ncharset a\n"), "a", false,
		    false },
		{ SLICE_INIT(""), "", true, false },
		{ SLICE_INIT("lede-state 1"), "", true, false },
		{ SLICE_INIT("lede-state 1\n"), "", true, false },
		{ SLICE_INIT("lede-state 1\nstory"), "", true, false },
		{ SLICE_INIT("lede-state 1\ncharset b\n"), "", true, false },
		{ SLICE_INIT("charset b\n"), "", true, false },
		{ SLICE_INIT("\0\0\0\0\0\0\0\0\0\0\0\0\0"), "", true, false },
		{ SLICE_INIT("lede-state 2\nanything"), "", true, true },
	};
	struct state *st;
	struct err err;
	size_t i;

	for (i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		write_file(file_of(top, KEY, 0), cases[i].file);
		st = state_open(top, KEY, &err);
		CHECK_STR(state_get(st, "charset"), cases[i].charset);
		CHECK_EQ(*err.text != '\0', cases[i].odd);
		state_set(st, "charset", SLICE("new"));
		CHECK_EQ(state_save(st, &err), !cases[i].kept);
		check_file(file_of(top, KEY, 0), cases[i].kept ?
		    cases[i].file.s : BEGIN "charset new\n");
		state_free(st);
	}
	unlink(file_of(top, KEY, 0));
}

/* Another story has the name already. */
static void
test_namesake(void)
{
	static const char other[] = "lede-state 1\nstory /b\ncharset big5\n";
	struct state *st;
	struct err err;

	write_file(file_of(top, KEY, 0), slice_z(other));
	st = state_open(top, KEY, &err);
	CHECK_STR(slice_z(err.text), "");
	CHECK_STR(state_get(st, "charset"), "");
	state_set(st, "charset", SLICE("koi8-r"));
	CHECK(state_save(st, &err));
	state_free(st);
	check_file(file_of(top, KEY, 0), other);
	check_file(file_of(top, KEY, 1), BEGIN "charset koi8-r\n");
	st = state_open(top, KEY, &err);
	CHECK_STR(state_get(st, "charset"), "koi8-r");
	state_free(st);
	unlink(file_of(top, KEY, 0));
	unlink(file_of(top, KEY, 1));
}

static void
check_said(const struct err *err, int nth, const char *why)
{
	char want[600];

	snprintf(want, sizeof(want), "%s: %s", file_of(top, KEY, nth), why);
	CHECK_STR(slice_z(err->text), want);
}

/* What is in place of the file, and what is said of it. */
static void
test_said(void)
{
	struct state *st;
	struct err err;
	struct buf much = { 0 };
	int i;

	CHECK(symlink(file_of(top, KEY, 0), file_of(top, KEY, 0)) == 0);
	state_free(state_open(top, KEY, &err));
	check_said(&err, 0, "Too many levels of symbolic links");
	unlink(file_of(top, KEY, 0));
	if (access("/proc/self/mem", R_OK) == 0) {
		CHECK(symlink("/proc/self/mem", file_of(top, KEY, 0)) == 0);
		state_free(state_open(top, KEY, &err));
		check_said(&err, 0, "Input/output error");
		unlink(file_of(top, KEY, 0));
	}
	write_file(file_of(top, KEY, 0), SLICE("x"));
	CHECK(truncate(file_of(top, KEY, 0), STATE_MAX_BYTES + 2) == 0);
	state_free(state_open(top, KEY, &err));
	check_said(&err, 0, "too large for a state file; the next one "
	    "replaces it");
	for (i = 0; i < 8; i++)
		write_file(file_of(top, KEY, i),
		    SLICE("lede-state 1\nstory /b\n"));
	state_free(state_open(top, KEY, &err));
	check_said(&err, 7, "other stories have all names like this one");
	for (i = 0; i < 8; i++)
		unlink(file_of(top, KEY, i));

	st = state_open(top, KEY, &err);
	buf_fill(&much, 'x', STATE_MAX_BYTES);
	state_set(st, "charset", buf_slice(&much));
	CHECK(!state_save(st, &err));
	check_said(&err, 0, "more than 64 MiB to keep");
	state_set(st, "charset", SLICE("x"));
	CHECK(state_save(st, &err));
	unlink(file_of(top, KEY, 0));
	CHECK(mkdir(file_of(top, KEY, 0), 0700) == 0);
	state_remove(st, "charset");
	CHECK(!state_save(st, &err));
	check_said(&err, 0, "Is a directory");
	rmdir(file_of(top, KEY, 0));
	state_free(st);
	buf_free(&much);
}

static void
test_keys(void)
{
	struct slice key = SLICE("/a \\x\nb\x01");
	struct err err;
	struct state *st = state_open(top, key, &err);

	state_set(st, "charset", SLICE("x"));
	CHECK(state_save(st, &err));
	state_free(st);
	check_file(file_of(top, key, 0),
	    "lede-state 1\nstory /a \\x5Cx\\x0Ab\\x01\ncharset x\n");
	st = state_open(top, key, &err);
	CHECK_STR(state_get(st, "charset"), "x");
	state_free(st);
	unlink(file_of(top, key, 0));
}

/* Nothing to read where nothing can be written, and one reason. */
static void
test_no_place(void)
{
	struct state *st;
	struct err err;

	write_file(under("plain"), SLICE("x"));
	st = state_open(under("plain/lede"), KEY, &err);
	CHECK_STR(slice_z(err.text), "");
	state_set(st, "charset", SLICE("x"));
	CHECK(!state_save(st, &err));
	CHECK(strstr(err.text, "plain") != NULL);
	CHECK_STR(state_get(st, "charset"), "x");
	CHECK(!state_save(st, &err));	/* it still counts as changed */
	state_remove(st, "charset");
	CHECK(state_save(st, &err));
	state_free(st);

	mkdir(file_of(top, KEY, 0), 0700);
	st = state_open(top, KEY, &err);
	CHECK(*err.text != '\0');
	state_set(st, "charset", SLICE("x"));
	CHECK(!state_save(st, &err));
	state_free(st);
	rmdir(file_of(top, KEY, 0));
	mkfifo(file_of(top, KEY, 0), 0600);
	st = state_open(top, KEY, &err);	/* does not wait */
	CHECK(*err.text != '\0');
	state_free(st);
	unlink(file_of(top, KEY, 0));
	CHECK_EQ(files_in(top), 2);		/* deep, plain */
}

/* A folder that may be read only; root may do all, so it is left out. */
static void
test_read_only(void)
{
	const char *dir = under("ro");
	struct state *st;
	struct err err;

	mkdir(dir, 0700);
	write_file(file_of(dir, KEY, 0), SLICE(BEGIN "charset a\n"));
	chmod(dir, 0500);
	st = state_open(dir, KEY, &err);
	CHECK_STR(state_get(st, "charset"), "a");
	state_set(st, "charset", SLICE("b"));
	if (geteuid() != 0)
		CHECK(!state_save(st, &err));
	state_free(st);
	chmod(dir, 0700);
}

static void
test_default_dir(void)
{
	struct state *st;
	struct err err;

	setenv("XDG_STATE_HOME", under("xdg"), 1);
	st = state_open(NULL, KEY, &err);
	state_set(st, "charset", SLICE("a"));
	CHECK(state_save(st, &err));
	state_free(st);
	CHECK_EQ(files_in(under("xdg/lede")), 1);
	setenv("XDG_STATE_HOME", "relative", 1);
	setenv("HOME", under("home"), 1);
	st = state_open(NULL, KEY, &err);
	state_set(st, "charset", SLICE("a"));
	CHECK(state_save(st, &err));
	state_free(st);
	CHECK_EQ(files_in(under("home/.local/state/lede")), 1);
	unsetenv("XDG_STATE_HOME");
	unsetenv("HOME");
	st = state_open(NULL, KEY, &err);
	CHECK_STR(slice_z(err.text), "");
	state_set(st, "charset", SLICE("a"));
	CHECK(!state_save(st, &err));
	CHECK_STR(slice_z(err.text), "no home folder to keep it in");
	state_free(st);
}

static void
fill(struct state *st, char c, int n)
{
	char value[64];

	state_remove(st, "seen");
	memset(value, c, sizeof(value));
	while (n-- > 0)
		state_add(st, "seen", (struct slice){ value, sizeof(value) });
}

/* A disk that is full: the old file stands, and nothing lies about. */
static void
test_full_disk(void)
{
	const char *dir = under("full");
	struct state *st = state_open(dir, KEY, NULL);
	struct rlimit old, small = { 4096, 4096 };
	struct err err;

	state_set(st, "charset", SLICE("old"));
	CHECK(state_save(st, &err));
	fill(st, 'x', 1000);
	signal(SIGXFSZ, SIG_IGN);
	getrlimit(RLIMIT_FSIZE, &old);
	small.rlim_max = old.rlim_max;
	setrlimit(RLIMIT_FSIZE, &small);
	CHECK(!state_save(st, &err));
	setrlimit(RLIMIT_FSIZE, &old);
	check_file(file_of(dir, KEY, 0), BEGIN "charset old\n");
	CHECK_EQ(files_in(dir), 1);
	CHECK(state_save(st, &err));
	state_free(st);
}

/* Saves states of one letter each until it is killed. */
static void
save_for_ever(const char *dir)
{
	struct state *st = state_open(dir, KEY, NULL);
	struct err err;
	unsigned i;

	for (i = 0;; i++) {
		fill(st, (char)('a' + i % 26), 2000);
		if (!state_save(st, &err))
			_exit(1);
	}
}

/* Whole means: 2000 values, all of them the same. */
static bool
is_whole(const char *dir)
{
	struct err err;
	struct state *st = state_open(dir, KEY, &err);
	struct slice first = state_get(st, "seen"), value;
	size_t at = 0, n = 0;
	bool same = *err.text == '\0';

	while (state_each(st, "seen", &at, &value)) {
		same = same && slice_eq(value, first);
		n++;
	}
	state_free(st);
	return same && n == 2000;
}

static void
test_killed(void)
{
	const char *dir = under("killed");
	struct state *st = state_open(dir, KEY, NULL);
	struct timespec t = { 0, 0 };
	struct err err;
	pid_t pid;
	int i;

	fill(st, 'A', 2000);
	CHECK(state_save(st, &err));
	state_free(st);
	for (i = 0; i < 10; i++) {
		pid = fork();
		if (pid == 0)
			save_for_ever(dir);
		t.tv_nsec = 3000000L + i * 700000L;
		nanosleep(&t, NULL);
		kill(pid, SIGKILL);
		waitpid(pid, NULL, 0);
		CHECK(is_whole(dir));
	}
}

/* Read comments by the million, kept, and taken anew again and again. */
static void
test_many(void)
{
	const char *dir = under("many");
	struct state *st = state_open(dir, KEY, NULL);
	struct slice value;
	struct err err;
	char hex[32];
	size_t at = 0, n = 0;
	int i, round;

	for (round = 0; round < 5; round++) {
		state_remove(st, "seen");
		for (i = 0; i < 1000000; i++) {
			int len = snprintf(hex, sizeof(hex), "%016x", i);

			state_add(st, "seen", (struct slice){ hex,
			    (size_t)len });
		}
	}
	for (i = 0; i < 1000000; i++)
		state_set(st, "place", (struct slice){ hex, (size_t)i % 16 +
		    1 });
	CHECK(state_save(st, &err));
	state_free(st);
	st = state_open(dir, KEY, &err);
	while (state_each(st, "seen", &at, &value))
		n++;
	CHECK_EQ(n, 1000000);
	CHECK_STR(value, "00000000000f423f");
	state_free(st);
}

/* More names than there can be: the rest is left out, at once. */
static void
test_many_names(void)
{
	struct buf text = { 0 };
	struct state *st;
	struct err err;
	int i;

	buf_addz(&text, BEGIN);
	for (i = 0; i < 1000000; i++)
		buf_printf(&text, "n%d x\n", i);
	write_file(file_of(top, KEY, 0), buf_slice(&text));
	st = state_open(top, KEY, &err);
	CHECK_STR(state_get(st, "n0"), "x");
	CHECK_STR(state_get(st, "n999999"), "");
	state_free(st);
	unlink(file_of(top, KEY, 0));
	buf_free(&text);
}

/* What two readers of one text made of it, the second keeping it last: the
 * text before, names that each sets, removes (-) or adds to (+), the text
 * then. */
static const struct {
	const char *before, *one, *two, *want;
} meetings[] = {
	{ "", "", "", "" },
	{ "", "order score", "", "order score\n" },
	{ "", "", "order score", "order score\n" },
	{ "", "order score", "pane article", "pane article\norder score\n" },
	{ "", "order score", "order newest", "order newest\n" },
	{ "order score\n", "-order", "pane article", "pane article\n" },
	{ "order score\n", "pane article", "-order", "pane article\n" },
	{ "order score\n", "order newest", "", "order newest\n" },
	{ "order score\npane article\n", "order newest", "pane comments",
	    "order newest\npane comments\n" },
	{ "seen a\n", "+seen b", "+seen c", "seen a\nseen c\nseen b\n" },
	{ "folded a\n", "+folded b", "+folded c", "folded a\nfolded c\n" },
	{ "x-new 1\n", "", "order score", "x-new 1\norder score\n" },
	{ "order score\n", "", "-order", "" }
};

static void
do_to(struct state *st, const char *what)
{
	struct slice x = slice_z(what), name;
	char z[32];

	slice_cut(&x, ' ', &name);
	snprintf(z, sizeof(z), "%.*s", SLICE_FMT(slice_from(name,
	    *what == '-' || *what == '+')));
	if (*what == '-')
		state_remove(st, z);
	else if (*what == '+')
		state_add(st, z, x);
	else if (*what)
		state_set(st, z, x);
}

/* As a program does it with what is kept. */
static void
keep_text(struct state *st, struct buf *kept)
{
	struct buf text = { 0 };
	struct err err = { "" };

	CHECK(state_text(st, buf_slice(kept), &text, &err));
	if (text.len) {
		buf_clear(kept);
		buf_add(kept, buf_slice(&text));
		state_kept(st);
		CHECK(!state_changed(st));
	}
	buf_free(&text);
}

static void
test_text(void)
{
	struct buf kept = { 0 }, want = { 0 };
	struct state *one, *two;
	struct err err;
	size_t i;

	for (i = 0; i < sizeof(meetings) / sizeof(*meetings); i++) {
		buf_clear(&kept);
		if (*meetings[i].before)
			buf_printf(&kept, BEGIN "%s", meetings[i].before);
		one = state_of_text(buf_slice(&kept), KEY, &err);
		CHECK_STR(slice_z(err.text), "");
		two = state_of_text(buf_slice(&kept), KEY, &err);
		do_to(one, meetings[i].one);
		do_to(two, meetings[i].two);
		keep_text(one, &kept);
		keep_text(two, &kept);
		buf_clear(&want);
		if (*meetings[i].want || *meetings[i].before)
			buf_printf(&want, BEGIN "%s", meetings[i].want);
		CHECK_STR(buf_slice(&kept), buf_z(&want));
		state_free(one);
		state_free(two);
	}
	buf_free(&kept);
	buf_free(&want);
}

/* The one that keeps first and goes on has its own view still. */
static void
test_text_again(void)
{
	struct buf kept = { 0 };
	struct err err;
	struct state *one = state_of_text(SLICE(""), KEY, &err);
	struct state *two = state_of_text(SLICE(""), KEY, &err);

	state_set(one, "order", SLICE("score"));
	keep_text(one, &kept);
	state_set(two, "order", SLICE("newest"));
	keep_text(two, &kept);
	state_set(one, "pane", SLICE("article"));
	keep_text(one, &kept);
	CHECK_STR(buf_slice(&kept), BEGIN "order newest\npane article\n");
	CHECK_STR(state_get(one, "order"), "score");
	CHECK(state_of_library(one));
	CHECK(state_save(one, &err));	/* that is not its way */
	state_free(one);
	state_free(two);
	buf_free(&kept);
}

/* Texts that are none of ours, and one of another key. */
static void
test_text_odd(void)
{
	struct buf out = { 0 };
	struct err err;
	struct state *st = state_of_text(SLICE("rubbish"), KEY, &err), *from;

	CHECK(strstr(err.text, "not a state") != NULL);
	state_set(st, "order", SLICE("score"));
	CHECK(state_text(st, SLICE("rubbish"), &out, &err));
	CHECK_STR(buf_slice(&out), BEGIN "order score\n");
	state_free(st);
	st = state_of_text(SLICE("lede-state 2\nwhat ever\n"), KEY, &err);
	CHECK(strstr(err.text, "later") != NULL);
	state_set(st, "order", SLICE("score"));
	CHECK(!state_text(st, SLICE(""), &out, &err));
	CHECK(strstr(err.text, "later") != NULL);
	state_free(st);
	st = state_of_text(SLICE(BEGIN), KEY, &err);
	state_set(st, "order", SLICE("score"));
	CHECK(!state_text(st, SLICE("lede-state 2\nwhat ever\n"), &out,
	    &err));
	state_free(st);
	from = state_of_text(SLICE("lede-state 1\nstory other\norder score\n"),
	    KEY, &err);
	CHECK_STR(slice_z(err.text), "");
	st = state_of_text(SLICE(""), KEY, &err);
	state_take(st, from);
	CHECK(state_changed(st));
	CHECK(state_text(st, SLICE(""), &out, &err));
	CHECK_STR(buf_slice(&out), BEGIN "order score\n");
	state_free(from);
	state_free(st);
	buf_free(&out);
}

int
main(void)
{
	const char *tmp = getenv("TMPDIR");

	snprintf(top, sizeof(top), "%.40s/lede-state.XXXXXX", tmp && *tmp ?
	    tmp : "/tmp");
	if (mkdtemp(top) == NULL) {
		CHECK(!"a folder to write in");
		return test_done("state");
	}
	test_values();
	test_files();
	test_leftovers();
	test_unknown();
	unlink(file_of(top, KEY, 0));
	test_odd();
	test_namesake();
	test_said();
	test_keys();
	test_no_place();
	test_read_only();
	test_full_disk();
	test_killed();
	test_many();
	test_many_names();
	test_default_dir();
	test_text();
	test_text_again();
	test_text_odd();
	CHECK(take_away(top));
	return test_done("state");
}
