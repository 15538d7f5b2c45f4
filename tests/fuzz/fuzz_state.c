/*
 * fuzz_state: the input is the file of a story's state.  Whatever it holds,
 * what is read from it can be changed, written, and read again the same;
 * names that nobody knows are kept.
 */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "fuzz.h"
#include "base/file.h"
#include "store/state.h"

#define KEY SLICE("/a")

static char dir[64], path[128];

static void
clean_up(void)
{
	unlink(path);
	rmdir(dir);
}

static void
make_place(void)
{
	strcpy(dir, "/tmp/lede-fuzz-XXXXXX");
	MUST(mkdtemp(dir) != NULL);
	snprintf(path, sizeof(path), "%s/%016" PRIx64, dir, slice_hash(KEY));
	atexit(clean_up);
}

static void
put_file(const uint8_t *data, size_t size)
{
	FILE *f = fopen(path, "wb");

	MUST(f != NULL);
	MUST(fwrite(data, 1, size, f) == size);
	fclose(f);
}

/* All values of a name, as lines. */
static void
add_values(const struct state *st, const char *name, struct buf *out)
{
	struct slice value;
	size_t at = 0;

	while (state_each(st, name, &at, &value)) {
		MUST(slice_chr(value, '\n') == SLICE_NONE && value.len > 0);
		buf_add(out, value);
		buf_addc(out, '\n');
	}
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct buf before = { 0 }, after = { 0 };
	struct state *st;
	struct err err;

	if (*dir == '\0')
		make_place();
	put_file(data, size);
	st = state_open(dir, KEY, &err);
	add_values(st, "seen", &before);
	add_values(st, "charset", &before);
	state_set(st, "place", SLICE("fuzz"));
	if (state_save(st, &err)) {
		state_free(st);
		st = state_open(dir, KEY, &err);
		MUST(*err.text == '\0');
		add_values(st, "seen", &after);
		add_values(st, "charset", &after);
		MUST(slice_eq(buf_slice(&before), buf_slice(&after)));
		MUST(slice_eq(state_get(st, "place"), SLICE("fuzz")));
	}
	state_free(st);
	buf_free(&before);
	buf_free(&after);
	return 0;
}
