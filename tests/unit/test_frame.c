#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <unistd.h>

#include "app/frame.h"
#include "test.h"

static int ends[2];

static void
open_pipe(struct stream *st, struct outflow *out)
{
	CHECK(pipe(ends) == 0);
	fcntl(ends[0], F_SETFL, O_NONBLOCK);
	fcntl(ends[1], F_SETFL, O_NONBLOCK);
	*st = (struct stream){ .fd = ends[0] };
	*out = (struct outflow){ .fd = ends[1] };
}

static void
test_whole(void)
{
	struct stream st;
	struct outflow out;
	struct frame f;
	size_t at;

	open_pipe(&st, &out);
	CHECK(!stream_ready(&st));
	CHECK(!stream_next(&st, &f));
	frame_add(&out.out, 7, SLICE("one"));
	at = frame_begin(&out.out, 8);
	buf_addz(&out.out, "two");
	buf_addz(&out.out, " of them");
	frame_end(&out.out, at);
	frame_add(&out.out, 9, SLICE(""));
	CHECK(outflow_held(&out) > 14);
	CHECK(outflow_push(&out, 0));
	CHECK_EQ(outflow_held(&out), 0);
	CHECK(stream_fill(&st));
	CHECK(stream_ready(&st));
	CHECK(stream_next(&st, &f));
	CHECK_EQ(f.kind, 7);
	CHECK_STR(f.bytes, "one");
	CHECK(stream_next(&st, &f));
	CHECK_EQ(f.kind, 8);
	CHECK_STR(f.bytes, "two of them");
	CHECK(stream_next(&st, &f));
	CHECK_EQ(f.kind, 9);
	CHECK_EQ(f.bytes.len, 0);
	CHECK(!stream_next(&st, &f));
	CHECK_EQ(stream_held(&st), 0);
	/* Nothing there is not the end; a closed pipe is. */
	CHECK(stream_fill(&st));
	CHECK(!st.end);
	close(ends[1]);
	CHECK(!stream_fill(&st));
	CHECK(st.end);
	stream_close(&st);
	buf_free(&out.out);
}

/* A frame that comes a byte at a time is there when its last one is. */
static void
test_pieces(void)
{
	struct stream st;
	struct outflow out;
	struct frame f;
	size_t i;

	open_pipe(&st, &out);
	frame_add(&out.out, 7, SLICE("piece by piece"));
	for (i = 0; i < out.out.len; i++) {
		CHECK(!stream_next(&st, &f));
		CHECK(write(ends[1], out.out.s + i, 1) == 1);
		CHECK(stream_fill(&st));
	}
	CHECK(stream_next(&st, &f));
	CHECK_STR(f.bytes, "piece by piece");
	/* Half a frame, and then the end: it never comes. */
	CHECK(write(ends[1], out.out.s, 20) == 20);
	close(ends[1]);
	while (stream_fill(&st))
		;
	CHECK(!stream_ready(&st));
	CHECK_EQ(stream_held(&st), 20);
	stream_close(&st);
	buf_free(&out.out);
}

/* More than a pipe takes: what is left waits, and nothing is lost. */
static void
test_full(void)
{
	struct stream st;
	struct outflow out;
	struct frame f;
	uint32_t i, got = 0;

	open_pipe(&st, &out);
	for (i = 0; i < 3000; i++) {
		size_t at = frame_begin(&out.out, i);

		buf_fill(&out.out, 'x', i % 700);
		frame_end(&out.out, at);
		CHECK(outflow_push(&out, SIZE_MAX));
	}
	CHECK(outflow_held(&out) > 0);
	while (got < 3000) {
		stream_fill(&st);
		CHECK(outflow_push(&out, SIZE_MAX));
		while (stream_next(&st, &f)) {
			CHECK_EQ(f.kind, got);
			CHECK_EQ(f.bytes.len, got % 700);
			got++;
		}
	}
	CHECK_EQ(outflow_held(&out), 0);
	stream_close(&st);
	/* Nobody reads any more. */
	frame_add(&out.out, 1, SLICE("x"));
	CHECK(!outflow_push(&out, 0));
	close(ends[1]);
	buf_free(&out.out);
}

int
main(void)
{
	signal(SIGPIPE, SIG_IGN);
	test_whole();
	test_pieces();
	test_full();
	return test_done("frame");
}
