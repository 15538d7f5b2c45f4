#include "load/dump.h"
#include "load/plain.h"
#include "test.h"

struct want {			/* author and target: "" is none */
	const char *author, *target, *text;
};

struct page {
	const char *name, *in;
	const char *headline, *section, *published, *caption, *credit;
	size_t blocks, related, tags;
	struct want comments[8];	/* up to one whose text is NULL */
};

static const struct page pages[] = {
	{ "the whole of it",
	"08:05 GMT +114 May 2019(updated 09:10 GMT +1 14 May 2019)\n"
	"    A heron on a pier\n"
	"\n"
	"    Harbour Town Counts Its Herons for the First Time in Decades\n"
	"\n"
	"    © Photo / Anna Smith\n"
	"    Nature\n"
	"    Get short URL\n"
	"\n"
	"    The harbour office sent out forty people with field glasses on "
	"Sunday, and they came back with a number nobody expected.\n"
	"\n"
	"    It was ninety.\n"
	"\n"
	"\n"
	"    Otters Return to the Upper River After a Century\n"
	"    Why Do Gulls Follow the Plough?\n"
	"    herons, birds, Harbour Town\n"
	"    Community standardsDiscussion\n"
	"    Comment via FacebookComment via Sputnik\n"
	"    • Comment\n"
	"    • avatar\n"
	"      Ninety is a lot.\n"
	"    • Marain reply toLuis(Show commentHide comment)\n"
	"      Luis, not for a harbour.\n"
	"\n"
	"      I saw more at the lake.\n"
	"    • avatar\n"
	"      Pelin reply toMara(Show commentHide comment)\n"
	"      • which lake\n"
	"    • by the way, this is no name but a line of the text.\n"
	"    • Mara\n"
	"    Show new comments (0)\n",
	"Harbour Town Counts Its Herons for the First Time in Decades",
	"Nature", "2019-05-14T08:05:00+01:00", "A heron on a pier",
	"© Photo / Anna Smith", 2, 2, 3,
	{ { "", "", "Ninety is a lot." },
	{ "Mara", "Luis", "Luis, not for a harbour.\n\n"
	"I saw more at the lake." },
	{ "Pel", "Mara", "• which lake\n"
	"• by the way, this is no name but a line of the text." },
	{ "Mara", "", "" } } },

	{ "nothing but text and comments, other bullets and indents",
	"Bridge Closed Until Autumn\n"
	"\n"
	"The bridge over the weir will stay closed until the autumn, the "
	"county said, because the piers have to be built anew.\n"
	"\n"
	"  * Ann\n"
	"\t At last.\n"
	"  * Bob in reply to Ann (Show Hide)\n"
	"\t Ann: it was the only way to school.\n"
	"  * Cyd in reply to Bob (Show Hide)\n"
	"\t There is the ferry.\n",
	"Bridge Closed Until Autumn", "", "", "", "", 1, 0, 0,
	{ { "Ann", "", "At last." },
	{ "Bob", "Ann", "Ann: it was the only way to school." },
	{ "Cyd", "Bob", "There is the ferry." } } },

	{ "German",
	"14.05.2019 08:05 Uhr\n"
	"\n"
	"    Hafen zählt seine Reiher\n"
	"\n"
	"    Foto: Anna Schmidt\n"
	"    Natur\n"
	"\n"
	"    Vierzig Leute mit Ferngläsern hat das Hafenamt am Sonntag "
	"ausgeschickt, und sie kamen mit einer Zahl zurück, die niemand "
	"erwartet hatte.\n"
	"\n"
	"    - Gast\n"
	"      Neunzig!\n"
	"    - Jochenals Antwort anGast(Anzeigen)\n"
	"      Zu viele.\n",
	"Hafen zählt seine Reiher", "Natur", "2019-05-14T08:05:00", "",
	"Foto: Anna Schmidt", 1, 0, 0,
	{ { "", "", "Neunzig!" },
	{ "Jochen", "Gast", "Zu viele." } } },

	{ "words of no known language",
	"Orme tavel ni kadu\n"
	"\n"
	"Sive tavel ni kadu erom, ba tavelo ni sume kadun dorevi, ale toma "
	"ni kadu sirem.\n"
	"\n"
	"    · Aro\n"
	"      Nika tavel.\n"
	"    · Belozun takiAro(Pem)\n"
	"      Kadu.\n"
	"    · Cirazun takiBelo(Pem)\n"
	"      Sume.\n"
	"    · Arozun takiCira(Pem)\n"
	"      Dorevi.\n",
	"Orme tavel ni kadu", "", "", "", "", 1, 0, 0,
	{ { "Aro", "", "Nika tavel." }, { "Belo", "Aro", "Kadu." },
	{ "Cira", "Belo", "Sume." }, { "Aro", "Cira", "Dorevi." } } },

	{ "Russian, right to the end",
	"08:05 14 мая 2019\n"
	"\n"
	"    В порту пересчитали цапель\n"
	"\n"
	"    Природа\n"
	"    Получить короткую ссылку\n"
	"\n"
	"    В воскресенье сорок человек с биноклями вышли на набережную, и "
	"вернулись они с числом, которого никто не ждал.\n"
	"\n"
	"    • Комментарий\n"
	"    • Вера\n"
	"      Девяносто!\n"
	"    • Глебв ответ наВера(Показать комментарийСкрыть комментарий)\n"
	"      Много.\n"
	"    Показать новые комментарии (0)",
	"В порту пересчитали цапель", "Природа", "2019-05-14T08:05:00", "",
	"", 1, 0, 0,
	{ { "Вера", "", "Девяносто!" }, { "Глеб", "Вера", "Много." } } },

	{ "a list in the body, a text that breaks out, no replies",
	"08:05 GMT 14 May 2019\n"
	"\n"
	"    What to Bring to the Heron Count\n"
	"\n"
	"    Discussion\n"
	"    Get short URL\n"
	"\n"
	"    Bring these:\n"
	"\n"
	"    * a pencil\n"
	"\n"
	"    * field glasses\n"
	"\n"
	"    Comment via FacebookComment via Mail\n"
	"    • Comment\n"
	"    • Ann\n"
	"      I did.\n"
	"Twice.\n"
	"    • Bob\n"
	"      Me too.\n"
	"    • Ann\n"
	"    • Bob\n"
	"      So what.\n"
	"    Show new comments (3)",
	"What to Bring to the Heron Count", "Discussion",
	"2019-05-14T08:05:00+00:00", "", "", 3, 0, 0,
	{ { "Ann", "", "I did.\nTwice." }, { "Bob", "", "Me too." },
	{ "Ann", "", "" }, { "Bob", "", "So what." } } },

	{ "no comments",
	"08:05 GMT 14 May 2019\n"
	"    A heron\n"
	"\n"
	"    Harbour Counts Herons\n"
	"\n"
	"    Nature\n"
	"    Get short URL\n"
	"\n"
	"    The harbour office sent out forty people with field glasses on "
	"Sunday, and they came back with a number nobody expected.\n"
	"\n"
	"\n"
	"    Otters Return to the Upper River After a Century\n"
	"    Why Do Gulls Follow the Plough?\n"
	"    herons, birds, harbour\n",
	"Harbour Counts Herons", "Nature", "2019-05-14T08:05:00+00:00",
	"A heron", "", 1, 2, 3, { { 0 } } },
};

