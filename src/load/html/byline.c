#include "load/html/byline.h"

#include "load/date.h"
#include "load/html/hint.h"
#include "load/html/url.h"

#define NAME_MAX_BYTES 100
#define BYLINE_MAX 200			/* characters */

/* What comes before names, in the languages of many pages. */
static const char *const openers[] = {
	"a cura di ", "alles von ", "artikel von ", "beitrag von ",
	"blog beitrag von ", "ein beitrag von ", "ein artikel von ",
	"eine kolumne von ", "erstellt von ", "geschrieben von ",
	"veröffentlicht von ", "verfasst von ", "interview von ",
	"zeige alle beiträge von ", "alle beiträge von ", "mehr von ",
	"redaktion: ", "auteur : ", "auteur: ", "auteur ", "écrit par ",
	"publié par ", "propos recueillis par ", "publicado por ",
	"escrito por ", "redacción ", "scritto da ", "pubblicato da ", "da ",
	"geschreven door ", "skrevet av ", "skriven av ", "napisał ",
	"autor tekstu: ", "all posts by ", "view all posts by ", "edited by ",
	"contributed by ", "more by ", "posted by: ", "author ", "editor: ",
	"quelle: ", "source: ", "πηγή: ", "źródło: ",
	"by ", "by: ", "von ", "von: ", "par ", "por ", "por: ", "di ", "door ",
	"av ", "af ", "de ", "autor: ", "autor ", "autorin: ", "author: ",
	"written by ", "posted by ", "text: ", "text von ", "words by ",
	"story by ", "ein ", "autore: ", "tekst: ", "published by ",
	"reported by ", "автор: ", "Автор: ", "Текст: ", "текст: ", "από ",
	"Από ", "Του ", "Της ", "מאת ", "מאת: ", "بقلم ", "بقلم: ", "كتب ",
	"كتبت ", "โดย ", "文／", "文/", "文：", "文・", "撰文：", "撰文",
	"作者：", "作者:", "本报记者", "本報記者", "记者", "記者", "글 ",
};

/* What comes after them: their trade. */
static const char *const closers[] = {
	" 기자", " 특파원", " 선임기자", "記者", "记者", " 編集委員",
};

/* Between names. */
static const char *const joints[] = {
	" and ", " und ", " et ", " y ", " e ", " & ", ", ", " | ", ";",
	" / ", " \xC2\xB7 ", " i ", " og ", " en ",
	" im Gespräch mit ", "、"
};

#define COUNT(t) (sizeof(t) / sizeof(*(t)))

static struct slice
cut_opener(struct slice x)
{
	size_t i, by;

	x = slice_trim(x);
	by = slice_ifind(x, SLICE(" by "));
	if (by != SLICE_NONE)
		x = slice_trim(slice_from(x, by + 4));
	for (i = 0; i < COUNT(openers); i++)
		if (slice_istarts(x, slice_z(openers[i])))
			return slice_trim(slice_from(x, strlen(openers[i])));
	return x;
}

static struct slice
cut_closer(struct slice x)
{
	size_t i;

	for (i = 0; i < COUNT(closers); i++)
		if (slice_ends(x, slice_z(closers[i])))
			return slice_trim(slice_sub(x, 0, x.len -
			    strlen(closers[i])));
	return x;
}

/* Commas and dashes left where something was cut off. */
static struct slice
trim_marks(struct slice x)
{
	static const char *const marks[] = {
		" ", ",", ";", ":", "|", "/", "-", "·", "•", "–", "—",
		"\xC2\xA0", "\xE3\x80\x80", "，", "、", "،", "：", "／",
		"｜"
	};
	size_t i, was;

	x = slice_trim(x);
	do {
		was = x.len;
		for (i = 0; i < COUNT(marks); i++) {
			if (slice_ends(x, slice_z(marks[i])))
				x.len -= strlen(marks[i]);
			if (slice_starts(x, slice_z(marks[i])))
				x = slice_from(x, strlen(marks[i]));
		}
	} while (x.len < was);
	return x;
}

