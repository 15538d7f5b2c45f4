/* selector: what CSS selectors name, and what is wrong with them. */
#include <stdlib.h>

#include "load/html/selector.h"
#include "test.h"

static const char page[] =
    "<body id=b><div id=d1 class='story main' lang=en-GB>"
    "<h1 id=h>T</h1><p id=p1 class=lead>a<p id=p2>b <a id=a1 "
    "href='http://x.test/1'>l</a><p id=p3 class='Lead text'>c</div>"
    "<x-box id=x data-k='one two' title='A \"b\"'>t</x-box>"
    "<ul id=u><li id=l1>1<li id=l2>2 <ul id=u2><li id=l3>3</ul>"
    "<li id=l4>4</ul><div id='1st' class='md:flex'><em id=e>e</em> t</div>";

static const struct {
	const char *selector, *ids;
} good[] = {
	{ "p", "p1 p2 p3" }, { "P", "p1 p2 p3" }, { "x-box", "x" },
	{ "#p2", "p2" }, { ".lead", "p1" }, { ".Lead", "p3" },
	{ ".story.main", "d1" }, { "div.main", "d1" }, { "p.main", "" },
	{ "*", "b d1 h p1 p2 a1 p3 x u l1 l2 u2 l3 l4 1st e" },
	{ "div *", "h p1 p2 a1 p3 e" }, { "div > *", "h p1 p2 p3 e" },
	{ " div  p , h1 ", "h p1 p2 p3" }, { "div>p,h1", "h p1 p2 p3" },
	{ "body div p a", "a1" }, { "body > p a", "" },
	{ "h1 + p", "p1" }, { "h1 ~ p", "p1 p2 p3" },
	{ "p + p", "p2 p3" }, { "p ~ a", "" }, { "p+p>a", "a1" },
	{ "ul ul li", "l3" }, { "ul li", "l1 l2 l3 l4" },
	{ "ul > li", "l1 l2 l3 l4" }, { "ul > li > ul > li", "l3" },
	{ "#u > li", "l1 l2 l4" }, { "html > body > ul", "u" },
	{ "[data-k]", "x" }, { "[DATA-K]", "x" }, { "[data-k=one]", "" },
	{ "[data-k='one two']", "x" }, { "[data-k~=two]", "x" },
	{ "[data-k^=one]", "x" }, { "[data-k$=two]", "x" },
	{ "[data-k*=\"e t\"]", "x" }, { "[data-k^='']", "" },
	{ "[data-k=\"ONE TWO\" i]", "x" }, { "[data-k=\"ONE TWO\"]", "" },
	{ "[ data-k ~= one ]", "x" }, { "[title='A \"b\"']", "x" },
	{ "[title=\"A \\\"b\\\"\"]", "x" }, { "[lang|=en]", "d1" },
	{ "[lang|=e]", "" }, { "a[href^='http://']", "a1" },
	{ "p:not(.lead)", "p2 p3" }, { "p:not(.lead, #p2)", "p3" },
	{ "p:not( .lead , .text )", "p2" }, { "p:not(.Lead.text)", "p1 p2" },
	{ "p:not(.Lead.x)", "p1 p2 p3" }, { "div :not(p):not(h1)", "a1 e" },
	{ ":not(div) > li", "l1 l2 l3 l4" },
	{ "div:not([class])", "" }, { "p:not(p)", "" },
	{ "li:first-child", "l1 l3" }, { "li:last-child", "l3 l4" },
	{ "li:only-child", "l3" }, { "em:last-child", "e" },
	{ "li:nth-child(2)", "l2" }, { "li:nth-child(odd)", "l1 l3 l4" },
	{ "li:nth-child(even)", "l2" }, { "li:nth-child(2n+1)", "l1 l3 l4" },
	{ "li:nth-child( n + 2 )", "l2 l4" }, { "li:nth-child(-n+2)",
	    "l1 l2 l3" }, { "li:nth-child(0)", "" },
	{ "li:not(:first-child)", "l2 l4" },
	{ "li:not(:nth-child(2n))", "l1 l3 l4" },
	{ ".md\\:flex", "1st" }, { "#\\31 st", "1st" },
	{ "#\\000031st", "1st" }, { "div.story>p.lead+p", "p2" },
	{ "h1 ~ p ~ p + p", "p3" }, { "em, em", "e" }
};

