/*
 * The comment pane against a slow model of it, key by key: which comments
 * are visible in which order, what is folded, how many replies there are,
 * who answers whom by hand, where the cursor is.  The model walks its tree
 * anew for every answer.
 *
 *	usage: test_tree_model [KEYS [SEED]]
 */
#include <stdio.h>
#include <stdlib.h>

#include "app/command.h"
#include "app/news.h"
#include "test.h"
#include "text/width.h"
#include "view/rowset.h"

#define MAX 40				/* comments of a document */
#define NONE (-1)
#define WORDS 4
#define KEYS_A_DOC 500

static const char *const words[WORDS] = { "alpha", "beta", "gamma", "delta" };
static const char *const names[] = { "Ann", "Bob", "Cid", "Dot", "" };

enum { FOLDED = 1, OPEN = 2, KILLED = 4, PASSED = 8, OLD = 16 };

#define BRIEF (KILLED | PASSED | OLD)
#define MENDS KEYS_A_DOC

struct model {
	struct app app;
	struct config *config;
	struct screen *screen;
	int n;				/* comments; the last are absent */
	int author[MAX], score[MAX], time[MAX];
	bool absent[MAX], has[MAX][WORDS];
	bool unread[MAX];		/* new when the document was opened */
	bool fresh[MAX];		/* drawing reads: not our part */
	/* What the keys change. */
	int parent[MAX];
	int order, levels, cursor;
	int pinned;			/* comment to hang others below */
	struct { int comment, parent; } mends[MENDS];
	int nmends;
	bool caught_up;
	unsigned uncaught[MAX];		/* state before that */
	unsigned state[MAX], unfiltered[MAX], unsearched[MAX];
	bool dead_author[4], dead_word[WORDS];
	bool filter, hit[MAX], shown[MAX];
	int needle;			/* word, or NONE: no search is on */
	int found;			/* the hit, a comment */
	bool looked;			/* unsearched is set */
	/* Worked out anew after each key. */
	int rows[MAX], nrows;		/* all, in order */
	int list[MAX], nlist;		/* the visible ones */
};

static unsigned long seed;

static int
dice(int n)
{
	seed = seed * 6364136223846793005u + 1442695040888963407u;
	return (int)((seed >> 33) % (unsigned long)n);
}

/* --- the tree, by definition --- */

static int
children_of(const struct model *m, int c)
{
	int i, n = 0;

	for (i = 0; i < m->n; i++)
		n += m->parent[i] == c;
	return n;
}

/* A stand-in stands where the first who answers it does. */
static int
place_of(const struct model *m, int c)
{
	int i;

	for (i = 0; m->absent[c] && i < c; i++)
		if (m->parent[i] == c)
			return i;
	return c;
}

static long
key_of(const struct model *m, int c)
{
	long t = m->time[c] ? 1700000000L + m->time[c] : place_of(m, c);

	switch (m->order) {
	case ORDER_NEWEST:
		return -t;
	case ORDER_OLDEST:
		return t;
	case ORDER_SCORE:
		return m->score[c] == SCORE_NONE ? 1L << 40 : -m->score[c];
	case ORDER_REPLIES:
		return -children_of(m, c);
	default:
		return place_of(m, c);
	}
}

static bool
comes_before(const struct model *m, int a, int b)
{
	long ka = key_of(m, a), kb = key_of(m, b);

	return ka != kb ? ka < kb : place_of(m, a) <
	    place_of(m, b);
}

/* The child of up (NONE: root) that comes next after c (NONE: first). */
static int
next_child(const struct model *m, int up, int c)
{
	int i, best = NONE;

	for (i = 0; i < m->n; i++)
		if (m->parent[i] == up && (c == NONE ||
		    comes_before(m, c, i)) && (best == NONE ||
		    comes_before(m, i, best)))
			best = i;
	return best;
}

