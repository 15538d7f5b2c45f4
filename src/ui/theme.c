#include "ui/theme.h"

#include <stdio.h>

#define D THEME_DEFAULT
#define B THEME_BOLD
#define F THEME_DIM			/* faint */
#define I THEME_ITALIC
#define U THEME_UNDERLINE
#define R THEME_REVERSE

/*
 * Text keeps the terminal's own colours.  One accent (blue) for what leads
 * somewhere or has the focus, sand for people, grey for what is beside the
 * point; a warm colour alone means "look here".
 */
static const struct theme dark = { {
	[STYLE_TEXT] = { D, D, 0 },
	[STYLE_DIM] = { 246, D, 0 },
	[STYLE_BOLD] = { D, D, B },
	[STYLE_ITALIC] = { D, D, I },
	[STYLE_HEADLINE] = { D, D, B },
	[STYLE_HEADING] = { 110, D, B },
	[STYLE_META] = { 246, D, 0 },
	[STYLE_LINK] = { 110, D, U },
	[STYLE_QUOTE] = { 108, D, 0 },
	[STYLE_CODE] = { 144, D, 0 },
	[STYLE_BORDER] = { 240, D, 0 },
	[STYLE_BORDER_FOCUS] = { 110, D, 0 },
	[STYLE_TITLE] = { 246, D, 0 },
	[STYLE_TITLE_FOCUS] = { 110, D, B },
	[STYLE_BAR] = { 252, 236, 0 },
	[STYLE_STATUS] = { 250, D, 0 },
	[STYLE_ERROR] = { 203, D, B },
	[STYLE_SELECTED] = { D, 237, 0 },
	[STYLE_SELECTED_DIM] = { D, 235, 0 },
	[STYLE_HIT] = { 16, 179, 0 },
	[STYLE_AUTHOR] = { 180, D, 0 },
	[STYLE_COUNT_BADGE] = { 246, D, 0 },
	[STYLE_GUIDE] = { 243, D, 0 },
	[STYLE_GUESS] = { 138, D, 0 },
	[STYLE_HERE] = { 108, D, 0 },
	[STYLE_OPENED] = { 246, D, 0 },
	[STYLE_NEW] = { 179, D, B }
} };

static const struct theme light = { {
	[STYLE_TEXT] = { D, D, 0 },
	[STYLE_DIM] = { 242, D, 0 },
	[STYLE_BOLD] = { D, D, B },
	[STYLE_ITALIC] = { D, D, I },
	[STYLE_HEADLINE] = { D, D, B },
	[STYLE_HEADING] = { 25, D, B },
	[STYLE_META] = { 242, D, 0 },
	[STYLE_LINK] = { 25, D, U },
	[STYLE_QUOTE] = { 22, D, 0 },
	[STYLE_CODE] = { 94, D, 0 },
	[STYLE_BORDER] = { 247, D, 0 },
	[STYLE_BORDER_FOCUS] = { 25, D, 0 },
	[STYLE_TITLE] = { 242, D, 0 },
	[STYLE_TITLE_FOCUS] = { 25, D, B },
	[STYLE_BAR] = { 236, 254, 0 },
	[STYLE_STATUS] = { 240, D, 0 },
	[STYLE_ERROR] = { 160, D, B },
	[STYLE_SELECTED] = { D, 253, 0 },
	[STYLE_SELECTED_DIM] = { D, 255, 0 },
	[STYLE_HIT] = { 16, 221, 0 },
	[STYLE_AUTHOR] = { 24, D, 0 },
	[STYLE_COUNT_BADGE] = { 242, D, 0 },
	[STYLE_GUIDE] = { 245, D, 0 },
	[STYLE_GUESS] = { 95, D, 0 },
	[STYLE_HERE] = { 22, D, 0 },
	[STYLE_OPENED] = { 242, D, 0 },
	[STYLE_NEW] = { 125, D, B }
} };

