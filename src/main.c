/*
 * lede: reads news documents in the terminal.  Options and subcommands.
 */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "app/cat_cmd.h"
#include "app/command.h"
#include "app/decode_cmd.h"
#include "app/export_cmd.h"
#include "app/import_cmd.h"
#include "app/loop.h"
#include "app/options.h"
#include "app/report.h"
#include "app/search_cmd.h"
#include "base/mem.h"

static const char usage[] =
    "usage: lede [OPTION...] [PATH|-]...      read documents, or folders\n"
    "       lede [OPTION...]                  read the library\n"
    "       lede cat [--json|--text|--markdown|--explain] [--width N]\n"
    "                [--charset LABEL] [--no-repair] [--url URL]\n"
    "                [--config FILE] [PATH|-]...\n"
    "                                         print the document\n"
    "       lede detect [--charset LABEL] PATH...\n"
    "                                         which encoding, how known\n"
    "       lede decode [--charset LABEL] [--repair|--no-repair] [PATH|-]...\n"
    "                                         the text as UTF-8\n"
    "       lede decode --labels              every encoding label known\n"
    "       lede import [--in-place] [--library FILE] [--jobs N]\n"
    "                [--timeout SECONDS] [--config FILE] PATH...\n"
    "                                         into the library\n"
    "       lede search [--json] [--limit N] [--library FILE] QUERY...\n"
    "                                         stories of the library\n"
    "       lede export [--json|--markdown|--mbox|--html] [--no-source]\n"
    "                [--output PATH] [--library FILE] [--config FILE]\n"
    "                [QUERY...]\n"
    "                                         the library, to take elsewhere\n"
    "\n"
    "options:\n"
    "  --charset LABEL  the encoding that the transport said\n"
    "  --config FILE    instead of $XDG_CONFIG_HOME/lede/lede.conf\n"
    "  --library FILE   the library, instead of the one at home\n"
    "  --no-repair      leave text alone that was decoded wrongly before\n"
    "  --no-state       remember nothing of what you do, and recall nothing\n"
    "  --url URL        the address that the document is from\n"
    "  --help           this help\n"
    "  --version        the version\n"
    "Short forms: -c --config, -h --help, -j --jobs, -n --limit, -o --output,\n"
    "-V --version.\n"
    "\n"
    "In the reader ? shows the keys and q quits.  See also lede(1).\n";

static const struct {
	const char *name;
	int (*run)(int argc, char **argv);
} subcommands[] = {
	{ "cat", cmd_cat }, { "detect", cmd_detect },
	{ "decode", cmd_decode }, { "import", cmd_import },
	{ "search", cmd_search_library }, { "export", cmd_export }
};

enum {
	OPT_CHARSET, OPT_NO_REPAIR, OPT_NO_STATE, OPT_URL, OPT_CONFIG,
	OPT_LIBRARY, OPT_DUMP_KEYS, OPT_HELP, OPT_VERSION
};

static const struct option_spec table[] = {
	[OPT_CHARSET] = { "charset", 0, true },
	[OPT_NO_REPAIR] = { "no-repair", 0, false },
	[OPT_NO_STATE] = { "no-state", 0, false },
	[OPT_URL] = { "url", 0, true },
	[OPT_CONFIG] = { "config", 'c', true },
	[OPT_LIBRARY] = { "library", 0, true },
	[OPT_DUMP_KEYS] = { "dump-keys", 0, false },
	[OPT_HELP] = { "help", 'h', false },
	[OPT_VERSION] = { "version", 'V', false },
	{ NULL, 0, false }
};

/* The key tables of lede(1), from the command table. */
static int
dump_keys(void)
{
	struct buf b = { 0 };

	commands_mdoc(&b);
	fwrite(b.s, 1, b.len, stdout);
	buf_free(&b);
	return 0;
}

/* What says something and ends; -1: the option is none of those. */
static int
do_informing(int option)
{
	switch (option) {
	case OPT_HELP:
		fputs(usage, stdout);
		return 0;
	case OPT_VERSION:
		puts("lede " VERSION);
		return 0;
	case OPT_DUMP_KEYS:
		return dump_keys();
	default:
		return -1;
	}
}

