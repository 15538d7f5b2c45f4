#include "load/charset/guess.h"

#include <limits.h>
#include <stdlib.h>

#include "base/mem.h"
#include "load/charset/model.h"
#include "load/charset/wide.h"

#define SLACK (60 * MODEL_UNIT)	/* over the best: out of the race */
#define BLOCK 32		/* pairs between two looks at that limit */
#define BAD_MAX 4u		/* bytes no text has that count */

/* What was declared is refuted by a text that costs so much less, and so
 * much a high byte. */
#define REFUTE (30 * MODEL_UNIT)
#define REFUTE_EACH (3 * MODEL_UNIT / 2)

#define TEXT_MIN ((size_t)3)	/* bytes; fewer tell nothing */

/* A high byte of text costs no more than this, but for the first few. */
#define SENSE (15 * MODEL_UNIT)
#define SENSE_FREE 3

/* What a byte is in an encoding: model_page.kinds. */
enum kind {
	K_SPACE, K_STOP,		/* ASCII: blank; no letter either */
	K_LOWER, K_UPPER, K_LETTER,	/* small, great; of no case */
	K_BLANK, K_APOSTROPHE, K_CLOSE, K_SINGLE, K_OPEN, K_ANGLE, K_DASH,
	K_COMMON, K_FAIR, K_RARE, K_MARK, K_JOIN, K_CONTROL, K_NONE, K_ALL
};

static const char kind_letters[K_ALL + 1] = " .lua_pqiogdesrmzcx";

/*
 * What a character costs after another by kind: capitals within words,
 * signs within words, signs at all.  In fifths of a bit; past ASCII alone.
 * Rows and columns in the order of enum kind.
 */
static const uint8_t kind_costs[K_ALL][K_ALL] = {
	{ 0, 0, 2,12, 0,30,40,55,45,32,34,32,50,50,75,70,65,60,75},
	{ 0, 0, 4,14, 0,30,35,32,50,40,34,40,45,55,75,70,65,60,75},
	{ 0, 0, 0,45, 5,25,20,34,80,70,40,52,45,70,90,60,65,60,75},
	{ 0, 0, 2, 4, 5,30,25,38,85,75,42,55,50,75,90,60,65,60,75},
	{ 0, 0, 5,45, 0,25,25,34,80,70,40,52,45,70,90,20,30,60,75},
	{ 0, 0, 4,14, 0,10,40,30,45,35,25,25,45,50,75,70,50,60,75},
	{ 0, 0, 0,10, 0,20,50,35,60,50,40,40,40,60,90,70,50,60,75},
	{ 0, 0,20,30,10,20,45,35,60,50,40,35,40,60,90,70,50,60,75},
	{15,15, 4, 8, 0,25,50,50,60,40,50,45,40,60,90,70,50,60,75},
	{15,15, 4, 8, 0,20,45,50,50,40,40,45,40,60,90,70,50,60,75},
	{ 0, 0, 5, 8, 0,20,45,45,50,40,45,35,40,60,90,70,50,60,75},
	{ 0, 5,12,18, 0,20,45,40,45,35,34,25,45,60,90,70,50,60,75},
	{ 0, 0,12,16, 4,20,40,30,50,40,40,40,20,60,90,70,50,60,75},
	{ 0, 0,25,20,15,20,45,35,55,50,50,40,50,50,80,70,50,60,75},
	{10,10,40,40,40,40,60,60,60,60,60,60,60,70,40,70,60,60,75},
	{ 0, 0,40,60, 0,25,35,35,80,70,40,50,45,70,90,55,30,60,75},
	{ 0, 0,10,20, 0,25,40,35,50,40,40,40,45,60,90,30,30,60,75},
	{10,10,40,40,40,40,60,60,60,60,60,60,60,70,80,70,60,60,75},
	{10,10,40,40,40,40,60,60,60,60,60,60,60,70,80,70,60,60,75},
};

/* Once a byte, wherever it stands: a control of C1, no character. */
static const uint8_t kind_once[K_ALL] = {
	[K_CONTROL] = 90, [K_NONE] = 90
};

struct pair {
	uint8_t a, b;
	uint16_t n;
};

struct pairs_seen {
	struct pair pair[SAMPLE_MAX + 1];
	size_t n, high;			/* the first with a byte over 7F */
};

/* What of ASCII is no letter is a blank, an apostrophe or a stop. */
static unsigned
fold(unsigned c)
{
	return c >= 0x80 || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
	    c == '\'' ? c : c <= ' ' ? ' ' : '.';
}

/* Moves pairs of the text from tally to out: all, or those past ASCII. */
static void
gather(const struct sample *m, uint16_t *tally, bool all,
    struct pairs_seen *out)
{
	unsigned last = ' ', c;
	uint16_t *n;
	size_t i;

	for (i = 0; i <= m->len; i++, last = c) {
		c = fold(m->text[i]);
		n = &tally[last << 8 | c];
		if (*n == 0 || (!all && (last | c) < 0x80))
			continue;
		out->pair[out->n++] = (struct pair){ (uint8_t)last,
		    (uint8_t)c, *n };
		*n = 0;
	}
}

