/*
 * fuzz: what a fuzz target is made of.  A target defines the one function
 * that libFuzzer calls; with tests/fuzz/main.c instead of libFuzzer it
 * replays files, with any compiler.
 */
#ifndef FUZZ_H
#define FUZZ_H

#include <stdio.h>
#include <stdlib.h>

#include "base/slice.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* What has to be so whatever the input is. */
#define MUST(cond) fuzz_must((cond), __FILE__, __LINE__, #cond)

static inline void
fuzz_must(int ok, const char *file, int line, const char *what)
{
	if (ok)
		return;
	fprintf(stderr, "%s:%d: not so: %s\n", file, line, what);
	abort();
}

#endif
