/*
 * fuzz_archive: the bytes are a file that may hold many documents.  Each is
 * read; numbers count up (0: it is the only one), places lie in the file,
 * what comes out is clean.
 */
#include <unistd.h>

#include "base/file.h"
#include "doc/json.h"
#include "fuzz.h"
#include "load/archive/input.h"
#include "load/archive/jsonl.h"
#include "load/archive/parts.h"
#include "text/clean.h"
#include "text/utf8.h"

#define MOST 2000			/* parts looked at */

static void
check_part(struct part *p, const char *path)
{
	struct buf out = { 0 };
	struct doc *d = part_load(p, path, NULL);
	size_t i;

	MUST(text_is_clean(d->headline));
	for (i = 0; i < d->ncomments; i++)
		MUST(d->comments[i].parent < (int64_t)d->ncomments);
	json_doc(&out, d);
	MUST(utf8_valid(buf_slice(&out)));
	buf_free(&out);
	doc_free(d);
}

/* What a line of an export says of its library may be shown. */
static void
check_kept(const struct part *p)
{
	struct part copy = { .form = PART_JSON, .number = p->number };
	struct jsonl_kept k;
	struct arena a = { 0 };
	size_t i;

	buf_add(&copy.bytes, buf_slice(&p->bytes));
	if (jsonl_kept(&copy, true, &k, &a)) {
		MUST(text_is_clean(k.path) && text_is_clean(k.note));
		MUST(k.saved.n == k.queries.n);
		for (i = 0; i < k.saved.n; i++)
			MUST(text_is_clean(k.saved.at[i]));
		check_part(&copy, "x");
	}
	arena_free(&a);
	part_free(&copy);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	char path[] = "/tmp/lede-fuzz-XXXXXX";
	struct parts *ps;
	struct part p = { 0 };
	size_t n = 0;
	int fd = mkstemp(path);

	MUST(fd >= 0);
	file_write_fd(fd, (struct slice){ (const char *)data, size }, NULL);
	close(fd);
	ps = parts_open(path, NULL);
	unlink(path);
	MUST(ps != NULL);
	while (n < MOST && parts_next(ps, &p)) {
		n++;
		MUST(p.number == 0 ? n == 1 : p.number == n &&
		    parts_several(ps));
		MUST(p.offset == INPUT_NOWHERE || p.offset < size);
		if (p.form == PART_JSON)
			check_kept(&p);
		check_part(&p, path);
	}
	parts_close(ps);
	part_free(&p);
	return 0;
}
