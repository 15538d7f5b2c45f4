#include "load/html/article.h"

#include <stdlib.h>

#include "base/mem.h"
#include "load/html/cull.h"
#include "load/html/explain.h"
#include "load/html/figure.h"
#include "load/html/hint.h"
#include "load/html/label.h"
#include "load/html/lead.h"
#include "load/html/render.h"

/* In hundredths: a child with this share of the score is the article. */
#define SHARE_CHILD 90

#define BUTTON_MAX 40			/* characters */

static size_t
best_node(const struct html_page *p)
{
	size_t i, best = NO_NODE;
	int32_t score = 0;

	for (i = 1; i < p->tree->n; i++)
		if (html_node(p, i)->tag != TAG_TEXT &&
		    !(p->m[i].flags & (NODE_SKIP | NODE_COMMENT)) &&
		    p->m[i].score >= score && p->m[i].score > 0) {
			score = p->m[i].score;
			best = i;
		}
	return best;
}

static bool
may_hold(enum tag tag)
{
	return tag != TAG_TEXT && tag_is_block(tag) && tag != TAG_P &&
	    tag != TAG_BLOCKQUOTE && tag != TAG_LI && tag != TAG_UL &&
	    tag != TAG_OL && tag != TAG_PRE;
}

/* Down to the smallest element that has nearly all of it. */
static size_t
descend(const struct html_page *p, size_t at)
{
	const struct node *n = p->tree->nodes;
	size_t i, end;
	double want = (double)p->m[at].score * SHARE_CHILD / 100;

	for (i = at + 1, end = n[at].end; i < end;) {
		if (may_hold(n[i].tag) && p->m[i].score >= want) {
			at = i;
			end = n[i].end;
			i++;
		} else if (n[i].tag != TAG_TEXT && !may_hold(n[i].tag) &&
		    !tag_is_block(n[i].tag) && p->m[i].score >= want)
			i++;
		else
			i = n[i].end;
	}
	return at;
}

/* What microdata calls the article's text, where it has much of it. */
static size_t
declared(const struct html_page *p, size_t best)
{
	size_t i;

	for (i = 1; i < p->tree->n; i++)
		if ((p->m[i].hints & HINT_ARTICLE) &&
		    !(p->m[i].flags & NODE_SKIP) &&
		    p->m[i].prose * 2 > p->m[best].prose)
			return i;
	return NO_NODE;
}

#define CLIMB_MAX 6

/* A paragraph or a list is a part of the text only: what holds it. */
static size_t
climb(const struct html_page *p, size_t at)
{
	const struct node *n = p->tree->nodes;
	int i;

	for (i = 0; i < CLIMB_MAX && at > 0 && !may_hold(n[at].tag) &&
	    n[n[at].parent].tag != TAG_BODY; i++)
		at = n[at].parent;
	return at;
}

size_t
article_find(const struct html_page *p)
{
	size_t best = best_node(p), said;

	if (best == NO_NODE)
		return NO_NODE;
	said = declared(p, best);
	return said != NO_NODE ? said : climb(p, descend(p, best));
}

struct reader {
	struct html_page *page;
	size_t root;
	struct mark *marks;		/* one for each block of the doc */
	size_t nmarks, cap;
	size_t lead;			/* blocks before the root's */
};

static bool
is_bold(const struct piece *pc)
{
	return pc->nspans == 1 && (pc->spans[0].style & SPAN_BOLD) &&
	    pc->spans[0].len == pc->text.len;
}

static void
on_piece(void *ctx, const struct piece *pc)
{
	struct reader *r = ctx;
	struct doc *d = r->page->doc;
	struct slice text = pc->text;
	struct block *b;
	size_t i, n = d->nblocks;
	int image = -1;

	if (pc->kind == BLOCK_IMAGE) {
		image = figure_add(r->page, pc->node);
		if (image < 0)
			return;
		text = d->images[image].caption;
	}
	b = doc_add_block(d, pc->kind, text);
	if (d->nblocks == n)
		return;
	b->level = pc->level;
	b->number = pc->number;
	b->image = image;
	for (i = 0; i < pc->nspans; i++)
		doc_add_span(d, b, pc->spans[i].start, pc->spans[i].len,
		    pc->spans[i].style, pc->spans[i].url);
	r->marks = mem_grow(r->marks, &r->cap, d->nblocks,
	    sizeof(*r->marks));
	r->marks[n] = (struct mark){
		.weight = text_weight(text), .linked = pc->linked,
		.node = pc->node, .bold = is_bold(pc)
	};
	r->nmarks = d->nblocks;
}

/* A caption that stands apart from its picture goes to it. */
static bool
take_caption(struct reader *r, size_t i)
{
	const struct measure *m = &r->page->m[i];
	struct doc *d = r->page->doc;
	struct block *last = d->nblocks ? &d->blocks[d->nblocks - 1] : NULL;

	if (!((m->hints & (HINT_CAPTION | HINT_CREDIT)) ||
	    html_node(r->page, i)->tag == TAG_FIGCAPTION) || m->text > 500 ||
	    (m->hints & HINT_BODY) || is_figure(r->page, i))
		return false;
	if (last && last->kind == BLOCK_IMAGE && last->image >= 0) {
		figure_caption(r->page, &d->images[last->image], i);
		last->text = d->images[last->image].caption;
	}
	return true;
}

