#include "load/dump.h"

#include <stdlib.h>

#include "load/date.h"
#include "load/dump_parts.h"
#include "load/line.h"
#include "load/names.h"

struct reader {
	struct doc *d;
	struct slice text;
	struct dump_list list;
	struct dump_form form;
	struct buf scratch;
};

/* One line of a comment's text: up to inner cells of indent taken off. */
static struct slice
unindent(struct slice raw, uint32_t inner)
{
	uint32_t cells = 0;
	size_t i;

	for (i = 0; i < raw.len && cells < inner; i++) {
		if (raw.s[i] == '\t')
			cells = (cells | 7) + 1;
		else if (raw.s[i] == ' ')
			cells++;
		else
			break;
	}
	return slice_from(raw, i);
}

/* The lines of x without their indent and without those that the page put
 * between comments. */
static struct slice
join_lines(struct reader *r, struct slice x)
{
	struct slice line, raw;
	struct buf *b = &r->scratch;

	buf_clear(b);
	while (slice_cut(&x, '\n', &raw)) {
		line = unindent(raw, r->list.inner);
		if (raw.len - line.len <= r->list.indent &&
		    dump_is_furniture(line_trim(line)))
			continue;
		if (b->len)
			buf_addc(b, '\n');
		while (line.len && ascii_space(line.s[line.len - 1]))
			line.len--;
		buf_add(b, line);
	}
	return arena_dup(&r->d->arena, line_trim(buf_slice(b)));
}

static struct slice
text_of(struct reader *r, size_t from, size_t to)
{
	struct slice x = slice_sub(r->text, from, to - from);

	x = line_trim(x);
	return slice_chr(x, '\n') == SLICE_NONE ? x : join_lines(r, x);
}

static void
read_comment(struct reader *r, const struct dump_item *it)
{
	struct comment *c = doc_add_comment(r->d);
	struct slice author, target, first;
	size_t from = it->from;

	if (!dump_form_part(&r->form, it->head, &author, &target) &&
	    name_is_nobody(it->head)) {
		first = dump_first_line(r->text, it);
		if (dump_form_part(&r->form, first, &author, &target))
			from = (size_t)(first.s + first.len - r->text.s);
		else
			author = it->head;
	}
	if (!name_is_nobody(author))
		c->author = doc_line(r->d, author);
	c->reply_to = doc_line(r->d, target);
	c->text = text_of(r, from, it->to);
}

/* Somebody of that name wrote or is answered from place 1 on. */
static bool
is_on_page(const struct reader *r, struct slice name)
{
	struct slice author, target;
	size_t i;

	for (i = 1; i < r->list.n; i++) {
		dump_form_part(&r->form, r->list.items[i].head, &author,
		    &target);
		if (slice_eq(author, name) || slice_eq(target, name))
			return true;
	}
	return false;
}

/* The first bullet may be a label of the form above the list ("Comment"):
 * it has no text, and it names nobody on the page. */
static bool
is_label(const struct reader *r)
{
	const struct dump_item *it = r->list.items;
	struct slice author, target;

	if (r->list.n < 2 || it->bodied || it->flat ||
	    name_is_nobody(it->head))
		return false;
	return !dump_form_part(&r->form, it->head, &author, &target) &&
	    !is_on_page(r, it->head);
}

void
dump_parse(struct doc *d, const struct load_options *opts)
{
	struct reader r = { .d = d, .text = d->text };
	size_t i;

	(void)opts;
	dump_list_find(&r.list, d->text);
	dump_form_learn(&r.form, &r.list, d->text);
	dump_head(d, r.list.start);
	for (i = is_label(&r) ? 1 : 0; i < r.list.n; i++)
		read_comment(&r, &r.list.items[i]);
	buf_free(&r.scratch);
	dump_list_free(&r.list);
}

#define SNIFF_LINES 12		/* where a dateline may stand */

