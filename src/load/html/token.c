#include "load/html/token.h"

#include <stdlib.h>

#include "base/mem.h"
#include "load/html/doctype.h"
#include "load/html/entity.h"

#define LINEAR_ATTRS 16		/* up to here a scan finds duplicates */
#define INDEX_SIZE 1024		/* a power of two > 2 TOKEN_MAX_ATTRS */

struct tokenizer {
	const char *p, *end;		/* what is still to be read */
	struct arena *arena;
	struct slice last_tag;
	enum token_state state;
	bool has_nul, foreign;
	struct buf buf;			/* text being made */
	size_t nattrs;
	struct attr attrs[TOKEN_MAX_ATTRS];
	uint16_t index[INDEX_SIZE];	/* attribute by name, + 1; 0 is none */
};

/* How a content state reads on. */
struct content {
	const char *(*text_end)(const struct tokenizer *);
	bool (*read_markup)(struct tokenizer *, struct token *);
	bool refs, mend_nul;
};

enum {					/* of name_class */
	TAG_END = 1, ATTR_END = 2, TO_MEND = 4
};

/* What ends a tag's or an attribute's name, what cannot stay in it. */
static const uint8_t name_class[256] = {
	['\t'] = TAG_END | ATTR_END, ['\n'] = TAG_END | ATTR_END,
	['\f'] = TAG_END | ATTR_END, ['\r'] = TAG_END | ATTR_END,
	[' '] = TAG_END | ATTR_END, ['/'] = TAG_END | ATTR_END,
	['>'] = TAG_END | ATTR_END, ['='] = ATTR_END,
	['\0'] = TO_MEND,
	['A'] = TO_MEND, ['B'] = TO_MEND, ['C'] = TO_MEND, ['D'] = TO_MEND,
	['E'] = TO_MEND, ['F'] = TO_MEND, ['G'] = TO_MEND, ['H'] = TO_MEND,
	['I'] = TO_MEND, ['J'] = TO_MEND, ['K'] = TO_MEND, ['L'] = TO_MEND,
	['M'] = TO_MEND, ['N'] = TO_MEND, ['O'] = TO_MEND, ['P'] = TO_MEND,
	['Q'] = TO_MEND, ['R'] = TO_MEND, ['S'] = TO_MEND, ['T'] = TO_MEND,
	['U'] = TO_MEND, ['V'] = TO_MEND, ['W'] = TO_MEND, ['X'] = TO_MEND,
	['Y'] = TO_MEND, ['Z'] = TO_MEND
};

struct tokenizer *
tokenizer_new(struct slice input, struct arena *arena)
{
	struct tokenizer *t = mem_alloc(1, sizeof(*t));

	t->p = input.len ? input.s : "";
	t->end = t->p + input.len;
	t->arena = arena;
	t->has_nul = slice_chr(input, '\0') != SLICE_NONE;
	return t;
}

void
tokenizer_free(struct tokenizer *t)
{
	if (t == NULL)
		return;
	buf_free(&t->buf);
	free(t);
}

void
tokenizer_set_state(struct tokenizer *t, enum token_state state,
    struct slice last_tag)
{
	t->state = state;
	t->last_tag = last_tag;
}

void
tokenizer_set_foreign(struct tokenizer *t, bool foreign)
{
	t->foreign = foreign;
}

static struct slice
span(const char *from, const char *to)
{
	return (struct slice){ from, (size_t)(to - from) };
}

static struct slice
rest(const struct tokenizer *t)
{
	return span(t->p, t->end);
}

static const char *
find(const struct tokenizer *t, const char *p, char c)
{
	return memchr(p, c, (size_t)(t->end - p));
}

static bool
starts(const struct tokenizer *t, const char *p, struct slice prefix)
{
	return slice_starts(span(p, t->end), prefix);
}

static void
skip_space(struct tokenizer *t)
{
	while (t->p < t->end && ascii_space(*t->p))
		t->p++;
}

/* NUL becomes U+FFFD; lower: and A to Z a to z. */
static struct slice
mend(struct tokenizer *t, struct slice x, bool lower)
{
	size_t i;

	buf_clear(&t->buf);
	buf_reserve(&t->buf, x.len);
	for (i = 0; i < x.len; i++)
		if (x.s[i] == '\0')
			buf_add(&t->buf, SLICE("\xEF\xBF\xBD"));
		else
			buf_addc(&t->buf, lower ? ascii_lower(x.s[i]) :
			    x.s[i]);
	return arena_dup(t->arena, buf_slice(&t->buf));
}

