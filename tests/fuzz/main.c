/*
 * main: a fuzz target without a fuzzer: runs it over the files named.  A
 * finding ends the program as it would under libFuzzer; the last file named
 * on standard error is the one.
 */
#include "base/file.h"
#include "fuzz.h"

int
main(int argc, char **argv)
{
	struct err err;
	struct buf bytes = { 0 };
	bool cut;
	int i;

	for (i = 1; i < argc; i++) {
		buf_clear(&bytes);
		if (!file_read(argv[i], (size_t)64 << 20, &bytes, &cut, &err)) {
			fprintf(stderr, "%s: %s\n", argv[i], err.text);
			return 1;
		}
		fprintf(stderr, "%s\n", argv[i]);
		LLVMFuzzerTestOneInput((const uint8_t *)buf_z(&bytes),
		    bytes.len);
	}
	buf_free(&bytes);
	return 0;
}
