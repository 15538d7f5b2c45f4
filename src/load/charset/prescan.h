/*
 * prescan: what a document says its encoding is.
 */
#ifndef LOAD_CHARSET_PRESCAN_H
#define LOAD_CHARSET_PRESCAN_H

#include "base/slice.h"

struct encoding;

/*
 * How far a document's start is searched.  The standard asks for 1,024
 * bytes; pages with long scripts before their <meta> need more.
 */
#define PRESCAN_MAX ((size_t)16 * 1024)

struct declaration {
	const struct encoding *encoding;	/* NULL: nothing known named */
	struct slice label;	/* as written, of the encoding */
	struct slice unknown;	/* the first label nobody knows, or empty */
};

/* HTML section 13.2.3.2 "prescan a byte stream to determine its encoding",
 * and "get an XML encoding".  The slices point into bytes. */
struct declaration prescan(struct slice bytes);

/* By label, with the spellings of the wild: win1251, cp-1252, "utf 8". */
const struct encoding *encoding_guess(struct slice label);

#endif
