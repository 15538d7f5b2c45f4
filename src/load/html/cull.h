/*
 * cull: which of the blocks that were read are the article's text, once all
 * of them are known: no labels before and after it, nothing said twice, no
 * titles of what was left out.
 */
#ifndef LOAD_HTML_CULL_H
#define LOAD_HTML_CULL_H

#include "load/html/page.h"

#define LINE_GOOD 80			/* characters that make prose */

struct mark {				/* of a block of the document */
	uint32_t weight, linked;	/* characters; of them in links */
	size_t node;			/* its first text or the picture */
	const char *drop;		/* why it goes; NULL: it stays */
	bool links;			/* a list of links came after it */
	bool bold;			/* all of it */
};

/* Takes blocks out of the document; there is a mark for each.  The first
 * `lead` stood before the text's element; NO_NODE: it is a forum's post, of
 * which beginning and end are text. */
void cull_blocks(struct html_page *, struct mark *, size_t lead);

/* Only what is said twice, of blocks that a rule names. */
void cull_repeats(struct html_page *, struct mark *);

#endif
