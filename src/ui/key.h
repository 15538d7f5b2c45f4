/*
 * key: what a key is: a code point, or one of these.  Control keys are their
 * C0 codes (Tab 9, Enter 13, Esc 27); backspace is always K_BS, whichever
 * of 8 and 127 the terminal sends.
 */
#ifndef UI_KEY_H
#define UI_KEY_H

#include <stdint.h>

#define K_TAB	9u
#define K_ENTER	13u
#define K_ESC	27u
#define K_BS	127u
#define K_CTRL(c) ((uint32_t)(c) & 0x1F)

enum {					/* past the last code point */
	K_NONE = 0x110000, K_UNKNOWN, K_BACKGROUND,
	K_UP, K_DOWN, K_LEFT, K_RIGHT, K_HOME, K_END, K_PGUP, K_PGDN,
	K_INS, K_DEL, K_BTAB,
	K_F1, K_F2, K_F3, K_F4, K_F5, K_F6, K_F7, K_F8, K_F9, K_F10, K_F11,
	K_F12,
	K_MOUSE, K_RESIZE, K_EOF,
	K_PASTE, K_PASTE_END		/* around what is pasted */
};

#endif
