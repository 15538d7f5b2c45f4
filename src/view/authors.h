/*
 * authors: who wrote which comment, as numbers; names that differ in case
 * only are one.  Made bit by bit, so that a million comments do not keep
 * the keyboard waiting.  Borrows the doc.
 */
#ifndef VIEW_AUTHORS_H
#define VIEW_AUTHORS_H

#include "doc/doc.h"

#define AUTHOR_NONE UINT32_MAX		/* nobody: the page gives no name */

struct authors;

struct authors *authors_new(const struct doc *);
void authors_free(struct authors *);	/* NULL is fine */

/* Looks at some more comments.  True: all are done. */
bool authors_work(struct authors *, size_t comments);

/* By comment, from 0; all of them must be done. */
uint32_t authors_of(const struct authors *, size_t comment);
/* AUTHOR_NONE: nobody of that name wrote here. */
uint32_t authors_find(const struct authors *, struct slice name);
size_t authors_count(const struct authors *);
struct slice authors_name(const struct authors *, uint32_t author);

#endif
