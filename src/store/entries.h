/*
 * entries: named values in order, each a line of text; what a state file
 * holds.  A zeroed struct entries is an empty one.  All is O(1) but for the
 * values it copies, however many names and values there are (amortised:
 * what was taken out is swept away when it is more than what is left).
 */
#ifndef STORE_ENTRIES_H
#define STORE_ENTRIES_H

#include "base/arena.h"
#include "base/buf.h"

#define ENTRIES_MAX ((size_t)4 << 20)		/* values: no more are added */
#define ENTRIES_MAX_NAME ((size_t)64)		/* bytes of one */
#define ENTRIES_MAX_NAMES 256			/* different ones */
#define ENTRIES_SLOTS 1024			/* a power of two */

struct entry;
struct entry_name;

struct entries {
	struct entry *at;		/* in order, the dead among them */
	size_t n, cap;
	struct entry_name *names;
	size_t n_names, cap_names;
	uint16_t slots[ENTRIES_SLOTS];	/* hash table of names; 0: free */
	struct buf values, scratch;
	struct arena arena;		/* the names */
	size_t live, dead;		/* bytes of both, as lines */
};

void entries_free(struct entries *);

/* Letters, digits and '-', not too long. */
bool entries_name_ok(struct slice name);

/* The first value of that name; empty: none. */
struct slice entries_get(const struct entries *, struct slice name);

/* The values of a name in turn; *at starts at 0.  False: no more. */
bool entries_each(const struct entries *, struct slice name, size_t *at,
    struct slice *value);

/* Each returns whether anything changed.  A value may be a part of what the
 * entries hold; control characters become blanks.  An empty one is none:
 * entries_set() removes all of that name then. */
bool entries_add(struct entries *, struct slice name, struct slice value);
bool entries_set(struct entries *, struct slice name, struct slice value);
bool entries_remove(struct entries *, struct slice name);

/* The names there are or were: 0, 1, ... then an empty one. */
struct slice entries_name(const struct entries *, size_t i);

/* Whether both have the same values of a name. */
bool entries_same(const struct entries *, const struct entries *,
    struct slice name);

/* All of them as lines "NAME VALUE". */
void entries_print(const struct entries *, struct buf *);

#endif
