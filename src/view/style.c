#include "view/style.h"

static const char *const names[STYLE_N] = {
	[STYLE_TEXT] = "text", [STYLE_DIM] = "dim", [STYLE_BOLD] = "bold",
	[STYLE_ITALIC] = "italic", [STYLE_HEADLINE] = "headline",
	[STYLE_HEADING] = "heading", [STYLE_META] = "meta",
	[STYLE_LINK] = "link", [STYLE_QUOTE] = "quote",
	[STYLE_CODE] = "code", [STYLE_BORDER] = "border",
	[STYLE_BORDER_FOCUS] = "border-focus", [STYLE_TITLE] = "title",
	[STYLE_TITLE_FOCUS] = "title-focus", [STYLE_BAR] = "bar",
	[STYLE_STATUS] = "status", [STYLE_ERROR] = "error",
	[STYLE_SELECTED] = "selected",
	[STYLE_SELECTED_DIM] = "selected-dim", [STYLE_HIT] = "hit",
	[STYLE_AUTHOR] = "author", [STYLE_COUNT_BADGE] = "count-badge",
	[STYLE_GUIDE] = "guide", [STYLE_GUESS] = "guess",
	[STYLE_HERE] = "here", [STYLE_OPENED] = "opened",
	[STYLE_NEW] = "new"
};

const char *
style_name(enum style s)
{
	return s < STYLE_N ? names[s] : "?";
}

bool
style_find(struct slice name, enum style *s)
{
	size_t i;

	for (i = 0; i < STYLE_N; i++) {
		if (slice_ieq(name, slice_z(names[i]))) {
			*s = (enum style)i;
			return true;
		}
	}
	return false;
}
