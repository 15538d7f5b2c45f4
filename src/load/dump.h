/*
 * dump: the text of a news page as scraped: dateline, caption, headline,
 * credit, section, body, related headlines, tags, a bulleted comment list
 * with "Xin reply toY(Show commentHide comment)".  Known by its structure.
 */
#ifndef LOAD_DUMP_H
#define LOAD_DUMP_H

#include "doc/doc.h"

struct load_options;

/* As struct format (load/format.h) has them. */
int dump_sniff(struct slice head);
void dump_parse(struct doc *, const struct load_options *);

#endif
