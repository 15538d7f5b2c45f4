/*
 * jsonl: documents as `lede cat --json` and `lede export` print them, one a
 * line (lede-json(5)).  What a line does not say is empty; a field of
 * another type is passed over.
 */
#ifndef LOAD_ARCHIVE_JSONL_H
#define LOAD_ARCHIVE_JSONL_H

#include "load/archive/input.h"
#include "load/archive/part.h"

/* True where the first line is a document of ours. */
bool jsonl_sniff(struct slice head);

/* The next line that is not blank.  False: the end. */
bool jsonl_next(struct input *, struct part *);

/* Takes over the part's bytes.  Never NULL: what is no such line gives an
 * empty document with a warning. */
struct doc *jsonl_load(struct part *, const char *source,
    const struct load_options *);

#endif
