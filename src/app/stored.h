/*
 * stored: the bytes of a story: out of the library, or from the archive
 * that they were left in.
 */
#ifndef APP_STORED_H
#define APP_STORED_H

#include "load/archive/part.h"
#include "store/library.h"

/*
 * The record is library_source()'s; the part is what part_load() takes.
 * *doubtful: they were left in a file that is another now by its size or
 * time; what is read from them is then to be held against the record.
 * False: err says why, without the path.
 */
bool stored_part(struct library *, const struct record *, struct part *,
    bool *doubtful, struct err *);

/* Whether the document is the story that was taken in; err as above. */
bool stored_same(const struct record *, const struct doc *, struct err *);

#endif
