/*
 * copy: whether two texts are one, edited: another first line, a sentence
 * left out, a few words changed, a source's notice added.
 */
#ifndef STORE_COPY_H
#define STORE_COPY_H

#include "base/slice.h"

/* How many of the runs of five words of the shorter text are in the other
 * one, in hundredths; 0 where that is twice as long, or one has none. */
int copy_share(struct slice, struct slice);

#endif
