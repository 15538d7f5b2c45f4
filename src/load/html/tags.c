#include "load/html/tags.h"

#include <stdlib.h>

#include "text/utf8.h"

#define TAG_MAX_TEXT 60			/* characters */
#define TAG_GAP 40			/* nodes from one tag to the next */
#define TAGS_MAX 40			/* more are a cloud of the whole site */

#define COUNT(t) (sizeof(t) / sizeof(*(t)))

/* Parts of an address that lead to stories about one thing. */
static const char *const parts[] = {
	"tag", "tags", "tagged", "topic", "topics", "thema", "themen", "tema",
	"temas", "temi", "sujet", "sujets", "keyword", "keywords", "etiqueta",
	"etiquetas", "hashtag", "stichwort", "schlagwort", "schlagworte",
	"dossier", "dossiers", "etiket", "emne", "onderwerp", "tagi",
	"stichwoerter", "mot-cle"
};

/* ".../topics/bridges": such a part, and what it is about. */
static bool
leads_to_topic(struct slice href)
{
	struct slice part, rest = slice_sub(href, 0, 300);
	size_t i;

	while (slice_cut(&rest, '/', &part))
		for (i = 0; rest.len > 1 && i < COUNT(parts); i++)
			if (slice_ieq(part, slice_z(parts[i])))
				return true;
	return false;
}

/* A button's text is for the page, but what it leads to may be a tag. */
static struct slice
tag_text(struct html_page *p, size_t link)
{
	const struct node *n = html_node(p, link);
	struct buf b = { 0 };
	struct slice x;

	if (!(p->m[link].flags & NODE_SKIP))
		return p->m[link].text <= TAG_MAX_TEXT ? html_text(p, link) :
		    (struct slice){ "", 0 };
	if (html_node(p, n->parent)->tag != TAG_BUTTON)
		return (struct slice){ "", 0 };
	tree_text(p->tree, link, &b);
	x = slice_trim(buf_slice(&b));
	x = text_weight(x) <= TAG_MAX_TEXT ? arena_dup(&p->arena, x) :
	    (struct slice){ "", 0 };
	buf_free(&b);
	return x;
}

struct row {				/* what to look for */
	struct html_page *page;
	struct slices *to;
	bool rel;			/* rel=tag, else where links lead */
	bool junk;			/* in what hints call no article */
};

static bool
is_tag_link(const struct row *r, size_t i)
{
	const struct html_page *p = r->page;
	const struct node *n = html_node(p, i);
	struct slice rel;

	if (n->tag != TAG_A || (p->m[i].flags & NODE_COMMENT) ||
	    ((p->m[i].flags & NODE_JUNK) != 0) != r->junk)
		return false;
	rel = node_attr(n, "rel");
	if (slice_has_word(rel, SLICE("category")))
		return false;
	return r->rel ? slice_has_word(rel, SLICE("tag")) :
	    leads_to_topic(node_attr(n, "href"));
}

/* The links of one row, from i on; where the next one may start. */
static size_t
read_row(const struct row *r, size_t i)
{
	struct html_page *p = r->page;
	size_t last = i;
	struct slice x;

	for (; i < p->tree->n && i <= last + TAG_GAP; i++) {
		if (!is_tag_link(r, i))
			continue;
		x = tag_text(p, i);
		if (x.len == 0)
			continue;
		last = html_node(p, i)->end;
		fact_add(r->to, x);
	}
	return i;
}

/* A link in a sentence is none of a row. */
static bool
is_in_text(const struct html_page *p, size_t i)
{
	const struct measure *m = &p->m[p->m[i].block];

	return m->linked * 2 < m->text;
}

/* The first row after the headline. */
static void
read_rows(const struct row *r)
{
	const struct html_page *p = r->page;
	size_t i = p->h1 == NO_NODE ? 1 : p->h1;

	while (i < p->tree->n && r->to->n == 0) {
		if (!is_tag_link(r, i) || (!r->rel && is_in_text(p, i))) {
			i++;
			continue;
		}
		i = read_row(r, i);
		if (r->to->n > TAGS_MAX || (!r->rel && r->to->n < 2))
			r->to->n = 0;
	}
}

