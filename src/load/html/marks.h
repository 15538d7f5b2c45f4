/*
 * marks: where on a page names and dates stand, as sums, so that the number
 * of them in any subtree is a subtraction.
 */
#ifndef LOAD_HTML_MARKS_H
#define LOAD_HTML_MARKS_H

#include "load/html/page.h"

enum { MARK_DATE = 1, MARK_AUTHOR = 2 };

struct marks {
	uint8_t *at;			/* of each node: a set */
	uint32_t *dates, *authors;	/* before node i; n + 1 of them */
};

/* The date of a node marked so, as date_parse() writes it. */
bool mark_date(const struct html_page *, size_t node, char out[DATE_MAX]);

/* How surely an element names a person: 0 not at all, 50 it says so. */
uint32_t mark_author_rank(const struct html_page *, size_t node);

/* Sets page->order from all days that the page writes in numbers, and where
 * they do not tell from its language. */
void marks_order(struct html_page *);

/* Fills it; freed by marks_free(). */
void marks_read(const struct html_page *, struct marks *);
void marks_free(struct marks *);

static inline uint32_t
marks_dates(const struct marks *k, size_t from, size_t to)
{
	return k->dates[to] - k->dates[from];
}

static inline uint32_t
marks_authors(const struct marks *k, size_t from, size_t to)
{
	return k->authors[to] - k->authors[from];
}

#endif
