#include <stdlib.h>

#include "view/meta.h"
#include "view/print.h"
#include "view/tree.h"

/*
 * Markdown by the CommonMark specification 0.30; tables and "~" as GitHub's
 * extension has them.  Text is never wrapped: a newline in it becomes a
 * hard line break.
 */

#define LIST_INDENT 4			/* holds what "12. " holds */
#define COMMENT_INDENT 2		/* what "- " holds */
#define COMMENT_LEVELS 24		/* deeper ones show their depth */

struct md {
	struct buf *out;
	size_t start;			/* of out->len */
	const struct doc *d;
	int list_level;			/* of the item above, or 0 */
	struct buf scratch;
};

/* What stands before each line that text makes. */
struct lead {
	const char *prefix;
	size_t blanks;			/* after it */
};

static void
add_lead(struct buf *out, const struct lead *lead)
{
	buf_addz(out, lead->prefix);
	buf_fill(out, ' ', lead->blanks);
}

static bool
is_word(char c)
{
	return ascii_alpha(c) || ascii_digit(c) || (unsigned char)c >= 0x80;
}

/* True where x[i] could start or end markup inside a line. */
static bool
is_inline_mark(struct slice x, size_t i)
{
	char next = i + 1 < x.len ? x.s[i + 1] : ' ';

	switch (x.s[i]) {
	case '\\': case '`': case '*': case '[': case ']': case '<':
	case '~': case '|':
		return true;
	case '_':			/* inside a word it marks nothing */
		return i == 0 || !is_word(x.s[i - 1]) || !is_word(next);
	case '&':
		return next == '#' || ascii_alpha(next);
	case '!':
		return next == '[';
	default:
		return false;
	}
}

/* Bytes at the start of a line after which a "\" keeps it from being a
 * block; SLICE_NONE where it is none. */
static size_t
block_mark(struct slice line)
{
	size_t i = 0;

	if (line.len == 0)
		return SLICE_NONE;
	if (strchr("#>+-=", *line.s))
		return 0;
	while (i < line.len && i < 9 && ascii_digit(line.s[i]))
		i++;
	if (i > 0 && i < line.len && (line.s[i] == '.' || line.s[i] == ')'))
		return i;
	return SLICE_NONE;
}

/* Part of a line; fresh: the line starts here. */
static void
add_escaped(struct buf *out, struct slice x, bool fresh)
{
	size_t i, mark = fresh ? block_mark(x) : SLICE_NONE;

	for (i = 0; i < x.len; i++) {
		if (i == mark || is_inline_mark(x, i))
			buf_addc(out, '\\');
		buf_addc(out, x.s[i]);
	}
}

static void
add_url(struct buf *out, struct slice url)
{
	bool entities = slice_chr(url, ';') != SLICE_NONE;
	size_t i;
	char c;

	for (i = 0; i < url.len; i++) {
		c = url.s[i];
		if (c == ' ' || c == '\t' || c == '\n') {
			buf_addz(out, "%20");
			continue;
		}
		if (strchr("()<>\\", c) || (c == '&' && entities))
			buf_addc(out, '\\');
		buf_addc(out, c);
	}
}

static void
add_newline(struct md *m)
{
	struct buf *b = m->out;

	while (b->len > m->start && b->s[b->len - 1] == ' ')
		b->len--;
	buf_addc(b, '\n');
}

static bool
starts_blank(struct slice x)
{
	return slice_trim(slice_sub(x, 0, slice_chr(x, '\n'))).len == 0;
}

/* x with its newlines, each a hard break unless an empty line follows.
 * fresh: a line starts here. */
static void
add_text(struct md *m, const struct lead *lead, struct slice x, bool fresh)
{
	struct slice line;

	while (slice_cut(&x, '\n', &line)) {
		while (fresh && line.len && ascii_space(*line.s))
			line = slice_from(line, 1);
		add_escaped(m->out, line, fresh);
		if (x.s == NULL)
			return;
		if ((line.len || !fresh) && !starts_blank(x))
			buf_addc(m->out, '\\');
		add_newline(m);
		add_lead(m->out, lead);
		fresh = true;
	}
}

/* The longest run of "`" in x. */
static size_t
backticks(struct slice x)
{
	size_t i, run = 0, most = 0;

	for (i = 0; i < x.len; i++) {
		run = x.s[i] == '`' ? run + 1 : 0;
		if (run > most)
			most = run;
	}
	return most;
}

