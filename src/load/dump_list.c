/*
 * The comment list of a dump: the bullets of one kind and indent below
 * which most text stands.
 */
#include "load/dump_parts.h"

#include <stdlib.h>

#include "base/mem.h"
#include "load/line.h"
#include "load/names.h"
#include "text/utf8.h"

#define KEYS_MAX 32		/* kinds of bullets that are looked at */
#define HEAD_MAX 80		/* characters of a name without a reply mark */

struct key {			/* bullets of one kind at one indent */
	uint32_t indent;
	int bullet;
	size_t items, deep, flat, marked;
};

struct census {
	struct key keys[KEYS_MAX];
	size_t n;
};

static struct key *
key_of(struct census *c, uint32_t indent, int bullet)
{
	size_t i;

	for (i = 0; i < c->n; i++)
		if (c->keys[i].indent == indent &&
		    c->keys[i].bullet == bullet)
			return &c->keys[i];
	if (c->n == KEYS_MAX)
		return NULL;
	c->keys[c->n] = (struct key){ .indent = indent, .bullet = bullet };
	return &c->keys[c->n++];
}

/* What only a comment's own line holds. */
static bool
is_marked(struct slice item)
{
	size_t len;

	return item.len && item.len <= 4 * HEAD_MAX &&
	    (name_is_nobody(item) ||
	    dump_reply_words(item, &len) != SLICE_NONE);
}

static void
count_bullets(struct census *c, struct slice text)
{
	struct line_cursor cur = { .source = text };
	struct key *last = NULL, *k;
	struct slice item = { 0 };
	struct line l;
	int bullet;

	while (line_next(&cur, &l)) {
		bullet = line_bullet(l.text, &item);
		if (bullet == 0) {
			if (last && l.indent > last->indent)
				last->deep++;
			else if (last && l.indent == last->indent)
				last->flat++;
			last = NULL;
			continue;
		}
		last = k = key_of(c, l.indent, bullet);
		if (k == NULL)
			continue;
		k->items++;
		k->marked += k->marked < 2 && is_marked(item);
	}
}

static const struct key *
best_key(const struct census *c)
{
	const struct key *best = NULL, *k;

	for (k = c->keys; k < c->keys + c->n; k++)
		if (k->deep && (best == NULL || k->deep > best->deep))
			best = k;
	if (best != NULL && (best->marked || best->deep > 1))
		return best;
	for (k = c->keys; k < c->keys + c->n; k++)
		if (k->marked && k->flat > (best ? best->flat : 0))
			best = k;
	return best;
}

/* Could be a person's name and what the page adds to it. */
static bool
is_head(const struct dump_item *it)
{
	size_t words;

	if (it->head.len > 4 * HEAD_MAX)
		return false;
	if (is_marked(it->head))
		return true;
	words = line_words(it->head);
	if (it->bodied && (slice_ends(it->head, SLICE(")")) ||
	    slice_ends(it->head, SLICE("）"))))
		return words <= 32;
	return utf8_count(it->head) <= HEAD_MAX && words <= 8 &&
	    (it->bodied || !line_is_sentence(it->head));
}

/* The item that was just read to its end: a comment, or a line of the
 * text of the comment before that begins with a bullet. */
static void
settle(struct dump_list *l)
{
	struct dump_item *it, *prev;

	if (l->n < 2)
		return;
	it = &l->items[l->n - 1];
	prev = it - 1;
	if (is_head(it))
		return;
	prev->to = it->to;
	prev->bodied |= it->bodied;
	l->n--;
}

static void
add_item(struct dump_list *l, const struct line *line, struct slice head,
    bool broke)
{
	settle(l);
	l->items = mem_grow(l->items, &l->cap, l->n + 1, sizeof(*l->items));
	l->items[l->n++] = (struct dump_item){
		.head = head, .from = line->end, .to = line->end,
		.broke = broke
	};
}

