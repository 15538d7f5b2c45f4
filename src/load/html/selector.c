#include "load/html/selector.h"

#include <assert.h>
#include <stdlib.h>

#include "base/mem.h"
#include "text/utf8.h"

#define NTH_MAX 1000000000		/* of :nth-child() */

enum combinator { BEGINS, WITHIN, CHILD, NEXT, LATER };

enum kind {
	IS_TAG, IS_NAMED, IS_ID, HAS_CLASS, HAS_ATTR, ATTR_IS, ATTR_WORD,
	ATTR_DASH, ATTR_STARTS, ATTR_ENDS, ATTR_HOLDS, LAST_CHILD, NTH_CHILD
};

struct simple {
	uint8_t kind;			/* enum kind */
	bool fold;			/* [.. i]: case is ignored */
	uint16_t but;			/* 0, or of which :not() */
	uint16_t tag;			/* IS_TAG */
	struct slice name, value;
	int32_t step, offset;		/* NTH_CHILD */
};

struct compound {			/* simple ones without a combinator */
	enum combinator how;		/* to the compound before it */
	size_t first, n;		/* of selector->simples */
};

struct selector {
	struct compound compounds[SELECTOR_MAX];
	struct simple *simples;
	size_t n;
	uint64_t last;			/* compounds that end a selector */
};

/* Reading one. */

struct reader {
	struct slice text;
	size_t at;
	struct arena *arena;
	struct err *err;
	struct selector *selector;
	struct simple *simples;
	size_t n, cap;
	uint16_t but;			/* the :not() we are in, or 0 */
	uint16_t buts;			/* seen so far in this compound */
	size_t first;			/* simple one where a name may be */
	bool ok;
};

static char
peek(const struct reader *r)
{
	return r->at < r->text.len ? r->text.s[r->at] : '\0';
}

static bool
take(struct reader *r, char c)
{
	if (peek(r) != c || r->at >= r->text.len)
		return false;
	r->at++;
	return true;
}

static bool
take_blanks(struct reader *r)
{
	size_t from = r->at;

	while (r->at < r->text.len && ascii_space(peek(r)))
		r->at++;
	return r->at > from;
}

static void
wrong(struct reader *r, const char *what)
{
	if (r->ok)
		fail(r->err, "%s", what);
	r->ok = false;
}

static bool
is_name_char(char c)
{
	return ascii_alpha(c) || ascii_digit(c) || c == '-' || c == '_' ||
	    (c & 0x80);
}

/* CSS Syntax 4.3.7: what follows a backslash. */
static void
take_escape(struct reader *r, struct buf *b)
{
	uint32_t c = 0;
	int n = 0;

	if (ascii_hex(peek(r)) < 0) {
		buf_addc(b, peek(r));
		r->at++;
		return;
	}
	for (; n < 6 && ascii_hex(peek(r)) >= 0; n++, r->at++)
		c = c * 16 + (uint32_t)ascii_hex(peek(r));
	if (ascii_space(peek(r)))
		r->at++;
	if (c == 0 || c > 0x10FFFF || (c >= 0xD800 && c < 0xE000))
		c = 0xFFFD;
	utf8_add(b, c);
}

/* A name; what is wrong where there is none. */
static struct slice
take_name(struct reader *r, const char *none)
{
	struct buf b = { 0 };
	struct slice name;

	while (r->at < r->text.len) {
		if (peek(r) == '\\' && r->at + 1 < r->text.len) {
			r->at++;
			take_escape(r, &b);
		} else if (is_name_char(peek(r)))
			buf_addc(&b, r->text.s[r->at++]);
		else
			break;
	}
	if (b.len == 0)
		wrong(r, none);
	name = arena_dup(r->arena, buf_slice(&b));
	buf_free(&b);
	return name;
}

static struct slice
take_value(struct reader *r)
{
	struct buf b = { 0 };
	struct slice value;
	char quote = peek(r);

	if (quote != '"' && quote != '\'')
		return take_name(r, "here comes a value, in quotes if it "
		    "has other signs than letters, digits and -");
	r->at++;
	while (r->at < r->text.len && peek(r) != quote) {
		if (take(r, '\\')) {
			if (r->at < r->text.len)
				take_escape(r, &b);
		} else
			buf_addc(&b, r->text.s[r->at++]);
	}
	if (!take(r, quote))
		wrong(r, "the quotation mark is not closed");
	value = arena_dup(r->arena, buf_slice(&b));
	buf_free(&b);
	return value;
}

