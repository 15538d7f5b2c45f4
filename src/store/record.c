#include "store/record.h"

#include <stdlib.h>

#include "base/day.h"
#include "store/headlines.h"
#include "store/titles.h"
#include "text/terms.h"

#define MAGIC 0x6C726302		/* changes with the form */
#define RUN 5				/* words of a sketch's hash */
#define MIN_WORDS 30			/* for a sketch */
#define MAX_LIST ((uint64_t)1 << 20)	/* items of a list that is read */

static uint64_t
mix(uint64_t h)
{
	h = (h ^ (h >> 33)) * 0xFF51AFD7ED558CCD;
	h = (h ^ (h >> 33)) * 0xC4CEB9FE1A85EC53;
	return h ^ (h >> 33);
}

int64_t
record_day(struct slice iso)
{
	int part[3] = { 0, 1, 1 };
	size_t i, k = 0, digits = 0;

	for (i = 0; i < iso.len && i < 10; i++) {
		if (iso.s[i] == '-' && i >= 4 && k < 2) {
			part[++k] = 0;
			digits = 0;
		} else if (ascii_digit(iso.s[i])) {
			if (digits++ < 4)
				part[k] = part[k] * 10 + (iso.s[i] - '0');
		} else
			break;
	}
	if (iso.len < 4 || (k == 0 && digits != 4) || part[1] < 1 ||
	    part[1] > 12 || part[2] < 1 || part[2] > 31)
		return INT64_MIN;
	return day_number(part[0], part[1], part[2]);
}

int64_t
record_seconds(struct slice iso)
{
	static const char form[] = "0000-00-00T00:00:00Z";
	const char *s = iso.s;
	int64_t day = record_day(iso);
	size_t i;

	if (iso.len != sizeof(form) - 1 || day == INT64_MIN)
		return 0;
	for (i = 0; i < iso.len; i++)
		if (form[i] == '0' ? !ascii_digit(s[i]) : s[i] != form[i])
			return 0;
	return day * 86400 + ((s[11] - '0') * 10 + s[12] - '0') * 3600 +
	    ((s[14] - '0') * 10 + s[15] - '0') * 60 + (s[17] - '0') * 10 +
	    s[18] - '0';
}

static void
add_line(struct buf *b, struct slice x)
{
	if (x.len == 0)
		return;
	if (b->len)
		buf_addc(b, '\n');
	buf_add(b, x);
}

static struct slice
keep(struct arena *a, struct buf *b)
{
	struct slice x = arena_dup(a, buf_slice(b));

	buf_clear(b);
	return x;
}

static struct slice
body_of(const struct doc *d, struct buf *b, struct arena *a)
{
	bool twice = false;
	size_t i;

	for (i = 0; i < d->nblocks && !twice; i++)
		twice = doc_is_subtitle(d, &d->blocks[i]);
	if (!twice)
		add_line(b, d->subtitle);
	for (i = 0; i < d->nblocks; i++)
		add_line(b, d->blocks[i].text);
	for (i = 0; i < d->nimages; i++)
		add_line(b, d->images[i].caption);
	return keep(a, b);
}

/* Those that the headline does not stand for. */
static struct slice
titles_of(const struct doc *d, struct buf *b, struct arena *a)
{
	struct slice title;
	size_t i;
	bool cut;

	for (i = 0; i < d->titles.n; i++) {
		title = d->titles.at[i];
		cut = headline_cut(&title);
		if (title_match(title, cut, d->headline) < MEANS_CUT)
			add_line(b, d->titles.at[i]);
	}
	return keep(a, b);
}

static struct slice
comments_of(const struct doc *d, struct buf *b, struct arena *a)
{
	size_t i;

	for (i = 0; i < d->ncomments; i++) {
		if (d->comments[i].absent)
			continue;
		add_line(b, d->comments[i].author);
		add_line(b, d->comments[i].text);
	}
	return keep(a, b);
}

static void
related_of(struct record *r, const struct doc *d, struct arena *a)
{
	size_t i, n = d->nrelated;

	r->related.at = ARENA_NEW(a, n + 1, struct slice);
	r->related_urls.at = ARENA_NEW(a, n + 1, struct slice);
	for (i = 0; i < n; i++) {
		r->related.at[i] = d->related[i].title;
		r->related_urls.at[i] = d->related[i].url;
	}
	r->related.n = r->related_urls.n = n;
	r->related.cap = r->related_urls.cap = n + 1;
}

/* A run of words goes to one of the bins by its hash; each bin keeps its
 * least (one permutation hashing, Li, Owen and Zhang 2012). */
static void
sketch_add(uint64_t sketch[RECORD_SKETCH], uint64_t run)
{
	uint64_t *bin = &sketch[run % RECORD_SKETCH];

	run = mix(run) | 1;
	if (*bin == 0 || run < *bin)
		*bin = run;
}

void
record_measure(struct record *r)
{
	uint64_t last[RUN] = { 0 }, run, h;
	struct terms t = { .text = r->body };
	struct slice term;
	size_t i;

	r->words = 0;
	r->text_hash = 0;
	memset(r->sketch, 0, sizeof(r->sketch));
	for (; terms_next(&t, &term); r->words++) {
		h = mix(slice_hash(term));
		r->text_hash = mix(r->text_hash + h);
		last[r->words % RUN] = h;
		for (i = 1, run = h; i < RUN; i++)
			run = run * 31 + last[(r->words + RUN - i) % RUN];
		if (r->words + 1 >= RUN)
			sketch_add(r->sketch, mix(run));
	}
	if (r->words < MIN_WORDS)
		memset(r->sketch, 0, sizeof(r->sketch));
}

