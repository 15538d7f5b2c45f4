#include "load/html/site.h"

#include <stdlib.h>

#include "base/mem.h"
#include "load/html/selector.h"
#include "load/html/url.h"

static const struct key {
	const char *name;
	bool empty;			/* may be "none" */
} keys[SITE_KEYS] = {
	[SITE_TITLE] = { "title", false },
	[SITE_SUBTITLE] = { "subtitle", true },
	[SITE_AUTHOR] = { "author", true },
	[SITE_TIME] = { "time", true },
	[SITE_UPDATED] = { "updated", true },
	[SITE_SECTION] = { "section", true },
	[SITE_TAGS] = { "tags", true },
	[SITE_BODY] = { "body", false },
	[SITE_REMOVE] = { "remove", false },
	[SITE_CAPTION] = { "caption", false },
	[SITE_CREDIT] = { "credit", false },
	[SITE_RELATED] = { "related", true },
	[SITE_COMMENT] = { "comment", true },
	[SITE_COMMENT_AUTHOR] = { "comment-author", false },
	[SITE_COMMENT_TIME] = { "comment-time", false },
	[SITE_COMMENT_TEXT] = { "comment-text", false },
	[SITE_COMMENT_REPLY] = { "comment-reply", false },
};

const char *
site_key_name(size_t key)
{
	return key < SITE_KEYS ? keys[key].name : NULL;
}

static bool
is_path(struct slice site)
{
	return slice_starts(site, SLICE("/"));
}

/* "~/pages" by $HOME; a host in lower case, without a scheme. */
static struct slice
read_site(struct sites *s, struct slice x)
{
	const char *home = getenv("HOME");
	struct buf b = { 0 };
	struct slice scheme = url_scheme(x), site;
	size_t i, host;

	if (scheme.len && slice_starts(slice_from(x, scheme.len),
	    SLICE("://")))
		x = slice_from(x, scheme.len + 3);
	if (slice_starts(x, SLICE("~/")) && home && *home == '/') {
		buf_addz(&b, home);
		x = slice_from(x, 1);
	}
	host = is_path(x) ? 0 : slice_chr(x, '/');
	for (i = 0; i < x.len; i++)
		buf_addc(&b, i < host ? ascii_lower(x.s[i]) : x.s[i]);
	site = arena_dup(&s->arena, buf_slice(&b));
	buf_free(&b);
	return site;
}

static bool
read_key(struct slice word, enum site_key *key, struct err *err)
{
	struct buf b = { 0 };
	size_t i;

	for (i = 0; i < SITE_KEYS; i++)
		if (slice_eq(word, slice_z(keys[i].name))) {
			*key = (enum site_key)i;
			return true;
		}
	for (i = 0; i < SITE_KEYS; i++)
		buf_printf(&b, "%s%s", i ? ", " : "", keys[i].name);
	fail(err, "\"%.*s\" is none of: %s", SLICE_FMT(word), buf_z(&b));
	buf_free(&b);
	return false;
}

/* A blank and "@name" at the end. */
static struct slice
take_attr(struct slice *x)
{
	const char *s = x->s ? x->s : "";
	size_t i = x->len;
	struct slice attr = { "", 0 };

	while (i > 0 && (ascii_alpha(s[i - 1]) || ascii_digit(s[i - 1]) ||
	    s[i - 1] == '-' || s[i - 1] == '_' || s[i - 1] == ':'))
		i--;
	if (i < 2 || i == x->len || s[i - 1] != '@' || !ascii_space(s[i - 2]))
		return attr;
	attr = slice_from(*x, i);
	*x = slice_trim(slice_sub(*x, 0, i - 1));
	return attr;
}

/* "..." around the selector, with the attribute in it or after it. */
static bool
take_quotes(struct slice *x, struct err *err)
{
	if (x->s == NULL || !slice_starts(*x, SLICE("\"")))
		return true;
	if (x->len < 2 || x->s[x->len - 1] != '"')
		return fail(err, "the quotation mark is not closed");
	*x = slice_sub(*x, 1, x->len - 2);
	return true;
}

static bool
read_selector(struct sites *s, struct site_rule *r, struct slice x,
    size_t *at, struct err *err)
{
	struct slice from = x;
	size_t in;

	if (slice_eq(x, SLICE("none"))) {
		*at = 0;
		return keys[r->key].empty ||
		    fail(err, "%s cannot be none", keys[r->key].name);
	}
	r->attr = take_attr(&x);
	if (!take_quotes(&x, err)) {
		*at = x.len;
		return false;
	}
	if (r->attr.len == 0)
		r->attr = take_attr(&x);
	r->attr = arena_dup(&s->arena, r->attr);
	r->text = arena_dup(&s->arena, slice_trim(x));
	r->selector = selector_parse(x, &s->arena, &in, err);
	*at = (size_t)(x.s - from.s) + in;
	return r->selector != NULL;
}

bool
sites_add(struct sites *s, struct slice line, size_t *at, struct err *err)
{
	struct site_rule r = { .key = SITE_BODY };
	struct slice rest = slice_trim(line), word = slice_take_word(&rest);
	size_t from;

	*at = 0;
	if (slice_starts(word, SLICE(".")))
		return fail(err, "a path begins with / or ~/");
	r.site = read_site(s, word);
	word = slice_take_word(&rest);
	*at = word.len ? (size_t)(word.s - line.s) : line.len;
	if (r.site.len == 0 || word.len == 0)
		return fail(err, "site wants a host, what it has and a "
		    "selector: site example body .text");
	if (!read_key(word, &r.key, err))
		return false;
	*at = from = rest.len ? (size_t)(rest.s - line.s) : line.len;
	if (rest.len == 0)
		return fail(err, "here comes a selector");
	if (!read_selector(s, &r, rest, at, err)) {
		*at += from;
		return false;
	}
	s->rules = mem_grow(s->rules, &s->cap, s->n + 1, sizeof(*s->rules));
	s->rules[s->n++] = r;
	return true;
}

void
sites_free(struct sites *s)
{
	arena_free(&s->arena);
	free(s->rules);
	*s = (struct sites){ 0 };
}

bool
site_rule_wants_path(const struct site_rule *r)
{
	return is_path(r->site);
}

/* "name" is the host and its www; "*.name" all below it as well; "*" any. */
static bool
host_matches(struct slice want, struct slice host)
{
	if (slice_eq(want, SLICE("*")))
		return true;
	if (slice_starts(want, SLICE("*."))) {
		want = slice_from(want, 2);
		if (host.len > want.len && slice_istarts(slice_from(host,
		    host.len - want.len), want) &&
		    host.s[host.len - want.len - 1] == '.')
			return true;
	}
	if (slice_istarts(host, SLICE("www.")) &&
	    !slice_istarts(want, SLICE("www.")))
		host = slice_from(host, 4);
	return host.len && slice_ieq(want, host);
}

bool
site_rule_is_for(const struct site_rule *r, struct slice url,
    struct slice path)
{
	struct slice host = url_host(url), want = r->site, rest;
	size_t slash = slice_chr(want, '/');

	if (is_path(want))
		return slice_starts(path, want);
	if (slash == SLICE_NONE)
		return host_matches(want, host);
	if (host.len == 0 || !host_matches(slice_sub(want, 0, slash), host))
		return false;
	rest = slice_from(url, (size_t)(host.s - url.s) + host.len);
	return slice_starts(slice_from(rest, slice_chr(rest, '/')),
	    slice_from(want, slash));
}
