/* theme: names, colours, and rules that every built-in theme must keep. */
#include "test.h"
#include "ui/theme.h"

static void
test_styles(void)
{
	enum style s;
	int i;

	for (i = 0; i < STYLE_N; i++) {
		CHECK(style_find(slice_z(style_name((enum style)i)), &s));
		CHECK_EQ(s, i);
	}
	CHECK(style_find(SLICE("Border-Focus"), &s) &&
	    s == STYLE_BORDER_FOCUS);
	CHECK(!style_find(SLICE("borders"), &s));
	CHECK(!style_find(SLICE(""), &s));
}

static bool
same(const struct theme_style *a, const struct theme_style *b)
{
	return a->fg == b->fg && a->bg == b->bg && a->attrs == b->attrs;
}

/* What must be told apart in every theme, and colours in its range. */
static void
check_theme(const char *name, int colours)
{
	static const enum style pairs[][2] = {
		{ STYLE_TEXT, STYLE_SELECTED }, { STYLE_TEXT, STYLE_HEADLINE },
		{ STYLE_SELECTED, STYLE_SELECTED_DIM },
		{ STYLE_TITLE, STYLE_TITLE_FOCUS },
		{ STYLE_BORDER, STYLE_BORDER_FOCUS },
		{ STYLE_TEXT, STYLE_HIT }, { STYLE_SELECTED, STYLE_HIT },
		{ STYLE_TEXT, STYLE_LINK }, { STYLE_TEXT, STYLE_BAR },
		{ STYLE_TEXT, STYLE_NEW }, { STYLE_STATUS, STYLE_ERROR },
		{ STYLE_AUTHOR, STYLE_TEXT }, { STYLE_HERE, STYLE_OPENED }
	};
	struct theme t;
	size_t i;

	CHECK(theme_named(&t, name));
	for (i = 0; i < sizeof(pairs) / sizeof(*pairs); i++)
		CHECK(!same(&t.style[pairs[i][0]], &t.style[pairs[i][1]]));
	for (i = 0; i < STYLE_N; i++) {
		CHECK(t.style[i].fg >= -1 && t.style[i].fg < colours);
		CHECK(t.style[i].bg >= -1 && t.style[i].bg < colours);
	}
	CHECK_EQ(t.style[STYLE_TEXT].bg, -1);
}

static void
test_named(void)
{
	static const struct {
		const char *name;
		int colours;
	} themes[] = {
		{ "dark", 256 }, { "light", 256 }, { "dark8", 8 },
		{ "light8", 8 }, { "mono", 0 }
	};
	struct theme t;
	size_t i;

	for (i = 0; i < sizeof(themes) / sizeof(*themes); i++)
		check_theme(themes[i].name, themes[i].colours);
	CHECK(!theme_named(&t, "pink"));
}

/* Relative luminance and contrast as WCAG 2 has them, the gamma as 2.0. */
static double
luminance(uint32_t rgb)
{
	double r = (double)(rgb >> 16 & 255) / 255;
	double g = (double)(rgb >> 8 & 255) / 255;
	double b = (double)(rgb & 255) / 255;

	return 0.2126 * r * r + 0.7152 * g * g + 0.0722 * b * b;
}

static double
contrast(uint32_t a, uint32_t b)
{
	double x = luminance(a) + 0.05, y = luminance(b) + 0.05;

	return x > y ? x / y : y / x;
}

/* Letters can be read on the theme's background, and selected ones too. */
static void
check_contrast(const char *name, uint32_t back)
{
	struct theme t;
	const struct theme_style *s;
	int i;

	CHECK(theme_named(&t, name));
	for (i = 0; i < STYLE_N; i++) {
		s = &t.style[i];
		if (s->fg < 0 || i == STYLE_BORDER || i == STYLE_GUIDE)
			continue;
		CHECK(contrast(theme_rgb(s->fg), s->bg < 0 ? back :
		    theme_rgb(s->bg)) >= 4.5);
		if (s->bg < 0)
			CHECK(contrast(theme_rgb(s->fg),
			    theme_rgb(t.style[STYLE_SELECTED].bg)) >= 3);
	}
}

