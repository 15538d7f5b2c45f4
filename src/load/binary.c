#include "load/binary.h"

#include "base/buf.h"
#include "load/charset/charset.h"

struct magic {
	size_t at;
	struct slice bytes;
	const char *kind;
	bool readable;		/* could start a text; needs controls too */
};

static const struct magic magics[] = {
	{ 0, SLICE_INIT("\xFF\xD8\xFF"), "JPEG image", false },
	{ 0, SLICE_INIT("\x89PNG\r\n"), "PNG image", false },
	{ 0, SLICE_INIT("GIF87a"), "GIF image", true },
	{ 0, SLICE_INIT("GIF89a"), "GIF image", true },
	{ 8, SLICE_INIT("WEBPVP8"), "WebP image", true },
	{ 0, SLICE_INIT("II*\0"), "TIFF image", false },
	{ 0, SLICE_INIT("MM\0*"), "TIFF image", false },
	{ 0, SLICE_INIT("%PDF-"), "PDF document", false },
	{ 0, SLICE_INIT("PK\3\4"), "ZIP archive", false },
	{ 0, SLICE_INIT("PK\5\6"), "ZIP archive", false },
	{ 0, SLICE_INIT("\x1F\x8B"), "gzip data", false },
	{ 0, SLICE_INIT("BZh"), "bzip2 data", true },
	{ 0, SLICE_INIT("\xFD" "7zXZ\0"), "xz data", false },
	{ 0, SLICE_INIT("\x28\xB5\x2F\xFD"), "zstd data", false },
	{ 0, SLICE_INIT("7z\xBC\xAF\x27\x1C"), "7-Zip archive", false },
	{ 0, SLICE_INIT("Rar!\x1A\7"), "RAR archive", false },
	{ 257, SLICE_INIT("ustar"), "tar archive", true },
	{ 0, SLICE_INIT("\x7F" "ELF"), "ELF program", false },
	{ 0, SLICE_INIT("MZ"), "Windows program", true },
	{ 0, SLICE_INIT("\xCA\xFE\xBA\xBE"), "Java class or Mach-O program",
	    false },
	{ 0, SLICE_INIT("\xCF\xFA\xED\xFE"), "Mach-O program", false },
	{ 0, SLICE_INIT("\0asm"), "WebAssembly program", false },
	{ 0, SLICE_INIT("SQLite format 3\0"), "SQLite database", false },
	{ 0, SLICE_INIT("\xD0\xCF\x11\xE0\xA1\xB1"), "Microsoft Office "
	    "document", false },
	{ 0, SLICE_INIT("OggS\0"), "Ogg media", false },
	{ 0, SLICE_INIT("fLaC\0"), "FLAC audio", false },
	{ 0, SLICE_INIT("ID3"), "MP3 audio", true },
	{ 8, SLICE_INIT("WAVEfmt "), "WAVE audio", true },
	{ 8, SLICE_INIT("AVI LIST"), "AVI video", true },
	{ 4, SLICE_INIT("ftyp"), "MP4 media", true },
	{ 0, SLICE_INIT("\x1A\x45\xDF\xA3"), "Matroska video", false },
	{ 0, SLICE_INIT("wOF2\0"), "font", false },
	{ 0, SLICE_INIT("wOFF\0"), "font", false },
	{ 32769, SLICE_INIT("CD001"), "disc image", true },
};

/* Controls that no text of any kind holds: not what ends lines and pages,
 * overstrikes, shifts sets or colours terminals. */
static bool
is_control(char c)
{
	unsigned u = (unsigned char)c;

	return u < 0x08 || (u > 0x0D && u < 0x1A) || (u > 0x1B && u < 0x20) ||
	    u == 0x7F;
}

#define WORD sizeof(uint64_t)
#define ONES 0x0101010101010101u
#define HIGHS (ONES * 0x80)

/* How many bytes from i on are surely no controls: whole words without a
 * byte below 0x20 but those from 0x08 to 0x0D, and without DEL. */
static size_t
skip_text(struct slice x, size_t i)
{
	uint64_t w, low, ends, lines, del;

	for (; x.len - i >= WORD; i += WORD) {
		memcpy(&w, x.s + i, WORD);
		low = ~(((w & ~HIGHS) + ONES * 0x60) | w);
		lines = ((w ^ ONES * 0x08) & ONES * 0x7C) + ONES * 0x7F;
		ends = ((w ^ ONES * 0x0C) & ONES * 0x7E) + ONES * 0x7F;
		del = ~((((w & ~HIGHS) ^ ONES * 0x7F) + ONES * 0x7F) | w);
		if (((low & lines & ends) | del) & HIGHS)
			break;
	}
	return i;
}

/*
 * One in twenty is a control.  A run of one control counts once, so that
 * text padded with NUL bytes stays text.
 */
static bool
has_controls(struct slice x)
{
	size_t i, to, controls = 0, others = 0;

	for (i = 0; i < x.len; i++) {
		to = skip_text(x, i);
		others += to - i;
		i = to;
		if (i == x.len)
			break;
		if (!is_control(x.s[i]))
			others++;
		else if (i == 0 || x.s[i] != x.s[i - 1])
			controls++;
	}
	return controls > 0 && controls * 20 > others;
}

static bool
is_utf16(struct slice head, const char *charset)
{
	struct charset_info info;

	charset_decide(head, charset, &info);
	return slice_starts(slice_z(info.name), SLICE("UTF-16"));
}

static const char *
by_magic(struct slice head, bool controls)
{
	const struct magic *m = magics;

	for (; m < magics + sizeof(magics) / sizeof(*magics); m++)
		if ((controls || !m->readable) &&
		    slice_starts(slice_from(head, m->at), m->bytes))
			return m->kind;
	return NULL;
}

const char *
binary_kind(struct slice head, const char *charset)
{
	struct charset_info info;
	struct buf text = { 0 };
	const char *kind;
	bool controls;

	head = slice_sub(head, 0, BINARY_LOOK);
	controls = has_controls(head);
	kind = by_magic(head, controls);
	if (kind || !controls)
		return kind;
	if (is_utf16(head, charset)) {
		charset_decode(charset_decide(head, charset, &info), head,
		    &text);
		controls = has_controls(buf_slice(&text));
		buf_free(&text);
	}
	return controls ? "binary data" : NULL;
}
