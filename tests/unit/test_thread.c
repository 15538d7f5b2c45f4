#include "load/thread.h"
#include "test.h"

#define MOST 10

struct said {
	const char *author, *target, *text;
	int parent;			/* wanted; stand-ins come after */
	enum evidence ev;
};

struct page {
	const char *name;
	size_t absent;			/* stand-ins wanted */
	struct said said[MOST];		/* up to one without a text */
};

static const struct page pages[] = {
	{ "by name, the one there is", 0, {
	{ "Ann", "", "Herons!", -1, EV_NONE },
	{ "Bob", "Ann", "Where?", 0, EV_NAME },
	{ "Cyd", "bob", "At the weir.", 1, EV_NAME },
	{ "Dan", "", "Ann, this is none: other replies are marked.", -1,
	    EV_NONE } } },

	{ "a conversation goes on", 0, {
	{ "Ann", "", "Herons at the weir again this morning.", -1, EV_NONE },
	{ "Bob", "Ann", "How many?", 0, EV_NAME },
	{ "Ann", "", "Unlike this one: the bakery is shut.", -1, EV_NONE },
	{ "Ann", "Bob", "Nine herons, I think.", 1, EV_NAME },
	{ "Bob", "Ann", "Nine herons is a lot.", 3, EV_NAME } } },

	{ "nobody's comments: only one, then by the name", 0, {
	{ "", "", "They were all asleep.", -1, EV_NONE },
	{ "Ann", "Mo", "No they were not.", 0, EV_ONLY },
	{ "", "", "The harbour office counted them twice.", -1, EV_NONE },
	{ "", "", "It rained.", -1, EV_NONE },
	{ "Bob", "Mo", "Mo, indeed!", 0, EV_CALLED } } },

	{ "nobody's comments: whose words are quoted", 1, {
	{ "", "", "It rained.", -1, EV_NONE },
	{ "", "", "Nobody should count herons in the rain, they hide.", -1,
	    EV_NONE },
	{ "", "", "Dull.", -1, EV_NONE },
	{ "", "", "Very dull.", -1, EV_NONE },
	{ "", "", "Duller than last year.", -1, EV_NONE },
	{ "", "", "The dullest.", -1, EV_NONE },
	{ "Ann", "Mo", "Mo, \"count herons in the rain, they hide\" is it?",
	    1, EV_QUOTE },
	{ "Bob", "Sam", "Sam, go away.", 8, EV_ABSENT } } },

	{ "words begin alike, and stand in pairs", 0, {
	{ "Ann", "", "A boat in a gale is no home.", -1, EV_NONE },
	{ "Ann", "", "I saw it go up to the old mill.", -1, EV_NONE },
	{ "Ann", "", "Was it at six?", -1, EV_NONE },
	{ "Bob", "Ann", "Do go up to it.", 1, EV_LATEST } } },

	{ "who answers the reply goes on with what it answers", 0, {
	{ "Ann", "", "Herons nest at the weir.", -1, EV_NONE },
	{ "Ann", "", "The bakery is shut.", -1, EV_NONE },
	{ "Bob", "Ann", "Really?", 0, EV_LATEST },
	{ "Cyd", "Bob", "Yes, herons nest at that weir, nine of them.", 2,
	    EV_NAME } } },

	{ "one stand-in a name", 2, {
	{ "Ann", "Mo", "No.", 4, EV_ABSENT },
	{ "Bob", "Sam", "No.", 5, EV_ABSENT },
	{ "Cyd", "Mo", "No.", 4, EV_ABSENT },
	{ "Dan", "Ann", "Yes.", 0, EV_NAME } } },

	{ "the order of the tree: the one among the ancestors", 0, {
	{ "Ann", "", "Herons.", -1, EV_NONE },
	{ "Bob", "Ann", "Where?", 0, EV_ORDER },
	{ "Cyd", "Bob", "At the weir.", 1, EV_ORDER },
	{ "Bob", "Cyd", "Thanks.", 2, EV_ORDER },
	{ "Eve", "Ann", "Gulls too.", 0, EV_ORDER },
	{ "Bob", "", "Otters.", -1, EV_NONE },
	{ "Ann", "Bob", "No!", 5, EV_ORDER } } },

	{ "the order of the tree: those below find theirs on the way up", 0, {
	{ "Ann", "", "Herons by the weir, all nine, in the rain.", -1,
	    EV_NONE },
	{ "Bob", "Ann", "Where?", 0, EV_ORDER },
	{ "Ann", "Bob", "There.", 1, EV_ORDER },
	{ "Eve", "Ann", "Herons by the weir, all nine? In the rain?", 2,
	    EV_ORDER },
	{ "Ann", "Bob", "Or by the old bridge, I forget.", 1, EV_ORDER },
	{ "Cyd", "Ann", "By the bridge, yes.", 4, EV_ORDER },
	{ "Dan", "Cyd", "No.", 5, EV_ORDER },
	{ "Ann", "Dan", "Perhaps they sleep at the mill.", 6, EV_ORDER },
	{ "Zoe", "Ann", "They do sleep at the mill.", 7, EV_ORDER } } },

	{ "who was named nobody is one person, whichever reply tells", 0, {
	{ "", "", "The baker at the harbour sells rye bread at six.", -1,
	    EV_NONE },
	{ "", "", "It rained on the market all day.", -1, EV_NONE },
	{ "", "", "Nine herons stood at the weir.", -1, EV_NONE },
	{ "Ann", "Mo", "Is that so?", 0, EV_CALLED },
	{ "Bob", "Mo", "\"The baker at the harbour sells rye bread\", no.",
	    0, EV_QUOTE },
	{ "Cyd", "Mo", "What rye bread? The baker sells no rye bread.", 0,
	    EV_CALLED } } },

	{ "whom one answered is who answers", 0, {
	{ "Ann", "", "The ferry is late again.", -1, EV_NONE },
	{ "", "", "The market was full.", -1, EV_NONE },
	{ "", "Ann", "How late?", 0, EV_NAME },
	{ "", "", "The mill has a new wheel.", -1, EV_NONE },
	{ "Ann", "Mo", "An hour.", 2, EV_LATEST } } },

	{ "what came since one was here last", 0, {
	{ "Ann", "", "The ferry is late, I hear.", -1, EV_NONE },
	{ "Bob", "", "The mill has a new wheel.", -1, EV_NONE },
	{ "Ann", "", "Six, on the bridge.", -1, EV_NONE },
	{ "Dan", "", "It rained at noon.", -1, EV_NONE },
	{ "Eve", "", "It snowed.", -1, EV_NONE },
	{ "Bob", "Ann", "Did you hear?", 2, EV_LATEST } } },

	{ "newest first", 0, {
	{ "Dan", "Cyd", "Four.", 1, EV_NAME },
	{ "Cyd", "Bob", "Three.", 2, EV_NAME },
	{ "Bob", "Ann", "Two.", 3, EV_NAME },
	{ "Ann", "", "One.", -1, EV_NONE } } },

	{ "nothing marks replies: words tell", 0, {
	{ "Ann", "", "The ferry leaves at nine every day of the week.", -1,
	    EV_NONE },
	{ "Bob", "", "> The ferry leaves at nine every day\nIt does not.", 0,
	    EV_QUOTE },
	{ "Cyd", "", "Bob, but it does.", 1, EV_CALLED },
	{ "Dan", "", "@Ann thank you", 0, EV_CALLED },
	{ "Eve", "", "Sun, sea and herons.", -1, EV_NONE } } },

	{ "answers to oneself and to nobody", 0, {
	{ "Ann", "Ann", "Myself.", -2, EV_NONE },
	{ "", "avatar", "You.", -1, EV_NONE } } },
};

