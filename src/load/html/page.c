#include "load/html/page.h"

#include <stdlib.h>

#include "base/mem.h"
#include "load/html/hint.h"
#include "load/html/url.h"

/* Lines shorter than this are labels, longer than that are prose. */
#define LINE_SHORT 25
#define LINE_LONG 80

#define HREF_MAX 4096			/* bytes of an address; 2,000 is much */

enum {					/* what a tag says of its content */
	ROLE_SKIP = 1, ROLE_NAV = 2, ROLE_HEADING = 4, ROLE_PRE = 8,
	ROLE_SPARE = 16			/* shown where scripts do not run */
};

static const uint8_t roles[TAG_COUNT] = {
	[TAG_ASIDE] = ROLE_NAV, [TAG_BUTTON] = ROLE_SKIP,
	[TAG_FOOTER] = ROLE_NAV, [TAG_H1] = ROLE_HEADING,
	[TAG_H2] = ROLE_HEADING, [TAG_H3] = ROLE_HEADING,
	[TAG_H4] = ROLE_HEADING, [TAG_H5] = ROLE_HEADING,
	[TAG_H6] = ROLE_HEADING, [TAG_HEAD] = ROLE_SKIP,
	[TAG_IFRAME] = ROLE_SKIP, [TAG_INPUT] = ROLE_SKIP,
	[TAG_MENU] = ROLE_NAV, [TAG_NAV] = ROLE_NAV,
	[TAG_NOSCRIPT] = ROLE_SPARE, [TAG_OBJECT] = ROLE_SKIP,
	[TAG_OPTION] = ROLE_SKIP, [TAG_PRE] = ROLE_PRE,
	[TAG_SCRIPT] = ROLE_SKIP, [TAG_SELECT] = ROLE_SKIP,
	[TAG_STYLE] = ROLE_SKIP, [TAG_SVG] = ROLE_SKIP,
	[TAG_TEMPLATE] = ROLE_SKIP, [TAG_TEXTAREA] = ROLE_SKIP,
	[TAG_TITLE] = ROLE_SKIP, [TAG_VIDEO] = ROLE_SKIP,
	[TAG_DIALOG] = ROLE_NAV,
};

uint32_t
text_weight(struct slice x)
{
	uint32_t n = 0;
	bool blank = true;
	size_t i;

	for (i = 0; i < x.len; i++) {
		unsigned char c = (unsigned char)x.s[i];

		if (ascii_space((char)c)) {
			blank = true;
			continue;
		}
		n += c < 0x80 || c >= 0xC0;
		n += c >= 0xE3 && c < 0xF0 ? 2 : 0;
		n += blank;
		blank = false;
	}
	return n;
}

/* "display: none" and the like, blanks or none. */
static bool
style_hides(struct slice style)
{
	static const char *const hiding[] = {
		"display:none", "visibility:hidden"
	};
	char low[256];
	size_t i, n = 0;

	for (i = 0; i < style.len && n < sizeof(low); i++)
		if (!ascii_space(style.s[i]))
			low[n++] = ascii_lower(style.s[i]);
	for (i = 0; i < 2; i++)
		if (slice_find((struct slice){ low, n },
		    slice_z(hiding[i])) != SLICE_NONE)
			return true;
	return false;
}

static bool
node_hidden(const struct node *n)
{
	struct slice value;

	if (n->tag == TAG_BODY || n->tag == TAG_HTML || n->nattrs == 0)
		return false;
	value = node_attr(n, "hidden");
	if (value.s && !slice_ieq(value, SLICE("false")))
		return true;
	if (slice_ieq(node_attr(n, "aria-hidden"), SLICE("true")))
		return true;
	value = node_attr(n, "style");
	return value.len && style_hides(value);
}

static uint8_t
role_of(const struct node *n)
{
	return n->tag < TAG_COUNT ? roles[n->tag] : 0;
}

