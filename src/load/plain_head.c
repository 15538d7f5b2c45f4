/*
 * What stands above a plain text: "Title: ..." lines, a headline, who
 * wrote it and when.
 */
#include "load/date.h"
#include "load/plain_parts.h"

#define HEADLINE_MAX 200	/* bytes */
#define HEADLINE_WORDS 25
#define FIELD_KEY_MAX 24	/* bytes of "Title" in "Title: ..." */

enum field {
	FIELD_NONE, FIELD_TITLE, FIELD_AUTHOR, FIELD_DATE, FIELD_UPDATED,
	FIELD_SECTION, FIELD_TAGS, FIELD_URL, FIELD_SUBTITLE, FIELD_OTHER
};

static enum field
field_of(struct slice key)
{
	static const struct {
		struct slice key;
		enum field field;
	} keys[] = {
		{ SLICE_INIT("title"), FIELD_TITLE },
		{ SLICE_INIT("headline"), FIELD_TITLE },
		{ SLICE_INIT("titel"), FIELD_TITLE },
		{ SLICE_INIT("titre"), FIELD_TITLE },
		{ SLICE_INIT("título"), FIELD_TITLE },
		{ SLICE_INIT("titolo"), FIELD_TITLE },
		{ SLICE_INIT("Заголовок"), FIELD_TITLE },
		{ SLICE_INIT("标题"), FIELD_TITLE },
		{ SLICE_INIT("subtitle"), FIELD_SUBTITLE },
		{ SLICE_INIT("author"), FIELD_AUTHOR },
		{ SLICE_INIT("authors"), FIELD_AUTHOR },
		{ SLICE_INIT("by"), FIELD_AUTHOR },
		{ SLICE_INIT("byline"), FIELD_AUTHOR },
		{ SLICE_INIT("autor"), FIELD_AUTHOR },
		{ SLICE_INIT("auteur"), FIELD_AUTHOR },
		{ SLICE_INIT("autore"), FIELD_AUTHOR },
		{ SLICE_INIT("Автор"), FIELD_AUTHOR },
		{ SLICE_INIT("作者"), FIELD_AUTHOR },
		{ SLICE_INIT("date"), FIELD_DATE },
		{ SLICE_INIT("published"), FIELD_DATE },
		{ SLICE_INIT("datum"), FIELD_DATE },
		{ SLICE_INIT("fecha"), FIELD_DATE },
		{ SLICE_INIT("data"), FIELD_DATE },
		{ SLICE_INIT("Дата"), FIELD_DATE },
		{ SLICE_INIT("日期"), FIELD_DATE },
		{ SLICE_INIT("updated"), FIELD_UPDATED },
		{ SLICE_INIT("modified"), FIELD_UPDATED },
		{ SLICE_INIT("section"), FIELD_SECTION },
		{ SLICE_INIT("category"), FIELD_SECTION },
		{ SLICE_INIT("rubrik"), FIELD_SECTION },
		{ SLICE_INIT("tags"), FIELD_TAGS },
		{ SLICE_INIT("keywords"), FIELD_TAGS },
		{ SLICE_INIT("url"), FIELD_URL },
		{ SLICE_INIT("link"), FIELD_URL },
		{ SLICE_INIT("source"), FIELD_OTHER },
		{ SLICE_INIT("language"), FIELD_OTHER },
		{ SLICE_INIT("layout"), FIELD_OTHER }
	};
	size_t i;

	for (i = 0; i < sizeof(keys) / sizeof(*keys); i++)
		if (slice_ieq(key, keys[i].key))
			return keys[i].field;
	return FIELD_NONE;
}

/* "Title: The river rose": the field and its value. */
static enum field
part_field(struct slice x, struct slice *value)
{
	size_t at = slice_chr(slice_sub(x, 0, FIELD_KEY_MAX), ':');

	if (at == SLICE_NONE)
		return FIELD_NONE;
	*value = line_trim(slice_from(x, at + 1));
	return field_of(line_trim(slice_sub(x, 0, at)));
}

static void
set_date(struct doc *d, struct slice *field, struct slice x)
{
	char date[DATE_MAX];

	if (field->len == 0 && date_parse(x, date))
		*field = doc_str(d, slice_z(date));
}

static void
add_pieces(struct doc *d, struct slices *list, struct slice x)
{
	struct slice piece;

	while (slice_cut(&x, ',', &piece))
		doc_add_to(d, list, line_trim(piece));
}

