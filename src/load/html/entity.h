/*
 * entity: character references, "&amp;", "&#8217;" (HTML section
 * 13.2.5.72 and on).
 */
#ifndef LOAD_HTML_ENTITY_H
#define LOAD_HTML_ENTITY_H

#include "base/buf.h"

/*
 * Decodes the reference that x, which begins with '&', begins with: appends
 * what it stands for and returns the bytes it takes.  0: it is none, the
 * '&' is text.  In an attribute "&copy=" and "&copyx" are none.
 */
size_t entity_decode(struct slice x, bool in_attr, struct buf *out);

/* Appends x with every reference in it decoded. */
void entity_decode_all(struct slice x, bool in_attr, struct buf *out);

#endif
