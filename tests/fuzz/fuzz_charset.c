/*
 * fuzz_charset: the first byte picks one of the standard's encodings or one
 * of mail, the second how chunks are cut; the rest is decoded.  Out comes
 * valid UTF-8, in chunks what comes in one, with as many U+FFFD as errors at
 * least; it can be mended and cleaned, and any bytes can be judged, shown as
 * any encoding would have them, and taken for a label.
 */
#include "fuzz.h"
#include "load/charset/charset.h"
#include "load/charset/choose.h"
#include "load/charset/repair.h"
#include "text/clean.h"
#include "text/utf8.h"

#define BAD "\xEF\xBF\xBD"

static const char *const mails[] = {
	"utf-7", "hz-gb-2312", "iso-2022-kr", "cp437", "koi8-t"
};

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

/* The errors; chunks of 1 to step bytes. */
static size_t
decode_chunks(const struct encoding *e, struct slice x, size_t step,
    struct buf *out)
{
	struct decoder *d = decoder_new(e);
	size_t end = 0, from = 0, n = 1, errors;
	struct slice chunk;

	while (from < x.len) {
		end = x.len - end > n ? end + n : x.len;
		n = n % step + 1;
		chunk = slice_sub(x, from, end - from);
		chunk.len = decoder_pass(d, chunk);
		buf_add(out, chunk);
		from += chunk.len;
		chunk = slice_sub(x, from, end - from);
		from += decoder_push(d, chunk, end == x.len, out);
		MUST(from <= end && (end < x.len || from == end));
	}
	errors = decoder_errors(d);
	decoder_free(d);
	return errors;
}

static void
check_after(struct slice text)
{
	struct buf mended = { 0 }, clean = { 0 };

	if (text_repair(text, &mended) == 0) {
		MUST(mended.len == 0);
		buf_add(&mended, text);
	}
	MUST(utf8_valid(buf_slice(&mended)));
	text_clean(&clean, buf_slice(&mended));
	MUST(utf8_valid(buf_slice(&clean)));
	MUST(text_is_clean(buf_slice(&clean)));
	buf_free(&mended);
	buf_free(&clean);
}

static void
check_decode(const struct encoding *e, struct slice bytes, size_t step)
{
	struct buf once = { 0 }, twice = { 0 };
	size_t errors = charset_decode(e, bytes, &once);

	MUST(utf8_valid(buf_slice(&once)));
	MUST(count_bad(buf_slice(&once)) >= errors);
	MUST(decode_chunks(e, bytes, step, &twice) == errors);
	MUST(slice_eq(buf_slice(&once), buf_slice(&twice)));
	check_after(buf_slice(&once));
	buf_free(&once);
	buf_free(&twice);
}

/* One clean line, however long the document is. */
static void
check_preview(const char *label, struct slice bytes)
{
	struct slice piece = choose_piece(bytes);
	const struct encoding *e = encoding_get(slice_z(label));
	const char *likely[CHOOSE_LIKELY], *near[CHOOSE_NEAR];
	struct buf line = { 0 };

	if (e) {
		choose_preview(encoding_name(e), piece, &line);
		MUST(text_is_clean(buf_slice(&line)));
		MUST(slice_chr(buf_slice(&line), '\n') == SLICE_NONE);
		MUST(line.len < 1024);
	}
	MUST(choose_likely(bytes, likely) > 0);
	MUST(choose_near(bytes, near) <= CHOOSE_NEAR);
	buf_free(&line);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct slice bytes = { (const char *)data, size };
	struct charset_info info = { 0 };
	struct pick p = { 0 };

	if (size < 2)
		return 0;
	p.left = data[0];
	bytes = slice_from(bytes, 2);
	encoding_each(pick_label, &p);
	if (p.label == NULL)
		p.label = mails[p.left % (sizeof(mails) / sizeof(*mails))];
	check_decode(encoding_get_mail(slice_z(p.label)), bytes,
	    data[1] % 64 + 1u);
	check_preview(p.label, bytes);
	MUST(charset_decide(bytes, p.label, &info) != NULL);
	MUST(info.confidence >= 0 && info.confidence <= 1);
	return 0;
}