static size_t
first_joint(struct slice x, size_t *len)
{
	size_t i, at, best = SLICE_NONE;

	for (i = 0; i < COUNT(joints); i++) {
		at = slice_find(x, slice_z(joints[i]));
		if (at != SLICE_NONE && (best == SLICE_NONE || at < best)) {
			best = at;
			*len = strlen(joints[i]);
		}
	}
	return best;
}

/* What may follow a name after a comma, and what no person is called. */
static const char *const degrees[] = {
	"phd", "ph.d.", "ph.d", "md", "m.d.", "mba", "msc", "m.sc.", "mph",
	"rd", "rdn", "rn", "dds", "cpt", "ms", "ma", "ba", "jr.", "sr.",
	"posted", "author", "comments", "share", "shares", "login"
};

static bool
is_name(struct slice x)
{
	size_t i, digits = 0;

	if (x.len < 2 || x.len > NAME_MAX_BYTES ||
	    slice_chr(x, '@') != SLICE_NONE ||
	    slice_chr(x, '[') != SLICE_NONE || slice_starts(x, SLICE("/")) ||
	    slice_find(x, SLICE("://")) != SLICE_NONE)
		return false;
	for (i = 0; i < COUNT(degrees); i++)
		if (slice_ieq(x, slice_z(degrees[i])))
			return false;
	for (i = 0; i < x.len; i++)
		digits += ascii_digit(x.s[i]);
	return digits < 5 && digits * 2 < x.len &&
	    !(ascii_digit(*x.s) && slice_chr(x, ':') != SLICE_NONE);
}

static void
add_names(struct slices *to, struct slice x)
{
	size_t at, len = 0;

	x = cut_opener(x);
	while (x.len) {
		struct slice name = x;

		at = first_joint(x, &len);
		if (at != SLICE_NONE)
			name = slice_sub(x, 0, at);
		x = at == SLICE_NONE ? slice_from(x, x.len) :
		    slice_from(x, at + len);
		name = cut_closer(trim_marks(cut_opener(name)));
		if (is_name(name))
			fact_add(to, name);
	}
}

#define NAME_WORDS 4

/* Words of names that are not capitals. */
static bool
is_particle(struct slice word)
{
	static const char *const known[] = {
		"von", "van", "de", "der", "den", "du", "da", "di", "la", "le",
		"del", "el", "al", "bin", "zu", "v."
	};
	size_t i;

	for (i = 0; i < COUNT(known); i++)
		if (slice_eq(word, slice_z(known[i])))
			return true;
	return false;
}

/* Two to four words with capitals, as people are called. */
static bool
is_full_name(struct slice x)
{
	struct slice word;
	size_t n = 0;

	if (!is_name(x) || slice_has_digit(x))
		return false;
	while (slice_cut(&x, ' ', &word)) {
		if (word.len == 0)
			continue;
		if (!((*word.s >= 'A' && *word.s <= 'Z') || (*word.s & 0x80))
		    && !(n > 0 && is_particle(word)))
			return false;
		n++;
	}
	return n >= 2 && n <= NAME_WORDS;
}

#define NEAR_NODES 200			/* of the headline */
#define NEAR_RANK 3

static bool
is_near(const struct html_page *p, size_t i)
{
	return p->h1 != NO_NODE && i < p->h1 + NEAR_NODES &&
	    p->h1 < i + NEAR_NODES;
}

/* How surely the element names who wrote the page; 0: it does not. */
static int
rank_author(const struct html_page *p, size_t i)
{
	const struct node *n = html_node(p, i);
	const struct measure *m = &p->m[i];
	int near = is_near(p, i) ? NEAR_RANK : 0;

	if (m->text < 3 || m->text > BYLINE_MAX || m->prose > 0 ||
	    (m->flags & (NODE_SKIP | NODE_COMMENT | NODE_HEADING)))
		return 0;
	if (slice_has_word(node_attr(n, "itemprop"), SLICE("author")))
		return 10 + near;
	if (slice_has_word(node_attr(n, "rel"), SLICE("author")))
		return 10 + near;
	if (m->flags & NODE_JUNK)
		return near && (m->hints & HINT_AUTHOR) && m->text < 60 &&
		    ((m->hints & HINT_META) || is_full_name(cut_opener(
		    html_text(p, i)))) ? 6 + near : 0;
	if ((m->hints & HINT_AUTHOR) && m->text < 100)
		return ((m->hints & HINT_META) || n->tag == TAG_A ? 8 : 6) +
		    near;
	return 0;
}

