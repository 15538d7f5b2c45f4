#include "app/decode_cmd.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "app/options.h"
#include "app/report.h"
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
		ok = fail(&err, "is a directory");
	else
		ok = file_read(path, LOAD_MAX_BYTES, out, &cut, &err);
	if (!ok)
		complain(job, path, err.text);
	else if (cut)
		complain(job, path, "too long; cut");
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

enum { OPT_CHARSET, OPT_LABELS };

static const struct option_spec decode_options[] = {
	[OPT_CHARSET] = { "charset", 0, true },
	[OPT_LABELS] = { "labels", 0, false }, { NULL, 0, false }
};

static const struct option_spec detect_options[] = {
	[OPT_CHARSET] = { "charset", 0, true }, { NULL, 0, false }
};

static bool
set_charset(struct job *job, const char *command, const char *label)
{
	if (encoding_get(slice_z(label)) == NULL) {
		report_usage(command, "unknown charset label \"%s\"", label);
		return false;
	}
	job->charset = label;
	return true;
}

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
		else if (!set_charset(job, argv[0], value))
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
	int i, n = read_options(&job, detect_options, argv);

	(void)argc;
	if (n < 0)
		return USAGE;
	if (n == 0)
		return report_usage(argv[0], "which files?");
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
