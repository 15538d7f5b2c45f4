#include "store/headlines.h"

#include "test.h"

static const char *const stories[] = {
	"Ferry Captain's Parrot Testifies — and Wins",	/* 0 */
	"Harbour Bridge Opens After 12 Years | The Sandmark Courier",
	"Mayor: “We Never Lost the Key”",
	"Storm Closes the Pass",			/* 3 and 4: twins */
	"Storm closes the pass",
	"Storm Closes the Pass Again, Second Time in a Week",
	"Новый мост открыт после двенадцати лет",
	"US-led talks resume"
};

static const struct {
	const char *title;
	size_t n, story;
} cases[] = {
	{ "Ferry captain’s parrot testifies - and wins", 1, 0 },
	{ "FERRY CAPTAIN'S PARROT TESTIFIES – AND WINS", 1, 0 },
	{ "Harbour Bridge Opens After 12 Years", 1, 1 },
	{ "Mayor: \"We never lost the key\" – The Sandmark Courier", 1, 2 },
	{ "Mayor: We never lo…", 1, 2 },
	{ "Mayor: We never lo...", 1, 2 },
	{ "Storm Closes the Pass", 2, 3 },
	{ "Storm Closes the Pass Ag…", 1, 5 },
	{ "Storm Closes…", 3, 3 },
	{ "Mayor…", 0, 0 },
	{ "Mayor", 0, 0 },
	{ "НОВЫЙ МОСТ ОТКРЫТ после двенадцати лет", 1, 6 },
	{ "US–led Talks Resume", 1, 7 },
	{ "Harbour Bridge", 0, 0 },
	{ "", 0, 0 }, { "…", 0, 0 }
};

int
main(void)
{
	struct headlines *h = headlines_new();
	size_t i, found[8], n;

	n = headlines_find(h, SLICE("anything"), found, 8);
	CHECK_EQ(n, 0);
	for (i = 0; i < sizeof(stories) / sizeof(*stories); i++)
		headlines_add(h, i, slice_z(stories[i]));
	for (i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		n = headlines_find(h, slice_z(cases[i].title), found, 8);
		test_eq((long long)n, (long long)cases[i].n, __FILE__,
		    __LINE__, cases[i].title);
		if (n && cases[i].n)
			test_eq((long long)found[0],
			    (long long)cases[i].story, __FILE__, __LINE__,
			    cases[i].title);
	}
	headlines_free(h);
	return test_done("headlines");
}
