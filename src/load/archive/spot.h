/*
 * spot: a document where an archive has it: one that a library left there.
 */
#ifndef LOAD_ARCHIVE_SPOT_H
#define LOAD_ARCHIVE_SPOT_H

#include "base/err.h"
#include "load/archive/part.h"

struct spot {				/* struct part's fields */
	enum part_form form;
	size_t number;
	uint64_t offset, length;
};

/* Reads its bytes from the path.  False: nothing like it is there any more;
 * err says what is, without the path. */
bool spot_read(const char *path, const struct spot *, struct part *,
    struct err *);

#endif
