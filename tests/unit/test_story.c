#include "app/story.h"

#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "store/headlines.h"
#include "test.h"

/* A folder of its own, with files that the cases name. */
struct place_of {
	char dir[32];
	struct buf path;
};

static const char *
path_of(struct place_of *p, const char *name)
{
	buf_clear(&p->path);
	buf_printf(&p->path, "%s/%s", p->dir, name);
	return buf_z(&p->path);
}

static void
write_page(struct place_of *p, const char *name, const char *headline)
{
	FILE *f = fopen(path_of(p, name), "w");

	CHECK(f != NULL);
	if (f == NULL)
		return;
	fprintf(f, "<!DOCTYPE html><meta charset=utf-8><title>%s</title>"
	    "<article><h1>%s</h1><p>There is a paragraph of some words in "
	    "this, and it is long enough to be one that is read.</article>",
	    headline, headline);
	fclose(f);
}

static void
make_files(struct place_of *p)
{
	strcpy(p->dir, "/tmp/lede-test-XXXXXX");
	CHECK(mkdtemp(p->dir) != NULL);
	write_page(p, "b.html", "The second of the stories here");
	write_page(p, "a.html", "The first of the stories here");
	CHECK(mkdir(path_of(p, "empty"), 0700) == 0);
}

static void
remove_files(struct place_of *p)
{
	unlink(path_of(p, "a.html"));
	unlink(path_of(p, "b.html"));
	rmdir(path_of(p, "empty"));
	CHECK(rmdir(p->dir) == 0);
	buf_free(&p->path);
}

/* Each document of a mailbox becomes a story; all of them can be read, and
 * read again. */
static void
test_archive(struct place_of *p)
{
	struct stories ss = { .no_state = true };
	FILE *f = fopen(path_of(p, "box"), "w");
	struct buf head = { 0 };
	struct err err;
	size_t i;

	for (i = 0; i < 3; i++)
		fprintf(f, "From - \nFrom: a\nSubject: matter %zu\n"
		    "Message-ID: <%zu>\n\ntext\n\n", i, i);
	fclose(f);
	CHECK(stories_add_path(&ss, path_of(p, "box"), &err));
	CHECK(story_load(&ss, 0, ORDER_PAGE, &err));
	CHECK_STR(ss.at[0].doc->headline, "matter 0");
	while (stories_index_one(&ss))
		;
	CHECK_EQ(ss.n, 3);
	CHECK_STR(story_title(&ss.at[1]), "matter 1");
	CHECK(story_load(&ss, 2, ORDER_PAGE, &err));
	CHECK_STR(ss.at[2].doc->headline, "matter 2");
	CHECK(stories_reload(&ss, 2, ORDER_PAGE, NULL));
	CHECK_STR(ss.at[2].doc->headline, "matter 2");
	CHECK(story_head(&ss, 1, 1000, &head, &err));
	CHECK(slice_find(buf_slice(&head), SLICE("matter 1")) != SLICE_NONE);
	f = fopen(path_of(p, "box"), "w");
	fclose(f);
	CHECK(!story_load(&ss, 1, ORDER_PAGE, &err));
	stories_free(&ss);
	buf_free(&head);
	unlink(path_of(p, "box"));
}

static void
test_add(struct place_of *p)
{
	struct stories ss = { .state_dir = "" };
	struct err err;

	CHECK(stories_add_path(&ss, p->dir, &err));
	CHECK_EQ(ss.n, 2);
	CHECK(ss.n == 2 && slice_ends(slice_z(ss.at[0].path),
	    SLICE("/a.html")));		/* a folder's are in order */
	CHECK(stories_add_path(&ss, path_of(p, "none.html"), &err));
	CHECK_EQ(ss.n, 3);		/* whether it is there is seen later */
	CHECK(!stories_add_path(&ss, path_of(p, "empty"), &err));
	CHECK_STR(slice_z(err.text), "no documents in this folder");
	CHECK_EQ(ss.n, 3);
	stories_free(&ss);
	CHECK_EQ(ss.n, 0);
}

static void
test_load(struct place_of *p)
{
	struct stories ss = { .state_dir = "" };
	struct err err;
	const struct doc *d;

	stories_add(&ss, path_of(p, "a.html"));
	stories_add(&ss, path_of(p, "none.html"));
	CHECK_STR(story_title(&ss.at[0]), ss.at[0].path);
	CHECK(story_load(&ss, 0, ORDER_PAGE, &err));
	CHECK_STR(story_title(&ss.at[0]), "The first of the stories here");
	CHECK(ss.at[0].page != NULL && ss.at[0].tree != NULL);
	d = ss.at[0].doc;
	CHECK(story_load(&ss, 0, ORDER_PAGE, &err));
	CHECK(ss.at[0].doc == d);	/* not read again */
	CHECK(!story_load(&ss, 1, ORDER_PAGE, &err));
	CHECK(ss.at[1].failed && *err.text);
	CHECK_STR(story_title(&ss.at[1]), ss.at[1].path);
	stories_free(&ss);
}

