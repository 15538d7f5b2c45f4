#include "view/lines.h"

#include <stdlib.h>

#include "base/mem.h"
#include "text/wrap.h"

void
lines_free(struct lines *l)
{
	free(l->at);
	*l = (struct lines){ 0 };
}

#define SIGNS_MAX 8			/* "> > >", drawn again before a row */
#define SIGN_CELLS 2

/* The signs that a line of the text begins with. */
static size_t
signs_at(struct slice x, size_t off)
{
	size_t n = 0;

	for (; off < x.len && n < SIGNS_MAX; off++)
		if (x.s[off] == '>')
			n++;
		else if (x.s[off] != ' ' || n == 0)
			break;
	return n;
}

static bool
begins_line(struct slice x, size_t off)
{
	return off == 0 || x.s[off - 1] == '\n';
}

/* What they leave of a row; where that is little they are left out. */
static size_t
beside(size_t signs, size_t width)
{
	return signs * SIGN_CELLS < width / 2 ? width - signs * SIGN_CELLS :
	    width;
}

static void
wrap(struct lines *l, struct slice x, size_t width, bool quotes)
{
	size_t cap = 0, off = 0, end, next, room, signs = 0;

	if (width == 0)
		width = 1;
	if (l->width == width)
		return;
	lines_free(l);
	if (x.len > UINT32_MAX - 1)
		x.len = UINT32_MAX - 1;
	do {
		next = end = off;
		room = beside(signs, width);
		if (quotes && begins_line(x, off)) {
			signs = signs_at(x, off);
			room = width;
		}
		if (off < x.len)
			next = text_wrap(x, off, room, &end);
		l->at = mem_grow(l->at, &cap, l->n + 1u, sizeof(*l->at));
		l->at[l->n++] = (struct line){ (uint32_t)off, (uint32_t)end,
		    (uint8_t)signs };
		off = next;
	} while (off < x.len);
	l->width = (uint32_t)width;
}

void
lines_wrap(struct lines *l, struct slice x, size_t width)
{
	wrap(l, x, width, false);
}

size_t
lines_signs(const struct lines *l, struct slice x, size_t i)
{
	const struct line *at = &l->at[i];

	return !begins_line(x, at->start) &&
	    beside(at->signs, l->width) < l->width ? at->signs : 0;
}

bool
lines_quoted(const struct lines *l, size_t i)
{
	return l->at[i].signs > 0;
}

static void
drop_quoted(struct lines *l)
{
	size_t i, n = 0;
	bool quoted = false, before;

	for (i = 0; i < l->n; i++) {
		before = quoted;
		quoted = lines_quoted(l, i);
		if (!quoted || !before)
			l->at[n++] = l->at[i];
	}
	l->n = (uint32_t)n;
}

void
lines_wrap_quotes(struct lines *l, struct slice x, size_t width, bool fold)
{
	if (l->width == (width ? width : 1))
		return;
	wrap(l, x, width, true);
	if (fold)
		drop_quoted(l);
}

size_t
lines_find(const struct lines *l, size_t off)
{
	size_t lo = 0, hi = l->n, mid;

	while (hi - lo > 1) {
		mid = lo + (hi - lo) / 2;
		if (l->at[mid].start <= off)
			lo = mid;
		else
			hi = mid;
	}
	return lo;
}
