#include "load/mail/mime.h"

#include <stdlib.h>

#include "base/mem.h"
#include "load/charset/charset.h"
#include "load/html/whole.h"
#include "load/mail/word.h"
#include "text/clean.h"

struct leaf {				/* a part that is text */
	struct message part;
	size_t group;			/* of alternatives; 0: none */
	bool html;
};

struct level {				/* a multipart that is open */
	struct slice boundary;
	size_t group;			/* its own, if it is alternatives */
};

struct walk {
	struct level levels[MIME_MAX_DEPTH];
	size_t depth;
	struct leaf leaves[MIME_MAX_LEAVES];
	size_t nleaves, groups, attached;
	const char *start;		/* of the part in hand */
	bool open;			/* there is one */
};

/* HTML is dropped where its alternative is plain text, and takes the place
 * of nothing. */
static void
add_leaf(struct walk *w, const struct message *m, size_t group, bool html)
{
	size_t i;

	if (w->nleaves == MIME_MAX_LEAVES) {
		w->attached++;
		return;
	}
	for (i = 0; group > 0 && i < w->nleaves; i++)
		if (w->leaves[i].group == group) {
			if (w->leaves[i].html && !html)
				w->leaves[i] = (struct leaf){ *m, group,
				    html };
			return;
		}
	w->leaves[w->nleaves++] = (struct leaf){ *m, group, html };
}

/* The innermost set of alternatives that is open. */
static size_t
group_of(const struct walk *w)
{
	size_t i, group = 0;

	for (i = 0; i < w->depth; i++)
		if (w->levels[i].group > 0)
			group = w->levels[i].group;
	return group;
}

static void
take_part(struct walk *w, const struct message *m)
{
	struct slice type = message_value(m->fields[FIELD_TYPE]);
	struct slice boundary;
	bool html = slice_ieq(type, SLICE("text/html"));

	if (slice_istarts(type, SLICE("multipart/"))) {
		boundary = message_parameter(m->fields[FIELD_TYPE],
		    "boundary");
		if (boundary.len == 0 || w->depth == MIME_MAX_DEPTH)
			return;
		w->levels[w->depth++] = (struct level){ boundary,
		    slice_ieq(type, SLICE("multipart/alternative")) ?
		    ++w->groups : 0 };
		return;
	}
	if (slice_istarts(m->fields[FIELD_DISPOSITION],
	    SLICE("attachment")) || (type.len > 0 && !html &&
	    !slice_istarts(type, SLICE("text/plain")) &&
	    slice_chr(type, '/') != SLICE_NONE)) {
		w->attached++;
		return;
	}
	add_leaf(w, m, group_of(w), html);
}

/* The part in hand ends before `end`. */
static void
end_part(struct walk *w, const char *end)
{
	struct message m;

	if (w->open) {
		m = message_read((struct slice){ w->start,
		    (size_t)(end - w->start) });
		take_part(w, &m);
	}
	w->open = false;
}

/* A line that parts what is open: closes what is within, and what it ends
 * with "--" itself. */
static bool
take_boundary(struct walk *w, struct slice line)
{
	struct slice rest;
	size_t i;

	if (!slice_starts(line, SLICE("--")))
		return false;
	for (i = w->depth; i-- > 0;) {
		rest = slice_from(line, 2);
		if (!slice_starts(rest, w->levels[i].boundary))
			continue;
		rest = slice_trim(slice_from(rest, w->levels[i].boundary.len));
		if (rest.len > 0 && !slice_eq(rest, SLICE("--")))
			continue;
		end_part(w, line.s);
		w->depth = rest.len > 0 ? i : i + 1;
		w->start = line.s + line.len + 1;
		w->open = rest.len == 0;
		return true;
	}
	return false;
}

/* A multipart within is entered when its header has been read: its parts
 * begin at boundaries of its own, further down. */
static void
enter(struct walk *w, struct slice rest)
{
	struct message m = message_read((struct slice){ w->start,
	    (size_t)(rest.s + rest.len - w->start) });

	if (slice_istarts(message_value(m.fields[FIELD_TYPE]),
	    SLICE("multipart/"))) {
		take_part(w, &m);
		w->open = false;
	}
}

static void
walk_body(struct walk *w, struct slice body)
{
	struct slice rest = body, line;

	while (slice_cut(&rest, '\n', &line))
		if (take_boundary(w, line) && w->open && rest.len > 0) {
			w->start = rest.s;
			enter(w, rest);
		}
	end_part(w, body.s + body.len);
}

