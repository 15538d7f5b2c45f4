#include <stdlib.h>

#include "base/mem.h"
#include "view/print.h"
#include "view/said.h"
#include "view/tree.h"
#include "view/when.h"

/*
 * The document as a page of HTML (WHATWG) that holds all it needs: no
 * script, no style sheet from elsewhere, and no picture is fetched, so that
 * nobody learns what is read.  Metadata is said as other pages say it
 * (Open Graph, microdata of schema.org), comments are nested lists.
 */

#define NO_HEADLINE "(no headline)"
#define LIST_LEVELS 16
#define QUOTE_LEVELS 8
#define COMMENT_LEVELS 64	/* deeper ones stand beside what they answer;
				   browsers nest 512 elements */

struct page_out {
	struct buf *out;
	const struct doc *d;
	const struct print_links *links;
	char list[LIST_LEVELS];		/* open lists, 'u' or 'o' */
	int level;			/* of them */
	bool own_ids;			/* the comments have ids that serve */
};

static const char style[] =
    "body{max-width:42em;margin:1em auto;padding:0 1em;font-family:serif;"
    "line-height:1.5}\n"
    "nav,header,footer,aside{font-family:sans-serif;font-size:.9em}\n"
    "h1,h2{line-height:1.2}\n"
    "section ol{list-style:none;padding-left:1em;border-left:1px solid}\n"
    "blockquote{border-left:3px solid;margin-left:0;padding-left:1em}\n"
    "pre{overflow:auto}\n"
    "table{border-collapse:collapse}\n"
    "td{border:1px solid;padding:.2em .5em}\n";

/* ---- text ---- */

/* For text and for attributes in double quotes; both in one, as it is. */
static void
add_text(struct buf *out, struct slice x)
{
	static const char *const names[256] = {
		['&'] = "&amp;", ['<'] = "&lt;", ['>'] = "&gt;",
		['"'] = "&quot;"
	};
	size_t i, from = 0;

	for (i = 0; i < x.len; i++) {
		const char *name = names[(unsigned char)x.s[i]];

		if (name == NULL)
			continue;
		buf_add(out, slice_sub(x, from, i - from));
		buf_addz(out, name);
		from = i + 1;
	}
	buf_add(out, slice_from(x, from));
}

static void
add_attr(struct buf *out, const char *name, struct slice value)
{
	buf_printf(out, " %s=\"", name);
	add_text(out, value);
	buf_addc(out, '"');
}

/* A link may lead to a page or a place, and must run nothing: a scheme that
 * is known, or none. */
static bool
is_safe(struct slice url)
{
	static const char *const schemes[] = {
		"http:", "https:", "mailto:", "ftp:", "news:", "gopher:",
		"gemini:"
	};
	size_t i;

	for (i = 0; i < url.len && !strchr(":/?#", url.s[i]); i++)
		;
	if (url.len && (i == url.len || url.s[i] != ':'))
		return true;
	for (i = 0; i < sizeof(schemes) / sizeof(*schemes); i++)
		if (slice_istarts(url, slice_z(schemes[i])))
			return true;
	return false;
}

/* Text with its line ends. */
static void
add_lines(struct buf *out, struct slice x)
{
	struct slice line;
	bool first = true;

	while (slice_cut(&x, '\n', &line)) {
		if (!first)
			buf_addz(out, "<br>\n");
		first = false;
		add_text(out, line);
	}
}

static const struct {
	uint32_t style;
	const char *open, *close;
} marks[] = {
	{ SPAN_BOLD, "<b>", "</b>" }, { SPAN_ITALIC, "<i>", "</i>" },
	{ SPAN_CODE, "<code>", "</code>" }
};
#define MARKS (sizeof(marks) / sizeof(*marks))

static void
add_span(struct buf *out, const struct span *s, struct slice text)
{
	bool link = (s->style & SPAN_LINK) && is_safe(s->url);
	size_t i;

	if (link) {
		buf_addz(out, "<a");
		add_attr(out, "href", s->url);
		buf_addc(out, '>');
	}
	for (i = 0; i < MARKS; i++)
		if (s->style & marks[i].style)
			buf_addz(out, marks[i].open);
	add_lines(out, text);
	for (i = MARKS; i-- > 0;)
		if (s->style & marks[i].style)
			buf_addz(out, marks[i].close);
	if (link)
		buf_addz(out, "</a>");
}

