#include "load/html/lead.h"

#include "load/html/figure.h"
#include "load/html/hint.h"
#include "load/html/label.h"

#define LEAD_MIN 40			/* characters of a paragraph */
#define HEADING_NEAR 300			/* nodes */
#define LEAD_TEXT 1500			/* more is another article */

/* The smallest element that holds the headline and the root. */
static size_t
shared_parent(const struct html_page *p, size_t head, size_t root)
{
	const struct node *n = p->tree->nodes;
	size_t up = root;

	while (up > 0 && !(head >= up && head < n[up].end))
		up = n[up].parent;
	return up;
}

/* The last heading before the root, where the headline's is not known. */
static size_t
heading_before(const struct html_page *p, size_t root)
{
	const struct node *n = p->tree->nodes;
	size_t i, low = root > HEADING_NEAR ? root - HEADING_NEAR : 0;

	for (i = root; i-- > low;)
		if (n[i].tag >= TAG_H1 && n[i].tag <= TAG_H4 &&
		    n[i].end <= root && p->m[i].text > 0 &&
		    p->m[i].linked == 0 && !(p->m[i].flags & NODE_SKIP))
			return i;
	return NO_NODE;
}

/* Called something else than text. */
static bool
is_called_label(uint32_t hints)
{
	return (hints & (HINT_CAPTION | HINT_CREDIT | HINT_BUTTON)) ||
	    ((hints & (HINT_META | HINT_AUTHOR | HINT_DATE | HINT_TAGS)) &&
	    !(hints & (HINT_BODY | HINT_LEDE)));
}

static bool
is_left_out(const struct html_page *p, size_t i, size_t root)
{
	const struct measure *m = &p->m[i];
	enum tag tag = html_node(p, i)->tag;

	return (m->flags & (NODE_SKIP | NODE_JUNK | NODE_COMMENT |
	    NODE_RELATED)) || tag == TAG_FORM || tag == TAG_TABLE ||
	    is_called_label(m->hints) || label_links(m, tag) ||
	    label_is(p, i, root);
}

/* The text in block i alone is a paragraph. */
static bool
is_paragraph(const struct html_page *p, size_t i)
{
	const struct measure *m = &p->m[i];

	return m->text >= LEAD_MIN && m->linked * 2 < m->text &&
	    m->text < LEAD_TEXT;
}

struct finder {
	const struct html_page *page;
	size_t head, root, *at, n;
	uint32_t text;
};

/* What is in it, and was added already, comes with it. */
static void
add(struct finder *f, size_t i, uint32_t text)
{
	while (f->n > 0 && f->at[f->n - 1] >= i)
		f->n--;
	f->text += text;
	if (f->n < LEAD_MAX)
		f->at[f->n++] = i;
}

/* The element at i or a part of it; the node to go on with. */
static size_t
look_at(struct finder *f, size_t i)
{
	const struct html_page *p = f->page;
	const struct node *n = html_node(p, i);
	size_t block;

	if (n->tag == TAG_TEXT) {
		block = p->m[i].block;
		if (block <= f->head || html_node(p, block)->end > f->root ||
		    !is_paragraph(p, block))
			return i + 1;
		add(f, block, p->m[block].text);
		return html_node(p, block)->end;
	}
	if ((f->root >= i && f->root < n->end) ||
	    (f->head >= i && f->head < n->end))
		return i + 1;
	if (n->tag != TAG_IMG && !(p->m[i].flags & (NODE_SKIP | NODE_JUNK)) &&
	    is_figure(p, i)) {
		add(f, i, 0);
		return n->end;
	}
	return is_left_out(p, i, f->root) ? n->end : i + 1;
}

static void
find_after(struct finder *f, size_t head)
{
	const struct html_page *p = f->page;
	size_t i;

	f->head = head;
	f->n = f->text = 0;
	for (i = shared_parent(p, head, f->root) + 1; i < f->root;)
		i = look_at(f, i);
}

/* Only pictures, where there is as much text as in another article. */
static size_t
keep_pictures(const struct finder *f)
{
	size_t k, n = 0;

	for (k = 0; k < f->n; k++)
		if (is_figure(f->page, f->at[k]))
			f->at[n++] = f->at[k];
	return n;
}

size_t
lead_find(const struct html_page *p, size_t root, size_t at[LEAD_MAX])
{
	struct finder f = { .page = p, .root = root, .at = at };
	bool known = p->h1 != NO_NODE && p->h1 < root;
	size_t head;

	if (known)
		find_after(&f, p->h1);
	if (known && f.text <= LEAD_TEXT)
		return f.n;
	head = heading_before(p, root);
	if (head != NO_NODE)
		find_after(&f, head);
	return f.text <= LEAD_TEXT ? f.n : keep_pictures(&f);
}
