/*
 * label: elements of an article that say something of it and are no text:
 * who wrote it and when, lists of links.
 */
#ifndef LOAD_HTML_LABEL_H
#define LOAD_HTML_LABEL_H

#include "load/html/page.h"

/* Whether an element of that measure is a list of links, or mostly links:
 * no text of the article. */
bool label_links(const struct measure *, enum tag);

/* Whether it is names, dates, tags, votes; root is the element with the
 * article's text. */
bool label_is(const struct html_page *, size_t node, size_t root);

#endif
