#include "load/charset/prescan.h"

#include "load/charset/charset.h"

/* What a <meta> says that is read attribute by attribute. */
struct meta {
	struct slice label;
	bool content_type;		/* http-equiv=content-type was there */
	bool from_content;		/* the label needs it */
	bool has_charset, has_content;
};

struct attribute {
	struct slice name, value;
};

/* The value behind a "=", in quotes or not. */
static struct slice
get_value(struct slice *rest)
{
	struct slice x = slice_trim_left(*rest), value;
	size_t n = 0;
	char quote = x.len ? *x.s : '\0';

	if (quote == '"' || quote == '\'') {
		x = slice_from(x, 1);
		n = slice_chr(x, quote);
		value = slice_sub(x, 0, n);
		*rest = slice_from(x, n == SLICE_NONE ? n : n + 1);
		return value;
	}
	while (n < x.len && !ascii_space(x.s[n]) && x.s[n] != '>')
		n++;
	*rest = slice_from(x, n);
	return slice_sub(x, 0, n);
}

/* The attribute that *rest starts with; false at the end of the tag (a ">"
 * that stays) or of the bytes.  "Get an attribute", HTML 13.2.3.2. */
static bool
get_attribute(struct slice *rest, struct attribute *a)
{
	struct slice x = *rest;
	size_t n = 0;

	while (x.len && (ascii_space(*x.s) || *x.s == '/'))
		x = slice_from(x, 1);
	*rest = x;
	if (x.len == 0 || *x.s == '>')
		return false;
	while (n < x.len && !ascii_space(x.s[n]) && x.s[n] != '/' &&
	    x.s[n] != '>' && (x.s[n] != '=' || n == 0))
		n++;
	*a = (struct attribute){ .name = slice_sub(x, 0, n) };
	*rest = slice_trim_left(slice_from(x, n));
	if (rest->len == 0 || *rest->s != '=')
		return true;
	*rest = slice_from(*rest, 1);
	a->value = get_value(rest);
	return true;
}

/* The label in "text/html; charset=LABEL" (HTML 2.5.2); empty: none. */
static struct slice
label_in_content(struct slice x)
{
	const struct slice key = SLICE_INIT("charset");
	size_t at, n;

	for (;;) {
		at = slice_ifind(x, key);
		if (at == SLICE_NONE)
			return (struct slice){ NULL, 0 };
		x = slice_from(x, at + key.len);
		x = slice_trim_left(x);
		if (x.len && *x.s == '=')
			break;
	}
	x = slice_trim(slice_from(x, 1));
	if (x.len && (*x.s == '"' || *x.s == '\'')) {
		n = slice_chr(slice_from(x, 1), *x.s);
		return slice_sub(x, 1, n == SLICE_NONE ? 0 : n);
	}
	for (n = 0; n < x.len && !ascii_space(x.s[n]) && x.s[n] != ';'; n++)
		;
	return slice_sub(x, 0, n);
}

static void
meta_add(struct meta *m, struct attribute a)
{
	struct slice label;

	if (slice_ieq(a.name, SLICE("http-equiv"))) {
		m->content_type |=
		    slice_ieq(a.value, SLICE("content-type"));
	} else if (slice_ieq(a.name, SLICE("charset")) && !m->has_charset) {
		m->has_charset = true;
		m->label = a.value;
		m->from_content = false;
	} else if (slice_ieq(a.name, SLICE("content")) && !m->has_content) {
		m->has_content = true;
		label = label_in_content(a.value);
		if (label.len == 0 || m->has_charset)
			return;
		m->label = label;
		m->from_content = true;
	}
}

/* Text that could be read as far as the label is not UTF-16. */
static const struct encoding *
as_readable(const struct encoding *e)
{
	static const struct { const char *said, *meant; } table[] = {
		{ "UTF-16LE", "UTF-8" }, { "UTF-16BE", "UTF-8" },
		{ "x-user-defined", "windows-1252" }
	};
	size_t i;

	for (i = 0; e && i < sizeof(table) / sizeof(*table); i++)
		if (strcmp(encoding_name(e), table[i].said) == 0)
			e = encoding_get(slice_z(table[i].meant));
	return e;
}

static void
declare(struct declaration *d, struct slice label)
{
	if (label.len == 0)
		return;
	d->encoding = as_readable(encoding_guess(label));
	if (d->encoding)
		d->label = label;
	else if (d->unknown.len == 0)
		d->unknown = label;
}

static void
read_meta(struct declaration *d, struct slice *rest)
{
	struct meta m = { 0 };
	struct attribute a;

	while (get_attribute(rest, &a))
		meta_add(&m, a);
	/* A tag without its end declares nothing. */
	if (rest->len && (!m.from_content || m.content_type))
		declare(d, m.label);
}

/* Past the name and the attributes of the tag at *rest. */
static void
skip_tag(struct slice *rest)
{
	struct attribute a;

	while (rest->len && !ascii_space(*rest->s) && *rest->s != '>')
		*rest = slice_from(*rest, 1);
	while (get_attribute(rest, &a))
		;
}

