#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "app/app.h"
#include "app/keep.h"
#include "app/news.h"
#include "app/shelf.h"
#include "away.h"
#include "store/library.h"
#include "test.h"

#define URL "https://a.example/pond"

static char dir[] = "/tmp/lede-keep-XXXXXX";
static int64_t id;			/* of the story */

static const char page[] =
    "<!DOCTYPE html><meta charset=utf-8><title>The pond is full</title>"
    "<link rel=canonical href='" URL "'>"
    "<article><h1>The pond is full</h1><p>The pond behind the smithy is full "
    "to the brim again, for the first time in eleven years, and the ducks "
    "have been told.</article><section class=comments><ol>"
    "<li class=comment id=c1><span class=author>One</span><div class="
    "comment-body><p>I told them.</div><ol><li class=comment id=c2>"
    "<span class=author>Two</span><div class=comment-body><p>One, they did "
    "not listen.</div></ol><li class=comment id=c3><span class=author>Three"
    "</span><div class=comment-body><p>They never do.</div><ol>"
    "<li class=comment id=c4><span class=author>Four</span><div class="
    "comment-body><p>Ducks.</div></ol></ol></section>";

static const char *
in_dir(const char *name)
{
	static char path[4][96];
	static int turn;

	turn = (turn + 1) % 4;
	snprintf(path[turn], sizeof(path[turn]), "%s/%s", dir, name);
	return path[turn];
}

static void
make_library(void)
{
	struct err err = { "" };
	struct library *lib = library_open(in_dir("library.db"),
	    LIBRARY_WRITE, &err);
	struct arena a = { 0 };
	struct buf bytes = { 0 };
	enum library_added added;
	struct record r;
	struct doc *d;

	buf_addz(&bytes, page);
	d = load_bytes(&bytes, "pond.html", NULL);
	record_of_doc(&r, d, &a);
	r.path = SLICE("/nowhere/pond.html");
	r.source = slice_z(page);
	CHECK(lib && library_begin(lib, &err));
	CHECK(library_add(lib, &r, &added, &id, &err));
	CHECK(library_commit(lib, &err));
	library_close(lib);
	doc_free(d);
	arena_free(&a);
}

/* A run of the reader, with the story on its screen. */
struct run {
	struct stories ss;
	struct story *s;
};

static void
begin(struct run *r)
{
	struct err err = { "" };
	size_t i;

	r->ss = (struct stories){ .state_dir = in_dir("state") };
	r->ss.shelf = shelf_new(in_dir("library.db"));
	i = stories_add_id(&r->ss, id, &err);
	CHECK_EQ(i, 0);
	CHECK(story_load(&r->ss, i, ORDER_PAGE, &err));
	CHECK_STR(slice_z(err.text), "");
	r->s = &r->ss.at[0];
	CHECK_EQ(r->s->doc->ncomments, 4);
	CHECK(r->s->trouble == NULL);
}

/* The story is left. */
static bool
leave(struct run *r, struct err *err)
{
	story_keep(&r->ss, 0, ORDER_PAGE);
	return stories_save(&r->ss, 0, err);
}

static void
end(struct run *r)
{
	struct err err = { "" };

	CHECK(leave(r, &err));
	CHECK(keep_last(&r->ss, KEEP_LAST, &err));
	shelf_free(r->ss.shelf);
	stories_free(&r->ss);
}

static bool
is_folded(const struct run *r, size_t comment)
{
	return tree_folded(r->s->tree, tree_row_of(r->s->tree, comment));
}

static void
fold(struct run *r, size_t comment, bool on)
{
	tree_fold(r->s->tree, tree_row_of(r->s->tree, comment), on);
}

/* Places, folds, links and what is new outlast the run. */
static void
test_again(void)
{
	struct run r;

	begin(&r);
	CHECK(!r.s->place.set);
	fold(&r, 0, true);
	CHECK(mend_link(&r.s->mends, r.s->doc, 3, 0));
	r.s->place = (struct place){ .set = true, .pane = PANE_COMMENTS,
	    .comment = 2, .screen_row = 1 };
	r.s->charset = "windows-1252";
	state_set(story_state(&r.ss, 0), "charset", SLICE("windows-1252"));
	end(&r);
	CHECK_EQ(access(in_dir("state"), F_OK), -1);	/* no file */

	begin(&r);
	CHECK(is_folded(&r, 0));
	CHECK_EQ(r.s->doc->comments[3].parent, 0);
	CHECK(r.s->place.set);
	CHECK_EQ(r.s->place.comment, 2);
	CHECK(!strcmp(r.s->doc->charset.name, "windows-1252"));
	CHECK(news_know(story_reading(&r.ss, 0)));
	state_remove(story_state(&r.ss, 0), "charset");
	end(&r);
}

