/*
 * browse_draw: the headlines of the library as rows, and what their pane
 * says beside them.
 */
#include "app/browse_draw.h"

#include "app/browse.h"
#include "app/folders.h"
#include "app/listing.h"
#include "app/shelf.h"
#include "text/bidi.h"
#include "text/width.h"

#define DATE_CELLS 10			/* 2017-03-29 */
#define COUNT_CELLS 5			/* of comments */
#define VERSIONS_CELLS 3		/* +12 */
#define SOURCE_MIN 10			/* cells; else it is left out */
#define SOURCE_MAX 20
#define WITH_DATE 44			/* cells of a row that has one */
#define WITH_SOURCE 92			/* fewer are the headline's */

/* Where the columns of a row end. */
struct columns {
	size_t date, headline, source, versions;
};

/* A headline may go on where nothing stands beside it. */
static struct columns
columns_of(size_t width, const struct library_row *row)
{
	struct columns c = { .versions = width };
	size_t source = width / 5;

	if (width >= WITH_DATE)
		c.date = DATE_CELLS + 1;
	if (width >= WITH_SOURCE || (width >= WITH_DATE && (row->comments ||
	    row->versions)))
		c.versions = width - COUNT_CELLS - 1;
	c.source = c.versions;
	if (width >= WITH_SOURCE || (width >= WITH_DATE && row->versions))
		c.source -= VERSIONS_CELLS + 1;
	c.headline = c.source;
	if (source > SOURCE_MAX)
		source = SOURCE_MAX;
	if (width >= WITH_SOURCE && source >= SOURCE_MIN)
		c.headline -= source + 2;
	return c;
}

static void
add_right(struct row *r, size_t end, const char *fmt, unsigned n)
{
	struct buf b = { 0 };
	size_t cells;

	buf_printf(&b, fmt, n);
	cells = text_cells(buf_slice(&b));
	if (cells < end) {
		row_pad(r, end - cells, STYLE_TEXT);
		row_add(r, buf_slice(&b), STYLE_META, end);
	}
	buf_free(&b);
}

#define HITS 16				/* marked in a headline */

/* The same of a headline, with what was searched for marked in it. */
static void
add_headline(struct row *r, const struct query *q, struct slice x,
    enum style style, size_t end)
{
	struct slice hits[HITS];
	size_t first = r->n, i, n = query_hits(q, x, hits, HITS);
	bool whole = r->cells + text_cells(x) <= end;

	row_add_src(r, x, 0, style, whole || end == 0 ? end : end - 1);
	if (!whole)
		row_addz(r, "…", style, end);
	for (i = 0; i < n; i++)
		row_mark(r, (size_t)(hits[i].s - x.s), (size_t)(hits[i].s -
		    x.s) + hits[i].len, STYLE_HIT);
	row_reorder(r, first, text_is_rtl(x));
}

/* Unread, starred, with a note: each a sign of its own. */
static void
add_marks(struct row *r, const struct library_row *row, size_t max)
{
	row_addz(r, row->read ? " " : "●", STYLE_NEW, max);
	row_addz(r, row->starred ? "★" : " ", STYLE_HERE, max);
	if (max >= WITH_DATE)
		row_addz(r, row->note ? "✎" : " ", STYLE_HERE, max);
	row_addz(r, " ", STYLE_TEXT, max);
}

static void
draw_row(const struct library_row *row, const struct query *q, size_t width,
    struct row *r)
{
	struct columns c = columns_of(width, row);
	struct slice from = row->site.len ? row->site : row->section;
	size_t start;

	add_marks(r, row, width);
	start = r->cells;
	if (c.date) {
		row_add_cut(r, slice_sub(row->published, 0, DATE_CELLS),
		    STYLE_META, start + DATE_CELLS);
		row_pad(r, start + c.date, STYLE_TEXT);
	}
	add_headline(r, q, row->headline.len ? row->headline :
	    SLICE("(no headline)"), row->read ? STYLE_TEXT : STYLE_BOLD,
	    c.headline - (c.headline < width));
	if (c.headline < c.source) {
		row_pad(r, c.headline + 1, STYLE_TEXT);
		row_add_ordered(r, from, STYLE_DIM, c.source - 1,
		    text_is_rtl(from));
	}
	if (c.date && row->versions)
		add_right(r, c.versions, "+%u", row->versions);
	if (c.date && row->comments)
		add_right(r, width, "%u", row->comments);
	row_pad(r, width, STYLE_TEXT);
}

void
browse_row_draw(struct app *a, size_t item, size_t width, struct row *r)
{
	struct listing *l = a->browse->shown.list;
	const struct listing_row *row = l ? listing_at(l, item) : NULL;

	row_clear(r);
	if (row)
		draw_row(&row->row, listing_parsed(l), width, r);
}

/* ---- what is said of them ---- */

