/*
 * mime: the text of a message's body (RFC 2045 to 2049, format=flowed of
 * RFC 3676), whatever it is packed in.
 */
#ifndef LOAD_MAIL_MIME_H
#define LOAD_MAIL_MIME_H

#include "doc/doc.h"
#include "load/mail/message.h"

#define MIME_MAX_DEPTH 32		/* multiparts within multiparts */
#define MIME_MAX_LEAVES 200		/* parts that are text */

/*
 * hand: the charset that the reader chose over all labels, or NULL.
 * Appends the body's text as clean UTF-8: the plain part of alternatives,
 * or what their HTML says.  Info is that of the first part that is text;
 * what is left out (attachments) is counted in *attached.
 */
void mime_text(const struct message *, const char *hand, struct buf *out,
    struct charset_info *info, size_t *attached);

#endif
