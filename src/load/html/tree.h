/*
 * tree: a shallow tree of an HTML document: nodes in document order in one
 * array, each with its parent and the end of its subtree, with the implied
 * end tags that real pages rest on (p, li, dt, dd, tr, td, option, ...).
 * Not the WHATWG tree construction: no adoption agency, no foster parents;
 * mis-nested tags close what they can.  Linear in the input; depth is
 * capped by flattening.
 *
 *	i = 0 ... tree->n:  children of i start at i + 1,
 *	the next sibling of j is tree->nodes[j].end.
 *
 * head and body are there as soon as something belongs in them; what
 * follows </body> is in it still.  Two text nodes may be neighbours (a
 * comment or a stray end tag stood between).  Script, style and the other
 * elements whose content is no markup have it as one text node.  In SVG and
 * MathML all elements but svg, math, script and style are TAG_OTHER.
 */
#ifndef LOAD_HTML_TREE_H
#define LOAD_HTML_TREE_H

#include "base/arena.h"
#include "base/buf.h"
#include "load/html/token.h"

#define TREE_MAX_DEPTH 400	/* of a node; what is deeper hangs there */
#define TREE_MAX_NODES 8000000

/* The element names we ask about or that the parsing rests on; others are
 * TAG_OTHER.  tree.c's table holds the names. */
enum tag {
	TAG_TEXT, TAG_OTHER,
	TAG_A, TAG_ABBR, TAG_ADDRESS, TAG_AMP_IMG, TAG_APPLET, TAG_AREA,
	TAG_ARTICLE, TAG_ASIDE, TAG_B, TAG_BASE, TAG_BASEFONT, TAG_BGSOUND,
	TAG_BIG, TAG_BLOCKQUOTE, TAG_BODY, TAG_BR, TAG_BUTTON, TAG_CAPTION,
	TAG_CENTER, TAG_CITE, TAG_CODE, TAG_COL, TAG_COLGROUP, TAG_DD,
	TAG_DEL, TAG_DETAILS, TAG_DIALOG, TAG_DIR, TAG_DIV, TAG_DL, TAG_DT,
	TAG_EM, TAG_EMBED, TAG_FIELDSET, TAG_FIGCAPTION, TAG_FIGURE,
	TAG_FONT, TAG_FOOTER, TAG_FORM, TAG_FRAME, TAG_FRAMESET, TAG_H1,
	TAG_H2, TAG_H3, TAG_H4, TAG_H5, TAG_H6, TAG_HEAD, TAG_HEADER,
	TAG_HGROUP, TAG_HR, TAG_HTML, TAG_I, TAG_IFRAME, TAG_IMG, TAG_INPUT,
	TAG_INS, TAG_KBD, TAG_KEYGEN, TAG_LABEL, TAG_LEGEND, TAG_LI,
	TAG_LINK, TAG_LISTING, TAG_MAIN, TAG_MARK, TAG_MARQUEE, TAG_MATH,
	TAG_MENU, TAG_META, TAG_NAV, TAG_NOBR, TAG_NOEMBED, TAG_NOFRAMES,
	TAG_NOSCRIPT, TAG_OBJECT, TAG_OL, TAG_OPTGROUP, TAG_OPTION, TAG_P,
	TAG_PARAM, TAG_PICTURE, TAG_PLAINTEXT, TAG_PRE, TAG_Q, TAG_RB,
	TAG_RP, TAG_RT, TAG_RTC, TAG_RUBY, TAG_S, TAG_SAMP, TAG_SCRIPT,
	TAG_SEARCH, TAG_SECTION, TAG_SELECT, TAG_SMALL, TAG_SOURCE,
	TAG_SPAN, TAG_STRIKE, TAG_STRONG, TAG_STYLE, TAG_SUB, TAG_SUMMARY,
	TAG_SUP, TAG_SVG, TAG_TABLE, TAG_TBODY, TAG_TD, TAG_TEMPLATE,
	TAG_TEXTAREA, TAG_TFOOT, TAG_TH, TAG_THEAD, TAG_TIME, TAG_TITLE,
	TAG_TR, TAG_TRACK, TAG_TT, TAG_U, TAG_UL, TAG_VAR, TAG_VIDEO,
	TAG_WBR, TAG_XMP,
	TAG_COUNT
};

struct node {
	uint16_t tag;			/* enum tag */
	uint16_t depth;			/* of the root 0 */
	uint32_t parent;		/* node; the root is its own */
	uint32_t end;			/* first node past the subtree */
	uint32_t nattrs;
	struct attr *attrs;		/* of an element */
	struct slice text;		/* TAG_TEXT: its text, references
					   decoded, blanks as they were;
					   TAG_OTHER: the element's name */
};

struct tree_html {
	struct arena arena;
	struct node *nodes;		/* nodes[0] is a TAG_HTML root */
	size_t n, cap;
	bool truncated;
};

/* The tree of input, which must outlive it.  Never fails. */
struct tree_html *tree_parse(struct slice input);
void tree_html_free(struct tree_html *);

/* The value of an attribute; s is NULL where there is none. */
struct slice node_attr_named(const struct node *, struct slice name);

static inline struct slice
node_attr(const struct node *e, const char *name)
{
	return node_attr_named(e, slice_z(name));
}

/* True where the class attribute holds the word, ASCII case ignored. */
bool node_has_class(const struct node *, const char *word);

struct slice tag_name(enum tag);	/* empty for TAG_TEXT, TAG_OTHER */
bool tag_is_block(enum tag);		/* starts a line of its own */

/*
 * Appends the text below node, white space as in the source.  What a reader
 * does not see as text is left out: script, style, template, svg, iframe,
 * noembed and noframes below node; node itself may be one of them.
 */
void tree_text(const struct tree_html *, size_t node, struct buf *);

#endif
