/* Bytes packed by zlib. */
#ifndef TESTS_UNIT_PACK_H
#define TESTS_UNIT_PACK_H

#include <zlib.h>

#include "base/buf.h"
#include "tests/unit/test.h"

/* Appends text as a gzip member. */
static inline void
pack(struct buf *out, struct slice text)
{
	z_stream z = { 0 };
	size_t room = text.len + 1000;

	deflateInit2(&z, 6, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY);
	z.next_in = (z_const Bytef *)text.s;
	z.avail_in = (uInt)text.len;
	z.next_out = (unsigned char *)buf_reserve(out, room);
	z.avail_out = (uInt)room;
	CHECK_EQ(deflate(&z, Z_FINISH), Z_STREAM_END);
	out->len += room - z.avail_out;
	deflateEnd(&z);
}

#endif
