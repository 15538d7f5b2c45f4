#include "load/html/group.h"

#include <stdlib.h>

#include "base/mem.h"
#include "load/html/hint.h"
#include "load/html/strmap.h"

#define GROUP_WORDS 6			/* of a class attribute looked at */
#define MEMBER_MIN 3			/* characters */
#define PLAIN_MIN 20			/* of a member without a class */
#define PLAIN_STEPS 12			/* elements above it that are told */
#define NAME_NODES 16			/* of a member that a name is among */
#define NAME_TEXT 40			/* characters */

/* FNV-1a of x without its digits; *digits says whether it had any. */
static uint64_t
hash_letters(struct slice x, bool *digits)
{
	uint64_t h = 0xcbf29ce484222325u;
	size_t i;

	*digits = false;
	for (i = 0; i < x.len; i++) {
		if (ascii_digit(x.s[i])) {
			*digits = true;
			continue;
		}
		h = (h ^ (unsigned char)x.s[i]) * 0x100000001b3u;
	}
	return h;
}

static bool
may_repeat(enum tag tag)
{
	switch (tag) {
	case TAG_ARTICLE: case TAG_DIV: case TAG_LI: case TAG_OTHER:
	case TAG_SECTION: case TAG_TABLE: case TAG_TR: case TAG_TBODY:
	case TAG_DD: case TAG_DL: case TAG_DT: case TAG_TD:
	case TAG_BLOCKQUOTE: case TAG_DETAILS: case TAG_UL: case TAG_P:
		return true;
	default:
		return false;
	}
}

static bool
is_told(const struct node *n)
{
	struct slice type = node_attr(n, "itemtype");

	return slice_ends(type, SLICE("/Comment")) ||
	    slice_ends(type, SLICE("/UserComments")) ||
	    slice_ends(type, SLICE("/Answer"));
}

struct keys {
	uint64_t key[GROUP_WORDS + 2];
	uint32_t hints[GROUP_WORDS + 2];
	size_t n, by_id;		/* place of the id's, or SLICE_NONE */
	bool plain;
};

/* Old pages tell their boxes apart by these. */
static uint64_t
look_key(const struct node *n)
{
	static const char *const attrs[] = {
		"align", "border", "valign", "width"
	};
	uint64_t h = n->tag;
	struct slice x;
	size_t i;

	for (i = 0; n->nattrs > 0 && i < sizeof(attrs) / sizeof(*attrs);
	    i++) {
		x = node_attr(n, attrs[i]);
		if (x.len)
			h = key_mix(h, slice_hash(x) + i);
	}
	return h;
}

/* The tags above the node, but for those that only change the looks. */
static uint64_t
plain_key(const struct html_page *p, size_t node)
{
	uint64_t h = 0;
	int i;

	for (i = 0; i < PLAIN_STEPS && node > 0; i++) {
		const struct node *n = html_node(p, node);

		if (n->tag != TAG_P && n->tag != TAG_CENTER &&
		    (i == 0 || tag_is_block(n->tag)))
			h = key_mix(h, i == 0 ? look_key(n) : n->tag);
		node = n->parent;
	}
	return h | 1;
}

/* Without a class, only what has a date of its own. */
static bool
may_be_plain(const struct html_page *p, const struct marks *marks,
    size_t node)
{
	const struct node *n = html_node(p, node);

	return p->m[node].text >= PLAIN_MIN &&
	    marks_dates(marks, node, n->end) > 0 &&
	    node_attr(n, "class").len == 0;
}

static void
node_keys(const struct html_page *p, const struct marks *marks, size_t node,
    struct keys *k)
{
	const struct node *n = html_node(p, node);
	struct slice rest = node_attr(n, "class"), word;
	struct slice id = node_attr(n, "id");
	uint64_t h;
	bool digits;

	*k = (struct keys){ .by_id = SLICE_NONE };
	while (k->n < GROUP_WORDS && slice_cut(&rest, ' ', &word)) {
		word = slice_trim(word);
		if (word.len < 2)
			continue;
		if (slice_ieq(word, SLICE("even")))
			word = SLICE("odd");
		h = hash_letters(word, &digits);
		k->hints[k->n] = hint_recall(p->hints, word);
		k->key[k->n++] = key_mix(h, n->tag);
	}
	h = hash_letters(id, &digits);
	if (id.len && digits) {
		k->by_id = k->n;
		k->hints[k->n] = hint_recall(p->hints, id);
		k->key[k->n++] = key_mix(h, n->tag + 1000u);
	}
	if (is_told(n))
		k->key[k->n++] = key_mix(1, 1);
	k->plain = k->n == 0 && may_be_plain(p, marks, node);
	if (k->plain)
		k->key[k->n++] = plain_key(p, node);
}

