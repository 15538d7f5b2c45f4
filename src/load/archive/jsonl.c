#include "load/archive/jsonl.h"

#include <cjson/cJSON.h>
#include "load/charset/charset.h"
#include "load/mail/word.h"
#include "text/clean.h"

#define EVIDENCES (EV_ORDER + 1)

bool
jsonl_sniff(struct slice head)
{
	struct slice line = slice_sub(head, 0, slice_chr(head, '\n'));

	return slice_starts(line, SLICE("{\"source\":")) &&
	    slice_find(line, SLICE("\"charset\":{")) != SLICE_NONE;
}

bool
jsonl_next(struct input *in, struct part *p)
{
	struct slice piece;
	uint64_t start = input_offset(in), end;

	part_clear(p);
	p->form = PART_JSON;
	do {
		if (slice_trim(buf_slice(&p->bytes)).len == 0) {
			buf_clear(&p->bytes);
			start = input_offset(in);
		}
		if (!input_line(in, &piece))
			break;
		if (p->bytes.len < LOAD_MAX_BYTES)
			buf_add(&p->bytes, piece);
		else
			p->cut = true;
	} while (!slice_ends(piece, SLICE("\n")) ||
	    slice_trim(buf_slice(&p->bytes)).len == 0);
	end = input_offset(in);
	p->offset = start;
	p->length = start == INPUT_NOWHERE || end < start ? 0 : end - start;
	return slice_trim(buf_slice(&p->bytes)).len > 0;
}

static const cJSON *
member(const cJSON *o, const char *name)
{
	return cJSON_GetObjectItemCaseSensitive(o, name);
}

/* The first item of a list; j->next is the one after. */
static const cJSON *
first(const cJSON *o, const char *name)
{
	const cJSON *list = member(o, name);

	return list ? list->child : NULL;
}

static struct slice
text_of(const cJSON *o, const char *name)
{
	return slice_z(cJSON_GetStringValue(member(o, name)));
}

/* A number in a range; otherwise what there is instead. */
static int
int_of(const cJSON *o, const char *name, int min, int max, int instead)
{
	const cJSON *j = member(o, name);

	return cJSON_IsNumber(j) && j->valuedouble >= min &&
	    j->valuedouble <= max ? (int)j->valuedouble : instead;
}

static void
read_strings(struct doc *d, const cJSON *o, const char *name,
    struct slices *list)
{
	const cJSON *j;

	for (j = first(o, name); j; j = j->next)
		if (cJSON_IsString(j))
			doc_add_to(d, list, slice_z(j->valuestring));
}

static void
read_images(struct doc *d, const cJSON *o)
{
	const cJSON *j;
	struct image *im;

	for (j = first(o, "images"); j; j = j->next) {
		im = doc_add_image(d);
		im->url = doc_line(d, text_of(j, "url"));
		im->caption = doc_line(d, text_of(j, "caption"));
		im->credit = doc_line(d, text_of(j, "credit"));
	}
}

static enum block_kind
kind_of(struct slice name)
{
	int i;

	for (i = BLOCK_TABLE; i > BLOCK_PARAGRAPH; i--)
		if (slice_eq(name, slice_z(block_kind_name(
		    (enum block_kind)i))))
			break;
	return (enum block_kind)i;
}

/* Pictures in the text stand in the order of the list of images; one that
 * is none of those is as good as its caption. */
static void
place_image(const struct doc *d, struct block *b, size_t *next)
{
	size_t i;

	for (i = *next; i < d->nimages; i++)
		if (slice_eq(d->images[i].caption, b->text)) {
			b->image = (int)i;
			b->text = SLICE("");
			*next = i + 1;
			return;
		}
	b->kind = BLOCK_PARAGRAPH;
}

static void
read_body(struct doc *d, const cJSON *o)
{
	const cJSON *j;
	struct block *b;
	size_t image = 0;

	for (j = first(o, "body"); j; j = j->next) {
		b = doc_add_block(d, kind_of(text_of(j, "kind")),
		    text_of(j, "text"));
		b->level = int_of(j, "level", 1, 6, 1);
		if (b->kind == BLOCK_IMAGE)
			place_image(d, b, &image);
	}
}

static enum evidence
evidence_of(struct slice name)
{
	int i;

	for (i = EVIDENCES - 1; i > EV_NONE; i--)
		if (slice_eq(name, slice_z(evidence_name((enum evidence)i))))
			break;
	return (enum evidence)i;
}

