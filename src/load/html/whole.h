/*
 * whole: all text of a page, nothing judged: of mail, and of pages in which
 * no article was found.
 */
#ifndef LOAD_HTML_WHOLE_H
#define LOAD_HTML_WHOLE_H

#include "load/html/page.h"

/* Adds all that is shown as blocks; pictures are left out. */
void whole_read(struct html_page *);

/* Reads d->text, HTML, so. */
void whole_parse(struct doc *);

#endif
