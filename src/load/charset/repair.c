#include "load/charset/repair.h"

#include <stdlib.h>

#include "base/mem.h"
#include "load/charset/misread.h"
#include "load/charset/oddity.h"
#include "text/utf8.h"

#define PIECE ((size_t)16 << 10)	/* bytes looked at together, at most */
#define ROUNDS 5			/* layers of damage */
#define ENOUGH 6			/* score that speaks for itself */
#define ENOUGH_ALONE 4			/* where all of a line is places */
#define ENOUGH_HERE 2			/* where others were mended */
#define ENOUGH_ALL (-6)			/* both */
#define CSI 0x9Bu			/* ECMA-48: begins a control sequence */
#define BROKEN "\xEF\xBF\xBD"

struct line {
	uint32_t *cps;
	const struct origin **origins;	/* of each */
	size_t n, cap;
};

struct repair {
	struct misread *misread;
	struct line line, next;
	uint32_t *made;			/* what a place becomes */
	size_t nmade, made_cap;
	size_t places;			/* mended */
	size_t mended;			/* places of the line at hand */
};

struct pass {				/* over a line, as one charset */
	struct repair *r;
	const struct line *line;
	unsigned charset;
	bool bold;			/* other places were broken */
	bool write;			/* to r->next */
	int least;			/* score of a place to be mended */
	size_t end;			/* of the last place mended */
	int total, top;			/* score of those mended */
	size_t places;
	size_t apart;			/* characters that are no sequence */
	size_t tangled;			/* those that look odd side by side */
	bool lone;			/* one place, others apart */
};

struct match {				/* characters that are one */
	size_t taken;			/* 0: no match */
	uint32_t cp;
	int bonus;			/* what speaks for it by itself */
};

static void
line_add(const struct repair *r, struct line *l, uint32_t cp)
{
	size_t cap = l->cap;

	l->cps = mem_grow(l->cps, &cap, l->n + 1, sizeof(*l->cps));
	l->origins = mem_grow(l->origins, &l->cap, l->n + 1,
	    sizeof(*l->origins));
	l->cps[l->n] = cp;
	l->origins[l->n++] = misread_origin(r->misread, cp);
}

static void
line_free(struct line *l)
{
	free(l->cps);
	free(l->origins);
}

/* ' ' before and behind the line. */
static uint32_t
cp_at(const struct line *l, size_t i)
{
	return i < l->n ? l->cps[i] : ' ';
}

static unsigned
byte_at(const struct pass *p, size_t i)
{
	return i < p->line->n ? p->line->origins[i]->byte[p->charset] : 0;
}

static bool
is_tail_byte(unsigned byte)
{
	return (byte & 0xC0) == 0x80;
}

/* Bytes behind a lead byte; 0: it is none. */
static size_t
tails_of(unsigned lead)
{
	return lead < 0xC2 || lead > 0xF4 ? 0 : lead < 0xE0 ? 1 :
	    lead < 0xF0 ? 2 : 3;
}

static struct match
no_match(void)
{
	return (struct match){ 0, 0, 0 };
}

/* Half a pair of UTF-16, in three bytes as CESU-8 has it; 0: it is not. */
static uint32_t
half_at(const struct pass *p, size_t i)
{
	unsigned b = byte_at(p, i + 1), c = byte_at(p, i + 2);

	if (byte_at(p, i) != 0xED || b < 0xA0 || !is_tail_byte(b) ||
	    !is_tail_byte(c))
		return 0;
	return 0xD000u | (b & 0x3Fu) << 6 | (c & 0x3Fu);
}

static struct match
match_cesu(const struct pass *p, size_t i)
{
	uint32_t high = half_at(p, i), low = high ? half_at(p, i + 3) : 0;

	if (high < 0xD800 || high > 0xDBFF || low < 0xDC00)
		return no_match();
	return (struct match){ 6,
	    0x10000 + ((high & 0x3FF) << 10) + (low & 0x3FF), ENOUGH };
}

