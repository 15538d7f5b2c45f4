#include "load/html/render.h"

#include <stdlib.h>

#include "base/mem.h"

/* Cells longer than this are no data: the table makes a layout. */
#define CELL_MAX 300
#define HEADING_MAX 400

struct frame {				/* an open element */
	size_t end;
	struct slice url;		/* of the link we are in */
	uint32_t style;
	uint16_t tag;
	bool block, pre;
	bool reading;			/* in parentheses of ours */
	enum block_kind kind;		/* of text in it */
	int level, number;		/* of a block in it */
	int items;			/* of a list, so far */
	int depth;			/* lists around it */
};

struct state {
	struct html_page *page;
	const struct renderer *r;
	struct frame *stack;
	size_t n, cap;
	struct buf text;
	struct span *spans;
	size_t nspans, spans_cap;
	size_t node;			/* of the first text that is seen */
	uint32_t linked;
	int breaks;			/* <br> since the last text */
	bool unseen;			/* it is only white space so far */
	bool blank;			/* owed before the next text */
	struct frame of;		/* the frame of the first text */
};

static const uint8_t styles[TAG_COUNT] = {
	[TAG_B] = SPAN_BOLD, [TAG_STRONG] = SPAN_BOLD,
	[TAG_I] = SPAN_ITALIC, [TAG_EM] = SPAN_ITALIC,
	[TAG_CITE] = SPAN_ITALIC, [TAG_VAR] = SPAN_ITALIC,
	[TAG_CODE] = SPAN_CODE, [TAG_KBD] = SPAN_CODE,
	[TAG_SAMP] = SPAN_CODE, [TAG_TT] = SPAN_CODE,
};

static struct frame *
top(struct state *s)
{
	return &s->stack[s->n - 1];
}

static void
trim_end(struct state *s)
{
	struct span *last;

	while (s->text.len && ascii_space(s->text.s[s->text.len - 1]))
		s->text.len--;
	while (s->nspans > 0) {
		last = &s->spans[s->nspans - 1];
		if (last->start < s->text.len) {
			if (last->len > s->text.len - last->start)
				last->len = (uint32_t)(s->text.len -
				    last->start);
			return;
		}
		s->nspans--;
	}
}

/* A list item's first block is the item; what follows in it is prose. */
static void
use_item(struct state *s)
{
	size_t k;

	for (k = s->n; k-- > 0;) {
		if (s->stack[k].kind != BLOCK_LIST_ITEM)
			return;
		s->stack[k].kind = BLOCK_PARAGRAPH;
		s->stack[k].level = s->stack[k].number = 0;
		if (s->stack[k].tag == TAG_LI)
			return;
	}
}

static void
flush(struct state *s)
{
	struct piece p = {
		.kind = s->of.kind, .level = s->of.level,
		.number = s->of.number, .node = s->node,
		.linked = s->linked, .spans = s->spans,
	};

	trim_end(s);
	if (s->text.len > 0) {
		p.text = buf_slice(&s->text);
		p.nspans = s->nspans;
		if (p.kind == BLOCK_HEADING && p.text.len > HEADING_MAX) {
			p.kind = BLOCK_PARAGRAPH;
			p.level = 0;
		}
		s->r->emit(s->r->ctx, &p);
		if (p.kind == BLOCK_LIST_ITEM)
			use_item(s);
	}
	buf_clear(&s->text);
	s->nspans = 0;
	s->linked = 0;
	s->breaks = 0;
	s->blank = false;
}

static void
add_span(struct state *s, size_t start, uint32_t style, struct slice url)
{
	struct span *last = s->nspans ? &s->spans[s->nspans - 1] : NULL;
	size_t len = s->text.len - start;

	if (len == 0 || s->text.len > UINT32_MAX)
		return;
	if (last && last->style == style && last->url.s == url.s &&
	    start - (last->start + last->len) <= 1) {
		last->len = (uint32_t)(s->text.len - last->start);
		return;
	}
	s->spans = mem_grow(s->spans, &s->spans_cap, s->nspans + 1,
	    sizeof(*s->spans));
	s->spans[s->nspans++] = (struct span){
		.start = (uint32_t)start, .len = (uint32_t)len,
		.style = style, .url = url
	};
}

/* The bytes of a blank at i: U+00A0 (C2 A0) is one, too, as for doc_line();
 * 0: there is none. */
static size_t
blank_at(struct slice x, size_t i)
{
	if (x.s[i] == '\xC2')
		return i + 1 < x.len && x.s[i + 1] == '\xA0' ? 2 : 0;
	return ascii_space(x.s[i]) || x.s[i] == '\v';
}