/* All of a block's text; a span that lies wrong is left out. */
static void
add_inlines(struct buf *out, const struct block *b)
{
	const struct span *s;
	size_t i, at = 0;

	for (i = 0; i < b->nspans; i++) {
		s = &b->spans[i];
		if (s->start < at || s->start + (size_t)s->len > b->text.len)
			continue;
		add_lines(out, slice_sub(b->text, at, s->start - at));
		add_span(out, s, slice_sub(b->text, s->start, s->len));
		at = (size_t)s->start + s->len;
	}
	add_lines(out, slice_from(b->text, at));
}

/* ---- the article ---- */

static void
add_meta(struct buf *out, const char *attr, const char *name, struct slice x)
{
	if (x.len == 0)
		return;
	buf_printf(out, "<meta %s=\"%s\"", attr, name);
	add_attr(out, "content", x);
	buf_addz(out, ">\n");
}

static void
add_metas(struct buf *out, const char *name, const struct slices *list)
{
	size_t i;

	for (i = 0; i < list->n; i++)
		add_meta(out, "property", name, list->at[i]);
}

/* What is in the page itself is all that may be used. */
static void
begin_head(struct buf *out, struct slice language, struct slice title)
{
	buf_addz(out, "<!DOCTYPE html>\n<html");
	if (language.len)
		add_attr(out, "lang", language);
	buf_addz(out, ">\n<head>\n<meta charset=\"utf-8\">\n"
	    "<meta http-equiv=\"Content-Security-Policy\" "
	    "content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
	    "<meta name=\"viewport\" content=\"width=device-width\">\n"
	    "<title>");
	add_text(out, title);
	buf_addz(out, "</title>\n");
}

static void
end_head(struct buf *out)
{
	buf_printf(out, "<style>\n%s</style>\n</head>\n<body>\n", style);
}

static struct slice
title_of(const struct doc *d)
{
	return d->headline.len ? d->headline : SLICE(NO_HEADLINE);
}

static void
add_head(struct page_out *p)
{
	const struct doc *d = p->d;
	struct buf *out = p->out;

	begin_head(out, d->language, title_of(d));
	buf_addz(out, "<meta name=\"generator\" content=\"lede\">\n");
	add_meta(out, "property", "og:title", d->headline);
	add_meta(out, "property", "og:url", d->url);
	add_meta(out, "property", "og:site_name", d->site);
	add_meta(out, "name", "description", d->subtitle);
	add_metas(out, "article:section", &d->section);
	add_metas(out, "article:tag", &d->tags);
	add_metas(out, "article:author", &d->authors);
	add_meta(out, "property", "article:published_time", d->published);
	add_meta(out, "property", "article:modified_time", d->updated);
	if (is_safe(d->url)) {
		buf_addz(out, "<link rel=\"canonical\"");
		add_attr(out, "href", d->url);
		buf_addz(out, ">\n");
	}
	end_head(out);
}

static void
add_time(struct buf *out, struct slice iso, const char *attrs)
{
	struct buf words = { 0 };

	when_format(&words, iso);
	buf_printf(out, "<time%s", attrs);
	add_attr(out, "datetime", iso);
	buf_addc(out, '>');
	add_text(out, buf_slice(&words));
	buf_addz(out, "</time>");
	buf_free(&words);
}

/* Each with the attributes attrs. */
static void
add_spans(struct buf *out, const struct slices *list, const char *between,
    const char *attrs)
{
	size_t i;

	for (i = 0; i < list->n; i++) {
		buf_printf(out, "%s<span%s>", i ? between : "", attrs);
		add_text(out, list->at[i]);
		buf_addz(out, "</span>");
	}
}

static void
add_byline(struct page_out *p)
{
	const struct doc *d = p->d;
	struct buf *out = p->out;

	if (d->authors.n == 0 && d->published.len == 0)
		return;
	buf_addz(out, "<p class=\"byline\">");
	add_spans(out, &d->authors, ", ", " itemprop=\"author\"");
	if (d->authors.n && d->published.len)
		buf_addz(out, " · ");
	if (d->published.len)
		add_time(out, d->published, " itemprop=\"datePublished\"");
	buf_addz(out, "</p>\n");
}

