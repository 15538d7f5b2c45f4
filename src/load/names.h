/*
 * names: people's names as numbers.  Names are the same where they differ
 * in the case of ASCII letters only.  A zeroed struct names is an empty
 * one; it borrows the slices it is given.
 */
#ifndef LOAD_NAMES_H
#define LOAD_NAMES_H

#include "base/slice.h"

struct name_slot;

struct names {
	struct name_slot *slots;
	size_t cap;		/* a power of two */
	int32_t n;		/* names are 0 to n - 1 */
};

#define NAME_NONE (-1)

int32_t names_add(struct names *, struct slice);	/* new or old */
int32_t names_find(const struct names *, struct slice);	/* or NAME_NONE */
void names_free(struct names *);

/* What pages write where nobody is named: "avatar", "Guest", "Anonymous",
 * and the like in other languages; empty too. */
bool name_is_nobody(struct slice);

#endif
