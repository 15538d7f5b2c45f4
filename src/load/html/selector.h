/*
 * selector: which elements of a page a CSS selector names.  Known: a name
 * or *, #id, .class, [attr] with = ~= |= ^= $= *= and the flag i, :not(),
 * :first-child, :last-child, :only-child, :nth-child(); blank, > + ~ and
 * lists with commas (Selectors Level 4; classes and ids as they are
 * written, whatever the page's mode).  Read from the left, a node at a
 * time, with a bit for each step: linear, whatever the selector.
 */
#ifndef LOAD_HTML_SELECTOR_H
#define LOAD_HTML_SELECTOR_H

#include "base/err.h"
#include "load/html/tree.h"

#define SELECTOR_MAX 64		/* compounds in one, lists and all */

struct selector;

/*
 * text as a selector that lives in the arena.  NULL: *at is where in the
 * text it goes wrong (text.len: at its end), err says what.
 */
struct selector *selector_parse(struct slice text, struct arena *,
    size_t *at, struct err *);

struct selector_level {			/* of an open element */
	uint64_t here;			/* steps that end in it */
	uint64_t above;			/* in it or what it is in */
	uint64_t before;		/* in its last child so far */
	uint64_t earlier;		/* in any child so far */
	uint32_t children;		/* elements so far */
};

struct selector_walk {
	const struct selector *selector;
	const struct tree_html *tree;
	size_t next;			/* node */
	struct selector_level levels[TREE_MAX_DEPTH + 2];
};

void selector_start(struct selector_walk *, const struct selector *,
    const struct tree_html *);

/* The next element it names, in the order of the document; tree->n at the
 * end. */
size_t selector_next(struct selector_walk *);

#endif
