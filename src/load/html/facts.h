/*
 * facts: what one source of metadata (JSON-LD, meta elements, microdata,
 * the text) says about a page.  Strings belong to the page's arena.
 */
#ifndef LOAD_HTML_FACTS_H
#define LOAD_HTML_FACTS_H

#include "doc/doc.h"

struct facts {
	struct slice headline, description, published, modified, body, site,
	    url, language, image,
	    filed,			/* the day in the page's address */
	    shown;			/* a date under the headline */
	struct slices authors, tags, sections,
	    topics;			/* tags by where their links lead */
	bool article;			/* its type is one of an article */
};

/* The first to speak is believed; what is empty says nothing. */
void fact_set(struct slice *field, struct slice value);
void fact_add(struct slices *, struct slice value);	/* no doubles */

/* Adds the parts of a list: "a; b, c" has two, "a, b" too. */
void fact_add_list(struct slices *, struct slice value);

void facts_free(struct facts *);

#endif
