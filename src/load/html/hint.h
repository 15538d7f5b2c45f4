/*
 * hint: what the words of a class, id, role or itemprop suggest about an
 * element.  Hints only tip the scales: structure decides, and a hint that
 * would throw away most of a page is not believed (page.c).
 */
#ifndef LOAD_HTML_HINT_H
#define LOAD_HTML_HINT_H

#include "load/html/tree.h"

enum {					/* a set */
	HINT_NAV = 1 << 0,		/* menus, breadcrumbs, pagers */
	HINT_FOOT = 1 << 1,
	HINT_ASIDE = 1 << 2,		/* sidebars, widgets */
	HINT_COMMENT = 1 << 3,
	HINT_SHARE = 1 << 4,
	HINT_RELATED = 1 << 5,		/* other stories */
	HINT_AD = 1 << 6,
	HINT_FORM = 1 << 7,		/* newsletters, log-ins, cookies */
	HINT_META = 1 << 8,		/* the line under a headline */
	HINT_AUTHOR = 1 << 9,
	HINT_DATE = 1 << 10,
	HINT_TAGS = 1 << 11,
	HINT_CAPTION = 1 << 12,
	HINT_CREDIT = 1 << 13,
	HINT_BODY = 1 << 14,		/* the running text */
	HINT_LEDE = 1 << 15,		/* the standfirst */
	HINT_POST = 1 << 16,		/* one of a row of messages */
	HINT_SCORE = 1 << 17,		/* votes, likes */
	HINT_TITLE = 1 << 18,
	HINT_QUOTE = 1 << 19,
	HINT_CRUMB = 1 << 20,
	HINT_REPLY = 1 << 21,
	HINT_HIDDEN = 1 << 22,		/* for screen readers, print .. */
	HINT_SIGNATURE = 1 << 23,
	HINT_ARTICLE = 1 << 24,		/* microdata says: the article's text */
	HINT_FIGURE = 1 << 25,		/* a picture and what belongs to it */
	HINT_BUTTON = 1 << 26,

	HINT_JUNK = HINT_NAV | HINT_FOOT | HINT_ASIDE | HINT_SHARE |
	    HINT_RELATED | HINT_AD | HINT_FORM
};

#define HINT_SLOTS 512			/* a power of two */

/* What was asked before: a page has few classes, and each often.  Zeroed is
 * empty; the strings asked about must outlive it. */
struct hints {
	struct {
		struct slice value;
		uint32_t hints;
		bool class;		/* of all of a class attribute */
	} slots[HINT_SLOTS];
};

/* The hints of an element's own attributes. */
uint32_t hint_node(struct hints *, const struct node *);

/* The hints of one class or id, such as "article-body relatedLinks". */
uint32_t hint_words(struct slice value);

/* The same, remembered. */
uint32_t hint_recall(struct hints *, struct slice value);

#endif
