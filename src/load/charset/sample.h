/*
 * sample: the part of a document that tells its encoding: text beyond ASCII
 * with some of what stands around it, without markup.  Its size is bounded,
 * and so is what it takes to find it.
 */
#ifndef LOAD_CHARSET_SAMPLE_H
#define LOAD_CHARSET_SAMPLE_H

#include "base/slice.h"

#define SAMPLE_MAX ((size_t)16 * 1024)	/* bytes of text */
#define SAMPLE_LOOK ((size_t)1 << 20)	/* bytes of the document read */

struct sample {
	unsigned char text[SAMPLE_MAX + 1];	/* blanks between pieces */
	size_t len;
	size_t high;			/* bytes of it over 7F */
	size_t controls;		/* and under 20 that no text has */
	uint32_t seen[256];		/* in all that was looked at */
};

/* Fills it. */
void sample_take(struct sample *, struct slice bytes);

#endif
