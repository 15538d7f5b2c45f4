#include "base/mem.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void (*on_failure)(void);
static const char *doing;

void
mem_on_failure(void (*restore)(void))
{
	on_failure = restore;
}

void
mem_doing(const char *what)
{
	doing = what;
}

static void
out_of_memory(void)
{
	if (on_failure)
		on_failure();
	fprintf(stderr, "lede: %s%sout of memory\n", doing ? doing : "",
	    doing ? ": " : "");
	_Exit(1);
}

void *
mem_alloc(size_t n, size_t size)
{
	void *p = calloc(n ? n : 1, size ? size : 1);

	if (p == NULL)
		out_of_memory();
	return p;
}

void *
mem_realloc(void *p, size_t n, size_t size)
{
	if (size && n > SIZE_MAX / size)
		out_of_memory();
	p = realloc(p, n && size ? n * size : 1);
	if (p == NULL)
		out_of_memory();
	return p;
}

char *
mem_strdup(const char *z)
{
	size_t n = strlen(z) + 1;

	return memcpy(mem_alloc(n, 1), z, n);
}

void *
mem_grow(void *p, size_t *cap, size_t need, size_t size)
{
	size_t n = *cap;

	if (need <= n)
		return p;
	n += n / 2 + 8;
	if (n < need)
		n = need;
	*cap = n;
	return mem_realloc(p, n, size);
}