/* Blanks as one. */
static void
add_folded(struct state *s, struct slice x, size_t *start)
{
	size_t i, n, end;

	for (i = 0; i < x.len; i = end) {
		n = blank_at(x, i);
		end = i + n;
		if (n > 0) {
			s->blank = true;
			continue;
		}
		while (end < x.len && blank_at(x, end) == 0)
			end++;
		if (s->blank && s->text.len &&
		    s->text.s[s->text.len - 1] != '\n') {
			if (*start == s->text.len)
				++*start;
			buf_addc(&s->text, ' ');
		}
		s->blank = false;
		buf_add(&s->text, slice_sub(x, i, end - i));
	}
}

static bool
is_blank(struct slice x)
{
	size_t i;

	for (i = 0; i < x.len; i++)
		if (!ascii_space(x.s[i]) && x.s[i] != '\xC2' &&
		    x.s[i] != '\xA0')
			return false;
	return true;
}

/* Two <br> make a paragraph; one is kept where lines are. */
static void
take_breaks(struct state *s)
{
	const struct frame *f = top(s);

	if (s->breaks >= 2 && !f->pre)
		flush(s);
	else if (s->breaks && (f->pre || s->of.kind == BLOCK_QUOTE) &&
	    s->text.len) {
		trim_end(s);
		buf_fill(&s->text, '\n', (size_t)s->breaks);
	} else if (s->breaks)
		s->blank = true;
	s->breaks = 0;
}

static void
add_text(struct state *s, size_t i)
{
	struct slice x = html_node(s->page, i)->text;
	struct frame *f = top(s);
	size_t start;

	if (!f->pre && is_blank(x)) {
		s->blank = s->blank || x.len > 0;
		return;
	}
	take_breaks(s);
	if (s->text.len == 0) {
		s->of = *f;
		s->blank = false;
		s->unseen = true;
	}
	if (s->unseen) {
		s->node = i;
		s->unseen = is_blank(x);
	}
	start = s->text.len;
	if (f->pre)
		buf_add(&s->text, x);
	else
		add_folded(s, x, &start);
	if (s->page->m[i].flags & NODE_LINKED)
		s->linked += s->page->m[i].text;
	if (f->style && f->kind != BLOCK_CODE)
		add_span(s, start, f->style, f->url);
}

static void
open_list_item(struct state *s, struct frame *f)
{
	size_t k;

	f->kind = BLOCK_LIST_ITEM;
	f->level = f->depth ? f->depth : 1;
	f->number = 0;
	for (k = s->n; k-- > 0;)
		if (s->stack[k].tag == TAG_OL || s->stack[k].tag == TAG_UL)
			break;
	if (k == (size_t)-1)
		return;
	s->stack[k].items++;
	if (s->stack[k].tag == TAG_OL)
		f->number = s->stack[k].items;
}

static void
open_block(struct state *s, struct frame *f)
{
	switch (f->tag) {
	case TAG_H1: case TAG_H2: case TAG_H3:
	case TAG_H4: case TAG_H5: case TAG_H6:
		f->kind = BLOCK_HEADING;
		f->level = f->tag - TAG_H1 + 1;
		break;
	case TAG_BLOCKQUOTE:
		f->kind = BLOCK_QUOTE;
		f->level = 0;
		break;
	case TAG_PRE:
		f->kind = BLOCK_CODE;
		f->pre = true;
		f->level = 0;
		break;
	case TAG_OL: case TAG_UL: case TAG_MENU:
		f->depth++;
		f->items = 0;
		break;
	case TAG_LI:
		if (f->kind != BLOCK_QUOTE)
			open_list_item(s, f);
		break;
	}
}

/* How a word is read stands above it on paper, here behind it: in
 * parentheses, which pages may bring as <rp> for who shows no ruby. */
static bool
is_bare_reading(const struct state *s, size_t i)
{
	const struct node *n = html_node(s->page, i);
	const struct node *before = n - 1;

	if (n->tag != TAG_RT || n->end == i + 1 || s->text.len == 0)
		return false;
	if (before->tag == TAG_TEXT)
		before = html_node(s->page, before->parent);
	return before->tag != TAG_RP;
}

static void
push(struct state *s, size_t i)
{
	const struct node *n = html_node(s->page, i);
	struct frame f = s->n ? *top(s) : (struct frame){ 0 };

	f.end = n->end;
	f.tag = n->tag;
	f.block = tag_is_block(n->tag);
	f.reading = is_bare_reading(s, i);
	if (f.reading)
		buf_addc(&s->text, '(');
	if (n->tag < TAG_COUNT)
		f.style |= styles[n->tag];
	if (f.block) {
		flush(s);
		open_block(s, &f);
	}
	if (n->tag == TAG_A && s->r->links) {
		struct slice url = html_url(s->page, i, "href");

		if (url.len) {
			f.url = url;
			f.style |= SPAN_LINK;
		}
	}
	s->stack = mem_grow(s->stack, &s->cap, s->n + 1, sizeof(*s->stack));
	s->stack[s->n++] = f;
}

