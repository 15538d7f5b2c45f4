/*
 * opening: the post that opened a thread, where it stands apart from those
 * that answer it: its text is in an element made as theirs are.
 */
#ifndef LOAD_HTML_OPENING_H
#define LOAD_HTML_OPENING_H

#include "load/html/template.h"

/* The element of its text, or NO_NODE.  Sets the page's opener and
 * opened.  n members, in document order. */
size_t opening_find(struct html_page *, const struct marks *,
    const struct member *, size_t n);

#endif
