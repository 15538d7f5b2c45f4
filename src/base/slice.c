#include "base/slice.h"

#include "base/mem.h"

struct slice
slice_trim_left(struct slice x)
{
	while (x.len && ascii_space(*x.s))
		x = slice_from(x, 1);
	return x;
}

struct slice
slice_trim(struct slice x)
{
	while (x.len && ascii_space(x.s[x.len - 1]))
		x.len--;
	return slice_trim_left(x);
}

bool
slice_ieq(struct slice a, struct slice b)
{
	return a.len == b.len && slice_istarts(a, b);
}

bool
slice_istarts(struct slice x, struct slice prefix)
{
	size_t i;

	if (x.len < prefix.len)
		return false;
	for (i = 0; i < prefix.len; i++)
		if (ascii_lower(x.s[i]) != ascii_lower(prefix.s[i]))
			return false;
	return true;
}

bool
slice_ends(struct slice x, struct slice suffix)
{
	return x.len >= suffix.len &&
	    slice_eq(slice_from(x, x.len - suffix.len), suffix);
}

size_t
slice_find(struct slice hay, struct slice needle)
{
	const char *p = hay.s, *end;

	if (needle.len == 0)
		return 0;
	if (needle.len > hay.len)
		return SLICE_NONE;
	end = hay.s + (hay.len - needle.len) + 1;
	while ((p = memchr(p, *needle.s, (size_t)(end - p))) != NULL) {
		if (!memcmp(p, needle.s, needle.len))
			return (size_t)(p - hay.s);
		if (++p >= end)
			break;
	}
	return SLICE_NONE;
}

size_t
slice_ifind(struct slice hay, struct slice needle)
{
	size_t i;
	char low, up;

	if (needle.len == 0)
		return 0;
	low = ascii_lower(*needle.s);
	up = ascii_alpha(low) ? (char)(low - 32) : low;
	for (i = 0; i + needle.len <= hay.len; i++)
		if ((hay.s[i] == low || hay.s[i] == up) &&
		    slice_istarts(slice_from(hay, i), needle))
			return i;
	return SLICE_NONE;
}

size_t
slice_chr(struct slice x, char c)
{
	const char *p = x.len ? memchr(x.s, c, x.len) : NULL;

	return p ? (size_t)(p - x.s) : SLICE_NONE;
}

bool
slice_cut(struct slice *rest, char sep, struct slice *piece)
{
	size_t at;

	if (rest->s == NULL)
		return false;
	at = slice_chr(*rest, sep);
	if (at == SLICE_NONE) {
		*piece = *rest;
		*rest = (struct slice){ NULL, 0 };
	} else {
		*piece = slice_sub(*rest, 0, at);
		*rest = slice_from(*rest, at + 1);
	}
	return true;
}

size_t
slice_words(struct slice x)
{
	size_t i, n = 0;

	for (i = 0; i < x.len; i++)
		n += !ascii_space(x.s[i]) && (i == 0 || ascii_space(
		    x.s[i - 1]));
	return n;
}

struct slice
slice_take_word(struct slice *rest)
{
	struct slice word;
	size_t n = 0;

	*rest = slice_trim(*rest);
	while (n < rest->len && !ascii_space(rest->s[n]))
		n++;
	word = slice_sub(*rest, 0, n);
	*rest = slice_trim(slice_from(*rest, n));
	return word;
}

bool
slice_has_word(struct slice x, struct slice word)
{
	while (x.len > 0)
		if (slice_ieq(slice_take_word(&x), word))
			return true;
	return false;
}

bool
slice_is_ascii(struct slice x)
{
	uint64_t word;
	size_t i = 0;

	for (; x.len - i >= sizeof(word); i += sizeof(word)) {
		memcpy(&word, x.s + i, sizeof(word));
		if (word & 0x8080808080808080u)
			return false;
	}
	for (; i < x.len; i++)
		if ((unsigned char)x.s[i] >= 0x80)
			return false;
	return true;
}

bool
slice_has_digit(struct slice x)
{
	size_t i;

	for (i = 0; i < x.len; i++)
		if (ascii_digit(x.s[i]))
			return true;
	return false;
}

char *
slice_strdup(struct slice x)
{
	char *z = mem_alloc(x.len + 1, 1);

	if (x.len)
		memcpy(z, x.s, x.len);
	return z;
}

uint64_t
slice_hash(struct slice x)
{
	uint64_t h = 0xcbf29ce484222325u;
	size_t i;

	for (i = 0; i < x.len; i++)
		h = (h ^ (unsigned char)x.s[i]) * 0x100000001b3u;
	return h;
}