static void
walk(struct model *m, int up, bool visible)
{
	int c;

	for (c = next_child(m, up, NONE); c != NONE;
	    c = next_child(m, up, c)) {
		bool seen = visible && (!m->filter || m->shown[c]);

		m->rows[m->nrows++] = c;
		if (seen)
			m->list[m->nlist++] = c;
		walk(m, c, seen && !(m->state[c] & FOLDED));
	}
}

static void
lay_out(struct model *m)
{
	m->nrows = m->nlist = 0;
	walk(m, NONE, true);
}

static bool
let_through(const struct model *m, int c)
{
	return !m->filter || m->shown[c];
}

static bool
is_below(const struct model *m, int c, int up)
{
	for (; c != NONE; c = m->parent[c])
		if (c == up)
			return true;
	return false;
}

static int
depth_of(const struct model *m, int c)
{
	int n = 0;

	while ((c = m->parent[c]) != NONE)
		n++;
	return n;
}

static int
deepest(const struct model *m)
{
	int i, max = 0;

	for (i = 0; i < m->n; i++)
		if (depth_of(m, i) > max)
			max = depth_of(m, i);
	return max + 1;
}

static int
size_of(const struct model *m, int c)
{
	int i, n = 0;

	for (i = 0; i < m->n; i++)
		n += is_below(m, i, c) && let_through(m, i);
	return n;
}

static int
replies_of(const struct model *m, int c)
{
	int i, n = 0;

	for (i = 0; i < m->n; i++)
		n += m->parent[i] == c && let_through(m, i);
	return n;
}

static int
sibling(const struct model *m, int c, int step)
{
	int i, last = NONE;

	for (i = next_child(m, m->parent[c], NONE); i != NONE;
	    i = next_child(m, m->parent[c], i)) {
		if (!let_through(m, i))
			continue;
		if (step > 0 ? last == c : i == c)
			return step > 0 ? i : last;
		last = i;
	}
	return NONE;
}

static int
top_of(const struct model *m, int c)
{
	while (m->parent[c] != NONE)
		c = m->parent[c];
	return c;
}

static bool
is_open(const struct model *m, int c)
{
	return !(m->state[c] & FOLDED) && (m->state[c] & OPEN ||
	    !(m->state[c] & BRIEF));
}

static int
place_in(const int *list, int n, int c)
{
	int i;

	for (i = 0; i < n; i++)
		if (list[i] == c)
			return i;
	return NONE;
}

/* The comment, or what stands for it where it is not visible. */
static int
visible(struct model *m, int c)
{
	int at = place_in(m->rows, m->nrows, c), up, i;

	for (up = c; up != NONE && !let_through(m, up); up = m->parent[up])
		;
	for (i = at; up == NONE && i < m->nrows; i++)
		if (let_through(m, m->rows[i]))
			up = m->rows[i];
	for (i = at; up == NONE && i >= 0; i--)
		if (let_through(m, m->rows[i]))
			up = m->rows[i];
	for (c = up; (up = m->parent[up]) != NONE;)
		if (m->state[up] & FOLDED)
			c = up;
	return c;
}

/* --- what the keys do --- */

static void
fold(struct model *m, int c, bool folded)
{
	m->state[c] = folded ? (m->state[c] | FOLDED) & ~(unsigned)OPEN :
	    m->state[c] & ~(unsigned)FOLDED;
}

static void
set_brief(struct model *m, int c, unsigned why, bool on)
{
	if (!(m->state[c] & why) == on)
		m->state[c] = (m->state[c] ^ why) & ~(unsigned)OPEN;
}

static bool
unfold(struct model *m, int c)
{
	if (m->state[c] & FOLDED)
		fold(m, c, false);
	else if (!is_open(m, c))
		m->state[c] |= OPEN;
	else
		return false;
	return true;
}

static void
reveal(struct model *m, int c)
{
	int up;

	if (m->filter && !m->shown[c])
		for (m->shown[c] = true, up = m->parent[c]; up != NONE &&
		    !m->shown[up]; up = m->parent[up]) {
			m->shown[up] = true;
			set_brief(m, up, PASSED, true);
		}
	for (up = m->parent[c]; up != NONE; up = m->parent[up])
		fold(m, up, false);
}

