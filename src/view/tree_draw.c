#include "view/tree.h"

#include <stdio.h>

#include "base/mem.h"
#include "text/bidi.h"
#include "text/width.h"
#include "view/tree_impl.h"
#include "view/when.h"

#define TEXT_MIN 40			/* cells text keeps beside its indent */
#define TEXT_MIN_NARROW 24		/* in panes under NARROW cells */
#define NARROW 60
#define NAME_MAX_CELLS 24		/* of a name that facts give way to */

static const struct comment *
comment_of(const struct tree *t, size_t row)
{
	return &t->doc->comments[t->rows[row].comment];
}

/* Levels that are indented; deeper ones name their depth and parent. */
static size_t
max_levels(const struct tree *t)
{
	size_t min = t->look.width < NARROW ? TEXT_MIN_NARROW : TEXT_MIN;

	if (t->look.width < min + t->look.indent)
		return 0;
	return (t->look.width - min) / t->look.indent;
}

static bool
is_deep(const struct tree *t, size_t row)
{
	return t->rows[row].depth > max_levels(t);
}

/* Cells left of the fold mark. */
static size_t
margin(const struct tree *t, size_t row)
{
	size_t levels = t->rows[row].depth, max = max_levels(t);
	size_t cells = (levels < max ? levels : max) * t->look.indent;

	return is_deep(t, row) && cells < 4 && t->look.width > 12 ? 4 : cells;
}

static size_t
text_width(const struct tree *t, size_t row)
{
	size_t left = margin(t, row) + 2;

	return t->look.width > left + 1 ? t->look.width - left : 1;
}

static struct lines *
text_lines(struct tree *t, size_t row)
{
	struct tree_row *r = &t->rows[row];

	if (r->lines == NULL) {
		r->lines = mem_alloc(1, sizeof(*r->lines));
		t->cached = mem_grow(t->cached, &t->cached_cap,
		    t->ncached + 1, sizeof(*t->cached));
		t->cached[t->ncached++] = (uint32_t)row;
	}
	lines_wrap_quotes(r->lines, comment_of(t, row)->text,
	    text_width(t, row), t->look.fold_quotes);
	return r->lines;
}

/* Threads stand apart, but for those that are one line each. */
size_t
tree_head_line(const struct tree *t, size_t row)
{
	size_t before;

	if (!t->look.air || t->rows[row].depth > 0)
		return 0;
	before = tree_prev_sibling(t, row);
	return before != TREE_NONE && (!tree_folded(t, row) ||
	    !tree_folded(t, before));
}

static size_t
flow_rows(void *of, size_t row)
{
	struct tree *t = of;
	size_t n = tree_head_line(t, row) + 1;

	if (tree_is_open(t, row) && comment_of(t, row)->text.len)
		n += text_lines(t, row)->n;
	return n;
}

static size_t
flow_next(void *of, size_t row)
{
	return tree_next(of, row);
}

static size_t
flow_prev(void *of, size_t row)
{
	return tree_prev(of, row);
}

const struct flow_ops tree_flow = { flow_rows, flow_next, flow_prev };

/* One level's worth of guide: mark, then filling. */
static void
add_level(struct row *r, const char *mark, const char *fill, size_t cells)
{
	size_t i;

	row_addz(r, mark, STYLE_GUIDE, SIZE_MAX);
	for (i = 1; i < cells; i++)
		row_addz(r, fill, STYLE_GUIDE, SIZE_MAX);
}

/* The guides of the levels above row's own: a line where more is to come
 * at that level. */
static void
add_guides(const struct tree *t, size_t row, struct row *r, bool head)
{
	size_t depth = t->rows[row].depth, level, at = row;
	bool more[128];
	bool last;

	if (depth > sizeof(more) / sizeof(*more))
		return;
	for (level = depth; level-- > 0; at = t->rows[at].parent)
		more[level] = tree_next_sibling(t, at) != TREE_NONE;
	for (level = 0; level < depth; level++) {
		last = level + 1 == depth;
		if (head && last)
			add_level(r, more[level] ? "├" : "└", "─",
			    t->look.indent);
		else
			add_level(r, more[level] ? "│" : " ", " ",
			    t->look.indent);
	}
}

/* Past the cap the depth stands in the margin instead of guides. */
static void
add_depth(const struct tree *t, size_t row, struct row *r)
{
	char number[16];

	snprintf(number, sizeof(number), "%u", (unsigned)t->rows[row].depth);
	row_pad(r, margin(t, row) > strlen(number) + 1 ?
	    margin(t, row) - strlen(number) - 1 : 0, STYLE_GUIDE);
	row_addz(r, number, STYLE_COUNT_BADGE, SIZE_MAX);
	row_addz(r, "┊", STYLE_GUIDE, SIZE_MAX);
}

static void
add_margin(const struct tree *t, size_t row, struct row *r, bool head)
{
	if (is_deep(t, row) && head)
		add_depth(t, row, r);
	else if (is_deep(t, row))
		row_pad(r, margin(t, row) - (margin(t, row) > 0), STYLE_TEXT);
	else
		add_guides(t, row, r, head);
	if (is_deep(t, row) && !head && margin(t, row) > 0)
		row_addz(r, "┊", STYLE_GUIDE, SIZE_MAX);
}