static uint32_t
own_flags(const struct node *n)
{
	uint8_t role = role_of(n);
	uint32_t flags = 0;

	if (n->tag == TAG_TEXT)
		return 0;
	if (role & ROLE_SKIP)
		flags |= NODE_SKIP;
	if (role & ROLE_HEADING)
		flags |= NODE_HEADING;
	if (role & ROLE_PRE)
		flags |= NODE_PRE;
	if (n->tag == TAG_A && node_attr(n, "href").s)
		flags |= NODE_LINKED;
	return flags;
}

static void
measure_flags(struct html_page *p)
{
	const struct node *n = p->tree->nodes;
	struct measure *m = p->m;
	size_t i;

	for (i = 1; i < p->tree->n; i++) {
		size_t up = n[i].parent;

		if (n[i].nattrs)
			m[i].hints = hint_node(p->hints, &n[i]);
		m[i].flags |= m[up].flags | own_flags(&n[i]);
		m[i].block = n[i].tag != TAG_TEXT && tag_is_block(n[i].tag) ?
		    (uint32_t)i : m[up].block;
	}
}

/* What is hidden until a script shows it, or instead of one, is left out;
 * but not where it holds most of the page. */
static void
measure_hidden(struct html_page *p)
{
	const struct node *n = p->tree->nodes;
	struct measure *m = p->m;
	uint32_t all = m[0].text;
	size_t i;

	for (i = 1; i < p->tree->n; i++) {
		if (m[n[i].parent].flags & NODE_SKIP)
			m[i].flags |= NODE_SKIP;
		if (n[i].tag == TAG_TEXT || (m[i].flags & NODE_SKIP) ||
		    m[i].text * 2 > all)
			continue;
		if ((role_of(&n[i]) & ROLE_SPARE) ||
		    (m[i].hints & HINT_HIDDEN) || node_hidden(&n[i]))
			m[i].flags |= NODE_SKIP;
	}
}

/* Sums are kept from wrapping by TREE_MAX_NODES and LOAD_MAX_BYTES. */
static void
measure_text(struct html_page *p, bool again)
{
	const struct node *n = p->tree->nodes;
	struct measure *m = p->m;
	size_t i;

	for (i = 0; i < p->tree->n; i++) {
		m[i].linked = m[i].links = 0;
		if (n[i].tag != TAG_TEXT || (m[i].flags & NODE_SKIP))
			m[i].text = 0;
	}
	for (i = p->tree->n; i-- > 1;) {
		struct measure *up = &m[n[i].parent];

		if (m[i].flags & NODE_SKIP)
			continue;
		if (n[i].tag == TAG_TEXT) {
			if (!again)
				m[i].text = text_weight(n[i].text);
			if (m[i].flags & NODE_LINKED)
				m[i].linked = m[i].text;
		} else if (n[i].tag == TAG_A && m[i].linked)
			m[i].links = 1;
		up->text += m[i].text;
		up->linked += m[i].linked;
		up->links += m[i].links;
	}
}

#define TEASER_NODES 60

/* Other stories are links with a headline: a "teaser" without either is the
 * article's own. */
static bool
is_own_teaser(const struct html_page *p, size_t i)
{
	const struct node *n = p->tree->nodes;
	const struct measure *m = &p->m[i];
	size_t k;

	if ((m->hints & HINT_JUNK) != HINT_RELATED || m->text == 0 ||
	    m->linked > 0 || n[i].end - i > TEASER_NODES)
		return false;
	for (k = i + 1; k < n[i].end; k++)
		if (n[k].tag == TAG_A ||
		    (n[k].tag >= TAG_H2 && n[k].tag <= TAG_H6))
			return false;
	return true;
}

#define MENU_TEXT 200			/* characters; more is prose */

/* Menus are links: prose that is called one, as by "toc", is none. */
static bool
is_own_chapter(const struct measure *m)
{
	return (m->hints & HINT_JUNK) == HINT_NAV && m->text > MENU_TEXT &&
	    m->linked * 4 < m->text;
}

