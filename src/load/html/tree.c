#include "load/html/tree.h"

#include <stdlib.h>

#include "base/mem.h"
#include "load/html/builder.h"

#define CHAIN_MAX 64		/* steps along a chain of open TAG_OTHERs */
#define NODES_A_TOKEN 4		/* that a token can add, at most */

/* Names. */

static uint32_t
name_hash(struct slice name)
{
	uint32_t h = (uint32_t)name.len;
	size_t i, n = name.len < 16 ? name.len : 16;

	for (i = 0; i < n; i++)
		h = h * 33 + (unsigned char)name.s[i];
	return h ^ h >> 9;
}

/* The tag of the name, TAG_OTHER if it has none; fills b->hash. */
static enum tag
tag_find(struct builder *b, struct slice name)
{
	uint32_t at = b->hash = name_hash(name);
	enum tag tag;

	while ((tag = b->names[at % NAMES]) != 0) {
		if (slice_eq(element_table[tag].name, name))
			return tag;
		at++;
	}
	return TAG_OTHER;
}

static void
names_fill(struct builder *b)
{
	uint32_t at;
	int tag;

	for (tag = TAG_OTHER + 1; tag < TAG_COUNT; tag++) {
		at = name_hash(element_table[tag].name);
		while (b->names[at % NAMES] != 0)
			at++;
		b->names[at % NAMES] = (uint8_t)tag;
	}
}

static uint16_t
key_of(const struct builder *b, enum tag tag)
{
	return (uint16_t)(tag == TAG_OTHER ?
	    TAG_COUNT + b->hash % OTHERS : tag);
}

/* The innermost open TAG_OTHER of that name; the search is bounded. */
static uint32_t
find_other(const struct builder *b, struct slice name)
{
	uint32_t place = b->last[key_of(b, TAG_OTHER)];
	int steps;

	for (steps = 0; place && steps < CHAIN_MAX; steps++) {
		if (slice_eq(b->tree->nodes[b->stack[place].node].text, name))
			return place;
		place = b->stack[place].outer;
	}
	return 0;
}

/* SVG and MathML: 13.2.6.5. */

static void
leave_foreign(struct builder *b)
{
	size_t n = b->n;

	while (b->stack[n - 1].foreign)
		n--;
	if (n < b->n)
		builder_close(b, n);
}

/* In these, HTML goes on. */
static bool
is_integration_point(struct slice name)
{
	static const struct slice points[] = {
		SLICE_INIT("foreignobject"), SLICE_INIT("desc"),
		SLICE_INIT("title"), SLICE_INIT("mi"), SLICE_INIT("mo"),
		SLICE_INIT("mn"), SLICE_INIT("ms"), SLICE_INIT("mtext")
	};
	size_t i;

	for (i = 0; i < sizeof(points) / sizeof(*points); i++)
		if (slice_eq(points[i], name))
			return true;
	return false;
}

static void
add_foreign(struct builder *b, enum tag tag, const struct token *tok)
{
	bool point = is_integration_point(tok->name);
	size_t node;

	if (!(element_table[tag].flags & FOREIGN) && tag != TAG_SCRIPT &&
	    tag != TAG_STYLE)
		tag = TAG_OTHER;
	node = builder_add(b, tag);
	builder_set_attrs(b, node, tok);
	if (tag == TAG_OTHER)
		b->tree->nodes[node].text = tok->name;
	if (!tok->self_closing)
		builder_push(b, node, key_of(b, tag),
		    point ? SPECIAL | SCOPE : 0, !point);
}

/* Tokens. */

static void
add_element(struct builder *b, enum tag tag, const struct token *tok)
{
	const struct element *e = &element_table[tag];
	size_t node = builder_add(b, tag);

	builder_set_attrs(b, node, tok);
	if (tag == TAG_OTHER)
		b->tree->nodes[node].text = tok->name;
	if ((e->flags & VOID) || ((e->flags & FOREIGN) && tok->self_closing))
		return;
	builder_push(b, node, key_of(b, tag), e->flags, e->flags & FOREIGN);
	b->eat_newline = e->flags & NEWLINE;
	/* Where scripts run <noscript> is raw text, and ends what is in it. */
	if (e->content == STATE_RAWTEXT && b->last[TAG_NOSCRIPT])
		return;
	if (e->content != STATE_DATA)
		tokenizer_set_state(b->tokens, e->content, e->name);
}

