/*
 * own: pages that lede wrote (view/webpage.c): what is what on them is no
 * question.
 */
#ifndef LOAD_HTML_OWN_H
#define LOAD_HTML_OWN_H

#include "load/html/page.h"
#include "load/html/site.h"

/* Adds the rules for such a page; none where it is another. */
void own_rules(const struct html_page *, struct sites *);

#endif
