/*
 * choose: what a reader who chooses the charset by hand is shown: the
 * encodings that are likely, what each makes of the document, and the labels
 * that are nearly what was typed.
 */
#ifndef LOAD_CHARSET_CHOOSE_H
#define LOAD_CHARSET_CHOOSE_H

#include "base/buf.h"

#define CHOOSE_ALL 40			/* encodings of the standard */
#define CHOOSE_LIKELY 8
#define CHOOSE_NEAR 3

/* Names, static; the number of them. */
size_t choose_all(const char *names[CHOOSE_ALL]);	/* by name */
/* What charset_decide() says, what is declared, what text is likely to be
 * in: in this order, each once. */
size_t choose_likely(struct slice bytes, const char *names[CHOOSE_LIKELY]);

/* Labels like this one, which is none: of different encodings. */
size_t choose_near(struct slice label, const char *labels[CHOOSE_NEAR]);

/* By a label as people type it; NULL: none. */
const char *choose_named(struct slice label);

/*
 * The piece of a document by which its encoding is best seen: from the first
 * line of text that is not ASCII, else its beginning.  choose_preview()
 * appends what the encoding of that name makes of it: one line, without
 * markup, clean.
 */
struct slice choose_piece(struct slice bytes);
void choose_preview(const char *name, struct slice piece, struct buf *out);

#endif
