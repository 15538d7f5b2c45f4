/*
 * cat_cmd: the subcommand "cat": documents printed as JSON Lines, text or
 * Markdown.
 */
#ifndef APP_CAT_CMD_H
#define APP_CAT_CMD_H

/*
 * argv[0] is the subcommand's name.  The exit status: 0 done, 1 some input
 * could not be read or the output not be written, 2 wrong usage.
 */
int cmd_cat(int argc, char **argv);

#endif
