#include "load/html/figure.h"

#include <stdlib.h>

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
	size_t i, pictures = 0;

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
	}
	return own ? pictures > 0 : pictures == 1;
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
	return tag_is_block(n->tag) && n->tag != TAG_P &&
	    m->text <= HINTED_MAX_TEXT &&
	    (m->hints & (HINT_CAPTION | HINT_FIGURE)) &&
	    holds_picture(p, node, false);
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

struct texts {
	struct buf caption, credit;
};

/* Whether what is below i names who made or owns the picture. */
static bool
is_credit(const struct html_page *p, size_t i, size_t top)
{
	const struct node *n = html_node(p, i);

	if (i == top)
		return false;
	return (p->m[i].hints & HINT_CREDIT) || n->tag == TAG_CITE ||
	    n->tag == TAG_SMALL ||
	    slice_eq(node_attr(n, "itemprop"), SLICE("copyrightHolder")) ||
	    slice_eq(node_attr(n, "itemprop"), SLICE("author"));
}

static void
read_texts(const struct html_page *p, size_t node, struct texts *t)
{
	const struct node *n = p->tree->nodes;
	size_t i, credit_end = 0;
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
		if (n[i].tag == TAG_TEXT)
			buf_add(to, n[i].text);
		else if (tag_is_block(n[i].tag) || n[i].tag == TAG_BR ||
		    i + 1 == credit_end)
			buf_addc(to, ' ');
	}
}

/* "(Photo: X)", "Foto: X", "© X" at the end of a caption. */
static size_t
credit_start(struct slice x)
{
	static const char *const openers[] = {
		"photo:", "photo by", "foto:", "bild:", "image:",
		"picture:", "credit:", "quelle:", "\xC2\xA9",
		"photograph:", "fotos:", "(afp", "(ap photo", "crédit",
		"(©", "copyright", "фото:", "Фото:", "фото ", "Фото ",
		"снимок:", "fot.", "zdj.", "写真：", "写真＝", "写真提供",
		"撮影・", "撮影：", "撮影＝", "图片来源", "圖片來源", "摄影：",
		"攝影：", "图：", "圖：", "사진=", "사진 =", "사진:", "צילום:",
		"صورة:", "تصوير:", "Φωτογραφία:", "Φωτό:", "ภาพ:"
	};
	static const char *const marks[] = { "(", "[", "\xEF\xBC\x88" };
	size_t i, at, best = SLICE_NONE;

	for (i = 0; i < sizeof(openers) / sizeof(*openers); i++) {
		at = slice_ifind(x, slice_z(openers[i]));
		if (at != SLICE_NONE && (best == SLICE_NONE || at < best))
			best = at;
	}
	if (best == SLICE_NONE)
		return best;
	for (i = 0; i < sizeof(marks) / sizeof(*marks); i++)
		if (slice_ends(slice_sub(x, 0, best), slice_z(marks[i])))
			return best - strlen(marks[i]);
	return best;
}

void
figure_caption(struct html_page *p, struct image *img, size_t node)
{
	struct texts t = { { 0 }, { 0 } };
	struct slice caption, credit;
	size_t at;

	read_texts(p, node, &t);
	caption = slice_trim(buf_slice(&t.caption));
	credit = slice_trim(buf_slice(&t.credit));
	if (credit.len == 0 && (at = credit_start(caption)) != SLICE_NONE) {
		credit = slice_from(caption, at);
		caption.len = at;
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
	if (pic != node)
		figure_caption(p, img, node);
	return (int)p->doc->nimages - 1;
}
