#include "load/html/builder.h"

/* Start tags: what they close before they open. */

static bool
close_p(struct builder *b)
{
	uint32_t p = b->last[TAG_P];

	if (p > place_max(builder_top(b)->scope, b->last[TAG_BUTTON]))
		builder_close(b, p);
	return true;
}

static bool
start_block(struct builder *b, enum tag tag, const struct token *tok)
{
	(void)tag, (void)tok;
	return close_p(b);
}

static bool
is_heading(enum tag tag)
{
	return tag >= TAG_H1 && tag <= TAG_H6;
}

static bool
start_heading(struct builder *b, enum tag tag, const struct token *tok)
{
	(void)tag, (void)tok;
	close_p(b);
	if (is_heading(builder_tag_at(b, b->n - 1)))
		builder_close(b, b->n - 1);
	return true;
}

/* li, dt and dd end their like, if only a div, address or p is between. */
static bool
start_item(struct builder *b, enum tag tag, const struct token *tok)
{
	uint32_t hard = builder_top(b)->hard;
	enum tag open = builder_tag_at(b, hard);

	(void)tok;
	if (tag == TAG_LI ? open == TAG_LI :
	    open == TAG_DD || open == TAG_DT)
		builder_close(b, hard);
	return close_p(b);
}

static void end_inline(struct builder *, enum tag);

/* a and nobr do not nest, button neither. */
static bool
start_lone(struct builder *b, enum tag tag, const struct token *tok)
{
	(void)tok;
	end_inline(b, tag);
	return true;
}

static bool
start_button(struct builder *b, enum tag tag, const struct token *tok)
{
	(void)tok;
	if (b->last[tag] > builder_top(b)->scope)
		builder_close(b, b->last[tag]);
	return true;
}

static bool
start_option(struct builder *b, enum tag tag, const struct token *tok)
{
	(void)tok;
	if (builder_tag_at(b, b->n - 1) == TAG_OPTION)
		builder_close(b, b->n - 1);
	if (tag == TAG_OPTGROUP && builder_tag_at(b, b->n - 1) == TAG_OPTGROUP)
		builder_close(b, b->n - 1);
	return true;
}

static bool
start_ruby_part(struct builder *b, enum tag tag, const struct token *tok)
{
	enum tag open = builder_tag_at(b, b->n - 1);

	(void)tag, (void)tok;
	if (open == TAG_RB || open == TAG_RP || open == TAG_RT)
		builder_close(b, b->n - 1);
	return true;
}

static bool
start_form(struct builder *b, enum tag tag, const struct token *tok)
{
	(void)tok;
	if (b->last[tag] > b->last[TAG_TEMPLATE])
		return false;
	return close_p(b);
}

/* 13.2.4.2, table scope. */
static uint32_t
table_place(const struct builder *b)
{
	return place_max(b->last[TAG_TABLE], b->last[TAG_TEMPLATE]);
}

static uint32_t
group_place(const struct builder *b)
{
	return place_max(b->last[TAG_TBODY],
	    place_max(b->last[TAG_THEAD], b->last[TAG_TFOOT]));
}

static bool
start_table(struct builder *b, enum tag tag, const struct token *tok)
{
	uint32_t scope = builder_top(b)->scope;

	(void)tok;
	if (builder_tag_at(b, scope) == tag)
		builder_close(b, scope);
	return close_p(b);
}

/* caption, col, colgroup, tbody, thead, tfoot */
static bool
start_table_part(struct builder *b, enum tag tag, const struct token *tok)
{
	uint32_t table = table_place(b);

	(void)tok;
	if (table == 0)
		return false;
	if (tag == TAG_COL && b->last[TAG_COLGROUP] > table)
		table = b->last[TAG_COLGROUP];
	if (b->n > table + 1)
		builder_close(b, table + 1);
	return true;
}

