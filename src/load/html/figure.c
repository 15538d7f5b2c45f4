#include "load/html/figure.h"

#include <stdlib.h>

#include "load/html/credit.h"
#include "load/html/hint.h"

/* A figure with more text than this is an article's part, no picture. */
#define FIGURE_MAX_TEXT 1000
#define HINTED_MAX_TEXT 500
#define FIGURE_MAX_NODES 400
#define ICON_MAX 64			/* pixels */

static bool
is_picture(const struct node *n)
{
	return n->tag == TAG_IMG || n->tag == TAG_AMP_IMG;
}

static bool
holds_picture(const struct html_page *p, size_t node, bool own)
{
	const struct node *n = p->tree->nodes;
	size_t i, pictures = 0, captions = 0;

	if (n[node].end - node > FIGURE_MAX_NODES)
		return false;
	for (i = node; i < n[node].end; i++) {
		if (n[i].tag == TAG_BLOCKQUOTE || n[i].tag == TAG_PRE ||
		    n[i].tag == TAG_TABLE || (!own && (p->m[i].flags &
		    NODE_HEADING)))
			return false;
		if ((is_picture(&n[i]) && n[n[i].parent].tag != TAG_NOSCRIPT)
		    || n[i].tag == TAG_VIDEO)
			pictures++;
		captions += n[i].tag == TAG_FIGCAPTION && p->m[i].text > 0;
	}
	return own ? pictures > 0 || captions > 0 : pictures == 1;
}

#define PLAIN_MAX_NODES 60
#define PLAIN_MAX_TEXT 400
#define ALT_MIN 12			/* bytes of one that tells much */
#define ALT_SAME 40

static struct slice
find_alt(const struct html_page *p, size_t node)
{
	const struct node *n = p->tree->nodes;
	size_t i;

	for (i = node; i < n[node].end; i++)
		if (is_picture(&n[i]))
			return slice_trim(node_attr(&n[i], "alt"));
	return (struct slice){ "", 0 };
}

/* Most of the text below node is a picture's caption by the markup. */
static bool
is_captioned(const struct html_page *p, size_t node)
{
	uint32_t text = 0;
	size_t i;

	for (i = node + 1; i < html_node(p, node)->end; i++)
		if (html_node(p, i)->tag == TAG_FIGCAPTION)
			text += p->m[i].text;
	return text * 2 > p->m[node].text;
}

/* A picture and a little text that is a caption by what it says: the same
 * as the alternative text, or who made the picture. */
static bool
is_plain_figure(const struct html_page *p, size_t node)
{
	const struct measure *m = &p->m[node];
	struct slice alt, text;

	if (m->text == 0 || m->text > PLAIN_MAX_TEXT || m->links > 1 ||
	    html_node(p, node)->end - node > PLAIN_MAX_NODES ||
	    !holds_picture(p, node, false))
		return false;
	if (is_captioned(p, node))
		return true;
	text = html_text(p, node);
	if (credit_at_start(text))
		return true;
	alt = find_alt(p, node);
	return alt.len >= ALT_MIN && slice_starts(text, slice_sub(alt, 0,
	    ALT_SAME));
}

bool
is_figure(const struct html_page *p, size_t node)
{
	const struct node *n = html_node(p, node);
	const struct measure *m = &p->m[node];

	if (is_picture(n))
		return true;
	if (m->text > FIGURE_MAX_TEXT)
		return false;
	if (n->tag == TAG_FIGURE)
		return holds_picture(p, node, true);
	if (!tag_is_block(n->tag) || n->tag == TAG_P)
		return false;
	return (m->text <= HINTED_MAX_TEXT &&
	    (m->hints & (HINT_CAPTION | HINT_FIGURE)) &&
	    holds_picture(p, node, false)) || is_plain_figure(p, node);
}

/* The last candidate of a srcset, which tends to be the largest. */
static struct slice
srcset_last(struct slice x)
{
	struct slice part, last = { NULL, 0 };
	size_t at;

	while (slice_cut(&x, ',', &part))
		if (slice_trim(part).len > 8)
			last = slice_trim(part);
	at = slice_chr(last, ' ');
	return at == SLICE_NONE ? last : slice_sub(last, 0, at);
}

