/*
 * page: an HTML document being read: its tree and what was measured of each
 * node.  Lives while html_parse() runs; slices that must stay go to the doc.
 */
#ifndef LOAD_HTML_PAGE_H
#define LOAD_HTML_PAGE_H

#include "doc/doc.h"
#include "load/date.h"
#include "load/html/tree.h"

struct explain;
struct hints;
struct named;

#define NO_NODE ((size_t)-1)

enum {					/* struct measure, flags: a set */
	NODE_SKIP = 1,			/* not shown: hidden, script, form .. */
	NODE_LINKED = 2,		/* within a link */
	NODE_HEADING = 4,		/* within h1 to h6 */
	NODE_JUNK = 8,			/* within what hints call no article */
	NODE_COMMENT = 16,		/* within the comments */
	NODE_RELATED = 32,		/* within the related headlines */
	NODE_PRE = 64,
	NODE_TAKEN = 128,		/* a figure that was added */
	NODE_REMOVED = 256,		/* by a rule of the site */
	NODE_BODY = 512,		/* a rule says: the text; not within */
	NODE_POST = 1024		/* a rule says: a comment; the same */
};

/* Text is counted in characters, blanks folded; an ideograph counts 3. */
struct measure {
	uint32_t text;			/* shown below this node */
	uint32_t linked;		/* of it, in links */
	uint32_t prose;			/* of it, in long lines out of links */
	uint32_t links;			/* links with text */
	int32_t score;			/* prose adds, link lines take away */
	uint32_t block;			/* the block element it is in */
	uint32_t hints;			/* of its own attributes */
	uint32_t flags;			/* inherited */
};

struct html_page {
	struct doc *doc;
	struct tree_html *tree;
	struct measure *m;		/* one for each node */
	struct hints *hints;		/* asked for so far */
	struct slice base;		/* what links are relative to */
	struct slice full;		/* articleBody as the metadata has it */
	size_t h1;			/* the headline's element or NO_NODE */
	size_t post, post_end;		/* the first of a forum, or NO_NODE */
	struct slice opener, opened;	/* its author and time, or empty */
	uint32_t posts;			/* characters of all comments */
	bool article;			/* the metadata says so: no forum */
	enum date_order order;		/* of 4/6/2019 on this page */
	struct named *named;		/* by rules of the site; or NULL */
	struct explain *explain;	/* who wants to know why, or NULL */
	struct arena arena;
};

/* The tree of d->text, or of a text that outlives the page; flags may be
 * set before html_measure() fills in the rest. */
void html_open(struct html_page *, struct doc *d);
void html_open_text(struct html_page *, struct doc *, struct slice text);
void html_measure(struct html_page *);
void html_close(struct html_page *);

/* Sets flag in the nodes from first up to end. */
void html_mark(struct html_page *, size_t first, size_t end, uint32_t flag);

/* Once h1 is known: what holds it is no junk. */
void html_titled(struct html_page *);

/* Fills prose and score; after the comments were marked. */
void html_score(struct html_page *);

/* The characters of x as struct measure counts them. */
uint32_t text_weight(struct slice x);

/* The shown text below node, a string of page->arena: with a blank where a
 * block or a line begins, other white space as it is in the source. */
struct slice html_text(const struct html_page *, size_t node);

/* The value of an attribute, or ref, resolved against the base; a string of
 * the arena.  Empty where there is none, or it leads within the page or to
 * something that is neither of the web nor mail. */
struct slice html_url(struct html_page *, size_t node, const char *attr);
struct slice html_resolve(struct html_page *, struct slice ref);

static inline const struct node *
html_node(const struct html_page *p, size_t i)
{
	return &p->tree->nodes[i];
}

#endif
