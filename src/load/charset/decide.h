/*
 * decide: charset_decide() with what it saw on the way, for warnings.
 */
#ifndef LOAD_CHARSET_DECIDE_H
#define LOAD_CHARSET_DECIDE_H

#include "load/charset/charset.h"
#include "load/charset/prescan.h"

struct study {
	struct slice bytes;
	const struct charset_told *told;
	const struct encoding *encoding;	/* the answer */
	struct charset_info info;
	struct declaration declared;
	bool transport_unknown;		/* no such label */
	bool valid;			/* UTF-8 but for a cut end */
	bool whole;			/* valid, and no cut end */
	bool ascii;			/* valid, and no byte over 7F */
};

/* The study borrows both; it always has an answer. */
void charset_study(struct slice bytes, const struct charset_told *,
    struct study *);

#endif
