#include "app/history.h"

#include "test.h"

/*
 * A walk: "aB" is a jump from place a to place B, "<" and ">" are back and
 * forward.  After each letter the reader is at the letter that `seen` says;
 * "!" says that there was nowhere to go.
 */
static const struct {
	const char *moves, *seen;
} cases[] = {
	{ "", "" },
	{ "<", "!" },
	{ ">", "!" },
	{ "b", "b" },
	{ "b<", "ba" },
	{ "b<<", "ba!" },
	{ "b<>", "bab" },
	{ "b<>>", "bab!" },
	{ "bcd<<<<", "bcdcba!" },
	{ "bcd<<<>>>>", "bcdcbabcd!" },
	/* A jump after going back takes the way forward away. */
	{ "bc<d>", "bcbd!" },
	{ "bc<d<<<", "bcbdba!" },
	{ "b<c<", "baca" },
	{ "bcd<<x><", "bcdcbx!b" }
};

static void
walk(const char *moves, const char *seen)
{
	struct history h = { 0 };
	struct place at = { .story = 'a' }, to;
	char got[32] = "";
	size_t i;
	bool ok;

	for (i = 0; moves[i]; i++) {
		to.story = (size_t)moves[i];
		ok = true;
		if (moves[i] == '<')
			ok = history_back(&h, &at, &to);
		else if (moves[i] == '>')
			ok = history_forward(&h, &at, &to);
		else
			history_push(&h, &at);
		if (ok)
			at.story = to.story;
		got[i] = ok ? (char)at.story : '!';
	}
	CHECK_STR(slice_z(got), seen);
	history_free(&h);
	CHECK_EQ(h.n, 0);
}

/* What was moved within a place is kept: back and forward come to where
 * the reader was, not to where he arrived. */
static void
test_moved(void)
{
	struct history h = { 0 };
	struct place p = { .story = 1, .comment = 5 }, to;

	history_push(&h, &p);
	p = (struct place){ .story = 2, .comment = 0 };
	p.comment = 9;
	CHECK(history_back(&h, &p, &to));
	CHECK_EQ(to.comment, 5);
	to.comment = 6;
	CHECK(history_forward(&h, &to, &p));
	CHECK_EQ(p.comment, 9);
	CHECK(history_back(&h, &p, &to));
	CHECK_EQ(to.comment, 6);
	history_free(&h);
}

/* The oldest are forgotten, never the newest. */
static void
test_many(void)
{
	struct history h = { 0 };
	struct place p = { 0 }, to;
	size_t i, n = 0;

	for (i = 0; i < 5000; i++) {
		p.comment = i;
		history_push(&h, &p);
	}
	p.comment = i;
	while (history_back(&h, &p, &to)) {
		n++;
		CHECK_EQ(to.comment, p.comment - 1);
		p = to;
	}
	CHECK_EQ(n, 1000);
	for (n = 0; history_forward(&h, &p, &to); n++)
		p = to;
	CHECK_EQ(n, 1000);
	CHECK_EQ(p.comment, 5000);
	history_free(&h);
}

/* To any place at once: what is before and behind it stays. */
static void
test_go(void)
{
	struct history h = { 0 };
	struct place at = { .story = 'a' }, to;
	int i;

	for (i = 0; i < 3; i++) {
		history_push(&h, &at);
		at.story++;
	}
	CHECK_EQ(at.story, 'd');
	CHECK(!history_go(&h, 3, &at, &to));	/* here */
	CHECK(!history_go(&h, 4, &at, &to));
	CHECK(history_go(&h, 1, &at, &to));
	CHECK_EQ(to.story, 'b');
	at = to;
	CHECK(history_go(&h, 3, &at, &to));
	CHECK_EQ(to.story, 'd');
	at = to;
	CHECK(history_back(&h, &at, &to));
	CHECK_EQ(to.story, 'c');
	CHECK_STR(history_word(&h, SLICE("a way")), "a way");
	history_free(&h);
}

int
main(void)
{
	size_t i;

	for (i = 0; i < sizeof(cases) / sizeof(*cases); i++)
		walk(cases[i].moves, cases[i].seen);
	test_moved();
	test_many();
	test_go();
	return test_done("history");
}
