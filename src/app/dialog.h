/*
 * dialog: a box on top of the panes with lines to read or to choose from.
 * One that is drawn has a line at least.
 */
#ifndef APP_DIALOG_H
#define APP_DIALOG_H

#include "base/arena.h"
#include "ui/screen.h"
#include "view/flow.h"
#include "view/list.h"

struct app;

struct dialog {
	char *title;
	const char *enter;		/* a hint at what Enter does; static */
	struct list list;
	struct flow flow;
	size_t cursor;
	struct buf number;		/* digits typed to choose a line */
	struct arena arena;		/* the lines' text */
	/* What Enter does with the value of the line; NULL: only to read. */
	void (*chosen)(struct app *, size_t value);
};

/* To read; or, with a hint at what Enter does, to choose from. */
struct dialog *dialog_new(const char *title, const char *enter,
    void (*chosen)(struct app *, size_t value));
void dialog_free(struct dialog *);		/* NULL is fine */

/* Text is copied (and cleaned). */
struct list_item *dialog_add(struct dialog *, struct slice text, enum style);

/* What stands before the first row of the line added last; copied. */
void dialog_mark(struct dialog *, struct slice mark, enum style);

/* What is said of that line, behind or below it; copied. */
void dialog_note(struct dialog *, struct slice note);

/* False: the key closes it; what means nothing says so.  May replace
 * app->dialog. */
bool dialog_key(struct app *, struct dialog *, uint32_t key,
    const struct mouse *);
void dialog_draw(struct dialog *, struct screen *, struct row *scratch);

#endif