/* Of an element with itemprop=author: its name property, where it has one;
 * else its only link. */
static size_t
name_within(const struct html_page *p, size_t i)
{
	const struct node *n = p->tree->nodes;
	size_t k, link = NO_NODE, links = 0;

	for (k = i + 1; k < n[i].end; k++) {
		if (n[k].tag == TAG_TEXT)
			continue;
		if (slice_has_word(node_attr(&n[k], "itemprop"), SLICE("name")))
			return k;
		if (n[k].tag == TAG_A && p->m[k].text > 2) {
			link = k;
			links++;
		}
	}
	return links == 1 ? link : i;
}

/* Elements of a byline that hold a name and nothing else. */
static bool
is_name_element(const struct html_page *p, size_t i)
{
	static const char *const classes[] = {
		"author", "author-name", "byline-author", "fn", "p-author"
	};
	const struct node *n = html_node(p, i);
	size_t k;

	if (n->tag == TAG_TEXT || p->m[i].text < 2 ||
	    p->m[i].text > NAME_MAX_BYTES || (p->m[i].flags & NODE_SKIP))
		return false;
	for (k = 0; k < COUNT(classes); k++)
		if (node_has_class(n, classes[k]))
			return true;
	return false;
}

static bool
is_date_element(const struct html_page *p, size_t i)
{
	return html_node(p, i)->tag == TAG_TIME ||
	    (p->m[i].hints & HINT_DATE);
}

/* Without its date, which would make the name look like none. */
static struct slice
text_but_date(struct html_page *p, size_t node)
{
	const struct node *n = p->tree->nodes;
	struct buf b = { 0 };
	struct slice x;
	size_t i;

	for (i = node; i < n[node].end; i++) {
		if (n[i].tag == TAG_TEXT) {
			if (!(p->m[i].flags & NODE_SKIP))
				buf_add(&b, n[i].text);
			continue;
		}
		if (i > node && is_date_element(p, i)) {
			i = n[i].end - 1;
			buf_addc(&b, ' ');
		} else if (tag_is_block(n[i].tag) || n[i].tag == TAG_BR)
			buf_addc(&b, ' ');
	}
	x = arena_dup(&p->arena, slice_trim(buf_slice(&b)));
	buf_free(&b);
	return x;
}

static void
add_byline(struct html_page *p, struct slices *to, size_t i)
{
	const struct node *n = p->tree->nodes;
	size_t k, had = to->n, name = name_within(p, i);
	struct slice x;

	for (k = i + 1; name == i && k < n[i].end; k++)
		if (is_name_element(p, k)) {
			add_names(to, html_text(p, k));
			k = n[k].end - 1;
		}
	if (to->n > had)
		return;
	x = text_but_date(p, name);
	if (!(slice_has_digit(x) && x.len < html_text(p, name).len))
		add_names(to, x);
}

static void
read_authors(struct html_page *p, struct facts *f)
{
	size_t i, had, last = 0;
	int best = 0, rank;

	for (i = 1; i < p->tree->n; i++) {
		if (html_node(p, i)->tag == TAG_TEXT ||
		    (rank = rank_author(p, i)) <= 0 || rank < best)
			continue;
		if (rank == best && f->authors.n > 0 &&
		    (rank < 10 || i > last + NEAR_NODES))
			continue;
		had = f->authors.n;
		add_byline(p, &f->authors, i);
		i = html_node(p, i)->end - 1;
		if (f->authors.n == had)
			continue;
		last = i;
		if (rank > best) {
			f->authors.n -= had;
			memmove(f->authors.at, f->authors.at + had,
			    f->authors.n * sizeof(*f->authors.at));
		}
		best = rank;
	}
}

#define LINE_MAX_TEXT 100		/* characters of a byline */

