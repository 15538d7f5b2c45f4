/*
 * unwrap: what bytes are packed in (gzip, RFC 1952; several members too).
 */
#ifndef LOAD_UNWRAP_H
#define LOAD_UNWRAP_H

#include "doc/doc.h"

/*
 * Replaces *bytes by what is inside; as it was where it is not packed.
 * Damaged or cut input keeps what could be unpacked and warns in d; more
 * than max bytes are cut, warned of, and set d->truncated.
 */
void unwrap(struct doc *d, struct buf *bytes, size_t max);

/* Magic, deflate, no reserved flag. */
bool unwrap_is_gzip(struct slice);

#endif
