/*
 * import: documents of any number taken into the library: one process
 * looks for them, some read them (app/worker.h), this one writes.  What was
 * committed is in, whatever happens then; a second run goes on there.
 */
#ifndef APP_IMPORT_H
#define APP_IMPORT_H

#include <signal.h>

#include "app/worker.h"
#include "store/library.h"

struct import_options {
	char **paths;			/* as the user named them */
	size_t npaths;
	size_t nworkers;
	struct worker_options worker;
	/* Set by a signal: commit and end; never NULL. */
	const volatile sig_atomic_t *stop;
};

struct import_counts {
	uint64_t added[ADDED_COPY + 1];
	uint64_t failed;		/* each was told */
	uint64_t empty;			/* without any text; told, too */
};

/* False: it ended early, err says why; counts are what is in the library
 * in any case. */
bool import_run(struct library *, const struct import_options *,
    struct import_counts *, struct err *);

#endif
