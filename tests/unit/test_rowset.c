#include <stdlib.h>

#include "test.h"
#include "view/rowset.h"

static size_t
slow_next(const bool *in, size_t n, size_t i)
{
	for (; i < n; i++)
		if (in[i])
			return i;
	return ROWSET_NONE;
}

static size_t
slow_prev(const bool *in, size_t i)
{
	for (i++; i-- > 0;)
		if (in[i])
			return i;
	return ROWSET_NONE;
}

/* Sets of n numbers, a random part of them, against an array. */
static void
check_size(size_t n, unsigned part)
{
	struct rowset *s = rowset_new(n);
	bool in[300] = { false };
	size_t i, count;

	for (i = 0; i < n; i++) {
		in[i] = (unsigned)rand() % 100 < part;
		rowset_put(s, i, true);
		rowset_put(s, i, in[i]);
	}
	for (i = 0; i < n; i++) {
		CHECK_EQ(rowset_has(s, i), in[i]);
		CHECK_EQ(rowset_next(s, i), slow_next(in, n, i));
		CHECK_EQ(rowset_prev(s, i), slow_prev(in, i));
	}
	for (i = 0, count = 0; i < n; count += in[i++])
		CHECK_EQ(rowset_count(s, 0, i), count);
	CHECK_EQ(rowset_count(s, 0, n), count);
	CHECK_EQ(rowset_next(s, n), ROWSET_NONE);
	CHECK_EQ(rowset_prev(s, ROWSET_NONE), ROWSET_NONE);
	rowset_free(s);
}

int
main(void)
{
	static const size_t sizes[] = { 0, 1, 63, 64, 65, 128, 129, 300 };
	size_t i;

	srand(1);
	for (i = 0; i < sizeof(sizes) / sizeof(*sizes); i++) {
		check_size(sizes[i], 50);
		check_size(sizes[i], 3);
		check_size(sizes[i], 0);
		check_size(sizes[i], 100);
	}
	rowset_free(NULL);
	return test_done("rowset");
}