/* Where standard output is no terminal, a bare "lede FILE" is "lede cat
 * FILE". */
static int
run_cat(const struct read_options *o)
{
	const struct { const char *name, *value; } with[] = {
		{ "--charset", o->charset }, { "--url", o->url },
		{ "--config", o->config }
	};
	char **argv = mem_alloc(o->npaths + 10, sizeof(*argv));
	int n = 0, status;
	size_t i;

	argv[n++] = (char *)"cat";
	for (i = 0; i < sizeof(with) / sizeof(*with); i++)
		if (with[i].value) {
			argv[n++] = (char *)with[i].name;
			argv[n++] = (char *)with[i].value;
		}
	if (o->no_repair)
		argv[n++] = (char *)"--no-repair";
	argv[n++] = (char *)"--";
	for (i = 0; i < o->npaths; i++)
		argv[n++] = o->paths[i];
	status = cmd_cat(n, argv);
	free(argv);
	return status;
}

/* False, and told: it is no path, but what a later version will do. */
static bool
is_possible(const char *path)
{
	static const char *const later[] = {
		"add", "update"
	};
	size_t i;

	if (!strncmp(path, "https://", 8) || !strncmp(path, "http://", 7)) {
		report(path, "lede does not fetch pages; try: curl -L %s | "
		    "lede -", path);
		return false;
	}
	for (i = 0; i < sizeof(later) / sizeof(*later); i++)
		if (!strcmp(path, later[i]) && access(path, F_OK) != 0) {
			report(path, "not a document, and no command of this "
			    "version");
			return false;
		}
	return true;
}

static int
run_reader(struct read_options *o)
{
	static char dash[] = "-";

	if (o->npaths == 0 && isatty(0)) {
		if (isatty(1))
			return read_documents(o);
		return report_usage(NULL, "nothing to read: name a document, "
		    "a folder, or - for standard input; \"lede search\" "
		    "lists what is in the library");
	}
	if (o->npaths == 0)
		o->paths[o->npaths++] = dash;
	if (!is_possible(o->paths[0]))
		return 2;
	return isatty(1) ? read_documents(o) : run_cat(o);
}

/* -1: go on. */
static int
set_charset(struct read_options *o, const char *label)
{
	o->charset = label;
	return options_charset(NULL, label) ? -1 : 2;
}

int
main(int argc, char **argv)
{
	struct read_options o = { 0 };
	struct options opts;
	const char *value;
	size_t i;
	int option, status;

	/* A file that may not grow is told of as a full disk is. */
	signal(SIGXFSZ, SIG_IGN);
	for (i = 0; argc > 1 && i < sizeof(subcommands) /
	    sizeof(*subcommands); i++)
		if (!strcmp(argv[1], subcommands[i].name)) {
			if (argc == 3 && (!strcmp(argv[2], "--help") ||
			    !strcmp(argv[2], "-h")))
				return do_informing(OPT_HELP);
			return subcommands[i].run(argc - 1, argv + 1);
		}
	if (argc == 2 && !strcmp(argv[1], "help"))
		return do_informing(OPT_HELP);
	o.paths = mem_alloc((size_t)argc + 1, sizeof(*o.paths));
	options_start(&opts, table, NULL, argv);
	for (status = -1; status < 0;) {
		option = options_next(&opts, &value);
		if (option == OPTIONS_END)
			status = run_reader(&o);
		else if (option == OPTIONS_WRONG)
			status = 2;
		else if (option == OPTIONS_OPERAND)
			o.paths[o.npaths++] = (char *)value;
		else if (option == OPT_CHARSET)
			status = set_charset(&o, value);
		else if (option == OPT_NO_REPAIR)
			o.no_repair = true;
		else if (option == OPT_NO_STATE)
			o.no_state = true;
		else if (option == OPT_URL)
			o.url = value;
		else if (option == OPT_CONFIG)
			o.config = value;
		else if (option == OPT_LIBRARY)
			o.library = value;
		else
			status = do_informing(option);
	}
	free(o.paths);
	return status;
}
