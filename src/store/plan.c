#include "store/plan.h"

#include <stdlib.h>

#include "base/mem.h"
#include "store/library_impl.h"
#include "text/fold.h"
#include "text/terms.h"

/* What is known of a part of the query. */
struct part {
	struct plan plan;
	bool not;			/* it means what match does not */
	const char *top;		/* the operator of match; NULL: none */
};

static void
match_words(struct buf *b, const struct query_node *node)
{
	struct terms t = { .text = node->text };
	struct slice term;
	bool any = false, wide = false;

	while (terms_next(&t, &term)) {
		buf_addz(b, any ? " AND " : "(");
		lib_match(b, term);
		wide = t.wide && !t.paired;
		any = true;
	}
	/* A single sign of a script without blanks starts a pair. */
	if (any && (node->prefix || (wide && t.len < 5)))
		buf_addc(b, '*');
	if (any)
		buf_addc(b, ')');
}

static void
match_name(struct buf *b, const struct query_node *node)
{
	struct buf term = { 0 };

	buf_addc(&term, LIB_MARK);
	buf_addc(&term, (char)('A' + node->kind));
	text_key(&term, node->text);
	if (term.len > 2 || node->prefix) {
		lib_match(b, buf_slice(&term));
		if (node->prefix)
			buf_addc(b, '*');
	}
	buf_free(&term);
}

/* Stories are filed by the powers of two that their comments reach. */
static void
match_comments(struct buf *b, const struct query_node *node)
{
	struct buf term = { 0 };
	int i = 0;

	if (node->from < 1)
		return;
	while (i < 31 && (int64_t)2 << i <= node->from)
		i++;
	lib_term_comments(&term, i);
	lib_match(b, buf_slice(&term));
	buf_free(&term);
}

void
plan_match(struct buf *b, const struct query_node *node)
{
	if (node->op == QUERY_WORD || node->op == QUERY_PHRASE)
		match_words(b, node);
	else if (node->op == QUERY_NAME)
		match_name(b, node);
	else if (node->op == QUERY_COMMENTS)
		match_comments(b, node);
}

static const struct { bool exact; int must; } leaves[] = {
	[QUERY_WORD] = { true, 0 }, [QUERY_PHRASE] = { false, 0 },
	[QUERY_NAME] = { true, 0 }, [QUERY_DAYS] = { true, 0 },
	[QUERY_COMMENTS] = { false, 0 }, [QUERY_READ] = { false, MUST_READ },
	[QUERY_UNREAD] = { false,
	MUST_UNREAD }, [QUERY_STARRED] = { false,
	MUST_STARRED }, [QUERY_NOTE] = { false, MUST_NOTE }
};

static void
leaf(struct part *p, const struct query_node *node, bool wide)
{
	*p = (struct part){ .plan = { .exact = leaves[node->op].exact,
	    .must = leaves[node->op].must, .from = INT64_MIN,
	    .to = INT64_MAX } };
	if (wide)
		p->plan.exact = false;
	else
		plan_match(&p->plan.match, node);
	/* What has no words in it asks for nothing. */
	if (node->op == QUERY_DAYS) {
		p->plan.from = node->from;
		p->plan.to = node->to;
	}
}

static void
forget(struct part *p)
{
	plan_free(&p->plan);
	*p = (struct part){ .plan = { .from = INT64_MIN, .to = INT64_MAX } };
}

static void
add_part(struct buf *b, const struct part *p, bool open)
{
	if (open)
		buf_addc(b, '(');
	buf_add(b, buf_slice(&p->plan.match));
	if (open)
		buf_addc(b, ')');
}

/* a = "a OPERATOR b", with no more parentheses than it takes: FTS5's parser
 * has a stack of a hundred. */
static void
join(struct part *a, const struct part *b, const char *operator)
{
	struct buf c = { 0 };

	add_part(&c, a, a->top != NULL && strcmp(a->top, operator));
	buf_printf(&c, " %s ", operator);
	add_part(&c, b, b->top != NULL);
	buf_free(&a->plan.match);
	a->plan.match = c;
	a->top = operator;
}

static void
swap(struct part *a, struct part *b)
{
	struct part x = *a;

	*a = *b;
	*b = x;
}

static void
both(struct part *a, struct part *b)
{
	if (a->not)
		swap(a, b);
	if (a->not)
		forget(a);		/* neither: all are to be asked */
	if (b->not && a->plan.match.len)
		join(a, b, "NOT");
	else if (b->not)
		a->plan.exact = false;
	else if (a->plan.match.len && b->plan.match.len)
		join(a, b, "AND");
	else if (b->plan.match.len) {
		buf_add(&a->plan.match, buf_slice(&b->plan.match));
		a->top = b->top;
	}
	a->plan.exact = a->plan.exact && b->plan.exact;
	a->plan.must |= b->plan.must;
	if (b->plan.from > a->plan.from)
		a->plan.from = b->plan.from;
	if (b->plan.to < a->plan.to)
		a->plan.to = b->plan.to;
	plan_free(&b->plan);
}

static bool
has_range(const struct plan *p)
{
	return p->from != INT64_MIN || p->to != INT64_MAX;
}

static void
either(struct part *a, struct part *b)
{
	if (a->not || b->not) {
		forget(a);
		forget(b);
		return;
	}
	a->plan.exact = a->plan.exact && b->plan.exact &&
	    !has_range(&a->plan) && !has_range(&b->plan);
	if (a->plan.match.len && b->plan.match.len)
		join(a, b, "OR");
	else
		buf_clear(&a->plan.match);
	a->plan.must &= b->plan.must;
	if (b->plan.from < a->plan.from)
		a->plan.from = b->plan.from;
	if (b->plan.to > a->plan.to)
		a->plan.to = b->plan.to;
	plan_free(&b->plan);
}

static void
none_of(struct part *a)
{
	if (a->not)
		a->not = false;
	else if (a->plan.exact && a->plan.match.len && !has_range(&a->plan))
		a->not = true;
	else
		forget(a);
}

void
plan_make(struct plan *out, const struct query *q, const bool *wide)
{
	struct part *stack = mem_alloc(q->n + 1, sizeof(*stack));
	size_t i, depth = 0;
	bool sure = true;

	stack[0].plan = (struct plan){ .exact = true, .from = INT64_MIN,
	    .to = INT64_MAX };
	for (i = 0; i < q->n; i++) {
		sure = sure && q->at[i].op != QUERY_NOT &&
		    q->at[i].op != QUERY_OR;
		if (q->at[i].op == QUERY_NOT) {
			none_of(&stack[depth - 1]);
		} else if (q->at[i].op == QUERY_AND) {
			depth--;
			both(&stack[depth - 1], &stack[depth]);
		} else if (q->at[i].op == QUERY_OR) {
			depth--;
			either(&stack[depth - 1], &stack[depth]);
		} else
			leaf(&stack[depth++], &q->at[i], wide[i]);
	}
	if (stack[0].not)
		forget(&stack[0]);
	*out = stack[0].plan;
	out->sure = sure;
	free(stack);
}

void
plan_free(struct plan *p)
{
	buf_free(&p->match);
}
