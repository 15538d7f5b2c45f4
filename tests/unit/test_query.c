#include "store/library.h"
#include "store/query.h"
#include "test.h"

/* The nodes, a letter each: words w, phrases p, names n, days d, comments c,
 * marks m, AND &, OR |, NOT !. */
static void
shape(const struct query *q, char *out)
{
	static const char letters[] = "wpndcmmmm&|!";
	size_t i;

	for (i = 0; i < q->n; i++)
		out[i] = letters[q->at[i].op];
	out[i] = '\0';
}

static void
test_shapes(void)
{
	static const struct { const char *text, *shape; } cases[] = {
		{ "", "" }, { "  ", "" }, { "a", "w" }, { "a b", "ww&" },
		{ "a b c", "ww&w&" }, { "a OR b", "ww|" },
		{ "a OR b c", "www&|" }, { "(a OR b) c", "ww|w&" },
		{ "NOT a", "w!" }, { "-a b", "w!w&" }, { "a NOT b", "ww!&" },
		{ "a AND NOT b", "ww!&" }, { "--a", "w!!" },
		{ "\"a b\"", "p" }, { "\"a\"", "w" }, { "\"a b\"*", "w" },
		{ "a\"b c\"d", "wp&w&" }, { "pre*", "w" },
		{ "tag:syria unread comments:>10 after:2017-01", "nm&c&d&" },
		{ "author:\"Ann Other\"", "n" }, { "has:note", "m" },
		{ "\"read\"", "w" }, { "read starred", "mm&" },
		{ "TAG:x", "n" }, { "covid-19", "w" }, { "a - b", "ww&w&" },
		{ "((a))", "w" }, { "and or not", "ww&w&" },
		{ "a (b OR -c) d", "www!|&w&" }
	};
	char got[QUERY_MAX_NODES + 1];
	struct err err;
	struct query *q;
	size_t i;

	for (i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		err = (struct err){ "" };
		q = query_parse(slice_z(cases[i].text), &err);
		CHECK_STR(slice_z(err.text), "");
		CHECK(q != NULL);
		if (q == NULL)
			continue;
		shape(q, got);
		CHECK_STR(slice_z(got), cases[i].shape);
		query_free(q);
	}
}

static void
test_errors(void)
{
	static const struct { const char *text, *err; } cases[] = {
		{ "a OR", "character 5: a word is wanted here" },
		{ "OR a", "character 1: a word is wanted before "
		    "this" },
		{ "a OR OR b", "character 6: a word is wanted "
		    "before this" },
		{ "(a", "character 1: this \"(\" is not closed" },
		{ "a )", "character 3: \")\" closes nothing" },
		{ "()", "character 2: a word is wanted before "
		    "this" },
		{ "x \"a b", "character 3: this quote is not "
		    "closed" },
		{ "foo:bar", "character 1: no field is called "
		    "\"foo\"; quotes around it search for the words" },
		{ "a tag:", "character 6: a value is wanted after "
		    "the \":\"" },
		{ "after:May", "character 7: a date is 2017, "
		    "2017-03 or 2017-03-29" },
		{ "after:2017-1", "character 7: a date is 2017, "
		    "2017-03 or 2017-03-29" },
		{ "comments:>many", "character 10: a number is "
		    "wanted, as in comments:>10" },
		{ "has:wings", "character 5: only has:note is "
		    "known" },
		{ "*", "character 1: \"*\" wants the beginning of a "
		    "word before it" }
	};
	struct err err;
	size_t i;

	for (i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		err = (struct err){ "" };
		CHECK(query_parse(slice_z(cases[i].text), &err) == NULL);
		CHECK_STR(slice_z(err.text), cases[i].err);
	}
}

/* Nothing that is typed may be more than the stacks hold. */
static void
test_limits(void)
{
	char text[4200];
	struct query *q;
	struct err err;

	memset(text, '(', sizeof(text));
	CHECK(query_parse((struct slice){ text, 4000 }, &err) == NULL);
	memset(text, '-', sizeof(text));
	CHECK(query_parse((struct slice){ text, 4000 }, &err) == NULL);
	memset(text, 'a', sizeof(text));
	CHECK(query_parse((struct slice){ text, 4200 }, &err) == NULL);
	q = query_parse((struct slice){ text, 4096 }, &err);
	CHECK(q != NULL);
	query_free(q);
}

int
main(void)
{
	test_shapes();
	test_errors();
	test_limits();
	return test_done("query");
}