static bool
start_row(struct builder *b, enum tag tag, const struct token *tok)
{
	uint32_t table = table_place(b);

	(void)tag, (void)tok;
	if (table == 0)
		return false;
	builder_close(b, place_max(table, group_place(b)) + 1);
	return true;
}

static bool
start_cell(struct builder *b, enum tag tag, const struct token *tok)
{
	uint32_t table = table_place(b);

	if (table == 0)
		return false;
	if (b->last[TAG_TR] > table) {
		builder_close(b, b->last[TAG_TR] + 1);
		return true;
	}
	start_row(b, tag, tok);
	builder_open(b, TAG_TR);
	return true;
}

static void
merge_attrs(struct builder *b, size_t node, const struct token *tok)
{
	if (b->tree->nodes[node].nattrs == 0)
		builder_set_attrs(b, node, tok);
}

static bool
start_html(struct builder *b, enum tag tag, const struct token *tok)
{
	(void)tag;
	merge_attrs(b, 0, tok);
	return false;
}

static bool
start_head(struct builder *b, enum tag tag, const struct token *tok)
{
	(void)tag, (void)tok;
	if (b->phase != BEFORE_HEAD)
		return false;
	b->phase = AT_HEAD;
	return true;
}

static bool
start_body(struct builder *b, enum tag tag, const struct token *tok)
{
	(void)tag;
	if (b->phase == AT_BODY) {
		merge_attrs(b, b->body, tok);
		return false;
	}
	builder_close(b, 1);
	b->phase = AT_BODY;
	b->body = b->tree->n;
	return true;
}

/* End tags. */

static void
end_none(struct builder *b, enum tag tag)
{
	(void)b, (void)tag;
}

static void
end_block(struct builder *b, enum tag tag)
{
	builder_close_scoped(b, b->last[tag], builder_top(b)->scope);
}

static void
end_heading(struct builder *b, enum tag tag)
{
	uint32_t place = 0;
	int i;

	(void)tag;
	for (i = TAG_H1; i <= TAG_H6; i++)
		place = place_max(place, b->last[i]);
	builder_close_scoped(b, place, builder_top(b)->scope);
}

static void
end_item(struct builder *b, enum tag tag)
{
	uint32_t scope = place_max(builder_top(b)->scope,
	    place_max(b->last[TAG_OL], b->last[TAG_UL]));

	builder_close_scoped(b, b->last[tag], scope);
}

/*
 * Blocks that are open in an inline element stay open at its end tag; the
 * element itself goes with the last of them (or so it looks in an array in
 * document order; 13.2.6.4.7 moves the blocks out).
 */
static void
end_inline(struct builder *b, enum tag tag)
{
	uint32_t place = b->last[tag];

	if (place == 0 || place < builder_top(b)->scope)
		return;
	if (place >= builder_top(b)->special)
		builder_close(b, place);
	else
		builder_close_later(b, place);
}

static void
end_form(struct builder *b, enum tag tag)
{
	uint32_t place = b->last[tag];

	if (place == 0 || place < builder_top(b)->scope)
		return;
	while (element_table[builder_tag_at(b, b->n - 1)].flags & IMPLIED)
		builder_close(b, b->n - 1);
	if (place == b->n - 1)
		builder_close(b, place);
	else
		builder_close_later(b, place);
}

/* Without a p to close there is an empty one. */
static void
end_p(struct builder *b, enum tag tag)
{
	uint32_t place = b->last[tag];

	if (place > place_max(builder_top(b)->scope, b->last[TAG_BUTTON])) {
		builder_close(b, place);
		return;
	}
	builder_enter(b, tag);
	builder_add(b, tag);
}

static void
end_br(struct builder *b, enum tag tag)
{
	builder_enter(b, tag);
	builder_add(b, tag);
}

static void
end_table_part(struct builder *b, enum tag tag)
{
	builder_close_scoped(b, b->last[tag], table_place(b));
}

