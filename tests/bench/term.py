"""A program in a terminal of its own, 120x40, and how long it takes there."""
import fcntl
import os
import pty
import select
import signal
import struct
import termios
import time

COLS, ROWS = 120, 40
QUIET = 0.04        # s without a byte: what a key draws is drawn


class Terminal:
    def __init__(self, cmd):
        self.start = time.perf_counter()
        self.pid, self.fd = pty.fork()
        if self.pid == 0:
            fcntl.ioctl(0, termios.TIOCSWINSZ,
                        struct.pack("HHHH", ROWS, COLS, 0, 0))
            os.environ["TERM"] = "xterm-256color"
            os.execvp(cmd[0], cmd)

    def read(self, timeout):
        """What the program writes; None: nothing for so long, or its end"""
        if not select.select([self.fd], [], [], timeout)[0]:
            return None
        try:
            return os.read(self.fd, 1 << 16) or None
        except OSError:
            return None

    def until(self, marker, limit):
        """ms from the start until marker was written; None: it never was"""
        seen = b""
        while marker not in seen:
            data = self.read(limit)
            if data is None:
                return None
            seen = seen[-200:] + data
        return (time.perf_counter() - self.start) * 1000

    def settle(self, quiet=0.3):
        while self.read(quiet):
            pass

    def key(self, key):
        """ms from the key to the last byte before a silence, or None where
        it draws nothing; bytes"""
        start, last, n = time.perf_counter(), None, 0
        os.write(self.fd, key.encode())
        while data := self.read(QUIET if last else 0.25):
            last = time.perf_counter()
            n += len(data)
        return (last - start) * 1000 if last else None, n

    def peak(self):
        """MiB of memory at most, so far"""
        with open(f"/proc/{self.pid}/status") as f:
            return [int(x.split()[1]) / 1024 for x in f
                    if x.startswith("VmHWM")][0]

    def close(self):
        os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)
        os.close(self.fd)
