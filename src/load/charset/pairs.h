/*
 * pairs: the characters of two-byte sequences, asked of iconv once each and
 * remembered, mended where iconv and the standard's index differ.
 */
#ifndef LOAD_CHARSET_PAIRS_H
#define LOAD_CHARSET_PAIRS_H

#include "load/charset/encoding.h"

struct pairs;

/* names: what iconv may call it, as struct encoding has them; borrowed.
 * prefix: a byte that goes before the two, or 0.  Freed by pairs_free(). */
struct pairs *pairs_new(const char *const names[], unsigned char prefix);
/* The same with the patches of an encoding. */
struct pairs *pairs_of(const struct encoding *);
void pairs_free(struct pairs *);		/* NULL is fine */

/* lead is 80 or more; CP_NONE where there is no such character. */
uint32_t pairs_get(struct pairs *, unsigned lead, unsigned trail);

/* Any other sequence, not remembered. */
uint32_t pairs_ask(struct pairs *, struct slice bytes);

#endif
