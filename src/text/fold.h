/*
 * fold: text compared as people do.
 */
#ifndef TEXT_FOLD_H
#define TEXT_FOLD_H

#include "base/buf.h"

/* Appends x case-folded (full Unicode case folding). */
void text_casefold(struct buf *, struct slice x);

/* Full case folding of one code point (CaseFolding.txt, C and F), and the
 * full-width forms of ASCII to ASCII; how many it folds to. */
#define TEXT_FOLD_MAX 3
size_t text_fold_cp(uint32_t cp, uint32_t out[TEXT_FOLD_MAX]);

/* What a character is to a key: a part of it, nothing, the end of a word. */
enum text_part { TEXT_KEEP, TEXT_DROP, TEXT_GAP };
enum text_part text_part(uint32_t cp);

/*
 * Appends x as a key for comparing headlines: NFKC case-folded, quotes,
 * dashes and all other punctuation dropped, runs of them and of white
 * space one blank, none at the ends.
 */
void text_key(struct buf *, struct slice x);

/*
 * The first match of needle in hay at or after off, regardless of case
 * where `fold` is set (needle must then be case-folded already); *len is
 * the length of the match in hay.  SLICE_NONE: no match.  ASCII hay goes
 * at memchr speed.
 */
size_t text_find(struct slice hay, size_t off, struct slice needle, bool fold,
    size_t *len);

/* True where hay holds needle (case-folded) with no letter or digit right
 * before or after it; in scripts without blanks, wherever it stands. */
bool text_has_word(struct slice hay, struct slice needle);

/* True where x, case-folded, is that text. */
bool text_same(struct slice x, struct slice folded);

/* True where x holds an upper-case letter (smart case in searches). */
bool text_has_upper(struct slice x);

#endif
