/*
 * What a dump holds before its comments, told by where it stands: a
 * stanza is lines without a blank line between them.
 */
#include "load/dump_parts.h"

#include "load/date.h"
#include "load/line.h"

#define DATELINE_MAX 80		/* bytes */
#define HEADLINE_MAX 300
#define LABEL_MAX 60		/* letters of a section */
#define TAG_MAX 60
#define BUTTONS_MAX 100		/* of a line of furniture */
#define BUTTONS_WORDS 10
#define HEAD_STANZAS 6		/* the body begins before that many */

struct head {
	struct doc *d;
	struct line_list lines;
	size_t body, tail;	/* lines of the body: body <= i < tail */
};

static size_t
stanza_end(const struct head *h, size_t i)
{
	do
		i++;
	while (i < h->lines.n && h->lines.at[i].blanks == 0);
	return i;
}

static size_t
stanza_start(const struct head *h, size_t end)
{
	size_t i = end - 1;

	while (i > 0 && h->lines.at[i].blanks == 0)
		i--;
	return i;
}

static struct slice
line_at(const struct head *h, size_t i)
{
	return h->lines.at[i].text;
}

static void
drop_line(struct head *h, size_t i)
{
	if (i + 1 < h->lines.n && h->lines.at[i + 1].blanks == 0)
		h->lines.at[i + 1].blanks = h->lines.at[i].blanks;
	memmove(h->lines.at + i, h->lines.at + i + 1,
	    (h->lines.n - i - 1) * sizeof(*h->lines.at));
	h->lines.n--;
}

/* "16:21 GMT +329 March 2017 (updated 17:02 GMT +3 29 March 2017)" */
static bool
read_times(struct doc *d, struct slice x)
{
	char date[DATE_MAX];
	size_t at;

	if (x.len > 2 * DATELINE_MAX)
		return false;
	at = slice_chr(x, '(');
	if (at == SLICE_NONE && x.len > DATELINE_MAX)
		return false;
	if (!date_parse(slice_sub(x, 0, at), date))
		return false;
	d->published = doc_str(d, slice_z(date));
	if (at != SLICE_NONE && date_parse(slice_from(x, at + 1), date))
		d->updated = doc_str(d, slice_z(date));
	return true;
}

/* A line that is a date and little else: most of it is digits, marks and
 * the words that belong to them. */
static bool
is_dateline(struct slice x)
{
	return !line_is_sentence(x) && line_words(x) <= 12;
}

/* The dateline is among the first lines; its place, or lines.n. */
static size_t
read_dateline(struct head *h)
{
	size_t i;

	for (i = 0; i < h->lines.n && i < 10; i++)
		if (is_dateline(line_at(h, i)) &&
		    read_times(h->d, line_at(h, i)))
			return i;
	return h->lines.n;
}

static bool
is_paragraph(struct slice x)
{
	return x.len > HEADLINE_MAX ||
	    (line_is_sentence(x) && line_words(x) >= 12);
}

/* A credit or furniture stands in the stanza. */
static bool
is_marked(const struct head *h, size_t from, size_t to)
{
	size_t i;

	for (i = from; i < to; i++)
		if (dump_is_credit(line_at(h, i)) ||
		    dump_is_furniture(line_at(h, i)))
			return true;
	return false;
}

/* A stanza of labels: short lines all. */
static bool
is_short(const struct head *h, size_t from, size_t to, size_t words)
{
	size_t i, letters = words < BUTTONS_WORDS ? LABEL_MAX : BUTTONS_MAX;
	struct slice x;

	for (i = from; i < to; i++) {
		x = line_at(h, i);
		if (!line_fits(x, letters) || line_words(x) > words ||
		    line_is_sentence(x))
			return false;
	}
	return true;
}

/* Sections of a line: "World > Middle East" are two. */
static void
add_section(struct doc *d, struct slice x)
{
	static const struct slice seps[] = {
		SLICE_INIT(" > "), SLICE_INIT(" › "), SLICE_INIT(" » "),
		SLICE_INIT(" / "), SLICE_INIT(" | ")
	};
	size_t i, at, best, len = 0;

	while (x.len) {
		best = x.len;
		for (i = 0; i < sizeof(seps) / sizeof(*seps); i++) {
			at = slice_find(x, seps[i]);
			if (at < best) {
				best = at;
				len = seps[i].len;
			}
		}
		doc_add_to(d, &d->section, slice_sub(x, 0, best));
		x = best < x.len ? slice_from(x, best + len) :
		    (struct slice){ 0 };
	}
}

static struct image *
the_image(struct doc *d)
{
	return d->nimages ? &d->images[0] : doc_add_image(d);
}

