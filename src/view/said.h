/*
 * said: quotations, and where their words were said.  A quotation is lines
 * that begin with ">", or what stands in quotation marks; it is looked for
 * by its words three at a time, so that other line breaks, quotes, dashes
 * and a word changed here and there do not hide it.
 */
#ifndef VIEW_SAID_H
#define VIEW_SAID_H

#include "base/slice.h"

struct quotation {
	size_t start, end;		/* bytes of the text */
};

#define SAID_MAX 200			/* quotations of one text */

/* The quotations of a text that have words enough to be found; how many. */
size_t said_quotations(struct slice text, struct quotation at[SAID_MAX]);

struct said;

struct said *said_new(struct slice quoted);	/* keeps no part of it */
void said_free(struct said *);			/* NULL is fine */

/*
 * How much of the quotation is in text, 0 to 1, and where it begins there.
 * What text itself quotes by ">" does not count.
 */
double said_in(struct said *, struct slice text, size_t *off);

#define SAID_SURE 0.95			/* no need to look any further */
#define SAID_LEAST 0.4			/* under it, it was not said there */

/* How many ">" a line begins with, which are cut off, a blank after each
 * too; most at most. */
int said_depth(struct slice *line, int most);

#endif
