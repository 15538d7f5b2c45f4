#include "load/source.h"

#include <stdio.h>

#include "load/archive/input.h"
#include "load/archive/parts.h"
#include "load/binary.h"

/* What looks binary is not read on: it may have no end. */
static void
read_on(struct source *s, const struct load_options *opts)
{
	const char *label = load_label(opts);

	if (load_kind(input_peek(s->in, BINARY_LOOK), label))
		return;
	s->end.cut = !load_read(s->in, label, &s->bytes);
	s->end.packed = input_packed(s->in);
	if (input_trouble(s->in)) {
		snprintf(s->trouble, sizeof(s->trouble), "%s",
		    input_trouble(s->in));
		s->end.trouble = s->trouble;
	}
	input_close(s->in);
	s->in = NULL;
}

struct parts *
source_parts(const struct source *s, const char *path)
{
	struct parts *ps = s->in ? NULL : parts_of(buf_slice(&s->bytes), path);

	if (ps && parts_several(ps))
		return ps;
	parts_close(ps);
	return NULL;
}

struct doc *
source_load(struct source *s, const char *path,
    const struct load_options *opts, struct err *err)
{
	struct buf bytes = { 0 };
	struct parts *ps;
	struct doc *d;

	if (!s->begun) {
		s->in = input_open(path, err);
		if (s->in == NULL)
			return NULL;
		s->begun = true;
	}
	if (s->in)
		read_on(s, opts);
	ps = source_parts(s, path);
	if (ps) {
		d = parts_load(ps, opts);
		parts_close(ps);
		if (d)
			return d;
	}
	buf_add(&bytes, s->in ? input_peek(s->in, BINARY_LOOK) :
	    buf_slice(&s->bytes));
	d = load_bytes(&bytes, path, opts);
	load_warn(d, &s->end);
	return d;
}

void
source_head(const struct source *s, size_t max, struct buf *out)
{
	buf_add(out, slice_sub(s->in ? input_peek(s->in, BINARY_LOOK) :
	    buf_slice(&s->bytes), 0, max));
}

bool
source_head_of(const char *path, size_t max, struct buf *out,
    struct err *err)
{
	struct input *in = input_open(path, err);

	if (in == NULL)
		return false;
	input_read(in, max, out);
	input_close(in);
	return true;
}

void
source_free(struct source *s)
{
	buf_free(&s->bytes);
	input_close(s->in);
	*s = (struct source){ .begun = false };
}
