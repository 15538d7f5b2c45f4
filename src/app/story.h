/*
 * story: the documents that were opened, and what is known of each.
 */
#ifndef APP_STORY_H
#define APP_STORY_H

#include "app/history.h"
#include "base/err.h"
#include "load/load.h"
#include "store/headlines.h"
#include "view/authors.h"
#include "view/page.h"
#include "view/tree.h"

struct story {
	char *path;			/* owned */
	char *headline;			/* owned; NULL until it is known */
	struct doc *doc;		/* NULL while it is not on screen */
	struct page *page;
	struct tree *tree;
	struct authors *authors;	/* NULL: not asked for yet */
	unsigned char *unfiltered;	/* folds before the filter, or NULL */
	char *filter;			/* as typed, or NULL */
	bool *unwanted;			/* by author: killed; NULL: not asked */
	size_t judged;			/* comments seen by the killfile */
	size_t killed;			/* comments that it hides */
	struct place place;		/* where the reader left it */
	bool indexed;			/* its headline is in the index */
	bool failed;			/* it cannot be read */
	bool opened;			/* it was on screen */
	bool keep;			/* cannot be read again: a pipe */
	bool walked;			/* ] or [ was used here */
	bool led;			/* by entry led_at of the related */
	size_t led_by, led_at;		/* headlines of story led_by */
};

struct stories {
	struct story *at;
	size_t n, cap;
	size_t indexed;			/* how many were looked at in turn */
	struct headlines *headlines;
	struct load_options load;
};

void stories_free(struct stories *);
void stories_add(struct stories *, const char *path);

void stories_drop(struct stories *, size_t first);	/* it and later ones */

/* Adds path, or the documents of a folder.  False: err says why. */
bool stories_add_path(struct stories *, const char *path, struct err *);

/* The story of that path, or the first below it; n: none. */
size_t stories_find(const struct stories *, struct slice path);

/* Reads a story unless it is there.  False: err says why. */
bool story_load(struct stories *, size_t, enum tree_order, struct err *);

/* Reads it once more, from its path.  False: it is as it was. */
bool stories_reload(struct stories *, size_t, enum tree_order);

/* Finds the headline of the next story that has none yet.  False: all have. */
bool stories_index_one(struct stories *);

/* What to call it in a list: its headline, else its path. */
struct slice story_title(const struct story *);

#endif