/* The two letters that most UTF-8 of the West begins with, before a sign. */
static int
west_bonus(const struct line *l, size_t i)
{
	uint32_t lead = l->cps[i], sign = l->cps[i + 1];
	uint32_t prev = i ? l->cps[i - 1] : ' ', next = cp_at(l, i + 2);

	if (oddity_is_letter(sign))
		return lead == 0xC3 && sign > 0x100 ? 3 : 0;
	if (lead == 0xC2 && sign >= 0xA0 && sign < 0xC0)
		return oddity_is_upper(prev) ? 2 : ENOUGH;
	if ((lead == 0xD0 || lead == 0xD1) && oddity_is_tail(sign) &&
	    !oddity_is_letter(prev) && !oddity_is_letter(next))
		return ENOUGH_ALONE;	/* Cyrillic, a word of one letter */
	if ((lead == 0xCE || lead == 0xCF) && oddity_is_letter(prev) &&
	    oddity_is_letter(next))
		return ENOUGH_ALONE;	/* Greek, in the name of a substance */
	if (lead == 0x221A && oddity_is_tail(sign))
		return ENOUGH_ALONE;	/* a root of a sign */
	if (lead == 0x102 && !oddity_is_upper(prev) && sign > 0xA1 &&
	    sign < 0xBF && sign != 0xBB)
		return ENOUGH;
	if (lead != 0xC3 || sign == 0x2019 || sign == 0x2026)
		return 0;
	if (sign == 0xA0)
		return oddity_is_lower(next) || oddity_is_lower(prev) ||
		    (prev == ' ' && next == ' ') ? ENOUGH : 0;
	if (oddity_is_letter(next))
		return oddity_is_letter(prev) || oddity_is_lower(next) ||
		    !oddity_is_stop(sign) ? 5 : 0;
	return oddity_is_tail(sign) || (!oddity_is_upper(prev) &&
	    sign > 0xA1 && sign < 0xBF && sign != 0xBB) ? ENOUGH : 0;
}

/* What may stand behind a word, or goes on with it; the letters of 80..BF
 * in the West's charset do not. */
static bool
may_follow(const struct pass *p, size_t i)
{
	uint32_t cp = p->line->cps[i];

	return oddity_is_stop(cp) || (p->charset && oddity_is_letter(cp));
}

static int
three_bonus(const struct pass *p, size_t i)
{
	return may_follow(p, i + 1) && may_follow(p, i + 2) ? 1 : 3;
}

static struct match
match_whole(const struct pass *p, size_t i)
{
	unsigned lead = byte_at(p, i);
	size_t k, n = 1 + tails_of(lead);
	char bytes[4];
	struct match m = { .taken = n };

	bytes[0] = (char)lead;
	for (k = 1; k < n; k++) {
		if (!is_tail_byte(byte_at(p, i + k)))
			return no_match();
		bytes[k] = (char)byte_at(p, i + k);
	}
	if (n == 1)
		return no_match();
	if (utf8_decode((struct slice){ bytes, n }, &m.cp) != n ||
	    (m.cp == UTF8_BAD && memcmp(bytes, BROKEN, 3) != 0))
		return lead == 0xED ? match_cesu(p, i) : no_match();
	m.bonus = n == 2 ? west_bonus(p->line, i) :
	    n == 3 ? three_bonus(p, i) : ENOUGH;
	for (k = 1; k < n; k++)		/* a better charset may be found */
		m.bonus -= p->line->origins[i + k]->foreign >> p->charset & 1;
	return m;
}

/* A sequence of which bytes were lost: U+FFFD stands for them, and where it
 * is known that things are broken, a question mark. */
static struct match
match_lost(const struct pass *p, size_t i)
{
	size_t k, lost = 0, marks = 0, n = tails_of(byte_at(p, i));
	uint32_t cp;

	for (k = 1; k <= n; k++) {
		cp = cp_at(p->line, i + k);
		if (cp == UTF8_BAD)
			lost++;
		else if (cp == '?' && p->bold)
			marks++;
		else if (!is_tail_byte(byte_at(p, i + k)))
			return no_match();
	}
	if (n == 0 || lost + marks == 0)
		return no_match();
	if (marks && (n == 1 ? p->line->cps[i] != 0xC3 : marks == n))
		return no_match();
	return (struct match){ n + 1, UTF8_BAD, 2 };
}

static bool
word_is(const struct line *l, size_t i, const char *word)
{
	for (; *word; word++, i++)
		if (cp_at(l, i) != (unsigned char)*word)
			return false;
	return true;
}

/*
 * The letter a with grave is C3 A0, and A0 is lost easily: it was a blank
 * that does not break.  Mostly it is a word, and a blank was beside it; but
 * Portuguese has some that go on.
 */
