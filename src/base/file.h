/*
 * file: bytes from files, pipes and folders.
 */
#ifndef BASE_FILE_H
#define BASE_FILE_H

#include "base/buf.h"
#include "base/err.h"

/*
 * All of fd, at most max bytes, appended to out; *cut: there was more.
 * False: err says why, out keeps what came.
 */
bool file_read_fd(int fd, size_t max, struct buf *out, bool *cut,
    struct err *);

/* The same of a path; a FIFO is waited for until somebody writes.  err does
 * not name the path. */
bool file_read(const char *path, size_t max, struct buf *out, bool *cut,
    struct err *);

/* A descriptor for reading; "-" is standard input.  A folder is refused.
 * -1: err says why, without the path. */
int file_open(const char *path, struct err *);

bool file_is_dir(const char *path);

/* Appends path as the file system has it, links resolved; a path that is
 * no file's, as it is. */
void file_absolute(struct buf *out, const char *path);

/* Writes all of it, in as many writes as that takes. */
bool file_write_fd(int fd, struct slice, struct err *);

/* The folder and those above it; nobody else may look into new ones. */
bool file_make_dir(const char *dir, struct err *);

/*
 * Writes a file whole and at once: a new one beside it, synced, renamed
 * over the old one, so that a program killed at any moment leaves the old
 * one or the new one.  Its owner's alone (0600).  err names the path.
 */
bool file_replace(const char *path, struct slice text, struct err *);

/*
 * Calls fn for each regular file below dir, in the byte order of their
 * paths; names with a leading dot are passed over, links to folders are
 * not followed.  What cannot be looked at, and a folder that cannot be read,
 * is given to fn too: opening it says why.  fn returns false to stop.
 * False: dir could not be read; err says why, without the path.
 */
bool file_walk(const char *dir, bool (*fn)(void *ctx, const char *path),
    void *ctx, struct err *);

#endif
