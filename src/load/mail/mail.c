#include "load/mail/mail.h"

#include <stdlib.h>

#include "base/mem.h"
#include "load/date.h"
#include "load/mail/mbox.h"
#include "load/mail/mime.h"
#include "load/mail/refs.h"
#include "load/mail/word.h"
#include "load/plain.h"
#include "load/thread.h"

#define SURE_NEAR 0.6f			/* the message between is missing */
#define SIGNATURE_LINES 30		/* a longer one is text */

struct discussion {
	struct doc *d;
	struct message *at;
	size_t n, cap;
	struct refs *refs;
	const char *hand;		/* charset chosen, or NULL */
};

bool
mail_sniff(struct slice head)
{
	struct slice line = slice_sub(head, 0, slice_chr(head, '\n'));

	return message_sniff(head) || (mbox_starts(line, true) &&
	    message_read(head).known > 0);
}

static struct slice
field_text(struct doc *d, struct slice field)
{
	struct buf b = { 0 };
	struct slice x;

	word_decode(&b, field);
	x = doc_line(d, buf_slice(&b));
	buf_free(&b);
	return x;
}

/* Where an address in angle brackets begins, outside of quotes. */
static size_t
angle(struct slice from)
{
	bool quoted = false;
	size_t i;

	for (i = 0; i < from.len; i++) {
		quoted ^= from.s[i] == '"';
		if (from.s[i] == '<' && !quoted)
			return i;
	}
	return SLICE_NONE;
}

/* "Name <address>", "address (Name)" or an address: the name, or what it
 * is at its domain. */
static struct slice
author_of(struct doc *d, struct slice from)
{
	size_t open = angle(from), paren = slice_chr(from, '(');
	struct slice name = from;

	/* A name that leads nowhere (RFC 2606), of nobody. */
	if (slice_eq(from, SLICE("nobody@lede.invalid")))
		return SLICE("");
	if (open != SLICE_NONE)
		name = slice_trim(slice_sub(from, 0, open));
	else if (paren != SLICE_NONE && slice_ends(from, SLICE(")")))
		name = slice_sub(from, paren + 1, from.len - paren - 2);
	if (name.len > 1 && *name.s == '"' && slice_ends(name, SLICE("\"")))
		name = slice_sub(name, 1, name.len - 2);
	if (slice_trim(name).len == 0)
		name = slice_sub(slice_from(from, open + 1), 0,
		    slice_chr(slice_from(from, open + 1), '>'));
	name = field_text(d, name);
	if (slice_chr(name, ' ') == SLICE_NONE)
		name = slice_sub(name, 0, slice_chr(name, '@'));
	return name;
}

static struct slice
date_of(struct doc *d, const struct message *m)
{
	char date[DATE_MAX];

	return date_parse(m->fields[FIELD_DATE], date) ?
	    doc_line(d, slice_z(date)) : SLICE("");
}

/* Without the signature, which "-- " alone on a line parts off (RFC 3676
 * section 4.3). */
static struct slice
without_signature(struct slice text)
{
	struct slice rest = text, line;
	size_t at = SLICE_NONE, lines = 0;

	while (slice_cut(&rest, '\n', &line)) {
		lines++;
		if (slice_eq(line, SLICE("-- ")) ||
		    slice_eq(line, SLICE("--"))) {
			at = (size_t)(line.s - text.s);
			lines = 0;
		}
	}
	return at != SLICE_NONE && lines <= SIGNATURE_LINES ?
	    slice_sub(text, 0, at) : text;
}

/* The text of a message as a document of paragraphs and quotations. */
static size_t
read_body(struct doc *d, const struct message *m, const char *hand)
{
	struct buf text = { 0 }, body = { 0 };
	struct message plain = *m;
	size_t attached;

	mbox_unquote(&body, m->body);
	plain.body = buf_slice(&body);
	mime_text(&plain, hand, &text, &d->charset, &attached);
	text.len = without_signature(buf_slice(&text)).len;
	doc_own_text(d, &text);
	plain_body(d);
	buf_free(&body);
	return attached;
}

static void
add_lines(struct buf *out, const char *mark, struct slice text)
{
	struct slice line;

	while (slice_cut(&text, '\n', &line)) {
		buf_addz(out, mark);
		buf_add(out, line);
		buf_addc(out, '\n');
	}
}

/* Blocks with an empty line between, each line after mark. */
static void
add_blocks(struct buf *out, const struct doc *d, const char *mark,
    void (*add_quote)(struct buf *, struct slice))
{
	const struct block *b;
	size_t i;

	for (i = 0; i < d->nblocks; i++) {
		b = &d->blocks[i];
		if (i > 0)
			add_lines(out, mark, SLICE(""));
		if (b->kind == BLOCK_QUOTE)
			add_quote(out, b->text);
		else if (b->kind == BLOCK_LIST_ITEM)
			buf_printf(out, "%s• ", mark);
		if (b->kind == BLOCK_LIST_ITEM)
			add_lines(out, "", b->text);
		else if (b->kind != BLOCK_QUOTE)
			add_lines(out, mark, b->text);
	}
}

static void
add_inner_quote(struct buf *out, struct slice text)
{
	add_lines(out, "> > ", text);
}