bool
html_group_has(const struct html_page *p, const struct marks *marks,
    size_t node, uint64_t key)
{
	struct keys k;
	size_t i;

	if (!may_repeat(html_node(p, node)->tag))
		return false;
	node_keys(p, marks, node, &k);
	for (i = 0; i < k.n; i++)
		if (k.key[i] == key)
			return true;
	return false;
}

struct finder {
	const struct html_page *page;
	const struct marks *marks;
	const uint32_t *heads;		/* linked headings before node i */
	const uint32_t *text;		/* characters before node i */
	struct strmap map, names;
	struct group *groups;
	size_t n, cap;
};

static struct group *
finder_at(struct finder *f, uint64_t key)
{
	bool fresh;
	size_t at = strmap_add(&f->map, key, &fresh);

	if (fresh) {
		f->groups = mem_grow(f->groups, &f->cap, at + 1,
		    sizeof(*f->groups));
		f->groups[at] = (struct group){ .key = key };
		f->n = at + 1;
	}
	return &f->groups[at];
}

/* What stands between a member and the next, its sibling, may belong to
 * it: rows of one post. */
static void
add_between(const struct finder *f, struct group *g, size_t i)
{
	if (g->count == 1)
		return;
	if (html_node(f->page, i)->parent !=
	    html_node(f->page, g->last)->parent) {
		g->apart = true;
		return;
	}
	g->between += f->text[i] - f->text[g->end];
	g->row_dated += marks_dates(f->marks, g->last, i) > 0;
	g->row_authored += marks_authors(f->marks, g->last, i) > 0;
}

/* The first bold text of a member, if it may be a name. */
static size_t
bold_name(const struct html_page *p, size_t i)
{
	size_t k, end = html_node(p, i)->end;

	if (end - i > NAME_NODES)
		end = i + NAME_NODES;
	for (k = i + 1; k < end; k++) {
		const struct node *n = html_node(p, k);

		if (n->tag == TAG_B || n->tag == TAG_STRONG)
			return p->m[k].text > 1 && p->m[k].text <= NAME_TEXT &&
			    !slice_ends(html_text(p, k), SLICE(":")) ? k :
			    NO_NODE;
	}
	return NO_NODE;
}

/* Members without a class: who writes stands in bold, and writes again. */
static void
add_name(struct finder *f, struct group *g, size_t i)
{
	size_t k = g->plain ? bold_name(f->page, i) : NO_NODE;
	bool fresh;

	if (k == NO_NODE)
		return;
	strmap_add(&f->names, key_mix(g->key,
	    slice_hash(html_text(f->page, k))), &fresh);
	g->named++;
	g->again += !fresh;
}

static void
add_member(struct finder *f, struct group *g, size_t i, bool ided)
{
	const struct measure *m = &f->page->m[i];
	size_t end = html_node(f->page, i)->end;

	if (g->count > 0 && g->last == i)
		return;
	g->count++;
	g->ided += ided;
	g->dated += marks_dates(f->marks, i, end) > 0;
	g->authored += marks_authors(f->marks, i, end) > 0;
	if (i < g->end) {
		g->nested++;
		return;
	}
	add_between(f, g, i);
	add_name(f, g, i);
	g->junk += (m->flags & NODE_JUNK) != 0;
	g->titles += f->page->h1 != NO_NODE && f->page->h1 >= i &&
	    f->page->h1 < end;
	g->dates += marks_dates(f->marks, i, end);
	g->heads += f->heads[end] > f->heads[i];
	g->text += m->text;
	if (m->text > g->longest)
		g->longest = m->text;
	g->linked += m->linked;
	g->last = (uint32_t)i;
	g->end = (uint32_t)end;
}

static void
add_node(struct finder *f, size_t i)
{
	struct keys k;
	struct group *g;
	size_t w;

	node_keys(f->page, f->marks, i, &k);
	for (w = 0; w < k.n; w++) {
		g = finder_at(f, k.key[w]);
		g->hints |= k.hints[w];
		g->plain |= k.plain;
		g->by_id |= w == k.by_id;
		g->told |= k.key[w] == key_mix(1, 1);
		add_member(f, g, i, k.by_id != SLICE_NONE);
	}
}

/* Lists of stories, layouts, live tickers of an article: repeated too. */
static bool
is_something_else(const struct group *g, bool article)
{
	uint32_t outer = g->count - g->nested;

	if (g->told)
		return false;
	if (g->heads * 2 > outer || g->linked * 10 > g->text * 6ull ||
	    (g->titles && outer < 3))
		return true;
	if (g->longest * 5ull > g->text * 3ull && outer > 2 && !g->by_id &&
	    !(g->hints & (HINT_COMMENT | HINT_POST)))
		return true;		/* columns */
	return !(g->hints & HINT_COMMENT) && (article ||
	    (g->hints & (HINT_DATE | HINT_AUTHOR | HINT_META)) ||
	    g->junk * 2 > g->count || g->text - g->linked < 30 * outer ||
	    g->dates > 4 * g->count || (!g->by_id && g->nested * 10 >
	    g->count));
}

