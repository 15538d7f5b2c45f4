/*
 * clock: time that only goes forward, for what may take how long.
 */
#ifndef BASE_CLOCK_H
#define BASE_CLOCK_H

#include <stdint.h>

int64_t clock_ms(void);		/* milliseconds since some fixed time */

#endif
