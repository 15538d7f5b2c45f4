/*
 * article: where the running text of a page is, and that text as blocks.
 */
#ifndef LOAD_HTML_ARTICLE_H
#define LOAD_HTML_ARTICLE_H

#include "load/html/page.h"

/* The element that holds the article, or NO_NODE. */
size_t article_find(const struct html_page *);

/* Adds the blocks and images of the element to the document; the headline
 * must be known. */
void article_read(struct html_page *, size_t root);

/* The same of the elements that are flagged NODE_BODY. */
void article_named(struct html_page *);

/* The same of a forum's first post, which is marked as a comment: an
 * element, or the nodes from post up to end. */
void article_post(struct html_page *, size_t post, size_t end);

#endif
