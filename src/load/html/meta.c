#include "load/html/meta.h"

#include <stddef.h>

#include "load/date.h"
#include "load/html/title.h"
#include "load/html/byline.h"
#include "load/html/dateline.h"
#include "load/html/tags.h"
#include "load/html/url.h"

#define BASE_MAX 4096			/* bytes; each link is resolved on it */

enum value { ONE, LIST, COMMAS };

/* Which meta element fills which fact; earlier lines are not overruled by
 * later ones.  Open Graph, article:*, Dublin Core, and common habits. */
struct rule {
	const char *name;
	size_t field;
	enum value value;
};

#define FIELD(f) offsetof(struct facts, f)

static const struct rule og_rules[] = {
	{ "og:title", FIELD(headline), ONE },
	{ "og:description", FIELD(description), ONE },
	{ "og:site_name", FIELD(site), ONE },
	{ "og:url", FIELD(url), ONE },
	{ "og:image", FIELD(image), ONE },
	{ "og:locale", FIELD(language), ONE },
	{ "article:published_time", FIELD(published), ONE },
	{ "og:article:published_time", FIELD(published), ONE },
	{ "article:modified_time", FIELD(modified), ONE },
	{ "og:updated_time", FIELD(modified), ONE },
	{ "article:section", FIELD(sections), LIST },
	{ "og:article:section", FIELD(sections), LIST },
	{ "article:tag", FIELD(tags), COMMAS },
	{ "og:article:tag", FIELD(tags), COMMAS },
	{ "article:author", FIELD(authors), LIST },
	{ "og:article:author", FIELD(authors), LIST },
};

static const struct rule meta_rules[] = {
	{ "headline", FIELD(headline), ONE },
	{ "twitter:title", FIELD(headline), ONE },
	{ "dc.title", FIELD(headline), ONE },
	{ "parsely-title", FIELD(headline), ONE },
	{ "title", FIELD(headline), ONE },
	{ "description", FIELD(description), ONE },
	{ "dc.description", FIELD(description), ONE },
	{ "twitter:description", FIELD(description), ONE },
	{ "application-name", FIELD(site), ONE },
	{ "author", FIELD(authors), LIST },
	{ "dc.creator", FIELD(authors), LIST },
	{ "dcterms.creator", FIELD(authors), LIST },
	{ "citation_author", FIELD(authors), LIST },
	{ "parsely-author", FIELD(authors), LIST },
	{ "sailthru.author", FIELD(authors), LIST },
	{ "cxenseparse:author", FIELD(authors), LIST },
	{ "date", FIELD(published), ONE },
	{ "pubdate", FIELD(published), ONE },
	{ "publish-date", FIELD(published), ONE },
	{ "publishdate", FIELD(published), ONE },
	{ "publication_date", FIELD(published), ONE },
	{ "datepublished", FIELD(published), ONE },
	{ "dc.date", FIELD(published), ONE },
	{ "dc.date.issued", FIELD(published), ONE },
	{ "dc.date.created", FIELD(published), ONE },
	{ "dcterms.created", FIELD(published), ONE },
	{ "dcterms.date", FIELD(published), ONE },
	{ "parsely-pub-date", FIELD(published), ONE },
	{ "sailthru.date", FIELD(published), ONE },
	{ "article.published", FIELD(published), ONE },
	{ "published_time", FIELD(published), ONE },
	{ "cxenseparse:recs:publishtime", FIELD(published), ONE },
	{ "last-modified", FIELD(modified), ONE },
	{ "lastmod", FIELD(modified), ONE },
	{ "dcterms.modified", FIELD(modified), ONE },
	{ "news_keywords", FIELD(tags), COMMAS },
	{ "keywords", FIELD(tags), COMMAS },
	{ "parsely-tags", FIELD(tags), COMMAS },
	{ "sailthru.tags", FIELD(tags), COMMAS },
	{ "section", FIELD(sections), LIST },
	{ "parsely-section", FIELD(sections), LIST },
	{ "dc.language", FIELD(language), ONE },
};