static void
read_comment(struct doc *d, const cJSON *j)
{
	struct comment *c = doc_add_comment(d);
	const cJSON *sure = member(j, "confidence");

	c->id = doc_line(d, text_of(j, "id"));
	c->author = doc_line(d, text_of(j, "author"));
	c->reply_to = doc_line(d, text_of(j, "reply_to"));
	c->published = doc_line(d, text_of(j, "published"));
	c->text = doc_str(d, text_of(j, "text"));
	c->score = int_of(j, "score", -INT32_MAX, INT32_MAX, SCORE_NONE);
	c->parent = int_of(j, "parent", 0, DOC_MAX_COMMENTS, -1);
	c->evidence = (uint8_t)evidence_of(text_of(j, "evidence"));
	c->absent = cJSON_IsTrue(member(j, "absent"));
	c->confidence = cJSON_IsNumber(sure) && sure->valuedouble >= 0 &&
	    sure->valuedouble <= 1 ? (float)sure->valuedouble : 0;
}

static void
read_comments(struct doc *d, const cJSON *o)
{
	const cJSON *j;

	for (j = first(o, "comments"); j; j = j->next)
		if (cJSON_IsObject(j))
			read_comment(d, j);
	doc_cut_circles(d);
}

static void
read_charset(struct doc *d, const cJSON *o)
{
	const cJSON *j = member(o, "charset"), *sure = member(j, "confidence");
	const struct encoding *e = encoding_get(text_of(j, "name"));
	int i;

	if (e)
		d->charset.name = encoding_name(e);
	for (i = FROM_DEFAULT; i > FROM_BOM; i--)
		if (slice_eq(text_of(j, "from"), slice_z(charset_from_name(
		    (enum charset_from)i))))
			break;
	d->charset.from = (enum charset_from)i;
	d->charset.confidence = cJSON_IsNumber(sure) ? sure->valuedouble : 0;
	d->charset.errors = (size_t)int_of(j, "errors", 0, INT32_MAX, 0);
}

static void
read_doc(struct doc *d, const cJSON *o)
{
	const struct {
		const char *name;
		struct slice *to;
	} lines[] = {
		{ "url", &d->url }, { "language", &d->language },
		{ "headline", &d->headline }, { "subtitle", &d->subtitle },
		{ "published", &d->published }, { "updated", &d->updated }
	};
	const cJSON *j;
	size_t i;

	for (i = 0; i < sizeof(lines) / sizeof(*lines); i++)
		*lines[i].to = doc_line(d, text_of(o, lines[i].name));
	read_charset(d, o);
	read_strings(d, o, "section", &d->section);
	read_strings(d, o, "authors", &d->authors);
	read_strings(d, o, "tags", &d->tags);
	read_images(d, o);
	read_body(d, o);
	for (j = first(o, "related"); j; j = j->next)
		doc_add_related(d, text_of(j, "title"), text_of(j, "url"));
	read_comments(d, o);
	for (j = first(o, "warnings"); j; j = j->next)
		if (cJSON_IsString(j))
			doc_warn(d, "%.500s", j->valuestring);
	d->truncated = cJSON_IsTrue(member(o, "truncated"));
}

/* ---- what a library says beside it ---- */

/* As a string of the arena that may be shown. */
static struct slice
keep(const cJSON *o, const char *name, struct arena *a)
{
	struct slice x = text_of(o, name);
	struct buf b = { 0 };

	if (!text_is_clean(x)) {
		text_clean(&b, x);
		x = buf_slice(&b);
	}
	x = arena_dup(a, x);
	buf_free(&b);
	return x;
}

/* Bytes as text or, where they are none, as base64; false: neither. */
static bool
bytes_of(const cJSON *o, const char *text, const char *packed,
    struct buf *out)
{
	const cJSON *j = member(o, text);

	if (cJSON_IsString(j)) {
		buf_addz(out, j->valuestring);
		return true;
	}
	j = member(o, packed);
	if (cJSON_IsString(j))
		word_base64(out, slice_z(j->valuestring));
	return cJSON_IsString(j);
}

