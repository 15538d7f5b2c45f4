/*
 * keys: how long a key keeps the keyboard, without a terminal.
 *
 *	usage: keys PAGE [ROUNDS]
 *
 * For each kind of key: the longest time (of the CPU, ms) that passes
 * between two looks at the keyboard, its 99th percentile, and how long it
 * is until all is done, where that is done a slice at a time.
 */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "app/command.h"
#include "base/mem.h"
#include "text/width.h"

#define BLOCKS_MAX 100000

struct bench {
	struct app app;
	double *blocks;			/* ms */
	size_t n;
};

static double
now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
	return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

static void
note(struct bench *b, double since)
{
	if (b->n < BLOCKS_MAX)
		b->blocks[b->n++] = now() - since;
}

static void
settle(struct bench *b)
{
	double since = now();

	while (app_idle(&b->app)) {
		if (b->app.redraw)
			app_draw(&b->app);
		note(b, since);
		since = now();
	}
	app_draw(&b->app);
	note(b, since);
}

/* "zM" is two keys; ":LINE" a command. */
static void
press(struct bench *b, const char *keys)
{
	struct slice rest = slice_z(keys);
	double since = now();
	uint32_t key;

	if (*keys == ':') {
		app_command(&b->app, slice_from(rest, 1));
		rest.len = 0;
	}
	while (rest.len && key_parse(&rest, &key))
		app_key(&b->app, key, NULL);
	app_draw(&b->app);
	note(b, since);
	settle(b);
}

static int
by_size(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return (x > y) - (x < y);
}

static const struct {
	const char *what;
	const char *keys[4];		/* in turn */
} kinds[] = {
	{ "down, up", { "j", "k", "j", NULL } },
	{ "bottom, top", { "G", "k", "g", NULL } },
	{ "page", { "<Space>", "<Space>", "b", NULL } },
	{ "fold all, unfold all", { "zM", "zR", NULL } },
	{ "levels", { "z2", "+", "-", NULL } },
	{ "fold thread", { "C", "H", NULL } },
	{ "next thread", { "n", "N", NULL } },
	{ "order", { "s", NULL } },
	{ "search, common", { "/heron<Enter>", "n", "N", "<Esc>" } },
	{ "search, not there", { "/qxzv<Enter>", "<Esc>", NULL } },
	{ "search, letters", { "/<lt>é<Enter>", "<Esc>", NULL } },
	{ "filter, text", { ":filter heron rail", "j", "G", "<Esc>" } },
	{ "filter, author", { ":filter author:ina", "j", "G", "<Esc>" } },
	{ "filter, score", { ":filter score:>60", "j", "G", "<Esc>" } },
	{ "hide author", { "x", "j", "k", "x" } },
	{ "kill word", { ":kill word letter", ":unkill word letter", NULL } },
	{ "next new", { ".", ",", NULL } },
	{ "filter, new", { ":filter new", "<Esc>", NULL } },
	{ "next by author", { "@", "@", NULL } },
	{ "where said", { "\"", "j", "\"", "j" } },
	{ "fold quotations", { "zq", NULL } },
	{ "detach, undo", { "gj#", "u", "Gk#", "u" } },
	{ "attach far, undo", { "Gm", "gj&", "u", "Gm" } },
	{ "attach near, undo", { "gjm", "jjj&", "u", "gjm" } },
	{ "mend, most replies", { ":order replies", "gj#", "u",
	    ":order page" } },
	{ "mend, newest", { ":order newest", "Gk#", "u", ":order page" } },
	{ "mend, filtered", { ":filter author:ina", "gj#", "u", "<Esc>" } },
	{ "catch up", { "c", "c", NULL } },
	{ "mark read, new", { "d", "d", NULL } }
};

static void
run_kind(struct bench *b, size_t kind, int rounds)
{
	double since = now(), whole = 0, one;
	int i, k;

	press(b, "<Esc>");
	press(b, "<Esc>");
	press(b, "zR");
	b->n = 0;
	for (i = 0; i < rounds; i++)
		for (k = 0; k < 4 && kinds[kind].keys[k]; k++) {
			since = now();
			press(b, kinds[kind].keys[k]);
			one = now() - since;
			if (one > whole)
				whole = one;
		}
	qsort(b->blocks, b->n, sizeof(*b->blocks), by_size);
	printf("%-22s p99 %8.2f   longest %8.2f   done %9.2f ms\n",
	    kinds[kind].what, b->blocks[(b->n * 99 + 99) / 100 - 1],
	    b->blocks[b->n - 1], whole);
	fflush(stdout);
}

int
main(int argc, char **argv)
{
	struct config *config = config_new(command_exists);
	struct bench b = { .n = 0 };
	struct err err;
	size_t i;
	int rounds = argc > 2 ? atoi(argv[2]) : 5;

	if (argc < 2)
		return 2;
	text_locale();
	commands_bind(config->keymap);
	b.blocks = mem_alloc(BLOCKS_MAX, sizeof(*b.blocks));
	app_init(&b.app, config, screen_open_headless(120, 40));
	b.app.stories.no_state = true;
	if (!stories_add_path(&b.app.stories, argv[1], &err) ||
	    !story_load(&b.app.stories, 0, ORDER_PAGE, &err)) {
		fprintf(stderr, "%s\n", err.text);
		return 1;
	}
	printf("%-22s %.0f ms\n", "read", now());
	app_start(&b.app);
	app_focus(&b.app, PANE_COMMENTS);
	settle(&b);
	for (i = 0; i < tree_rows(app_story(&b.app)->tree); i += 100)
		tree_mark(app_story(&b.app)->tree, MARK_NEW, i, true);
	for (i = 0; i < sizeof(kinds) / sizeof(*kinds); i++)
		run_kind(&b, i, rounds);
	screen_close(b.app.screen);
	app_free(&b.app);
	config_free(config);
	free(b.blocks);
	return 0;
}