static bool
has_dateline(struct slice head, bool *furniture)
{
	struct line_cursor cur = { .source = head };
	char date[DATE_MAX];
	struct line l;
	bool found = false;
	size_t i;

	*furniture = false;
	for (i = 0; i < SNIFF_LINES && line_next(&cur, &l); i++) {
		*furniture |= dump_is_furniture(l.text);
		found |= l.text.len < 80 && date_parse(l.text, date) &&
		    date[10] == 'T';
	}
	return found;
}

/* What speaks for comments in the list. */
struct signs {
	size_t bodied;		/* bullets with text */
	size_t nobody;		/* of those, that name nobody */
	size_t again;		/* bullets of a name that had one before */
	size_t replies;		/* bullets that are marked as replies */
	size_t answers;		/* of those, to a name of a bullet */
};

static struct slice
author_of(const struct reader *r, size_t i, struct slice *target)
{
	struct slice author;

	dump_form_part(&r->form, r->list.items[i].head, &author, target);
	return author;
}

static void
count_names(const struct reader *r, struct names *seen, struct signs *s)
{
	struct slice author, target;
	size_t i;
	int32_t n;

	for (i = 0; i < r->list.n; i++) {
		author = author_of(r, i, &target);
		if (r->list.items[i].bodied)
			s->bodied++;
		if (name_is_nobody(author)) {
			s->nobody += r->list.items[i].bodied ||
			    r->list.items[i].flat;
			continue;
		}
		n = seen->n;
		s->again += names_add(seen, author) < n;
	}
}

static void
count_replies(const struct reader *r, const struct names *seen,
    struct signs *s)
{
	struct slice author, target;
	size_t i;

	for (i = 0; i < r->list.n; i++) {
		author = author_of(r, i, &target);
		if (target.len == 0)
			continue;
		s->replies++;
		s->answers += !slice_ieq(author, target) &&
		    names_find(seen, target) != NAME_NONE;
	}
}

/*
 * How sure the bullets are comments, 0 to 60: replies to one another,
 * bullets that name nobody, a label above them, one name twice.  A reply
 * mark alone may be what a text on such pages quotes.
 */
static int
weigh_list(const struct reader *r)
{
	struct signs s = { 0 };
	struct names seen = { 0 };

	if (r->list.n == 0)
		return 0;
	count_names(r, &seen, &s);
	count_replies(r, &seen, &s);
	names_free(&seen);
	if (s.answers > 0 || s.nobody > 1)
		return 60;
	return (s.replies ? 30 : 0) + (s.nobody || s.again ? 30 : 0) +
	    (is_label(r) && s.bodied * 10 >= (r->list.n - 1) * 9 ? 30 : 0);
}

/* A heading or a fence of Markdown: what follows is quoted there. */
static bool
is_markup(const struct line *l)
{
	struct slice x = l->text;
	size_t n = 0;

	if (l->indent > 3)
		return false;
	while (n < x.len && x.s[n] == '#')
		n++;
	return (n > 0 && n < 7 && n < x.len && x.s[n] == ' ') ||
	    slice_starts(x, SLICE("```")) || slice_starts(x, SLICE("~~~"));
}

static bool
has_markup(struct slice x)
{
	struct line_cursor cur = { .source = x };
	struct line l;

	while (line_next(&cur, &l))
		if (is_markup(&l))
			return true;
	return false;
}

#define SURE_LEAST 60		/* a date alone, or a list, is no dump */

/* The head may end within a comment; nothing here minds. */
int
dump_sniff(struct slice head)
{
	struct reader r = { .text = head };
	bool dated, furniture;
	int sure;

	dated = has_dateline(head, &furniture);
	dump_list_find(&r.list, head);
	dump_form_learn(&r.form, &r.list, head);
	sure = (dated ? 30 : 0) + (furniture ? 30 : 0) + weigh_list(&r);
	if (has_markup(slice_sub(head, 0, r.list.start)))
		sure = 0;
	dump_list_free(&r.list);
	return sure < SURE_LEAST ? 0 : sure > 95 ? 95 : sure;
}
