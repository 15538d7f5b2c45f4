/*
 * tags: what a page is about, as links under the story show it, and lists
 * of such words cleaned.
 */
#ifndef LOAD_HTML_TAGS_H
#define LOAD_HTML_TAGS_H

#include "load/html/facts.h"
#include "load/html/page.h"

/* Fills tags and topics, and sections where a link says it is one; p->h1
 * should be known. */
void tags_read(struct html_page *, struct facts *);

/* The first list that people can read goes to the document, cleaned. */
void tags_pick(struct html_page *, const struct slices *const *from,
    size_t n);

#endif
