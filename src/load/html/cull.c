#include "load/html/cull.h"

#include <stdlib.h>

#include "base/mem.h"
#include "load/html/confirm.h"
#include "load/html/explain.h"
#include "load/html/hint.h"
#include "load/html/subhead.h"
#include "text/fold.h"

#define LINE_FAIR 25			/* prose if they end a sentence */
#define HEAD_BLOCKS 6			/* that may say something again */
#define HEAD_MAX 600			/* bytes of it */

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
ends_well(struct slice x)
{
	static const char stops[] = ".!?\"':)";
	char last = x.len ? x.s[x.len - 1] : ' ';

	return (last & 0x80) || strchr(stops, last);
}

static bool
is_good(const struct block *b, const struct mark *m)
{
	if (b->kind == BLOCK_IMAGE || b->kind == BLOCK_HEADING ||
	    is_rights(b->text))
		return false;
	if (b->kind != BLOCK_PARAGRAPH)
		return m->linked * 2 < m->weight;
	if (m->linked * 2 > m->weight)
		return false;
	return m->weight >= LINE_GOOD || (m->weight >= LINE_FAIR &&
	    ends_well(b->text));
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

/* A standfirst may be a heading for its looks: one that is the subtitle, or
 * a sentence. */
static bool
is_lead(const struct doc *d, struct block *b, const struct mark *m)
{
	if (b->kind == BLOCK_HEADING && m->weight >= LINE_GOOD &&
	    (ends_well(b->text) || same_key(b->text, d->subtitle))) {
		b->kind = BLOCK_PARAGRAPH;
		b->level = 0;
	}
	return is_good(b, m);
}

/* Paragraphs side by side, that nothing tells apart. */
static bool
is_like(const struct html_page *p, const struct mark *a, const struct mark *b)
{
	size_t x = p->m[a->node].block, y = p->m[b->node].block;

	return html_node(p, x)->tag == TAG_P && html_node(p, y)->tag == TAG_P &&
	    html_node(p, x)->parent == html_node(p, y)->parent &&
	    a->linked == 0 && p->m[x].hints == p->m[y].hints;
}

/* Labels before the first prose, and what hangs after the last; but a line
 * like the last may sign it. */
static void
drop_ends(const struct html_page *p, struct mark *m, size_t lead)
{
	struct doc *d = p->doc;
	size_t i, first = lead, last = d->nblocks;

	for (i = 0; i < lead; i++)
		if (d->blocks[i].kind != BLOCK_IMAGE &&
		    !is_lead(d, &d->blocks[i], &m[i]))
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
		if (d->blocks[i].kind != BLOCK_IMAGE && (i > last ||
		    slice_ends(d->blocks[i].text, SLICE(":")) ||
		    !is_like(p, &m[i], &m[last - 1])))
			m[i].drop = "a label after the last sentence";
}

/* A link whose text is where it leads to: given to be read. */
static bool
is_address(struct slice x)
{
	return slice_chr(x, ' ') == SLICE_NONE &&
	    (slice_chr(x, '@') != SLICE_NONE || slice_istarts(x,
	    SLICE("http")) || slice_istarts(x, SLICE("www.")));
}

static void
drop_links(struct doc *d, struct mark *m)
{
	size_t i;

	for (i = 0; i < d->nblocks; i++)
		if (d->blocks[i].kind == BLOCK_PARAGRAPH &&
		    m[i].linked * 10 > m[i].weight * 9 &&
		    !is_address(d->blocks[i].text))
			m[i].drop = "a link alone";
}

#define TITLE_MAX 80			/* characters of a list's */

/* Titles of lists of links that were left out. */
static void
drop_titles(struct doc *d, struct mark *m)
{
	size_t i;

	for (i = 0; i < d->nblocks; i++) {
		const struct block *b = &d->blocks[i];

		if (m[i].links && b->kind == BLOCK_PARAGRAPH &&
		    m[i].weight < TITLE_MAX &&
		    slice_ends(b->text, SLICE(":")))
			m[i].drop = "the title of a list that is left out";
	}
}

/* Headings of what was left out: the next is none of their parts. */
static void
drop_empty(struct doc *d, struct mark *m)
{
	size_t i;
	int level = 1;			/* of the heading that comes next */
	bool end = true;

	for (i = d->nblocks; i-- > 0;) {
		const struct block *b = &d->blocks[i];

		if (m[i].drop)
			continue;
		if (b->kind != BLOCK_HEADING) {
			end = false;
			continue;
		}
		if (end && m[i].links && b->level >= level)
			m[i].drop = "the heading of what is left out";
		else {
			end = true;
			level = b->level;
		}
	}
}

#define LABEL_TIMES 3

/* What is said three times is a label: "Advertisement". */
static void
drop_labels(struct doc *d, struct mark *m)
{
	struct strmap seen = { 0 };
	uint32_t *times = mem_alloc(d->nblocks, sizeof(*times));
	size_t i, pass, at;
	bool fresh;

	for (pass = 0; pass < 2; pass++)
		for (i = 0; i < d->nblocks; i++) {
			struct slice x = d->blocks[i].text;

			if (d->blocks[i].kind != BLOCK_PARAGRAPH ||
			    m[i].weight > 20 || !ascii_alpha(*x.s) ||
			    slice_words(x) > 2 ||
			    slice_chr(x, ':') != SLICE_NONE)
				continue;
			at = strmap_add(&seen, slice_hash(x), &fresh);
			if (pass == 0)
				times[at]++;
			else if (times[at] >= LABEL_TIMES)
				m[i].drop = "said again and again";
		}
	strmap_free(&seen);
	free(times);
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
	bool kept = false;		/* a block of the heading's part */
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
	for (i = d->nblocks; in * 2 > all && i-- > 0;) {
		enum block_kind kind = d->blocks[i].kind;

		if (kind == BLOCK_IMAGE)
			continue;
		if (kind == BLOCK_HEADING ? !kept : i > end ||
		    (said[i] == CONFIRM_NOT && in * 10 > all * 7))
			m[i].drop = "not in the text as the metadata has it";
		kept = kind != BLOCK_HEADING && (kept || !m[i].drop);
	}
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

void
cull_blocks(struct html_page *p, struct mark *m, size_t lead)
{
	struct doc *d = p->doc;

	drop_links(d, m);
	drop_unsaid(p, m);
	drop_repeats(d, m);
	drop_titles(d, m);
	drop_labels(d, m);
	if (lead != NO_NODE)
		drop_ends(p, m, lead);
	drop_empty(d, m);
	subhead_find(p, m);
	settle_subtitle(p, m, lead == NO_NODE ? 0 : lead);
	compact(p, m, lead == NO_NODE ? "the first post" : "in the article");
}

void
cull_repeats(struct html_page *p, struct mark *m)
{
	drop_repeats(p->doc, m);
	compact(p, m, "named by a rule");
}
