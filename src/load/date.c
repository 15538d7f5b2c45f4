#include "load/date.h"

#include <stdio.h>

#include "load/date_words.h"

#define COUNT(a) (sizeof(a) / sizeof(*(a)))
#define NO_OFFSET INT32_MIN

struct when {
	int year, month, day;
	int hour, minute, second;	/* hour -1: none given */
	int offset;			/* minutes, or NO_OFFSET */
	enum date_order order;
};

/* Reads a day at token i; *next is the token after it. */
typedef bool day_reader(const struct date_tokens *, size_t i, struct when *,
    size_t *next);

static const struct date_token *
token(const struct date_tokens *ts, size_t i)
{
	static const struct date_token none = { .kind = DATE_MARK };

	return i < ts->n ? &ts->at[i] : &none;
}

static bool
is_mark(const struct date_tokens *ts, size_t i, int c)
{
	return token(ts, i)->kind == DATE_MARK && token(ts, i)->value == c &&
	    i < ts->n;
}

static bool
is_number(const struct date_tokens *ts, size_t i, size_t least, size_t most)
{
	const struct date_token *t = token(ts, i);

	return t->kind == DATE_NUMBER && t->text.len >= least &&
	    t->text.len <= most;
}

static bool
is_word(const struct date_tokens *ts, size_t i, const char *z)
{
	return token(ts, i)->kind == DATE_WORD &&
	    slice_eq(token(ts, i)->text, slice_z(z));
}

static bool
is_any(const struct date_tokens *ts, size_t i, const char *const *list,
    size_t n)
{
	size_t k;

	for (k = 0; k < n; k++)
		if (is_word(ts, i, list[k]))
			return true;
	return false;
}

static bool
is_year(const struct date_tokens *ts, size_t i)
{
	return is_number(ts, i, 4, 4) && token(ts, i)->value >= 1600 &&
	    token(ts, i)->value < 3000 && !is_mark(ts, i + 1, ':');
}

/* The month that token i names; Arabic has names of two words. */
static int
month_at(const struct date_tokens *ts, size_t i, size_t *len)
{
	const struct date_token *t = token(ts, i);
	char two[64];
	int m;

	*len = 1;
	if (t->kind != DATE_WORD)
		return 0;
	m = date_month(t->text);
	if (m || token(ts, i + 1)->kind != DATE_WORD)
		return m;
	snprintf(two, sizeof(two), "%.*s_%.*s", SLICE_FMT(t->text),
	    SLICE_FMT(token(ts, i + 1)->text));
	*len = 2;
	return date_month(slice_z(two));
}

static bool
is_day(const struct when *w)
{
	static const char days[12] = {
		31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31
	};
	bool leap = (w->year % 4 == 0 && w->year % 100 != 0) ||
	    w->year % 400 == 0;

	return w->year >= 1600 && w->year < 3000 && w->month >= 1 &&
	    w->month <= 12 && w->day >= 1 && w->day <= days[w->month - 1] &&
	    (w->month != 2 || w->day < 29 || leap);
}

static bool
set_day(struct when *w, int y, int m, int d)
{
	w->year = y;
	w->month = m;
	w->day = d;
	return is_day(w);
}

/* Small words and marks between the parts of a day: "of", "de", "th". */
static size_t
skip_fill(const struct date_tokens *ts, size_t i)
{
	static const char *const fill[] = {
		"of", "de", "del", "di", "da", "st", "nd", "rd", "th", "er",
		"den", "º", "ª", "o", "г", "e", "van", "the"
	};
	size_t n;

	for (n = 0; n < 3; n++, i++)
		if (!is_mark(ts, i, '.') && !is_mark(ts, i, ',') &&
		    !is_mark(ts, i, '-') && !is_mark(ts, i, '/') &&
		    !is_mark(ts, i, '\'') && !is_any(ts, i, fill,
		    COUNT(fill)))
			break;
	return i;
}

