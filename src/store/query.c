#include "store/query.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/mem.h"
#include "store/library.h"
#include "text/terms.h"
#include "text/utf8.h"

/* What is open while it is read: an operator or a parenthesis. */
struct open {
	enum { OPEN_PAREN, OPEN_OR, OPEN_AND, OPEN_NOT } what;
	size_t at;
};

struct parse {
	struct slice text;
	size_t at;
	struct query *query;
	struct open stack[QUERY_MAX_NODES];
	size_t depth, parens;
	struct err *err;
};

/* As people count: characters, from 1. */
static size_t
place(const struct parse *p, size_t at)
{
	return utf8_count(slice_sub(p->text, 0, at)) + 1;
}

static bool
wrong(struct parse *p, size_t at, const char *what)
{
	return fail(p->err, "character %zu: %s", place(p, at), what);
}

static bool
put(struct parse *p, struct query_node node)
{
	if (p->query->n == QUERY_MAX_NODES)
		return wrong(p, p->at, "too many words");
	p->query->at[p->query->n++] = node;
	return true;
}

/* ---- operators ---- */

static bool
close_one(struct parse *p)
{
	static const enum query_op ops[] = {
		[OPEN_OR] = QUERY_OR, [OPEN_AND] = QUERY_AND,
		[OPEN_NOT] = QUERY_NOT
	};
	struct query_node node = { .op = ops[p->stack[--p->depth].what] };

	return put(p, node);
}

/* What binds at least as tightly is closed before. */
static bool
open_binary(struct parse *p, int what)
{
	while (p->depth && p->stack[p->depth - 1].what != OPEN_PAREN &&
	    (int)p->stack[p->depth - 1].what >= what)
		if (!close_one(p))
			return false;
	if (p->depth == QUERY_MAX_NODES)
		return wrong(p, p->at, "too many words");
	p->stack[p->depth++] = (struct open){ what, p->at };
	return true;
}

static bool
open_prefix(struct parse *p, int what)
{
	if (p->depth == QUERY_MAX_NODES)
		return wrong(p, p->at, "too many words");
	if (what == OPEN_PAREN && ++p->parens > QUERY_MAX_PARENS)
		return wrong(p, p->at, "too many parentheses");
	p->stack[p->depth++] = (struct open){ what, p->at };
	return true;
}

static bool
close_paren(struct parse *p)
{
	while (p->depth && p->stack[p->depth - 1].what != OPEN_PAREN)
		if (!close_one(p))
			return false;
	if (p->depth == 0)
		return wrong(p, p->at, "\")\" closes nothing");
	p->depth--;
	p->parens--;
	return true;
}

/* ---- values ---- */

/* The number at the front of *x, of at most max digits; false: none. */
static bool
take_number(struct slice *x, size_t max, int64_t *n)
{
	size_t i = 0;

	for (*n = 0; i < x->len && i < max && ascii_digit(x->s[i]); i++)
		*n = *n * 10 + (x->s[i] - '0');
	*x = slice_from(*x, i);
	return i > 0;
}

/* "2017", "2017-03", "2017-03-29": the day it starts with. */
static bool
read_day(struct parse *p, size_t at, struct slice value, int64_t *day)
{
	size_t i, dashes = 0;

	for (i = 0; i < value.len; i++) {
		if (value.s[i] == '-')
			dashes++;
		else if (!ascii_digit(value.s[i]))
			break;
	}
	*day = record_day(value);
	if (i == value.len && dashes <= 2 && value.len == 4 + 3 * dashes &&
	    *day != INT64_MIN)
		return true;
	return wrong(p, at, "a date is 2017, 2017-03 or 2017-03-29");
}

static bool
put_after(struct parse *p, size_t at, struct query_node node)
{
	int64_t day;

	if (!read_day(p, at, node.text, &day))
		return false;
	node.from = day;
	node.to = INT64_MAX;
	return put(p, node);
}

static bool
put_before(struct parse *p, size_t at, struct query_node node)
{
	int64_t day;

	if (!read_day(p, at, node.text, &day))
		return false;
	node.from = INT64_MIN;
	node.to = day;
	return put(p, node);
}

