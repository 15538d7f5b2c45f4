/*
 * ld: JSON-LD, the metadata in <script type="application/ld+json">
 * (schema.org's vocabulary).
 */
#ifndef LOAD_HTML_LD_H
#define LOAD_HTML_LD_H

#include "load/html/facts.h"
#include "load/html/page.h"

struct ld;

/* All such scripts of the page; never NULL. */
struct ld *ld_open(struct html_page *);
void ld_close(struct ld *);

/* What they say of the page's main thing. */
void ld_facts(struct ld *, struct facts *);

/* Adds its comments (schema.org Comment) to the document. */
void ld_comments(struct ld *);

#endif
