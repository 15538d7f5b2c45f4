#include "load/html/own.h"

static bool
is_own(const struct html_page *p)
{
	const struct node *n;
	size_t i;

	for (i = 0; i < p->tree->n; i++) {
		n = html_node(p, i);
		if (n->tag == TAG_BODY)
			break;
		if (n->tag == TAG_META && slice_eq(node_attr(n, "name"),
		    SLICE("generator")))
			return slice_eq(node_attr(n, "content"),
			    SLICE("lede"));
	}
	return false;
}

void
own_rules(const struct html_page *p, struct sites *sites)
{
	static const char *const rules[] = {
		"* title h1[itemprop=headline]",
		"* subtitle .subtitle",
		"* body \"article > figure, [itemprop=articleBody] > *\"",
		"* author [itemprop=author]",
		"* time [itemprop=datePublished]",
		"* section \".section span\"",
		"* tags \".tags span\"",
		"* related \"aside.related li\"",
		"* comment li.comment",
		"* comment-author \"header > .author\"",
		"* comment-time \"header > time\"",
		"* comment-text .text",
		"* comment-reply li.comment @data-parent"
	};
	size_t i, at;

	for (i = 0; is_own(p) && i < sizeof(rules) / sizeof(*rules); i++)
		sites_add(sites, slice_z(rules[i]), &at, NULL);
}
