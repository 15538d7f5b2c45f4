#include "app/decode_cmd.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/file.h"
#include "load/charset/charset.h"
#include "load/load.h"
#include "load/unwrap.h"

#define USAGE 2

struct job {
	const char *charset;		/* --charset, known; or NULL */
	bool labels;			/* --labels */
	int status;			/* of the command so far */
};

static void
complain(struct job *job, const char *path, const char *why)
{
	fflush(stdout);
	fprintf(stderr, "lede: %s: %s\n", path, why);
	job->status = 1;
}

/* False: said why.  One that is cut is used as far as it goes. */
static bool
read_path(struct job *job, const char *path, struct buf *out)
{
	struct err err;
	bool cut, ok;

	if (strcmp(path, "-") == 0)
		ok = file_read_fd(STDIN_FILENO, LOAD_MAX_BYTES, out, &cut,
		    &err);
	else if (file_is_dir(path))
		ok = fail(&err, "is a directory");
	else
		ok = file_read(path, LOAD_MAX_BYTES, out, &cut, &err);
	if (!ok)
		complain(job, path, err.text);
	else if (cut)
		complain(job, path, "too long; cut");
	return ok;
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
		printf("%s\t%s\t%s\t%.2f\n", path, info.name,
		    charset_from_name(info.from), info.confidence);
	}
	buf_free(&bytes);
	doc_free(d);
}

static void
decode(struct job *job, const char *path)
{
	struct buf bytes = { 0 }, text = { 0 };
	struct charset_info info;
	const struct encoding *e;
	struct err err;

	if (read_path(job, path, &bytes)) {
		e = charset_decide(buf_slice(&bytes), job->charset, &info);
		charset_decode(e, buf_slice(&bytes), &text);
		buf_free(&bytes);
		if (!file_write_fd(STDOUT_FILENO, buf_slice(&text), &err))
			complain(job, "standard output", err.text);
	}
	buf_free(&bytes);
	buf_free(&text);
}

static void
print_label(void *ctx, const char *label, const char *name)
{
	(void)ctx;
	printf("%s\t%s\n", label, name);
}

static int
usage(const char *fmt, const char *what)
{
	fputs("lede: ", stderr);
	fprintf(stderr, fmt, what);
	fputs("\n", stderr);
	return USAGE;
}

static int
set_charset(struct job *job, const char *label)
{
	if (label == NULL)
		return usage("option %s needs a label", "--charset");
	if (encoding_get(slice_z(label)) == NULL)
		return usage("unknown charset label \"%s\"", label);
	job->charset = label;
	return 0;
}

/* The option argv[*at], which moves past its argument; 0 or USAGE. */
static int
read_option(struct job *job, char **argv, int *at)
{
	const char *x = argv[*at];

	if (strcmp(x, "--charset") == 0)
		return set_charset(job, argv[++*at]);
	if (strncmp(x, "--charset=", 10) == 0)
		return set_charset(job, x + 10);
	if (strcmp(x, "--labels") == 0 && strcmp(argv[0], "decode") == 0) {
		job->labels = true;
		return 0;
	}
	return usage("unknown option %s", x);
}

/*
 * Options may stand between paths; "--" ends them.  The paths are moved
 * together to argv[1] and on; their number, or -1 after wrong usage.
 */
static int
read_options(struct job *job, int argc, char **argv)
{
	int i, n = 0;
	bool options = true;

	for (i = 1; i < argc; i++) {
		if (!options || argv[i][0] != '-' || argv[i][1] == '\0')
			argv[++n] = argv[i];
		else if (strcmp(argv[i], "--") == 0)
			options = false;
		else if (read_option(job, argv, &i) != 0)
			return -1;
	}
	return n;
}

static int
finish(struct job *job)
{
	if (fflush(stdout) != 0 || ferror(stdout))
		complain(job, "standard output", "could not be written");
	return job->status;
}

int
cmd_detect(int argc, char **argv)
{
	struct job job = { 0 };
	int i, n = read_options(&job, argc, argv);

	if (n < 0)
		return USAGE;
	if (n == 0)
		return usage("%s needs a path", argv[0]);
	for (i = 1; i <= n; i++)
		detect(&job, argv[i]);
	return finish(&job);
}

int
cmd_decode(int argc, char **argv)
{
	struct job job = { 0 };
	int i, n = read_options(&job, argc, argv);

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
