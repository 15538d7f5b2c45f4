#include <stdlib.h>

#include "base/mem.h"
#include "load/date.h"
#include "load/html/hint.h"
#include "load/html/strmap.h"
#include "load/html/template.h"

#define NAME_MAX_TEXT 60
#define NAME_MIN_TEXT 3			/* one letter stands for a picture */

struct slot {				/* the nth element with one path */
	uint64_t key;
	uint32_t members;
	uint32_t rank, text;		/* sums */
	uint32_t up, down;		/* dates: steps to later, earlier */
	uint32_t timed;			/* dates with a time of day */
	uint32_t hidden;		/* dates that no reader sees */
	uint64_t value;			/* the last one */
	uint32_t changes;		/* of the value */
	uint32_t kinds;			/* different values */
	uint32_t counted;		/* values with a number or a colon */
	uint64_t href;			/* where the last one leads */
	uint32_t turns;			/* changes of that */
	uint32_t after;			/* members with it after the text */
	double sum;			/* of the values */
};

struct nth {				/* how often a path was seen */
	uint32_t member, count;
};

struct slots {
	const struct template *t;
	struct strmap map, paths, values;
	struct slot *at;
	struct nth *nth;
	size_t n, cap, nth_cap;
};

/* Two keys of a node: its path, and its own class, which holds where some
 * members have a picture or a box more around it.  0: it has none. */
static uint64_t
node_path(const struct slots *s, size_t node, int how)
{
	const struct node *n = html_node(s->t->page, node);
	uint64_t key;

	if (how == 0)
		return template_path(s->t, node);
	key = n->tag == TAG_TEXT ? 0 : template_key(n);
	return key == n->tag ? 0 : key;
}

static uint64_t
slot_key(struct slots *s, size_t node, size_t member, int how)
{
	uint64_t path = node_path(s, node, how);
	bool fresh;
	size_t at;

	if (path == 0)
		return 0;
	at = strmap_add(&s->paths, path, &fresh);
	s->nth = mem_grow(s->nth, &s->nth_cap, at + 1, sizeof(*s->nth));
	if (fresh || s->nth[at].member != member)
		s->nth[at] = (struct nth){ (uint32_t)member, 0 };
	return key_mix(path, s->nth[at].count++);
}

static struct slot *
slot_at(struct slots *s, uint64_t key)
{
	bool fresh;
	size_t at = strmap_add(&s->map, key, &fresh);

	if (fresh) {
		s->at = mem_grow(s->at, &s->cap, at + 1, sizeof(*s->at));
		s->at[at] = (struct slot){ .key = key };
		s->n = at + 1;
	}
	return &s->at[at];
}

static void
slots_clear(struct slots *s)
{
	size_t i;

	for (i = 0; i < s->paths.n; i++)
		s->nth[i].member = UINT32_MAX;
}

static void
slots_free(struct slots *s)
{
	strmap_free(&s->map);
	strmap_free(&s->paths);
	strmap_free(&s->values);
	free(s->at);
	free(s->nth);
}

/* The digits of an ISO 8601 time as a number: they sort as times do. */
static uint64_t
date_number(const char *date, bool *timed)
{
	uint64_t x = 0;
	int i, n = 0;

	*timed = strlen(date) > 10;
	for (i = 0; date[i] && n < 14; i++) {
		if (i > 10 && (date[i] == '+' || date[i] == '-'))
			break;
		if (ascii_digit(date[i])) {
			x = x * 10 + (uint64_t)(date[i] - '0');
			n++;
		}
	}
	for (; n < 14; n++)
		x *= 10;
	return x;
}

static void
add_date(struct slots *s, uint64_t key, size_t i, size_t member,
    const char *date)
{
	struct slot *sl = slot_at(s, key);
	bool timed;
	uint64_t x = date_number(date, &timed);

	if (sl->members > 0) {
		sl->up += x > sl->value;
		sl->down += x < sl->value;
	}
	sl->value = x;
	sl->sum += (double)x;
	sl->members++;
	sl->timed += timed;
	sl->hidden += s->t->page->m[i].text == 0;
	sl->after += s->t->members[member].body &&
	    i > s->t->members[member].body;
}

static double
date_score(const struct slot *s, size_t n)
{
	uint32_t wrong = s->up < s->down ? s->up : s->down;

	if (s->members * 2 < n)
		return -1;
	/* Who joined when is as likely to rise as to fall, and was before
	 * the post; when it was changed stands below it. */
	return s->members - 3.0 * wrong - 0.4 * s->after - 0.6 * s->hidden +
	    (s->timed * 2 > s->members ? 0.5 * (double)n : 0) +
	    s->sum / s->members / 3e14;
}

static uint64_t
best_slot(const struct slots *s, double (*score)(const struct slot *,
    size_t n))
{
	uint64_t key = 0;
	double best = 0, x;
	size_t i;

	for (i = 0; i < s->n; i++) {
		x = score(&s->at[i], s->t->n);
		if (x > best) {
			best = x;
			key = s->at[i].key;
		}
	}
	return key;
}

static void
walk_dates(struct slots *s, size_t k, uint64_t won)
{
	const struct template *t = s->t;
	struct member *m = &t->members[k];
	char date[DATE_MAX];
	uint64_t key;
	size_t i;
	int how;

	for (i = m->node; i < m->stop; i++) {
		if (!(t->marks->at[i] & MARK_DATE) || member_in_text(m, i) ||
		    !mark_date(t->page, i, date))
			continue;
		for (how = 0; how < 2; how++) {
			key = slot_key(s, i, k, how);
			if (won == 0 && key)
				add_date(s, key, i, k, date);
			else if (key && key == won)
				m->date = (uint32_t)i;
		}
	}
}

