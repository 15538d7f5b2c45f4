#include "load/html/html.h"
#include "load/plain.h"
#include "test.h"

struct want {
	enum block_kind kind;
	int level, number;
	const char *text;
};

struct page {
	const char *in, *headline, *author, *published;
	struct want blocks[8];		/* up to one without a text */
};

#define PARA(x) { BLOCK_PARAGRAPH, 0, 0, x }

static const struct page pages[] = {
	{ "The River Rises\n\nOne line.\n\nAnother line.\n",
	"The River Rises", "", "",
	{ PARA("One line."), PARA("Another line.") } },

	{ "The River Rises\nBy Jane Doe\n29 March 2017\n\nIt rose.\n",
	"The River Rises", "Jane Doe", "2017-03-29", { PARA("It rose.") } },

	{ "The River Rises\n===============\n\nIt rose.\n",
	"The River Rises", "", "", { PARA("It rose.") } },

	{ "# The River Rises #\nIt rose.\n\n## Later\n\nIt fell.\n",
	"The River Rises", "", "",
	{ PARA("It rose."), { BLOCK_HEADING, 2, 0, "Later" },
	PARA("It fell.") } },

	{ "Title: The River Rises\nAuthor: Jane Doe\nDate: 2017-03-29\n\n"
	"It rose.\n",
	"The River Rises", "Jane Doe", "2017-03-29", { PARA("It rose.") } },

	{ "It rose in the night.\n", "", "", "",
	{ PARA("It rose in the night.") } },

	/* Wrapped lines join, a parted word keeps its hyphen. */
	{ "The water came up over the stones and nobody in the well-\n"
	"known village was awake to see it but the miller's dog, which\n"
	"did not bark.\n",
	"", "", "",
	{ PARA("The water came up over the stones and nobody in the well-"
	"known village was awake to see it but the miller's dog, which did "
	"not bark.") } },

	{ "昨夜河水漲過了石頭村裡沒有人醒著看見它只有磨坊主的狗坐在牆上從傍晚"
	"起就沒有叫過一聲\n因為狗早就知道河水會在今年春天的這一夜裡漲過那些石"
	"頭所以牠沒有叫過任何一聲\n也沒有醒。\n",
	"", "", "",
	{ PARA("昨夜河水漲過了石頭村裡沒有人醒著看見它只有磨坊主的狗坐在牆上從"
	"傍晚起就沒有叫過一聲因為狗早就知道河水會在今年春天的這一夜裡漲過那些"
	"石頭所以牠沒有叫過任何一聲也沒有醒。") } },

	/* Verse does not. */
	{ "O river, o stone,\nO dog on the wall,\nI sit here alone\n"
	"And hear nothing at all.\n",
	"", "", "",
	{ { BLOCK_QUOTE, 0, 0, "O river, o stone,\nO dog on the wall,\n"
	"I sit here alone\nAnd hear nothing at all." } } },

	/* A paragraph a line. */
	{ "The water came up over the stones and nobody was awake.\n"
	"The dog slept.\n"
	"In the morning the mill was gone and the miller with it too.\n",
	"", "", "",
	{ PARA("The water came up over the stones and nobody was awake."),
	PARA("The dog slept."),
	PARA("In the morning the mill was gone and the miller with it too.")
	} },

	{ "Bring:\n- a pencil\n  or a pen\n- glasses\n    - two\n\n"
	"1. Go.\n2) Come.\n",
	"", "", "",
	{ PARA("Bring:"), { BLOCK_LIST_ITEM, 1, 0, "a pencil or a pen" },
	{ BLOCK_LIST_ITEM, 1, 0, "glasses" },
	{ BLOCK_LIST_ITEM, 3, 0, "two" },
	{ BLOCK_LIST_ITEM, 1, 1, "Go." },
	{ BLOCK_LIST_ITEM, 1, 2, "Come." } } },

	{ "> It rose.\n>> Did it?\n\nIt did.\n", "", "", "",
	{ { BLOCK_QUOTE, 0, 0, "It rose.\nDid it?" }, PARA("It did.") } },

	{ "Do this now.\n\n```\nmake\n\n  make check\n```\n\n"
	"    if (x) {\n        y();\n    }\n",
	"", "", "",
	{ PARA("Do this now."), { BLOCK_CODE, 0, 0, "make\n\n  make check" },
	{ BLOCK_CODE, 0, 0, "if (x) {\n    y();\n}" } } },

	{ "It rose, see here.\n\nDay | Height\n----|---|---\n"
	"| Mon | 3 |\n| Tue | 4 |\n\nx   y\n1   2\n",
	"", "", "",
	{ PARA("It rose, see here."),
	{ BLOCK_TABLE, 0, 0, "Day\tHeight\nMon\t3\nTue\t4" },
	{ BLOCK_CODE, 0, 0, "x   y\n1   2" } } },

	/* A command in the middle of a sentence; Markdown's own rules. */
	{ "It rose, see here.\n\nRead them with\n\n    lede corpus/\n\n"
	"and begin with the first.\n\n        CHAPTER ONE\n\nIt fell.\n",
	"", "", "",
	{ PARA("It rose, see here."), PARA("Read them with"),
	{ BLOCK_CODE, 0, 0, "lede corpus/" },
	PARA("and begin with the first."),
	{ BLOCK_HEADING, 2, 0, "CHAPTER ONE" }, PARA("It fell.") } },

	{ "# Heron\n\nA short line,\nthen `two`.\n## Start\n> Build it\n"
	"> and run.\n>\n> Twice.\n\n    Makefile\n    README\n\n"
	"* bring\n\n    More of it.\n\n* take\n  ```\n  make\n  ```\n",
	"Heron", "", "",
	{ PARA("A short line, then `two`."),
	{ BLOCK_HEADING, 2, 0, "Start" },
	{ BLOCK_QUOTE, 0, 0, "Build it and run.\n\nTwice." },
	{ BLOCK_CODE, 0, 0, "Makefile\nREADME" },
	{ BLOCK_LIST_ITEM, 1, 0, "bring" }, PARA("More of it."),
	{ BLOCK_LIST_ITEM, 1, 0, "take" },
	{ BLOCK_CODE, 0, 0, "make" } } },

	{ "Licence: see below.\n\nTerms\n-----\n\n* * *\n\n"
	"The others come back as well, now.\n\n    It rose in the night.\n\n"
	"With respect,\n",
	"", "", "",
	{ PARA("Licence: see below."), { BLOCK_HEADING, 2, 0, "Terms" },
	PARA("The others come back as well, now."),
	PARA("It rose in the night."), PARA("With respect,") } },

	{ "``` never closed\n", "", "", "", { PARA("``` never closed") } },
	{ "", "", "", "", { { 0 } } },
	{ "\n \n\t\n", "", "", "", { { 0 } } },
};

