#include "view/print.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/mem.h"
#include "text/width.h"
#include "text/wrap.h"
#include "view/lines.h"
#include "view/meta.h"
#include "view/table.h"
#include "view/tree.h"

#define INDENT 2			/* cells a level */

struct printer {
	struct buf *out;
	size_t start;			/* of out->len */
	const struct doc *d;
	size_t width;
	struct buf scratch;		/* one block, with its numbers */
	struct slice *links;		/* links[i] is [i + 1] */
	size_t nlinks, links_cap;
};

/* What stands before each line of a block. */
struct margin {
	size_t indent;			/* cells */
	const char *first, *rest;	/* the same cells wide */
};

static const struct margin no_margin = { 0, "", "" };

/* An empty line, unless nothing stands above. */
static void
add_gap(struct printer *p)
{
	if (p->out->len > p->start)
		buf_addc(p->out, '\n');
}

static void
add_line(struct printer *p, const struct margin *m, struct slice line,
    bool first)
{
	size_t start = p->out->len;

	buf_fill(p->out, ' ', m->indent);
	buf_addz(p->out, first ? m->first : m->rest);
	buf_add(p->out, line);
	while (p->out->len > start && p->out->s[p->out->len - 1] == ' ')
		p->out->len--;
	buf_addc(p->out, '\n');
}

static void
add_wrapped(struct printer *p, const struct margin *m, struct slice x)
{
	size_t used = m->indent + text_cells(slice_z(m->first));
	size_t width = p->width > used ? p->width - used : 1;
	size_t off, next, end;

	for (off = 0; off < x.len; off = next) {
		next = text_wrap(x, off, width, &end);
		add_line(p, m, slice_sub(x, off, end - off), off == 0);
	}
}

/* A line of c below the last line of out, as wide as that. */
static void
add_underline(struct printer *p, char c)
{
	struct buf *b = p->out;
	size_t from = b->len - 1;

	while (from > p->start && b->s[from - 1] != '\n')
		from--;
	buf_fill(b, c, text_cells((struct slice){ b->s + from,
	    b->len - 1 - from }));
	buf_addc(b, '\n');
}

/* The number of a link; one that follows itself keeps its number. */
static size_t
link_number(struct printer *p, struct slice url)
{
	if (p->nlinks > 0 && slice_eq(p->links[p->nlinks - 1], url))
		return p->nlinks;
	p->links = mem_grow(p->links, &p->links_cap, p->nlinks + 1,
	    sizeof(*p->links));
	p->links[p->nlinks++] = url;
	return p->nlinks;
}

/* True where the next span goes on with the same link. */
static bool
link_goes_on(const struct block *b, size_t i)
{
	const struct span *s = &b->spans[i];

	return i + 1 < b->nspans && s[1].start == s->start + s->len &&
	    (s[1].style & SPAN_LINK) && slice_eq(s[1].url, s->url);
}

/* The block's text with [n] after each link; valid until the next call. */
static struct slice
numbered_text(struct printer *p, const struct block *b)
{
	const struct span *s;
	size_t i, at = 0, end;

	buf_clear(&p->scratch);
	for (i = 0; i < b->nspans; i++) {
		s = &b->spans[i];
		end = (size_t)s->start + s->len;
		if (!(s->style & SPAN_LINK) || s->url.len == 0 || end < at ||
		    link_goes_on(b, i))
			continue;
		while (end > at && ascii_space(b->text.s[end - 1]))
			end--;
		buf_add(&p->scratch, slice_sub(b->text, at, end - at));
		buf_printf(&p->scratch, "[%zu]", link_number(p, s->url));
		at = end;
	}
	buf_add(&p->scratch, slice_from(b->text, at));
	return buf_slice(&p->scratch);
}

static void
print_paragraph(struct printer *p, const struct block *b)
{
	add_wrapped(p, &no_margin, numbered_text(p, b));
}

static void
print_heading(struct printer *p, const struct block *b)
{
	add_wrapped(p, &no_margin, numbered_text(p, b));
	if (b->level <= 2)
		add_underline(p, '-');
}

static void
print_quote(struct printer *p, const struct block *b)
{
	static const struct margin m = { 0, "> ", "> " };

	add_wrapped(p, &m, numbered_text(p, b));
}

