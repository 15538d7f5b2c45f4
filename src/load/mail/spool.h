/*
 * spool: a folder whose files are messages, one each: a maildir (folders
 * cur, new and tmp), an MH folder, a group of a news spool.  What belongs
 * together is told by the messages' own references, over all files of the
 * folder; nothing is told by the files' names.
 */
#ifndef LOAD_MAIL_SPOOL_H
#define LOAD_MAIL_SPOOL_H

#include "base/buf.h"
#include "base/err.h"

struct mailbox;

/* Whether the file is one message; a mailbox, or a packed one, is none. */
bool spool_message(const char *path);

/* Appends the folder that a file's discussions are of: the one it is in; of
 * a maildir's cur and new the maildir.  False: it is being delivered yet,
 * and nobody's business (a maildir's tmp). */
bool spool_folder(struct buf *, const char *path);

/* The bytes of the folder's files, and when the last of them was changed,
 * to tell whether it is as it was. */
void spool_measure(const char *dir, int64_t *size, int64_t *mtime);

/* All messages of a folder.  NULL: err says why. */
struct mailbox *spool_read(const char *dir, struct err *);

#endif