static const struct theme dark8 = { {
	[STYLE_TEXT] = { D, D, 0 },
	[STYLE_DIM] = { D, D, F },
	[STYLE_BOLD] = { D, D, B },
	[STYLE_ITALIC] = { D, D, I },
	[STYLE_HEADLINE] = { D, D, B },
	[STYLE_HEADING] = { 6, D, B },
	[STYLE_META] = { D, D, F },
	[STYLE_LINK] = { 6, D, U },
	[STYLE_QUOTE] = { 2, D, 0 },
	[STYLE_CODE] = { 3, D, 0 },
	[STYLE_BORDER] = { D, D, F },
	[STYLE_BORDER_FOCUS] = { 6, D, 0 },
	[STYLE_TITLE] = { D, D, 0 },
	[STYLE_TITLE_FOCUS] = { 6, D, B },
	[STYLE_BAR] = { D, D, R },
	[STYLE_STATUS] = { D, D, 0 },
	[STYLE_ERROR] = { 1, D, B },
	[STYLE_SELECTED] = { D, D, R },
	[STYLE_SELECTED_DIM] = { D, D, U },
	[STYLE_HIT] = { 0, 3, 0 },
	[STYLE_AUTHOR] = { 3, D, 0 },
	[STYLE_COUNT_BADGE] = { D, D, F },
	[STYLE_GUIDE] = { D, D, F },
	[STYLE_GUESS] = { 5, D, 0 },
	[STYLE_HERE] = { 2, D, 0 },
	[STYLE_OPENED] = { D, D, F },
	[STYLE_NEW] = { 3, D, B }
} };

/* Green, yellow and cyan of the eight cannot be read on white. */
static const struct theme light8 = { {
	[STYLE_TEXT] = { D, D, 0 },
	[STYLE_DIM] = { D, D, F },
	[STYLE_BOLD] = { D, D, B },
	[STYLE_ITALIC] = { D, D, I },
	[STYLE_HEADLINE] = { D, D, B },
	[STYLE_HEADING] = { 4, D, B },
	[STYLE_META] = { D, D, F },
	[STYLE_LINK] = { 4, D, U },
	[STYLE_QUOTE] = { D, D, I },
	[STYLE_CODE] = { 5, D, 0 },
	[STYLE_BORDER] = { D, D, F },
	[STYLE_BORDER_FOCUS] = { 4, D, 0 },
	[STYLE_TITLE] = { D, D, 0 },
	[STYLE_TITLE_FOCUS] = { 4, D, B },
	[STYLE_BAR] = { D, D, R },
	[STYLE_STATUS] = { D, D, 0 },
	[STYLE_ERROR] = { 1, D, B },
	[STYLE_SELECTED] = { D, D, R },
	[STYLE_SELECTED_DIM] = { D, D, U },
	[STYLE_HIT] = { 0, 3, 0 },
	[STYLE_AUTHOR] = { 4, D, 0 },
	[STYLE_COUNT_BADGE] = { D, D, F },
	[STYLE_GUIDE] = { D, D, F },
	[STYLE_GUESS] = { 5, D, 0 },
	[STYLE_HERE] = { 4, D, 0 },
	[STYLE_OPENED] = { D, D, F },
	[STYLE_NEW] = { 1, D, B }
} };

/* The hit is underlined too, to be seen in a row that is selected. */
static const struct theme mono = { {
	[STYLE_TEXT] = { D, D, 0 },
	[STYLE_DIM] = { D, D, F },
	[STYLE_BOLD] = { D, D, B },
	[STYLE_ITALIC] = { D, D, I },
	[STYLE_HEADLINE] = { D, D, B },
	[STYLE_HEADING] = { D, D, B },
	[STYLE_META] = { D, D, F },
	[STYLE_LINK] = { D, D, U },
	[STYLE_QUOTE] = { D, D, F },
	[STYLE_CODE] = { D, D, 0 },
	[STYLE_BORDER] = { D, D, F },
	[STYLE_BORDER_FOCUS] = { D, D, B },
	[STYLE_TITLE] = { D, D, 0 },
	[STYLE_TITLE_FOCUS] = { D, D, B | R },
	[STYLE_BAR] = { D, D, R },
	[STYLE_STATUS] = { D, D, 0 },
	[STYLE_ERROR] = { D, D, B },
	[STYLE_SELECTED] = { D, D, R },
	[STYLE_SELECTED_DIM] = { D, D, U },
	[STYLE_HIT] = { D, D, R | B | U },
	[STYLE_AUTHOR] = { D, D, B },
	[STYLE_COUNT_BADGE] = { D, D, F },
	[STYLE_GUIDE] = { D, D, F },
	[STYLE_GUESS] = { D, D, F },
	[STYLE_HERE] = { D, D, 0 },
	[STYLE_OPENED] = { D, D, F },
	[STYLE_NEW] = { D, D, B }
} };