static int
digits_value(struct slice x)
{
	int v = 0;
	size_t i;

	for (i = 0; i < x.len; i++)
		v = v * 10 + (x.s[i] - '0');
	return v;
}

/*
 * The day of the month in a number; where it stands right after a sign an
 * offset ran into it: "GMT +329 March" is 3 and 29.  A day of two digits
 * is likelier than an offset of two.
 */
static int
day_of(const struct date_tokens *ts, size_t i, struct when *w)
{
	struct slice x = token(ts, i)->text;
	bool minus = i > 0 && is_mark(ts, i - 1, '-');
	size_t n;
	int hours;

	if (x.len == 0 || x.len > 4 || token(ts, i)->gap || i < 2 ||
	    token(ts, i - 2)->kind != DATE_WORD ||
	    (!minus && !is_mark(ts, i - 1, '+')))
		return x.len <= 2 ? token(ts, i)->value : 0;
	for (n = x.len > 2 ? 2 : 1; n > 0; n--) {
		hours = digits_value(slice_sub(x, 0, x.len - n));
		if (hours > (minus ? 12 : 14) || x.s[x.len - n] == '0')
			continue;
		w->offset = (minus ? -60 : 60) * hours;
		return digits_value(slice_from(x, x.len - n));
	}
	return 0;
}

/* Whether a year of four digits, or where `two` is set of two, may follow:
 * a number is quickly found, a month is not. */
static bool
has_year(const struct date_tokens *ts, size_t i, bool two)
{
	for (; i < ts->n; i++)
		if (is_year(ts, i) || (two && is_number(ts, i, 2, 2)))
			return true;
	return false;
}

/* 29 March 2017, 29. März 2017, 29 de marzo de 2017, 29 Mar 17 */
static bool
read_day_month_year(const struct date_tokens *ts, size_t i, struct when *w,
    size_t *next)
{
	size_t at, len;
	int d, m, y;

	if (!is_number(ts, i, 1, 4))
		return false;
	at = skip_fill(ts, i + 1);
	m = has_year(ts, at, true) ? month_at(ts, at, &len) : 0;
	if (m == 0)
		return false;
	d = day_of(ts, i, w);
	at = skip_fill(ts, at + len);
	if (is_year(ts, at))
		y = token(ts, at)->value;
	else if (is_number(ts, at, 2, 2) && !is_mark(ts, at + 1, ':'))
		y = token(ts, at)->value +
		    (token(ts, at)->value < 50 ? 2000 : 1900);
	else
		return false;
	*next = at + 1;
	return set_day(w, y, m, d);
}

/* March 29, 2017; also with the time before the year, as date(1) has it. */
static bool
read_month_day_year(const struct date_tokens *ts, size_t i, struct when *w,
    size_t *next)
{
	size_t at, len, k;
	int m, d;

	m = has_year(ts, i + 1, false) ? month_at(ts, i, &len) : 0;
	if (m == 0)
		return false;
	at = skip_fill(ts, i + len);
	if (!is_number(ts, at, 1, 2))
		return false;
	d = token(ts, at)->value;
	at = skip_fill(ts, at + 1);
	for (k = at; k < at + 8 && k < ts->n; k++)
		if (is_year(ts, k))
			break;
	if (!is_year(ts, k) || (k > at && !is_mark(ts, at + 1, ':')))
		return false;
	*next = k > at ? at : k + 1;
	return set_day(w, token(ts, k)->value, m, d);
}

/* 2017. március 29., 2017-Mar-29 */
static bool
read_year_month_day(const struct date_tokens *ts, size_t i, struct when *w,
    size_t *next)
{
	size_t at, len;
	int m;

	if (!is_year(ts, i))
		return false;
	at = skip_fill(ts, i + 1);
	m = month_at(ts, at, &len);
	at = skip_fill(ts, at + len);
	if (m == 0 || !is_number(ts, at, 1, 2) || is_mark(ts, at + 1, ':'))
		return false;
	*next = at + 1;
	return set_day(w, token(ts, i)->value, m, token(ts, at)->value);
}

