/*
 * named: what the rules of a site name on a page.  Without rules for the
 * page all of this does nothing and finds nothing.
 */
#ifndef LOAD_HTML_NAMED_H
#define LOAD_HTML_NAMED_H

#include "load/html/site.h"
#include "load/html/template.h"

struct named;				/* of page->arena */

/* Chooses the rules for the page by `url`, where that is empty by the
 * document's, or by its path; takes away what is to be removed.  Before
 * anything is measured. */
void named_open(struct html_page *, const struct sites *, struct slice url);

void named_close(struct html_page *);

/* Marks what is named body, comment, caption, credit. */
void named_mark(struct html_page *);

/* Whether a rule says where that is, or that there is none of it. */
bool named_has(const struct html_page *, enum site_key);
bool named_none(const struct html_page *, enum site_key);

/* The headline; sets p->h1.  After the metadata's was read. */
void named_title(struct html_page *);

/* Authors, times, section, tags, subtitle. */
void named_facts(struct html_page *);

/* Adds the related headlines, if a rule says where. */
void named_related(struct html_page *);

/* The first element named body, or NO_NODE. */
size_t named_body(const struct html_page *);

/* Sets author, date and body of members where rules say them. */
void named_parts(struct html_page *, struct member *, size_t n);

/* Sets their parents, once the page was asked for them. */
void named_replies(struct html_page *, struct member *, size_t n);

/* Values for the comment that was made of the element. */
void named_comment(struct html_page *, size_t node, struct comment *);

/* For those who explain: rule i and how many elements it names; NULL past
 * the last. */
const struct site_rule *named_rule(const struct html_page *, size_t i,
    size_t *found);

#endif
