/*
 * screen_test: the reader without a terminal.  Reads steps from a file,
 * prints the screen where they ask for it.
 *
 *	usage: screen-test [--update]	all of tests/screen/X.keys against
 *					X.screen, or writes these anew
 *	       screen-test X.keys...	prints what X.screen would hold
 *
 *	shell COMMAND		by sh, with $T a folder that goes at the end;
 *				paths and command lines may have it, too
 *	open PATH...		the documents (first line); later: all anew,
 *				as in another run of the program
 *	library PATH...		these documents, or those of folders, are in a
 *				library; before open
 *	read HEADLINE		as open, that story of the library
 *	headlines		as open, all of the library, if there is one
 *	tour PATH		documents to try it on; before headlines
 *	hold, release		as another program that writes to it
 *	stdin PATH		what "-" gives; before open
 *	charset LABEL		as by --charset, for the next open
 *	state [DIR]		keep states, in a temporary folder or DIR
 *				(otherwise nothing is kept); before open
 *	size COLSxROWS		before open, or a resize
 *	config LINE		a line of lede.conf
 *	keys KEYS		keys as in lede.conf, one after the other
 *	type TEXT		characters as they are
 *	paste TEXT		the same from another program
 *	command LINE		as at the ":" prompt
 *	mouse KIND X Y		click, up or down
 *	resize N SEED		N random sizes, then back; says so if the
 *				place on screen is another
 *	snap [NAME]		prints the screen, and how each cell looks
 *	text [NAME]		prints its text alone
 *	glimpse [NAME]		the same before what is to be done is done
 *	sizes [NAME]		the same at three sizes
 *	says [NAME]		prints its last line, at the same three
 */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "app/browse.h"
#include "app/command.h"
#include "app/dialog.h"
#include "app/shelf.h"
#include "base/file.h"
#include "store/library.h"
#include "text/utf8.h"
#include "text/width.h"
#include "take_in.h"
#include "tests/unit/away.h"

#define SHELF_MAX 64
#define TEMPORARY "/tmp/lede-screen-xxxxxx"	/* folder; x: some letter */

struct test {
	struct app app;
	struct config *config;
	struct screen *screen;
	const char *name;
	FILE *out;
	bool open;
	char states[64];		/* folder of the states; or empty */
	bool temporary;			/* it goes at the end */
	char charset[32];		/* of --charset; or empty */
	char shelf[SHELF_MAX];		/* $T, the library is in it; or empty */
	char library[80];
	struct library *holder;		/* of its lock */
	char tour[64];			/* or empty */
};

static void
settle(struct test *t)
{
	while (app_idle(&t->app))
		;
	app_draw(&t->app);
}

/* As another run of the program. */
static void
begin(struct test *t)
{
	const char *state_dir = t->app.stories.state_dir;

	if (t->open) {
		app_leave(&t->app, NULL);
		browse_finish(&t->app, NULL);
		app_free(&t->app);
		app_init(&t->app, t->config, t->screen);
		t->app.stories.state_dir = state_dir;
	}
	t->app.stories.load.charset = *t->charset ? t->charset : NULL;
	if (*t->library)
		app_set_library(&t->app, t->library);
	t->app.tour = *t->tour ? t->tour : NULL;
}

static void
show(struct test *t, size_t story)
{
	struct err err;

	if (!story_load(&t->app.stories, story, config_order(t->config),
	    &err)) {
		fprintf(stderr, "%s\n", err.text);
		exit(1);
	}
	t->app.current = story;
	kill_open(&t->app.kill, NULL, buf_slice(&t->config->kills), NULL);
	config_finish_theme(t->config, screen_colours(t->screen));
	screen_theme(t->screen, &t->config->theme);
	app_start(&t->app);
	t->open = true;
}

/* Named by letters alone: what the screen shows of it wraps alike. */
static void
make_shelf(struct test *t)
{
	unsigned n = (unsigned)getpid(), i;
	size_t len;

	if (*t->shelf)
		return;
	do {
		len = (size_t)snprintf(t->shelf, sizeof(t->shelf), TEMPORARY);
		for (i = n++; t->shelf[len - 1] == 'x'; i /= 26)
			t->shelf[--len] = (char)('a' + i % 26);
	} while (mkdir(t->shelf, 0700) != 0 && errno == EEXIST);
	snprintf(t->library, sizeof(t->library), "%s/library.db", t->shelf);
}

