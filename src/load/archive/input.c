#include "load/archive/input.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>
#include <zlib.h>

#include "base/file.h"
#include "base/mem.h"
#include "load/unwrap.h"

#define STEP ((size_t)64 * 1024)	/* read, and unpacked, at a time */
#define GZIP_ONLY (15 + 16)		/* zlib: the largest window, gzip */

struct input {
	int fd;				/* -1: it is of memory */
	struct slice memory, rest;	/* all, and what was not read yet */
	bool packed, end;		/* end: no more comes from fd */
	bool between;			/* no member is begun */
	const char *trouble;
	char text[128];			/* of trouble */
	z_stream z;
	unsigned char in[STEP];		/* packed bytes: at..n */
	size_t at, n;
	uint64_t taken;			/* of the file, those in in[] too */
	struct buf out;			/* unpacked bytes: from..len */
	size_t from;
};

static void
trouble(struct input *in, const char *what)
{
	if (in->trouble == NULL) {
		strncpy(in->text, what, sizeof(in->text) - 1);
		in->trouble = in->text;
	}
	in->end = true;
	in->at = in->n;
}

static ssize_t
read_some(struct input *in, void *to, size_t room)
{
	if (in->fd >= 0)
		return read(in->fd, to, room);
	if (room > in->rest.len)
		room = in->rest.len;
	if (room > 0)
		memcpy(to, in->rest.s, room);
	in->rest = slice_from(in->rest, room);
	return (ssize_t)room;
}

/* More bytes behind those in in[]; all of it where they are used up. */
static bool
refill(struct input *in)
{
	ssize_t n;

	if (in->at == in->n)
		in->at = in->n = 0;
	do
		n = read_some(in, in->in + in->n, sizeof(in->in) - in->n);
	while (n < 0 && errno == EINTR);
	if (n < 0)
		trouble(in, strerror(errno));
	if (n <= 0)
		return false;
	in->n += (size_t)n;
	in->taken += (uint64_t)n;
	return true;
}

static bool
starts_member(const struct input *in)
{
	return unwrap_is_gzip((struct slice){
		(const char *)in->in + in->at, in->n - in->at });
}

static void
damage(struct input *in)
{
	char line[80];

	snprintf(line, sizeof(line), "gzip data is damaged%s%s",
	    in->z.msg ? ": " : "", in->z.msg ? in->z.msg : "");
	trouble(in, line);
}

static void
unpack(struct input *in)
{
	size_t room = STEP;
	int code;

	in->z.next_out = (unsigned char *)buf_reserve(&in->out, room);
	in->z.avail_out = (uInt)room;
	in->z.next_in = in->in + in->at;
	in->z.avail_in = (uInt)(in->n - in->at);
	code = inflate(&in->z, Z_NO_FLUSH);
	in->out.len += room - in->z.avail_out;
	in->at = in->n - in->z.avail_in;
	in->between = code == Z_STREAM_END;
	if (code == Z_STREAM_END)
		inflateReset(&in->z);
	else if (code != Z_OK && code != Z_BUF_ERROR)
		damage(in);
}

/* To the next member; NUL bytes before it are padding of tapes and file
 * systems.  False: there is none. */
static bool
find_member(struct input *in)
{
	for (;;) {
		while (in->at < in->n && in->in[in->at] == '\0')
			in->at++;
		if (in->n - in->at > 3)
			break;
		memmove(in->in, in->in + in->at, in->n - in->at);
		in->n -= in->at;
		in->at = 0;
		if (!refill(in))
			break;
	}
	if (starts_member(in))
		return true;
	if (in->at < in->n)
		trouble(in, "what stands behind the gzip data was left out");
	return false;
}

/* Whether there is something to unpack; zlib may hold back some output. */
static bool
have_packed(struct input *in)
{
	if (in->between) {
		in->between = !find_member(in);
		return !in->between;
	}
	if (in->at < in->n || refill(in) || in->z.avail_out == 0)
		return true;
	trouble(in, "gzip data is cut off");
	return false;
}

