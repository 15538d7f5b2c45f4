#include "app/web.h"

#include <stdlib.h>

#include "base/mem.h"
#include "text/fold.h"

#define MAX_ASKED ((size_t)500)		/* headlines looked for in all */
#define MAX_SLICE 4			/* in one slice: under 1 ms each */
#define MAX_BACK 20			/* entries of a group */
#define MAX_EVENT 12
#define MAX_VERSIONS 20

static struct web_entry *
add_entry(struct web *w, enum web_group group)
{
	struct web_entry *e;

	w->at = mem_grow(w->at, &w->cap, w->n + 1, sizeof(*w->at));
	e = &w->at[w->n++];
	*e = (struct web_entry){ .group = group };
	w->count[group]++;
	return e;
}

struct web *
web_new(const struct doc *d, int64_t story)
{
	struct web *w = mem_alloc(1, sizeof(*w));
	struct web_entry *e;
	size_t i;

	w->story = story;
	for (i = 0; i < d->nrelated; i++) {
		e = add_entry(w, WEB_PAGE);
		e->title = arena_dup(&w->arena, d->related[i].title);
		e->url = arena_dup(&w->arena, d->related[i].url);
	}
	return w;
}

void
web_free(struct web *w)
{
	if (w == NULL)
		return;
	free(w->at);
	arena_free(&w->arena);
	free(w);
}

/* ---- asking ---- */

static struct web_entry *
entry_of(struct web *w, int64_t id)
{
	size_t i;

	for (i = 0; i < w->n; i++)
		if (w->at[i].id == id)
			return &w->at[i];
	return NULL;
}

static bool
is_read(struct library *lib, int64_t id)
{
	struct library_row row;
	struct arena a = { 0 };
	bool is = library_row_get(lib, id, &row, &a) && row.read;

	arena_free(&a);
	return is;
}

/* Letters alike: what is only near may be another story. */
static bool
has_headline(struct library *lib, int64_t id, struct slice headline)
{
	struct buf is = { 0 }, wanted = { 0 };
	struct library_row row;
	struct arena a = { 0 };
	bool same = library_row_get(lib, id, &row, &a);

	if (same) {
		text_key(&is, row.headline);
		text_key(&wanted, headline);
		same = slice_eq(buf_slice(&is), buf_slice(&wanted));
	}
	arena_free(&a);
	buf_free(&is);
	buf_free(&wanted);
	return same;
}

/* A document that was opened as a file may be in the library too. */
static bool
find_story(struct web *w, const struct doc *d, struct library *lib)
{
	int64_t ids[2];

	if (w->story == 0 && d->url.len &&
	    library_resolve(lib, SLICE(""), d->url, ids, 2) == 1)
		w->story = ids[0];
	if (w->story == 0 && d->headline.len &&
	    library_resolve(lib, d->headline, SLICE(""), ids, 2) == 1 &&
	    has_headline(lib, ids[0], d->headline))
		w->story = ids[0];
	return false;
}

static void
find_listed(struct web_entry *e, struct library *lib)
{
	int64_t ids[2];
	size_t n = library_resolve(lib, e->title, e->url, ids, 2);

	e->several = n > 1;
	e->id = n == 1 ? ids[0] : 0;
	e->read = e->id && is_read(lib, e->id);
}

static bool
ask_listed(struct web *w, const struct doc *d, struct library *lib)
{
	size_t end = w->asked + MAX_SLICE;

	(void)d;
	if (end > MAX_ASKED)
		end = MAX_ASKED;
	for (; w->asked < w->n && w->asked < end; w->asked++)
		find_listed(&w->at[w->asked], lib);
	return w->asked < w->n && w->asked < MAX_ASKED;
}

/* A story has one entry: what is said of it a second time is told there. */
static bool
add_links(struct web *w, struct library *lib, enum library_links kind,
    enum web_group group, size_t max)
{
	struct library_link *at;
	struct web_entry *e;
	size_t i, n;

	if (w->story == 0 || w->count[group] >= max ||
	    !library_links(lib, w->story, kind, &w->looked,
	    max - w->count[group], &w->arena, &at, &n, NULL))
		w->looked = n = 0;
	for (i = 0; i < n; i++) {
		if (at[i].id == 0 || at[i].id == w->story)
			continue;
		e = entry_of(w, at[i].id);
		if (e == NULL) {
			e = add_entry(w, group);
			e->id = at[i].id;
			e->title = at[i].title;
			e->read = is_read(lib, e->id);
		}
		if (e->why.len == 0)
			e->why = at[i].why;
	}
	return w->looked > 0;
}

static bool
ask_back(struct web *w, const struct doc *d, struct library *lib)
{
	(void)d;
	return add_links(w, lib, LINKS_BACK, WEB_BACK, MAX_BACK);
}

/* Before the event: a copy of a story is no other story about it. */
static bool
ask_versions(struct web *w, const struct doc *d, struct library *lib)
{
	(void)d;
	return add_links(w, lib, LINKS_VERSIONS, WEB_VERSIONS, MAX_VERSIONS);
}

static bool
ask_event(struct web *w, const struct doc *d, struct library *lib)
{
	(void)d;
	return add_links(w, lib, LINKS_EVENT, WEB_EVENT, MAX_EVENT);
}

/* They came in the order of asking. */
static bool
arrange(struct web *w, const struct doc *d, struct library *lib)
{
	struct web_entry *by_group;
	size_t cap = 0, n = 0, i;
	int group;

	(void)d;
	(void)lib;
	if (w->n == 0)
		return false;
	by_group = mem_grow(NULL, &cap, w->n, sizeof(*by_group));
	for (group = 0; group < WEB_GROUPS; group++)
		for (i = 0; i < w->n; i++)
			if (w->at[i].group == (enum web_group)group)
				by_group[n++] = w->at[i];
	free(w->at);
	w->at = by_group;
	w->cap = cap;
	return false;
}

/* True: there is more of this stage. */
static bool (*const stages[])(struct web *, const struct doc *,
    struct library *) = {
	find_story, ask_listed, ask_back, ask_versions, ask_event, arrange
};

#define NSTAGES (sizeof(stages) / sizeof(*stages))

bool
web_step(struct web *w, const struct doc *d, struct library *lib)
{
	if (w->stage < NSTAGES && !stages[w->stage](w, d, lib))
		w->stage++;
	return w->stage < NSTAGES;
}

bool
web_done(const struct web *w)
{
	return w->stage == NSTAGES;
}

/* ---- words ---- */

const char *
web_group_name(enum web_group group)
{
	static const char *const names[WEB_GROUPS] = {
		[WEB_BACK] = "Listed by", [WEB_EVENT] = "Same event",
		[WEB_VERSIONS] = "Versions"
	};

	return names[group];
}

void
web_way(const struct web_entry *e, struct slice headline, struct buf *b)
{
	static const char *const ways[WEB_GROUPS] = {
		[WEB_PAGE] = "related headline of ", [WEB_BACK] = "lists ",
		[WEB_EVENT] = "same event: ", [WEB_VERSIONS] = "version: "
	};
	bool of_story = e->group == WEB_PAGE || e->group == WEB_BACK;

	buf_addz(b, ways[e->group]);
	if (of_story)
		buf_addz(b, "“");
	buf_add(b, of_story ? headline : e->why);
	if (of_story)
		buf_addz(b, "”");
}