/* x with what $T stands for, in b. */
static const char *
path_of(struct test *t, struct slice x, struct buf *b)
{
	size_t at;

	buf_clear(b);
	while ((at = slice_find(x, SLICE("$T"))) != SLICE_NONE) {
		make_shelf(t);
		buf_add(b, slice_sub(x, 0, at));
		buf_addz(b, t->shelf);
		x = slice_from(x, at + 2);
	}
	buf_add(b, x);
	return buf_z(b);
}

static void
do_open(struct test *t, struct slice rest)
{
	struct slice word;
	struct buf path = { 0 };
	struct err err;

	begin(t);
	while (slice_cut(&rest, ' ', &word))
		if (!stories_add_path(&t->app.stories, path_of(t, word,
		    &path), &err))
			fprintf(t->out, "%s: %s\n", buf_z(&path), err.text);
	buf_free(&path);
	show(t, 0);
}

static void
do_read(struct test *t, struct slice rest)
{
	struct library *lib;
	struct err err = { "" };
	int64_t ids[2];

	begin(t);
	lib = shelf_library(t->app.shelf, &err);
	if (lib == NULL || library_resolve(lib, rest, SLICE(""), ids, 2) !=
	    1) {
		fprintf(stderr, "%.*s: not one story of the library %s\n",
		    SLICE_FMT(rest), err.text);
		exit(1);
	}
	show(t, stories_add_id(&t->app.stories, ids[0], &err));
}

static void
do_library(struct test *t, struct slice rest)
{
	struct library *lib;
	struct slice word;
	struct buf path = { 0 };
	struct err err = { "" };

	make_shelf(t);
	lib = library_open(t->library, LIBRARY_WRITE, &err);
	while (lib && *err.text == '\0' && slice_cut(&rest, ' ', &word))
		take_in(lib, path_of(t, word, &path), &err);
	buf_free(&path);
	library_close(lib);
	if (*err.text) {
		fprintf(stderr, "%s\n", err.text);
		exit(1);
	}
}

static void
do_tour(struct test *t, struct slice rest)
{
	snprintf(t->tour, sizeof(t->tour), "%.*s", SLICE_FMT(rest));
}

static void
do_headlines(struct test *t, struct slice rest)
{
	struct err err;

	(void)rest;
	make_shelf(t);
	begin(t);
	kill_open(&t->app.kill, NULL, buf_slice(&t->config->kills), NULL);
	config_finish_theme(t->config, screen_colours(t->screen));
	screen_theme(t->screen, &t->config->theme);
	if (!app_start_library(&t->app, &err)) {
		fprintf(stderr, "%s\n", err.text);
		exit(1);
	}
	t->open = true;
}

static void
do_hold(struct test *t, struct slice rest)
{
	struct err err;

	(void)rest;
	t->holder = library_open(t->library, LIBRARY_WRITE, &err);
	if (t->holder == NULL || !library_begin(t->holder, &err))
		fprintf(t->out, "hold: %s\n", err.text);
}

static void
do_release(struct test *t, struct slice rest)
{
	(void)rest;
	library_close(t->holder);
	t->holder = NULL;
}

static void
do_shell(struct test *t, struct slice rest)
{
	struct buf line = { 0 };

	make_shelf(t);
	if (system(path_of(t, rest, &line)) != 0)
		fprintf(t->out, "shell: %.*s: failed\n", SLICE_FMT(rest));
	buf_free(&line);
}

static void
do_charset(struct test *t, struct slice rest)
{
	snprintf(t->charset, sizeof(t->charset), "%.*s", SLICE_FMT(rest));
}

static void
do_stdin(struct test *t, struct slice rest)
{
	char path[256];
	int fd;

	(void)t;
	snprintf(path, sizeof(path), "%.*s", SLICE_FMT(rest));
	fd = open(path, O_RDONLY);
	if (fd < 0 || dup2(fd, STDIN_FILENO) < 0) {
		fprintf(stderr, "%s: cannot be read\n", path);
		exit(1);
	}
	close(fd);
}

static void
do_state(struct test *t, struct slice rest)
{
	t->temporary = rest.len == 0;
	snprintf(t->states, sizeof(t->states), "%.*s", SLICE_FMT(rest.len ?
	    rest : SLICE("/tmp/lede-screen-XXXXXX")));
	if (t->temporary && mkdtemp(t->states) == NULL)
		exit(1);
	t->app.stories.state_dir = t->states;
}

