/*
 * kill: whom and what the reader does not want to see.  Kept in a file of
 * lines, which may be edited:
 *
 *	# people
 *	kill author "Odo Fenn"
 *	kill word "pelican"
 *
 * Case does not matter; a word must stand alone.  Lines of lede.conf(5)
 * count too, but only their file can take them back.  Nothing is deleted:
 * what is killed is one folded line.
 */
#ifndef APP_KILL_H
#define APP_KILL_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/err.h"

enum kill_kind { KILL_AUTHOR, KILL_WORD, KILL_N };

struct kill_entry {
	enum kill_kind kind;
	struct slice value;		/* as written */
	struct slice folded;		/* without case */
	bool fixed;			/* of lede.conf: not ours to change */
};

struct kill {
	struct kill_entry *at;
	size_t n, cap;
	struct buf text;		/* of the file */
	char *path;			/* NULL: kept for this run only */
	struct arena arena;
};

void kill_free(struct kill *);

/* Reads the file, if there is one; `lines` are those of lede.conf.  False:
 * err says what is wrong; the rest of the lines count. */
bool kill_open(struct kill *, const char *path, struct slice lines,
    struct err *);

/* KIND "VALUE", as after "kill".  False: err says what is wrong. */
bool kill_parse(struct slice line, enum kill_kind *, struct slice *value,
    struct err *);
const char *kill_kind_name(enum kill_kind);

/* NULL: there is none. */
const struct kill_entry *kill_find(const struct kill *, enum kill_kind,
    struct slice value);

/* Adds or takes back, and writes the file.  False: err says why it could
 * not be written; the change holds for this run all the same. */
bool kill_add(struct kill *, enum kill_kind, struct slice, struct err *);
bool kill_remove(struct kill *, enum kill_kind, struct slice, struct err *);

/* The first word of the list that is in the text; NULL: none is. */
const struct kill_entry *kill_word_in(const struct kill *,
    struct slice text);

#endif
