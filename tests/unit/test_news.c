/* What is new, mended and remembered of comments, over visits. */
#include "app/news.h"

#include <stdio.h>
#include <stdlib.h>

#include "app/mend.h"
#include "app/remember.h"
#include "tests/unit/test.h"

/* A story on screen, as app/story.c puts it together. */
struct visit {
	struct doc *doc;
	struct ids *ids;
	struct mends mends;
	struct tree *tree;
	struct news *news;
	struct flow flow;
};

/* "a b<a c<b": who, and whom each answers. */
static struct doc *
make_doc(const char *spec)
{
	struct doc *d = doc_new("d");
	struct slice rest = slice_z(spec), word;
	struct comment *c;
	size_t i;

	while (slice_cut(&rest, ' ', &word)) {
		c = doc_add_comment(d);
		c->author = doc_str(d, slice_sub(word, 0, 1));
		c->text = doc_str(d, slice_sub(word, 0, 1));
		c->parent = -1;
		c->score = SCORE_NONE;
		for (i = 0; word.len > 2 && i + 1 < d->ncomments; i++)
			if (d->comments[i].author.s[0] == word.s[2])
				c->parent = (int32_t)i;
		c->confidence = 0.5f;
	}
	return d;
}

static struct visit
visit(struct state *st, const char *spec)
{
	struct visit v = { .doc = make_doc(spec) };

	v.ids = ids_new(v.doc);
	mends_read(&v.mends, v.doc, v.ids, st);
	v.tree = tree_new(v.doc, ORDER_PAGE);
	folds_read(v.tree, v.ids, st);
	v.news = news_new(v.doc, v.tree, v.ids, st);
	v.flow = (struct flow){ &tree_flow, v.tree, 0, 0 };
	return v;
}

static void
leave(struct visit *v, struct state *st)
{
	unsigned char *folds;

	news_look(v->news, NULL, 0, 0, false);
	folds = news_folds(v->news);
	folds_keep(folds, v->ids, st);
	free(folds);
	news_keep(v->news, v->ids, st);
	mends_keep(&v->mends, v->ids, st);
	news_free(v->news);
	mends_free(&v->mends);
	ids_free(v->ids);
	tree_free(v->tree);
	doc_free(v->doc);
}

/* The names of the new ones in the order of the tree. */
static void
check_new(struct visit *v, const char *want, int line)
{
	char got[64];
	size_t n = 0, row;

	for (row = tree_next_marked(v->tree, MARK_NEW, 0);
	    row != TREE_NONE && n < sizeof(got);
	    row = tree_next_marked(v->tree, MARK_NEW, row + 1))
		got[n++] = v->doc->comments[tree_comment(v->tree,
		    row)].author.s[0];
	test_str((struct slice){ got, n }, slice_z(want), __FILE__, line,
	    "new");
	test_eq((long long)news_count(v->news), (long long)n, __FILE__, line,
	    "count");
}

#define CHECK_NEW(v, want) check_new((v), (want), __LINE__)

static struct state *
no_state(void)
{
	struct err err;

	return state_open("", SLICE("https://x.example/"), &err);
}

static void
test_visits(void)
{
	struct state *st = no_state();
	struct visit v = visit(st, "a b<a c");

	CHECK_NEW(&v, "");		/* a first visit */
	leave(&v, st);
	v = visit(st, "x a b<a y<b c z<c");
	CHECK_NEW(&v, "xyz");
	leave(&v, st);
	v = visit(st, "a y<a z");	/* unread ones stay new */
	CHECK_NEW(&v, "yz");
	news_read(v.news, 1);
	leave(&v, st);
	v = visit(st, "b c y z a");	/* those that were away are known */
	CHECK_NEW(&v, "z");
	leave(&v, st);
	state_free(st);
}

/* Of what comes into sight, that is read which is left. */
static void
test_looking(void)
{
	struct state *st = no_state();
	struct visit v = visit(st, "a");
	struct tree_look look = {
		.width = 40, .indent = 2, .selected = 0, .pinned = TREE_NONE
	};

	leave(&v, st);
	v = visit(st, "a b c d e f");
	tree_set_look(v.tree, &look);
	CHECK_NEW(&v, "bcdef");
	news_look(v.news, &v.flow, 5, 0, false);	/* not in the pane */
	v.flow.item = 4;
	news_look(v.news, &v.flow, 5, 4, true);
	CHECK_NEW(&v, "bcdef");
	v.flow.item = 1;			/* e and f are left */
	news_look(v.news, &v.flow, 5, 1, true);
	CHECK_NEW(&v, "bcd");
	v.flow.item = 2;			/* b was in hand; d was cut */
	news_look(v.news, &v.flow, 3, 2, true);
	CHECK_NEW(&v, "cd");
	tree_fold(v.tree, 3, true);		/* folded: d is not read */
	v.flow.item = 3;
	news_look(v.news, &v.flow, 5, 3, true);
	CHECK_NEW(&v, "d");
	v.flow.item = 0;
	news_look(v.news, &v.flow, 1, 0, true);
	CHECK_NEW(&v, "d");
	leave(&v, st);
	state_free(st);
}