/* What comes before a name in a line of its own. */
static const char *const by_words[] = {
	"By ", "by ", "BY ", "Von ", "von ", "VON ", "Par ", "PAR ", "Por ",
	"POR ", "Di ", "Da ", "Door ", "Av ", "Af ", "Text von ", "Text: ",
	"Autor: ", "Autorin: ", "Author: ", "Auteur : ", "Autore: ",
	"Redaktion: ", "Eine Kolumne von ", "Ein Gastbeitrag von ",
	"Beitrag von ", "Blog Beitrag von ", "Words by ", "Story by ",
	"Автор: ", "Текст: ", "作者：", "作者:", "文／", "文/", "記者", "责编：",
};

/* x up to where a name ends: a mark, a digit, "on Monday". */
static struct slice
name_at_start(struct slice x)
{
	static const char marks[] = "0123456789,;|(@/.!?:";
	static const char *const ends[] = {
		" am ", " on ", " le ", " el ", " il ", " in ",
		" \xE2\x80\x93 ",
		" - ", " \xC2\xB7 ", " \xE2\x80\xA2 ", " vom ", " und ", " and "
	};
	size_t i, at, n = x.len;

	for (i = 0; i < n; i++)
		if (strchr(marks, x.s[i]) && x.s[i] != '\0' &&
		    !((i < 4 || x.s[i - 2] == ' ') && x.s[i] == '.'))
			n = i;
	for (i = 0; i < COUNT(ends); i++) {
		at = slice_find(slice_sub(x, 0, n), slice_z(ends[i]));
		if (at != SLICE_NONE)
			n = at;
	}
	return slice_trim(slice_sub(x, 0, n));
}

/* "4 May 2020 | Ann Example": the part beside the date. */
static struct slice
name_by_date(struct slice x)
{
	static const char *const seps[] = {
		" | ", " - ", " \xE2\x80\x93 ", " \xE2\x80\x94 ", " \xC2\xB7 ",
		" \xE2\x80\xA2 ", " von ", " by ", " par ", " por ", " / "
	};
	struct slice name;
	size_t i, at;
	char date[DATE_MAX];

	if (!slice_has_digit(x) || !date_parse(x, date))
		return (struct slice){ "", 0 };
	for (i = 0; i < COUNT(seps); i++) {
		struct slice rest = x;

		while ((at = slice_find(rest, slice_z(seps[i]))) !=
		    SLICE_NONE) {
			name = name_at_start(slice_trim(slice_sub(rest, 0,
			    at)));
			if (is_full_name(name))
				return name;
			rest = slice_from(rest, at + strlen(seps[i]));
		}
		if (rest.len < x.len && is_full_name(name_at_start(rest)))
			return name_at_start(rest);
	}
	return (struct slice){ "", 0 };
}

static struct slice
name_of_line(struct slice x, bool near)
{
	size_t i;

	for (i = 0; i < COUNT(by_words); i++) {
		if (!slice_starts(x, slice_z(by_words[i])))
			continue;
		x = name_at_start(slice_trim(slice_from(x,
		    strlen(by_words[i]))));
		return is_full_name(x) || (x.len && (*x.s & 0x80) &&
		    is_name(x) && text_weight(x) <= 12) ? x :
		    (struct slice){ "", 0 };
	}
	return near ? name_by_date(x) : (struct slice){ "", 0 };
}

void
byline_lines(struct html_page *p, struct slices *to)
{
	const uint32_t other = NODE_SKIP | NODE_COMMENT | NODE_JUNK;
	size_t i = p->h1 == NO_NODE ? 1 : p->h1, block = 0;
	struct slice x;

	for (; i < p->tree->n && to->n == 0; i++) {
		const struct measure *m = &p->m[i];

		if (html_node(p, i)->tag != TAG_TEXT || m->text == 0 ||
		    (m->flags & other) || m->block == block)
			continue;
		block = m->block;
		if (p->m[block].text > LINE_MAX_TEXT)
			continue;
		x = name_of_line(html_text(p, block), is_near(p, i));
		if (x.len)
			fact_add(to, x);
	}
}