/* Three numbers with one mark between them. */
static bool
are_three(const struct date_tokens *ts, size_t i)
{
	int mark = token(ts, i + 1)->value;

	return is_number(ts, i, 1, 4) && is_number(ts, i + 2, 1, 2) &&
	    is_number(ts, i + 4, 1, 4) && is_mark(ts, i + 3, mark) &&
	    is_mark(ts, i + 1, mark) &&
	    (mark == '-' || mark == '/' || mark == '.');
}

static bool
read_year_first(const struct date_tokens *ts, size_t i, struct when *w,
    size_t *next)
{
	if (!are_three(ts, i) || !is_year(ts, i) ||
	    !is_number(ts, i + 4, 1, 2))
		return false;
	*next = i + 5;
	return set_day(w, token(ts, i)->value, token(ts, i + 2)->value,
	    token(ts, i + 4)->value);
}

/* 29.3.2017; with other marks, only where the order is known, one of the
 * two is above 12 or both are the same. */
static bool
read_year_last(const struct date_tokens *ts, size_t i, struct when *w,
    size_t *next)
{
	int d, m, y;

	if (!are_three(ts, i) || !is_year(ts, i + 4))
		return false;
	d = day_of(ts, i, w);
	m = token(ts, i + 2)->value;
	y = token(ts, i + 4)->value;
	*next = i + 5;
	if (is_mark(ts, i + 1, '.') || d > 12 || d == m ||
	    (w->order == DATE_DAY_FIRST && m <= 12))
		return set_day(w, y, m, d);
	return (m > 12 || w->order == DATE_MONTH_FIRST) &&
	    set_day(w, y, d, m);
}

/* 2017年3月29日, 2017년 3월 29일 */
static bool
read_cjk(const struct date_tokens *ts, size_t i, struct when *w, size_t *next)
{
	static const char *const year[] = { "年", "년" };
	static const char *const month[] = { "月", "월" };
	static const char *const day[] = { "日", "일", "号", "號" };

	if (!is_year(ts, i) || !is_any(ts, i + 1, year, 2) ||
	    !is_number(ts, i + 2, 1, 2) || !is_any(ts, i + 3, month, 2) ||
	    !is_number(ts, i + 4, 1, 2) || !is_any(ts, i + 5, day, 4))
		return false;
	*next = i + 6;
	return set_day(w, token(ts, i)->value, token(ts, i + 2)->value,
	    token(ts, i + 4)->value);
}

/* 20170329, the whole text or with a T after it (ISO 8601 basic format). */
static bool
read_basic(const struct date_tokens *ts, size_t i, struct when *w,
    size_t *next)
{
	int v = token(ts, i)->value;

	if (i != 0 || !is_number(ts, i, 8, 8) ||
	    (ts->n > 1 && !is_word(ts, 1, "t")))
		return false;
	*next = i + 1;
	if (is_number(ts, 2, 4, 4) || is_number(ts, 2, 6, 6)) {
		struct slice x = token(ts, 2)->text;

		w->hour = digits_value(slice_sub(x, 0, 2));
		w->minute = digits_value(slice_sub(x, 2, 2));
		w->second = digits_value(slice_from(x, 4));
		*next = 3;
	}
	return set_day(w, v / 10000, v / 100 % 100, v % 100);
}

static bool
find_day(const struct date_tokens *ts, struct when *w, size_t *from,
    size_t *next)
{
	static day_reader *const readers[] = {
		read_cjk, read_year_first, read_year_last,
		read_day_month_year, read_month_day_year,
		read_year_month_day, read_basic
	};
	struct when blank = *w;
	size_t i, k;

	for (i = 0; i < ts->n; i++) {
		for (k = 0; k < COUNT(readers); k++) {
			*w = blank;
			*from = i;
			if (readers[k](ts, i, w, next))
				return true;
		}
	}
	return false;
}

/* -1: no mark at token i; else 0 for the morning, 12 for the afternoon;
 * *len is how many tokens it takes. */
