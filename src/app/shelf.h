/*
 * shelf: the library as the reader has it: opened when it is asked for
 * first, for writing where that may be, else for reading; stories are read
 * from it by their numbers.  A reader without a library has no shelf, and
 * one that was never asked for anything never opened a file.
 */
#ifndef APP_SHELF_H
#define APP_SHELF_H

#include "base/err.h"
#include "load/archive/part.h"

struct library;
struct record;
struct shelf;

/* path: --library, or NULL for the default one. */
struct shelf *shelf_new(const char *path);
void shelf_free(struct shelf *);		/* NULL is fine */

/* Opened, the first time.  NULL: there is none yet, or it cannot be read;
 * err says why, and it is tried again when it is asked for again. */
struct library *shelf_library(struct shelf *, struct err *);

/* The same for a look at what there is: opened for reading alone, unless it
 * is open already, so that nothing is changed. */
struct library *shelf_look(struct shelf *, struct err *);

/* Nothing is there, as before the first import. */
bool shelf_is_missing(const struct shelf *);

/* It was asked for and is here; NULL: it is not. */
struct library *shelf_opened(const struct shelf *);

/* False: marks cannot be kept, and why is what to tell the reader. */
bool shelf_writable(const struct shelf *, struct err *why);

/* Where a story lies: what library_source() gives, but for its bytes. */
bool shelf_where(struct shelf *, int64_t story, struct record *,
    struct arena *, struct err *);

/* A story's bytes as a part that part_load() takes, also those that were
 * left where they lie (app/stored.h).  False: err says why. */
bool shelf_part(struct shelf *, int64_t story, struct part *,
    bool *doubtful, struct err *);

/* Whether the document, read from a doubtful part, is the story still. */
bool shelf_same(struct shelf *, int64_t story, const struct doc *,
    struct err *);

#endif
