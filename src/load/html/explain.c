#include "load/html/explain.h"

#include <stdlib.h>

#include "base/mem.h"
#include "load/html/hint.h"
#include "load/html/named.h"

#define WORDS_MAX 100			/* bytes of a block that are shown */
#define PATH_STEPS 4			/* elements of a path */
#define NAME_LONG 40			/* bytes of a class or id in it */
#define CLASS_LOOK 400			/* bytes of a class attribute */

void
explain_free(struct explain *e)
{
	arena_free(&e->arena);
	free(e->lines);
	free(e->verdicts);
	*e = (struct explain){ 0 };
}

void
explain_open(struct html_page *p)
{
	if (p->explain == NULL)
		return;
	explain_free(p->explain);
	p->explain->verdicts = mem_alloc(p->tree->n,
	    sizeof(*p->explain->verdicts));
}

void
explain_elsewhere(const struct html_page *p)
{
	struct explain *e = p->explain;
	int kind;
	size_t i;

	for (i = 0; e && i < p->tree->n; i++)
		for (kind = 0; kind <= BLOCK_TABLE; kind++)
			if (e->verdicts[i].as && !strcmp(e->verdicts[i].as,
			    block_kind_name((enum block_kind)kind)))
				explain_left(p, i, "the text was taken from "
				    "the metadata or a script instead");
	if (e)
		e->elsewhere = true;
}

/* Paths, as selectors. */

/* A word that says what an element is for: no number of this one. */
static bool
is_plain_name(struct slice x)
{
	size_t i;

	if (x.len == 0 || x.len > NAME_LONG || !ascii_alpha(*x.s))
		return false;
	for (i = 0; i < x.len; i++)
		if (!ascii_alpha(x.s[i]) && x.s[i] != '-' && x.s[i] != '_')
			return false;
	return true;
}

/* True: the step alone says much. */
static bool
add_step(struct buf *b, const struct node *n)
{
	struct slice id = node_attr(n, "id"), word;
	struct slice rest = slice_sub(node_attr(n, "class"), 0, CLASS_LOOK);

	if (n->tag != TAG_OTHER)
		buf_add(b, tag_name((enum tag)n->tag));
	else
		buf_add(b, is_plain_name(n->text) ? n->text : SLICE("*"));
	if (is_plain_name(id)) {
		buf_addc(b, '#');
		buf_add(b, id);
		return true;
	}
	while (slice_cut(&rest, ' ', &word))
		if (is_plain_name(word)) {
			buf_addc(b, '.');
			buf_add(b, word);
			return true;
		}
	return false;
}

/* From the nearest element that has a name of its own, or the fourth. */
static struct slice
path_of(const struct html_page *p, size_t node)
{
	const struct node *n = p->tree->nodes;
	size_t chain[PATH_STEPS], len = 0;
	struct buf b = { 0 };
	struct slice path;

	while (node > 0 && n[node].tag == TAG_TEXT)
		node = n[node].parent;
	for (; len < PATH_STEPS; node = n[node].parent) {
		chain[len++] = node;
		if (node == 0 || n[node].tag == TAG_BODY ||
		    add_step(&b, &n[node]))
			break;
	}
	buf_clear(&b);
	while (len-- > 0) {
		add_step(&b, &n[chain[len]]);
		if (len)
			buf_addz(&b, " > ");
	}
	path = arena_dup(&p->explain->arena, buf_slice(&b));
	buf_free(&b);
	return path;
}

/* What flags say of the elements that nobody noted anything on. */

static const char *
keep(const struct html_page *p, struct buf *b)
{
	struct slice x = arena_dup(&p->explain->arena, buf_slice(b));

	buf_free(b);
	return x.s;
}

static const char *
element_why(const struct html_page *p, const struct node *n)
{
	struct slice name = tag_name((enum tag)n->tag);
	struct buf b = { 0 };

	buf_printf(&b, "a%s %.*s element", name.len && strchr("aeio",
	    *name.s) ? "n" : "", SLICE_FMT(name));
	return keep(p, &b);
}