static struct slice
mend_nul(struct tokenizer *t, struct slice x)
{
	if (!t->has_nul || slice_chr(x, '\0') == SLICE_NONE)
		return x;
	return mend(t, x, false);
}

static struct slice
decode_refs(struct tokenizer *t, struct slice x, bool in_attr)
{
	if (slice_chr(x, '&') == SLICE_NONE)
		return x;
	buf_clear(&t->buf);
	entity_decode_all(x, in_attr, &t->buf);
	return arena_dup(t->arena, buf_slice(&t->buf));
}

/* 13.2.5.8, 13.2.5.33: the name at p, which ends where the class says; its
 * first byte belongs to it whatever it is. */
static const char *
read_name(struct tokenizer *t, const char *p, uint8_t stop,
    struct slice *name)
{
	const char *from = p;
	uint8_t class, seen = 0;

	do {
		class = name_class[(unsigned char)*p];
		if ((class & stop) && p > from)
			break;
		seen |= class;
	} while (++p < t->end);
	*name = span(from, p);
	if (seen & TO_MEND)
		*name = mend(t, *name, true);
	return p;
}

/* Attributes: 13.2.5.32 to 13.2.5.40. */

static uint16_t *
index_slot(struct tokenizer *t, struct slice name)
{
	uint64_t h = slice_hash(name);
	uint16_t *slot;

	for (;; h++) {
		slot = &t->index[h % INDEX_SIZE];
		if (*slot == 0 || slice_eq(t->attrs[*slot - 1].name, name))
			return slot;
	}
}

static void
index_fill(struct tokenizer *t)
{
	size_t i;

	memset(t->index, 0, sizeof(t->index));
	for (i = 0; i < t->nattrs; i++)
		*index_slot(t, t->attrs[i].name) = (uint16_t)(i + 1);
}

static bool
attr_known(struct tokenizer *t, struct slice name)
{
	size_t i;

	if (t->nattrs > LINEAR_ATTRS)
		return *index_slot(t, name) != 0;
	for (i = 0; i < t->nattrs; i++)
		if (slice_eq(t->attrs[i].name, name))
			return true;
	return false;
}

/* A place for the attribute; NULL where it is to be dropped. */
static struct attr *
attr_add(struct tokenizer *t, struct slice name)
{
	struct attr *a;

	if (t->nattrs == TOKEN_MAX_ATTRS || attr_known(t, name))
		return NULL;
	a = &t->attrs[t->nattrs++];
	*a = (struct attr){ name, { "", 0 } };
	if (t->nattrs == LINEAR_ATTRS + 1)
		index_fill(t);
	else if (t->nattrs > LINEAR_ATTRS)
		*index_slot(t, name) = (uint16_t)t->nattrs;
	return a;
}

static struct slice
read_quoted(struct tokenizer *t)
{
	const char *from = t->p + 1;
	const char *p = find(t, from, *t->p);

	t->p = p ? p + 1 : t->end;
	return span(from, p ? p : t->end);
}

static struct slice
read_unquoted(struct tokenizer *t)
{
	const char *from = t->p;

	while (t->p < t->end && *t->p != '>' && !ascii_space(*t->p))
		t->p++;
	return span(from, t->p);
}

static void
read_attr(struct tokenizer *t)
{
	struct slice name, value;
	struct attr *a;

	t->p = read_name(t, t->p, ATTR_END, &name);
	a = attr_add(t, name);
	skip_space(t);
	if (t->p == t->end || *t->p != '=')
		return;
	t->p++;
	skip_space(t);
	if (t->p == t->end || *t->p == '>')
		return;
	value = *t->p == '"' || *t->p == '\'' ? read_quoted(t) :
	    read_unquoted(t);
	if (a != NULL)
		a->value = decode_refs(t, mend_nul(t, value), true);
}

/* To past the tag's '>'; false: the input ended first. */
static bool
read_attrs(struct tokenizer *t, struct token *tok)
{
	t->nattrs = 0;
	for (;;) {
		skip_space(t);
		if (t->p == t->end)
			return false;
		if (*t->p == '>') {
			t->p++;
			return true;
		}
		if (*t->p != '/')
			read_attr(t);
		else if (++t->p < t->end && *t->p == '>')
			tok->self_closing = true;
	}
}