static void
add_header(struct page_out *p)
{
	const struct doc *d = p->d;
	struct buf *out = p->out;
	size_t i;

	buf_addz(out, "<header>\n");
	if (d->section.n) {
		buf_addz(out, "<p class=\"section\">");
		add_spans(out, &d->section, " › ", "");
		buf_addz(out, "</p>\n");
	}
	buf_addz(out, d->headline.len ? "<hgroup>\n"
	    "<h1 itemprop=\"headline\">" : "<hgroup>\n<h1>");
	add_text(out, title_of(d));
	buf_addz(out, "</h1>\n");
	for (i = 0; i < d->nblocks && !doc_is_subtitle(d, &d->blocks[i]);
	    i++)
		;
	if (d->subtitle.len && i == d->nblocks) {
		buf_addz(out, "<p class=\"subtitle\" "
		    "itemprop=\"description\">");
		add_text(out, d->subtitle);
		buf_addz(out, "</p>\n");
	}
	buf_addz(out, "</hgroup>\n");
	add_byline(p);
	buf_addz(out, "</header>\n");
}

static void
add_picture(struct page_out *p, const struct image *im, struct slice text)
{
	struct buf *out = p->out;
	bool safe = im && is_safe(im->url);

	buf_addz(out, "<figure>");
	if (safe) {
		buf_addz(out, "<a");
		add_attr(out, "href", im->url);
		buf_addz(out, "><img");
		add_attr(out, "src", im->url);
		add_attr(out, "alt", im->caption);
		buf_addz(out, "></a>");
	}
	if (im)
		text = im->caption;
	if (text.len || (im && im->credit.len)) {
		buf_addz(out, "<figcaption>");
		add_lines(out, text);
		if (im && im->credit.len) {
			buf_addz(out, text.len ?
			    " <span class=\"credit\">" :
			    "<span class=\"credit\">");
			add_text(out, im->credit);
			buf_addz(out, "</span>");
		}
		buf_addz(out, "</figcaption>");
	}
	buf_addz(out, "</figure>\n");
}

static void
add_table(struct buf *out, struct slice text)
{
	struct slice row, cell;

	buf_addz(out, "<table>\n");
	while (slice_cut(&text, '\n', &row)) {
		if (row.len == 0)
			continue;
		buf_addz(out, "<tr>");
		while (slice_cut(&row, '\t', &cell)) {
			buf_addz(out, "<td>");
			add_text(out, cell);
			buf_addz(out, "</td>");
		}
		buf_addz(out, "</tr>\n");
	}
	buf_addz(out, "</table>\n");
}

/* A line feed right behind <pre> would be lost (section 13.2.6.4.7). */
static void
add_code(struct buf *out, struct slice text)
{
	buf_addz(out, "<pre><code>");
	if (slice_starts(text, SLICE("\n")))
		buf_addc(out, '\n');
	add_text(out, text);
	buf_addz(out, "</code></pre>\n");
}

static void
close_lists(struct page_out *p, int level)
{
	for (; p->level > level; p->level--)
		buf_printf(p->out, "</li>\n</%cl>",
		    p->list[p->level - 1]);
	if (level == 0 && p->out->s[p->out->len - 1] == '>')
		buf_addc(p->out, '\n');
}

static void
add_item(struct page_out *p, const struct block *b)
{
	char kind = b->number > 0 ? 'o' : 'u';
	int level = b->level < 1 ? 1 : b->level > LIST_LEVELS ? LIST_LEVELS :
	    b->level;

	if (level > p->level + 1)
		level = p->level + 1;
	close_lists(p, level);
	if (p->level == level && p->list[level - 1] != kind)
		close_lists(p, level - 1);
	if (p->level == level) {
		buf_addz(p->out, "</li>\n");
	} else {
		buf_printf(p->out, "\n<%cl>\n", kind);
		p->list[p->level++] = kind;
	}
	if (kind == 'o')
		buf_printf(p->out, "<li value=\"%d\">", b->number);
	else
		buf_addz(p->out, "<li>");
	add_inlines(p->out, b);
}