static bool
put_comments(struct parse *p, size_t at, struct query_node node)
{
	static const struct { const char *sign; int from, to; } signs[] = {
		/* added to the number; 2: there is no such end */
		{ ">=", 0, 2 }, { "<=", 2, 1 }, { ">", 1, 2 },
		{ "<", 2, 0 }, { "=", 0, 1 }, { "", 0, 1 }
	};
	struct slice x = node.text;
	int64_t n;
	size_t i;

	for (i = 0; !slice_starts(x, slice_z(signs[i].sign)); i++)
		;
	x = slice_from(x, strlen(signs[i].sign));
	if (!take_number(&x, 9, &n) || x.len)
		return wrong(p, at, "a number is wanted, as in "
		    "comments:>10");
	node.from = signs[i].from == 2 ? 0 : n + signs[i].from;
	node.to = signs[i].to == 2 ? INT64_MAX : n + signs[i].to;
	return put(p, node);
}

static bool
put_has(struct parse *p, size_t at, struct query_node node)
{
	if (!slice_ieq(node.text, SLICE("note")))
		return wrong(p, at, "only has:note is known");
	return put(p, node);
}

static bool
put_name(struct parse *p, size_t at, struct query_node node)
{
	if (slice_ends(node.text, SLICE("*"))) {
		node.prefix = true;
		node.text.len--;
	}
	if (node.text.len == 0)
		return wrong(p, at, "a value is wanted after the \":\"");
	return put(p, node);
}

static const struct field {
	const char *name;
	bool (*put)(struct parse *, size_t at, struct query_node);
	enum query_op op;
	enum query_kind kind;
} fields[] = {
	{ "tag", put_name, QUERY_NAME, QUERY_TAG },
	{ "author", put_name, QUERY_NAME, QUERY_AUTHOR },
	{ "source", put_name, QUERY_NAME, QUERY_SOURCE },
	{ "section", put_name, QUERY_NAME, QUERY_SECTION },
	{ "month", put_name, QUERY_NAME, QUERY_MONTH },
	{ "after", put_after, QUERY_DAYS, 0 },
	{ "before", put_before, QUERY_DAYS, 0 },
	{ "comments", put_comments, QUERY_COMMENTS, 0 },
	{ "has", put_has, QUERY_NOTE, 0 }
};

static const struct { const char *name; enum query_op op; } flags[] = {
	{ "read", QUERY_READ }, { "unread", QUERY_UNREAD },
	{ "starred", QUERY_STARRED }
};

/* ---- operands ---- */

static size_t
count_terms(struct slice x)
{
	struct terms t = { .text = x };
	struct slice term;
	size_t n = 0;

	while (terms_next(&t, &term))
		n++;
	return n;
}

/* `"...` at p->at; the quotes are left out. */
static bool
take_quoted(struct parse *p, struct slice *x)
{
	struct slice rest = slice_from(p->text, p->at + 1);
	size_t end = slice_chr(rest, '"');

	if (end == SLICE_NONE)
		return wrong(p, p->at, "this quote is not closed");
	*x = slice_sub(rest, 0, end);
	p->at += end + 2;
	return true;
}

/* Up to a blank or a parenthesis. */
static struct slice
take_bare(struct parse *p)
{
	size_t start = p->at;

	while (p->at < p->text.len && !ascii_space(p->text.s[p->at]) &&
	    p->text.s[p->at] != '(' && p->text.s[p->at] != ')' &&
	    p->text.s[p->at] != '"')
		p->at++;
	return slice_sub(p->text, start, p->at - start);
}

static bool
put_phrase(struct parse *p)
{
	struct query_node node = { .op = QUERY_PHRASE };

	if (!take_quoted(p, &node.text))
		return false;
	if (p->at < p->text.len && p->text.s[p->at] == '*') {
		node.prefix = true;
		p->at++;
	}
	if (node.prefix || count_terms(node.text) < 2)
		node.op = QUERY_WORD;
	return put(p, node);
}

static bool
put_field(struct parse *p, struct slice word, size_t start, size_t colon)
{
	struct slice name = slice_sub(word, 0, colon);
	struct query_node node = { .text = slice_from(word, colon + 1) };
	size_t i;

	for (i = 0; i < sizeof(fields) / sizeof(*fields); i++)
		if (slice_ieq(name, slice_z(fields[i].name)))
			break;
	if (i == sizeof(fields) / sizeof(*fields))
		return fail(p->err, "character %zu: no field is called "
		    "\"%.*s\"; quotes around it search for the words",
		    place(p, start), SLICE_FMT(name));
	if (node.text.len == 0 && p->at < p->text.len &&
	    p->text.s[p->at] == '"' && !take_quoted(p, &node.text))
		return false;
	if (node.text.len == 0)
		return wrong(p, start + colon,
		    "a value is wanted after the \":\"");
	node.op = fields[i].op;
	node.kind = fields[i].kind;
	return fields[i].put(p, start + colon + 1, node);
}