static void
test_colours(void)
{
	int i;

	for (i = 16; i < 256; i++)
		CHECK_EQ(theme_rgb(theme_nearest256(theme_rgb(i))),
		    theme_rgb(i));
	for (i = 0; i < 16; i++)
		CHECK_EQ(theme_nearest16(theme_rgb(i)), i);
	CHECK_EQ(theme_nearest256(0x86aed6), 110);
	CHECK_EQ(theme_nearest256(0x0160AD), 25);
	CHECK_EQ(theme_nearest8(0xF00000), 1);
	CHECK_EQ(theme_nearest8(0xFFFFFF), 7);
	CHECK_EQ(theme_nearest16(0xFAFAFA), 15);
	CHECK_EQ(theme_rgb(231), 0xFFFFFF);
	CHECK_EQ(theme_rgb(255), 0xEEEEEE);
}

static void
test_set(void)
{
	static const struct {
		const char *spec;
		int32_t fg, bg;
		unsigned attrs;
	} good[] = {
		{ "cyan default bold", 6, -1, THEME_BOLD },
		{ "BrightRed", 9, -1, 0 },
		{ "  color123   color0\treverse underline ", 123, 0,
		    THEME_REVERSE | THEME_UNDERLINE },
		{ "#fF8000 #000000 dim italic", 0x1ff8000, 0x1000000,
		    THEME_DIM | THEME_ITALIC },
		{ "default default", -1, -1, 0 }
	};
	static const char *const bad[][2] = {
		{ "", "no colour for \"headline\"" },
		{ "pink", "unknown colour \"pink\"" },
		{ "color256", "unknown colour \"color256\"" },
		{ "color", "unknown colour \"color\"" },
		{ "#12345", "unknown colour \"#12345\"" },
		{ "#12345g", "unknown colour \"#12345g\"" },
		{ "bright", "unknown colour \"bright\"" },
		{ "red bold", "unknown colour \"bold\"" },
		{ "red default blink", "unknown attribute \"blink\"" }
	};
	struct theme t;
	struct err err;
	const struct theme_style *s = &t.style[STYLE_HEADLINE];
	size_t i;

	theme_named(&t, "mono");
	for (i = 0; i < sizeof(good) / sizeof(*good); i++) {
		CHECK(theme_set(&t, SLICE("headline"), slice_z(good[i].spec),
		    &err));
		CHECK_EQ(s->fg, good[i].fg);
		CHECK_EQ(s->bg, good[i].bg);
		CHECK_EQ(s->attrs, good[i].attrs);
	}
	theme_set(&t, SLICE("headline"), SLICE("red blue dim"), &err);
	for (i = 0; i < sizeof(bad) / sizeof(*bad); i++) {
		CHECK(!theme_set(&t, SLICE("headline"), slice_z(bad[i][0]),
		    &err));
		CHECK_STR(slice_z(err.text), bad[i][1]);
		CHECK(s->fg == 1 && s->bg == 4 && s->attrs == THEME_DIM);
	}
	CHECK(!theme_set(&t, SLICE("head"), SLICE("red"), &err));
	CHECK_STR(slice_z(err.text), "unknown style \"head\"");
}

int
main(void)
{
	test_styles();
	test_named();
	check_contrast("dark", 0x000000);
	check_contrast("dark", 0x1C1C1C);
	check_contrast("light", 0xFFFFFF);
	test_colours();
	test_set();
	CHECK(theme_answer_is_light("11;rgb:ffff/ffff/eeee"));
	CHECK(theme_answer_is_light("11;rgb:ff/f0/e0"));
	CHECK(!theme_answer_is_light("11;rgb:0000/2b2b/3636"));
	CHECK(!theme_answer_is_light("11;rgb:0/0/0"));
	CHECK(theme_answer_is_light("11;rgb:f/f/f"));
	CHECK(!theme_answer_is_light("11;nonsense"));
	CHECK(!theme_answer_is_light(""));
	return test_done("theme");
}
