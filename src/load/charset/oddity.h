/*
 * oddity: how odd a character looks between its neighbours, whatever the
 * language: a capital after a small letter, a sign inside a word, two
 * scripts in one word, a control character.  0 is what good text has; units
 * are arbitrary, about 6 are more than good text shows.
 */
#ifndef LOAD_CHARSET_ODDITY_H
#define LOAD_CHARSET_ODDITY_H

#include <stdbool.h>
#include <stdint.h>

/* ' ' stands for the ends of a line. */
int oddity_at(uint32_t prev, uint32_t cp, uint32_t next);

/* How seldom texts have this character at all. */
int oddity_rare(uint32_t cp);

bool oddity_is_letter(uint32_t cp);
bool oddity_is_lower(uint32_t cp);
bool oddity_is_upper(uint32_t cp);
/* Stands behind a word: trademark, degree, raised digits. */
bool oddity_is_tail(uint32_t cp);
/* Ends a sentence or a quotation, or joins two. */
bool oddity_is_stop(uint32_t cp);

#endif
