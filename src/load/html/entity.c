#include "load/html/entity.h"

#include "load/html/entity_table.h"
#include "text/utf8.h"

#define NAME_MAX_LEN 31		/* CounterClockwiseContourIntegral */
#define LEGACY_MAX 6		/* the longest that needs no semicolon */
#define LEGACY_MIN 2
#define CODE_MAX 0x10FFFFu

/* 13.2.5.80: what &#x80; to &#x9F; stand for, windows-1252's; 0: itself. */
static const uint16_t c1_table[32] = {
	0x20AC, 0, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
	0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0, 0x017D, 0,
	0, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
	0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0, 0x017E, 0x0178
};

static bool
is_alnum(char c)
{
	return ascii_alpha(c) || ascii_digit(c);
}

/* The hash of tests/gen/entities.py. */
static uint32_t
bucket_of(struct slice name)
{
	uint32_t h = 0;
	size_t i;

	for (i = 0; i < name.len; i++)
		h = h * 33 + (unsigned char)name.s[i];
	return (h ^ h >> 10) % ENTITY_BUCKETS;
}

/* What name, without a semicolon, stands for; s is NULL for nothing. */
static struct slice
name_find(struct slice name, bool *legacy)
{
	uint32_t b = bucket_of(name);
	const char *p = entity_pool + entity_first[b];
	const char *end = entity_pool + entity_first[b + 1];
	size_t len, vlen;

	for (; p < end; p += 2 + len + vlen) {
		len = (unsigned char)p[0];
		vlen = (unsigned char)p[1] & ~ENTITY_LEGACY;
		*legacy = (unsigned char)p[1] & ENTITY_LEGACY;
		if (len == name.len && !memcmp(p + 2, name.s, len))
			return (struct slice){ p + 2 + len, vlen };
	}
	return (struct slice){ NULL, 0 };
}

/* The longest name without semicolon that x begins with. */
static size_t
decode_legacy(struct slice x, size_t run, bool in_attr, struct buf *out)
{
	size_t n = run < LEGACY_MAX ? run : LEGACY_MAX;
	struct slice value;
	bool legacy;

	for (; n >= LEGACY_MIN; n--) {
		value = name_find(slice_sub(x, 1, n), &legacy);
		if (value.s != NULL && legacy)
			break;
	}
	if (n < LEGACY_MIN)
		return 0;
	if (in_attr && n + 1 < x.len &&
	    (x.s[n + 1] == '=' || is_alnum(x.s[n + 1])))
		return 0;
	buf_add(out, value);
	return n + 1;
}

static size_t
decode_named(struct slice x, bool in_attr, struct buf *out)
{
	size_t run = 0;
	struct slice value;
	bool legacy;

	while (run <= NAME_MAX_LEN && run + 1 < x.len &&
	    is_alnum(x.s[run + 1]))
		run++;
	if (run + 1 < x.len && x.s[run + 1] == ';') {
		value = name_find(slice_sub(x, 1, run), &legacy);
		if (value.s != NULL) {
			buf_add(out, value);
			return run + 2;
		}
	}
	return decode_legacy(x, run, in_attr, out);
}

static uint32_t
code_mend(uint32_t code)
{
	if (code >= 0x80 && code < 0xA0 && c1_table[code - 0x80])
		return c1_table[code - 0x80];
	if (code == 0 || code > CODE_MAX || (code & ~0x7FFu) == 0xD800)
		return UTF8_BAD;
	return code;
}

static size_t
decode_number(struct slice x, struct buf *out)
{
	size_t i = 2, first;
	uint32_t code = 0;
	int base = 10, d;

	if (i < x.len && (x.s[i] == 'x' || x.s[i] == 'X')) {
		base = 16;
		i++;
	}
	for (first = i; i < x.len; i++) {
		d = ascii_hex(x.s[i]);
		if (d < 0 || d >= base)
			break;
		if (code <= CODE_MAX)
			code = code * (uint32_t)base + (uint32_t)d;
	}
	if (i == first)
		return 0;
	utf8_add(out, code_mend(code));
	return i < x.len && x.s[i] == ';' ? i + 1 : i;
}

size_t
entity_decode(struct slice x, bool in_attr, struct buf *out)
{
	if (x.len < 3)
		return 0;
	if (x.s[1] == '#')
		return decode_number(x, out);
	return decode_named(x, in_attr, out);
}

void
entity_decode_all(struct slice x, bool in_attr, struct buf *out)
{
	size_t at, n;

	buf_reserve(out, x.len);
	while ((at = slice_chr(x, '&')) != SLICE_NONE) {
		buf_add(out, slice_sub(x, 0, at));
		x = slice_from(x, at);
		n = entity_decode(x, in_attr, out);
		if (n == 0) {
			buf_addc(out, '&');
			n = 1;
		}
		x = slice_from(x, n);
	}
	buf_add(out, x);
}
