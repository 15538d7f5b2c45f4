/*
 * input: a file of any length, read from its start to its end in bounded
 * memory, unpacked where it is gzip (RFC 1952; one member, or one a record
 * as web archives have them).
 */
#ifndef LOAD_ARCHIVE_INPUT_H
#define LOAD_ARCHIVE_INPUT_H

#include "base/buf.h"
#include "base/err.h"

#define INPUT_LINE ((size_t)64 * 1024)	/* a longer line comes in pieces */
#define INPUT_NOWHERE UINT64_MAX

struct input;

/* "-" is standard input.  NULL: err says why, without the path. */
struct input *input_open(const char *path, struct err *);
/* The same of bytes, which must outlive it. */
struct input *input_of(struct slice bytes);
void input_close(struct input *);		/* NULL is fine */

bool input_packed(const struct input *);

/*
 * The bytes that come next, at least min of them (at most INPUT_LINE) unless
 * the end is nearer; nothing is taken.  Valid until the next call.
 */
struct slice input_peek(struct input *, size_t min);

/* The next line with its newline, or INPUT_LINE bytes of a longer one.
 * False: the end.  Valid until the next call. */
bool input_line(struct input *, struct slice *line);

/* Appends up to n bytes to out (may be NULL: they are passed over); the
 * number there were. */
uint64_t input_read(struct input *, uint64_t n, struct buf *out);

/* What went wrong, if anything did: the end came early.  Or NULL. */
const char *input_trouble(const struct input *);

/*
 * Where in the file the next byte lies, for coming back to it by
 * input_seek(): in a packed one only where a member starts, otherwise
 * INPUT_NOWHERE.
 */
uint64_t input_offset(struct input *);

/* On from such an offset.  False: err says why (a pipe has no places). */
bool input_seek(struct input *, uint64_t offset, struct err *);

#endif