static void
take_start(struct builder *b, const struct token *tok)
{
	enum tag tag = tag_find(b, tok->name);

	b->eat_newline = false;
	if (builder_top(b)->foreign) {
		if (!(element_table[tag].flags & BREAKOUT)) {
			add_foreign(b, tag, tok);
			return;
		}
		leave_foreign(b);
	}
	if (tag == TAG_OTHER && slice_eq(tok->name, SLICE("image")))
		tag = TAG_IMG;
	if (element_table[tag].start && !element_table[tag].start(b, tag, tok))
		return;
	builder_enter(b, tag);
	add_element(b, tag, tok);
}

static void
take_end(struct builder *b, const struct token *tok)
{
	enum tag tag = tag_find(b, tok->name);
	const struct open *top = builder_top(b);
	uint32_t place = 0;

	b->eat_newline = false;
	if (tag == TAG_OTHER || b->nforeign)
		place = find_other(b, tok->name);
	if (tag == TAG_OTHER || place > b->last[tag]) {
		builder_close_scoped(b, place,
		    place_max(top->scope, top->special));
		return;
	}
	if (tag == TAG_P || tag == TAG_BR)
		leave_foreign(b);
	element_table[tag].end(b, tag);
}

static void
take_text(struct builder *b, const struct token *tok)
{
	struct slice x = tok->data;
	size_t node;

	if (b->eat_newline && x.len && *x.s == '\n')
		x = slice_from(x, 1);
	b->eat_newline = false;
	if (builder_is_outside(b))
		while (x.len && ascii_space(*x.s))
			x = slice_from(x, 1);
	if (x.len == 0)
		return;
	builder_enter(b, TAG_TEXT);
	node = builder_add(b, TAG_TEXT);
	b->tree->nodes[node].text = x;
}

static void
parse(struct builder *b)
{
	static void (*const takers[])(struct builder *,
	    const struct token *) = {
		[TOKEN_TEXT] = take_text, [TOKEN_START] = take_start,
		[TOKEN_END] = take_end, [TOKEN_DOCTYPE] = NULL
	};
	struct token tok;

	tokenizer_next(b->tokens, &tok);
	while (tok.kind != TOKEN_EOF) {
		if (b->tree->n + NODES_A_TOKEN > TREE_MAX_NODES) {
			b->tree->truncated = true;
			break;
		}
		if (takers[tok.kind])
			takers[tok.kind](b, &tok);
		tokenizer_next(b->tokens, &tok);
	}
	builder_finish(b);
}

struct tree_html *
tree_parse(struct slice input)
{
	struct tree_html *t = mem_alloc(1, sizeof(*t));
	struct builder b = { .tree = t };

	t->nodes = mem_grow(NULL, &t->cap, input.len / 64 + 16,
	    sizeof(*t->nodes));
	b.tokens = tokenizer_new(input, &t->arena);
	names_fill(&b);
	builder_open(&b, TAG_HTML);
	parse(&b);
	tokenizer_free(b.tokens);
	free(b.stack);
	return t;
}

void
tree_html_free(struct tree_html *t)
{
	if (t == NULL)
		return;
	arena_free(&t->arena);
	free(t->nodes);
	free(t);
}

/* Questions. */

struct slice
node_attr_named(const struct node *e, struct slice name)
{
	size_t i;

	for (i = 0; i < e->nattrs; i++)
		if (e->attrs[i].name.len == name.len &&
		    *e->attrs[i].name.s == *name.s &&
		    !memcmp(e->attrs[i].name.s, name.s, name.len))
			return e->attrs[i].value;
	return (struct slice){ NULL, 0 };
}

bool
node_has_class(const struct node *e, const char *word)
{
	return slice_has_word(node_attr(e, "class"), slice_z(word));
}

struct slice
tag_name(enum tag tag)
{
	return element_table[tag].name;
}

bool
tag_is_block(enum tag tag)
{
	return element_table[tag].flags & BLOCK;
}

void
tree_text(const struct tree_html *t, size_t node, struct buf *out)
{
	size_t i, end = t->nodes[node].end;
	const struct node *e = &t->nodes[node];

	if (e->tag == TAG_TEXT)
		buf_add(out, e->text);
	for (i = node + 1; i < end; i = e->tag == TAG_TEXT ||
	    !(element_table[e->tag].flags & HIDDEN) ? i + 1 : e->end) {
		e = &t->nodes[i];
		if (e->tag == TAG_TEXT)
			buf_add(out, e->text);
	}
}
