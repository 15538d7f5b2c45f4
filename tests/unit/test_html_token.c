#include "test.h"

#include "base/mem.h"
#include "load/html/entity.h"
#include "load/html/token.h"

struct token_case {
	enum token_state state;
	const char *input, *want;
};

/*
 * Printed: text as 'text', <tag name="value" /> and </tag>, <!--comment-->,
 * <!name public system quirks> with - for what is missing.
 */
static const struct token_case token_cases[] = {
	/* text and what only looks like markup */
	{ 0, "", "" },
	{ 0, "plain", "'plain'" },
	{ 0, "a < b <3 <", "'a < b <3 <'" },
	{ 0, "a</", "'a</'" },
	{ 0, "a</>b", "'a''b'" },
	{ 0, "a</1 x>b", "'a'<!--1 x-->'b'" },
	{ 0, "a<?php x?>b", "'a'<!--?php x?-->'b'" },
	{ 0, "a<?php", "'a'<!--?php-->" },
	/* tags */
	{ 0, "<p>x</p>", "<p>'x'</p>" },
	{ 0, "<P CLASS=Big>", "<p class=\"Big\">" },
	{ 0, "<br/><br /><br / >", "<br /><br /><br>" },
	{ 0, "</P\n>", "</p>" },
	{ 0, "</p a='>'>x", "</p>'x'" },
	{ 0, "a<p", "'a'" },
	{ 0, "a<p class='x", "'a'" },
	{ 0, "<a<b>", "<a<b>" },
	{ 0, "<h1\tid=x>", "<h1 id=\"x\">" },
	/* attributes */
	{ 0, "<a b c = d e='f\"' g=\"h'\">",
	    "<a b=\"\" c=\"d\" e=\"f\"\" g=\"h'\">" },
	{ 0, "<a b=1 B=2 b=3>", "<a b=\"1\">" },
	{ 0, "<a b='1'c='2'/d>", "<a b=\"1\" c=\"2\" d=\"\">" },
	{ 0, "<a =b>", "<a =b=\"\">" },
	{ 0, "<a b=>", "<a b=\"\">" },
	{ 0, "<a b=/c>", "<a b=\"/c\">" },
	{ 0, "<a b=c/>", "<a b=\"c/\">" },
	{ 0, "<a b/=c>", "<a b=\"\" =c=\"\">" },
	{ 0, "<a '<=\"x\">", "<a '<=\"x\">" },
	{ 0, "<a b='&lt;&amp;&#65;'>", "<a b=\"<&A\">" },
	{ 0, "<a b='?x&copy=1&copy;&copyx&copy'>",
	    "<a b=\"?x&copy=1\xC2\xA9&copyx\xC2\xA9\">" },
	/* references in text */
	{ 0, "&amp;&lt;&#x41;&#65;", "'&<AA'" },
	{ 0, "&copy=&copyx;&notit;&notin;",
	    "'\xC2\xA9=\xC2\xA9x;\xC2\xACit;\xE2\x88\x89'" },
	{ 0, "&nosuch; & &; &# &#; &#x; &#xg",
	    "'&nosuch; & &; &# &#; &#x; &#xg'" },
	{ 0, "&#0;&#xD800;&#x110000;&#99999999999;",
	    "'\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD'" },
	{ 0, "&#150;&#x80;&#x81;", "'\xE2\x80\x93\xE2\x82\xAC\xC2\x81'" },
	{ 0, "&#233&#xe9x", "'\xC3\xA9\xC3\xA9x'" },
	{ 0, "&NotEqualTilde;", "'\xE2\x89\x82\xCC\xB8'" },
	{ 0, "&CounterClockwiseContourIntegral;", "'\xE2\x88\xB3'" },
	/* comments */
	{ 0, "<!--x-->y", "<!--x-->'y'" },
	{ 0, "<!-->y", "<!---->'y'" },
	{ 0, "<!--->y", "<!---->'y'" },
	{ 0, "<!---->y", "<!---->'y'" },
	{ 0, "<!---!>-->y", "<!---!>-->'y'" },
	{ 0, "<!--a--!>y", "<!--a-->'y'" },
	{ 0, "<!--a-->-->", "<!--a-->'-->'" },
	{ 0, "<!--a>b--c- -->", "<!--a>b--c- -->" },
	{ 0, "<!--a--", "<!--a-->" },
	{ 0, "<!--a--!", "<!--a-->" },
	{ 0, "<!--a-", "<!--a-->" },
	{ 0, "<!x>y", "<!--x-->'y'" },
	{ 0, "<!>y", "<!---->'y'" },
	{ 0, "<![CDATA[x]]>", "<!--[CDATA[x]]-->" },
	/* doctypes */
	{ 0, "<!DOCTYPE HTML>", "<!html - ->" },
	{ 0, "<!doctypehtml>", "<!html - ->" },
	{ 0, "<!doctype>", "<!- - - quirks>" },
	{ 0, "<!doctype html", "<!html - - quirks>" },
	{ 0, "<!doctype html public \"a\" 'b'>", "<!html a b>" },
	{ 0, "<!doctype html PUBLIC\"a\"\"b\" >x", "<!html a b>'x'" },
	{ 0, "<!doctype html public \"a\">", "<!html a ->" },
	{ 0, "<!doctype html public \"a>x", "<!html a - quirks>'x'" },
	{ 0, "<!doctype html public>", "<!html - - quirks>" },
	{ 0, "<!doctype html system 'b' c>", "<!html - b>" },
	{ 0, "<!doctype html system '' >", "<!html - >" },
	{ 0, "<!doctype html bogus 'b'>x", "<!html - - quirks>'x'" },
	/* content that is no markup; last_tag is "title" or "script" */
	{ STATE_RCDATA, "a<b>&amp;</titl></title>c<i>",
	    "'a<b>&</titl>'</title>'c'<i>" },
	{ STATE_RCDATA, "a</title", "'a</title'" },
	{ STATE_RCDATA, "a</title x", "'a'" },
	{ STATE_RCDATA, "a</TITLE/>b", "'a'</title>'b'" },
	{ STATE_RCDATA, "a<!--</title>", "'a<!--'</title>" },
	{ STATE_RAWTEXT, "&amp;<i></title >x", "'&amp;<i>'</title>'x'" },
	{ STATE_PLAINTEXT, "<b>&amp;</plaintext>",
	    "'<b>&amp;</plaintext>'" },
	{ STATE_CDATA, "a<b>&amp;]]]>c&amp;<i>",
	    "'a<b>&amp;]''c&'<i>" },
	{ STATE_CDATA, "a]]", "'a]]'" },
	{ STATE_SCRIPT, "if (a<b) x()</script>y",
	    "'if (a<b) x()'</script>'y'" },
	{ STATE_SCRIPT, "<!--</script>y", "'<!--'</script>'y'" },
	{ STATE_SCRIPT, "<!--<script></script>--></script>y",
	    "'<!--<script></script>-->'</script>'y'" },
	{ STATE_SCRIPT, "<!--<script>--></script>y",
	    "'<!--<script>-->'</script>'y'" },
	{ STATE_SCRIPT, "<!--><script></script>",
	    "'<!--><script>'</script>" },
	{ STATE_SCRIPT, "<!--<scripty></script>x",
	    "'<!--<scripty>'</script>'x'" },
	{ STATE_SCRIPT, "<!--<script></script></script>x",
	    "'<!--<script></script>'</script>'x'" },
	{ STATE_SCRIPT, "<!-<script></script>x",
	    "'<!-<script>'</script>'x'" }
};

