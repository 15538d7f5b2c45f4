#include "app/decode_cmd.h"

#include <errno.h>
#include <stdio.h>
#include <unistd.h>

#include "app/options.h"
#include "app/report.h"
#include "base/file.h"
#include "load/charset/charset.h"
#include "load/charset/repair.h"
#include "load/load.h"
#include "load/unwrap.h"

#define USAGE 2
#define HEAD ((size_t)1 << 20)		/* bytes that the charset is told by */
#define CHUNK ((size_t)128 << 10)	/* bytes read at once; fits a cache */
#define LONG "longer than 256 MiB; the rest was not looked at"
#define LINE_MAX_KEPT ((size_t)1 << 20)	/* of a line that is to be mended */

struct job {
	const char *charset;		/* --charset, known; or NULL */
	bool labels;			/* --labels */
	bool repair;			/* --repair */
	int status;			/* of the command so far */
};

static void
complain(struct job *job, const char *path, const char *why)
{
	report(path, "%s", why);
	job->status = 1;
}

/* False: said why.  One that is cut is used as far as it goes. */
static bool
read_path(struct job *job, const char *path, struct buf *out)
{
	struct err err;
	bool cut = false, ok;

	if (strcmp(path, "-") == 0)
		ok = file_read_fd(STDIN_FILENO, LOAD_MAX_BYTES, out, &cut,
		    &err);
	else if (file_is_dir(path))
		ok = fail(&err, "a folder, not a file");
	else
		ok = file_read(path, LOAD_MAX_BYTES, out, &cut, &err);
	if (!ok)
		complain(job, path, err.text);
	else if (cut)
		complain(job, path, LONG);
	return ok;
}

/* A script gets the very name, a terminal one that is safe to show. */
static void
print_path(const char *path)
{
	struct buf b = { 0 };

	if (isatty(STDOUT_FILENO))
		report_clean(&b, path);
	else
		buf_addz(&b, path);
	fputs(buf_z(&b), stdout);
	buf_free(&b);
}

static void
detect(struct job *job, const char *path)
{
	struct doc *d = doc_new(path);	/* for warnings nobody reads */
	struct buf bytes = { 0 };
	struct charset_info info;

	if (read_path(job, path, &bytes)) {
		unwrap(d, &bytes, LOAD_MAX_UNPACKED);
		charset_decide(buf_slice(&bytes), job->charset, &info);
		print_path(path);
		printf("\t%s\t%s\t%.2f\n", info.name,
		    charset_from_name(info.from), info.confidence);
	}
	buf_free(&bytes);
	doc_free(d);
}

/* A document on its way through; memory does not grow with it. */
struct stream {
	int fd;
	struct buf in, text;		/* not yet decoded; not yet written */
	bool end;			/* of what fd gives */
	bool closed;			/* nothing can be written any more */
};

/* Reads until `in` holds want bytes or there are no more. */
static bool
stream_fill(struct stream *s, size_t want, struct err *err)
{
	ssize_t n;

	while (!s->end && s->in.len < want) {
		n = read(s->fd, buf_reserve(&s->in, want - s->in.len),
		    want - s->in.len);
		if (n > 0)
			s->in.len += (size_t)n;
		else if (n == 0)
			s->end = true;
		else if (errno != EINTR)
			return fail(err, "%s", strerror(errno));
	}
	return true;
}

static void
stream_take(struct stream *s, size_t n)
{
	s->in.len -= n;
	memmove(s->in.s, s->in.s + n, s->in.len);
}

static void
write_text(struct job *job, struct stream *s, struct slice text)
{
	struct err err;

	if (s->closed || file_write_fd(STDOUT_FILENO, text, &err))
		return;
	s->closed = true;
	complain(job, "standard output", err.text);
}

/* What of the text can be mended by itself: whole lines. */
static size_t
mendable(const struct stream *s)
{
	size_t n = s->text.len;

	while (n > 0 && !s->end && s->text.s[n - 1] != '\n')
		n--;
	return n == 0 && s->text.len > LINE_MAX_KEPT ? s->text.len : n;
}

static void
write_mended(struct job *job, struct stream *s)
{
	struct buf out = { 0 };
	size_t n = mendable(s);
	struct slice text = slice_sub(buf_slice(&s->text), 0, n);

	write_text(job, s, text_repair(text, &out) ? buf_slice(&out) : text);
	s->text.len -= n;
	memmove(s->text.s, s->text.s + n, s->text.len);
	buf_free(&out);
}

