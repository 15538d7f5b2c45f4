#include "load/html/byline.h"

#include "load/date.h"
#include "load/html/url.h"

#define NAME_MAX_BYTES 100
#define BYLINE_MAX 200			/* characters */

/* What comes before names, in the languages of many pages. */
static const char *const openers[] = {
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
	" and ", " und ", " et ", " y ", " e ", " & ", ", ", " | ", "; ",
	" / ", " \xC2\xB7 ", " i ", " og ", " en "
};

#define COUNT(t) (sizeof(t) / sizeof(*(t)))

static struct slice
cut_opener(struct slice x)
{
	size_t i;

	x = slice_trim(x);
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

static bool
is_name(struct slice x)
{
	size_t i, digits = 0;

	if (x.len < 2 || x.len > NAME_MAX_BYTES ||
	    slice_chr(x, '@') != SLICE_NONE ||
	    slice_chr(x, '[') != SLICE_NONE || slice_starts(x, SLICE("/")) ||
	    slice_find(x, SLICE("://")) != SLICE_NONE)
		return false;
	for (i = 0; i < x.len; i++)
		digits += ascii_digit(x.s[i]);
	return digits < 5 && digits * 2 < x.len;
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

static bool
has_word(struct slice words, struct slice word)
{
	struct slice w;

	while (slice_cut(&words, ' ', &w))
		if (slice_ieq(w, word))
			return true;
	return false;
}

/* How surely the element names who wrote the page; 0: it does not. */
static int
rank_author(const struct html_page *p, size_t i)
{
	const struct node *n = html_node(p, i);
	const struct measure *m = &p->m[i];

	if (m->text < 3 || m->text > BYLINE_MAX || m->prose > 0 ||
	    (m->flags & (NODE_SKIP | NODE_COMMENT | NODE_HEADING)))
		return 0;
	if (has_word(node_attr(n, "itemprop"), SLICE("author")))
		return 5;
	if (has_word(node_attr(n, "rel"), SLICE("author")))
		return 5;
	if (m->flags & NODE_JUNK)
		return 0;
	if ((m->hints & HINT_AUTHOR) && m->text < 100)
		return (m->hints & HINT_META) || n->tag == TAG_A ? 4 : 3;
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
		if (has_word(node_attr(&n[k], "itemprop"), SLICE("name")))
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
has_digit(struct slice x)
{
	size_t i;

	for (i = 0; i < x.len; i++)
		if (ascii_digit(x.s[i]))
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
	if (!(has_digit(x) && x.len < html_text(p, name).len))
		add_names(to, x);
}

static void
read_authors(struct html_page *p, struct facts *f)
{
	size_t i, had;
	int best = 0, rank;

	for (i = 1; i < p->tree->n; i++) {
		if (html_node(p, i)->tag == TAG_TEXT ||
		    (rank = rank_author(p, i)) <= 0 || rank < best)
			continue;
		if (rank == best && rank < 5 && f->authors.n > 0)
			continue;
		had = f->authors.n;
		add_byline(p, &f->authors, i);
		i = html_node(p, i)->end - 1;
		if (f->authors.n == had)
			continue;
		if (rank > best) {
			f->authors.n -= had;
			memmove(f->authors.at, f->authors.at + had,
			    f->authors.n * sizeof(*f->authors.at));
		}
		best = rank;
	}
}

/* How surely a time on the page is when it was published. */
static int
rank_date(const struct html_page *p, size_t i)
{
	const struct node *n = html_node(p, i);
	const struct measure *m = &p->m[i];
	int rank = 0;

	if ((m->flags & (NODE_SKIP | NODE_COMMENT)) || m->text > 120)
		return 0;
	if (n->tag == TAG_TIME)
		rank = node_attr(n, "pubdate").s ||
		    (m->hints & (HINT_DATE | HINT_META)) ? 6 : 5;
	else if ((m->hints & HINT_DATE) && m->text < 80)
		rank = 4;
	else if ((m->hints & HINT_META) && m->text < 120)
		rank = 3;
	if (rank && (m->flags & NODE_JUNK))
		rank = 1;
	return rank;
}

/* Of dates as sure as each other the first at or after the headline. */
static void
read_date(struct html_page *p, struct facts *f)
{
	const struct node *n = p->tree->nodes;
	size_t i, best_at = 0;
	char date[DATE_MAX];
	int best = 0, rank;
	struct slice x;

	for (i = 1; i < p->tree->n; i++) {
		if (n[i].tag == TAG_TEXT || (rank = rank_date(p, i)) <= 0)
			continue;
		if (rank < best || (rank == best && (p->h1 == NO_NODE ||
		    best_at > p->h1)))
			continue;
		x = n[i].tag == TAG_TIME ? node_attr(&n[i], "datetime") :
		    (struct slice){ "", 0 };
		if (x.len == 0 || !date_parse(x, date))
			x = html_text(p, i);
		if (!date_parse(x, date))
			continue;
		f->published = arena_dup(&p->arena, slice_z(date));
		best = rank;
		best_at = i;
	}
}

#define DATE_LINES 60			/* texts near the headline to try */

/* No element says so: a short text near the headline that reads as a
 * date. */
static void
read_date_line(struct html_page *p, struct facts *f)
{
	size_t i = p->h1 == NO_NODE ? 1 : p->h1, seen = 0;
	char date[DATE_MAX];

	for (; i < p->tree->n && seen < DATE_LINES; i++) {
		const struct node *n = html_node(p, i);

		if (n->tag != TAG_TEXT || p->m[i].text < 6 ||
		    (p->m[i].flags & (NODE_SKIP | NODE_COMMENT)))
			continue;
		seen++;
		if (p->m[i].text < 100 && date_parse(slice_trim(n->text),
		    date)) {
			f->published = arena_dup(&p->arena, slice_z(date));
			return;
		}
	}
}

static bool
digits(struct slice x, size_t n)
{
	size_t i;

	for (i = 0; i < n; i++)
		if (i >= x.len || !ascii_digit(x.s[i]))
			return false;
	return x.len == n || !ascii_digit(x.s[n]);
}

/* ".../2019/11/18/..." in the page's own address. */
static void
read_date_url(struct html_page *p, struct facts *f)
{
	struct slice url = p->doc->url, part;
	char date[11];

	while (slice_cut(&url, '/', &part)) {
		if (part.len != 4 || !digits(part, 4) || url.len < 6 ||
		    !digits(url, 2) || !digits(slice_from(url, 3), 2))
			continue;
		memcpy(date, part.s, 4);
		date[4] = date[7] = '-';
		memcpy(date + 5, url.s, 2);
		memcpy(date + 8, url.s + 3, 2);
		fact_set(&f->published, arena_dup(&p->arena,
		    (struct slice){ date, 10 }));
		return;
	}
}

static void
read_tags(struct html_page *p, struct facts *f)
{
	const struct node *n = p->tree->nodes;
	size_t i;

	for (i = 1; i < p->tree->n; i++) {
		struct slice rel;

		if (n[i].tag != TAG_A || p->m[i].text == 0 ||
		    p->m[i].text > 80 || (p->m[i].flags & NODE_SKIP))
			continue;
		rel = node_attr(&n[i], "rel");
		if (!has_word(rel, SLICE("tag")))
			continue;
		if (has_word(rel, SLICE("category")))
			fact_add(&f->sections, html_text(p, i));
		else
			fact_add(&f->tags, html_text(p, i));
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
		    !has_digit(html_text(p, k)))
			fact_add(&f->sections, trim_marks(html_text(p, k)));
}

void
byline_read(struct html_page *p, struct facts *f)
{
	read_authors(p, f);
	read_date(p, f);
	if (f->published.len == 0)
		read_date_url(p, f);
	if (f->published.len == 0)
		read_date_line(p, f);
	read_tags(p, f);
	if (f->sections.n == 0)
		read_crumbs(p, f);
	if (f->sections.n == 0)
		read_kicker(p, f);
}

void
byline_authors(struct html_page *p, const struct slices *const *from,
    size_t n)
{
	struct slices names = { 0 };
	struct facts owner = { 0 };
	size_t i, k;

	for (i = 0; i < n && names.n == 0; i++)
		for (k = 0; k < from[i]->n; k++)
			add_names(&names, from[i]->at[k]);
	for (i = 0; i < names.n; i++)
		doc_add_to(p->doc, &p->doc->authors, names.at[i]);
	owner.authors = names;
	facts_free(&owner);
}