static size_t
add_all(struct doc *d, const struct page *p)
{
	struct comment *c;
	size_t i;

	for (i = 0; i < MOST && p->said[i].text; i++) {
		c = doc_add_comment(d);
		c->author = slice_z(p->said[i].author);
		c->reply_to = slice_z(p->said[i].target);
		c->text = slice_z(p->said[i].text);
	}
	return i;
}

static void
check_page(const struct page *p)
{
	struct doc *d = doc_new(p->name);
	size_t n = add_all(d, p), i;
	int failed = test_failed;
	const struct comment *c;

	thread_comments(d);
	for (i = 0; i < n; i++) {
		c = &d->comments[i];
		if (p->said[i].parent == -2)
			continue;
		CHECK_EQ(c->parent, p->said[i].parent);
		CHECK_EQ(c->evidence, p->said[i].ev);
		CHECK((c->confidence > 0) == (c->parent >= 0));
		CHECK(c->confidence <= 1);
	}
	if (p->said[0].parent != -2)
		CHECK_EQ(d->ncomments, n + p->absent);
	for (; i < d->ncomments; i++)
		CHECK(d->comments[i].absent && d->comments[i].parent == -1);
	if (test_failed > failed)
		printf("\ton the page \"%s\"\n", p->name);
	doc_free(d);
}

