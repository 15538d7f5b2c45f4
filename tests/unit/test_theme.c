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

struct terminal {
	const char *theme;
	double least;			/* contrast of letters */
	uint32_t text, back;		/* its own colours */
	uint32_t palette[8];
};

#define XTERM { 0x000000, 0xCD0000, 0x00CD00, 0xCDCD00, 0x0000EE, 0xCD00CD, \
    0x00CDCD, 0xE5E5E5 }
#define LINUX { 0x000000, 0xAA0000, 0x00AA00, 0xAA5500, 0x0000AA, 0xAA00AA, \
    0x00AAAA, 0xAAAAAA }
#define SOLARIZED { 0x073642, 0xDC322F, 0x859900, 0xB58900, 0x268BD2, \
    0xD33682, 0x2AA198, 0xEEE8D5 }

/* Of xterm, the console of Linux, and Solarized. */
static const struct terminal terminals[] = {
	{ "dark", 4.5, 0xE5E5E5, 0x000000, XTERM },
	{ "dark", 4.5, 0xCCCCCC, 0x1C1C1C, XTERM },
	{ "dark", 3.5, 0x839496, 0x002B36, SOLARIZED },
	{ "light", 4.5, 0x000000, 0xFFFFFF, XTERM },
	{ "light", 3.5, 0x657B83, 0xFDF6E3, SOLARIZED },
	{ "dark8", 3, 0xE5E5E5, 0x000000, XTERM },
	{ "dark8", 2.5, 0xAAAAAA, 0x000000, LINUX },
	{ "dark8", 3, 0x839496, 0x002B36, SOLARIZED },
	{ "light8", 4, 0x000000, 0xFFFFFF, XTERM },
	{ "light8", 3, 0x657B83, 0xFDF6E3, SOLARIZED },
	{ "mono", 4.5, 0x000000, 0xFFFFFF, XTERM }
};

static uint32_t
seen(const struct terminal *on, int32_t colour, uint32_t otherwise)
{
	return colour < 0 ? otherwise : colour < 8 ? on->palette[colour] :
	    theme_rgb((int)colour);
}

static double
contrast_on(const struct terminal *on, const struct theme_style *s)
{
	return contrast(seen(on, s->fg, on->text), seen(on, s->bg, on->back));
}

/* Lines need less than letters, and the eight colours are what they are. */
static double
least(const struct terminal *on, int style, enum style overlay)
{
	if (style == STYLE_BORDER || style == STYLE_GUIDE)
		return 1.5;
	return overlay == STYLE_TEXT ? on->least : on->least < 3 ? on->least :
	    3;
}

/* Letters can be read wherever they stand, the hits above all. */
static void
check_contrast(const struct terminal *on)
{
	static const enum style overlays[] = {
		STYLE_TEXT, STYLE_SELECTED, STYLE_SELECTED_DIM
	};
	struct theme_style s;
	struct theme t;
	size_t k;
	int i;

	CHECK(theme_named(&t, on->theme));
	for (i = 0; i < STYLE_N; i++) {
		if (i == STYLE_SELECTED || i == STYLE_SELECTED_DIM)
			continue;
		for (k = 0; k < sizeof(overlays) / sizeof(*overlays); k++) {
			s = theme_look(&t, (enum style)i, overlays[k]);
			CHECK(contrast_on(on, &s) >= least(on, i,
			    overlays[k]));
		}
	}
}

/* Where the terminal is light and nobody said so, or the other way round,
 * the row in hand can be read all the same. */
static void
test_wrong_background(void)
{
	static const struct {
		const char *theme;
		uint32_t text, back;
	} wrong[] = {
		{ "dark", 0x000000, 0xFFFFFF }, { "light", 0xFFFFFF, 0x000000 }
	};
	struct theme_style s;
	struct theme t;
	size_t i;

	for (i = 0; i < sizeof(wrong) / sizeof(*wrong); i++) {
		theme_named(&t, wrong[i].theme);
		s = theme_look(&t, STYLE_TEXT, STYLE_SELECTED);
		CHECK(contrast(s.fg < 0 ? wrong[i].text : theme_rgb(s.fg),
		    s.bg < 0 ? wrong[i].back : theme_rgb(s.bg)) >= 4.5);
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

/* What a theme of one's own makes of it. */
static void
test_look(void)
{
	struct theme t;
	struct theme_style s;

	theme_named(&t, "dark");
	s = theme_look(&t, STYLE_HIT, STYLE_SELECTED);
	CHECK(same(&s, &t.style[STYLE_HIT]));
	t.style[STYLE_TEXT].bg = t.style[STYLE_HIT].bg = 4;
	s = theme_look(&t, STYLE_TEXT, STYLE_SELECTED);
	CHECK_EQ(s.bg, t.style[STYLE_SELECTED].bg);
	s = theme_look(&t, STYLE_HIT, STYLE_SELECTED);
	CHECK_EQ(s.bg, t.style[STYLE_SELECTED].bg);
	t.style[STYLE_SELECTED] = (struct theme_style){ 1, 2, 0 };
	s = theme_look(&t, STYLE_AUTHOR, STYLE_SELECTED);
	CHECK(s.fg == 1 && s.bg == 2);
	t.style[STYLE_SELECTED] = (struct theme_style){ -1, THEME_RGB |
	    0xFFFFFF, 0 };
	s = theme_look(&t, STYLE_TEXT, STYLE_SELECTED);
	CHECK_EQ(s.fg, 235);
	theme_named(&t, "dark8");
	s = theme_look(&t, STYLE_HIT, STYLE_SELECTED);
	CHECK(s.fg == 0 && s.bg == 3 && s.attrs == 0);
	s = theme_look(&t, STYLE_DIM, STYLE_SELECTED);
	CHECK(s.fg == -1 && s.bg == -1 && s.attrs == THEME_REVERSE);
}

int
main(void)
{
	size_t i;

	test_styles();
	test_named();
	for (i = 0; i < sizeof(terminals) / sizeof(*terminals); i++)
		check_contrast(&terminals[i]);
	test_wrong_background();
	test_look();
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
