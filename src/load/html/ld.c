#include "load/html/ld.h"

#include <stdlib.h>

#include <cjson/cJSON.h>

#include "base/mem.h"
#include "load/date.h"
#include "load/html/entity.h"

#define LD_MAX_ROOTS 64
#define LD_MAX_STACK 100000

struct ld {
	struct html_page *page;
	cJSON *roots[LD_MAX_ROOTS];
	size_t nroots;
	const cJSON **todo;		/* a stack, while walking */
	size_t ntodo, cap;
};

static void
ld_push(struct ld *ld, const cJSON *j)
{
	if (j == NULL || ld->ntodo >= LD_MAX_STACK)
		return;
	ld->todo = mem_grow(ld->todo, &ld->cap, ld->ntodo + 1,
	    sizeof(*ld->todo));
	ld->todo[ld->ntodo++] = j;
}

/* Scripts come with comments and CDATA marks around the JSON. */
static void
ld_parse(struct ld *ld, struct slice x)
{
	size_t i = 0;
	cJSON *j;

	while (i < x.len && x.s[i] != '{' && x.s[i] != '[')
		i++;
	x = slice_from(x, i);
	if (x.len == 0 || ld->nroots >= LD_MAX_ROOTS)
		return;
	j = cJSON_ParseWithLength(x.s, x.len);
	if (j)
		ld->roots[ld->nroots++] = j;
}

struct ld *
ld_open(struct html_page *p)
{
	struct ld *ld = mem_alloc(1, sizeof(*ld));
	const struct node *n = p->tree->nodes;
	size_t i;

	ld->page = p;
	for (i = 1; i + 1 < p->tree->n; i++)
		if (n[i].tag == TAG_SCRIPT && n[i + 1].tag == TAG_TEXT &&
		    n[i].end > i + 1 && slice_istarts(slice_trim(
		    node_attr(&n[i], "type")), SLICE("application/ld+json")))
			ld_parse(ld, n[i + 1].text);
	return ld;
}

void
ld_close(struct ld *ld)
{
	size_t i;

	for (i = 0; i < ld->nroots; i++)
		cJSON_Delete(ld->roots[i]);
	free(ld->todo);
	free(ld);
}

/* Strings of JSON-LD often hold character references all the same. */
static struct slice
decode(struct ld *ld, struct slice x)
{
	struct buf b = { 0 };

	if (slice_chr(x, '&') == SLICE_NONE)
		return arena_dup(&ld->page->arena, x);
	entity_decode_all(x, false, &b);
	x = arena_dup(&ld->page->arena, buf_slice(&b));
	buf_free(&b);
	return x;
}

static const cJSON *
member(const cJSON *j, const char *name)
{
	return cJSON_IsObject(j) ? cJSON_GetObjectItemCaseSensitive(j, name) :
	    NULL;
}

/* A string, the first of an array, or an object's name or @id. */
static struct slice
string_of(struct ld *ld, const cJSON *j)
{
	static const char *const names[] = {
		"name", "@value", "url", "@id"
	};
	size_t i;

	if (cJSON_IsArray(j))
		j = j->child;
	for (i = 0; cJSON_IsObject(j) && i < 4; i++)
		if (cJSON_IsString(member(j, names[i])))
			j = member(j, names[i]);
	if (!cJSON_IsString(j))
		return (struct slice){ "", 0 };
	return decode(ld, slice_z(j->valuestring));
}

static struct slice
get(struct ld *ld, const cJSON *j, const char *name)
{
	return string_of(ld, member(j, name));
}

static int
type_rank(struct slice type)
{
	static const struct { const char *type; int rank; } known[] = {
		{ "WebPage", 1 }, { "ItemPage", 2 }, { "VideoObject", 3 },
		{ "Product", 3 }, { "Event", 3 }, { "QAPage", 3 },
		{ "Review", 5 }, { "Question", 6 }, { "Report", 8 },
		{ "Recipe", 8 },
	};
	size_t i, at;

	while ((at = slice_chr(type, '/')) != SLICE_NONE)
		type = slice_from(type, at + 1);
	if (slice_ends(type, SLICE("Article")) ||
	    slice_ends(type, SLICE("Posting")))
		return 10;
	for (i = 0; i < sizeof(known) / sizeof(*known); i++)
		if (slice_eq(type, slice_z(known[i].type)))
			return known[i].rank;
	return 0;
}

