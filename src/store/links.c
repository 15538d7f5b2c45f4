#include "store/library_impl.h"

#include "store/headlines.h"
#include "store/titles.h"

#define MAX_LOOK 64			/* stories that may list one */
#define MAX_LISTED 200
#define SLICE_LOOK 8			/* stories unpacked in a slice */

/* A link's room, and how much of it there is. */
struct links {
	struct library *lib;
	struct library_link *at;
	size_t n, max;
	struct arena *arena;
	struct record story;
	int64_t id;
	size_t from, look, next;	/* what a slice looks at, and where
					   the next one begins; 0: none */
};

static struct library_link *
add_link(struct links *to, int64_t id, struct slice title, struct slice why)
{
	struct library_link *link = &to->at[to->n++];

	*link = (struct library_link){ id, arena_dup(to->arena, title),
	    arena_dup(to->arena, why) };
	return link;
}

/* ---- what it lists ---- */

static void
add_listed(struct links *to)
{
	const struct record *r = &to->story;
	int64_t ids[2];
	size_t i, n;

	for (i = 0; i < r->related.n && to->n < to->max; i++) {
		n = library_resolve(to->lib, r->related.at[i],
		    r->related_urls.at[i], ids, 2);
		if (n == 1)
			add_link(to, ids[0], r->related.at[i],
			    SLICE("listed by this story"));
		else
			add_link(to, 0, r->related.at[i], n ?
			    SLICE("several stories of that headline") :
			    SLICE("not in the library"));
	}
}

/* ---- what lists it ---- */

/* As sure as its start. */
static bool
means_it(const struct record *r, struct slice title)
{
	struct slice titles = r->titles, one;
	bool cut = headline_cut(&title);

	if (title_match(title, cut, r->headline) >= MEANS_CUT)
		return true;
	while (slice_cut(&titles, '\n', &one))
		if (title_match(title, cut, one) >= MEANS_CUT)
			return true;
	return false;
}

static bool
lists(struct links *to, int64_t id, struct arena *a)
{
	const struct record *r = &to->story;
	struct packed p;
	size_t i;

	if (!lib_story_texts(to->lib, id, &p, a))
		return false;
	for (i = 0; i < p.related.n; i++)
		if ((r->url.len && lib_url_same(p.related_urls.at[i],
		    r->url)) || means_it(r, p.related.at[i]))
			return true;
	return false;
}

static void
add_back(struct links *to)
{
	int64_t ids[MAX_LOOK];
	struct buf terms = { 0 };
	size_t i, n;

	lib_back_terms(&terms, to->story.headline, to->story.titles,
	    to->story.url);
	n = lib_find_terms(to->lib, buf_slice(&terms), 1, INT64_MAX, ids,
	    MAX_LOOK);
	for (i = to->from; i < n && to->n < to->max; i++) {
		struct arena a = { 0 };

		if (i - to->from == to->look) {
			to->next = i;
			break;
		}
		if (ids[i] != to->id && lists(to, ids[i], &a))
			add_link(to, ids[i], lib_headline(to->lib, ids[i],
			    NULL, &a), SLICE("lists this story"));
		arena_free(&a);
	}
	buf_free(&terms);
}

/* ---- versions and copies ---- */

static void
add_version(struct links *to, sqlite3_stmt *st, struct arena *a)
{
	struct slice names = lib_text(st, 4, a), headline;
	int64_t id = sqlite3_column_int64(st, 0), name;
	bool copy = sqlite3_column_int(st, 1) == KIND_COPY;
	enum name_kind kind;
	struct buf why = { 0 };

	headline = lib_text(st, 2, a);
	buf_addz(&why, copy ? "the same text" : "a former version");
	while (copy && (name = lib_names_next(&names, &kind)) != 0)
		if (kind == NAME_SOURCE) {
			buf_addz(&why, " from ");
			buf_add(&why, lib_name_text(to->lib, name, a));
			break;
		}
	add_link(to, id, headline, buf_slice(&why));
	buf_free(&why);
}

/* A version or a copy leads to the story that it is one of. */
static void
add_original(struct links *to)
{
	sqlite3_stmt *st = lib_sql(to->lib, SQL_STORY_GET);
	bool copy = false;
	int64_t of = 0;

	if (st == NULL)
		return;
	sqlite3_bind_int64(st, 1, to->id);
	if (sqlite3_step(st) == SQLITE_ROW) {
		of = sqlite3_column_int64(st, 1);
		copy = sqlite3_column_int(st, 2) == KIND_COPY;
	}
	sqlite3_reset(st);
	sqlite3_bind_int64(st, 1, of);
	if (of && sqlite3_step(st) == SQLITE_ROW)
		add_link(to, of, lib_column(st, 3), copy ?
		    SLICE("the same text") : SLICE("a later version"));
	sqlite3_reset(st);
}

static bool
add_versions(struct links *to)
{
	sqlite3_stmt *st;
	struct arena a = { 0 };

	add_original(to);
	st = lib_sql(to->lib, SQL_STORY_VERSIONS);
	if (st == NULL)
		return false;
	sqlite3_bind_int64(st, 1, to->id);
	sqlite3_bind_int64(st, 2, (int64_t)to->max);
	while (to->n < to->max && sqlite3_step(st) == SQLITE_ROW)
		add_version(to, st, &a);
	sqlite3_reset(st);
	arena_free(&a);
	return true;
}

static bool
find_links(struct links *to, enum library_links kind, struct err *err)
{
	struct library *lib = to->lib;
	struct arena a = { 0 };
	bool ok = library_source(lib, to->id, &to->story, &a, err);

	to->at = ARENA_NEW(to->arena, to->max + 1, struct library_link);
	if (ok && kind == LINKS_LISTED)
		add_listed(to);
	else if (ok && kind == LINKS_BACK)
		add_back(to);
	else if (ok && kind == LINKS_EVENT)
		to->n = lib_event(lib, to->id, &to->story, to->max,
		    to->at, to->arena);
	else if (ok)
		ok = add_versions(to) || lib_fail(lib, err,
		    "read the library");
	arena_free(&a);
	return ok;
}

bool
library_links(struct library *lib, int64_t id, enum library_links kind,
    size_t *at, size_t max, struct arena *arena, struct library_link **out,
    size_t *n, struct err *err)
{
	struct links to = { .lib = lib, .arena = arena, .id = id,
	    .max = max < MAX_LISTED ? max : MAX_LISTED, .from = *at,
	    .look = SLICE_LOOK };
	bool ok = find_links(&to, kind, err);

	*out = to.at;
	*n = to.n;
	*at = to.next;
	return ok;
}
