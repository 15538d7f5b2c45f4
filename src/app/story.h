/*
 * story: the documents that were opened, and what is known of each.
 */
#ifndef APP_STORY_H
#define APP_STORY_H

#include "app/history.h"
#include "app/mend.h"
#include "base/err.h"
#include "load/source.h"
#include "view/tree.h"

struct authors;
struct headlines;
struct ids;
struct news;
struct page;
struct parts;
struct shelf;
struct state;
struct web;

enum repair_wish { REPAIR_AS_SET, REPAIR_OFF, REPAIR_ON };

struct story {
	char *path;			/* owned */
	int64_t id;			/* in the library; 0: not from it */
	char *url;			/* as the library has it; or NULL */
	bool blank;			/* nothing: it only fills the panes */
	unsigned used;			/* when it was shown last */
	size_t part;			/* of it, from 1; 0: not known yet, or
					   the file is this document */
	uint64_t offset;		/* of the part; struct part's */
	bool more;			/* the other parts are not here yet */
	size_t owner;			/* the story with the bytes, if keep */
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
	struct news *news;
	struct mends mends;
	struct ids *ids;		/* NULL until they are needed */
	size_t pinned;			/* comment to hang others below, or
					   TREE_NONE */
	struct place place;		/* where the reader left it */
	struct place sound;		/* where, before a charset by hand made
					   another page of it */
	size_t sound_items;		/* of the article and its comments */
	bool indexed;			/* its headline is in the index */
	bool failed;			/* it cannot be read */
	bool opened;			/* it was on screen */
	bool keep;			/* cannot be read again: a pipe */
	struct source source;		/* its bytes, where that is so */
	struct state *state;		/* by its path; NULL: not opened */
	struct state *by_url;		/* by its address; or NULL */
	bool unkept;			/* it waits to be (app/keep.h) */
	bool recalled;			/* these two are known: */
	const char *charset;		/* chosen by hand: a name, static */
	enum repair_wish repair;
	char *trouble;			/* to tell the reader once; or NULL */
	struct web *web;		/* NULL until it was on screen */
	bool walked;			/* ] or [ was used here */
	bool led;			/* by entry led_at of the related */
	size_t led_by, led_at;		/* stories of story led_by */
};

struct stories {
	struct story *at;
	size_t n, cap;
	size_t indexed;			/* how many were looked at in turn */
	struct headlines *headlines;
	struct parts *parts;		/* being added, one at a time, of: */
	size_t archive;			/* story */
	size_t waiting;			/* stories with more parts */
	size_t unkept;			/* stories */
	unsigned clock;			/* of story.used */
	struct load_options load;
	struct shelf *shelf;		/* borrowed; NULL: no library */
	const char *state_dir;		/* as state_open() has it; borrowed */
	bool no_state;			/* read no states, write none */
	bool never_state;		/* the command line says so */
	bool never_repair;		/* whatever was chosen before */
};

void stories_free(struct stories *);
void stories_add(struct stories *, const char *path);

void stories_drop(struct stories *, size_t first);	/* it and later ones */

/* Adds path, or the documents of a folder.  False: err says why. */
bool stories_add_path(struct stories *, const char *path, struct err *);

/* The story of that path, or the first below it; n: none. */
size_t stories_find(const struct stories *, struct slice path);

/* The story of that number in the library, added unless it is here.
 * SLICE_NONE: there is none; err says why. */
size_t stories_add_id(struct stories *, int64_t id, struct err *);

/* Where it is; SLICE_NONE: it was not added. */
size_t stories_of_id(const struct stories *, int64_t id);
/* A story without a word, for panes that have none to show. */
size_t stories_blank(struct stories *);

/* A story that was shown and never opened is not kept; nor are more than a
 * few documents of the library at once, which can be read again.  Where the
 * one that is shown now is: it may take the place of the other, unless it
 * was opened. */
size_t stories_release(struct stories *, size_t was, size_t now);
void stories_shown(struct stories *, size_t);

/* Reads a story unless it is there.  False: err says why. */
bool story_load(struct stories *, size_t, enum tree_order, struct err *);

/* How it was read: by its address, where it has one, so that all copies of
 * a page share it; else story_state(). */
struct state *story_reading(struct stories *, size_t);

/* Puts its place and what was done with its comments there; otherwise is
 * the configured order. */
void story_keep(struct stories *, size_t, enum tree_order otherwise);

/* Gives it a document that was read already, in place of the one it has. */
void story_take(struct stories *, size_t, struct doc *, enum tree_order);

/* Reads it once more, from its path or what was kept of it, by its charset
 * and repair.  False: it is as it was. */
bool stories_reload(struct stories *, size_t, enum tree_order,
    struct err *);

/*
 * What the reader did with this document before, by its absolute path;
 * never NULL, and the story's.  What is changed in it is kept by
 * stories_save(), which does nothing and is true where states are off or
 * the document has no path.
 */
struct state *story_state(struct stories *, size_t);
bool stories_save(struct stories *, size_t, struct err *);

/* Appends the start of its bytes, unpacked.  False: err says why. */
bool story_head(const struct stories *, size_t, size_t max, struct buf *,
    struct err *);

/* Finds the headline of the next story that has none yet.  False: all have. */
bool stories_index_one(struct stories *);

/* What to call it in a list: its headline, else its path. */
struct slice story_title(const struct story *);

#endif
