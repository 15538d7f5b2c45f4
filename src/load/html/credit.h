/*
 * credit: who made or owns a picture, in the text of its caption.
 */
#ifndef LOAD_HTML_CREDIT_H
#define LOAD_HTML_CREDIT_H

#include "base/slice.h"

#define CREDIT_MAX 120			/* characters */

/* x starts as a credit does: "Photo:", the copyright sign. */
bool credit_at_start(struct slice x);

/*
 * Where in a caption its credit starts, or its length.  tail is where its
 * last element with text of its own starts, or 0.
 */
size_t credit_find(struct slice caption, size_t tail);

#endif
