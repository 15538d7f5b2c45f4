/* Chunks give what the whole gives; the encodings of mail. */
#include "base/buf.h"
#include "load/charset/charset.h"
#include "test.h"
#include "text/utf8.h"

static const char bytes[] = "\xFF\xFE\xEF\xBB\xBF plain words, many of them "
    "\x1B$B\x24\x22\x1B(B+AOk-~{<:~}\x0E\x30\x21\x0F\n\xD0\x9F\xE2\x82\xAC"
    "\xF0\x9F\x98\x80\xF0\x9F\x98\x81\x30\x84\x36\x8F\xB0\xA1\xB0\xA1\x3D\xD8"
    "\x02\xDE\x00\xD8\x1B$B\x1B(I\x31\x1B(J\\~\x1B(B\x88\x62\xE0\xA0\xED\xB0"
    "\xF4\x90\xC3(\x80\xA0\x81\x30\x81\x1B$)C\x81";

static void
decode_cut(const struct encoding *e, struct slice x, size_t step,
    struct buf *out, size_t *errors)
{
	struct decoder *d = decoder_new(e);
	size_t end = 0, from = 0, pass;

	while (end < x.len) {
		end = end + step < x.len ? end + step : x.len;
		pass = decoder_pass(d, slice_sub(x, from, end - from));
		buf_add(out, slice_sub(x, from, pass));
		from += pass;
		from += decoder_push(d, slice_sub(x, from, end - from),
		    end == x.len, out);
	}
	CHECK_EQ(from, x.len);
	*errors = decoder_errors(d);
	decoder_free(d);
}

static void
check_chunks(const struct encoding *e, struct slice x)
{
	struct buf whole = { 0 }, cut = { 0 };
	size_t step, errors, n = charset_decode(e, x, &whole);

	for (step = 1; step < 12; step++) {
		buf_clear(&cut);
		decode_cut(e, x, step, &cut, &errors);
		CHECK_EQ(errors, n);
		CHECK(slice_eq(buf_slice(&whole), buf_slice(&cut)));
	}
	CHECK(utf8_valid(buf_slice(&whole)));
	buf_free(&whole);
	buf_free(&cut);
}

static void
test_label(void *ctx, const char *label, const char *name)
{
	struct slice x = SLICE(bytes);
	const struct encoding *e = encoding_get(slice_z(label));
	size_t i;

	(void)ctx;
	(void)name;
	for (i = 0; i < x.len; i += 5) {
		check_chunks(e, slice_from(x, i));
		check_chunks(e, slice_sub(x, 0, i));
	}
}

static const struct {
	const char *label, *in, *want;	/* want NULL: no such label */
	size_t errors;
} mails[] = {
	{ "utf-7", "Hi Mom -+Jjo--+IKw-!", "Hi Mom -☺-€!", 0 },
	{ "UTF-7", "1 +- 1 +2D3eAA- +AOk", "1 + 1 😀 é", 0 },
	{ "utf-7", "+AO +2D0- \xE9", "\xEF\xBF\xBD \xEF\xBF\xBD \xEF\xBF\xBD",
	    3 },
	{ "hz-gb-2312", "a ~{VPND~} b ~~ ~{VP\nc", "a 中文 b ~ 中\nc", 0 },
	{ "hz", "~{V\nV", "\xEF\xBF\xBD\nV", 1 },
	{ "iso-2022-kr", "\x1B$)C\x0EGQ1[\x0F ok\n\x0EGQ\nx", "한글 ok\n한\nx",
	    0 },
	{ "cp437", "\x80\xE1\xDB", "Çß█", 0 }, { "IBM850", "\xB5", "Á", 0 },
	{ " 852 ", "\xA5", "ą", 0 }, { "dos-862", "\x80", "א", 0 },
	{ "koi8-t", "\xD0\x81", "пғ", 0 }, { "cp858", "\xD5", "€", 0 },
	{ "koi8-r", "\xD0", "п", 0 }, { "iso-8859-1", "\x80", "€", 0 },
	{ "cp866", "\x80", "А", 0 }, { "cp", "", NULL, 0 },
	{ "utf-9", "", NULL, 0 }, { "cp1", "", NULL, 0 },
};

static void
test_mail(void)
{
	const struct encoding *e;
	struct buf out = { 0 };
	size_t i;

	for (i = 0; i < sizeof(mails) / sizeof(*mails); i++) {
		e = encoding_get_mail(slice_z(mails[i].label));
		CHECK((e == NULL) == (mails[i].want == NULL));
		if (e == NULL)
			continue;
		buf_clear(&out);
		CHECK_EQ(charset_decode(e, slice_z(mails[i].in), &out),
		    mails[i].errors);
		CHECK_STR(buf_slice(&out), mails[i].want);
		check_chunks(e, slice_z(mails[i].in));
		check_chunks(e, SLICE(bytes));
	}
	buf_free(&out);
	/* Never by the labels of the web. */
	CHECK(encoding_get(SLICE("utf-7")) == NULL);
	CHECK(encoding_get(SLICE("cp437")) == NULL);
	CHECK(encoding_get(SLICE("koi8-t")) == NULL);
	CHECK_STR(slice_z(encoding_name(encoding_get(SLICE("iso-2022-kr")))),
	    "replacement");
	CHECK_STR(slice_z(encoding_name(encoding_get(SLICE("hz-gb-2312")))),
	    "replacement");
}

/* A bomb for each decoder: a megabyte that is bad all through. */
static void
test_bomb(void *ctx, const char *label, const char *name)
{
	static const char *const units[] = {
		"\xFF", "\x80", "\x8F", "\x1B$B\x1B(B", "\xED\xA0\x80", "\x81\x30"
	};
	struct buf in = { 0 }, out = { 0 };
	const char **last = ctx;
	size_t i, k;

	for (i = 0; i < sizeof(units) / sizeof(*units) &&
	    strcmp(*last, name) != 0; i++) {
		buf_clear(&in);
		buf_clear(&out);
		for (k = 0; k < 1000000; k += strlen(units[i]))
			buf_addz(&in, units[i]);
		charset_decode(encoding_get(slice_z(label)), buf_slice(&in),
		    &out);
		CHECK(out.len <= in.len * 3 + 3);
	}
	*last = name;
	buf_free(&in);
	buf_free(&out);
}

int
main(void)
{
	const char *last = "";

	encoding_each(test_label, NULL);
	encoding_each(test_bomb, &last);
	test_mail();
	return test_done("decoder");
}