static void
print_list_item(struct printer *p, const struct block *b)
{
	size_t level = b->level > 1 ? (size_t)b->level - 1 : 0;
	char mark[16], blank[16];
	struct margin m = { 0, mark, blank };

	if (b->number > 0)
		snprintf(mark, sizeof(mark), "%d. ", b->number);
	else
		snprintf(mark, sizeof(mark), "• ");
	snprintf(blank, sizeof(blank), "%*s",
	    (int)text_cells(slice_z(mark)), "");
	m.indent = level * INDENT;
	if (m.indent > p->width / 2)
		m.indent = p->width / 2;
	add_wrapped(p, &m, numbered_text(p, b));
}

static void
print_code(struct printer *p, const struct block *b)
{
	static const struct margin m = { 4, "", "" };
	struct slice rest = b->text, line;

	while (slice_cut(&rest, '\n', &line))
		if (rest.s || line.len)
			add_line(p, &m, line, false);
}

static void
print_picture(struct printer *p, const struct image *im, struct slice text)
{
	static const struct margin m = { 0, "[image] ", "        " };

	buf_clear(&p->scratch);
	if (im)
		meta_image(&p->scratch, im);
	if (p->scratch.len)
		text = buf_slice(&p->scratch);
	add_wrapped(p, &m, text);
}

static void
print_image(struct printer *p, const struct block *b)
{
	print_picture(p, doc_block_image(p->d, b), b->text);
}

static void
print_table(struct printer *p, const struct block *b)
{
	struct slice rest, line;

	buf_clear(&p->scratch);
	table_layout(&p->scratch, b->text, p->width);
	rest = buf_slice(&p->scratch);
	while (slice_cut(&rest, '\n', &line)) {
		if (line.len == 0)
			add_gap(p);
		add_wrapped(p, &no_margin, line);
	}
}

static void (*const printers[])(struct printer *, const struct block *) = {
	[BLOCK_PARAGRAPH] = print_paragraph, [BLOCK_HEADING] = print_heading,
	[BLOCK_QUOTE] = print_quote, [BLOCK_LIST_ITEM] = print_list_item,
	[BLOCK_CODE] = print_code, [BLOCK_IMAGE] = print_image,
	[BLOCK_TABLE] = print_table
};

static bool
has_words(const struct image *im)
{
	return im != NULL && (im->caption.len || im->credit.len);
}

static void
print_body(struct printer *p)
{
	const struct block *b, *last = NULL;
	size_t i;

	for (i = 0; i < p->d->nblocks; i++) {
		b = &p->d->blocks[i];
		if ((b->text.len == 0 &&
		    !has_words(doc_block_image(p->d, b))) ||
		    doc_is_subtitle(p->d, b))
			continue;
		if (last == NULL || last->kind != BLOCK_LIST_ITEM ||
		    b->kind != BLOCK_LIST_ITEM)
			add_gap(p);
		printers[b->kind](p, b);
		last = b;
	}
}

/* Pictures that have no place in the body. */
static void
print_loose_images(struct printer *p)
{
	const struct doc *d = p->d;
	bool *placed = doc_images_placed(d);
	size_t i;

	for (i = 0; i < d->nimages; i++) {
		if (placed[i] || !has_words(&d->images[i]))
			continue;
		add_gap(p);
		print_picture(p, &d->images[i], (struct slice){ "", 0 });
	}
	free(placed);
}

static void
print_head(struct printer *p)
{
	const struct doc *d = p->d;

	if (d->headline.len) {
		add_wrapped(p, &no_margin, d->headline);
		add_underline(p, '=');
	}
	if (d->subtitle.len)
		add_wrapped(p, &no_margin, d->subtitle);
	buf_clear(&p->scratch);
	meta_doc(&p->scratch, d);
	add_wrapped(p, &no_margin, buf_slice(&p->scratch));
	if (d->url.len)
		add_line(p, &no_margin, d->url, true);
	print_loose_images(p);
}

