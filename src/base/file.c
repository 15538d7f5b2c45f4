#include "base/file.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "base/mem.h"

#define READ_STEP ((size_t)64 * 1024)

bool
file_read_fd(int fd, size_t max, struct buf *out, bool *cut, struct err *err)
{
	size_t start = out->len, room;
	struct stat st;
	ssize_t n;

	*cut = false;
	if (fstat(fd, &st) == 0 && S_ISREG(st.st_mode) && st.st_size > 0 &&
	    (size_t)st.st_size < max)
		buf_reserve(out, (size_t)st.st_size + 1);
	for (;;) {
		room = out->cap > out->len + 1 ? out->cap - out->len - 1 : 0;
		if (room == 0)
			room = READ_STEP;
		if (room > max - (out->len - start))
			room = max - (out->len - start);
		if (room == 0) {
			char probe;

			*cut = read(fd, &probe, 1) > 0;
			return true;
		}
		n = read(fd, buf_reserve(out, room), room);
		if (n == 0)
			return true;
		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return fail(err, "%s", strerror(errno));
		out->len += (size_t)n;
	}
}

bool
file_read(const char *path, size_t max, struct buf *out, bool *cut,
    struct err *err)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
	bool ok;

	if (fd < 0)
		return fail(err, "%s", strerror(errno));
	ok = file_read_fd(fd, max, out, cut, err);
	close(fd);
	return ok;
}

int
file_open(const char *path, struct err *err)
{
	struct stat st;
	int fd = STDIN_FILENO;

	if (strcmp(path, "-") != 0)
		fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
	if (fd < 0) {
		fail(err, "%s", strerror(errno));
	} else if (fstat(fd, &st) == 0 && S_ISDIR(st.st_mode)) {
		fail(err, "a folder, not a file");
		if (fd != STDIN_FILENO)
			close(fd);
		fd = -1;
	}
	return fd;
}

bool
file_is_dir(const char *path)
{
	struct stat st;

	return stat(path, &st) == 0 && S_ISDIR(st.st_mode);
}

void
file_absolute(struct buf *out, const char *path)
{
	char *full = realpath(path, NULL);

	buf_addz(out, full ? full : path);
	free(full);
}

bool
file_write_fd(int fd, struct slice x, struct err *err)
{
	ssize_t n;

	while (x.len > 0) {
		n = write(fd, x.s, x.len);
		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return fail(err, "%s", strerror(errno));
		x = slice_from(x, (size_t)n);
	}
	return true;
}

/* Paths still to visit: a stack, so that no depth of folders recurses. */
struct stack {
	char **paths;
	size_t n, cap;
};

static int
descending(const void *a, const void *b)
{
	return strcmp(*(char *const *)b, *(char *const *)a);
}

static void
push(struct stack *st, const char *dir, const char *name)
{
	struct buf b = { 0 };
	size_t n = strlen(dir);

	st->paths = mem_grow(st->paths, &st->cap, st->n + 1,
	    sizeof(*st->paths));
	buf_printf(&b, "%s%s%s", dir, n && dir[n - 1] == '/' ? "" : "/", name);
	buf_z(&b);
	st->paths[st->n++] = b.s;
}

/* The entries of dir, pushed so that the first in byte order comes off
 * first. */
static bool
push_dir(struct stack *st, const char *dir)
{
	DIR *d = opendir(dir);
	struct dirent *e;
	size_t first = st->n;

	if (d == NULL)
		return false;
	while ((e = readdir(d)) != NULL)
		if (e->d_name[0] != '.')
			push(st, dir, e->d_name);
	closedir(d);
	if (st->n > first)
		qsort(st->paths + first, st->n - first, sizeof(*st->paths),
		    descending);
	return true;
}

bool
file_walk(const char *dir, bool (*fn)(void *ctx, const char *path), void *ctx,
    struct err *err)
{
	struct stack st = { 0 };
	struct stat sb;
	bool go = true, give;
	char *path;

