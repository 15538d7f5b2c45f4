#include "load/html/title.h"

#include "text/fold.h"

#define TITLE_MAX 400			/* characters */
#define TITLE_MAX_SEEN 50		/* h1 and h2 that we look at */
#define SAID_MAX 8

/* Between a headline and the name of the site. */
static const char *const separators[] = {
	" | ", " - ", " \xE2\x80\x93 ", " \xE2\x80\x94 ", " :: ", " \xC2\xBB ",
	" \xC2\xAB ", " \xC2\xB7 ", " \xE2\x80\xA2 ", " / ", "\xEF\xBD\x9C",
	" < "
};

static struct slice
key_of(struct html_page *p, struct slice x)
{
	struct buf b = { 0 };

	text_key(&b, slice_sub(x, 0, 4 * TITLE_MAX));
	x = arena_dup(&p->arena, buf_slice(&b));
	buf_free(&b);
	return x;
}

/* The first text of <title>; an svg may have one too. */
static struct slice
title_element(struct html_page *p)
{
	const struct node *n = p->tree->nodes;
	size_t i;

	for (i = 1; i + 1 < p->tree->n; i++)
		if (n[i].tag == TAG_TITLE && n[i].end > i + 1 &&
		    n[i + 1].tag == TAG_TEXT)
			return slice_trim(n[i + 1].text);
	return (struct slice){ "", 0 };
}

static size_t
last_separator(struct slice x, size_t *len)
{
	size_t i, at, best = SLICE_NONE;

	for (i = 0; i < sizeof(separators) / sizeof(*separators); i++) {
		struct slice sep = slice_z(separators[i]), rest = x;
		size_t base = 0;

		while ((at = slice_find(rest, sep)) != SLICE_NONE) {
			base += at;
			if (best == SLICE_NONE || base > best) {
				best = base;
				*len = sep.len;
			}
			base += sep.len;
			rest = slice_from(x, base);
		}
	}
	return best;
}

/* x without " | Site" at its end: the site's name as known, or a few words
 * after many. */
static struct slice
cut_site(struct html_page *p, struct slice x, bool guess)
{
	struct slice tail, site = key_of(p, p->doc->site), key;
	size_t at, len = 0;

	x = slice_trim(slice_sub(x, 0, 4 * TITLE_MAX));
	while ((at = last_separator(x, &len)) != SLICE_NONE && at > 0) {
		tail = slice_from(x, at + len);
		key = key_of(p, tail);
		if (!(site.len && (slice_eq(key, site) ||
		    slice_starts(key, site) || slice_starts(site, key))) &&
		    !(guess && slice_words(tail) <= 4 &&
		    text_weight(tail) * 2 < at))
			break;
		x = slice_trim(slice_sub(x, 0, at));
	}
	return x;
}

/* How well a headline on the page agrees with what is said: 3 the same, 2
 * one holds the other at its start, 1 within. */
static int
agree(struct slice seen, struct slice said)
{
	size_t at;

	if (seen.len < 2 || said.len < 2)
		return 0;
	if (slice_eq(seen, said))
		return 3;
	if (slice_starts(said, seen) || slice_starts(seen, said))
		return 2;
	at = slice_find(said, seen);
	if (at == SLICE_NONE)
		at = slice_find(seen, said);
	return at != SLICE_NONE;
}

struct choice {
	size_t node;
	int rank;
	size_t lone, lones;		/* an h1 that is no logo; how many */
};

#define RANK_AGREES 8			/* some source says the same */

static int
rank_heading(struct html_page *p, size_t i, const struct slice *keys,
    size_t n)
{
	struct slice key = key_of(p, html_text(p, i));
	int best = 0, rank;
	size_t k;

	for (k = 0; k < n; k++) {
		rank = agree(key, keys[k]) * 4;
		if (rank > best)
			best = rank;
	}
	/* "News" agrees with all that holds the word. */
	if (slice_words(key) < 2 && best < 12 && key.len < 12)
		best = 0;
	if (slice_eq(node_attr(html_node(p, i), "itemprop"),
	    SLICE("headline")))
		best += 2;
	return best * 2 + (html_node(p, i)->tag == TAG_H1);
}

/* An h1 with the length of a headline that does not lead home. */
static bool
is_lone(const struct html_page *p, size_t i)
{
	const struct measure *m = &p->m[i];

	return html_node(p, i)->tag == TAG_H1 && m->text >= 15 &&
	    m->linked * 10 < m->text * 9 && !(m->flags & NODE_JUNK);
}

