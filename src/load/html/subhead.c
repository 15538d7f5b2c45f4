#include "load/html/subhead.h"

#include <stdlib.h>

#include "base/mem.h"
#include "load/html/strmap.h"

#define TITLE_WEIGHT 100			/* characters */

static struct slice
block_class(const struct html_page *p, const struct mark *m)
{
	return node_attr(html_node(p, p->m[m->node].block), "class");
}

/* A line without a stop before a paragraph. */
static bool
may_head(const struct doc *d, const struct mark *m, size_t i)
{
	const struct block *b = &d->blocks[i];
	char last = b->text.len ? b->text.s[b->text.len - 1] : '.';
	size_t k = i + 1;

	while (k < d->nblocks && d->blocks[k].kind == BLOCK_IMAGE)
		k++;
	return b->kind == BLOCK_PARAGRAPH && !m[i].drop &&
	    m[i].weight <= TITLE_WEIGHT && m[i].linked == 0 &&
	    !strchr(".:;,!\"')", last) && k < d->nblocks &&
	    d->blocks[k].kind == BLOCK_PARAGRAPH && !m[k].drop &&
	    m[k].weight >= LINE_GOOD && !m[k].bold;
}

struct looks {				/* of paragraphs with one class */
	uint32_t all, heads;
};

void
subhead_find(const struct html_page *p, const struct mark *m)
{
	struct doc *d = p->doc;
	struct strmap map = { 0 };
	struct looks *looks = mem_alloc(d->nblocks, sizeof(*looks));
	size_t i, at, pass;
	bool fresh, head;

	for (pass = 0; pass < 2; pass++)
		for (i = pass; i < d->nblocks; i++) {
			if (d->blocks[i].kind != BLOCK_PARAGRAPH)
				continue;
			at = strmap_add(&map, slice_hash(block_class(p,
			    &m[i])), &fresh);
			head = may_head(d, m, i);
			if (pass == 0) {
				looks[at].all++;
				looks[at].heads += head;
			} else if (head && (m[i].bold ||
			    (looks[at].heads > 1 && block_class(p, &m[i]).len
			    && looks[at].heads == looks[at].all))) {
				d->blocks[i].kind = BLOCK_HEADING;
				d->blocks[i].level = 3;
			}
		}
	strmap_free(&map);
	free(looks);
}
