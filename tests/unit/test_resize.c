/*
 * Five terminals' sizes in random order, more than a thousand of them: back
 * at the first, the screen is what it was.
 */
#include <stdlib.h>

#include "app/command.h"
#include "text/width.h"

#include "test.h"

static const int sizes[][2] = {
	{ 200, 60 }, { 120, 40 }, { 80, 24 }, { 40, 15 }, { 20, 5 }
};

#define NSIZES (sizeof(sizes) / sizeof(*sizes))

static const struct {
	const char *path, *keys;	/* where the reader is */
	size_t size;			/* at which of the sizes */
} cases[] = {
	{ "bridge.txt", "", 2 }, { "bridge.txt", "3jjjj", 1 },
	{ "bridge.txt", "3jjjj", 2 }, { "bridge.txt", "3jjjjzMjj", 2 },
	{ "bridge.txt", "3GNNl", 3 }, { "bridge.txt", "2j", 4 },
	{ "bridge.txt", "3Gw", 0 }, { "long.html", "", 2 },
	{ "long.html", "jjj", 2 }, { "long.html", "<Space><Space>jjj", 2 },
	{ "long.html", "<Space><Space>jj", 3 },
	{ "long.html", "<Space><Space>jjjjj", 4 }, { "long.html", "G", 2 },
	{ "harbour.html", "G", 3 }, { "ja.html", "3j", 3 },
	{ "ar.html", "jjj", 4 }, { "hostile.html", "3Gppp", 2 }
};

static void
resize(struct app *a, size_t i)
{
	screen_resize(a->screen, sizes[i][0], sizes[i][1]);
	app_resize(a);
	app_draw(a);
}

static void
type(struct app *a, const char *keys)
{
	struct slice rest = slice_z(keys);
	uint32_t key;

	while (rest.len && key_parse(&rest, &key))
		app_key(a, key, NULL);
	app_draw(a);
}

static void
check_case(struct app *a, size_t i)
{
	struct buf before = { 0 }, after = { 0 };
	struct place p, q;
	int k, failed = test_failed;

	resize(a, cases[i].size);
	type(a, cases[i].keys);
	screen_dump(a->screen, &before);
	p = app_place(a);
	for (k = 0; k < 100; k++)
		resize(a, (size_t)rand() % NSIZES);
	resize(a, cases[i].size);
	screen_dump(a->screen, &after);
	q = app_place(a);
	CHECK_EQ(q.pane, p.pane);
	CHECK_EQ(q.item, p.item);
	CHECK_EQ(q.off, p.off);
	CHECK_EQ(q.related, p.related);
	CHECK_EQ(q.comment, p.comment);
	CHECK_EQ(q.screen_row, p.screen_row);
	CHECK(slice_eq(buf_slice(&before), buf_slice(&after)));
	if (test_failed > failed)
		printf("\t%s at \"%s\", %dx%d\n", cases[i].path,
		    cases[i].keys, sizes[cases[i].size][0],
		    sizes[cases[i].size][1]);
	buf_free(&before);
	buf_free(&after);
}

static void
run_case(struct screen *screen, size_t i)
{
	struct config *config = config_new(command_exists);
	struct app a;
	struct buf path = { 0 };
	struct err err;

	commands_bind(config->keymap);
	app_init(&a, config, screen);
	buf_printf(&path, "tests/screen/docs/%s", cases[i].path);
	CHECK(stories_add_path(&a.stories, buf_z(&path), &err));
	if (story_load(&a.stories, 0, ORDER_PAGE, &err)) {
		app_start(&a);
		check_case(&a, i);
	} else
		CHECK(false);
	app_free(&a);
	config_free(config);
	buf_free(&path);
}

int
main(void)
{
	struct screen *screen;
	size_t i;

	text_locale();
	unsetenv("COLORFGBG");
	screen = screen_open_headless(120, 40);
	srand(11);
	for (i = 0; i < sizeof(cases) / sizeof(*cases); i++)
		run_case(screen, i);
	screen_close(screen);
	return test_done("resize");
}
