/*
 * Single-byte decoders (Encoding Standard, section 9): a table of the upper
 * half, filled from iconv when a document needs it.
 */
#include "base/mem.h"
#include "load/charset/oracle.h"
#include "load/charset/walk.h"

#define BLOCK 4096			/* bytes between two looks at room */

struct glyph {
	char utf8[3];			/* no single byte is beyond the BMP */
	uint8_t len : 2, bad : 1;
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
table_fill(const struct encoding *e, struct glyph table[256])
{
	struct oracle oracle = { .names = e->iconv };
	bool western = strcmp(e->name, "windows-1252") == 0;
	unsigned byte;
	char utf8[4], c;
	uint32_t cp;

	for (byte = 0; byte < 0x100; byte++) {
		c = (char)byte;
		cp = byte < 0x80 ? byte : western ? windows_1252(byte) :
		    patched(e, byte, oracle_ask(&oracle,
		    (struct slice){ &c, 1 }));
		table[byte].bad = cp > 0xFFFF;
		if (table[byte].bad)
			cp = CP_BAD;
		table[byte].len = utf8_encode(cp, utf8) & 3;
		memcpy(table[byte].utf8, utf8, 3);
	}
	oracle_close(&oracle);
}

/* The bytes up to end.  Each is written as four of which len count. */
static size_t
put_block(struct walk *w, const unsigned char *end,
    const struct glyph table[256])
{
	char *to = buf_reserve(w->out, BLOCK * 3 + sizeof(struct glyph));
	const struct glyph *g;
	size_t errors = 0;

	for (; w->p < end; w->p++) {
		g = &table[*w->p];
		memcpy(to, g, sizeof(*g));
		to += g->len;
		errors += g->bad;
	}
	w->out->len = (size_t)(to - w->out->s);
	return errors;
}

void
decode_single(struct decoder *d, struct walk *w)
{
	if (!walk_ascii(w))
		return;
	if (d->glyphs == NULL) {
		d->glyphs = mem_alloc(256, sizeof(*d->glyphs));
		table_fill(d->encoding, d->glyphs);
	}
	do
		w->errors += put_block(w, (size_t)(w->end - w->p) > BLOCK ?
		    w->p + BLOCK : w->end, d->glyphs);
	while (walk_ascii(w));
}