static void
test_toggle(void)
{
	struct state *st = no_state();
	struct visit v = visit(st, "a b<a");
	bool again;

	CHECK_EQ(news_toggle(v.news, 0, &again), 0);
	leave(&v, st);
	v = visit(st, "a b<a c<b d e<d");
	CHECK_NEW(&v, "cde");
	CHECK_EQ(news_toggle(v.news, 0, &again), 1);
	CHECK(!again);
	CHECK_NEW(&v, "de");
	CHECK_EQ(news_toggle(v.news, 1, &again), 1);
	CHECK(again);
	CHECK_EQ(news_toggle(v.news, 3, &again), 2);
	CHECK_NEW(&v, "c");
	leave(&v, st);
	v = visit(st, "a b<a c<b d e<d");
	CHECK_NEW(&v, "c");
	leave(&v, st);
	state_free(st);
}

static void
test_catch_up(void)
{
	struct state *st = no_state();
	struct visit v = visit(st, "a b<a c<b d e<d");

	tree_fold(v.tree, 3, true);
	leave(&v, st);
	v = visit(st, "a b<a x<b c<b d e<d y");
	CHECK(tree_folded(v.tree, 4));
	news_catch_up(v.news, true);
	CHECK(!tree_folded(v.tree, 0) && !tree_is_open(v.tree, 0));
	CHECK(!tree_folded(v.tree, 1) && !tree_is_open(v.tree, 1));
	CHECK(tree_is_open(v.tree, 2));
	CHECK(tree_folded(v.tree, 3));
	CHECK(tree_folded(v.tree, 4));
	CHECK(tree_is_open(v.tree, 6));
	news_catch_up(v.news, false);
	CHECK(tree_is_open(v.tree, 0) && tree_is_open(v.tree, 3));
	CHECK(tree_folded(v.tree, 4));
	news_catch_up(v.news, true);	/* left in it: the folds before */
	leave(&v, st);
	v = visit(st, "a b<a c<b d e<d");
	CHECK(!tree_folded(v.tree, 2));
	CHECK(tree_folded(v.tree, 3));
	leave(&v, st);
	state_free(st);
}

static void
check_parents(const struct visit *v, const char *want, int line)
{
	struct buf b = { 0 };
	size_t i;

	for (i = 0; i < v->doc->ncomments; i++)
		buf_addc(&b, v->doc->comments[i].parent < 0 ? '-' :
		    v->doc->comments[v->doc->comments[i].parent].author.s[0]);
	test_str(buf_slice(&b), slice_z(want), __FILE__, line, "parents");
	buf_free(&b);
}

#define CHECK_PARENTS(v, want) check_parents((v), (want), __LINE__)

static void
test_mends(void)
{
	struct state *st = no_state();
	struct visit v = visit(st, "a b<a c<b d");

	CHECK(!mend_link(&v.mends, v.doc, 0, 2));	/* above itself */
	CHECK(!mend_link(&v.mends, v.doc, 1, 1));
	CHECK(mend_link(&v.mends, v.doc, 2, -1));
	tree_relink(v.tree, 2);
	CHECK(mend_link(&v.mends, v.doc, 0, 2));	/* now it may */
	CHECK_PARENTS(&v, "ca--");
	CHECK_EQ(v.doc->comments[0].evidence, EV_HAND);
	tree_relink(v.tree, 0);
	CHECK_EQ(tree_row_of(v.tree, 2), 0);
	CHECK_EQ(tree_depth(v.tree, tree_row_of(v.tree, 1)), 2);
	leave(&v, st);
	v = visit(st, "x a b<a c<b d");
	CHECK_PARENTS(&v, "-ca--");
	CHECK_EQ(mend_undo(&v.mends, v.doc), 1);
	CHECK_EQ(mend_undo(&v.mends, v.doc), 3);
	CHECK_PARENTS(&v, "--ab-");
	CHECK_EQ(v.doc->comments[3].evidence, EV_NONE);
	CHECK_EQ(mend_undo(&v.mends, v.doc), ID_NOBODY);
	leave(&v, st);
	CHECK_EQ(state_get(st, "link").len, 0);
	state_free(st);
}