/* Whether i is called no part of the article, and may well be none: hints
 * are believed where most of the prose is elsewhere, and the headline. */
static bool
is_junk(const struct html_page *p, size_t i, uint32_t plain)
{
	const struct node *n = html_node(p, i);
	const struct measure *m = &p->m[i];

	if ((m->text - m->linked) >= plain / 3 || (m->hints & HINT_ARTICLE) ||
	    (p->h1 != NO_NODE && p->h1 >= i && p->h1 < n->end))
		return false;
	if (role_of(n) & ROLE_NAV)
		return true;
	return (m->hints & HINT_JUNK) && !is_own_teaser(p, i) &&
	    !is_own_chapter(m);
}

static void
mark_junk(struct html_page *p)
{
	const struct node *n = p->tree->nodes;
	struct measure *m = p->m;
	uint32_t plain = m[0].text - m[0].linked;
	size_t i;

	for (i = 1; i < p->tree->n; i++) {
		if (n[i].tag == TAG_BODY || n[i].tag == TAG_TEXT)
			continue;
		if (role_of(&n[i]) & ROLE_HEADING)
			m[i].hints &= ~(uint32_t)HINT_JUNK;
		if ((m[n[i].parent].flags & NODE_JUNK) || is_junk(p, i, plain))
			m[i].flags |= NODE_JUNK;
	}
	for (i = 1; i < p->tree->n; i++)
		if (n[i].tag == TAG_TEXT)
			m[i].flags |= m[n[i].parent].flags & NODE_JUNK;
}

void
html_open(struct html_page *p, struct doc *d)
{
	html_open_text(p, d, d->text);
}

void
html_open_text(struct html_page *p, struct doc *d, struct slice text)
{
	*p = (struct html_page){ .doc = d, .h1 = NO_NODE,
	    .post = NO_NODE };
	p->tree = tree_parse(text);
	p->hints = ARENA_NEW(&p->arena, 1, struct hints);
	p->m = mem_alloc(p->tree->n, sizeof(*p->m));
}

void
html_measure(struct html_page *p)
{
	measure_flags(p);
	measure_text(p, false);
	measure_hidden(p);
	measure_text(p, true);
	mark_junk(p);
}

void
html_titled(struct html_page *p)
{
	size_t i;

	if (p->h1 == NO_NODE || !(p->m[p->h1].flags & NODE_JUNK))
		return;
	for (i = 0; i < p->tree->n; i++)
		p->m[i].flags &= ~(uint32_t)NODE_JUNK;
	mark_junk(p);
}

void
html_close(struct html_page *p)
{
	tree_html_free(p->tree);
	free(p->m);
	arena_free(&p->arena);
}

void
html_mark(struct html_page *p, size_t first, size_t end, uint32_t flag)
{
	size_t i;

	for (i = first; i < end; i++)
		p->m[i].flags |= flag;
}

/* A run of text without a line's start or end in it. */
struct line {
	size_t block;
	uint32_t text, linked;
	uint32_t flags;
	bool stop;			/* ends as sentences do */
};

static bool
ends_sentence(struct slice x)
{
	static const char *const stops[] = {
		".", "!", "?", ":", "\xE2\x80\xA6", "\xE3\x80\x82",
		"\xEF\xBC\x81", "\xEF\xBC\x9F", "\xE0\xA5\xA4", "\xDB\x94"
	};
	static const char *const after[] = {
		"\"", "'", ")", "]", "\xE2\x80\x9D", "\xE2\x80\x99",
		"\xE2\x80\x9C", "\xC2\xBB", "\xE3\x80\x8D", "\xC2\xA0"
	};
	size_t i;

	x = slice_trim(x);
	if (x.len && (ascii_alpha(x.s[x.len - 1]) ||
	    ascii_digit(x.s[x.len - 1])))
		return false;		/* most do: the lists are long */
	for (i = 0; i < sizeof(after) / sizeof(*after); i++)
		if (slice_ends(x, slice_z(after[i])))
			x.len -= strlen(after[i]);
	for (i = 0; i < sizeof(stops) / sizeof(*stops); i++)
		if (slice_ends(x, slice_z(stops[i])))
			return true;
	return false;
}

