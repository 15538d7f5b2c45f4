/*
 * export: the stories of a library, read again and written in a form that
 * others take: one after the other, none kept in memory.
 */
#ifndef APP_EXPORT_H
#define APP_EXPORT_H

#include <signal.h>

#include "load/load.h"
#include "store/library.h"

enum export_form {
	EXPORT_JSON,			/* lede-json(5) */
	EXPORT_MARKDOWN,		/* a file, or a folder of them */
	EXPORT_MBOX,			/* RFC 4155 */
	EXPORT_HTML,			/* a folder */
	EXPORT_FORMS
};

struct export_options {
	enum export_form form;
	const char *output;		/* NULL: standard output; a folder
					   where it is one or ends in '/' */
	const struct query *query;	/* NULL: all stories, and what the
					   library has beside them */
	bool no_source;
	struct load_options load;
	/* Set by a signal: end; never NULL. */
	const volatile sig_atomic_t *stop;
};

struct export_counts {
	uint64_t all, written, failed;	/* each that failed was told */
};

/* False: it ended early, err says why. */
bool export_run(struct library *, const struct export_options *,
    struct export_counts *, struct err *);

#endif
