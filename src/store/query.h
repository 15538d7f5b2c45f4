/*
 * query: a search as it was typed, taken apart.  Its nodes are in postfix
 * order: operands, then the operator that takes them, so that whoever
 * evaluates it needs a stack of at most QUERY_MAX_NODES and no recursion.
 * Made by query_parse() (store/library.h).
 */
#ifndef STORE_QUERY_H
#define STORE_QUERY_H

#include "base/arena.h"

#define QUERY_MAX_BYTES ((size_t)4096)
#define QUERY_MAX_NODES 256
#define QUERY_MAX_PARENS 24	/* open at once */

enum query_op {
	QUERY_WORD,		/* text, all of its terms; `prefix` the last */
	QUERY_PHRASE,		/* text, its terms one after the other */
	QUERY_NAME,		/* of `kind`: text; `prefix` */
	QUERY_DAYS,		/* from..to, to left out */
	QUERY_COMMENTS,		/* from..to, to left out */
	QUERY_READ, QUERY_UNREAD, QUERY_STARRED, QUERY_NOTE,
	QUERY_AND, QUERY_OR, QUERY_NOT
};

enum query_kind {
	QUERY_SECTION, QUERY_TAG, QUERY_SOURCE, QUERY_AUTHOR, QUERY_MONTH
};

struct query_node {
	enum query_op op;
	enum query_kind kind;
	bool prefix;
	struct slice text;
	int64_t from, to;
};

struct query {
	struct query_node *at;		/* none: all stories */
	size_t n;
	struct arena arena;
};

#endif
