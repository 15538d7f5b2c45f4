#include "load/load.h"

#include "load/archive/input.h"
#include "load/binary.h"
#include "load/charset/charset.h"
#include "load/format.h"
#include "load/thread.h"
#include "load/unwrap.h"

/*
 * What the document of packed or plain bytes is, if it is binary.  Looks at
 * the start only, so that a disc image, packed or not, costs no more than
 * a page.
 */
const char *
load_kind(struct slice bytes, const char *charset)
{
	struct doc *d = doc_new("");	/* for warnings nobody reads */
	struct buf head = { 0 };
	const char *kind;

	buf_add(&head, slice_sub(bytes, 0, BINARY_LOOK));
	unwrap(d, &head, BINARY_LOOK);
	kind = binary_kind(buf_slice(&head), charset);
	buf_free(&head);
	doc_free(d);
	return kind;
}

static void
read_text(struct doc *d, const struct load_options *opts)
{
	const struct format *f;

	if (slice_trim(d->text).len > 0) {
		f = format_of(d->text);
		d->format = f->name;
		f->parse(d, opts);
		thread_comments(d);
	}
	if (doc_is_empty(d))
		doc_warn(d, "empty document");
}

const char *
load_label(const struct load_options *opts)
{
	return opts == NULL ? NULL : opts->hand ? opts->hand : opts->charset;
}

/* kind: of load_kind(). */
static struct doc *
load_as(struct buf *bytes, const char *source,
    const struct load_options *opts, const char *kind)
{
	struct doc *d = doc_new(source);
	struct charset_told told = { .transport = NULL };

	if (kind) {
		d->charset.from = FROM_DEFAULT;
		doc_warn(d, "this looks like a binary file (%s)", kind);
		buf_free(bytes);
		return d;
	}
	unwrap(d, bytes, LOAD_MAX_UNPACKED);
	if (opts)
		told = (struct charset_told){ opts->charset, opts->hand,
		    opts->no_repair };
	charset_normalize(d, bytes, &told);
	read_text(d, opts);
	return d;
}

struct doc *
load_bytes(struct buf *bytes, const char *source,
    const struct load_options *opts)
{
	return load_as(bytes, source, opts, load_kind(buf_slice(bytes),
	    load_label(opts)));
}

/* False: there is more than may be read. */
static bool
read_as(struct input *in, const char *kind, struct buf *bytes)
{
	if (kind) {
		input_read(in, BINARY_LOOK, bytes);
		return true;
	}
	input_read(in, input_packed(in) ? LOAD_MAX_UNPACKED : LOAD_MAX_BYTES,
	    bytes);
	return input_peek(in, 1).len == 0;
}

bool
load_read(struct input *in, const char *charset, struct buf *bytes)
{
	return read_as(in, load_kind(input_peek(in, BINARY_LOOK), charset),
	    bytes);
}

void
load_warn(struct doc *d, const struct load_end *end)
{
	d->truncated |= end->cut;
	if (end->cut && end->packed)
		doc_warn(d, "unpacks to more than %zu bytes; cut there",
		    LOAD_MAX_UNPACKED);
	else if (end->cut)
		doc_warn(d, "longer than %zu bytes; cut there",
		    LOAD_MAX_BYTES);
	if (end->trouble)
		doc_warn(d, "%s", end->trouble);
}

struct doc *
load_input(struct input *in, const char *source,
    const struct load_options *opts)
{
	struct buf bytes = { 0 };
	const char *kind = load_kind(input_peek(in, BINARY_LOOK),
	    load_label(opts));
	bool whole = read_as(in, kind, &bytes);
	struct doc *d = load_as(&bytes, source, opts, kind);
	struct load_end end = { !whole, input_packed(in), input_trouble(in) };

	load_warn(d, &end);
	return d;
}