/* Markup: each reader begins at the '<'; false says there was no token. */

static bool
read_start_tag(struct tokenizer *t, struct token *tok)
{
	tok->kind = TOKEN_START;
	t->p = read_name(t, t->p + 1, TAG_END, &tok->name);
	if (!read_attrs(t, tok))
		return false;
	tok->attrs = t->attrs;
	tok->nattrs = t->nattrs;
	return true;
}

/* 13.2.5.41: to the next '>', which is left out. */
static bool
read_bogus_comment(struct tokenizer *t, struct token *tok, size_t skip)
{
	const char *from = t->p + skip;
	const char *p = find(t, from, '>');

	t->p = p ? p + 1 : t->end;
	tok->kind = TOKEN_COMMENT;
	tok->data = mend_nul(t, span(from, p ? p : t->end));
	return true;
}

static bool
read_end_tag(struct tokenizer *t, struct token *tok)
{
	char c = t->p[2];

	if (c == '>') {
		t->p += 3;
		return false;
	}
	if (!ascii_alpha(c))
		return read_bogus_comment(t, tok, 2);
	tok->kind = TOKEN_END;
	t->p = read_name(t, t->p + 2, TAG_END, &tok->name);
	return read_attrs(t, tok);
}

/* 13.2.5.50 to 52: a comment that the input's end closes. */
static struct slice
comment_tail(struct slice x)
{
	static const struct slice tails[] = {
		SLICE_INIT("--!"), SLICE_INIT("--"), SLICE_INIT("-")
	};
	size_t i;

	for (i = 0; i < sizeof(tails) / sizeof(*tails); i++)
		if (slice_ends(x, tails[i]))
			return slice_sub(x, 0, x.len - tails[i].len);
	return x;
}

/* The bytes of "--" or "--!" at the end of x, before the '>'. */
static size_t
comment_mark(struct slice x)
{
	if (slice_ends(x, SLICE("--")))
		return 2;
	return slice_ends(x, SLICE("--!")) ? 3 : 0;
}

static struct slice
read_comment_text(struct tokenizer *t)
{
	const char *from = t->p, *p;
	size_t mark;

	for (p = from; (p = find(t, p, '>')) != NULL; p++) {
		t->p = p + 1;
		mark = comment_mark(span(from, p));
		if (mark)
			return span(from, p - mark);
		if (p == from || (p == from + 1 && *from == '-'))
			return span(from, from);
	}
	t->p = t->end;
	return comment_tail(span(from, t->end));
}

/* 13.2.5.42: "<!". */
static bool
read_declaration(struct tokenizer *t, struct token *tok)
{
	struct slice x = span(t->p + 2, t->end);

	if (slice_starts(x, SLICE("--"))) {
		t->p += 4;
		tok->kind = TOKEN_COMMENT;
		tok->data = mend_nul(t, read_comment_text(t));
		return true;
	}
	if (slice_istarts(x, SLICE("doctype"))) {
		t->p += 9;
		t->p += doctype_read(rest(t), tok);
		if (tok->name.s)
			tok->name = mend(t, tok->name, true);
		tok->public_id = mend_nul(t, tok->public_id);
		tok->system_id = mend_nul(t, tok->system_id);
		return true;
	}
	if (t->foreign && slice_starts(x, SLICE("[CDATA["))) {
		t->p += 9;
		t->state = STATE_CDATA;
		return false;
	}
	return read_bogus_comment(t, tok, 2);
}

static bool
read_data_markup(struct tokenizer *t, struct token *tok)
{
	char c = t->p[1];

	if (ascii_alpha(c))
		return read_start_tag(t, tok);
	if (c == '/')
		return read_end_tag(t, tok);
	if (c == '!')
		return read_declaration(t, tok);
	return read_bogus_comment(t, tok, 1);
}

static bool
read_raw_end_tag(struct tokenizer *t, struct token *tok)
{
	t->state = STATE_DATA;
	return read_end_tag(t, tok);
}

static bool
read_cdata_end(struct tokenizer *t, struct token *tok)
{
	(void)tok;
	t->p += 3;
	t->state = STATE_DATA;
	return false;
}