static const char *const orders[] = {
	[BY_DATE] = "by date", [BY_RELEVANCE] = "by relevance",
	[BY_COMMENTS] = "by comments", [BY_ADDED] = "by arrival"
};

/* What the list is of. */
static void
add_name(const struct view *v, struct buf *b)
{
	if (v->name)
		buf_addz(b, v->name);
	else if (v->list && listing_query(v->list).len)
		buf_add(b, listing_query(v->list));
	else
		buf_addz(b, "All");
}

void
browse_title(struct app *a, struct buf *b)
{
	const struct view *v = &a->browse->shown;

	buf_addz(b, "Headlines · ");
	add_name(v, b);
	if (v->list && listing_order(v->list) != BY_DATE)
		buf_printf(b, " · %s", orders[listing_order(v->list)]);
	if (a->browse->coming.list)
		buf_addz(b, " · looking…");
}

void
browse_bar(struct app *a, struct buf *left, struct buf *right)
{
	struct library *lib = shelf_opened(a->shelf);
	struct library_count all;

	buf_addz(left, "Library › ");
	add_name(&a->browse->shown, left);
	if (lib && library_totals(lib, &all, NULL) && all.all)
		buf_printf(right, "%lld unread of %lld ",
		    (long long)all.unread, (long long)all.all);
}

/* How many there are; 0: nobody has counted them. */
static size_t
total(struct app *a, const struct listing *l)
{
	struct library_count all;

	if (listing_has_end(l) && listing_above(l, listing_first(l)) !=
	    LISTING_UNKNOWN)
		return listing_above(l, listing_first(l) + listing_n(l));
	if (listing_query(l).len || listing_order(l) != BY_DATE ||
	    !library_totals(shelf_opened(a->shelf), &all, NULL))
		return 0;
	return (size_t)all.all;
}

void
browse_position(struct app *a, struct buf *b)
{
	struct listing *l = a->browse->shown.list;
	size_t at, n, below;

	if (a->pane == PANE_FOLDERS) {
		buf_printf(b, "%zu/%zu ", a->cursor[a->pane] + 1,
		    folders_n(a->browse->folders));
		return;
	}
	if (l == NULL || listing_n(l) == 0)
		return;
	below = listing_first(l) + listing_n(l) - a->cursor[PANE_HEADLINES];
	at = listing_above(l, a->cursor[PANE_HEADLINES]);
	n = total(a, l);
	if (at == LISTING_UNKNOWN && n && listing_has_end(l) && n >= below)
		at = n - below;
	if (at != LISTING_UNKNOWN && n)
		buf_printf(b, "%zu/%zu ", at + 1, n);
	else if (at != LISTING_UNKNOWN)
		buf_printf(b, "%zu/%zu+ ", at + 1, at + below);
}

/* ---- where there are none ---- */

#define IMPORT \
    "\n" \
    "    lede import PATH...\n" \
    "\n" \
    "PATH is a document, a folder of documents, a mailbox or a web archive. " \
    "What was taken in is listed here; %s looks again.\n" \
    "\n" \
    "lede PATH opens a document without a library; %s quits."

static const char no_library[] =
    "There is no library yet. This makes one:\n" IMPORT;

static const char to_try[] =
    "\n\nTo try it: %s, then lede %s";

static const char no_stories[] =
    "The library is empty. This fills it:\n" IMPORT;

static void
add_key(struct app *a, const char *command, struct buf *b)
{
	buf_clear(b);
	if (!config_first_key(a->config, PANE_HEADLINES, command, b))
		buf_printf(b, ":%s", command);
	buf_z(b);
}

static void
nothing_found(struct app *a, struct buf *b)
{
	const struct view *v = &a->browse->shown;
	struct buf key = { 0 };

	if (v->name)
		buf_printf(b, "No stories in this folder: %s\n\n", v->name);
	else
		buf_printf(b, "No story matches: %.*s\n\n",
		    SLICE_FMT(listing_query(v->list)));
	add_key(a, "cancel", &key);
	buf_printf(b, "%s shows all stories.", buf_z(&key));
	buf_free(&key);
}

bool
browse_empty(struct app *a, struct buf *b)
{
	struct listing *l = a->browse->shown.list;
	struct buf again = { 0 }, quit = { 0 };

	if (l && (listing_n(l) || !listing_ready(l)))
		return false;
	if (l && listing_query(l).len) {
		nothing_found(a, b);
		return true;
	}
	add_key(a, "reload", &again);
	add_key(a, "leave", &quit);
	buf_printf(b, l ? no_stories : no_library, buf_z(&again),
	    buf_z(&quit));
	if (l == NULL && a->tour)
		buf_printf(b, to_try, buf_z(&quit), a->tour);
	buf_free(&again);
	buf_free(&quit);
	return true;
}
