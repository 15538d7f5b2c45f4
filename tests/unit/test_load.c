#include "load/load.h"

#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "load/archive/input.h"
#include "load/binary.h"
#include "load/format.h"
#include "load/source.h"

#include "test.h"

static struct slice
first_warning(const struct doc *d)
{
	return d->warnings.n ? d->warnings.at[0] : slice_z(NULL);
}

static void
check_bytes(struct slice x, const char *warning, size_t nblocks)
{
	struct buf b = { 0 };
	struct doc *d;

	buf_add(&b, x);
	d = load_bytes(&b, "x", NULL);
	CHECK_STR(first_warning(d), warning);
	CHECK_EQ(d->nblocks, nblocks);
	CHECK_STR(slice_z(d->source), "x");
	CHECK(b.s == NULL);
	doc_free(d);
}

static void
test_bytes(void)
{
	static const struct {
		struct slice bytes;
		const char *warning;
		size_t nblocks;
	} table[] = {
		{ SLICE_INIT(""), "empty document", 0 },
		{ SLICE_INIT(" \n\n"), "empty document", 0 },
		{ SLICE_INIT("Just a line of text."), "", 1 },
		{ SLICE_INIT("caf\xE9 au lait, s'il vous pla\xEEt."), "", 1 },
		{ SLICE_INIT("\xFF\xD8\xFF\xE0 and so on"),
		    "this looks like a binary file (JPEG image)", 0 },
		{ SLICE_INIT("\x7F" "ELF\2\1\1"),
		    "this looks like a binary file (ELF program)", 0 },
		{ SLICE_INIT("PK\3\4\x14\0\0\0"),
		    "this looks like a binary file (ZIP archive)", 0 },
		{ SLICE_INIT("\0\0\0\0\0\0\0\0"),
		    "this looks like a binary file (binary data)", 0 },
	};
	size_t i;

	for (i = 0; i < sizeof(table) / sizeof(*table); i++)
		check_bytes(table[i].bytes, table[i].warning,
		    table[i].nblocks);
}

static void
test_binary(void)
{
	static const struct {
		struct slice head;
		const char *charset, *kind;
	} table[] = {
		{ SLICE_INIT("text"), NULL, "" },
		{ SLICE_INIT("GIF89a is the name of a format."), NULL, "" },
		{ SLICE_INIT("GIF89a\1\0\1\0"), NULL, "GIF image" },
		{ SLICE_INIT("MZ is what it starts with"), NULL, "" },
		{ SLICE_INIT("%PDF-1.4\n"), NULL, "PDF document" },
		{ SLICE_INIT("text\0\0\0\0\0\0\0\0\0\0 and padding, enough"),
		    NULL, "" },
		{ SLICE_INIT("\x1B[1mcolours\x1B[0m and b\bbo\bol\bld"), NULL,
		    "" },
		{ SLICE_INIT("t\0e\0x\0t\0 \0o\0f\0 \0t\0w\0o\0"), NULL, "" },
		{ SLICE_INIT("\x10\4\x11\4\x12\4\x13\4"), "utf-16le", "" },
		{ SLICE_INIT("\x10\4\x11\4\x12\4\x13\4"), NULL,
		    "binary data" },
	};
	size_t i;

	for (i = 0; i < sizeof(table) / sizeof(*table); i++)
		CHECK_STR(slice_z(binary_kind(table[i].head,
		    table[i].charset)), table[i].kind);
}

static struct doc *
load_path(const char *path, struct err *err)
{
	struct input *in = input_open(path, err);
	struct doc *d = in ? load_input(in, path, NULL) : NULL;

	input_close(in);
	return d;
}

static void
check_path(const char *path, const char *warning)
{
	struct err err = { "" };
	struct doc *d = load_path(path, &err);

	CHECK(d != NULL);
	if (d) {
		CHECK_STR(first_warning(d), warning);
		CHECK_STR(slice_z(d->source), path);
	}
	doc_free(d);
}

static void
test_paths(void)
{
	struct err err;

	check_path("/dev/null", "empty document");
	check_path("/dev/zero", "this looks like a binary file (binary data)");
	CHECK(load_path("/", &err) == NULL);
	CHECK_STR(slice_z(err.text), "a folder, not a file");
	CHECK(load_path("/no/such/file", &err) == NULL);
	CHECK_STR(slice_z(err.text), "No such file or directory");
	CHECK(load_path("/no/such/file", NULL) == NULL);
}

