/*
 * day: days of the (proleptic) Gregorian calendar as numbers.
 */
#ifndef BASE_DAY_H
#define BASE_DAY_H

#include <stdint.h>

/* Days from 1970-01-01 to a date. */
int64_t day_number(int year, int month, int day);

#endif
