#include "store/headlines.h"
#include "store/titles.h"

#include "test.h"

static const struct {
	const char *title, *headline;
	enum title_match means;
} cases[] = {
	{ "Mayor: “We Never Lost the Key”", "mayor - we never lost the key",
	    MEANS_SAME },
	{ "Re-election of the Mayor", "Reelection of the mayor", MEANS_SAME },
	{ "Storm Closes the Pass | The Sandmark Courier",
	    "Storm closes the pass", MEANS_BARE },
	{ "Storm Closes the Pass", "Storm closes the pass − News · Courier",
	    MEANS_BARE },
	{ "Storm Closes the Pass – Weather", "Storm Closes the Pass – Roads",
	    MEANS_NOT },
	{ "嵐で峠が閉鎖された｜山の新聞", "嵐で峠が閉鎖された", MEANS_NOT },
	{ "嵐で峠が閉鎖された ｜ 山の新聞", "嵐で峠が閉鎖された", MEANS_BARE },
	/* cut off */
	{ "Storm Closes th…", "Storm Closes the Pass Again", MEANS_CUT },
	{ "Storm Closes the Pass - Cou…", "Storm Closes the Pass",
	    MEANS_BARE },
	{ "Storm Closes the Pass…", "Storm Closes the Pass", MEANS_CUT },
	{ "Storm Closes the Pass…", "Storm Closes the Pass…", MEANS_SAME },
	{ "Storm…", "Storm Closes the Pass Again", MEANS_NOT },
	{ "Storm Closes the Pass", "Storm Closes the Pass Again", MEANS_NOT },
	/* letters off */
	{ "Strom Closes the Pass", "Storm Closes the Pass", MEANS_NEAR },
	{ "Storm Coses the Pass", "Storm Closes the Pass", MEANS_NEAR },
	{ "Storm Closess the Pass", "Storm Closes the Pass", MEANS_NEAR },
	{ "Storm Clozes the Pass", "Storm Closes the Pass", MEANS_NEAR },
	{ "Stom Closes the Pass Agian", "Storm Closes the Pass Again",
	    MEANS_NEAR_TWO },
	{ "Stom Closes teh Pass Agian", "Storm Closes the Pass Again",
	    MEANS_NOT },
	{ "Storn Closes th…", "Storm Closes the Pass Again", MEANS_NEAR },
	{ "Strom Closes the Pass | Courier", "Storm Closes the Pass",
	    MEANS_NEAR },
	{ "Stom…", "Storm", MEANS_NOT },
	{ "A Strom", "A Storm", MEANS_NOT },
	{ "The Story of the Pass, Part 1", "The Story of the Pass, Part 2",
	    MEANS_NOT },
	{ "Перевал зкарыт из-за бури", "Перевал закрыт из-за бури",
	    MEANS_NEAR },
	{ "嵐で峠が閉鎖された夜の話", "嵐で峠が閉鎖された朝の話", MEANS_NEAR },
	{ "", "", MEANS_NOT }, { "…", "Storm Closes the Pass", MEANS_NOT }
};

static void
test_matches(void)
{
	size_t i;

	for (i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct slice title = slice_z(cases[i].title);
		bool cut = headline_cut(&title);

		test_eq((long long)title_match(title, cut,
		    slice_z(cases[i].headline)), (long long)cases[i].means,
		    __FILE__, __LINE__, cases[i].title);
	}
}

static void
test_bare(void)
{
	static const struct { const char *title, *bare; } bares[] = {
		{ "Storm Closes the Pass - Weather - Courier",
		    "Storm Closes the Pass - Weather" },
		{ "Storm Closes the Pass\xC2\xA0\xC2\xBB Courier",
		    "Storm Closes the Pass" },
		{ "Storm Closes the Pass :: Courier",
		    "Storm Closes the Pass" },
		{ "Two Storms - Courier", "" },
		{ "Storm Closes the Pass & Courier", "" },
		{ "Storm Closes the Pass-Courier", "" },
		{ "Storm Closes the Pass - and nobody knows when it opens",
		    "" },
		{ "Storm Closes the Pass -", "" }, { " - Courier", "" },
		{ "", "" }
	};
	size_t i;

	for (i = 0; i < sizeof(bares) / sizeof(*bares); i++)
		CHECK_STR(headline_bare(slice_z(bares[i].title)),
		    bares[i].bare);
}

static struct title_pieces
pieces(const char *text)
{
	struct title_pieces p;
	struct title t;

	title_make(&t, slice_z(text));
	title_cut_up(&t, &p);
	return p;
}

static bool
has_next(struct title_pieces asked, struct title_pieces its)
{
	size_t i, k;

	for (i = 0; i < asked.n; i++)
		for (k = 0; k < its.own; k++)
			if (asked.next[i] == its.next[k])
				return true;
	return false;
}

static void
test_pieces(void)
{
	struct title_pieces a, b;

	a = pieces("Storm Closes the Pass Again, Second Time in a Week");
	b = pieces("Storm closes the pass again, seco");
	CHECK(a.head == b.head && has_next(b, a) && !b.halves);
	b = pieces("Strom closes the pass again, second time in a wek");
	CHECK(a.head != b.head && a.tail != b.tail && has_next(b, a));
	b = pieces("Stom closes teh pass again, second time in a week");
	CHECK(a.head != b.head && a.tail == b.tail && has_next(b, a));
	/* 20 letters: by halves, whichever is whole */
	a = pieces("Storm closed the pass");
	CHECK(a.halves && a.own == 2);
	CHECK(has_next(pieces("Stom closed the pass"), a));
	CHECK(has_next(pieces("Storm closed the passs"), a));
	CHECK(has_next(pieces("Storm closed the pas"), a));
	CHECK(has_next(pieces("Stoorm closed the pass"), a));
	a = pieces("Storm closes passes");
	CHECK(has_next(pieces("Stom closes passes"), a));
	CHECK(has_next(pieces("Storm closes passses"), a));
	/* 24 letters that were 23 */
	a = pieces("Storm closes the passage");
	CHECK(has_next(pieces("Storm closes the passsagee"), a) ||
	    pieces("Storm closes the passsagee").head == a.head);
	CHECK(pieces("").own == 2 && pieces("x").own == 2);
}

int
main(void)
{
	test_matches();
	test_bare();
	test_pieces();
	return test_done("titles");
}
