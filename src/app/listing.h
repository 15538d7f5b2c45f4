/*
 * listing: the stories of the library that a query means, in order, as far
 * as somebody looks at them: rows are fetched around the one that is in
 * hand, and those far from it are let go, so that a million stories cost
 * what a thousand do.  By date it goes on from both ends of what is here; in
 * other orders, of which the library knows the first 20,000, all stay.
 *
 * Rows have numbers that stay while they are here: one more is the next.  A
 * listing is a flow of one row each (view/flow.h); an empty one has one item
 * that is no story.
 */
#ifndef APP_LISTING_H
#define APP_LISTING_H

#include "store/library.h"
#include "view/flow.h"

#define LISTING_UNKNOWN ((size_t)-1)

struct listing_row {
	struct library_row row;		/* its texts are in bytes */
	char *bytes;
};

struct listing;

enum listing_start { FROM_TOP, FROM_BOTTOM, FROM_STORY };

/*
 * Of a query, from the top, from the bottom, or (by date) from the story of
 * that number, with what is around it.  Nothing is fetched yet.  NULL: err
 * says what is wrong with the query, and at which byte.  The library must
 * outlive it.
 */
struct listing *listing_new(struct library *, struct slice query,
    enum library_order, enum listing_start, int64_t story, struct err *);
void listing_free(struct listing *);		/* NULL is fine */

struct slice listing_query(const struct listing *);
enum library_order listing_order(const struct listing *);
const struct query *listing_parsed(const struct listing *);

/* Fetches what is missing within `rows` of row `at`, for about `budget`
 * milliseconds.  False: nothing was (err's text is not empty: it failed). */
bool listing_step(struct listing *, size_t at, size_t rows, unsigned budget,
    struct err *);
/* True: listing_step() has something to do there. */
bool listing_wants(const struct listing *, size_t at, size_t rows);
/* Some rows are here, or it is known that there are none. */
bool listing_ready(const struct listing *);
/* No rows are behind the last one. */
bool listing_has_end(const struct listing *);

size_t listing_first(const struct listing *);
size_t listing_n(const struct listing *);
struct listing_row *listing_at(const struct listing *, size_t number);
/* The number of a story's row; LISTING_UNKNOWN: it is not here. */
size_t listing_find(const struct listing *, int64_t story);
/* How many rows are above; LISTING_UNKNOWN. */
size_t listing_above(const struct listing *, size_t number);

extern const struct flow_ops listing_flow;	/* of = the listing */

#endif