static struct simple *
add_simple(struct reader *r, enum kind kind)
{
	r->simples = mem_grow(r->simples, &r->cap, r->n + 1,
	    sizeof(*r->simples));
	r->simples[r->n] = (struct simple){
		.kind = (uint8_t)kind, .but = r->but
	};
	return &r->simples[r->n++];
}

static struct slice
lower(struct reader *r, struct slice x)
{
	struct slice low = arena_dup(r->arena, x);
	size_t i;

	for (i = 0; i < low.len; i++)
		((char *)low.s)[i] = ascii_lower(low.s[i]);
	return low;
}

static void
take_type(struct reader *r)
{
	struct slice name = lower(r, take_name(r, "here comes an element's "
	    "name, *, #id, .class, [attribute] or :pseudo-class"));
	struct simple *s = add_simple(r, IS_NAMED);
	int tag;

	s->name = name;
	for (tag = TAG_OTHER + 1; tag < TAG_COUNT; tag++)
		if (slice_eq(tag_name((enum tag)tag), name)) {
			s->kind = IS_TAG;
			s->tag = (uint16_t)tag;
		}
}

static enum kind
take_operator(struct reader *r)
{
	static const struct { char sign; enum kind kind; } signs[] = {
		{ '~', ATTR_WORD }, { '|', ATTR_DASH }, { '^', ATTR_STARTS },
		{ '$', ATTR_ENDS }, { '*', ATTR_HOLDS }
	};
	enum kind kind = ATTR_IS;
	size_t i;

	for (i = 0; i < sizeof(signs) / sizeof(*signs); i++)
		if (take(r, signs[i].sign)) {
			kind = signs[i].kind;
			break;
		}
	if (!take(r, '='))
		wrong(r, "after an attribute comes ], =, ~=, |=, ^=, $= "
		    "or *=");
	return kind;
}

static void
take_attr(struct reader *r)
{
	struct simple *s;
	struct slice name, value = { "", 0 };
	enum kind kind = HAS_ATTR;
	bool fold = false;

	take_blanks(r);
	name = lower(r, take_name(r, "after [ comes an attribute's name"));
	take_blanks(r);
	if (r->ok && peek(r) != ']') {
		kind = take_operator(r);
		take_blanks(r);
		if (r->ok)
			value = take_value(r);
		if (take_blanks(r) || ascii_alpha(peek(r)))
			fold = take(r, 'i') || take(r, 'I');
		take_blanks(r);
	}
	if (!take(r, ']'))
		wrong(r, "[ is not closed by ]");
	s = add_simple(r, kind);
	s->name = name;
	s->value = value;
	s->fold = fold;
}

/* Digits; -1: there are none. */
static int32_t
take_number(struct reader *r)
{
	int32_t n = 0;

	if (!ascii_digit(peek(r)))
		return -1;
	for (; ascii_digit(peek(r)); r->at++)
		if (n < NTH_MAX / 10)
			n = n * 10 + (peek(r) - '0');
	return n;
}

static bool
take_word(struct reader *r, const char *word)
{
	if (!slice_istarts(slice_from(r->text, r->at), slice_z(word)))
		return false;
	r->at += strlen(word);
	return true;
}

/* "odd", "even", "3", "2n+1", "-n + 3". */
static void
take_nth(struct reader *r, struct simple *s)
{
	int sign = 1;
	int32_t n;

	take_blanks(r);
	if (take_word(r, "odd") || take_word(r, "even")) {
		s->step = 2;
		s->offset = ascii_lower(r->text.s[r->at - 1]) == 'd';
	} else {
		if (take(r, '-'))
			sign = -1;
		else
			take(r, '+');
		n = take_number(r);
		if (take(r, 'n') || take(r, 'N')) {
			s->step = sign * (n < 0 ? 1 : n);
			take_blanks(r);
			sign = peek(r) == '-' ? -1 : 1;
			n = 0;
			if (take(r, '-') || take(r, '+')) {
				take_blanks(r);
				n = take_number(r);
			}
		}
		if (n < 0)
			wrong(r, "here comes a number, odd, even or a step "
			    "such as 2n+1");
		s->offset = sign * n;
	}
	take_blanks(r);
	if (!take(r, ')'))
		wrong(r, "( is not closed by )");
}

static void
add_first(struct reader *r)
{
	add_simple(r, NTH_CHILD)->offset = 1;
}

/* What stands in :not() is read as what stands outside, with a number. */
static void
open_not(struct reader *r)
{
	if (r->but) {
		wrong(r, "no :not() in a :not()");
		return;
	}
	r->but = ++r->buts;
	r->first = r->n;
	take_blanks(r);
}

