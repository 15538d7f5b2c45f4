#include <stdio.h>
#include <stdlib.h>

#include "base/buf.h"
#include "base/mem.h"
#include "store/bundle.h"
#include "test.h"

static uint64_t seed = 7;

static uint32_t
rnd(uint32_t n)
{
	seed = seed * 6364136223846793005u + 1442695040888963407u;
	return (uint32_t)(seed >> 33) % n;
}

/* Packs it alone, and takes it out again; what it came to, in bytes. */
static size_t
round_trip(struct slice source, struct slice body, struct slice comments)
{
	struct bundle bundle = { .n = 0 };
	struct record r = { .source = source, .body = body,
	    .comments = comments };
	struct slice titles[2] = { SLICE("One"), SLICE("Two of them") };
	struct slice urls[2] = { SLICE(""), SLICE("https://a.example/2") };
	struct buf packed = { 0 }, raw = { 0 };
	struct arena a = { 0 };
	struct packed p;
	size_t at, size;

	r.related = (struct slices){ titles, 2, 2 };
	r.related_urls = (struct slices){ urls, 2, 2 };
	bundle_add(&bundle, &r);
	at = bundle_add(&bundle, &r);
	size = bundle.raw.len;
	CHECK(bundle_pack(&bundle, &packed));
	CHECK_EQ(bundle.n, 0);
	CHECK(bundle_unpack(buf_slice(&packed), size, &raw));
	CHECK(!bundle_unpack(buf_slice(&packed), size - 1, &raw));
	CHECK(!bundle_unpack(buf_slice(&packed), size + 1, &raw));
	CHECK(bundle_unpack(buf_slice(&packed), size, &raw));
	CHECK(bundle_story(buf_slice(&raw), at, &p, &a));
	CHECK(slice_eq(p.source, source));
	CHECK_STR(p.body, source.len ? body.s : "");
	CHECK_STR(p.comments, source.len ? comments.s : "");
	CHECK_EQ(p.related.n, 2);
	CHECK_STR(p.related.at[1], "Two of them");
	CHECK_STR(p.related_urls.at[1], "https://a.example/2");
	CHECK(!bundle_story(buf_slice(&raw), size, &p, &a));
	arena_free(&a);
	buf_free(&packed);
	buf_free(&raw);
	bundle_free(&bundle);
	return size / 2;
}

static void
test_texts(void)
{
	static const struct { const char *source, *body; size_t extra; }
	cases[] = {
		{ "", "kept nowhere", 41 },
		{ "The quarry opened again on Sunday", "The quarry opened "
		    "again on Sunday", 54 },
		/* Lines as they are, wrapped, indented, parted. */
		{ "The quarry opened\nagain on Sunday.\n\nNobody had asked "
		    "for that.", "The quarry opened again on Sunday.\nNobody "
		    "had asked for that.", 54 },
		{ "   The quarry opened\n\t again on Sunday.", "The quarry "
		    "opened\nagain on Sunday.", 54 },
		/* Not all of it, and not in order. */
		{ "Home | News\nThe quarry opened again\nShare\nNobody had "
		    "asked", "The quarry opened again\nNobody had asked", 55 },
		{ "second paragraph of it\nfirst paragraph of it",
		    "first paragraph of it\nsecond paragraph of it", 77 },
		/* White space of all kinds and lengths. */
		{ "a  b\t\tc\r\n\r\nd        e\n\n\n\nf",
		    "a b c\nd e\nf", 63 }
	};
	size_t i, n;

	for (i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		n = round_trip(slice_z(cases[i].source),
		    slice_z(cases[i].body), SLICE("Ann\nOh no"));
		CHECK(n <= strlen(cases[i].source) + cases[i].extra);
	}
}

/* White space is all that differs: nothing of the text is kept twice. */
static void
test_wrapped(void)
{
	struct buf source = { 0 }, body = { 0 };
	int i;

	for (i = 0; i < 3000; i++) {
		buf_printf(&source, "word%d%s", i, i % 9 ? " " : i % 5 ?
		    "\n    " : "\n\n    ");
		buf_printf(&body, "word%d%c", i, i % 9 || i % 5 ? ' ' :
		    '\n');
	}
	CHECK(round_trip(buf_slice(&source), slice_z(buf_z(&body)),
	    SLICE("")) < source.len + 120);
	buf_free(&source);
	buf_free(&body);
}

static void
test_random(void)
{
	struct buf source = { 0 }, body = { 0 };
	int i, k;

	for (i = 0; i < 300; i++) {
		buf_clear(&source);
		buf_clear(&body);
		for (k = (int)rnd(400); k > 0; k--)
			buf_addc(&source, "ab \n\t"[rnd(5)]);
		/* Pieces of it, with some of their blanks changed. */
		for (k = (int)rnd(8); k > 0; k--)
			buf_add(&body, slice_sub(buf_slice(&source),
			    rnd(400), rnd(80)));
		for (k = 0; k < (int)body.len; k++)
			if (body.s[k] == ' ' && rnd(9) == 0)
				body.s[k] = '\n';
		buf_z(&body);
		round_trip(buf_slice(&source), slice_z(buf_z(&body)),
		    SLICE("x"));
	}
	buf_free(&source);
	buf_free(&body);
}

/* What was changed on the disk is found out or harmless. */
static void
test_damaged(void)
{
	struct bundle bundle = { .n = 0 };
	struct record r = { .source = SLICE("The quarry opened again\n\n"
	    "  Nobody had asked for that"), .body = SLICE("The quarry opened "
	    "again\nNobody had asked for that"), .comments = SLICE("no") };
	struct buf raw = { 0 };
	struct arena a = { 0 };
	struct packed p;
	size_t i, n;

	bundle_add(&bundle, &r);
	for (i = 0; i < 20000; i++) {
		buf_clear(&raw);
		buf_add(&raw, buf_slice(&bundle.raw));
		for (n = 1 + rnd(3); n > 0; n--)
			raw.s[rnd((uint32_t)raw.len)] = (char)rnd(256);
		bundle_story(slice_sub(buf_slice(&raw), 0,
		    rnd((uint32_t)raw.len + 1)), 0, &p, &a);
	}
	CHECK(!bundle_story((struct slice){ 0 }, 0, &p, &a));
	arena_free(&a);
	buf_free(&raw);
	bundle_free(&bundle);
}

/* Texts that are looked for everywhere in vain, and runs of white space
 * without end, take no time. */
static void
test_hostile(void)
{
	struct buf source = { 0 }, body = { 0 };
	int i;

	buf_fill(&source, '.', 300);
	buf_addz(&source, "abcdefgh");
	buf_fill(&source, ' ', 4 << 20);
	for (i = 0; i < 400000; i++)
		buf_addz(&body, "abcdefgh ");
	round_trip(buf_slice(&source), slice_z(buf_z(&body)), SLICE(""));
	buf_clear(&source);
	buf_fill(&source, 'a', 4 << 20);
	buf_clear(&body);
	for (i = 0; i < 200000; i++)
		buf_addz(&body, "aaaaaaaab\n");
	round_trip(buf_slice(&source), slice_z(buf_z(&body)), SLICE(""));
	buf_free(&source);
	buf_free(&body);
}

int
main(void)
{
	test_texts();
	test_wrapped();
	test_random();
	test_damaged();
	test_hostile();
	return test_done("bundle");
}
