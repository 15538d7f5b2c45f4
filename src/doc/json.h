/*
 * json: the document as lede-json(5) has it.
 */
#ifndef DOC_JSON_H
#define DOC_JSON_H

#include "doc/doc.h"

/*
 * Appends d as one JSON object on one line, and a newline.  Fields always
 * stand in the same order; what the document does not have is null, an
 * empty list is [].  The output is valid UTF-8 whatever d->source is, and
 * holds no control character but that newline.
 */
void json_doc(struct buf *, const struct doc *);

/* Appends x as a string of JSON, its quotes too. */
void json_string(struct buf *, struct slice x);

#endif
