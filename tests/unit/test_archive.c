#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/file.h"
#include "doc/json.h"
#include "load/archive/http.h"
#include "load/archive/input.h"
#include "load/archive/parts.h"
#include "load/archive/warc.h"

#include "pack.h"
#include "test.h"

#define CRLF "\r\n"
#define HTML "Content-Type: text/html; charset=utf-8" CRLF
#define PAGE "<h1>The ferry is late again</h1><p>It left an hour late, and " \
	"nobody on the quay was told why before noon, they said."
#define OK "HTTP/1.1 200 OK" CRLF
#define COUNT(table) (sizeof(table) / sizeof(*(table)))

static char path[] = "/tmp/lede-archive-XXXXXX";

static void
write_file(struct slice x)
{
	int fd = open(path, O_WRONLY | O_TRUNC);

	CHECK(file_write_fd(fd, x, NULL));
	close(fd);
}

static const struct record {
	const char *type, *media, *uri, *block;
	const char *headline;		/* NULL: no document */
} records[] = {
	{ "warcinfo", "application/warc-fields", "", "software: none", NULL },
	{ "request", "", "http://a.example/1", "GET /1 HTTP/1.1" CRLF CRLF, NULL },
	{ "response", "application/http; msgtype=response",
	    "http://a.example/1", OK HTML CRLF PAGE,
	    "The ferry is late again" },
	{ "response", "application/http; msgtype=response",
	    "http://a.example/2", "HTTP/1.1 404 Not Found" CRLF HTML CRLF
	    PAGE, NULL },
	{ "response", "application/http", "http://a.example/3",
	    OK "Content-Type: image/png" CRLF CRLF "\x89PNG", NULL },
	{ "response", "application/http", "<http://a.example/4>",
	    OK HTML "Transfer-Encoding: chunked" CRLF CRLF
	    "f;x=y" CRLF "<h1>In two chun" CRLF "3" CRLF "ks\n" CRLF
	    "0" CRLF CRLF, "In two chunks" },
	{ "conversion", "text/plain", "http://a.example/5",
	    "A page as text\n\nThe harbour was quiet all morning, said the "
	    "man who sells the tickets there.\n", "A page as text" },
	{ "metadata", "application/warc-fields", "", "a: b", NULL },
};

static void
add_record(struct buf *b, const struct record *r)
{
	buf_printf(b, "WARC/1.0" CRLF "WARC-Type: %s" CRLF
	    "WARC-Target-URI: %s" CRLF "Content-Type: %s" CRLF
	    "Content-Length: %zu" CRLF CRLF "%s" CRLF CRLF, r->type, r->uri,
	    r->media, strlen(r->block), r->block);
}

/* per_record: a gzip member each, as crawlers write them. */
static void
make_archive(struct buf *out, bool per_record)
{
	struct buf one = { 0 };
	size_t i;

	for (i = 0; i < COUNT(records); i++) {
		buf_clear(&one);
		add_record(&one, &records[i]);
		if (per_record)
			pack(out, buf_slice(&one));
		else
			buf_add(out, buf_slice(&one));
	}
	buf_free(&one);
}

static void
check_headlines(const char *const *want, size_t n, const char *trouble)
{
	struct err err = { "" };
	struct parts *ps = parts_open(path, &err);
	struct doc *d;
	size_t i;

	for (i = 0; (d = parts_load(ps, NULL)) != NULL; i++) {
		CHECK_STR(d->headline, i < n ? want[i] : "none");
		CHECK_EQ(d->part, i + 1);
		CHECK_STR(slice_z(d->source), path);
		doc_free(d);
	}
	CHECK_EQ(i, n);
	CHECK(parts_several(ps));
	CHECK_EQ(parts_trouble(ps, &err), *trouble != '\0');
	CHECK_STR(slice_z(err.text), trouble);
	parts_close(ps);
}

static const char *const headlines[] = {
	"The ferry is late again", "In two chunks", "A page as text"
};

