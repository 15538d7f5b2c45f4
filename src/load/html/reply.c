#include "load/html/reply.h"

#include <stdlib.h>

#include "base/mem.h"
#include "load/html/hint.h"
#include "load/html/strmap.h"

#define CONFIDENCE_ID 0.99f
#define CONFIDENCE_QUOTE 0.96f		/* quoted with its source named */
#define NUMBER_MAX 1000000		/* pixels of a margin count too */
#define DEPTH_NONE (-1)

/* The digits at the end of x, "comment-123", as a key; 0: there are none. */
static uint64_t
id_number(struct slice x)
{
	size_t n;

	x = slice_trim(x);
	n = x.len;
	while (n > 0 && ascii_digit(x.s[n - 1]))
		n--;
	x = slice_from(x, n);
	return x.len ? slice_hash(x) | 1 : 0;
}

/* The number of the first of these attributes that has one. */
static uint64_t
attr_id(const struct node *n, const char *const *attrs, size_t count)
{
	uint64_t id = 0;
	size_t i;

	for (i = 0; i < count && id == 0; i++)
		id = id_number(node_attr(n, attrs[i]));
	return id;
}

static uint64_t
member_id(const struct html_page *p, const struct member *m)
{
	static const char *const attrs[] = {
		"id", "data-id", "data-comment-id", "data-commentid",
		"data-post-id", "data-content"
	};

	return attr_id(html_node(p, m->node), attrs,
	    sizeof(attrs) / sizeof(*attrs));
}

static uint64_t
told_parent(const struct html_page *p, const struct member *m)
{
	static const char *const attrs[] = {
		"data-parent-id", "data-parent", "data-parentid",
		"data-parent-comment-id", "data-reply-to", "data-in-reply-to",
		"data-replyto"
	};

	return attr_id(html_node(p, m->node), attrs,
	    sizeof(attrs) / sizeof(*attrs));
}

/* A link to a place on this page: what follows '#'. */
static uint64_t
link_id(const struct node *n)
{
	struct slice href = node_attr(n, "href");
	size_t at = slice_chr(href, '#');

	return at == SLICE_NONE ? 0 : id_number(slice_from(href, at));
}

/* "in-reply-to", "reply-to", "parent": not the button that says reply. */
static bool
says_answered(const struct node *n)
{
	static const char *const words[] = {
		"in-reply-to", "reply-to", "replied-to", "parent-link",
		"comment-parent", "inreplyto", "replyto"
	};
	struct slice c = node_attr(n, "class"), r = node_attr(n, "rel");
	size_t i;

	for (i = 0; i < sizeof(words) / sizeof(*words); i++)
		if (slice_ifind(c, slice_z(words[i])) != SLICE_NONE ||
		    slice_ifind(r, slice_z(words[i])) != SLICE_NONE)
			return true;
	return false;
}

/* A quotation that names its source: "post: 123" or a link to it. */
static uint64_t
quote_source(const struct html_page *p, size_t i)
{
	const struct node *n = html_node(p, i);
	uint64_t id = id_number(node_attr(n, "data-source"));

	if (id == 0)
		id = id_number(node_attr(n, "data-post"));
	if (id == 0 && n->tag == TAG_BLOCKQUOTE)
		id = id_number(node_attr(n, "cite"));
	return id;
}

/* A quotation's link to what it quotes, or a link to another comment. */
static uint64_t
body_link(const struct html_page *p, const struct member *m, size_t i)
{
	uint64_t id;

	if (html_node(p, i)->tag != TAG_A || !member_in_body(m, i))
		return 0;
	id = link_id(html_node(p, i));
	return id == member_id(p, m) ? 0 : id;
}

struct link {
	uint64_t id;
	bool quote;
};

/* The first place in the member that says what it answers. */
static struct link
find_link(const struct html_page *p, const struct member *m)
{
	struct link l = { told_parent(p, m), false };
	bool answered = false;
	size_t i;

	for (i = m->node + 1; i < m->stop && l.id == 0; i++) {
		const struct node *n = html_node(p, i);

		if (n->tag == TAG_TEXT || n->nattrs == 0)
			continue;
		answered = says_answered(n) || (answered && n->tag == TAG_A &&
		    n->parent != m->node);
		if (answered && n->tag == TAG_A)
			l.id = link_id(n);
		if (l.id == 0 && ((l.id = quote_source(p, i)) != 0 ||
		    (l.id = body_link(p, m, i)) != 0))
			l.quote = true;
	}
	return l;
}

static void
link_ids(const struct html_page *p, struct member *ms, size_t n)
{
	struct strmap ids = { 0 };
	uint32_t *of = mem_alloc(n, sizeof(*of));
	struct link l;
	uint64_t id;
	size_t i, at;
	bool fresh;

	for (i = 0; i < n; i++)
		if ((id = member_id(p, &ms[i])) != 0) {
			at = strmap_add(&ids, id, &fresh);
			if (fresh)
				of[at] = (uint32_t)i;
		}
	for (i = 0; i < n; i++) {
		if (ms[i].parent >= 0)
			continue;
		l = find_link(p, &ms[i]);
		at = l.id ? strmap_get(&ids, l.id) : SLICE_NONE;
		if (at == SLICE_NONE || of[at] >= i)
			continue;
		ms[i].parent = (int32_t)of[at];
		ms[i].evidence = EV_ID;
		ms[i].confidence = l.quote ? CONFIDENCE_QUOTE :
		    CONFIDENCE_ID;
	}
	strmap_free(&ids);
	free(of);
}

