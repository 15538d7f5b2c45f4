#include <stdlib.h>
#include <unistd.h>

#include "app/browse.h"
#include "app/command.h"
#include "app/folders.h"
#include "app/listing.h"
#include "app/shelf.h"
#include "runs.h"
#include "test.h"
#include "text/width.h"

#define STORIES 12000			/* more than a listing keeps */

static char dir[] = "/tmp/lede-browse-XXXXXX";
static char path[64];

/* Story i, the newer the larger. */
static int64_t
add(struct library *lib, int i)
{
	struct slice section[1] = { i % 3 ? SLICE("Coast") : SLICE("Hills") };
	struct record r = { .form = 0 };
	enum library_added added;
	struct buf line = { 0 }, date = { 0 }, text = { 0 };
	struct err err;
	int64_t id = 0;

	buf_printf(&line, "Headline number %d", i);
	buf_printf(&date, "%d-%02d-%02dT12:00:00", 1950 + i / 336,
	    i / 28 % 12 + 1, i % 28 + 1);
	buf_printf(&text, "Text of number %d%s", i, i % 100 ? "" :
	    " with a heron");
	r.headline = buf_slice(&line);
	r.published = buf_slice(&date);
	r.day = record_day(r.published);
	r.body = r.source = buf_slice(&text);
	r.text_hash = (uint64_t)i * 7919 + 1;
	r.ncomments = (uint32_t)(i % 50);
	r.section = (struct slices){ section, 1, 1 };
	CHECK(library_add(lib, &r, &added, &id, &err) && added == ADDED_NEW);
	buf_free(&line);
	buf_free(&date);
	buf_free(&text);
	return id;
}

static int
number(const struct listing *l, size_t at)
{
	const struct listing_row *r = listing_at(l, at);

	return r ? atoi(r->row.headline.s + strlen("Headline number ")) : -1;
}

static void
fetch(struct listing *l, size_t at, size_t rows)
{
	struct err err;

	while (listing_step(l, at, rows, 5, &err))
		;
	CHECK_STR(slice_z(err.text), "");
}

/* Whether row k of the listing is story `top - k`. */
static bool
in_order(const struct listing *l)
{
	size_t i, first = listing_first(l);
	int top = number(l, first);

	for (i = 0; i < listing_n(l); i++)
		if (number(l, first + i) != top - (int)i)
			return false;
	return true;
}

static void
test_down(struct library *lib)
{
	struct err err;
	struct listing *l = listing_new(lib, SLICE(""), BY_DATE, FROM_TOP, 0,
	    &err);
	size_t at = listing_first(l), steps = 0;

	CHECK(!listing_ready(l));
	while (!listing_has_end(l) || listing_at(l, at + 1)) {
		fetch(l, at, 150);
		if (listing_at(l, at + 1) == NULL)
			break;
		at++;
		steps++;
		if (listing_n(l) > 3300)
			CHECK(false);
	}
	CHECK_EQ(steps, STORIES - 1);
	CHECK_EQ(number(l, at), 0);
	CHECK_EQ(listing_above(l, at), STORIES - 1);
	CHECK(in_order(l));
	/* And back up, where rows were let go. */
	while (at > listing_first(l) || listing_wants(l, at, 150)) {
		fetch(l, at, 150);
		if (listing_at(l, at - 1) == NULL)
			break;
		at--;
	}
	CHECK_EQ(number(l, at), STORIES - 1);
	CHECK_EQ(listing_above(l, at), 0);
	CHECK(in_order(l));
	listing_free(l);
}

static void
test_ends(struct library *lib, int64_t middle)
{
	struct err err;
	struct listing *l = listing_new(lib, SLICE(""), BY_DATE, FROM_BOTTOM,
	    0, &err);
	size_t at;

	fetch(l, listing_first(l), 50);
	at = listing_first(l) + listing_n(l) - 1;
	CHECK_EQ(number(l, at), 0);
	CHECK(listing_has_end(l));
	CHECK_EQ(listing_above(l, at), LISTING_UNKNOWN);
	CHECK(in_order(l));
	listing_free(l);

	l = listing_new(lib, SLICE(""), BY_DATE, FROM_STORY, middle, &err);
	fetch(l, listing_first(l), 50);
	at = listing_find(l, middle);
	CHECK(at != LISTING_UNKNOWN);
	fetch(l, at, 50);
	CHECK_EQ(number(l, at), STORIES / 2);
	CHECK_EQ(number(l, at - 40), STORIES / 2 + 40);
	CHECK_EQ(number(l, at + 40), STORIES / 2 - 40);
	CHECK(in_order(l));
	listing_free(l);
}

