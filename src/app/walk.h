/*
 * walk: a process that looks for what there is to import, so that a folder
 * of any size is known a piece at a time.
 */
#ifndef APP_WALK_H
#define APP_WALK_H

#include "app/worker.h"

enum walk_kind {		/* frames: struct walk_found, then the path */
	WALK_FILE = 64, WALK_SPOOL,
	WALK_TROUBLE,			/* instead of the path: what is wrong */
	WALK_END			/* that was all */
};

struct walk_found {
	uint64_t root;			/* which of the paths it is below */
	int64_t size, mtime;		/* -1: not known */
};

struct walk {
	char **roots;			/* absolute */
	size_t nroots;
};

/* Starts it.  The walk must live as long. */
bool walk_start(struct worker *, struct walk *, const struct worker_options *,
    struct err *);

/* Another one that only adds up: in the end its output is one int64_t, the
 * bytes of all files. */
bool walk_count(struct worker *, struct walk *, const struct worker_options *,
    struct err *);

#endif