static void
set_field(struct doc *d, enum field f, struct slice x)
{
	struct slice *lines[] = {
		[FIELD_TITLE] = &d->headline, [FIELD_URL] = &d->url,
		[FIELD_SUBTITLE] = &d->subtitle
	};
	struct slices *lists[] = {
		[FIELD_AUTHOR] = &d->authors, [FIELD_SECTION] = &d->section,
		[FIELD_TAGS] = &d->tags
	};

	if (f == FIELD_DATE || f == FIELD_UPDATED)
		set_date(d, f == FIELD_DATE ? &d->published : &d->updated, x);
	else if (f == FIELD_AUTHOR || f == FIELD_SECTION || f == FIELD_TAGS)
		add_pieces(d, lists[f], x);
	else if (f != FIELD_NONE && f != FIELD_OTHER && lines[f]->len == 0)
		*lines[f] = doc_line(d, x);
}

/* The fields above a text: two lines of them at least, or a title. */
static size_t
read_fields(struct plain *p)
{
	size_t end = plain_stanza_end(p, 0), i, from = 0;
	struct slice value;
	bool titled = false;

	if (plain_rule(p->lines.at[0].text) == '-')
		from = 1;		/* front matter between "---" */
	for (i = from; i < end; i++) {
		enum field f = part_field(p->lines.at[i].text, &value);

		if (f == FIELD_NONE)
			break;
		titled |= f == FIELD_TITLE;
	}
	if (i - from < (titled ? 1 : 2))
		return 0;
	for (end = i, i = from; i < end; i++)
		set_field(p->d, part_field(p->lines.at[i].text, &value),
		    value);
	if (end < p->lines.n && plain_rule(p->lines.at[end].text) == '-')
		end++;
	return end;
}

static bool
is_headline(struct slice x)
{
	struct slice item;

	return x.len <= HEADLINE_MAX && line_words(x) <= HEADLINE_WORDS &&
	    !slice_ends(x, SLICE(".")) && !slice_ends(x, SLICE(",")) &&
	    !slice_ends(x, SLICE(":")) && !slice_starts(x, SLICE(">")) &&
	    line_bullet(x, &item) == 0 && !plain_rule(x);
}

/* "By Jane Doe", in several languages; the name in *name. */
static bool
is_byline(struct slice x, struct slice *name)
{
	static const struct slice by[] = {
		SLICE_INIT("By "), SLICE_INIT("Von "), SLICE_INIT("Par "),
		SLICE_INIT("Por "), SLICE_INIT("Door "), SLICE_INIT("Di "),
		SLICE_INIT("Av "), SLICE_INIT("Af ")
	};
	size_t i;

	if (x.len > 80 || line_words(x) > 7 || line_is_sentence(x))
		return false;
	for (i = 0; i < sizeof(by) / sizeof(*by); i++) {
		if (!slice_istarts(x, by[i]))
			continue;
		*name = line_trim(slice_from(x, by[i].len));
		return name->len > 2;
	}
	return false;
}

/* A short line that is a date and little else. */
static bool
is_dateline(struct slice x)
{
	char date[DATE_MAX];

	return x.len <= 60 && line_words(x) <= 8 && !line_is_sentence(x) &&
	    date_parse(x, date);
}

bool
plain_date(struct plain *p, size_t i)
{
	if (!is_dateline(p->lines.at[i].text))
		return false;
	set_date(p->d, &p->d->published, p->lines.at[i].text);
	return true;
}

/* All lines from..to say who and when. */
static bool
is_top(const struct plain *p, size_t from, size_t to)
{
	struct slice name;

	if (to - from > 3)
		return false;
	for (; from < to; from++)
		if (!is_byline(p->lines.at[from].text, &name) &&
		    !is_dateline(p->lines.at[from].text))
			return false;
	return true;
}

/* The headline at line i; the line after it. */
static size_t
read_headline(struct plain *p, size_t i)
{
	struct slice x, title;
	size_t end;

	if (i >= p->lines.n || p->d->headline.len > 0)
		return i;
	x = p->lines.at[i].text;
	end = plain_stanza_end(p, i);
	if (plain_hashes(x, &title) > 0)
		end = i + 1;
	else if (i + 1 < end && plain_rule(p->lines.at[i + 1].text))
		title = x, end = i + 2;
	else if (end < p->lines.n && is_headline(x) && is_top(p, i + 1, end))
		title = x, end = i + 1;
	else
		return i;
	p->d->headline = doc_line(p->d, title);
	return end;
}

/* Who and when, in the first lines below the headline. */
static size_t
read_byline(struct plain *p, size_t i)
{
	struct slice name;
	size_t n;

	for (n = 0; n < 3 && i < p->lines.n; n++, i++) {
		if (is_byline(p->lines.at[i].text, &name))
			add_pieces(p->d, &p->d->authors, name);
		else if (is_dateline(p->lines.at[i].text))
			set_date(p->d, &p->d->published,
			    p->lines.at[i].text);
		else
			break;
	}
	return i;
}

size_t
plain_head(struct plain *p)
{
	size_t i;

	if (p->lines.n == 0)
		return 0;
	i = read_fields(p);
	if (i == 0)
		i = read_byline(p, 0);
	i = read_headline(p, i);
	return p->d->headline.len ? read_byline(p, i) : i;
}
