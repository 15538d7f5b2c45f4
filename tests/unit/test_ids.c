#include "app/ids.h"

#include <stdio.h>

#include "tests/unit/test.h"

static void
add(struct doc *d, const char *id, const char *author, const char *text)
{
	struct comment *c = doc_add_comment(d);

	c->id = doc_str(d, slice_z(id));
	c->author = doc_str(d, slice_z(author));
	c->text = doc_str(d, slice_z(text));
}

/* Each finds itself, and no two are one. */
static void
check_all(const struct ids *ids)
{
	size_t i;

	for (i = 0; i < ids->n; i++)
		if (ids->of[i] == 0 || ids_find(ids, ids->of[i]) != i ||
		    ids_find_near(ids, ids->of[i], i + 1) != i)
			break;
	CHECK_EQ(i, ids->n);
}

static void
test_another_copy(void)
{
	struct doc *a = doc_new("a"), *b = doc_new("b");
	struct ids *x, *y;

	add(a, "", "Ann", "First!");
	add(a, "", "Bo", "First!");
	add(a, "c7", "Ann", "An id of its own.");
	add(a, "", "Ann", "First!");
	add(b, "", "Cy", "Before them all.");
	add(b, "", "Bo", "First!");
	add(b, "c7", "Ann", "The page lets her edit.");
	add(b, "", "Ann", "First!");
	add(b, "", "Ann", "First!");
	add(b, "", "Ann", "First!");
	x = ids_new(a);
	y = ids_new(b);
	check_all(x);
	check_all(y);
	CHECK_EQ(ids_find(y, x->of[0]), 3);
	CHECK_EQ(ids_find(y, x->of[1]), 1);
	CHECK_EQ(ids_find(y, x->of[2]), 2);
	CHECK_EQ(ids_find(y, x->of[3]), 4);
	CHECK_EQ(ids_find(x, y->of[0]), ID_NOBODY);
	CHECK_EQ(ids_find(x, y->of[5]), ID_NOBODY);
	ids_free(x);
	ids_free(y);
	doc_free(a);
	doc_free(b);
}

/* Author and text are not run together, nor is an id either of them. */
static void
test_parts(void)
{
	struct doc *d = doc_new("d");
	struct ids *ids;

	add(d, "", "ab", "c");
	add(d, "", "a", "bc");
	add(d, "", "", "abc");
	add(d, "", "abc", "");
	add(d, "abc", "", "");
	add(d, "", "", "");
	doc_add_comment(d)->absent = true;
	ids = ids_new(d);
	check_all(ids);
	ids_free(ids);
	doc_free(d);
}

/* Texts of every length around a step of the hash, each letter counts. */
static void
test_lengths(void)
{
	struct doc *d = doc_new("d");
	struct ids *ids;
	char text[64];
	size_t len, i;

	for (len = 0; len < 50; len++) {
		memset(text, 'x', len);
		text[len] = '\0';
		add(d, "", "Ann", text);
		for (i = 0; i < len; i++) {
			text[i] = 'y';
			add(d, "", "Ann", text);
			text[i] = 'x';
		}
	}
	ids = ids_new(d);
	check_all(ids);
	ids_free(ids);
	doc_free(d);
}

/* The same over and over takes no longer. */
static void
test_twins(void)
{
	struct doc *d = doc_new("d");
	struct ids *ids;
	size_t i;

	for (i = 0; i < 200000; i++)
		add(d, "", "Ann", "+1");
	ids = ids_new(d);
	check_all(ids);
	ids_free(ids);
	doc_free(d);
}

static void
test_text(void)
{
	struct buf b = { 0 };
	struct slice x;
	uint64_t id, want = 0xFEDCBA987654u;

	id_add(&b, want);
	id_add(&b, 1);
	CHECK_EQ(b.len, 2 * ID_TEXT);
	buf_addz(&b, " -");
	x = buf_slice(&b);
	CHECK(id_take(&x, &id));
	CHECK_EQ(id, want);
	CHECK(id_take(&x, &id));
	CHECK_EQ(id, 1);
	CHECK(!id_take(&x, &id));
	x = SLICE("AAAA AAA");
	CHECK(!id_take(&x, &id));
	x = SLICE("AAAAAAA");
	CHECK(!id_take(&x, &id));
	x = SLICE("");
	CHECK(!id_take(&x, &id));
	buf_free(&b);
}

int
main(void)
{
	test_another_copy();
	test_parts();
	test_lengths();
	test_twins();
	test_text();
	return test_done("ids");
}
