/*
 * export_impl: what the forms of an export share.
 */
#ifndef APP_EXPORT_IMPL_H
#define APP_EXPORT_IMPL_H

#include "app/export.h"
#include "app/outfile.h"
#include "app/progress.h"
#include "load/archive/part.h"

struct exported {			/* a story in hand */
	struct library_kept kept;
	struct record rec;
	struct slice path;		/* where it is from */
	struct buf source;		/* its bytes, where they are wanted */
	enum part_form form;		/* of those */
	struct slice charset;		/* the transport's word, or empty */
	struct doc *doc;
	struct arena arena;		/* of all but the document */
};

struct export {
	struct library *lib;
	const struct export_options *opts;
	struct export_counts *counts;
	struct library_tour *tour;
	struct outfile out;
	struct buf buf;			/* to be written */
	const char *folder;		/* or NULL: all goes to out */
	struct progress progress;
	struct err *err;
};

/* Each appends the story, or writes it.  False: ex->err says why. */
bool export_json(struct export *, const struct exported *);
bool export_json_end(struct export *);
bool export_markdown(struct export *, const struct exported *);
bool export_mbox(struct export *, const struct exported *);
bool export_html(struct export *, const struct exported *);

/* The list of stories. */
bool export_html_end(struct export *);

#endif
