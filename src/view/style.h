/*
 * style: what a piece of a row is; ui/theme.h says how that looks.
 */
#ifndef VIEW_STYLE_H
#define VIEW_STYLE_H

#include "base/slice.h"

enum style {
	STYLE_TEXT, STYLE_DIM, STYLE_BOLD, STYLE_ITALIC, STYLE_HEADLINE,
	STYLE_HEADING, STYLE_META, STYLE_LINK, STYLE_QUOTE, STYLE_CODE,
	STYLE_BORDER, STYLE_BORDER_FOCUS, STYLE_TITLE, STYLE_TITLE_FOCUS,
	STYLE_BAR, STYLE_STATUS, STYLE_ERROR, STYLE_SELECTED,
	STYLE_SELECTED_DIM, STYLE_HIT, STYLE_AUTHOR, STYLE_COUNT_BADGE,
	STYLE_GUIDE, STYLE_GUESS, STYLE_HERE, STYLE_OPENED, STYLE_NEW,
	STYLE_N
};

/* As config files write it: "border-focus".  Static. */
const char *style_name(enum style);

/* The style of that name, ASCII case ignored.  False: there is none. */
bool style_find(struct slice name, enum style *);

#endif