static int32_t
line_score(const struct line *l)
{
	uint32_t plain = l->text - l->linked;

	if (l->linked * 2 > l->text)
		return l->flags & NODE_HEADING ? -100 :
		    -(int32_t)(l->text < 60 ? l->text : 60);
	if (l->flags & NODE_HEADING)
		return 10;
	if (plain >= LINE_LONG)
		return (int32_t)plain;
	if (plain >= LINE_SHORT)
		return l->stop ? (int32_t)plain : -5;
	return l->stop ? 0 : -5;
}

static void
line_end(struct html_page *p, struct line *l)
{
	struct measure *m = &p->m[l->block];
	int32_t score = line_score(l);

	if (l->text && !(l->flags & NODE_COMMENT)) {
		if (score > 0 && (l->flags & (NODE_JUNK | NODE_RELATED)))
			score = -score / 4;
		m->score += score;
		if (score >= LINE_LONG)
			m->prose += (uint32_t)score;
	}
	*l = (struct line){ 0 };
}

static void
line_add(struct html_page *p, struct line *l, size_t i)
{
	const struct measure *m = &p->m[i];

	if (m->text == 0)
		return;
	l->block = m->block;
	l->text += m->text;
	l->linked += m->linked;
	l->flags |= m->flags;
	l->stop = ends_sentence(p->tree->nodes[i].text);
}

void
html_score(struct html_page *p)
{
	const struct node *n = p->tree->nodes;
	struct line l = { 0 };
	size_t i;

	for (i = 1; i < p->tree->n; i++) {
		if (n[i].tag != TAG_TEXT) {
			if (tag_is_block(n[i].tag))
				line_end(p, &l);
			continue;
		}
		if (l.text && l.block != p->m[i].block)
			line_end(p, &l);
		line_add(p, &l, i);
	}
	line_end(p, &l);
	for (i = p->tree->n; i-- > 1;) {
		p->m[n[i].parent].score += p->m[i].score;
		p->m[n[i].parent].prose += p->m[i].prose;
	}
}

struct slice
html_text(const struct html_page *p, size_t node)
{
	struct html_page *q = (struct html_page *)p;
	const struct node *n = p->tree->nodes;
	struct buf b = { 0 };
	struct slice x;
	size_t i;

	for (i = node; i < n[node].end; i++) {
		if (n[i].tag == TAG_TEXT && !(p->m[i].flags & NODE_SKIP))
			buf_add(&b, n[i].text);
		else if (n[i].tag != TAG_TEXT && (tag_is_block(n[i].tag) ||
		    n[i].tag == TAG_BR))
			buf_addc(&b, ' ');
	}
	x = arena_dup(&q->arena, slice_trim(buf_slice(&b)));
	buf_free(&b);
	return x;
}

struct slice
html_resolve(struct html_page *p, struct slice ref)
{
	static const char *const schemes[] = { "http", "https", "mailto" };
	struct buf b = { 0 };
	struct slice x = { "", 0 }, scheme = url_scheme(slice_trim(ref));
	size_t i;

	ref = slice_trim(ref);
	if (ref.len == 0 || ref.len > HREF_MAX || *ref.s == '#')
		return x;
	for (i = 0; scheme.len && i < 3; i++)
		if (slice_ieq(scheme, slice_z(schemes[i])))
			break;
	if (i == 3)
		return x;
	url_resolve(&b, p->base, ref);
	x = arena_dup(&p->arena, buf_slice(&b));
	buf_free(&b);
	return x;
}

struct slice
html_url(struct html_page *p, size_t node, const char *attr)
{
	return html_resolve(p, node_attr(html_node(p, node), attr));
}
