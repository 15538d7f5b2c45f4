#include "view/meta.h"

#include "view/when.h"

/* A part after whatever stands since `start`. */
static void
separate(struct buf *b, size_t start)
{
	if (b->len > start)
		buf_addz(b, " · ");
}

static void
add_list(struct buf *b, size_t start, const struct slices *list,
    const char *between)
{
	size_t i;

	for (i = 0; i < list->n; i++) {
		if (i > 0)
			buf_addz(b, between);
		else
			separate(b, start);
		buf_add(b, list->at[i]);
	}
}

void
meta_doc(struct buf *b, const struct doc *d)
{
	size_t start = b->len;

	add_list(b, start, &d->section, " › ");
	if (d->published.len) {
		separate(b, start);
		when_format(b, d->published);
	}
	if (d->updated.len && !slice_eq(d->updated, d->published)) {
		separate(b, start);
		buf_addz(b, "updated ");
		when_format(b, d->updated);
	}
	add_list(b, start, &d->authors, ", ");
}

#define CREDIT_LOOK 256			/* bytes; keeps the search linear */

/* True where the caption says the credit itself. */
static bool
says_credit(const struct image *im)
{
	return im->credit.len <= CREDIT_LOOK &&
	    slice_find(im->caption, im->credit) != SLICE_NONE;
}

void
meta_image(struct buf *b, const struct image *im)
{
	buf_add(b, im->caption);
	if (im->credit.len == 0 || says_credit(im))
		return;
	if (im->caption.len == 0) {
		buf_add(b, im->credit);
		return;
	}
	buf_addz(b, " (");
	buf_add(b, im->credit);
	buf_addc(b, ')');
}

void
meta_comment_name(struct buf *b, const struct doc *d, const struct tree *t,
    size_t row)
{
	bool guess = false;

	buf_add(b, tree_name(t, row, &guess));
	if (guess)
		buf_addc(b, '?');
	if (d->comments[tree_comment(t, row)].absent)
		buf_addz(b, " (not on this page)");
}

static void
add_reply(struct buf *b, const struct doc *d, const struct comment *c)
{
	bool linked = c->parent >= 0 && (size_t)c->parent < d->ncomments;
	struct slice to = c->reply_to;

	if (to.len == 0 && linked)
		to = d->comments[c->parent].author;
	if (to.len) {
		buf_addz(b, " · reply to ");
		buf_add(b, to);
	}
	if (linked && c->confidence < LINK_SURE)
		buf_addz(b, to.len ? " (guessed)" : " · guessed reply");
}

void
meta_comment_rest(struct buf *b, const struct doc *d, size_t i)
{
	const struct comment *c = &d->comments[i];

	add_reply(b, d, c);
	if (c->score != SCORE_NONE) {
		buf_addz(b, " · ");
		buf_printf(b, c->score ? "%+d" : "%d", (int)c->score);
	}
	if (c->published.len) {
		buf_addz(b, " · ");
		when_format_short(b, c->published);
	}
}
