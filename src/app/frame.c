#include "app/frame.h"

#include <errno.h>
#include <poll.h>
#include <unistd.h>

#define STEP ((size_t)256 * 1024)	/* bytes read at a time */
#define KEEP ((size_t)16 << 20)		/* of memory, when it is empty */

struct head {
	uint64_t len;
	uint32_t kind, unused;
};

size_t
frame_begin(struct buf *b, uint32_t kind)
{
	struct head h = { 0, kind, 0 };
	size_t at = b->len;

	buf_add(b, (struct slice){ (const char *)&h, sizeof(h) });
	return at;
}

void
frame_end(struct buf *b, size_t at)
{
	uint64_t len = b->len - at - sizeof(struct head);

	memcpy(b->s + at, &len, sizeof(len));
}

void
frame_add(struct buf *b, uint32_t kind, struct slice x)
{
	size_t at = frame_begin(b, kind);

	buf_add(b, x);
	frame_end(b, at);
}

/* What was taken makes room. */
static void
pack(struct stream *st)
{
	size_t left = st->in.len - st->from;

	if (st->from < left)
		return;
	memmove(st->in.s, st->in.s + st->from, left);
	st->in.len = left;
	st->from = 0;
	if (left == 0 && st->in.cap > KEEP)
		buf_free(&st->in);
}

bool
stream_fill(struct stream *st)
{
	ssize_t n;

	if (st->end)
		return false;
	if (st->from > 0)
		pack(st);
	n = read(st->fd, buf_reserve(&st->in, STEP), STEP);
	if (n > 0)
		st->in.len += (size_t)n;
	else if (n == 0 || (errno != EINTR && errno != EAGAIN))
		st->end = true;
	return !st->end;
}

/* The head of the frame that comes next; false: it is not there whole. */
static bool
look(const struct stream *st, struct head *h)
{
	size_t held = st->in.len - st->from;

	if (held < sizeof(*h))
		return false;
	memcpy(h, st->in.s + st->from, sizeof(*h));
	return held - sizeof(*h) >= h->len;
}

bool
stream_ready(const struct stream *st)
{
	struct head h;

	return look(st, &h);
}

bool
stream_next(struct stream *st, struct frame *f)
{
	struct head h;

	if (!look(st, &h))
		return false;
	f->kind = h.kind;
	f->bytes.s = st->in.s + st->from + sizeof(h);
	f->bytes.len = (size_t)h.len;
	st->from += sizeof(h) + (size_t)h.len;
	return true;
}

size_t
stream_held(const struct stream *st)
{
	return st->in.len - st->from;
}

void
stream_close(struct stream *st)
{
	if (st->fd >= 0)
		close(st->fd);
	st->fd = -1;
	buf_free(&st->in);
	st->from = 0;
}

static bool
send_some(struct outflow *o)
{
	ssize_t n = write(o->fd, o->out.s + o->sent, o->out.len - o->sent);

	if (n >= 0)
		o->sent += (size_t)n;
	return n >= 0 || errno == EAGAIN || errno == EINTR;
}

bool
outflow_push(struct outflow *o, size_t keep)
{
	struct pollfd p = { .fd = o->fd, .events = POLLOUT };
	bool ok = o->out.len == o->sent || send_some(o);

	while (ok && o->out.len - o->sent > keep)
		if (poll(&p, 1, -1) > 0)
			ok = send_some(o);
	if (o->sent == o->out.len) {
		o->sent = 0;
		buf_clear(&o->out);
		if (o->out.cap > KEEP)
			buf_free(&o->out);
	}
	return ok;
}

size_t
outflow_held(const struct outflow *o)
{
	return o->out.len - o->sent;
}
