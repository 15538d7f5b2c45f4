#include "view/meta.h"
#include "view/print.h"
#include "view/said.h"
#include "view/tree.h"
#include "view/when.h"

/*
 * A discussion as a mailbox: RFC 4155, RFC 5322, MIME with format=flowed
 * (RFC 3676), so that any mail reader shows it as a thread and wraps its
 * text.  What has no address gets one below "invalid", which leads nowhere
 * (RFC 2606).
 */

#define LINE 72				/* characters of a flowed line */
#define LINE_MAX_BYTES 990		/* RFC 5322 section 2.1.1: 998 */
#define WORD_BYTES 45			/* in an encoded word, RFC 2047: 75
					   characters at most */
#define LINE_BYTES 57			/* of base64, RFC 2045: 76 characters */
#define QUOTE_LEVELS 16
#define SIGNATURE_LINES 25		/* related headlines in it */

struct letters {
	struct buf *out;
	const struct doc *d;
	const struct print_mail *how;
	uint64_t hash;			/* of the key */
	struct buf text;		/* of the message in hand */
};

/* ---- header fields ---- */

/* Whether it may stand in a header as it is. */
static bool
is_plain(struct slice x)
{
	size_t i;

	for (i = 0; i < x.len; i++)
		if (x.s[i] < ' ' || x.s[i] > '~')
			return false;
	return slice_find(x, SLICE("=?")) == SLICE_NONE;
}

/* Plain text folded at its blanks; false: a word is too long for that. */
static bool
add_folded(struct buf *out, struct slice x)
{
	size_t start = out->len, line = start;
	struct slice word;

	while ((word = slice_take_word(&x)).len) {
		if (word.len > LINE_MAX_BYTES / 2) {
			out->len = start;
			return false;
		}
		if (out->len > line && out->len + word.len - line > LINE) {
			buf_addz(out, "\n ");
			line = out->len;
		} else if (out->len > start)
			buf_addc(out, ' ');
		buf_add(out, word);
	}
	return true;
}

/* Encoded words, cut between characters. */
static void
add_encoded(struct buf *out, struct slice x)
{
	size_t n;

	while (x.len) {
		n = x.len < WORD_BYTES ? x.len : WORD_BYTES;
		while (n < x.len && n > 1 &&
		    ((unsigned char)x.s[n] & 0xC0) == 0x80)
			n--;
		buf_addz(out, "=?UTF-8?B?");
		buf_base64(out, slice_sub(x, 0, n));
		buf_addz(out, "?=");
		x = slice_from(x, n);
		if (x.len)
			buf_addz(out, "\n ");
	}
}

static void
add_words(struct buf *out, struct slice x)
{
	if (!is_plain(x) || !add_folded(out, x))
		add_encoded(out, x);
}

/* A display name: what are no words of letters is encoded. */
static void
add_name(struct buf *out, struct slice x)
{
	size_t i;

	for (i = 0; i < x.len && (ascii_alpha(x.s[i]) ||
	    ascii_digit(x.s[i]) || x.s[i] == ' ' || x.s[i] == '-'); i++)
		;
	if (i < x.len || !add_folded(out, x))
		add_encoded(out, x);
}

static void
add_from(struct buf *out, const struct slice *names, size_t n)
{
	struct buf all = { 0 };
	size_t i;

	for (i = 0; i < n; i++) {
		buf_addz(&all, i ? ", " : "");
		buf_add(&all, names[i]);
	}
	buf_addz(out, "From: ");
	if (all.len) {
		add_name(out, buf_slice(&all));
		buf_printf(out, "\n <%016llx@lede.invalid>\n",
		    (unsigned long long)slice_hash(buf_slice(&all)));
	} else
		buf_addz(out, "nobody@lede.invalid\n");
	buf_free(&all);
}

/* Where the document says no time, mail must: its article's, or 1970. */
static void
add_date(struct letters *l, struct slice iso)
{
	buf_addz(l->out, "Date: ");
	if (!when_format_mail(l->out, iso) &&
	    !when_format_mail(l->out, l->d->published))
		buf_addz(l->out, "Thu, 1 Jan 1970 00:00:00 -0000");
	buf_addc(l->out, '\n');
}

static void
add_root(struct letters *l)
{
	buf_printf(l->out, "<%016llx@lede.invalid>",
	    (unsigned long long)l->hash);
}

