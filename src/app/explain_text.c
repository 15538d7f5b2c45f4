#include "app/explain_text.h"

#include <stdio.h>

#include "base/buf.h"
#include "text/clean.h"
#include "text/width.h"

/* Columns: the line, what it is, its words. */
#define AS_WIDTH 13
#define INDENT 22

/* x, cut where the line ends. */
static void
add_fit(struct buf *b, struct slice x, size_t width)
{
	buf_add(b, slice_sub(x, 0, text_fit(x, width)));
	buf_addc(b, '\n');
}

static void
print_line(struct buf *b, const struct explain_line *l, size_t width)
{
	size_t room = width > INDENT + 10 ? width - INDENT : 10;
	char as[40];

	if (l->count > 1)
		snprintf(as, sizeof(as), "%s (%zu)", l->as, l->count);
	else
		snprintf(as, sizeof(as), "%s", l->as);
	buf_printf(b, "%6zu  %-*s ", l->line, AS_WIDTH, as);
	add_fit(b, l->words.len ? l->words : SLICE("-"), room);
	buf_fill(b, ' ', INDENT);
	buf_add(b, l->why);
	buf_addz(b, ": ");
	buf_add(b, l->where);	/* not cut: it is there to be pasted */
	buf_addc(b, '\n');
}

void
explain_print(struct buf *out, const struct doc *d, const struct explain *e,
    size_t width)
{
	struct buf b = { 0 };
	size_t i;

	buf_printf(&b, "%s\n", d->source);
	if (d->format == NULL || strcmp(d->format, "html") != 0)
		buf_addz(&b, "no HTML page: nothing is taken or left by its "
		    "elements\n");
	buf_add(&b, e->notes);
	for (i = 0; i < e->n; i++)
		print_line(&b, &e->lines[i], width);
	text_clean(out, buf_slice(&b));
	buf_free(&b);
}