/* What stands above the credit, and is no label, is the caption. */
static bool
is_caption(const struct head *h, size_t i, size_t to)
{
	return !line_fits(line_at(h, i), LABEL_MAX) || (i + 2 < to &&
	    line_words(line_at(h, i)) > 2 && dump_is_credit(line_at(h, i + 1)));
}

/* A button in a language that dump_is_furniture() does not know: the last
 * line of the stanza, below a section, and no name as sections are. */
static bool
is_button(const struct head *h, size_t from, size_t i, size_t to)
{
	return i > from && i + 1 == to && h->lines.at[i].blanks == 0 &&
	    !dump_is_furniture(line_at(h, i - 1)) &&
	    !dump_is_credit(line_at(h, i - 1)) &&
	    !is_caption(h, i - 1, to) && dump_is_phrase(line_at(h, i));
}

/* The stanza of credit, section and furniture. */
static void
read_meta(struct head *h, size_t from, size_t to)
{
	struct slice x;
	size_t i;

	for (i = from; i < to; i++) {
		x = line_at(h, i);
		if (dump_is_furniture(x) || is_button(h, from, i, to))
			continue;
		if (dump_is_credit(x))
			the_image(h->d)->credit = doc_line(h->d, x);
		else if (is_caption(h, i, to))
			the_image(h->d)->caption = doc_line(h->d, x);
		else
			add_section(h->d, x);
	}
}

/* A word or two below a line that could be the headline. */
static bool
is_section(const struct head *h, size_t i, size_t end)
{
	return is_short(h, i, end, 2) && line_words(line_at(h, i - 1)) > 4 &&
	    !line_is_sentence(line_at(h, i - 1));
}

/*
 * The stanza of credit, section and furniture, below the headline: one
 * that has such a mark, else one of labels.  Returns its first line, or
 * lines.n.
 */
static size_t
find_meta(const struct head *h, size_t first, bool marked)
{
	size_t i = first, end, n;

	for (n = 0; n < HEAD_STANZAS && i < h->lines.n; n++, i = end) {
		end = stanza_end(h, i);
		if (end == h->lines.n && !marked)
			break;
		if (i > 0 && (marked ? is_marked(h, i, end) :
		    n > 0 ? is_short(h, i, end, 4) : is_section(h, i, end)))
			return i;
		if (n > 0 && is_paragraph(line_at(h, end - 1)))
			break;
	}
	return h->lines.n;
}

/* The headline stands right above that stanza, or is the first line that
 * is no caption. */
static size_t
find_headline(const struct head *h, size_t first, size_t *meta)
{
	*meta = find_meta(h, first, true);
	if (*meta == h->lines.n)
		*meta = find_meta(h, first, false);
	if (*meta < h->lines.n)
		return stanza_start(h, *meta);
	return first > 0 && is_paragraph(line_at(h, first)) ? first - 1 :
	    first;
}

/* Caption lines between the dateline and the headline. */
static void
read_caption(struct head *h, size_t from, size_t headline)
{
	struct slice x;
	size_t i;

	for (i = from; i < headline; i++) {
		x = line_at(h, i);
		if (dump_is_furniture(x))
			continue;
		if (dump_is_credit(x))
			the_image(h->d)->credit = doc_line(h->d, x);
		else if (line_words(x) <= 2 && headline - from > 1)
			add_section(h->d, x);
		else if (the_image(h->d)->caption.len == 0)
			the_image(h->d)->caption = doc_line(h->d, x);
	}
}

/* Everything above the body. */
static void
read_top(struct head *h)
{
	size_t date = read_dateline(h), first = 0, headline, meta, end;

	if (date < h->lines.n) {
		/* What stands right below the dateline is a caption where
		 * more than that stands above the body. */
		if (date == 0 && h->lines.n > 2 &&
		    h->lines.at[1].blanks == 0 && h->lines.at[2].blanks > 0)
			first = 1;
		drop_line(h, date);
	}
	if (h->lines.n == 0)
		return;
	headline = find_headline(h, first, &meta);
	if (meta == h->lines.n && h->lines.n > 1 &&
	    is_paragraph(line_at(h, headline)) &&
	    line_words(line_at(h, headline)) > 30) {
		h->body = headline;
		return;
	}
	read_caption(h, 0, headline);
	h->d->headline = doc_line(h->d, line_at(h, headline));
	end = stanza_end(h, headline);
	h->body = headline + 1;
	if (end > headline + 1 && (is_marked(h, headline + 1, end) ||
	    is_short(h, headline + 1, end, 4))) {
		read_meta(h, headline + 1, end);
		h->body = end;
	}
	if (meta < h->lines.n) {
		h->body = stanza_end(h, meta);
		read_meta(h, meta, h->body);
	}
}

