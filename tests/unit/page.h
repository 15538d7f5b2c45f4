/* A page of HTML, given as a string. */
#ifndef TESTS_UNIT_PAGE_H
#define TESTS_UNIT_PAGE_H

#include "load/html/html.h"

/* Empties b; doc_free() what it gives. */
static inline struct doc *
read_page(struct buf *b)
{
	struct doc *d = doc_new("page.html");

	doc_own_text(d, b);
	html_parse(d, NULL);
	return d;
}

static inline struct doc *
read_string(const char *html)
{
	struct buf b = { 0 };

	buf_addz(&b, html);
	return read_page(&b);
}

#endif