static const struct rule prop_rules[] = {
	{ "headline", FIELD(headline), ONE },
	{ "datePublished", FIELD(published), ONE },
	{ "dateCreated", FIELD(published), ONE },
	{ "dateModified", FIELD(modified), ONE },
	{ "articleSection", FIELD(sections), LIST },
	{ "keywords", FIELD(tags), COMMAS },
	{ "inLanguage", FIELD(language), ONE },
};

#define COUNT(t) (sizeof(t) / sizeof(*(t)))

static void
apply(struct facts *f, const struct rule *r, struct slice value)
{
	void *field = (char *)f + r->field;

	if (r->value == ONE)
		fact_set(field, value);
	else if (r->value == LIST)
		fact_add(field, value);
	else
		fact_add_list(field, value);
}

static bool
apply_rules(struct facts *f, const struct rule *rules, size_t n,
    struct slice name, struct slice value)
{
	size_t i;

	for (i = 0; i < n; i++)
		if (slice_ieq(name, slice_z(rules[i].name))) {
			apply(f, &rules[i], value);
			return true;
		}
	return false;
}

static void
read_meta(const struct node *n, struct facts *og, struct facts *meta)
{
	static const char *const names[] = { "property", "name" };
	struct slice name, value = node_attr(n, "content");
	size_t i;

	for (i = 0; value.len && i < 2; i++) {
		name = slice_trim(node_attr(n, names[i]));
		if (name.len && !apply_rules(og, og_rules, COUNT(og_rules),
		    name, value))
			apply_rules(meta, meta_rules, COUNT(meta_rules), name,
			    value);
	}
}

/* HTML, "Microdata", 5.2.4: the value of a property. */
static void
read_prop(struct html_page *p, size_t i, struct facts *f)
{
	const struct node *n = html_node(p, i);
	struct slice name = node_attr(n, "itemprop"), value;

	if (name.len == 0 || (p->m[i].flags & NODE_COMMENT))
		return;
	value = node_attr(n, "content");
	if (value.len == 0 && n->tag == TAG_TIME)
		value = node_attr(n, "datetime");
	if (value.len == 0 && p->m[i].text < 400)
		value = html_text(p, i);
	apply_rules(f, prop_rules, COUNT(prop_rules), name, value);
}

static void
read_link(struct html_page *p, const struct node *n)
{
	struct slice rel = node_attr(n, "rel"), word;

	while (slice_cut(&rel, ' ', &word))
		if (slice_ieq(word, SLICE("canonical")) &&
		    p->doc->url.len == 0)
			p->doc->url = doc_line(p->doc, slice_trim(
			    node_attr(n, "href")));
}

void
meta_address(struct html_page *p, struct slice from)
{
	const struct node *n = p->tree->nodes;
	struct slice base = { "", 0 };
	size_t i;

	for (i = 0; i < p->tree->n; i++) {
		if (n[i].tag == TAG_LINK)
			read_link(p, &n[i]);
		else if (n[i].tag == TAG_BASE && base.len == 0)
			base = slice_trim(node_attr(&n[i], "href"));
		else if (n[i].tag == TAG_META && slice_ieq(node_attr(&n[i],
		    "property"), SLICE("og:url")) && p->base.len == 0)
			p->base = slice_trim(node_attr(&n[i], "content"));
		else if (n[i].tag == TAG_HTML && p->doc->language.len == 0)
			p->doc->language = doc_line(p->doc,
			    node_attr(&n[i], "lang"));
	}
	if (url_scheme(p->doc->url).len == 0 && p->base.len)
		p->doc->url = doc_line(p->doc, p->base);
	if (url_scheme(p->doc->url).len == 0 && url_scheme(from).len)
		p->doc->url = doc_line(p->doc, from);
	p->base = p->doc->url;
	if (base.len)
		p->base = html_resolve(p, base);
	if (p->base.len > BASE_MAX)
		p->base = (struct slice){ "", 0 };
}