static bool
goes_on(const struct line *l, size_t i)
{
	uint32_t next = cp_at(l, i);

	return next == ' ' || next == ',' || next == '.' || next == ')' ||
	    word_is(l, i, "s ") ||
	    word_is(l, i, "quel") || word_is(l, i, "quilo");
}

static struct match
match_grave(const struct pass *p, size_t i)
{
	const struct line *l = p->line;
	uint32_t prev = i ? l->cps[i - 1] : ' ', next = cp_at(l, i + 2);
	bool small = oddity_is_lower(prev);

	if (!p->bold && !(small && l->cps[i] == 0xC3 &&
	    (oddity_is_lower(next) || next == ' ')))
		return no_match();
	if (!small && oddity_is_letter(prev))
		return no_match();
	return (struct match){ i + 1 < l->n && goes_on(l, i + 2) ? 2 : 1,
	    0xE0, ENOUGH };
}

/* A sequence in which a blank stands for A0. */
static struct match
match_blank(const struct pass *p, size_t i)
{
	unsigned lead = byte_at(p, i), b;
	size_t k, blanks = 0, n = tails_of(lead);
	char bytes[4] = { (char)lead };
	struct match m = { .taken = n + 1 };

	if (lead == 0xC3 && cp_at(p->line, i + 1) == ' ')
		return match_grave(p, i);
	if (!p->bold || i + n >= p->line->n)
		return no_match();
	for (k = 1; k <= n; k++) {
		b = byte_at(p, i + k);
		if (p->line->cps[i + k] == ' ')
			b = 0xA0, blanks++;
		else if (!is_tail_byte(b))
			return no_match();
		bytes[k] = (char)b;
	}
	if (blanks != 1 || (lead == 0xC2 && p->line->cps[i] != 0xC2) ||
	    utf8_decode((struct slice){ bytes, n + 1 }, &m.cp) != n + 1 ||
	    oddity_rare(m.cp) > 1)
		return no_match();
	m.bonus = ENOUGH_HERE;
	return m;
}

static struct match
match_at(const struct pass *p, size_t i)
{
	struct match m = match_whole(p, i);

	if (m.taken == 0)
		m = match_lost(p, i);
	if (m.taken == 0)
		m = match_blank(p, i);
	return m;
}

/* Of n characters and the one behind them. */
static int
oddness(const uint32_t *cps, size_t n, uint32_t prev, const uint32_t next[2])
{
	int sum = 0;
	size_t i;

	for (i = 0; i < n; i++) {
		sum += oddity_at(prev, cps[i], i + 1 < n ? cps[i + 1] :
		    next[0]);
		prev = cps[i];
	}
	return sum + oddity_at(prev, next[0], next[1]);
}

/* What of a sequence is left right before i: then this is a larger wreck
 * than can be mended. */
static bool
behind_wreck(const struct pass *p, size_t i)
{
	const struct origin *const *o = p->line->origins + i;
	unsigned c = p->charset;

	if (i < p->end + 2)
		return false;
	return (is_tail_byte(o[-1]->byte[c]) && o[-2]->byte[c] >= 0xE0) ||
	    (is_tail_byte(o[-1]->byte[0]) && o[-2]->byte[0] >= 0xE0);
}

/* The letters of an a with a ring, once, in a line with other such letters:
 * other charsets read them as likely.  Left alone, it can be read. */
static bool
is_unsure(const struct pass *p, size_t from, size_t to)
{
	return p->lone && to - from == 2 && p->line->cps[from + 1] == 0xA5 &&
	    p->line->cps[from] != 0xC2;
}

static int
place_score(const struct pass *p, size_t from, size_t to, int bonus)
{
	const struct line *l = p->line;
	uint32_t prev = from ? l->cps[from - 1] : ' ';
	uint32_t next[2] = { cp_at(l, to), cp_at(l, to + 1) };
	int score = bonus;
	size_t i;

	score += oddness(l->cps + from, to - from, prev, next);
	score -= oddness(p->r->made, p->r->nmade, prev, next) / 2;
	for (i = 0; i < p->r->nmade; i++)
		score -= oddity_rare(p->r->made[i]);
	return score;
}

static void
write_place(struct pass *p, size_t from, size_t to, bool mend)
{
	const uint32_t *cps = mend ? p->r->made : p->line->cps + from;
	size_t i, n = mend ? p->r->nmade : to - from;

	for (i = 0; p->write && i < n; i++)
		line_add(p->r, &p->r->next, cps[i]);
}

/* The place that begins at i, as far as one sequence follows another; its
 * end, or i where there is none. */
