#include "store/record.h"
#include "test.h"
#include "text/terms.h"

static void
test_days(void)
{
	static const struct { const char *iso; int64_t day; } cases[] = {
		{ "1970-01-01", 0 }, { "1969-12-31", -1 }, { "1970", 0 },
		{ "2000-03-01", 11017 }, { "2017-03-29T16:21:00+03:00",
		17254 }, { "2017-03", 17226 }, { "", INT64_MIN },
		{ "soon", INT64_MIN }, { "201", INT64_MIN },
		{ "2017-13-01", INT64_MIN }, { "1600-01-01", -135140 }
	};
	size_t i;

	for (i = 0; i < sizeof(cases) / sizeof(*cases); i++)
		CHECK_EQ(record_day(slice_z(cases[i].iso)), cases[i].day);
}

static void
test_terms(void)
{
	static const struct { const char *text, *terms; } cases[] = {
		{ "Don't STOP, ez-Zor!", "dont|stop|ez|zor|" },
		{ "", "" }, { " -- ", "" }, { "A1 b2", "a1|b2|" },
		{ "Stra\xC3\x9F" "e", "strasse|" },
		{ "\xD0\x9F\xD1\x80\xD0\xB8\xD0\xB2\xD0\xB5\xD1\x82",
		    "\xD0\xBF\xD1\x80\xD0\xB8\xD0\xB2\xD0\xB5\xD1\x82|" },
		{ "\xE4\xB8\xAD\xE5\x9B\xBD\xE4\xBA\xBA",
		    "\xE4\xB8\xAD\xE5\x9B\xBD|\xE5\x9B\xBD\xE4\xBA\xBA|" },
		{ "x\xE4\xB8\xADy", "x|\xE4\xB8\xAD|y|" },
		{ "caf\xC3\xA9 \xE2\x80\x9Cna\xC3\xAFve\xE2\x80\x9D",
		    "caf\xC3\xA9|na\xC3\xAFve|" }
	};
	struct slice term;
	size_t i;

	for (i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct terms t = { .text = slice_z(cases[i].text) };
		struct buf b = { 0 };

		while (terms_next(&t, &term)) {
			buf_add(&b, term);
			buf_addc(&b, '|');
		}
		CHECK_STR(buf_slice(&b), cases[i].terms);
		buf_free(&b);
	}
}

static struct record
of_text(const char *text, struct arena *a)
{
	struct doc *d = doc_new("x");
	struct record r;

	doc_add_block(d, BLOCK_PARAGRAPH, slice_z(text));
	record_of_doc(&r, d, a);
	doc_free(d);
	return r;
}

static size_t
in_common(const struct record *a, const struct record *b)
{
	size_t i, n = 0;

	for (i = 0; i < RECORD_SKETCH; i++)
		n += a->sketch[i] && a->sketch[i] == b->sketch[i];
	return n;
}

#define TEXT "The council met on Monday to speak of the bridge that has " \
	"been closed since the flood; nobody could say when it would open " \
	"again, and the ferry that was promised has not come, said a man " \
	"who lives on the other side and walks two hours to work every day " \
	"since then, in rain and in snow, past the old mill."

static void
test_sketch(void)
{
	struct arena a = { 0 };
	struct record x = of_text(TEXT, &a), y, z;

	y = of_text("  " TEXT " ", &a);
	CHECK(x.text_hash == y.text_hash);
	CHECK_EQ(in_common(&x, &y), RECORD_SKETCH);
	y = of_text(TEXT " (agencies)", &a);
	CHECK(x.text_hash != y.text_hash);
	CHECK(in_common(&x, &y) >= 4);
	z = of_text("Quite another story of forty words or so: it goes on "
	    "about the price of wheat, the weather in the east, the "
	    "strength of the currency, and what an expert of a bank whom "
	    "nobody knows makes of all this for next year and the one "
	    "after that", &a);
	CHECK_EQ(in_common(&x, &z), 0);
	y = of_text("Too short to tell.", &a);
	CHECK(y.sketch[0] == 0 && y.text_hash != 0 && y.words == 4);
	CHECK(of_text("", &a).text_hash == 0);
	arena_free(&a);
}

static void
test_bytes(void)
{
	struct arena a = { 0 };
	struct record r = of_text(TEXT, &a), got;
	struct buf b = { 0 };
	struct slice tag = SLICE("Bridges"), none = SLICE("");
	size_t i;

	r.path = SLICE("/tmp/x");
	r.offset = 1234567890123;
	r.form = 2;
	r.tags = (struct slices){ &tag, 1, 1 };
	r.related = (struct slices){ &tag, 1, 1 };
	r.related_urls = (struct slices){ &none, 1, 1 };
	record_write(&b, &r);
	CHECK(record_read(&got, buf_slice(&b), &a));
	CHECK(slice_eq(got.body, r.body) && slice_eq(got.path, r.path));
	CHECK(got.offset == r.offset && got.form == 2);
	CHECK(got.text_hash == r.text_hash && got.words == r.words);
	CHECK_EQ(got.tags.n, 1);
	CHECK_STR(got.tags.at[0], "Bridges");
	for (i = 0; i < b.len; i++)
		CHECK(!record_read(&got, slice_sub(buf_slice(&b), 0, i), &a));
	buf_addc(&b, 'x');
	CHECK(!record_read(&got, buf_slice(&b), &a));
	buf_free(&b);
	arena_free(&a);
}

int
main(void)
{
	test_days();
	test_terms();
	test_sketch();
	test_bytes();
	return test_done("record");
}
