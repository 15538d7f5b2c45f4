/*
 * A plain text that is a page without its markup, menus and all: the
 * article is the run of lines in which most text stands (maximum subsequence
 * segmentation, Pasternack and Roth 2009).
 */
#include "load/plain_parts.h"

#include "load/names.h"

#define PAGE_LINES 20		/* a text of fewer is read as it is */
#define MENU_LINES 10		/* a page has that many short lines */
#define SHORT_WORDS 12		/* a line of fewer is no paragraph */
#define LONG_WORDS 30		/* of a paragraph that ends in no stop */
#define MOST_WORDS 60		/* that one line may speak for */
#define MENU_COST 5		/* words that a line of a menu takes back */
#define PAGE_INDENT 4		/* cells */
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

/* A paragraph a line, all indented or no blank line at all, and a third of
 * the lines as short as those of menus.  Texts that people write to be read
 * as they are have none of it. */
static bool
is_page(const struct plain *p)
{
	size_t i, blanks = 0, menu = 0;

	if (p->lines.n < PAGE_LINES || p->width > 0 || p->markdown)
		return false;
	for (i = 0; i < p->lines.n; i++) {
		blanks += i > 0 && p->lines.at[i].blanks > 0;
		menu += !line_is_sentence(line_of(p, i)) &&
		    line_words(line_of(p, i)) < SHORT_WORDS;
	}
	return (blanks == 0 || p->base >= PAGE_INDENT) &&
	    menu >= MENU_LINES && menu * 3 >= p->lines.n;
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

size_t
plain_page(struct plain *p)
{
	struct run run;
	size_t out;

	if (!is_page(p))
		return 0;
	run = best_run(p);
	out = p->lines.n - (run.to - run.from);
	if (run.to == run.from || out == 0)
		return 0;
	find_headline(p, run.from);
	find_date(p, run.from);
	doc_warn(p->d, "%zu lines around the text left out", out);
	p->lines.n = run.to;
	return run.from;
}
