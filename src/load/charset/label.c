#include "load/charset/encoding.h"

enum place {				/* in encodings[] */
	E_UTF_8, E_IBM866, E_ISO_8859_2, E_ISO_8859_3, E_ISO_8859_4,
	E_ISO_8859_5, E_ISO_8859_6, E_ISO_8859_7, E_ISO_8859_8,
	E_ISO_8859_8_I, E_ISO_8859_10, E_ISO_8859_13, E_ISO_8859_14,
	E_ISO_8859_15, E_ISO_8859_16, E_KOI8_R, E_KOI8_U, E_MACINTOSH,
	E_WINDOWS_874, E_WINDOWS_1250, E_WINDOWS_1251, E_WINDOWS_1252,
	E_WINDOWS_1253, E_WINDOWS_1254, E_WINDOWS_1255, E_WINDOWS_1256,
	E_WINDOWS_1257, E_WINDOWS_1258, E_X_MAC_CYRILLIC, E_GBK, E_GB18030,
	E_BIG5, E_EUC_JP, E_ISO_2022_JP, E_SHIFT_JIS, E_EUC_KR, E_REPLACEMENT,
	E_UTF_16BE, E_UTF_16LE, E_X_USER_DEFINED
};

/* Encoding Standard, section 4.2.  The Japanese ones share the index
 * jis0208, which is what CP932 holds. */
static const struct encoding encodings[] = {
	[E_UTF_8] = { "UTF-8", KIND_UTF8, { NULL } },
	[E_IBM866] = { "IBM866", KIND_SINGLE, { "IBM866", "CP866" } },
	[E_ISO_8859_2] = { "ISO-8859-2", KIND_SINGLE, { "ISO-8859-2" } },
	[E_ISO_8859_3] = { "ISO-8859-3", KIND_SINGLE, { "ISO-8859-3" } },
	[E_ISO_8859_4] = { "ISO-8859-4", KIND_SINGLE, { "ISO-8859-4" } },
	[E_ISO_8859_5] = { "ISO-8859-5", KIND_SINGLE, { "ISO-8859-5" } },
	[E_ISO_8859_6] = { "ISO-8859-6", KIND_SINGLE, { "ISO-8859-6" } },
	[E_ISO_8859_7] = { "ISO-8859-7", KIND_SINGLE, { "ISO-8859-7" } },
	[E_ISO_8859_8] = { "ISO-8859-8", KIND_SINGLE, { "ISO-8859-8" } },
	[E_ISO_8859_8_I] = { "ISO-8859-8-I", KIND_SINGLE, { "ISO-8859-8" } },
	[E_ISO_8859_10] = { "ISO-8859-10", KIND_SINGLE, { "ISO-8859-10" } },
	[E_ISO_8859_13] = { "ISO-8859-13", KIND_SINGLE, { "ISO-8859-13" } },
	[E_ISO_8859_14] = { "ISO-8859-14", KIND_SINGLE, { "ISO-8859-14" } },
	[E_ISO_8859_15] = { "ISO-8859-15", KIND_SINGLE, { "ISO-8859-15" } },
	[E_ISO_8859_16] = { "ISO-8859-16", KIND_SINGLE, { "ISO-8859-16" } },
	[E_KOI8_R] = { "KOI8-R", KIND_SINGLE, { "KOI8-R" } },
	[E_KOI8_U] = { "KOI8-U", KIND_SINGLE, { "KOI8-U" } },
	[E_MACINTOSH] = { "macintosh", KIND_SINGLE, { "MACINTOSH" } },
	[E_WINDOWS_874] = { "windows-874", KIND_SINGLE,
	    { "CP874", "WINDOWS-874" } },
	[E_WINDOWS_1250] = { "windows-1250", KIND_SINGLE,
	    { "CP1250", "WINDOWS-1250" } },
	[E_WINDOWS_1251] = { "windows-1251", KIND_SINGLE,
	    { "CP1251", "WINDOWS-1251" } },
	[E_WINDOWS_1252] = { "windows-1252", KIND_SINGLE,
	    { "CP1252", "WINDOWS-1252" } },
	[E_WINDOWS_1253] = { "windows-1253", KIND_SINGLE,
	    { "CP1253", "WINDOWS-1253" } },
	[E_WINDOWS_1254] = { "windows-1254", KIND_SINGLE,
	    { "CP1254", "WINDOWS-1254" } },
	[E_WINDOWS_1255] = { "windows-1255", KIND_SINGLE,
	    { "CP1255", "WINDOWS-1255" } },
	[E_WINDOWS_1256] = { "windows-1256", KIND_SINGLE,
	    { "CP1256", "WINDOWS-1256" } },
	[E_WINDOWS_1257] = { "windows-1257", KIND_SINGLE,
	    { "CP1257", "WINDOWS-1257" } },
	[E_WINDOWS_1258] = { "windows-1258", KIND_SINGLE,
	    { "CP1258", "WINDOWS-1258" } },
	[E_X_MAC_CYRILLIC] = { "x-mac-cyrillic", KIND_SINGLE,
	    { "MAC-CYRILLIC", "MACCYRILLIC" } },
	[E_GBK] = { "GBK", KIND_GB18030, { "GB18030" } },
	[E_GB18030] = { "gb18030", KIND_GB18030, { "GB18030" } },
	[E_BIG5] = { "Big5", KIND_BIG5, { "BIG5-HKSCS", "BIG5" } },
	[E_EUC_JP] = { "EUC-JP", KIND_EUC_JP, { "CP932", "SHIFT_JIS" } },
	[E_ISO_2022_JP] = { "ISO-2022-JP", KIND_ISO_2022_JP,
	    { "CP932", "SHIFT_JIS" } },
	[E_SHIFT_JIS] = { "Shift_JIS", KIND_SHIFT_JIS,
	    { "CP932", "SHIFT_JIS" } },
	[E_EUC_KR] = { "EUC-KR", KIND_EUC_KR, { "CP949", "UHC", "EUC-KR" } },
	[E_REPLACEMENT] = { "replacement", KIND_REPLACEMENT, { NULL } },
	[E_UTF_16BE] = { "UTF-16BE", KIND_UTF16BE, { NULL } },
	[E_UTF_16LE] = { "UTF-16LE", KIND_UTF16LE, { NULL } },
	[E_X_USER_DEFINED] = { "x-user-defined", KIND_USER_DEFINED, { NULL } },
};