/* Each member must have what comments have: a time, mostly a name; the
 * less the page calls them comments the more of them. */
static bool
is_row_of_posts(const struct group *g)
{
	double n = g->count, dated = g->dated / n, named = g->authored / n;
	bool posts = (g->hints & HINT_POST) || g->by_id;

	if (g->told)
		return true;
	if (g->plain && g->count >= 3 && g->named >= 0.9 * n && g->again > 0 &&
	    g->dates <= 3 * n)
		return true;
	if (g->hints & HINT_COMMENT)
		return g->count < 2 ? g->ided && dated + named >= 2 :
		    dated + named >= 0.6 || (g->count > 2 &&
		    !(g->hints & HINT_FORM) &&
		    g->text - g->linked > 40 * g->count);
	if (posts && g->count >= 3 && dated >= 0.9 &&
	    (g->dates <= 1.5 * n || g->ided == g->count))
		return true;
	return g->count >= (posts ? 2 : 3) && dated >= 0.75 && named >= 0.75;
}

/* How likely the members are what readers wrote, times their text; 0: they
 * are not. */
static double
score_of(const struct group *g, bool article)
{
	double n = g->count, crowd = g->dates / n;
	double plain = g->text - g->linked;
	double trust = g->dated / n + g->authored / n;

	if (plain < 10 || plain / n < 8 || is_something_else(g, article) ||
	    !is_row_of_posts(g))
		return 0;
	if (g->told || (g->hints & HINT_COMMENT))
		trust += g->told ? 3.5 : 1.5;
	else if ((g->hints & HINT_POST) || g->by_id)
		trust += 0.5;
	if (crowd > 3)
		trust *= 3 / crowd;
	return trust * plain * (n > 1 ? 1 : 0.5);
}

/* The same of the members with what follows them, where most of the text
 * does. */
static double
group_score(const struct group *g, bool article)
{
	struct group rows = *g;

	if (g->apart || g->count < 3 || g->between <= g->text)
		return score_of(g, article);
	rows.text += g->between;
	rows.dated = g->row_dated + 1;
	rows.authored = g->row_authored + (g->row_authored > 0);
	rows.dates = rows.dated > g->dates ? rows.dated : g->dates;
	return score_of(&rows, article);
}

/* Headings with a link in them, before each node: teasers have them. */
static uint32_t *
count_heads(const struct html_page *p, const struct marks *marks)
{
	uint32_t *heads = mem_alloc(p->tree->n + 1, sizeof(*heads));
	size_t i, author_end = 0;

	for (i = 0; i < p->tree->n; i++) {
		const struct node *n = html_node(p, i);

		if (marks->at[i] & MARK_AUTHOR)
			author_end = n->end;
		heads[i + 1] = heads[i] + (n->tag == TAG_A &&
		    p->m[i].text > 20 && (p->m[i].flags & NODE_HEADING) &&
		    i >= author_end && slice_chr(
		    node_attr(n, "href"), '#') == SLICE_NONE);
	}
	return heads;
}

/* Shown characters before each node. */
static uint32_t *
count_text(const struct html_page *p)
{
	uint32_t *text = mem_alloc(p->tree->n + 1, sizeof(*text));
	size_t i;

	for (i = 0; i < p->tree->n; i++)
		text[i + 1] = text[i] + (html_node(p, i)->tag == TAG_TEXT &&
		    !(p->m[i].flags & NODE_SKIP) ? p->m[i].text : 0);
	return text;
}

struct group
html_group_find(const struct html_page *p, const struct marks *marks)
{
	uint32_t *heads = count_heads(p, marks), *text = count_text(p);
	struct finder f = {
		.page = p, .marks = marks, .heads = heads, .text = text
	};
	struct group best = { 0 };
	double score, top = 0;
	size_t i;

	for (i = 1; i < p->tree->n; i++)
		if (may_repeat(html_node(p, i)->tag) &&
		    p->m[i].text >= MEMBER_MIN &&
		    !(p->m[i].flags & NODE_SKIP))
			add_node(&f, i);
	for (i = 0; i < f.n; i++) {
		score = group_score(&f.groups[i], p->article);
		/* Structure alone speaks where no name does. */
		if (score > 0 && (best.count == 0 ||
		    (f.groups[i].plain == best.plain ? score > top :
		    best.plain))) {
			top = score;
			best = f.groups[i];
		}
	}
	strmap_free(&f.map);
	strmap_free(&f.names);
	free(text);
	free(f.groups);
	free(heads);
	return best;
}