static const struct {
	const char *selector;
	size_t at;
	const char *says;		/* begins so */
} bad[] = {
	{ "", 0, "here comes an element's name" },
	{ "  ", 2, "here comes" }, { "p >", 3, "here comes" },
	{ "> p", 0, "here comes" }, { "p,", 2, "here comes" },
	{ "p,,a", 2, "here comes" }, { "p . a", 3, "after . comes" },
	{ "p.", 2, "after . comes a class" }, { "#", 1, "after # comes" },
	{ "[", 1, "after [ comes" }, { "[a", 2, "after an attribute comes" },
	{ "[a=", 3, "here comes a value" }, { "[a=b", 4, "[ is not closed" },
	{ "[a=b c]", 5, "[ is not closed" },
	{ "[a='b]", 6, "the quotation mark" }, { "[a!=b]", 2, "after an" },
	{ "p:hover", 1, "the known pseudo-classes are" },
	{ "p::before", 1, "the known" }, { "p:not(", 6, "in :not()" },
	{ "p:not()", 6, "in :not()" }, { "p:not(a b)", 8, "in :not() there" },
	{ "p:not(a:not(b))", 12, "no :not() in" }, { "a)", 1, "this belongs" },
	{ "a$", 1, "this belongs" }, { "a.b*", 3, "this belongs" },
	{ "li:nth-child(x)", 13, "here comes a number" },
	{ "li:nth-child(2", 14, "( is not closed" },
	{ "p:not(a)b", 8, "this belongs" }, { "{", 0, "here comes" }
};

static void
test_good(void)
{
	struct tree_html *t = tree_parse(SLICE(page));
	struct selector_walk w;
	struct arena a = { 0 };
	struct buf ids = { 0 };
	struct selector *s;
	struct err err;
	size_t i, k, at;

	for (i = 0; i < sizeof(good) / sizeof(*good); i++) {
		s = selector_parse(slice_z(good[i].selector), &a, &at, &err);
		CHECK(s != NULL);
		if (s == NULL) {
			printf("\t%s: %zu: %s\n", good[i].selector, at,
			    err.text);
			continue;
		}
		CHECK_EQ(at, strlen(good[i].selector));
		buf_clear(&ids);
		selector_start(&w, s, t);
		while ((k = selector_next(&w)) < t->n) {
			if (node_attr(&t->nodes[k], "id").len == 0)
				continue;
			if (ids.len)
				buf_addc(&ids, ' ');
			buf_add(&ids, node_attr(&t->nodes[k], "id"));
		}
		CHECK_STR(buf_slice(&ids), good[i].ids);
		if (!slice_eq(buf_slice(&ids), slice_z(good[i].ids)))
			printf("\t%s\n", good[i].selector);
	}
	buf_free(&ids);
	arena_free(&a);
	tree_html_free(t);
}

static void
test_bad(void)
{
	struct arena a = { 0 };
	struct err err;
	size_t i, at;

	for (i = 0; i < sizeof(bad) / sizeof(*bad); i++) {
		CHECK(selector_parse(slice_z(bad[i].selector), &a, &at,
		    &err) == NULL);
		CHECK(slice_starts(slice_z(err.text), slice_z(bad[i].says)));
		CHECK_EQ(at, bad[i].at);
		if (at != bad[i].at)
			printf("\t%s: %s\n", bad[i].selector, err.text);
	}
	arena_free(&a);
}

/* What makes a matcher that tries all ways take for ever. */
static void
test_long(void)
{
	struct arena a = { 0 };
	struct buf html = { 0 }, text = { 0 };
	struct selector_walk w;
	struct tree_html *t;
	struct selector *s;
	struct err err;
	size_t i, at, n = 0;

	for (i = 0; i < 100000; i++)
		buf_addz(&html, i % 350 < 349 ? "<div>" : "</div><br>");
	for (i = 0; i + 1 < SELECTOR_MAX; i++)
		buf_addz(&text, i % 2 ? "div ~ " : "div ");
	buf_addz(&text, "i");
	t = tree_parse(buf_slice(&html));
	s = selector_parse(buf_slice(&text), &a, &at, &err);
	CHECK(s != NULL);
	selector_start(&w, s, t);
	while (selector_next(&w) < t->n)
		n++;
	CHECK_EQ(n, 0);
	buf_addz(&text, " b");
	CHECK(selector_parse(buf_slice(&text), &a, &at, &err) == NULL);
	CHECK_STR(slice_z(err.text), "too long a selector");
	tree_html_free(t);
	arena_free(&a);
	buf_free(&html);
	buf_free(&text);
}

int
main(void)
{
	test_good();
	test_bad();
	test_long();
	return test_done("selector");
}
