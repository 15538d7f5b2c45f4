/*
 * buf: a growing byte buffer.  A zeroed struct buf is an empty one, and so
 * is one after buf_free().  Slices of it are valid until the next call that
 * adds; what is added may not be of the buffer itself.
 */
#ifndef BASE_BUF_H
#define BASE_BUF_H

#include "base/slice.h"

struct buf {
	char *s;		/* NULL while nothing was added */
	size_t len, cap;
};

void buf_free(struct buf *);
void buf_clear(struct buf *);			/* keeps the memory */
/* Room for n more bytes and a NUL: where they go; len stays, it is the
 * caller's to raise. */
char *buf_reserve(struct buf *, size_t n);
void buf_add(struct buf *, struct slice);
void buf_addz(struct buf *, const char *);
void buf_addc(struct buf *, char);
void buf_fill(struct buf *, char, size_t n);
void buf_printf(struct buf *, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));
void buf_base64(struct buf *, struct slice);	/* RFC 4648, one line */
const char *buf_z(struct buf *);		/* NUL-terminated view */
struct slice buf_slice(const struct buf *);

#endif