static const char *
skip_why(const struct html_page *p, size_t i)
{
	const struct node *n = html_node(p, i);

	if (p->m[i].flags & NODE_REMOVED)
		return "taken away by a rule";
	switch (n->tag) {
	case TAG_BUTTON: case TAG_IFRAME: case TAG_INPUT: case TAG_OBJECT:
	case TAG_OPTION: case TAG_SELECT: case TAG_SVG: case TAG_TEMPLATE:
	case TAG_TEXTAREA: case TAG_VIDEO:
		return element_why(p, n);
	case TAG_NOSCRIPT:
		return "for readers without scripts";
	default:
		return "hidden";
	}
}

static const char *
junk_why(const struct html_page *p, size_t i)
{
	static const struct { uint32_t hint; const char *what; } called[] = {
		{ HINT_NAV, "navigation" }, { HINT_FOOT, "a footer" },
		{ HINT_ASIDE, "a sidebar" }, { HINT_SHARE, "for sharing" },
		{ HINT_RELATED, "other stories" },
		{ HINT_AD, "advertising" },
		{ HINT_FORM, "a form or a notice" }
	};
	struct buf b = { 0 };
	size_t k;

	for (k = 0; k < sizeof(called) / sizeof(*called); k++)
		if (p->m[i].hints & called[k].hint) {
			buf_printf(&b, "its class or id calls it %s",
			    called[k].what);
			return keep(p, &b);
		}
	return element_why(p, html_node(p, i));
}

/* The first element down from the root with such a flag. */
static bool
begins(const struct html_page *p, size_t i, uint32_t flag)
{
	return (p->m[i].flags & flag) &&
	    !(p->m[html_node(p, i)->parent].flags & flag);
}

static bool
in_headline(const struct html_page *p, size_t i)
{
	return p->h1 != NO_NODE && i >= p->h1 &&
	    i < html_node(p, p->h1)->end;
}

static void
judge(const struct html_page *p, size_t i)
{
	const char *as = p->explain->verdicts[i].as;

	if (i == p->h1)
		explain_as(p, i, "headline", "the page's headline");
	else if (in_headline(p, i) && as && *as == '\0')
		explain_as(p, i, NULL, NULL);	/* said once, as that */
	else if (as || html_node(p, i)->tag == TAG_TEXT)
		return;
	else if (begins(p, i, NODE_SKIP))
		explain_left(p, i, skip_why(p, i));
	else if (begins(p, i, NODE_COMMENT))
		explain_left(p, i, "around the comments");
	else if (begins(p, i, NODE_RELATED))
		explain_left(p, i, "around the related stories");
	else if (begins(p, i, NODE_JUNK))
		explain_left(p, i, junk_why(p, i));
}

/* Lines of the source. */

struct place {
	struct slice text;		/* the source */
	size_t at, line;		/* looked at so far */
};

static void
place_go(struct place *l, size_t to)
{
	for (; l->at < to; l->at++)
		l->line += l->text.s[l->at] == '\n';
}

/* Past white space and tags. */
static void
place_skip(struct place *l)
{
	size_t tag;

	for (;;) {
		while (l->at < l->text.len && ascii_space(l->text.s[l->at]))
			place_go(l, l->at + 1);
		if (l->at == l->text.len || l->text.s[l->at] != '<')
			return;
		tag = slice_chr(slice_from(l->text, l->at), '>');
		place_go(l, tag == SLICE_NONE ? l->text.len :
		    l->at + tag + 1);
	}
}

/* Moves to a text of the tree: itself a part of the source, unless it has
 * character references; then it is what comes next. */
static size_t
place_find(struct place *l, struct slice x)
{
	size_t line, off;

	x = slice_trim(x);
	if (x.s >= l->text.s && x.s + x.len <= l->text.s + l->text.len) {
		off = (size_t)(x.s - l->text.s);
		place_go(l, off);
		line = l->line;
		place_go(l, off + x.len);
		return line;
	}
	place_skip(l);
	return l->line;
}

/* The list. */