#define MENU "Home\nNews\nRiver\nHarbour\nWeather\nShop\nLog in\n" \
	"Herons Counted\nFriends\nHelp\n"
#define LONG "The harbour office sent out forty people with field glasses " \
	"on Sunday, and they came back with a number that nobody had " \
	"expected at all."
#define PAGE "Herons Counted Twice - The Harbour Gazette\n" MENU \
	"Herons Counted Twice\nBy Ann Smith\n29 March 2017\nShare\n" \
	LONG "\nHow it went\n" LONG "\nWell.\n" LONG "\n"

#define INTRO "So they brought all they had with them and laid it down, in " \
	"this order:"

/* A page's text: menus around the article are left out, and only there. */
static const struct page menus[] = {
	{ PAGE MENU "Imprint\n", "Herons Counted Twice", "", "2017-03-29",
	{ PARA(LONG), PARA("How it went"), PARA(LONG), PARA("Well."),
	PARA(LONG) } },
	{ LONG "\n" LONG "\n" LONG "\n" MENU MENU, "", "", "",
	{ PARA(LONG), PARA(LONG), PARA(LONG) } },
	/* Labels and menus between paragraphs; a list that a colon leads to;
	 * a short sentence beside the text. */
	{ MENU "The herons came back again last Sunday.\n" LONG "\nShare\n"
	"Advertisement\n" LONG "\nHerons Counted\nThey brought:\nSticks\n"
	"Reed\n" LONG "\n" MENU, "", "", "",
	{ PARA("The herons came back again last Sunday."), PARA(LONG),
	PARA(LONG), PARA(LONG) } },
	{ MENU LONG "\n" INTRO "\nSticks\n"
	"Reed\n" LONG "\nHerons Counted\n" LONG "\n" MENU, "", "", "",
	{ PARA(LONG), PARA(INTRO),
	PARA("Sticks"), PARA("Reed"), PARA(LONG), PARA(LONG) } },
};

