/*
 * template: what the members of a group of comments have in common.  A page
 * makes them all alike, so what is true of most is true of all: the element
 * that holds what differs is the text, dates in order are the times, short
 * texts that differ at one place are the names.
 */
#ifndef LOAD_HTML_TEMPLATE_H
#define LOAD_HTML_TEMPLATE_H

#include "load/html/strmap.h"
#include "load/html/marks.h"

struct member {				/* of the group of comments */
	uint32_t node, end;
	int32_t parent;			/* member it answers, or -1 */
	uint8_t evidence;		/* of that; enum evidence */
	float confidence;
	uint32_t stop;			/* where its own nodes end */
	uint32_t body, body_end;	/* the text's nodes; 0: not known */
	uint32_t author, date;		/* nodes; 0: not known */
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

static inline uint64_t
template_path(const struct template *t, size_t node)
{
	return t->path[node - t->first];
}

void vote_bodies(struct template *);
void vote_dates(struct template *);
void vote_authors(struct template *);

#endif