static void
test_queries(struct library *lib)
{
	struct err err;
	struct listing *l = listing_new(lib, SLICE("heron section:hills"),
	    BY_DATE, FROM_TOP, 0, &err);

	fetch(l, listing_first(l), 10);
	CHECK_EQ(listing_n(l), STORIES / 300);
	CHECK_EQ(listing_above(l, listing_first(l) + listing_n(l)),
	    STORIES / 300);
	listing_free(l);
	l = listing_new(lib, SLICE("nowhere"), BY_DATE, FROM_TOP, 0, &err);
	fetch(l, listing_first(l), 10);
	CHECK(listing_ready(l));
	CHECK_EQ(listing_n(l), 0);
	CHECK(listing_at(l, listing_first(l)) == NULL);
	CHECK_EQ(listing_flow.next(l, listing_first(l)), FLOW_END);
	listing_free(l);
	l = listing_new(lib, SLICE(""), BY_COMMENTS, FROM_BOTTOM, 0, &err);
	fetch(l, listing_first(l), 10);
	CHECK_EQ(listing_at(l, listing_first(l))->row.comments, 49);
	fetch(l, listing_first(l) + listing_n(l) - 1, 10);
	CHECK_EQ(listing_n(l), STORIES);
	CHECK_EQ(listing_at(l, listing_first(l) + STORIES - 1)->row.comments,
	    0);
	listing_free(l);
	CHECK(listing_new(lib, SLICE("a (b"), BY_DATE, FROM_TOP, 0, &err) ==
	    NULL);
	CHECK(strstr(err.text, "character 3") != NULL);
}

static void
test_folders(struct library *lib)
{
	struct folders *f = folders_new();
	struct buf query = { 0 }, name = { 0 };
	struct err err;
	size_t i, closed;

	CHECK(folders_read(f, lib, &err));
	closed = folders_n(f);
	for (i = 0; i < closed && !folders_query(f, lib, i, &query, &name);
	    i++)
		buf_clear(&name);
	CHECK_EQ(i, 0);			/* all stories */
	CHECK_STR(buf_slice(&query), "");
	for (i = 0; !folders_is_kind(f, i); i++)
		;
	CHECK(folders_open(f, lib, i, true, &err));
	CHECK_EQ(folders_n(f), closed);	/* nothing is saved */
	CHECK(folders_open(f, lib, i + 1, true, &err));
	CHECK_EQ(folders_n(f), closed + 2);
	buf_clear(&query);
	buf_clear(&name);
	CHECK(folders_query(f, lib, i + 2, &query, &name));
	CHECK_STR(buf_slice(&query), "section:\"Coast\"");
	CHECK_EQ(folders_parent(f, i + 3), i + 1);
	CHECK(folders_is_kind(f, i + 4));
	CHECK(folders_open(f, lib, i + 3, false, &err));
	CHECK_EQ(folders_n(f), closed);
	buf_free(&query);
	buf_free(&name);
	folders_free(f);
}

/* ---- the pane, while somebody else writes ---- */

static void
rest(struct app *a)
{
	while (app_idle(a))
		;
}

static void
press(struct app *a, const char *keys)
{
	struct slice rest_of = slice_z(keys);
	uint32_t key;

	while (key_parse(&rest_of, &key)) {
		app_key(a, key, NULL);
		rest(a);
	}
}

static bool
says(const struct app *a, const char *words)
{
	struct buf b = { 0 };
	bool is;

	buf_add(&b, buf_slice(&a->message));
	is = strstr(buf_z(&b), words) != NULL;
	buf_free(&b);
	return is;
}

