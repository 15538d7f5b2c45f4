#!/usr/bin/env python3
"""usage: onterm.py [--raw] COLSxROWS [see TEXT|keys KEYS]... -- COMMAND...

Runs COMMAND on a terminal of its own.  "see" waits for a text, "keys" sends
characters (\\e, \\n and the like as in C); then it waits for the end.  Prints
what came since the last keys, without escape sequences, or with --raw all
that came; ends with COMMAND's status, or with 124 where a text was not seen
or the end did not come."""
import fcntl
import os
import pty
import re
import select
import signal
import struct
import sys
import termios
import time

PATIENCE = 20           # seconds
ESCAPES = re.compile(rb"\x1b(\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(\x07|\x1b\\)"
                     rb"|[()][0AB]|[=>78cHM])|[\x0e\x0f\r]")


class Terminal:
    def __init__(self, size, command):
        cols, rows = map(int, size.split("x"))
        self.pid, self.fd = pty.fork()
        if self.pid == 0:
            fcntl.ioctl(0, termios.TIOCSWINSZ,
                        struct.pack("HHHH", rows, cols, 0, 0))
            os.execvp(command[0], command)
        self.came = self.all = b""

    def text(self):
        return ESCAPES.sub(b"", self.came).decode("utf-8", "replace")

    def take(self):
        """False: nothing comes any more."""
        if select.select([self.fd], [], [], 0.1)[0]:
            try:
                some = os.read(self.fd, 65536)
            except OSError:
                some = b""
            self.came += some
            self.all += some
            return bool(some)
        return True

    def until(self, done):
        end = time.monotonic() + PATIENCE
        while not done():
            if time.monotonic() > end:
                return False
            if not self.take() and not done():
                return False
        return True

    def end(self):
        """The status; 124: it had to be killed."""
        self.until(lambda: False)       # until the terminal is closed
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            if pid:
                return os.waitstatus_to_exitcode(status)
            time.sleep(0.01)
        os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)
        return 124


def main(size, *rest):
    raw = size == "--raw"
    if raw:
        size, rest = rest[0], rest[1:]
    at = rest.index("--")
    steps, command = list(rest[:at]), rest[at + 1:]
    t = Terminal(size, command)
    seen = True
    while steps and seen:
        kind, what = steps.pop(0), steps.pop(0)
        if kind == "see":
            seen = t.until(lambda: what in t.text())
        else:
            t.came = b""
            os.write(t.fd, what.encode("latin-1", "backslashreplace")
                     .decode("unicode_escape").encode("utf-8"))
    if not seen:
        os.kill(t.pid, signal.SIGTERM)
    status = t.end()
    sys.stdout.buffer.write(t.all if raw else t.text().encode())
    return status % 256 if seen else 124


sys.exit(main(*sys.argv[1:]))
