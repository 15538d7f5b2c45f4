/*
 * template: what the members of a group of comments have in common.  A page
 * makes them all alike, so what is true of most is true of all: the element
 * that holds what differs is the text, dates in order are the times, short
 * texts that differ at one place are the names.
 */
#ifndef LOAD_HTML_TEMPLATE_H
#define LOAD_HTML_TEMPLATE_H

#include "load/html/marks.h"

struct member {				/* of the group of comments */
	uint32_t node, end;
	int32_t parent;			/* member it answers, or -1 */
	uint8_t evidence;		/* of that; enum evidence */
	float confidence;
	uint32_t stop;			/* where its own nodes end */
	uint32_t body, body_end;	/* the text's nodes; 0: not known */
	uint32_t author, date;		/* nodes; 0: not known */
	bool loose;			/* they stand within the body */
};

/* Fills stop, body, body_end, author and date of n members, which stand in
 * document order. */
void template_read(const struct html_page *, const struct marks *,
    struct member *, size_t n);

/* For its parts: the members with the path of each of their nodes. */
struct template {
	const struct html_page *page;
	const struct marks *marks;
	struct member *members;
	size_t n;
	uint64_t *path;			/* of each node, from `first` on */
	size_t first, end;
};

static inline bool
member_in_body(const struct member *m, size_t node)
{
	return m->body && node >= m->body && node < m->body_end;
}

/* Where neither a name nor a date is looked for. */
static inline bool
member_in_text(const struct member *m, size_t node)
{
	return !m->loose && member_in_body(m, node);
}

static inline uint64_t
template_path(const struct template *t, size_t node)
{
	return t->path[node - t->first];
}

/* The tag and the first word of the class that has no digits, or else the
 * letters of an id with a number. */
uint64_t template_key(const struct node *);

/* What the members agree on, into these (vote_body.c, vote_slot.c). */
void vote_bodies(struct template *);
void vote_dates(struct template *);
void vote_authors(struct template *);

#endif
