/*
 * job: work over a whole story, a slice at a time between keys, so that
 * nothing takes the keyboard away.  There is one at most; Esc drops it.
 */
#ifndef APP_JOB_H
#define APP_JOB_H

#include <stdbool.h>
#include <stddef.h>

/*
 * What one slice may cost, in bytes looked through at memchr speed, so that
 * it takes some 5 ms: measured in work, not by a clock, so that tests see
 * the same slices everywhere.
 */
#define JOB_SLICE ((size_t)6 << 20)
#define JOB_COMMENT ((size_t)400)	/* what a comment costs beside text */
#define JOB_SLOW ((size_t)12)		/* a byte of text that is decoded */

struct app;

struct job {
	bool (*step)(struct app *, struct job *);	/* false: it is done */
	void (*drop)(struct job *);	/* frees `of`, done or not */
	void *of;
	const char *doing;		/* "filtering" */
	size_t done, total;		/* how far it is */
	unsigned slices;
};

/* Drops the one before, and does the first slice of this one. */
void job_start(struct app *, const struct job *);

/* Does a slice.  False: there is no job. */
bool job_step(struct app *);

/* True: there was one. */
bool job_drop(struct app *);

#endif