static void
write_chunk(struct job *job, struct stream *s, struct decoder *d)
{
	size_t n = job->repair ? 0 : decoder_pass(d, buf_slice(&s->in));

	if (n) {
		write_text(job, s, slice_sub(buf_slice(&s->in), 0, n));
		stream_take(s, n);
	}
	stream_take(s, decoder_push(d, buf_slice(&s->in), s->end, &s->text));
	if (job->repair) {
		write_mended(job, s);
	} else {
		write_text(job, s, buf_slice(&s->text));
		buf_clear(&s->text);
	}
}

/* False: err says why. */
static bool
decode_stream(struct job *job, struct stream *s, struct err *err)
{
	struct charset_info info;
	struct decoder *d;
	bool ok = stream_fill(s, HEAD, err);

	if (!ok)
		return false;
	d = decoder_new(charset_decide(buf_slice(&s->in), job->charset,
	    &info));
	do {
		write_chunk(job, s, d);
		if (s->end)
			break;
		ok = stream_fill(s, s->in.len + CHUNK, err);
	} while (ok && !s->closed);
	decoder_free(d);
	return ok;
}

static void
decode(struct job *job, const char *path)
{
	struct err err;
	struct stream s = { .fd = file_open(path, &err) };

	if (s.fd < 0 || !decode_stream(job, &s, &err))
		complain(job, path, err.text);
	if (s.fd > STDIN_FILENO)
		close(s.fd);
	buf_free(&s.in);
	buf_free(&s.text);
}

static void
print_label(void *ctx, const char *label, const char *name)
{
	(void)ctx;
	printf("%s\t%s\n", label, name);
}

enum { OPT_CHARSET, OPT_LABELS, OPT_REPAIR, OPT_NO_REPAIR };

static const struct option_spec decode_options[] = {
	[OPT_CHARSET] = { "charset", 0, true },
	[OPT_LABELS] = { "labels", 0, false },
	[OPT_REPAIR] = { "repair", 0, false },
	[OPT_NO_REPAIR] = { "no-repair", 0, false }, { NULL, 0, false }
};

static const struct option_spec detect_options[] = {
	[OPT_CHARSET] = { "charset", 0, true }, { NULL, 0, false }
};

/*
 * The paths are moved together to argv[1] and on; their number, or -1 after
 * wrong usage, which was told.
 */
static int
read_options(struct job *job, const struct option_spec *table, char **argv)
{
	struct options o;
	const char *value;
	int i, n = 0;

	options_start(&o, table, argv[0], argv);
	while ((i = options_next(&o, &value)) != OPTIONS_END) {
		if (i == OPTIONS_WRONG)
			return -1;
		if (i == OPTIONS_OPERAND)
			argv[++n] = (char *)value;
		else if (i == OPT_LABELS)
			job->labels = true;
		else if (i == OPT_REPAIR || i == OPT_NO_REPAIR)
			job->repair = i == OPT_REPAIR;
		else if (options_charset(argv[0], value))
			job->charset = value;
		else
			return -1;
	}
	return n;
}

static int
finish(struct job *job)
{
	errno = 0;
	if (fflush(stdout) != 0 || ferror(stdout))
		complain(job, "standard output", strerror(errno ? errno :
		    EIO));
	return job->status;
}

int
cmd_detect(int argc, char **argv)
{
	struct job job = { 0 };
	int i, n = read_options(&job, detect_options, argv);

	(void)argc;
	if (n < 0)
		return USAGE;
	if (n == 0)
		return report_usage(argv[0], "name the files to look at");
	for (i = 1; i <= n; i++)
		detect(&job, argv[i]);
	return finish(&job);
}

int
cmd_decode(int argc, char **argv)
{
	struct job job = { 0 };
	int i, n = read_options(&job, decode_options, argv);

	(void)argc;
	if (n < 0)
		return USAGE;
	if (job.labels) {
		encoding_each(print_label, NULL);
		return finish(&job);
	}
	if (n == 0)
		decode(&job, "-");
	for (i = 1; i <= n; i++)
		decode(&job, argv[i]);
	return finish(&job);
}
