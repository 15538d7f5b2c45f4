/*
 * A plain text that is a page without its markup, menus and all: the
 * article is the run of lines in which most text stands (maximum subsequence
 * segmentation, Pasternack and Roth 2009).
 */
#include "load/plain_parts.h"

#include <stdlib.h>

#include "base/mem.h"
#include "load/names.h"

#define PAGE_LINES 16		/* a text of fewer is read as it is */
#define MENU_LINES 8		/* a page has that many short lines */
#define SHORT_WORDS 12		/* a line of fewer is no paragraph */
#define LONG_WORDS 30		/* of a paragraph that ends in no stop */
#define MOST_WORDS 60		/* that one line may speak for */
#define MENU_COST 5		/* words that a line of a menu takes back */
#define PAGE_INDENT 4		/* cells */
#define PAGE_BLANKS 25		/* lines for each blank one, at least */
#define MENU_SHARE 4		/* lines for each short one, at most */
#define NEAR_WORDS 6		/* of a sentence that touches the article */
#define TITLE_MAX 200		/* bytes */
#define TITLE_WORDS 3		/* at least */
#define TITLE_NEAR 25		/* lines above the article */

struct run {
	size_t from, to;	/* lines */
};

static struct slice
line_of(const struct plain *p, size_t i)
{
	return p->lines.at[i].text;
}

/* What line i says for an article there: words, or less than nothing. */
static long
worth_of(const struct plain *p, size_t i)
{
	size_t words = line_words(line_of(p, i));
	bool sentence = line_is_sentence(line_of(p, i));

	if (words < (sentence ? SHORT_WORDS : LONG_WORDS))
		return sentence ? 0 : -MENU_COST;
	return words < MOST_WORDS ? (long)words : MOST_WORDS;
}

static struct run
best_run(const struct plain *p)
{
	struct run best = { 0, 0 };
	long sum = 0, most = 0;
	size_t i, from = 0;

	for (i = 0; i < p->lines.n; i++) {
		sum += worth_of(p, i);
		if (sum <= 0) {
			sum = 0;
			from = i + 1;
		} else if (sum > most) {
			most = sum;
			best = (struct run){ from, i + 1 };
		}
	}
	return best;
}

/* A paragraph a line, all indented or hardly a blank line, and many lines
 * as short as those of menus.  Texts that people write to be read as they
 * are have none of it. */
static bool
is_page(const struct plain *p)
{
	size_t i, blanks = 0, menu = 0;

	if (p->lines.n < PAGE_LINES || p->width > 0 ||
	    (p->markdown && p->base < PAGE_INDENT))
		return false;
	for (i = 0; i < p->lines.n; i++) {
		blanks += i > 0 && p->lines.at[i].blanks > 0;
		menu += !line_is_sentence(line_of(p, i)) &&
		    line_words(line_of(p, i)) < SHORT_WORDS;
	}
	return (blanks * PAGE_BLANKS <= p->lines.n ||
	    p->base >= PAGE_INDENT) && menu >= MENU_LINES &&
	    menu * MENU_SHARE >= p->lines.n;
}

/* The headline stands above the article, and before that in the page's own
 * title or in the way that leads to it. */
static void
find_headline(struct plain *p, size_t end)
{
	struct names seen = { 0 };
	struct slice x, item, best = { 0 };
	bool again;
	size_t i;
	int32_t n;

	for (i = 0; i < end; i++) {
		x = line_of(p, i);
		n = seen.n;
		again = names_add(&seen, x) < n ||
		    (i > 0 && slice_starts(line_of(p, 0), x)) ||
		    (i > 1 && slice_starts(line_of(p, 1), x));
		if (again && end - i <= TITLE_NEAR && x.len <= TITLE_MAX &&
		    line_words(x) >= TITLE_WORDS && !line_bullet(x, &item))
			best = x;
	}
	if (p->d->headline.len == 0)
		p->d->headline = doc_line(p->d, best);
	names_free(&seen);
}

