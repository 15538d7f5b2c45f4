#include "load/mail/refs.h"

#include <stdlib.h>

#include "base/mem.h"

#define MAX_REFS 1000			/* of a message; the last ones count */

struct node {				/* a message, or an id without one */
	uint64_t id;
	size_t parent;			/* node, or REFS_NONE */
	size_t set;			/* for find(): nodes of one tree */
	size_t message;			/* or REFS_NONE */
};

struct entry {				/* a message */
	uint64_t subject;		/* of its base; 0: it has none */
	size_t node;
	size_t first, nrefs;		/* in refs->list, oldest first */
	size_t root;			/* message */
	bool reply;			/* "Re:" */
};

struct refs {
	struct node *nodes;
	size_t nnodes, nodes_cap;
	struct entry *at;
	size_t n, cap;
	size_t *list;			/* nodes */
	size_t nlist, list_cap;
	size_t *table;			/* hash of ids: node + 1 */
	size_t slots;			/* a power of two */
};

struct refs *
refs_new(void)
{
	return mem_alloc(1, sizeof(struct refs));
}

void
refs_free(struct refs *r)
{
	if (r == NULL)
		return;
	free(r->nodes);
	free(r->at);
	free(r->list);
	free(r->table);
	free(r);
}

static size_t *
slot_of(struct refs *r, uint64_t id)
{
	size_t i = (size_t)(id * 0x9E3779B97F4A7C15u >> 20) & (r->slots - 1);

	while (r->table[i] && r->nodes[r->table[i] - 1].id != id)
		i = (i + 1) & (r->slots - 1);
	return &r->table[i];
}

static void
grow_table(struct refs *r)
{
	size_t i;

	if (r->nnodes * 2 < r->slots)
		return;
	free(r->table);
	r->slots = r->slots ? r->slots * 2 : 64;
	r->table = mem_alloc(r->slots, sizeof(*r->table));
	for (i = 0; i < r->nnodes; i++)
		if (*slot_of(r, r->nodes[i].id) == 0)
			*slot_of(r, r->nodes[i].id) = i + 1;
}

static size_t
add_node(struct refs *r, uint64_t id)
{
	r->nodes = mem_grow(r->nodes, &r->nodes_cap, r->nnodes + 1,
	    sizeof(*r->nodes));
	r->nodes[r->nnodes] = (struct node){
		id, REFS_NONE, r->nnodes, REFS_NONE
	};
	return r->nnodes++;
}

static size_t
node_of(struct refs *r, uint64_t id)
{
	size_t *slot, node;

	grow_table(r);
	slot = slot_of(r, id);
	if (*slot == 0) {
		node = add_node(r, id);
		*slot = node + 1;
	}
	return *slot - 1;
}

/* Two messages with one id are two messages: the later one has none. */
static size_t
own_node(struct refs *r, struct slice field)
{
	struct slice id;
	size_t node;

	if (!message_next_id(&field, &id) || id.len == 0)
		return add_node(r, 0);
	node = node_of(r, slice_hash(id));
	return r->nodes[node].message == REFS_NONE ? node : add_node(r, 0);
}

static void
add_refs(struct refs *r, struct slice field, size_t max)
{
	struct slice id;

	while (max-- > 0 && message_next_id(&field, &id)) {
		r->list = mem_grow(r->list, &r->list_cap, r->nlist + 1,
		    sizeof(*r->list));
		r->list[r->nlist] = node_of(r, slice_hash(id));
		r->nlist++;
	}
}

void
refs_add(struct refs *r, const struct message *m)
{
	struct entry *e;
	struct slice base, refs = m->fields[FIELD_REFERENCES];

	r->at = mem_grow(r->at, &r->cap, r->n + 1, sizeof(*r->at));
	e = &r->at[r->n];
	*e = (struct entry){ .root = r->n };
	e->node = own_node(r, m->fields[FIELD_ID]);
	r->nodes[e->node].message = r->n++;
	e->first = r->nlist;
	add_refs(r, refs.len ? refs : m->fields[FIELD_REPLY],
	    refs.len ? MAX_REFS : 1);
	e->nrefs = r->nlist - e->first;
	base = message_base_subject(m->fields[FIELD_SUBJECT], &e->reply);
	e->subject = base.len ? slice_hash(base) | 1 : 0;
}

