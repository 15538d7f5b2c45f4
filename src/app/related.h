/*
 * related: the pane of related headlines: the web (app/web.h) of the story
 * on the screen, each entry marked by whether its story is here.  Without a
 * library it is the headlines that the page lists, looked for among the open
 * documents.
 */
#ifndef APP_RELATED_H
#define APP_RELATED_H

#include "app/app.h"
#include "app/web.h"

/* The pane's list anew, of the story on the screen; the marks alone. */
void related_fill(struct app *);
void related_mark(struct app *);

/* Asks the library a little.  False: there is nothing to ask. */
bool related_step(struct app *);
bool related_busy(const struct app *);
/* All that is to be asked about a story, at once. */
void related_finish(struct app *, size_t story);

/* A place in the pane that is not filled yet is gone to when it is, if the
 * reader did not go elsewhere; and is where the reader is until then. */
void related_wish(struct app *, const struct place *);
void related_place(const struct app *, struct place *);

/* "Related · 4 · 7 more" */
void related_title(const struct app *, struct buf *);

/* The entry under the cursor. */
const struct web_entry *related_in_hand(struct app *);

/* Its link; empty: it has none, or nobody knows. */
struct slice related_link(struct app *, struct arena *);

/* The story of that number of the library, or the document that is the same;
 * SLICE_NONE: it was not opened yet. */
size_t related_story(const struct app *, int64_t id);

/*
 * The stories that an entry may mean: places in app.stories, or numbers of
 * the library; at most RELATED_TWINS.
 */
struct targets {
	bool in_library;
	int64_t at[RELATED_TWINS];
	size_t n;
};
void related_targets(struct app *, const struct web_entry *,
    struct targets *);

#endif
