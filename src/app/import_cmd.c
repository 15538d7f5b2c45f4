#include "app/import_cmd.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "app/command.h"
#include "app/config.h"
#include "app/import.h"
#include "app/options.h"
#include "app/report.h"
#include "app/stop.h"
#include "base/mem.h"
#include "text/width.h"

#define SECONDS 60			/* that a document may take */
#define SECONDS_MAX 86400
#define WORKERS_MAX 64

struct taking {
	struct import_options import;
	const char *library, *config;	/* or NULL */
};

static int
set_in_place(struct taking *c, const char *value)
{
	(void)value;
	c->import.worker.in_place = true;
	return 0;
}

static int
set_library(struct taking *c, const char *value)
{
	c->library = value;
	return 0;
}

static int
set_config(struct taking *c, const char *value)
{
	c->config = value;
	return 0;
}

/* A number from 1 to max; -1, and told: it is none. */
static long
read_number(const char *name, const char *value, long max)
{
	char *end;
	long n = strtol(value, &end, 10);

	if (ascii_digit(*value) && *end == '\0' && n >= 1 && n <= max)
		return n;
	report_usage("import", "--%s is a number from 1 to %ld, not \"%s\"",
	    name, max, value);
	return -1;
}

static int
set_jobs(struct taking *c, const char *value)
{
	long n = read_number("jobs", value, WORKERS_MAX);

	if (n > 0)
		c->import.nworkers = (size_t)n;
	return n < 0 ? 2 : 0;
}

static int
set_timeout(struct taking *c, const char *value)
{
	long n = read_number("timeout", value, SECONDS_MAX);

	if (n > 0)
		c->import.worker.seconds = (unsigned)n;
	return n < 0 ? 2 : 0;
}

static const struct option_spec table[] = {
	{ "in-place", 0, false }, { "library", 0, true },
	{ "config", 'c', true }, { "jobs", 'j', true },
	{ "timeout", 0, true }, { NULL, 0, false }
};

static int (*const setters[])(struct taking *, const char *) = {
	set_in_place, set_library, set_config, set_jobs, set_timeout
};

static int
read_options(struct taking *c, char **argv)
{
	struct import_options *im = &c->import;
	struct options o;
	const char *value;
	int i, status = 0;

	options_start(&o, table, "import", argv);
	while (status == 0 && (i = options_next(&o, &value)) != OPTIONS_END) {
		if (i == OPTIONS_OPERAND)
			im->paths[im->npaths++] = (char *)value;
		else if (i == OPTIONS_WRONG)
			status = 2;
		else
			status = setters[i](c, value);
		if (i == OPTIONS_OPERAND && strcmp(value, "-") == 0)
			status = report_usage("import", "standard input is "
			    "no place to come back to; name a file");
	}
	if (status == 0 && im->npaths == 0)
		status = report_usage("import", "name the documents, "
		    "archives or folders to take in");
	return status;
}

/* A stream that was closed must not become a pipe of ours: what is said to
 * the user would go to a reader. */
static void
hold_streams(void)
{
	int fd;

	do
		fd = open("/dev/null", O_RDWR);
	while (fd >= 0 && fd <= STDERR_FILENO);
	if (fd >= 0)
		close(fd);
}

static void
say_counts(const struct import_counts *n)
{
	const uint64_t *a = n->added;

	printf("%llu new, %llu same, %llu versions, %llu copies, "
	    "%llu failed", (unsigned long long)a[ADDED_NEW],
	    (unsigned long long)a[ADDED_SAME],
	    (unsigned long long)a[ADDED_VERSION],
	    (unsigned long long)a[ADDED_COPY], (unsigned long long)n->failed);
	if (n->empty)
		printf(", %llu without text", (unsigned long long)n->empty);
	printf("\n");
	fflush(stdout);
}

static bool
counted(const struct import_counts *n)
{
	const uint64_t *a = n->added;

	return a[ADDED_NEW] + a[ADDED_SAME] + a[ADDED_VERSION] +
	    a[ADDED_COPY] + n->failed + n->empty > 0;
}

static int
import_into(struct taking *c, struct library *lib)
{
	struct import_counts counts;
	struct err err = { "" };
	bool ok;

	c->import.stop = stop_on_signals(false);
	ok = import_run(lib, &c->import, &counts, &err);
	if (!ok)
		report(NULL, "%s", err.text);
	if (*c->import.stop || (!ok && counted(&counts)))
		report(NULL, "stopped; what is counted here is in the "
		    "library, the same command goes on from there");
	say_counts(&counts);
	if (*c->import.stop)
		return 128 + *c->import.stop;
	return !ok || counts.failed > 0;
}

static int
import_with_config(struct taking *c)
{
	struct config *config = config_new(command_exists);
	struct err err = { "" };
	struct library *lib = NULL;
	int status = 1;

	c->import.worker.load.sites = &config->sites;
	if (config_read(config, c->config)) {
		lib = library_open(c->library, LIBRARY_WRITE, &err);
		if (lib == NULL)
			report(NULL, "%s", err.text);
		else
			status = import_into(c, lib);
	}
	library_close(lib);
	config_free(config);
	return status;
}

static size_t
processors(void)
{
	long n = sysconf(_SC_NPROCESSORS_ONLN);

	return n < 1 ? 1 : n > WORKERS_MAX ? WORKERS_MAX : (size_t)n;
}

int
cmd_import(int argc, char **argv)
{
	struct taking c = { .import = { .nworkers = processors(),
	    .worker = { .seconds = SECONDS } } };
	int status;

	hold_streams();
	text_locale();
	c.import.paths = mem_alloc((size_t)argc + 1, sizeof(char *));
	status = read_options(&c, argv);
	if (status == 0)
		status = import_with_config(&c);
	free(c.import.paths);
	return status;
}
