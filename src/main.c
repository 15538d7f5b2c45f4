/*
 * lede: reads news documents in the terminal.  Options and subcommands.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "app/cat_cmd.h"
#include "app/command.h"
#include "app/decode_cmd.h"
#include "app/loop.h"
#include "app/options.h"
#include "app/report.h"
#include "base/file.h"

static const char usage[] =
    "usage: lede [OPTION...] [PATH|-]...      read documents, or folders\n"
    "       lede cat [--json|--text|--markdown] [--width N]\n"
    "                [--charset LABEL] [PATH|-]...\n"
    "                                         print the document\n"
    "       lede detect PATH...               which encoding, how known\n"
    "       lede decode [--charset LABEL] [PATH|-]\n"
    "                                         the text as UTF-8\n"
    "       lede decode --labels              every encoding label known\n"
    "\n"
    "options:\n"
    "  --charset LABEL  the encoding that the transport said\n"
    "  --config FILE    instead of $XDG_CONFIG_HOME/lede/lede.conf\n"
    "  --help           this help\n"
    "  --version        the version\n"
    "\n"
    "In the reader ? shows the keys and q quits.  See also lede(1).\n";

static const struct {
	const char *name;
	int (*run)(int argc, char **argv);
} subcommands[] = {
	{ "cat", cmd_cat }, { "detect", cmd_detect },
	{ "decode", cmd_decode }
};

int
main(int argc, char **argv)
{
	size_t i;

	for (i = 0; argc > 1 && i < sizeof(subcommands) /
	    sizeof(*subcommands); i++)
		if (!strcmp(argv[1], subcommands[i].name))
			return subcommands[i].run(argc - 1, argv + 1);
	return 0;
}