static void
pop(struct state *s)
{
	if (top(s)->reading && s->text.len)
		buf_addc(&s->text, ')');
	if (top(s)->block)
		flush(s);
	s->n--;
}

struct grid {				/* what a table is made of */
	size_t rows, cells, widest, blocks;
};

static struct grid
table_grid(const struct html_page *p, size_t t)
{
	const struct node *n = p->tree->nodes;
	struct grid g = { 0 };
	size_t i;

	for (i = t + 1; i < n[t].end; i++) {
		if (n[i].tag == TAG_TR)
			g.rows++;
		if (n[i].tag == TAG_TD || n[i].tag == TAG_TH) {
			g.cells++;
			if (p->m[i].text > g.widest)
				g.widest = p->m[i].text;
		}
		if (n[i].tag == TAG_TABLE || n[i].tag == TAG_BLOCKQUOTE ||
		    n[i].tag == TAG_H1 || n[i].tag == TAG_H2 ||
		    n[i].tag == TAG_PRE)
			g.blocks++;
		if (g.blocks || g.widest > CELL_MAX)
			break;
	}
	return g;
}

static bool
is_data_table(const struct html_page *p, size_t t)
{
	struct grid g = table_grid(p, t);

	return g.rows >= 2 && g.cells > g.rows && g.blocks == 0 &&
	    g.widest <= CELL_MAX;
}

static void
add_cell(struct state *s, size_t cell)
{
	const struct node *n = s->page->tree->nodes;
	size_t i, start = 0;

	s->blank = false;
	for (i = cell + 1; i < n[cell].end; i++) {
		if (s->page->m[i].flags & NODE_SKIP) {
			i = n[i].end - 1;
			continue;
		}
		if (n[i].tag == TAG_TEXT)
			add_folded(s, n[i].text, &start);
		else if (n[i].tag == TAG_BR || tag_is_block(n[i].tag))
			s->blank = s->text.len > 0 &&
			    s->text.s[s->text.len - 1] != '\t';
		if (s->text.len && s->text.s[s->text.len - 1] == '\t')
			s->blank = false;
	}
	s->blank = false;
}

/* Rows of cells, and the caption as a paragraph before. */
static void
add_table(struct state *s, size_t t)
{
	const struct node *n = s->page->tree->nodes;
	size_t i;
	bool first = true;

	flush(s);
	s->of = (struct frame){ .kind = BLOCK_TABLE };
	s->node = t;
	for (i = t + 1; i < n[t].end; i++) {
		if (n[i].tag == TAG_TR) {
			if (s->text.len)
				buf_addc(&s->text, '\n');
			first = true;
		}
		if (n[i].tag != TAG_TD && n[i].tag != TAG_TH)
			continue;
		if (!first)
			buf_addc(&s->text, '\t');
		first = false;
		add_cell(s, i);
		i = n[i].end - 1;
	}
	s->linked = s->page->m[t].linked;
	flush(s);
}

static void
add_figure(struct state *s, size_t i)
{
	struct piece p = { .kind = BLOCK_IMAGE, .node = i };

	flush(s);
	s->r->emit(s->r->ctx, &p);
}

/* What may be taken whole; the node after it, or i. */
static size_t
take_whole(struct state *s, size_t i)
{
	const struct node *n = html_node(s->page, i);
	const struct renderer *r = s->r;

	if ((s->page->m[i].flags & NODE_SKIP) ||
	    (n->tag != TAG_TEXT && r->drop && r->drop(r->ctx, i))) {
		if (n->tag != TAG_TEXT && tag_is_block(n->tag))
			flush(s);
		return n->end;
	}
	if (n->tag != TAG_TEXT && r->is_figure && r->is_figure(r->ctx, i)) {
		add_figure(s, i);
		return n->end;
	}
	if (n->tag == TAG_TABLE && is_data_table(s->page, i)) {
		add_table(s, i);
		return n->end;
	}
	return i;
}

void
render_blocks(struct html_page *p, size_t first, size_t end,
    const struct renderer *r)
{
	struct state s = { .page = p, .r = r };
	size_t i, next;

	s.stack = mem_grow(NULL, &s.cap, 1, sizeof(*s.stack));
	s.stack[s.n++] = (struct frame){ .end = end, .block = true };
	for (i = first; i < end; i = next) {
		while (s.n > 1 && top(&s)->end <= i)
			pop(&s);
		next = take_whole(&s, i);
		if (next > i)
			continue;
		next = i + 1;
		if (html_node(p, i)->tag == TAG_TEXT)
			add_text(&s, i);
		else if (html_node(p, i)->tag == TAG_BR)
			s.breaks++;
		else
			push(&s, i);
	}
	while (s.n > 0)
		pop(&s);
	free(s.stack);
	free(s.spans);
	buf_free(&s.text);
}