static void
end_template(struct builder *b, enum tag tag)
{
	builder_close_scoped(b, b->last[tag], 0);
}

/* The head stays open for what belongs in it, until the body opens. */
static void
end_head(struct builder *b, enum tag tag)
{
	(void)tag;
	if (b->phase == AT_HEAD)
		builder_close(b, 2);
}

#define E(n, flags, start, end) { SLICE_INIT(n), (flags), 0, (start), (end) }
#define INLINE(n) { SLICE_INIT(n), 0, 0, NULL, end_inline }
#define MARKED(n) { SLICE_INIT(n), BREAKOUT, 0, NULL, end_inline }
#define BLOCK_OF(n, more) \
	{ SLICE_INIT(n), SPECIAL | BLOCK | (more), 0, start_block, end_block }
#define HEADING(n) { SLICE_INIT(n), SPECIAL | BLOCK | BREAKOUT, 0, \
	start_heading, end_heading }
#define VOID_OF(n, more) \
	{ SLICE_INIT(n), VOID | SPECIAL | (more), 0, NULL, end_none }
#define TEXT_OF(n, flags, content) \
	{ SLICE_INIT(n), SPECIAL | (flags), (content), NULL, end_block }
#define CELL_OF(n, more, start) \
	{ SLICE_INIT(n), SPECIAL | BLOCK | (more), 0, (start), end_table_part }

