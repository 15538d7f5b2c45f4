/*
 * spare: the text of an article of which the page's elements show next to
 * nothing, because a script is to put it there: from the metadata, or from
 * the longest string with markup in a script.
 */
#ifndef LOAD_HTML_SPARE_H
#define LOAD_HTML_SPARE_H

#include "load/html/page.h"

/* Puts such a text in the place of the document's blocks, if there is one
 * several times as long. */
void spare_read(struct html_page *);

#endif