static void
do_size(struct test *t, struct slice rest)
{
	int cols = 0, rows = 0;

	sscanf(rest.s, "%dx%d", &cols, &rows);
	screen_resize(t->screen, cols, rows);
	if (t->open)
		app_resize(&t->app);
}

/* What comes from a library does so in slices of time: no key of a test
 * comes before it. */
static void
rest_between(struct test *t)
{
	while (t->app.browse && app_idle(&t->app))
		;
}

static void
do_keys(struct test *t, struct slice rest)
{
	uint32_t key;

	while (rest.len && key_parse(&rest, &key)) {
		app_key(&t->app, key, NULL);
		rest_between(t);
		app_draw(&t->app);
	}
}

static void
do_type(struct test *t, struct slice rest)
{
	uint32_t cp;

	while (rest.len) {
		rest = slice_from(rest, utf8_decode(rest, &cp));
		app_key(&t->app, cp, NULL);
		rest_between(t);
	}
}

static void
do_paste(struct test *t, struct slice rest)
{
	app_key(&t->app, K_PASTE, NULL);
	do_type(t, rest);
	app_key(&t->app, K_PASTE_END, NULL);
}

static void
do_mouse(struct test *t, struct slice rest)
{
	struct mouse m = { MOUSE_CLICK, 0, 0 };
	char kind[16];

	sscanf(rest.s, "%15s %d %d", kind, &m.x, &m.y);
	if (!strcmp(kind, "up"))
		m.kind = MOUSE_UP;
	if (!strcmp(kind, "down"))
		m.kind = MOUSE_DOWN;
	app_key(&t->app, K_MOUSE, &m);
	rest_between(t);
	app_draw(&t->app);
}

static bool
same_place(const struct place *a, const struct place *b)
{
	return a->pane == b->pane && a->item == b->item &&
	    a->related == b->related && a->comment == b->comment;
}

static void
do_resize(struct test *t, struct slice rest)
{
	int n = 0, cols = screen_cols(t->screen), rows = screen_rows(t->screen);
	unsigned seed = 0;
	struct place before = app_place(&t->app), after;

	sscanf(rest.s, "%d %u", &n, &seed);
	srand(seed);
	while (n-- > 0) {
		screen_resize(t->screen, 1 + rand() % 220, 1 + rand() % 70);
		app_resize(&t->app);
		app_draw(&t->app);
	}
	screen_resize(t->screen, cols, rows);
	app_resize(&t->app);
	after = app_place(&t->app);
	fprintf(t->out, "%s\n", same_place(&before, &after) ? "same place" : "ANOTHER PLACE");
}

static char
cell_at(struct slice grid, int x, int y)
{
	struct slice line = { 0 };

	while (y-- >= 0)
		slice_cut(&grid, '\n', &line);
	return (size_t)x < line.len ? line.s[x] : '\0';
}

/* The letters of a dump that stand on the background of what is selected;
 * false: there are none. */
static bool
selected_letters(struct test *t, struct slice legend, char letters[32])
{
	int bg = t->config->theme.style[STYLE_SELECTED].bg, of;
	struct slice line;
	size_t n = 0;
	char c;

	while (bg >= 0 && n < 31 && slice_cut(&legend, '\n', &line))
		if (sscanf(line.s, "%c: fg %*d bg %d", &c, &of) == 2 &&
		    of == bg)
			letters[n++] = c;
	letters[n] = '\0';
	return n > 0;
}

/* Whoever cannot see the screen goes by the cursor: it stands on what is
 * selected, if anything is, in every pane and dialog. */
static void
check_cursor(struct test *t, struct slice dump)
{
	size_t at = slice_find(dump, SLICE("-- cursor "));
	struct slice grid = slice_from(dump, at), line;
	struct slice legend = grid;
	char letters[32];
	int x = 0, y = 0, i;

	sscanf(grid.s, "-- cursor %d,%d", &x, &y);
	slice_cut(&grid, '\n', &line);
	for (i = 0; i <= screen_rows(t->screen); i++)
		slice_cut(&legend, '\n', &line);
	if (t->app.prompt.open || (t->app.dialog && !t->app.dialog->chosen) ||
	    !selected_letters(t, legend, letters))
		return;
	if (strchr(letters, cell_at(grid, x, y)) == NULL)
		fprintf(t->out, "THE CURSOR IS NOT ON WHAT IS SELECTED\n");
}

