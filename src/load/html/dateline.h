/*
 * dateline: when a page was published, as it shows it and as its address
 * has it; and what that says about the time in the metadata.
 */
#ifndef LOAD_HTML_DATELINE_H
#define LOAD_HTML_DATELINE_H

#include "load/html/facts.h"
#include "load/html/page.h"

/* Fills published, shown and filed; p->h1 should be known. */
void dateline_read(struct html_page *, struct facts *);

/*
 * The time to believe: the one that the metadata says (and when it says
 * that the page was changed), in the zone of the page where that can be
 * told; or a later one that stands under the headline.
 */
struct slice dateline_reconcile(struct html_page *, struct slice said,
    struct slice changed, const struct facts *seen);

#endif