/* Of an object by its "@type", which may be an array. */
static int
rank_of(const cJSON *j)
{
	const cJSON *t = member(j, "@type");
	int best = 0, rank;

	if (cJSON_IsArray(t))
		t = t->child;
	for (; t; t = t->next) {
		rank = cJSON_IsString(t) ? type_rank(slice_z(t->valuestring)) :
		    0;
		if (rank > best)
			best = rank;
		if (t->string)	/* not of an array */
			break;
	}
	return best;
}

static bool
has_type(const cJSON *j, const char *type)
{
	const cJSON *t = member(j, "@type");

	if (cJSON_IsArray(t))
		t = t->child;
	return cJSON_IsString(t) && !strcmp(t->valuestring, type);
}

/* Calls fn for each object that stands for itself: at the top, in arrays
 * there, in a @graph, as a main entity; in order. */
static void
ld_each(struct ld *ld, void (*fn)(void *, const cJSON *), void *ctx)
{
	static const char *const into[] = {
		"mainEntityOfPage", "mainEntity", "@graph"
	};
	const cJSON *j;
	size_t i;

	ld->ntodo = 0;
	for (i = ld->nroots; i-- > 0;)
		ld_push(ld, ld->roots[i]);
	while (ld->ntodo > 0) {
		j = ld->todo[--ld->ntodo];
		if (j->string == NULL)	/* of an array, or a root */
			ld_push(ld, j->next);
		if (cJSON_IsArray(j))
			ld_push(ld, j->child);
		if (!cJSON_IsObject(j))
			continue;
		fn(ctx, j);
		for (i = 0; i < 3; i++) {
			const cJSON *in = member(j, into[i]);

			if (cJSON_IsObject(in) && !member(in, "@type"))
				continue;
			if (in && (cJSON_IsArray(in) || cJSON_IsObject(in)))
				ld_push(ld, cJSON_IsArray(in) ? in->child :
				    in);
		}
	}
}

struct best {
	const cJSON *main, *crumbs, *site;
	int rank;
	struct slice id;		/* looked for by ld_find() */
	const cJSON *found;
};

static void
see_object(void *ctx, const cJSON *j)
{
	struct best *b = ctx;
	int rank = rank_of(j);

	if (rank > b->rank) {
		b->rank = rank;
		b->main = j;
	}
	if (b->crumbs == NULL && has_type(j, "BreadcrumbList"))
		b->crumbs = j;
	if (b->site == NULL && has_type(j, "WebSite"))
		b->site = j;
}

static void
see_id(void *ctx, const cJSON *j)
{
	struct best *b = ctx;
	const cJSON *id = member(j, "@id");

	if (b->found == NULL && cJSON_IsString(id) && member(j, "name") &&
	    slice_eq(slice_z(id->valuestring), b->id))
		b->found = j;
}

/* j itself, or where it is but a reference the object it names. */
static const cJSON *
ld_find(struct ld *ld, const cJSON *j)
{
	const cJSON *id = member(j, "@id");
	struct best b = { 0 };

	if (!cJSON_IsString(id) || member(j, "name"))
		return j;
	b.id = slice_z(id->valuestring);
	ld_each(ld, see_id, &b);
	return b.found ? b.found : j;
}

static bool
is_address(struct slice x)
{
	return slice_istarts(x, SLICE("http:")) ||
	    slice_istarts(x, SLICE("https:")) || slice_starts(x, SLICE("/"));
}

static void
read_author(struct ld *ld, struct facts *f, const cJSON *j)
{
	const cJSON *name = j;

	if (cJSON_IsObject(j))
		name = member(ld_find(ld, j), "name");
	if (cJSON_IsArray(name))
		name = name->child;
	for (; name; name = name->next) {
		struct slice x = string_of(ld, name);

		if (!is_address(x))
			fact_add(&f->authors, x);
		if (name->string || name == j)
			break;
	}
}

#define LD_MAX_AUTHORS 50

static void
read_authors(struct ld *ld, struct facts *f, const cJSON *j)
{
	int n;

	if (!cJSON_IsArray(j)) {
		if (j)
			read_author(ld, f, j);
		return;
	}
	for (j = j->child, n = 0; j && n < LD_MAX_AUTHORS; j = j->next, n++)
		read_author(ld, f, j);
}

static void
read_list(struct ld *ld, struct slices *list, const cJSON *j)
{
	if (cJSON_IsArray(j)) {
		for (j = j->child; j; j = j->next)
			fact_add(list, string_of(ld, j));
	} else
		fact_add_list(list, string_of(ld, j));
}