static void
do_snap(struct test *t, struct slice rest)
{
	struct buf b = { 0 };

	settle(t);
	screen_dump(t->screen, &b);
	buf_z(&b);
	check_cursor(t, buf_slice(&b));
	fprintf(t->out, "== %s %dx%d %.*s\n", t->name, screen_cols(t->screen),
	    screen_rows(t->screen), SLICE_FMT(rest));
	fwrite(b.s, 1, b.len, t->out);
	buf_free(&b);
}

/* A terminal of old, half a modern one, a telephone. */
static const struct {
	int cols, rows;
} sizes[] = { { 120, 40 }, { 80, 24 }, { 40, 15 } };

/* The screen's text, without the grid of how it looks that a dump ends in:
 * that does not change with the size. */
static struct slice
screen_only(const struct buf *dump)
{
	struct slice rest = buf_slice(dump), line;

	while (slice_cut(&rest, '\n', &line))
		if (slice_starts(line, SLICE("-- cursor ")))
			break;
	return slice_sub(buf_slice(dump), 0, (size_t)(line.s - dump->s));
}

/* The last line; and those above it that the same message begins on. */
static struct slice
last_lines(struct slice x, struct slice message)
{
	size_t at = x.len, lines = 0;
	struct slice start = slice_sub(message, 0, message.len < 12 ?
	    message.len : 12);

	do {
		for (at -= at > 0; at > 0 && x.s[at - 1] != '\n'; at--)
			;
	} while (at > 0 && ++lines < 4 && !slice_starts(slice_from(x, at + 1),
	    start));
	return slice_from(x, at);
}

static struct slice
dump_text(struct test *t, struct buf *b)
{
	buf_clear(b);
	screen_dump(t->screen, b);
	buf_z(b);
	check_cursor(t, buf_slice(b));
	return screen_only(b);
}

static void
print_text(struct test *t, struct slice name, struct slice text)
{
	fprintf(t->out, "== %s %dx%d %.*s\n", t->name,
	    screen_cols(t->screen), screen_rows(t->screen), SLICE_FMT(name));
	fwrite(text.s, 1, text.len, t->out);
}

static void
do_text(struct test *t, struct slice rest)
{
	struct buf b = { 0 };

	settle(t);
	print_text(t, rest, dump_text(t, &b));
	buf_free(&b);
}

static void
do_glimpse(struct test *t, struct slice rest)
{
	struct buf b = { 0 };

	app_draw(&t->app);
	print_text(t, rest, dump_text(t, &b));
	buf_free(&b);
}

static void
print_sizes(struct test *t, struct slice name, bool last)
{
	int cols = screen_cols(t->screen), rows = screen_rows(t->screen);
	struct buf b = { 0 };
	struct slice text;
	size_t i;

	settle(t);
	if (last)
		fprintf(t->out, "== %s %.*s\n", t->name, SLICE_FMT(name));
	for (i = 0; i < sizeof(sizes) / sizeof(*sizes); i++) {
		screen_resize(t->screen, sizes[i].cols, sizes[i].rows);
		app_resize(&t->app);
		settle(t);
		text = dump_text(t, &b);
		if (!last)
			print_text(t, name, text);
		else {
			text = last_lines(text, buf_slice(&t->app.message));
			fwrite(text.s, 1, text.len, t->out);
		}
	}
	screen_resize(t->screen, cols, rows);
	app_resize(&t->app);
	buf_free(&b);
}

static void
do_sizes(struct test *t, struct slice rest)
{
	print_sizes(t, rest, false);
}

static void
do_says(struct test *t, struct slice rest)
{
	print_sizes(t, rest, true);
}

static void
do_config(struct test *t, struct slice rest)
{
	struct err err;

	if (!config_line(t->config, rest, &err))
		fprintf(t->out, "config: %s\n", err.text);
}

static void
do_command(struct test *t, struct slice rest)
{
	struct buf line = { 0 };

	buf_clear(&t->app.message);	/* by the key that began it */
	app_command(&t->app, slice_z(path_of(t, rest, &line)));
	buf_free(&line);
}

