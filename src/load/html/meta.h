/*
 * meta: what a page says about itself, and which of its voices is believed:
 * the visible headline that agrees with the metadata, then JSON-LD, Open
 * Graph, meta elements, microdata, and the lines around the headline.
 */
#ifndef LOAD_HTML_META_H
#define LOAD_HTML_META_H

#include "load/html/facts.h"
#include "load/html/page.h"

/* <base>, the canonical address and the language; before any link.  `from`
 * is where the page is from, or empty. */
void meta_address(struct html_page *, struct slice from);

/* The headline, before the comments are looked for; sets p->h1. */
void meta_title(struct html_page *, const struct facts *ld);

/* Everything else; sets p->full. `ld` is what JSON-LD says. */
void meta_read(struct html_page *, const struct facts *ld);

#endif