/* Who is not on the page for a while keeps his link; a link that the page
 * has made a circle is left out. */
static void
test_mends_of_others(void)
{
	struct state *st = no_state();
	struct visit v = visit(st, "a b c");

	mend_link(&v.mends, v.doc, 1, 0);
	mend_link(&v.mends, v.doc, 2, 1);
	leave(&v, st);
	v = visit(st, "a c");
	CHECK_PARENTS(&v, "--");
	mend_link(&v.mends, v.doc, 1, 0);
	leave(&v, st);
	v = visit(st, "b a<b c");
	CHECK_PARENTS(&v, "-ba");
	leave(&v, st);
	state_free(st);
}

/* Numbers that are none, of nobody, too large: nothing happens. */
static void
test_odd_states(void)
{
	static const char *const lines[][2] = {
		{ "seen", "AAAAAAAA!" }, { "seen", "short" },
		{ "link", "AAAAAAAB -" }, { "link", "x" }, { "link", "- -" },
		{ "folded", "everything" }, { "unfolded", "AAAAAAAB" },
		{ "order", "sideways" }, { "pane", "nowhere" },
		{ "article", "99999999999999999999999 x" },
		{ "comment", "AAAAAAAB 3" }, { "top", "zz" },
		{ "related", "-1" }
	};
	struct state *st = no_state();
	struct place p = { 0 };
	struct visit v;
	size_t i;

	for (i = 0; i < sizeof(lines) / sizeof(*lines); i++)
		state_add(st, lines[i][0], slice_z(lines[i][1]));
	v = visit(st, "a b<a c");
	CHECK_NEW(&v, "abc");
	CHECK_PARENTS(&v, "-a-");
	CHECK(!tree_folded(v.tree, 0));
	CHECK_EQ(order_read(st, ORDER_SCORE), ORDER_SCORE);
	CHECK(place_read(&p, v.ids, st));
	CHECK_EQ(p.item, 0);
	CHECK_EQ(p.comment, 0);
	CHECK_EQ(p.related, 0);
	leave(&v, st);
	state_free(st);
}

static void
test_places(void)
{
	struct state *st = no_state();
	struct visit v = visit(st, "a b c");
	struct place p = {
		.pane = PANE_COMMENTS, .item = 7, .off = SIZE_MAX,
		.comment = 1, .screen_row = SIZE_MAX, .top = 2, .top_off = 40
	}, q = { 0 };

	CHECK(!place_read(&q, v.ids, st));
	place_keep(&p, v.ids, st);
	leave(&v, st);
	v = visit(st, "x y a c b");
	CHECK(place_read(&q, v.ids, st));
	CHECK_EQ(q.pane, PANE_COMMENTS);
	CHECK_EQ(q.item, 7);
	CHECK(q.off == SIZE_MAX && q.screen_row == SIZE_MAX);
	CHECK_EQ(q.comment, 4);
	CHECK_EQ(q.top, 3);
	CHECK_EQ(q.top_off, 40);
	q = (struct place){ 0 };
	place_keep(&q, v.ids, st);	/* the beginning needs no words */
	CHECK_EQ(state_get(st, "pane").len, 0);
	order_keep(ORDER_SCORE, ORDER_PAGE, st);
	CHECK_EQ(order_read(st, ORDER_PAGE), ORDER_SCORE);
	order_keep(ORDER_PAGE, ORDER_PAGE, st);
	CHECK_EQ(order_read(st, ORDER_NEWEST), ORDER_NEWEST);
	leave(&v, st);
	state_free(st);
}

/* Most are folded: the others are named. */
static void
test_folds(void)
{
	struct state *st = no_state();
	struct visit v = visit(st, "a b<a c d e");

	tree_fold_all(v.tree, true);
	tree_fold(v.tree, 2, false);
	leave(&v, st);
	CHECK_STR(state_get(st, "folded"), "all");
	v = visit(st, "e d c b a");
	CHECK(tree_folded(v.tree, 0));
	CHECK(tree_folded(v.tree, 1));
	CHECK(!tree_folded(v.tree, 2));
	CHECK(tree_folded(v.tree, 4));
	tree_fold_all(v.tree, false);
	leave(&v, st);
	CHECK_EQ(state_get(st, "folded").len, 0);
	CHECK_EQ(state_get(st, "unfolded").len, 0);
	state_free(st);
}

int
main(void)
{
	test_visits();
	test_looking();
	test_toggle();
	test_catch_up();
	test_mends();
	test_mends_of_others();
	test_odd_states();
	test_places();
	test_folds();
	return test_done("news");
}
