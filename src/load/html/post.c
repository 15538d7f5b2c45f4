#include "load/html/post.h"

#include <stdlib.h>

#include "load/date.h"
#include "load/html/explain.h"
#include "load/html/hint.h"
#include "load/html/named.h"
#include "load/html/quote.h"
#include "load/html/render.h"
#include "load/html/reply.h"

#define AUTHOR_MAX 60			/* characters */

struct part {				/* of a member, to be read */
	struct html_page *page;
	size_t node, end;		/* its own nodes */
	size_t author, date;		/* elements, or NO_NODE */
	size_t line;			/* "Bob wrote:", the last one seen */
	size_t asked;			/* the first one, or NO_NODE */
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

/* Where the template does not say: the surest; of those the first. */
static void
find_author(struct part *t, const struct marks *k)
{
	const struct html_page *p = t->page;
	uint32_t best = 20, rank;
	size_t i;

	for (i = t->node + 1; i < t->end; i++) {
		if (!(k->at[i] & MARK_AUTHOR) && (t->author == NO_NODE ||
		    i >= html_node(p, t->author)->end ||
		    html_node(p, i)->tag == TAG_TEXT))
			continue;
		if (p->m[i].text < 3 || p->m[i].text > AUTHOR_MAX ||
		    (p->m[i].flags & NODE_SKIP))
			continue;
		rank = mark_author_rank(p, i);
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
	x = slice_trim(html_text(t->page, t->author));
	while (x.len && strchr(":,", x.s[x.len - 1]))
		x = slice_trim(slice_sub(x, 0, x.len - 1));
	if (is_nobody(x))
		return;
	c->author = doc_line(t->page->doc, x);
	explain_part(t->page, t->author, "author", "of a comment");
}

static void
read_date(struct part *t, const struct marks *k, struct comment *c)
{
	char date[DATE_MAX];
	size_t i;

	for (i = t->node; i < t->end && t->date == NO_NODE; i++)
		if ((k->at[i] & MARK_DATE) && mark_date(t->page, i, date))
			t->date = i;
	if (t->date == NO_NODE || !mark_date(t->page, t->date, date))
		return;
	c->published = doc_line(t->page->doc, slice_z(date));
	explain_part(t->page, t->date, "time", "of a comment");
}

static void
on_piece(void *ctx, const struct piece *pc)
{
	struct part *t = ctx;
	struct slice rest = pc->text, line;

	if (pc->kind == BLOCK_IMAGE)
		return;
	explain_as(t->page, pc->node, "comment", "in a comment's text");
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

/* "Bob wrote:" before what Bob wrote. */
static bool
is_quote_line(struct part *t, size_t i)
{
	if (i == t->line)
		return true;
	if (is_quote(t->page, i)) {
		t->line = quote_line(t->page, i);
		if (t->asked == NO_NODE)
			t->asked = t->line;
	}
	return false;
}

/* Names, times and buttons where no body element sets them apart. */
static bool
on_drop(void *ctx, size_t i)
{
	struct part *t = ctx;
	const struct measure *m = &t->page->m[i];
	const uint32_t labels = HINT_META | HINT_AUTHOR | HINT_DATE |
	    HINT_SCORE | HINT_REPLY | HINT_SHARE | HINT_SIGNATURE;

	if (i == t->author || i == t->date || is_quote_line(t, i))
		return true;
	if (html_node(t->page, i)->tag == TAG_TIME ||
	    (m->hints & HINT_SIGNATURE))
		return true;
	if (html_node(t->page, i)->tag == TAG_A && m->text < 30 &&
	    (m->hints & HINT_REPLY))
		return true;
	return (m->hints & labels) && !(m->hints & (HINT_BODY | HINT_QUOTE))
	    && m->text < 60;
}

static bool
on_drop_part(void *ctx, size_t i)
{
	struct part *t = ctx;

	return (t->page->m[i].hints & HINT_SIGNATURE) || is_quote_line(t, i);
}

static bool
holds(const struct member *m, size_t node)
{
	return node != NO_NODE && member_in_body(m, node);
}

static void
read_text(struct part *t, struct comment *c, size_t from, size_t to,
    bool whole)
{
	const struct renderer how = {
		.emit = on_piece, .drop = whole ? on_drop : on_drop_part,
		.ctx = t
	};

	render_blocks(t->page, from, to, &how);
	c->text = doc_str(t->page->doc, buf_slice(&t->text));
	buf_free(&t->text);
}

/* By name: as the comment says, or as its first quotation does. */
static void
read_reply(struct part *t, const struct member *m, struct comment *c)
{
	struct doc *d = t->page->doc;
	struct slice x = html_reply_name(t->page, m), author = { "", 0 };

	if (x.len == 0 && t->asked != NO_NODE) {
		if (m->parent >= 0 && (size_t)m->parent < d->ncomments)
			author = d->comments[m->parent].author;
		x = quote_name(t->page, t->asked, author);
		if (text_weight(x) > AUTHOR_MAX)
			x.len = 0;
	}
	c->reply_to = doc_line(d, x);
}

void
html_post(struct html_page *p, const struct marks *k,
    const struct member *m)
{
	struct part t = {
		.page = p, .node = m->node, .end = m->stop,
		.author = m->author ? m->author : NO_NODE,
		.date = m->date ? m->date : NO_NODE,
		.line = NO_NODE, .asked = NO_NODE
	};
	struct comment *c = doc_add_comment(p->doc);
	const struct node *nd = html_node(p, m->node);

	c->id = doc_line(p->doc, node_attr(nd, "id"));
	if (c->id.len == 0)
		c->id = doc_line(p->doc, node_attr(nd, "data-id"));
	if (t.author == NO_NODE)
		find_author(&t, k);
	read_author(&t, c);
	read_date(&t, k, c);
	if (m->body)
		read_text(&t, c, m->body + (html_node(p, m->body)->end ==
		    m->body_end), m->body_end, m->loose ||
		    holds(m, t.author) || holds(m, t.date));
	else
		read_text(&t, c, m->node + 1, t.end, true);
	read_reply(&t, m, c);
	c->score = html_votes(p, m);
	c->parent = m->parent;
	c->evidence = m->evidence;
	c->confidence = m->confidence;
	named_comment(p, m->node, c);
}
