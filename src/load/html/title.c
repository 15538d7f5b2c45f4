#include "load/html/title.h"

#include "load/html/hint.h"
#include "load/html/url.h"
#include "text/fold.h"

#define TITLE_MAX 400			/* characters */
#define TITLE_MAX_SEEN 50		/* h1 and h2 that we look at */
#define SAID_MAX 8
#define KEY_LONG 15			/* bytes of a key that tell something */
#define CUT_MAX 60			/* bytes that a site adds to a title */

/* Between a headline and the name of the site. */
static const char *const separators[] = {
	" | ", " - ", " \xE2\x80\x93 ", " \xE2\x80\x94 ", " :: ", " \xC2\xBB ",
	" \xC2\xAB ", " \xC2\xB7 ", " \xE2\x80\xA2 ", " / ", "\xEF\xBD\x9C",
	" < ", " \xE2\x80\xBA ", " \xC7\x80 ", " \xE2\x94\x82 "
};

/* What a title may end with before such a name, without blanks too. */
static const char *const joints[] = {
	"|", "-", "\xE2\x80\x93", "\xE2\x80\x94", "\xC2\xB7", "\xE2\x80\xA2",
	"\xC2\xBB", "\xEF\xBD\x9C", "\xE3\x85\xA3", "\xEF\xBC\x9A", "\xC7\x80",
	"\xE2\x94\x82", "\xE2\x80\xBA"
};

/* As much of a text as a title may be, in whole characters. */
static struct slice
title_of(struct slice x)
{
	size_t n = 4 * TITLE_MAX;

	if (x.len <= n)
		return x;
	while (n > 0 && (x.s[n] & 0xC0) == 0x80)
		n--;
	return slice_sub(x, 0, n);
}

/* Letters and digits alone: pages differ in blanks and quotes. */
static struct slice
key_of(struct html_page *p, struct slice x)
{
	struct buf b = { 0 };
	size_t i, n = 0;

	text_key(&b, title_of(x));
	for (i = 0; i < b.len; i++)
		if (b.s[i] != ' ')
			b.s[n++] = b.s[i];
	x = arena_dup(&p->arena, (struct slice){ b.s, n });
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

	x = slice_trim(title_of(x));
	while ((at = last_separator(x, &len)) != SLICE_NONE && at > 0) {
		tail = slice_from(x, at + len);
		key = key_of(p, tail);
		if (!(site.len && key.len && (slice_eq(key, site) ||
		    slice_starts(key, site) || slice_starts(site, key))) &&
		    !(guess && slice_words(tail) <= 4 &&
		    text_weight(tail) * 2 < at))
			break;
		x = slice_trim(slice_sub(x, 0, at));
	}
	return x;
}

struct name {				/* what one source calls the page */
	struct slice text, key;
};

struct names {
	struct name said[SAID_MAX];	/* Open Graph, JSON-LD, others */
	size_t n;
	struct name title;		/* <title>, as it is */
	struct slice site, logo;	/* keys */
};

enum { SAID_OG, SAID_LD };		/* places in said[] */

static bool
is_long(struct slice key)
{
	return key.len >= KEY_LONG;
}

/* Whether text goes on after what `name` says with a mark and a little
 * more: "A headline - Site". */
static bool
is_name_and_tail(struct slice text, struct slice name)
{
	struct slice rest;
	size_t i;

	if (!slice_starts(text, name) || name.len < KEY_LONG)
		return false;
	rest = slice_trim(slice_from(text, name.len));
	if (rest.len == 0 || rest.len > CUT_MAX)
		return false;
	for (i = 0; i < sizeof(joints) / sizeof(*joints); i++)
		if (slice_starts(rest, slice_z(joints[i])))
			return true;
	return false;
}

/* A name that some other source has without a tail loses it. */
static void
cut_tails(struct html_page *p, struct names *v)
{
	size_t i, k;

	for (i = 0; i < v->n; i++)
		for (k = 0; k < v->n; k++)
			if (is_name_and_tail(v->said[i].text, v->said[k].text))
				v->said[i] = v->said[k];
	for (i = 0; i < v->n; i++)
		v->said[i].key = key_of(p, v->said[i].text);
}

