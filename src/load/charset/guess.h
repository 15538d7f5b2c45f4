/*
 * guess: which encoding bytes that say nothing are in.  Every encoding is
 * asked how likely the text is that it makes of them (model.h): the bits
 * that text costs, letter after letter in the language it fits best.  The
 * cheapest wins.
 */
#ifndef LOAD_CHARSET_GUESS_H
#define LOAD_CHARSET_GUESS_H

#include "base/slice.h"

struct guess {
	const char *name;		/* WHATWG; windows-1252 for nothing */
	double confidence;		/* how often such a guess is right */
	bool evident;			/* something spoke for it */
	bool refuted;			/* and against what was declared */
};

/*
 * bytes: neither UTF-8 nor UTF-16, not all ASCII.  Takes some time for any
 * document and no more for a long one.  declared: the encoding the document
 * names, or NULL.
 */
struct guess guess_encoding(struct slice bytes, const char *declared);

/* The names of those that can be it, the likeliest first; at most max, the
 * number of them. */
size_t guess_rank(struct slice bytes, const char **names, size_t max);

#endif
