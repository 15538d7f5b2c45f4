/*
 * history: the places a reader jumped from, as in a browser.
 */
#ifndef APP_HISTORY_H
#define APP_HISTORY_H

#include <stdint.h>

#include "app/layout.h"
#include "base/arena.h"

/* A place in a story, in terms that outlive folds and widths. */
struct place {
	size_t story;
	enum pane pane;
	size_t item, off;		/* article: item of the page, byte */
	size_t related;			/* cursor there */
	size_t comment;			/* place in doc->comments */
	size_t screen_row;		/* its head was on; SIZE_MAX: above */
	size_t top, top_off;		/* then: comment and byte at the top */
	bool set;			/* somebody was here */
	struct slice way;		/* by which the story was come to, in
					   words of the history; or empty */
	int64_t row;			/* of the headlines: that story; or 0 */
};

struct history {
	struct place *at;
	size_t n, cap, now;		/* at[now..n) is the way forward */
	struct arena words;
};

void history_free(struct history *);

/* A jump from p: what was forward is gone. */
void history_push(struct history *, const struct place *p);

/* One place back; p is where the reader is now, for coming forward again. */
bool history_back(struct history *, const struct place *p, struct place *to);
bool history_forward(struct history *, const struct place *p,
    struct place *to);

/* To any of them at once, as by so many steps; which is a place of at[]. */
bool history_go(struct history *, size_t which, const struct place *p,
    struct place *to);

/* A copy of x that stays as long as the history. */
struct slice history_word(struct history *, struct slice x);

#endif
