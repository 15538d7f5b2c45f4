/* Quotations keep their signs where they are wrapped. */
#include "test.h"

#include "base/buf.h"
#include "view/lines.h"

static const struct {
	const char *text;
	size_t width;
	bool fold;
	const char *rows;
} table[] = {
	{ "", 10, false, "|" },
	{ "one two three", 8, false, "one two|three|" },
	{ "> one two three\nfour five six", 10, false,
	    "> one two|> three|four five|six|" },
	{ "> > one two three four", 12, false,
	    "> > one two|> > three|> > four|" },
	{ ">>one two three four", 12, false, ">>one two|> > three|"
	    "> > four|" },
	{ "> one two\n> three four", 9, false,
	    "> one two|> three|> four|" },
	{ "> one two\n> three four", 9, true, "> one two|" },
	/* No room for signs beside text. */
	{ "> > > > > one two", 10, false, "> > > > >|one two|" },
	{ "> > > > > > > > > > > one two three", 40, false,
	    "> > > > > > > > > > > one two three|" },
	{ "a > b c d e f", 6, false, "a > b|c d e|f|" }
};

int
main(void)
{
	struct lines l = { 0 };
	struct buf b = { 0 };
	struct slice x;
	size_t i, k, n;

	for (i = 0; i < sizeof(table) / sizeof(*table); i++) {
		x = slice_z(table[i].text);
		lines_wrap_quotes(&l, x, table[i].width, table[i].fold);
		buf_clear(&b);
		for (k = 0; k < l.n; k++) {
			for (n = lines_signs(&l, x, k); n > 0; n--)
				buf_addz(&b, "> ");
			buf_add(&b, slice_sub(x, l.at[k].start,
			    l.at[k].end - l.at[k].start));
			buf_addc(&b, '|');
			CHECK_EQ(lines_quoted(&l, k), table[i].text[0] ==
			    '>' && (i != 2 || k < 2));
		}
		CHECK_STR(buf_slice(&b), table[i].rows);
		lines_free(&l);
	}
	buf_free(&b);
	return test_done("lines");
}
