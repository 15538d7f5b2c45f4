/*
 * repair: text that somebody else broke, mended: UTF-8 that was read as a
 * single-byte charset and encoded again, once or more, in all of a text or
 * in some words; bytes lost on the way; C1 controls that are windows-1252.
 *
 * A place is mended when its bytes in the wrong charset are UTF-8, and what
 * is there looks odd (oddity.h) where what comes out does not.  The other
 * places of a line count too: where one was broken, the next may be.
 */
#ifndef LOAD_CHARSET_REPAIR_H
#define LOAD_CHARSET_REPAIR_H

#include "base/buf.h"

/*
 * How many places of in, valid UTF-8, are mended; if any, the whole text
 * is appended to out, otherwise nothing.  Linear; ASCII is passed over.
 */
size_t text_repair(struct slice in, struct buf *out);

#endif
