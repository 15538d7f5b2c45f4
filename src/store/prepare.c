#include "store/prepare.h"

#include <stdlib.h>

#include "base/mem.h"
#include "store/library_impl.h"
#include "text/terms.h"

#define MAX_NAMES 256		/* of a story */

/* The terms in out, each after LIB_NEXT: their places from 1 by hash. */
struct set {
	struct buf *out;
	struct buf marked;		/* scratch */
	size_t *slots, nslots, n;	/* nslots: a power of two */
};

static struct slice
term_at(const struct set *s, size_t place)
{
	struct slice x = slice_from(buf_slice(s->out), place);

	return slice_sub(x, 0, slice_chr(x, LIB_NEXT));
}

/* Where it is, or is to be. */
static size_t *
slot_of(const struct set *s, struct slice term)
{
	size_t i = (size_t)slice_hash(term);

	for (;; i++) {
		size_t *slot = &s->slots[i & (s->nslots - 1)];

		if (*slot == 0 || slice_eq(term_at(s, *slot), term))
			return slot;
	}
}

static void
grow(struct set *s)
{
	size_t *old = s->slots, n = s->nslots, i;

	s->nslots = n ? n * 2 : 1024;
	s->slots = mem_alloc(s->nslots, sizeof(*s->slots));
	for (i = 0; i < n; i++)
		if (old[i])
			*slot_of(s, term_at(s, old[i])) = old[i];
	free(old);
}

static void
add_term(struct set *s, struct slice term)
{
	size_t *slot;

	if (s->n * 2 >= s->nslots)
		grow(s);
	slot = slot_of(s, term);
	if (*slot)
		return;
	buf_addc(s->out, LIB_NEXT);
	*slot = s->out->len;
	buf_add(s->out, term);
	s->n++;
}

static void
add_words(struct set *s, struct slice text)
{
	struct terms t = { .text = text };
	struct slice term;

	while (terms_next(&t, &term))
		add_term(s, term);
}

/* What was put into s->marked, which starts with a mark. */
static void
add_marked(struct set *s)
{
	struct slice rest = slice_from(buf_slice(&s->marked), 1), term;

	while (slice_cut(&rest, LIB_MARK, &term))
		if (term.len)
			add_term(s, (struct slice){ term.s - 1,
			    term.len + 1 });
}

static void
put_marked(struct buf *b, const struct record *r)
{
	static const struct { size_t list; enum name_kind kind; } lists[] = {
		{ offsetof(struct record, section), NAME_SECTION },
		{ offsetof(struct record, authors), NAME_AUTHOR },
		{ offsetof(struct record, tags), NAME_TAG }
	};
	struct slice titles = r->titles, title;
	const struct slices *list;
	size_t i, k;

	for (i = 0; i < sizeof(lists) / sizeof(*lists); i++) {
		list = (const struct slices *)
		    ((const char *)r + lists[i].list);
		for (k = 0; k < list->n && k < MAX_NAMES; k++)
			lib_term_name(b, lists[i].kind, list->at[k]);
	}
	if (r->site.len)
		lib_term_name(b, NAME_SOURCE, r->site);
	if (r->day != INT64_MIN)
		lib_term_name(b, NAME_MONTH, slice_sub(r->published, 0, 7));
	for (i = 0; i < 32 && (uint64_t)1 << i <= r->ncomments; i++)
		lib_term_comments(b, (int)i);
	lib_title_terms(b, r->headline);
	while (slice_cut(&titles, '\n', &title))
		lib_title_terms(b, title);
	for (i = 0; i < r->related.n; i++)
		lib_listed_terms(b, r->related.at[i],
		    r->related_urls.at[i]);
}

void
lib_terms(struct buf *out, const struct record *r)
{
	struct set s = { .out = out };

	put_marked(&s.marked, r);
	add_marked(&s);
	add_words(&s, r->headline);
	add_words(&s, r->body);
	add_words(&s, r->comments);
	free(s.slots);
	buf_free(&s.marked);
}

void
record_prepare(struct record *r, struct bundle *bundle, struct arena *a)
{
	struct buf b = { 0 };
	struct slice none = { 0 };

	lib_terms(&b, r);
	r->terms = arena_dup(a, buf_slice(&b));
	buf_free(&b);
	if (bundle == NULL)
		return;
	r->at = bundle_add(bundle, r);
	r->packed = true;
	r->source = r->body = r->comments = none;
	r->related.n = r->related_urls.n = 0;
}