static void
go(struct model *m, int c)
{
	if (c == NONE)
		return;
	reveal(m, c);
	m->cursor = c;
}

static void
restore(struct model *m, const unsigned *from)
{
	int i;

	for (i = 0; i < m->n; i++)
		m->state[i] = (m->state[i] & BRIEF) |
		    (from[i] & (FOLDED | OPEN));
}

/* Folds are the reader's own again. */
static void
end_catch_up(struct model *m)
{
	int i;

	for (i = 0; i < m->n && m->caught_up; i++)
		set_brief(m, i, OLD, false);
	m->caught_up = false;
}

static void
refold(struct model *m, int levels)
{
	int i;

	end_catch_up(m);
	m->levels = levels >= deepest(m) ? 0 : levels;
	for (i = 0; i < m->n; i++)
		fold(m, i, m->levels && depth_of(m, i) + 1 >= m->levels);
}

static void
search_over(struct model *m)
{
	if (m->looked)
		restore(m, m->unsearched);
	m->looked = false;
	m->needle = NONE;
	lay_out(m);
	m->cursor = visible(m, m->cursor);
}

static bool
can_hit(const struct model *m, int c)
{
	return let_through(m, c) && m->has[c][m->needle] &&
	    !(m->state[c] & KILLED && !is_open(m, c));
}

static void
search_step(struct model *m, int step)
{
	int at = place_in(m->rows, m->nrows, m->cursor), i, c;

	if (!m->looked)
		memcpy(m->unsearched, m->state, sizeof(m->state));
	m->looked = true;
	/* On a hit, or backwards: not this one again but as the last. */
	for (i = m->found == m->cursor || step < 0; i <= m->n; i++) {
		c = m->rows[(at + (step > 0 ? i : m->n - i) + m->n) % m->n];
		if (!can_hit(m, c))
			continue;
		go(m, c);
		fold(m, c, false);
		if (!is_open(m, c))
			m->state[c] |= OPEN;
		m->found = c;
		return;
	}
	/* Begun anew where the cursor is. */
	if (m->found != m->cursor)
		m->found = NONE;
}

static void
judge(struct model *m, int author)
{
	int i, w;

	for (i = 0; i < m->n; i++) {
		bool dead = m->author[i] < 4 && m->dead_author[m->author[i]];

		for (w = 0; w < WORDS; w++)
			dead = dead || (m->has[i][w] && m->dead_word[w]);
		dead = dead && !m->absent[i];
		if (author != NONE && m->author[i] != author)
			continue;
		if (dead != !!(m->state[i] & KILLED)) {
			set_brief(m, i, KILLED, dead);
			fold(m, i, dead);
			m->fresh[i] = m->fresh[i] && !dead;
		}
	}
}

static void
hide(struct model *m)
{
	int c = m->cursor, author = m->author[c];

	if (!(m->state[c] & KILLED)) {
		if (author == 4)
			return;
		m->dead_author[author] = true;
		judge(m, NONE);
	} else if (author < 4 && m->dead_author[author]) {
		m->dead_author[author] = false;
		judge(m, NONE);
	} else {
		fold(m, c, false);
		m->state[c] |= OPEN;
	}
}

