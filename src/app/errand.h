/*
 * errand: what the reader changes in the library.  It is done at once where
 * nobody else is writing; else it waits its turn and is tried again between
 * keys, in the order it came, and none is lost when the reader quits.
 */
#ifndef APP_ERRAND_H
#define APP_ERRAND_H

#include "store/library.h"

#define ERRAND_AGAIN 50		/* milliseconds between two tries */

enum errand_kind {
	ERRAND_READ, ERRAND_STAR,	/* story, on */
	ERRAND_NOTE,			/* story, text */
	ERRAND_UNDO,
	ERRAND_SAVE			/* name, text: a query; "": forget it */
};

struct errand {
	enum errand_kind kind;
	int64_t story;
	bool on;
	char *name, *text;		/* owned; or NULL */
};

struct errands {
	struct errand *at;
	size_t n, cap;
	struct undo_run *undo;		/* halfway in the first, or NULL */
	struct slice what;		/* it takes back, for as long */
};

enum errand_end {
	ERRAND_DONE, ERRAND_MORE, ERRAND_BUSY, ERRAND_FAILED, ERRAND_NONE
};

/* Takes the texts over (copies them). */
void errand_add(struct errands *, enum errand_kind, int64_t story, bool on,
    struct slice name, struct slice text);

/*
 * Does the first one, for some milliseconds: ERRAND_NONE where there is
 * none, ERRAND_MORE where it is to be gone on with.  DONE and FAILED: it
 * is off the list; *kind says which it was and `said` what was undone, or
 * err what went wrong.
 */
enum errand_end errand_step(struct errands *, struct library *,
    enum errand_kind *kind, struct buf *said, struct err *);

/* All of them, with patience.  False: err says what was not done. */
bool errands_finish(struct errands *, struct library *, struct err *);
/* What is in the middle is as if it had not begun. */
void errands_free(struct errands *);

#endif
