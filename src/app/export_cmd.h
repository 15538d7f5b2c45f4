/*
 * export_cmd: the subcommand "export": the library out of the library.
 */
#ifndef APP_EXPORT_CMD_H
#define APP_EXPORT_CMD_H

/* argv[0] is "export"; the exit status. */
int cmd_export(int argc, char **argv);

#endif