/* Each two neighbours once, with how often they came. */
static void
count_pairs(const struct sample *m, struct pairs_seen *out)
{
	uint16_t *tally = mem_alloc(0x10000, sizeof(*tally));
	unsigned last = ' ', c;
	size_t i;

	for (i = 0; i <= m->len; i++, last = c) {
		c = fold(m->text[i]);
		tally[last << 8 | c]++;
	}
	tally[(unsigned)' ' << 8 | ' '] = 0;
	out->n = 0;
	gather(m, tally, false, out);
	out->high = out->n;
	gather(m, tally, true, out);
	free(tally);
}

static enum kind
kind_of_ascii(unsigned c)
{
	return c >= 'a' && c <= 'z' ? K_LOWER : c >= 'A' && c <= 'Z' ?
	    K_UPPER : c == ' ' ? K_SPACE : K_STOP;
}

static void
fill_kinds(const struct model_page *page, uint8_t kinds[256])
{
	unsigned c;

	for (c = 0; c < 0x80; c++)
		kinds[c] = (uint8_t)kind_of_ascii(c);
	for (; c < 0x100; c++)
		kinds[c] = (uint8_t)(strchr(kind_letters,
		    page->kinds[c - 0x80]) - kind_letters);
}

/* What all languages pay alike. */
static unsigned
page_cost(const struct model_page *page, const struct sample *m,
    const struct pairs_seen *seen)
{
	uint8_t kinds[256];
	unsigned cost = page->prior * MODEL_UNIT, c, n;
	const struct pair *p, *end = seen->pair + seen->high;

	fill_kinds(page, kinds);
	for (c = 0x80; c < 0x100; c++) {
		n = m->seen[c] < BAD_MAX ? m->seen[c] : BAD_MAX;
		cost += n * kind_once[kinds[c]];
	}
	for (p = seen->pair; p < end; p++)
		cost += (unsigned)p->n * kind_costs[kinds[p->a]][kinds[p->b]];
	return cost;
}

static void
fill_classes(const struct model_fit *fit, uint8_t classes[256])
{
	const struct model_language *l = &model_languages[fit->language];
	unsigned c;

	memset(classes, 0, 0x80);
	for (c = 0; c < 26; c++)
		classes['a' + c] = classes['A' + c] =
		    (uint8_t)(l->ascii[c] - MODEL_ZERO);
	classes['\''] = (uint8_t)(l->ascii[26] - MODEL_ZERO);
	for (c = 0x80; c < 0x100; c++)
		classes[c] = (uint8_t)(fit->upper[c - 0x80] - MODEL_ZERO);
}

/* Over limit once it is over it. */
static unsigned
pairs_cost(const struct model_fit *fit, const uint8_t classes[256],
    const struct pair *p, const struct pair *end, unsigned limit)
{
	const struct model_language *l = &model_languages[fit->language];
	const struct pair *stop;
	unsigned a, b, cost = 0;

	while (p < end && cost <= limit) {
		stop = end - p > BLOCK ? p + BLOCK : end;
		for (; p < stop; p++) {
			a = classes[fit->backward ? p->b : p->a];
			b = classes[fit->backward ? p->a : p->b];
			cost += p->n * (unsigned)(l->costs[a * l->classes +
			    b] - MODEL_ZERO);
		}
	}
	return cost;
}

struct race {
	const struct sample *sample;
	struct pairs_seen seen;
	unsigned high;		/* least cost yet of what is beyond ASCII */
	unsigned ascii;			/* what ASCII cost the best page */
	struct entry {
		const char *name;
		unsigned cost, prior;	/* all together; part of that */
	} entry[MODEL_PAGES + WIDE_ALL], *best;
	size_t n;
};

/*
 * What is beyond ASCII may cost a little more than with another encoding if
 * ASCII makes up for it.
 */
static unsigned
limit_of(const struct race *r)
{
	return r->high > UINT_MAX / 2 ? UINT_MAX :
	    r->high + r->high / 8 + SLACK;
}

static void
enter(struct race *r, const char *name, unsigned cost, unsigned prior)
{
	struct entry *e = &r->entry[r->n++];

	*e = (struct entry){ name, cost, prior * MODEL_UNIT };
	if (r->best == NULL || cost < r->best->cost)
		r->best = e;
}

/*
 * A page in the language it fits best; UINT_MAX where it is out of the race.
 * ASCII tells the language, and so a little about the encoding: it counts
 * half.
 */
static unsigned
best_fit(struct race *r, const struct model_page *page, unsigned base)
{
	const struct pair *p = r->seen.pair, *ascii = p + r->seen.high;
	unsigned best = UINT_MAX, limit, cost, more, i;
	uint8_t classes[256];

	for (i = page->fit; i < (unsigned)page->fit + page->fits; i++) {
		limit = limit_of(r) < best ? limit_of(r) : best;
		if (base > limit)
			break;
		fill_classes(&model_fits[i], classes);
		cost = base + pairs_cost(&model_fits[i], classes, p, ascii,
		    limit - base);
		if (cost > limit)
			continue;
		if (cost < r->high)
			r->high = cost;
		more = pairs_cost(&model_fits[i], classes, ascii,
		    p + r->seen.n, UINT_MAX) / 2;
		if (cost + more >= best)
			continue;
		best = cost + more;
		if (r->best == NULL || best < r->best->cost)
			r->ascii = more;
	}
	return best;
}

