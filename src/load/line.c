#include "load/line.h"

#include <stdlib.h>

#include "base/mem.h"
#include "text/utf8.h"

#define NBSP_0 '\xC2'
#define NBSP_1 '\xA0'

static size_t
blank_before(struct slice x)
{
	if (x.len && ascii_space(x.s[x.len - 1]))
		return 1;
	return x.len > 1 && x.s[x.len - 1] == NBSP_1 &&
	    x.s[x.len - 2] == NBSP_0 ? 2 : 0;
}

static size_t
blank_after(struct slice x)
{
	if (x.len && ascii_space(*x.s))
		return 1;
	return x.len > 1 && x.s[0] == NBSP_0 && x.s[1] == NBSP_1 ? 2 : 0;
}

struct slice
line_trim(struct slice x)
{
	size_t n;

	while ((n = blank_before(x)) != 0)
		x.len -= n;
	while ((n = blank_after(x)) != 0)
		x = slice_from(x, n);
	return x;
}

static uint32_t
indent_of(struct slice raw, size_t bytes)
{
	uint32_t cells = 0;
	size_t i;

	for (i = 0; i < bytes; i++) {
		if (raw.s[i] == '\t')
			cells = (cells | 7) + 1;
		else if (raw.s[i] != NBSP_0)
			cells++;
	}
	return cells;
}

bool
line_next(struct line_cursor *c, struct line *l)
{
	struct slice raw;
	size_t n;

	l->blanks = 0;
	while (c->at < c->source.len) {
		l->start = c->at;
		raw = slice_from(c->source, c->at);
		n = slice_chr(raw, '\n');
		if (n != SLICE_NONE)
			raw.len = n;
		c->at += raw.len + 1;
		l->end = l->start + raw.len;
		l->text = line_trim(raw);
		if (l->text.len) {
			l->indent = indent_of(raw,
			    (size_t)(l->text.s - raw.s));
			return true;
		}
		l->blanks++;
	}
	return false;
}

bool
line_list_read(struct line_list *ls, struct slice x)
{
	struct line_cursor c = { .source = x };
	struct line l;

	while (line_next(&c, &l)) {
		if (ls->n == LINES_MAX)
			return false;
		ls->at = mem_grow(ls->at, &ls->cap, ls->n + 1,
		    sizeof(*ls->at));
		ls->at[ls->n++] = l;
	}
	return true;
}

void
line_list_free(struct line_list *ls)
{
	free(ls->at);
	*ls = (struct line_list){ 0 };
}

int
line_bullet(struct slice x, struct slice *item)
{
	static const struct slice bullets[] = {
		SLICE_INIT("•"), SLICE_INIT("*"), SLICE_INIT("-"),
		SLICE_INIT("·"), SLICE_INIT("◦"), SLICE_INIT("‣"),
		SLICE_INIT("▪"), SLICE_INIT("–"), SLICE_INIT("—"),
		SLICE_INIT("○"), SLICE_INIT("●"), SLICE_INIT("■"),
		SLICE_INIT("□"), SLICE_INIT("▸"), SLICE_INIT("►"),
		SLICE_INIT("⁃"), SLICE_INIT("∙"), SLICE_INIT("+")
	};
	struct slice rest;
	size_t i;

	if (x.len == 0 || ascii_alpha(*x.s))
		return 0;
	for (i = 0; i < sizeof(bullets) / sizeof(*bullets); i++) {
		if (!slice_starts(x, bullets[i]))
			continue;
		rest = slice_from(x, bullets[i].len);
		if (rest.len && blank_after(rest) == 0)
			return 0;
		*item = line_trim(rest);
		return (int)i + 1;
	}
	return 0;
}

bool
line_is_void(struct slice x)
{
	uint32_t cp;
	size_t i;

	for (i = 0; i < x.len;) {
		i += utf8_decode(slice_from(x, i), &cp);
		if (cp > ' ' && cp != 0xA0 && cp != 0xAD && cp != 0x3000 &&
		    (cp < 0x2000 || cp > 0x200F) && cp != 0x2060)
			return false;
	}
	return true;
}

static bool
closes(uint32_t cp)
{
	static const uint32_t closing[] = {
		'"', '\'', ')', ']', 0xBB, 0xAB, 0x2019, 0x201C, 0x201D,
		0x203A, 0x300D, 0x300F, 0xFF09
	};
	size_t i;

	for (i = 0; i < sizeof(closing) / sizeof(*closing); i++)
		if (cp == closing[i])
			return true;
	return false;
}

static bool
stops(uint32_t cp)
{
	static const uint32_t final[] = {
		'.', '!', '?', 0x2026, 0x3002, 0xFF01, 0xFF1F, 0xFF0E, 0x061F,
		0x06D4, 0x0964
	};
	size_t i;

	for (i = 0; i < sizeof(final) / sizeof(*final); i++)
		if (cp == final[i])
			return true;
	return false;
}

bool
line_is_sentence(struct slice x)
{
	size_t at = x.len, tries;
	uint32_t cp;

	for (tries = 0; tries < 4 && at > 0; tries++) {
		at = utf8_prev(x, at);
		utf8_decode(slice_from(x, at), &cp);
		if (stops(cp))
			return true;
		if (!closes(cp))
			return false;
	}
	return false;
}

bool
line_fits(struct slice x, size_t letters)
{
	size_t i = 0, n = 0;
	uint32_t cp;

	while (i < x.len && n <= letters) {
		i += utf8_decode(slice_from(x, i), &cp);
		n += cp >= 0x2E80 && cp < 0xFB00 ? 3 : 1;
	}
	return n <= letters;
}

size_t
line_words(struct slice x)
{
	size_t i = 0, words = 0, wide = 0;
	bool in = false;
	uint32_t cp;

	while (i < x.len) {
		i += utf8_decode(slice_from(x, i), &cp);
		if (cp <= ' ' || cp == 0xA0) {
			in = false;
		} else if (cp >= 0x2E80 && cp < 0xFB00) {
			wide++;
			in = false;
		} else if (!in) {
			words++;
			in = true;
		}
	}
	return words + (wide + 1) / 2;
}