/* The markup that starts with the "<" at *rest. */
static void
read_markup(struct declaration *d, struct slice *rest)
{
	struct slice x = *rest;
	size_t n;
	char c;

	if (slice_starts(x, SLICE("<!--"))) {
		n = slice_find(slice_from(x, 2), SLICE("-->"));
		*rest = slice_from(x, n == SLICE_NONE ? n : n + 5);
		return;
	}
	c = x.len > 5 ? x.s[5] : '\0';
	if (slice_istarts(x, SLICE("<meta")) && (ascii_space(c) || c == '/')) {
		*rest = slice_from(x, 5);
		read_meta(d, rest);
		return;
	}
	c = x.len > 1 ? x.s[1] : '\0';
	*rest = slice_from(x, 1);
	if (ascii_alpha(c) || (c == '/' && x.len > 2 && ascii_alpha(x.s[2])))
		skip_tag(rest);
	else if (c == '!' || c == '/' || c == '?')
		*rest = slice_from(x, slice_chr(x, '>'));
}

static void
scan_html(struct declaration *d, struct slice x)
{
	while (x.len && d->encoding == NULL) {
		x = slice_from(x, slice_chr(x, '<'));
		if (x.len)
			read_markup(d, &x);
	}
}

/* encoding="..." of <?xml ...?> */
static void
scan_xml(struct declaration *d, struct slice x)
{
	size_t at;
	char quote;

	x = slice_sub(x, 0, slice_chr(x, '>'));
	at = slice_find(x, SLICE("encoding"));
	if (at == SLICE_NONE)
		return;
	x = slice_trim(slice_from(x, at + 8));
	if (x.len == 0 || *x.s != '=')
		return;
	x = slice_trim(slice_from(x, 1));
	quote = x.len ? *x.s : '\0';
	if (quote != '"' && quote != '\'')
		return;
	x = slice_from(x, 1);
	at = slice_chr(x, quote);
	if (at != SLICE_NONE)
		declare(d, slice_sub(x, 0, at));
}

struct declaration
prescan(struct slice bytes)
{
	struct declaration d = { 0 };
	bool xml;

	bytes = slice_trim(slice_sub(bytes, 0, PRESCAN_MAX));
	xml = slice_starts(bytes, SLICE("<?xml"));
	/* In HTML a <meta> outranks the XML declaration; a feed may well
	 * carry a <meta> that speaks of another document. */
	if (xml && slice_ifind(bytes, SLICE("<html")) == SLICE_NONE)
		scan_xml(&d, bytes);
	if (d.encoding == NULL)
		scan_html(&d, bytes);
	if (d.encoding == NULL && xml)
		scan_xml(&d, bytes);
	return d;
}

/* x in lower case without what people put between; at most cap - 1 bytes.
 * False: there is more in x than a label could hold. */
static bool
squeeze(struct slice x, char *out, size_t cap)
{
	size_t i, n = 0;

	for (i = 0; i < x.len; i++) {
		if (slice_chr(SLICE("-_.:= \t"), x.s[i]) != SLICE_NONE)
			continue;
		if (n + 1 == cap ||
		    (!ascii_alpha(x.s[i]) && !ascii_digit(x.s[i])))
			return false;
		out[n++] = ascii_lower(x.s[i]);
	}
	out[n] = '\0';
	return true;
}

/* Without quotes around it and what follows a ";". */
static struct slice
bare_label(struct slice x)
{
	x = slice_trim(slice_sub(x, 0, slice_chr(x, ';')));
	if (x.len > 1 && (*x.s == '"' || *x.s == '\'') &&
	    x.s[x.len - 1] == *x.s)
		x = slice_trim(slice_sub(x, 1, x.len - 2));
	return x;
}

struct search {
	char want[32];
	const char *found;		/* a label */
};

static void
match(void *ctx, const char *label, const char *name)
{
	struct search *s = ctx;
	char squeezed[32];

	(void)name;
	if (s->found == NULL &&
	    squeeze(slice_z(label), squeezed, sizeof(squeezed)) &&
	    strcmp(squeezed, s->want) == 0)
		s->found = label;
}

const struct encoding *
encoding_guess(struct slice label)
{
	static const struct { const char *written, *meant; } heads[] = {
		{ "win1", "windows1" }, { "win874", "windows874" },
		{ "ansi1", "windows1" }, { "8859", "iso8859" },
		{ "charset", "" }, { "", "" }
	};
	const struct encoding *e = encoding_get(label);
	struct search s = { .found = NULL };
	char x[24];
	size_t i = 0;

	if (e || !squeeze(bare_label(label), x, sizeof(x)))
		return e;
	while (!slice_starts(slice_z(x), slice_z(heads[i].written)))
		i++;
	strcpy(s.want, heads[i].meant);
	strcat(s.want, x + strlen(heads[i].written));
	if (*s.want)
		encoding_each(match, &s);
	return s.found ? encoding_get(slice_z(s.found)) : NULL;
}
