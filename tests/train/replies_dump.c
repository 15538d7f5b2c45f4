/*
 * Prints what the model of src/load/thread_rank.c sees on pages, for
 * tests/train/replies: for each choice of a pass a line "C KIND REPLY N",
 * then for each candidate its place and its features.
 *
 * usage: replies-dump PASS PAGE...
 */
#include <stdio.h>
#include <stdlib.h>

#include "load/archive/parts.h"
#include "load/thread_parts.h"

static void
print_choice(void *arg, int pass, enum rank_kind kind, int32_t reply,
    const int32_t *candidates, int n, const float (*f)[RANK_FEATURES])
{
	int k, j;

	if (pass != *(const int *)arg)
		return;
	printf("C %d %d %d\n", (int)kind, (int)reply, n);
	for (k = 0; k < n; k++) {
		printf("%d", (int)candidates[k]);
		for (j = 0; j < RANK_FEATURES; j++)
			printf(" %.4g", (double)f[k][j]);
		putchar('\n');
	}
}

/* As the page was before its comments were linked. */
static void
unlink_comments(struct doc *d)
{
	size_t i;

	d->ncomments = doc_comments_present(d);
	for (i = 0; i < d->ncomments; i++) {
		d->comments[i].parent = -1;
		d->comments[i].evidence = EV_NONE;
		d->comments[i].confidence = 0;
	}
}

int
main(int argc, char **argv)
{
	int pass = argc > 1 ? atoi(argv[1]) : 0;
	struct rank_trace trace = { print_choice, &pass };
	struct parts *parts;
	struct doc *d;
	struct err e = { 0 };
	int i;

	for (i = 2; i < argc; i++) {
		parts = parts_open(argv[i], &e);
		d = parts ? parts_load(parts, NULL) : NULL;
		parts_close(parts);
		if (d == NULL)
			return 1;
		printf("P %s\n", argv[i]);
		unlink_comments(d);
		thread_comments_traced(d, &trace);
		doc_free(d);
	}
	return 0;
}