static void
read_items(struct dump_list *l, struct slice text)
{
	struct line_cursor cur = { .source = text };
	struct slice head = { 0 };
	struct dump_item *it;
	struct line line;
	bool broke = true;

	while (line_next(&cur, &line)) {
		if (line.indent == l->indent &&
		    line_bullet(line.text, &head) == l->bullet) {
			add_item(l, &line, head, broke);
			broke = false;
			continue;
		}
		broke |= line.indent <= l->indent;
		if (l->n == 0)
			continue;
		it = &l->items[l->n - 1];
		it->to = line.end;
		it->bodied |= line.indent > l->indent;
		it->flat |= line.indent == l->indent;
	}
	settle(l);
}

/* The first unbroken run of bullets of which half have text. */
static size_t
first_comment(const struct dump_list *l, bool flat)
{
	size_t i, j, with;

	for (i = 0; i < l->n; i = j) {
		with = 0;
		for (j = i; j < l->n && (j == i || !l->items[j].broke); j++)
			with += l->items[j].bodied ||
			    (flat && l->items[j].flat) ||
			    is_marked(l->items[j].head);
		if (with * 2 >= j - i)
			return i;
	}
	return l->n;
}

/* Bullets after the last comment: a menu below the page. */
static size_t
after_comments(const struct dump_list *l, size_t first)
{
	size_t n = l->n, i;

	for (i = n; i > first; i--) {
		if (l->items[i - 1].bodied || is_marked(l->items[i - 1].head))
			break;
		if (l->items[i - 1].broke)
			n = i - 1;
	}
	return n > first ? n : l->n;
}

/* Where the text of the last comment ends, and what stands below the list
 * begins. */
static void
cut_tail(const struct dump_list *l, struct slice text, struct dump_item *it,
    bool flat)
{
	struct line_cursor cur = { slice_sub(text, 0, it->to), it->from };
	size_t end = it->from;
	bool tail = false;
	struct line line;

	while (line_next(&cur, &line)) {
		if (line.indent <= l->indent && dump_is_furniture(line.text))
			break;
		if (line.indent > l->indent)
			tail = false;
		else if (line.indent == l->indent ? !flat : line.blanks > 0)
			tail = true;
		if (!tail)
			end = line.end;
	}
	it->to = end;
}

/* The cells that texts are indented by: those of the first text. */
static void
find_inner(struct dump_list *l, struct slice text)
{
	struct line_cursor cur;
	struct line line;
	size_t i;

	l->inner = l->indent + 2;
	for (i = 0; i < l->n; i++) {
		cur = (struct line_cursor){ slice_sub(text, 0, l->items[i].to),
		    l->items[i].from };
		if (l->items[i].bodied && line_next(&cur, &line) &&
		    line.indent > l->indent) {
			l->inner = line.indent;
			return;
		}
	}
}

static void
keep(struct dump_list *l, size_t first, size_t n)
{
	memmove(l->items, l->items + first,
	    (n - first) * sizeof(*l->items));
	l->n = n - first;
}

void
dump_list_find(struct dump_list *l, struct slice text)
{
	struct census c = { .n = 0 };
	const struct key *k;
	size_t first, n;
	bool flat;

	*l = (struct dump_list){ .start = text.len };
	count_bullets(&c, text);
	k = best_key(&c);
	if (k == NULL)
		return;
	l->indent = k->indent;
	l->bullet = k->bullet;
	flat = k->deep == 0;
	read_items(l, text);
	first = first_comment(l, flat);
	n = after_comments(l, first);
	if (first < l->n)
		l->start = (size_t)(l->items[first].head.s - text.s);
	while (l->start > 0 && l->start < text.len &&
	    text.s[l->start - 1] != '\n')
		l->start--;
	if (n > first)
		cut_tail(l, text, &l->items[n - 1], flat);
	keep(l, first, n);
	find_inner(l, text);
}

void
dump_list_free(struct dump_list *l)
{
	free(l->items);
	*l = (struct dump_list){ 0 };
}

struct slice
dump_first_line(struct slice text, const struct dump_item *it)
{
	struct line_cursor cur = { slice_sub(text, 0, it->to), it->from };
	struct line line;

	return line_next(&cur, &line) ? line.text : (struct slice){ 0 };
}
