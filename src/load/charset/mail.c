/*
 * Encodings that mail and Usenet still use and the web must not: a browser
 * that took them could be shown markup no filter saw (Encoding Standard,
 * section 4.2).  So they have a list of their own.
 */
#include "load/charset/walk.h"

enum place {
	M_UTF_7, M_HZ, M_ISO_2022_KR, M_KOI8_T, M_ARMSCII_8, M_GEORGIAN_PS,
	M_437, M_720, M_737, M_775, M_850, M_852, M_855, M_857, M_858, M_860,
	M_861, M_862, M_863, M_864, M_865, M_869
};

static const struct encoding encodings[] = {
	[M_UTF_7] = { "UTF-7", KIND_UTF7, { NULL } },
	[M_HZ] = { "HZ-GB-2312", KIND_HZ, { "GB18030" } },
	[M_ISO_2022_KR] = { "ISO-2022-KR", KIND_ISO_2022_KR,
	    { "CP949", "UHC", "EUC-KR" } },
	[M_KOI8_T] = { "KOI8-T", KIND_SINGLE, { "KOI8-T" } },
	[M_ARMSCII_8] = { "ARMSCII-8", KIND_SINGLE, { "ARMSCII-8" } },
	[M_GEORGIAN_PS] = { "GEORGIAN-PS", KIND_SINGLE, { "GEORGIAN-PS" } },
	[M_437] = { "IBM437", KIND_SINGLE, { "IBM437", "CP437" } },
	[M_720] = { "IBM720", KIND_SINGLE, { "IBM720", "CP720" } },
	[M_737] = { "IBM737", KIND_SINGLE, { "CP737", "IBM737" } },
	[M_775] = { "IBM775", KIND_SINGLE, { "CP775", "IBM775" } },
	[M_850] = { "IBM850", KIND_SINGLE, { "IBM850", "CP850" } },
	[M_852] = { "IBM852", KIND_SINGLE, { "IBM852", "CP852" } },
	[M_855] = { "IBM855", KIND_SINGLE, { "IBM855", "CP855" } },
	[M_857] = { "IBM857", KIND_SINGLE, { "IBM857", "CP857" } },
	[M_858] = { "IBM858", KIND_SINGLE, { "CP858", "IBM858" } },
	[M_860] = { "IBM860", KIND_SINGLE, { "IBM860", "CP860" } },
	[M_861] = { "IBM861", KIND_SINGLE, { "IBM861", "CP861" } },
	[M_862] = { "IBM862", KIND_SINGLE, { "IBM862", "CP862" } },
	[M_863] = { "IBM863", KIND_SINGLE, { "IBM863", "CP863" } },
	[M_864] = { "IBM864", KIND_SINGLE, { "IBM864", "CP864" } },
	[M_865] = { "IBM865", KIND_SINGLE, { "IBM865", "CP865" } },
	[M_869] = { "IBM869", KIND_SINGLE, { "IBM869", "CP869" } },
};

/* As registered with IANA, and as programs wrote them. */
static const struct {
	const char *text;
	enum place place;
} labels[] = {
	{ "utf-7", M_UTF_7 }, { "utf7", M_UTF_7 },
	{ "unicode-1-1-utf-7", M_UTF_7 }, { "csutf7", M_UTF_7 },
	{ "csunicode11utf7", M_UTF_7 }, { "x-unicode-2-0-utf-7", M_UTF_7 },
	{ "hz", M_HZ }, { "hz-gb-2312", M_HZ },
	{ "iso-2022-kr", M_ISO_2022_KR }, { "csiso2022kr", M_ISO_2022_KR },
	{ "koi8-t", M_KOI8_T }, { "armscii-8", M_ARMSCII_8 },
	{ "georgian-ps", M_GEORGIAN_PS },
	{ "cspc8codepage437", M_437 }, { "cspc775baltic", M_775 },
	{ "cspc850multilingual", M_850 }, { "cspcp852", M_852 },
	{ "cspc862latinhebrew", M_862 }, { "ccsid00858", M_858 },
};

#define COUNT(table) (sizeof(table) / sizeof(*(table)))

/* "cp437", "IBM-437", "dos-437" or the number alone. */
static const struct encoding *
page_named(struct slice label)
{
	static const struct slice prefixes[] = {
		SLICE_INIT("cp"), SLICE_INIT("ibm"), SLICE_INIT("dos"),
		SLICE_INIT("csibm")
	};
	size_t i;

	for (i = 0; i < COUNT(prefixes); i++)
		if (slice_istarts(label, prefixes[i])) {
			label = slice_from(label, prefixes[i].len);
			if (slice_starts(label, SLICE("-")))
				label = slice_from(label, 1);
			break;
		}
	for (i = M_437; i < COUNT(encodings); i++)
		if (slice_eq(label, slice_z(encodings[i].name + 3)))
			return &encodings[i];
	return NULL;
}