static const struct {
	const char *word;
	void (*run)(struct test *, struct slice);
} steps[] = {
	{ "open", do_open }, { "headlines", do_headlines },
	{ "stdin", do_stdin }, { "state", do_state },
	{ "tour", do_tour }, { "charset", do_charset },
	{ "library", do_library }, { "read", do_read },
	{ "shell", do_shell }, { "hold", do_hold },
	{ "release", do_release },
	{ "size", do_size }, { "keys", do_keys },
	{ "type", do_type }, { "paste", do_paste },
	{ "mouse", do_mouse }, { "resize", do_resize },
	{ "snap", do_snap }, { "sizes", do_sizes }, { "says", do_says },
	{ "text", do_text }, { "glimpse", do_glimpse },
	{ "config", do_config },
	{ "command", do_command }
};

static void
run_step(struct test *t, struct slice line)
{
	struct slice word;
	size_t i;

	if (line.len == 0 || *line.s == '#')
		return;
	slice_cut(&line, ' ', &word);
	if (line.s == NULL)
		line = SLICE("");
	for (i = 0; i < sizeof(steps) / sizeof(*steps); i++)
		if (slice_eq(word, slice_z(steps[i].word))) {
			steps[i].run(t, line);
			return;
		}
	fprintf(stderr, "unknown step: %.*s\n", SLICE_FMT(word));
	exit(1);
}

static const char *
base_name(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash ? slash + 1 : path;
}

/* The name of the folder $T, which is another each time, as TEMPORARY. */
static void
hide_name(char *text, const char *shelf)
{
	size_t n = sizeof(TEMPORARY) - 1, x = n - 6;

	for (; *shelf && (text = strstr(text, shelf + x)) != NULL; text += 6)
		memset(text, 'x', 6);
}

/* What it prints; to be freed. */
static char *
run_case(const char *path, size_t *len)
{
	char *printed;
	struct test test = { .name = base_name(path) }, *t = &test;
	struct buf text = { 0 };
	struct slice rest, line;
	bool cut;
	struct err err;

	t->out = open_memstream(&printed, len);
	if (!file_read(path, 1 << 20, &text, &cut, &err)) {
		fprintf(stderr, "%s: %s\n", path, err.text);
		exit(1);
	}
	buf_z(&text);
	t->config = config_new(command_exists);
	commands_bind(t->config->keymap);
	t->screen = screen_open_headless(120, 40);
	app_init(&t->app, t->config, t->screen);
	t->app.stories.state_dir = "";
	rest = buf_slice(&text);
	while (slice_cut(&rest, '\n', &line))
		run_step(t, line);
	app_free(&t->app);
	screen_close(t->screen);
	config_free(t->config);
	library_close(t->holder);
	if (*t->shelf)
		take_away(t->shelf);
	if (t->temporary)
		take_away(t->states);
	buf_free(&text);
	fclose(t->out);
	hide_name(printed, t->shelf);
	return printed;
}

/* What a case prints against X.screen beside it. */
static bool
check_case(const char *path, bool update)
{
	struct buf want = { 0 }, golden = { 0 };
	size_t len;
	char *got = run_case(path, &len);
	FILE *f;
	bool cut, ok;

	buf_printf(&golden, "%.*s.screen", (int)(strlen(path) - 5), path);
	if (update && (f = fopen(buf_z(&golden), "w")) != NULL) {
		fwrite(got, 1, len, f);
		fclose(f);
	}
	ok = file_read(buf_z(&golden), 1 << 26, &want, &cut, NULL) &&
	    slice_eq(buf_slice(&want), (struct slice){ got, len });
	if (!ok)
		printf("%s: the screen is another; see the difference with: "
		    "build/screen-test %s | diff %s -\n", path, path,
		    buf_z(&golden));
	free(got);
	buf_free(&want);
	buf_free(&golden);
	return ok;
}

struct tally {
	int passed, failed;
	bool update;
};

static bool
check_found(void *ctx, const char *path)
{
	struct tally *n = ctx;

	if (slice_ends(slice_z(path), SLICE(".keys"))) {
		if (check_case(path, n->update))
			n->passed++;
		else
			n->failed++;
	}
	return true;
}

int
main(int argc, char **argv)
{
	struct tally n = { 0, 0, argc == 2 && !strcmp(argv[1], "--update") };
	size_t len;
	char *printed;
	int i;

	text_locale();
	unsetenv("COLORFGBG");
	if (argc > 1 && !n.update) {
		for (i = 1; i < argc; i++) {
			printed = run_case(argv[i], &len);
			fwrite(printed, 1, len, stdout);
			free(printed);
		}
		return 0;
	}
	file_walk("tests/screen", check_found, &n, NULL);
	printf("screen: %d passed, %d failed\n", n.passed, n.failed);
	return n.failed != 0;
}