const struct element element_table[TAG_COUNT] = {
	[TAG_A] = E("a", 0, start_lone, end_inline),
	[TAG_ABBR] = INLINE("abbr"),
	[TAG_ADDRESS] = BLOCK_OF("address", SOFT),
	[TAG_AMP_IMG] = INLINE("amp-img"),
	[TAG_APPLET] = E("applet", SPECIAL | SCOPE, NULL, end_block),
	[TAG_AREA] = VOID_OF("area", 0),
	[TAG_ARTICLE] = BLOCK_OF("article", 0),
	[TAG_ASIDE] = BLOCK_OF("aside", 0),
	[TAG_B] = MARKED("b"),
	[TAG_BASE] = VOID_OF("base", IN_HEAD),
	[TAG_BASEFONT] = VOID_OF("basefont", IN_HEAD),
	[TAG_BGSOUND] = VOID_OF("bgsound", IN_HEAD),
	[TAG_BIG] = MARKED("big"),
	[TAG_BLOCKQUOTE] = BLOCK_OF("blockquote", BREAKOUT),
	[TAG_BODY] = E("body", SPECIAL | BLOCK | BREAKOUT, start_body,
	    end_none),
	[TAG_BR] = E("br", SPECIAL | VOID | BREAKOUT, NULL, end_br),
	[TAG_BUTTON] = E("button", SPECIAL, start_button, end_block),
	[TAG_CAPTION] = CELL_OF("caption", SCOPE, start_table_part),
	[TAG_CENTER] = BLOCK_OF("center", BREAKOUT),
	[TAG_CITE] = INLINE("cite"),
	[TAG_CODE] = MARKED("code"),
	[TAG_COL] = E("col", SPECIAL | VOID, start_table_part, end_none),
	[TAG_COLGROUP] = CELL_OF("colgroup", 0, start_table_part),
	[TAG_DD] = E("dd", SPECIAL | BLOCK | BREAKOUT | IMPLIED, start_item,
	    end_block),
	[TAG_DEL] = INLINE("del"),
	[TAG_DETAILS] = BLOCK_OF("details", 0),
	[TAG_DIALOG] = E("dialog", BLOCK, start_block, end_block),
	[TAG_DIR] = BLOCK_OF("dir", 0),
	[TAG_DIV] = BLOCK_OF("div", SOFT | BREAKOUT),
	[TAG_DL] = BLOCK_OF("dl", BREAKOUT),
	[TAG_DT] = E("dt", SPECIAL | BLOCK | BREAKOUT | IMPLIED, start_item,
	    end_block),
	[TAG_EM] = MARKED("em"),
	[TAG_EMBED] = VOID_OF("embed", BREAKOUT),
	[TAG_FIELDSET] = BLOCK_OF("fieldset", 0),
	[TAG_FIGCAPTION] = BLOCK_OF("figcaption", 0),
	[TAG_FIGURE] = BLOCK_OF("figure", 0),
	[TAG_FONT] = MARKED("font"),
	[TAG_FOOTER] = BLOCK_OF("footer", 0),
	[TAG_FORM] = E("form", SPECIAL | BLOCK, start_form, end_form),
	[TAG_FRAME] = VOID_OF("frame", 0),
	[TAG_FRAMESET] = E("frameset", SPECIAL | BLOCK, NULL, end_block),
	[TAG_H1] = HEADING("h1"),
	[TAG_H2] = HEADING("h2"),
	[TAG_H3] = HEADING("h3"),
	[TAG_H4] = HEADING("h4"),
	[TAG_H5] = HEADING("h5"),
	[TAG_H6] = HEADING("h6"),
	[TAG_HEAD] = E("head", SPECIAL | BLOCK | BREAKOUT | IN_HEAD,
	    start_head, end_head),
	[TAG_HEADER] = BLOCK_OF("header", 0),
	[TAG_HGROUP] = BLOCK_OF("hgroup", 0),
	[TAG_HR] = E("hr", SPECIAL | BLOCK | VOID | BREAKOUT, start_block,
	    end_none),
	[TAG_HTML] = E("html", SPECIAL | BLOCK | SCOPE, start_html,
	    end_none),
	[TAG_I] = MARKED("i"),
	[TAG_IFRAME] = TEXT_OF("iframe", HIDDEN, STATE_RAWTEXT),
	[TAG_IMG] = VOID_OF("img", BREAKOUT),
	[TAG_INPUT] = VOID_OF("input", 0),
	[TAG_INS] = INLINE("ins"),
	[TAG_KBD] = INLINE("kbd"),
	[TAG_KEYGEN] = VOID_OF("keygen", 0),
	[TAG_LABEL] = INLINE("label"),
	[TAG_LEGEND] = E("legend", BLOCK, NULL, end_inline),
	[TAG_LI] = E("li", SPECIAL | BLOCK | BREAKOUT | IMPLIED, start_item,
	    end_item),
	[TAG_LINK] = VOID_OF("link", IN_HEAD),
	[TAG_LISTING] = BLOCK_OF("listing", BREAKOUT | NEWLINE),
	[TAG_MAIN] = BLOCK_OF("main", 0),
	[TAG_MARK] = INLINE("mark"),
	[TAG_MARQUEE] = E("marquee", SPECIAL | SCOPE, NULL, end_block),
	[TAG_MATH] = E("math", FOREIGN, NULL, end_inline),
	[TAG_MENU] = BLOCK_OF("menu", BREAKOUT),
	[TAG_META] = VOID_OF("meta", IN_HEAD | BREAKOUT),
	[TAG_NAV] = BLOCK_OF("nav", 0),
	[TAG_NOBR] = E("nobr", BREAKOUT, start_lone, end_inline),
	[TAG_NOEMBED] = TEXT_OF("noembed", HIDDEN, STATE_RAWTEXT),
	[TAG_NOFRAMES] = TEXT_OF("noframes", HIDDEN | IN_HEAD,
	    STATE_RAWTEXT),
	[TAG_NOSCRIPT] = TEXT_OF("noscript", IN_HEAD, STATE_DATA),
	[TAG_OBJECT] = E("object", SPECIAL | SCOPE, NULL, end_block),
	[TAG_OL] = BLOCK_OF("ol", BREAKOUT),
	[TAG_OPTGROUP] = E("optgroup", BLOCK | IMPLIED, start_option,
	    end_inline),
	[TAG_OPTION] = E("option", BLOCK | IMPLIED, start_option,
	    end_inline),
	[TAG_P] = E("p", SPECIAL | BLOCK | BREAKOUT | SOFT | IMPLIED,
	    start_block, end_p),
	[TAG_PARAM] = VOID_OF("param", 0),
	[TAG_PICTURE] = INLINE("picture"),
	[TAG_PLAINTEXT] = { SLICE_INIT("plaintext"), SPECIAL | BLOCK,
	    STATE_PLAINTEXT, start_block, end_block },
	[TAG_PRE] = BLOCK_OF("pre", BREAKOUT | NEWLINE),
	[TAG_Q] = INLINE("q"),
	[TAG_RB] = E("rb", IMPLIED, start_ruby_part, end_inline),
	[TAG_RP] = E("rp", IMPLIED, start_ruby_part, end_inline),
	[TAG_RT] = E("rt", IMPLIED, start_ruby_part, end_inline),
	[TAG_RTC] = E("rtc", IMPLIED, start_ruby_part, end_inline),
	[TAG_RUBY] = MARKED("ruby"),
	[TAG_S] = MARKED("s"),
	[TAG_SAMP] = INLINE("samp"),
	[TAG_SCRIPT] = TEXT_OF("script", HIDDEN | IN_HEAD, STATE_SCRIPT),
	[TAG_SEARCH] = BLOCK_OF("search", 0),
	[TAG_SECTION] = BLOCK_OF("section", 0),
	[TAG_SELECT] = E("select", SPECIAL, NULL, end_block),
	[TAG_SMALL] = MARKED("small"),
	[TAG_SOURCE] = VOID_OF("source", 0),
	[TAG_SPAN] = MARKED("span"),
	[TAG_STRIKE] = MARKED("strike"),
	[TAG_STRONG] = MARKED("strong"),
	[TAG_STYLE] = TEXT_OF("style", HIDDEN | IN_HEAD, STATE_RAWTEXT),
	[TAG_SUB] = MARKED("sub"),
	[TAG_SUMMARY] = BLOCK_OF("summary", 0),
	[TAG_SUP] = MARKED("sup"),
	[TAG_SVG] = E("svg", FOREIGN | HIDDEN, NULL, end_inline),
	[TAG_TABLE] = { SLICE_INIT("table"), SPECIAL | BLOCK | SCOPE |
	    BREAKOUT, 0, start_table, end_table_part },
	[TAG_TBODY] = CELL_OF("tbody", 0, start_table_part),
	[TAG_TD] = CELL_OF("td", SCOPE, start_cell),
	[TAG_TEMPLATE] = E("template", SPECIAL | SCOPE | HIDDEN | IN_HEAD,
	    NULL, end_template),
	[TAG_TEXTAREA] = TEXT_OF("textarea", NEWLINE, STATE_RCDATA),
	[TAG_TFOOT] = CELL_OF("tfoot", 0, start_table_part),
	[TAG_TH] = CELL_OF("th", SCOPE, start_cell),
	[TAG_THEAD] = CELL_OF("thead", 0, start_table_part),
	[TAG_TIME] = INLINE("time"),
	[TAG_TITLE] = TEXT_OF("title", IN_HEAD, STATE_RCDATA),
	[TAG_TR] = CELL_OF("tr", 0, start_row),
	[TAG_TRACK] = VOID_OF("track", 0),
	[TAG_TT] = MARKED("tt"),
	[TAG_U] = MARKED("u"),
	[TAG_UL] = BLOCK_OF("ul", BREAKOUT),
	[TAG_VAR] = MARKED("var"),
	[TAG_VIDEO] = INLINE("video"),
	[TAG_WBR] = VOID_OF("wbr", 0),
	[TAG_XMP] = { SLICE_INIT("xmp"), SPECIAL | BLOCK, STATE_RAWTEXT,
	    start_block, end_block }
};