static struct choice
choose_heading(struct html_page *p, const struct slice *keys, size_t n)
{
	struct choice c = { .node = NO_NODE, .lone = NO_NODE };
	size_t i, seen = 0;
	int rank;

	for (i = 1; i < p->tree->n && seen < TITLE_MAX_SEEN; i++) {
		enum tag tag = html_node(p, i)->tag;

		if ((tag != TAG_H1 && tag != TAG_H2) ||
		    (p->m[i].flags & (NODE_SKIP | NODE_COMMENT)) ||
		    p->m[i].text == 0 || p->m[i].text > TITLE_MAX)
			continue;
		seen++;
		if (is_lone(p, i) && c.lones++ == 0)
			c.lone = i;
		rank = rank_heading(p, i, keys, n);
		if (tag == TAG_H2 && rank < 16)
			continue;
		if (rank > c.rank) {
			c.node = i;
			c.rank = rank;
		}
	}
	return c;
}

/* The headline as the page shows it; where a source says it without the
 * kicker before it, or sets apart what a style sheet does, as that has it. */
static struct slice
spell(struct html_page *p, size_t node, const struct slice *said,
    const struct slice *keys, size_t n)
{
	struct slice seen = html_text(p, node), key = key_of(p, seen);
	size_t i;

	for (i = 0; i < n && i < SAID_MAX; i++)
		if (keys[i].len > 20 && slice_ends(key, keys[i]))
			return said[i];
	return seen;
}

void
title_read(struct html_page *p, const struct slice *said, size_t n)
{
	struct slice keys[SAID_MAX + 1], title = title_element(p), x;
	struct choice c;
	size_t i, nkeys = 0;

	for (i = 0; i < n && i < SAID_MAX; i++)
		keys[nkeys++] = key_of(p, said[i]);
	keys[nkeys++] = key_of(p, title);
	c = choose_heading(p, keys, nkeys);
	if (c.rank < RANK_AGREES && c.lones == 1) {
		c.node = c.lone;
		c.rank = RANK_AGREES;
	}
	for (i = 0; i < n && slice_trim(said[i]).len == 0; i++)
		;
	if (c.rank >= RANK_AGREES || (c.rank > 0 && i == n))
		x = spell(p, c.node, said, keys, n);
	else if (i < n)
		x = cut_site(p, said[i], false);
	else
		x = cut_site(p, title, true);
	p->doc->headline = doc_line(p->doc, x);
	p->h1 = c.rank >= RANK_AGREES ? c.node : NO_NODE;
}

/* One paragraph of several is text of the article. */
static bool
has_like_sibling(const struct html_page *p, size_t i)
{
	const struct node *n = p->tree->nodes;
	size_t k, end = n[n[i].parent].end;

	for (k = n[i].end; k < end; k = n[k].end)
		if (n[k].tag == n[i].tag && p->m[k].text > 80)
			return true;
	return false;
}

static bool
is_standfirst(const struct html_page *p, size_t i)
{
	const struct measure *m = &p->m[i];
	enum tag tag = html_node(p, i)->tag;

	return tag != TAG_TEXT && tag_is_block(tag) && m->text >= 20 &&
	    m->text < 800 && m->linked * 2 < m->text && !(m->flags &
	    (NODE_SKIP | NODE_COMMENT | NODE_JUNK)) &&
	    ((m->hints & HINT_LEDE) || tag == TAG_H2 || (tag == TAG_P &&
	    !has_like_sibling(p, i)));
}

#define SUBTITLE_NODES 400		/* after the headline */

/* Shown near the headline: an element called so, or one that says what the
 * description does. */
void
title_subtitle(struct html_page *p, const struct slice *said, size_t n)
{
	struct slice keys[SAID_MAX], key, text;
	size_t i, k, end, seen = 0;

	if (p->h1 == NO_NODE)
		return;
	for (k = 0; k < n && k < SAID_MAX; k++)
		keys[k] = key_of(p, said[k]);
	i = html_node(p, p->h1)->end;
	end = i + SUBTITLE_NODES < p->tree->n ? i + SUBTITLE_NODES :
	    p->tree->n;
	for (; i < end && seen < 30; i++) {
		if (!is_standfirst(p, i))
			continue;
		seen++;
		text = html_text(p, i);
		key = key_of(p, text);
		for (k = 0; k < n; k++)
			if (keys[k].len > 20 && agree(key, keys[k]) >= 2)
				break;
		if (k < n || ((p->m[i].hints & HINT_LEDE) &&
		    p->m[i].prose < 400)) {
			p->doc->subtitle = doc_line(p->doc, text);
			return;
		}
	}
}