struct lister {
	struct html_page *page;
	size_t root;			/* the article's, or NO_NODE */
	uint32_t *by;			/* of each node: whose verdict holds */
	struct place place;
	struct explain_line *line;	/* being filled, or NULL */
	size_t verdict;			/* whose it is */
	bool broken;			/* the piece at hand goes on after it */
	size_t block;			/* that the last text was in */
	size_t piece;			/* text that began a piece; 0: none */
	struct buf words;
};

static const struct verdict *
verdict_of(const struct lister *l, size_t node)
{
	return &l->page->explain->verdicts[node];
}

static const char *
outside_why(const struct lister *l, size_t i)
{
	if (l->root == NO_NODE)
		return "no article was found";
	if (l->page->m[l->root].flags & NODE_BODY)
		return "not named by the rules for the body";
	if (i < l->root || i >= html_node(l->page, l->root)->end)
		return "outside of the article's element";
	return "in the article's element, but no block of it";
}

/* Where it stands we were not told. */
static bool
is_subtitle(const struct lister *l, size_t i)
{
	struct slice x = l->page->doc->subtitle;
	size_t block = l->page->m[i].block;

	return x.len && l->page->m[block].text == text_weight(x) &&
	    slice_words(html_text(l->page, block)) == slice_words(x);
}

static void
end_line(struct lister *l)
{
	size_t n = WORDS_MAX;

	if (l->line == NULL)
		return;
	if (l->words.len > WORDS_MAX) {
		while ((l->words.s[n] & 0xC0) == 0x80)
			n--;
		l->words.len = n;
		buf_addz(&l->words, "\xE2\x80\xA6");
	}
	l->line->words = arena_dup(&l->page->explain->arena,
	    slice_trim(buf_slice(&l->words)));
	buf_clear(&l->words);
	l->line = NULL;
}

static void
start_line(struct lister *l, size_t i, size_t verdict, size_t line)
{
	struct explain *e = l->page->explain;
	const struct verdict *v = verdict_of(l, verdict);
	struct explain_line x = { .line = line, .count = 1 };
	bool left = v->as && *v->as == '\0';

	end_line(l);
	x.as = v->as && !left ? v->as : "left";
	x.why = slice_z(v->as ? v->why : outside_why(l, i));
	if ((v->as == NULL || left) && is_subtitle(l, i)) {
		x.as = "subtitle";
		x.why = SLICE("the page's subtitle");
	}
	x.where = path_of(l->page, v->as ? verdict : i);
	e->lines = mem_grow(e->lines, &e->cap, e->n + 1, sizeof(*e->lines));
	e->lines[e->n] = x;
	l->line = &e->lines[e->n++];
	l->verdict = verdict;
	e->verdicts[verdict].listed = v->as && !left;
}

static void
add_words(struct lister *l, struct slice x)
{
	size_t i;

	if (l->words.len && l->words.s[l->words.len - 1] != ' ')
		buf_addc(&l->words, ' ');
	for (i = 0; i < x.len && l->words.len <= WORDS_MAX; i++) {
		if (!ascii_space(x.s[i]))
			buf_addc(&l->words, x.s[i]);
		else if (l->words.len &&
		    l->words.s[l->words.len - 1] != ' ')
			buf_addc(&l->words, ' ');
	}
}

static bool
is_shown(const struct html_page *p, size_t i)
{
	const struct node *n = html_node(p, i), *up = html_node(p, n->parent);

	if (up->tag == TAG_SCRIPT || up->tag == TAG_STYLE ||
	    up->tag == TAG_TITLE)
		return false;
	return slice_trim(n->text).len > 0;
}

/* A text on which something is noted begins a piece, which lasts to the
 * end of the block; inline elements that were left are no part of it. */
static bool
in_piece(const struct lister *l, size_t i)
{
	const struct html_page *p = l->page;

	return l->piece && p->m[i].block == p->m[l->piece].block &&
	    l->by[i] == l->by[html_node(p, l->piece)->parent];
}

