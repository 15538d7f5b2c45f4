/*
 * import_cmd: the subcommand "import": documents into the library.
 */
#ifndef APP_IMPORT_CMD_H
#define APP_IMPORT_CMD_H

/* The exit status: 0 done, 1 some input could not be read or the library not
 * be written, 2 wrong usage, 128 and the number of the signal that ended
 * it. */
int cmd_import(int argc, char **argv);

#endif
