/*
 * words: a text as hashes of its words, for likeness and quotations.
 * Letters and digits make words, case does not matter; in scripts without
 * blanks each two characters that stand together are a word.
 */
#ifndef LOAD_WORDS_H
#define LOAD_WORDS_H

#include "base/slice.h"

#define WORD_HEAD 3		/* characters of the shortest head */
#define WORD_HEADS 5

struct word_cursor {
	struct slice text;
	size_t at;
	uint32_t wide;		/* the CJK character before, or 0 */
	size_t len;		/* characters of the last word */
	uint32_t heads[WORD_HEADS];	/* hashes of its first 3, 4 .. 7
				   characters, as far as it has them */
	int nheads;
};

/* False: there are no more. */
bool word_next(struct word_cursor *, uint32_t *hash);

#endif
