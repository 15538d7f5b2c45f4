/*
 * post: one comment out of its element: who, when, and the text.
 */
#ifndef LOAD_HTML_POST_H
#define LOAD_HTML_POST_H

#include "load/html/template.h"

/* Adds the member as a comment. */
void html_post(struct html_page *, const struct marks *,
    const struct member *);

#endif