static int
half_of_day(const struct date_tokens *ts, size_t i, size_t *len)
{
	static const struct {
		const char *a, *b;
		int hours;
	} marks[] = {
		{ "上", "午", 0 }, { "下", "午", 12 }, { "午", "前", 0 },
		{ "午", "後", 12 }, { "오", "전", 0 }, { "오", "후", 12 },
		{ "a", "m", 0 }, { "p", "m", 12 }, { "π", "μ", 0 },
		{ "μ", "μ", 12 }
	};
	static const char *const am[] = { "am", "πμ", "ص", "صباحا" };
	static const char *const pm[] = { "pm", "μμ", "م", "مساء" };
	size_t k, second;

	*len = 1;
	if (is_any(ts, i, am, COUNT(am)))
		return 0;
	if (is_any(ts, i, pm, COUNT(pm)))
		return 12;
	second = i + (is_mark(ts, i + 1, '.') ? 2 : 1);
	*len = second + 1 - i;
	for (k = 0; k < COUNT(marks); k++)
		if (is_word(ts, i, marks[k].a) &&
		    is_word(ts, second, marks[k].b))
			return marks[k].hours;
	return -1;
}

/* "+3", "+0300", "-05:30" at i, which is the sign. */
static bool
read_offset(const struct date_tokens *ts, size_t i, bool named,
    struct when *w)
{
	const struct date_token *t = token(ts, i + 1);
	bool minutes = is_mark(ts, i + 2, ':') && is_number(ts, i + 3, 2, 2);
	int v = t->value, h, m = 0;
	size_t len;

	if ((!is_mark(ts, i, '+') && !is_mark(ts, i, '-')) || t->gap ||
	    !is_number(ts, i + 1, 1, 4) || month_at(ts, i + 2, &len))
		return false;
	h = t->text.len > 2 ? v / 100 : v;
	if (t->text.len > 2)
		m = v % 100;
	else if (minutes)
		m = token(ts, i + 3)->value;
	if (!named && !minutes && t->text.len != 4 &&
	    (t->text.len != 2 || token(ts, i)->gap))
		return false;
	if (m > 59 || h * 60 + m > 14 * 60)
		return false;
	w->offset = (h * 60 + m) * (is_mark(ts, i, '-') ? -1 : 1);
	return true;
}

/* The zone that follows a time at i, brackets around it passed over. */
static void
read_zone(const struct date_tokens *ts, size_t i, struct when *w)
{
	const struct date_token *t;
	bool named;
	int minutes;

	if (w->offset != NO_OFFSET)
		return;			/* it ran into the day */
	while (is_mark(ts, i, '(') || is_mark(ts, i, ',') ||
	    is_word(ts, i, "uhr"))
		i++;
	t = token(ts, i);
	named = t->kind == DATE_WORD && date_zone(t->text, &minutes);
	if (named) {
		w->offset = minutes;
		i++;
	}
	read_offset(ts, i, named, w);
}

/* The separator of hours and minutes at i. */
static bool
is_clock_mark(const struct date_tokens *ts, size_t i)
{
	static const char *const hours[] = { "h", "時", "时", "点", "點", "시" };
	static const char *const before[] = { "kl", "klo", "um", "ob" };

	if (is_mark(ts, i, ':') || is_any(ts, i, hours, COUNT(hours)))
		return true;
	return is_mark(ts, i, '.') && !token(ts, i + 1)->gap &&
	    (is_word(ts, i + 2, "uhr") || (i > 1 &&
	    is_any(ts, i - 2, before, COUNT(before))) || (i > 2 &&
	    is_mark(ts, i - 2, '.') && is_word(ts, i - 3, "kl")));
}

/* The seconds and fractions at i, if any; the token after them. */
static size_t
read_seconds(const struct date_tokens *ts, size_t i, struct when *w)
{
	static const char *const minutes[] = { "分", "분", "min" };

	if (is_any(ts, i, minutes, COUNT(minutes)))
		return i + 1;
	if (!is_mark(ts, i, ':') || !is_number(ts, i + 1, 2, 2))
		return i;
	w->second = token(ts, i + 1)->value;
	i += 2;
	if ((is_mark(ts, i, '.') || is_mark(ts, i, ',')) &&
	    is_number(ts, i + 1, 1, 9) && !token(ts, i + 1)->gap)
		i += 2;
	return i;
}

