/*
 * word: header fields as text: encoded words (RFC 2047), and bytes that
 * stand there bare although they must not.
 */
#ifndef LOAD_MAIL_WORD_H
#define LOAD_MAIL_WORD_H

#include "base/buf.h"

/* Appends the field as clean UTF-8; it may still be folded. */
void word_decode(struct buf *out, struct slice field);

/* Appends the bytes that base64 (RFC 2045 section 6.8) or quoted-printable
 * (6.7; header: '_' is a blank) stand for; what is neither is passed over,
 * or stands as it is. */
void word_base64(struct buf *out, struct slice x);
void word_quoted(struct buf *out, struct slice x, bool header);

#endif
