/*
 * Headlines of our own that declare nothing, one or more an encoding; and
 * that a guess takes the same little time for any document.
 */
#include <stdlib.h>

#include "base/buf.h"
#include "load/charset/guess.h"
#include "load/charset/sample.h"

#include "test.h"

#define COUNT(table) (sizeof(table) / sizeof(*(table)))

static const struct {
	const char *name, *text;
} headlines[] = {
	{ "windows-1251",
	    "\xCD\xEE\xE2\xFB\xE9 \xEC\xEE\xF1\xF2 \xF7\xE5\xF0\xE5\xE7 "
	    "\xF0\xE5\xEA\xF3 \xEE\xF2\xEA\xF0\xEE\xFE\xF2 \xEE\xF1\xE5\xED"
	    "\xFC\xFE" },
	{ "KOI8-R",
	    "\xEE\xCF\xD7\xD9\xCA \xCD\xCF\xD3\xD4 \xDE\xC5\xD2\xC5\xDA "
	    "\xD2\xC5\xCB\xD5 \xCF\xD4\xCB\xD2\xCF\xC0\xD4 \xCF\xD3\xC5\xCE"
	    "\xD8\xC0" },
	{ "IBM866",
	    "\x8D\xAE\xA2\xEB\xA9 \xAC\xAE\xE1\xE2 \xE7\xA5\xE0\xA5\xA7 "
	    "\xE0\xA5\xAA\xE3 \xAE\xE2\xAA\xE0\xAE\xEE\xE2 \xAE\xE1\xA5\xAD"
	    "\xEC\xEE" },
	{ "ISO-8859-5",
	    "\xBD\xDE\xD2\xEB\xD9 \xDC\xDE\xE1\xE2 \xE7\xD5\xE0\xD5\xD7 "
	    "\xE0\xD5\xDA\xE3 \xDE\xE2\xDA\xE0\xDE\xEE\xE2 \xDE\xE1\xD5\xDD"
	    "\xEC\xEE" },
	{ "x-mac-cyrillic",
	    "\x8D\x8E\x82\x8E\x91\x92\x88: \x8C\xEE\xF1\xF2 \xF7\xE5\xF0"
	    "\xE5\xE7 \xF0\xE5\xEA\xF3 \xEE\xF2\xEA\xF0\xEE\xFE\xF2 \xEE"
	    "\xF1\xE5\xED\xFC\xFE" },
	{ "KOI8-U",
	    "\xB7\xA7 \xCD\xA6\xD3\xD4 \xDE\xC5\xD2\xC5\xDA \xD2\xA6\xDE"
	    "\xCB\xD5 \xD7\xA6\xC4\xCB\xD2\xC9\xC0\xD4\xD8 \xD7\xCF\xD3\xC5"
	    "\xCE\xC9" },
	{ "windows-1250",
	    "\x8E\xE1" "ci dostali nov\xE9 u\xE8" "ebnice a\x9E v z\xE1\xF8"
	    "\xED" },
	{ "ISO-8859-2",
	    "\xAF\xF3\xB3ty poci\xB1g znowu sp\xF3\xBCni\xB3 si\xEA o godzi"
	    "n\xEA" },
	{ "windows-1252",
	    "Die Br\xFC" "cke \xFC" "ber den Flu\xDF \xF6" "ffnet fr\xFCher" },
	{ "windows-1252",
	    "\x93We shall see,\x94 she said \x96 and left" },
	{ "windows-1252",
	    "caf\xE9 au lait" },
	{ "macintosh",
	    "L\xD5\x8Et\x8E dernier, la for\x90t br\x9Elait d\x8Ej\x88 pr"
	    "\x8Fs d\xD5ici" },
	{ "windows-1254",
	    "K\xF6pr\xFC a\xF0ustos ay\xFDnda yeniden a\xE7\xFDl\xFDyor" },
	{ "windows-1253",
	    "\xA2\xED\xEF\xE9\xEE\xE5 \xEE\xE1\xED\xDC \xE7 \xF0\xE1\xEB"
	    "\xE9\xDC \xE3\xDD\xF6\xF5\xF1\xE1 \xF4\xEF\xF5 \xF0\xEF\xF4"
	    "\xE1\xEC\xEF\xFD" },
	{ "ISO-8859-7",
	    "\xB6\xED\xEF\xE9\xEE\xE5 \xEE\xE1\xED\xDC \xE7 \xF0\xE1\xEB"
	    "\xE9\xDC \xE3\xDD\xF6\xF5\xF1\xE1 \xF4\xEF\xF5 \xF0\xEF\xF4"
	    "\xE1\xEC\xEF\xFD" },
	{ "windows-1255",
	    "\xE4\xE2\xF9\xF8 \xE4\xE7\xE3\xF9 \xEE\xF2\xEC \xE4\xF0\xE4"
	    "\xF8 \xF0\xF4\xFA\xE7" },
	{ "ISO-8859-8",
	    "\xF8\xF7\xE5\xE1\xE4 \xE7\xFA\xF4\xF0 \xF8\xE4\xF0\xE4 \xEC"
	    "\xF2\xEE \xF9\xE3\xE7\xE4 \xF8\xF9\xE2\xE4" },
	{ "windows-1256",
	    "\xC7\xDD\xCA\xCA\xC7\xCD \xC7\xE1\xCC\xD3\xD1 \xC7\xE1\xCC\xCF"
	    "\xED\xCF \xDD\xE6\xDE \xC7\xE1\xE4\xE5\xD1" },
	{ "windows-1257",
	    "Naujas tiltas per up\xE6 atidaromas \xF0\xE1 ruden\xE1" },
	{ "windows-874",
	    "\xCA\xD0\xBE\xD2\xB9\xE3\xCB\xC1\xE8\xA2\xE9\xD2\xC1\xE1\xC1"
	    "\xE8\xB9\xE9\xD3\xA8\xD0\xE0\xBB\xD4\xB4" },
	{ "windows-1258",
	    "C\xE2y c\xE2\xCCu m\xF5\xECi qua s\xF4ng se\xDE m\xF5\xD2 c"
	    "\xFD\xD2" "a" },
	{ "ISO-8859-3",
	    "\xC6u la nova ponto anka\xFD \xE6i-jare malfermi\xF8os" },
	{ "Shift_JIS",
	    "\x90V\x82\xB5\x82\xA2\x8B\xB4\x82\xCD\x8FH\x82\xC9\x8AJ\x92"
	    "\xCA\x82\xB7\x82\xE9\x8C\xA9\x8D\x9E\x82\xDD\x82\xC5\x82\xB7" },
	{ "EUC-JP",
	    "\xBF\xB7\xA4\xB7\xA4\xA4\xB6\xB6\xA4\xCF\xBD\xA9\xA4\xCB\xB3"
	    "\xAB\xC4\xCC\xA4\xB9\xA4\xEB\xB8\xAB\xB9\xFE\xA4\xDF\xA4\xC7"
	    "\xA4\xB9" },
	{ "GBK",
	    "\xD0\xC2\xB5\xC4\xB4\xF3\xC7\xC5\xBD\xAB\xD4\xDA\xBD\xF1\xC4"
	    "\xEA\xC7\xEF\xCC\xEC\xBF\xAA\xB7\xC5" },
	{ "Big5",
	    "\xB7s\xAA\xBA\xA4j\xBE\xF4\xB1N\xA6" "b\xA4\xB5\xA6~\xAC\xEE"
	    "\xA4\xD1\xB6}\xA9\xF1" },
	{ "EUC-KR",
	    "\xBB\xF5 \xB4\xD9\xB8\xAE\xB4\xC2 \xBF\xC3\xB0\xA1\xC0\xBB\xBF"
	    "\xA1 \xBF\xAD\xB8\xB0\xB4\xD9" },
};

