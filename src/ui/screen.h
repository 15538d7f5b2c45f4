/*
 * screen: the terminal.  The only file that knows curses.  Everything given
 * to it is drawn into memory; screen_flush() sends what changed, once a turn
 * of the loop.  Text passes the gate once more here: a control character
 * is never sent.
 */
#ifndef UI_SCREEN_H
#define UI_SCREEN_H

#include "base/err.h"
#include "ui/key.h"
#include "ui/theme.h"
#include "view/row.h"

struct screen;

struct screen_options {
	int in, out;			/* file descriptors of the terminal */
	bool mouse;
	bool ascii;			/* lines and marks in ASCII */
	bool utf8;			/* the terminal is given UTF-8 */
	bool colour;			/* false: NO_COLOR */
	bool visual;			/* rows come in visual order: the
					   terminal is to reorder nothing */
};

enum mouse_kind {
	MOUSE_NONE, MOUSE_CLICK, MOUSE_DOUBLE, MOUSE_UP, MOUSE_DOWN
};

struct mouse {
	enum mouse_kind kind;
	int x, y;
};

/* NULL: err says why. */
struct screen *screen_open(const struct screen_options *, struct err *);

/* A screen of that size without a terminal, for tests. */
struct screen *screen_open_headless(int cols, int rows);

void screen_close(struct screen *);	/* restores the terminal; NULL too */

/* Restores the terminal in a signal handler or out of memory, whoever has
 * it open; does nothing where nobody has. */
void screen_emergency(void);

int screen_cols(const struct screen *);
int screen_rows(const struct screen *);
int screen_colours(const struct screen *);	/* 0: none */

/*
 * Asks a terminal that is known to answer for its background (OSC 11).  The
 * answer comes as K_BACKGROUND; screen_is_light() is true from then on if
 * it was light.
 */
void screen_ask_background(struct screen *);
bool screen_is_light(const struct screen *);

void screen_resize(struct screen *, int cols, int rows); /* 0, 0: ask it */
void screen_theme(struct screen *, const struct theme *);	/* copied */

/* These options, changed. */
void screen_set(struct screen *, bool ascii, bool mouse, bool visual);
bool screen_is_utf8(const struct screen *);

void screen_clear(struct screen *);

/* Draws a row at x, y, cut and filled to width; its overlay covers all. */
void screen_row(struct screen *, int x, int y, int width,
    const struct row *);
/* The same of a text in one style, with "…" where it is cut. */
void screen_text(struct screen *, int x, int y, int width, struct slice,
    enum style);
void screen_cursor(struct screen *, int x, int y, bool visible);
void screen_flush(struct screen *);
void screen_repaint(struct screen *);	/* all of it, at the next flush */

/* The next key, or K_NONE when none is waiting (K_EOF: the terminal is
 * gone).  K_MOUSE fills mouse. */
uint32_t screen_key(struct screen *, struct mouse *);

/* Bytes straight to the terminal (OSC 52).  The caller answers for them. */
void screen_raw(struct screen *, struct slice);

/* Gives the terminal to somebody else, and takes it back. */
void screen_suspend(struct screen *);
void screen_resume(struct screen *);

/* What is on the screen, as text, and as a grid of letters for the looks
 * with a legend, for tests. */
void screen_dump(struct screen *, struct buf *);

#endif
