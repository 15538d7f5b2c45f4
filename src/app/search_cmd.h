/*
 * search_cmd: the subcommand "search": stories of the library, a line each.
 */
#ifndef APP_SEARCH_CMD_H
#define APP_SEARCH_CMD_H

/* The exit status: 0 done, whatever was found; 1 the library could not be
 * read or the output not be written; 2 wrong usage, a wrong query too. */
int cmd_search_library(int argc, char **argv);

#endif
