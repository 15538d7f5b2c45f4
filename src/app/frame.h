/*
 * frame: messages between processes of ours, through a pipe: a kind, a
 * length, that many bytes.  Both ends are one program, so numbers are as
 * the machine has them.
 */
#ifndef APP_FRAME_H
#define APP_FRAME_H

#include "base/buf.h"

/* Begins one at the end of b; what frame_end() is to be given.  The bytes
 * are added in between. */
size_t frame_begin(struct buf *b, uint32_t kind);
void frame_end(struct buf *b, size_t at);

/* One that is at hand whole. */
void frame_add(struct buf *b, uint32_t kind, struct slice);

struct frame {
	uint32_t kind;
	struct slice bytes;		/* valid until the stream is filled */
};

/* What came from a pipe.  Zeroed but for fd it is an empty one. */
struct stream {
	int fd;
	struct buf in;
	size_t from;			/* of `in`, not taken yet */
	bool end;			/* nothing more will come */
};

/* Reads once; blocks where fd does.  False: the end. */
bool stream_fill(struct stream *);
/* The next frame that has come whole. */
bool stream_next(struct stream *, struct frame *);
size_t stream_held(const struct stream *);	/* bytes not taken yet */
/* Whether a next frame is there. */
bool stream_ready(const struct stream *);
void stream_close(struct stream *);

/* What is to go into a pipe that may be full.  Zeroed but for fd. */
struct outflow {
	int fd;				/* non-blocking */
	struct buf out;
	size_t sent;
};

/* Writes what the pipe takes, and waits until at most `keep` bytes are
 * left (SIZE_MAX: not at all).  False: nobody reads any more. */
bool outflow_push(struct outflow *, size_t keep);
size_t outflow_held(const struct outflow *);	/* bytes not written yet */

#endif
