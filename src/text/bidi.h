/*
 * bidi: right-to-left text in the order it is seen (UAX 9, by FriBidi).
 */
#ifndef TEXT_BIDI_H
#define TEXT_BIDI_H

#include "base/slice.h"

/* True where x holds a character of a right-to-left script.  Fast. */
bool text_has_rtl(struct slice x);

/* True where the first strong character is right-to-left (rules P2, P3). */
bool text_is_rtl(struct slice x);

/*
 * The visual order of one line of n code points: order[v] is the logical
 * place of what is seen at v.  With `rtl` as the paragraph's direction.
 * Mirrored characters (brackets) are replaced in cps; Arabic letters get
 * no presentation forms, terminals shape them.
 */
void text_visual(uint32_t *cps, size_t n, bool rtl, uint32_t *order);

#endif
