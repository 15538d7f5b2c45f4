/*
 * browse: the headlines of the library: which query is on, its rows as far
 * as they were fetched, the row in hand, and the story of that row, which
 * is shown beside or below as a preview (app_preview()) without being
 * opened.  A query that was asked for is fetched between keys beside the one
 * that is shown and takes its place when it has rows, so that no key waits
 * for the library; a newer one takes the place of one that is on its way.
 */
#ifndef APP_BROWSE_H
#define APP_BROWSE_H

#include "app/app.h"
#include "app/errand.h"

struct folders;
struct listing;

/* Rows of a query and where the reader is in them. */
struct view {
	struct listing *list;		/* NULL: there is no library */
	char *name;			/* what a folder is called; or NULL */
	size_t cursor, top;		/* numbers of rows */
};

struct browse {
	bool open;			/* the headlines were asked for */
	struct view shown, coming, before; /* before: it was typed over */
	bool typing;			/* before is what Esc comes back to */
	int64_t anchor;			/* story that coming's cursor is for */
	size_t anchor_row;		/* of the window; UNKNOWN: the end */
	enum library_order order;
	struct folders *folders;	/* NULL: not asked for yet */
	struct errands errands;
	enum errand_end last;		/* how the last of them ended */
	bool told_busy;
	int64_t passed;			/* has no preview: broken, or long */
	struct err why;			/* there is no library */
};

/* The library's headlines on screen, all of them the first time.  False: it
 * cannot be read, err says why.  Where there is none yet the pane says so,
 * if `calm`. */
bool browse_open(struct app *, bool calm, struct err *);
bool browse_is_open(const struct app *);
void browse_free(struct browse *);		/* NULL is fine */

/* Waits for what is to be written.  False: err says what was not. */
bool browse_finish(struct app *, struct err *);

bool browse_busy(struct app *);
/* Something waits for another program to be done writing. */
bool browse_waits(const struct app *);
/* A slice of what is to be done.  False: there is nothing. */
bool browse_idle(struct app *);

/* Asks for the stories of a query; name is what a folder is called, or
 * NULL.  False: err says what is wrong with it. */
bool browse_ask(struct app *, struct slice query, const char *name,
    struct err *);

/* The same query again: from an end, or around the row in hand. */
void browse_end(struct app *, bool bottom);
void browse_again(struct app *);
void browse_end_again(struct app *);	/* asked anew, from the top */

/* What others changed is seen; a library that was not there may be. */
void browse_look_again(struct app *);

/* A query being typed: results come while it is; Esc: what was before. */
void browse_typing(struct app *);
void browse_typed(struct app *, struct slice text);
void browse_type_end(struct app *, struct slice text, bool keep);

/* The row in hand; NULL: there is none. */
struct library_row *browse_row(struct app *);

/* That one on screen; false: it is not among those that are here, which
 * changed nothing. */
bool browse_select(struct app *, int64_t story);

/* Before a key: enough rows around the one in hand are here, if they can be
 * had in a moment; the story of the row in hand is the current one. */
void browse_need(struct app *);
void browse_settle(struct app *);

/* Opens the story of the row in hand, where what was searched for is. */
void browse_enter(struct app *);

/* The headlines in hand, at the row of that story as far as it is there. */
void browse_back(struct app *, int64_t story);

/* A story of the library was opened. */
void browse_read(struct app *, int64_t story);

/* Marks the current story or a row: on the screen at once, in the library
 * as soon as that can be.  False: what is in the way was told. */
bool browse_mark(struct app *, int64_t story, enum library_mark, bool on);
bool browse_note(struct app *, int64_t story, struct slice note);
bool browse_errand(struct app *, enum errand_kind, int64_t story, bool on,
    struct slice name, struct slice text);

#endif
