/*
 * quote: the line "Bob wrote:" at the head of a quotation: not quoted, but
 * the name of whom it answers.
 */
#ifndef LOAD_HTML_QUOTE_H
#define LOAD_HTML_QUOTE_H

#include "load/html/page.h"

/* Whether the element sets a quotation apart. */
bool is_quote(const struct html_page *, size_t node);

/* The first element in a quotation, if it says where that is from: by a
 * colon at its end or a link to it; else NO_NODE. */
size_t quote_line(const struct html_page *, size_t quote);

/* The name in that line.  author: of the comment it is known to answer, or
 * empty.  A string of the arena, or empty. */
struct slice quote_name(struct html_page *, size_t line,
    struct slice author);

#endif
