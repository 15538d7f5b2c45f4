#include "store/signs.h"

#include "test.h"

#define MAX 64

static const struct sign *
sign_of(const struct sign *at, size_t n, const char *term)
{
	size_t i;

	for (i = 0; i < n; i++)
		if (slice_eq(at[i].term, slice_z(term)))
			return &at[i];
	return NULL;
}

/* Names by their capitals within sentences, those that stand together as
 * one; words of the headline, words that come again. */
static void
test_names(void)
{
	struct arena a = { 0 };
	struct sign s[MAX];
	struct slice text;
	const struct sign *x, *y;
	size_t n = signs_find(SLICE("Ferry Captain's Parrot Testifies"),
	    SLICE("The parrot of Ann Other spoke on Monday in Port "
	    "ez-Zor. Nobody had asked it. \"Parrots remember,\" said "
	    "the Bank of Sandmark; the captain of the ferry, Ann Other, "
	    "did not. Witnesses were heard in Sandmark; witnesses left."),
	    &text, s, MAX, &a);

	x = sign_of(s, n, "ann");
	y = sign_of(s, n, "other");
	CHECK(x && y && x->name && x->group == y->group && x->n == 2);
	x = sign_of(s, n, "port");
	y = sign_of(s, n, "zor");
	CHECK(x && y && x->group == y->group);
	CHECK_STR(slice_sub(text, x ? x->start : 0, y ? y->end - x->start :
	    0), "Port ez-Zor");
	x = sign_of(s, n, "bank");
	y = sign_of(s, n, "sandmark");
	CHECK(x && y && x->name && y->name && x->group == y->group);
	x = sign_of(s, n, "parrot");
	CHECK(x && !x->name && x->n == 2);
	CHECK(sign_of(s, n, "testifies") && sign_of(s, n, "witnesses"));
	CHECK(sign_of(s, n, "nobody") == NULL);
	CHECK(sign_of(s, n, "the") == NULL);
	CHECK(sign_of(s, n, "asked") == NULL);
	CHECK_EQ(signs_find(SLICE(""), SLICE(""), &text, s, MAX, &a), 0);
	n = signs_find(SLICE("Harbour parrots remember Sandmark"), SLICE("x"),
	    &text, s, 2, &a);
	CHECK_EQ(n, 2);
	arena_free(&a);
}

static void
test_scripts(void)
{
	struct arena a = { 0 };
	struct sign s[MAX];
	struct slice text;
	const struct sign *x, *y;
	size_t n = signs_find(SLICE("嵐で山の峠が閉鎖"),
	    SLICE("山の峠は嵐で閉鎖された。"), &text, s, MAX, &a);

	x = sign_of(s, n, "閉鎖");
	CHECK(x && x->wide && !x->name);
	x = sign_of(s, n, "山の");
	y = sign_of(s, n, "の峠");
	CHECK(x && y && x->group == y->group);
	n = signs_find(SLICE("Буря"), SLICE("Вчера в Новом Городе Иван "
	    "Петров закрыл перевал. Перевал закрыт."), &text, s, MAX, &a);
	x = sign_of(s, n, "новом");
	y = sign_of(s, n, "петров");
	CHECK(x && y && x->name && y->name);
	CHECK(sign_of(s, n, "вчера") == NULL);
	arena_free(&a);
}

int
main(void)
{
	test_names();
	test_scripts();
	return test_done("signs");
}
