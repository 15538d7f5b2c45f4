/* What is mended, what is left alone, and that both are quick. */
#include <time.h>

#include "base/buf.h"
#include "load/charset/charset.h"
#include "load/charset/repair.h"
#include "test.h"
#include "text/utf8.h"

static const struct {
	const char *broken, *mended;	/* NULL: as it is */
} cases[] = {
	/* Another encoding, not decoded as what it is. */
	{ "¼ö¸®¸¦ ¸¶Ä¡°í ½Ã¸³ µµ¼­°üÀÌ ¿ù¿äÀÏ¿¡ ´Ù½Ã ¹®À» ¿­¾ú´Ù.", NULL },
	{ "Ïðèâåò, ìèð! ß ïèøó âàì ïèñüìî", NULL },
	{ "\xC2\x9B" "31m", NULL },
	{ "plain words", NULL }, { "", NULL },
	{ "Le cafÃ© des Ã©tudiants", "Le café des étudiants" },
	{ "FranÃ§ais, une fois", "Français, une fois" },
	{ "A â€œquoteâ€\xC2\x9D and more", "A “quote” and more" },
	{ "cafÃƒÂ©", "café" }, { "cafÃƒÆ’Ã‚Â©", "café" },
	{ "РџСЂРёРІРµС‚, РјРёСЂ", "Привет, мир" },
	{ "Ð\xC2\x9FÑ\xC2\x80Ð¸Ð²ÐµÑ\xC2\x82", "Привет" },
	{ "п÷я─п╦п╡п╣я┌", "Привет" },
	{ "╨ƒ╤Ç╨╕╨▓╨╡╤é", "Привет" },
	{ "caf√© cr√®me", "café crème" },
	{ "PĹ™Ă\xC2\xADliĹˇ ĹľluĹĄouÄŤkĂ˝", "Příliš žluťoučký" },
	{ "Î‘Î¸Î®Î½Î±", "Αθήνα" },
	{ "æ–°èž", "æ–°èž" }, { "æ–°é—»", "新闻" },
	{ "a smile í\xC2\xA0½í¸€ here", "a smile 😀 here" },
	{ "ðŸ˜€ and Ã©tÃ©", "😀 and été" },
	{ "one word, dÃ©jÃ , of “many”", "one word, déjà, of “many”" },
	{ "voilÃ la pomme", "voilà la pomme" },
	{ "lost: MÃ¼ller, GrÃ¶ÃŸe, Ã�pfel", "lost: Müller, Größe, �pfel" },
	{ "costs Â£5", "costs £5" },
	{ "a control\xC2\x85 or \xC2\x93two\xC2\x94", "a control… or “two”" },
	{ "not one of them: \xC2\x81", NULL },
	/* Right as they are. */
	{ "déjà vu, naïve, Ångström, Öl, Übung", NULL },
	{ "VOCÊ… SÓ… MARQUÉ… AMANHÃ”", NULL },
	{ "ÄÖÜ äöü ß, 5×£35, 20 °C, §3, © 2020", NULL },
	{ "Марії, Україні, її, Її, Рік, Рівне, РІК", NULL },
	{ "Ђорђе, Љубав, Његош, Ћуприја, ГЉ", NULL },
	{ "ćść, źdźbło, žluťoučký, Łódź, Żółć", NULL },
	{ "x² + y³ ≤ √z, 3½ ± ¼", NULL },
	{ "┌─┬─┐ │a│b│ └─┴─┘", NULL }, { "(¬_¬) ¯\\_(ツ)_/¯ `¬´", NULL },
	{ "C O N C L U S Ã O", NULL }, { "SÃO PAULO, MAÇÃ", NULL },
	{ "NESTLÉ® and AHÅ™, “×” too", NULL },
	{ "日本語、中文、한국어", NULL }, { "עברית العربية ไทย", NULL },
};

static void
check(const char *in, const char *want)
{
	struct buf out = { 0 };
	size_t n = text_repair(slice_z(in), &out);

	if (want == NULL || strcmp(in, want) == 0) {
		CHECK_EQ(n, 0);
		CHECK_EQ(out.len, 0);
		if (n)
			printf("\t%s\n\t%.*s\n", in, SLICE_FMT(buf_slice(&out)));
	} else {
		CHECK(n > 0);
		CHECK_STR(buf_slice(&out), want);
	}
	buf_free(&out);
}

/* Around a broken line all stays as it is; a long line is cut somewhere. */
static void
test_lines(void)
{
	struct buf in = { 0 }, out = { 0 }, want = { 0 };
	int i;

	for (i = 0; i < 5000; i++) {
		buf_addz(&in, i % 7 ? "déjà vu " : "dÃ©jÃ\xC2\xA0 vu ");
		buf_addz(&want, "déjà vu ");
		if (i % 1000 > 500) {
			buf_addz(&in, "\r\n");
			buf_addz(&want, "\r\n");
		}
	}
	CHECK(text_repair(buf_slice(&in), &out) > 1000);
	CHECK(slice_eq(buf_slice(&out), buf_slice(&want)));
	buf_free(&in);
	buf_free(&out);
	buf_free(&want);
}

/* Bombs: 2 MB of what is the most work, in one line. */
static void
test_bombs(void)
{
	static const char *const units[] = {
		"Ã", "Ã©", "ÃƒÂ", "â€", "РџС", "├─", "Ã ", "\xC2\x80", "ðŸ˜",
		"\xEF\xBF\xBD", "í ½", "√©п", "âÃÐ€©", "Ã?", "ÄÃÑïð "
	};
	size_t i, k;

	for (i = 0; i < sizeof(units) / sizeof(*units); i++) {
		struct buf in = { 0 }, out = { 0 };
		clock_t start = clock();

		for (k = 0; k < 2000000; k += strlen(units[i]))
			buf_addz(&in, units[i]);
		text_repair(buf_slice(&in), &out);
		CHECK(utf8_valid(buf_slice(&out)));
		CHECK(clock() - start < 60 * CLOCKS_PER_SEC);
		buf_free(&in);
		buf_free(&out);
	}
}

int
main(void)
{
	size_t i;

	for (i = 0; i < sizeof(cases) / sizeof(*cases); i++)
		check(cases[i].broken, cases[i].mended);
	test_lines();
	test_bombs();
	return test_done("repair");
}
