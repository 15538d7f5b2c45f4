/*
 * builder: the open elements of a tree that is being made, and what opens
 * and closes them.  Inside of tree.
 */
#ifndef LOAD_HTML_BUILDER_H
#define LOAD_HTML_BUILDER_H

#include "load/html/tree.h"

#define NAMES 512		/* slots by name; > 2 TAG_COUNT */
#define OTHERS 256		/* chains of open elements without a tag */

enum {					/* of an element's flags */
	VOID = 1,			/* has no content */
	BLOCK = 2,			/* starts a line of its own */
	SPECIAL = 4,			/* 13.2.4.2: stops inline end tags */
	SOFT = 8,			/* ... but not the search for an li */
	SCOPE = 16,			/* 13.2.4.2: stops block end tags */
	IMPLIED = 32,			/* 13.2.6.3: its end tag is implied */
	BREAKOUT = 64,			/* 13.2.6.5: ends SVG and MathML */
	IN_HEAD = 128,			/* does not open the body */
	HIDDEN = 256,			/* no text of the page */
	NEWLINE = 512,			/* eats the newline after its tag */
	FOREIGN = 1024			/* SVG, MathML */
};

enum phase { BEFORE_HEAD, AT_HEAD, AT_BODY };

/* An open element.  Places are indexes of the stack; place 0 is the root's,
 * and stands for "none" as well. */
struct open {
	uint32_t node;
	uint32_t container;		/* node: parent of what comes in it */
	uint32_t outer;			/* place with the same key */
	uint32_t scope, special, hard;	/* innermost place of the kind */
	uint16_t key;			/* tag, or TAG_COUNT + a hash */
	bool foreign;			/* what comes in it is SVG, MathML */
	bool closed;			/* goes when it is on top again */
};

struct builder {
	struct tree_html *tree;
	struct tokenizer *tokens;
	struct open *stack;
	size_t n, cap;
	enum phase phase;
	bool foreign;			/* as the tokenizer knows it */
	bool eat_newline;
	size_t nforeign;		/* open elements that are */
	size_t body;			/* node */
	uint32_t hash;			/* of the tag's name at hand */
	uint32_t last[TAG_COUNT + OTHERS];	/* innermost place by key */
	uint8_t names[NAMES];		/* enum tag by name; 0 is none */
};

/* start: before the element is added; false drops the tag.
 * end: what its end tag does. */
struct element {
	struct slice name;
	uint16_t flags;
	uint16_t content;		/* enum token_state */
	bool (*start)(struct builder *, enum tag, const struct token *);
	void (*end)(struct builder *, enum tag);
};

extern const struct element element_table[TAG_COUNT];

size_t builder_add(struct builder *, enum tag);		/* a node */
void builder_set_attrs(struct builder *, size_t node, const struct token *);

/* The node, which was just added, is open from now on; the flags that
 * count are SCOPE, SPECIAL and SOFT. */
void builder_push(struct builder *, size_t node, uint16_t key,
    uint16_t flags, bool foreign);
void builder_open(struct builder *, enum tag);		/* both at once */

/* Closes all from place on, which is not the root's. */
void builder_close(struct builder *, size_t place);

/* Closes the element at place, and what is open in it, if it is in scope.
 * A place that is a scope of its own is. */
void builder_close_scoped(struct builder *, uint32_t place, uint32_t scope);

/* The element goes when all that is open in it has gone. */
void builder_close_later(struct builder *, uint32_t place);
void builder_finish(struct builder *);			/* closes all */

/* Neither in the body nor in something that is in the head. */
bool builder_is_outside(const struct builder *);

/* Opens the head or the body for the tag, if none is open yet. */
void builder_enter(struct builder *, enum tag);

static inline struct open *
builder_top(const struct builder *b)
{
	return &b->stack[b->n - 1];
}

static inline enum tag
builder_tag_at(const struct builder *b, size_t place)
{
	return b->tree->nodes[b->stack[place].node].tag;
}

static inline uint32_t
place_max(uint32_t a, uint32_t b)
{
	return a > b ? a : b;
}

#endif