static void
take_pseudo(struct reader *r)
{
	size_t from = r->at - 1;

	if (take_word(r, "not("))
		open_not(r);
	else if (take_word(r, "nth-child("))
		take_nth(r, add_simple(r, NTH_CHILD));
	else if (take_word(r, "first-child"))
		add_first(r);
	else if (take_word(r, "last-child"))
		add_simple(r, LAST_CHILD);
	else if (take_word(r, "only-child")) {
		add_first(r);
		add_simple(r, LAST_CHILD);
	} else {
		r->at = from;
		wrong(r, "the known pseudo-classes are :not(), :first-child, "
		    ":last-child, :only-child and :nth-child()");
	}
}

/* A comma or the end of what is in :not(); after that comes no name. */
static bool
leave_not(struct reader *r)
{
	size_t at = r->at;

	take_blanks(r);
	if (r->n == r->first) {
		r->at = at;
		wrong(r, "in :not() comes what is not wanted");
	} else if (take(r, ',')) {
		r->but = ++r->buts;
		r->first = r->n;
		take_blanks(r);
	} else if (take(r, ')')) {
		r->but = 0;
		r->first = SLICE_NONE;
	} else
		wrong(r, "in :not() there are no combinators; it ends "
		    "with )");
	return r->ok;
}

/* False: here is nothing simple, or it is wrong. */
static bool
take_simple(struct reader *r)
{
	bool first = r->n == r->first;
	enum kind kind = peek(r) == '#' ? IS_ID : HAS_CLASS;
	struct slice name;

	if (first && take(r, '*'))
		add_simple(r, IS_NAMED);
	else if (first && (is_name_char(peek(r)) || peek(r) == '\\'))
		take_type(r);
	else if (take(r, '#') || take(r, '.')) {
		name = take_name(r, kind == IS_ID ? "after # comes an id" :
		    "after . comes a class");
		add_simple(r, kind)->name = name;
	} else if (take(r, '['))
		take_attr(r);
	else if (take(r, ':'))
		take_pseudo(r);
	else
		return false;
	return r->ok;
}

static void
take_compound(struct reader *r, enum combinator how)
{
	struct selector *s = r->selector;
	size_t first = r->first = r->n;

	if (s->n == SELECTOR_MAX) {
		wrong(r, "too long a selector");
		return;
	}
	r->buts = 0;
	while (take_simple(r) || (r->ok && r->but && leave_not(r)))
		;
	if (r->n == first)
		wrong(r, "here comes an element's name, *, #id, .class, "
		    "[attribute] or :pseudo-class");
	s->compounds[s->n++] = (struct compound){
		.how = how, .first = first, .n = r->n - first
	};
}

static bool
take_combinator(struct reader *r, enum combinator *how)
{
	bool blank = take_blanks(r);

	*how = WITHIN;
	if (r->at == r->text.len)
		return false;
	if (take(r, '>'))
		*how = CHILD;
	else if (take(r, '+'))
		*how = NEXT;
	else if (take(r, '~'))
		*how = LATER;
	else if (take(r, ','))
		*how = BEGINS;
	else
		return blank;
	take_blanks(r);
	return true;
}

static void
read_all(struct reader *r)
{
	struct selector *s = r->selector;
	enum combinator how = BEGINS;

	take_blanks(r);
	do {
		if (how == BEGINS && s->n)
			s->last |= (uint64_t)1 << (s->n - 1);
		take_compound(r, how);
	} while (r->ok && take_combinator(r, &how));
	if (r->ok && r->at < r->text.len)
		wrong(r, "this belongs to no selector");
	if (r->ok)
		s->last |= (uint64_t)1 << (s->n - 1);
}

struct selector *
selector_parse(struct slice text, struct arena *a, size_t *at,
    struct err *err)
{
	struct reader r = {
		.text = text, .arena = a, .err = err, .ok = true,
		.selector = ARENA_NEW(a, 1, struct selector)
	};

	read_all(&r);
	*at = r.at;
	if (r.ok && r.n) {
		r.selector->simples = ARENA_NEW(a, r.n, struct simple);
		memcpy(r.selector->simples, r.simples,
		    r.n * sizeof(*r.simples));
	}
	free(r.simples);
	return r.ok ? r.selector : NULL;
}

/* Asking it. */

static bool
same(const struct simple *s, struct slice a, struct slice b)
{
	return s->fold ? slice_ieq(a, b) : slice_eq(a, b);
}

static bool
holds_word(const struct simple *s, struct slice x, struct slice word)
{
	while (x.len > 0)
		if (same(s, slice_take_word(&x), word))
			return true;
	return false;
}

