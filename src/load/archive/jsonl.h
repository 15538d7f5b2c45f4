/*
 * jsonl: documents as `lede cat --json` and `lede export` print them, one a
 * line (lede-json(5)).  What a line does not say is empty; a field of
 * another type is passed over.  A line of a library may hold the bytes that
 * its document was read from: it is read from these again.
 */
#ifndef LOAD_ARCHIVE_JSONL_H
#define LOAD_ARCHIVE_JSONL_H

#include "load/archive/input.h"
#include "load/archive/part.h"

/* True where the first line is a document of ours. */
bool jsonl_sniff(struct slice head);

/* The next line that is not blank.  False: the end. */
bool jsonl_next(struct input *, struct part *);

/* What a line says of the library that it is from. */
struct jsonl_kept {
	bool unwrapped;			/* the part is the source now */
	struct slice path;		/* where that library has it from */
	struct slice added;		/* ISO 8601; or empty */
	bool read, starred;
	struct slice note, state;
	struct slices saved, queries;	/* pairs: a name, what it looks for */
};

/*
 * Reads that; slices are of the arena.  Where the line holds the source of
 * its document, and `unwrap`, the part becomes that source: its form, bytes,
 * charset, address and number; else it stays as it is.  False: the line says
 * nothing of a library.  All but the state is clean (text/clean.h).
 */
bool jsonl_kept(struct part *, bool unwrap, struct jsonl_kept *,
    struct arena *);

/* What lede-json(5) calls the form of a source. */
const char *jsonl_form(enum part_form);

/* Takes over the part's bytes; opts may be NULL.  Never NULL: what is no
 * such line gives an empty document with a warning. */
struct doc *jsonl_load(struct part *, const char *source,
    const struct load_options *);

#endif