/* Text: each function finds where the text from t->p on ends. */

/* 13.2.5.6, 13.2.5.7: not so, the '<' is text. */
static bool
opens_markup(const struct tokenizer *t, const char *p)
{
	size_t left = (size_t)(t->end - p);

	if (left < 2)
		return false;
	if (p[1] == '/')
		return left > 2;
	return ascii_alpha(p[1]) || p[1] == '!' || p[1] == '?';
}

static const char *
data_text_end(const struct tokenizer *t)
{
	const char *p;

	for (p = t->p; (p = find(t, p, '<')) != NULL; p++)
		if (opens_markup(t, p))
			return p;
	return t->end;
}

/* True where name stands at p as a whole tag name. */
static bool
is_tag_name(const struct tokenizer *t, const char *p, struct slice name)
{
	return slice_istarts(span(p, t->end), name) &&
	    name.len < (size_t)(t->end - p) &&
	    (name_class[(unsigned char)p[name.len]] & TAG_END);
}

/* "Appropriate end tag token" at the '<' that p points to. */
static bool
ends_raw(const struct tokenizer *t, const char *p)
{
	return t->last_tag.len && starts(t, p, SLICE("</")) &&
	    is_tag_name(t, p + 2, t->last_tag);
}

static const char *
raw_text_end(const struct tokenizer *t)
{
	const char *p;

	for (p = t->p; (p = find(t, p, '<')) != NULL; p++)
		if (ends_raw(t, p))
			return p;
	return t->end;
}

/*
 * 13.2.5.20 to 13.2.5.31: from "<!--" at p to past its "-->", or to the
 * end tag.  Between "<script" and "</script" there, no end tag counts.
 */
static const char *
skip_escaped_script(const struct tokenizer *t, const char *p)
{
	const char *dashes = p + 2;
	const struct slice script = SLICE_INIT("script");
	bool twice = false;

	for (p += 4; p < t->end; p++) {
		if (*p == '>' && p - dashes >= 2 && p[-1] == '-' &&
		    p[-2] == '-')
			return p + 1;
		if (*p != '<')
			continue;
		if (!twice && ends_raw(t, p))
			return p;
		if (!twice)
			twice = is_tag_name(t, p + 1, script);
		else if (p + 1 < t->end && p[1] == '/')
			twice = !is_tag_name(t, p + 2, script);
	}
	return t->end;
}

static const char *
script_text_end(const struct tokenizer *t)
{
	const char *p = t->p;

	while ((p = find(t, p, '<')) != NULL) {
		if (ends_raw(t, p))
			return p;
		if (starts(t, p, SLICE("<!--")))
			p = skip_escaped_script(t, p);
		else
			p++;
	}
	return t->end;
}

static const char *
plain_text_end(const struct tokenizer *t)
{
	return t->end;
}

static const char *
cdata_text_end(const struct tokenizer *t)
{
	size_t at = slice_find(rest(t), SLICE("]]>"));

	return at == SLICE_NONE ? t->end : t->p + at;
}

static const struct content contents[] = {
	[STATE_DATA] = { data_text_end, read_data_markup, true, false },
	[STATE_RCDATA] = { raw_text_end, read_raw_end_tag, true, true },
	[STATE_RAWTEXT] = { raw_text_end, read_raw_end_tag, false, true },
	[STATE_SCRIPT] = { script_text_end, read_raw_end_tag, false, true },
	[STATE_PLAINTEXT] = { plain_text_end, NULL, false, true },
	[STATE_CDATA] = { cdata_text_end, read_cdata_end, false, false }
};

static void
read_text(struct tokenizer *t, const struct content *c, struct token *tok,
    const char *end)
{
	struct slice x = span(t->p, end);

	t->p = end;
	tok->kind = TOKEN_TEXT;
	if (c->mend_nul)
		x = mend_nul(t, x);
	tok->data = c->refs ? decode_refs(t, x, false) : x;
}

void
tokenizer_next(struct tokenizer *t, struct token *tok)
{
	const struct content *c;
	const char *end;

	do {
		c = &contents[t->state];
		*tok = (struct token){ .kind = TOKEN_EOF };
		if (t->p == t->end)
			return;
		end = c->text_end(t);
		if (end > t->p) {
			read_text(t, c, tok, end);
			return;
		}
	} while (!c->read_markup(t, tok));
}
