#include "app/hints.h"

#include "app/browse.h"
#include "app/dialog.h"
#include "app/listing.h"
#include "text/width.h"

#define GAP 3				/* cells between two hints */

struct hint {
	const char *command, *words;
	enum pane pane;			/* PANE_N: everywhere */
	bool (*holds)(struct app *);	/* NULL: always */
	const char *counterpart;	/* a command whose key goes along */
};

static bool
is_back_there(struct app *a)
{
	return a->history.now > 0;
}

/* Documents of the command line; those of the library are opened from their
 * headlines. */
static bool
are_several(struct app *a)
{
	return a->stories.n > 1 && app_story(a)->id == 0;
}

static bool
is_filled(struct app *a)
{
	return a->pane != PANE_HEADLINES || browse_row(a) != NULL;
}

static bool
has_query(struct app *a)
{
	return a->browse && a->browse->shown.list &&
	    listing_query(a->browse->shown.list).len > 0;
}

/* No story is listed, as there is none at all. */
static bool
is_bare(struct app *a)
{
	return !is_filled(a) && !has_query(a);
}

/* There is something to search. */
static bool
is_searchable(struct app *a)
{
	return a->pane < PANE_STORY_N || browse_row(a) != NULL ||
	    has_query(a);
}

static bool
has_others(struct app *a)
{
	return !is_bare(a) && app_next_pane(a, 1) != a->pane;
}

static const struct hint hints[] = {
	{ "reload", "look again", PANE_HEADLINES, is_bare, NULL },
	{ "down", "move", PANE_N, is_filled, "up" },
	{ "open", "open", PANE_HEADLINES, is_filled, NULL },
	{ "open-folder", "open", PANE_FOLDERS, NULL, NULL },
	{ "open", "open", PANE_RELATED, NULL, NULL },
	{ "next-pane", "pane", PANE_N, has_others, NULL },
	{ "page-down", "page", PANE_ARTICLE, NULL, NULL },
	{ "next-document", "next", PANE_ARTICLE, are_several, NULL },
	{ "close", "fold", PANE_COMMENTS, NULL, "open-fold" },
	{ "fold-thread", "fold thread", PANE_COMMENTS, NULL, NULL },
	{ "parent", "parent", PANE_COMMENTS, NULL, NULL },
	{ "search-next", "next thread", PANE_COMMENTS, NULL, NULL },
	{ "cancel", "all", PANE_HEADLINES, has_query, NULL },
	{ "search", "search", PANE_N, is_searchable, NULL },
	{ "back", "back", PANE_N, is_back_there, NULL },
	{ "folders", "folders", PANE_HEADLINES, is_searchable, NULL },
	{ "toggle-read", "read", PANE_HEADLINES, is_filled, NULL },
	{ "star", "star", PANE_HEADLINES, is_filled, NULL },
	{ "links", "links", PANE_ARTICLE, NULL, NULL },
	{ "zoom", "zoom", PANE_N, is_filled, NULL }
};

/* While a search is on. */
static const struct hint searching[] = {
	{ "search-next", "next, before", PANE_N, NULL, "search-prev" },
	{ "cancel", "end the search", PANE_N, NULL, NULL }
};

static const struct hint lasting[] = {
	{ "help", "help", PANE_N, NULL, NULL },
	{ "leave", "quit", PANE_N, NULL, NULL }
};

/* From a story of the library q goes back to its headlines. */
static const char *
words_of(struct app *a, const struct hint *h)
{
	if (!strcmp(h->command, "leave") && a->pane != PANE_HEADLINES &&
	    app_pane_has(a, PANE_HEADLINES) && (a->pane == PANE_FOLDERS ||
	    app_story(a)->id))
		return "headlines";
	return h->words;
}

/* False: there is no room for it. */
static bool
add(struct row *r, struct slice key, const char *words, size_t max)
{
	size_t gap = r->cells > 1 ? GAP : 0;

	if (r->cells + gap + text_cells(key) + 1 + strlen(words) > max)
		return false;
	while (gap-- > 0)
		row_addz(r, " ", STYLE_STATUS, max);
	row_add(r, key, STYLE_TITLE, max);
	row_addz(r, " ", STYLE_STATUS, max);
	row_addz(r, words, STYLE_STATUS, max);
	return true;
}

/* False: it has no key, or does not hold. */
static bool
key_of(struct app *a, const struct hint *h, struct buf *key)
{
	struct buf other = { 0 };

	buf_clear(key);
	if ((h->pane != PANE_N && h->pane != a->pane) ||
	    (h->holds && !h->holds(a)) ||
	    !config_first_key(a->config, a->pane, h->command, key))
		return false;
	if (h->counterpart && config_first_key(a->config, a->pane,
	    h->counterpart, &other))
		buf_printf(key, " %s", buf_z(&other));
	buf_free(&other);
	return true;
}

/* Up to the first that has no room. */
static void
add_all(struct app *a, const struct hint *h, size_t n, struct row *r,
    size_t max)
{
	struct buf key = { 0 };
	size_t i;
	bool room = true;

	for (i = 0; i < n && room; i++)
		if (key_of(a, &h[i], &key))
			room = add(r, buf_slice(&key), words_of(a, &h[i]),
			    max);
	buf_free(&key);
}

/* Cells that hints and the gaps before them take. */
static size_t
cells_of(struct app *a, const struct hint *h, size_t n)
{
	struct buf key = { 0 };
	size_t i, cells = 0;

	for (i = 0; i < n; i++)
		if (key_of(a, &h[i], &key))
			cells += GAP + text_cells(buf_slice(&key)) + 1 +
			    strlen(words_of(a, &h[i]));
	buf_free(&key);
	return cells;
}

#define LENGTH(a) (sizeof(a) / sizeof(*(a)))

/* Where there is room for three, the next pane goes before leaving, and the
 * way out of a search always does. */
#define THREE_FROM 30
#define FOUR_FROM 44

static void
add_of_pane(struct app *a, struct row *r, size_t max)
{
	size_t n = LENGTH(lasting), last;

	if (a->search.on || (max >= THREE_FROM && max < FOUR_FROM))
		n = 1;
	last = cells_of(a, lasting, n);
	if (max > last && a->search.on)
		add_all(a, searching, LENGTH(searching), r, max - last);
	else if (max > last)
		add_all(a, hints, LENGTH(hints), r, max - last);
	add_all(a, lasting, LENGTH(lasting), r, max);
}

/* The keys of a box are its own. */
static void
add_of_box(const struct dialog *d, struct row *r, size_t max)
{
	add(r, SLICE("j k"), d->chosen ? "move" : "scroll", max);
	if (d->chosen)
		add(r, SLICE("Enter"), d->enter, max);
	add(r, SLICE("q"), "close", max);
}

void
hints_add(struct app *a, struct row *r, size_t max)
{
	if (a->dialog)
		add_of_box(a->dialog, r, max);
	else
		add_of_pane(a, r, max);
}
