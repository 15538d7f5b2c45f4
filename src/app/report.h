/*
 * report: what went wrong, as one line on standard error.  Names and words
 * in it may come from anywhere: no control character reaches the terminal.
 */
#ifndef APP_REPORT_H
#define APP_REPORT_H

#include "base/buf.h"

/* "lede: PATH: ..."; without path where that is NULL. */
void report(const char *path, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));

/* Wrong usage of a subcommand (NULL: of lede itself): "lede cat: ...; try
 * 'lede --help'".  Always 2, the exit status. */
int report_usage(const char *command, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));

/* Appends z as one line that is safe to show: clean UTF-8, no tab, no
 * newline. */
void report_clean(struct buf *, const char *z);

#endif
