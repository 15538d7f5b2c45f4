#include "load/html/doctype.h"

static bool
at_quote(struct slice x)
{
	return x.len && (*x.s == '"' || *x.s == '\'');
}

static struct slice
read_name(struct slice x, struct token *tok)
{
	size_t n = 0;

	while (n < x.len && x.s[n] != '>' && !ascii_space(x.s[n]))
		n++;
	if (n)
		tok->name = slice_sub(x, 0, n);
	else
		tok->force_quirks = true;
	return slice_from(x, n);
}

/* A quoted identifier at x, which must stand there; false: it is not
 * closed, or missing. */
static bool
read_id(struct slice *x, struct token *tok, struct slice *id)
{
	char quote;
	size_t n = 0;

	*x = slice_trim_left(*x);
	tok->force_quirks = true;
	if (!at_quote(*x))
		return false;
	quote = *x->s;
	*x = slice_from(*x, 1);
	while (n < x->len && x->s[n] != quote && x->s[n] != '>')
		n++;
	*id = slice_sub(*x, 0, n);
	*x = slice_from(*x, n);
	if (x->len == 0 || *x->s == '>')
		return false;
	*x = slice_trim_left(slice_from(*x, 1));
	tok->force_quirks = x->len == 0;
	return true;
}

/* What follows the name. */
static struct slice
read_ids(struct slice x, struct token *tok)
{
	if (slice_istarts(x, SLICE("public"))) {
		x = slice_from(x, 6);
		if (read_id(&x, tok, &tok->public_id) && x.len &&
		    *x.s != '>')
			read_id(&x, tok, &tok->system_id);
	} else if (slice_istarts(x, SLICE("system"))) {
		x = slice_from(x, 6);
		read_id(&x, tok, &tok->system_id);
	} else if (x.len == 0 || *x.s != '>') {
		tok->force_quirks = true;
	}
	return x;
}

size_t
doctype_read(struct slice x, struct token *tok)
{
	struct slice left = read_name(slice_trim_left(x), tok);
	size_t at;

	tok->kind = TOKEN_DOCTYPE;
	if (tok->name.s)
		left = read_ids(slice_trim_left(left), tok);
	at = slice_chr(left, '>');
	return at == SLICE_NONE ? x.len : x.len - left.len + at + 1;
}
