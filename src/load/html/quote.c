#include "load/html/quote.h"

#include "load/html/hint.h"

#define LINE_MAX_TEXT 80		/* characters */
#define LINE_MAX_NODES 40

bool
is_quote(const struct html_page *p, size_t node)
{
	const struct node *n = html_node(p, node);

	return n->tag == TAG_BLOCKQUOTE || ((p->m[node].hints & HINT_QUOTE) &&
	    n->tag != TAG_TEXT && tag_is_block(n->tag));
}

static size_t
first_text(const struct html_page *p, size_t node)
{
	size_t i, end = html_node(p, node)->end;

	for (i = node + 1; i < end && i - node < LINE_MAX_NODES; i++)
		if (html_node(p, i)->tag == TAG_TEXT && p->m[i].text > 0 &&
		    !(p->m[i].flags & NODE_SKIP))
			return i;
	return NO_NODE;
}

/* A link within the page, or to a message by its number. */
static bool
leads_to_post(const struct node *n)
{
	struct slice href = node_attr(n, "href");
	size_t at = slice_chr(href, '#');

	return n->tag == TAG_A && at != SLICE_NONE && href.len > at + 1 &&
	    ascii_digit(href.s[href.len - 1]);
}

/* The line's text without such links; true if there is one. */
static bool
read_line(const struct html_page *p, size_t line, struct buf *text)
{
	const struct node *n = p->tree->nodes;
	bool leads = false;
	size_t i;

	for (i = line; i < n[line].end; i++) {
		if (n[i].tag == TAG_TEXT)
			buf_add(text, n[i].text);
		else if (leads_to_post(&n[i])) {
			leads = true;
			i = n[i].end - 1;
		}
	}
	return leads;
}

static struct slice
cut_colon(struct slice x)
{
	static const char *const colons[] = { ":", "\xEF\xBC\x9A" };
	size_t i;

	x = slice_trim(x);
	for (i = 0; i < 2; i++)
		if (slice_ends(x, slice_z(colons[i])))
			return slice_trim(slice_sub(x, 0, x.len -
			    strlen(colons[i])));
	return x;
}

size_t
quote_line(const struct html_page *p, size_t quote)
{
	size_t line = first_text(p, quote), up;
	struct buf text = { 0 };
	struct slice x;
	bool says;

	if (line == NO_NODE)
		return NO_NODE;
	while ((up = html_node(p, line)->parent) != quote &&
	    p->m[up].text <= LINE_MAX_TEXT)
		line = up;
	if (html_node(p, line)->tag == TAG_TEXT ||
	    p->m[line].text > LINE_MAX_TEXT ||
	    html_node(p, line)->end - line > LINE_MAX_NODES ||
	    p->m[line].text >= p->m[quote].text)
		return NO_NODE;
	says = read_line(p, line, &text);
	x = slice_trim(buf_slice(&text));
	says = says || cut_colon(x).len < x.len;
	buf_free(&text);
	return says ? line : NO_NODE;
}

/* After "Bob wrote": nothing, or a colon and the time. */
static bool
ends_name(struct slice rest)
{
	return rest.len == 0 || slice_starts(rest, SLICE(":")) ||
	    slice_starts(rest, SLICE("\xEF\xBC\x9A"));
}

/* What forums say around the name, in as many languages as we know. */
static struct slice
cut_words(struct slice x)
{
	static const char *const before[] = {
		"originally posted by ", "quote from ", "quote: ", "zitat von ",
		"citation de ", "cita de ", "citazione di ", "@",
		"Цитата: ", "Сообщение от "
	};
	static const char *const after[] = {
		" wrote", " said", " says", " schrieb", " a écrit",
		" escribió", " dijo", " ha scritto", " escreveu", " schreef",
		" skrev", " napisał", " napisała", " napisał(a)", " napsal",
		" писал", " писал(а)", " написал", " написала",
		" написал(а)", " пишет", " さんは書きました"
	};
	size_t i, at;

	for (i = 0; i < sizeof(before) / sizeof(*before); i++)
		if (slice_istarts(x, slice_z(before[i])))
			x = slice_trim(slice_from(x, strlen(before[i])));
	for (i = 0; i < sizeof(after) / sizeof(*after); i++) {
		at = slice_find(x, slice_z(after[i]));
		if (at != SLICE_NONE && ends_name(slice_from(x, at +
		    strlen(after[i]))))
			return slice_trim(slice_sub(x, 0, at));
	}
	return x;
}

struct slice
quote_name(struct html_page *p, size_t line, struct slice author)
{
	struct buf text = { 0 };
	struct slice x;

	read_line(p, line, &text);
	x = cut_colon(buf_slice(&text));
	if (author.len && slice_find(html_text(p, line), author) !=
	    SLICE_NONE)
		x = author;
	else
		x = cut_words(x);
	x = arena_dup(&p->arena, x);
	buf_free(&text);
	return x;
}
