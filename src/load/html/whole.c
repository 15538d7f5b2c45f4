#include "load/html/whole.h"

#include "load/html/explain.h"
#include "load/html/render.h"

static void
add_piece(void *ctx, const struct piece *pc)
{
	const struct html_page *p = ctx;
	struct block *b;
	size_t i;

	if (pc->kind == BLOCK_IMAGE || pc->text.len == 0)
		return;
	b = doc_add_block(p->doc, pc->kind, pc->text);
	explain_as(p, pc->node, block_kind_name(pc->kind),
	    "no article was found: the whole page");
	b->level = pc->level;
	b->number = pc->number;
	for (i = 0; i < pc->nspans; i++)
		doc_add_span(p->doc, b, pc->spans[i].start, pc->spans[i].len,
		    pc->spans[i].style, pc->spans[i].url);
}

void
whole_read(struct html_page *p)
{
	const struct renderer how = {
		.emit = add_piece, .ctx = p, .links = true
	};

	render_blocks(p, 0, p->tree->n, &how);
}

void
whole_parse(struct doc *d)
{
	struct html_page p;

	html_open(&p, d);
	html_measure(&p);
	whole_read(&p);
	if (p.tree->truncated)
		d->truncated = true;
	html_close(&p);
}
