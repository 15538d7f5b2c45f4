/*
 * config: settings, colours and keys, from lede.conf(5) and from the `:`
 * prompt, which takes the same lines:
 *
 *	set NAME VALUE
 *	bind KEYS CONTEXT COMMAND [ARG]
 *	unbind KEYS CONTEXT
 *	color STYLE FG BG [ATTR...]
 *	theme NAME
 *	kill author|word "VALUE"
 *	site SITE KEY SELECTOR
 *
 * A wrong line changes nothing and is told; the others still count.
 */
#ifndef APP_CONFIG_H
#define APP_CONFIG_H

#include "app/layout.h"
#include "base/arena.h"
#include "base/err.h"
#include "doc/doc.h"
#include "load/html/site.h"
#include "ui/theme.h"
#include "view/tree.h"

struct config {
	struct theme theme;
	struct keymap *keymap;
	bool (*is_command)(const char *name);
	struct slice *values;		/* one a setting; strings, in words */
	struct sites sites;		/* rules for pages */
	struct slice line;		/* at hand, for columns of errors */
	struct buf colours;		/* color lines, kept over themes */
	struct buf kills;		/* kill lines, whole */
	int colour_count;		/* of the terminal; -1: not known yet */
	bool light;			/* the terminal said so */
	struct arena words;
};

struct config *config_new(bool (*is_command)(const char *name));
void config_free(struct config *);

/*
 * Reads path, or $XDG_CONFIG_HOME/lede/lede.conf (default ~/.config) where
 * path is NULL and that exists.  What is wrong goes to messages, as
 * "lede.conf:12: ...", in words' memory; free(3) frees messages->at.  False:
 * path was named, and could not be read.
 */
bool config_load(struct config *, const char *path, struct slices *messages,
    struct arena *words, struct err *);
/* The same for a subcommand: tells what is wrong.  False: path could not be
 * read, which was told. */
bool config_read(struct config *, const char *path);
/* Where a file of the config is: "lede.conf", "kill".  False: nobody knows. */
bool config_path(struct buf *, const char *name);
/* The same of a text that is called name. */
void config_parse(struct config *, struct slice text, const char *name,
    struct slices *messages, struct arena *words);

/* One line of it.  False: err says what is wrong. */
bool config_line(struct config *, struct slice line, struct err *);

/* The settings by name, which must exist (an assertion). */
int config_int(const struct config *, const char *name);	/* on is 1 */
const char *config_string(const struct config *, const char *name);
enum tree_order config_order(const struct config *);
enum pane config_start_pane(const struct config *);

/* Whether lines are drawn in ASCII on a terminal that has UTF-8 or not. */
bool config_ascii(const struct config *, bool utf8);
bool config_visual(const struct config *);	/* bidi is ours */

/* Settles the theme once the terminal's colours are known (0: none). */
void config_finish_theme(struct config *, int colours);

/* True where only the terminal can tell whether it is light; once told,
 * config_set_light(). */
bool config_wants_background(const struct config *);
void config_set_light(struct config *, bool light);

/* The names of settings: 0, 1, ... then NULL; what one may be, or NULL. */
const char *config_setting_name(size_t i);
const char *config_setting_words(struct slice name);

/* The first key of a command in a pane, to an empty buffer.  False: it has
 * none. */
bool config_first_key(const struct config *, enum pane, const char *command,
    struct buf *);

#endif