/* Not so what people write: short lines, blank lines between. */
static void
test_no_menus(void)
{
	static const struct {
		const char *in;
		size_t blocks;
	} kept[] = {
		{ MENU MENU "Home\n", 1 },	/* verse, for all we know */
		{ MENU MENU LONG "\n\n" LONG "\n", 22 },
		{ LONG "\n" MENU "Home\n", 12 }
	};
	struct doc *d;
	struct buf b = { 0 };
	size_t i;

	for (i = 0; i < sizeof(kept) / sizeof(*kept); i++) {
		d = doc_new("-");
		buf_addz(&b, kept[i].in);
		doc_own_text(d, &b);
		plain_parse(d, NULL);
		CHECK_EQ(d->nblocks, kept[i].blocks);
		CHECK_EQ(d->warnings.n, 0);
		doc_free(d);
	}
}

/* A tag here and there makes no HTML of a text. */
static void
test_stray_tags(void)
{
	CHECK_EQ(html_sniff(SLICE(PAGE "</strong>\n" PAGE "<a href=\"x\">"
	    "</a>\n" PAGE "<module>, <stdin>, <module>, </p>\n" PAGE PAGE)),
	    0);
	CHECK(html_sniff(SLICE("Herons: <b>forty</b> of them.<p>" LONG
	    "</p><p>" LONG "</p>")) > 1);
	CHECK(html_sniff(SLICE(" <p>" PAGE PAGE PAGE "</p>")) > 1);
}

static void
check_block(const struct block *b, const struct want *w)
{
	CHECK_EQ(b->kind, w->kind);
	CHECK_EQ(b->level, w->level);
	CHECK_EQ(b->number, w->number);
	CHECK_STR(b->text, w->text);
}

static void
check_page(const struct page *p)
{
	struct doc *d = doc_new("-");
	int failed = test_failed;
	struct buf b = { 0 };
	size_t i;

	buf_addz(&b, p->in);
	doc_own_text(d, &b);
	CHECK(plain_sniff(d->text) > 0);
	plain_parse(d, NULL);
	CHECK_STR(d->headline, p->headline);
	CHECK_STR(d->published, p->published);
	CHECK_EQ(d->authors.n, *p->author != '\0');
	if (d->authors.n)
		CHECK_STR(d->authors.at[0], p->author);
	for (i = 0; i < 8 && p->blocks[i].text; i++)
		if (i < d->nblocks)
			check_block(&d->blocks[i], &p->blocks[i]);
	CHECK_EQ(d->nblocks, i);
	if (test_failed > failed)
		printf("\ton the page \"%.40s\"\n", p->in);
	doc_free(d);
}

int
main(void)
{
	size_t i;

	for (i = 0; i < sizeof(pages) / sizeof(*pages); i++)
		check_page(&pages[i]);
	for (i = 0; i < sizeof(menus) / sizeof(*menus); i++)
		check_page(&menus[i]);
	test_no_menus();
	test_stray_tags();
	return test_done("plain");
}