/* Pages that load pictures late keep the address elsewhere. */
static struct slice
picture_url(struct html_page *p, size_t i)
{
	static const char *const attrs[] = {
		"data-src", "data-original", "data-lazy-src", "data-url",
		"src"
	};
	struct slice x;
	size_t k;

	for (k = 0; k < sizeof(attrs) / sizeof(*attrs); k++) {
		x = html_url(p, i, attrs[k]);
		if (x.len)
			return x;
	}
	return html_resolve(p, srcset_last(node_attr(html_node(p, i),
	    "srcset")));
}

static bool
is_icon(const struct node *n)
{
	struct slice w = node_attr(n, "width"), h = node_attr(n, "height");

	return (w.len && w.len < 5 && ascii_digit(*w.s) &&
	    atoi(w.s) <= ICON_MAX) || (h.len && h.len < 5 &&
	    ascii_digit(*h.s) && atoi(h.s) <= ICON_MAX);
}

struct texts {				/* of a figure */
	struct buf caption, credit;
	size_t tail;			/* where in caption the last element
					   with text of its own starts, or 0 */
};

/* Whether what is below i names who made or owns the picture. */
static bool
is_credit(const struct html_page *p, size_t i, size_t top)
{
	static const char *const words[] = { "source", "agency", "rights" };
	const struct node *n = html_node(p, i);
	struct slice name = node_attr(n, "class");
	size_t k;

	if (i == top)
		return false;
	for (k = 0; name.len && k < sizeof(words) / sizeof(*words); k++)
		if (slice_ifind(name, slice_z(words[k])) != SLICE_NONE)
			return true;
	return (p->m[i].hints & (HINT_CREDIT | HINT_AUTHOR)) ||
	    n->tag == TAG_CITE || n->tag == TAG_SMALL ||
	    slice_eq(node_attr(n, "itemprop"), SLICE("copyrightHolder")) ||
	    slice_eq(node_attr(n, "itemprop"), SLICE("author"));
}

static void
read_texts(const struct html_page *p, size_t node, struct texts *t)
{
	const struct node *n = p->tree->nodes;
	size_t i, credit_end = 0, first = 0;
	struct buf *to;

	for (i = node; i < n[node].end; i++) {
		if (p->m[i].flags & NODE_SKIP) {
			i = n[i].end - 1;
			continue;
		}
		if (i >= credit_end && n[i].tag != TAG_TEXT &&
		    is_credit(p, i, node))
			credit_end = n[i].end;
		to = i < credit_end ? &t->credit : &t->caption;
		if (n[i].tag == TAG_TEXT) {
			if (to == &t->caption && p->m[i].text > 0) {
				t->tail = first && n[i].parent > first ?
				    to->len : 0;
				first = first ? first : i;
			}
			buf_add(to, n[i].text);
		} else if (tag_is_block(n[i].tag) || n[i].tag == TAG_BR ||
		    i + 1 == credit_end)
			buf_addc(to, ' ');
	}
}

/* The element that is the figure's caption, or the figure itself. */
static size_t
find_caption(const struct html_page *p, size_t figure)
{
	size_t i, hinted = figure, end = html_node(p, figure)->end;

	for (i = figure + 1; i < end; i++) {
		if (html_node(p, i)->tag == TAG_FIGCAPTION)
			return i;
		if (hinted == figure && (p->m[i].hints & HINT_CAPTION) &&
		    p->m[i].text > 0 && !(p->m[i].hints & HINT_CREDIT))
			hinted = i;
	}
	return hinted;
}

/* Outside of the caption a figure may say who made it, no more. */
static void
read_credit_aside(const struct html_page *p, size_t figure, size_t caption,
    struct texts *t)
{
	const struct node *n = p->tree->nodes;
	size_t i;

	for (i = figure + 1; i < n[figure].end && t->credit.len == 0; i++) {
		if (i == caption || (p->m[i].flags & NODE_SKIP)) {
			i = n[i].end - 1;
			continue;
		}
		if (p->m[i].text == 0 || p->m[i].text > CREDIT_MAX)
			continue;
		if (n[i].tag == TAG_TEXT ? credit_at_start(n[i].text) :
		    is_credit(p, i, figure))
			buf_add(&t->credit, html_text(p, i));
	}
}

