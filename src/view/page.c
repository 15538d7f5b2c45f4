#include "view/page.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/mem.h"
#include "text/bidi.h"
#include "text/width.h"
#include "view/lines.h"
#include "view/table.h"
#include "view/when.h"

#define MAX_INDENT 24			/* of nested lists, cells */
#define NO_BLOCK UINT32_MAX

struct item {
	struct slice text;
	struct lines lines;
	uint32_t block;			/* whose spans these are */
	uint8_t style, gap, indent;	/* gap: empty rows above */
	bool rtl;			/* the text's direction */
	bool right;			/* it stands at the right */
	char marker[14];		/* before the first line */
	char prefix[4];			/* before every line */
};

struct page {
	const struct doc *doc;
	struct item *items;
	size_t n, cap;
	size_t bytes;			/* of all items */
	size_t width;
	struct arena arena;		/* laid-out tables, joined lines */
};

static struct item *
item_add(struct page *p, struct slice text, enum style style, int gap)
{
	struct item *it;

	p->items = mem_grow(p->items, &p->cap, p->n + 1, sizeof(*p->items));
	it = &p->items[p->n++];
	*it = (struct item){
		.text = text, .block = NO_BLOCK, .style = (uint8_t)style,
		.gap = (uint8_t)(p->n > 1 ? gap : 0), .rtl = text_is_rtl(text)
	};
	it->right = it->rtl;
	p->bytes += text.len;
	return it;
}

/* What buf holds, as an item; nothing where it is empty. */
static void
item_add_joined(struct page *p, struct buf *b, enum style style, int gap)
{
	if (b->len)
		item_add(p, arena_dup(&p->arena, buf_slice(b)), style, gap);
	buf_clear(b);
}

static void
join(struct buf *b, struct slice x, const char *sep)
{
	if (x.len == 0)
		return;
	if (b->len)
		buf_addz(b, sep);
	buf_add(b, x);
}

static void
join_all(struct buf *b, const struct slices *list, const char *sep)
{
	size_t i;

	for (i = 0; i < list->n; i++)
		join(b, list->at[i], sep);
}

/* A time, after what stands before it; its numbers are not part of that,
 * whatever its direction. */
static void
join_time(struct buf *b, const char *word, struct slice when)
{
	if (b->len)
		buf_addz(b, text_has_rtl(buf_slice(b)) ? " · \u200E" : " · ");
	buf_addz(b, word);
	when_format(b, when);
}

/* A line under the headline, on the side where that begins. */
static void
add_under(struct page *p, struct buf *b)
{
	size_t n = p->n;

	item_add_joined(p, b, STYLE_META, 0);
	if (p->n > n)
		p->items[n].right = text_is_rtl(p->doc->headline);
}

static void
add_head(struct page *p)
{
	const struct doc *d = p->doc;
	struct buf b = { 0 }, by = { 0 };

	if (d->headline.len)
		item_add(p, d->headline, STYLE_HEADLINE, 0);
	if (d->subtitle.len)
		item_add(p, d->subtitle, STYLE_ITALIC, 0);
	join_all(&b, &d->section, " › ");
	if (d->published.len)
		join_time(&b, "", d->published);
	if (d->updated.len && !slice_eq(d->updated, d->published))
		join_time(&b, "updated ", d->updated);
	add_under(p, &b);
	join_all(&b, &d->authors, ", ");
	if (b.len) {
		buf_addz(&by, "by ");
		buf_add(&by, buf_slice(&b));
		add_under(p, &by);
	}
	buf_free(&by);
	buf_free(&b);
}

static void
add_image(struct page *p, const struct image *im, int gap)
{
	struct buf b = { 0 };

	join(&b, im->caption, "");
	if (im->credit.len) {
		join(&b, im->credit, b.len ? " (" : "");
		if (im->caption.len)
			buf_addc(&b, ')');
	}
	if (b.len == 0)
		return;
	item_add_joined(p, &b, STYLE_DIM, gap);
	snprintf(p->items[p->n - 1].marker, 8, "▣ ");
	buf_free(&b);
}

/* Images that no block places stand under the head. */
static void
add_loose_images(struct page *p)
{
	const struct doc *d = p->doc;
	bool *placed = doc_images_placed(d);
	size_t i, gap = 1;

	for (i = 0; i < d->nimages; i++)
		if (!placed[i]) {
			add_image(p, &d->images[i], (int)gap);
			gap = 0;
		}
	free(placed);
}

