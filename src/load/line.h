/*
 * line: a text line by line, and the bullets that lines begin with.
 */
#ifndef LOAD_LINE_H
#define LOAD_LINE_H

#include "base/slice.h"

struct line {
	struct slice text;	/* no white space (U+00A0 too) at its ends */
	size_t start, end;	/* in the source, the newline left out */
	uint32_t indent;	/* cells; a tab goes to the next eighth */
	uint32_t blanks;	/* blank lines before this one */
};

struct line_cursor {
	struct slice source;
	size_t at;
};

/* The next line that is not blank.  False: there is none. */
bool line_next(struct line_cursor *, struct line *);

struct line_list {			/* freed by line_list_free() */
	struct line *at;
	size_t n, cap;
};

#define LINES_MAX 4000000

/* All lines of x that are not blank.  False: there are more than LINES_MAX,
 * the others are left out. */
bool line_list_read(struct line_list *, struct slice x);
void line_list_free(struct line_list *);

/*
 * The bullet that x begins with: its place in a table from 1 on, and what
 * follows in *item.  0: none; a bullet is followed by a blank or nothing.
 */
int line_bullet(struct slice x, struct slice *item);

/* ASCII white space and U+00A0 off both ends. */
struct slice line_trim(struct slice);

/* Nothing but white space and characters of no width. */
bool line_is_void(struct slice);

/* Ends as a sentence does: . ! ? and the like, closing quotes after it. */
bool line_is_sentence(struct slice);

/* Not longer than so many letters; an ideograph counts as three. */
bool line_fits(struct slice, size_t letters);

/* Words as blanks part them; a run of CJK counts two characters a word. */
size_t line_words(struct slice);

#endif
