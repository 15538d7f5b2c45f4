/*
 * format: the table of document formats.  A new format is one file and
 * one line of format.c.
 */
#ifndef LOAD_FORMAT_H
#define LOAD_FORMAT_H

#include "doc/doc.h"

struct load_options;

struct format {
	const char *name;
	/* 0: not this; up to 100: surely this.  Sees clean UTF-8, at most
	 * the first FORMAT_SNIFF bytes. */
	int (*sniff)(struct slice head);
	/* Reads d->text, adds to d.  The options may be NULL. */
	void (*parse)(struct doc *d, const struct load_options *);
};

#define FORMAT_SNIFF ((size_t)64 * 1024)

/* The format with the most confidence; never NULL (plain text is last). */
const struct format *format_of(struct slice text);

#endif
