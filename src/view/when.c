#include "view/when.h"

#include "base/day.h"

struct when {
	int year, month, day, hour, minute, second;
	bool has_time, has_offset;
	int offset;			/* minutes east of UTC */
};

/* n digits at off; -1 where there are none. */
static int
digits(struct slice x, size_t off, size_t n)
{
	int v = 0;

	if (off + n > x.len)
		return -1;
	for (; n > 0; n--, off++) {
		if (!ascii_digit(x.s[off]))
			return -1;
		v = v * 10 + (x.s[off] - '0');
	}
	return v;
}

static void
parse_offset(struct slice x, struct when *w)
{
	size_t at = 16;
	int h, m;

	if (at < x.len && x.s[at] == ':') {
		w->second = digits(x, at + 1, 2);
		if (w->second < 0)
			w->second = 0;
		at += 3;
	}
	while (at < x.len && (x.s[at] == '.' || ascii_digit(x.s[at])))
		at++;
	if (at >= x.len)
		return;
	w->has_offset = true;
	h = digits(x, at + 1, 2);
	m = digits(x, at + (at + 3 < x.len && x.s[at + 3] == ':' ? 4 : 3), 2);
	if (x.s[at] == 'Z' || h < 0)
		return;
	w->offset = (h * 60 + (m < 0 ? 0 : m)) * (x.s[at] == '-' ? -1 : 1);
}

static bool
parse(struct slice x, struct when *w)
{
	*w = (struct when){ 0 };
	w->year = digits(x, 0, 4);
	w->month = digits(x, 5, 2);
	w->day = digits(x, 8, 2);
	if (w->year < 0 || w->month < 1 || w->month > 12 || w->day < 1)
		return false;
	w->hour = digits(x, 11, 2);
	w->minute = digits(x, 14, 2);
	w->has_time = w->hour >= 0 && w->minute >= 0;
	if (w->has_time)
		parse_offset(x, w);
	return true;
}

static const char *const months[] = {
	"January", "February", "March", "April", "May", "June", "July",
	"August", "September", "October", "November", "December"
};

static void
add_offset(struct buf *b, const struct when *w)
{
	int m = w->offset < 0 ? -w->offset : w->offset;

	buf_addz(b, " GMT");
	if (m == 0)
		return;
	buf_printf(b, "%c%d", w->offset < 0 ? '-' : '+', m / 60);
	if (m % 60)
		buf_printf(b, ":%02d", m % 60);
}

void
when_format(struct buf *b, struct slice iso)
{
	struct when w;

	if (!parse(iso, &w)) {
		buf_add(b, iso);
		return;
	}
	buf_printf(b, "%d %s %d", w.day, months[w.month - 1], w.year);
	if (w.has_time)
		buf_printf(b, ", %02d:%02d", w.hour, w.minute);
	if (w.has_offset)
		add_offset(b, &w);
}

void
when_format_short(struct buf *b, struct slice iso)
{
	struct when w;

	if (!parse(iso, &w)) {
		buf_add(b, iso);
		return;
	}
	buf_printf(b, "%d %.3s %d", w.day, months[w.month - 1], w.year);
	if (w.has_time)
		buf_printf(b, " %02d:%02d", w.hour, w.minute);
}

int64_t
when_seconds(struct slice iso)
{
	struct when w;

	if (!parse(iso, &w))
		return INT64_MIN;
	if (!w.has_time)
		w.hour = w.minute = 0;
	return day_number(w.year, w.month, w.day) * 86400 + w.hour * 3600 +
	    (w.minute - w.offset) * 60 + w.second;
}

/* 1970-01-01 was a Thursday. */
static const char *
weekday(int64_t day)
{
	static const char *const names[] = {
		"Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"
	};

	return names[(day % 7 + 7) % 7];
}

bool
when_format_mail(struct buf *b, struct slice iso)
{
	struct when w;
	int off;

	if (!parse(iso, &w))
		return false;
	if (!w.has_time)
		w.hour = w.minute = 0;
	off = w.offset < 0 ? -w.offset : w.offset;
	buf_printf(b, "%s, %d %.3s %04d %02d:%02d:%02d %c%02d%02d",
	    weekday(day_number(w.year, w.month, w.day)), w.day,
	    months[w.month - 1], w.year, w.hour, w.minute, w.second,
	    w.offset < 0 || !w.has_offset ? '-' : '+', off / 60, off % 60);
	return true;
}

void
when_format_mbox(struct buf *b, struct slice iso)
{
	int64_t s = when_seconds(iso), day, year;
	int month = 12, left;

	s = s == INT64_MIN ? 0 : s;
	day = (s >= 0 ? s : s - 86399) / 86400;
	left = (int)(s - day * 86400);
	year = 1970 + (day >= 0 ? day : day - 366) / 366;
	while (day_number((int)year + 1, 1, 1) <= day)
		year++;
	while (day_number((int)year, month, 1) > day)
		month--;
	buf_printf(b, "%s %.3s %2d %02d:%02d:%02d %04d", weekday(day),
	    months[month - 1], (int)(day - day_number((int)year, month, 1)) + 1,
	    left / 3600, left / 60 % 60, left % 60, (int)year);
}
