#include "app/export_cmd.h"

#include <string.h>

#include "app/command.h"
#include "app/config.h"
#include "app/export.h"
#include "app/options.h"
#include "app/report.h"
#include "app/stop.h"
#include "text/width.h"

struct giving {
	struct export_options export;
	const char *library, *config;	/* or NULL */
	struct buf words;		/* the query */
};

static int
set_form(struct giving *g, int option, const char *value)
{
	(void)value;
	g->export.form = (enum export_form)option; /* in their order */
	return 0;
}

static int
set_output(struct giving *g, int option, const char *value)
{
	(void)option;
	g->export.output = value;
	return 0;
}

static int
set_no_source(struct giving *g, int option, const char *value)
{
	(void)option;
	(void)value;
	g->export.no_source = true;
	return 0;
}

static int
set_library(struct giving *g, int option, const char *value)
{
	(void)option;
	g->library = value;
	return 0;
}

static int
set_config(struct giving *g, int option, const char *value)
{
	(void)option;
	g->config = value;
	return 0;
}

static const struct option_spec table[] = {
	{ "json", 0, false }, { "markdown", 0, false },
	{ "mbox", 0, false }, { "html", 0, false },
	{ "output", 'o', true }, { "no-source", 0, false },
	{ "library", 0, true }, { "config", 'c', true }, { NULL, 0, false }
};

static int (*const setters[])(struct giving *, int, const char *) = {
	set_form, set_form, set_form, set_form, set_output, set_no_source,
	set_library, set_config
};

static int
read_options(struct giving *g, char **argv)
{
	struct options o;
	const char *value;
	int i, status = 0;

	options_start(&o, table, "export", argv);
	while (status == 0 && (i = options_next(&o, &value)) != OPTIONS_END) {
		if (i == OPTIONS_OPERAND) {
			if (g->words.len)
				buf_addc(&g->words, ' ');
			buf_addz(&g->words, value);
		} else if (i == OPTIONS_WRONG)
			status = 2;
		else
			status = setters[i](g, i, value);
	}
	if (status == 0 && g->export.form == EXPORT_HTML &&
	    (g->export.output == NULL || !strcmp(g->export.output, "-")))
		status = report_usage("export", "--html makes a folder; name "
		    "it with --output");
	return status;
}

static int
export_from(struct giving *g, struct library *lib)
{
	struct export_counts n;
	struct err err = { "" };
	bool ok;

	/* At once, for who reads our output may never end. */
	g->export.stop = stop_on_signals(true);
	ok = export_run(lib, &g->export, &n, &err);
	if (!ok)
		report(NULL, "%s", err.text);
	else if (*g->export.stop)
		report(NULL, "stopped after %llu of %llu stories",
		    (unsigned long long)n.written, (unsigned long long)n.all);
	if (ok && *g->export.stop)
		return 128 + *g->export.stop;
	return !ok || n.failed > 0;
}

static int
export_with_config(struct giving *g)
{
	struct config *config = config_new(command_exists);
	struct err err = { "" };
	struct library *lib = NULL;
	int status = 1;

	g->export.load.sites = &config->sites;
	if (config_read(config, g->config)) {
		lib = library_open(g->library, LIBRARY_READ, &err);
		if (lib == NULL)
			report(NULL, "%s", err.text);
		else
			status = export_from(g, lib);
	}
	library_close(lib);
	config_free(config);
	return status;
}

int
cmd_export(int argc, char **argv)
{
	struct giving g = { .library = NULL };
	struct query *query = NULL;
	struct err err = { "" };
	int status;

	(void)argc;
	text_locale();
	status = read_options(&g, argv);
	if (status == 0 && g.words.len) {
		query = query_parse(buf_slice(&g.words), &err);
		if (query == NULL)
			status = report_usage("export", "%s", err.text);
	}
	g.export.query = query;
	if (status == 0)
		status = export_with_config(&g);
	query_free(query);
	buf_free(&g.words);
	return status;
}