/* To wide encodings ASCII says nothing: they pay what the best page does. */
static void
run(struct race *r)
{
	const struct model_page *page;
	unsigned cost[WIDE_ALL], i;

	for (i = 0; i < WIDE_ALL; i++) {
		cost[i] = wide_cost(&wides[i], r->sample, limit_of(r));
		if (cost[i] < r->high)
			r->high = cost[i];
	}
	for (page = model_pages; page < model_pages + MODEL_PAGES; page++)
		enter(r, page->name, best_fit(r, page, page_cost(page,
		    r->sample, &r->seen)), page->prior);
	for (i = 0; i < WIDE_ALL; i++)
		enter(r, wides[i].name, r->ascii + cost[i], wides[i].prior);
}

/*
 * What the text beyond ASCII costs as declared, or UINT_MAX where that
 * cannot be told.  Ends the race.
 */
static unsigned
declared_cost(struct race *r, const char *declared)
{
	const struct model_page *page;
	const struct wide *w;

	if (strcmp(declared, "gb18030") == 0)
		declared = "GBK";
	if (strcmp(declared, "ISO-8859-8-I") == 0)
		declared = "ISO-8859-8";
	for (w = wides; w < wides + WIDE_ALL; w++)
		if (strcmp(w->name, declared) == 0)
			return wide_cost(w, r->sample, UINT_MAX);
	r->high = UINT_MAX;		/* no limit */
	for (page = model_pages; page < model_pages + MODEL_PAGES; page++)
		if (strcmp(page->name, declared) == 0)
			best_fit(r, page, page_cost(page, r->sample,
			    &r->seen));
	return r->high;
}

/*
 * Who declares knows better than we, as long as that can be text.  ASCII has
 * no say: it may be in any language.
 */
static bool
is_refuted(struct race *r, const char *declared)
{
	unsigned best = r->high, cost = declared_cost(r, declared);

	return cost != UINT_MAX && cost > best + REFUTE +
	    REFUTE_EACH * (unsigned)r->sample->high;
}

/* How much more the next one costs, but for those that differ by their
 * prior alone: they make the same text of it. */
static unsigned
margin_of(const struct race *r)
{
	const struct entry *e, *best = r->best;
	unsigned margin = UINT_MAX;

	for (e = r->entry; e < r->entry + r->n; e++)
		if (e->cost - e->prior != best->cost - best->prior &&
		    e->cost - best->cost < margin)
			margin = e->cost - best->cost;
	return margin;
}

/* As counted on sentences kept out of the models: the chance to be wrong
 * halves every eight steps. */
static double
confidence_of(unsigned margin)
{
	double wrong = 0.5;

	for (; margin >= 8 && wrong > 0.02; margin -= 8)
		wrong /= 2;
	return 1 - wrong * (1 - (margin < 8 ? margin : 8) / 16.0);
}

static bool
is_text(const struct race *r)
{
	const struct sample *m = r->sample;

	return m->len > TEXT_MIN && m->controls * 16 <= m->high &&
	    r->high <= (m->high + SENSE_FREE) * SENSE;
}

/* False: there is nothing to go by. */
static bool
run_on(struct race *r, struct sample *m, struct slice bytes)
{
	sample_take(m, bytes);
	if (m->high == 0)
		return false;
	count_pairs(m, &r->seen);
	r->sample = m;
	r->high = UINT_MAX;
	run(r);
	return true;
}

struct guess
guess_encoding(struct slice bytes, const char *declared)
{
	struct guess g = { .name = "windows-1252", .confidence = 0.3 };
	struct sample *m = mem_alloc(1, sizeof(*m));
	struct race *r = mem_alloc(1, sizeof(*r));

	if (run_on(r, m, bytes)) {
		if (is_text(r)) {
			g.name = r->best->name;
			g.evident = true;
			g.confidence = confidence_of(margin_of(r));
		}
		g.refuted = g.evident && declared && is_refuted(r, declared);
	}
	free(r);
	free(m);
	return g;
}

static int
by_cost(const void *a, const void *b)
{
	const struct entry *x = a, *y = b;

	return (x->cost > y->cost) - (x->cost < y->cost);
}

size_t
guess_rank(struct slice bytes, const char **names, size_t max)
{
	struct sample *m = mem_alloc(1, sizeof(*m));
	struct race *r = mem_alloc(1, sizeof(*r));
	size_t n = 0;

	if (run_on(r, m, bytes)) {
		qsort(r->entry, r->n, sizeof(*r->entry), by_cost);
		while (n < r->n && n < max && r->entry[n].cost < UINT_MAX / 2)
			n++;
		for (max = n; max-- > 0;)
			names[max] = r->entry[max].name;
	}
	free(r);
	free(m);
	return n;
}
