/*
 * post: one comment out of its element: who, when, and the text.  Where the
 * text is comes from the template: the smallest element that all members
 * of the group have and that holds nearly all that differs between them.
 */
#ifndef LOAD_HTML_POST_H
#define LOAD_HTML_POST_H

#include "load/html/marks.h"

struct member {				/* of the group of comments */
	uint32_t node, end;
	int32_t parent;			/* member it is nested in, or -1 */
	uint32_t body;			/* element with the text; 0: all */
};

/* Fills body of the n members, which are in document order. */
void post_bodies(const struct html_page *, const struct marks *,
    struct member *, size_t n);

/* Adds member i as a comment. */
void post_read(struct html_page *, const struct marks *,
    const struct member *, size_t i, size_t n);

#endif