/* Links of a breadcrumb: where the story is filed. */
static void
read_crumbs(struct html_page *p, struct facts *f)
{
	const struct node *n = p->tree->nodes;
	size_t i, k;

	for (i = 1; i < p->tree->n; i++) {
		if (!(p->m[i].hints & HINT_CRUMB) || p->m[i].text > 300 ||
		    (p->m[i].flags & NODE_SKIP))
			continue;
		for (k = i; k < n[i].end; k++)
			if (n[k].tag == TAG_A && p->m[k].text > 1 &&
			    p->m[k].text < 60)
				fact_add(&f->sections, html_text(p, k));
		if (f->sections.n)
			return;
	}
}

#define KICKER_MAX 40			/* characters */

/* The last child of node's parent before it that has text. */
static size_t
text_before(const struct html_page *p, size_t node)
{
	const struct node *n = p->tree->nodes;
	size_t i, last = NO_NODE;

	for (i = n[node].parent + 1; i < node; i = n[i].end)
		if (p->m[i].text > 0 && !(p->m[i].flags & NODE_SKIP))
			last = i;
	return last;
}

/* One short link right above the headline: the section. */
static void
read_kicker(struct html_page *p, struct facts *f)
{
	const struct node *n = p->tree->nodes;
	const uint32_t other = HINT_NAV | HINT_AUTHOR | HINT_SHARE | HINT_DATE;
	size_t i, k;

	if (p->h1 == NO_NODE || (i = text_before(p, p->h1)) == NO_NODE)
		return;
	if (n[i].tag == TAG_TEXT || p->m[i].links != 1 ||
	    p->m[i].text > KICKER_MAX || p->m[i].linked < p->m[i].text ||
	    (p->m[i].hints & other))
		return;
	for (k = i; k < n[i].end; k++)
		if (n[k].tag == TAG_A && p->m[k].text > 1 &&
		    !url_is_root(html_url(p, k, "href")) &&
		    !slice_has_digit(html_text(p, k)))
			fact_add(&f->sections, trim_marks(html_text(p, k)));
}

void
byline_read(struct html_page *p, struct facts *f)
{
	read_authors(p, f);
	if (f->sections.n == 0)
		read_crumbs(p, f);
	if (f->sections.n == 0)
		read_kicker(p, f);
}

/* The site's name or its address, where a person's should be. */
static bool
is_publisher(const struct html_page *p, struct slice name)
{
	static const char *const nobody[] = {
		"admin", "administrator", "editor", "webmaster", "redaktion",
		"redaction", "staff", "user", "human"
	};
	struct slice site = p->doc->site, host = url_host(p->doc->url);
	size_t i, dot = slice_chr(name, '.');

	for (i = 0; i < COUNT(nobody); i++)
		if (slice_ieq(name, slice_z(nobody[i])))
			return true;
	if (site.len && (slice_ieq(name, site) || (name.len > 4 &&
	    (slice_istarts(site, name) || slice_istarts(name, site)))))
		return true;
	if (slice_find(name, SLICE("www.")) != SLICE_NONE)
		return true;
	if (dot != SLICE_NONE && dot > 2 && slice_words(name) == 1 &&
	    name.len - dot <= 5)
		return true;
	return name.len > 3 && slice_words(name) == 1 && host.len &&
	    slice_ifind(host, name) != SLICE_NONE;
}

/* Persons come before publishers; with them publishers are left out. */
static size_t
keep_persons(const struct html_page *p, struct slices *names)
{
	size_t i, n = 0;

	for (i = 0; i < names->n; i++)
		if (!is_publisher(p, names->at[i]))
			names->at[n++] = names->at[i];
	return n;
}

void
byline_authors(struct html_page *p, const struct slices *const *from,
    size_t n)
{
	struct facts owner = { 0 }, first = { 0 };
	struct slices *names = &owner.authors;
	size_t i, k;

	for (i = 0; i < n && names->n == 0; i++) {
		for (k = 0; k < from[i]->n; k++)
			add_names(names, from[i]->at[k]);
		if (first.authors.n == 0)
			for (k = 0; k < names->n; k++)
				fact_add(&first.authors, names->at[k]);
		names->n = keep_persons(p, names);
	}
	if (names->n == 0)
		names = &first.authors;
	for (i = 0; i < names->n; i++)
		doc_add_to(p->doc, &p->doc->authors, names->at[i]);
	facts_free(&owner);
	facts_free(&first);
}
