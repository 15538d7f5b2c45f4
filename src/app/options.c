#include "app/options.h"

#include <string.h>

#include "app/report.h"
#include "load/charset/charset.h"

void
options_start(struct options *o, const struct option_spec *table,
    const char *command, char **argv)
{
	*o = (struct options){
		.table = table, .command = command,
		.argv = *argv ? argv + 1 : argv
	};
}

static int
find_long(const struct options *o, const char *name, size_t len)
{
	int i;

	for (i = 0; o->table[i].name; i++)
		if (strlen(o->table[i].name) == len &&
		    !memcmp(o->table[i].name, name, len))
			return i;
	return OPTIONS_WRONG;
}

static int
find_short(const struct options *o, char letter)
{
	int i;

	for (i = 0; o->table[i].name; i++)
		if (o->table[i].letter == letter)
			return i;
	return OPTIONS_WRONG;
}

static int
wrong(const struct options *o, const char *what, const char *option)
{
	report_usage(o->command, "%s %s", what, option);
	return OPTIONS_WRONG;
}

/* The value of option i, which is `attached` or else the next argument. */
static int
take_value(struct options *o, int i, const char *attached,
    const char **value)
{
	*value = attached ? attached : *o->argv;
	if (*value == NULL) {
		report_usage(o->command, "option --%s needs a value",
		    o->table[i].name);
		return OPTIONS_WRONG;
	}
	if (attached == NULL)
		o->argv++;
	return i;
}

static int
next_long(struct options *o, const char *x, const char **value)
{
	size_t len = strcspn(x, "=");
	const char *attached = x[len] ? x + len + 1 : NULL;
	int i = find_long(o, x, len);

	if (i < 0)
		return wrong(o, "unknown option", x - 2);
	if (o->table[i].has_arg)
		return take_value(o, i, attached, value);
	if (attached)
		return wrong(o, "no value belongs to option", x - 2);
	return i;
}

static int
next_short(struct options *o, const char **value)
{
	char name[3] = { '-', *o->letters, '\0' };
	int i = find_short(o, *o->letters++);
	const char *rest = *o->letters ? o->letters : NULL;

	if (i < 0)
		return wrong(o, "unknown option", name);
	if (o->table[i].has_arg) {
		o->letters = NULL;
		return take_value(o, i, rest, value);
	}
	o->letters = rest;
	return i;
}

int
options_next(struct options *o, const char **value)
{
	const char *x;

	*value = NULL;
	if (o->letters)
		return next_short(o, value);
	if (!o->ended && *o->argv && !strcmp(*o->argv, "--")) {
		o->ended = true;
		o->argv++;
	}
	x = *o->argv;
	if (x == NULL)
		return OPTIONS_END;
	o->argv++;
	if (o->ended || *x != '-' || x[1] == '\0') {
		*value = x;
		return OPTIONS_OPERAND;
	}
	if (x[1] == '-')
		return next_long(o, x + 2, value);
	o->letters = x + 1;
	return next_short(o, value);
}

bool
options_charset(const char *command, const char *label)
{
	if (encoding_get(slice_z(label)) != NULL)
		return true;
	report_usage(command, "unknown charset label \"%s\"; \"lede decode "
	    "--labels\" lists them", label);
	return false;
}