/* author or word, or at least that score, or new. */
static void
filter(struct model *m, int author, int word, int score, bool fresh)
{
	bool hit[MAX] = { false };
	int i, up, n = 0;

	search_over(m);
	for (i = 0; i < m->n; i++) {
		hit[i] = !m->absent[i] &&
		    (author == NONE || m->author[i] == author) &&
		    (word == NONE || m->has[i][word]) &&
		    (!fresh || m->fresh[i]) &&
		    (score == NONE || (m->score[i] != SCORE_NONE &&
		    m->score[i] >= score)) &&
		    (author != NONE || !(m->state[i] & KILLED));
		n += hit[i];
	}
	if (n == 0)
		return;
	if (!m->filter)
		memcpy(m->unfiltered, m->state, sizeof(m->state));
	m->filter = true;
	memcpy(m->hit, hit, sizeof(hit));
	memcpy(m->shown, hit, sizeof(hit));
	for (i = 0; i < m->n; i++)
		for (up = i; hit[i] && up != NONE; up = m->parent[up])
			m->shown[up] = true;
	for (i = 0; i < m->n; i++) {
		set_brief(m, i, PASSED, m->shown[i] && !hit[i]);
		if (m->shown[i])
			fold(m, i, false);
	}
}

static void
show_all(struct model *m)
{
	int i;

	if (!m->filter)
		return;
	search_over(m);
	m->filter = false;
	for (i = 0; i < m->n; i++)
		set_brief(m, i, PASSED, false);
	restore(m, m->unfiltered);
}

/* What was revealed past the filter is left out again. */
static void
sift_again(struct model *m)
{
	int i, up;

	memcpy(m->shown, m->hit, sizeof(m->hit));
	for (i = 0; i < m->n && m->filter; i++)
		for (up = i; m->hit[i] && up != NONE; up = m->parent[up])
			m->shown[up] = true;
	for (i = 0; i < m->n && m->filter; i++)
		set_brief(m, i, PASSED, m->shown[i] && !m->hit[i]);
}

static void
reorder(struct model *m)
{
	m->order = (m->order + 1) % ORDER_N;
	m->found = NONE;
	sift_again(m);
	go(m, m->cursor);
}

static void
link_to(struct model *m, int c, int up)
{
	bool moves = m->parent[c] != up;

	m->parent[c] = up;
	m->found = NONE;
	if (moves)
		sift_again(m);
	go(m, c);
}

static void
mend(struct model *m, int up)
{
	int c = m->cursor;

	m->mends[m->nmends].comment = c;
	m->mends[m->nmends++].parent = m->parent[c];
	link_to(m, c, up);
}

static void
undo(struct model *m)
{
	if (m->nmends > 0) {
		m->nmends--;
		link_to(m, m->mends[m->nmends].comment,
		    m->mends[m->nmends].parent);
	}
}

static void
by_author(struct model *m)
{
	int at = place_in(m->rows, m->nrows, m->cursor), i, c;

	if (m->author[m->cursor] == 4)
		return;
	for (i = 1; i < m->n; i++) {
		c = m->rows[(at + i) % m->n];
		if (m->author[c] == m->author[m->cursor] && !m->absent[c] &&
		    let_through(m, c)) {
			go(m, c);
			return;
		}
	}
}

static int
fresh_below(const struct model *m, int c)
{
	int i, n = 0;

	for (i = 0; i < m->n; i++)
		n += m->fresh[i] && is_below(m, i, c);
	return n;
}

/* All below is read, or new again as it was. */
static void
mark_read(struct model *m)
{
	bool again = fresh_below(m, m->cursor) == 0;
	int i;

	for (i = 0; i < m->n; i++)
		if (is_below(m, i, m->cursor))
			m->fresh[i] = again && m->unread[i];
}

static void
catch_up(struct model *m)
{
	int i, n = 0;

	for (i = 0; i < m->n; i++)
		n += m->fresh[i];
	if (!m->caught_up && n == 0)
		return;
	search_over(m);
	show_all(m);
	lay_out(m);
	m->cursor = visible(m, m->cursor);
	if (m->caught_up) {
		end_catch_up(m);
		restore(m, m->uncaught);
	} else {
		memcpy(m->uncaught, m->state, sizeof(m->state));
		m->caught_up = true;
		for (i = 0; i < m->n; i++) {
			fold(m, i, fresh_below(m, i) == 0);
			set_brief(m, i, OLD, !m->fresh[i]);
		}
	}
	m->levels = 0;
	lay_out(m);
	m->cursor = visible(m, m->cursor);
}