static void
add_list_item(struct page *p, const struct block *b, bool again)
{
	struct item *it = item_add(p, b->text, STYLE_TEXT, again ? 0 : 1);
	int depth = b->level > 1 ? b->level - 1 : 0;
	int indent = depth * 3 > MAX_INDENT ? MAX_INDENT : depth * 3;

	it->indent = (uint8_t)indent;
	if (b->number)
		snprintf(it->marker, sizeof(it->marker), "%d. ", b->number);
	else
		snprintf(it->marker, sizeof(it->marker), "• ");
}

/* How a kind of block looks; lists, images and tables have their own. */
static const struct {
	uint8_t style, indent;
	char prefix[4];
} looks[] = {
	[BLOCK_PARAGRAPH] = { STYLE_TEXT, 0, "" },
	[BLOCK_HEADING] = { STYLE_HEADING, 0, "" },
	[BLOCK_QUOTE] = { STYLE_QUOTE, 0, "│" },
	[BLOCK_CODE] = { STYLE_CODE, 2, "" },
	[BLOCK_TABLE] = { STYLE_CODE, 0, "" }
};

static void
add_block(struct page *p, size_t i)
{
	const struct block *b = &p->doc->blocks[i];
	const struct image *im;
	struct item *it;

	if (b->kind == BLOCK_IMAGE) {
		if ((im = doc_block_image(p->doc, b)) != NULL)
			add_image(p, im, 1);
		return;
	}
	if (b->kind == BLOCK_LIST_ITEM)
		add_list_item(p, b, i > 0 &&
		    b[-1].kind == BLOCK_LIST_ITEM);
	else {
		it = item_add(p, b->text, looks[b->kind].style, 1);
		it->indent = looks[b->kind].indent;
		memcpy(it->prefix, looks[b->kind].prefix, 4);
	}
	p->items[p->n - 1].block = (uint32_t)i;
}

static void
add_tail(struct page *p)
{
	struct buf b = { 0 };
	size_t i;

	join_all(&b, &p->doc->tags, " · ");
	item_add_joined(p, &b, STYLE_META, 1);
	if (p->n && p->doc->tags.n)
		snprintf(p->items[p->n - 1].marker, 14, "Tags: ");
	buf_free(&b);
	if (p->doc->truncated)
		item_add(p, SLICE("(The document was cut here: it is longer "
		    "than lede reads.)"), STYLE_ERROR, 1);
	if (p->n > 0)
		return;
	item_add(p, SLICE("(nothing to read)"), STYLE_DIM, 0);
	for (i = 0; i < p->doc->warnings.n; i++)
		item_add(p, p->doc->warnings.at[i], STYLE_TEXT, 1);
}

struct page *
page_new(const struct doc *d)
{
	struct page *p = mem_alloc(1, sizeof(*p));
	size_t i;

	p->doc = d;
	add_head(p);
	add_loose_images(p);
	for (i = 0; i < d->nblocks; i++)
		if (!doc_is_subtitle(d, &d->blocks[i]))
			add_block(p, i);
	add_tail(p);
	page_set_width(p, 76);
	return p;
}

void
page_free(struct page *p)
{
	size_t i;

	if (p == NULL)
		return;
	for (i = 0; i < p->n; i++)
		lines_free(&p->items[i].lines);
	free(p->items);
	arena_free(&p->arena);
	free(p);
}

static bool
item_is_table(const struct page *p, const struct item *it)
{
	return it->block != NO_BLOCK &&
	    p->doc->blocks[it->block].kind == BLOCK_TABLE;
}

void
page_set_width(struct page *p, size_t width)
{
	struct buf b = { 0 };
	size_t i;

	if (width == 0)
		width = 1;
	if (width == p->width)
		return;
	p->width = width;
	for (i = 0; i < p->n; i++) {
		struct item *it = &p->items[i];

		lines_free(&it->lines);
		if (!item_is_table(p, it))
			continue;
		buf_clear(&b);
		table_layout(&b, p->doc->blocks[it->block].text, width);
		it->text = arena_dup(&p->arena, buf_slice(&b));
	}
	buf_free(&b);
}

/* Cells that stand left of an item's text. */
static size_t
item_margin(const struct page *p, const struct item *it)
{
	size_t n = it->indent + text_cells(slice_z(it->marker)) +
	    (*it->prefix ? text_cells(slice_z(it->prefix)) + 1 : 0);

	return n + 8 > p->width ? 0 : n;
}

static struct item *
item_wrapped(struct page *p, size_t i)
{
	struct item *it = &p->items[i];

	lines_wrap(&it->lines, it->text, p->width - item_margin(p, it));
	return it;
}

