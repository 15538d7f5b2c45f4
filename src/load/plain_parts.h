/*
 * plain_parts: what plain.c is made of.  A stanza is lines without a blank
 * line between them.
 */
#ifndef LOAD_PLAIN_PARTS_H
#define LOAD_PLAIN_PARTS_H

#include "doc/doc.h"
#include "load/line.h"

struct plain {
	struct doc *d;
	struct line_list lines;
	uint32_t base;		/* cells that all lines are indented by */
	size_t width;		/* characters that text was wrapped at, or 0 */
	size_t stanza;		/* end of the one that is being read */
	bool unfenced;		/* no fence is closed from here on */
	bool markdown;		/* its rules hold: lines are joined, what is
				   indented is code, headings are marked */
	struct buf scratch;
};

/* Title, authors, date above the text; returns the first line after. */
size_t plain_head(struct plain *);

/* Leaves out what a page has around its article: returns its first line and
 * cuts the lines after it; 0 where the text is no such page. */
size_t plain_page(struct plain *);
/* A short line that is a date is when the text was published. */
bool plain_date(struct plain *, size_t i);

/* The lines from..to as one text, joined where they were wrapped. */
struct slice plain_join(struct plain *, size_t from, size_t to);
/* As they stand, the indent that all have left out. */
struct slice plain_raw(struct plain *, size_t from, size_t to);
/* Broken where no more fitted, not where the writer wanted. */
bool plain_is_wrapped(const struct plain *, size_t from, size_t to);

size_t plain_stanza_end(const struct plain *, size_t i);

/* "====", "----": a line of one mark only.  0: it is not. */
char plain_rule(struct slice);
/* "## x": the level, and x in *title; 0: it is not. */
int plain_hashes(struct slice, struct slice *title);

#endif