static void
print_tag(struct buf *out, const struct token *tok)
{
	size_t i;

	buf_addz(out, tok->kind == TOKEN_END ? "</" : "<");
	buf_add(out, tok->name);
	for (i = 0; i < tok->nattrs; i++)
		buf_printf(out, " %.*s=\"%.*s\"",
		    SLICE_FMT(tok->attrs[i].name),
		    SLICE_FMT(tok->attrs[i].value));
	buf_addz(out, tok->kind == TOKEN_START && tok->self_closing ?
	    " />" : ">");
}

static struct slice
or_dash(struct slice x)
{
	return x.s ? x : SLICE("-");
}

static void
print_token(struct buf *out, const struct token *tok)
{
	switch (tok->kind) {
	case TOKEN_TEXT:
		buf_printf(out, "'%.*s'", SLICE_FMT(tok->data));
		break;
	case TOKEN_COMMENT:
		buf_printf(out, "<!--%.*s-->", SLICE_FMT(tok->data));
		break;
	case TOKEN_DOCTYPE:
		buf_printf(out, "<!%.*s %.*s %.*s%s>",
		    SLICE_FMT(or_dash(tok->name)),
		    SLICE_FMT(or_dash(tok->public_id)),
		    SLICE_FMT(or_dash(tok->system_id)),
		    tok->force_quirks ? " quirks" : "");
		break;
	default:
		print_tag(out, tok);
	}
}

