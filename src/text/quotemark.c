#include "text/quotemark.h"

const struct quotemark *
quotemark_find(struct slice x, bool single)
{
	static const struct quotemark pairs[] = {
		{ SLICE_INIT("\""), SLICE_INIT("\"") },
		{ SLICE_INIT("“"), SLICE_INIT("”") },
		{ SLICE_INIT("„"), SLICE_INIT("“") },
		{ SLICE_INIT("”"), SLICE_INIT("”") },
		{ SLICE_INIT("«"), SLICE_INIT("»") },
		{ SLICE_INIT("»"), SLICE_INIT("«") },
		{ SLICE_INIT("「"), SLICE_INIT("」") },
		{ SLICE_INIT("『"), SLICE_INIT("』") },
		{ SLICE_INIT("‘"), SLICE_INIT("’") }	/* the last: single */
	};
	size_t i, n = sizeof(pairs) / sizeof(*pairs) - !single;

	for (i = 0; i < n; i++)
		if (slice_starts(x, pairs[i].open))
			return &pairs[i];
	return NULL;
}
