/*
 * date: times as pages write them.
 */
#ifndef LOAD_DATE_H
#define LOAD_DATE_H

#include "base/slice.h"

#define DATE_MAX 32			/* "2017-03-29T16:21:00+03:00" */

/*
 * x as ISO 8601 in out: a day, or a time with the offset that x gives (none
 * is made up).  Reads ISO 8601, RFC 5322, day month year and month day year
 * with names of months in the languages of date.c, "16:21 GMT +3", and
 * such a time run into the date ("16:21 GMT +329 March 2017").  False: x
 * holds no date; out is then "".
 */
bool date_parse(struct slice x, char out[DATE_MAX]);

/* What 4/6/2019 means; without an order it is no date. */
enum date_order { DATE_UNSURE, DATE_DAY_FIRST, DATE_MONTH_FIRST };

/* What readers of a language, "en-US", take it for. */
enum date_order date_order_of(struct slice language);

/* date_parse() where the order of such numbers is known. */
bool date_parse_order(struct slice x, enum date_order, char out[DATE_MAX]);

/* The two numbers before a year of four digits in x, as in 4/6/2019 or
 * 04-06-2019.  False: there are none. */
bool date_numbers(struct slice x, int *first, int *second, int *year);

#endif
