#include "load/html/article.h"

#include <stdlib.h>

#include "base/mem.h"
#include "load/html/confirm.h"
#include "load/html/explain.h"
#include "load/html/figure.h"
#include "load/html/label.h"
#include "load/html/lead.h"
#include "load/html/render.h"
#include "text/fold.h"

/* In hundredths: a child with this share of the score is the article. */
#define SHARE_CHILD 90
#define LINE_GOOD 80			/* characters that make prose */
#define LINE_FAIR 25			/* that do if they end a sentence */

#define HEAD_BLOCKS 6			/* that may say something again */
#define HEAD_MAX 600			/* bytes of it */

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

struct mark {				/* of a block that we added */
	uint32_t weight, linked;
	size_t node;
	const char *drop;		/* why it goes; NULL: it stays */
};

struct reader {
	struct html_page *page;
	size_t root;
	struct mark *marks;		/* one for each block of the doc */
	size_t nmarks, cap;
	size_t lead;			/* blocks before the root's */
};

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
		.node = pc->node
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

	if (!(m->hints & (HINT_CAPTION | HINT_CREDIT)) || m->text > 500 ||
	    (m->hints & HINT_BODY) || is_figure(r->page, i))
		return false;
	if (last && last->kind == BLOCK_IMAGE && last->image >= 0) {
		figure_caption(r->page, &d->images[last->image], i);
		last->text = d->images[last->image].caption;
	}
	return true;
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
	if (m->flags & NODE_RELATED)
		return "the list of related stories";
	if ((m->flags & NODE_JUNK) && !(p->m[r->root].flags & NODE_JUNK))
		return "not called a part of the article";
	if (tag == TAG_FORM || tag == TAG_LABEL || tag == TAG_FIELDSET)
		return m->prose * 5 < p->m[r->root].prose ? "a form" : NULL;
	if (label_links(m, tag))
		return "mostly links";
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

static bool
same_key(struct slice a, struct slice b)
{
	struct buf x = { 0 }, y = { 0 };
	bool same;

	text_key(&x, a);
	text_key(&y, b);
	same = x.len && slice_eq(buf_slice(&x), buf_slice(&y));
	buf_free(&x);
	buf_free(&y);
	return same;
}

#define RIGHTS_MAX 100			/* bytes */

/* "The Paper © 2024. All rights reserved.": the sign at the start or at a
 * year. */
static bool
is_rights(struct slice x)
{
	size_t at = slice_find(x, SLICE("\xC2\xA9"));
	struct slice before, after;

	if (x.len >= RIGHTS_MAX || at == SLICE_NONE)
		return false;
	before = slice_trim(slice_sub(x, 0, at));
	after = slice_trim(slice_from(x, at + 2));
	return before.len == 0 || ascii_digit(before.s[before.len - 1]) ||
	    (after.len && ascii_digit(*after.s));
}

static bool
is_good(const struct block *b, const struct mark *m)
{
	static const char stops[] = ".!?\"':)";
	char last = b->text.len ? b->text.s[b->text.len - 1] : ' ';

	if (b->kind == BLOCK_IMAGE || b->kind == BLOCK_HEADING ||
	    is_rights(b->text))
		return false;
	if (b->kind != BLOCK_PARAGRAPH)
		return m->linked * 2 < m->weight;
	if (m->linked * 2 > m->weight)
		return false;
	return m->weight >= LINE_GOOD || (m->weight >= LINE_FAIR &&
	    ((last & 0x80) || strchr(stops, last)));
}

/* The headline is not said twice, nor what the text begins with. */
static void
drop_repeats(struct doc *d, struct mark *m)
{
	struct strmap seen = { 0 };
	size_t i, looked = 0;
	bool fresh;

	for (i = 0; i < d->nblocks; i++) {
		const struct block *b = &d->blocks[i];

		if (b->kind == BLOCK_IMAGE)
			continue;
		if (looked++ == HEAD_BLOCKS)
			break;
		if (b->text.len < HEAD_MAX && same_key(b->text, d->headline))
			m[i].drop = "repeats the headline";
		if (b->kind != BLOCK_PARAGRAPH || m[i].weight < LINE_GOOD)
			continue;
		strmap_add(&seen, slice_hash(b->text), &fresh);
		if (!fresh)
			m[i].drop = "said before";
	}
	strmap_free(&seen);
}

