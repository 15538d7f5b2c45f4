/* options and report: command lines, and what is said on standard error. */
#include <stdlib.h>
#include <unistd.h>

#include "app/options.h"
#include "app/report.h"
#include "base/file.h"
#include "test.h"

static const struct option_spec table[] = {
	{ "json", 'j', false }, { "width", 'w', true },
	{ "charset", 0, true }, { NULL, 0, false }
};

static const struct {
	const char *line;		/* blanks between arguments */
	const char *want;		/* what came, in order */
	const char *said;
} cases[] = {
	{ "cat", "end", "" },
	{ "cat a b", "a b end", "" },
	{ "cat --json a", "[json] a end", "" },
	{ "cat a --json", "a [json] end", "" },
	{ "cat --width 5 --width=6 --charset= -",
	    "[width=5] [width=6] [charset=] - end", "" },
	{ "cat --width=a=b", "[width=a=b] end", "" },
	{ "cat -j -w 5 -w6 -jw7 -jw 8",
	    "[json] [width=5] [width=6] [json] [width=7] [json] [width=8] end",
	    "" },
	{ "cat --json -- --json -- -j", "[json] --json -- -j end", "" },
	{ "cat --width --json", "[width=--json] end", "" },
	{ "cat --jso a", "wrong",
	    "lede cat: unknown option --jso; try 'lede --help'\n" },
	{ "cat --jsonx", "wrong",
	    "lede cat: unknown option --jsonx; try 'lede --help'\n" },
	{ "cat -jx", "[json] wrong",
	    "lede cat: unknown option -x; try 'lede --help'\n" },
	{ "cat --json=1", "wrong", "lede cat: no value belongs to option "
	    "--json=1; try 'lede --help'\n" },
	{ "cat a --width", "a wrong",
	    "lede cat: option --width needs a value; try 'lede --help'\n" },
	{ "cat -w", "wrong",
	    "lede cat: option --width needs a value; try 'lede --help'\n" },
	{ "cat --a\x1b[2J\nb", "wrong",
	    "lede cat: unknown option --a[2J?b; try 'lede --help'\n" }
};

/* What goes to standard error from here on can be read by caught(). */
static int
catch_errors(void)
{
	FILE *f = tmpfile();
	int saved = dup(STDERR_FILENO);

	if (f == NULL || saved < 0 || dup2(fileno(f), STDERR_FILENO) < 0)
		exit(1);
	fclose(f);
	return saved;
}

static void
caught(int saved, struct buf *b)
{
	bool cut;

	lseek(STDERR_FILENO, 0, SEEK_SET);
	file_read_fd(STDERR_FILENO, 10000, b, &cut, NULL);
	dup2(saved, STDERR_FILENO);
	close(saved);
}

static void
run(char **argv, struct buf *got)
{
	struct options o;
	const char *value;
	int i;

	options_start(&o, table, "cat", argv);
	while ((i = options_next(&o, &value)) >= 0 || i == OPTIONS_OPERAND) {
		if (i == OPTIONS_OPERAND)
			buf_printf(got, "%s ", value);
		else if (value)
			buf_printf(got, "[%s=%s] ", table[i].name, value);
		else
			buf_printf(got, "[%s] ", table[i].name);
	}
	buf_addz(got, i == OPTIONS_END ? "end" : "wrong");
}

static void
test_case(const char *text, const char *want, const char *said)
{
	struct buf got = { 0 }, words = { 0 };
	char line[100], *argv[12], *p = line;
	size_t n = 0;
	int saved;

	snprintf(line, sizeof(line), "%s", text);
	for (argv[n++] = p; (p = strchr(p, ' ')) != NULL; argv[n++] = p)
		*p++ = '\0';
	argv[n] = NULL;
	saved = catch_errors();
	run(argv, &got);
	caught(saved, &words);
	CHECK_STR(buf_slice(&got), want);
	CHECK_STR(buf_slice(&words), said);
	buf_free(&got);
	buf_free(&words);
}

static void
test_report(void)
{
	struct buf b = { 0 };
	int saved = catch_errors();

	report("a\x1b]0;x\x07\n\xff", "cannot %s", "read\r\nit");
	report(NULL, "%d", 3);
	CHECK_EQ(report_usage(NULL, "no %s", "way"), 2);
	caught(saved, &b);
	CHECK_STR(buf_slice(&b), "lede: a]0;x?\xef\xbf\xbd: cannot read?it\n"
	    "lede: 3\nlede: no way; try 'lede --help'\n");
	buf_free(&b);
}

int
main(void)
{
	size_t i;

	for (i = 0; i < sizeof(cases) / sizeof(*cases); i++)
		test_case(cases[i].line, cases[i].want, cases[i].said);
	test_report();
	return test_done("options");
}
