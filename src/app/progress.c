#include "app/progress.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/clock.h"
#include "base/file.h"

#define EVERY 250			/* milliseconds */
#define EARLY 2000			/* before it nothing can be foretold */

void
progress_start(struct progress *p)
{
	*p = (struct progress){ .on = isatty(STDERR_FILENO) != 0 };
	p->start = p->last = clock_ms();
}

/* Seconds until all is done; -1: nobody knows. */
static int64_t
left(const struct progress *p, int64_t gone)
{
	if (p->bytes <= 0 || p->total < p->bytes || gone < EARLY)
		return -1;
	return (int64_t)((double)gone * (double)(p->total - p->bytes) /
	    (double)p->bytes / 1000);
}

void
progress_line(const struct progress *p, int64_t now, char line[80])
{
	int64_t gone = now - p->start, s = left(p, gone);
	struct buf b = { 0 };

	buf_printf(&b, "%llu documents", (unsigned long long)p->documents);
	if (gone > 0)
		buf_printf(&b, ", %llu a second", (unsigned long long)
		    (p->documents * 1000 / (uint64_t)gone));
	if (s >= 3600)
		buf_printf(&b, ", %lld h %02lld min left", (long long)s / 3600,
		    (long long)s / 60 % 60);
	else if (s >= 0)
		buf_printf(&b, ", %lld:%02lld left", (long long)s / 60,
		    (long long)s % 60);
	if (p->failed)
		buf_printf(&b, ", %llu failed", (unsigned long long)p->failed);
	snprintf(line, 80, "%s", buf_z(&b));
	buf_free(&b);
}

/* Blanks over what the line before leaves; no escape sequences, so that any
 * terminal will do. */
static void
put(struct progress *p, const char *line)
{
	struct buf b = { 0 };
	size_t n = strlen(line);

	buf_printf(&b, "\r%s", line);
	if (n < p->width) {
		buf_fill(&b, ' ', p->width - n);
		buf_printf(&b, "\r%s", line);
	}
	p->width = n;
	file_write_fd(STDERR_FILENO, buf_slice(&b), NULL);
	buf_free(&b);
}

void
progress_show(struct progress *p)
{
	int64_t now;
	char line[80];

	if (!p->on || (now = clock_ms()) - p->last < EVERY)
		return;
	p->last = now;
	progress_line(p, now, line);
	put(p, line);
}

void
progress_clear(struct progress *p)
{
	if (p->on && p->width > 0)
		put(p, "");
}