/* False: nothing more will come. */
static bool
fill(struct input *in)
{
	if (in->from > 0) {
		memmove(in->out.s, in->out.s + in->from,
		    in->out.len - in->from);
		in->out.len -= in->from;
		in->from = 0;
	}
	if (in->end)
		return false;
	if (in->packed ? !have_packed(in) : in->at == in->n && !refill(in)) {
		in->end = true;
		return false;
	}
	if (in->packed) {
		unpack(in);
	} else {
		buf_add(&in->out, (struct slice){ (char *)in->in + in->at,
		    in->n - in->at });
		in->at = in->n;
	}
	return true;
}

static void
close_file(int fd)
{
	if (fd > STDIN_FILENO)
		close(fd);
}

void
input_close(struct input *in)
{
	if (in == NULL)
		return;
	if (in->packed)
		inflateEnd(&in->z);
	close_file(in->fd);
	buf_free(&in->out);
	free(in);
}

/* False: nothing of it can be read. */
static bool
begin(struct input *in, struct err *err)
{
	in->between = true;
	while (in->n < 4 && refill(in))
		;
	if (in->trouble)
		return fail(err, "%s", in->trouble);
	in->packed = starts_member(in);
	if (in->packed && inflateInit2(&in->z, GZIP_ONLY) != Z_OK) {
		in->packed = false;
		return fail(err, "gzip data could not be unpacked");
	}
	return true;
}

struct input *
input_open(const char *path, struct err *err)
{
	struct input *in;
	int fd = file_open(path, err);

	if (fd < 0)
		return NULL;
	in = mem_alloc(1, sizeof(*in));
	in->fd = fd;
	if (!begin(in, err)) {
		input_close(in);
		return NULL;
	}
	return in;
}

struct input *
input_of(struct slice bytes)
{
	struct input *in = mem_alloc(1, sizeof(*in));

	in->fd = -1;
	in->memory = in->rest = bytes;
	begin(in, NULL);
	return in;
}

bool
input_packed(const struct input *in)
{
	return in->packed;
}

struct slice
input_peek(struct input *in, size_t min)
{
	while (in->out.len - in->from < min && fill(in))
		;
	return slice_from(buf_slice(&in->out), in->from);
}

bool
input_line(struct input *in, struct slice *line)
{
	size_t seen = 0, at;
	struct slice x = input_peek(in, 1);

	while ((at = slice_chr(slice_from(x, seen), '\n')) == SLICE_NONE &&
	    x.len < INPUT_LINE) {
		bool more;

		seen = x.len;
		more = fill(in);
		x = slice_from(buf_slice(&in->out), in->from);
		if (!more)
			break;
	}
	*line = slice_sub(x, 0, at == SLICE_NONE ? INPUT_LINE :
	    seen + at + 1);
	in->from += line->len;
	return line->len > 0;
}

uint64_t
input_read(struct input *in, uint64_t n, struct buf *out)
{
	uint64_t left = n;
	struct slice x;

	while (left > 0 && (x = input_peek(in, 1)).len > 0) {
		if (x.len > left)
			x.len = (size_t)left;
		if (out)
			buf_add(out, x);
		in->from += x.len;
		left -= x.len;
	}
	return n - left;
}

const char *
input_trouble(const struct input *in)
{
	return in->trouble;
}

uint64_t
input_offset(struct input *in)
{
	size_t ready = in->out.len - in->from;

	if (!in->packed)
		return in->taken - ready - (in->n - in->at);
	if (ready > 0 || !in->between ||
	    (!find_member(in) && in->trouble != NULL))
		return INPUT_NOWHERE;
	return in->taken - (in->n - in->at);
}

bool
input_seek(struct input *in, uint64_t offset, struct err *err)
{
	in->rest = slice_from(in->memory, (size_t)offset);
	if (in->fd >= 0 && lseek(in->fd, (off_t)offset, SEEK_SET) < 0)
		return fail(err, "%s", strerror(errno));
	if (in->packed)
		inflateReset(&in->z);
	in->taken = offset;
	in->at = in->n = in->from = in->out.len = 0;
	in->between = true;
	in->end = false;
	in->trouble = NULL;
	return true;
}