#define DATE "08:05 GMT +114 May 2019\n"
#define BODY "    The harbour office sent out forty people with field " \
	"glasses on Sunday, and they came back with a number.\n"
#define LIST "    • Ann\n      Yes.\n" \
	"    • Bobin reply toAnn(Show)\n      No.\n"

/* Heads with parts missing. */
static const struct head {
	const char *in, *headline, *section, *caption, *credit;
	size_t blocks, related, tags;
} heads[] = {
	{ DATE "\n    Herons Counted\n\n" BODY LIST,
	"Herons Counted", "", "", "", 1, 0, 0 },
	{ DATE "    Herons Counted\n\n" BODY LIST,
	"Herons Counted", "", "", "", 1, 0, 0 },
	{ DATE "    Herons Counted\n\n    Nature\n    Get short URL\n\n"
	BODY LIST,
	"Herons Counted", "Nature", "", "", 1, 0, 0 },
	{ DATE "    Harbour Counts Its Herons Twice\n\n    Nature\n\n" BODY
	LIST,
	"Harbour Counts Its Herons Twice", "Nature", "", "", 1, 0, 0 },
	{ DATE "    A heron\n\n    Herons Counted\n\n" BODY LIST,
	"Herons Counted", "", "A heron", "", 1, 0, 0 },
	{ DATE "    A heron stands on a pier at the harbour.\n\n"
	"    Herons Counted\n\n    Nature\n\n" BODY LIST,
	"Herons Counted", "Nature", "A heron stands on a pier at the harbour.",
	"", 1, 0, 0 },
	{ DATE "\n    Herons Counted\n\n    A heron stands on a pier\n"
	"    © Ann Smith\n    World > Nature\n\n" BODY LIST,
	"Herons Counted", "World", "A heron stands on a pier", "© Ann Smith",
	1, 0, 0 },
	{ "    A heron\n\n    Herons Counted\n\n    © Ann Smith\n\n" BODY
	LIST,
	"Herons Counted", "", "A heron", "© Ann Smith", 1, 0, 0 },
	{ DATE "\n    Herons Counted\n\n" BODY "\n    How it was done\n\n"
	BODY LIST,
	"Herons Counted", "", "", "", 3, 0, 0 },
	{ DATE "\n    Herons Counted\n\n" BODY "\n\n"
	"    Otters Return to the River\n    Gulls Follow the Plough Again\n"
	LIST,
	"Herons Counted", "", "", "", 1, 2, 0 },
	{ DATE "\n    Herons Counted\n\n" BODY "\n\n"
	"    herons, birds, Deir el-Sur, harbours\n"
	"    Правила сообществаОбсуждение\n" LIST,
	"Herons Counted", "", "", "", 1, 0, 4 },
	{ DATE "\n    Herons Counted\n\n" BODY "\n"
	"    Well, ninety, then\n\n    Comment via Mail\n" LIST,
	"Herons Counted", "", "", "", 2, 0, 0 },
	/* Letters count, not bytes; buttons in a language nobody knows. */
	{ "12:30 GMT +320 мая 2024\n    Цапли получили весло — и первый штраф "
	"за парковку\n    Происшествия\n    Получить короткую ссылку\n\n"
	"    Сторож заплатил штраф тут же, билетами. Участковый принял и "
	"уехал обратным рейсом.\n\n"
	"    Причал без реки: как живёт деревня, от которой ушла вода\n"
	"    Нашёлся владелец лодки со дна реки\n"
	"    цапли, Орлина, Старые Мосты, Иван Сторож, штраф\n"
	"    Правила сообществаОбсуждение\n"
	"    Комментировать через ПричалКомментировать через Вёрсты\n" LIST,
	"Цапли получили весло — и первый штраф за парковку", "Происшествия",
	"", "", 1, 2, 5 },
	{ DATE "\n    Herons Counted Twice in One Day\n\n"
	"    © Ann Smith\n    Natura\n    Tavelo ni kadu\n\n" BODY "\n\n"
	"    Otters Return to the River\n    Gulls Follow the Plough Again\n"
	"    herons, birds, harbour\n    Sirem ni tavelo\n"
	"    Kadun ni Kirchspiel Lanterno kadun ni Vesperblatt Gazeto\n" LIST,
	"Herons Counted Twice in One Day", "Natura", "", "© Ann Smith",
	1, 2, 3 },
	{ LIST, "", "", "", "", 0, 0, 0 },
};

