#include "app/folders.h"

#include <stdlib.h>

#include "base/mem.h"
#include "text/bidi.h"
#include "text/width.h"

/* Of the first level: those that are a query, then the kinds. */
static const struct top {
	const char *name, *query;	/* query NULL: a kind */
	enum library_folder kind;
	const char *field;		/* NULL: the saved ones */
} tops[] = {
	{ "All", "", 0, NULL }, { "Unread", "unread", 0, NULL },
	{ "Starred", "starred", 0, NULL }, { "With a note", "has:note", 0,
	NULL },
	{ "Saved queries", NULL, FOLDER_SAVED, NULL },
	{ "Sections", NULL, FOLDER_SECTION, "section" },
	{ "Tags", NULL, FOLDER_TAG, "tag" },
	{ "Sources", NULL, FOLDER_SOURCE, "source" },
	{ "Authors", NULL, FOLDER_AUTHOR, "author" },
	{ "Months", NULL, FOLDER_MONTH, "month" }
};

#define NTOPS (sizeof(tops) / sizeof(*tops))

struct kind {
	struct arena arena;
	struct library_count *at;
	size_t n;
	bool open;
};

struct folders {
	struct kind kinds[NTOPS];	/* by top; at NULL: none, or folded */
	struct library_count all;
};

struct folders *
folders_new(void)
{
	return mem_alloc(1, sizeof(struct folders));
}

static void
forget(struct kind *k)
{
	arena_free(&k->arena);
	k->at = NULL;
	k->n = 0;
}

void
folders_free(struct folders *f)
{
	size_t i;

	for (i = 0; f && i < NTOPS; i++)
		forget(&f->kinds[i]);
	free(f);
}

/* The first level's number, and of the second SIZE_MAX or the number. */
static size_t
find(const struct folders *f, size_t item, size_t *sub)
{
	size_t i;

	*sub = SIZE_MAX;
	for (i = 0; i < NTOPS; i++) {
		if (item-- == 0)
			return i;
		if (item < f->kinds[i].n) {
			*sub = item;
			return i;
		}
		item -= f->kinds[i].n;
	}
	return 0;
}

size_t
folders_n(const struct folders *f)
{
	size_t i, n = NTOPS;

	for (i = 0; i < NTOPS; i++)
		n += f->kinds[i].n;
	return n;
}

bool
folders_is_kind(const struct folders *f, size_t item)
{
	size_t sub, i = find(f, item, &sub);

	return sub == SIZE_MAX && tops[i].query == NULL;
}

bool
folders_is_open(const struct folders *f, size_t item)
{
	size_t sub, i = find(f, item, &sub);

	return f->kinds[i].open;
}

size_t
folders_parent(const struct folders *f, size_t item)
{
	size_t sub;

	find(f, item, &sub);
	return sub == SIZE_MAX ? item : item - sub - 1;
}

static bool
read_kind(struct folders *f, struct library *lib, size_t i, struct err *err)
{
	struct kind *k = &f->kinds[i];

	forget(k);
	return !k->open || library_folders(lib, tops[i].kind, FOLDERS_MAX,
	    &k->arena, &k->at, &k->n, err);
}

bool
folders_open(struct folders *f, struct library *lib, size_t item, bool open,
    struct err *err)
{
	size_t sub, i = find(f, item, &sub);

	if (tops[i].query)
		return true;
	f->kinds[i].open = open;
	return read_kind(f, lib, i, err);
}

bool
folders_read(struct folders *f, struct library *lib, struct err *err)
{
	size_t i;

	if (!library_totals(lib, &f->all, err))
		return false;
	for (i = 0; i < NTOPS; i++)
		if (!read_kind(f, lib, i, err))
			return false;
	return true;
}

bool
folders_query(const struct folders *f, struct library *lib, size_t item,
    struct buf *query, struct buf *name)
{
	size_t sub, i = find(f, item, &sub);
	struct slice x;

	if (sub == SIZE_MAX) {
		buf_addz(query, tops[i].query ? tops[i].query : "");
		buf_addz(name, tops[i].name);
		return tops[i].query != NULL;
	}
	x = f->kinds[i].at[sub].name;
	buf_add(name, x);
	if (tops[i].kind == FOLDER_SAVED)
		return library_saved(lib, x, query);
	buf_printf(query, "%s:\"", tops[i].field);
	/* No query can hold a quote; a name is compared without signs. */
	for (; x.len; x = slice_from(x, 1))
		buf_addc(query, *x.s == '"' ? '\'' : *x.s);
	buf_addc(query, '"');
	return true;
}

/* ---- rows ---- */

static void
add_counts(struct buf *b, int64_t unread, int64_t all)
{
	if (all >= 0 && unread > 0)
		buf_printf(b, "%lld/", (long long)unread);
	if (all >= 0)
		buf_printf(b, "%lld", (long long)all);
}

static void
counts_of(const struct folders *f, size_t i, const struct library_count *c,
    struct buf *b)
{
	const struct kind *k = &f->kinds[i];

	if (c)
		add_counts(b, c->unread, c->all);
	else if (i == 0)
		add_counts(b, f->all.unread, f->all.all);
	else if (i == 1)
		add_counts(b, 0, f->all.unread);
	else if (k->open)
		buf_printf(b, "%zu", k->n);
}

void
folders_row(const struct folders *f, size_t item, size_t width,
    struct row *r)
{
	size_t sub, i = find(f, item, &sub), cells;
	const struct library_count *c = sub == SIZE_MAX ? NULL :
	    &f->kinds[i].at[sub];
	struct slice name = c ? c->name : slice_z(tops[i].name);
	struct buf counts = { 0 };

	row_clear(r);
	counts_of(f, i, c, &counts);
	cells = text_cells(buf_slice(&counts));
	row_addz(r, c ? c->unread > 0 ? "  ● " : "    " : tops[i].query ?
	    "  " : f->kinds[i].open ? "▾ " : "▸ ", c ? STYLE_NEW :
	    STYLE_COUNT_BADGE, width);
	row_add_ordered(r, name, c ? STYLE_TEXT : STYLE_HEADING,
	    width > cells + 2 ? width - cells - 2 : width, text_is_rtl(name));
	if (width > cells && r->cells + cells < width) {
		row_pad(r, width - cells, STYLE_TEXT);
		row_add(r, buf_slice(&counts), STYLE_META, width);
	}
	row_pad(r, width, STYLE_TEXT);
	buf_free(&counts);
}

static size_t
flow_next(void *of, size_t item)
{
	return item + 1 < folders_n(of) ? item + 1 : FLOW_END;
}

const struct flow_ops folders_flow = {
	flow_one_row, flow_next, flow_one_up
};
