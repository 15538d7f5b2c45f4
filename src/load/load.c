#include "load/load.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "load/binary.h"
#include "load/charset/charset.h"
#include "load/format.h"
#include "load/thread.h"
#include "load/unwrap.h"

/*
 * What the document of packed or plain bytes is, if it is binary.  Looks at
 * the start only, so that a disc image, packed or not, costs no more than
 * a page.
 */
static const char *
kind_of(struct slice bytes, const char *charset)
{
	struct doc *d = doc_new("");	/* for warnings nobody reads */
	struct buf head = { 0 };
	const char *kind;

	buf_add(&head, slice_sub(bytes, 0, BINARY_LOOK));
	unwrap(d, &head, BINARY_LOOK);
	kind = binary_kind(buf_slice(&head), charset);
	buf_free(&head);
	doc_free(d);
	return kind;
}

static void
read_text(struct doc *d)
{
	const struct format *f;

	if (slice_trim(d->text).len > 0) {
		f = format_of(d->text);
		d->format = f->name;
		f->parse(d);
		thread_comments(d);
	}
	if (doc_is_empty(d))
		doc_warn(d, "empty document");
}

/* kind: of kind_of(). */
static struct doc *
load(struct buf *bytes, const char *source, const struct load_options *opts,
    const char *kind)
{
	struct doc *d = doc_new(source);

	if (kind) {
		d->charset.from = FROM_DEFAULT;
		doc_warn(d, "this looks like a binary file (%s)", kind);
		buf_free(bytes);
		return d;
	}
	unwrap(d, bytes, LOAD_MAX_UNPACKED);
	charset_normalize(d, bytes, opts ? opts->charset : NULL,
	    opts == NULL || !opts->no_repair);
	read_text(d);
	return d;
}

struct doc *
load_bytes(struct buf *bytes, const char *source,
    const struct load_options *opts)
{
	const char *charset = opts ? opts->charset : NULL;

	return load(bytes, source, opts,
	    kind_of(buf_slice(bytes), charset));
}

/* Up to max bytes more of fd; a pipe gives them in pieces. */
static bool
read_head(int fd, struct buf *out, size_t max, struct err *err)
{
	ssize_t n = 1;

	while (out->len < max && n != 0) {
		n = read(fd, buf_reserve(out, max - out->len),
		    max - out->len);
		if (n > 0)
			out->len += (size_t)n;
		else if (n < 0 && errno != EINTR)
			return fail(err, "%s", strerror(errno));
	}
	return true;
}

/*
 * The bytes of fd; only the first of them where *kind tells that they are
 * binary: a device or a film is never read to its end.
 */
static bool
read_fd(int fd, const char *charset, struct buf *out, const char **kind,
    bool *cut, struct err *err)
{
	struct stat st;

	*cut = false;
	if (fstat(fd, &st) == 0 && S_ISDIR(st.st_mode))
		return fail(err, "is a directory");
	if (!read_head(fd, out, BINARY_LOOK, err))
		return false;
	*kind = kind_of(buf_slice(out), charset);
	if (*kind || out->len < BINARY_LOOK)
		return true;
	return file_read_fd(fd, LOAD_MAX_BYTES - out->len, out, cut, err);
}

static int
open_path(const char *path, struct err *err)
{
	int fd;

	if (strcmp(path, "-") == 0)
		return STDIN_FILENO;
	fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
	if (fd < 0)
		fail(err, "%s", strerror(errno));
	return fd;
}

struct doc *
load_path(const char *path, const struct load_options *opts, struct err *err)
{
	const char *charset = opts ? opts->charset : NULL, *kind = NULL;
	struct buf bytes = { 0 };
	struct doc *d = NULL;
	bool cut;
	int fd = open_path(path, err);

	if (fd < 0)
		return NULL;
	if (read_fd(fd, charset, &bytes, &kind, &cut, err)) {
		d = load(&bytes, path, opts, kind);
		d->truncated |= cut;
		if (cut)
			doc_warn(d, "longer than %zu bytes; cut there",
			    LOAD_MAX_BYTES);
	}
	buf_free(&bytes);
	if (fd != STDIN_FILENO)
		close(fd);
	return d;
}
