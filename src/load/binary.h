/*
 * binary: bytes that no reader of text can show.
 */
#ifndef LOAD_BINARY_H
#define LOAD_BINARY_H

#include "base/slice.h"

#define BINARY_LOOK ((size_t)64 * 1024)	/* of the start is enough to tell */

/*
 * What the bytes that start with head are: "JPEG image", "gzip data",
 * "binary data"; NULL for text, in whatever encoding.  charset: the
 * transport's label or NULL.  Static.
 */
const char *binary_kind(struct slice head, const char *charset);

#endif
