/*
 * confirm: which blocks are in the article's text as the metadata has it
 * (schema.org articleBody), in spite of other blanks and punctuation.
 */
#ifndef LOAD_HTML_CONFIRM_H
#define LOAD_HTML_CONFIRM_H

#include "load/html/strmap.h"

struct confirm {
	struct strmap windows;		/* of the text's key */
	uint64_t last;			/* the last window */
};

enum { CONFIRM_NOT = -1, CONFIRM_SHORT, CONFIRM_IN, CONFIRM_END };

/* Fills it from the metadata's text, which is not kept. */
void confirm_open(struct confirm *, struct slice full);
void confirm_close(struct confirm *);

/* CONFIRM_SHORT: too short to tell.  CONFIRM_END: the text ends in x. */
int confirm_block(const struct confirm *, struct slice x);

#endif
