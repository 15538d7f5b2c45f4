/*
 * quotemark: the pairs of quotation marks that print uses.
 */
#ifndef TEXT_QUOTEMARK_H
#define TEXT_QUOTEMARK_H

#include "base/slice.h"

struct quotemark {
	struct slice open, shut;
};

/* The pair whose opening mark x begins with; NULL: none.  Single quotes are
 * apostrophes as well: only where `single` is set. */
const struct quotemark *quotemark_find(struct slice x, bool single);

/* The same, fast, of an x that is not empty. */
static inline const struct quotemark *
quotemark_at(struct slice x, bool single)
{
	if (*x.s != '"' && (unsigned char)*x.s < 0x80)
		return NULL;
	return quotemark_find(x, single);
}

#endif