static bool
put_word(struct parse *p, struct slice word, size_t start)
{
	struct query_node node = { .op = QUERY_WORD, .text = word };
	size_t i;

	for (i = 0; i < sizeof(flags) / sizeof(*flags); i++)
		if (slice_eq(word, slice_z(flags[i].name))) {
			node.op = flags[i].op;
			return put(p, node);
		}
	if (slice_ends(word, SLICE("*"))) {
		node.prefix = true;
		node.text.len--;
		if (count_terms(node.text) == 0)
			return wrong(p, start, "\"*\" wants the beginning "
			    "of a word before it");
	}
	return put(p, node);
}

/* ---- the whole ---- */

static void
skip_blanks(struct parse *p)
{
	while (p->at < p->text.len && ascii_space(p->text.s[p->at]))
		p->at++;
}

/* A word or field that does not start with a quote or parenthesis. */
static bool
take_plain(struct parse *p)
{
	size_t start = p->at, colon;
	struct slice word = take_bare(p);

	colon = slice_chr(word, ':');
	if (colon != SLICE_NONE)
		return put_field(p, word, start, colon);
	return put_word(p, word, start);
}

/* An operator at p->at where `after` says an operand was before it. */
static bool
take_operator(struct parse *p, bool *after)
{
	size_t start = p->at;
	struct slice word = take_bare(p);
	bool not = slice_eq(word, SLICE("NOT"));
	size_t end = p->at;

	p->at = start;
	if (!not && !*after)
		return wrong(p, start, "a word is wanted before this");
	if (not && *after && !open_binary(p, OPEN_AND))
		return false;
	if (not ? !open_prefix(p, OPEN_NOT) : !open_binary(p,
	    slice_eq(word, SLICE("OR")) ? OPEN_OR : OPEN_AND))
		return false;
	p->at = end;
	*after = false;
	return true;
}

static bool
is_minus(const struct parse *p)
{
	return p->text.s[p->at] == '-' && p->at + 1 < p->text.len &&
	    !ascii_space(p->text.s[p->at + 1]);
}

/* One operand, or what opens one; *after as in take_operator(). */
static bool
take_operand(struct parse *p, bool *after)
{
	char c = p->text.s[p->at];

	if (*after && !open_binary(p, OPEN_AND))
		return false;
	*after = false;
	if (c == '(' || is_minus(p)) {
		if (!open_prefix(p, c == '(' ? OPEN_PAREN : OPEN_NOT))
			return false;
		p->at++;
		return true;
	}
	if (c == '"' ? !put_phrase(p) : !take_plain(p))
		return false;
	*after = true;
	return true;
}

static bool
is_operator(struct parse *p)
{
	size_t start = p->at;
	struct slice word = take_bare(p);

	p->at = start;
	return slice_eq(word, SLICE("AND")) || slice_eq(word, SLICE("OR")) ||
	    slice_eq(word, SLICE("NOT"));
}

static bool
take_closing(struct parse *p, bool after)
{
	if (!after)
		return wrong(p, p->at, "a word is wanted before this");
	if (!close_paren(p))
		return false;
	p->at++;
	return true;
}

static bool
parse_all(struct parse *p)
{
	bool after = false, ok = true;

	skip_blanks(p);
	if (p->at == p->text.len)
		return true;
	for (; ok && p->at < p->text.len; skip_blanks(p)) {
		if (p->text.s[p->at] == ')')
			ok = take_closing(p, after);
		else if (is_operator(p))
			ok = take_operator(p, &after);
		else
			ok = take_operand(p, &after);
	}
	if (!ok)
		return false;
	if (!after)
		return wrong(p, p->text.len, "a word is wanted here");
	while (p->depth) {
		if (p->stack[p->depth - 1].what == OPEN_PAREN)
			return wrong(p, p->stack[p->depth - 1].at,
			    "this \"(\" is not closed");
		if (!close_one(p))
			return false;
	}
	return true;
}

struct query *
query_parse(struct slice text, struct err *err)
{
	struct query *q = mem_alloc(1, sizeof(*q));
	struct parse *p = mem_alloc(1, sizeof(*p));
	bool ok;

	q->at = mem_alloc(QUERY_MAX_NODES, sizeof(*q->at));
	p->query = q;
	p->err = err;
	p->text = arena_dup(&q->arena, text);
	ok = text.len <= QUERY_MAX_BYTES ? parse_all(p) :
	    wrong(p, QUERY_MAX_BYTES, "longer than can be searched for");
	free(p);
	if (ok)
		return q;
	query_free(q);
	return NULL;
}

void
query_free(struct query *q)
{
	if (q == NULL)
		return;
	free(q->at);
	arena_free(&q->arena);
	free(q);
}
