/*
 * slice: borrowed bytes.  Nobody owns through a slice; it is valid as long
 * as what it was cut from.  Not NUL-terminated; s may be NULL when len is 0.
 */
#ifndef BASE_SLICE_H
#define BASE_SLICE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

struct slice {
	const char *s;
	size_t len;
};

#define SLICE_NONE ((size_t)-1)		/* "not found" of slice_find() */

/* For a string literal, in an expression and in an initializer. */
#define SLICE(lit) ((struct slice){ (lit), sizeof(lit) - 1 })
#define SLICE_INIT(lit) { (lit), sizeof(lit) - 1 }

/* For printf's "%.*s"; at most 4,096 bytes of it. */
#define SLICE_FMT(x) (int)((x).len > 4096 ? 4096 : (x).len), \
	((x).s ? (x).s : "")

/* NULL is empty. */
static inline struct slice
slice_z(const char *z)
{
	return (struct slice){ z, z ? strlen(z) : 0 };
}

/* Clamped; so is slice_sub(). */
static inline struct slice
slice_from(struct slice x, size_t off)
{
	if (off > x.len)
		off = x.len;
	if (off == 0)
		return x;
	return (struct slice){ x.s + off, x.len - off };
}

static inline struct slice
slice_sub(struct slice x, size_t off, size_t len)
{
	x = slice_from(x, off);
	if (len < x.len)
		x.len = len;
	return x;
}

static inline bool
slice_eq(struct slice a, struct slice b)
{
	return a.len == b.len && (a.len == 0 || !memcmp(a.s, b.s, a.len));
}

static inline bool
slice_starts(struct slice x, struct slice prefix)
{
	return x.len >= prefix.len &&
	    (prefix.len == 0 || !memcmp(x.s, prefix.s, prefix.len));
}

/* Without the ASCII white space at its ends; at its start alone. */
struct slice slice_trim(struct slice);
struct slice slice_trim_left(struct slice);

bool slice_ieq(struct slice, struct slice);		/* ASCII case */
bool slice_istarts(struct slice, struct slice prefix);	/* ASCII case */
bool slice_ends(struct slice, struct slice suffix);

/* Offset of the first needle, or SLICE_NONE; an empty one is at 0. */
size_t slice_find(struct slice hay, struct slice needle);
size_t slice_ifind(struct slice hay, struct slice needle); /* ASCII case */
size_t slice_chr(struct slice, char);

/*
 * The piece of *rest before the first sep goes to *piece, *rest moves past
 * it.  False when *rest was used up: its s is NULL, as that of no text is.
 */
bool slice_cut(struct slice *rest, char sep, struct slice *piece);

size_t slice_words(struct slice);	/* parted by ASCII white space */

/* Whether word is one of the words, whatever the case of ASCII letters. */
bool slice_has_word(struct slice, struct slice word);

/* The first word; *rest moves to the next one.  Empty: there is none. */
struct slice slice_take_word(struct slice *rest);

bool slice_is_ascii(struct slice);
bool slice_has_digit(struct slice);		/* an ASCII one */

/* The caller's to free(), with a NUL behind it. */
char *slice_strdup(struct slice);

/* FNV-1a; stable over runs. */
uint64_t slice_hash(struct slice);

static inline bool
ascii_space(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
}

static inline bool
ascii_digit(char c)
{
	return c >= '0' && c <= '9';
}

static inline bool
ascii_alpha(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static inline char
ascii_lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c + 32) : c;
}

/* The value of a hexadecimal digit, or -1. */
static inline int
ascii_hex(char c)
{
	if (ascii_digit(c))
		return c - '0';
	c = ascii_lower(c);
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

#endif
