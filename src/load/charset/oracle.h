/*
 * oracle: iconv(3), asked for one character at a time.  The decoders walk
 * the bytes themselves, as the standard says, and ask only what characters
 * are: so malformed input costs what good input costs, and iconv never sees
 * a document.  The only place for <iconv.h>.
 */
#ifndef LOAD_CHARSET_ORACLE_H
#define LOAD_CHARSET_ORACLE_H

#include "base/slice.h"

struct oracle {
	const char *const *names;	/* to try, NULL at the end; not owned */
	void *cd;			/* iconv_t; opened when first asked */
	bool open, refused;
};

/* The one character that bytes are; CP_NONE: none, or more than one. */
uint32_t oracle_ask(struct oracle *, struct slice bytes);
void oracle_close(struct oracle *);

#endif
