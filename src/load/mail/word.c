#include "load/mail/word.h"

#include "load/charset/charset.h"
#include "text/clean.h"

struct word {				/* "=?charset*language?Q?text?=" */
	struct slice charset, text;
	char coding;			/* 'b' or 'q' */
	size_t len;			/* of all of it */
};

static int
digit64(char c)
{
	if (c >= 'A' && c <= 'Z')
		return c - 'A';
	if (c >= 'a' && c <= 'z')
		return c - 'a' + 26;
	if (ascii_digit(c))
		return c - '0' + 52;
	return c == '+' ? 62 : c == '/' ? 63 : -1;
}

void
word_base64(struct buf *out, struct slice x)
{
	uint32_t bits = 0;
	int have = 0, d;
	size_t i;

	for (i = 0; i < x.len; i++) {
		d = digit64(x.s[i]);
		if (d < 0)
			continue;
		bits = bits << 6 | (uint32_t)d;
		have += 6;
		if (have >= 8) {
			have -= 8;
			buf_addc(out, (char)(bits >> have & 0xFF));
		}
	}
}

/* The bytes of a soft line break after the '=' at x[0], or 0. */
static size_t
soft_break(struct slice x)
{
	size_t i = 1;

	while (i < x.len && (x.s[i] == ' ' || x.s[i] == '\t' ||
	    x.s[i] == '\r'))
		i++;
	return i == x.len ? i : x.s[i] == '\n' ? i + 1 : 0;
}

void
word_quoted(struct buf *out, struct slice x, bool header)
{
	size_t n;

	while (x.len > 0) {
		n = 1;
		if (*x.s == '=' && x.len > 2 && ascii_hex(x.s[1]) >= 0 &&
		    ascii_hex(x.s[2]) >= 0) {
			buf_addc(out, (char)(ascii_hex(x.s[1]) << 4 |
			    ascii_hex(x.s[2])));
			n = 3;
		} else if (*x.s == '=' && !header && soft_break(x) > 0)
			n = soft_break(x);
		else
			buf_addc(out, header && *x.s == '_' ? ' ' : *x.s);
		x = slice_from(x, n);
	}
}

/* False: no encoded word begins at x. */
static bool
read_word(struct slice x, struct word *w)
{
	struct slice rest = slice_from(x, 2), coding;
	size_t end;

	if (!slice_starts(x, SLICE("=?")) ||
	    !slice_cut(&rest, '?', &w->charset) ||
	    !slice_cut(&rest, '?', &coding) || coding.len != 1 ||
	    rest.s == NULL)
		return false;
	end = slice_find(slice_sub(rest, 0, 2000), SLICE("?="));
	w->coding = ascii_lower(*coding.s);
	if (end == SLICE_NONE || (w->coding != 'b' && w->coding != 'q'))
		return false;
	w->text = slice_sub(rest, 0, end);
	w->len = (size_t)(rest.s - x.s) + end + 2;
	/* RFC 2231 section 5: a language may follow. */
	w->charset = slice_sub(w->charset, 0, slice_chr(w->charset, '*'));
	return slice_chr(w->charset, ' ') == SLICE_NONE;
}

/* Bytes that no label speaks for are judged by what they are. */
static void
decode(struct buf *out, struct slice bytes, struct slice charset)
{
	const struct encoding *e = encoding_get_mail(charset);
	struct charset_info info;

	if (e == NULL)
		e = charset_decide(bytes, NULL, &info);
	charset_decode(e, bytes, out);
}

/* The words from x on that only white space parts are one text, because
 * some programs cut characters in two; gives the bytes they took. */
static size_t
decode_words(struct buf *out, struct slice x, struct word w)
{
	struct buf bytes = { 0 };
	struct slice charset = w.charset, rest = x;
	size_t taken = 0;

	do {
		if (w.coding == 'b')
			word_base64(&bytes, w.text);
		else
			word_quoted(&bytes, w.text, true);
		rest = slice_from(rest, w.len);
		taken = (size_t)(rest.s - x.s);
		while (rest.len > 0 && ascii_space(*rest.s))
			rest = slice_from(rest, 1);
	} while (read_word(rest, &w) && slice_ieq(w.charset, charset));
	decode(out, buf_slice(&bytes), charset);
	buf_free(&bytes);
	return taken;
}

void
word_decode(struct buf *out, struct slice field)
{
	struct buf text = { 0 };
	struct slice x = field, piece;
	struct word w;
	size_t n;
	bool after = false;

	while (x.len > 0) {
		if (read_word(x, &w)) {
			x = slice_from(x, decode_words(&text, x, w));
			after = true;
			continue;
		}
		n = slice_find(slice_from(x, 1), SLICE("=?"));
		piece = slice_sub(x, 0, n == SLICE_NONE ? n : n + 1);
		x = slice_from(x, piece.len);
		/* Blanks between two encoded words are none. */
		if (after && slice_trim(piece).len == 0 && read_word(x, &w))
			continue;
		decode(&text, piece, SLICE(""));
		after = false;
	}
	text_clean(out, buf_slice(&text));
	buf_free(&text);
}
