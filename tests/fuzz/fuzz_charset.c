/*
 * fuzz_charset: the first byte picks one of the standard's encodings, the
 * rest is decoded as it.  Out comes valid UTF-8, the same a second time,
 * with as many U+FFFD as errors at least; and any bytes can be judged.
 */
#include "fuzz.h"
#include "load/charset/charset.h"
#include "text/utf8.h"

#define BAD "\xEF\xBF\xBD"

struct pick {
	size_t left;			/* labels still to pass over */
	const char *label;
};

static void
pick_label(void *ctx, const char *label, const char *name)
{
	struct pick *p = ctx;

	(void)name;
	if (p->left > 0)
		p->left--;
	else if (p->label == NULL)
		p->label = label;
}

static size_t
count_bad(struct slice x)
{
	size_t at, n = 0;

	while ((at = slice_find(x, SLICE(BAD))) != SLICE_NONE) {
		x = slice_from(x, at + sizeof(BAD) - 1);
		n++;
	}
	return n;
}

static void
check_decode(const struct encoding *e, struct slice bytes)
{
	struct buf once = { 0 }, twice = { 0 };
	size_t errors = charset_decode(e, bytes, &once);

	MUST(utf8_valid(buf_slice(&once)));
	MUST(count_bad(buf_slice(&once)) >= errors);
	MUST(charset_decode(e, bytes, &twice) == errors);
	MUST(slice_eq(buf_slice(&once), buf_slice(&twice)));
	buf_free(&once);
	buf_free(&twice);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct slice bytes = { (const char *)data, size };
	struct charset_info info = { 0 };
	struct pick p = { 0 };

	if (size == 0)
		return 0;
	p.left = data[0];
	bytes = slice_from(bytes, 1);
	encoding_each(pick_label, &p);
	if (p.label != NULL)
		check_decode(encoding_get(slice_z(p.label)), bytes);
	MUST(charset_decide(bytes, p.label, &info) != NULL);
	MUST(info.confidence >= 0 && info.confidence <= 1);
	return 0;
}
