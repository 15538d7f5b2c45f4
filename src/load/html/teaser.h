/*
 * teaser: lists of other stories, told by what repeats in them: a headline
 * that is a link, with few words around it.
 */
#ifndef LOAD_HTML_TEASER_H
#define LOAD_HTML_TEASER_H

#include "load/html/page.h"

/* Marks them NODE_JUNK; the headline must be known. */
void teaser_mark(struct html_page *);

#endif