/* 2 GB of nothing, and text longer than a look: in one piece. */
static void
test_files(void)
{
	char path[] = "/tmp/lede-test-XXXXXX";
	int fd = mkstemp(path), i;
	struct buf b = { 0 };
	struct err err;
	struct doc *d;

	CHECK(fd >= 0);
	CHECK(ftruncate(fd, (off_t)1 << 31) == 0);
	check_path(path, "this looks like a binary file (binary data)");
	CHECK(ftruncate(fd, 0) == 0);
	for (i = 0; i < 30000; i++)
		buf_printf(&b, "line %d\n", i);
	CHECK(b.len > BINARY_LOOK);
	CHECK(file_write_fd(fd, buf_slice(&b), &err));
	d = load_path(path, &err);
	CHECK(d && slice_eq(d->text, buf_slice(&b)));
	CHECK(d && !d->truncated);
	doc_free(d);
	buf_free(&b);
	close(fd);
	unlink(path);
}

static void
test_charset_option(void)
{
	struct load_options opts = { .charset = "windows-1251" };
	struct buf b = { 0 };
	struct doc *d;

	buf_addz(&b, "\xCF\xF0\xE8\xE2\xE5\xF2");
	d = load_bytes(&b, "x", &opts);
	CHECK_STR(d->text, "Привет");
	CHECK_STR(slice_z(d->charset.name), "windows-1251");
	doc_free(d);
}

/* A mark, a declaration and the transport, all against the reader. */
static void
test_hand(void)
{
	struct load_options opts = {
		.charset = "koi8-r", .hand = "windows-1251"
	};
	struct buf b = { 0 };
	struct doc *d;

	buf_addz(&b, "<meta charset=utf-8>\xCF\xF0\xE8\xE2\xE5\xF2");
	d = load_bytes(&b, "x", &opts);
	CHECK(slice_ends(d->text, SLICE("Привет")));
	CHECK_EQ(d->charset.from, FROM_HAND);
	CHECK_EQ(d->warnings.n, 0);
	doc_free(d);
	buf_addz(&b, "\xEF\xBB\xBF\xCF\xF0\xE8");
	d = load_bytes(&b, "x", &opts);
	CHECK(slice_ends(d->text, SLICE("При")));
	doc_free(d);
}

/* What can be read but once: looks binary, so that its start alone is read;
 * the rest is not lost when a charset makes text of it. */
static void
test_source(void)
{
	static const char han[] = "\x01\x4E\x03\x4E\x02\x4E\x09\x4E";
	struct load_options opts = { .hand = NULL };
	struct source s = { .begun = false };
	char path[] = "/tmp/lede-test-XXXXXX";
	struct buf b = { 0 };
	struct err err;
	struct doc *d;
	int fd = mkstemp(path), i;

	for (i = 0; i < 20000; i++)
		buf_add(&b, SLICE(han));
	CHECK(fd >= 0 && file_write_fd(fd, buf_slice(&b), &err));
	d = source_load(&s, path, &opts, &err);
	unlink(path);
	CHECK_STR(first_warning(d), "this looks like a binary file (binary "
	    "data)");
	CHECK(s.in != NULL);
	doc_free(d);
	opts.hand = "utf-16le";
	d = source_load(&s, path, &opts, &err);
	CHECK_EQ(d->text.len, 20000 * 4 * 3);
	CHECK(s.in == NULL && s.bytes.len == b.len);
	doc_free(d);
	opts.hand = "utf-16be";
	d = source_load(&s, path, &opts, &err);
	CHECK_EQ(d->charset.from, FROM_HAND);
	doc_free(d);
	source_free(&s);
	CHECK(source_load(&s, path, &opts, &err) == NULL);
	buf_free(&b);
	close(fd);
}

static void
test_format(void)
{
	CHECK_STR(slice_z(format_of(slice_z("Words and words."))->name),
	    "text");
	CHECK_STR(slice_z(format_of(slice_z(""))->name), "text");
	CHECK_STR(slice_z(format_of(slice_z("<!DOCTYPE html><html><head>"
	    "<title>x</title></head><body><p>y</p></body></html>"))->name),
	    "html");
}

int
main(void)
{
	test_bytes();
	test_binary();
	test_paths();
	test_files();
	test_charset_option();
	test_hand();
	test_source();
	test_format();
	return test_done("load");
}
