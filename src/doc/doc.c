#include "doc/doc.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/mem.h"
#include "text/clean.h"

struct doc *
doc_new(const char *source)
{
	struct doc *d = mem_alloc(1, sizeof(*d));

	d->source = mem_strdup(source);
	d->format = "text";
	d->charset.name = "UTF-8";
	return d;
}

void
doc_free(struct doc *d)
{
	if (d == NULL)
		return;
	free(d->section.at);
	free(d->authors.at);
	free(d->tags.at);
	free(d->titles.at);
	free(d->warnings.at);
	free(d->blocks);
	free(d->images);
	free(d->related);
	free(d->comments);
	free(d->source);
	buf_free(&d->owned);
	arena_free(&d->arena);
	free(d);
}

void
doc_own_text(struct doc *d, struct buf *b)
{
	buf_free(&d->owned);
	d->owned = *b;
	*b = (struct buf){ 0 };
	d->text = buf_slice(&d->owned);
}

static bool
lies_in(struct slice outer, struct slice x)
{
	uintptr_t a = (uintptr_t)outer.s, p = (uintptr_t)x.s;

	return outer.len && p >= a && p - a <= outer.len &&
	    x.len <= outer.len - (p - a);
}

struct slice
doc_str(struct doc *d, struct slice x)
{
	struct buf b = { 0 };

	if (x.len == 0)
		return (struct slice){ "", 0 };
	if (lies_in(d->text, x))
		return x;
	if (text_is_clean(x))
		return arena_dup(&d->arena, x);
	text_clean(&b, x);
	x = arena_dup(&d->arena, buf_slice(&b));
	buf_free(&b);
	return x;
}

/* U+00A0 is C2 A0. */
static size_t
blank_at(struct slice x, size_t i)
{
	if (ascii_space(x.s[i]) || x.s[i] == '\v')
		return 1;
	if (x.s[i] == '\xC2' && i + 1 < x.len && x.s[i + 1] == '\xA0')
		return 2;
	return 0;
}

static bool
is_folded(struct slice x)
{
	size_t i;
	bool blank = true;

	for (i = 0; i < x.len; i++) {
		if (x.s[i] != ' ' && blank_at(x, i))
			return false;
		if (x.s[i] == ' ' && blank)
			return false;
		blank = x.s[i] == ' ';
	}
	return x.len == 0 || !blank;
}

struct slice
doc_line(struct doc *d, struct slice x)
{
	struct buf b = { 0 };
	size_t i, n;
	bool blank = false;

	if (is_folded(x))
		return doc_str(d, x);
	for (i = 0; i < x.len; i += n ? n : 1) {
		n = blank_at(x, i);
		if (n) {
			blank = b.len > 0;
			continue;
		}
		if (blank)
			buf_addc(&b, ' ');
		blank = false;
		buf_addc(&b, x.s[i]);
	}
	x = doc_str(d, buf_slice(&b));
	buf_free(&b);
	return x;
}

/* Room for one more of *n elements, or NULL past the limit. */
static void *
room(struct doc *d, void *at, size_t *n, size_t *cap, size_t max, size_t size)
{
	if (*n >= max) {
		d->truncated = true;
		return at;
	}
	at = mem_grow(at, cap, *n + 1, size);
	memset((char *)at + *n * size, 0, size);
	++*n;
	return at;
}

struct block *
doc_add_block(struct doc *d, enum block_kind kind, struct slice text)
{
	size_t n = d->nblocks;
	struct block *b = &d->sink.block;

	d->blocks = room(d, d->blocks, &d->nblocks, &d->blocks_cap,
	    DOC_MAX_BLOCKS, sizeof(*b));
	if (d->nblocks > n)
		b = &d->blocks[n];
	*b = (struct block){ .kind = kind, .image = -1 };
	b->text = doc_str(d, text);
	return b;
}

void
doc_add_span(struct doc *d, struct block *b, size_t start, size_t len,
    uint32_t style, struct slice url)
{
	struct span *grown;
	size_t cap = b->spans_cap;

	if (len == 0 || start > b->text.len || len > b->text.len - start ||
	    b->text.len > UINT32_MAX || b->nspans >= DOC_MAX_ITEMS)
		return;
	if (b->nspans == cap) {
		cap = cap ? cap * 2 : 4;
		grown = ARENA_NEW(&d->arena, cap, struct span);
		if (b->nspans)
			memcpy(grown, b->spans, b->nspans * sizeof(*grown));
		b->spans = grown;
		b->spans_cap = cap;
	}
	b->spans[b->nspans++] = (struct span){
		.start = (uint32_t)start, .len = (uint32_t)len,
		.style = style, .url = doc_str(d, url)
	};
}