static bool
is_clock(const struct when *w)
{
	return w->hour >= 0 && w->hour < 24 && w->minute >= 0 &&
	    w->minute < 60 && w->second >= 0 && w->second <= 60;
}

static void
add_half(const struct date_tokens *ts, size_t before, size_t *i,
    struct when *w)
{
	size_t len, at;
	int half = half_of_day(ts, *i, &len);

	if (half >= 0)
		*i += len + (is_mark(ts, *i + len, '.') ? 1 : 0);
	for (at = 1; half < 0 && at <= 2 && at <= before; at++)
		half = half_of_day(ts, before - at, &len);
	if (half < 0 || w->hour > 12)
		return;
	w->hour = w->hour % 12 + half;
}

/* A time at token i: 16:21, 16:21:30, 4:21 pm, 16h21, 16.21 Uhr, 4 pm */
static bool
read_time(const struct date_tokens *ts, size_t i, struct when *w)
{
	struct when got = *w;
	size_t at = i + 1, len;

	if (!is_number(ts, i, 1, 2) || (i > 0 && is_mark(ts, i - 1, ':')))
		return false;
	got.hour = token(ts, i)->value;
	got.minute = got.second = 0;
	if (is_clock_mark(ts, at) && is_number(ts, at + 1, 2, 2)) {
		got.minute = token(ts, at + 1)->value;
		at = read_seconds(ts, at + 2, &got);
	} else if (is_word(ts, at, "uhr") || is_word(ts, at, "h")) {
		at++;
	} else if (half_of_day(ts, at, &len) < 0) {
		return false;
	}
	add_half(ts, i, &at, &got);
	if (!is_clock(&got))
		return false;
	read_zone(ts, at, &got);
	*w = got;
	return true;
}

/* The time after the day, else the last one before it. */
static void
find_time(const struct date_tokens *ts, size_t from, size_t next,
    struct when *w)
{
	size_t i;

	for (i = next; i < ts->n && i < next + 8; i++)
		if (read_time(ts, i, w))
			return;
	for (i = from; i > 0; i--)
		if (read_time(ts, i - 1, w))
			return;
}

static char *
put_number(char *out, unsigned n, int digits)
{
	int i;

	for (i = digits; i-- > 0; n /= 10)
		out[i] = (char)('0' + n % 10);
	return out + digits;
}

static void
print(const struct when *w, char out[DATE_MAX])
{
	int off = w->offset;
	unsigned minutes = off < 0 ? 0u - (unsigned)off : (unsigned)off;

	out = put_number(out, (unsigned)w->year, 4);
	*out++ = '-';
	out = put_number(out, (unsigned)w->month, 2);
	*out++ = '-';
	out = put_number(out, (unsigned)w->day, 2);
	if (w->hour >= 0) {
		*out++ = 'T';
		out = put_number(out, (unsigned)w->hour, 2);
		*out++ = ':';
		out = put_number(out, (unsigned)w->minute, 2);
		*out++ = ':';
		out = put_number(out, (unsigned)(w->second > 59 ? 59 :
		    w->second), 2);
		if (off != NO_OFFSET) {
			*out++ = off < 0 ? '-' : '+';
			out = put_number(out, minutes / 60, 2);
			*out++ = ':';
			out = put_number(out, minutes % 60, 2);
		}
	}
	*out = '\0';
}

/* Digits where the form has 0, and what else it has. */
static bool
has_form(struct slice x, size_t at, const char *form)
{
	for (; *form; form++, at++)
		if (at >= x.len || (*form == '0' ? !ascii_digit(x.s[at]) :
		    x.s[at] != *form))
			return false;
	return true;
}

