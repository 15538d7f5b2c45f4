/*
 * title: the headline and the standfirst: what is seen, confirmed by what
 * the metadata says.
 */
#ifndef LOAD_HTML_TITLE_H
#define LOAD_HTML_TITLE_H

#include "load/html/page.h"

/* said[0..n) is what the metadata calls the page, the best first; any may
 * be empty.  Sets the document's headline and p->h1. */
void title_read(struct html_page *, const struct slice *said, size_t n);

/* The same of its description; sets the document's subtitle where the page
 * shows one. */
void title_subtitle(struct html_page *, const struct slice *said, size_t n);

#endif
