/*
 * warc: web archives (ISO 28500, WARC 1.0 and 1.1) with pages as they were
 * fetched, and as text (Common Crawl's WET).  Read in one pass; a record
 * that is damaged costs that record.
 */
#ifndef LOAD_ARCHIVE_WARC_H
#define LOAD_ARCHIVE_WARC_H

#include "load/archive/input.h"
#include "load/archive/part.h"

/* True where head begins a record. */
bool warc_sniff(struct slice head);

/*
 * The next record that is a document: a response of HTTP with status 2xx, a
 * resource or a conversion, of a type that is text.  Others are passed over
 * and counted in *passed.  False: no more.
 */
bool warc_next(struct input *, struct part *, size_t *passed);

#endif
