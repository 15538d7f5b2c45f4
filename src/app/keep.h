/*
 * keep: what the reader did with stories of the library (store/state.h),
 * kept there.  It is written when a story is left; where another program is
 * writing it waits, is tried again between keys, and for a while at the end,
 * so that no key waits for a lock.
 */
#ifndef APP_KEEP_H
#define APP_KEEP_H

#include "app/story.h"

#define KEEP_AGAIN 500			/* milliseconds between two tries */
#define KEEP_LAST 3000			/* of trying at the end */

/* The state of a story that has a number.  What an older version, or a
 * reader without the library, kept of it in files is taken over once.  In
 * files too where the library cannot be written. */
struct state *keep_open(struct stories *, size_t, struct err *);

/* False: err says why, and it is lost.  True: it is kept, or waits. */
bool keep_story(struct stories *, size_t, struct err *);

/* Something waits; tries it again, as keep_story(). */
bool keep_waits(const struct stories *);
bool keep_again(struct stories *, struct err *);

/* The same for so many milliseconds; then it is lost. */
bool keep_last(struct stories *, int patience, struct err *);

#endif