static bool
is_tag(struct slice x)
{
	return x.len > 0 && line_fits(x, TAG_MAX) && line_words(x) <= 6 &&
	    !line_is_sentence(x);
}

/* "Syria, The Syrian war, Deir Ez-Zor": short things, commas between. */
static size_t
count_tags(struct slice x)
{
	struct slice rest = x, piece;
	size_t n = 0;

	while (slice_cut(&rest, ',', &piece)) {
		if (!is_tag(line_trim(piece)))
			return 0;
		n++;
	}
	return n;
}

static void
read_tags(struct doc *d, struct slice x)
{
	struct slice piece;

	while (slice_cut(&x, ',', &piece))
		doc_add_to(d, &d->tags, line_trim(piece));
}

static bool
is_title(struct slice x)
{
	return x.len <= HEADLINE_MAX && line_words(x) >= 3 &&
	    !slice_ends(x, SLICE("."));
}

/* Lines from..to below the body: related headlines, then maybe tags. */
static bool
is_related(const struct head *h, size_t from, size_t to)
{
	size_t i;

	for (i = from; i < to; i++)
		if (!is_title(line_at(h, i)))
			return false;
	return to > from;
}

/*
 * The tags are a line of short things; below them all is furniture.  Above
 * them in their stanza, related headlines.  Returns the first line of all
 * that.
 */
static size_t
find_tags(const struct head *h, size_t from, size_t to, size_t *tags)
{
	size_t i;

	for (i = to; i > from; i--) {
		if (count_tags(line_at(h, i - 1)) < 2)
			continue;
		*tags = i - 1;
		return i - 1;
	}
	*tags = to;
	return to;
}

/* Tags alone, no related headlines above them: something parts them from
 * the body, or the page's own lines follow. */
static bool
stands_apart(const struct head *h, size_t i)
{
	return count_tags(line_at(h, i)) > 2 &&
	    (h->lines.at[i].blanks > 1 || (i + 1 < h->lines.n &&
	    h->lines.at[i + 1].blanks == 0));
}

static void
read_bottom(struct head *h)
{
	size_t to = h->tail, from, tags, end, i;

	while (to > h->body && (dump_is_furniture(line_at(h, to - 1)) ||
	    dump_is_joined(line_at(h, to - 1))))
		to--;
	h->tail = to;
	if (to <= h->body)
		return;
	from = stanza_start(h, to);
	if (from < h->body)
		from = h->body;
	end = find_tags(h, from, to, &tags);
	if (tags + 1 < to && !is_short(h, tags + 1, to, BUTTONS_WORDS))
		return;		/* a line with commas of the body */
	if (tags == to && to == h->tail && to - from < 2)
		return;
	if (end > from && !is_related(h, from, end))
		return;
	if (end == from && !stands_apart(h, from))
		return;
	for (i = from; i < end; i++)
		doc_add_related(h->d, line_at(h, i), (struct slice){ 0 });
	if (tags < to)
		read_tags(h->d, line_at(h, tags));
	h->tail = from;
}

/* A short line alone, between paragraphs. */
static bool
is_heading(const struct head *h, size_t i)
{
	struct slice x = line_at(h, i);

	return i > h->body && i + 1 < h->tail && line_fits(x, LABEL_MAX) &&
	    h->lines.at[i].blanks > 0 && h->lines.at[i + 1].blanks > 0 &&
	    !line_is_sentence(x) && !slice_ends(x, SLICE(":")) &&
	    !slice_ends(x, SLICE(",")) && line_words(x) <= 8 &&
	    is_paragraph(line_at(h, i + 1)) && is_paragraph(line_at(h, i - 1));
}

static void
add_body_line(struct head *h, size_t i)
{
	struct slice x = line_at(h, i), item;
	struct doc *d = h->d;
	struct block *b;

	if (line_is_void(x))
		return;
	if (is_heading(h, i)) {
		b = doc_add_block(d, BLOCK_HEADING, doc_line(d, x));
		b->level = 2;
		return;
	}
	if (line_bullet(x, &item) && item.len) {
		b = doc_add_block(d, BLOCK_LIST_ITEM, doc_line(d, item));
		b->level = 1;
		return;
	}
	doc_add_block(d, BLOCK_PARAGRAPH, doc_line(d, x));
}

void
dump_head(struct doc *d, size_t end)
{
	struct head h = { .d = d };
	size_t i;

	if (!line_list_read(&h.lines, slice_sub(d->text, 0, end)))
		d->truncated = true;
	if (h.lines.n > 0)
		read_top(&h);
	h.tail = h.lines.n;
	read_bottom(&h);
	for (i = h.body; i < h.tail; i++)
		add_body_line(&h, i);
	line_list_free(&h.lines);
}
