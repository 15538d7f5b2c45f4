/*
 * encoding: what the files of charset/ know of an encoding; others see
 * charset.h only.
 */
#ifndef LOAD_CHARSET_ENCODING_H
#define LOAD_CHARSET_ENCODING_H

#include "base/buf.h"
#include "load/charset/charset.h"

enum encoding_kind {
	KIND_UTF8, KIND_UTF16LE, KIND_UTF16BE, KIND_SINGLE, KIND_GB18030,
	KIND_BIG5, KIND_EUC_JP, KIND_ISO_2022_JP, KIND_SHIFT_JIS, KIND_EUC_KR,
	KIND_REPLACEMENT, KIND_USER_DEFINED, KIND_UTF7, KIND_HZ,
	KIND_ISO_2022_KR
};

struct encoding {
	const char *name;		/* WHATWG */
	enum encoding_kind kind;
	/* What iconv may call it, the best first; NULL after the last.
	 * Nothing else ever reaches iconv_open(). */
	const char *iconv[4];
};

/* A character where iconv and the standard differ. */
struct patch {
	uint16_t bytes, cp;
};

#define CP_NONE UINT32_MAX		/* no character has these bytes */
#define CP_BAD 0xFFFDu

struct decoder;
struct walk;

/*
 * Decoders.  Each goes over w, counts in w->errors how many times it put
 * U+FFFD for malformed input, and leaves w->p where it stopped; the section
 * of the standard it follows stands with it.
 */
void decode_single(struct decoder *, struct walk *);
void decode_gb18030(struct decoder *, struct walk *);
void decode_big5(struct decoder *, struct walk *);
void decode_euc_kr(struct decoder *, struct walk *);
void decode_shift_jis(struct decoder *, struct walk *);
void decode_euc_jp(struct decoder *, struct walk *);
void decode_iso_2022_jp(struct decoder *, struct walk *);
void decode_utf7(struct decoder *, struct walk *);
void decode_hz(struct decoder *, struct walk *);
void decode_iso_2022_kr(struct decoder *, struct walk *);

/* A unit of UTF-16, of which d keeps half a pair. */
void utf16_put(struct decoder *d, struct walk *, uint32_t unit);

#endif
