/*
 * source: the bytes of a document that can be read but once (a pipe), kept
 * so that it can be decoded again in another way.  Zeroed: not read yet.
 */
#ifndef LOAD_SOURCE_H
#define LOAD_SOURCE_H

#include "base/err.h"
#include "load/load.h"

struct input;

struct source {
	struct buf bytes;		/* unpacked */
	struct input *in;		/* not read to its end: it looks binary
					   by the labels so far; or NULL */
	bool begun;
	struct load_end end;
	char trouble[128];		/* of end */
};

/* Reads it, the first time from the path; of several documents the first.
 * NULL: it cannot be read, err says why. */
struct doc *source_load(struct source *, const char *path,
    const struct load_options *, struct err *);

/* Once it was read: the documents that it holds, borrowing it; NULL: it is
 * one. */
struct parts *source_parts(const struct source *, const char *path);

/* Appends the first of its bytes, at most max, to out. */
void source_head(const struct source *, size_t max, struct buf *out);

/* The same of a document that can be read again.  False: err says why. */
bool source_head_of(const char *path, size_t max, struct buf *out,
    struct err *);

void source_free(struct source *);

#endif