/* What was wrapped where it was written is joined, within one quotation. */
static void
add_quote(struct buf *out, struct slice text)
{
	struct doc *d = doc_new("");
	struct buf own = { 0 };

	buf_add(&own, text);
	doc_own_text(d, &own);
	plain_body(d);
	add_blocks(out, d, "> ", add_inner_quote);
	doc_free(d);
}

/* A comment's text: paragraphs in a line each, an empty line between. */
static struct slice
comment_text(const struct discussion *s, const struct message *m,
    size_t *attached)
{
	struct doc *body = doc_new("");
	struct buf out = { 0 };
	struct slice x;

	*attached += read_body(body, m, s->hand);
	add_blocks(&out, body, "", add_quote);
	x = doc_str(s->d, slice_trim(buf_slice(&out)));
	buf_free(&out);
	doc_free(body);
	return x;
}

static void
add_list(struct doc *d, struct slices *list, struct slice field)
{
	struct slice rest = field_text(d, field), piece;

	while (slice_cut(&rest, ',', &piece))
		if (slice_trim(piece).len > 0)
			doc_add_to(d, list, slice_trim(piece));
}

/* "Name of the list <id>": its name, or its id up to the first dot. */
static void
add_list_name(struct doc *d, struct slice field)
{
	size_t open = slice_chr(field, '<');
	struct slice name = slice_trim(slice_sub(field, 0, open)), id = field;

	if (name.len == 0 && message_next_id(&id, &name))
		name = slice_sub(name, 0, slice_chr(name, '.'));
	name = field_text(d, name);
	if (name.len > 1 && *name.s == '"' && slice_ends(name, SLICE("\"")))
		name = slice_sub(name, 1, name.len - 2);
	if (name.len > 0)
		doc_add_to(d, &d->section, name);
}

static void
read_article(struct discussion *s, const struct message *m, size_t *attached)
{
	struct doc *d = s->d;
	struct slice subject, archived = m->fields[FIELD_ARCHIVED], url;
	bool reply;

	*attached += read_body(d, m, s->hand);
	subject = field_text(d, m->fields[FIELD_SUBJECT]);
	d->headline = message_base_subject(subject, &reply);
	subject = author_of(d, m->fields[FIELD_FROM]);
	if (subject.len > 0)
		doc_add_to(d, &d->authors, subject);
	d->published = date_of(d, m);
	if (message_next_id(&archived, &url))
		d->url = doc_line(d, url);
	add_list(d, &d->section, m->fields[FIELD_GROUPS]);
	if (d->section.n == 0)
		add_list_name(d, m->fields[FIELD_LIST]);
	add_list(d, &d->tags, m->fields[FIELD_KEYWORDS]);
}

/* Message i answers the article or another comment; comments stand in the
 * order of the messages, the article, the first of them, left out. */
static void
add_comment(struct discussion *s, size_t i, size_t *attached)
{
	struct doc *d = s->d;
	struct comment *c = doc_add_comment(d);
	struct slice ids = s->at[i].fields[FIELD_ID], id;
	bool near;
	size_t parent = refs_parent(s->refs, i, &near);

	if (message_next_id(&ids, &id))
		c->id = doc_line(d, id);
	c->author = author_of(d, s->at[i].fields[FIELD_FROM]);
	c->published = date_of(d, &s->at[i]);
	c->text = comment_text(s, &s->at[i], attached);
	c->score = SCORE_NONE;
	c->parent = -1;
	if (parent == REFS_NONE)
		return;
	c->parent = (int32_t)parent - 1;
	c->evidence = EV_ID;
	c->confidence = near ? SURE_NEAR : 1;
}

static void
name_parents(struct doc *d)
{
	struct comment *c;
	size_t i;

	for (i = 0; i < d->ncomments; i++) {
		c = &d->comments[i];
		if (c->parent >= 0)
			c->reply_to = d->comments[c->parent].author;
	}
}

static void
split(struct discussion *s, struct slice box)
{
	struct slice one;

	while (s->n < DOC_MAX_COMMENTS && mbox_next(&box, &one)) {
		s->at = mem_grow(s->at, &s->cap, s->n + 1, sizeof(*s->at));
		s->at[s->n] = message_read(one);
		refs_add(s->refs, &s->at[s->n++]);
	}
	refs_link(s->refs);
}

struct doc *
mail_load(struct part *p, const char *source, const struct load_options *opts)
{
	struct discussion s = { .d = doc_new(source), .refs = refs_new() };
	size_t i, attached = 0;

	s.d->format = "mail";
	s.hand = opts ? opts->hand : NULL;
	split(&s, buf_slice(&p->bytes));
	if (s.n > 0)
		read_article(&s, &s.at[0], &attached);
	for (i = 1; i < s.n; i++)
		add_comment(&s, i, &attached);
	name_parents(s.d);
	thread_comments(s.d);
	if (attached > 0)
		doc_warn(s.d, "%zu attachment%s left out", attached,
		    attached == 1 ? "" : "s");
	if (doc_is_empty(s.d))
		doc_warn(s.d, "empty document");
	refs_free(s.refs);
	free(s.at);
	buf_free(&p->bytes);
	return s.d;
}
