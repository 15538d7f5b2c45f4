/*
 * headlines: which story a headline means.  Headlines are compared by
 * text_key() (case, punctuation, dashes and quotes do not count), with and
 * without a site's name at the end, and one that was cut off ("…") by its
 * beginning.  Never a guess among several: the caller gets them all.
 */
#ifndef STORE_HEADLINES_H
#define STORE_HEADLINES_H

#include "base/slice.h"

/* What stands before the last " - Name", " | Name" and the like; an empty
 * slice where nothing looks like a site's name. */
struct slice headline_bare(struct slice title);

/* True where title was cut off; *title loses the dots and a word that was
 * cut in two stays as a beginning. */
bool headline_cut(struct slice *title);

struct headlines;

struct headlines *headlines_new(void);
void headlines_free(struct headlines *);

/* Stories are numbers of the caller's; title is copied. */
void headlines_add(struct headlines *, size_t story, struct slice title);

/*
 * The stories that title may mean, at most max, in the order they were
 * added; the number found (0: none, more than 1: it is ambiguous).
 */
size_t headlines_find(struct headlines *, struct slice title, size_t *stories,
    size_t max);

#endif
