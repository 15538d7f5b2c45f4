/*
 * search: what `/` looks for, in the pane where it was begun.  A hit in a
 * folded comment unfolds its ancestors and nothing else; search_end() puts
 * the folds back.
 */
#ifndef APP_SEARCH_H
#define APP_SEARCH_H

#include "app/app.h"

/* Looks for text from the cursor on; an empty text repeats the last one. */
void search_start(struct app *, struct slice text);
/* The same of a text that is known to be there and was jumped to already;
 * where it is not after all nothing is said. */
void search_land(struct app *, struct slice text);
void search_next(struct app *, bool forward);
void search_end(struct app *);		/* folds as they were before */

/* Marks some more of the comments that are hit (MARK_HIT), where there is a
 * minimap to show them.  False: all are. */
bool search_scan(struct app *);
bool search_is_scanning(struct app *);

/* Restyles what the row shows of the hits in text, if pane is searched. */
void search_highlight(const struct app *, enum pane, struct slice text,
    struct row *);

#endif
