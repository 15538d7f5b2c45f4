/*
 * fuzz_html: bytes through the tokenizer, in each of its content states,
 * and through the tree; what must hold of any input is asserted.  Its first
 * line is a selector, too, that is asked of the tree of the rest.
 */
#include <assert.h>
#include <stdlib.h>

#include "load/html/selector.h"
#include "load/html/token.h"
#include "load/html/tree.h"

int LLVMFuzzerTestOneInput(const uint8_t *, size_t);

/* Touches each byte, for the sanitizer to see that it is there. */
static void
check_slice(struct slice x)
{
	volatile char byte;
	size_t i;

	assert(x.s != NULL || x.len == 0);
	for (i = 0; i < x.len; i++) {
		byte = x.s[i];
		(void)byte;
	}
}

static void
check_name(struct slice name)
{
	assert(name.len > 0);
	assert(slice_chr(name, '\0') == SLICE_NONE);
	assert(slice_chr(name, '>') == SLICE_NONE);
	assert(slice_chr(name, '/') == SLICE_NONE);
}

static void
check_attrs(const struct attr *at, size_t n)
{
	size_t i, j;

	assert(n <= TOKEN_MAX_ATTRS);
	for (i = 0; i < n; i++) {
		check_name(at[i].name);
		check_slice(at[i].name);
		check_slice(at[i].value);
		for (j = 0; j < i && j < 32; j++)
			assert(!slice_eq(at[i].name, at[j].name));
	}
}

static void
check_token(const struct token *tok)
{
	if (tok->kind == TOKEN_START || tok->kind == TOKEN_END)
		check_name(tok->name);
	assert(tok->kind != TOKEN_TEXT || tok->data.len > 0);
	assert(tok->kind == TOKEN_START || tok->nattrs == 0);
	check_slice(tok->name);
	check_slice(tok->data);
	check_slice(tok->public_id);
	check_slice(tok->system_id);
	check_attrs(tok->attrs, tok->nattrs);
}

static void
try_tokens(struct slice x, enum token_state state, bool foreign)
{
	struct arena arena = { 0 };
	struct tokenizer *t = tokenizer_new(x, &arena);
	struct token tok;
	size_t n = 0;

	tokenizer_set_state(t, state, SLICE("script"));
	tokenizer_set_foreign(t, foreign);
	do {
		tokenizer_next(t, &tok);
		check_token(&tok);
		assert(n++ <= x.len);
	} while (tok.kind != TOKEN_EOF);
	tokenizer_next(t, &tok);
	assert(tok.kind == TOKEN_EOF);
	tokenizer_free(t);
	arena_free(&arena);
}

static void
check_node(const struct tree_html *t, size_t i)
{
	const struct node *e = &t->nodes[i], *up = &t->nodes[e->parent];

	assert(e->tag < TAG_COUNT);
	assert(e->end > i && e->end <= t->n);
	assert(e->tag != TAG_TEXT || (e->end == i + 1 && e->text.len > 0));
	assert(e->tag != TAG_OTHER || e->text.len > 0);
	if (i > 0) {
		assert(e->parent < i && e->end <= up->end);
		assert(e->depth == up->depth + 1);
		assert(e->depth <= TREE_MAX_DEPTH);
		assert(up->tag != TAG_TEXT);
	}
	check_slice(e->text);
	check_attrs(e->attrs, e->nattrs);
}

/* The next sibling of a node has the node's parent. */
static void
check_order(const struct tree_html *t, size_t i)
{
	size_t j = t->nodes[i].end;

	if (i > 0 && j < t->nodes[t->nodes[i].parent].end)
		assert(t->nodes[j].parent == t->nodes[i].parent);
	if (t->nodes[i].end > i + 1)
		assert(t->nodes[i + 1].parent == i);
}

static void
try_tree(struct slice x)
{
	struct tree_html *t = tree_parse(x);
	struct buf text = { 0 };
	size_t i;

	assert(t->n > 0 && t->nodes[0].tag == TAG_HTML);
	assert(t->nodes[0].end == t->n && t->nodes[0].depth == 0);
	for (i = 0; i < t->n; i++) {
		check_node(t, i);
		check_order(t, i);
		node_has_class(&t->nodes[i], "story");
	}
	tree_text(t, 0, &text);
	check_slice(buf_slice(&text));
	buf_free(&text);
	tree_html_free(t);
}

static void
try_selector(struct slice rest)
{
	struct arena arena = { 0 };
	struct slice line;
	struct selector_walk w;
	struct selector *s;
	struct tree_html *t;
	struct err err = { "" };
	size_t at, i, last = 0;

	if (!slice_cut(&rest, '\n', &line))
		return;
	s = selector_parse(line, &arena, &at, &err);
	assert(at <= line.len && (s != NULL) == (err.text[0] == '\0'));
	t = tree_parse(rest);
	if (s) {
		selector_start(&w, s, t);
		while ((i = selector_next(&w)) < t->n) {
			assert(t->nodes[i].tag != TAG_TEXT);
			assert(i > last || last == 0);
			last = i;
		}
	}
	tree_html_free(t);
	arena_free(&arena);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	char *copy = malloc(size + !size);
	struct slice x = { copy, size };
	int state;

	assert(copy != NULL);
	if (size)
		memcpy(copy, data, size);
	for (state = STATE_DATA; state <= STATE_CDATA; state++)
		try_tokens(x, (enum token_state)state, state == STATE_DATA);
	try_tree(x);
	try_selector(x);
	free(copy);
	return 0;
}
