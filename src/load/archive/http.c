#include "load/archive/http.h"

#include "load/mail/message.h"

bool
http_field(struct slice line, struct slice *name, struct slice *value)
{
	size_t colon = slice_chr(line, ':');

	if (colon == SLICE_NONE || colon == 0 || ascii_space(*line.s))
		return false;
	*name = slice_trim(slice_sub(line, 0, colon));
	*value = slice_trim(slice_from(line, colon + 1));
	return true;
}

void
http_type(struct slice value, struct slice *type, struct slice *charset)
{
	*type = message_value(value);
	*charset = message_parameter(value, "charset");
}

/* "1a;ext\r\n": the size; false: this is no such line. */
static bool
chunk_size(struct slice line, size_t *size)
{
	size_t i;
	int d;

	line = slice_trim(line);
	for (*size = i = 0; i < line.len && i < 12; i++) {
		d = ascii_hex(line.s[i]);
		if (d < 0)
			break;
		*size = *size * 16 + (size_t)d;
	}
	return i > 0 && (i == line.len || line.s[i] == ';' ||
	    ascii_space(line.s[i]));
}

/* What was stored without its chunks although the header names them, as
 * some crawlers do, stays as it is. */
static void
join_chunks(struct slice x, struct buf *body)
{
	size_t size, end;
	struct slice line;

	while (x.len > 0) {
		end = slice_chr(x, '\n');
		line = slice_sub(x, 0, end);
		if (!chunk_size(line, &size)) {
			buf_add(body, x);
			return;
		}
		if (size == 0 || end == SLICE_NONE)
			return;
		x = slice_from(x, end + 1);
		buf_add(body, slice_sub(x, 0, size));
		x = slice_from(x, size);
		if (slice_starts(x, SLICE("\r\n")))
			x = slice_from(x, 2);
		else if (slice_starts(x, SLICE("\n")))
			x = slice_from(x, 1);
	}
}

/* "HTTP/1.1 200 OK"; 0: no status line. */
static int
status_of(struct slice line)
{
	size_t at = slice_chr(line, ' ');
	int i, status = 0;

	if (!slice_istarts(line, SLICE("HTTP/")) || at == SLICE_NONE)
		return 0;
	line = slice_trim(slice_from(line, at));
	for (i = 0; i < 3; i++) {
		if ((size_t)i >= line.len || !ascii_digit(line.s[i]))
			return 0;
		status = status * 10 + line.s[i] - '0';
	}
	return status;
}

static void
take_field(struct http *h, struct slice name, struct slice value,
    bool *chunked)
{
	if (slice_ieq(name, SLICE("content-type")))
		http_type(value, &h->type, &h->charset);
	else if (slice_ieq(name, SLICE("content-encoding")))
		h->coding = value;
	else if (slice_ieq(name, SLICE("transfer-encoding")))
		*chunked = slice_ifind(value, SLICE("chunked")) != SLICE_NONE;
}

struct http
http_read(struct slice message, struct buf *body)
{
	struct http h = { 0 };
	struct slice line = { NULL, 0 }, name, value;
	bool chunked = false;

	buf_clear(body);
	slice_cut(&message, '\n', &line);
	h.status = status_of(line);
	if (h.status == 0)
		return h;
	while (slice_cut(&message, '\n', &line) &&
	    slice_trim(line).len > 0)
		if (http_field(line, &name, &value))
			take_field(&h, name, value, &chunked);
	if (chunked)
		join_chunks(message, body);
	else
		buf_add(body, message);
	return h;
}
