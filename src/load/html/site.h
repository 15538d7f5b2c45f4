/*
 * site: the rules of lede.conf(5) for pages that are read wrongly: which
 * elements of which pages are what.  This is the list; named.h is what it
 * does to a page.
 */
#ifndef LOAD_HTML_SITE_H
#define LOAD_HTML_SITE_H

#include "base/arena.h"
#include "base/err.h"

struct selector;

enum site_key {
	SITE_TITLE, SITE_SUBTITLE, SITE_AUTHOR, SITE_TIME, SITE_UPDATED,
	SITE_SECTION, SITE_TAGS, SITE_BODY, SITE_REMOVE, SITE_CAPTION,
	SITE_CREDIT, SITE_RELATED, SITE_COMMENT, SITE_COMMENT_AUTHOR,
	SITE_COMMENT_TIME, SITE_COMMENT_TEXT, SITE_COMMENT_REPLY,
	SITE_KEYS
};

struct site_rule {			/* strings are of the list's arena */
	struct slice site;		/* which pages: host or path, as
					   written, "~" expanded */
	enum site_key key;
	const struct selector *selector; /* NULL: there is no such thing */
	struct slice text;		/* the selector as written */
	struct slice attr;		/* that has the value; or empty */
};

struct sites {				/* zeroed is empty */
	struct arena arena;
	struct site_rule *rules;
	size_t n, cap;
};

/*
 * Adds the rule "SITE KEY SELECTOR [@ATTRIBUTE]" or "SITE KEY none"; the
 * selector may stand in double quotes.  False: err says what is wrong, *at
 * where in the line.
 */
bool sites_add(struct sites *, struct slice line, size_t *at, struct err *);
void sites_free(struct sites *);

/* Whether the rule is for the page of this address and file.  Either may
 * be empty; the file's path is absolute. */
bool site_rule_is_for(const struct site_rule *, struct slice url,
    struct slice path);
bool site_rule_wants_path(const struct site_rule *);

const char *site_key_name(size_t key);	/* NULL past the last */

#endif
