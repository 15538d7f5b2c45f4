/*
 * lead: what stands between the headline and the element that holds the
 * text, and is read before it: the first picture, the standfirst.
 */
#ifndef LOAD_HTML_LEAD_H
#define LOAD_HTML_LEAD_H

#include "load/html/page.h"

#define LEAD_MAX 8			/* elements */

/* Fills at with the elements, in order, and returns how many. */
size_t lead_find(const struct html_page *, size_t root, size_t at[LEAD_MAX]);

#endif