	if (!push_dir(&st, dir))
		return fail(err, "%s", strerror(errno));
	while (st.n > 0) {
		path = st.paths[--st.n];
		if (!go || lstat(path, &sb) != 0)
			give = go && errno != ENOENT;
		else if (S_ISDIR(sb.st_mode))
			give = !push_dir(&st, path) && errno != ENOENT;
		else
			give = stat(path, &sb) == 0 && S_ISREG(sb.st_mode);
		if (give)
			go = fn(ctx, path);
		free(path);
	}
	free(st.paths);
	return true;
}

bool
file_make_dir(const char *dir, struct err *err)
{
	char *path = mem_strdup(dir), *p;
	bool ok = true;

	for (p = path + 1; ok; p++) {
		char c = *p;

		if (c != '/' && c != '\0')
			continue;
		*p = '\0';
		if (mkdir(path, 0700) != 0 && !file_is_dir(path))
			ok = fail(err, "%s: %s", path, errno == EEXIST ?
			    "not a folder" : strerror(errno));
		*p = c;
		if (c == '\0')
			break;
	}
	free(path);
	return ok;
}

/* So that the new name outlives a loss of power; a file system that cannot
 * do that is none of the reader's business. */
static void
sync_dir_of(const char *path)
{
	const char *slash = strrchr(path, '/');
	struct buf dir = { 0 };
	int fd;

	buf_add(&dir, slash ? slice_sub(slice_z(path), 0,
	    (size_t)(slash - path) + 1) : SLICE("."));
	fd = open(buf_z(&dir), O_RDONLY | O_CLOEXEC);
	buf_free(&dir);
	if (fd < 0)
		return;
	(void)fsync(fd);
	close(fd);
}

static bool
write_temp(int fd, struct slice text, struct err *err)
{
	bool ok = file_write_fd(fd, text, err);

	if (ok && fsync(fd) != 0)
		ok = fail(err, "%s", strerror(errno));
	if (close(fd) != 0 && ok)
		ok = fail(err, "%s", strerror(errno));
	return ok;
}

#define TEMP_MARK ".lede-"		/* after the path; six letters of
					   mkstemp() follow */
#define TEMP_LEN (sizeof(TEMP_MARK) - 1 + 6)
#define TEMP_STALE 3600			/* seconds until nobody writes it */

static bool
is_stale(const char *path)
{
	struct stat st;

	return lstat(path, &st) == 0 && S_ISREG(st.st_mode) &&
	    time(NULL) - st.st_mtime > TEMP_STALE;
}

/* What a process that was killed on the way left beside the path. */
static void
remove_stale(const char *path)
{
	const char *slash = strrchr(path, '/');
	const char *base = slash ? slash + 1 : path;
	size_t n = strlen(base);
	struct buf at = { 0 };
	struct slice name;
	struct dirent *e;
	DIR *d;

	buf_add(&at, slash ? slice_sub(slice_z(path), 0,
	    (size_t)(base - path)) : SLICE("./"));
	d = opendir(buf_z(&at));
	while (d && (e = readdir(d)) != NULL) {
		name = slice_z(e->d_name);
		if (!slice_starts(name, slice_z(base)) ||
		    !slice_starts(slice_from(name, n), SLICE(TEMP_MARK)) ||
		    name.len != n + TEMP_LEN)
			continue;
		buf_clear(&at);
		buf_add(&at, slice_sub(slice_z(path), 0,
		    (size_t)(base - path)));
		buf_addz(&at, e->d_name);
		if (is_stale(buf_z(&at)))
			unlink(at.s);
	}
	if (d)
		closedir(d);
	buf_free(&at);
}

/* mkstemp() makes files that are their owner's alone. */
bool
file_replace(const char *path, struct slice text, struct err *err)
{
	struct buf temp = { 0 };
	struct err why;
	bool ok = false;
	int fd;

	remove_stale(path);
	buf_printf(&temp, "%s" TEMP_MARK "XXXXXX", path);
	buf_z(&temp);
	fd = mkstemp(temp.s);
	if (fd < 0)
		fail(err, "%s: %s", path, strerror(errno));
	else if (!write_temp(fd, text, &why))
		fail(err, "%s: %s", path, why.text);
	else if (rename(temp.s, path) != 0)
		fail(err, "%s: %s", path, strerror(errno));
	else
		ok = true;
	if (!ok && fd >= 0)
		unlink(temp.s);
	if (ok)
		sync_dir_of(path);
	buf_free(&temp);
	return ok;
}
