#include "app/report.h"

#include <stdarg.h>
#include <stdio.h>
#include <unistd.h>

#include "base/file.h"
#include "text/clean.h"

void
report_clean(struct buf *b, const char *z)
{
	size_t i, start = b->len;

	text_clean(b, slice_z(z));
	for (i = start; i < b->len; i++)
		if (b->s[i] == '\t' || b->s[i] == '\n')
			b->s[i] = '?';
}

static void
add_words(struct buf *b, const char *fmt, va_list ap)
{
	char words[1024];

	vsnprintf(words, sizeof(words), fmt, ap);
	report_clean(b, words);
}

/* In one write, so that lines of several processes do not mix. */
static void
say(struct buf *b)
{
	buf_addc(b, '\n');
	fflush(stdout);
	file_write_fd(STDERR_FILENO, buf_slice(b), NULL);
	buf_free(b);
}

void
report(const char *path, const char *fmt, ...)
{
	struct buf b = { 0 };
	va_list ap;

	buf_addz(&b, "lede: ");
	if (path) {
		report_clean(&b, path);
		buf_addz(&b, ": ");
	}
	va_start(ap, fmt);
	add_words(&b, fmt, ap);
	va_end(ap);
	say(&b);
}

int
report_usage(const char *command, const char *fmt, ...)
{
	struct buf b = { 0 };
	va_list ap;

	buf_printf(&b, command ? "lede %s: " : "lede: ", command);
	va_start(ap, fmt);
	add_words(&b, fmt, ap);
	va_end(ap);
	buf_addz(&b, "; try 'lede --help'");
	say(&b);
	return 2;
}
