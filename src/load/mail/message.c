#include "load/mail/message.h"

#define HEAD_MAX ((size_t)256 * 1024)	/* bytes; no header is longer */

static const struct {
	const char *name;
	enum message_field field;
} names[] = {
	{ "message-id", FIELD_ID }, { "references", FIELD_REFERENCES },
	{ "in-reply-to", FIELD_REPLY }, { "subject", FIELD_SUBJECT },
	{ "from", FIELD_FROM }, { "date", FIELD_DATE },
	{ "newsgroups", FIELD_GROUPS }, { "list-id", FIELD_LIST },
	{ "keywords", FIELD_KEYWORDS }, { "archived-at", FIELD_ARCHIVED },
	{ "content-type", FIELD_TYPE },
	{ "content-transfer-encoding", FIELD_CODING },
	{ "content-disposition", FIELD_DISPOSITION },
};

/* The line that *rest begins with, its newline too. */
static struct slice
cut_line(struct slice *rest)
{
	size_t end = slice_chr(*rest, '\n');
	struct slice line = slice_sub(*rest, 0, end == SLICE_NONE ? end :
	    end + 1);

	*rest = slice_from(*rest, line.len);
	return line;
}

/* The colon that ends a field's name (RFC 5322 section 2.2: any printable
 * ASCII but the colon); SLICE_NONE: no field begins here. */
static size_t
name_end(struct slice line)
{
	size_t i = 0;

	while (i < line.len && line.s[i] > ' ' && line.s[i] < 0x7F &&
	    line.s[i] != ':')
		i++;
	return i > 0 && i < line.len && line.s[i] == ':' ? i : SLICE_NONE;
}

/* A field with the lines it is folded over. */
static struct slice
cut_field(struct slice *rest)
{
	struct slice all = *rest;
	size_t n = cut_line(rest).len;

	while (rest->len > 0 && (*rest->s == ' ' || *rest->s == '\t'))
		n += cut_line(rest).len;
	return slice_sub(all, 0, n);
}

static void
take_field(struct message *m, struct slice name, struct slice value)
{
	size_t i;

	for (i = 0; i < sizeof(names) / sizeof(*names); i++)
		if (slice_ieq(name, slice_z(names[i].name))) {
			/* Of several the first one counts. */
			if (m->fields[names[i].field].s == NULL) {
				m->fields[names[i].field] = slice_trim(value);
				m->known++;
			}
			return;
		}
}

/* *whole: the header ended with an empty line or the bytes, and held
 * nothing but fields. */
static struct message
read_header(struct slice bytes, bool *whole)
{
	struct message m = { 0 };
	struct slice rest = bytes, field;
	size_t colon;

	*whole = true;
	if (slice_starts(rest, SLICE("From ")) ||
	    slice_starts(rest, SLICE(">From ")))
		cut_line(&rest);
	while (rest.len > 0 && *rest.s != '\n' &&
	    !slice_starts(rest, SLICE("\r\n")) &&
	    (size_t)(rest.s - bytes.s) < HEAD_MAX) {
		colon = name_end(rest);
		if (colon == SLICE_NONE) {
			*whole = false;
			break;
		}
		field = cut_field(&rest);
		take_field(&m, slice_sub(field, 0, colon),
		    slice_from(field, colon + 1));
	}
	if (*whole && rest.len > 0)
		cut_line(&rest);
	m.body = rest;
	return m;
}

struct message
message_read(struct slice bytes)
{
	bool whole;

	return read_header(bytes, &whole);
}

bool
message_sniff(struct slice head)
{
	bool whole;
	struct message m;
	size_t end = slice_find(head, SLICE("\n\n"));

	if (end == SLICE_NONE)
		end = slice_find(head, SLICE("\r\n\r\n"));
	m = read_header(slice_sub(head, 0, end), &whole);
	return whole && m.known >= 3 && m.fields[FIELD_FROM].len > 0 &&
	    (m.fields[FIELD_ID].len > 0 || m.fields[FIELD_DATE].len > 0);
}

bool
message_next_id(struct slice *field, struct slice *id)
{
	size_t open = slice_chr(*field, '<'), end;

	if (open == SLICE_NONE)
		return false;
	*id = slice_from(*field, open + 1);
	end = slice_chr(*id, '>');
	if (end == SLICE_NONE)
		return false;
	*field = slice_from(*id, end + 1);
	*id = slice_trim(slice_sub(*id, 0, end));
	return true;
}

struct slice
message_value(struct slice field)
{
	return slice_trim(slice_sub(field, 0, slice_chr(field, ';')));
}

/* Up to the ';' that ends a parameter; one in quotes does not. */
static size_t
parameter_end(struct slice x)
{
	bool quoted = false;
	size_t i;

	for (i = 0; i < x.len && (quoted || x.s[i] != ';'); i++)
		if (quoted && x.s[i] == '\\')
			i++;
		else if (x.s[i] == '"')
			quoted = !quoted;
	return i < x.len ? i : x.len;
}

struct slice
message_parameter(struct slice field, const char *name)
{
	struct slice x, value;
	size_t eq;

	while ((eq = parameter_end(field)) < field.len) {
		field = slice_from(field, eq + 1);
		x = slice_sub(field, 0, parameter_end(field));
		eq = slice_chr(x, '=');
		if (eq == SLICE_NONE ||
		    !slice_ieq(slice_trim(slice_sub(x, 0, eq)),
		    slice_z(name)))
			continue;
		value = slice_trim(slice_from(x, eq + 1));
		if (value.len > 1 && *value.s == '"' &&
		    slice_ends(value, SLICE("\"")))
			value = slice_sub(value, 1, value.len - 2);
		return value;
	}
	return SLICE("");
}

/* "Re:", "Re[2]:", "AW:" and the like: its length, or 0. */
static size_t
prefix_of(struct slice x)
{
	static const char *const marks[] = {
		"re", "aw", "sv", "antw", "fwd", "fw", "wg", "odp", "vs", "tr",
		"ref", "rif", "rv"
	};
	struct slice mark;
	size_t i, n;

	for (i = 0; i < sizeof(marks) / sizeof(*marks); i++) {
		mark = slice_z(marks[i]);
		if (!slice_istarts(x, mark))
			continue;
		n = mark.len;
		if (n < x.len && x.s[n] == '[') {
			n++;
			while (n < x.len && ascii_digit(x.s[n]))
				n++;
			if (n < x.len && x.s[n] == ']')
				n++;
		}
		if (n < x.len && x.s[n] == ':')
			return n + 1;
	}
	return 0;
}

struct slice
message_base_subject(struct slice subject, bool *reply)
{
	size_t n;

	*reply = false;
	subject = slice_trim(subject);
	while ((n = prefix_of(subject)) > 0) {
		*reply = true;
		subject = slice_trim(slice_from(subject, n));
	}
	return subject;
}
