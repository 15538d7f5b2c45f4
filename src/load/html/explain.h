/*
 * explain: for each block of a page, what it was taken for or why it was
 * left.  Those who decide note it with explain_as() and explain_left(),
 * which do nothing on a page where nobody asks.
 */
#ifndef LOAD_HTML_EXPLAIN_H
#define LOAD_HTML_EXPLAIN_H

#include "load/html/page.h"

struct verdict {			/* on a node and what is in it */
	const char *as;			/* static: "paragraph", "caption";
					   "" for what was left; or NULL */
	const char *why;		/* static, or of explain's arena */
	bool alone;			/* not on what follows in the block */
	bool listed;			/* taken, and has its line */
};

struct explain_line {			/* a block of the page; strings are */
	const char *as;			/* of the arena or static */
	struct slice why, where, words;
	size_t line;			/* of the source, from 1 */
	size_t count;			/* blocks that this stands for */
};

struct explain {			/* zeroed; filled by the loader */
	struct arena arena;
	struct explain_line *lines;
	size_t n, cap;
	bool elsewhere;			/* the text is from no element */
	struct slice notes;		/* on the whole page, lines of it */
	struct verdict *verdicts;	/* one a node, while it is read */
};

void explain_free(struct explain *);

/* Before anything is decided of the page, and when all is. */
void explain_open(struct html_page *);
void explain_close(struct html_page *, size_t root);

/* No block of the text is the page's after all. */
void explain_elsewhere(const struct html_page *);

static inline void
explain_as(const struct html_page *p, size_t node, const char *as,
    const char *why)
{
	if (p->explain)
		p->explain->verdicts[node] = (struct verdict){ as, why,
		    false, false };
}

/* The same of a name or a time, with other text after it. */
static inline void
explain_part(const struct html_page *p, size_t node, const char *as,
    const char *why)
{
	if (p->explain)
		p->explain->verdicts[node] = (struct verdict){ as, why,
		    true, false };
}

static inline void
explain_left(const struct html_page *p, size_t node, const char *why)
{
	explain_as(p, node, "", why);
}

#endif
