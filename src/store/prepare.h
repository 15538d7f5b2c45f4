/*
 * prepare: what can be done for a story before the library sees it, so that
 * those who read can do it, as many as there are, and the one who writes
 * need not.
 */
#ifndef STORE_PREPARE_H
#define STORE_PREPARE_H

#include "store/bundle.h"

/*
 * Makes the record's terms, in the arena.  With a bundle its source and texts
 * go there, and leave the record; otherwise they stay.
 */
void record_prepare(struct record *, struct bundle *, struct arena *);

#endif