/* The tree that a node is in, by its topmost node. */
static size_t
find(struct refs *r, size_t node)
{
	size_t top = node, next;

	while (r->nodes[top].set != top)
		top = r->nodes[top].set;
	for (; node != top; node = next) {
		next = r->nodes[node].set;
		r->nodes[node].set = top;
	}
	return top;
}

/* child answers parent, unless it answers something already or that would
 * make a circle. */
static void
attach(struct refs *r, size_t child, size_t parent)
{
	if (r->nodes[child].parent != REFS_NONE || find(r, parent) == child)
		return;
	r->nodes[child].parent = parent;
	r->nodes[child].set = find(r, parent);
}

/* What a message itself says of its parent goes before what others say of
 * it on their way up. */
static void
link_refs(struct refs *r)
{
	const struct entry *e;
	size_t i, k;

	for (i = 0; i < r->n; i++) {
		e = &r->at[i];
		if (e->nrefs > 0)
			attach(r, e->node, r->list[e->first + e->nrefs - 1]);
	}
	for (i = 0; i < r->n; i++) {
		e = &r->at[i];
		for (k = e->first + 1; k < e->first + e->nrefs; k++)
			attach(r, r->list[k], r->list[k - 1]);
	}
}

struct topic {				/* a discussion, by its subject */
	uint64_t subject;
	size_t message;			/* its first */
	bool reply;
};

static int
by_subject(const void *a, const void *b)
{
	const struct topic *x = a, *y = b;

	if (x->subject != y->subject)
		return x->subject < y->subject ? -1 : 1;
	if (x->reply != y->reply)
		return x->reply ? 1 : -1;
	return x->message < y->message ? -1 : 1;
}

/* Discussions that are only replies ("Re: x") join the one that began with
 * "x", or the first of them: somebody's program lost the references. */
static void
join_topics(struct refs *r, const size_t *first)
{
	struct topic *t = mem_alloc(r->n + 1, sizeof(*t));
	size_t i, n = 0;
	const struct topic *head = NULL;

	for (i = 0; i < r->n; i++)
		if (first[find(r, r->at[i].node)] == i && r->at[i].subject)
			t[n++] = (struct topic){ r->at[i].subject, i,
			    r->at[i].reply };
	qsort(t, n, sizeof(*t), by_subject);
	for (i = 0; i < n; i++)
		if (head == NULL || head->subject != t[i].subject)
			head = &t[i];
		else if (t[i].reply)
			r->nodes[find(r, r->at[t[i].message].node)].set =
			    find(r, r->at[head->message].node);
	free(t);
}

/* The first message of each tree; a tree's own top, if that is there. */
static size_t *
first_messages(struct refs *r)
{
	size_t *first = mem_alloc(r->nnodes + 1, sizeof(*first)), i, top;

	for (i = 0; i < r->nnodes; i++)
		first[i] = r->nodes[i].message;
	for (i = 0; i < r->n; i++) {
		top = find(r, r->at[i].node);
		if (first[top] == REFS_NONE)
			first[top] = i;
	}
	return first;
}

/* Messages that are missing in a row above a message become one, so that
 * looking up from below costs a step. */
static void
shorten(struct refs *r, size_t node)
{
	size_t top = node, next;

	while (top != REFS_NONE && r->nodes[top].message == REFS_NONE)
		top = r->nodes[top].parent;
	for (; node != top; node = next) {
		next = r->nodes[node].parent;
		r->nodes[node].parent = top;
	}
}

void
refs_link(struct refs *r)
{
	size_t *first, i;

	link_refs(r);
	for (i = 0; i < r->n; i++)
		shorten(r, r->nodes[r->at[i].node].parent);
	first = first_messages(r);
	join_topics(r, first);
	for (i = 0; i < r->n; i++)
		r->at[i].root = first[find(r, r->at[i].node)];
	free(first);
}

size_t
refs_parent(const struct refs *r, size_t message, bool *near)
{
	size_t node = r->nodes[r->at[message].node].parent;

	*near = false;
	while (node != REFS_NONE && r->nodes[node].message == REFS_NONE) {
		node = r->nodes[node].parent;
		*near = true;
	}
	return node == REFS_NONE ? REFS_NONE : r->nodes[node].message;
}

size_t
refs_root(const struct refs *r, size_t message)
{
	return r->at[message].root;
}