static void
test_reload(struct place_of *p)
{
	struct stories ss = { .state_dir = "" };
	struct err err;

	write_page(p, "c.html", "A headline that will be changed");
	stories_add(&ss, path_of(p, "c.html"));
	CHECK(story_load(&ss, 0, ORDER_PAGE, &err));
	write_page(p, "c.html", "A headline that was changed");
	CHECK(stories_reload(&ss, 0, ORDER_PAGE, NULL));
	CHECK_STR(ss.at[0].doc->headline, "A headline that was changed");
	unlink(path_of(p, "c.html"));
	CHECK(!stories_reload(&ss, 0, ORDER_PAGE, NULL));
	CHECK(ss.at[0].doc != NULL);	/* what was read stays */
	CHECK_STR(ss.at[0].doc->headline, "A headline that was changed");
	stories_free(&ss);
}

static void
test_index(struct place_of *p)
{
	struct stories ss = { .state_dir = "" };
	size_t found[4], steps = 0;
	struct err err;

	stories_add(&ss, path_of(p, "a.html"));
	stories_add(&ss, path_of(p, "none.html"));
	stories_add(&ss, path_of(p, "b.html"));
	stories_add(&ss, path_of(p, "a.html"));
	CHECK(story_load(&ss, 0, ORDER_PAGE, &err));
	while (stories_index_one(&ss) && steps < 10)
		steps++;
	CHECK_EQ(steps, 4);		/* what is on screen waits too */
	CHECK(ss.at[0].doc != NULL && ss.at[0].headline != NULL);
	CHECK(!ss.at[0].failed && ss.at[1].failed && !ss.at[2].failed);
	CHECK(ss.at[2].doc == NULL);	/* its headline alone is kept */
	CHECK_STR(story_title(&ss.at[2]), "The second of the stories here");
	CHECK_EQ(headlines_find(ss.headlines,
	    SLICE("the second of the stories here"), found, 4), 1);
	CHECK_EQ(found[0], 2);
	CHECK_EQ(headlines_find(ss.headlines,
	    SLICE("The First of the Stories Here"), found, 4), 2);
	CHECK_EQ(found[1], 3);
	/* Those that come later are found too. */
	stories_add(&ss, path_of(p, "b.html"));
	CHECK(stories_index_one(&ss));
	CHECK(!stories_index_one(&ss));
	CHECK_EQ(headlines_find(ss.headlines,
	    SLICE("The second of the stories here"), found, 4), 2);
	stories_free(&ss);
}

/* What was chosen by hand: kept, found again, and outranked. */
static void
test_remembered(struct place_of *p)
{
	char states[64];
	struct stories ss = { .state_dir = states };
	struct stories again = { .state_dir = states };
	struct stories off = { .state_dir = states, .no_state = true };
	struct stories told = { .state_dir = states, .never_repair = true,
	    .load = { .charset = "koi8-r", .no_repair = true } };
	struct stories *all[] = { &again, &off, &told };
	struct err err;
	size_t i;

	snprintf(states, sizeof(states), "%s", path_of(p, "states"));
	stories_add(&ss, path_of(p, "a.html"));
	CHECK(story_load(&ss, 0, ORDER_PAGE, &err));
	state_set(story_state(&ss, 0), "charset", SLICE("big5"));
	state_set(story_state(&ss, 0), "repair", SLICE("off"));
	CHECK(stories_save(&ss, 0, &err));
	stories_free(&ss);
	for (i = 0; i < 3; i++) {
		stories_add(all[i], path_of(p, "a.html"));
		CHECK(story_load(all[i], 0, ORDER_PAGE, &err));
		CHECK_EQ(all[i]->at[0].doc->charset.from,
		    i == 0 ? FROM_HAND : i == 1 ? FROM_DECLARED :
		    FROM_TRANSPORT);
		CHECK_EQ(all[i]->at[0].repair, i == 0 ? REPAIR_OFF :
		    REPAIR_AS_SET);
	}
	state_set(story_state(&off, 0), "charset", SLICE("gbk"));
	CHECK(stories_save(&off, 0, &err));
	state_remove(story_state(&again, 0), "repair");
	CHECK_STR(state_get(story_state(&again, 0), "charset"), "big5");
	state_remove(story_state(&again, 0), "charset");
	CHECK(stories_save(&again, 0, &err));
	for (i = 0; i < 3; i++)
		stories_free(all[i]);
	CHECK(rmdir(states) == 0);	/* no file is left */
}

int
main(void)
{
	struct place_of p = { 0 };

	make_files(&p);
	test_add(&p);
	test_archive(&p);
	test_load(&p);
	test_reload(&p);
	test_index(&p);
	test_remembered(&p);
	remove_files(&p);
	return test_done("story");
}