/* All that an element was left with is one line; so is a table. */
static bool
goes_on(const struct lister *l, size_t i)
{
	size_t by = l->by[i];

	if (l->line == NULL || l->verdict != by)
		return false;
	return verdict_of(l, by)->as || l->page->m[i].block == l->block;
}

/* A text that nobody judged lasts to the end of its block as well. */
static void
start_piece(struct lister *l, size_t i, size_t line)
{
	const struct verdict *v = verdict_of(l, l->by[i]);

	start_line(l, i, l->by[i], line);
	l->broken = v->as != NULL && l->by[i] != i;
	if (!l->broken)
		l->piece = v->alone ? 0 : i;
}

static void
list_text(struct lister *l, size_t i)
{
	const struct html_page *p = l->page;
	struct slice text = html_node(p, i)->text;
	size_t line = place_find(&l->place, text);

	if (!is_shown(p, i))
		return;
	if (l->by[i] == i)
		start_piece(l, i, line);
	else if (in_piece(l, i)) {
		if (l->broken)
			end_line(l);
	} else if (verdict_of(l, l->by[i])->listed) {
		if (l->verdict != l->by[i])
			end_line(l);
	} else if (!goes_on(l, i))
		start_piece(l, i, line);
	else if (l->block != p->m[i].block && *verdict_of(l, l->by[i])->as ==
	    '\0')
		l->line->count++;
	l->block = p->m[i].block;
	if (l->line)
		add_words(l, text);
}

static void
list_node(struct lister *l, size_t i)
{
	const struct html_page *p = l->page;
	const char *as = verdict_of(l, i)->as;

	if (html_node(p, i)->tag == TAG_TEXT)
		list_text(l, i);
	else if (as && !strcmp(as, block_kind_name(BLOCK_IMAGE))) {
		place_skip(&l->place);
		start_line(l, i, i, l->place.line);
		l->broken = true;
	}
}

/* Whose verdict holds: the nearest's. */
static void
settle(struct lister *l)
{
	const struct html_page *p = l->page;
	size_t i;

	l->by = mem_alloc(p->tree->n, sizeof(*l->by));
	for (i = 1; i < p->tree->n; i++) {
		judge(p, i);
		l->by[i] = verdict_of(l, i)->as ? (uint32_t)i :
		    l->by[html_node(p, i)->parent];
	}
}

/* What is true of the page as a whole. */

static void
note_rules(const struct html_page *p, struct buf *b)
{
	const struct site_rule *r;
	size_t i, found;

	for (i = 0; (r = named_rule(p, i, &found)) != NULL; i++) {
		buf_printf(b, "rule: site %.*s %s %.*s", SLICE_FMT(r->site),
		    site_key_name(r->key), SLICE_FMT(r->selector ? r->text :
		    SLICE("none")));
		if (r->attr.len)
			buf_printf(b, " @%.*s", SLICE_FMT(r->attr));
		if (r->selector)
			buf_printf(b, ": %zu found", found);
		buf_addc(b, '\n');
	}
}

static void
note_page(const struct html_page *p, size_t root)
{
	struct buf b = { 0 };

	buf_printf(&b, "address: %.*s\n", SLICE_FMT(p->doc->url.len ?
	    p->doc->url : SLICE("not known")));
	note_rules(p, &b);
	if (root == NO_NODE)
		buf_addz(&b, "article: none found\n");
	else
		buf_printf(&b, "article: %.*s, score %ld; the page: %ld\n",
		    SLICE_FMT(path_of(p, root)), (long)p->m[root].score,
		    (long)p->m[0].score);
	p->explain->notes = arena_dup(&p->explain->arena, buf_slice(&b));
	buf_free(&b);
}

void
explain_close(struct html_page *p, size_t root)
{
	struct lister l = {
		.page = p, .root = root, .place = { p->doc->text, 0, 1 }
	};
	size_t i;

	if (p->explain == NULL)
		return;
	note_page(p, root);
	settle(&l);
	for (i = 1; i < p->tree->n; i++)
		list_node(&l, i);
	end_line(&l);
	free(l.by);
	buf_free(&l.words);
	free(p->explain->verdicts);
	p->explain->verdicts = NULL;
}
