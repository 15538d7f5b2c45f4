/*
 * record: a story as the library takes it in: what is listed and searched
 * for, and the bytes it was read from.  A worker makes it of a document and
 * sends it to the writer through a pipe, in one piece.
 */
#ifndef STORE_RECORD_H
#define STORE_RECORD_H

#include "doc/doc.h"

#define RECORD_SKETCH 6			/* numbers, see below */

/* Stories that were packed together (store/bundle.h) by who read them. */
struct record_block {
	struct slice bytes;		/* packed */
	size_t size;			/* unpacked */
	int64_t id;			/* the library's; 0: not in it yet */
};

struct record {
	/* Where it came from.  part and offset are struct part's; form is
	 * what part_load() wants (load/archive/part.h). */
	struct slice path;		/* absolute */
	uint64_t part, offset, length;
	uint8_t form;
	struct slice charset;		/* the transport's word, or empty */
	struct slice source;		/* the bytes; empty: kept in place */

	struct slice url, site, language, headline;
	struct slice titles;		/* others that it has, a line each */
	struct slice published;		/* as struct doc has it */
	int64_t day;			/* of it, from 1970-01-01; INT64_MIN */
	struct slices section, authors, tags;
	struct slices related, related_urls;	/* pairs */
	uint32_t ncomments, words;	/* words of the body */

	struct slice body;		/* what is searched: blocks, by \n */
	struct slice comments;		/* the same: author, text */

	uint64_t text_hash;		/* of the body as text_key() has it:
					   the same text, however set */
	/* The least hashes of its runs of five words, parted into as many
	 * bins: stories that share most of them are the same text from
	 * several sources.  0: it is too short to tell. */
	uint64_t sketch[RECORD_SKETCH];

	/* What another library knew beside it (`lede export`). */
	int64_t added;			/* seconds since 1970; 0: not said */
	bool read, starred;
	struct slice note, state;
	struct slices saved, queries;	/* pairs: a name, what it looks for */
	/* What prepare.h makes: the terms of the index and, where packed, a
	 * place in the block: then source, body, comments and the related
	 * ones are there and not here. */
	struct slice terms;
	bool packed;
	uint64_t at;
	struct record_block *block;	/* the receiver's to set; or NULL */
};

/* Of a document; slices are of it and of the arena.  Where it came from,
 * but for its part, is the caller's to say. */
void record_of_doc(struct record *, const struct doc *, struct arena *);

/* Counts the words of its body anew, and makes its hashes. */
void record_measure(struct record *);

/* Days from 1970-01-01 to the day (or month, or year) that an ISO 8601 time
 * starts with; INT64_MIN: it does not. */
int64_t record_day(struct slice iso);

/* Seconds since 1970 of "2017-03-29T16:21:00Z"; 0: it is no such time. */
int64_t record_seconds(struct slice iso);

/* Appends it as bytes; the form is private to one version. */
void record_write(struct buf *, const struct record *);

/* Reads it back; slices are of bytes, lists of the arena.  False: it is
 * none, or cut off. */
bool record_read(struct record *, struct slice bytes, struct arena *);

#endif
