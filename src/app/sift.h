/*
 * sift: what of the current story's comments is shown: those that a filter
 * asks for, and none that the killfile has.
 */
#ifndef APP_SIFT_H
#define APP_SIFT_H

#include "app/app.h"

/* Filters as view/filter.h says; an empty line shows all again. */
void sift_filter(struct app *, struct slice line);

/* All comments again, folded as before.  False: they were. */
bool sift_clear(struct app *);

/* Holds some more comments against the killfile.  False: all were. */
bool sift_judge(struct app *);

/* The killfile was changed: all of them again, from now on; those of an
 * author at once (how many there are). */
void sift_judge_anew(struct app *);
size_t sift_judge_author(struct app *, struct slice name);

/* The word for which the killfile hides a comment, empty where it is its
 * author; of the struct app, for struct tree_look. */
struct slice sift_hidden_for(const void *app, size_t comment);

/* The number of each author, at once.  Never NULL. */
const struct authors *sift_authors(struct story *);

#endif