static const struct {
	const char *name;
	const struct theme *theme;
} themes[] = {
	{ "dark", &dark }, { "light", &light }, { "dark8", &dark8 },
	{ "light8", &light8 }, { "mono", &mono }
};

#define NTHEMES (sizeof(themes) / sizeof(*themes))

bool
theme_named(struct theme *t, const char *name)
{
	size_t i;

	for (i = 0; i < NTHEMES; i++) {
		if (strcmp(themes[i].name, name) == 0) {
			*t = *themes[i].theme;
			return true;
		}
	}
	return false;
}

/* The first 16 as xterm has them; terminals differ a little. */
static const uint32_t palette16[16] = {
	0x000000, 0xCD0000, 0x00CD00, 0xCDCD00, 0x0000EE, 0xCD00CD, 0x00CDCD,
	0xE5E5E5, 0x7F7F7F, 0xFF0000, 0x00FF00, 0xFFFF00, 0x5C5CFF, 0xFF00FF,
	0x00FFFF, 0xFFFFFF
};

/* Levels of the 6x6x6 cube, colours 16..231. */
static const uint32_t levels[6] = { 0, 95, 135, 175, 215, 255 };

uint32_t
theme_rgb(int i)
{
	uint32_t n, grey;

	if (i < 16)
		return palette16[i < 0 ? 0 : i];
	if (i < 232) {
		n = (uint32_t)i - 16;
		return levels[n / 36] << 16 | levels[n / 6 % 6] << 8 |
		    levels[n % 6];
	}
	grey = 8 + 10 * (uint32_t)((i > 255 ? 255 : i) - 232);
	return grey << 16 | grey << 8 | grey;
}

/* Weighed as ITU-R BT.601 does. */
static bool
is_light(uint32_t rgb)
{
	return 299 * (rgb >> 16 & 255) + 587 * (rgb >> 8 & 255) +
	    114 * (rgb & 255) > 128 * 1000;
}

#define ON_DARK 252			/* greys to be read on any ... */
#define ON_LIGHT 235

static int32_t
readable_on(int32_t bg)
{
	return is_light(bg & THEME_RGB ? (uint32_t)bg & 0xFFFFFF :
	    theme_rgb((int)bg)) ? ON_LIGHT : ON_DARK;
}

struct theme_style
theme_look(const struct theme *t, enum style style, enum style overlay)
{
	struct theme_style look = t->style[style];
	const struct theme_style *o = &t->style[overlay];
	int32_t back = t->style[STYLE_TEXT].bg;

	if (overlay == STYLE_TEXT) {
		look.bg = look.bg < 0 ? back : look.bg;
		return look;
	}
	look.attrs &= ~(unsigned)THEME_DIM;
	if (look.bg >= 0 && look.bg != back) {
		look.attrs |= o->attrs & ~(unsigned)THEME_REVERSE;
		return look;
	}
	look.attrs |= o->attrs;
	if (o->attrs & THEME_REVERSE) {
		look.fg = o->fg;
		look.bg = o->bg;
	} else if (o->bg >= 0) {
		look.bg = o->bg;
		look.fg = o->fg >= 0 ? o->fg : look.fg >= 0 ? look.fg :
		    readable_on(o->bg);
	}
	return look;
}

/* Squares, weighted as the eye does. */
static uint32_t
distance(uint32_t a, uint32_t b)
{
	int r = (int)(a >> 16 & 255) - (int)(b >> 16 & 255);
	int g = (int)(a >> 8 & 255) - (int)(b >> 8 & 255);
	int bl = (int)(a & 255) - (int)(b & 255);

	return (uint32_t)(2 * r * r + 4 * g * g + 3 * bl * bl);
}

static int
nearest(uint32_t rgb, int first, int last)
{
	uint32_t d, least = UINT32_MAX;
	int i, best = first;

	for (i = first; i <= last; i++) {
		d = distance(rgb, theme_rgb(i));
		if (d < least) {
			least = d;
			best = i;
		}
	}
	return best;
}

int
theme_nearest256(uint32_t rgb)
{
	return nearest(rgb, 16, 255);
}

int
theme_nearest16(uint32_t rgb)
{
	return nearest(rgb, 0, 15);
}

