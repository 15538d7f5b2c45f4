/*
 * command: the one table of commands.  It makes the default key map, the
 * `:` prompt with its completion, the `?` pane, the key tables of the man
 * page and what the config may bind.
 */
#ifndef APP_COMMAND_H
#define APP_COMMAND_H

#include "app/app.h"
#include "app/keymap.h"

struct command {
	const char *name;
	const char *keys;	/* default keys, blanks between; NULL: none */
	enum key_context where;
	/* NULL: the line is one of lede.conf(5)'s. */
	void (*run)(struct app *, struct slice arg);
	const char *arg;	/* what it takes, for the help; NULL: nothing */
	const char *help;
};

/* The table; the last one's name is NULL. */
extern const struct command commands[];

bool command_exists(const char *name);

/* Binds the default keys. */
void commands_bind(struct keymap *);

/* Completes what is typed at the `:` prompt; again: the next candidate. */
void command_complete(struct app *, struct prompt *);

/* The same at the prompt of a query: fields, and names that the library has
 * of their kind. */
void query_complete(struct app *, struct prompt *);

/* Gives the document as text to a shell command of the user's. */
void command_pipe(struct app *, struct slice shell_command);

/* The key tables for lede(1), as mdoc. */
void commands_mdoc(struct buf *);

#endif