static void
print_related(struct printer *p)
{
	static const struct margin m = { 0, "• ", "  " };
	const struct related *r;
	size_t i;

	if (p->d->nrelated == 0)
		return;
	add_gap(p);
	buf_addz(p->out, "Related\n-------\n");
	for (i = 0; i < p->d->nrelated; i++) {
		r = &p->d->related[i];
		buf_clear(&p->scratch);
		buf_add(&p->scratch, r->title.len ? r->title : r->url);
		if (r->url.len)
			buf_printf(&p->scratch, "[%zu]",
			    link_number(p, r->url));
		add_wrapped(p, &m, buf_slice(&p->scratch));
	}
}

static void
print_tags(struct printer *p)
{
	static const struct margin m = { 0, "Tags: ", "      " };
	size_t i;

	if (p->d->tags.n == 0)
		return;
	add_gap(p);
	buf_clear(&p->scratch);
	for (i = 0; i < p->d->tags.n; i++) {
		buf_addz(&p->scratch, i ? ", " : "");
		buf_add(&p->scratch, p->d->tags.at[i]);
	}
	add_wrapped(p, &m, buf_slice(&p->scratch));
}

/* Levels of indentation that leave the text room enough. */
static size_t
max_levels(size_t width)
{
	size_t keep = width < 60 ? 24 : 40;

	return width > keep ? (width - keep) / INDENT : 0;
}

/* Its quotations keep their signs on every line. */
static void
add_comment(struct printer *p, const struct margin *m, struct slice x)
{
	struct lines l = { 0 };
	struct buf line = { 0 };
	size_t i, k;

	if (x.len == 0)
		return;
	lines_wrap_quotes(&l, x, p->width > m->indent ?
	    p->width - m->indent : 1, false);
	for (i = 0; i < l.n; i++) {
		buf_clear(&line);
		for (k = lines_signs(&l, x, i); k > 0; k--)
			buf_addz(&line, "> ");
		buf_add(&line, slice_sub(x, l.at[i].start,
		    l.at[i].end - l.at[i].start));
		add_line(p, m, buf_slice(&line), i == 0);
	}
	buf_free(&line);
	lines_free(&l);
}

static void
print_comment(struct printer *p, const struct tree *t, size_t row)
{
	const struct comment *c = &p->d->comments[tree_comment(t, row)];
	size_t cap = max_levels(p->width), depth = tree_depth(t, row);
	struct margin m = no_margin;

	m.indent = (depth < cap ? depth : cap) * INDENT;
	add_gap(p);
	buf_clear(&p->scratch);
	if (depth > cap)
		buf_printf(&p->scratch, "[%zu] ", depth);
	meta_comment_name(&p->scratch, p->d, t, row);
	meta_comment_rest(&p->scratch, p->d, tree_comment(t, row));
	add_wrapped(p, &m, buf_slice(&p->scratch));
	add_comment(p, &m, c->text);
}

static void
print_comments(struct printer *p)
{
	struct tree *t;
	size_t i, real = 0, n = p->d->ncomments;

	if (n == 0)
		return;
	for (i = 0; i < n; i++)
		real += !p->d->comments[i].absent;
	add_gap(p);
	buf_printf(p->out, "Comments (%zu)\n", real);
	add_underline(p, '-');
	t = tree_new(p->d, ORDER_PAGE);
	for (i = 0; i < n; i++)
		print_comment(p, t, i);
	tree_free(t);
}

static void
print_links(struct printer *p)
{
	size_t i;

	if (p->nlinks == 0)
		return;
	add_gap(p);
	buf_addz(p->out, "Links\n-----\n");
	for (i = 0; i < p->nlinks; i++) {
		buf_printf(p->out, "[%zu] ", i + 1);
		add_line(p, &no_margin, p->links[i], true);
	}
}

void
print_text(struct buf *out, const struct doc *d, size_t width)
{
	struct printer p = { .out = out, .start = out->len, .d = d,
		.width = width ? width : 1 };

	print_head(&p);
	print_body(&p);
	print_tags(&p);
	print_related(&p);
	print_comments(&p);
	print_links(&p);
	if (d->truncated) {
		add_gap(&p);
		buf_addz(out, "[The document was longer; the rest is cut.]\n");
	}
	free(p.links);
	buf_free(&p.scratch);
}
