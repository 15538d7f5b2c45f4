/*
 * when: ISO 8601 times of a document in words.
 */
#ifndef VIEW_WHEN_H
#define VIEW_WHEN_H

#include "base/buf.h"

/* Appends "29 March 2017, 16:21 GMT+3", or the day alone, or x itself where
 * it is no ISO 8601. */
void when_format(struct buf *, struct slice iso);

/* The same, short: "29 Mar 2017 16:21". */
void when_format_short(struct buf *, struct slice iso);

/* The same as mail has it (RFC 5322 section 3.3), its offset kept: "Wed, 29
 * Mar 2017 16:21:00 +0300"; false: iso holds no time, nothing is added. */
bool when_format_mail(struct buf *, struct slice iso);

/* And as a mailbox has it between messages, in UTC: "Wed Mar 29 13:21:00
 * 2017". */
void when_format_mbox(struct buf *, struct slice iso);

/*
 * Seconds since 1970 in UTC (a time without an offset counts as UTC), for
 * sorting; INT64_MIN where iso holds none.
 */
int64_t when_seconds(struct slice iso);

#endif
