/*
 * part: one document of a file that holds several, as its bytes, before
 * they are read: of a web archive, a mailbox, JSON Lines.
 */
#ifndef LOAD_ARCHIVE_PART_H
#define LOAD_ARCHIVE_PART_H

#include "base/buf.h"
#include "load/load.h"

enum part_form {
	PART_PAGE,			/* any document of its own */
	PART_MAIL,			/* an mbox that holds one discussion */
	PART_JSON			/* a line of `lede cat --json` */
};

struct part {
	enum part_form form;
	struct buf bytes;
	struct buf charset;		/* the transport's word; empty: none */
	struct buf url;			/* its address; empty: not known */
	bool cut;			/* longer than LOAD_MAX_BYTES */
	size_t number;			/* from 1; 0: the file is this one */
	/* Where it lies, in bytes of the file as it is on disk; offset
	 * INPUT_NOWHERE: it cannot be had alone. */
	uint64_t offset, length;
};

/* Ready for the next one; the memory is kept. */
void part_clear(struct part *);
void part_free(struct part *);

/* Reads it; takes over its bytes.  opts may be NULL; what the part says
 * itself goes before.  Never NULL. */
struct doc *part_load(struct part *, const char *source,
    const struct load_options *opts);

#endif
