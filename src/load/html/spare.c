#include "load/html/spare.h"

#include <stdlib.h>

#include <cjson/cJSON.h>

#include "load/html/article.h"
#include "load/html/confirm.h"
#include "load/html/explain.h"

#define SPARE_TIMES 3			/* as much text as the page shows */
#define SPARE_MIN 300			/* characters that are an article */
#define SPARE_MAX (4u << 20)		/* bytes; more is no article */
#define SHOWN_MAX 1500			/* a page with more shows its text */
#define ESCAPE_LEVELS 3			/* strings in strings */

static uint32_t
shown_weight(const struct doc *d)
{
	uint32_t sum = 0;
	size_t i;

	for (i = 0; i < d->nblocks && sum < SHOWN_MAX; i++)
		if (d->blocks[i].kind != BLOCK_IMAGE)
			sum += text_weight(d->blocks[i].text);
	return sum;
}

#define MARKS 3

/* Where "<p" is next, plain or as JSON escapes it. */
struct markup {
	struct slice x;
	size_t next[MARKS];		/* of each way; SLICE_NONE: no more */
};

/* The first at or after `from`, or SLICE_NONE.  Calls go forwards. */
static size_t
next_markup(struct markup *u, size_t from)
{
	static const char *const marks[MARKS] = {
		"<p", "\\u003cp", "\\u003Cp"
	};
	size_t i, at, best = SLICE_NONE;

	for (i = 0; i < MARKS; i++) {
		if (u->next[i] != SLICE_NONE && u->next[i] <= from) {
			at = slice_find(slice_from(u->x, from),
			    slice_z(marks[i]));
			u->next[i] = at == SLICE_NONE ? at : from + at;
		}
		if (u->next[i] < best)
			best = u->next[i];
	}
	return best;
}

static bool
has_markup(struct slice x)
{
	struct markup u = { .x = x };

	return next_markup(&u, 0) != SLICE_NONE;
}

static bool
is_quote(struct slice x, size_t i)
{
	size_t k = i;

	if (x.s[i] != '"')
		return false;
	while (k > 0 && x.s[k - 1] == '\\')
		k--;
	return (i - k) % 2 == 0;
}

/* The longest string literal of a script that has markup in it, with its
 * quotes. */
static struct slice
longest_string(struct slice x)
{
	struct markup u = { .x = x };
	struct slice best = { "", 0 };
	size_t start, end, done = 0;

	while ((start = next_markup(&u, done)) != SLICE_NONE) {
		for (end = start; end < x.len && !is_quote(x, end); end++)
			;
		while (start > done && !is_quote(x, start))
			start--;
		if (end == x.len)
			break;
		if (is_quote(x, start) && end + 1 - start > best.len)
			best = slice_sub(x, start, end + 1 - start);
		done = end + 1;
	}
	return best;
}

/* What is in the longest string of x: markup; empty if there is none. */
static struct slice
unescape(struct html_page *p, struct slice x)
{
	struct slice in;
	cJSON *j;
	int i;

	for (i = 0; i < ESCAPE_LEVELS; i++) {
		in = longest_string(x);
		j = in.len ? cJSON_ParseWithLength(in.s, in.len) : NULL;
		if (j == NULL || !cJSON_IsString(j)) {
			cJSON_Delete(j);
			break;
		}
		x = arena_dup(&p->arena, slice_z(j->valuestring));
		cJSON_Delete(j);
		if (slice_find(x, SLICE("</p>")) != SLICE_NONE)
			return x;
	}
	return (struct slice){ "", 0 };
}

static struct slice
from_scripts(struct html_page *p)
{
	const struct node *n = p->tree->nodes;
	struct slice best = { "", 0 }, x;
	size_t i;

	for (i = 1; i < p->tree->n; i++) {
		if (n[i].tag != TAG_TEXT || n[n[i].parent].tag != TAG_SCRIPT ||
		    n[i].text.len <= best.len)
			continue;
		x = longest_string(n[i].text);
		if (x.len > best.len)
			best = x;
	}
	return best.len ? unescape(p, best) : best;
}

/* Whether most of what the page shows is in the text as well: else it is
 * another. */
static bool
has_shown(const struct doc *d, struct slice text)
{
	struct confirm c;
	uint32_t in = 0, all = 0, weight;
	size_t i;

	confirm_open(&c, text);
	for (i = 0; i < d->nblocks; i++) {
		if (d->blocks[i].kind == BLOCK_IMAGE)
			continue;
		weight = text_weight(d->blocks[i].text);
		all += weight;
		if (confirm_block(&c, d->blocks[i].text) > 0)
			in += weight;
	}
	confirm_close(&c);
	return in * 2 >= all;
}

/* Markup without its page, or lines. */
static void
read_text(struct html_page *p, struct slice text)
{
	struct html_page part;
	struct slice line;

	if (!has_markup(text)) {
		while (slice_cut(&text, '\n', &line))
			if (slice_trim(line).len)
				doc_add_block(p->doc, BLOCK_PARAGRAPH, line);
		return;
	}
	html_open_text(&part, p->doc, text);
	html_measure(&part);
	part.base = p->base;
	html_score(&part);
	article_read(&part, 0);
	html_close(&part);
}

void
spare_read(struct html_page *p)
{
	uint32_t shown = shown_weight(p->doc);
	size_t want = (size_t)shown * SPARE_TIMES + SPARE_MIN;
	struct slice text = p->full;

	if (shown >= SHOWN_MAX || p->doc->ncomments > 0)
		return;
	if (text_weight(text) < want)
		text = from_scripts(p);
	if (text.len > SPARE_MAX || text_weight(text) < want ||
	    !has_shown(p->doc, text))
		return;
	p->doc->nblocks = 0;
	explain_elsewhere(p);
	read_text(p, text);
}
