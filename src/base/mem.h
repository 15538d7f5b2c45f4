/*
 * mem: allocation that cannot fail.  Out of memory calls the function given
 * to mem_on_failure() (it restores the terminal), says so and exits with 1.
 * mem_doing() says of what: a path without control characters, which has to
 * last; or NULL.
 */
#ifndef BASE_MEM_H
#define BASE_MEM_H

#include <stddef.h>

void mem_on_failure(void (*restore)(void));
void mem_doing(const char *what);

void *mem_alloc(size_t n, size_t size);		/* zeroed; freed by free(3) */
void *mem_realloc(void *, size_t n, size_t size); /* not zeroed */
char *mem_strdup(const char *);			/* not NULL */

/*
 * Room for at least need elements of size bytes in p, which has room for
 * *cap; grows by half.  Elements past the old *cap are not initialized.
 */
void *mem_grow(void *p, size_t *cap, size_t need, size_t size);

#endif
