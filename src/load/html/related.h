/*
 * related: other stories a page leads to: a list of links whose texts read
 * as headlines, under a heading or called related, near the article.
 */
#ifndef LOAD_HTML_RELATED_H
#define LOAD_HTML_RELATED_H

#include "load/html/page.h"

/* Adds them to the document and marks their part NODE_RELATED.  `root` is
 * the article's element, or NO_NODE. */
void html_related(struct html_page *, size_t root);

#endif