int
theme_nearest8(uint32_t rgb)
{
	return nearest(rgb, 0, 7);
}

/* A number of base 10 or 16 that is all of x; -1 where it is none. */
static int32_t
number(struct slice x, int base)
{
	static const char set[] = "0123456789abcdef";
	const char *digit;
	int32_t n = 0;
	size_t i;

	if (x.len == 0 || x.len > 6)
		return -1;
	for (i = 0; i < x.len; i++) {
		digit = memchr(set, ascii_lower(x.s[i]), (size_t)base);
		if (digit == NULL)
			return -1;
		n = n * base + (int32_t)(digit - set);
	}
	return n;
}

static bool
colour_by_name(struct slice x, int32_t *colour)
{
	static const char *const names[] = {
		"black", "red", "green", "yellow", "blue", "magenta", "cyan",
		"white"
	};
	int32_t i, bright = 0;

	if (slice_istarts(x, SLICE("bright"))) {
		x = slice_from(x, 6);
		bright = 8;
	}
	for (i = 0; i < 8; i++) {
		if (slice_ieq(x, slice_z(names[i]))) {
			*colour = i + bright;
			return true;
		}
	}
	return false;
}

static bool
colour_parse(struct slice x, int32_t *colour)
{
	int32_t n;

	if (slice_ieq(x, SLICE("default"))) {
		*colour = THEME_DEFAULT;
		return true;
	}
	if (slice_istarts(x, SLICE("color"))) {
		*colour = number(slice_from(x, 5), 10);
		return *colour >= 0 && *colour <= 255;
	}
	if (x.len == 7 && *x.s == '#') {
		n = number(slice_from(x, 1), 16);
		*colour = THEME_RGB | n;
		return n >= 0;
	}
	return colour_by_name(x, colour);
}

static bool
attr_parse(struct slice x, unsigned *attrs)
{
	static const struct {
		const char *name;
		unsigned attr;
	} table[] = {
		{ "bold", THEME_BOLD }, { "dim", THEME_DIM },
		{ "italic", THEME_ITALIC }, { "underline", THEME_UNDERLINE },
		{ "reverse", THEME_REVERSE }
	};
	size_t i;

	for (i = 0; i < sizeof(table) / sizeof(*table); i++) {
		if (slice_ieq(x, slice_z(table[i].name))) {
			*attrs |= table[i].attr;
			return true;
		}
	}
	return false;
}

/* The next word of *rest; empty at the end. */
static struct slice
word(struct slice *rest)
{
	struct slice x = slice_trim(*rest);
	size_t n = 0;

	while (n < x.len && !ascii_space(x.s[n]))
		n++;
	*rest = slice_from(x, n);
	return slice_sub(x, 0, n);
}

bool
theme_set(struct theme *t, struct slice style, struct slice spec,
    struct err *err)
{
	struct theme_style got = { D, D, 0 };
	enum style s;
	struct slice x;

	if (!style_find(style, &s))
		return fail(err, "unknown style \"%.*s\"", SLICE_FMT(style));
	x = word(&spec);
	if (x.len == 0)
		return fail(err, "no colour for \"%.*s\"", SLICE_FMT(style));
	if (!colour_parse(x, &got.fg))
		return fail(err, "unknown colour \"%.*s\"", SLICE_FMT(x));
	x = word(&spec);
	if (x.len && !colour_parse(x, &got.bg))
		return fail(err, "unknown colour \"%.*s\"", SLICE_FMT(x));
	while ((x = word(&spec)).len)
		if (!attr_parse(x, &got.attrs))
			return fail(err, "unknown attribute \"%.*s\"",
			    SLICE_FMT(x));
	t->style[s] = got;
	return true;
}

/* 1 to 4 digits each. */
bool
theme_answer_is_light(const char *osc)
{
	unsigned v[3];
	uint32_t rgb = 0;
	int n[4], i;

	if (sscanf(osc, "11;rgb:%n%4x%n/%4x%n/%4x%n", &n[0], &v[0], &n[1],
	    &v[1], &n[2], &v[2], &n[3]) != 3)
		return false;
	for (i = 0; i < 3; i++) {
		int digits = n[i + 1] - n[i] - (i > 0);

		rgb = rgb << 8 | v[i] * 255 / ((1u << (4 * digits)) - 1);
	}
	return is_light(rgb);
}