static bool
attr_matches(const struct simple *s, struct slice x)
{
	struct slice v = s->value;

	if (x.s == NULL)
		return false;
	switch (s->kind) {
	case ATTR_IS:
		return same(s, x, v);
	case ATTR_WORD:
		return v.len && holds_word(s, x, v);
	case ATTR_DASH:
		return same(s, slice_sub(x, 0, v.len), v) &&
		    (x.len == v.len || x.s[v.len] == '-');
	case ATTR_STARTS:
		return v.len && same(s, slice_sub(x, 0, v.len), v);
	case ATTR_ENDS:
		return v.len && v.len <= x.len &&
		    same(s, slice_from(x, x.len - v.len), v);
	case ATTR_HOLDS:
		return v.len && (s->fold ? slice_ifind(x, v) :
		    slice_find(x, v)) != SLICE_NONE;
	default:
		return true;
	}
}

static bool
nth_matches(const struct simple *s, uint32_t place)
{
	int64_t d = (int64_t)place - s->offset;

	if (s->step == 0)
		return d == 0;
	return d % s->step == 0 && d / s->step >= 0;
}

/* Each text is passed over for the one element before it: linear. */
static bool
is_last_child(const struct tree_html *t, size_t node)
{
	size_t i, end = t->nodes[t->nodes[node].parent].end;

	for (i = t->nodes[node].end; i < end; i++)
		if (t->nodes[i].tag != TAG_TEXT)
			return false;
	return true;
}

static bool
simple_matches(const struct simple *s, const struct tree_html *t,
    size_t node, uint32_t place)
{
	const struct node *e = &t->nodes[node];

	switch (s->kind) {
	case IS_TAG:
		return e->tag == s->tag;
	case IS_NAMED:
		return s->name.s == NULL ||
		    (e->tag == TAG_OTHER && slice_eq(e->text, s->name));
	case IS_ID:
		return slice_eq(node_attr(e, "id"), s->name);
	case HAS_CLASS:
		return holds_word(s, node_attr(e, "class"), s->name);
	case LAST_CHILD:
		return is_last_child(t, node);
	case NTH_CHILD:
		return nth_matches(s, place);
	default:
		return attr_matches(s, node_attr(e, s->name.s));
	}
}

/* Those outside of :not() hold, and of each :not()'s at least one does
 * not. */
static bool
compound_matches(const struct selector *s, const struct compound *c,
    const struct selector_walk *w, size_t node, uint32_t place)
{
	const struct simple *x = &s->simples[c->first], *end = x + c->n;
	uint16_t but;
	bool hold;

	while (x < end) {
		but = x->but;
		for (hold = true; x < end && x->but == but; x++)
			hold = hold && simple_matches(x, w->tree, node, place);
		if (hold == (but != 0))
			return false;
	}
	return true;
}

/* The compounds that may come here, as what is before them did. */
static bool
may_come(const struct selector *s, size_t i, const struct selector_level *up)
{
	uint64_t bit = i ? (uint64_t)1 << (i - 1) : 0;

	switch (s->compounds[i].how) {
	case BEGINS:
		return true;
	case WITHIN:
		return up && (up->above & bit);
	case CHILD:
		return up && (up->here & bit);
	case NEXT:
		return up && (up->before & bit);
	default:
		return up && (up->earlier & bit);
	}
}

static uint64_t
steps_here(const struct selector_walk *w, size_t node,
    const struct selector_level *up)
{
	const struct selector *s = w->selector;
	uint32_t place = up ? up->children : 1;
	uint64_t here = 0;
	size_t i;

	for (i = 0; i < s->n; i++)
		if (may_come(s, i, up) && compound_matches(s,
		    &s->compounds[i], w, node, place))
			here |= (uint64_t)1 << i;
	return here;
}

void
selector_start(struct selector_walk *w, const struct selector *s,
    const struct tree_html *t)
{
	w->selector = s;
	w->tree = t;
	w->next = 0;
}

size_t
selector_next(struct selector_walk *w)
{
	struct selector_level *me, *up;
	size_t i;

	while (w->next < w->tree->n) {
		const struct node *e = &w->tree->nodes[i = w->next++];

		if (e->tag == TAG_TEXT)
			continue;
		assert(e->depth < TREE_MAX_DEPTH + 2);
		me = &w->levels[e->depth];
		up = i > 0 ? &w->levels[e->depth - 1] : NULL;
		*me = (struct selector_level){ 0 };
		if (up)
			up->children++;
		me->here = me->above = steps_here(w, i, up);
		if (up) {
			me->above |= up->above;
			up->before = me->here;
			up->earlier |= me->here;
		}
		if (me->here & w->selector->last)
			return i;
	}
	return w->tree->n;
}
