/*
 * wide: encodings of two bytes a character and more, for guess.c.
 */
#ifndef LOAD_CHARSET_WIDE_H
#define LOAD_CHARSET_WIDE_H

#include <stddef.h>

#include "load/charset/sample.h"

#define WIDE_ALL 5

struct step;

struct wide {
	const char *name;		/* WHATWG */
	unsigned prior;			/* bits against it */
	size_t (*step)(struct step *);	/* the bytes of the character */
};

extern const struct wide wides[WIDE_ALL];

/* What the text beyond ASCII costs, in fifths of a bit; over limit once it
 * is over it. */
unsigned wide_cost(const struct wide *, const struct sample *,
    unsigned limit);

#endif
