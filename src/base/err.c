#include "base/err.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#define LONGEST 8192			/* bytes; twice the longest path */
#define ELLIPSIS "\xe2\x80\xa6"

static bool
is_inside(char c)
{
	return ((unsigned char)c & 0xc0) == 0x80;	/* RFC 3629 */
}

/* What is left out is the middle, most likely of a path: what it is about
 * stands before that, and what is wrong behind it. */
static void
leave_out(struct err *err, const char *all, size_t n)
{
	size_t room = sizeof(err->text) - sizeof(ELLIPSIS);
	size_t head = room / 2, tail = n - (room - head);

	while (head > 0 && is_inside(all[head]))
		head--;
	while (tail < n && is_inside(all[tail]))
		tail++;
	snprintf(err->text, sizeof(err->text), "%.*s" ELLIPSIS "%s",
	    (int)head, all, all + tail);
}

bool
fail(struct err *err, const char *fmt, ...)
{
	char all[LONGEST];
	va_list ap;
	size_t n;

	if (err == NULL)
		return false;
	va_start(ap, fmt);
	vsnprintf(all, sizeof(all), fmt, ap);
	va_end(ap);
	n = strlen(all);
	if (n < sizeof(err->text))
		memcpy(err->text, all, n + 1);
	else
		leave_out(err, all, n);
	return false;
}