static void
keep_saved(struct jsonl_kept *k, const cJSON *lib, struct arena *a)
{
	const cJSON *j;
	size_t n = 1;

	for (j = first(lib, "saved"); j; j = j->next)
		n++;
	k->saved.at = ARENA_NEW(a, n, struct slice);
	k->queries.at = ARENA_NEW(a, n, struct slice);
	k->saved.cap = k->queries.cap = n;
	for (j = first(lib, "saved"); j; j = j->next) {
		k->saved.at[k->saved.n++] = keep(j, "name", a);
		k->queries.at[k->queries.n++] = keep(j, "query", a);
	}
}

static const char *const forms[] = {
	[PART_PAGE] = "page", [PART_MAIL] = "mail", [PART_JSON] = "json"
};

const char *
jsonl_form(enum part_form form)
{
	return forms[form];
}

static bool
form_of(struct slice name, enum part_form *form)
{
	size_t i;

	for (i = 0; i < sizeof(forms) / sizeof(*forms); i++)
		if (slice_eq(name, slice_z(forms[i]))) {
			*form = (enum part_form)i;
			return true;
		}
	return false;
}

/* The part becomes the source that the line holds.  False: it holds none
 * that can be read. */
static bool
unpack(struct part *p, const cJSON *doc, const cJSON *source)
{
	struct buf bytes = { 0 };
	enum part_form form;

	if (!form_of(text_of(source, "form"), &form) ||
	    !bytes_of(source, "text", "base64", &bytes) || bytes.len == 0) {
		buf_free(&bytes);
		return false;
	}
	buf_free(&p->bytes);
	part_clear(p);
	p->bytes = bytes;
	p->form = form;
	buf_add(&p->charset, text_of(source, "charset"));
	buf_add(&p->url, text_of(source, "url"));
	p->number = (size_t)int_of(doc, "part", 0, INT32_MAX, 0);
	return true;
}

bool
jsonl_kept(struct part *p, bool unwrap, struct jsonl_kept *k,
    struct arena *a)
{
	struct buf state = { 0 };
	const cJSON *lib;
	cJSON *o;

	*k = (struct jsonl_kept){ .read = false };
	/* In a text its quotes would be escaped. */
	if (slice_find(buf_slice(&p->bytes), SLICE("\"library\":")) ==
	    SLICE_NONE)
		return false;
	o = cJSON_ParseWithLength(p->bytes.s, p->bytes.len);
	lib = member(o, "library");
	if (!cJSON_IsObject(lib)) {
		cJSON_Delete(o);
		return false;
	}
	k->added = keep(lib, "added", a);
	k->read = cJSON_IsTrue(member(lib, "read"));
	k->starred = cJSON_IsTrue(member(lib, "starred"));
	k->note = keep(lib, "note", a);
	bytes_of(lib, "state", "state_base64", &state);
	k->state = arena_dup(a, buf_slice(&state));
	keep_saved(k, lib, a);
	k->unwrapped = unwrap && unpack(p, o, member(lib, "source"));
	if (k->unwrapped)
		k->path = keep(o, "source", a);
	buf_free(&state);
	cJSON_Delete(o);
	return true;
}

/* The source of the document where the line holds one, else the line. */
static struct doc *
load_source(struct part *p, const char *source,
    const struct load_options *opts)
{
	struct part in = { .form = PART_JSON };
	struct arena a = { 0 };
	struct jsonl_kept k;
	struct doc *d = NULL;

	in.bytes = p->bytes;
	p->bytes = (struct buf){ 0 };
	jsonl_kept(&in, true, &k, &a);
	arena_free(&a);
	if (in.form != PART_JSON) {
		d = part_load(&in, source, opts);
	} else {
		p->bytes = in.bytes;
		in.bytes = (struct buf){ 0 };
	}
	part_free(&in);
	return d;
}

struct doc *
jsonl_load(struct part *p, const char *source,
    const struct load_options *opts)
{
	struct doc *d = load_source(p, source, opts);
	cJSON *o;

	if (d != NULL)
		return d;
	d = doc_new(source);
	o = cJSON_ParseWithLength(p->bytes.s, p->bytes.len);
	d->format = "json";
	if (cJSON_IsObject(o))
		read_doc(d, o);
	else
		doc_warn(d, "this line is not JSON");
	if (doc_is_empty(d))
		doc_warn(d, "empty document");
	cJSON_Delete(o);
	buf_free(&p->bytes);
	return d;
}
