#include "test.h"

#include "base/mem.h"
#include "load/html/tree.h"

struct tree_case {
	const char *input, *want;
};

/* Below body, unless want begins with "html(". */
static const struct tree_case tree_cases[] = {
	/* html, head, body */
	{ "", "html()" },
	{ "<title>A&amp;B</title>x",
	    "html(head(title('A&B'))body('x'))" },
	{ "<!doctype html>\n<html>\n<head>\n<meta>\n</head>\n<body>\nx",
	    "html(head(meta())body('\nx'))" },
	{ "<head><title>t</title></head><link><p>x",
	    "html(head(title('t')link())body(p('x')))" },
	{ "<p>x</body></html>y<meta>", "p('x''y'meta())" },
	{ "<head><noscript><img></noscript><meta></head><body>x",
	    "html(head(noscript(img())meta())body('x'))" },
	{ "<script>a<b</script><i>x",
	    "html(head(script('a<b'))body(i('x')))" },
	{ "x<html lang=en><body class=c><head>",
	    "html[lang=en](body[class=c]('x'))" },
	/* implied end tags */
	{ "<p>a<p>b", "p('a')p('b')" },
	{ "<p>a<div>b</div>c", "p('a')div('b')'c'" },
	{ "<p>a<b>b<ul><li>c<li>d</ul>e",
	    "p('a'b('b'))ul(li('c')li('d'))'e'" },
	{ "<p>a</p></p>b", "p('a')p()'b'" },
	{ "<ul><li>a<ul><li>b</ul><li>c</ul>",
	    "ul(li('a'ul(li('b')))li('c'))" },
	{ "<ul><li><div>a<li>b</ul>", "ul(li(div('a'))li('b'))" },
	{ "<ul><li><section>a<li>b", "ul(li(section('a'li('b'))))" },
	{ "<dl><dt>a<dd>b<dt>c</dl>", "dl(dt('a')dd('b')dt('c'))" },
	{ "<select><option>a<option>b<optgroup><option>c</select>d",
	    "select(option('a')option('b')optgroup(option('c')))'d'" },
	{ "<h1>a<h2>b</h1>c", "h1('a')h2('b')'c'" },
	{ "<h2>a</h3>b", "h2('a')'b'" },
	{ "<a>x<a>y</a>z", "a('x')a('y')'z'" },
	{ "<button>a<p>b</button>c", "button('a'p('b'))'c'" },
	{ "<p><button></p>x</button>y", "p(button(p()'x')'y')" },
	{ "<ruby>a<rt>b<rt>c</ruby>d", "ruby('a'rt('b')rt('c'))'d'" },
	{ "<p>a<hr>b", "p('a')hr()'b'" },
	{ "<p>a<table><tr><td>b", "p('a')table(tr(td('b')))" },
	/* void elements, names that stand for others */
	{ "a<br>b<img src=x>c</img></br>d",
	    "'a'br()'b'img[src=x]()'c'br()'d'" },
	{ "<image src=x>", "img[src=x]()" },
	{ "<div/>a<amp-img/>b", "div('a'amp-img('b'))" },
	{ "<my-x a=b>c</my-x>d", "my-x[a=b]('c')'d'" },
	/* stray and mis-nested tags */
	{ "a</div></b></foo>b</td>c", "'a''b''c'" },
	{ "<div>a<b>b</div>c</b>d", "div('a'b('b'))'c''d'" },
	{ "<b>1<p>2</b>3</p>4", "b('1'p('2''3'))'4'" },
	{ "<b><p>a</b>b</p>c<b>d</b>", "b(p('a''b'))'c'b('d')" },
	{ "<a><div>a</a>b</div>c", "a(div('a''b'))'c'" },
	{ "<i><b>x</i>y</b>z", "i(b('x'))'y''z'" },
	{ "<x-a><div>a</x-a>b</div>c", "x-a(div('a''b')'c')" },
	{ "<form><div>a</form>b</div>c", "form(div('a''b'))'c'" },
	{ "<form>a<form>b</form>c", "form('a''b')'c'" },
	{ "<form><p>a</form>b", "form(p('a'))'b'" },
	{ "<section><div>a</section>b", "section(div('a'))'b'" },
	{ "a<!--x-->b", "'a''b'" },
	/* tables */
	{ "<table><tr><td>a<td>b<tr><th>c</table>d",
	    "table(tr(td('a')td('b'))tr(th('c')))'d'" },
	{ "<table><td>a<tbody><tr><td>b</table>",
	    "table(tr(td('a'))tbody(tr(td('b'))))" },
	{ "<table><thead><tr><td>a<tbody><tr><td>b<tr><td>c",
	    "table(thead(tr(td('a')))tbody(tr(td('b'))tr(td('c'))))" },
	{ "<table><caption>a<tr><td>b", "table(caption('a')tr(td('b')))" },
	{ "<table><colgroup><col><col><tr><td>b",
	    "table(colgroup(col()col())tr(td('b')))" },
	{ "<table><tr><td>a<table><tr><td>b</table>c<td>d</table>e",
	    "table(tr(td('a'table(tr(td('b')))'c')td('d')))'e'" },
	{ "<table><tr><td>a</div></p>b</table>",
	    "table(tr(td('a'p()'b')))" },
	{ "<div><table><tr><td>a</div>b</table>c</div>d",
	    "div(table(tr(td('a''b')))'c')'d'" },
	{ "<table><b>x<tr><td>y</b>z", "table(b('x')tr(td('y''z')))" },
	{ "<table><tr>a<table>b", "table(tr('a'))table('b')" },
	{ "a<td>b<tr>c", "'a''b''c'" },
	/* content that is no markup */
	{ "<textarea>\n\n<b>&lt;</textarea>x", "textarea('\n<b><')'x'" },
	{ "<pre>\na\n</pre>", "pre('a\n')" },
	{ "<iframe><p>a</iframe>b", "iframe('<p>a')'b'" },
	{ "<div><noscript><p>a</noscript>b", "div(noscript(p('a'))'b')" },
	{ "<xmp><b></xmp><i>", "xmp('<b>')i()" },
	{ "<p>a<plaintext><b>", "p('a')plaintext('<b>')" },
	{ "<div><title>a<b></title>c", "div(title('a<b>')'c')" },
	{ "<div><template><td>a</template>b", "div(template(tr(td('a')))'b')" },
	/* SVG and MathML */
	{ "<svg><title>a</title><path/><g>b</g></svg>c",
	    "svg(title('a')path()g('b'))'c'" },
	{ "<svg><![CDATA[a<b>]]></svg><![CDATA[c]]>", "svg('a<b>')" },
	{ "<svg><style>a<g>b</g></style></svg>c",
	    "svg(style('a'g('b')))'c'" },
	{ "<svg><g><p>a</p>b", "svg(g())p('a')'b'" },
	{ "<svg><foreignObject><p>a</p></foreignObject></svg>b",
	    "svg(foreignobject(p('a')))'b'" },
	{ "<svg/>a<math><mi>x</mi></math>b", "svg()'a'math(mi('x'))'b'" },
	{ "<p><a><svg><path></svg>x</a>y", "p(a(svg(path())'x')'y')" },
	{ "<svg><image/></svg>", "svg(image())" }
};

