#include "base/day.h"

/* Years begin with March, so that a leap day is the last of one. */
int64_t
day_number(int year, int month, int day)
{
	int64_t era, days;

	year -= month <= 2;
	era = (year >= 0 ? year : year - 399) / 400;
	year -= (int)era * 400;
	days = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
	return era * 146097 + year * 365 + year / 4 - year / 100 + days -
	    719468;
}
