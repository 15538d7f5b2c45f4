/*
 * dump_parts: what dump.c is made of.  A dump reads
 *
 *	16:21 GMT +329 March 2017		head
 *	    caption, headline, credit, section
 *	    body
 *	    related headlines, tags, furniture
 *	    . form label			list
 *	    . NAMEin reply toNAME(Show commentHide comment)
 *	      text
 *	    furniture
 *
 * where any part may be missing.
 */
#ifndef LOAD_DUMP_PARTS_H
#define LOAD_DUMP_PARTS_H

#include "doc/doc.h"

struct dump_item {		/* of the comment list */
	struct slice head;	/* the bullet's own line */
	size_t from, to;	/* its text in the source; may be equal */
	bool bodied;		/* text deeper than the bullet */
	bool broke;		/* a shallower line stands before it */
	bool flat;		/* text no deeper than the bullet */
};

struct dump_list {		/* freed by dump_list_free() */
	struct dump_item *items;
	size_t n, cap;
	size_t start;		/* of the list in the source, or its end */
	uint32_t indent;	/* of its bullets */
	uint32_t inner;		/* of its texts */
	int bullet;
};

/* The comment list of a text; n is 0 where there is none. */
void dump_list_find(struct dump_list *, struct slice text);
void dump_list_free(struct dump_list *);

/* How replies are marked: NAME phrase NAME suffix.  Empty: not known. */
struct dump_form {
	struct slice phrase, suffix;
};

void dump_form_learn(struct dump_form *, const struct dump_list *,
    struct slice text);

/* A comment's own line parted.  False: it marks no reply, and author is
 * all of it (the suffix left out). */
bool dump_form_part(const struct dump_form *, struct slice head,
    struct slice *author, struct slice *target);

/* The first line of an item's text, trimmed. */
struct slice dump_first_line(struct slice text, const struct dump_item *);

/* All before the comments: from 0 to end of d->text. */
void dump_head(struct doc *d, size_t end);

/* Lines such as "Get short URL", in several languages. */
bool dump_is_furniture(struct slice line);
/* Words that ran together: "Community standardsDiscussion". */
bool dump_is_joined(struct slice line);
/* More than two words, a capital at the first one only: no name. */
bool dump_is_phrase(struct slice line);
/* "in reply to" in x: its place and, in *len, its length; or SLICE_NONE. */
size_t dump_reply_words(struct slice x, size_t *len);
bool dump_is_credit(struct slice line);

#endif
