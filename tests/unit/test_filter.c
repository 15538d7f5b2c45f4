#include "test.h"
#include "view/authors.h"
#include "view/filter.h"

struct row {
	const char *line;		/* the filter */
	const char *author, *text;
	int score;
	bool fresh, takes;
};

static const struct row rows[] = {
	{ "author:fenn", "Odo Fenn", "", 0, false, true },
	{ "author:FENN", "odo fenn", "", 0, false, true },
	{ "author:fenn", "Marrow", "fenn", 0, false, false },
	{ "author:fenn author:marrow", "Marrow", "", 0, false, true },
	{ "author:\"odo fenn\"", "Odo Fenn", "", 0, false, true },
	{ "author:\"odo fenn\"", "Fenn", "", 0, false, false },
	{ "text:heron", "", "A Heron!", 0, false, true },
	{ "heron rope", "", "The rope, the heron", 0, false, true },
	{ "heron rope", "", "the heron", 0, false, false },
	{ "text:\"the heron\"", "", "heron the", 0, false, false },
	{ "ЦАПЛЯ", "", "цапля", 0, false, true },
	{ "score:5", "", "", 5, false, true },
	{ "score:>=5", "", "", 4, false, false },
	{ "score:>5", "", "", 5, false, false },
	{ "score:<5", "", "", 4, false, true },
	{ "score:<=-2", "", "", -2, false, true },
	{ "score:=7", "", "", 8, false, false },
	{ "score:>=-3 score:<3", "", "", 3, false, false },
	{ "score:0", "", "", SCORE_NONE, false, false },
	{ "new", "", "", 0, true, true },
	{ "NEW author:a", "A", "", 0, false, false },
	{ "text:new", "", "news", 0, false, true },
	{ "author:a score:>1 x", "A", "x", 2, false, true }
};

static void
check_row(const struct row *r)
{
	struct filter f;
	struct err err;
	struct comment c = {
		.author = slice_z(r->author), .text = slice_z(r->text),
		.score = r->score
	};

	CHECK(filter_parse(&f, slice_z(r->line), &err));
	CHECK(!filter_is_empty(&f));
	CHECK_EQ(filter_takes_name(&f, c.author) &&
	    filter_takes_rest(&f, &c, r->fresh), r->takes);
	filter_free(&f);
}

static void
check_wrong(void)
{
	static const char *const wrong[] = {
		"score:", "score:many", "score:>=", "score:1234567890",
		"score:5x", "author:", "text:", "author:\"\""
	};
	struct filter f;
	struct err err;
	size_t i;

	for (i = 0; i < sizeof(wrong) / sizeof(*wrong); i++) {
		CHECK(!filter_parse(&f, slice_z(wrong[i]), &err));
		CHECK(filter_is_empty(&f));
	}
	CHECK(filter_parse(&f, slice_z("  "), &err));
	CHECK(filter_is_empty(&f));
	filter_free(&f);
}

static void
check_authors(void)
{
	static const char *const names[] = {
		"Odo", "odo", "", "Ina", "ODO", "Straße", "STRASSE"
	};
	struct doc *d = doc_new("-");
	struct authors *a;
	size_t i;
	char name[32];

	for (i = 0; i < sizeof(names) / sizeof(*names); i++)
		doc_add_comment(d)->author = slice_z(names[i]);
	for (i = 0; i < 1000; i++) {
		snprintf(name, sizeof(name), "n%zu", i);
		doc_add_comment(d)->author = doc_str(d, slice_z(name));
	}
	a = authors_new(d);
	CHECK(!authors_work(a, 2));
	CHECK(authors_work(a, SIZE_MAX));
	CHECK_EQ(authors_of(a, 0), authors_of(a, 1));
	CHECK_EQ(authors_of(a, 0), authors_of(a, 4));
	CHECK_EQ(authors_of(a, 2), AUTHOR_NONE);
	CHECK_EQ(authors_of(a, 5), authors_of(a, 6));
	CHECK_EQ(authors_count(a), 1003);
	CHECK_STR(authors_name(a, authors_of(a, 4)), "Odo");
	CHECK_EQ(authors_find(a, SLICE("N999")), authors_of(a, 1006));
	CHECK_EQ(authors_find(a, SLICE("nobody")), AUTHOR_NONE);
	authors_free(a);
	authors_free(NULL);
	doc_free(d);
}

int
main(void)
{
	size_t i;

	for (i = 0; i < sizeof(rows) / sizeof(*rows); i++)
		check_row(&rows[i]);
	check_wrong();
	check_authors();
	return test_done("filter");
}