static void
add_code(struct md *m, struct slice x)
{
	size_t n = backticks(x), i;
	bool pad = n > 0;

	buf_fill(m->out, '`', n + 1);
	buf_addz(m->out, pad ? " " : "");
	for (i = 0; i < x.len; i++)
		buf_addc(m->out, x.s[i] == '\n' ? ' ' : x.s[i]);
	buf_addz(m->out, pad ? " " : "");
	buf_fill(m->out, '`', n + 1);
}

/* The text of one span inside its markers, blanks outside of them. */
static void
add_marked(struct md *m, const struct lead *lead, struct slice x,
    uint32_t style, bool fresh)
{
	static const char *const marks[] = { "", "**", "*", "***" };
	const char *mark = marks[style & (SPAN_BOLD | SPAN_ITALIC)];
	struct slice core = slice_trim(x);

	if (core.len == 0) {
		add_text(m, lead, x, fresh);
		return;
	}
	add_text(m, lead, slice_sub(x, 0, (size_t)(core.s - x.s)), fresh);
	buf_addz(m->out, mark);
	if (style & SPAN_CODE)
		add_code(m, core);
	else
		add_text(m, lead, core, fresh && !*mark);
	buf_addz(m->out, mark);
	add_text(m, lead, slice_from(x, (size_t)(core.s - x.s) + core.len),
	    false);
}

static bool
has_link(const struct span *s)
{
	return (s->style & SPAN_LINK) && s->url.len > 0;
}

/* True where b's span i + 1 goes on with the link of span i. */
static bool
same_link(const struct span *a, const struct span *b)
{
	return has_link(b) && b->start == a->start + a->len &&
	    slice_eq(a->url, b->url);
}

static void
add_span(struct md *m, const struct lead *lead, const struct block *b,
    size_t i, bool fresh)
{
	const struct span *s = &b->spans[i];
	bool opens = has_link(s) && !(i > 0 && same_link(s - 1, s) &&
	    has_link(s - 1));
	bool closes = has_link(s) && !(i + 1 < b->nspans &&
	    same_link(s, s + 1));

	if (opens)
		buf_addc(m->out, '[');
	add_marked(m, lead, slice_sub(b->text, s->start, s->len), s->style,
	    fresh && !opens);
	if (!closes)
		return;
	buf_addz(m->out, "](");
	add_url(m->out, s->url);
	buf_addc(m->out, ')');
}

/* All of a block's text; a span that lies wrong is left out. */
static void
add_inlines(struct md *m, const struct lead *lead, const struct block *b)
{
	const struct span *s;
	size_t i, at = 0;

	for (i = 0; i < b->nspans; i++) {
		s = &b->spans[i];
		if (s->start < at || s->start + (size_t)s->len > b->text.len)
			continue;
		add_text(m, lead, slice_sub(b->text, at, s->start - at),
		    at == 0);
		add_span(m, lead, b, i, s->start == 0);
		at = (size_t)s->start + s->len;
	}
	add_text(m, lead, slice_from(b->text, at), at == 0);
}

/* An empty line, unless nothing stands above. */
static void
add_gap(struct md *m)
{
	if (m->out->len > m->start)
		buf_addc(m->out, '\n');
}

/* A text of its own that has no spans, between two marks. */
static void
add_plain(struct md *m, const char *before, struct slice x,
    const char *after)
{
	static const struct lead none = { "", 0 };

	if (x.len == 0)
		return;
	add_gap(m);
	buf_addz(m->out, before);
	add_text(m, &none, x, !*before);
	buf_addz(m->out, after);
	buf_addc(m->out, '\n');
}

static void
md_paragraph(struct md *m, const struct block *b)
{
	static const struct lead none = { "", 0 };

	add_inlines(m, &none, b);
	buf_addc(m->out, '\n');
}

static void
md_heading(struct md *m, const struct block *b)
{
	static const struct lead none = { "", 0 };
	size_t start = m->out->len, i;
	int level = b->level < 2 ? 2 : b->level > 6 ? 6 : b->level;

	buf_fill(m->out, '#', (size_t)level);
	buf_addc(m->out, ' ');
	add_inlines(m, &none, b);
	for (i = start; i < m->out->len; i++)	/* it has one line */
		if (m->out->s[i] == '\n')
			m->out->s[i] = ' ';
	buf_addc(m->out, '\n');
}

