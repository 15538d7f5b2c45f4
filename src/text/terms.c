#include "text/terms.h"

#include "text/fold.h"
#include "text/utf8.h"

/* Scripts without blanks between words: Thai and Lao, Burmese, Khmer, Han
 * and its radicals, kana. */
static bool
is_wide(uint32_t cp)
{
	static const struct { uint32_t from, to; } blocks[] = {
		{ 0xE00, 0xEFF }, { 0x1000, 0x109F }, { 0x1780, 0x17FF },
		{ 0x2E80, 0x2FDF }, { 0x3005, 0x3007 }, { 0x3040, 0x30FA },
		{ 0x30FC, 0x30FF }, { 0x31F0, 0x31FF }, { 0x3400, 0x4DBF },
		{ 0x4E00, 0x9FFF }, { 0xF900, 0xFAFF }, { 0x20000, 0x3FFFF }
	};
	size_t i;

	for (i = 0; i < sizeof(blocks) / sizeof(*blocks); i++)
		if (cp <= blocks[i].to)
			return cp >= blocks[i].from;
	return false;
}

/* Letters of one alphabet, for which no table need be asked. */
static bool
is_letter(uint32_t cp)
{
	return (cp >= 0xC0 && cp <= 0x24F && cp != 0xD7 && cp != 0xF7) ||
	    (cp >= 0x400 && cp <= 0x481);
}

/* ASCII: the folded byte, 0 where it is no part of a word. */
static char
ascii_term(char c)
{
	return ascii_alpha(c) || ascii_digit(c) ? ascii_lower(c) : 0;
}

static void
put(struct terms *t, uint32_t cp)
{
	uint32_t out[TEXT_FOLD_MAX];
	size_t i, n = text_fold_cp(cp, out);

	for (i = 0; i < n && t->len < TERM_MAX; i++)
		t->len += utf8_encode(out[i], t->bytes + t->len);
}

/* The pair that starts with cp (of n bytes) at t->at; false where cp was
 * the second of one and has no neighbour behind it. */
static bool
take_pair(struct terms *t, uint32_t cp, size_t n)
{
	struct slice rest = slice_from(t->text, t->at + n);
	bool paired = t->paired;
	size_t m = 0;
	uint32_t next = 0;

	t->len = 0;
	t->start = t->at;
	t->at += n;
	put(t, cp);
	if (rest.len)
		m = utf8_decode(rest, &next);
	t->paired = m && is_wide(next);
	if (t->paired)
		put(t, next);
	t->end = t->at + (t->paired ? m : 0);
	t->wide = true;
	return t->paired || !paired;
}

/* What stands at t->at, n bytes: kept, left out, or no part of a word. */
static enum text_part
look(struct terms *t, uint32_t *cp, size_t *n)
{
	*n = utf8_decode(slice_from(t->text, t->at), cp);
	if (is_wide(*cp))
		return TEXT_GAP;
	return is_letter(*cp) ? TEXT_KEEP : text_part(*cp);
}

/* The word that starts at t->at. */
static void
take_word(struct terms *t)
{
	uint32_t cp;
	size_t n;
	char c;

	while (t->at < t->text.len) {
		c = ascii_term(t->text.s[t->at]);
		if (c) {
			if (t->len < TERM_MAX)
				t->bytes[t->len++] = c;
			t->end = ++t->at;
			continue;
		}
		switch (look(t, &cp, &n)) {
		case TEXT_GAP:
			return;
		case TEXT_KEEP:
			put(t, cp);
			t->end = t->at + n;
			break;
		case TEXT_DROP:
			break;
		}
		t->at += n;
	}
}

bool
terms_next(struct terms *t, struct slice *term)
{
	uint32_t cp;
	size_t n;
	bool found = false;
	char c;

	while (!found && t->at < t->text.len) {
		t->len = 0;
		t->wide = false;
		t->start = t->at;
		c = ascii_term(t->text.s[t->at]);
		if (c)
			found = true;
		else if (look(t, &cp, &n) == TEXT_KEEP)
			found = true;
		else if (is_wide(cp))
			found = take_pair(t, cp, n);
		else
			t->at += n;
		if (found && !t->wide)
			take_word(t);
	}
	*term = (struct slice){ t->bytes, t->len };
	return found;
}