static void
test_warc(void)
{
	struct buf b = { 0 }, packed = { 0 };

	make_archive(&b, false);
	write_file(buf_slice(&b));
	check_headlines(headlines, 3, "");
	pack(&packed, buf_slice(&b));
	write_file(buf_slice(&packed));
	check_headlines(headlines, 3, "");
	buf_clear(&packed);
	make_archive(&packed, true);
	write_file(buf_slice(&packed));
	check_headlines(headlines, 3, "");
	write_file(slice_sub(buf_slice(&packed), 0, packed.len - 300));
	check_headlines(headlines, 2, "gzip data is cut off, after 2 "
	    "documents");
	buf_clear(&b);
	add_record(&b, &records[0]);
	write_file(buf_slice(&b));
	check_headlines(NULL, 0, "no documents in this archive (1 records of "
	    "other kinds)");
	buf_free(&b);
	buf_free(&packed);
}

/* Each document is found again where its part says. */
static void
test_offsets(void)
{
	struct buf b = { 0 };
	struct part p = { 0 }, again = { 0 };
	struct parts *ps;
	struct input *in;
	size_t passed = 0, n = 0;
	int per_record;

	for (per_record = 0; per_record < 2; per_record++) {
		buf_clear(&b);
		make_archive(&b, per_record);
		write_file(buf_slice(&b));
		ps = parts_open(path, NULL);
		in = input_open(path, NULL);
		for (; parts_next(ps, &p); n++) {
			CHECK(p.offset < b.len && p.length > 0);
			CHECK(input_seek(in, p.offset, NULL));
			CHECK(warc_next(in, &again, &passed));
			CHECK(slice_eq(buf_slice(&p.bytes),
			    buf_slice(&again.bytes)));
		}
		input_close(in);
		parts_close(ps);
	}
	CHECK_EQ(n, 6);
	CHECK_EQ(passed, 0);
	part_free(&p);
	part_free(&again);
	buf_free(&b);
}

/* What stands between records is damage and costs nothing else. */
static void
test_damage(void)
{
	struct buf b = { 0 };

	add_record(&b, &records[2]);
	buf_addz(&b, "no record\nat all\n\nWARC/1.0" CRLF "WARC-Type: "
	    "response" CRLF "Content-Length: none" CRLF CRLF PAGE "\n");
	add_record(&b, &records[5]);
	buf_addz(&b, "WARC/1.1" CRLF "WARC-Type: conversion" CRLF
	    "Content-Type: text/plain" CRLF "Content-Length: "
	    "999999999999999999" CRLF CRLF "A page as text\n\nThe rest is "
	    "missing, as far as anybody can tell from here.");
	write_file(buf_slice(&b));
	check_headlines(headlines, 3, "");
	buf_free(&b);
}

static void
test_http(void)
{
	static const struct {
		const char *message;
		int status;
		const char *type, *charset, *body;
	} table[] = {
		{ OK CRLF "x", 200, "", "", "x" },
		{ "HTTP/2 301\nContent-type:  Text/Html ; Charset=\"UTF-8\" "
		    "\n\n", 301, "Text/Html", "UTF-8", "" },
		{ "hello\n\nx", 0, "", "", "" },
		{ "HTTP/1.1 2O0 OK\n\nx", 0, "", "", "" },
		{ "", 0, "", "", "" },
		{ OK "Transfer-Encoding: chunked" CRLF CRLF "<p>no chunk",
		    200, "", "", "<p>no chunk" },
		{ OK "Transfer-Encoding: chunked" CRLF CRLF "ffff" CRLF "cut",
		    200, "", "", "cut" },
		{ OK "Transfer-Encoding: chunked" CRLF CRLF "1\nx\n2\nyz\n0\n",
		    200, "", "", "xyz" },
	};
	struct buf body = { 0 };
	struct http h;
	size_t i;

	for (i = 0; i < COUNT(table); i++) {
		h = http_read(slice_z(table[i].message), &body);
		CHECK_EQ(h.status, table[i].status);
		CHECK_STR(h.type, table[i].type);
		CHECK_STR(h.charset, table[i].charset);
		CHECK_STR(buf_slice(&body), table[i].body);
	}
	buf_free(&body);
}

