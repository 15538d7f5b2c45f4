/*
 * worker: a process that reads documents and gives them as records to the
 * one that started it, so that a document that no reader survives costs
 * itself only.
 */
#ifndef APP_WORKER_H
#define APP_WORKER_H

#include "app/frame.h"
#include "base/err.h"
#include "load/load.h"

enum worker_kind {		/* frames to it: */
	WORKER_FILE = 1, WORKER_SPOOL,	/* struct worker_job, then the path */
				/* frames from it, about its oldest job: */
	WORKER_RECORD,		/* a record, as record_write() has it */
	WORKER_BUNDLE,		/* struct worker_bundle, its bytes, then the
				   frames of the records that lie in it, and
				   what else is said between them */
	WORKER_EMPTY,		/* a document without any text: why */
	WORKER_BEGIN,		/* careful: a document of several begins */
	WORKER_TROUBLE,		/* what could not be read */
	WORKER_END		/* that was the job; 'y': all was read */
};

struct worker_job {
	uint64_t skip;			/* documents that are in already */
	int64_t size;			/* of the file */
	/* Each document is told before it is read, and sent at once: who
	 * comes to an end then shows which one it was. */
	bool careful;
};

struct worker_bundle {
	uint64_t size, packed;		/* bytes of it, and when packed */
};

struct worker_options {
	struct load_options load;
	bool in_place;
	unsigned seconds;		/* what a document may take */
	size_t nstreams;		/* other ends, which are closed */
	const int *streams;
};

struct worker {
	int pid;			/* 0: none */
	unsigned seconds;		/* of its options */
	struct outflow to;		/* jobs */
	struct stream from;
};

/* What may lie in the pipe to a worker without blocking, on any system. */
#define WORKER_PIPE ((size_t)16 * 1024)

bool worker_start(struct worker *, const struct worker_options *,
    struct err *);

/* Runs fn(ctx, fd) in a process of its own; its output comes from `from`.
 * Keeps no end of the pipes that are named. */
bool worker_fork(struct worker *, const struct worker_options *,
    void (*fn)(void *ctx, int in, int out), void *ctx, struct err *);

/* Waits for the end of one that was killed or, without kill_it, that ended
 * though there was work.  *how: what became of it, as words after "reading
 * it ". */
void worker_stop(struct worker *, bool kill_it, struct err *how);

#endif
