/* Folders that a test made, taken away again. */
#ifndef TESTS_UNIT_AWAY_H
#define TESTS_UNIT_AWAY_H

#include <ftw.h>
#include <stdbool.h>
#include <stdio.h>

static inline int
take_one_away(const char *path, const struct stat *sb, int type,
    struct FTW *ftw)
{
	(void)sb;
	(void)type;
	(void)ftw;
	return remove(path);
}

/* With all that is in it; false: something is left. */
static inline bool
take_away(const char *dir)
{
	return nftw(dir, take_one_away, 16, FTW_DEPTH | FTW_PHYS) == 0;
}

#endif
