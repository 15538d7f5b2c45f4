#include "view/row.h"

#include <stdlib.h>

#include "base/mem.h"
#include "text/bidi.h"
#include "text/utf8.h"
#include "text/width.h"

void
row_free(struct row *r)
{
	buf_free(&r->text);
	free(r->glyphs);
	*r = (struct row){ 0 };
}

void
row_clear(struct row *r)
{
	buf_clear(&r->text);
	r->n = r->cells = 0;
	r->overlay = STYLE_TEXT;
}

static void
add_glyph(struct row *r, struct slice x, int cells, enum style style,
    size_t src)
{
	r->glyphs = mem_grow(r->glyphs, &r->cap, r->n + 1, sizeof(*r->glyphs));
	r->glyphs[r->n++] = (struct glyph){
		.off = (uint32_t)r->text.len, .len = (uint32_t)x.len,
		.src = (uint32_t)src, .cells = (uint8_t)cells,
		.style = (uint8_t)style
	};
	buf_add(&r->text, x);
	r->cells += (size_t)cells;
}

/* A mark of direction is a glyph of no cells: row_reorder() goes by it. */
static bool
is_direction(struct slice g)
{
	return slice_eq(g, SLICE("\u200E")) || slice_eq(g, SLICE("\u200F")) ||
	    slice_eq(g, SLICE("\u061C"));
}

bool
row_add_src(struct row *r, struct slice x, size_t src, enum style style,
    size_t max)
{
	struct slice g;
	size_t off, n;
	int cells;

	for (off = 0; off < x.len; off += n) {
		n = text_cluster(x, off, &cells);
		g = slice_sub(x, off, n);
		if (x.s[off] == '\t' || x.s[off] == '\n') {
			g = SLICE(" ");
			cells = 1;
		}
		if (r->cells + (size_t)cells > max)
			return false;
		if (cells > 0 || r->n == 0 || is_direction(g))
			add_glyph(r, g, cells, style,
			    src == ROW_NO_SRC ? src : src + off);
		else {
			buf_add(&r->text, g);
			r->glyphs[r->n - 1].len += (uint32_t)g.len;
		}
	}
	return true;
}

bool
row_add(struct row *r, struct slice x, enum style style, size_t max)
{
	return row_add_src(r, x, ROW_NO_SRC, style, max);
}

void
row_addz(struct row *r, const char *z, enum style style, size_t max)
{
	row_add(r, slice_z(z), style, max);
}

static struct slice
last_word(struct slice x)
{
	size_t at = x.len;

	while (at > 0 && x.s[at - 1] != ' ')
		at--;
	return slice_from(x, at);
}

/* The dots belong to the word that is cut, on the side where it goes on. */
void
row_add_cut(struct row *r, struct slice x, enum style style, size_t max)
{
	size_t fit;

	if (r->cells >= max)
		return;
	fit = text_fit(x, max - r->cells);
	if (fit == x.len) {
		row_add(r, x, style, max);
		return;
	}
	fit = text_fit(x, max - r->cells - 1);
	x = slice_sub(x, 0, fit);
	row_add(r, x, style, max);
	row_add(r, SLICE("…"), style, max);
	if (text_is_rtl(last_word(x)))
		row_add(r, SLICE("\u200F"), style, max);
}

void
row_pad(struct row *r, size_t cells, enum style style)
{
	while (r->cells < cells)
		add_glyph(r, SLICE(" "), 1, style, ROW_NO_SRC);
}

void
row_shift(struct row *r, size_t first, size_t cells)
{
	size_t n = r->n, i;
	struct glyph g;

	row_pad(r, r->cells + cells, STYLE_TEXT);
	if (r->n == n || first == n)
		return;
	g = r->glyphs[n];
	memmove(r->glyphs + first + cells, r->glyphs + first,
	    (n - first) * sizeof(g));
	for (i = first; i < first + cells; i++)
		r->glyphs[i] = g;
}

void
row_mark(struct row *r, size_t from, size_t to, enum style style)
{
	size_t i;

	for (i = 0; i < r->n; i++)
		if (r->glyphs[i].src >= from && r->glyphs[i].src < to &&
		    r->glyphs[i].src != ROW_NO_SRC)
			r->glyphs[i].style = (uint8_t)style;
}

static void
mirror(struct row *r, struct glyph *g, uint32_t cp)
{
	char out[4];
	size_t n = utf8_encode(cp, out);

	g->off = (uint32_t)r->text.len;
	g->len = (uint32_t)n;
	buf_add(&r->text, (struct slice){ out, n });
}

void
row_reorder(struct row *r, size_t first, bool rtl)
{
	size_t n = r->n - first, i;
	struct glyph *copy;
	uint32_t *cps, *was, *order;

	if (r->logical || (!rtl && !text_has_rtl(buf_slice(&r->text))))
		return;
	cps = mem_alloc(n, 3 * sizeof(*cps));
	was = cps + n;
	order = was + n;
	copy = mem_alloc(n, sizeof(*copy));
	for (i = 0; i < n; i++) {
		copy[i] = r->glyphs[first + i];
		utf8_decode(slice_sub(buf_slice(&r->text), copy[i].off,
		    copy[i].len), &was[i]);
		cps[i] = was[i];
	}
	/* cps comes back mirrored, still in logical order. */
	text_visual(cps, n, rtl, order);
	for (i = 0; i < n; i++)
		if (cps[i] != was[i])
			mirror(r, &copy[i], cps[i]);
	for (i = 0; i < n; i++)
		r->glyphs[first + i] = copy[order[i]];
	free(copy);
	free(cps);
}

void
row_add_ordered(struct row *r, struct slice x, enum style style, size_t max,
    bool rtl)
{
	size_t first = r->n;

	row_add_cut(r, x, style, max);
	row_reorder(r, first, rtl);
}
