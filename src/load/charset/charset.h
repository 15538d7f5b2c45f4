/*
 * charset: which encoding bytes are in, and those bytes as clean UTF-8.
 * The only door: past it all text is valid UTF-8 and has passed the gate
 * of text/clean.h.  Names and labels are those of the WHATWG Encoding
 * Standard, section 4.2.
 */
#ifndef LOAD_CHARSET_CHARSET_H
#define LOAD_CHARSET_CHARSET_H

#include "doc/doc.h"

struct encoding;			/* static; label.c's table */

/* By label (section 4.2 "get an encoding"): case and blanks around it do
 * not matter.  NULL: no such label. */
const struct encoding *encoding_get(struct slice label);
const char *encoding_name(const struct encoding *);

/* Calls fn for each label and its encoding's name, in table order. */
void encoding_each(void (*fn)(void *ctx, const char *label,
    const char *name), void *ctx);

/*
 * What bytes are in: byte order mark, then the transport's label (may be
 * NULL or unknown), then UTF-16 by its pattern, valid UTF-8 whatever the
 * document declares (XML declaration, <meta> by the prescan of HTML section
 * 13.2.3.2, within its first 1,024 bytes and a little more), what it
 * declares unless another encoding makes far better text of it, else a
 * guess (guess.h), and windows-1252 where there is nothing to go by.
 */
const struct encoding *charset_decide(struct slice bytes,
    const char *transport, struct charset_info *);

/*
 * Appends bytes decoded as e to out, valid UTF-8, NOT yet cleaned; malformed
 * input gives U+FFFD where and as often as the standard's decoder does.
 * Returns how many.  A mark that belongs to e is left out.
 */
size_t charset_decode(const struct encoding *e, struct slice bytes,
    struct buf *out);

/* All of it: decide, decode, clean; fills d->charset, d->text, warnings. */
void charset_normalize(struct doc *d, struct buf *bytes,
    const char *transport);

#endif
