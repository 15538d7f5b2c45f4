/*
 * date_words: names of months and zones, and texts cut for reading dates.
 */
#ifndef LOAD_DATE_WORDS_H
#define LOAD_DATE_WORDS_H

#include "base/slice.h"

#define DATE_TOKENS 64		/* of a text; what follows is not read */
#define DATE_BYTES 384		/* the same, lower-cased */

enum date_token_kind { DATE_NUMBER, DATE_WORD, DATE_MARK };

struct date_token {
	enum date_token_kind kind;
	bool gap;		/* white space before it */
	int value;		/* number: at most 8 digits; mark: the char */
	struct slice text;	/* lower case, ASCII digits */
};

struct date_tokens {
	struct date_token at[DATE_TOKENS];
	size_t n;
	char bytes[DATE_BYTES];
	size_t len;
};

/*
 * Cuts x.  Digits of any script become ASCII, dashes '-', letters small;
 * a CJK or Hangul letter is a word of its own.
 */
void date_cut(struct date_tokens *, struct slice x);

int date_month(struct slice word);		/* 1 to 12, or 0 */

/* Minutes east of UTC; false: no zone whose name means one offset. */
bool date_zone(struct slice word, int *minutes);

#endif
