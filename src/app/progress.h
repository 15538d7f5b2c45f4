/*
 * progress: a line on standard error that says how far a long work is;
 * nothing where that is no terminal.
 */
#ifndef APP_PROGRESS_H
#define APP_PROGRESS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct progress {
	bool on;
	int64_t start, last;		/* milliseconds; last: shown */
	size_t width;			/* cells of the line on screen */
	/* Kept up by who works: */
	uint64_t documents, failed;
	int64_t bytes, total;		/* of the sources; total 0: unknown */
};

void progress_start(struct progress *);
void progress_show(struct progress *);	/* a few times a second at most */
void progress_clear(struct progress *);	/* the line goes, for another */

/* The line for that time, in 80 bytes at most. */
void progress_line(const struct progress *, int64_t now, char line[80]);

#endif