static int
two_digits(struct slice x, size_t at)
{
	return (x.s[at] - '0') * 10 + x.s[at + 1] - '0';
}

/* "Z", "+03:00", "-0530" or nothing from `at` to the end. */
static bool
plain_zone(struct slice x, size_t at, struct when *w)
{
	size_t colon = has_form(x, at + 3, ":") ? 1 : 0;

	if (at == x.len)
		return true;
	if (x.len == at + 1 && x.s[at] == 'Z') {
		w->offset = 0;
		return true;
	}
	if ((x.s[at] != '+' && x.s[at] != '-') || x.len != at + 5 + colon ||
	    !has_form(x, at + 1, colon ? "00:00" : "0000"))
		return false;
	w->offset = two_digits(x, at + 1) * 60 +
	    two_digits(x, at + 3 + colon);
	if (w->offset > 14 * 60 || two_digits(x, at + 3 + colon) > 59)
		return false;
	if (x.s[at] == '-')
		w->offset = -w->offset;
	return true;
}

/* What machines write, "2017-03-29T16:21:00+03:00", without all that it
 * takes to read what people do: a page may hold a million of them. */
static bool
read_plain(struct slice x, struct when *w)
{
	struct when got = *w;
	size_t at = 19;

	if (!has_form(x, 0, "0000-00-00T00:00:00"))
		return false;
	got.year = two_digits(x, 0) * 100 + two_digits(x, 2);
	got.month = two_digits(x, 5);
	got.day = two_digits(x, 8);
	got.hour = two_digits(x, 11);
	got.minute = two_digits(x, 14);
	got.second = two_digits(x, 17);
	if (has_form(x, at, ".0"))
		for (at++; at < x.len && ascii_digit(x.s[at]); at++)
			;
	if (!plain_zone(x, at, &got) || !is_day(&got) || !is_clock(&got))
		return false;
	*w = got;
	return true;
}

bool
date_numbers(struct slice x, int *first, int *second, int *year)
{
	struct date_tokens ts;
	size_t i;

	date_cut(&ts, x);
	for (i = 0; i < ts.n; i++) {
		if (!are_three(&ts, i) || !is_year(&ts, i + 4) ||
		    is_mark(&ts, i + 1, '.'))
			continue;
		*first = token(&ts, i)->value;
		*second = token(&ts, i + 2)->value;
		*year = token(&ts, i + 4)->value;
		return true;
	}
	return false;
}

bool
date_parse(struct slice x, char out[DATE_MAX])
{
	return date_parse_order(x, DATE_UNSURE, out);
}

bool
date_parse_order(struct slice x, enum date_order order, char out[DATE_MAX])
{
	struct when w = {
		.hour = -1, .offset = NO_OFFSET, .order = order
	};
	struct date_tokens ts;
	size_t from, next;

	out[0] = '\0';
	if (read_plain(slice_trim(x), &w)) {
		print(&w, out);
		return true;
	}
	date_cut(&ts, x);
	if (!find_day(&ts, &w, &from, &next))
		return false;
	if (w.hour < 0)
		find_time(&ts, from, next, &w);
	else if (is_clock(&w))
		read_zone(&ts, next, &w);
	else
		w.hour = -1;
	print(&w, out);
	return true;
}

/* CLDR, short forms: months come first in the United States and a few
 * countries with them; "en" alone may be any. */
enum date_order
date_order_of(struct slice language)
{
	static const char *const month_first[] = {
		"en-us", "en_us", "en-ph", "en_ph", "fil", "es-us", "es-pr"
	};
	size_t i;

	for (i = 0; i < COUNT(month_first); i++)
		if (slice_istarts(language, slice_z(month_first[i])))
			return DATE_MONTH_FIRST;
	if (language.len < 2 || slice_ieq(language, SLICE("en")) ||
	    slice_istarts(language, SLICE("en-ca")) ||
	    slice_ieq(language, SLICE("mul")))
		return DATE_UNSURE;
	return DATE_DAY_FIRST;
}
