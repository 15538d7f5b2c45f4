/*
 * titles: headlines as they are compared: letters and digits alone, as
 * text_key() has them, without blanks ("re-election", "reelection").  Three
 * pieces of one are what it is looked for by:
 *
 *	mayorsay|swenever|lost...theke|y       head  14 letters
 *	head     next         tail             next  the 10 after it
 *	                                       tail  the last 10
 *
 * One that was cut off has head and next, whatever came after; two letters
 * off, in a headline of 34, leave one of the three as it was.  One of fewer
 * than 24 has its two halves instead of next.  A letter of Han, Kana and
 * Hangul says more: it counts as two.
 */
#ifndef STORE_TITLES_H
#define STORE_TITLES_H

#include "base/slice.h"

#define TITLE_MAX 400			/* letters; more do not count */
#define TITLE_FORMS 4			/* of one headline */
#define TITLE_NEXT 9			/* pieces that `next` may be */

struct title {
	uint32_t at[TITLE_MAX];
	size_t n;			/* letters */
	size_t width;			/* the same, as counted above */
};

void title_make(struct title *, struct slice text);

/* Hashes of the pieces.  The first `own` of next are the title's; the others
 * are those of titles that have letters more or less before them. */
struct title_pieces {
	uint64_t head, tail, next[TITLE_NEXT];
	size_t own, n;
	bool halves;			/* next are halves, some at least */
};
void title_cut_up(const struct title *, struct title_pieces *);

/* As a headline is written, and without one, two, three parts at its end
 * that may be a site's name.  Number of forms; the first is title. */
size_t title_forms(struct slice title, struct slice forms[TITLE_FORMS]);

/* How a title may mean a headline, from least to most sure. */
enum title_match {
	MEANS_NOT,
	MEANS_NEAR_TWO,			/* two letters off */
	MEANS_NEAR,			/* one */
	MEANS_CUT,			/* how it starts */
	MEANS_BARE,			/* but for a site's name */
	MEANS_SAME
};

/* cut: the title was cut off.  Which letters are off is not looked at. */
enum title_match title_match(struct slice title, bool cut,
    struct slice headline);

/* The same of a title that is compared often; it borrows the title.  pair,
 * or NULL, gets the forms of both that agree. */
struct title_pair {
	struct slice title, its;
};
struct titles;
struct titles *titles_new(struct slice title, bool cut);
void titles_free(struct titles *);
enum title_match titles_match(const struct titles *, struct slice headline,
    struct title_pair *pair);

#endif
