/*
 * subhead: headings that the markup does not call so: bold lines, and lines
 * of a class that nothing else has.
 */
#ifndef LOAD_HTML_SUBHEAD_H
#define LOAD_HTML_SUBHEAD_H

#include "load/html/cull.h"

/* Makes them headings of the document; there is a mark for each block. */
void subhead_find(const struct html_page *, const struct mark *);

#endif
