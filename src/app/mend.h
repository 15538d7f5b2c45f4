/*
 * mend: links between comments that the reader put right by hand.  They are
 * changed in the document itself, so that all who look at it agree, and kept
 * in the story's state (store/state.h):
 *
 *	link ID ID		the first hangs below the second
 *	link ID -		it begins a thread
 */
#ifndef APP_MEND_H
#define APP_MEND_H

#include "app/ids.h"
#include "store/state.h"

struct mend {
	uint32_t comment;
	int32_t parent;			/* before, with what was known of it */
	float confidence;
	uint8_t evidence;
	int32_t to;			/* after; -1: below none */
};

struct mends {
	struct mend *at;		/* in the order they were made */
	size_t n, cap;
	struct buf lost;		/* lines of comments that are not on
					   the page now */
	bool changed;			/* since the state was read */
};

void mends_free(struct mends *);

/* Mends the document as the state has it. */
void mends_read(struct mends *, struct doc *, const struct ids *,
    const struct state *);

/* Whether mends_read() and mends_keep() need the ids. */
bool mends_know(const struct mends *, const struct state *);

/* Puts them into the state if they changed. */
void mends_keep(struct mends *, const struct ids *, struct state *);

/* Hangs a comment below another, -1: below none.  False: it would be above
 * itself. */
bool mend_link(struct mends *, struct doc *, size_t comment, int32_t parent);

/* Takes the last one back; its comment, or ID_NOBODY. */
size_t mend_undo(struct mends *, struct doc *);

#endif