static int64_t
unread(struct library *lib)
{
	struct library_count n = { .all = 0 };

	library_totals(lib, &n, NULL);
	return n.unread;
}

static void
test_lock(struct app *a, struct library *other)
{
	struct err err;
	struct query *q;
	size_t n;

	CHECK(library_begin(other, &err));
	press(a, "N*u");
	CHECK(says(a, "another program writes"));
	CHECK(browse_waits(a));
	CHECK(app_patience(a) > 0);
	CHECK_EQ(unread(other), STORIES);
	press(a, "j");
	CHECK(library_commit(other, &err));
	rest(a);
	CHECK(!browse_waits(a));
	CHECK_EQ(unread(other), STORIES - 1);	/* the star was undone */

	/* What waits when the reader quits is done, too. */
	CHECK(library_begin(other, &err));
	press(a, "*");
	CHECK(library_commit(other, &err));
	CHECK(browse_finish(a, &err));
	q = query_parse(SLICE("starred"), &err);
	CHECK(mark_all(other, q, MARK_STARRED, false, &n, &err));
	CHECK_EQ(n, 1);
	query_free(q);

	/* All of them: it waits, is stopped, or done. */
	CHECK(library_begin(other, &err));
	app_key(a, 'A', NULL);
	app_key(a, K_ESC, NULL);
	CHECK(says(a, "stopped"));
	CHECK(library_commit(other, &err));
	press(a, "A");
	CHECK(says(a, "stories read"));
	CHECK_EQ(unread(other), 0);
	press(a, "u");
	CHECK(says(a, "undone: marked as read"));
	CHECK_EQ(unread(other), STORIES - 1);
}

static void
test_pane(void)
{
	struct config *config = config_new(command_exists);
	struct screen *screen = screen_open_headless(120, 40);
	struct library *other;
	struct app a;
	struct err err;

	commands_bind(config->keymap);
	app_init(&a, config, screen);
	a.stories.state_dir = "";
	app_set_library(&a, path);
	CHECK(app_start_library(&a, &err));
	rest(&a);
	app_draw(&a);
	other = library_open(path, LIBRARY_WRITE, &err);
	CHECK(other != NULL);
	test_lock(&a, other);
	library_close(other);

	/* Many previews leave nothing behind. */
	press(&a, "jjjjjjjjjjjjjjjjjjjjjjjjjjjjjjjjjjjjjjjj");
	CHECK(a.stories.n <= 3);
	press(&a, "G");
	CHECK_EQ(number(a.browse->shown.list, a.cursor[PANE_HEADLINES]), 0);
	press(&a, "<Enter>q");
	CHECK_EQ(number(a.browse->shown.list, a.cursor[PANE_HEADLINES]), 0);
	CHECK(!a.quit);
	press(&a, "q");
	CHECK(a.quit);
	CHECK(app_leave(&a, &err) && browse_finish(&a, &err));
	app_free(&a);
	screen_close(screen);
	config_free(config);
}

int
main(void)
{
	static const char *const ends[] = { "", "-wal", "-shm" };
	struct library *lib;
	struct err err;
	int64_t middle = 0, id;
	char name[80];
	size_t i;

	text_locale();
	unsetenv("COLORFGBG");
	CHECK(mkdtemp(dir) != NULL);
	snprintf(path, sizeof(path), "%s/library.db", dir);
	lib = library_open(path, LIBRARY_WRITE, &err);
	CHECK(lib != NULL && library_begin(lib, &err));
	for (i = 0; i < STORIES; i++) {
		id = add(lib, (int)i);
		middle = i == STORIES / 2 ? id : middle;
	}
	CHECK(library_commit(lib, &err));
	test_down(lib);
	test_ends(lib, middle);
	test_queries(lib);
	test_folders(lib);
	library_close(lib);
	test_pane();
	for (i = 0; i < sizeof(ends) / sizeof(*ends); i++) {
		snprintf(name, sizeof(name), "%s%s", path, ends[i]);
		remove(name);
	}
	rmdir(dir);
	return test_done("browse");
}