static void
add_block(struct page_out *p, const struct block *b)
{
	static const struct { const char *open, *close; } tags[] = {
		[BLOCK_PARAGRAPH] = { "<p>", "</p>\n" },
		[BLOCK_QUOTE] = { "<blockquote><p>", "</p></blockquote>\n" }
	};
	const struct image *im = doc_block_image(p->d, b);
	int level = b->level < 1 ? 1 : b->level > 6 ? 6 : b->level;

	if (b->kind != BLOCK_LIST_ITEM)
		close_lists(p, 0);
	switch (b->kind) {
	case BLOCK_LIST_ITEM:
		add_item(p, b);
		break;
	case BLOCK_IMAGE:
		if (b->text.len || im)
			add_picture(p, im, b->text);
		break;
	case BLOCK_TABLE:
		add_table(p->out, b->text);
		break;
	case BLOCK_CODE:
		add_code(p->out, b->text);
		break;
	case BLOCK_HEADING:
		buf_printf(p->out, "<h%d>", level);
		add_inlines(p->out, b);
		buf_printf(p->out, "</h%d>\n", level);
		break;
	default:
		buf_addz(p->out, doc_is_subtitle(p->d, b) ?
		    "<p class=\"subtitle\">" : tags[b->kind].open);
		add_inlines(p->out, b);
		buf_addz(p->out, tags[b->kind].close);
	}
}

/* Pictures that have no place in the body. */
static void
add_loose_pictures(struct page_out *p)
{
	const struct doc *d = p->d;
	bool *placed = doc_images_placed(d);
	size_t i;

	for (i = 0; i < d->nimages; i++)
		if (!placed[i])
			add_picture(p, &d->images[i], SLICE(""));
	free(placed);
}

static void
add_body(struct page_out *p)
{
	const struct doc *d = p->d;
	size_t i;

	add_loose_pictures(p);
	buf_addz(p->out, "<div itemprop=\"articleBody\">\n");
	for (i = 0; i < d->nblocks; i++)
		add_block(p, &d->blocks[i]);
	close_lists(p, 0);
	buf_addz(p->out, "</div>\n");
}

static void
add_article(struct page_out *p)
{
	const struct doc *d = p->d;
	struct buf *out = p->out;

	buf_addz(out, "<article itemscope "
	    "itemtype=\"https://schema.org/NewsArticle\">\n");
	add_header(p);
	add_body(p);
	if (d->tags.n)
		buf_addz(out, "<footer class=\"tags\">");
	add_spans(out, &d->tags, ", ", " itemprop=\"keywords\"");
	buf_addz(out, d->tags.n ? "</footer>\n</article>\n" :
	    "</article>\n");
	if (is_safe(d->url)) {
		buf_addz(out, "<p class=\"source\"><a");
		add_attr(out, "href", d->url);
		buf_addc(out, '>');
		add_text(out, d->url);
		buf_addz(out, "</a></p>\n");
	}
}

/* ---- related headlines ---- */

static void
add_related(struct page_out *p)
{
	const struct related *r;
	struct buf *out = p->out;
	struct slice to;
	size_t i;

	if (p->d->nrelated == 0)
		return;
	buf_addz(out, "<aside class=\"related\">\n<h2>Related</h2>\n<ul>\n");
	for (i = 0; i < p->d->nrelated; i++) {
		r = &p->d->related[i];
		to = p->links && p->links->related ? p->links->related[i] :
		    SLICE("");
		if (to.len == 0 && is_safe(r->url))
			to = r->url;
		buf_addz(out, "<li>");
		if (to.len) {
			buf_addz(out, "<a");
			add_attr(out, "href", to);
			buf_addc(out, '>');
		}
		add_text(out, r->title.len ? r->title : r->url);
		buf_addz(out, to.len ? "</a></li>\n" : "</li>\n");
	}
	buf_addz(out, "</ul>\n</aside>\n");
}

/* ---- comments ---- */