/* Labels before the first prose, and what hangs after the last. */
static void
drop_ends(struct doc *d, struct mark *m, size_t lead)
{
	size_t i, first = lead, last = d->nblocks;

	for (i = 0; i < lead; i++)
		if (d->blocks[i].kind != BLOCK_IMAGE &&
		    !is_good(&d->blocks[i], &m[i]))
			m[i].drop = "a label before the article";
	while (first < d->nblocks && !is_good(&d->blocks[first], &m[first]))
		first++;
	if (first == d->nblocks)
		return;
	for (i = lead; i < first; i++)
		if (d->blocks[i].kind != BLOCK_IMAGE &&
		    (d->blocks[i].kind != BLOCK_HEADING || i + 1 < first))
			m[i].drop = "a label before the first sentence";
	while (last > first && !is_good(&d->blocks[last - 1], &m[last - 1]))
		last--;
	for (i = last; i < d->nblocks; i++)
		if (d->blocks[i].kind != BLOCK_IMAGE)
			m[i].drop = "a label after the last sentence";
}

static void
drop_links(struct doc *d, struct mark *m)
{
	size_t i;

	for (i = 0; i < d->nblocks; i++)
		if (d->blocks[i].kind == BLOCK_PARAGRAPH &&
		    m[i].linked * 10 > m[i].weight * 9)
			m[i].drop = "a link alone";
}

/* Where the metadata has the text, it says what is not part of it: what
 * comes after its end, and long paragraphs it does not have. */
static void
drop_unsaid(const struct html_page *p, struct mark *m)
{
	struct doc *d = p->doc;
	struct confirm c;
	uint64_t in = 0, all = 0;
	size_t i, end = d->nblocks;
	int *said;

	if (p->full.len == 0)
		return;
	said = mem_alloc(d->nblocks, sizeof(*said));
	confirm_open(&c, p->full);
	for (i = 0; i < d->nblocks; i++) {
		if (d->blocks[i].kind == BLOCK_IMAGE)
			continue;
		said[i] = confirm_block(&c, d->blocks[i].text);
		all += m[i].weight;
		in += said[i] > 0 ? m[i].weight : 0;
		if (said[i] == CONFIRM_END)
			end = i;
	}
	for (i = 0; in * 2 > all && i < d->nblocks; i++)
		if (d->blocks[i].kind != BLOCK_IMAGE && (i > end ||
		    (said[i] == CONFIRM_NOT && in * 10 > all * 7)))
			m[i].drop = "not in the text as the metadata has it";
	confirm_close(&c);
	free(said);
}

static bool
is_called_lede(const struct html_page *p, size_t text)
{
	size_t block = p->m[text].block;

	return ((p->m[block].hints | p->m[html_node(p, block)->parent].hints)
	    & HINT_LEDE) != 0;
}

#define SUBTITLE_BLOCKS 4

/* A subtitle that is in the text is the same string there, for
 * doc_is_subtitle(); an ordinary paragraph is none. */
static void
settle_subtitle(const struct html_page *p, const struct mark *m, size_t lead)
{
	struct doc *d = p->doc;
	size_t i;

	for (i = 0; i < d->nblocks && i < SUBTITLE_BLOCKS; i++) {
		if (d->blocks[i].kind == BLOCK_IMAGE || m[i].drop ||
		    !same_key(d->blocks[i].text, d->subtitle))
			continue;
		d->subtitle = d->blocks[i].text;
		if (d->blocks[i].kind == BLOCK_PARAGRAPH && i >= lead &&
		    !is_called_lede(p, m[i].node))
			d->subtitle = (struct slice){ "", 0 };
		return;
	}
}

static void
compact(const struct html_page *p, const struct mark *m, const char *why)
{
	struct doc *d = p->doc;
	size_t i, n = 0;

	for (i = 0; i < d->nblocks; i++) {
		explain_as(p, m[i].node, m[i].drop ? "" :
		    block_kind_name(d->blocks[i].kind),
		    m[i].drop ? m[i].drop : why);
		if (!m[i].drop)
			d->blocks[n++] = d->blocks[i];
	}
	d->nblocks = n;
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
read_blocks(struct html_page *p, size_t root, bool post)
{
	struct reader r = { .page = p, .root = root };
	struct doc *d = p->doc;

	if (!post)
		read_lead(&r);
	r.lead = r.nmarks;
	read_below(&r, root + 1, html_node(p, root)->end);
	if (r.nmarks == d->nblocks && d->nblocks > 0) {
		drop_links(d, r.marks);
		drop_unsaid(p, r.marks);
		drop_repeats(d, r.marks);
		if (!post)
			drop_ends(d, r.marks, r.lead);
		settle_subtitle(p, r.marks, r.lead);
		compact(p, r.marks, post ? "the first post" :
		    "in the article");
	}
	free(r.marks);
}

void
article_read(struct html_page *p, size_t root)
{
	read_blocks(p, root, false);
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
	if (r.nmarks > 0) {
		drop_repeats(p->doc, r.marks);
		compact(p, r.marks, "named by a rule");
	}
	free(r.marks);
}

void
article_post(struct html_page *p, size_t post)
{
	size_t i;

	for (i = post; i < html_node(p, post)->end; i++)
		p->m[i].flags &= ~(uint32_t)NODE_COMMENT;
	read_blocks(p, post, true);
}
