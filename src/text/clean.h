/*
 * clean: the one gate that text passes before it may reach a terminal.
 * Taken out: C0 but tab and newline, DEL, C1, and the explicit directional
 * formatting characters of UAX 9 (U+202A..202E, U+2066..2069); the marks
 * LRM, RLM and ALM stay.  Also out: U+FEFF, noncharacters, U+2028/2029
 * (they become a newline), tag characters U+E0000..E007F.  CR LF and CR
 * become a newline, NEL too.  Runs of more than CLEAN_MAX_MARKS combining
 * marks on one base ("zalgo") are cut there.
 */
#ifndef TEXT_CLEAN_H
#define TEXT_CLEAN_H

#include "base/buf.h"

#define CLEAN_MAX_MARKS 8

/* True when text_clean() would change nothing.  Fast on ASCII. */
bool text_is_clean(struct slice);

/* Appends the clean form of x; x must be valid UTF-8 (bad bytes become
 * U+FFFD).  Returns how many code points were taken out or changed, line
 * ends not counted. */
size_t text_clean(struct buf *, struct slice x);

#endif
