/*
 * group: elements of a page that are alike: of one tag and with one word of
 * their class in common, or with ids that differ in their numbers only; of
 * those with neither class nor id, such as rows of old tables, the ones with
 * a date that stand below the same tags.
 */
#ifndef LOAD_HTML_GROUP_H
#define LOAD_HTML_GROUP_H

#include "load/html/marks.h"

struct group {
	uint64_t key;
	uint32_t count;			/* members */
	uint32_t nested;		/* of them within others */
	uint32_t dated, authored;	/* members with such a mark */
	uint32_t dates;			/* marks in all */
	uint32_t heads;			/* members with a linked heading */
	uint32_t ided;			/* members with a number in their id */
	uint32_t junk;			/* members where hints see no article */
	uint32_t titles;		/* members that hold the headline */
	uint32_t text, linked;		/* characters; nested ones once */
	uint32_t longest;		/* text of a member */
	uint32_t last, end;		/* the last member not nested */
	uint32_t hints;
	bool by_id, told;		/* microdata: a schema.org Comment */
	bool plain;			/* no class, no id: by where they are */
	bool apart;			/* not all below one element */
	uint32_t named;			/* members that open with a bold name */
	uint32_t again;			/* of them, with one seen before */
	uint32_t between;		/* characters from one to the next */
	uint32_t row_dated, row_authored; /* members with those */
};

/* The group whose members are comments or posts; count 0: none is. */
struct group html_group_find(const struct html_page *, const struct marks *);

/* True where node is a member of the group with this key. */
bool html_group_has(const struct html_page *, const struct marks *,
    size_t node, uint64_t key);

#endif
