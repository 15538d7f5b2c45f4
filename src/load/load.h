/*
 * load: bytes to struct doc.  unwrap, charset, gate, sniff, parse, thread.
 */
#ifndef LOAD_LOAD_H
#define LOAD_LOAD_H

#include "doc/doc.h"

#define LOAD_MAX_BYTES ((size_t)256 << 20)	/* read of one source */
#define LOAD_MAX_UNPACKED ((size_t)512 << 20)	/* after gzip */

struct input;
struct explain;
struct sites;

struct load_options {
	const char *charset;	/* what the transport said, or NULL */
	const char *hand;	/* the reader's choice over all, or NULL */
	bool no_repair;		/* leave text alone that somebody broke */
	const char *url;	/* where it is from, or NULL */
	const struct sites *sites; /* rules for pages of a site, or NULL */
	struct explain *explain; /* filled in for HTML; or NULL */
};

/* Never fails: what is odd about the bytes is in doc->warnings.  Takes over
 * bytes (emptied).  opts may be NULL. */
struct doc *load_bytes(struct buf *bytes, const char *source,
    const struct load_options *opts);

/*
 * The document of a file that is open (load/archive/input.h).  A source
 * longer than LOAD_MAX_BYTES is cut, warned of and marked truncated; an
 * endless one (a device, a pipe) the same.  Of what is binary only the first
 * bytes are read.
 */
struct doc *load_input(struct input *, const char *source,
    const struct load_options *opts);

/* Appends the bytes alone, as far as load_input() would read them; charset
 * may be NULL.  False: there are more. */
bool load_read(struct input *, const char *charset, struct buf *bytes);

/* As binary_kind() (load/binary.h), of what is in head where it is packed. */
const char *load_kind(struct slice head, const char *charset);

/* The label of a charset that opts (or NULL) give, by hand or not; or NULL. */
const char *load_label(const struct load_options *opts);

struct load_end {		/* how reading a document ended */
	bool cut;		/* there was more */
	bool packed;		/* LOAD_MAX_UNPACKED was the limit */
	const char *trouble;	/* of input_trouble(); or NULL */
};

/* Says so in the document. */
void load_warn(struct doc *, const struct load_end *);

#endif