struct label {
	char text[20];
	uint8_t place;
};

static const struct label labels[] = {
	{ "unicode-1-1-utf-8", E_UTF_8 }, { "unicode11utf8", E_UTF_8 },
	{ "unicode20utf8", E_UTF_8 }, { "utf-8", E_UTF_8 },
	{ "utf8", E_UTF_8 }, { "x-unicode20utf8", E_UTF_8 },
	{ "866", E_IBM866 }, { "cp866", E_IBM866 }, { "csibm866", E_IBM866 },
	{ "ibm866", E_IBM866 },
	{ "csisolatin2", E_ISO_8859_2 }, { "iso-8859-2", E_ISO_8859_2 },
	{ "iso-ir-101", E_ISO_8859_2 }, { "iso8859-2", E_ISO_8859_2 },
	{ "iso88592", E_ISO_8859_2 }, { "iso_8859-2", E_ISO_8859_2 },
	{ "iso_8859-2:1987", E_ISO_8859_2 }, { "l2", E_ISO_8859_2 },
	{ "latin2", E_ISO_8859_2 },
	{ "csisolatin3", E_ISO_8859_3 }, { "iso-8859-3", E_ISO_8859_3 },
	{ "iso-ir-109", E_ISO_8859_3 }, { "iso8859-3", E_ISO_8859_3 },
	{ "iso88593", E_ISO_8859_3 }, { "iso_8859-3", E_ISO_8859_3 },
	{ "iso_8859-3:1988", E_ISO_8859_3 }, { "l3", E_ISO_8859_3 },
	{ "latin3", E_ISO_8859_3 },
	{ "csisolatin4", E_ISO_8859_4 }, { "iso-8859-4", E_ISO_8859_4 },
	{ "iso-ir-110", E_ISO_8859_4 }, { "iso8859-4", E_ISO_8859_4 },
	{ "iso88594", E_ISO_8859_4 }, { "iso_8859-4", E_ISO_8859_4 },
	{ "iso_8859-4:1988", E_ISO_8859_4 }, { "l4", E_ISO_8859_4 },
	{ "latin4", E_ISO_8859_4 },
	{ "csisolatincyrillic", E_ISO_8859_5 }, { "cyrillic", E_ISO_8859_5 },
	{ "iso-8859-5", E_ISO_8859_5 }, { "iso-ir-144", E_ISO_8859_5 },
	{ "iso8859-5", E_ISO_8859_5 }, { "iso88595", E_ISO_8859_5 },
	{ "iso_8859-5", E_ISO_8859_5 }, { "iso_8859-5:1988", E_ISO_8859_5 },
	{ "arabic", E_ISO_8859_6 }, { "asmo-708", E_ISO_8859_6 },
	{ "csiso88596e", E_ISO_8859_6 }, { "csiso88596i", E_ISO_8859_6 },
	{ "csisolatinarabic", E_ISO_8859_6 }, { "ecma-114", E_ISO_8859_6 },
	{ "iso-8859-6", E_ISO_8859_6 }, { "iso-8859-6-e", E_ISO_8859_6 },
	{ "iso-8859-6-i", E_ISO_8859_6 }, { "iso-ir-127", E_ISO_8859_6 },
	{ "iso8859-6", E_ISO_8859_6 }, { "iso88596", E_ISO_8859_6 },
	{ "iso_8859-6", E_ISO_8859_6 }, { "iso_8859-6:1987", E_ISO_8859_6 },
	{ "csisolatingreek", E_ISO_8859_7 }, { "ecma-118", E_ISO_8859_7 },
	{ "elot_928", E_ISO_8859_7 }, { "greek", E_ISO_8859_7 },
	{ "greek8", E_ISO_8859_7 }, { "iso-8859-7", E_ISO_8859_7 },
	{ "iso-ir-126", E_ISO_8859_7 }, { "iso8859-7", E_ISO_8859_7 },
	{ "iso88597", E_ISO_8859_7 }, { "iso_8859-7", E_ISO_8859_7 },
	{ "iso_8859-7:1987", E_ISO_8859_7 }, { "sun_eu_greek", E_ISO_8859_7 },
	{ "csiso88598e", E_ISO_8859_8 }, { "csisolatinhebrew", E_ISO_8859_8 },
	{ "hebrew", E_ISO_8859_8 }, { "iso-8859-8", E_ISO_8859_8 },
	{ "iso-8859-8-e", E_ISO_8859_8 }, { "iso-ir-138", E_ISO_8859_8 },
	{ "iso8859-8", E_ISO_8859_8 }, { "iso88598", E_ISO_8859_8 },
	{ "iso_8859-8", E_ISO_8859_8 }, { "iso_8859-8:1988", E_ISO_8859_8 },
	{ "visual", E_ISO_8859_8 },
	{ "csiso88598i", E_ISO_8859_8_I }, { "iso-8859-8-i", E_ISO_8859_8_I },
	{ "logical", E_ISO_8859_8_I },
	{ "csisolatin6", E_ISO_8859_10 }, { "iso-8859-10", E_ISO_8859_10 },
	{ "iso-ir-157", E_ISO_8859_10 }, { "iso8859-10", E_ISO_8859_10 },
	{ "iso885910", E_ISO_8859_10 }, { "l6", E_ISO_8859_10 },
	{ "latin6", E_ISO_8859_10 },
	{ "iso-8859-13", E_ISO_8859_13 }, { "iso8859-13", E_ISO_8859_13 },
	{ "iso885913", E_ISO_8859_13 },
	{ "iso-8859-14", E_ISO_8859_14 }, { "iso8859-14", E_ISO_8859_14 },
	{ "iso885914", E_ISO_8859_14 },
	{ "csisolatin9", E_ISO_8859_15 }, { "iso-8859-15", E_ISO_8859_15 },
	{ "iso8859-15", E_ISO_8859_15 }, { "iso885915", E_ISO_8859_15 },
	{ "iso_8859-15", E_ISO_8859_15 }, { "l9", E_ISO_8859_15 },
	{ "iso-8859-16", E_ISO_8859_16 },
	{ "cskoi8r", E_KOI8_R }, { "koi", E_KOI8_R }, { "koi8", E_KOI8_R },
	{ "koi8-r", E_KOI8_R }, { "koi8_r", E_KOI8_R },
	{ "koi8-ru", E_KOI8_U }, { "koi8-u", E_KOI8_U },
	{ "csmacintosh", E_MACINTOSH }, { "mac", E_MACINTOSH },
	{ "macintosh", E_MACINTOSH }, { "x-mac-roman", E_MACINTOSH },
	{ "dos-874", E_WINDOWS_874 }, { "iso-8859-11", E_WINDOWS_874 },
	{ "iso8859-11", E_WINDOWS_874 }, { "iso885911", E_WINDOWS_874 },
	{ "tis-620", E_WINDOWS_874 }, { "windows-874", E_WINDOWS_874 },
	{ "cp1250", E_WINDOWS_1250 }, { "windows-1250", E_WINDOWS_1250 },
	{ "x-cp1250", E_WINDOWS_1250 },
	{ "cp1251", E_WINDOWS_1251 }, { "windows-1251", E_WINDOWS_1251 },
	{ "x-cp1251", E_WINDOWS_1251 },
	{ "ansi_x3.4-1968", E_WINDOWS_1252 }, { "ascii", E_WINDOWS_1252 },
	{ "cp1252", E_WINDOWS_1252 }, { "cp819", E_WINDOWS_1252 },
	{ "csisolatin1", E_WINDOWS_1252 }, { "ibm819", E_WINDOWS_1252 },
	{ "iso-8859-1", E_WINDOWS_1252 }, { "iso-ir-100", E_WINDOWS_1252 },
	{ "iso8859-1", E_WINDOWS_1252 }, { "iso88591", E_WINDOWS_1252 },
	{ "iso_8859-1", E_WINDOWS_1252 },
	{ "iso_8859-1:1987", E_WINDOWS_1252 }, { "l1", E_WINDOWS_1252 },
	{ "latin1", E_WINDOWS_1252 }, { "us-ascii", E_WINDOWS_1252 },
	{ "windows-1252", E_WINDOWS_1252 }, { "x-cp1252", E_WINDOWS_1252 },
	{ "cp1253", E_WINDOWS_1253 }, { "windows-1253", E_WINDOWS_1253 },
	{ "x-cp1253", E_WINDOWS_1253 },
	{ "cp1254", E_WINDOWS_1254 }, { "csisolatin5", E_WINDOWS_1254 },
	{ "iso-8859-9", E_WINDOWS_1254 }, { "iso-ir-148", E_WINDOWS_1254 },
	{ "iso8859-9", E_WINDOWS_1254 }, { "iso88599", E_WINDOWS_1254 },
	{ "iso_8859-9", E_WINDOWS_1254 },
	{ "iso_8859-9:1989", E_WINDOWS_1254 }, { "l5", E_WINDOWS_1254 },
	{ "latin5", E_WINDOWS_1254 }, { "windows-1254", E_WINDOWS_1254 },
	{ "x-cp1254", E_WINDOWS_1254 },
	{ "cp1255", E_WINDOWS_1255 }, { "windows-1255", E_WINDOWS_1255 },
	{ "x-cp1255", E_WINDOWS_1255 },
	{ "cp1256", E_WINDOWS_1256 }, { "windows-1256", E_WINDOWS_1256 },
	{ "x-cp1256", E_WINDOWS_1256 },
	{ "cp1257", E_WINDOWS_1257 }, { "windows-1257", E_WINDOWS_1257 },
	{ "x-cp1257", E_WINDOWS_1257 },
	{ "cp1258", E_WINDOWS_1258 }, { "windows-1258", E_WINDOWS_1258 },
	{ "x-cp1258", E_WINDOWS_1258 },
	{ "x-mac-cyrillic", E_X_MAC_CYRILLIC },
	{ "x-mac-ukrainian", E_X_MAC_CYRILLIC },
	{ "chinese", E_GBK }, { "csgb2312", E_GBK },
	{ "csiso58gb231280", E_GBK }, { "gb2312", E_GBK },
	{ "gb_2312", E_GBK }, { "gb_2312-80", E_GBK }, { "gbk", E_GBK },
	{ "iso-ir-58", E_GBK }, { "x-gbk", E_GBK },
	{ "gb18030", E_GB18030 },
	{ "big5", E_BIG5 }, { "big5-hkscs", E_BIG5 }, { "cn-big5", E_BIG5 },
	{ "csbig5", E_BIG5 }, { "x-x-big5", E_BIG5 },
	{ "cseucpkdfmtjapanese", E_EUC_JP }, { "euc-jp", E_EUC_JP },
	{ "x-euc-jp", E_EUC_JP },
	{ "csiso2022jp", E_ISO_2022_JP }, { "iso-2022-jp", E_ISO_2022_JP },
	{ "csshiftjis", E_SHIFT_JIS }, { "ms932", E_SHIFT_JIS },
	{ "ms_kanji", E_SHIFT_JIS }, { "shift-jis", E_SHIFT_JIS },
	{ "shift_jis", E_SHIFT_JIS }, { "sjis", E_SHIFT_JIS },
	{ "windows-31j", E_SHIFT_JIS }, { "x-sjis", E_SHIFT_JIS },
	{ "cseuckr", E_EUC_KR }, { "csksc56011987", E_EUC_KR },
	{ "euc-kr", E_EUC_KR }, { "iso-ir-149", E_EUC_KR },
	{ "korean", E_EUC_KR }, { "ks_c_5601-1987", E_EUC_KR },
	{ "ks_c_5601-1989", E_EUC_KR }, { "ksc5601", E_EUC_KR },
	{ "ksc_5601", E_EUC_KR }, { "windows-949", E_EUC_KR },
	{ "csiso2022kr", E_REPLACEMENT }, { "hz-gb-2312", E_REPLACEMENT },
	{ "iso-2022-cn", E_REPLACEMENT }, { "iso-2022-cn-ext", E_REPLACEMENT },
	{ "iso-2022-kr", E_REPLACEMENT }, { "replacement", E_REPLACEMENT },
	{ "unicodefffe", E_UTF_16BE }, { "utf-16be", E_UTF_16BE },
	{ "csunicode", E_UTF_16LE }, { "iso-10646-ucs-2", E_UTF_16LE },
	{ "ucs-2", E_UTF_16LE }, { "unicode", E_UTF_16LE },
	{ "unicodefeff", E_UTF_16LE }, { "utf-16", E_UTF_16LE },
	{ "utf-16le", E_UTF_16LE },
	{ "x-user-defined", E_X_USER_DEFINED },
};

#define COUNT(table) (sizeof(table) / sizeof(*(table)))

const struct encoding *
encoding_get(struct slice label)
{
	size_t i;

	label = slice_trim(label);
	for (i = 0; i < COUNT(labels); i++)
		if (slice_ieq(label, slice_z(labels[i].text)))
			return &encodings[labels[i].place];
	return NULL;
}

const char *
encoding_name(const struct encoding *e)
{
	return e->name;
}

void
encoding_each(void (*fn)(void *ctx, const char *label, const char *name),
    void *ctx)
{
	size_t i;

	for (i = 0; i < COUNT(labels); i++)
		fn(ctx, labels[i].text, encodings[labels[i].place].name);
}