static void
print_open(struct buf *out, const struct node *e)
{
	size_t i;

	if (e->tag == TAG_TEXT) {
		buf_printf(out, "'%.*s'", SLICE_FMT(e->text));
		return;
	}
	buf_add(out, e->tag == TAG_OTHER ? e->text :
	    tag_name((enum tag)e->tag));
	for (i = 0; i < e->nattrs; i++)
		buf_printf(out, "[%.*s=%.*s]", SLICE_FMT(e->attrs[i].name),
		    SLICE_FMT(e->attrs[i].value));
	buf_addc(out, '(');
}

/* The nodes from first up to end. */
static void
print_nodes(struct buf *out, const struct tree_html *t, size_t first,
    size_t end)
{
	size_t i, up;

	for (i = first; i < end; i++) {
		print_open(out, &t->nodes[i]);
		if (t->nodes[i].end > i + 1)
			continue;
		if (t->nodes[i].tag != TAG_TEXT)
			buf_addc(out, ')');
		for (up = t->nodes[i].parent; up >= first && up < i &&
		    t->nodes[up].end == i + 1; up = t->nodes[up].parent) {
			buf_addc(out, ')');
			if (up == 0)
				break;
		}
	}
}

static size_t
find_tag(const struct tree_html *t, enum tag tag)
{
	size_t i = 0;

	while (i < t->n && t->nodes[i].tag != tag)
		i++;
	return i;
}