static int
number_in(struct slice x)
{
	size_t i;
	int n = 0;

	for (i = 0; i < x.len && !ascii_digit(x.s[i]); i++)
		;
	if (i == x.len)
		return DEPTH_NONE;
	for (; i < x.len && ascii_digit(x.s[i]) && n < NUMBER_MAX; i++)
		n = n * 10 + (x.s[i] - '0');
	return n;
}

/* "depth-2", "level3", "indent-1" among the classes. */
static int
class_depth(struct slice classes)
{
	static const char *const words[] = {
		"depth", "level", "lvl", "indent", "nest"
	};
	struct slice word;
	size_t i;

	while (slice_cut(&classes, ' ', &word))
		for (i = 0; i < sizeof(words) / sizeof(*words); i++)
			if (slice_ifind(word, slice_z(words[i])) !=
			    SLICE_NONE && number_in(word) >= 0)
				return number_in(word);
	return DEPTH_NONE;
}

static int
member_depth(const struct html_page *p, const struct member *m, int how)
{
	static const char *const attrs[] = {
		"data-level", "data-depth", "aria-level", "data-indent"
	};
	const struct node *n = html_node(p, m->node);
	struct slice style;
	size_t i, at;

	if (how == 0) {
		for (i = 0; i < sizeof(attrs) / sizeof(*attrs); i++)
			if (node_attr(n, attrs[i]).len)
				return number_in(node_attr(n, attrs[i]));
		return DEPTH_NONE;
	}
	if (how == 1)
		return class_depth(node_attr(n, "class"));
	style = node_attr(n, "style");
	at = slice_ifind(style, SLICE("margin-left"));
	if (at == SLICE_NONE)
		at = slice_ifind(style, SLICE("padding-left"));
	return at == SLICE_NONE ? DEPTH_NONE :
	    number_in(slice_from(style, at));
}

/* In a flat list each comment answers the last one that stands less deep;
 * those without a depth stand at the left. */
static bool
link_depths(const struct html_page *p, struct member *ms, size_t n, int how)
{
	int *depth = mem_alloc(n, sizeof(*depth));
	int32_t *open = mem_alloc(n, sizeof(*open));
	size_t i, top = 0;
	bool differ = false;

	for (i = 0; i < n; i++) {
		depth[i] = member_depth(p, &ms[i], how);
		differ |= depth[i] != depth[0];
	}
	for (i = 0; differ && i < n; i++) {
		while (top > 0 && depth[open[top - 1]] >= depth[i])
			top--;
		if (top > 0 && ms[i].parent < 0) {
			ms[i].parent = open[top - 1];
			ms[i].evidence = EV_NESTING;
			ms[i].confidence = CONFIDENCE_ID;
		}
		open[top++] = (int32_t)i;
	}
	free(depth);
	free(open);
	return differ;
}

void
html_replies(const struct html_page *p, struct member *ms, size_t n)
{
	bool flat = true;
	size_t i;
	int how;

	for (i = 0; i < n; i++)
		if (ms[i].parent >= 0) {
			ms[i].evidence = EV_NESTING;
			ms[i].confidence = CONFIDENCE_ID;
			flat = false;
		}
	link_ids(p, ms, n);
	for (how = 0; flat && how < 3; how++)
		if (link_depths(p, ms, n, how))
			break;
}

#define REPLY_MAX 80			/* characters of the line */

struct slice
html_reply_name(const struct html_page *p, const struct member *m)
{
	/* As many languages as we know; the name is what follows.  Not
	 * "reply to": that is what buttons say. */
	static const char *const words[] = {
		"in reply to ", "replied to ", "replying to ",
		"antwort auf ", "en réponse à ", "en respuesta a ",
		"in risposta a ", "em resposta a ", "w odpowiedzi na ",
		"в ответ на "
	};
	size_t i, k, at;

	for (i = m->node + 1; i < m->stop; i++) {
		const struct measure *x = &p->m[i];
		struct slice text;

		/* What holds an answer to it has the answer's line. */
		if (html_node(p, i)->tag == TAG_TEXT || x->text < 4 ||
		    x->text > REPLY_MAX || html_node(p, i)->end > m->stop ||
		    (x->flags & (NODE_SKIP | NODE_HEADING)) ||
		    member_in_body(m, i))
			continue;
		text = html_text(p, i);
		for (k = 0; k < sizeof(words) / sizeof(*words); k++) {
			at = slice_ifind(text, slice_z(words[k]));
			if (at != SLICE_NONE)
				return slice_trim(slice_from(text, at +
				    strlen(words[k])));
		}
	}
	return (struct slice){ "", 0 };
}

/* A text that is one number: "12", "+3", "-1", "12 points". */
static int32_t
vote_number(struct slice x)
{
	size_t i = 0;
	bool minus;
	int n;

	while (i < x.len && !ascii_digit(x.s[i]))
		i++;
	if (i == x.len || i > 12)
		return SCORE_NONE;
	minus = i > 0 && (x.s[i - 1] == '-' || (i > 2 && !memcmp(x.s + i - 3,
	    "\xE2\x88\x92", 3)));
	n = number_in(slice_from(x, i));
	while (i < x.len && ascii_digit(x.s[i]))
		i++;
	for (; i < x.len; i++)
		if (ascii_digit(x.s[i]))
			return SCORE_NONE;
	return minus ? -n : n;
}

int32_t
html_votes(const struct html_page *p, const struct member *m)
{
	int32_t votes = SCORE_NONE;
	size_t i;

	for (i = m->node + 1; i < m->stop && votes == SCORE_NONE; i++) {
		const struct measure *x = &p->m[i];

		if ((x->hints & HINT_SCORE) && x->text > 0 && x->text < 24 &&
		    !(x->hints & HINT_DATE) && !member_in_body(m, i))
			votes = vote_number(html_text(p, i));
	}
	return votes;
}
