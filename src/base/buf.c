#include "base/buf.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/mem.h"

void
buf_free(struct buf *b)
{
	free(b->s);
	*b = (struct buf){ 0 };
}

void
buf_clear(struct buf *b)
{
	b->len = 0;
}

char *
buf_reserve(struct buf *b, size_t n)
{
	b->s = mem_grow(b->s, &b->cap, b->len + n + 1, 1);
	return b->s + b->len;
}

void
buf_add(struct buf *b, struct slice x)
{
	if (x.len == 0)
		return;
	memcpy(buf_reserve(b, x.len), x.s, x.len);
	b->len += x.len;
}

void
buf_addz(struct buf *b, const char *z)
{
	buf_add(b, slice_z(z));
}

void
buf_addc(struct buf *b, char c)
{
	if (b->len + 1 >= b->cap)
		buf_reserve(b, 1);
	b->s[b->len++] = c;
}

void
buf_fill(struct buf *b, char c, size_t n)
{
	memset(buf_reserve(b, n), c, n);
	b->len += n;
}

void
buf_printf(struct buf *b, const char *fmt, ...)
{
	va_list ap, again;
	int n;

	va_start(ap, fmt);
	va_copy(again, ap);
	n = vsnprintf(NULL, 0, fmt, ap);
	if (n > 0) {
		vsnprintf(buf_reserve(b, (size_t)n), (size_t)n + 1, fmt,
		    again);
		b->len += (size_t)n;
	}
	va_end(again);
	va_end(ap);
}

void
buf_base64(struct buf *b, struct slice x)
{
	static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
	    "abcdefghijklmnopqrstuvwxyz0123456789+/";
	uint32_t bits;
	size_t i, k, n;

	for (i = 0; i < x.len; i += 3) {
		n = x.len - i < 3 ? x.len - i : 3;
		for (k = bits = 0; k < 3; k++)
			bits = bits << 8 |
			    (k < n ? (unsigned char)x.s[i + k] : 0);
		for (k = 0; k < 4; k++)
			buf_addc(b, k > n ? '=' :
			    digits[bits >> (18 - 6 * k) & 63]);
	}
}

const char *
buf_z(struct buf *b)
{
	*buf_reserve(b, 1) = '\0';
	return b->s;
}

struct slice
buf_slice(const struct buf *b)
{
	return (struct slice){ b->s, b->len };
}