static void
test_headlines(void)
{
	struct guess g;
	size_t i;

	for (i = 0; i < COUNT(headlines); i++) {
		g = guess_encoding(slice_z(headlines[i].text), NULL);
		CHECK_STR(slice_z(g.name), headlines[i].name);
		CHECK(g.evident);
		CHECK(g.confidence > 0.5 && g.confidence <= 1.0);
	}
}

/* A long text leaves less doubt than a short one. */
static void
test_confidence(void)
{
	static const char word[] = "\xE7\xE8\xEC\xE0 ";	/* "winter" */
	struct guess one, many;
	struct buf b = { 0 };
	int i;

	one = guess_encoding(SLICE(word), NULL);
	for (i = 0; i < 40; i++)
		buf_addz(&b, word);
	many = guess_encoding(buf_slice(&b), NULL);
	CHECK_STR(slice_z(many.name), "windows-1251");
	CHECK(many.confidence >= one.confidence);
	buf_free(&b);
}

/* What was declared stands as long as that can be text. */
static void
test_declared(void)
{
	static const struct {
		const char *declared;
		size_t row;
		bool refuted;
	} table[] = {
		{ "windows-1251", 0, false }, { "windows-1252", 0, true },
		{ "KOI8-R", 0, true }, { "windows-1252", 8, false },
		{ "ISO-8859-15", 8, false }, { "x-user-defined", 8, false },
		{ "ISO-8859-8-I", 15, false }, { "gb18030", 24, false },
		{ "EUC-KR", 24, true }
	};
	struct guess g;
	size_t i;

	for (i = 0; i < COUNT(table); i++) {
		g = guess_encoding(slice_z(headlines[table[i].row].text),
		    table[i].declared);
		CHECK_EQ(g.refuted, table[i].refuted);
	}
}