/* "local@domain" of printable ASCII: what was mail keeps its own id. */
static bool
is_message_id(struct slice x)
{
	size_t i, at = slice_chr(x, '@');

	if (at == SLICE_NONE || at == 0 || at + 1 == x.len || x.len > 250 ||
	    slice_chr(slice_from(x, at + 1), '@') != SLICE_NONE)
		return false;
	for (i = 0; i < x.len; i++)
		if (x.s[i] <= ' ' || x.s[i] > '~' || x.s[i] == '<' ||
		    x.s[i] == '>')
			return false;
	return true;
}

static void
add_id(struct letters *l, size_t comment)
{
	struct slice id = l->d->comments[comment].id;

	if (is_message_id(id))
		buf_printf(l->out, "<%.*s>", SLICE_FMT(id));
	else
		buf_printf(l->out, "<%016llx.%zu@lede.invalid>",
		    (unsigned long long)l->hash, comment + 1);
}

/* ---- text ---- */

/* Soft line breaks at blanks; each line after its marks of quotation, and
 * stuffed where it could be taken for something else. */
static void
add_flowed(struct buf *out, struct slice x, int depth)
{
	size_t n, cells, cut;

	while (x.len && slice_ends(x, SLICE(" ")))
		x.len--;
	do {
		for (n = cells = cut = 0; n < x.len && (cells < LINE ||
		    cut == 0); n++) {
			cells += ((unsigned char)x.s[n] & 0xC0) != 0x80;
			if (x.s[n] == ' ')
				cut = n + 1;
		}
		if (n < x.len && cut)
			n = cut;
		buf_fill(out, '>', (size_t)depth);
		if (depth || slice_starts(x, SLICE(" ")) ||
		    slice_starts(x, SLICE(">")) ||
		    slice_starts(x, SLICE("From ")) ||
		    (x.len <= 3 && slice_starts(x, SLICE("--"))))
			buf_addc(out, ' ');
		buf_add(out, slice_sub(x, 0, n));
		buf_addc(out, '\n');
		x = slice_from(x, n);
	} while (x.len);
}

static void
add_lines(struct buf *out, struct slice x, const char *first, int depth)
{
	struct buf b = { 0 };
	struct slice line;
	int deeper;

	buf_addz(&b, first);
	while (slice_cut(&x, '\n', &line)) {
		deeper = depth ? 0 : said_depth(&line, QUOTE_LEVELS);
		buf_add(&b, line);
		add_flowed(out, buf_slice(&b), depth + deeper);
		buf_clear(&b);
	}
	buf_free(&b);
}

static void
add_block(struct buf *out, const struct doc *d, const struct block *b)
{
	struct buf first = { 0 };
	const struct image *im = doc_block_image(d, b);

	if (b->kind == BLOCK_LIST_ITEM && b->number > 0)
		buf_printf(&first, "%d. ", b->number);
	else if (b->kind == BLOCK_LIST_ITEM)
		buf_addz(&first, "- ");
	if (im)
		meta_image(&first, im);
	if (first.len || (im == NULL && b->text.len)) {
		add_lines(out, im ? SLICE("") : b->text, buf_z(&first),
		    b->kind == BLOCK_QUOTE);
		buf_addc(out, '\n');
	}
	buf_free(&first);
}

/* What follows the article stands where a signature does: it is no text. */
static void
add_signature(struct letters *l)
{
	const struct doc *d = l->d;
	struct buf *b = &l->text;
	size_t i;

	if (d->url.len == 0 && d->nrelated == 0)
		return;
	buf_addz(b, "-- \n");
	if (d->url.len)
		add_flowed(b, d->url, 0);
	for (i = 0; i < d->nrelated && i < SIGNATURE_LINES; i++)
		add_lines(b, d->related[i].title, "* ", 0);
}

static void
make_article(struct letters *l)
{
	const struct doc *d = l->d;
	size_t i;

	buf_clear(&l->text);
	for (i = 0; i < d->nblocks && !doc_is_subtitle(d, &d->blocks[i]);
	    i++)
		;
	if (d->subtitle.len && i == d->nblocks) {
		add_lines(&l->text, d->subtitle, "", 0);
		buf_addc(&l->text, '\n');
	}
	for (i = 0; i < d->nblocks; i++)
		add_block(&l->text, d, &d->blocks[i]);
	add_signature(l);
}

static bool
has_long_line(struct slice x)
{
	struct slice line;

	while (slice_cut(&x, '\n', &line))
		if (line.len > LINE_MAX_BYTES)
			return true;
	return false;
}

