#include "view/table.h"

#include "text/width.h"

#define MAX_COLUMNS 64
#define GAP 2

struct columns {
	size_t n, width[MAX_COLUMNS];
	struct slice head[MAX_COLUMNS];
};

/* Calls for each cell of a row; cells past MAX_COLUMNS share the last. */
static size_t
cells_measure(struct columns *c, struct slice line, bool first)
{
	struct slice cell;
	size_t i, w;

	for (i = 0; slice_cut(&line, '\t', &cell); i++) {
		if (i >= MAX_COLUMNS)
			break;
		w = text_cells(cell);
		if (w > c->width[i])
			c->width[i] = w;
		if (first)
			c->head[i] = cell;
	}
	return i;
}

static size_t
measure(struct columns *c, struct slice text)
{
	struct slice line;
	size_t i, n, total = 0;
	bool first = true;

	for (; slice_cut(&text, '\n', &line); first = false) {
		n = cells_measure(c, line, first);
		if (n > c->n)
			c->n = n;
	}
	for (i = 0; i < c->n; i++)
		total += c->width[i] + (i ? GAP : 0);
	return total;
}

static void
row_aligned(struct buf *b, const struct columns *c, struct slice line)
{
	struct slice cell;
	size_t i, pad = 0;

	for (i = 0; slice_cut(&line, '\t', &cell); i++) {
		buf_fill(b, ' ', pad);
		buf_add(b, cell);
		pad = GAP;
		if (i < MAX_COLUMNS)
			pad += c->width[i] - text_cells(cell);
	}
	buf_addc(b, '\n');
}

static void
row_listed(struct buf *b, const struct columns *c, struct slice line)
{
	struct slice cell;
	size_t i;

	for (i = 0; slice_cut(&line, '\t', &cell); i++) {
		if (slice_trim(cell).len == 0)
			continue;
		if (i < c->n && c->head[i].len) {
			buf_add(b, c->head[i]);
			buf_addz(b, ": ");
		}
		buf_add(b, cell);
		buf_addc(b, '\n');
	}
	buf_addc(b, '\n');
}

void
table_layout(struct buf *b, struct slice text, size_t width)
{
	struct columns c = { 0 };
	size_t total = measure(&c, text);
	struct slice line, rest = text;
	bool listed = total > width && c.n > 1;

	if (listed && slice_chr(text, '\n') != SLICE_NONE)
		slice_cut(&rest, '\n', &line);
	while (slice_cut(&rest, '\n', &line))
		(listed ? row_listed : row_aligned)(b, &c, line);
	while (b->len && b->s[b->len - 1] == '\n')
		b->len--;
}
