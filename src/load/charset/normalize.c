#include "load/charset/decide.h"
#include "load/charset/encoding.h"
#include "load/charset/repair.h"
#include "text/clean.h"
#include "text/utf8.h"

#define LABEL_SHOWN 40			/* bytes of a label in a warning */

static const char *
plural(size_t n)
{
	return n == 1 ? "" : "s";
}

static void
warn_label(struct doc *d, struct slice label)
{
	label = slice_sub(slice_trim(label), 0, LABEL_SHOWN);
	doc_warn(d, "unknown charset label \"%.*s\"", SLICE_FMT(label));
}

static void
warn_study(struct doc *d, const struct study *st)
{
	const struct encoding *said = st->declared.encoding;
	struct slice label = slice_sub(st->declared.label, 0, LABEL_SHOWN);

	if (st->transport_unknown)
		warn_label(d, slice_z(st->told->transport));
	if (st->declared.unknown.len)
		warn_label(d, st->declared.unknown);
	if (said && said != st->encoding && st->info.from != FROM_HAND)
		doc_warn(d, "declared as %.*s, but is %s%s",
		    SLICE_FMT(slice_trim(label)),
		    st->info.from == FROM_VALID_UTF8 ? "valid " :
		    st->info.from == FROM_DEFAULT ? "not; read as " : "",
		    st->info.name);
}

/* *bytes as the study's encoding, in its place. */
static size_t
decode_in_place(const struct study *st, struct buf *bytes)
{
	const struct encoding *e = st->encoding;
	const struct slice mark = SLICE_INIT("\xEF\xBB\xBF");
	struct buf out = { 0 };
	size_t errors;

	if (e->kind == KIND_UTF8 && (st->whole ||
	    utf8_valid(buf_slice(bytes)))) {
		if (slice_starts(buf_slice(bytes), mark)) {
			bytes->len -= mark.len;
			memmove(bytes->s, bytes->s + mark.len, bytes->len);
		}
		return 0;
	}
	errors = charset_decode(e, buf_slice(bytes), &out);
	buf_free(bytes);
	*bytes = out;
	return errors;
}

static size_t
clean_in_place(struct buf *text)
{
	struct buf out = { 0 };
	size_t removed;

	if (text_is_clean(buf_slice(text)))
		return 0;
	buf_reserve(&out, text->len);
	removed = text_clean(&out, buf_slice(text));
	buf_free(text);
	*text = out;
	return removed;
}

static void
repair_in_place(struct doc *d, struct buf *text)
{
	struct buf out = { 0 };
	size_t n = text_repair(buf_slice(text), &out);

	if (n == 0)
		return;
	d->mended = n;
	doc_warn(d, "mended %zu place%s of text that had been decoded "
	    "wrongly before", n, plural(n));
	buf_free(text);
	*text = out;
}

void
charset_normalize(struct doc *d, struct buf *bytes,
    const struct charset_told *told)
{
	struct study st;
	size_t n;

	charset_study(buf_slice(bytes), told, &st);
	warn_study(d, &st);		/* its slices point into bytes */
	d->charset = st.info;
	n = decode_in_place(&st, bytes);
	d->charset.errors = n;
	if (n)
		doc_warn(d, "%zu malformed sequence%s in %s replaced by "
		    "U+FFFD", n, plural(n), st.info.name);
	if (!told->no_repair)
		repair_in_place(d, bytes);
	n = clean_in_place(bytes);
	if (n)
		doc_warn(d, "removed %zu control or bidirectional-override "
		    "character%s", n, plural(n));
	doc_own_text(d, bytes);
}
