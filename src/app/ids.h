/*
 * ids: comments known again in a later copy of their page, by a number that
 * is made of the id the page gives them, else of author and text; the
 * second, third... of the same have numbers of their own.
 */
#ifndef APP_IDS_H
#define APP_IDS_H

#include "base/buf.h"
#include "doc/doc.h"

/* An id as text: 48 bits, 8 characters.  Beside a million known comments a
 * new one is taken for one of them once in 2^28. */
#define ID_TEXT 8

#define ID_NOBODY ((size_t)-1)

struct ids {
	uint64_t *of;			/* by comment; never 0 */
	uint64_t *slots;		/* hash table; 0: free */
	size_t n, mask;
};

/* Of all comments; linear in their text. */
struct ids *ids_new(const struct doc *);
void ids_free(struct ids *);		/* NULL is fine */

/* The comment with that id, or ID_NOBODY. */
size_t ids_find(const struct ids *, uint64_t id);

/* The same, fast where it is the comment at `near`: lists of ids are mostly
 * in the order of the page. */
size_t ids_find_near(const struct ids *, uint64_t id, size_t near);

void id_add(struct buf *, uint64_t id);

/* Takes the id at the beginning of *x, and blanks before it.  False: none
 * stands there. */
bool id_take(struct slice *x, uint64_t *id);

#endif