void
figure_caption(struct html_page *p, struct image *img, size_t node)
{
	struct texts t = { { 0 }, { 0 }, 0 };
	struct slice caption, credit;
	size_t at, zone = find_caption(p, node);

	read_texts(p, zone, &t);
	if (zone != node)
		read_credit_aside(p, node, zone, &t);
	caption = slice_trim(buf_slice(&t.caption));
	credit = slice_trim(buf_slice(&t.credit));
	if (credit.len == 0 || caption.len == 0) {
		struct slice all = credit.len ? credit :
		    buf_slice(&t.caption);

		at = credit_find(all, credit.len ? 0 : t.tail);
		if (at > 0 && at < all.len) {
			caption = slice_trim(slice_sub(all, 0, at));
			credit = slice_trim(slice_from(all, at));
		}
	}
	if (img->caption.len == 0)
		img->caption = doc_line(p->doc, caption);
	if (img->credit.len == 0)
		img->credit = doc_line(p->doc, credit);
	buf_free(&t.caption);
	buf_free(&t.credit);
}

static size_t
find_picture(const struct html_page *p, size_t node)
{
	const struct node *n = p->tree->nodes;
	size_t i;

	for (i = node; i < n[node].end; i++)
		if (is_picture(&n[i]))
			return i;
	return NO_NODE;
}

int
figure_add(struct html_page *p, size_t node)
{
	size_t pic = find_picture(p, node);
	struct slice url = { "", 0 };
	struct image *img;

	if (pic != NO_NODE)
		url = picture_url(p, pic);
	if ((pic == node && (url.len == 0 || is_icon(html_node(p, pic)))) ||
	    (url.len == 0 && p->m[node].text == 0))
		return -1;
	img = doc_add_image(p->doc);
	if (img == &p->doc->sink.image)
		return -1;
	img->url = doc_line(p->doc, url);
	html_mark(p, node, html_node(p, node)->end, NODE_TAKEN);
	if (pic != node)
		figure_caption(p, img, node);
	return (int)p->doc->nimages - 1;
}

/* Junk by its own name only, such as "teaser-image": what the outermost
 * element called so holds is hardly more than the figure. */
static bool
is_mostly(const struct html_page *p, size_t node)
{
	const struct node *n = p->tree->nodes;
	size_t top = node;

	while (top > 0 && (p->m[n[top].parent].flags & NODE_JUNK))
		top = n[top].parent;
	return p->m[top].text <= p->m[node].text + CREDIT_MAX;
}

static bool
is_left_out(const struct html_page *p, size_t i)
{
	const struct measure *m = &p->m[i];

	return html_node(p, i)->tag != TAG_TEXT && m->text > 0 &&
	    !(m->flags & (NODE_TAKEN | NODE_LINKED)) &&
	    m->linked * 2 <= m->text && is_figure(p, i) &&
	    (!(m->flags & NODE_JUNK) || is_mostly(p, i));
}

/* The page's part about this story: what holds headline and text, the
 * article element around them where there is one. */
static size_t
story_of(const struct html_page *p, size_t root)
{
	const struct node *n = p->tree->nodes;
	size_t a = root, up;

	while (p->h1 != NO_NODE && a > 0 && !(p->h1 >= a && p->h1 < n[a].end))
		a = n[a].parent;
	for (up = a; up > 0; up = n[up].parent)
		if (n[up].tag == TAG_ARTICLE)
			return up;
	return a;
}

#define AFTER_NODES 12			/* where a credit may stand */

/* A credit beside the figure: no text but a credit comes between. */
static void
read_credit_after(struct html_page *p, struct image *img, size_t end)
{
	size_t i;

	for (i = end; i < end + AFTER_NODES && i < p->tree->n; i++)
		if ((p->m[i].hints & HINT_CREDIT) && p->m[i].text > 0 &&
		    p->m[i].text < CREDIT_MAX) {
			img->credit = doc_line(p->doc, html_text(p, i));
			return;
		}
}

void
figure_rest(struct html_page *p, size_t root)
{
	const struct node *n = p->tree->nodes;
	const uint32_t other = NODE_SKIP | NODE_COMMENT | NODE_RELATED;
	size_t i, end = n[root].end;
	struct image *img;

	for (i = story_of(p, root) + 1; i < end; i++) {
		if (p->m[i].flags & other) {
			i = n[i].end - 1;
			continue;
		}
		if (!is_left_out(p, i) || figure_add(p, i) < 0)
			continue;
		img = &p->doc->images[p->doc->nimages - 1];
		if (img->credit.len == 0)
			read_credit_after(p, img, n[i].end);
		i = n[i].end - 1;
	}
}