/* "c12": letters, then a number. */
static bool
is_id(struct slice x)
{
	size_t i;

	for (i = 0; i < x.len; i++)
		if (!ascii_alpha(x.s[i]) && !ascii_digit(x.s[i]) &&
		    x.s[i] != '-' && x.s[i] != '_')
			return false;
	return x.len > 0 && x.len < 100 && ascii_alpha(*x.s) &&
	    ascii_digit(x.s[x.len - 1]);
}

static int
by_hash(const void *a, const void *b)
{
	const uint64_t *x = a, *y = b;

	return *x < *y ? -1 : *x > *y;
}

/* Whether the page's own ids are ids here, and each is one comment's. */
static bool
has_own_ids(const struct doc *d)
{
	uint64_t *hash = mem_alloc(d->ncomments + 1, sizeof(*hash));
	bool own = true;
	size_t i;

	for (i = 0; i < d->ncomments && own; i++) {
		own = is_id(d->comments[i].id);
		hash[i] = slice_hash(d->comments[i].id);
	}
	if (own && d->ncomments)
		qsort(hash, d->ncomments, sizeof(*hash), by_hash);
	for (i = 1; i < d->ncomments && own; i++)
		own = hash[i] != hash[i - 1];
	free(hash);
	return own;
}

static void
add_id(struct page_out *p, size_t comment)
{
	if (p->own_ids)
		buf_add(p->out, p->d->comments[comment].id);
	else
		buf_printf(p->out, "comment-%zu", comment + 1);
}

/* Paragraphs are parted by empty lines and by where a quotation begins or
 * ends. */
static void
add_paragraphs(struct buf *out, struct slice x)
{
	struct slice line;
	bool open = false;
	int depth, now = 0;

	for (x = slice_trim(x); slice_cut(&x, '\n', &line);) {
		depth = said_depth(&line, QUOTE_LEVELS);
		if (open && (depth != now || line.len == 0)) {
			buf_addz(out, "</p>\n");
			open = false;
		}
		for (; now < depth; now++)
			buf_addz(out, "<blockquote>\n");
		for (; now > depth; now--)
			buf_addz(out, "</blockquote>\n");
		if (line.len == 0)
			continue;
		buf_addz(out, open ? "<br>\n" : "<p>");
		add_text(out, line);
		open = true;
	}
	buf_addz(out, open ? "</p>\n" : "");
	for (; now > 0; now--)
		buf_addz(out, "</blockquote>\n");
}

/* The comment that one answers, a stand-in's for what answers that; -1. */
static int32_t
answered(const struct doc *d, const struct comment *c)
{
	while (c->parent >= 0 && (size_t)c->parent < d->ncomments &&
	    d->comments[c->parent].absent)
		c = &d->comments[c->parent];
	return (size_t)c->parent < d->ncomments ? c->parent : -1;
}

static void
add_answered(struct page_out *p, const struct comment *c)
{
	const struct doc *d = p->d;
	int32_t at = answered(d, c);
	bool stands = at == c->parent;	/* what it answers is here */
	struct slice to = c->reply_to;

	if (to.len == 0 && c->parent >= 0)
		to = d->comments[c->parent].author;
	if (to.len == 0)
		return;
	buf_addz(p->out, " <span class=\"in-reply-to\">in reply to ");
	if (at >= 0 && stands) {
		buf_addz(p->out, "<a href=\"#");
		add_id(p, (size_t)at);
		buf_addz(p->out, "\">");
	}
	add_text(p->out, to);
	buf_addz(p->out, at >= 0 && stands ? "</a></span>" : "</span>");
}

static void
add_comment(struct page_out *p, size_t at)
{
	const struct comment *c = &p->d->comments[at];
	int32_t parent = answered(p->d, c);
	struct buf *out = p->out;

	buf_addz(out, "<li class=\"comment\" id=\"");
	add_id(p, at);
	if (parent >= 0) {
		buf_addz(out, "\" data-parent=\"");
		add_id(p, (size_t)parent);
	}
	buf_addz(out, "\">\n<header><cite class=\"author\">");
	add_text(out, c->author);
	buf_addz(out, "</cite>");
	if (c->published.len) {
		buf_addc(out, ' ');
		add_time(out, c->published, "");
	}
	if (c->score != SCORE_NONE)
		buf_printf(out, " <span class=\"score\">%+d</span>",
		    (int)c->score);
	add_answered(p, c);		/* last: who reads it takes the rest */
	buf_addz(out, "</header>\n<div class=\"text\">\n");
	add_paragraphs(out, c->text);
	buf_addz(out, "</div>\n");
}

