#include "load/unwrap.h"

#include "pack.h"
#include "test.h"

#define MAX ((size_t)1 << 20)

/* Unpacks bytes; frees them. */
static void
check(struct buf *bytes, size_t max, const char *text, const char *warning,
    bool truncated)
{
	struct doc *d = doc_new("x");

	unwrap(d, bytes, max);
	CHECK_STR(buf_slice(bytes), text);
	CHECK_EQ(d->warnings.n, *warning != '\0');
	if (d->warnings.n)
		CHECK_STR(d->warnings.at[0], warning);
	CHECK_EQ(d->truncated, truncated);
	buf_free(bytes);
	doc_free(d);
}

static void
test_plain(void)
{
	static const char *const texts[] = {
		"", "text", "\x1F\x8B", "\x1F\x8B\x08\xE0 no"
	};
	struct buf b = { 0 };
	size_t i;

	for (i = 0; i < sizeof(texts) / sizeof(*texts); i++) {
		buf_addz(&b, texts[i]);
		check(&b, MAX, texts[i], "", false);
	}
}

static void
test_members(void)
{
	struct buf b = { 0 };

	pack(&b, SLICE("one "));
	pack(&b, SLICE(""));
	pack(&b, SLICE("two"));
	check(&b, MAX, "one two", "", false);
	pack(&b, SLICE("one"));
	buf_fill(&b, '\0', 700);
	check(&b, MAX, "one", "", false);
	pack(&b, SLICE("one"));
	buf_addz(&b, "tail");
	check(&b, MAX, "one", "4 bytes behind the gzip data left out", false);
}

static void
test_damage(void)
{
	struct buf b = { 0 };

	pack(&b, SLICE("some text"));
	b.len -= 8;
	check(&b, MAX, "some text", "gzip data is cut off", false);
	pack(&b, SLICE("some text"));
	b.s[b.len - 8] ^= 1;
	check(&b, MAX, "some text",
	    "gzip data is damaged: incorrect data check", false);
	buf_add(&b, SLICE("\x1F\x8B\x08\0\0\0\0\0\0\3"));
	check(&b, MAX, "", "gzip data is cut off", false);
}

static void
test_bomb(void)
{
	struct buf b = { 0 }, zeros = { 0 };
	struct doc *d = doc_new("x");

	buf_fill(&zeros, 'x', 8 * MAX);
	pack(&b, buf_slice(&zeros));
	CHECK(b.len < MAX / 10);
	unwrap(d, &b, MAX);
	CHECK_EQ(b.len, MAX);
	CHECK(d->truncated);
	CHECK_STR(d->warnings.at[0],
	    "unpacks to more than 1048576 bytes; cut there");
	buf_free(&b);
	buf_free(&zeros);
	doc_free(d);
	pack(&b, SLICE("abc"));
	check(&b, 3, "abc", "", false);
	pack(&b, SLICE("abcd"));
	check(&b, 3, "abc", "unpacks to more than 3 bytes; cut there", true);
}

int
main(void)
{
	test_plain();
	test_members();
	test_damage();
	test_bomb();
	return test_done("unwrap");
}
