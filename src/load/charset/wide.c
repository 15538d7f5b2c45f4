#include "load/charset/wide.h"

#include "load/charset/model.h"

#define ROW 94u
#define BIG5_ROW 157u

enum {					/* fifths of a bit */
	COST_BAD = 120,			/* no character */
	COST_FAR = 105,			/* one of a set's later additions */
	COST_JOINED = 35,		/* a letter of ASCII before it */
	COST_KANA = 35,			/* half-width kana after its like */
	COST_KANA_ALONE = 90,
	COST_WORD = 35,			/* and after it */
	COST_BLANK = 10			/* ASCII that is none after it */
};

struct step {
	const unsigned char *p, *end;	/* p < end, a byte over 7F */
	unsigned char before;		/* p[-1], or a blank */
	unsigned cost;			/* out: of the character */
};

static unsigned
grid_cost(const char *grid, unsigned row, unsigned cell)
{
	return (unsigned)(grid[row * ROW + cell] - MODEL_ZERO);
}

static bool
is_upper(unsigned c)
{
	return c >= 0xA1 && c <= 0xFE;
}

/* The character is not one; the bytes are. */
static size_t
step_bad(struct step *s, size_t n)
{
	s->cost = COST_BAD;
	return n;
}

static size_t
step_far(struct step *s, size_t n)
{
	s->cost = COST_FAR;
	return n;
}

/* One that the end of the text cut off. */
static size_t
step_cut(struct step *s)
{
	s->cost = 0;
	return 1;
}

static size_t
step_gbk(struct step *s)
{
	unsigned a = s->p[0], b;

	if (a == 0x80 || a == 0xFF)
		return step_bad(s, 1);
	if (s->end - s->p < 2)
		return step_cut(s);
	b = s->p[1];
	if (is_upper(a) && is_upper(b)) {
		s->cost = grid_cost(model_gb, a - 0xA1, b - 0xA1);
		return 2;
	}
	if (b >= 0x30 && b <= 0x39 && s->end - s->p > 3 && s->p[2] >= 0x81 &&
	    s->p[3] >= 0x30 && s->p[3] <= 0x39)
		return step_bad(s, 4);
	if (b < 0x40 || b == 0x7F || b == 0xFF)
		return step_bad(s, 1);
	return step_far(s, 2);
}

static size_t
step_big5(struct step *s)
{
	unsigned a = s->p[0], b;

	if (a == 0x80 || a == 0xFF)
		return step_bad(s, 1);
	if (s->end - s->p < 2)
		return step_cut(s);
	b = s->p[1];
	if (b < 0x40 || (b >= 0x7F && b <= 0xA0) || b == 0xFF)
		return step_bad(s, 1);
	if (a < 0xA1 || a > 0xF9)
		return step_far(s, 2);
	s->cost = (unsigned)(model_big5[(a - 0xA1) * BIG5_ROW + b -
	    (b < 0x7F ? 0x40 : 0x62)] - MODEL_ZERO);
	return 2;
}

static size_t
step_euc_kr(struct step *s)
{
	unsigned a = s->p[0], b;

	if (a == 0x80 || a == 0xFF)
		return step_bad(s, 1);
	if (s->end - s->p < 2)
		return step_cut(s);
	b = s->p[1];
	if (is_upper(a) && is_upper(b)) {
		s->cost = grid_cost(model_ks, a - 0xA1, b - 0xA1);
		return 2;
	}
	if (a > 0xC6 || b < 0x41 || (b > 0x5A && b < 0x61) ||
	    (b > 0x7A && b < 0x81) || b == 0xFF)
		return step_bad(s, 1);
	return step_far(s, 2);
}

static size_t
step_euc_jp(struct step *s)
{
	unsigned a = s->p[0], b;

	if (!is_upper(a) && a != 0x8E && a != 0x8F)
		return step_bad(s, 1);
	if (s->end - s->p < 2)
		return step_cut(s);
	b = s->p[1];
	if (!is_upper(b))
		return step_bad(s, 1);
	if (a == 0x8E) {
		s->cost = COST_KANA_ALONE;
		return b <= 0xDF ? 2 : step_bad(s, 1);
	}
	if (a == 0x8F)
		return s->end - s->p < 3 ? step_cut(s) :
		    is_upper(s->p[2]) ? step_far(s, 3) : step_bad(s, 1);
	s->cost = grid_cost(model_jis, a - 0xA1, b - 0xA1);
	return 2;
}

/* Encoding Standard section 12.3.1: the pointer, in rows of 94. */
static size_t
step_shift_jis(struct step *s)
{
	unsigned a = s->p[0], b, at;

	if (a >= 0xA1 && a <= 0xDF) {
		s->cost = s->before >= 0xA1 && s->before <= 0xDF ?
		    COST_KANA : COST_KANA_ALONE;
		return 1;
	}
	if (a == 0x80 || a == 0xA0 || a > 0xFC)
		return step_bad(s, 1);
	if (s->end - s->p < 2)
		return step_cut(s);
	b = s->p[1];
	if (b < 0x40 || b == 0x7F || b > 0xFC)
		return step_bad(s, 1);
	at = (a - (a < 0xA0 ? 0x81 : 0xC1)) * 188 + b -
	    (b < 0x7F ? 0x40 : 0x41);
	if (at >= ROW * ROW)
		return step_far(s, 2);
	s->cost = grid_cost(model_jis, at / ROW, at % ROW);
	return 2;
}

const struct wide wides[WIDE_ALL] = {
	{ "Shift_JIS", 3, step_shift_jis }, { "EUC-JP", 3, step_euc_jp },
	{ "GBK", 3, step_gbk }, { "Big5", 3, step_big5 },
	{ "EUC-KR", 3, step_euc_kr },
};

unsigned
wide_cost(const struct wide *w, const struct sample *m, unsigned limit)
{
	struct step s = { .p = m->text, .end = m->text + m->len,
	    .before = ' ' };
	unsigned cost = w->prior * MODEL_UNIT;
	size_t n;

	while (s.p < s.end && cost <= limit) {
		n = 1;
		if (*s.p >= 0x80) {
			n = w->step(&s);
			cost += s.cost + (ascii_alpha((char)s.before) ?
			    COST_JOINED : 0);
		} else if (s.before >= 0x80) {
			cost += ascii_alpha((char)*s.p) ? COST_WORD :
			    COST_BLANK;
		}
		s.before = n > 1 ? 0x80 : *s.p;
		s.p += n;
	}
	return cost;
}