const struct encoding *
encoding_get_mail(struct slice label)
{
	const struct encoding *e;
	size_t i;

	label = slice_trim(label);
	for (i = 0; i < COUNT(labels); i++)
		if (slice_ieq(label, slice_z(labels[i].text)))
			return &encodings[labels[i].place];
	e = page_named(label);
	return e ? e : encoding_get(label);
}

/* Six bits of a character of base64, or -1. */
static int
base64_value(unsigned c)
{
	if (ascii_alpha((char)c))
		return c >= 'a' ? (int)c - 'a' + 26 : (int)c - 'A';
	if (ascii_digit((char)c))
		return (int)c - '0' + 52;
	return c == '+' ? 62 : c == '/' ? 63 : -1;
}

/* c is behind the base64; what is left of that must be less than six bits,
 * all 0. */
static void
base64_end(struct decoder *d, struct walk *w)
{
	if (d->high || d->nbits >= 6 ||
	    (d->bits & ((1u << d->nbits) - 1)) != 0)
		walk_bad(w);
	d->high = d->bits = d->nbits = 0;
	d->set = SET_ASCII;
}

/* RFC 2152: UTF-16 in base64, from a '+' to what is no base64. */
static void
take_base64(struct decoder *d, struct walk *w)
{
	unsigned c = *w->p;
	int value = base64_value(c);

	if (value < 0) {
		base64_end(d, w);
		w->p += c == '-';
		return;
	}
	w->p++;
	d->bits = (d->bits << 6 | (unsigned)value) & 0x3FFFFF;
	d->nbits += 6;
	if (d->nbits >= 16) {
		d->nbits -= 16;
		utf16_put(d, w, d->bits >> d->nbits & 0xFFFF);
	}
}

void
decode_utf7(struct decoder *d, struct walk *w)
{
	unsigned c;

	while (w->p < w->stop) {
		if (d->set != SET_ASCII) {
			take_base64(d, w);
			continue;
		}
		c = *w->p++;
		if (c != '+') {
			walk_put_or_bad(w, c < 0x80 ? c : CP_NONE);
		} else if (w->p < w->end && *w->p == '-') {
			walk_put(w, '+');
			w->p++;
		} else {
			d->set = SET_PAIRS;
		}
	}
	if (w->stop == w->end && d->set != SET_ASCII)
		base64_end(d, w);
}

/* p is behind the first of two bytes, both 21..7E; their characters are
 * those of the pairs with the high bits set. */
static void
take_shifted(struct decoder *d, struct walk *w, unsigned lead)
{
	uint32_t cp = CP_NONE;

	if (w->p < w->end && *w->p >= 0x21 && *w->p <= 0x7E)
		cp = pairs_get(d->pairs, lead | 0x80, *w->p++ | 0x80u);
	walk_put_or_bad(w, cp);
}

/* RFC 1843; p is behind the tilde. */
static void
take_tilde(struct decoder *d, struct walk *w)
{
	unsigned c = w->p < w->end ? *w->p : 0;

	w->p += c == '~' || c == '{' || c == '}' || c == '\n';
	if (c == '~')
		walk_put(w, '~');
	else if (c == '{')
		d->set = SET_PAIRS;
	else if (c == '}')
		d->set = SET_ASCII;
	else if (c != '\n')
		walk_bad(w);
}

static void
take_shiftable(struct decoder *d, struct walk *w, unsigned c)
{
	if (c == '\n')
		d->set = SET_ASCII;	/* both standards: ends with a line */
	if (d->set == SET_PAIRS && c >= 0x21 && c <= 0x7E)
		take_shifted(d, w, c);
	else
		walk_put_or_bad(w, c < 0x80 ? c : CP_NONE);
}

void
decode_hz(struct decoder *d, struct walk *w)
{
	unsigned c;

	decoder_pairs(d);
	while (w->p < w->stop) {
		c = *w->p++;
		if (c == '~')
			take_tilde(d, w);
		else
			take_shiftable(d, w, c);
	}
}

/* RFC 1557: once ESC $ ) C, then SO and SI shift. */
void
decode_iso_2022_kr(struct decoder *d, struct walk *w)
{
	unsigned c;

	decoder_pairs(d);
	while (w->p < w->stop) {
		c = *w->p++;
		if (c == 0x1B && w->end - w->p >= 3 &&
		    memcmp(w->p, "$)C", 3) == 0)
			w->p += 3;
		else if (c == 0x0E || c == 0x0F)
			d->set = c == 0x0E ? SET_PAIRS : SET_ASCII;
		else
			take_shiftable(d, w, c);
	}
}