/* WordPress: rel="category tag". */
static void
read_categories(struct html_page *p, struct facts *f)
{
	size_t i;

	for (i = 1; i < p->tree->n; i++)
		if (html_node(p, i)->tag == TAG_A && p->m[i].text > 0 &&
		    p->m[i].text < TAG_MAX_TEXT + 20 && !(p->m[i].flags &
		    NODE_SKIP) && slice_has_word(node_attr(html_node(p, i),
		    "rel"), SLICE("category")))
			fact_add(&f->sections, html_text(p, i));
}

void
tags_read(struct html_page *p, struct facts *f)
{
	read_categories(p, f);
	read_rows(&(struct row){ .page = p, .to = &f->tags, .rel = true });
	if (f->tags.n == 0)
		read_rows(&(struct row){ .page = p, .to = &f->tags,
		    .rel = true, .junk = true });
	read_rows(&(struct row){ .page = p, .to = &f->topics });
}

/* "AERO", "CYCS08": for machines. */
static bool
is_code(struct slice x)
{
	size_t i, letters = 0;

	for (i = 0; i < x.len; i++) {
		if (!(x.s[i] >= 'A' && x.s[i] <= 'Z') && !ascii_digit(x.s[i]))
			return false;
		letters += !ascii_digit(x.s[i]);
	}
	return letters > 1;
}

/* Ids, and words that start like the names of programs. */
static bool
is_id(struct slice x)
{
	size_t i, odd = 0;

	if (x.len == 0 || *x.s == '_' || slice_find(x, SLICE("://")) !=
	    SLICE_NONE)
		return true;
	for (i = 0; i < x.len; i++)
		odd += ascii_digit(x.s[i]) || x.s[i] == '-';
	return x.len >= 24 && odd * 2 > x.len;
}

/* One tag that is many: an unparted list of words. */
static bool
is_unparted(const struct slices *list)
{
	return list->n == 1 && slice_words(list->at[0]) > 4;
}

static bool
are_codes(const struct slices *list)
{
	size_t i, codes = 0;

	for (i = 0; i < list->n; i++)
		codes += is_code(list->at[i]);
	return list->n >= 4 && codes * 10 > list->n * 6;
}

/* "topic/bridges": what comes after, where all are of this kind. */
static bool
are_paths(const struct slices *list)
{
	size_t i, paths = 0;

	for (i = 0; i < list->n; i++) {
		size_t at = slice_chr(list->at[i], '/');

		paths += at != SLICE_NONE && at > 0 && at + 1 <
		    list->at[i].len && list->at[i].s[at - 1] != ' ' &&
		    list->at[i].s[at + 1] != ' ';
	}
	return list->n > 1 && paths == list->n;
}

static void
add_tag(struct doc *d, struct slice x)
{
	size_t k;

	x = doc_line(d, x);
	if (x.len == 0 || is_id(x))
		return;
	for (k = 0; k < d->tags.n; k++)
		if (slice_ieq(d->tags.at[k], x))
			return;
	doc_add_to(d, &d->tags, x);
}

/* Languages without blanks part their words by them. */
static void
add_words(struct doc *d, struct slice x)
{
	struct slice word;

	while (slice_cut(&x, ' ', &word))
		add_tag(d, word);
}

static void
add_list(struct doc *d, const struct slices *list)
{
	bool paths = are_paths(list);
	size_t i, at;

	for (i = 0; i < list->n; i++) {
		struct slice x = list->at[i];

		while (paths && (at = slice_chr(x, '/')) != SLICE_NONE)
			x = slice_from(x, at + 1);
		if (is_unparted(list) && text_weight(x) > 2 * utf8_count(x))
			add_words(d, x);
		else
			add_tag(d, x);
	}
}

void
tags_pick(struct html_page *p, const struct slices *const *from, size_t n)
{
	struct doc *d = p->doc;
	size_t i, unparted = n;

	for (i = 0; i < n && d->tags.n == 0; i++) {
		if (from[i]->n == 0 || are_codes(from[i]))
			continue;
		if (is_unparted(from[i]))
			unparted = unparted < i ? unparted : i;
		else
			add_list(d, from[i]);
	}
	if (d->tags.n == 0 && unparted < n)
		add_list(d, from[unparted]);
}