static void
md_quote(struct md *m, const struct block *b)
{
	static const struct lead quote = { "> ", 0 };

	add_lead(m->out, &quote);
	add_inlines(m, &quote, b);
	buf_addc(m->out, '\n');
}

/* An item deeper than one level below the last would be code. */
static void
md_list_item(struct md *m, const struct block *b)
{
	int level = b->level < 1 ? 1 : b->level;
	struct lead lead = { "", 0 };

	if (level > m->list_level + 1)
		level = m->list_level + 1;
	m->list_level = level;
	buf_fill(m->out, ' ', (size_t)(level - 1) * LIST_INDENT);
	if (b->number > 0)
		buf_printf(m->out, "%d. ", b->number);
	else
		buf_addz(m->out, "- ");
	lead.blanks = (size_t)level * LIST_INDENT;
	add_inlines(m, &lead, b);
	buf_addc(m->out, '\n');
}

static void
md_code(struct md *m, const struct block *b)
{
	size_t fence = backticks(b->text) + 1;

	if (fence < 3)
		fence = 3;
	buf_fill(m->out, '`', fence);
	buf_addc(m->out, '\n');
	buf_add(m->out, b->text);
	if (m->out->s[m->out->len - 1] != '\n')
		buf_addc(m->out, '\n');
	buf_fill(m->out, '`', fence);
	buf_addc(m->out, '\n');
}

static void
add_picture(struct md *m, const struct image *im, struct slice text)
{
	static const struct lead none = { "", 0 };

	buf_clear(&m->scratch);
	if (im)
		meta_image(&m->scratch, im);
	if (m->scratch.len)
		text = buf_slice(&m->scratch);
	buf_addz(m->out, im && im->url.len ? "![" : "*");
	add_text(m, &none, slice_trim(text), false);
	if (im && im->url.len) {
		buf_addz(m->out, "](");
		add_url(m->out, im->url);
		buf_addz(m->out, ")\n");
	} else {
		buf_addz(m->out, "*\n");
	}
}

static void
md_image(struct md *m, const struct block *b)
{
	add_picture(m, doc_block_image(m->d, b), b->text);
}

static size_t
count_cells(struct slice line)
{
	struct slice cell;
	size_t n = 0;

	while (slice_cut(&line, '\t', &cell))
		n++;
	return n;
}

/* GitHub fills short rows up but drops what is more than the head has. */
static void
table_row(struct md *m, struct slice line, size_t columns)
{
	struct slice cell;
	size_t n = 0;

	for (; slice_cut(&line, '\t', &cell); n++) {
		buf_addz(m->out, "| ");
		add_escaped(m->out, slice_trim(cell), false);
		buf_addc(m->out, ' ');
	}
	for (; n < columns; n++)
		buf_addz(m->out, "| ");
	buf_addz(m->out, "|\n");
}

static void
md_table(struct md *m, const struct block *b)
{
	struct slice rest = b->text, line;
	size_t columns = 0, i, n;

	while (slice_cut(&rest, '\n', &line)) {
		n = count_cells(line);
		if (n > columns)
			columns = n;
	}
	rest = b->text;
	slice_cut(&rest, '\n', &line);
	table_row(m, line, columns);
	for (i = 0; i < columns; i++)
		buf_addz(m->out, "| --- ");
	buf_addz(m->out, "|\n");
	while (slice_cut(&rest, '\n', &line))
		if (line.len)
			table_row(m, line, 0);
}

static void (*const printers[])(struct md *, const struct block *) = {
	[BLOCK_PARAGRAPH] = md_paragraph, [BLOCK_HEADING] = md_heading,
	[BLOCK_QUOTE] = md_quote, [BLOCK_LIST_ITEM] = md_list_item,
	[BLOCK_CODE] = md_code, [BLOCK_IMAGE] = md_image,
	[BLOCK_TABLE] = md_table
};

static void
md_body(struct md *m)
{
	const struct block *b;
	const struct image *im;
	size_t i;

	for (i = 0; i < m->d->nblocks; i++) {
		b = &m->d->blocks[i];
		im = doc_block_image(m->d, b);
		if ((b->text.len == 0 && !(im && (im->url.len ||
		    im->caption.len || im->credit.len))) ||
		    doc_is_subtitle(m->d, b))
			continue;
		if (b->kind != BLOCK_LIST_ITEM)
			m->list_level = 0;
		if (b->kind != BLOCK_LIST_ITEM || m->list_level == 0)
			add_gap(m);
		printers[b->kind](m, b);
	}
	m->list_level = 0;
}

