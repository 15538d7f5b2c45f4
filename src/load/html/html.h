/*
 * html: a news page: article, metadata, related headlines, comments, found
 * by structure.
 */
#ifndef LOAD_HTML_HTML_H
#define LOAD_HTML_HTML_H

#include "doc/doc.h"

struct load_options;

/* As struct format (load/format.h) has them. */
int html_sniff(struct slice head);
void html_parse(struct doc *, const struct load_options *);

#endif
