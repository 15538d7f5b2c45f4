#include "load/html/builder.h"

#include "base/mem.h"

static void
tell_foreign(struct builder *b)
{
	if (b->foreign == builder_top(b)->foreign)
		return;
	b->foreign = builder_top(b)->foreign;
	tokenizer_set_foreign(b->tokens, b->foreign);
}

size_t
builder_add(struct builder *b, enum tag tag)
{
	struct tree_html *t = b->tree;
	size_t i = t->n++;
	uint32_t parent = b->n ? builder_top(b)->container : 0;

	t->nodes = mem_grow(t->nodes, &t->cap, t->n, sizeof(*t->nodes));
	t->nodes[i] = (struct node){
		.tag = (uint16_t)tag, .parent = parent,
		.end = (uint32_t)(i + 1),
		.depth = (uint16_t)(i ? t->nodes[parent].depth + 1 : 0)
	};
	return i;
}

void
builder_set_attrs(struct builder *b, size_t node, const struct token *tok)
{
	struct node *e = &b->tree->nodes[node];

	if (tok->nattrs == 0)
		return;
	e->nattrs = (uint32_t)tok->nattrs;
	e->attrs = ARENA_NEW(&b->tree->arena, tok->nattrs, struct attr);
	memcpy(e->attrs, tok->attrs, tok->nattrs * sizeof(*e->attrs));
}

void
builder_push(struct builder *b, size_t node, uint16_t key, uint16_t flags,
    bool foreign)
{
	uint32_t at = (uint32_t)b->n;
	const struct open root = { 0 };
	const struct open *up;
	struct open *e;

	b->stack = mem_grow(b->stack, &b->cap, b->n + 1, sizeof(*e));
	e = &b->stack[b->n++];
	up = at ? e - 1 : &root;
	*e = (struct open){
		.node = (uint32_t)node, .key = key, .outer = b->last[key],
		.container = up->container, .foreign = foreign,
		.scope = flags & SCOPE ? at : up->scope,
		.special = flags & SPECIAL ? at : up->special,
		.hard = (flags & SPECIAL) && !(flags & SOFT) ? at : up->hard
	};
	if (b->tree->nodes[node].depth < TREE_MAX_DEPTH)
		e->container = e->node;
	b->last[key] = at;
	b->nforeign += foreign;
	tell_foreign(b);
}

static void
pop(struct builder *b)
{
	struct open *e = &b->stack[--b->n];

	if (!e->closed)
		b->last[e->key] = e->outer;
	if (e->container == e->node)
		b->tree->nodes[e->node].end = (uint32_t)b->tree->n;
	b->nforeign -= e->foreign;
}

void
builder_close(struct builder *b, size_t place)
{
	while (b->n > place)
		pop(b);
	while (builder_top(b)->closed)
		pop(b);
	tell_foreign(b);
}

void
builder_open(struct builder *b, enum tag tag)
{
	size_t node = builder_add(b, tag);

	builder_push(b, node, (uint16_t)tag, element_table[tag].flags, false);
}

bool
builder_is_outside(const struct builder *b)
{
	return b->phase != AT_BODY && b->n <= (b->phase == AT_HEAD ? 2 : 1);
}

void
builder_enter(struct builder *b, enum tag tag)
{
	if (!builder_is_outside(b))
		return;
	if (!(element_table[tag].flags & IN_HEAD)) {
		builder_close(b, 1);
		b->phase = AT_BODY;
		b->body = b->tree->n;
		builder_open(b, TAG_BODY);
	} else if (b->phase == BEFORE_HEAD) {
		b->phase = AT_HEAD;
		builder_open(b, TAG_HEAD);
	}
}

void
builder_close_scoped(struct builder *b, uint32_t place, uint32_t scope)
{
	if (place && place >= scope)
		builder_close(b, place);
}

void
builder_close_later(struct builder *b, uint32_t place)
{
	struct open *e = &b->stack[place];

	e->closed = true;
	b->last[e->key] = e->outer;
}

void
builder_finish(struct builder *b)
{
	while (b->n)
		pop(b);
}
