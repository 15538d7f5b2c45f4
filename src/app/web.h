/*
 * web: the stories around one: those its page lists, those that list it,
 * those about the same event, its versions.  What only a library knows is
 * asked of it a little at a time, so that no key waits for it.
 */
#ifndef APP_WEB_H
#define APP_WEB_H

#include "doc/doc.h"
#include "store/library.h"

enum web_group {
	WEB_PAGE,			/* listed by the page: always first */
	WEB_BACK, WEB_EVENT, WEB_VERSIONS, WEB_GROUPS
};

struct web_entry {
	enum web_group group;
	struct slice title, url;	/* url: of the page's; or empty */
	struct slice why;		/* it is here; may be empty */
	int64_t id;			/* in the library; 0: not known there,
					   or several of that headline */
	bool several;
	bool read;			/* the library has it marked so */
};

struct web {
	struct web_entry *at;		/* by group */
	size_t n, cap;
	size_t count[WEB_GROUPS];
	int64_t story;			/* whose web it is; 0: not in the
					   library, or not known yet */
	size_t stage, asked, looked;	/* how far the asking is */
	struct arena arena;		/* it owns all text */
};

/* The headlines of the page alone; story: its number, or 0. */
struct web *web_new(const struct doc *, int64_t story);
void web_free(struct web *);			/* NULL is fine */

/*
 * Asks the library a little more (a few milliseconds) about a document.
 * False: all is asked; from then on web_done().
 */
bool web_step(struct web *, const struct doc *, struct library *);
bool web_done(const struct web *);

/* What a group is called; NULL: WEB_PAGE, the pane's own name. */
const char *web_group_name(enum web_group);

/* How one comes to an entry from a story of that headline, in words:
 * "same event: Deir ez-Zor". */
void web_way(const struct web_entry *, struct slice headline, struct buf *);

#endif