static size_t
flow_rows(void *of, size_t i)
{
	struct item *it = item_wrapped(of, i);

	return it->gap + it->lines.n;
}

static size_t
flow_next(void *of, size_t i)
{
	struct page *p = of;

	return i + 1 < p->n ? i + 1 : FLOW_END;
}

const struct flow_ops page_flow = { flow_rows, flow_next, flow_one_up };

size_t
page_items(const struct page *p)
{
	return p->n;
}

static enum style
span_style(uint32_t set, enum style otherwise)
{
	if (set & SPAN_LINK)
		return STYLE_LINK;
	if (set & SPAN_CODE)
		return STYLE_CODE;
	if (otherwise != STYLE_TEXT)
		return otherwise;
	if (set & SPAN_BOLD)
		return STYLE_BOLD;
	return set & SPAN_ITALIC ? STYLE_ITALIC : otherwise;
}

static void
add_piece(struct row *r, const struct item *it, size_t from, size_t to,
    enum style style)
{
	row_add_src(r, slice_sub(it->text, from, to - from), from, style,
	    SIZE_MAX);
}

/* Bytes from..to of an item, in the styles of its block's spans. */
static void
add_text(const struct page *p, const struct item *it, struct row *r,
    size_t from, size_t to)
{
	const struct block *b = it->block == NO_BLOCK ||
	    item_is_table(p, it) ? NULL : &p->doc->blocks[it->block];
	size_t i, start, end;

	for (i = 0; b && i < b->nspans && from < to; i++) {
		start = b->spans[i].start;
		end = start + b->spans[i].len;
		if (end <= from || start >= to)
			continue;
		if (start < from)
			start = from;
		if (end > to)
			end = to;
		add_piece(r, it, from, start, it->style);
		add_piece(r, it, start, end,
		    span_style(b->spans[i].style, it->style));
		from = end;
	}
	if (from < to)
		add_piece(r, it, from, to, it->style);
}

/* What stands before the text. */
static void
add_margin(const struct item *it, size_t margin, size_t line, struct row *r)
{
	if (margin == 0)
		return;
	row_pad(r, it->indent, STYLE_TEXT);
	if (*it->prefix)
		row_addz(r, it->prefix, STYLE_GUIDE, margin);
	else if (line == 0)
		row_addz(r, it->marker, STYLE_META, margin);
	row_pad(r, margin, STYLE_TEXT);
}

/* Right-to-left text stands at the right, and its margin right of it. */
static void
set_right(const struct page *p, const struct item *it, size_t margin,
    size_t line, struct row *r)
{
	size_t end = p->width - margin;

	if (r->cells < end)
		row_shift(r, 0, end - r->cells);
	if (margin == 0)
		return;
	row_addz(r, " ", STYLE_TEXT, p->width);
	if (*it->prefix)
		row_addz(r, it->prefix, STYLE_GUIDE, p->width);
	else if (line == 0)
		row_add(r, slice_trim(slice_z(it->marker)), STYLE_META,
		    p->width);
}

void
page_row(struct page *p, size_t i, size_t row, struct row *r)
{
	struct item *it = item_wrapped(p, i);
	size_t margin = item_margin(p, it), first;
	const struct line *l;

	row_clear(r);
	if (row < it->gap || row - it->gap >= it->lines.n)
		return;
	row -= it->gap;
	l = &it->lines.at[row];
	if (!it->right)
		add_margin(it, margin, row, r);
	first = r->n;
	add_text(p, it, r, l->start, l->end);
	row_reorder(r, first, it->rtl);
	if (it->right)
		set_right(p, it, margin, row, r);
}

struct slice
page_text(const struct page *p, size_t i)
{
	return p->items[i].text;
}

size_t
page_row_of(struct page *p, size_t i, size_t off)
{
	struct item *it = item_wrapped(p, i);

	return it->gap + lines_find(&it->lines, off);
}

size_t
page_offset_of(struct page *p, size_t i, size_t row)
{
	struct item *it = item_wrapped(p, i);

	if (row < it->gap)
		return 0;
	row -= it->gap;
	return it->lines.at[row < it->lines.n ? row : it->lines.n - 1].start;
}

int
page_percent(struct page *p, size_t item, size_t row)
{
	size_t i, above = 0;

	for (i = 0; i < item; i++)
		above += p->items[i].text.len;
	above += page_offset_of(p, item, row);
	return p->bytes ? (int)(above * 100 / p->bytes) : 0;
}
