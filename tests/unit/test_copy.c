#include "base/buf.h"
#include "store/copy.h"

#include "test.h"

#define A "one two three four five six seven eight nine ten eleven twelve "
#define B "the quick brown fox jumps over the lazy dog and runs away again "

static const struct {
	const char *a, *b;
	int least, most;
} cases[] = {
	{ A B, A B, 100, 100 }, { A B, "One, two: " A B, 100, 100 },
	{ A B, B A, 70, 90 }, { A, B, 0, 0 }, { A B, A, 0, 0 },
	{ A B A, A A, 60, 100 }, { "", "", 0, 0 }, { "", A, 0, 0 },
	{ "one two three four", "one two three four", 0, 0 },
	{ "嵐で山の峠が閉鎖された", "嵐で山の峠が閉鎖された。", 100, 100 }
};

int
main(void)
{
	struct buf b = { 0 };
	size_t i;
	int share;

	for (i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		share = copy_share(slice_z(cases[i].a), slice_z(cases[i].b));
		CHECK(share >= cases[i].least && share <= cases[i].most);
		CHECK_EQ(share, copy_share(slice_z(cases[i].b),
		    slice_z(cases[i].a)));
	}
	for (i = 0; i < 1000000; i++)
		buf_addz(&b, "a b ");
	CHECK_EQ(copy_share(buf_slice(&b), buf_slice(&b)), 100);
	buf_free(&b);
	return test_done("copy");
}
