#include "load/plain.h"

#include "load/plain_parts.h"
#include "text/utf8.h"

#define HEADING_MAX 80		/* bytes of a heading that nothing marks */
#define LEVELS 6

/* Reads a block at line i of a stanza that ends at end: the lines it took,
 * 0 where line i is something else. */
typedef size_t block_reader(struct plain *, size_t i, size_t end);

static struct slice
line_of(const struct plain *p, size_t i)
{
	return p->lines.at[i].text;
}

static bool
is_fence(struct slice x)
{
	return slice_starts(x, SLICE("```")) || slice_starts(x, SLICE("~~~"));
}

static size_t
read_fence(struct plain *p, size_t i, size_t end)
{
	struct slice mark = slice_sub(line_of(p, i), 0, 3);
	size_t k;

	(void)end;
	if (p->unfenced || !is_fence(mark))
		return 0;
	for (k = i + 1; k < p->lines.n; k++)
		if (slice_starts(line_of(p, k), mark))
			break;
	if (k == p->lines.n) {
		p->unfenced = true;
		return 0;
	}
	if (k > i + 1)
		doc_add_block(p->d, BLOCK_CODE, plain_raw(p, i + 1, k));
	return k + 1 - i;
}

static void
add_heading(struct plain *p, int level, struct slice title)
{
	struct block *b = doc_add_block(p->d, BLOCK_HEADING,
	    doc_line(p->d, title));

	b->level = level < LEVELS ? level : LEVELS;
}

static size_t
read_heading(struct plain *p, size_t i, size_t end)
{
	struct slice title;
	int level = plain_hashes(line_of(p, i), &title);
	char rule;

	if (level > 0) {
		add_heading(p, level, title);
		return 1;
	}
	rule = i + 1 < end ? plain_rule(line_of(p, i + 1)) : 0;
	if ((rule != '=' && rule != '-') || line_of(p, i).len > 200 ||
	    plain_rule(line_of(p, i)))
		return 0;
	add_heading(p, rule == '=' ? 1 : 2, line_of(p, i));
	return 2;
}

static size_t
read_rule(struct plain *p, size_t i, size_t end)
{
	(void)end;
	return plain_rule(line_of(p, i)) ? 1 : 0;
}

static struct slice
unquoted(struct slice x)
{
	while (slice_starts(x, SLICE(">")))
		x = line_trim(slice_from(x, 1));
	return x;
}

static size_t
read_quote(struct plain *p, size_t i, size_t end)
{
	struct buf b = { 0 };
	struct slice x;
	size_t k;
	bool blank = false;	/* the line before */

	for (k = i; k < end && slice_starts(line_of(p, k), SLICE(">")); k++) {
		x = unquoted(line_of(p, k));
		if (b.len)
			buf_addc(&b, p->markdown && x.len && !blank ? ' ' :
			    '\n');
		buf_add(&b, x);
		blank = x.len == 0;
	}
	if (b.len)
		doc_add_block(p->d, BLOCK_QUOTE, buf_slice(&b));
	buf_free(&b);
	return k - i;
}

/* Cells with bars between. */
static bool
is_row(struct slice x)
{
	return slice_find(x, SLICE(" | ")) != SLICE_NONE ||
	    (slice_starts(x, SLICE("|")) && slice_ends(x, SLICE("|")) &&
	    x.len > 2);
}

/* "|---|:--|", "+----+": between the rows of a table. */
static bool
is_border(struct slice x)
{
	size_t i;

	for (i = 0; i < x.len; i++)
		if (strchr("|+-=: ", x.s[i]) == NULL)
			return false;
	return x.len > 2;
}

static void
add_row(struct buf *b, struct slice x)
{
	struct slice cell;
	bool first = true;

	if (slice_starts(x, SLICE("|")))
		x = slice_from(x, 1);
	if (slice_ends(x, SLICE("|")))
		x.len--;
	if (b->len)
		buf_addc(b, '\n');
	while (slice_cut(&x, '|', &cell)) {
		if (!first)
			buf_addc(b, '\t');
		buf_add(b, line_trim(cell));
		first = false;
	}
}

static size_t
read_table(struct plain *p, size_t i, size_t end)
{
	struct buf b = { 0 };
	size_t k, rows = 0;

	for (k = i; k < end && k < i + 3 + 2 * rows; k++) {
		if (is_border(line_of(p, k)) && !plain_rule(line_of(p, k)))
			continue;
		if (!is_row(line_of(p, k)))
			break;
		add_row(&b, line_of(p, k));
		rows++;
	}
	if (rows > 1)
		doc_add_block(p->d, BLOCK_TABLE, buf_slice(&b));
	buf_free(&b);
	return rows > 1 ? k - i : 0;
}

