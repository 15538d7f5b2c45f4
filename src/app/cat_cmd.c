#include "app/cat_cmd.h"

#include <errno.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "app/command.h"
#include "app/config.h"
#include "app/explain_text.h"
#include "app/options.h"
#include "app/report.h"
#include "base/file.h"
#include "base/mem.h"
#include "doc/json.h"
#include "load/archive/parts.h"
#include "text/width.h"
#include "view/print.h"

#define WIDTH_PIPE 80			/* cells */
#define WIDTH_TERMINAL_MAX 100
#define WIDTH_MAX 10000
#define KEEP ((size_t)1 << 20)		/* bytes of output kept as room */

enum output { OUT_TEXT, OUT_JSON, OUT_MARKDOWN, OUT_EXPLAIN };

struct cat {
	enum output output;
	size_t width;			/* 0: not said */
	struct load_options load;
	const char *config;		/* --config, or NULL */
	struct buf name;		/* of the path in hand, to be told */
	struct explain explain;
	const char **paths;
	size_t npaths;
	struct buf out;
	size_t ndocs;			/* printed so far */
	size_t found;			/* below the path in hand */
	int status;
	bool closed;			/* nobody reads any more */
};

static const char *const rules[] = {
	[OUT_TEXT] = "\n* * *\n\n", [OUT_JSON] = "",
	[OUT_MARKDOWN] = "\n* * *\n\n", [OUT_EXPLAIN] = "\n"
};

static void
write_out(struct cat *c)
{
	struct err err;

	if (!file_write_fd(STDOUT_FILENO, buf_slice(&c->out), &err)) {
		c->closed = true;
		if (errno != EPIPE)	/* else: the reader had enough */
			report("standard output", "%s", err.text);
		c->status = 1;
	}
	buf_clear(&c->out);
	if (c->out.cap > KEEP)
		buf_free(&c->out);
}

static void
print_doc(struct cat *c, const struct doc *d)
{
	if (c->ndocs++ > 0)
		buf_addz(&c->out, rules[c->output]);
	switch (c->output) {
	case OUT_TEXT:
		print_text(&c->out, d, c->width);
		break;
	case OUT_JSON:
		json_doc(&c->out, d);
		break;
	case OUT_MARKDOWN:
		print_markdown(&c->out, d);
		break;
	case OUT_EXPLAIN:
		explain_print(&c->out, d, &c->explain, c->width);
		explain_free(&c->explain);
		break;
	}
	write_out(c);
}

/* What could not be read; the other paths still are. */
static void
cat_failed(struct cat *c, const char *path, const struct err *err)
{
	report(path, "%s", err->text);
	c->status = 1;
}

/* False: no more documents are wanted. */
static bool
cat_path(void *ctx, const char *path)
{
	struct cat *c = ctx;
	struct err err = { "" };
	struct parts *parts;
	struct doc *d;

	c->found++;
	buf_clear(&c->name);
	report_clean(&c->name, path);
	mem_doing(buf_z(&c->name));
	parts = parts_open(path, &err);
	if (parts == NULL) {
		cat_failed(c, path, &err);
		return true;
	}
	while (!c->closed && (d = parts_load(parts, &c->load)) != NULL) {
		/* Nothing printed, no error: a script's reader wonders. */
		if (doc_is_empty(d) && d->warnings.n)
			report(path, "%.*s", SLICE_FMT(d->warnings.at[0]));
		print_doc(c, d);
		doc_free(d);
	}
	if (!c->closed && parts_trouble(parts, &err))
		cat_failed(c, path, &err);
	parts_close(parts);
	return !c->closed;
}

static void
cat_all(struct cat *c)
{
	struct err err;
	size_t i;

	for (i = 0; i < c->npaths && !c->closed; i++) {
		c->found = 0;
		if (strcmp(c->paths[i], "-") == 0 ||
		    !file_is_dir(c->paths[i])) {
			cat_path(c, c->paths[i]);
			continue;
		}
		if (file_walk(c->paths[i], cat_path, c, &err) && c->found == 0)
			fail(&err, "no documents in this folder");
		else if (c->found)
			continue;
		report(c->paths[i], "%s", err.text);
		c->status = 1;
	}
}

