/*
 * model: numbers counted by tests/train/train: how likely one letter comes
 * after another in a language, and which characters of an encoding of one
 * or two bytes are common.  A cost is -log2 of a probability in fifths of a
 * bit, written as the character MODEL_ZERO + cost, and so is a class.
 */
#ifndef LOAD_CHARSET_MODEL_H
#define LOAD_CHARSET_MODEL_H

#include <stdbool.h>
#include <stdint.h>

#define MODEL_UNIT 5			/* steps a bit */
#define MODEL_ZERO 35			/* '#' */
#define MODEL_LANGUAGES 45
#define MODEL_PAGES 27
#define MODEL_FITS 140

/*
 * Letters are sorted into classes: 0 what is no letter, 1 one foreign to
 * the language, 2 where its script is another one a Latin letter, then each
 * of its own letters, great and small alike.
 */
struct model_language {
	uint8_t classes;
	const char *ascii;	/* classes of a to z and of the apostrophe */
	const char *costs;		/* [before * classes + letter] */
};

/* An encoding of one byte a character, the upper half. */
struct model_page {
	const char *name;
	uint8_t prior;			/* bits against it */
	uint8_t fit, fits;		/* its languages in model_fits[] */
	const char *kinds;		/* enum kind of guess.c as a letter */
};

/* A language in an encoding. */
struct model_fit {
	uint8_t language;
	bool backward;			/* visual Hebrew */
	const char *upper;		/* classes of 80 to FF */
};

extern const struct model_language model_languages[MODEL_LANGUAGES];
extern const struct model_page model_pages[MODEL_PAGES];
extern const struct model_fit model_fits[MODEL_FITS];

/* Costs of the 94 by 94 characters of GB 2312, JIS X 0208, KS X 1001; of
 * Big5 from row A1, 157 a row. */
extern const char model_gb[], model_jis[], model_ks[], model_big5[];

#endif
