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
		check_part(&p, path);
	}
	parts_close(ps);
	part_free(&p);
	return 0;
}
