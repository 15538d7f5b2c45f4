/*
 * decode_cmd: the subcommands "detect" and "decode".  argv[0] is the
 * subcommand's name.  Each returns the exit status: 0 done, 1 some input
 * could not be read, 2 wrong usage.
 */
#ifndef APP_DECODE_CMD_H
#define APP_DECODE_CMD_H

int cmd_detect(int argc, char **argv);
int cmd_decode(int argc, char **argv);

#endif