static void
fold_thread(struct model *m)
{
	int top = top_of(m, m->cursor), next = sibling(m, top, 1);

	fold(m, top, true);
	m->cursor = next == NONE ? top : next;
}

/* The next new comment, or the one before, around the ends. */
static void
next_new(struct model *m, int step)
{
	int at = place_in(m->rows, m->nrows, m->cursor), i, c;

	for (i = 1; i < m->n; i++) {
		c = m->rows[(at + step * i + m->n) % m->n];
		if (!m->fresh[c] || !let_through(m, c))
			continue;
		fold(m, c, false);
		if (!is_open(m, c))
			m->state[c] |= OPEN;
		go(m, c);
		return;
	}
}

static void
step_visible(struct model *m, int step)
{
	int at = place_in(m->list, m->nlist, m->cursor) + step;

	if (at >= 0 && at < m->nlist)
		m->cursor = m->list[at];
}

static void
thread(struct model *m, int step)
{
	int top = top_of(m, m->cursor);

	go(m, step < 0 && top != m->cursor ? top : sibling(m, top, step));
}

static void
jump_back(struct model *m, int step)
{
	const struct history *h = &m->app.history;

	if (step < 0 && h->now > 0)
		go(m, (int)h->at[h->now - 1].comment);
	else if (step > 0 && h->now + 1 < h->n)
		go(m, (int)h->at[h->now + 1].comment);
}

static void
type(struct model *m, const char *keys)
{
	struct slice rest = slice_z(keys);
	uint32_t key;

	while (rest.len && key_parse(&rest, &key))
		app_key(&m->app, key, NULL);
	while (app_idle(&m->app))
		;
}

/* A key without choices; its model.  False: there is none of that name. */
static bool
model_key(struct model *m, const char *key)
{
	int c = m->cursor;

	switch (*key) {
	case 'j': step_visible(m, 1); break;
	case 'k': step_visible(m, -1); break;
	case 'g': m->cursor = m->list[0]; break;
	case 'G': m->cursor = m->list[m->nlist - 1]; break;
	case 'J': go(m, sibling(m, c, 1)); break;
	case 'K': go(m, sibling(m, c, -1)); break;
	case 'p': go(m, m->parent[c]); break;
	case 't': go(m, top_of(m, c)); break;
	case 'n':
		if (m->needle != NONE)
			search_step(m, 1);
		else
			thread(m, 1);
		break;
	case 'N':
		if (m->needle != NONE)
			search_step(m, -1);
		else
			thread(m, -1);
		break;
	case 'h':
		if (size_of(m, c) > 1 && !(m->state[c] & FOLDED))
			fold(m, c, true);
		else
			go(m, m->parent[c]);
		break;
	case 'l':
		if (!unfold(m, c) && size_of(m, c) > 1)
			step_visible(m, 1);
		break;
	case 'C': fold_thread(m); break;
	case 'c': catch_up(m); break;
	case 'd': mark_read(m); break;
	case 'm': m->pinned = m->pinned == c ? NONE : c; break;
	case '&':
		if (m->pinned != NONE && !is_below(m, m->pinned, c))
			mend(m, m->pinned);
		break;
	case '#':
		if (m->parent[c] != NONE)
			mend(m, NONE);
		break;
	case 'u': undo(m); break;
	case 's': reorder(m); break;
	case 'x': hide(m); break;
	case '@': by_author(m); break;
	case 'H': jump_back(m, -1); break;
	case 'L': jump_back(m, 1); break;
	case '.': next_new(m, 1); break;
	case ',': next_new(m, -1); break;
	case '-':
		c = m->levels ? m->levels : deepest(m);
		refold(m, c > 1 ? c - 1 : 1);
		break;
	case '+':
		refold(m, m->levels ? m->levels + 1 : deepest(m));
		break;
	default:
		return false;
	}
	return true;
}