/* The first h1 that is a link to the front page: the site's name. */
static struct slice
find_logo(struct html_page *p)
{
	const struct node *n = p->tree->nodes;
	size_t i, k;

	for (i = 1; i < p->tree->n; i++) {
		if (n[i].tag != TAG_H1)
			continue;
		for (k = i; k < n[i].end; k++)
			if (n[k].tag == TAG_A && p->m[k].text > 0 &&
			    p->m[k].text == p->m[i].text &&
			    url_is_root(html_url(p, k, "href")))
				return html_text(p, i);
		break;
	}
	return (struct slice){ "", 0 };
}

/* "Site | Headline" without the site. */
static struct slice
cut_front(struct slice x, struct slice site)
{
	struct slice rest = slice_trim(slice_from(x, site.len));
	size_t i;

	if (site.len == 0 || !slice_istarts(x, site))
		return x;
	for (i = 0; i < sizeof(joints) / sizeof(*joints); i++)
		if (slice_starts(rest, slice_z(joints[i])))
			return slice_trim(slice_from(rest, strlen(joints[i])));
	return x;
}

static void
names_read(struct html_page *p, struct names *v, const struct slice *said,
    size_t n)
{
	size_t i;

	struct slice logo = find_logo(p);

	v->site = key_of(p, p->doc->site);
	v->logo = key_of(p, logo);
	v->title.text = cut_front(cut_front(title_element(p), logo),
	    p->doc->site);
	v->title.key = key_of(p, v->title.text);
	v->n = n < SAID_MAX ? n : SAID_MAX;
	for (i = 0; i < v->n; i++)
		v->said[i].text = cut_site(p, said[i], false);
	cut_tails(p, v);
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
	bool parted;			/* an h2 has JSON-LD's in parts */
	struct name seen;		/* what node says */
};

#define RANK_AGREES 8			/* some source says the same */

/* The site's name, or what stands for it at the end of <title> only. */
static bool
is_site_name(const struct names *v, struct slice key)
{
	size_t i, said = 0;

	if (key.len == 0 || slice_eq(key, v->logo))
		return true;
	for (i = 0; i < v->n; i++) {
		said += v->said[i].key.len > 0;
		if (agree(key, v->said[i].key))
			return false;
	}
	return said > 0 && (slice_eq(key, v->site) ||
	    (slice_ends(v->title.key, key) && v->title.key.len > key.len));
}