static void
print_tokens(struct buf *out, struct slice input, enum token_state state,
    bool foreign)
{
	struct arena arena = { 0 };
	struct tokenizer *t = tokenizer_new(input, &arena);
	struct token tok;

	tokenizer_set_foreign(t, foreign);
	tokenizer_set_state(t, state, state == STATE_SCRIPT ?
	    SLICE("script") : SLICE("title"));
	for (tokenizer_next(t, &tok); tok.kind != TOKEN_EOF;
	    tokenizer_next(t, &tok))
		print_token(out, &tok);
	tokenizer_free(t);
	arena_free(&arena);
}

static void
test_cases(void)
{
	const struct token_case *c = token_cases;
	size_t i, n = sizeof(token_cases) / sizeof(*token_cases);
	struct buf got = { 0 };

	for (i = 0; i < n; i++, c++) {
		buf_clear(&got);
		print_tokens(&got, slice_z(c->input), c->state, false);
		CHECK_STR(buf_slice(&got), c->want);
	}
	buf_free(&got);
}

static void
test_foreign(void)
{
	struct buf got = { 0 };

	print_tokens(&got, SLICE("<![CDATA[a<b>]]><b>"), STATE_DATA, true);
	CHECK_STR(buf_slice(&got), "'a<b>'<b>");
	buf_free(&got);
}

/* U+FFFD in names, values, comments and raw text; in data it stays. */
static void
test_nul(void)
{
	struct buf got = { 0 };

	print_tokens(&got, SLICE("<a\0 b\0='\0'><!--\0-->"), STATE_DATA,
	    false);
	CHECK_STR(buf_slice(&got), "<a\xEF\xBF\xBD b\xEF\xBF\xBD="
	    "\"\xEF\xBF\xBD\"><!--\xEF\xBF\xBD-->");
	buf_clear(&got);
	print_tokens(&got, SLICE("\0&amp;"), STATE_RCDATA, false);
	CHECK_STR(buf_slice(&got), "'\xEF\xBF\xBD&'");
	buf_free(&got);
}

/* Attributes without end: those kept differ, and are the first ones. */
static void
test_many_attrs(void)
{
	struct arena arena = { 0 };
	struct buf in = { 0 };
	struct tokenizer *t;
	struct token tok;
	int i;

	buf_addz(&in, "<p");
	for (i = 0; i < 100000; i++)
		buf_printf(&in, " a%d=%d", i / 3, i);
	buf_addz(&in, ">x");
	t = tokenizer_new(buf_slice(&in), &arena);
	tokenizer_next(t, &tok);
	CHECK_EQ(tok.kind, TOKEN_START);
	CHECK_EQ(tok.nattrs, TOKEN_MAX_ATTRS);
	CHECK_STR(tok.attrs[1].value, "3");
	CHECK_STR(tok.attrs[100].name, "a100");
	CHECK_STR(tok.attrs[100].value, "300");
	tokenizer_next(t, &tok);
	CHECK_EQ(tok.kind, TOKEN_TEXT);
	tokenizer_next(t, &tok);
	tokenizer_next(t, &tok);
	CHECK_EQ(tok.kind, TOKEN_EOF);
	tokenizer_free(t);
	arena_free(&arena);
	buf_free(&in);
}

/* Text and names are cut from the input where nothing was to be decoded. */
static void
test_borrows(void)
{
	struct slice in = SLICE("<p id='x'>text");
	struct arena arena = { 0 };
	struct tokenizer *t = tokenizer_new(in, &arena);
	struct token tok;

	tokenizer_next(t, &tok);
	CHECK(tok.name.s == in.s + 1);
	CHECK(tok.attrs[0].value.s == in.s + 7);
	tokenizer_next(t, &tok);
	CHECK(tok.data.s == in.s + 10);
	CHECK_EQ(arena.total, 0);
	tokenizer_free(t);
	arena_free(&arena);
}

static void
test_entity(void)
{
	struct buf out = { 0 };

	CHECK_EQ(entity_decode(SLICE("&amp;x"), false, &out), 5);
	CHECK_EQ(entity_decode(SLICE("&ampx"), false, &out), 4);
	CHECK_EQ(entity_decode(SLICE("&ampx"), true, &out), 0);
	CHECK_EQ(entity_decode(SLICE("&hellip"), false, &out), 0);
	CHECK_EQ(entity_decode(SLICE("&"), false, &out), 0);
	CHECK_STR(buf_slice(&out), "&&");
	buf_clear(&out);
	entity_decode_all(SLICE("a &quot;b&quot; &x"), false, &out);
	CHECK_STR(buf_slice(&out), "a \"b\" &x");
	buf_free(&out);
}

int
main(void)
{
	test_cases();
	test_foreign();
	test_nul();
	test_many_attrs();
	test_borrows();
	test_entity();
	return test_done("html_token");
}