static size_t
take_place(struct pass *p, size_t i)
{
	struct repair *r = p->r;
	struct match m = match_at(p, i);
	size_t from = i;
	int bonus = -2, score;
	bool mend;

	for (r->nmade = 0; m.taken; m = match_at(p, i)) {
		r->made = mem_grow(r->made, &r->made_cap, r->nmade + 1,
		    sizeof(*r->made));
		r->made[r->nmade++] = m.cp;
		bonus += m.bonus + 2;
		i += m.taken;
	}
	if (i == from)
		return i;
	score = place_score(p, from, i, bonus);
	mend = score >= p->least && !behind_wreck(p, from) &&
	    !(p->bold && is_unsure(p, from, i));
	write_place(p, from, i, mend);
	if (mend) {
		p->end = i;
		p->total += score;
		p->top = score > p->top ? score : p->top;
		p->places++;
	}
	return i;
}

/* The character at i is no sequence; nor was the one at `was`. */
static void
pass_over(struct pass *p, size_t i, size_t was)
{
	uint32_t cp = p->line->cps[i];

	if (cp < 0x80 || cp == UTF8_BAD)
		return;
	p->apart++;
	if (i > 0 && was == i - 1 && byte_at(p, i) >= 0x80 &&
	    byte_at(p, i - 1) >= 0x80)
		p->tangled += oddity_at(p->line->cps[i - 1], cp,
		    cp_at(p->line, i + 1)) > 1;
}

static void
pass_run(struct pass *p)
{
	const struct line *l = p->line;
	size_t i, end, was = SIZE_MAX;

	p->end = p->places = p->apart = p->tangled = 0;
	p->total = p->top = 0;
	for (i = 0; i < l->n; i = end) {
		end = byte_at(p, i) >= 0xC2 ? take_place(p, i) : i;
		if (end > i)
			continue;
		pass_over(p, i, was);
		was = i;
		write_place(p, i, ++end, false);
	}
}

/* A line full of signs that are no UTF-8 is another encoding's. */
static bool
is_convincing(const struct pass *p)
{
	if (p->tangled > 2 + 2 * p->places)
		return false;
	return p->top >= (p->apart ? ENOUGH : ENOUGH_ALONE) ||
	    (p->apart * 3 <= p->places && p->total >= ENOUGH);
}

/* p judged: first each place by itself, then each in the light of all. */
static void
pass_judge(struct pass *p)
{
	p->bold = p->write = p->lone = false;
	p->least = 1;
	pass_run(p);
	if (!is_convincing(p)) {
		p->total = 0;
		return;
	}
	p->bold = true;
	p->lone = p->apart && p->places == 1;
	p->least = p->apart ? ENOUGH_HERE : ENOUGH_ALL;
	pass_run(p);
}

/* The charsets as which l has something that looks like UTF-8. */
static unsigned
suspects(const struct line *l)
{
	unsigned all = 0, leads = 0;
	size_t i;
	uint32_t cp;

	for (i = 0; i < l->n; i++) {
		cp = l->cps[i];
		if (cp == UTF8_BAD || (cp == ' ' && i &&
		    l->cps[i - 1] == 0xC3))
			all |= leads;
		all |= leads & l->origins[i]->trails;
		leads = l->origins[i]->leads;
	}
	return all;
}

/* One layer of damage taken off; false: there is none. */
static bool
mend_layer(struct repair *r)
{
	struct pass best = { .total = 0 }, p = { .r = r, .line = &r->line };
	unsigned c, charsets = suspects(&r->line);
	struct line old;

	for (c = 0; c < MISREAD_N; c++) {
		if (!(charsets >> c & 1))
			continue;
		p.charset = c;
		pass_judge(&p);
		if (p.total > best.total)
			best = p;
	}
	if (best.total == 0)
		return false;
	best.write = true;
	r->next.n = 0;
	pass_run(&best);
	r->mended += best.places;
	old = r->line;
	r->line = r->next;
	r->next = old;
	return true;
}

static void
mend_controls(struct repair *r)
{
	size_t i;
	uint32_t cp, next;

	for (i = 0; i < r->line.n; i++) {
		cp = r->line.cps[i];
		next = cp_at(&r->line, i + 1);
		if (cp == CSI && next >= '0' && next <= '9')
			continue;	/* malice, which the gate takes out */
		cp = misread_control(cp);
		r->mended += cp != r->line.cps[i];
		r->line.cps[i] = cp;
	}
}