/* Each keeps what it changed, whoever is last. */
static void
test_two_readers(void)
{
	struct run one, two, r;

	begin(&one);
	begin(&two);
	fold(&one, 2, true);
	fold(&one, 0, false);
	two.s->place.comment = 1;
	end(&one);
	end(&two);
	begin(&r);
	CHECK(!is_folded(&r, 0));
	CHECK(is_folded(&r, 2));
	CHECK_EQ(r.s->place.comment, 1);
	end(&r);
}

/* Another one writes: no waiting, and nothing is lost. */
static void
test_locked(void)
{
	struct err err = { "" };
	struct library *other = library_open(in_dir("library.db"),
	    LIBRARY_WRITE, &err);
	struct run r;

	begin(&r);
	CHECK(library_begin(other, &err));
	fold(&r, 0, true);
	CHECK(leave(&r, &err));
	CHECK(keep_waits(&r.ss));
	CHECK(keep_again(&r.ss, &err));
	CHECK(keep_waits(&r.ss));
	CHECK(library_commit(other, &err));
	CHECK(keep_again(&r.ss, &err));
	CHECK(!keep_waits(&r.ss));

	/* For good: it is told. */
	CHECK(library_begin(other, &err));
	fold(&r, 0, false);
	CHECK(leave(&r, &err));
	CHECK(!keep_last(&r.ss, 60, &err));
	CHECK(strstr(err.text, "1 story is not kept") != NULL);
	CHECK(!keep_waits(&r.ss));
	CHECK(library_commit(other, &err));
	CHECK(leave(&r, &err));		/* it is tried again */
	end(&r);
	library_close(other);
	begin(&r);
	CHECK(!is_folded(&r, 0));
	end(&r);
}

/* A file of a reader without the library counts, once. */
static void
test_taken_over(void)
{
	struct err err = { "" };
	struct state *file;
	struct library *lib;
	struct run r;

	lib = library_open(in_dir("library.db"), LIBRARY_WRITE, &err);
	CHECK(library_state_set(lib, id, SLICE(""), &err));
	library_close(lib);
	file = state_open(in_dir("state"), SLICE(URL), &err);
	state_set(file, "order", SLICE("newest"));
	CHECK(state_save(file, &err));
	begin(&r);
	CHECK_EQ(tree_order(r.s->tree), ORDER_NEWEST);
	tree_reorder(r.s->tree, ORDER_PAGE);
	r.s->place = (struct place){ .set = true };
	end(&r);
	begin(&r);
	CHECK_EQ(tree_order(r.s->tree), ORDER_PAGE);
	end(&r);
	CHECK_STR(state_get(file, "order"), "newest");
	state_remove(file, "order");
	CHECK(state_save(file, &err));
	state_free(file);
}

/* Where the library may only be read, files are what there is. */
static void
test_read_only(void)
{
	struct run r;

	if (geteuid() == 0)
		return;			/* may write everywhere */
	chmod(in_dir("library.db"), 0400);
	begin(&r);
	fold(&r, 2, false);
	fold(&r, 0, true);
	end(&r);
	begin(&r);
	CHECK(is_folded(&r, 0));
	end(&r);
	chmod(in_dir("library.db"), 0600);
}

static void
test_off(void)
{
	struct err err = { "" };
	struct run r;

	begin(&r);
	shelf_free(r.ss.shelf);
	stories_free(&r.ss);
	r.ss = (struct stories){ .state_dir = in_dir("state"),
	    .no_state = true };
	r.ss.shelf = shelf_new(in_dir("library.db"));
	CHECK_EQ(stories_add_id(&r.ss, id, &err), 0);
	CHECK(story_load(&r.ss, 0, ORDER_PAGE, &err));
	r.s = &r.ss.at[0];
	CHECK(!is_folded(&r, 0) && !is_folded(&r, 2));
	fold(&r, 0, true);
	end(&r);
	begin(&r);
	CHECK(!is_folded(&r, 0));
	end(&r);
}

int
main(void)
{
	CHECK(mkdtemp(dir) != NULL);
	make_library();
	test_again();
	test_two_readers();
	test_locked();
	test_taken_over();
	test_off();
	test_read_only();
	CHECK(take_away(dir));
	return test_done("keep");
}