/* "position", "name" or "item": {"name"}; the last may be the page. */
static void
read_crumbs(struct ld *ld, struct facts *f, const cJSON *list)
{
	const cJSON *j = member(list, "itemListElement");
	struct slice x;

	for (j = j ? j->child : NULL; j; j = j->next) {
		x = get(ld, j, "name");
		if (x.len == 0)
			x = get(ld, member(j, "item"), "name");
		if (x.len && !is_address(x) && (j->next || x.len < 40))
			fact_add(&f->sections, x);
	}
}

static void
read_main(struct ld *ld, struct facts *f, const cJSON *j, int rank)
{
	fact_set(&f->headline, get(ld, j, "headline"));
	if (rank > 1)
		fact_set(&f->headline, get(ld, j, "name"));
	fact_set(&f->description, get(ld, j, "description"));
	fact_set(&f->published, get(ld, j, "datePublished"));
	fact_set(&f->published, get(ld, j, "uploadDate"));
	fact_set(&f->published, get(ld, j, "dateCreated"));
	fact_set(&f->modified, get(ld, j, "dateModified"));
	fact_set(&f->body, get(ld, j, "articleBody"));
	fact_set(&f->body, get(ld, j, "text"));
	fact_set(&f->language, get(ld, j, "inLanguage"));
	fact_set(&f->site, get(ld, ld_find(ld, member(j, "publisher")),
	    "name"));
	fact_set(&f->url, get(ld, j, "mainEntityOfPage"));
	fact_set(&f->image, get(ld, j, "image"));
	f->article = rank == 10 && !has_type(j, "DiscussionForumPosting") &&
	    !has_type(j, "SocialMediaPosting");
	read_authors(ld, f, member(j, "author"));
	if (f->authors.n == 0)
		read_authors(ld, f, member(j, "creator"));
	read_list(ld, &f->tags, member(j, "keywords"));
	read_list(ld, &f->sections, member(j, "articleSection"));
}

void
ld_facts(struct ld *ld, struct facts *f)
{
	struct best b = { 0 };

	ld_each(ld, see_object, &b);
	if (b.main)
		read_main(ld, f, b.main, b.rank);
	if (b.crumbs)
		read_crumbs(ld, f, b.crumbs);
	if (b.site)
		fact_set(&f->site, get(ld, b.site, "name"));
}

static void
add_comment(struct ld *ld, const cJSON *j, int32_t parent)
{
	struct doc *d = ld->page->doc;
	struct comment *c = doc_add_comment(d);
	struct slice text = get(ld, j, "text");
	char date[DATE_MAX];

	if (text.len == 0)
		text = get(ld, j, "description");
	c->text = doc_str(d, slice_trim(text));
	c->id = doc_line(d, get(ld, j, "@id"));
	c->author = doc_line(d, string_of(ld,
	    ld_find(ld, member(j, "author"))));
	if (date_parse(get(ld, j, "datePublished"), date) ||
	    date_parse(get(ld, j, "dateCreated"), date))
		c->published = doc_line(d, slice_z(date));
	if (cJSON_IsNumber(member(j, "upvoteCount")))
		c->score = member(j, "upvoteCount")->valueint;
	c->parent = parent;
	if (parent >= 0) {
		c->evidence = EV_NESTING;
		c->confidence = 0.99f;
	}
}

struct level {				/* of nested comments */
	const cJSON *next;
	int32_t parent;
};

#define LD_MAX_NESTING 1000		/* cJSON's own limit */

void
ld_comments(struct ld *ld)
{
	struct level *stack = mem_alloc(LD_MAX_NESTING, sizeof(*stack));
	struct best b = { 0 };
	const cJSON *j;
	size_t n = 0;

	ld_each(ld, see_object, &b);
	j = member(b.main, "comment");
	if (j == NULL)
		j = member(b.main, "suggestedAnswer");
	stack[n++] = (struct level){ cJSON_IsArray(j) ? j->child : j, -1 };
	while (n > 0) {
		struct level *top = &stack[n - 1];

		j = top->next;
		if (j == NULL) {
			n--;
			continue;
		}
		top->next = j->string ? NULL : j->next;
		if (!cJSON_IsObject(j))
			continue;
		add_comment(ld, j, top->parent);
		j = member(j, "comment");
		if (j && n < LD_MAX_NESTING)
			stack[n++] = (struct level){
				cJSON_IsArray(j) ? j->child : j,
				(int32_t)ld->page->doc->ncomments - 1
			};
	}
	free(stack);
}
