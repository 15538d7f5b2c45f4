/*
 * comments: the readers' part of a page, found by repetition: many elements
 * alike, each with a name, mostly a time, and a text of its own.
 */
#ifndef LOAD_HTML_COMMENTS_H
#define LOAD_HTML_COMMENTS_H

#include "load/html/page.h"

/* Adds them to the document and marks their part of the page
 * NODE_COMMENT.  False: there are none. */
bool html_comments(struct html_page *);

#endif
