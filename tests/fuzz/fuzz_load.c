/*
 * fuzz_load: any bytes, from the door to the page: loaded, as JSON, as
 * Markdown, a page, a mailbox, printed at widths that wrap hard.  What comes
 * out is clean; and what is told of it is so, with rules for sites and
 * without.
 */
#include "doc/json.h"
#include "fuzz.h"
#include "load/html/explain.h"
#include "load/html/selector.h"
#include "load/html/site.h"
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

/* The blocks that are said to be taken are those of the document. */
static void
check_told(const struct doc *d, const struct explain *e)
{
	struct arena a = { 0 };
	size_t i, at, n = 0;

	for (i = 0; i < e->n; i++) {
		const struct explain_line *l = &e->lines[i];

		MUST(selector_parse(l->where, &a, &at, NULL) != NULL);
		if (n < d->nblocks && !strcmp(l->as,
		    block_kind_name(d->blocks[n].kind)))
			n++;
		else
			MUST(!strcmp(l->as, "left") ||
			    !strcmp(l->as, "headline") ||
			    !strcmp(l->as, "subtitle") ||
			    !strcmp(l->as, "comment") ||
			    !strcmp(l->as, "author") ||
			    !strcmp(l->as, "time") ||
			    !strcmp(l->as, "related"));
	}
	MUST(n == d->nblocks || e->elsewhere ||
	    strcmp(d->format, "html") != 0);
	arena_free(&a);
}

static void
try_explained(struct slice data, const struct sites *sites,
    struct slice same)
{
	struct explain e = { 0 };
	struct load_options opts = { .explain = &e, .sites = sites };
	struct buf bytes = { 0 }, out = { 0 };
	struct doc *d;

	buf_add(&bytes, data);
	d = load_bytes(&bytes, "-", &opts);
	check_doc(d);
	json_doc(&out, d);
	MUST(same.len == 0 || slice_eq(buf_slice(&out), same));
	if (d->format)
		check_told(d, &e);
	doc_free(d);
	explain_free(&e);
	buf_free(&bytes);
	buf_free(&out);
}

static void
try_rules(struct slice data)
{
	static const char *const rules[] = {
		"* title h1, title", "* author .by, b", "* time time",
		"* body p, div > ul, table", "* remove nav, .x",
		"* caption i", "* related ul a, aside", "* tags b",
		"* comment li, div.c", "* comment-author b, a",
		"* comment-time time, i", "* comment-text p, div div",
		"* comment-reply a", "* comment-reply [id] @id"
	};
	struct sites sites = { 0 };
	size_t i, at;

	for (i = 0; i < sizeof(rules) / sizeof(*rules); i++)
		MUST(sites_add(&sites, slice_z(rules[i]), &at, NULL));
	try_explained(data, &sites, SLICE(""));
	sites_free(&sites);
}

/* Nothing on a page runs; it can be read again. */
static void
check_page(const struct doc *d, struct buf *out)
{
	buf_clear(out);
	print_html(out, d, NULL);
	must_be_clean(buf_slice(out));
	MUST(slice_ifind(buf_slice(out), SLICE("<script")) == SLICE_NONE);
	MUST(slice_ifind(buf_slice(out), SLICE("\"javascript:")) ==
	    SLICE_NONE);
	doc_free(load_bytes(out, "-", NULL));
}

/* As many messages as there are comments and one more, in lines that mail
 * may have. */
static void
check_mailbox(const struct doc *d, struct buf *out)
{
	struct print_mail how = { SLICE("key"), true, true };
	struct slice rest, line;
	size_t n = 0;

	buf_clear(out);
	print_mbox(out, d, &how);
	must_be_clean(buf_slice(out));
	for (rest = buf_slice(out); slice_cut(&rest, '\n', &line);) {
		MUST(line.len <= 998);
		n += slice_starts(line, SLICE("From "));
	}
	MUST(n == doc_comments_present(d) + 1);
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
	try_explained((struct slice){ (const char *)data, size }, NULL,
	    buf_slice(&out));
	try_rules((struct slice){ (const char *)data, size });
	buf_clear(&out);
	print_markdown(&out, d);
	must_be_clean(buf_slice(&out));
	for (i = 0; i < sizeof(widths) / sizeof(*widths); i++) {
		buf_clear(&out);
		print_text(&out, d, widths[i]);
		must_be_clean(buf_slice(&out));
	}
	check_page(d, &out);
	check_mailbox(d, &out);
	doc_free(d);
	buf_free(&bytes);
	buf_free(&out);
	return 0;
}