static void
model_z(struct model *m, char key)
{
	int c = m->cursor, i;

	if (key == 'a' && !unfold(m, c))
		fold(m, c, true);
	else if (key == 'o')
		unfold(m, c);
	else if (key == 'c')
		fold(m, c, true);
	else if (key == 'M') {
		end_catch_up(m);
		m->levels = 1;
		for (i = 0; i < m->n; i++)
			fold(m, i, true);
	} else if (key == 'R') {
		end_catch_up(m);
		m->levels = 0;
		for (i = 0; i < m->n; i++)
			fold(m, i, false);
	} else if (key >= '1' && key <= '9')
		refold(m, key - '0');
}

static void
model_escape(struct model *m)
{
	if (m->needle != NONE || !m->filter)
		search_over(m);
	else
		show_all(m);
}

/* --- documents and keys by chance --- */

static void
make_comment(struct model *m, struct doc *d, int i)
{
	struct comment *c = doc_add_comment(d);
	struct buf b = { 0 };
	int w;

	m->author[i] = dice(5);
	m->score[i] = dice(4) ? dice(7) - 3 : SCORE_NONE;
	m->time[i] = m->absent[i] || dice(5) == 0 ? 0 : 1 + dice(50);
	buf_addz(&b, "text");
	for (w = 0; w < WORDS; w++) {
		m->has[i][w] = !m->absent[i] && dice(5) == 0;
		if (m->has[i][w])
			buf_printf(&b, " %s", words[w]);
	}
	c->author = slice_z(names[m->author[i]]);
	c->score = m->absent[i] ? SCORE_NONE : m->score[i];
	m->score[i] = c->score;
	c->text = m->absent[i] ? SLICE("") : doc_str(d, buf_slice(&b));
	buf_clear(&b);
	if (m->time[i]) {
		/* 1700000000 is 2023-11-14T22:13:20Z */
		w = 20 + m->time[i];
		buf_printf(&b, "2023-11-14T22:%02d:%02dZ", 13 + w / 60,
		    w % 60);
		c->published = doc_str(d, buf_slice(&b));
	}
	c->parent = m->parent[i];
	c->absent = m->absent[i];
	buf_free(&b);
}

static struct doc *
make_doc(struct model *m)
{
	struct doc *d = doc_new("-");
	int i, gone = dice(3), wide = 1 + dice(6);

	m->n = 2 + gone + dice(MAX - 4);
	for (i = 0; i < m->n; i++) {
		m->absent[i] = i >= m->n - gone;
		m->parent[i] = i == 0 || m->absent[i] || dice(wide) == 0 ?
		    NONE : dice(4) ? i - 1 : dice(i);
	}
	for (i = m->n - gone; i < m->n; i++) {
		int child = dice(m->n - gone);

		if (m->parent[child] < m->n - gone)
			m->parent[child] = i;
	}
	for (i = 0; i < m->n; i++)
		make_comment(m, d, i);
	return d;
}

static void
start(struct model *m, struct screen *screen)
{
	struct stories *ss = &m->app.stories;
	int i;

	memset(m, 0, sizeof(*m));
	m->screen = screen;
	m->needle = m->found = m->pinned = NONE;
	m->config = config_new(command_exists);
	commands_bind(m->config->keymap);
	app_init(&m->app, m->config, screen);
	ss->no_state = true;
	stories_add(ss, "-");
	story_take(ss, 0, make_doc(m), ORDER_PAGE);
	ss->at[0].indexed = true;
	app_start(&m->app);
	app_focus(&m->app, PANE_COMMENTS);
	ss->at[0].news->visited = true;
	ss->at[0].news->fresh = rowset_new((size_t)m->n);
	for (i = 0; i < m->n; i++) {
		m->unread[i] = !m->absent[i] && dice(2);
		tree_mark(ss->at[0].tree, MARK_NEW, (size_t)i, m->unread[i]);
		rowset_put(ss->at[0].news->fresh, (size_t)i, m->unread[i]);
	}
	lay_out(m);
	m->cursor = m->list[0];
}