static void
line_read(struct repair *r, struct slice x)
{
	uint32_t cp;

	for (r->line.n = 0; x.len; line_add(r, &r->line, cp))
		x = slice_from(x, utf8_decode(x, &cp));
}

/* True: r->line is what x becomes. */
static bool
mend_piece(struct repair *r, struct slice x)
{
	int round = 0;

	line_read(r, x);
	r->mended = 0;
	while (round++ < ROUNDS && mend_layer(r))
		;
	mend_controls(r);
	r->places += r->mended;
	return r->mended > 0;
}

/* The character at *p, which is valid, and past it. */
static uint32_t
take_valid(const unsigned char **p)
{
	const unsigned char *s = *p;

	if (*s < 0x80) {
		*p += 1;
		return *s;
	}
	if (*s < 0xE0) {
		*p += 2;
		return (s[0] & 0x1Fu) << 6 | (s[1] & 0x3Fu);
	}
	if (*s < 0xF0) {
		*p += 3;
		return (s[0] & 0xFu) << 12 | (s[1] & 0x3Fu) << 6 |
		    (s[2] & 0x3Fu);
	}
	*p += 4;
	return (s[0] & 7u) << 18 | (s[1] & 0x3Fu) << 12 |
	    (s[2] & 0x3Fu) << 6 | (s[3] & 0x3Fu);
}

static size_t
skip_ascii(struct slice x, size_t i)
{
	uint64_t word;

	for (; x.len - i >= sizeof(word); i += sizeof(word)) {
		memcpy(&word, x.s + i, sizeof(word));
		if (word & 0x8080808080808080u)
			break;
	}
	while (i < x.len && !(x.s[i] & 0x80))
		i++;
	return i;
}

/* Whether mend_piece() could do anything. */
static bool
is_suspect(const struct repair *r, struct slice x)
{
	const unsigned char *p = (const unsigned char *)x.s;
	const unsigned char *end = p + x.len;
	const struct origin *o;
	unsigned leads = 0;
	uint32_t cp, prev = 0;

	for (; p < end; prev = cp) {
		cp = take_valid(&p);
		if (cp < 0x80 && !(cp == ' ' && prev == 0xC3)) {
			leads = 0;
			p += skip_ascii((struct slice){ (const char *)p,
			    (size_t)(end - p) }, 0);
			continue;
		}
		o = misread_origin(r->misread, cp);
		if ((leads & o->trails) ||
		    (cp < 0xA0 && misread_control(cp) != cp) ||
		    (leads && (cp == UTF8_BAD || cp == ' ')))
			return true;
		leads = o->leads;
	}
	return false;
}

/* From the line's beginning, if that is not far, to its end or where it is
 * cut: the piece of x about i.  Nothing before `from`. */
static struct slice
piece_about(struct slice x, size_t from, size_t i)
{
	size_t start = i, end;

	while (start > from && i - start < PIECE / 2 &&
	    x.s[start - 1] != '\n')
		start--;
	end = start + slice_chr(slice_sub(x, start, PIECE), '\n');
	if (end < start || end > x.len)
		end = start + PIECE < x.len ? start + PIECE : x.len;
	while (end < x.len && end > i && (x.s[end] & 0xC0) == 0x80)
		end--;			/* no character is cut */
	return slice_sub(x, start, end - start);
}

static void
write_line(const struct line *l, struct buf *out)
{
	size_t i;

	buf_reserve(out, l->n * 4);
	for (i = 0; i < l->n; i++)
		out->len += utf8_encode(l->cps[i], out->s + out->len);
}

size_t
text_repair(struct slice in, struct buf *out)
{
	struct repair r = { 0 };
	size_t i = 0, end = 0, done = 0;
	struct slice piece;

	while ((i = skip_ascii(in, end)) < in.len) {
		if (r.misread == NULL)
			r.misread = misread_new();
		piece = piece_about(in, end, i);
		end = (size_t)(piece.s - in.s) + piece.len;
		if (!is_suspect(&r, piece) || !mend_piece(&r, piece))
			continue;
		buf_add(out, slice_sub(in, done, end - piece.len - done));
		write_line(&r.line, out);
		done = end;
	}
	if (r.places)
		buf_add(out, slice_from(in, done));
	line_free(&r.line);
	line_free(&r.next);
	free(r.made);
	misread_free(r.misread);
	return r.places;
}