static void
check_comments(const struct doc *d, const struct want *want)
{
	size_t i;

	for (i = 0; i < 8 && want[i].text; i++) {
		if (i >= d->ncomments)
			break;
		CHECK_STR(d->comments[i].author, want[i].author);
		CHECK_STR(d->comments[i].reply_to, want[i].target);
		CHECK_STR(d->comments[i].text, want[i].text);
	}
	CHECK_EQ(d->ncomments, i);
	CHECK(i == 8 || want[i].text == NULL);
}

static struct slice
first(struct slices list)
{
	return list.n ? list.at[0] : (struct slice){ "", 0 };
}

static void
check_head(const struct doc *d, const struct head *h)
{
	struct image none = { .caption = { "", 0 } };
	const struct image *image = d->nimages ? &d->images[0] : &none;

	CHECK_STR(d->headline, h->headline);
	CHECK_STR(first(d->section), h->section);
	CHECK_STR(image->caption, h->caption);
	CHECK_STR(image->credit, h->credit);
	CHECK_EQ(d->nblocks, h->blocks);
	CHECK(d->section.n < 2 || strstr(h->section, "World"));
	CHECK_EQ(d->nrelated, h->related);
	CHECK_EQ(d->tags.n, h->tags);
}

static struct doc *
parse(const char *in)
{
	struct doc *d = doc_new("-");
	struct buf b = { 0 };

	buf_addz(&b, in);
	doc_own_text(d, &b);
	CHECK(dump_sniff(d->text) > plain_sniff(d->text));
	dump_parse(d, NULL);
	return d;
}

