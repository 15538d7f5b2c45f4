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
dump_parse(struct doc *d)
{
	struct reader r = { .d = d, .text = d->text };
	size_t i;

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

/*
 * How sure the bullets are comments, 0 to 60: a reply mark, bullets that
 * name nobody, a label above them, one name twice.
 */
static int
weigh_list(const struct reader *r)
{
	struct slice author, target;
	struct names seen = { 0 };
	size_t i, replies = 0, nobody = 0, again = 0, bodied = 0;
	int32_t n;

	for (i = 0; i < r->list.n; i++) {
		n = seen.n;
		bodied += r->list.items[i].bodied;
		replies += dump_form_part(&r->form, r->list.items[i].head,
		    &author, &target);
		if (name_is_nobody(author))
			nobody++;
		else
			again += names_add(&seen, author) < n;
	}
	names_free(&seen);
	if (replies > 0)
		return 60;
	if (nobody > 1)
		return 60;
	if (r->list.n == 0)
		return 0;
	return (nobody || again ? 30 : 0) +
	    (is_label(r) && bodied * 10 >= (r->list.n - 1) * 9 ? 30 : 0);
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
	dump_list_free(&r.list);
	return sure < SURE_LEAST ? 0 : sure > 95 ? 95 : sure;
}