/* How deep each row stands where stand-ins do not: what answers one stands
 * where it would. */
static uint32_t *
depths(const struct doc *d, const struct tree *t)
{
	size_t n = tree_rows(t), i, parent;
	uint32_t *depth = mem_alloc(n + 1, sizeof(*depth));

	for (i = 0; i < n; i++) {
		parent = tree_parent(t, i);
		if (parent != TREE_NONE)
			depth[i] = depth[parent] +
			    !d->comments[tree_comment(t, parent)].absent;
	}
	return depth;
}

/* Each as a list item below what it answers; open: how many are. */
static void
add_comments(struct page_out *p)
{
	struct tree *t = tree_new(p->d, ORDER_PAGE);
	uint32_t *at = depths(p->d, t);
	size_t n = tree_rows(t), i, depth, open = 0;

	buf_addz(p->out, "<section class=\"comments\" "
	    "aria-label=\"Comments\">\n");
	for (i = 0; i < n; i++) {
		if (p->d->comments[tree_comment(t, i)].absent)
			continue;
		depth = at[i] < COMMENT_LEVELS ? at[i] : COMMENT_LEVELS;
		for (; open > depth + 1; open--)
			buf_addz(p->out, "</li>\n</ol>\n");
		buf_addz(p->out, open == depth + 1 ? "</li>\n" :
		    "<ol class=\"thread\">\n");
		open = depth + 1;
		add_comment(p, tree_comment(t, i));
	}
	for (; open > 0; open--)
		buf_addz(p->out, "</li>\n</ol>\n");
	buf_addz(p->out, "</section>\n");
	free(at);
	tree_free(t);
}

void
print_html(struct buf *out, const struct doc *d,
    const struct print_links *links)
{
	struct page_out p = { .out = out, .d = d, .links = links };

	p.own_ids = has_own_ids(d);
	add_head(&p);
	if (links && links->home) {
		buf_addz(out, "<nav><a");
		add_attr(out, "href", slice_z(links->home));
		buf_addz(out, ">All stories</a></nav>\n");
	}
	add_article(&p);
	add_related(&p);
	if (d->ncomments)
		add_comments(&p);
	buf_addz(out, "</body>\n</html>\n");
}

/* ---- lists of pages ---- */

void
print_html_entry(struct buf *out, struct slice headline,
    struct slice published, size_t n, const char *page)
{
	buf_addz(out, "<li><a");
	add_attr(out, "href", slice_z(page));
	buf_addc(out, '>');
	add_text(out, headline.len ? headline : SLICE(NO_HEADLINE));
	buf_addz(out, "</a>");
	if (published.len) {
		buf_addz(out, " · ");
		add_time(out, published, "");
	}
	if (n)
		buf_printf(out, " · %zu comment%s", n, n == 1 ? "" : "s");
	buf_addz(out, "</li>\n");
}

static void
add_way(struct buf *out, const char *rel, const char *to, const char *name)
{
	if (to == NULL)
		return;
	buf_printf(out, "<a rel=\"%s\"", rel);
	add_attr(out, "href", slice_z(to));
	buf_printf(out, ">%s</a>\n", name);
}

void
print_html_list(struct buf *out, struct slice entries, const char *newer,
    const char *older)
{
	begin_head(out, SLICE("en"), SLICE("Stories"));
	end_head(out);
	buf_addz(out, "<h1>Stories</h1>\n");
	if (entries.len) {
		buf_addz(out, "<ul>\n");
		buf_add(out, entries);
		buf_addz(out, "</ul>\n");
	}
	if (newer || older) {
		buf_addz(out, "<nav>\n");
		add_way(out, "prev", newer, "Newer");
		add_way(out, "next", older, "Older");
		buf_addz(out, "</nav>\n");
	}
	buf_addz(out, "</body>\n</html>\n");
}