/* Lines that begin with "From " are stuffed, so that none needs a ">". */
static void
add_text(struct letters *l)
{
	struct slice text = buf_slice(&l->text);
	bool packed = has_long_line(text);

	buf_printf(l->out, "MIME-Version: 1.0\n"
	    "Content-Type: text/plain; charset=utf-8; format=flowed\n"
	    "Content-Transfer-Encoding: %s\n\n", packed ? "base64" : "8bit");
	for (; packed && text.len; text = slice_from(text, LINE_BYTES)) {
		buf_base64(l->out, slice_sub(text, 0, LINE_BYTES));
		buf_addc(l->out, '\n');
	}
	buf_add(l->out, text);
	buf_addc(l->out, '\n');
}

/* ---- messages ---- */

static void
begin_message(struct letters *l, struct slice iso)
{
	buf_addz(l->out, "From nobody@lede.invalid ");
	when_format_mbox(l->out, when_seconds(iso) == INT64_MIN ?
	    l->d->published : iso);
	buf_addc(l->out, '\n');
}

/* As mail readers keep it in a mailbox. */
static void
add_status(struct letters *l)
{
	if (l->how->read)
		buf_addz(l->out, "Status: RO\n");
	if (l->how->starred)
		buf_addz(l->out, "X-Status: F\n");
}

static void
add_list(struct buf *out, const char *name, const struct slices *list)
{
	size_t i, line = out->len;

	for (i = 0; i < list->n; i++) {
		buf_addz(out, i ? "," : name);
		if (i && out->len + list->at[i].len - line > LINE) {
			buf_addc(out, '\n');
			line = out->len;
		}
		buf_addz(out, i ? " " : "");
		add_words(out, list->at[i]);
	}
	if (list->n)
		buf_addc(out, '\n');
}

static void
add_subject(struct letters *l, const char *before)
{
	buf_printf(l->out, "Subject: %s", before);
	add_words(l->out, l->d->headline.len ? l->d->headline :
	    SLICE("(no headline)"));
	buf_addc(l->out, '\n');
}

static void
add_article(struct letters *l)
{
	const struct doc *d = l->d;

	begin_message(l, d->published);
	add_from(l->out, d->authors.at, d->authors.n);
	add_subject(l, "");
	add_date(l, d->published);
	buf_addz(l->out, "Message-ID: ");
	add_root(l);
	buf_addc(l->out, '\n');
	add_list(l->out, "Keywords: ", &d->tags);
	add_list(l->out, "X-Label: ", &d->section);
	if (d->url.len && is_plain(d->url) && d->url.len < LINE_MAX_BYTES &&
	    slice_chr(d->url, ' ') == SLICE_NONE &&
	    slice_chr(d->url, '>') == SLICE_NONE)
		buf_printf(l->out, "Archived-At: <%.*s>\n",
		    SLICE_FMT(d->url));
	add_status(l);
	make_article(l);
	add_text(l);
}

/* The first message and the one answered: that is enough to thread by (RFC
 * 5256), and the way down may be long. */
static void
add_comment(struct letters *l, size_t at)
{
	const struct comment *c = &l->d->comments[at];
	bool linked = c->parent >= 0 && (size_t)c->parent < l->d->ncomments;

	begin_message(l, c->published);
	add_from(l->out, &c->author, c->author.len > 0);
	add_subject(l, "Re: ");
	add_date(l, c->published);
	buf_addz(l->out, "Message-ID: ");
	add_id(l, at);
	buf_addz(l->out, "\nIn-Reply-To: ");
	if (linked)
		add_id(l, (size_t)c->parent);
	else
		add_root(l);
	buf_addz(l->out, "\nReferences: ");
	add_root(l);
	if (linked) {
		buf_addz(l->out, "\n ");
		add_id(l, (size_t)c->parent);
	}
	buf_addc(l->out, '\n');
	add_status(l);
	buf_clear(&l->text);
	add_lines(&l->text, c->text, "", 0);
	add_text(l);
}

/* Stand-ins are messages that are not there: mail readers know how to show
 * what answers them. */
void
print_mbox(struct buf *out, const struct doc *d, const struct print_mail *how)
{
	struct letters l = { .out = out, .d = d, .how = how,
	    .hash = slice_hash(how->key) };
	struct tree *t;
	size_t i, at;

	add_article(&l);
	t = d->ncomments ? tree_new(d, ORDER_PAGE) : NULL;
	for (i = 0; i < d->ncomments; i++) {
		at = tree_comment(t, i);
		if (!d->comments[at].absent)
			add_comment(&l, at);
	}
	tree_free(t);
	buf_free(&l.text);
}