static void
test_cases(void)
{
	const struct tree_case *c = tree_cases;
	size_t i, first, n = sizeof(tree_cases) / sizeof(*tree_cases);
	struct buf got = { 0 };
	struct tree_html *t;

	for (i = 0; i < n; i++, c++) {
		buf_clear(&got);
		t = tree_parse(slice_z(c->input));
		first = strncmp(c->want, "html", 4) == 0 ? 0 :
		    find_tag(t, TAG_BODY) + 1;
		print_nodes(&got, t, first, t->n);
		CHECK_STR(buf_slice(&got), c->want);
		tree_html_free(t);
	}
	buf_free(&got);
}

static void
repeat(struct buf *b, const char *z, int n)
{
	while (n-- > 0)
		buf_addz(b, z);
}

/* Past TREE_MAX_DEPTH elements are siblings, but end where they end. */
static void
test_depth(void)
{
	struct buf in = { 0 };
	struct tree_html *t;
	size_t i;
	int deepest = 0;

	repeat(&in, "<div>", 5000);
	buf_addz(&in, "deep");
	repeat(&in, "</div>", 4999);
	buf_addz(&in, "last but one</div>out");
	t = tree_parse(buf_slice(&in));
	for (i = 0; i < t->n; i++)
		if (t->nodes[i].depth > deepest)
			deepest = t->nodes[i].depth;
	CHECK_EQ(deepest, TREE_MAX_DEPTH);
	CHECK_EQ(t->n, 5000 + 5);
	CHECK_STR(t->nodes[t->n - 3].text, "deep");
	CHECK_EQ(t->nodes[t->n - 3].depth, TREE_MAX_DEPTH);
	CHECK_EQ(t->nodes[t->n - 2].depth, 3);
	CHECK_EQ(t->nodes[t->n - 1].depth, 2);
	tree_html_free(t);
	buf_free(&in);
}

/* Each would take minutes if an end tag searched all that is open. */
static void
test_stray(void)
{
	static const char *const strays[] = {
		"</b>", "</div>", "</x-y>", "</td>", "</li>", "</form>"
	};
	struct buf in = { 0 };
	struct tree_html *t;
	size_t i;

	for (i = 0; i < sizeof(strays) / sizeof(*strays); i++) {
		buf_clear(&in);
		buf_addz(&in, "<div><b><form><table><tr><td>");
		repeat(&in, "<x-z><i>", 50000);
		repeat(&in, strays[i], 200000);
		buf_addz(&in, "end");
		t = tree_parse(buf_slice(&in));
		CHECK(t->n <= 100000 + 10);
		CHECK_STR(t->nodes[t->n - 1].text, "end");
		tree_html_free(t);
	}
	buf_free(&in);
}

static void
test_truncated(void)
{
	struct buf in = { 0 };
	struct tree_html *t;

	repeat(&in, "<p>", TREE_MAX_NODES + 10);
	t = tree_parse(buf_slice(&in));
	CHECK(t->truncated);
	CHECK(t->n <= TREE_MAX_NODES);
	CHECK_EQ(t->nodes[0].end, t->n);
	tree_html_free(t);
	buf_free(&in);
}

static void
test_questions(void)
{
	struct tree_html *t = tree_parse(SLICE("<p id=a class='x Big-one\n"
	    "y' hidden>a<b>b</b><script>s</script><svg><title>t</title>"
	    "</svg>c &amp; d<style>e"));
	const struct node *p = &t->nodes[2];
	struct buf text = { 0 };

	CHECK_EQ(p->tag, TAG_P);
	CHECK_STR(node_attr(p, "id"), "a");
	CHECK(node_attr(p, "hidden").s != NULL);
	CHECK(node_attr(p, "i").s == NULL);
	CHECK(node_has_class(p, "big-one"));
	CHECK(node_has_class(p, "y"));
	CHECK(node_has_class(p, "x"));
	CHECK(!node_has_class(p, "big"));
	CHECK(!node_has_class(p, ""));
	CHECK(!node_has_class(&t->nodes[0], "x"));
	CHECK(tag_is_block(TAG_P) && tag_is_block(TAG_LI));
	CHECK(!tag_is_block(TAG_SPAN) && !tag_is_block(TAG_OTHER));
	tree_text(t, 0, &text);
	CHECK_STR(buf_slice(&text), "abc & d");
	buf_clear(&text);
	tree_text(t, find_tag(t, TAG_SCRIPT), &text);
	CHECK_STR(buf_slice(&text), "s");
	buf_clear(&text);
	tree_text(t, 3, &text);
	CHECK_STR(buf_slice(&text), "a");
	buf_free(&text);
	tree_html_free(t);
}

int
main(void)
{
	test_cases();
	test_depth();
	test_stray();
	test_truncated();
	test_questions();
	return test_done("html_tree");
}