/* Nothing to go by. */
static void
test_nothing(void)
{
	struct buf noise = { 0 };
	unsigned x = 1;
	int i;

	CHECK(!guess_encoding(SLICE("plain"), NULL).evident);
	CHECK_STR(slice_z(guess_encoding(SLICE(""), NULL).name),
	    "windows-1252");
	for (i = 0; i < 2000; i++) {
		x = x * 1103515245 + 12345;
		buf_addc(&noise, (char)(x >> 16));
	}
	CHECK(!guess_encoding(buf_slice(&noise), NULL).evident);
	buf_free(&noise);
}

static void
check_sample(const char *bytes, const char *text)
{
	struct sample *m = malloc(sizeof(*m));

	sample_take(m, slice_z(bytes));
	m->text[m->len] = '\0';
	CHECK_STR(slice_z((const char *)m->text), text);
	free(m);
}

static void
test_sample(void)
{
	check_sample("", "");
	check_sample("all of ASCII", "");
	check_sample("<p class=\"a\">gr\xFC\xDF <b>dich</b>",
	    "gr\xFC\xDF dich ");
	check_sample("<a title=\"gr\xFC\xDF\">gut \xFC" "ber</a>",
	    "gut \xFC" "ber ");
	check_sample("<a title=\"gr\xFC\xDF\">", "<a title=\"gr\xFC\xDF\"> ");
	check_sample("1 < 2 \xE9 &eacute; &&", "1 < 2 \xE9 && ");
	check_sample("a\n\n\n  \xE9\t\tb", "a \xE9 b ");
}

/* Long documents, hostile ones: the sample is bounded, and found at once. */
static void
test_long(void)
{
	static const char *const pieces[] = {
		"<\xE9", "&\xE9", "<a \xE9", "x", "\xE9", "\xE9>", "<",
		"\x81\x30\x81",
		("\xE9 and then there is a good deal of ASCII text before "
		    "anything comes that is worth a look; ")
	};
	struct sample *m = malloc(sizeof(*m));
	struct buf b = { 0 };
	size_t i;

	for (i = 0; i < COUNT(pieces); i++) {
		buf_clear(&b);
		while (b.len < (size_t)8 << 20)
			buf_addz(&b, pieces[i]);
		buf_addz(&b, "\xE9");
		sample_take(m, buf_slice(&b));
		CHECK(m->high > 0 && m->len <= SAMPLE_MAX);
		guess_encoding(buf_slice(&b), NULL);
	}
	buf_free(&b);
	free(m);
}

int
main(void)
{
	test_headlines();
	test_confidence();
	test_declared();
	test_nothing();
	test_sample();
	test_long();
	return test_done("guess");
}
