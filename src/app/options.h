/*
 * options: a command line read by a table.  Long options as --name,
 * --name=value or --name value; short ones as -x, -xVALUE or -x VALUE, and
 * several in one.  Options may stand after operands; "--" ends them; "-" is
 * an operand.
 */
#ifndef APP_OPTIONS_H
#define APP_OPTIONS_H

#include <stdbool.h>

struct option_spec {
	const char *name;		/* without "--"; NULL ends a table */
	char letter;			/* 0: no short form */
	bool has_arg;
};

enum {					/* what is no place in the table */
	OPTIONS_END = -1, OPTIONS_OPERAND = -2, OPTIONS_WRONG = -3
};

struct options {
	const struct option_spec *table;
	const char *command;		/* for messages; NULL: lede itself */
	char **argv;			/* the next argument; NULL ends it */
	const char *letters;		/* rest of "-xyz", or NULL */
	bool ended;			/* "--" was there */
};

/* argv[0], the name of the command, is passed over. */
void options_start(struct options *, const struct option_spec *table,
    const char *command, char **argv);

/*
 * The next option's place in the table, with its value if it has one; or
 * OPTIONS_OPERAND with that as the value; OPTIONS_END; OPTIONS_WRONG, then
 * what is wrong was told (the exit status is 2).
 */
int options_next(struct options *, const char **value);

/* False, and told as above: no charset has that label. */
bool options_charset(const char *command, const char *label);

#endif
