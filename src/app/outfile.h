/*
 * outfile: what a command writes that is long: standard output, or a file
 * that comes to its name when it is whole, so that an end before that costs
 * nothing that was there.
 */
#ifndef APP_OUTFILE_H
#define APP_OUTFILE_H

#include "base/buf.h"
#include "base/err.h"

struct outfile {
	int fd;
	const char *name;		/* for messages */
	char *path, *temp;		/* owned; temp NULL: written at once */
};

/* path NULL or "-": standard output.  What is no plain file (a pipe, a
 * device) is written to as it is.  The path must outlive it. */
bool outfile_open(struct outfile *, const char *path, struct err *);

/* Writes what is in the buffer and empties it.  err names the file. */
bool outfile_write(struct outfile *, struct buf *, struct err *);

/* keep false: what was there before stays.  False: it is not all written. */
bool outfile_close(struct outfile *, bool keep, struct err *);

#endif
