/*
 * fuzz_load: any bytes, from the door to the page: loaded, as JSON, as
 * Markdown, printed at widths that wrap hard.  What comes out is clean.
 */
#include "doc/json.h"
#include "fuzz.h"
#include "load/load.h"
#include "text/clean.h"
#include "text/utf8.h"
#include "text/width.h"
#include "view/print.h"

static void
must_be_clean(struct slice x)
{
	MUST(utf8_valid(x));
	MUST(text_is_clean(x));
}

static void
all_must_be_clean(const struct slices *list)
{
	size_t i;

	for (i = 0; i < list->n; i++)
		must_be_clean(list->at[i]);
}

static void
check_block(const struct doc *d, const struct block *b)
{
	size_t i, end = 0;

	must_be_clean(b->text);
	MUST(b->kind != BLOCK_IMAGE || (size_t)b->image < d->nimages);
	for (i = 0; i < b->nspans; i++) {
		const struct span *s = &b->spans[i];

		MUST(s->start >= end && s->len <= b->text.len &&
		    s->start <= b->text.len - s->len);
		end = s->start + s->len;
		must_be_clean(s->url);
	}
}

static void
check_comment(const struct doc *d, size_t i)
{
	const struct comment *c = &d->comments[i];

	must_be_clean(c->author);
	must_be_clean(c->reply_to);
	must_be_clean(c->text);
	MUST(c->parent >= -1 && c->parent < (int64_t)d->ncomments &&
	    c->parent != (int64_t)i);
	MUST(c->confidence >= 0 && c->confidence <= 1);
}

/* From each comment a root is reached: no parent is its own descendant. */
static void
check_threads(const struct doc *d)
{
	size_t i, steps;
	int32_t at;

	if (d->ncomments > 2000)	/* quadratic */
		return;
	for (i = 0; i < d->ncomments; i++) {
		at = (int32_t)i;
		for (steps = 0; at >= 0; steps++) {
			MUST(steps <= d->ncomments);
			at = d->comments[at].parent;
		}
	}
}

static void
check_doc(const struct doc *d)
{
	size_t i;

	must_be_clean(d->headline);
	must_be_clean(d->subtitle);
	must_be_clean(d->url);
	must_be_clean(d->published);
	all_must_be_clean(&d->section);
	all_must_be_clean(&d->authors);
	all_must_be_clean(&d->tags);
	all_must_be_clean(&d->warnings);
	for (i = 0; i < d->nblocks; i++)
		check_block(d, &d->blocks[i]);
	for (i = 0; i < d->nimages; i++)
		must_be_clean(d->images[i].caption);
	for (i = 0; i < d->nrelated; i++)
		must_be_clean(d->related[i].title);
	for (i = 0; i < d->ncomments; i++)
		check_comment(d, i);
	check_threads(d);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const size_t widths[] = { 1, 2, 7, 80 };
	struct buf bytes = { 0 }, out = { 0 };
	struct doc *d;
	size_t i;

	text_locale();
	buf_add(&bytes, (struct slice){ (const char *)data, size });
	d = load_bytes(&bytes, "-", NULL);
	check_doc(d);
	json_doc(&out, d);
	MUST(utf8_valid(buf_slice(&out)));
	MUST(out.len > 0 && slice_chr(buf_slice(&out), '\n') == out.len - 1);
	buf_clear(&out);
	print_markdown(&out, d);
	must_be_clean(buf_slice(&out));
	for (i = 0; i < sizeof(widths) / sizeof(*widths); i++) {
		buf_clear(&out);
		print_text(&out, d, widths[i]);
		must_be_clean(buf_slice(&out));
	}
	doc_free(d);
	buf_free(&bytes);
	buf_free(&out);
	return 0;
}
