#include "load/archive/warc.h"

#include "load/archive/http.h"

#define HEADER_LINES 1000		/* of a record; more are damage */

/* The header of a record, as far as it matters here. */
struct record {
	struct buf type, uri, media;	/* media: its content's type */
	uint64_t length;
	bool has_length;
	bool segment;			/* not the first of a record cut up */
};

bool
warc_sniff(struct slice head)
{
	return slice_starts(head, SLICE("WARC/")) && head.len > 6 &&
	    ascii_digit(head.s[5]) && head.s[6] == '.';
}

static void
record_free(struct record *r)
{
	buf_free(&r->type);
	buf_free(&r->uri);
	buf_free(&r->media);
}

static void
set(struct buf *b, struct slice x)
{
	buf_clear(b);
	buf_add(b, x);
}

/* Decimal digits; false: anything else, or too many. */
static bool
read_length(struct slice x, uint64_t *n)
{
	size_t i;

	for (*n = i = 0; i < x.len && i < 19 && ascii_digit(x.s[i]); i++)
		*n = *n * 10 + (uint64_t)(x.s[i] - '0');
	return i > 0 && i == x.len;
}

static void
take_field(struct record *r, struct slice name, struct slice value)
{
	if (slice_ieq(name, SLICE("warc-type")))
		set(&r->type, value);
	else if (slice_ieq(name, SLICE("content-type")))
		set(&r->media, value);
	else if (slice_ieq(name, SLICE("content-length")))
		r->has_length = read_length(value, &r->length);
	else if (slice_ieq(name, SLICE("warc-segment-number")))
		r->segment = !slice_eq(value, SLICE("1"));
	else if (slice_ieq(name, SLICE("warc-target-uri"))) {
		/* WARC 1.0 has it in angle brackets in its grammar. */
		if (slice_starts(value, SLICE("<")) &&
		    slice_ends(value, SLICE(">")))
			value = slice_sub(value, 1, value.len - 2);
		set(&r->uri, value);
	}
}

/*
 * On to the version line of a record: blank lines end the one before;
 * anything else is damage, passed over up to what looks like a record.
 */
static bool
find_record(struct input *in, uint64_t *offset)
{
	struct slice line;

	do {
		*offset = input_offset(in);
		if (!input_line(in, &line))
			return false;
	} while (!warc_sniff(line));
	return true;
}

/* The header of the next record that has a length.  False: the end. */
static bool
read_header(struct input *in, struct record *r, uint64_t *offset)
{
	struct slice line, name, value;
	int i;

	do {
		buf_clear(&r->type);
		buf_clear(&r->uri);
		buf_clear(&r->media);
		r->has_length = r->segment = false;
		if (!find_record(in, offset))
			return false;
		for (i = 0; i < HEADER_LINES && input_line(in, &line) &&
		    slice_trim(line).len > 0; i++)
			if (http_field(line, &name, &value))
				take_field(r, name, value);
	} while (!r->has_length);
	return true;
}

static bool
is_text(struct slice type)
{
	return type.len == 0 || slice_ieq(type, SLICE("text/html")) ||
	    slice_ieq(type, SLICE("application/xhtml+xml")) ||
	    slice_ieq(type, SLICE("text/plain"));
}

/* What a fetched page was sent with goes, its body stays. */
static bool
take_response(struct part *p)
{
	struct buf body = { 0 };
	struct http h = http_read(buf_slice(&p->bytes), &body);
	bool ok = h.status / 100 == 2 && is_text(h.type) &&
	    !slice_ieq(h.coding, SLICE("br"));

	set(&p->charset, h.charset);
	buf_free(&p->bytes);
	p->bytes = body;
	return ok;
}

/* Whether a record is a document, before its block is read. */
static bool
is_wanted(const struct record *r)
{
	struct slice type = buf_slice(&r->type), media, charset;

	http_type(buf_slice(&r->media), &media, &charset);
	if (r->segment)
		return false;
	if (slice_ieq(type, SLICE("response")))
		return slice_ieq(media, SLICE("application/http"));
	return (slice_ieq(type, SLICE("resource")) ||
	    slice_ieq(type, SLICE("conversion"))) && is_text(media);
}

/* The block of a record that is wanted, as a document. */
static bool
take_block(struct input *in, const struct record *r, struct part *p)
{
	uint64_t n = r->length < LOAD_MAX_BYTES ? r->length : LOAD_MAX_BYTES;
	struct slice media, charset;

	input_read(in, n, &p->bytes);
	input_read(in, r->length - n, NULL);
	p->cut = n < r->length;
	set(&p->url, buf_slice(&r->uri));
	if (slice_ieq(buf_slice(&r->type), SLICE("response")))
		return take_response(p);
	http_type(buf_slice(&r->media), &media, &charset);
	set(&p->charset, charset);
	return true;
}

/* The two empty lines that end a record, so that the next one begins where
 * its member does. */
static void
end_record(struct input *in)
{
	struct slice x = input_peek(in, 4);

	if (slice_starts(x, SLICE("\r\n\r\n")))
		input_read(in, 4, NULL);
	else if (slice_starts(x, SLICE("\n\n")))
		input_read(in, 2, NULL);
}

static void
locate(struct input *in, struct part *p, uint64_t offset)
{
	uint64_t end = input_offset(in);

	p->offset = offset;
	p->length = offset == INPUT_NOWHERE || end == INPUT_NOWHERE ? 0 :
	    end - offset;
}

bool
warc_next(struct input *in, struct part *p, size_t *passed)
{
	struct record r = { 0 };
	uint64_t offset;
	bool found = false;

	while (!found && read_header(in, &r, &offset)) {
		part_clear(p);
		if (is_wanted(&r))
			found = take_block(in, &r, p);
		else
			input_read(in, r.length, NULL);
		end_record(in);
		locate(in, p, offset);
		*passed += !found;
	}
	record_free(&r);
	return found;
}
