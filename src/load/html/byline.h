/*
 * byline: the lines around a headline: who wrote it and when, where filed.
 */
#ifndef LOAD_HTML_BYLINE_H
#define LOAD_HTML_BYLINE_H

#include "load/html/facts.h"
#include "load/html/page.h"

/* What the page shows; p->h1 should be known. */
void byline_read(struct html_page *, struct facts *);

/* The first list that holds names goes to the document, cleaned. */
void byline_authors(struct html_page *, const struct slices *const *from,
    size_t n);

/* Names in lines that no element marks: "By Ann Example". */
void byline_lines(struct html_page *, struct slices *);

#endif
