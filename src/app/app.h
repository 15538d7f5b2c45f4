/*
 * app: everything on screen, once.  A test can run many: nothing here is
 * global.  Keys go in by app_key(), app_draw() puts the state on the
 * screen; app_idle() does a little of what waits (finding the headlines of
 * the other documents).
 */
#ifndef APP_APP_H
#define APP_APP_H

#include "app/config.h"
#include "app/history.h"
#include "app/job.h"
#include "app/kill.h"
#include "app/layout.h"
#include "app/prompt.h"
#include "app/story.h"
#include "ui/screen.h"
#include "view/flow.h"
#include "view/list.h"

#define RELATED_TWINS 16		/* stories offered for one headline */
struct browse;

/* The search in hand: what is looked for where, and the folds before. */
struct search {
	struct buf needle;		/* case-folded where fold is set */
	bool on, fold;
	enum pane pane;
	size_t item, off;		/* the last hit; off is of its text */
	bool in_name;			/* the hit is a comment's author */
	bool hit;
	bool forward, slow;		/* slow: text has to be decoded */
	unsigned char *folds;		/* to put back; NULL: none */
	size_t scanned, weight;		/* comments marked if hit; what a
					   byte of their text costs */
};

struct app {
	struct config *config;		/* borrowed */
	struct screen *screen;		/* borrowed */
	struct stories stories;
	const char *tour;		/* documents to try it on; or NULL */
	struct browse *browse;		/* NULL: no headlines so far */
	bool preview;			/* the current story is not opened */
	struct shelf *shelf;		/* NULL: no library asked for */
	bool shelf_failed;		/* it cannot be read, which was told */
	bool look_for_library;		/* the one that is there by default,
					   beside named documents */
	size_t current;			/* in stories */
	struct history history;
	struct slice way;		/* to the current one, of its words */
	struct {			/* for the related pane, until that
					   is filled */
		struct place place;
		enum pane pane;		/* where the reader was meanwhile */
		size_t cursor;
		bool set;
	} wish;
	struct {			/* between twins, in a dialog */
		bool in_library;
		int64_t at[RELATED_TWINS];
		size_t list, entry;	/* of the web of a story */
	} choice;

	enum pane pane;			/* the one that keys go to */
	enum pane lower;		/* medium layout: tab of the lower */
	bool alone;			/* it has the whole screen */
	struct layout layout;
	struct flow flow[PANE_N];
	struct list related;
	size_t cursor[PANE_N];		/* related: item; comments: row */

	uint32_t keys[4];		/* of a sequence not finished yet */
	size_t nkeys;
	bool pasting;			/* what comes are no keys */
	struct search search;
	struct job job;
	struct kill kill;
	struct prompt prompt;
	struct dialog *dialog;		/* on top of all, or NULL */
	struct buf message;
	bool message_is_error;
	size_t levels;			/* of comments shown; 0: all */
	int map_x;			/* column of the minimap; -1: none */

	struct place kept;		/* while only sizes change */
	bool marked;			/* all headlines found, marks set */
	struct {			/* the quotation last looked for */
		size_t story, comment, at;
		bool set;
	} quoting;
	bool fold_quotes;
	bool redraw;			/* while it idles, too */
	bool quit, suspend;
	struct row row;			/* scratch for drawing */
};

/* Opens nothing yet; story paths are added by stories_add(). */
void app_init(struct app *, struct config *, struct screen *);
void app_free(struct app *);

/* The library it may be asked for, by shelf_new()'s path; opens nothing. */
void app_set_library(struct app *, const char *path);

/* The first story is loaded: shows it, in the pane that the config says. */
void app_start(struct app *);

/* The headlines of the library, in hand, and no story yet.  False: err. */
bool app_start_library(struct app *, struct err *);

/* The story in front of the headlines, which was not opened: nothing counts
 * as read.  False: err says why it cannot be shown. */
bool app_preview(struct app *, size_t story, struct err *);

/* Shows a story at the place where it was left.  False: it could not be
 * read (told in the message). */
bool app_show_story(struct app *, size_t story);

/* After a story was read again: back to the place as far as it still is. */
void app_replaced(struct app *, const struct place *);

struct story *app_story(struct app *);		/* the current one */

/* Writes down how the current story is read and where.  app_leave(): it is
 * left, what was on the screen is read.  False: err says why. */
bool app_keep(struct app *, struct err *);
bool app_leave(struct app *, struct err *);

/* A key, also of a sequence; mouse may be NULL unless key is K_MOUSE. */
void app_key(struct app *, uint32_t key, const struct mouse *);

/* True while there is something to do beside waiting for keys. */
bool app_busy(struct app *);
bool app_idle(struct app *);

/* Milliseconds until app_idle() has something to try again; -1: never. */
int app_patience(const struct app *);

void app_resize(struct app *);
void app_draw(struct app *);

/* The column in which the title of a tab ends, and that of another begins. */
int app_tab_x(struct app *, enum pane);

/* What the status line says until the next key. */
void app_say(struct app *, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));
void app_error(struct app *, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));

/* Runs a command line as the `:` prompt and key bindings do. */
void app_command(struct app *, struct slice line);

/* Moves: each keeps its pane's cursor on the screen. */
void app_focus(struct app *, enum pane);
void app_set_cursor(struct app *, enum pane, size_t item);
/* Puts a row of an item where it is seen, unless it is. */
void app_show_row(struct app *, enum pane, size_t item, size_t row);
void app_select_row(struct app *, size_t row);	/* of comments, revealed */
/* The row of an item that its cursor stands on: below what is above it. */
size_t app_head_row(struct app *, enum pane, size_t item);
bool app_pane_has(struct app *, enum pane);	/* anything to show */
/* The next one that has, in either direction; the one in hand: none has. */
enum pane app_next_pane(struct app *, int step);
size_t app_pane_height(struct app *, enum pane); /* rows of its text */

/* Places, for the history and for coming back to a story. */
struct place app_place(struct app *);
void app_go(struct app *, const struct place *);
void app_restore(struct app *, const struct place *); /* in this story */
void app_mark_jump(struct app *);	/* before a jump: H comes back here */

/* After the folds, the width or the order changed. */
void app_relayout(struct app *);

#endif
