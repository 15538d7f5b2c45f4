/*
 * err: why the world (file, network, terminal) did not do what we asked.
 * Functions that can fail return bool and fill the caller's struct err;
 * err may be NULL where the caller does not care.
 */
#ifndef BASE_ERR_H
#define BASE_ERR_H

#include <stdbool.h>

struct err {
	char text[512];		/* one line: what, where, why; of one that is
				   longer the middle is left out */
};

/* Always false, so that "return fail(err, ...)" reads well. */
bool fail(struct err *, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));

#endif
