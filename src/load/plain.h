/*
 * plain: plain text.  Paragraphs by blank lines, hard-wrapped lines joined;
 * "> " quotes, lists, underlined and "#" headings, indented or fenced code.
 */
#ifndef LOAD_PLAIN_H
#define LOAD_PLAIN_H

#include "doc/doc.h"

struct load_options;

/* As struct format (load/format.h) has them. */
int plain_sniff(struct slice head);
void plain_parse(struct doc *, const struct load_options *);

/* The same of a text that is an article's body and nothing else. */
void plain_body(struct doc *);

#endif