void
record_of_doc(struct record *r, const struct doc *d, struct arena *a)
{
	struct buf b = { 0 };

	*r = (struct record){
		.part = d->part, .url = d->url, .site = d->site,
		.language = d->language, .headline = d->headline,
		.published = d->published, .day = record_day(d->published),
		.section = d->section, .authors = d->authors, .tags = d->tags,
		.ncomments = (uint32_t)doc_comments_present(d)
	};
	related_of(r, d, a);
	r->titles = titles_of(d, &b, a);
	r->body = body_of(d, &b, a);
	r->comments = comments_of(d, &b, a);
	record_measure(r);
	buf_free(&b);
}

/* ---- as bytes ---- */

/* The fields, in the order they are written. */
#define AT(field) offsetof(struct record, field)
static const size_t strings[] = {
	AT(path), AT(charset), AT(source), AT(url), AT(site), AT(language),
	AT(headline), AT(titles), AT(published), AT(body), AT(comments),
	AT(note), AT(state), AT(terms)
};
static const size_t lists[] = {
	AT(section), AT(authors), AT(tags), AT(related), AT(related_urls),
	AT(saved), AT(queries)
};
#define COUNT(a) (sizeof(a) / sizeof(*(a)))

/* The bytes of a machine: both ends of the pipe are on one. */
static void
put_number(struct buf *b, uint64_t n)
{
	buf_add(b, (struct slice){ (const char *)&n, sizeof(n) });
}

static void
put_string(struct buf *b, struct slice x)
{
	put_number(b, x.len);
	buf_add(b, x);
}

void
record_write(struct buf *b, const struct record *r)
{
	const struct slices *list;
	size_t i, k;

	put_number(b, MAGIC);
	put_number(b, r->part);
	put_number(b, r->offset);
	put_number(b, r->length);
	put_number(b, r->form);
	put_number(b, (uint64_t)r->day);
	put_number(b, (uint64_t)r->words << 32 | r->ncomments);
	put_number(b, r->text_hash);
	put_number(b, (uint64_t)r->added);
	put_number(b, (uint64_t)r->read | (uint64_t)r->starred << 1);
	put_number(b, r->packed);
	put_number(b, r->at);
	for (i = 0; i < RECORD_SKETCH; i++)
		put_number(b, r->sketch[i]);
	for (i = 0; i < COUNT(strings); i++)
		put_string(b, *(const struct slice *)
		    ((const char *)r + strings[i]));
	for (i = 0; i < COUNT(lists); i++) {
		list = (const struct slices *)((const char *)r + lists[i]);
		put_number(b, list->n);
		for (k = 0; k < list->n; k++)
			put_string(b, list->at[k]);
	}
}

/* Each takes from the front of *x; false: not enough is there. */
static bool
get_number(struct slice *x, uint64_t *n)
{
	if (x->len < sizeof(*n))
		return false;
	memcpy(n, x->s, sizeof(*n));
	*x = slice_from(*x, sizeof(*n));
	return true;
}

static bool
get_string(struct slice *x, struct slice *out)
{
	uint64_t n;

	if (!get_number(x, &n) || n > x->len)
		return false;
	*out = slice_sub(*x, 0, (size_t)n);
	*x = slice_from(*x, (size_t)n);
	return true;
}

static bool
get_list(struct slice *x, struct slices *out, struct arena *a)
{
	uint64_t n, i;

	if (!get_number(x, &n) || n > MAX_LIST || n > x->len / sizeof(n))
		return false;
	*out = (struct slices){ ARENA_NEW(a, (size_t)n + 1, struct slice),
	    (size_t)n, (size_t)n + 1 };
	for (i = 0; i < n; i++)
		if (!get_string(x, &out->at[i]))
			return false;
	return true;
}

static bool
get_numbers(struct record *r, struct slice *x)
{
	uint64_t magic, form, day, counts, added, marks, packed;
	size_t i;

	if (!get_number(x, &magic) || magic != MAGIC ||
	    !get_number(x, &r->part) || !get_number(x, &r->offset) ||
	    !get_number(x, &r->length) || !get_number(x, &form) ||
	    !get_number(x, &day) || !get_number(x, &counts) ||
	    !get_number(x, &r->text_hash) || !get_number(x, &added) ||
	    !get_number(x, &marks) || !get_number(x, &packed) ||
	    !get_number(x, &r->at))
		return false;
	for (i = 0; i < RECORD_SKETCH; i++)
		if (!get_number(x, &r->sketch[i]))
			return false;
	r->form = (uint8_t)form;
	r->packed = packed != 0;
	r->day = (int64_t)day;
	r->words = (uint32_t)(counts >> 32);
	r->ncomments = (uint32_t)counts;
	r->added = (int64_t)added;
	r->read = marks & 1;
	r->starred = marks >> 1 & 1;
	return form <= UINT8_MAX && marks <= 3 && packed <= 1;
}

bool
record_read(struct record *r, struct slice x, struct arena *a)
{
	size_t i;

	*r = (struct record){ .form = 0 };
	if (!get_numbers(r, &x))
		return false;
	for (i = 0; i < COUNT(strings); i++)
		if (!get_string(&x, (struct slice *)((char *)r + strings[i])))
			return false;
	for (i = 0; i < COUNT(lists); i++)
		if (!get_list(&x, (struct slices *)((char *)r + lists[i]), a))
			return false;
	return x.len == 0 && r->related.n == r->related_urls.n &&
	    r->saved.n == r->queries.n;
}