/* A list of links is left out: what stands before it may be its title. */
static const char *
drop_list(struct reader *r, const char *why)
{
	if (r->nmarks > 0)
		r->marks[r->nmarks - 1].links = true;
	return why;
}

/* What is to be pressed; but a link so called is a link. */
static bool
is_control(const struct measure *m, enum tag tag)
{
	return (m->hints & HINT_BUTTON) && m->text < BUTTON_MAX &&
	    tag != TAG_A && !(m->flags & NODE_HEADING);
}

/* Why an element is no part of the text; NULL: it may be. */
static const char *
drop_why(struct reader *r, size_t i)
{
	const struct html_page *p = r->page;
	const struct measure *m = &p->m[i];
	enum tag tag = html_node(p, i)->tag;

	if (m->flags & NODE_BODY)
		return NULL;
	if (i == p->h1)
		return "the headline";
	if (m->flags & NODE_COMMENT)
		return "the readers' comments";
	if (m->text == 0)
		return NULL;
	if (m->flags & NODE_RELATED)
		return drop_list(r, "the list of related stories");
	if ((m->flags & NODE_JUNK) && !(p->m[r->root].flags & NODE_JUNK)) {
		static const char why[] = "not called a part of the article";

		return m->links > 0 ? drop_list(r, why) : why;
	}
	if (is_control(m, tag))
		return "a button";
	if ((m->hints & (HINT_COMMENT | HINT_BODY | HINT_POST)) ==
	    HINT_COMMENT && m->prose * 5 < p->m[r->root].prose)
		return "called comments";
	if (tag == TAG_FORM || tag == TAG_LABEL || tag == TAG_FIELDSET)
		return m->prose * 5 < p->m[r->root].prose ? "a form" : NULL;
	if (label_links(m, tag))
		return drop_list(r, "mostly links");
	if (label_is(p, i, r->root))
		return "who wrote it and when, or another label";
	return take_caption(r, i) ? "the caption of a picture" : NULL;
}

static bool
on_drop(void *ctx, size_t i)
{
	struct reader *r = ctx;
	const char *why = drop_why(r, i);

	if (why && !(r->page->m[i].flags & (NODE_JUNK | NODE_COMMENT |
	    NODE_RELATED)))
		explain_left(r->page, i, why);
	return why != NULL;
}

static bool
on_figure(void *ctx, size_t i)
{
	return is_figure(((struct reader *)ctx)->page, i);
}

static void
read_below(struct reader *r, size_t first, size_t end)
{
	const struct renderer how = {
		.emit = on_piece, .drop = on_drop, .is_figure = on_figure,
		.ctx = r, .links = true
	};

	render_blocks(r->page, first, end, &how);
}

/* Pictures and paragraphs between the headline and the text. */
static void
read_lead(struct reader *r)
{
	struct html_page *p = r->page;
	size_t at[LEAD_MAX], i, n = lead_find(p, r->root, at);

	for (i = 0; i < n; i++) {
		struct piece pc = { .kind = BLOCK_IMAGE, .node = at[i] };

		if (is_figure(p, at[i]))
			on_piece(r, &pc);
		else
			read_below(r, at[i], html_node(p, at[i])->end);
	}
}

static void
read_blocks(struct html_page *p, size_t root, size_t end, bool post)
{
	struct reader r = { .page = p, .root = root };
	bool whole = end == html_node(p, root)->end;
	struct doc *d = p->doc;

	if (!post)
		read_lead(&r);
	r.lead = r.nmarks;
	read_below(&r, root + whole, end);
	if (r.nmarks == d->nblocks && d->nblocks > 0)
		cull_blocks(p, r.marks, post ? NO_NODE : r.lead);
	free(r.marks);
}

void
article_read(struct html_page *p, size_t root)
{
	read_blocks(p, root, html_node(p, root)->end, false);
}

/* What a reader named is taken; what is in it is judged as ever. */
void
article_named(struct html_page *p)
{
	struct reader r = { .page = p };
	size_t i, end;

	for (i = 1; i < p->tree->n; i++) {
		if ((p->m[i].flags & (NODE_BODY | NODE_SKIP)) != NODE_BODY)
			continue;
		end = html_node(p, i)->end;
		r.root = i;
		read_below(&r, i, end);
		i = end - 1;
	}
	if (r.nmarks > 0)
		cull_repeats(p, r.marks);
	free(r.marks);
}

void
article_post(struct html_page *p, size_t post, size_t end)
{
	size_t i;

	for (i = post; i < end; i++)
		p->m[i].flags &= ~(uint32_t)NODE_COMMENT;
	read_blocks(p, post, end, true);
}
