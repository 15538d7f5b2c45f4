/*
 * parts: the documents of a path, one after the other.  Most files are one;
 * web archives (warc.h), JSON Lines (jsonl.h) and mailboxes hold many.
 */
#ifndef LOAD_ARCHIVE_PARTS_H
#define LOAD_ARCHIVE_PARTS_H

#include "base/err.h"
#include "load/archive/part.h"

struct parts;

/* NULL: the path could not be read (err says why). */
struct parts *parts_open(const char *path, struct err *);

/* The discussions of a folder of messages (load/mail/spool.h). */
struct parts *parts_open_spool(const char *dir, struct err *);

/* The same of bytes, which must outlive it; source is what their documents
 * are called. */
struct parts *parts_of(struct slice bytes, const char *source);
void parts_close(struct parts *);		/* NULL is fine */

/* The next one; the caller's part is cleared first.  A path that is one
 * document gives that, with number 0.  False: no more. */
bool parts_next(struct parts *, struct part *);

/* On to the part of that number, which was not given yet, so that it is the
 * next one; offset: where it lies (struct part), or INPUT_NOWHERE.  False:
 * there are not so many. */
bool parts_go(struct parts *, size_t number, uint64_t offset);

/* The next one, read; opts may be NULL.  NULL: no more. */
struct doc *parts_load(struct parts *, const struct load_options *);

/* Several documents, or one. */
bool parts_several(const struct parts *);

/* After the last: what was passed over or broken, to tell the user; false:
 * nothing was. */
bool parts_trouble(const struct parts *, struct err *);

#endif