/* What the page says itself stays. */
static void
test_given(void)
{
	struct doc *d = doc_new("given");
	int i;

	for (i = 0; i < 3; i++) {
		struct comment *c = doc_add_comment(d);

		c->author = SLICE("Ann");
		c->reply_to = i ? SLICE("Ann") : SLICE("");
		c->text = SLICE("x");
	}
	d->comments[2].parent = 0;
	d->comments[2].evidence = EV_NESTING;
	d->comments[2].confidence = 1;
	thread_comments(d);
	CHECK_EQ(d->comments[1].parent, 0);
	CHECK_EQ(d->comments[2].parent, 0);
	CHECK_EQ(d->comments[2].evidence, EV_NESTING);
	CHECK_EQ(d->ncomments, 3);
	doc_free(d);
}

/* Whatever the names, no comment hangs below itself. */
/* What is answered may stand further down, and answer nobody the page names:
 * it is not made to answer what answers it. */
static void
test_forward(void)
{
	struct doc *d = doc_new("forward");
	struct comment *c;
	int i;

	for (i = 0; i < 2; i++) {
		c = doc_add_comment(d);
		c->author = i ? SLICE("Ann") : SLICE("Bob");
		c->text = SLICE("x");
	}
	d->comments[0].parent = 1;
	d->comments[0].evidence = EV_ID;
	d->comments[1].reply_to = SLICE("Bob");
	thread_comments(d);
	CHECK(d->comments[0].parent != 1 || d->comments[1].parent != 0);
	d->comments[1].parent = 7;
	doc_cut_circles(d);
	CHECK_EQ(d->comments[1].parent, -1);
	doc_free(d);
}

static void
test_no_cycles(void)
{
	static const char *const names[] = { "a", "b", "c", "", "avatar" };
	struct doc *d = doc_new("cycles");
	uint32_t seed = 7;
	size_t i, steps;
	int32_t k;

	for (i = 0; i < 2000; i++) {
		struct comment *c = doc_add_comment(d);

		seed = seed * 1664525 + 1013904223;
		c->author = slice_z(names[(seed >> 16) % 5]);
		c->reply_to = slice_z(names[(seed >> 20) % 5]);
		c->text = SLICE("the same \"words that all of them say\" here");
	}
	thread_comments(d);
	for (i = 0; i < d->ncomments; i++) {
		k = (int32_t)i;
		for (steps = 0; k >= 0 && steps <= d->ncomments; steps++)
			k = d->comments[k].parent;
		CHECK(steps <= d->ncomments);
	}
	doc_free(d);
}

int
main(void)
{
	struct doc *none = doc_new("none");
	size_t i;

	for (i = 0; i < sizeof(pages) / sizeof(*pages); i++)
		check_page(&pages[i]);
	test_given();
	test_forward();
	test_no_cycles();
	thread_comments(none);
	CHECK_EQ(none->ncomments, 0);
	doc_free(none);
	return test_done("thread");
}
