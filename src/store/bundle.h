/*
 * bundle: stories one after the other, packed together: the bytes each was
 * read from, and its texts as what they have of those.  What packs is told
 * nothing of the library, so that a worker can do it.
 */
#ifndef STORE_BUNDLE_H
#define STORE_BUNDLE_H

#include "store/record.h"

/* Bytes before they are packed.  Longer ones pack a little better (2 in 100
 * for twice as long), but each look at a story unpacks a whole one: 1 ms. */
#define BUNDLE_FULL ((size_t)1 << 20)

/* Zeroed it is an empty one; bundle_free() when it is no longer used. */
struct bundle {
	struct buf raw;
	size_t n;			/* stories in it */
	void *zstd;			/* what packs, made when first used */
};

/* Adds a story, its texts only where they can be made from its source; it
 * is the record's to say where that is.  Where it lies in the block. */
size_t bundle_add(struct bundle *, const struct record *);

/* Packs all of it to *out and empties it; false: it is too large. */
bool bundle_pack(struct bundle *, struct buf *out);
void bundle_free(struct bundle *);

/* The raw bytes again, of which there are `size`; false: it is damaged. */
bool bundle_unpack(struct slice packed, size_t size, struct buf *raw);

struct packed {
	struct slice source, body, comments;
	struct slices related, related_urls;
};

/* The story at that place of the raw bytes; slices are of the arena. */
bool bundle_story(struct slice raw, uint64_t at, struct packed *,
    struct arena *);

#endif