static size_t
default_width(void)
{
	struct winsize ws;

	if (!isatty(STDOUT_FILENO) ||
	    ioctl(STDOUT_FILENO, TIOCGWINSZ, &ws) < 0 || ws.ws_col == 0)
		return WIDTH_PIPE;
	return ws.ws_col < WIDTH_TERMINAL_MAX ? ws.ws_col :
	    WIDTH_TERMINAL_MAX;
}

static int
set_output(struct cat *c, int option, const char *value)
{
	static const enum output outputs[] = {
		OUT_JSON, OUT_TEXT, OUT_MARKDOWN, OUT_EXPLAIN
	};

	(void)value;
	c->output = outputs[option];
	c->load.explain = c->output == OUT_EXPLAIN ? &c->explain : NULL;
	return 0;
}

static int
set_width(struct cat *c, int option, const char *value)
{
	char *end;
	long n = strtol(value, &end, 10);

	(void)option;
	if (!ascii_digit(*value) || *end || n < 1 || n > WIDTH_MAX)
		return report_usage("cat",
		    "--width is a number from 1 to %d, not \"%s\"",
		    WIDTH_MAX, value);
	c->width = (size_t)n;
	return 0;
}

static int
set_charset(struct cat *c, int option, const char *value)
{
	(void)option;
	c->load.charset = value;
	return options_charset("cat", value) ? 0 : 2;
}

static int
set_no_repair(struct cat *c, int option, const char *value)
{
	(void)option;
	(void)value;
	c->load.no_repair = true;
	return 0;
}

static int
set_url(struct cat *c, int option, const char *value)
{
	(void)option;
	c->load.url = value;
	return 0;
}

static int
set_config(struct cat *c, int option, const char *value)
{
	(void)option;
	c->config = value;
	return 0;
}

static const struct option_spec table[] = {
	{ "json", 0, false }, { "text", 0, false }, { "markdown", 0, false },
	{ "explain", 0, false }, { "width", 0, true }, { "charset", 0, true },
	{ "no-repair", 0, false }, { "url", 0, true },
	{ "config", 'c', true }, { NULL, 0, false }
};

static int (*const setters[])(struct cat *, int, const char *) = {
	set_output, set_output, set_output, set_output, set_width,
	set_charset, set_no_repair, set_url, set_config
};

/* Operands move to the front of c->paths.  0, or 2: wrong usage, told. */
static int
read_options(struct cat *c, char **argv)
{
	struct options o;
	const char *value;
	int i, status = 0;

	options_start(&o, table, "cat", argv);
	while (status == 0 && (i = options_next(&o, &value)) != OPTIONS_END) {
		if (i == OPTIONS_OPERAND)
			c->paths[c->npaths++] = value;
		else if (i == OPTIONS_WRONG)
			status = 2;
		else
			status = setters[i](c, i, value);
	}
	if (status == 0 && c->npaths == 0) {
		if (isatty(STDIN_FILENO))
			return report_usage("cat", "name a document or a "
			    "folder, or - for standard input");
		c->paths[c->npaths++] = "-";
	}
	return status;
}

/* Of the configuration the rules for sites count. */
static int
cat_with_config(struct cat *c)
{
	struct config *config = config_new(command_exists);

	c->load.sites = &config->sites;
	if (config_read(config, c->config))
		cat_all(c);
	else
		c->status = 1;
	config_free(config);
	return c->status;
}

int
cmd_cat(int argc, char **argv)
{
	struct cat c = { .output = OUT_TEXT };
	int status;

	text_locale();
	c.paths = mem_alloc((size_t)argc + 1, sizeof(*c.paths));
	status = read_options(&c, argv);
	if (status == 0) {
		if (c.width == 0)
			c.width = default_width();
		status = cat_with_config(&c);
	}
	mem_doing(NULL);
	free(c.paths);
	buf_free(&c.out);
	buf_free(&c.name);
	return status;
}