static void
stop(struct model *m)
{
	app_free(&m->app);
	config_free(m->config);
}

static const char *const plain[] = {
	"j", "k", "j", "k", "g", "G", "J", "K", "p", "t", "n", "N", "h", "l",
	"h", "l", "C", "s", "x", "@", "H", "L", "-", "+", ".", ",", "m", "&",
	"&", "#", "u", "c", "d"
};

static const char *const folds[] = {
	"za", "zo", "zc", "zM", "zR", "za", "z1", "z2", "z3", "z5", "z9",
	"zq", "<Space>", "b", "<C-d>", "<C-u>"
};

/* In the middle of a comment k scrolls first. */
static bool
only_scrolls(struct model *m)
{
	const struct flow *f = &m->app.flow[PANE_COMMENTS];

	return f->item == m->app.cursor[PANE_COMMENTS] && f->row > 0;
}

static void
press_fold(struct model *m, char *what, size_t size)
{
	const char *key = folds[dice(sizeof(folds) / sizeof(*folds))];

	snprintf(what, size, "%s", key);
	if (*key == 'z' && key[1] != 'q')
		model_z(m, key[1]);
	type(m, key);
	/* Pages move the cursor by what is on the screen. */
	if (*key != 'z')
		m->cursor = (int)tree_comment(app_story(&m->app)->tree,
		    m->app.cursor[PANE_COMMENTS]);
}

static void
press_filter(struct model *m, char *what, size_t size)
{
	int author = dice(4), word = dice(WORDS), score = dice(5) - 1;

	switch (dice(5)) {
	case 0:
		snprintf(what, size, "filter author:%s", names[author]);
		filter(m, author, NONE, NONE, false);
		break;
	case 1:
		snprintf(what, size, "filter %s", words[word]);
		filter(m, NONE, word, NONE, false);
		break;
	case 2:
		snprintf(what, size, "filter text:%s score:>=%d", words[word],
		    score < 0 ? 0 : score);
		filter(m, NONE, word, score < 0 ? 0 : score, false);
		break;
	case 3:
		snprintf(what, size, "filter new");
		filter(m, NONE, NONE, NONE, true);
		break;
	default:
		snprintf(what, size, "filter");
		search_over(m);
		show_all(m);
	}
	app_command(&m->app, slice_z(what));
}

static void
press_word(struct model *m, char *what, size_t size)
{
	int word = dice(WORDS);

	m->dead_word[word] = !m->dead_word[word];
	snprintf(what, size, "%s word %s", m->dead_word[word] ? "kill" :
	    "unkill", words[word]);
	judge(m, NONE);
	app_command(&m->app, slice_z(what));
}

static void
press_search(struct model *m, char *what, size_t size)
{
	int word = dice(WORDS);

	snprintf(what, size, "/%s<Enter>", words[word]);
	m->needle = word;
	m->found = NONE;
	search_step(m, 1);
	type(m, what);
}

/* What was read on the screen is not new any more. */
static void
take_fresh(struct model *m)
{
	const struct tree *t = app_story(&m->app)->tree;
	int i;

	for (i = 0; i < m->n; i++)
		m->fresh[i] = tree_marked(t, MARK_NEW,
		    tree_row_of(t, (size_t)i));
}

static void
press(struct model *m, char *what, size_t size)
{
	const char *key = plain[dice(sizeof(plain) / sizeof(*plain))];

	take_fresh(m);
	switch (dice(40)) {
	case 0: press_filter(m, what, size); break;
	case 1: press_word(m, what, size); break;
	case 2: press_search(m, what, size); break;
	case 3:
		snprintf(what, size, "<Esc>");
		model_escape(m);
		type(m, what);
		break;
	case 4: case 5: case 6: case 7: case 8: case 9:
		press_fold(m, what, size);
		break;
	default:
		snprintf(what, size, "%s", key);
		if (*key != 'k' || !only_scrolls(m))
			model_key(m, key);
		type(m, key);
	}
	while (app_idle(&m->app))
		;
	lay_out(m);
	m->cursor = visible(m, m->cursor);
}

