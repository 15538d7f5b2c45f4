/*
 * Single-byte decoders (Encoding Standard, section 9): a table of the upper
 * half, filled from iconv when a document needs it.
 */
#include "base/mem.h"
#include "load/charset/oracle.h"
#include "load/charset/walk.h"

#define BLOCK 4096			/* bytes between two looks at room */

struct glyphs {				/* of the 256 bytes */
	char utf8[256][4];		/* len of them count, at most 3 */
	uint8_t len[256], bad[256];
	bool any_bad;
};

/* Where iconvs and the standard's indexes differ. */
static const struct {
	const char *name;
	struct patch patch;
} patches[] = {
	{ "KOI8-U", { 0xAE, 0x045E } },
	{ "KOI8-U", { 0xBE, 0x040E } },
	{ "macintosh", { 0xBD, 0x03A9 } },
	{ "macintosh", { 0xC6, 0x2206 } },
	{ "macintosh", { 0xDB, 0x20AC } },
	{ "macintosh", { 0xF0, 0xF8FF } },
	{ "windows-1255", { 0xCA, 0x05BA } },
	{ "x-mac-cyrillic", { 0xFF, 0x20AC } },
};

/*
 * 80..9F of windows-1252, the encoding of last resort: it must not depend
 * on what iconv has.
 */
static uint32_t
windows_1252(unsigned byte)
{
	static const uint16_t upper[32] = {
		0x20AC, 0x0081, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020,
		0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0x008D,
		0x017D, 0x008F, 0x0090, 0x2018, 0x2019, 0x201C, 0x201D,
		0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A,
		0x0153, 0x009D, 0x017E, 0x0178
	};

	return byte < 0xA0 ? upper[byte - 0x80] : byte;
}

static uint32_t
patched(const struct encoding *e, unsigned byte, uint32_t cp)
{
	size_t i;

	for (i = 0; i < sizeof(patches) / sizeof(*patches); i++)
		if (patches[i].patch.bytes == byte &&
		    strcmp(patches[i].name, e->name) == 0)
			return patches[i].patch.cp;
	/* Below A0 the standard's indexes have no holes. */
	return cp == CP_NONE && byte < 0xA0 ? byte : cp;
}

static void
glyphs_fill(const struct encoding *e, struct glyphs *g)
{
	struct oracle oracle = { .names = e->iconv };
	bool western = strcmp(e->name, "windows-1252") == 0;
	unsigned byte;
	uint32_t cp;
	char c;

	for (byte = 0; byte < 0x100; byte++) {
		c = (char)byte;
		cp = byte < 0x80 ? byte : western ? windows_1252(byte) :
		    patched(e, byte, oracle_ask(&oracle,
		    (struct slice){ &c, 1 }));
		g->bad[byte] = cp > 0xFFFF;	/* CP_NONE */
		g->any_bad |= cp > 0xFFFF;
		g->len[byte] = (uint8_t)utf8_encode(cp > 0xFFFF ? CP_BAD : cp,
		    g->utf8[byte]);
	}
	oracle_close(&oracle);
}

static char *
put_byte(char *to, unsigned char byte, const struct glyphs *g)
{
	memcpy(to, g->utf8[byte], 4);
	return to + g->len[byte];
}

/* n bytes, eight at a time where they are ASCII.  Each other one is written
 * as four of which len count. */
static char *
put_bytes(char *to, const unsigned char *p, size_t n, const struct glyphs *g)
{
	uint64_t word;
	size_t k;

	for (; n >= sizeof(word); n -= sizeof(word), p += sizeof(word)) {
		memcpy(&word, p, sizeof(word));
		if ((word & 0x8080808080808080u) == 0) {
			memcpy(to, &word, sizeof(word));
			to += sizeof(word);
			continue;
		}
		for (k = 0; k < sizeof(word); k++)
			to = put_byte(to, p[k], g);
	}
	while (n-- > 0)
		to = put_byte(to, *p++, g);
	return to;
}

static void
put_block(struct walk *w, size_t n, const struct glyphs *g)
{
	char *to = buf_reserve(w->out, n * 3 + 8);
	size_t i;

	w->out->len = (size_t)(put_bytes(to, w->p, n, g) - w->out->s);
	for (i = 0; g->any_bad && i < n; i++)
		w->errors += g->bad[w->p[i]];
	w->p += n;
}

void
decode_single(struct decoder *d, struct walk *w)
{
	size_t left;

	if (!walk_ascii(w))
		return;
	if (d->glyphs == NULL) {
		d->glyphs = mem_alloc(1, sizeof(*d->glyphs));
		glyphs_fill(d->encoding, d->glyphs);
	}
	while ((left = (size_t)(w->end - w->p)) > 0)
		put_block(w, left < BLOCK ? left : BLOCK, d->glyphs);
}