static void
vote(struct template *t, void (*walk)(struct slots *, size_t, uint64_t),
    double (*score)(const struct slot *, size_t n))
{
	struct slots s = { .t = t };
	uint64_t won;
	size_t k;

	for (k = 0; k < t->n; k++)
		walk(&s, k, 0);
	won = best_slot(&s, score);
	slots_clear(&s);
	for (k = 0; won && k < t->n; k++)
		walk(&s, k, won);
	slots_free(&s);
}

void
vote_dates(struct template *t)
{
	vote(t, walk_dates, date_score);
}

static bool
has_letter(struct slice x)
{
	size_t i;

	for (i = 0; i < x.len; i++)
		if (ascii_alpha(x.s[i]) || (x.s[i] & 0x80))
			return true;
	return false;
}

/* A text that has others beside it in its element. */
static bool
is_part(const struct template *t, size_t i)
{
	const struct measure *m = t->page->m;

	return m[html_node(t->page, i)->parent].text > m[i].text + 2;
}

/* What may hold a name and nothing else. */
static bool
may_name(const struct template *t, const struct member *m, size_t i)
{
	const struct measure *x = &t->page->m[i];

	return x->text >= NAME_MIN_TEXT && x->text <= NAME_MAX_TEXT &&
	    (html_node(t->page, i)->tag != TAG_TEXT || is_part(t, i)) &&
	    !(x->flags & NODE_SKIP) && !(t->marks->at[i] & MARK_DATE) &&
	    marks_dates(t->marks, i, html_node(t->page, i)->end) == 0 &&
	    !member_in_text(m, i);
}

static uint32_t
rank_name(const struct template *t, const struct member *m, size_t i)
{
	const struct node *n = html_node(t->page, i);
	uint32_t rank = mark_author_rank(t->page, i);
	size_t up = n->parent;
	int k;

	if (t->page->m[i].hints & HINT_TITLE)
		return 0;		/* "userTitle": what they are */
	for (k = 0; k < 3 && up > m->node && rank < 30; k++) {
		if (t->page->m[up].hints & HINT_AUTHOR) {
			rank += 25;
			break;
		}
		up = html_node(t->page, up)->parent;
	}
	return rank + (n->tag == TAG_A ? 5 : 0);
}

/* "Posts: 819", "Joined 2011" */
static bool
is_count(struct slice x)
{
	size_t i;

	for (i = 0; i < x.len; i++)
		if (ascii_digit(x.s[i]) || x.s[i] == ':')
			return true;
	return false;
}

struct name {				/* a candidate */
	struct slice text;
	uint64_t hash, href;
	uint32_t rank;
	bool count;
};

static struct name
read_name(const struct template *t, size_t i, size_t member)
{
	struct slice text = html_text(t->page, i);

	return (struct name){
		.text = text, .hash = slice_hash(text),
		.href = slice_hash(node_attr(html_node(t->page, i), "href")),
		.rank = rank_name(t, &t->members[member], i),
		.count = is_count(text)
	};
}

static void
add_name(struct slots *s, uint64_t key, size_t i, const struct name *x)
{
	struct slot *sl = slot_at(s, key);
	bool fresh;

	sl->turns += sl->members > 0 && x->href != sl->href;
	sl->href = x->href;
	sl->changes += sl->members > 0 && x->hash != sl->value;
	sl->value = x->hash;
	sl->members++;
	strmap_add(&s->values, key_mix(x->hash, key), &fresh);
	sl->kinds += fresh;
	sl->counted += x->count;
	sl->rank += x->rank;
	sl->text += s->t->page->m[i].text;
}

/* What all have and is the same for all is a label, or the one person who
 * talks.  Without a hint names must differ often.  Of a name and a rank the
 * name differs more. */
static double
name_score(const struct slot *s, size_t n)
{
	double rank = (double)s->rank / s->members;
	double text = (double)s->text / s->members;

	if ((size_t)s->members * 10 < n * 7 ||
	    (n > 2 && s->changes == 0 && (rank < 15 || s->turns)) ||
	    (rank < 10 && s->changes * 3 < s->members))
		return -1;
	return 1 + rank + 10.0 * s->members / (double)n - text / 4 +
	    15.0 * s->kinds / s->members -
	    (s->counted * 2 > s->members ? 20 : 0);
}

static void
try_name(struct slots *s, size_t i, size_t k, uint64_t won)
{
	struct member *m = &s->t->members[k];
	uint64_t key[2];
	struct name x;
	int how;

	for (how = 0; how < 2; how++)
		key[how] = slot_key(s, i, k, how);
	if (won) {
		if (m->author == 0 && (key[0] == won || key[1] == won))
			m->author = (uint32_t)i;
		return;
	}
	x = read_name(s->t, i, k);
	for (how = 0; how < 2 && has_letter(x.text); how++)
		if (key[how])
			add_name(s, key[how], i, &x);
}

static void
walk_names(struct slots *s, size_t k, uint64_t won)
{
	const struct template *t = s->t;
	const struct member *m = &t->members[k];
	size_t i, date_end = 0;

	for (i = m->node + 1; i < m->stop; i++) {
		if (t->marks->at[i] & MARK_DATE)
			date_end = html_node(t->page, i)->end;
		if (i >= date_end && may_name(t, m, i))
			try_name(s, i, k, won);
	}
}

void
vote_authors(struct template *t)
{
	vote(t, walk_names, name_score);
}
