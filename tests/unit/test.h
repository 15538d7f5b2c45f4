/*
 * test: what a unit test is made of.  A test is a main() that CHECKs and
 * ends with "return test_done(NAME);".
 */
#ifndef TEST_H
#define TEST_H

#include <stdio.h>
#include <string.h>

#include "base/slice.h"

static int test_passed, test_failed;

#define CHECK(cond) test_check((cond), __FILE__, __LINE__, #cond)
#define CHECK_EQ(got, want) \
	test_eq((long long)(got), (long long)(want), __FILE__, __LINE__, #got)
#define CHECK_STR(got, want) \
	test_str((got), slice_z(want), __FILE__, __LINE__, #got)

static inline void
test_check(int ok, const char *file, int line, const char *what)
{
	if (ok) {
		test_passed++;
		return;
	}
	test_failed++;
	printf("%s:%d: not so: %s\n", file, line, what);
}

static inline void
test_eq(long long got, long long want, const char *file, int line,
    const char *what)
{
	test_check(got == want, file, line, what);
	if (got != want)
		printf("\twant %lld, got %lld\n", want, got);
}

static inline void
test_str(struct slice got, struct slice want, const char *file, int line,
    const char *what)
{
	int ok = slice_eq(got, want);

	test_check(ok, file, line, what);
	if (!ok)
		printf("\twant \"%.*s\"\n\tgot  \"%.*s\"\n", SLICE_FMT(want),
		    SLICE_FMT(got));
}

static inline int
test_done(const char *name)
{
	printf("%s: %d passed, %d failed\n", name, test_passed, test_failed);
	return test_failed != 0;
}

#endif