/* --- the comparison --- */

static bool
same_row(struct model *m, struct tree *t, int i)
{
	int c = m->rows[i];
	size_t row = tree_row_of(t, (size_t)c), up = tree_parent(t, row);
	size_t next = tree_next_sibling(t, row), prev;

	if (row != (size_t)i || (up == TREE_NONE ? NONE :
	    (int)tree_comment(t, up)) != m->parent[c] ||
	    (int)tree_depth(t, row) != depth_of(m, c) ||
	    !tree_left_out(t, row) != let_through(m, c) ||
	    tree_folded(t, row) != !!(m->state[c] & FOLDED) ||
	    tree_is_open(t, row) != is_open(m, c) ||
	    (int)tree_count(t, MARK_NEW, row, tree_end(t, row)) !=
	    fresh_below(m, c) ||
	    (int)tree_comment(t, tree_visible(t, row)) != visible(m, c))
		return false;
	if (!let_through(m, c))
		return true;
	prev = tree_prev_sibling(t, row);
	return (int)tree_size(t, row) == size_of(m, c) &&
	    (int)tree_replies(t, row) == replies_of(m, c) &&
	    (next == TREE_NONE ? NONE : (int)tree_comment(t, next)) ==
	    sibling(m, c, 1) &&
	    (prev == TREE_NONE ? NONE : (int)tree_comment(t, prev)) ==
	    sibling(m, c, -1);
}

static bool
same_list(struct model *m, const struct tree *t)
{
	size_t row = tree_first(t), last = TREE_NONE;
	int i;

	for (i = 0; i < m->nlist; i++) {
		if (row == TREE_NONE || (int)tree_comment(t, row) !=
		    m->list[i] || tree_prev(t, row) != last)
			return false;
		last = row;
		row = tree_next(t, row);
	}
	return row == TREE_NONE && last == tree_last(t);
}

static bool
same(struct model *m)
{
	struct story *s = app_story(&m->app);
	int i, killed = 0;

	for (i = 0; i < m->n; i++)
		killed += !!(m->state[i] & KILLED);
	if ((int)s->killed != killed || !same_list(m, s->tree) ||
	    (int)tree_comment(s->tree, m->app.cursor[PANE_COMMENTS]) !=
	    m->cursor || tree_filtered(s->tree) != m->filter ||
	    m->app.search.on != (m->needle != NONE))
		return false;
	for (i = 0; i < m->n; i++)
		if (!same_row(m, s->tree, i))
			return false;
	return true;
}

/* False, and told: they differ. */
static bool
run_doc(struct screen *screen, unsigned long first, int keys)
{
	struct model m;
	char what[64], log[8][64] = { "" };
	bool ok = true;
	int i, k;

	seed = first;
	start(&m, screen);
	for (i = 0; i < keys && ok; i++) {
		press(&m, what, sizeof(what));
		memcpy(log[i % 8], what, sizeof(what));
		ok = same(&m);
		if (i % 16 == 0)
			app_draw(&m.app);
	}
	if (!ok) {
		printf("document %lu differs after key %d; the last were:",
		    first, i);
		for (k = i < 8 ? 0 : i - 8; k < i; k++)
			printf("  %s", log[k % 8]);
		printf("\n");
	}
	stop(&m);
	return ok;
}

int
main(int argc, char **argv)
{
	long keys = argc > 1 ? atol(argv[1]) : 20000;
	unsigned long first = argc > 2 ? strtoul(argv[2], NULL, 10) : 1;
	struct screen *screen;

	text_locale();
	screen = screen_open_headless(80, 60);
	for (; keys > 0 && test_failed < 5; keys -= KEYS_A_DOC)
		CHECK(run_doc(screen, first++, KEYS_A_DOC));
	screen_close(screen);
	return test_done("tree_model");
}