/* What is printed is read, and printed the same but for where it was. */
static void
test_jsonl(void)
{
	static const char line[] = "{\"source\":\"a\",\"format\":\"html\","
	    "\"truncated\":false,\"charset\":{\"name\":\"koi8-r\",\"from\":"
	    "\"declared\",\"confidence\":1.0,\"errors\":2},\"url\":null,"
	    "\"language\":\"en\",\"section\":[\"A\",\"B\"],\"headline\":"
	    "\"T\\u0007h\",\"subtitle\":null,\"authors\":[],\"published\":"
	    "\"2017-03-29\",\"updated\":null,\"tags\":[\"x\"],\"images\":[{"
	    "\"url\":\"u\",\"caption\":\"c\",\"credit\":null}],\"body\":[{"
	    "\"kind\":\"heading\",\"level\":2,\"text\":\"H\"},{\"kind\":"
	    "\"image\",\"text\":\"c\"},{\"kind\":\"table\",\"text\":\"a\\tb"
	    "\\n\"}],\"related\":[{\"title\":\"r\",\"url\":null}],"
	    "\"comments\":[{\"id\":\"1\",\"author\":\"J\",\"reply_to\":null,"
	    "\"parent\":1,\"confidence\":0.5,\"evidence\":\"quote\","
	    "\"published\":null,\"score\":-3,\"text\":\"no\",\"absent\":"
	    "false},{\"id\":\"2\",\"author\":null,\"reply_to\":null,"
	    "\"parent\":0,\"confidence\":0.5,\"evidence\":null,\"published\":"
	    "null,\"score\":null,\"text\":\"yes\",\"absent\":true}],"
	    "\"warnings\":[\"w\"]}";
	struct buf b = { 0 }, out = { 0 };
	struct parts *ps;
	struct doc *d;

	buf_printf(&b, "%s\n\n%s\n{\"source\":\n", line, line);
	write_file(buf_slice(&b));
	ps = parts_open(path, NULL);
	d = parts_load(ps, NULL);
	CHECK_STR(d->headline, "Th");
	CHECK_STR(slice_z(d->charset.name), "KOI8-R");
	CHECK_EQ(d->blocks[0].level, 2);
	CHECK_EQ(d->blocks[1].image, 0);
	CHECK_EQ(d->comments[0].score, -3);
	CHECK_EQ(d->comments[1].score, SCORE_NONE);
	/* They answer each other: one of them cannot. */
	CHECK_EQ(d->comments[0].parent, 1);
	CHECK_EQ(d->comments[1].parent, -1);
	json_doc(&out, d);
	CHECK(slice_find(buf_slice(&out), SLICE("\"evidence\":\"quote\"")) !=
	    SLICE_NONE);
	doc_free(d);
	doc_free(parts_load(ps, NULL));
	d = parts_load(ps, NULL);
	CHECK_EQ(d->part, 3);
	CHECK_STR(d->warnings.at[0], "this line is not JSON");
	doc_free(d);
	CHECK(parts_load(ps, NULL) == NULL);
	parts_close(ps);
	buf_free(&b);
	buf_free(&out);
}

/* A file that is one document is its own part, once. */
static void
test_single(void)
{
	struct part p = { 0 };
	struct parts *ps;
	struct doc *d;

	write_file(SLICE(PAGE));
	ps = parts_open(path, NULL);
	CHECK(!parts_several(ps));
	d = parts_load(ps, NULL);
	CHECK_EQ(d->part, 0);
	doc_free(d);
	CHECK(parts_load(ps, NULL) == NULL);
	parts_close(ps);
	ps = parts_open(path, NULL);
	CHECK(parts_next(ps, &p));
	CHECK_STR(buf_slice(&p.bytes), PAGE);
	CHECK(!parts_next(ps, &p));
	part_free(&p);
	parts_close(ps);
}

int
main(void)
{
	close(mkstemp(path));
	test_warc();
	test_offsets();
	test_damage();
	test_http();
	test_jsonl();
	test_single();
	unlink(path);
	return test_done("archive");
}
