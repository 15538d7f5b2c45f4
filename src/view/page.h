/*
 * page: the article as rows: headline, dateline, pictures, body, tags.
 * Borrows the doc's text; page_free() frees the rest.  A page is a flow
 * (view/flow.h) whose items are its parts; each is wrapped when first seen.
 */
#ifndef VIEW_PAGE_H
#define VIEW_PAGE_H

#include "doc/doc.h"
#include "view/flow.h"
#include "view/row.h"

struct page;

struct page *page_new(const struct doc *);
void page_free(struct page *);

/* Wraps anew when width (cells, of the text) changes; cheap if it does not. */
void page_set_width(struct page *, size_t width);

extern const struct flow_ops page_flow;	/* for struct flow, of = the page */

size_t page_items(const struct page *);

/* Fills row with a row of an item. */
void page_row(struct page *, size_t item, size_t row, struct row *);

/* The text of an item, for searching, and the row that a byte of it is on. */
struct slice page_text(const struct page *, size_t item);
size_t page_row_of(struct page *, size_t item, size_t off);

/* The byte of the item that starts a row, to keep a place over a new width;
 * rows above the text count as its first. */
size_t page_offset_of(struct page *, size_t item, size_t row);

/* Share of the page that lies above a row, 0 to 100. */
int page_percent(struct page *, size_t item, size_t row);

#endif
