/*
 * loop: the reader: terminal, signals, keys, drawing.
 */
#ifndef APP_LOOP_H
#define APP_LOOP_H

#include <stdbool.h>
#include <stddef.h>

struct read_options {
	const char *charset;		/* --charset, or NULL */
	bool no_repair;			/* --no-repair */
	bool no_state;			/* --no-state */
	const char *url;		/* --url, or NULL */
	const char *config;		/* --config: a path, or NULL */
	const char *library;		/* --library: a path, or NULL */
	char **paths;
	size_t npaths;			/* 0: the library is read */
};

/* Reads documents on the terminal until the reader quits.  The exit status
 * for main(). */
int read_documents(const struct read_options *);

#endif
