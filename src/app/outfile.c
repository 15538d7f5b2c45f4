#include "app/outfile.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "base/mem.h"

#define TRIES 100			/* names of other programs' files */
#define KEEP ((size_t)1 << 20)		/* bytes of a buffer kept as room */

/* A new file beside it: O_EXCL, for who reads and writes new files here. */
static int
open_temp(struct outfile *f)
{
	struct buf b = { 0 };
	int fd = -1, i;

	for (i = 0; fd < 0 && i < TRIES; i++) {
		buf_clear(&b);
		buf_printf(&b, "%s.%ld-%d", f->path, (long)getpid(), i);
		fd = open(buf_z(&b), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC,
		    0666);
		if (fd < 0 && errno != EEXIST)
			break;
	}
	if (fd >= 0)
		f->temp = mem_strdup(buf_z(&b));
	buf_free(&b);
	return fd;
}

bool
outfile_open(struct outfile *f, const char *path, struct err *err)
{
	struct stat sb;

	*f = (struct outfile){ .fd = STDOUT_FILENO,
	    .name = "standard output" };
	if (path == NULL || strcmp(path, "-") == 0)
		return true;
	f->name = path;
	f->path = mem_strdup(path);
	if (stat(path, &sb) == 0 && !S_ISREG(sb.st_mode))
		f->fd = open(path, O_WRONLY | O_CLOEXEC);
	else
		f->fd = open_temp(f);
	if (f->fd >= 0)
		return true;
	fail(err, "%s: %s", path, strerror(errno));
	free(f->path);
	f->path = NULL;
	return false;
}

bool
outfile_write(struct outfile *f, struct buf *b, struct err *err)
{
	struct err why;
	bool ok = file_write_fd(f->fd, buf_slice(b), &why);

	buf_clear(b);
	if (b->cap > KEEP)
		buf_free(b);
	return ok || fail(err, "%s: %s", f->name, why.text);
}

bool
outfile_close(struct outfile *f, bool keep, struct err *err)
{
	bool ok = true;

	if (f->path == NULL)
		return true;
	/* Some file systems say here only that there is no room. */
	if (close(f->fd) != 0 && keep)
		ok = fail(err, "%s: %s", f->name, strerror(errno));
	if (f->temp && keep && ok && rename(f->temp, f->path) != 0)
		ok = fail(err, "%s: %s", f->name, strerror(errno));
	if (f->temp && (!keep || !ok))
		unlink(f->temp);
	free(f->temp);
	free(f->path);
	f->temp = f->path = NULL;
	return ok;
}
