#include "load/mail/mbox.h"

/* A time, "12:30", and a year's four digits; or nothing but "From -" and
 * the like, as programs write where they do not know. */
bool
mbox_starts(struct slice line, bool after_empty)
{
	size_t i, digits = 0, longest = 0;
	bool colon = false;

	if (!after_empty || !slice_starts(line, SLICE("From ")))
		return false;
	line = slice_trim(slice_from(line, 5));
	if (slice_eq(line, SLICE("-")))
		return true;
	for (i = 0; i < line.len; i++) {
		digits = ascii_digit(line.s[i]) ? digits + 1 : 0;
		if (digits > longest)
			longest = digits;
		colon |= line.s[i] == ':' && i > 0 &&
		    ascii_digit(line.s[i - 1]);
	}
	return colon && longest >= 4;
}

bool
mbox_next(struct slice *rest, struct slice *message)
{
	struct slice all = *rest, line;
	bool empty = false;
	size_t n = 0;

	if (rest->len == 0)
		return false;
	while (n < all.len) {
		line = slice_from(all, n);
		line = slice_sub(line, 0, slice_chr(line, '\n'));
		if (n > 0 && mbox_starts(line, empty))
			break;
		empty = slice_trim(line).len == 0;
		n += line.len + 1;
	}
	*message = slice_sub(all, 0, n);
	*rest = slice_from(all, n);
	return true;
}

void
mbox_unquote(struct buf *out, struct slice body)
{
	struct slice line;
	size_t n;

	while (slice_cut(&body, '\n', &line)) {
		for (n = 0; n < line.len && line.s[n] == '>';)
			n++;
		if (n > 0 && slice_starts(slice_from(line, n),
		    SLICE("From ")))
			line = slice_from(line, 1);
		buf_add(out, line);
		if (body.s != NULL)
			buf_addc(out, '\n');
	}
}
