/*
 * tree: a shallow tree of an HTML document: nodes in document order in one
 * array, each with its parent and the end of its subtree, with the implied
 * end tags that real pages rest on (p, li, dt, dd, tr, td, option, ...).
 * Not the WHATWG tree construction: no adoption agency, no foster parents;
 * mis-nested tags close what they can.  Linear in the input; depth is
 * capped by flattening.
 *
 *	i = tree->root ... tree->n:  children of i start at i + 1,
 *	the next sibling of j is tree->nodes[j].end.
 */
#ifndef LOAD_HTML_TREE_H
#define LOAD_HTML_TREE_H

#include "base/arena.h"
#include "load/html/token.h"

#define TREE_MAX_DEPTH 400
#define TREE_MAX_NODES 8000000

/* The element names we ask about; others are TAG_OTHER.  tree.c's table
 * holds the names; sorted as there. */
enum tag {
	TAG_TEXT, TAG_OTHER,
	TAG_A, TAG_ABBR, TAG_ADDRESS, TAG_AMP_IMG, TAG_ARTICLE, TAG_ASIDE,
	TAG_B, TAG_BASE, TAG_BLOCKQUOTE, TAG_BODY, TAG_BR, TAG_BUTTON,
	TAG_CAPTION, TAG_CITE, TAG_CODE, TAG_DD, TAG_DEL, TAG_DETAILS,
	TAG_DIALOG, TAG_DIV, TAG_DL, TAG_DT, TAG_EM, TAG_FIELDSET,
	TAG_FIGCAPTION, TAG_FIGURE, TAG_FONT, TAG_FOOTER, TAG_FORM, TAG_H1,
	TAG_H2, TAG_H3, TAG_H4, TAG_H5, TAG_H6, TAG_HEAD, TAG_HEADER,
	TAG_HGROUP, TAG_HR, TAG_HTML, TAG_I, TAG_IFRAME, TAG_IMG, TAG_INPUT,
	TAG_INS, TAG_KBD, TAG_LABEL, TAG_LEGEND, TAG_LI, TAG_LINK, TAG_MAIN,
	TAG_MARK, TAG_MENU, TAG_META, TAG_NAV, TAG_NOSCRIPT, TAG_OBJECT,
	TAG_OL, TAG_OPTION, TAG_P, TAG_PICTURE, TAG_PRE, TAG_Q, TAG_S,
	TAG_SAMP, TAG_SCRIPT, TAG_SECTION, TAG_SELECT, TAG_SMALL,
	TAG_SOURCE, TAG_SPAN, TAG_STRIKE, TAG_STRONG, TAG_STYLE, TAG_SUB,
	TAG_SUMMARY, TAG_SUP, TAG_SVG, TAG_TABLE, TAG_TBODY, TAG_TD,
	TAG_TEMPLATE, TAG_TEXTAREA, TAG_TFOOT, TAG_TH, TAG_THEAD, TAG_TIME,
	TAG_TITLE, TAG_TR, TAG_TT, TAG_U, TAG_UL, TAG_VAR, TAG_VIDEO,
	TAG_COUNT
};

struct node {
	uint16_t tag;			/* enum tag */
	uint16_t depth;
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
void tree_free(struct tree_html *);

/* The value of an attribute; s is NULL where there is none. */
struct slice node_attr(const struct node *, const char *name);

/* True where the class attribute holds the word, ASCII case ignored. */
bool node_has_class(const struct node *, const char *word);

bool tag_is_block(enum tag);		/* starts a line of its own */

/* Appends the text below node, white space as in the source, script, style
 * and template left out. */
void tree_text(const struct tree_html *, size_t node, struct buf *);

#endif