/* Pictures that have no place in the body. */
static void
md_loose_images(struct md *m)
{
	const struct doc *d = m->d;
	const struct image *im;
	bool *placed = doc_images_placed(d);
	size_t i;

	for (i = 0; i < d->nimages; i++) {
		im = &d->images[i];
		if (placed[i] || !(im->url.len || im->caption.len ||
		    im->credit.len))
			continue;
		add_gap(m);
		add_picture(m, im, (struct slice){ "", 0 });
	}
	free(placed);
}

static void
md_head(struct md *m)
{
	add_plain(m, "# ", m->d->headline, "");
	add_plain(m, "*", m->d->subtitle, "*");
	buf_clear(&m->scratch);
	meta_doc(&m->scratch, m->d);
	add_plain(m, "", buf_slice(&m->scratch), "");
	if (m->d->url.len) {
		add_gap(m);
		buf_addz(m->out, "[");
		add_escaped(m->out, m->d->url, false);
		buf_addz(m->out, "](");
		add_url(m->out, m->d->url);
		buf_addz(m->out, ")\n");
	}
	md_loose_images(m);
}

static void
md_tags(struct md *m)
{
	size_t i;

	if (m->d->tags.n == 0)
		return;
	buf_clear(&m->scratch);
	for (i = 0; i < m->d->tags.n; i++) {
		buf_addz(&m->scratch, i ? ", " : "");
		buf_add(&m->scratch, m->d->tags.at[i]);
	}
	add_plain(m, "Tags: ", buf_slice(&m->scratch), "");
}

static void
md_related(struct md *m)
{
	const struct related *r;
	size_t i;

	if (m->d->nrelated == 0)
		return;
	add_gap(m);
	buf_addz(m->out, "## Related\n\n");
	for (i = 0; i < m->d->nrelated; i++) {
		r = &m->d->related[i];
		buf_addz(m->out, r->url.len ? "- [" : "- ");
		add_escaped(m->out, r->title.len ? r->title : r->url,
		    r->url.len == 0);
		if (r->url.len) {
			buf_addz(m->out, "](");
			add_url(m->out, r->url);
			buf_addc(m->out, ')');
		}
		buf_addc(m->out, '\n');
	}
}

static void
md_comment(struct md *m, const struct tree *t, size_t row)
{
	const struct comment *c = &m->d->comments[tree_comment(t, row)];
	size_t depth = tree_depth(t, row);
	size_t level = depth < COMMENT_LEVELS ? depth : COMMENT_LEVELS;
	struct lead lead = { "", (level + 1) * COMMENT_INDENT };

	add_gap(m);
	buf_fill(m->out, ' ', level * COMMENT_INDENT);
	buf_addz(m->out, "- **");
	buf_clear(&m->scratch);
	meta_comment_name(&m->scratch, m->d, t, row);
	add_escaped(m->out, buf_slice(&m->scratch), false);
	buf_addz(m->out, "**");
	buf_clear(&m->scratch);
	meta_comment_rest(&m->scratch, m->d, tree_comment(t, row));
	if (depth > COMMENT_LEVELS)
		buf_printf(&m->scratch, " · depth %zu", depth);
	add_escaped(m->out, buf_slice(&m->scratch), false);
	buf_addc(m->out, '\n');
	if (c->text.len == 0)
		return;
	buf_addc(m->out, '\n');
	add_lead(m->out, &lead);
	add_text(m, &lead, c->text, true);
	buf_addc(m->out, '\n');
}

static void
md_comments(struct md *m)
{
	struct tree *t;
	size_t i;

	if (m->d->ncomments == 0)
		return;
	add_gap(m);
	buf_addz(m->out, "## Comments\n");
	t = tree_new(m->d, ORDER_PAGE);
	for (i = 0; i < m->d->ncomments; i++)
		md_comment(m, t, i);
	tree_free(t);
}

void
print_markdown(struct buf *out, const struct doc *d)
{
	struct md m = { .out = out, .start = out->len, .d = d };

	md_head(&m);
	md_body(&m);
	md_tags(&m);
	md_related(&m);
	md_comments(&m);
	if (d->truncated)
		add_plain(&m, "*", SLICE("The document was longer; "
		    "the rest is cut."), "*");
	buf_free(&m.scratch);
}
