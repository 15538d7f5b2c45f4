/*
 * terms: the words of a text as they are searched for: letters, digits and
 * their marks, case-folded, quotes and apostrophes left out.  Scripts that
 * are written without blanks give each pair of neighbours, overlapping.
 */
#ifndef TEXT_TERMS_H
#define TEXT_TERMS_H

#include "base/slice.h"

#define TERM_MAX 60			/* bytes; more are left out */

/* { .text = x } starts. */
struct terms {
	struct slice text;
	size_t at;			/* what is next */
	size_t start, end;		/* of the last one, in text */
	bool paired;			/* text[at] was the second of a pair */
	bool wide;			/* the last one is without blanks */
	size_t len;
	char bytes[TERM_MAX + 16];
};

/* False: no more.  *term is valid until the next call. */
bool terms_next(struct terms *, struct slice *term);

#endif
