#include "load/html/post.h"

#include <stdlib.h>

#include "load/date.h"
#include "load/html/render.h"

#define AUTHOR_MAX 60			/* characters */

struct part {				/* of a member, to be read */
	struct html_page *page;
	size_t node, end;		/* its own nodes */
	size_t author, date;		/* elements, or NO_NODE */
	struct buf text;
};

/* Names that are no names. */
static bool
is_nobody(struct slice x)
{
	static const char *const nobody[] = {
		"avatar", "guest", "anonymous", "anonym", "gast", "invité",
		"reply", "says", "author"
	};
	size_t i;

	for (i = 0; i < sizeof(nobody) / sizeof(*nobody); i++)
		if (slice_ieq(x, slice_z(nobody[i])))
			return true;
	return x.len == 0;
}

/* How surely element i names who wrote the comment. */
static int
rank_author(const struct html_page *p, size_t i)
{
	const struct node *n = page_node(p, i);
	const struct measure *m = &p->m[i];
	int rank = 1;

	if (m->text < 2 || m->text > AUTHOR_MAX)
		return 0;
	if (m->hints & HINT_DATE)
		return 0;
	if (slice_eq(node_attr(n, "itemprop"), SLICE("name")) ||
	    node_has_class(n, "fn") || node_has_class(n, "p-name") ||
	    node_has_class(n, "p-author"))
		rank = 5;
	else if (slice_eq(node_attr(n, "itemprop"), SLICE("author")) ||
	    slice_eq(node_attr(n, "rel"), SLICE("author")))
		rank = 4;
	else if (m->hints & HINT_AUTHOR)
		rank = n->tag == TAG_A ? 4 : 3;
	else if (n->tag == TAG_A)
		rank = 2;
	return rank;
}

/* The surest; the first of those, and the innermost. */
static void
find_author(struct part *t, const struct marks *k)
{
	const struct html_page *p = t->page;
	size_t i;
	int best = 0, rank;

	for (i = t->node + 1; i < t->end; i++) {
		if (page_node(p, i)->tag == TAG_TEXT ||
		    (p->m[i].flags & NODE_SKIP))
			continue;
		if (!(k->at[i] & MARK_AUTHOR) && (t->author == NO_NODE ||
		    i >= page_node(p, t->author)->end))
			continue;
		rank = rank_author(p, i);
		if (rank == 1 && !(k->at[i] & MARK_AUTHOR))
			continue;
		if (rank > best) {
			best = rank;
			t->author = i;
		}
	}
}

static void
read_author(struct part *t, struct comment *c)
{
	struct slice x;

	if (t->author == NO_NODE)
		return;
	x = slice_trim(page_below_text(t->page, t->author));
	while (x.len && strchr(":,", x.s[x.len - 1]))
		x = slice_trim(slice_sub(x, 0, x.len - 1));
	if (!is_nobody(x))
		c->author = doc_line(t->page->doc, x);
}

static void
read_date(struct part *t, const struct marks *k, struct comment *c)
{
	const struct html_page *p = t->page;
	char date[DATE_MAX];
	struct slice x;
	size_t i;

	for (i = t->node; i < t->end && c->published.len == 0; i++) {
		if (!(k->at[i] & MARK_DATE))
			continue;
		x = page_node(p, i)->tag == TAG_TEXT ?
		    page_node(p, i)->text : node_attr(page_node(p, i),
		    "datetime");
		if (x.len == 0 || !date_parse(slice_trim(x), date))
			x = page_node(p, i)->tag == TAG_TEXT ? x :
			    page_below_text(p, i);
		if (!date_parse(slice_trim(x), date))
			continue;
		c->published = doc_line(p->doc, slice_z(date));
		t->date = i;
	}
}

static void
on_piece(void *ctx, const struct piece *pc)
{
	struct part *t = ctx;
	struct slice rest = pc->text, line;

	if (pc->kind == BLOCK_IMAGE)
		return;
	if (t->text.len)
		buf_addz(&t->text, "\n\n");
	if (pc->kind != BLOCK_QUOTE) {
		buf_add(&t->text, rest);
		return;
	}
	while (slice_cut(&rest, '\n', &line)) {
		buf_addz(&t->text, "> ");
		buf_add(&t->text, line);
		if (rest.s)
			buf_addc(&t->text, '\n');
	}
}

/* Names, times and buttons where no body element sets them apart. */
static bool
on_drop(void *ctx, size_t i)
{
	const struct part *t = ctx;
	const struct measure *m = &t->page->m[i];
	const uint32_t labels = HINT_META | HINT_AUTHOR | HINT_DATE |
	    HINT_SCORE | HINT_REPLY | HINT_SHARE | HINT_SIGNATURE;

	if (i == t->author || i == t->date)
		return true;
	if (page_node(t->page, i)->tag == TAG_TIME ||
	    (m->hints & HINT_SIGNATURE))
		return true;
	if (page_node(t->page, i)->tag == TAG_A && m->text < 30 &&
	    (m->hints & HINT_REPLY))
		return true;
	return (m->hints & labels) && !(m->hints & (HINT_BODY | HINT_QUOTE))
	    && m->text < 60;
}

static void
read_text(struct part *t, struct comment *c, size_t from, size_t to,
    bool whole)
{
	const struct renderer how = {
		.emit = on_piece, .drop = whole ? on_drop : NULL, .ctx = t
	};

	render(t->page, from, to, &how);
	c->text = doc_str(t->page->doc, buf_slice(&t->text));
	buf_free(&t->text);
}

void
post_read(struct html_page *p, const struct marks *k,
    const struct member *ms, size_t i, size_t n)
{
	const struct member *m = &ms[i];
	struct part t = {
		.page = p, .node = m->node, .end = m->end,
		.author = NO_NODE, .date = NO_NODE
	};
	struct comment *c = doc_add_comment(p->doc);
	const struct node *nd = page_node(p, m->node);

	if (i + 1 < n && ms[i + 1].node < m->end)
		t.end = ms[i + 1].node;
	c->id = doc_line(p->doc, node_attr(nd, "id"));
	if (c->id.len == 0)
		c->id = doc_line(p->doc, node_attr(nd, "data-id"));
	find_author(&t, k);
	read_author(&t, c);
	read_date(&t, k, c);
	if (m->body)
		read_text(&t, c, m->body + 1, page_node(p, m->body)->end,
		    false);
	else
		read_text(&t, c, m->node + 1, t.end, true);
	c->parent = m->parent;
	if (m->parent >= 0) {
		c->evidence = EV_NESTING;
		c->confidence = 0.99f;
	}
}