static int
rank_heading(struct html_page *p, size_t i, const struct names *v)
{
	struct slice text = html_text(p, i), key = key_of(p, text);
	int best = agree(key, v->title.key) * 4, rank;
	size_t k;

	if (is_site_name(v, key))
		return 0;
	for (k = 0; k < v->n; k++) {
		rank = agree(key, v->said[k].key) * 4;
		if (rank > best)
			best = rank;
	}
	/* "News" agrees with all that holds the word. */
	if (slice_words(text) < 2 && best < 12 && key.len < 12)
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

/* Texts below node: a kicker is one of its own. */
static size_t
count_texts(const struct html_page *p, size_t node)
{
	size_t i, n = 0;

	for (i = node; i < html_node(p, node)->end; i++)
		n += html_node(p, i)->tag == TAG_TEXT && p->m[i].text > 0 &&
		    !(p->m[i].flags & NODE_SKIP);
	return n;
}

/* A heading that says the same in several elements: kicker and headline. */
static bool
is_parted(struct html_page *p, size_t i, const struct name *said)
{
	return is_long(said->key) && count_texts(p, i) > 1 &&
	    slice_eq(key_of(p, html_text(p, i)), said->key);
}

static bool
may_title(const struct html_page *p, size_t i)
{
	enum tag tag = html_node(p, i)->tag;

	return (tag == TAG_H1 || tag == TAG_H2) &&
	    !(p->m[i].flags & (NODE_SKIP | NODE_COMMENT)) &&
	    p->m[i].text > 0 && p->m[i].text <= TITLE_MAX;
}

static struct choice
choose_heading(struct html_page *p, const struct names *v)
{
	struct choice c = { .node = NO_NODE, .lone = NO_NODE };
	size_t i, seen = 0;
	int rank;

	for (i = 1; i < p->tree->n && seen < TITLE_MAX_SEEN; i++) {
		if (!may_title(p, i))
			continue;
		seen++;
		if (is_lone(p, i) && c.lones++ == 0)
			c.lone = i;
		rank = rank_heading(p, i, v);
		if (html_node(p, i)->tag == TAG_H2) {
			c.parted |= is_parted(p, i, &v->said[SAID_LD]);
			if (rank < 16)
				continue;
		}
		if (rank > c.rank) {
			c.node = i;
			c.rank = rank;
		}
	}
	return c;
}

/* The text below node from its part `from` on. */
static struct slice
text_from(const struct html_page *p, size_t from, size_t end, struct buf *b)
{
	size_t i;

	b->len = 0;
	for (i = from; i < end; i++)
		if (html_node(p, i)->tag == TAG_TEXT &&
		    !(p->m[i].flags & NODE_SKIP))
			buf_add(b, html_node(p, i)->text);
	return slice_trim(buf_slice(b));
}

/* "Kicker: Headline" where the page sets another kicker apart: the rest. */
static struct slice
cut_kicker(struct html_page *p, size_t node, const struct names *v)
{
	size_t i, k, texts = 0, end = html_node(p, node)->end;
	struct slice found = { "", 0 }, key, x;
	struct buf b = { 0 };

	for (i = node; i < end && found.len == 0; i++) {
		if (html_node(p, i)->tag != TAG_TEXT || p->m[i].text == 0 ||
		    texts++ == 0 || texts > 4)
			continue;
		x = text_from(p, i, end, &b);
		key = key_of(p, x);
		for (k = 0; k < v->n && is_long(key); k++)
			if (slice_find(v->said[k].key, key) != SLICE_NONE)
				found = arena_dup(&p->arena, x);
	}
	buf_free(&b);
	return found;
}

/* One word of four letters or more in common. */
static bool
is_alike(struct slice a, struct slice b)
{
	struct buf x = { 0 }, y = { 0 };
	struct slice rest, word;
	bool found = false;

	text_key(&x, a);
	text_key(&y, b);
	rest = buf_slice(&x);
	while (!found && slice_cut(&rest, ' ', &word))
		found = word.len >= 4 &&
		    slice_find(buf_slice(&y), word) != SLICE_NONE;
	buf_free(&x);
	buf_free(&y);
	return found;
}

#define NOTHING ((struct slice){ "", 0 })

/* Open Graph and JSON-LD have another headline than is seen. */
static struct slice
name_agreed(struct html_page *p, const struct choice *c,
    const struct names *v)
{
	const struct name *og = &v->said[SAID_OG], *ld = &v->said[SAID_LD];

	(void)p;
	return is_long(og->key) && slice_eq(og->key, ld->key) &&
	    !slice_eq(og->key, c->seen.key) ? og->text : NOTHING;
}

/* What is seen, or what a source has instead: the blanks and marks that a
 * style sheet sets between the parts of a heading. */
static struct slice
respell(const struct html_page *p, const struct choice *c,
    const struct names *v)
{
	const struct name *s = v->said;
	size_t i, same = v->n;

	for (i = v->n; i-- > 0;) {
		if (slice_eq(s[i].text, c->seen.text))
			return c->seen.text;
		if (slice_eq(s[i].key, c->seen.key))
			same = i;
	}
	return same == v->n || count_texts(p, c->node) == 1 ? c->seen.text :
	    s[same].text;
}

/* A source that has it without the kicker before it, the first that has it
 * at all. */
static struct slice
name_without_kicker(struct html_page *p, const struct choice *c,
    const struct names *v)
{
	const struct name *s = v->said;
	size_t i;

	if (slice_eq(s[SAID_OG].key, c->seen.key))
		return respell(p, c, v);
	for (i = 0; i < v->n; i++)
		if (is_long(s[i].key) && slice_ends(c->seen.key, s[i].key) &&
		    s[i].key.len < c->seen.key.len)
			return s[i].text;
	return cut_kicker(p, c->node, v);
}

/* Open Graph and <title> have it without what comes after. */
static struct slice
name_without_tail(struct html_page *p, const struct choice *c,
    const struct names *v)
{
	const struct name *og = &v->said[SAID_OG], *t = &v->title;

	(void)p;
	return is_long(og->key) && slice_starts(c->seen.key, og->key) &&
	    slice_starts(t->key, og->key) && !slice_starts(t->key,
	    c->seen.key) && !slice_eq(v->said[SAID_LD].key, c->seen.key) ?
	    og->text : NOTHING;
}

/* <title> is written for search engines.  Where what is seen says the same
 * and Open Graph has it differently, that is what editors wrote. */
static struct slice
name_of_editors(struct html_page *p, const struct choice *c,
    const struct names *v)
{
	const struct name *og = &v->said[SAID_OG], *t = &v->title;
	struct slice key = c->seen.key;

	(void)p;
	return is_long(og->key) && is_long(key) && slice_starts(t->key, key) &&
	    t->key.len - key.len < CUT_MAX && !slice_starts(t->key, og->key) &&
	    agree(og->key, key) == 0 && is_alike(og->text, c->seen.text) ?
	    og->text : NOTHING;
}

/* The same where JSON-LD alone has it differently, and not because its
 * parts were joined. */
static struct slice
name_of_other(struct html_page *p, const struct choice *c,
    const struct names *v)
{
	const struct name *og = &v->said[SAID_OG], *ld = &v->said[SAID_LD];
	struct slice key = c->seen.key;

	(void)p;
	return !c->parted && is_long(og->key) && is_long(ld->key) &&
	    slice_starts(key, og->key) && slice_starts(v->title.key, key) &&
	    agree(ld->key, key) == 0 && is_alike(ld->text, c->seen.text) ?
	    ld->text : NOTHING;
}

/* What the page shows, unless the sources tell that it is not the editors'
 * headline; the first rule that knows. */
static struct slice
reconcile(struct html_page *p, struct choice *c, const struct names *v)
{
	static struct slice (*const rules[])(struct html_page *,
	    const struct choice *, const struct names *) = {
		name_agreed, name_of_other, name_without_kicker,
		name_without_tail, name_of_editors
	};
	struct slice x;
	size_t i;

	c->seen.text = html_text(p, c->node);
	c->seen.key = key_of(p, c->seen.text);
	for (i = 0; i < sizeof(rules) / sizeof(*rules); i++) {
		x = rules[i](p, c, v);
		if (x.len)
			return x;
	}
	return respell(p, c, v);
}

/* All that it is called, once each: other pages may call it so. */
static void
add_titles(struct html_page *p, const struct slice *said, size_t n)
{
	struct doc *d = p->doc;
	struct slice x, element = title_element(p);
	size_t i, k;

	for (i = 0; i <= n; i++) {
		x = doc_line(d, title_of(i < n ? said[i] : element));
		for (k = 0; k < d->titles.n; k++)
			if (slice_eq(d->titles.at[k], x))
				break;
		if (x.len && k == d->titles.n && !slice_eq(x, d->headline))
			doc_add_to(d, &d->titles, x);
	}
}

void
title_read(struct html_page *p, const struct slice *said, size_t n)
{
	struct names v = { 0 };
	struct choice c;
	struct slice x;
	size_t i;

	names_read(p, &v, said, n);
	c = choose_heading(p, &v);
	if (c.rank < RANK_AGREES && c.lones == 1) {
		c.node = c.lone;
		c.rank = RANK_AGREES;
	}
	for (i = 0; i < v.n && v.said[i].text.len == 0; i++)
		;
	if (c.rank >= RANK_AGREES || (c.rank > 0 && i == v.n))
		x = reconcile(p, &c, &v);
	else if (i < v.n)
		x = v.said[i].text;
	else
		x = cut_site(p, v.title.text, true);
	p->doc->headline = doc_line(p->doc, x);
	add_titles(p, said, n);
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
