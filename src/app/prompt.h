/*
 * prompt: one line typed at the bottom of the screen, with the keys of
 * readline and a history for each kind.
 */
#ifndef APP_PROMPT_H
#define APP_PROMPT_H

#include "base/buf.h"
#include "view/row.h"

enum prompt_kind {
	PROMPT_COMMAND, PROMPT_SEARCH, PROMPT_PIPE, PROMPT_QUERY, PROMPT_N
};

struct prompt_history {
	char **lines;
	size_t n, cap;
};

struct prompt {
	bool open;
	enum prompt_kind kind;
	struct buf text;
	size_t cursor;			/* byte */
	size_t recall;			/* in the history; n: what was typed */
	struct buf typed;		/* kept while recalling, completing */
	size_t completing;		/* the next candidate to try; 0: none */
	struct prompt_history history[PROMPT_N];
};

enum prompt_event { PROMPT_EDITED, PROMPT_DONE, PROMPT_CANCEL, PROMPT_TAB };

void prompt_free(struct prompt *);
void prompt_start(struct prompt *, enum prompt_kind);
/* Enter: PROMPT_DONE, and the text is kept in the history; Esc and the like:
 * PROMPT_CANCEL; both close it.  Tab is the caller's. */
enum prompt_event prompt_key(struct prompt *, uint32_t key);
/* A key of what is pasted: text, which is one line, ends of lines and all. */
void prompt_paste(struct prompt *, uint32_t key);
void prompt_set(struct prompt *, struct slice text); /* cursor at its end */

/* Fills row, at most width cells, scrolled to the cursor; *cursor is the
 * cell it is on. */
void prompt_row(const struct prompt *, struct row *, size_t width,
    size_t *cursor);

#endif
