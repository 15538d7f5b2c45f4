#include "load/charset/sample.h"

#define CONTEXT ((size_t)64)		/* ASCII kept on either side */
#define PLACES ((size_t)4)		/* looked at in a long document */
#define SHORT ((size_t)32 * 1024)	/* a document that is one place */
#define ENTITY_MAX ((size_t)10)

struct taker {
	struct sample *sample;
	struct slice x;			/* the document */
	size_t pos, end;		/* of the place looked at */
	size_t full;			/* sample->len that ends the place */
	size_t close;			/* no '>' between pos and here */
	bool markup;			/* is left out */
};

static bool
is_high(char c)
{
	return (unsigned char)c >= 0x80;
}

/* The next byte over 7F from i on, or end. */
static size_t
next_high(struct slice x, size_t i, size_t end)
{
	uint64_t word;

	for (; end - i >= 8; i += 8) {
		memcpy(&word, x.s + i, 8);
		if (word & 0x8080808080808080u)
			break;
	}
	while (i < end && !is_high(x.s[i]))
		i++;
	return i;
}

/* After the tag that starts at i; i where there is none. */
static size_t
after_tag(struct taker *t, size_t i)
{
	const char *s = t->x.s, *found;

	if (!t->markup || i + 1 >= t->end || s[i] != '<')
		return i;
	if (!ascii_alpha(s[i + 1]) && s[i + 1] != '/' && s[i + 1] != '!' &&
	    s[i + 1] != '?')
		return i;
	if (t->close <= i) {
		found = memchr(s + i, '>', t->end - i);
		t->close = found ? (size_t)(found - s) : t->end;
	}
	return t->close < t->end ? t->close + 1 : i;
}

/* The same for a character reference. */
static size_t
after_entity(struct taker *t, size_t i)
{
	const char *s = t->x.s;
	size_t j = i + 1;

	if (!t->markup || s[i] != '&')
		return i;
	while (j < t->end && j - i < ENTITY_MAX && (ascii_alpha(s[j]) ||
	    ascii_digit(s[j]) || s[j] == '#'))
		j++;
	return j < t->end && j > i + 1 && s[j] == ';' ? j + 1 : i;
}

static void
put(struct sample *m, char c)
{
	bool blank = (unsigned char)c <= ' ';

	/* NUL pads; ESC is for terminals. */
	m->controls += blank && c != ' ' && c != '\0' && c != '\x1B' &&
	    !ascii_space(c);
	if (m->len >= SAMPLE_MAX || (blank && m->len &&
	    m->text[m->len - 1] == ' '))
		return;
	m->text[m->len++] = blank ? ' ' : (unsigned char)c;
	m->high += is_high(c);
}

/* Where to begin for a high byte at i: not within a tag. */
static size_t
start_of(struct taker *t, size_t i)
{
	size_t low = i - t->pos > CONTEXT ? i - CONTEXT : t->pos, j, after;

	for (j = i; j > low && t->markup; j--) {
		if (t->x.s[j - 1] == '>')
			return j;
		after = after_tag(t, j - 1);
		if (after > i)
			return after;
	}
	return low;
}

/* Takes over text up to where ASCII goes on for long. */
static void
take_piece(struct taker *t)
{
	size_t last = t->pos, next;

	while (t->pos < t->end && t->pos - last <= CONTEXT &&
	    t->sample->len < t->full) {
		next = after_tag(t, t->pos);
		if (next == t->pos)
			next = after_entity(t, t->pos);
		if (next > t->pos) {
			put(t->sample, ' ');
			last += next - t->pos < CONTEXT ? 0 : CONTEXT / 4;
			t->pos = next;
			continue;
		}
		if (is_high(t->x.s[t->pos]))
			last = t->pos;
		put(t->sample, t->x.s[t->pos++]);
	}
	put(t->sample, ' ');
}

static void
take_place(struct taker *t, size_t from, size_t to)
{
	size_t i;

	t->pos = from;
	t->end = to;
	t->close = 0;
	/* After a byte under 40 a character begins in any encoding. */
	while (from && t->pos < to && (unsigned char)t->x.s[t->pos++] >= 0x40)
		;
	while (t->sample->len < t->full) {
		i = next_high(t->x, t->pos, to);
		if (i == to)
			break;
		t->pos = start_of(t, i);
		if (t->pos <= i)
			take_piece(t);
	}
}

static void
take_all(struct taker *t)
{
	size_t i, n = t->x.len > SHORT ? PLACES : 1, from, look;

	for (i = 0; i < n; i++) {
		from = t->x.len / n * i;
		look = t->x.len - from;
		if (look > SAMPLE_LOOK / PLACES)
			look = SAMPLE_LOOK / PLACES;
		t->full = SAMPLE_MAX / n * (i + 1);
		take_place(t, from, from + look);
	}
}

static void
count_seen(struct sample *m, struct slice x)
{
	size_t i, end = x.len < SAMPLE_LOOK ? x.len : SAMPLE_LOOK;

	for (i = next_high(x, 0, end); i < end; i = next_high(x, i, end))
		for (; i < end && is_high(x.s[i]); i++)
			m->seen[(unsigned char)x.s[i]]++;
}

/* The first high byte is far off: that is where to look. */
static void
take_first(struct taker *t)
{
	size_t i = next_high(t->x, 0, t->x.len);
	size_t from = i > CONTEXT ? i - CONTEXT : 0;

	if (i == t->x.len)
		return;
	t->x = slice_sub(slice_from(t->x, from), 0, SAMPLE_LOOK);
	t->full = SAMPLE_MAX;
	take_place(t, 0, t->x.len);
	count_seen(t->sample, t->x);
}

void
sample_take(struct sample *m, struct slice bytes)
{
	struct taker t = { .sample = m, .x = bytes, .markup = true };

	m->len = m->high = m->controls = 0;
	memset(m->seen, 0, sizeof(m->seen));
	count_seen(m, bytes);
	take_all(&t);
	if (m->high == 0) {
		t.markup = false;	/* all within tags? */
		m->len = 0;
		take_all(&t);
	}
	if (m->high == 0)
		take_first(&t);
	m->text[m->len] = ' ';
}
