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

void
lines_wrap(struct lines *l, struct slice x, size_t width)
{
	size_t cap = 0, off = 0, end, next;

	if (width == 0)
		width = 1;
	if (l->width == width)
		return;
	lines_free(l);
	if (x.len > UINT32_MAX - 1)
		x.len = UINT32_MAX - 1;
	do {
		next = end = off;
		if (off < x.len)
			next = text_wrap(x, off, width, &end);
		l->at = mem_grow(l->at, &cap, l->n + 1u, sizeof(*l->at));
		l->at[l->n++] = (struct line){ (uint32_t)off, (uint32_t)end };
		off = next;
	} while (off < x.len);
	l->width = (uint32_t)width;
}

/* Quoted lines of the text are told where they begin; their other rows
 * follow without a newline between. */
static void
drop_quoted(struct lines *l, struct slice x)
{
	size_t i, n = 0;
	bool quoted = false, before;

	for (i = 0; i < l->n; i++) {
		before = quoted;
		if (l->at[i].start == 0 || x.s[l->at[i].start - 1] == '\n')
			quoted = l->at[i].start < x.len &&
			    x.s[l->at[i].start] == '>';
		if (!quoted || !before || i == 0)
			l->at[n++] = l->at[i];
	}
	l->n = (uint32_t)n;
}

void
lines_wrap_unquoted(struct lines *l, struct slice x, size_t width)
{
	if (l->width == (width ? width : 1))
		return;
	lines_wrap(l, x, width);
	drop_quoted(l, x);
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
