/*
 * utf8: code points in and out of UTF-8 (RFC 3629).  All text past
 * load/charset/ is valid UTF-8; decoding is still safe on anything.
 */
#ifndef TEXT_UTF8_H
#define TEXT_UTF8_H

#include "base/buf.h"

#define UTF8_BAD 0xFFFDu

/*
 * The code point at x[0]; bytes it takes, at least 1.  Malformed: UTF8_BAD
 * and the length of the maximal subpart (WHATWG Encoding, UTF-8 decoder).
 * x.len must not be 0.
 */
size_t utf8_decode(struct slice x, uint32_t *cp);

/* Bytes written to out, 1 to 4; surrogates and > 10FFFF become UTF8_BAD. */
size_t utf8_encode(uint32_t cp, char out[4]);
void utf8_add(struct buf *, uint32_t cp);

bool utf8_valid(struct slice);			/* fast on ASCII */

/* Offset of the code point before off (off > 0). */
size_t utf8_prev(struct slice, size_t off);
size_t utf8_count(struct slice);		/* code points */

#endif