static void
check_page(const struct page *p)
{
	struct head h = { p->in, p->headline, p->section, p->caption,
	    p->credit, p->blocks, p->related, p->tags };
	struct doc *d = parse(p->in);
	int failed = test_failed;

	check_head(d, &h);
	CHECK_STR(d->published, p->published);
	check_comments(d, p->comments);
	if (test_failed > failed)
		printf("\ton the page \"%s\"\n", p->name);
	doc_free(d);
}

static void
test_heads(void)
{
	struct doc *d;
	int failed;
	size_t i;

	for (i = 0; i < sizeof(heads) / sizeof(*heads); i++) {
		failed = test_failed;
		d = parse(heads[i].in);
		check_head(d, &heads[i]);
		CHECK_EQ(d->ncomments, 2);
		if (test_failed > failed)
			printf("\ton head %zu\n", i);
		doc_free(d);
	}
}

/* What looks like a dump and is none. */
static void
test_sniff_others(void)
{
	static const char *const others[] = {
		"", "\n\n", "Some words only.\n",
		"Shopping\n\n- Milk\n  two bottles\n- Bread\n  a loaf\n",
		"14 May 2019\n\nDear Ann,\n\nnothing new.\n",
		"* Home\n* News\n  * World\n  * Sport\n* Contact\n",
		"•\n•\n•\n",
		/* Texts about dumps. */
		"- and\n(01)\n- ``Marrowin reply toherringbone(Show ``",
		"* guest\n* anonymous\n* avatar\n",
		"Notes on pages\n\n"
		"- Words run together: `Annin reply toBob(Show\n"
		"  commentHide comment)`. Names may end in such letters\n"
		"  (`Benin`).\n"
		"- `avatar` stands where nobody is named.\n"
		"- The label is `Comment`.\n",
		"# Notes on pages\n\n```\n" DATE LIST LIST LIST "```\n"
	};
	size_t i;

	for (i = 0; i < sizeof(others) / sizeof(*others); i++)
		CHECK_EQ(dump_sniff(slice_z(others[i])), 0);
}

int
main(void)
{
	size_t i;

	for (i = 0; i < sizeof(pages) / sizeof(*pages); i++)
		check_page(&pages[i]);
	test_heads();
	test_sniff_others();
	return test_done("dump");
}
