#include "app/prompt.h"

#include <stdlib.h>

#include "base/mem.h"
#include "text/bidi.h"
#include "text/utf8.h"
#include "text/width.h"
#include "ui/key.h"

#define HISTORY_MAX 200
#define LINE_MAX_BYTES 4096

void
prompt_free(struct prompt *p)
{
	size_t k, i;

	for (k = 0; k < PROMPT_N; k++) {
		for (i = 0; i < p->history[k].n; i++)
			free(p->history[k].lines[i]);
		free(p->history[k].lines);
	}
	buf_free(&p->text);
	buf_free(&p->typed);
}

void
prompt_start(struct prompt *p, enum prompt_kind kind)
{
	p->open = true;
	p->kind = kind;
	p->recall = p->history[kind].n;
	buf_clear(&p->text);
	p->cursor = p->completing = 0;
}

void
prompt_set(struct prompt *p, struct slice text)
{
	struct buf b = { 0 };

	buf_add(&b, text);
	buf_free(&p->text);
	p->text = b;
	p->cursor = b.len;
}

static void
remember(struct prompt *p)
{
	struct prompt_history *h = &p->history[p->kind];

	if (p->text.len == 0 || (h->n &&
	    slice_eq(slice_z(h->lines[h->n - 1]), buf_slice(&p->text))))
		return;
	if (h->n == HISTORY_MAX) {
		free(h->lines[0]);
		memmove(h->lines, h->lines + 1, --h->n * sizeof(*h->lines));
	}
	h->lines = mem_grow(h->lines, &h->cap, h->n + 1, sizeof(*h->lines));
	h->lines[h->n++] = mem_strdup(buf_z(&p->text));
}

static size_t
cluster_before(const struct prompt *p)
{
	size_t off = 0, prev = 0;
	int cells;

	while (off < p->cursor) {
		prev = off;
		off += text_cluster(buf_slice(&p->text), off, &cells);
	}
	return prev;
}

static size_t
cluster_after(const struct prompt *p)
{
	int cells;

	return p->cursor >= p->text.len ? p->text.len : p->cursor +
	    text_cluster(buf_slice(&p->text), p->cursor, &cells);
}

/* Takes out from..to; the cursor ends up at from. */
static void
erase_range(struct prompt *p, size_t from, size_t to)
{
	if (p->text.s)
		memmove(p->text.s + from, p->text.s + to, p->text.len - to);
	p->text.len -= to - from;
	p->cursor = from;
}

static void
insert(struct prompt *p, uint32_t cp)
{
	char out[4];
	size_t n = utf8_encode(cp, out);

	if (p->text.len + n > LINE_MAX_BYTES)
		return;
	buf_reserve(&p->text, n);
	memmove(p->text.s + p->cursor + n, p->text.s + p->cursor,
	    p->text.len - p->cursor);
	memcpy(p->text.s + p->cursor, out, n);
	p->text.len += n;
	p->cursor += n;
}

static size_t
word_before(const struct prompt *p)
{
	size_t at = p->cursor;

	while (at > 0 && p->text.s[at - 1] == ' ')
		at--;
	while (at > 0 && p->text.s[at - 1] != ' ')
		at--;
	return at;
}

static void
recall(struct prompt *p, int step)
{
	const struct prompt_history *h = &p->history[p->kind];

	if ((step < 0 && p->recall == 0) || (step > 0 && p->recall >= h->n))
		return;
	if (p->recall == h->n) {
		buf_clear(&p->typed);
		buf_add(&p->typed, buf_slice(&p->text));
	}
	p->recall = step < 0 ? p->recall - 1 : p->recall + 1;
	prompt_set(p, p->recall == h->n ? buf_slice(&p->typed) :
	    slice_z(h->lines[p->recall]));
}

static bool
is_text(uint32_t key)
{
	return key >= 0x20 && key < 0x110000 && (key < 0x7F || key >= 0xA0);
}

static void
edit(struct prompt *p, uint32_t key)
{
	switch (key) {
	case K_LEFT: case K_CTRL('b'):
		p->cursor = cluster_before(p);
		break;
	case K_RIGHT: case K_CTRL('f'):
		p->cursor = cluster_after(p);
		break;
	case K_HOME: case K_CTRL('a'):
		p->cursor = 0;
		break;
	case K_END: case K_CTRL('e'):
		p->cursor = p->text.len;
		break;
	case K_BS:
		erase_range(p, cluster_before(p), p->cursor);
		break;
	case K_DEL: case K_CTRL('d'):
		erase_range(p, p->cursor, cluster_after(p));
		break;
	case K_CTRL('u'):
		erase_range(p, 0, p->cursor);
		break;
	case K_CTRL('k'):
		p->text.len = p->cursor;
		break;
	case K_CTRL('w'):
		erase_range(p, word_before(p), p->cursor);
		break;
	case K_UP: case K_CTRL('p'):
		recall(p, -1);
		break;
	case K_DOWN: case K_CTRL('n'):
		recall(p, 1);
		break;
	default:
		if (is_text(key))
			insert(p, key);
	}
}

void
prompt_paste(struct prompt *p, uint32_t key)
{
	bool gap = key == '\r' || key == '\t' || key == ' ';

	p->completing = 0;
	if (gap && (p->cursor == 0 || p->text.s[p->cursor - 1] == ' '))
		return;
	if (gap || is_text(key))
		insert(p, gap ? ' ' : key);
}

enum prompt_event
prompt_key(struct prompt *p, uint32_t key)
{
	if (key == '\r') {
		remember(p);
		p->open = false;
		return PROMPT_DONE;
	}
	if (key == 27 || key == K_CTRL('c') || key == K_CTRL('g') ||
	    (key == K_BS && p->text.len == 0)) {
		p->open = false;
		return PROMPT_CANCEL;
	}
	if (key == '\t')
		return PROMPT_TAB;
	p->completing = 0;
	edit(p, key);
	return PROMPT_EDITED;
}

/* The cell that the cursor is on: that of the character it stands before,
 * or where the next one will be. */
static size_t
cursor_cell(const struct row *r, size_t src, bool rtl)
{
	size_t i, x = 0;

	for (i = 0; i < r->n; i++) {
		if (r->glyphs[i].src == src && r->glyphs[i].cells)
			return x;
		x += r->glyphs[i].cells;
	}
	return rtl ? 1 : x;
}

/* Text that begins right to left grows to the right of its sign, and keeps
 * a cell between for what comes next. */
void
prompt_row(const struct prompt *p, struct row *r, size_t width,
    size_t *cursor)
{
	static const char *const signs[] = { ":", "/", "|", "/" };
	struct slice text = buf_slice(&p->text);
	bool rtl = !r->logical && text_is_rtl(text);
	size_t from = 0, left = text_cells(slice_sub(text, 0, p->cursor));
	int cells;

	while (width > 2 && from < p->cursor && left > width - 2) {
		from += text_cluster(text, from, &cells);
		left -= (size_t)cells;
	}
	row_clear(r);
	row_addz(r, signs[p->kind], STYLE_TEXT, width);
	row_pad(r, rtl && width > 1 ? 2 : 1, STYLE_TEXT);
	row_add_src(r, slice_from(text, from), from, STYLE_TEXT, width);
	row_reorder(r, 1 + rtl, rtl);
	*cursor = cursor_cell(r, p->cursor, rtl);
	row_pad(r, width, STYLE_TEXT);
}