struct image *
doc_add_image(struct doc *d)
{
	size_t n = d->nimages;

	d->images = room(d, d->images, &d->nimages, &d->images_cap,
	    DOC_MAX_ITEMS, sizeof(*d->images));
	return d->nimages > n ? &d->images[n] : &d->sink.image;
}

struct comment *
doc_add_comment(struct doc *d)
{
	size_t n = d->ncomments;
	struct comment *c = &d->sink.comment;

	d->comments = room(d, d->comments, &d->ncomments, &d->comments_cap,
	    DOC_MAX_COMMENTS, sizeof(*c));
	if (d->ncomments > n)
		c = &d->comments[n];
	*c = (struct comment){ .score = SCORE_NONE, .parent = -1 };
	return c;
}

void
doc_add_related(struct doc *d, struct slice title, struct slice url)
{
	size_t n = d->nrelated;

	d->related = room(d, d->related, &d->nrelated, &d->related_cap,
	    DOC_MAX_ITEMS, sizeof(*d->related));
	if (d->nrelated == n)
		return;
	d->related[n].title = doc_line(d, title);
	d->related[n].url = doc_line(d, url);
}

void
doc_add_to(struct doc *d, struct slices *list, struct slice x)
{
	size_t n = list->n;

	x = doc_line(d, x);
	if (x.len == 0)
		return;
	list->at = room(d, list->at, &list->n, &list->cap, DOC_MAX_ITEMS,
	    sizeof(*list->at));
	if (list->n > n)
		list->at[n] = x;
}

void
doc_warn(struct doc *d, const char *fmt, ...)
{
	char line[1024];
	va_list ap;

	if (d->warnings.n >= DOC_MAX_WARNINGS)
		return;
	va_start(ap, fmt);
	vsnprintf(line, sizeof(line), fmt, ap);
	va_end(ap);
	doc_add_to(d, &d->warnings, slice_z(line));
}

bool
doc_is_empty(const struct doc *d)
{
	return d->headline.len == 0 && d->nblocks == 0 && d->ncomments == 0;
}

size_t
doc_comments_present(const struct doc *d)
{
	size_t n = d->ncomments;

	/* stand-ins are at the end */
	while (n > 0 && d->comments[n - 1].absent)
		n--;
	return n;
}

const char *
block_kind_name(enum block_kind kind)
{
	static const char *const names[] = {
		"paragraph", "heading", "quote", "list_item", "code", "image",
		"table"
	};

	return names[kind];
}

const char *
charset_from_name(enum charset_from from)
{
	static const char *const names[] = {
		"bom", "transport", "declared", "valid-utf8", "guessed",
		"default", "chosen by hand"
	};

	return names[from];
}

const char *
evidence_name(enum evidence ev)
{
	static const char *const names[] = {
		[EV_NONE] = NULL, [EV_NESTING] = "nesting", [EV_ID] = "id",
		[EV_ONLY] = "only candidate", [EV_NAME] = "name",
		[EV_QUOTE] = "quote", [EV_CALLED] = "name resolved by another",
		[EV_LATEST] = "latest by name", [EV_ABSENT] = "not on the page",
		[EV_ORDER] = "order", [EV_HAND] = "by hand"
	};

	return names[ev];
}

/* Each is walked from once: seen[] holds the walk that came by it. */
void
doc_cut_circles(struct doc *d)
{
	size_t *seen = mem_alloc(d->ncomments + 1, sizeof(*seen)), i, k;
	struct comment *c;

	for (i = 0; i < d->ncomments; i++)
		for (k = i; seen[k] == 0; k = (size_t)c->parent) {
			c = &d->comments[k];
			seen[k] = i + 1;
			if (c->parent >= 0 &&
			    ((size_t)c->parent >= d->ncomments ||
			    seen[c->parent] == i + 1)) {
				c->parent = -1;
				c->evidence = EV_NONE;
				c->confidence = 0;
			}
			if (c->parent < 0)
				break;
		}
	free(seen);
}

#define SUBTITLE_BLOCKS 4		/* pictures may come before it */

bool
doc_is_subtitle(const struct doc *d, const struct block *b)
{
	return b - d->blocks < SUBTITLE_BLOCKS && d->subtitle.len &&
	    slice_eq(b->text, d->subtitle);
}

const struct image *
doc_block_image(const struct doc *d, const struct block *b)
{
	if (b->kind != BLOCK_IMAGE || b->image < 0 ||
	    (size_t)b->image >= d->nimages)
		return NULL;
	return &d->images[b->image];
}

bool *
doc_images_placed(const struct doc *d)
{
	bool *placed = mem_alloc(d->nimages, sizeof(*placed));
	const struct image *im;
	size_t i;

	for (i = 0; i < d->nblocks; i++)
		if ((im = doc_block_image(d, &d->blocks[i])) != NULL)
			placed[im - d->images] = true;
	return placed;
}