static void
find_date(struct plain *p, size_t end)
{
	size_t i;

	for (i = end; i > 0 && end - i < TITLE_NEAR; i--)
		if (plain_date(p, i - 1))
			break;
}

/* A line such as menus, labels and headlines of other stories are. */
static bool
is_short(const struct plain *p, size_t i)
{
	return !line_is_sentence(line_of(p, i)) &&
	    line_words(line_of(p, i)) < SHORT_WORDS;
}

/* How often each line is on the page; freed by the caller. */
static uint32_t *
count_lines(const struct plain *p)
{
	uint32_t *times = mem_alloc(p->lines.n, sizeof(*times));
	int32_t *at = mem_alloc(p->lines.n, sizeof(*at));
	struct names seen = { 0 };
	size_t i;

	for (i = 0; i < p->lines.n; i++) {
		at[i] = names_add(&seen, line_of(p, i));
		if (at[i] >= 0)
			times[at[i]]++;
	}
	for (i = p->lines.n; i-- > 0;)
		at[i] = at[i] < 0 ? 1 : (int32_t)times[at[i]];
	for (i = 0; i < p->lines.n; i++)
		times[i] = (uint32_t)at[i];
	free(at);
	names_free(&seen);
	return times;
}

/* Where the page sets headings apart by blank lines: one before a
 * paragraph, and nowhere else on the page. */
static bool
is_heading(const struct plain *p, size_t i, const uint32_t *times)
{
	return i + 1 < p->lines.n && times[i] == 1 &&
	    p->lines.at[i].blanks > 0 && p->lines.at[i + 1].blanks > 0 &&
	    worth_of(p, i + 1) > 0;
}

/* Of the short lines from..to: one alone, and a list that a colon leads to,
 * if the page does not say the same elsewhere; else they are a menu, and
 * only a heading may end it. */
static bool
keeps_short(const struct plain *p, const struct run *c, size_t i,
    const uint32_t *times)
{
	bool list = c->from > 0 && slice_ends(line_of(p, c->from - 1),
	    SLICE(":"));

	if (list || c->to - c->from == 1)
		return times[i] == 1;
	return i + 1 == c->to && is_heading(p, i, times);
}

static struct run
short_run(const struct plain *p, size_t from, size_t end)
{
	struct run c = { from, from };

	while (c.to < end && is_short(p, c.to))
		c.to++;
	return c;
}

/* Leaves out of the run what the page has put between its paragraphs. */
static void
drop_between(struct plain *p, struct run *run)
{
	uint32_t *times = count_lines(p);
	bool *keep = mem_alloc(run->to, sizeof(*keep));
	size_t i, n = run->from;
	struct run c;

	for (i = run->from; i < run->to; i++) {
		c = short_run(p, i, run->to);
		for (; i < c.to; i++)
			keep[i] = keeps_short(p, &c, i, times);
		if (i < run->to)
			keep[i] = true;
	}
	for (i = run->from; i < run->to; i++)
		if (keep[i])
			p->lines.at[n++] = p->lines.at[i];
	run->to = n;
	free(keep);
	free(times);
}

static bool
is_near(const struct plain *p, size_t i)
{
	return line_is_sentence(line_of(p, i)) &&
	    line_words(line_of(p, i)) >= NEAR_WORDS;
}

/* Sentences that touch the article are of it, short as they are. */
static void
extend(const struct plain *p, struct run *run)
{
	while (run->to < p->lines.n && is_near(p, run->to))
		run->to++;
	while (run->from > 0 && is_near(p, run->from - 1))
		run->from--;
}

size_t
plain_page(struct plain *p)
{
	struct run run;
	size_t all = p->lines.n;

	if (!is_page(p))
		return 0;
	run = best_run(p);
	if (run.to == run.from)
		return 0;
	extend(p, &run);
	if (run.to - run.from == all)
		return 0;
	p->markdown = false;
	find_headline(p, run.from);
	find_date(p, run.from);
	drop_between(p, &run);
	doc_warn(p->d, "%zu lines around the text left out",
	    all - (run.to - run.from));
	p->lines.n = run.to;
	return run.from;
}