/* "3." or "3)" and a blank: the number, and what follows. */
static int
ordinal(struct slice x, struct slice *item)
{
	size_t i;
	int n = 0;

	for (i = 0; i < x.len && i < 3 && ascii_digit(x.s[i]); i++)
		n = n * 10 + (x.s[i] - '0');
	if (i == 0 || i + 1 >= x.len || (x.s[i] != '.' && x.s[i] != ')') ||
	    x.s[i + 1] != ' ')
		return 0;
	*item = line_trim(slice_from(x, i + 1));
	return n;
}

/* A dash that opens a line is speech in many languages, not a bullet. */
static bool
is_item(struct slice x, struct slice *item, int *number)
{
	*number = ordinal(x, item);
	if (*number > 0)
		return true;
	return !slice_starts(x, SLICE("—")) && !slice_starts(x, SLICE("–")) &&
	    line_bullet(x, item) && item->len > 0;
}

/* One number alone may be a sentence's ("3. Oktober"); a list goes on. */
static bool
goes_on(const struct plain *p, size_t i, int number)
{
	struct block *last = p->d->nblocks ?
	    &p->d->blocks[p->d->nblocks - 1] : NULL;
	struct slice item;
	size_t k;

	if (number == 0 || (last && last->kind == BLOCK_LIST_ITEM &&
	    last->number == number - 1))
		return true;
	for (k = i + 1; k < p->lines.n && k < i + 10; k++)
		if (ordinal(line_of(p, k), &item) == number + 1)
			return true;
	return false;
}

static int
level_of(const struct plain *p, size_t i)
{
	size_t first = i;
	struct slice item;
	int number, level;

	while (first > 0 && i - first < 32 &&
	    is_item(line_of(p, first - 1), &item, &number))
		first--;
	level = 1 + ((int)p->lines.at[i].indent -
	    (int)p->lines.at[first].indent) / 2;
	return level < 1 ? 1 : level > LEVELS ? LEVELS : level;
}

static size_t
read_item(struct plain *p, size_t i, size_t end)
{
	struct slice item, text;
	struct block *b;
	size_t k;
	int number, next;

	if (!is_item(line_of(p, i), &item, &number) ||
	    !goes_on(p, i, number))
		return 0;
	for (k = i + 1; k < end && !is_fence(line_of(p, k)); k++)
		if (is_item(line_of(p, k), &text, &next))
			break;
	text = plain_join(p, i, k);
	text = slice_from(text, (size_t)(item.s - line_of(p, i).s));
	b = doc_add_block(p->d, BLOCK_LIST_ITEM, text);
	b->level = level_of(p, i);
	b->number = number;
	return k - i;
}

/* Marks of program text: one in eight characters at least. */
static bool
is_program(struct slice x)
{
	size_t i, marks = 0;

	for (i = 0; i < x.len && i < 400; i++)
		marks += strchr("{}()[];=<>$\\|_&#@+/*", x.s[i]) != NULL &&
		    x.s[i] != '\0';
	return marks * 8 >= (x.len < 400 ? x.len : 400);
}

/* Columns made with blanks. */
static bool
is_columns(struct slice x)
{
	return slice_find(x, SLICE("   ")) != SLICE_NONE ||
	    slice_chr(x, '\t') != SLICE_NONE;
}

/* A command or a path, no sentence and no name: begins with a small letter
 * or with a mark of program text. */
static bool
is_command(struct slice x)
{
	return !line_is_sentence(x) && ((*x.s >= 'a' && *x.s <= 'z') ||
	    strchr("$./~<>{[%@\\", *x.s) != NULL);
}

/* What belongs to a list item may be indented that much itself. */
static uint32_t
code_indent(const struct plain *p)
{
	const struct block *last = p->d->nblocks ?
	    &p->d->blocks[p->d->nblocks - 1] : NULL;

	return p->base + (last && last->kind == BLOCK_LIST_ITEM ? 8 : 4);
}

/* Indented program text, tables and pictures made of characters: what
 * would be spoilt by joining or wrapping. */
static size_t
read_code(struct plain *p, size_t i, size_t end)
{
	size_t k, n = end - i, program = 0, columns = 0, commands = 0;
	uint32_t indent = code_indent(p);
	bool indented = true, code;

	if (i > 0 && p->lines.at[i].blanks == 0)
		return 0;
	for (k = i; k < end; k++) {
		program += is_program(line_of(p, k));
		columns += is_columns(line_of(p, k));
		commands += is_command(line_of(p, k));
		indented &= p->lines.at[k].indent >= indent;
	}
	code = indented && (p->markdown || program * 2 >= n ||
	    commands * 2 > n);
	if (!code && (n < 2 || columns * 2 < n))
		return 0;
	doc_add_block(p->d, BLOCK_CODE, plain_raw(p, i, end));
	return n;
}

