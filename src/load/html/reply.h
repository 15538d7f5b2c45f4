/*
 * reply: who answers whom, where the page says so: by an id, by a link to
 * the answered comment, by a level or a margin in a flat list.
 */
#ifndef LOAD_HTML_REPLY_H
#define LOAD_HTML_REPLY_H

#include "load/html/template.h"

/* Sets parent, evidence and confidence of members that have no parent. */
void html_replies(const struct html_page *, struct member *, size_t n);

/* The name after "in reply to" in the member's lines out of its text; empty
 * where there is none. */
struct slice html_reply_name(const struct html_page *, const struct member *);

/* Votes for the member, SCORE_NONE where the page shows none. */
int32_t html_votes(const struct html_page *, const struct member *);

#endif
