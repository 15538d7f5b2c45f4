/*
 * print: the whole document to read in a pipe or a file.  UTF-8; clean
 * where the document is (doc/doc.h), logical order.
 */
#ifndef VIEW_PRINT_H
#define VIEW_PRINT_H

#include "doc/doc.h"

/*
 * Appends d as plain text of at most width cells a line where that can be
 * (code, addresses and words without a break may be longer).  Links are
 * numbered, [1], and listed at the end.  Comments are indented by depth as
 * far as their text keeps 40 cells (24 where width < 60); deeper ones show
 * their depth as a number.  Needs text_locale().
 */
void print_text(struct buf *, const struct doc *, size_t width);

/* Appends d as CommonMark with tables as GitHub has them. */
void print_markdown(struct buf *, const struct doc *);

/* Where the page leads to; addresses, or empty. */
struct print_links {
	const char *home;		/* of all pages; or NULL */
	const struct slice *related;	/* one a related headline; or NULL */
};

/* Appends d as a page of HTML on its own: without scripts, and nothing of it
 * is fetched.  links may be NULL. */
void print_html(struct buf *, const struct doc *, const struct print_links *);

/* Appends an entry of a list of such pages, and a list of entries; newer and
 * older are lists before and after it, or NULL. */
void print_html_entry(struct buf *, struct slice headline,
    struct slice published, size_t comments, const char *page);
void print_html_list(struct buf *, struct slice entries, const char *newer,
    const char *older);

struct print_mail {
	struct slice key;		/* tells the document from all others */
	bool read, starred;
};

/* Appends d as messages of a mailbox (RFC 4155): the article, and each
 * comment as an answer. */
void print_mbox(struct buf *, const struct doc *, const struct print_mail *);

#endif