/* What stands in the middle of a sentence is no title. */
static bool
is_displayed(const struct plain *p, size_t i)
{
	return i > 0 && p->lines.at[i].indent > p->lines.at[i - 1].indent &&
	    !line_is_sentence(line_of(p, i - 1));
}

/* A short line alone, before a paragraph. */
static size_t
read_title(struct plain *p, size_t i, size_t end)
{
	struct slice x = line_of(p, i), next;

	if (end != i + 1 || end == p->lines.n || x.len > HEADING_MAX ||
	    line_is_sentence(x) || slice_ends(x, SLICE(":")) ||
	    slice_ends(x, SLICE(",")) || line_words(x) > 10 ||
	    p->d->nblocks == 0 || p->markdown || is_displayed(p, i))
		return 0;
	next = line_of(p, end);
	if (next.len < HEADING_MAX && !line_is_sentence(next) &&
	    (end + 1 == p->lines.n || p->lines.at[end + 1].blanks > 0))
		return 0;
	add_heading(p, 2, x);
	return 1;
}

static bool
starts_block(const struct plain *p, size_t i)
{
	struct slice item;
	int number;

	return slice_starts(line_of(p, i), SLICE(">")) ||
	    is_fence(line_of(p, i)) ||
	    (p->markdown && plain_hashes(line_of(p, i), &item)) ||
	    (is_item(line_of(p, i), &item, &number) &&
	    goes_on(p, i, number));
}

/* Lines that the writer broke: verse, an address, a signature. */
static bool
is_verse(const struct plain *p, size_t from, size_t to)
{
	size_t i, ends = 0;

	for (i = from; i < to; i++) {
		if (utf8_count(line_of(p, i)) > 64)
			return false;
		ends += line_is_sentence(line_of(p, i));
	}
	return to - from > 2 && ends * 2 < to - from;
}

static size_t
read_paragraph(struct plain *p, size_t i, size_t end)
{
	size_t k = i + 1, one;

	while (k < end && !starts_block(p, k))
		k++;
	if (k == i + 1 || p->markdown || plain_is_wrapped(p, i, k))
		doc_add_block(p->d, BLOCK_PARAGRAPH, plain_join(p, i, k));
	else if (is_verse(p, i, k))
		doc_add_block(p->d, BLOCK_QUOTE, plain_raw(p, i, k));
	else
		for (one = i; one < k; one++)
			doc_add_block(p->d, BLOCK_PARAGRAPH,
			    doc_line(p->d, line_of(p, one)));
	return k - i;
}

static size_t
read_block(struct plain *p, size_t i)
{
	static block_reader *const readers[] = {
		read_fence, read_rule, read_heading, read_table, read_quote,
		read_code, read_item, read_title, read_paragraph
	};
	size_t k, n = 0;

	if (i >= p->stanza)
		p->stanza = plain_stanza_end(p, i);
	for (k = 0; n == 0 && k < sizeof(readers) / sizeof(*readers); k++)
		n = readers[k](p, i, p->stanza);
	return n ? n : 1;
}

/* "# x" that stands alone, or a fence. */
static bool
is_marked_up(const struct plain *p, size_t i)
{
	struct slice title;

	return (i == 0 || p->lines.at[i].blanks > 0) &&
	    (is_fence(line_of(p, i)) || (plain_hashes(line_of(p, i), &title) &&
	    i + 1 < p->lines.n && p->lines.at[i + 1].blanks > 0));
}

/* The indent of all lines, and the width they were wrapped at: that of the
 * longest where none is so long that it cannot have been wrapped. */
static void
measure(struct plain *p)
{
	size_t i, n;

	p->base = UINT32_MAX;
	for (i = 0; i < p->lines.n; i++) {
		n = utf8_count(line_of(p, i));
		if (n > p->width)
			p->width = n;
		if (p->lines.at[i].indent < p->base)
			p->base = p->lines.at[i].indent;
		p->markdown |= is_marked_up(p, i);
	}
	if (p->width > 130)
		p->width = 0;
}

static void
read_text(struct doc *d, bool head)
{
	struct plain p = { .d = d };
	size_t i = 0;

	if (!line_list_read(&p.lines, d->text))
		d->truncated = true;
	measure(&p);
	if (head)
		i = plain_page(&p);
	for (i = i || !head ? i : plain_head(&p); i < p.lines.n;)
		i += read_block(&p, i);
	line_list_free(&p.lines);
	buf_free(&p.scratch);
}

void
plain_parse(struct doc *d, const struct load_options *opts)
{
	(void)opts;
	read_text(d, true);
}

void
plain_body(struct doc *d)
{
	read_text(d, false);
}

/* Anything may be plain text; any other format is a better guess. */
int
plain_sniff(struct slice head)
{
	(void)head;
	return 1;
}
