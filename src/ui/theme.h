/*
 * theme: how the styles of view/style.h look.  Knows no terminal.
 */
#ifndef UI_THEME_H
#define UI_THEME_H

#include "base/err.h"
#include "base/slice.h"
#include "view/style.h"

enum {					/* a set */
	THEME_BOLD = 1, THEME_DIM = 2, THEME_ITALIC = 4, THEME_UNDERLINE = 8,
	THEME_REVERSE = 16
};

#define THEME_DEFAULT	(-1)		/* the terminal's own colour */
#define THEME_RGB	0x1000000

struct theme_style {
	int32_t fg, bg;		/* THEME_DEFAULT, 0..255, THEME_RGB | rrggbb */
	unsigned attrs;
};

struct theme {
	struct theme_style style[STYLE_N];
};

/* The built-in theme: dark, light (256 colours), dark8, light8 (the 8 of
 * every terminal), mono (attributes alone).  False: no such theme. */
bool theme_named(struct theme *, const char *name);

/*
 * Sets a style by its name to "FG BG [ATTR...]": a colour is default, one
 * of 16 names (red, brightred, ...), color0 to color255 or #rrggbb; an
 * attribute is bold, dim, italic, underline or reverse.  False: err says
 * what is wrong and nothing is changed.
 */
bool theme_set(struct theme *, struct slice style, struct slice spec,
    struct err *);

/*
 * How a style looks under an overlay (STYLE_TEXT: none).  What has a
 * background of its own, a hit, keeps it; text in the terminal's own colour,
 * which may be any, gets one that is readable on the overlay's background.
 */
struct theme_style theme_look(const struct theme *, enum style,
    enum style overlay);

/* What a colour of xterm's palette looks like, 0xrrggbb; i is 0..255. */
uint32_t theme_rgb(int i);

/* Whether a terminal's answer to OSC 11, "11;rgb:RRRR/GGGG/BBBB", means a
 * light background. */
bool theme_answer_is_light(const char *osc);

/* The colour of the palette nearest to 0xrrggbb: of the 240 that terminals
 * agree on (16..255), of the first 16, of the first 8. */
int theme_nearest256(uint32_t rgb);
int theme_nearest16(uint32_t rgb);
int theme_nearest8(uint32_t rgb);

#endif