static void
add_replies(struct buf *b, size_t n)
{
	buf_printf(b, n == 1 ? "%zu reply" : "%zu replies", n);
}

/* "+12 · 5 new": what a fold hides. */
static void
add_under(struct tree *t, size_t row, struct buf *b)
{
	size_t fresh = tree_count(t, MARK_NEW, row + 1, tree_end(t, row));

	buf_printf(b, "+%zu", tree_size(t, row) - 1);
	if (fresh)
		buf_printf(b, " · %zu new", fresh);
}

/* What stands at the right end of a head: hidden or direct replies, then
 * with more detail the score, who made the link, the time. */
static void
add_facts(struct tree *t, size_t row, struct buf *b, int detail)
{
	const struct comment *c = comment_of(t, row);

	if (tree_folded(t, row) && tree_size(t, row) > 1)
		add_under(t, row, b);
	else if (tree_replies(t, row) > 0)
		add_replies(b, tree_replies(t, row));
	if (c->score != SCORE_NONE && detail > 0)
		buf_printf(b, "%s%d ▲", b->len ? " · " : "", (int)c->score);
	if (c->evidence == EV_HAND && detail > 0)
		buf_printf(b, "%sby hand", b->len ? " · " : "");
	if (c->published.len && detail > 1) {
		buf_addz(b, b->len ? " · " : "");
		when_format_short(b, c->published);
	}
}

/* As many facts as leave the name its room; the cells they take. */
static size_t
fit_facts(struct tree *t, size_t row, struct buf *b, size_t room)
{
	bool guess;
	size_t name = text_cells(tree_name(t, row, &guess)) + 4, cells;
	int detail;

	if (name > NAME_MAX_CELLS)
		name = NAME_MAX_CELLS;
	for (detail = 2; detail >= 0; detail--) {
		buf_clear(b);
		add_facts(t, row, b, detail);
		cells = text_cells(buf_slice(b));
		if (name + cells <= room)
			return cells;
	}
	return cells + 8 <= room ? cells : 0;
}

/* Shown only for what is below it. */
static bool
is_passed(const struct tree *t, size_t row)
{
	return tree_brief(t, row) & BRIEF_PASSED && !tree_is_open(t, row);
}

static bool
is_hidden(const struct tree *t, size_t row)
{
	return tree_brief(t, row) & BRIEF_KILLED &&
	    (tree_folded(t, row) || !tree_is_open(t, row));
}

/* In place of a comment that the killfile hides. */
static void
add_hidden(const struct tree *t, size_t row, struct row *r, size_t max)
{
	struct slice word = t->look.hidden_for ? t->look.hidden_for(t->look.of,
	    t->rows[row].comment) : SLICE("");
	struct buf b = { 0 };
	bool guess;

	if (word.len)
		buf_printf(&b, "hidden for “%.*s”: ", SLICE_FMT(word));
	else
		buf_addz(&b, "hidden: ");
	buf_add(&b, tree_name(t, row, &guess));
	if (text_has_rtl(buf_slice(&b)))
		buf_addz(&b, "\u200E");	/* the number is not the name's */
	if (tree_size(t, row) > 1) {
		buf_addz(&b, " (");
		add_replies(&b, tree_size(t, row) - 1);
		buf_addc(&b, ')');
	}
	if (r->cells + text_cells(buf_slice(&b)) + sizeof(" - x shows") - 1 <=
	    max)
		buf_addz(&b, " — x shows");
	row_add_ordered(r, buf_slice(&b), STYLE_DIM, max, false);
	buf_free(&b);
}

/* Who it is, for those who know: "[OP]", "[author]". */
static void
add_role(struct tree *t, size_t row, struct row *r, size_t max)
{
	const char *role = tree_role(t, row);

	if (role == NULL || r->cells + strlen(role) + 3 > max)
		return;
	row_addz(r, " [", STYLE_COUNT_BADGE, max);
	row_addz(r, role, STYLE_COUNT_BADGE, max);
	row_addz(r, "]", STYLE_COUNT_BADGE, max);
}

static void
add_name(struct tree *t, size_t row, struct row *r, size_t max)
{
	const struct comment *c = comment_of(t, row);
	bool guess;
	struct slice name = tree_name(t, row, &guess);

	if (t->rows[row].comment == t->look.pinned)
		row_addz(r, "◆ ", STYLE_NEW, max);
	if (tree_marked(t, MARK_NEW, row))
		row_addz(r, "• ", STYLE_NEW, max);
	if (comment_is_guess(c))
		row_addz(r, "~", STYLE_GUESS, max);
	row_add_ordered(r, name, is_passed(t, row) ? STYLE_DIM :
	    c->author.len ? STYLE_AUTHOR : guess ? STYLE_GUESS : STYLE_DIM,
	    max, text_is_rtl(name));
	if (guess)
		row_addz(r, "?", STYLE_GUESS, max);
	add_role(t, row, r, max);
	if (c->absent)
		row_add_cut(r, SLICE(" (not on this page)"), STYLE_DIM, max);
}

