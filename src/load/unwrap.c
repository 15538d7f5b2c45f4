#include "load/unwrap.h"

#include <limits.h>
#include <zlib.h>

#define STEP ((size_t)64 * 1024)	/* unpacked at a time */
#define GZIP_ONLY (15 + 16)		/* zlib: the largest window, gzip */

bool
unwrap_is_gzip(struct slice x)
{
	return slice_starts(x, SLICE("\x1F\x8B\x08")) && x.len > 3 &&
	    (x.s[3] & 0xE0) == 0;
}

/* zlib counts in unsigned int; a step of input is at most this. */
static uInt
some(size_t n)
{
	return n > INT_MAX ? INT_MAX : (uInt)n;
}

/*
 * One more step of output from *rest; zlib's code.  The end of a member
 * with another behind it starts that one.
 */
static int
unpack_step(z_stream *z, struct slice *rest, struct buf *out, size_t room)
{
	uInt given = some(rest->len);
	int code;

	if (room > STEP)
		room = STEP;
	z->next_out = (unsigned char *)buf_reserve(out, room);
	z->avail_out = (uInt)room;
	z->next_in = (z_const Bytef *)rest->s;
	z->avail_in = given;
	code = inflate(z, Z_NO_FLUSH);
	out->len += room - z->avail_out;
	*rest = slice_from(*rest, given - z->avail_in);
	if (code == Z_STREAM_END && unwrap_is_gzip(*rest))
		code = inflateReset(z);
	return code;
}

/* Padding by NUL bytes is how tapes and tar leave it. */
static bool
is_padding(struct slice x)
{
	while (x.len && *x.s == '\0')
		x = slice_from(x, 1);
	return x.len == 0;
}

static void
unpack(struct doc *d, z_stream *z, struct slice in, struct buf *out,
    size_t max)
{
	int code = Z_OK;

	while (code == Z_OK && out->len < max)
		code = unpack_step(z, &in, out, max - out->len);
	if (code == Z_OK) {
		d->truncated = true;
		doc_warn(d, "unpacks to more than %zu bytes; cut there", max);
	} else if (code == Z_BUF_ERROR) {
		doc_warn(d, "gzip data is cut off");
	} else if (code != Z_STREAM_END) {
		doc_warn(d, "gzip data is damaged%s%s", z->msg ? ": " : "",
		    z->msg ? z->msg : "");
	} else if (!is_padding(in)) {
		doc_warn(d, "%zu bytes behind the gzip data left out",
		    in.len);
	}
}

void
unwrap(struct doc *d, struct buf *bytes, size_t max)
{
	z_stream z = { 0 };
	struct buf out = { 0 };

	if (!unwrap_is_gzip(buf_slice(bytes)))
		return;
	if (inflateInit2(&z, GZIP_ONLY) != Z_OK) {
		doc_warn(d, "gzip data could not be unpacked");
		return;
	}
	unpack(d, &z, buf_slice(bytes), &out, max);
	inflateEnd(&z);
	buf_free(bytes);
	*bytes = out;
}
