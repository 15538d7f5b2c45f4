#include "load/html/url.h"

struct url {			/* RFC 3986, section 3; NULL s: absent */
	struct slice scheme, authority, path, query, fragment;
};

struct slice
url_scheme(struct slice x)
{
	size_t i;

	for (i = 0; i < x.len; i++)
		if (x.s[i] == ':' && i > 0)
			return slice_sub(x, 0, i);
		else if (!ascii_alpha(x.s[i]) && (i == 0 ||
		    (!ascii_digit(x.s[i]) && !strchr("+-.", x.s[i]))))
			break;
	return (struct slice){ "", 0 };
}

static struct url
url_split(struct slice x)
{
	struct url u = { 0 };
	size_t at;

	u.scheme = url_scheme(x);
	if (u.scheme.len)
		x = slice_from(x, u.scheme.len + 1);
	if ((at = slice_chr(x, '#')) != SLICE_NONE) {
		u.fragment = slice_from(x, at);
		x.len = at;
	}
	if ((at = slice_chr(x, '?')) != SLICE_NONE) {
		u.query = slice_from(x, at);
		x.len = at;
	}
	if (slice_starts(x, SLICE("//"))) {
		at = slice_chr(slice_from(x, 2), '/');
		u.authority = slice_sub(x, 0, at == SLICE_NONE ? x.len :
		    at + 2);
		x = slice_from(x, u.authority.len);
	}
	u.path = x;
	return u;
}

struct slice
url_host(struct slice x)
{
	struct slice host = slice_from(url_split(x).authority, 2);
	size_t at;

	if ((at = slice_chr(host, '@')) != SLICE_NONE)
		host = slice_from(host, at + 1);
	if ((at = slice_chr(host, ':')) != SLICE_NONE)
		host.len = at;
	return host;
}

/* Section 5.2.4: adds path to out with "." and ".." worked in.  What lies
 * before `floor` in out is not touched. */
static void
add_path(struct buf *out, struct slice path)
{
	size_t floor = out->len;
	struct slice seg;

	if (path.len && *path.s == '/')
		path = slice_from(path, 1);
	while (slice_cut(&path, '/', &seg)) {
		bool last = path.s == NULL;

		if (slice_eq(seg, SLICE("..")))
			while (out->len > floor && out->s[--out->len] != '/')
				;
		else if (!slice_eq(seg, SLICE("."))) {
			buf_addc(out, '/');
			buf_add(out, seg);
			continue;
		}
		if (last)
			buf_addc(out, '/');
	}
}

/* Section 5.2.3. */
static void
merge_path(struct buf *out, const struct url *base, struct slice path)
{
	struct buf whole = { 0 };
	size_t n = base->path.len;

	while (n > 0 && base->path.s[n - 1] != '/')
		n--;
	buf_add(&whole, slice_sub(base->path, 0, n));
	buf_add(&whole, path);
	add_path(out, buf_slice(&whole));
	buf_free(&whole);
}

static void
add_relative(struct buf *out, const struct url *base, const struct url *ref)
{
	buf_add(out, base->scheme);
	buf_addc(out, ':');
	if (ref->authority.s) {
		buf_add(out, ref->authority);
		buf_add(out, ref->path);
		buf_add(out, ref->query);
		return;
	}
	buf_add(out, base->authority);
	if (ref->path.len == 0)
		buf_add(out, base->path);
	else if (*ref->path.s == '/')
		add_path(out, ref->path);
	else
		merge_path(out, base, ref->path);
	buf_add(out, ref->query.s || ref->path.len ? ref->query :
	    base->query);
}

void
url_resolve(struct buf *out, struct slice base, struct slice x)
{
	struct url b, ref;

	x = slice_trim(x);
	ref = url_split(x);
	b = url_split(slice_trim(base));
	if (ref.scheme.len || b.scheme.len == 0) {
		buf_add(out, x);
		return;
	}
	add_relative(out, &b, &ref);
	buf_add(out, ref.fragment);
}

bool
url_is_root(struct slice url)
{
	size_t at = slice_find(url, SLICE("://"));

	if (at != SLICE_NONE)
		url = slice_from(url, at + 3);
	at = slice_chr(url, '/');
	return at == SLICE_NONE || at + 1 >= url.len;
}