/* Deep comments name whom they answer; folded ones say how they begin. */
static void
add_rest(const struct tree *t, size_t row, struct row *r, size_t max)
{
	const struct comment *c = comment_of(t, row);
	struct slice name;
	size_t first;
	bool guess;

	if (is_deep(t, row) && r->cells + 5 <= max) {
		row_addz(r, " → ", STYLE_DIM, max);
		name = tree_name(t, t->rows[row].parent, &guess);
		row_add_ordered(r, name, STYLE_DIM, max, text_is_rtl(name));
	}
	if (tree_is_open(t, row) || c->text.len == 0 || r->cells + 6 > max)
		return;
	row_addz(r, "  ", STYLE_DIM, max);
	first = r->n;
	if (!row_add_src(r, c->text, 0, STYLE_DIM, max - 1))
		row_addz(r, "…", STYLE_DIM, max);
	row_reorder(r, first, text_is_rtl(c->text));
}

static void
draw_head(struct tree *t, size_t row, struct row *r)
{
	size_t width = t->look.width, keep, left;
	struct buf facts = { 0 };

	add_margin(t, row, r, true);
	row_addz(r, tree_folded(t, row) ? "▸ " :
	    tree_replies(t, row) == 0 ? "  " : "▾ ", STYLE_COUNT_BADGE, width);
	left = r->cells < width ? width - r->cells : 0;
	keep = is_hidden(t, row) ? 0 : fit_facts(t, row, &facts, left);
	if (is_hidden(t, row))
		add_hidden(t, row, r, width);
	else {
		add_name(t, row, r, keep ? width - keep - 1 : width);
		add_rest(t, row, r, keep ? width - keep - 2 : width);
	}
	if (keep) {
		row_pad(r, width - keep, STYLE_TEXT);
		row_add(r, buf_slice(&facts), tree_folded(t, row) ?
		    STYLE_COUNT_BADGE : STYLE_DIM, width);
	}
	row_pad(r, width, STYLE_TEXT);
	if (t->look.selected == row)
		r->overlay = STYLE_SELECTED;
	buf_free(&facts);
}

/* Quoted lines that belong to this one are folded away. */
static bool
is_cut(const struct lines *l, size_t i, struct slice text)
{
	size_t next = i + 1 < l->n ? l->at[i + 1].start : text.len;

	return slice_trim(slice_sub(text, l->at[i].end,
	    next - l->at[i].end)).len > 0;
}

static void
draw_text(struct tree *t, size_t row, size_t i, struct row *r)
{
	const struct lines *l = text_lines(t, row);
	struct slice text = comment_of(t, row)->text;
	size_t first, start = l->at[i].start, end = l->at[i].end, signs;
	bool rtl = text_is_rtl(text);

	add_margin(t, row, r, false);
	if (t->look.selected == row)
		row_addz(r, "┃ ", STYLE_TITLE_FOCUS, SIZE_MAX);
	else
		row_addz(r, tree_replies(t, row) ? "│ " : "  ", STYLE_GUIDE,
		    SIZE_MAX);
	first = r->n;
	for (signs = lines_signs(l, text, i); signs > 0; signs--)
		row_addz(r, "> ", STYLE_QUOTE, SIZE_MAX);
	if (end > start)
		row_add_src(r, slice_sub(text, start, end - start), start,
		    lines_quoted(l, i) ? STYLE_QUOTE : STYLE_TEXT,
		    SIZE_MAX);
	if (is_cut(l, i, text))
		row_addz(r, " …", STYLE_DIM, t->look.width);
	row_reorder(r, first, rtl);
	if (rtl && r->cells < t->look.width)
		row_shift(r, first, t->look.width - r->cells);
}

void
tree_draw(struct tree *t, size_t row, size_t line, struct row *r)
{
	size_t head = tree_head_line(t, row);

	row_clear(r);
	if (line < head)
		return;
	if (line == head)
		draw_head(t, row, r);
	else if (line - head - 1 < text_lines(t, row)->n)
		draw_text(t, row, line - head - 1, r);
}

size_t
tree_line_of(struct tree *t, size_t row, size_t off)
{
	size_t head = tree_head_line(t, row);

	if (!tree_is_open(t, row) || comment_of(t, row)->text.len == 0)
		return head;
	return head + 1 + lines_find(text_lines(t, row), off);
}

size_t
tree_offset_of(struct tree *t, size_t row, size_t line)
{
	size_t head = tree_head_line(t, row);
	const struct lines *l;

	if (line <= head || !tree_is_open(t, row) ||
	    comment_of(t, row)->text.len == 0)
		return SIZE_MAX;
	l = text_lines(t, row);
	line -= head + 1;
	return l->at[line < l->n ? line : l->n - 1].start;
}

size_t
tree_mark_cell(const struct tree *t, size_t row)
{
	return margin(t, row);
}
