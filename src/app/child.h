/*
 * child: other programs: a browser, an editor, a shell command.  The
 * terminal is theirs meanwhile where they need it.  False: err says why one
 * could not be run, or how it failed.
 */
#ifndef APP_CHILD_H
#define APP_CHILD_H

#include "base/err.h"
#include "base/slice.h"
#include "ui/screen.h"

/*
 * Runs `program` (words of a setting, no shell) with arg added, beside us;
 * its output goes nowhere.  Only http, https, ftp, gemini and mailto links
 * are given away.
 */
bool child_browse(const char *program, struct slice url, struct err *);

/* Runs program, as $EDITOR is understood (by the shell, with the path as
 * its argument), in the foreground. */
bool child_edit(struct screen *, const char *program, const char *path,
    struct err *);

/* Runs a shell command of the user's with text on its standard input, in
 * the foreground, and waits for Enter when it is done. */
bool child_pipe(struct screen *, struct slice command, struct slice text,
    struct err *);

#endif