/* Keeps the first of the sources whose text date_parse() understands. */
static struct slice
pick_date(struct doc *d, const struct slice *from, size_t n)
{
	char date[DATE_MAX];
	size_t i;

	for (i = 0; i < n; i++)
		if (from[i].len && from[i].len < 100 &&
		    date_parse(from[i], date))
			return doc_line(d, slice_z(date));
	return (struct slice){ "", 0 };
}

static void
add_all(struct doc *d, struct slices *to, const struct slices *from)
{
	size_t i, k;

	for (i = 0; i < from->n; i++) {
		struct slice x = doc_line(d, from->at[i]);

		for (k = 0; k < to->n && !slice_ieq(to->at[k], x); k++)
			;
		if (k == to->n)
			doc_add_to(d, to, x);
	}
}

/* The first list that has anything. */
static void
pick_list(struct doc *d, struct slices *to, const struct slices *const *from,
    size_t n)
{
	size_t i;

	for (i = 0; i < n && to->n == 0; i++)
		add_all(d, to, from[i]);
}

static struct slice
pick(struct doc *d, const struct slice *from, size_t n)
{
	size_t i;

	for (i = 0; i < n; i++)
		if (slice_trim(from[i]).len)
			return doc_line(d, from[i]);
	return (struct slice){ "", 0 };
}

static void
collect(struct html_page *p, struct facts *og, struct facts *meta,
    struct facts *prop)
{
	size_t i;

	for (i = 1; i < p->tree->n; i++) {
		const struct node *n = html_node(p, i);

		if (n->tag == TAG_META)
			read_meta(n, og, meta);
		if (n->tag != TAG_TEXT && n->nattrs)
			read_prop(p, i, prop);
	}
}

void
meta_title(struct html_page *p, const struct facts *ld)
{
	struct facts og = { 0 }, meta = { 0 }, prop = { 0 };
	struct doc *d = p->doc;

	collect(p, &og, &meta, &prop);
	d->site = pick(d, (struct slice[]){ og.site, ld->site, meta.site }, 3);
	title_read(p, (struct slice[]){ og.headline, ld->headline,
	    prop.headline, meta.headline }, 4);
	facts_free(&og);
	facts_free(&meta);
	facts_free(&prop);
}

void
meta_read(struct html_page *p, const struct facts *ld)
{
	struct facts og = { 0 }, meta = { 0 }, prop = { 0 }, seen = { 0 };
	struct doc *d = p->doc;

	collect(p, &og, &meta, &prop);
	tags_read(p, &seen);
	byline_read(p, &seen);
	dateline_read(p, &seen);
	d->published = pick_date(d, (struct slice[]){ ld->published,
	    og.published, prop.published, meta.published, seen.published }, 5);
	d->updated = pick_date(d, (struct slice[]){ ld->modified, og.modified,
	    prop.modified, meta.modified, seen.modified }, 5);
	d->published = doc_line(d, dateline_reconcile(p, d->published,
	    d->updated, &seen));
	byline_authors(p, (const struct slices *const[]){ &ld->authors,
	    &seen.authors, &meta.authors, &og.authors }, 4);
	if (d->authors.n == 0) {
		byline_lines(p, &prop.authors);
		add_all(d, &d->authors, &prop.authors);
	}
	pick_list(d, &d->section, (const struct slices *const[]){
	    &ld->sections, &og.sections, &prop.sections, &meta.sections,
	    &seen.sections }, 5);
	tags_pick(p, (const struct slices *const[]){ &ld->tags, &og.tags,
	    &prop.tags, &seen.tags, &meta.tags, &seen.topics }, 6);
	if (d->language.len == 0)
		d->language = pick(d, (struct slice[]){ ld->language,
		    prop.language, og.language, meta.language }, 4);
	title_subtitle(p, (struct slice[]){ ld->description, og.description,
	    meta.description }, 3);
	p->full = ld->body;
	facts_free(&og);
	facts_free(&meta);
	facts_free(&prop);
	facts_free(&seen);
}