/* The bytes of a part, its transfer encoding taken off. */
static void
unpack(const struct message *m, struct buf *out)
{
	struct slice coding = message_value(m->fields[FIELD_CODING]);

	if (slice_ieq(coding, SLICE("base64")))
		word_base64(out, m->body);
	else if (slice_ieq(coding, SLICE("quoted-printable")))
		word_quoted(out, m->body, false);
	else
		buf_add(out, m->body);
}

/*
 * A label that can be true is believed: US-ASCII with other bytes in it, or
 * UTF-8 with bad ones, is none.
 */
static void
to_utf8(struct slice bytes, struct slice label, const char *hand,
    struct buf *out, struct charset_info *info)
{
	const struct encoding *e = encoding_get_mail(hand ? slice_z(hand) :
	    label);
	bool ascii = slice_ieq(label, SLICE("us-ascii"));
	struct buf z = { 0 };

	buf_add(&z, label);
	*info = (struct charset_info){ NULL, hand ? FROM_HAND :
	    FROM_TRANSPORT, 1, 0 };
	if (e == NULL || (!hand && encoding_get(label) != NULL))
		e = charset_decide(bytes, e && !ascii ? buf_z(&z) : NULL,
		    info);
	info->name = encoding_name(e);
	info->errors = charset_decode(e, bytes, out);
	buf_free(&z);
}

/* RFC 3676 section 4: quote depth, stuffing, and lines that flow into the
 * next one of the same depth. */
static void
add_flowed(struct buf *out, struct slice text, bool delsp)
{
	struct slice line;
	size_t depth, last = SIZE_MAX;
	bool flows;

	while (slice_cut(&text, '\n', &line)) {
		for (depth = 0; depth < line.len && line.s[depth] == '>';)
			depth++;
		line = slice_from(line, depth);
		if (slice_starts(line, SLICE(" ")))
			line = slice_from(line, 1);
		flows = slice_ends(line, SLICE(" ")) &&
		    !slice_eq(line, SLICE("-- "));
		if (depth != last) {
			if (out->len > 0 && out->s[out->len - 1] != '\n')
				buf_addc(out, '\n');
			buf_fill(out, '>', depth);
			if (depth > 0)
				buf_addc(out, ' ');
		}
		if (flows && delsp)
			line.len--;
		buf_add(out, line);
		if (!flows)
			buf_addc(out, '\n');
		last = flows ? depth : SIZE_MAX;
	}
}

static void
add_html(struct buf *out, struct buf *text)
{
	struct doc *d = doc_new("");
	size_t i;

	doc_own_text(d, text);
	whole_parse(d);
	for (i = 0; i < d->nblocks; i++) {
		if (d->blocks[i].kind == BLOCK_QUOTE)
			buf_add(out, SLICE("> "));
		buf_add(out, d->blocks[i].text);
		buf_add(out, SLICE("\n\n"));
	}
	doc_free(d);
}

static void
add_text(struct buf *out, const struct leaf *l, const char *hand,
    struct charset_info *info)
{
	struct buf bytes = { 0 }, utf8 = { 0 }, clean = { 0 };
	struct slice type = l->part.fields[FIELD_TYPE];

	unpack(&l->part, &bytes);
	to_utf8(buf_slice(&bytes), message_parameter(type, "charset"), hand,
	    &utf8, info);
	text_clean(&clean, buf_slice(&utf8));
	if (out->len > 0)
		buf_addc(out, '\n');
	if (l->html)
		add_html(out, &clean);
	else if (slice_ieq(message_parameter(type, "format"),
	    SLICE("flowed")))
		add_flowed(out, buf_slice(&clean), slice_ieq(
		    message_parameter(type, "delsp"), SLICE("yes")));
	else
		buf_add(out, buf_slice(&clean));
	buf_free(&bytes);
	buf_free(&utf8);
	buf_free(&clean);
}

void
mime_text(const struct message *m, const char *hand, struct buf *out,
    struct charset_info *info, size_t *attached)
{
	struct walk *w = mem_alloc(1, sizeof(*w));
	struct charset_info other;
	size_t i;

	*info = (struct charset_info){ "UTF-8", FROM_DEFAULT, 1, 0 };
	take_part(w, m);
	if (w->depth > 0)
		walk_body(w, m->body);
	for (i = 0; i < w->nleaves; i++)
		add_text(out, &w->leaves[i], hand, i ? &other : info);
	*attached = w->attached;
	free(w);
}
