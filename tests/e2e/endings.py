#!/usr/bin/env python3
"""usage: endings.py LEDE

However the reader ends, its terminal is as it was: modes, alternate screen,
cursor, keypad, mouse.  Each scene has a terminal of its own; waits are for
bytes or for the end of the process.
"""
import fcntl
import os
import pty
import re
import resource
import select
import signal
import struct
import sys
import tempfile
import termios
import time

LIMIT = 60                      # seconds until a wait has failed
CHECKED = os.environ.get("SAN") or os.environ.get("VALGRIND")
# Private modes that are off before and after; the cursor's (25) is on.
OFF = {1: "keypad", 1000: "mouse", 1002: "mouse", 1003: "mouse",
       1006: "mouse", 1049: "alternate screen", 2004: "pastes"}
# What a program cannot know of, or that brings it to an end at once.
ENDING = ("TERM", "HUP", "INT", "QUIT")
CRASHES = ("SEGV", "BUS", "ABRT", "FPE", "ILL", "SYS")
NOT_UNDER_VALGRIND = ("BUS", "FPE", "ILL", "SYS")   # it takes them for its own
OTHERS = ("USR1", "USR2", "ALRM", "VTALRM", "PROF", "XCPU")
passed = failed = skipped = 0


def check(what, good, told=""):
    global passed, failed
    if good:
        passed += 1
    else:
        failed += 1
        print("FAIL: %s: %s" % (what, str(told)[-1500:]), flush=True)


def skip(what, why):
    global skipped
    skipped += 1
    print("skipped: %s (%s)" % (what, why))


def own_terminal(slave, closed, blocked):
    os.setsid()
    fcntl.ioctl(slave, termios.TIOCSCTTY, 0)
    for fd in range(3):
        if fd in closed:
            os.close(fd)
        else:
            os.dup2(slave, fd)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    # Python ignores some.
    for number in (signal.SIGPIPE, signal.SIGXFSZ):
        signal.signal(number, signal.SIG_DFL)
    signal.pthread_sigmask(signal.SIG_BLOCK, blocked)


class Scene:
    def __init__(self, name, args, closed=(), blocked=()):
        self.name, self.out, self.status = name, b"", None
        self.master, self.slave = pty.openpty()
        fcntl.ioctl(self.slave, termios.TIOCSWINSZ,
                    struct.pack("HHHH", 30, 100, 0, 0))
        self.before = termios.tcgetattr(self.slave)
        self.pid = os.fork()
        if self.pid == 0:
            try:
                own_terminal(self.slave, closed, blocked)
                os.closerange(3, 64)
                os.execv(LEDE, ["lede"] + args)
            finally:
                os._exit(126)

    def read(self, seconds):
        if not select.select([self.master], [], [], seconds)[0]:
            return False
        self.out += os.read(self.master, 1 << 16)
        return True

    def see(self, text):
        end = time.monotonic() + LIMIT
        while text not in self.out and time.monotonic() < end:
            if not self.read(0.2) and self.ended():
                break
        check("%s: never saw %r" % (self.name, text), text in self.out,
              self.out)
        return self

    def keys(self, text):
        os.write(self.master, text)
        return self

    def kill(self, name):
        os.kill(self.pid, getattr(signal, "SIG" + name))
        return self

    def ended(self):
        if self.status is None:
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            if pid:
                self.status = os.waitstatus_to_exitcode(status)
        return self.status is not None

    def wait(self, master=True):
        end = time.monotonic() + LIMIT
        while not self.ended() and time.monotonic() < end:
            if master:
                self.read(0.05)
            else:
                time.sleep(0.05)
        if self.status is None:
            os.kill(self.pid, signal.SIGKILL)
            os.waitpid(self.pid, 0)
            self.status = "hung"
        while master and self.read(0):
            pass
        return self

    def restored(self, *want):
        """It ended so, and the terminal is as it was."""
        self.wait()
        check(self.name + ": ended with", self.status in want, self.status)
        check(self.name + ": modes of the line",
              termios.tcgetattr(self.slave) == self.before)
        self.modes()
        os.close(self.master)
        os.close(self.slave)

    def modes(self):
        modes = {}
        for numbers, on in re.findall(rb"\x1b\[\?([\d;]+)([hl])", self.out):
            for number in numbers.split(b";"):
                modes[int(number)] = on == b"h"
        for number, what in OFF.items():
            check("%s: %s is left on" % (self.name, what),
                  not modes.get(number), modes)
        check(self.name + ": the cursor stays hidden", modes.get(25, True))


def reader(name, *args, **how):
    return Scene(name, list(args) or [STORY], **how).see(b"Harbour")


def by_signals():
    for name in ENDING:
        reader("SIG" + name).kill(name).restored(
            -getattr(signal, "SIG" + name))
    for name in CRASHES:
        if os.environ.get("VALGRIND") and name in NOT_UNDER_VALGRIND:
            skip("SIG" + name, "valgrind cannot pass it on")
            continue
        s = reader("SIG" + name)
        s.kill(name).restored(-getattr(signal, "SIG" + name))
        check("SIG%s: nothing is said" % name,
              s.out.endswith(b"\r\n") and b"lede: " in s.out[-200:], s.out)
    for name in OTHERS:
        reader("SIG" + name).kill(name).restored(
            -getattr(signal, "SIG" + name))
    s = reader("SIGPIPE").kill("PIPE").keys(b"?").see(b"Keys and commands")
    s.keys(b"qq").restored(0)


# Keys, and what is seen after them.
PLACES = {"prompt": (b":order", b"order"), "search": (b"/storm", b"storm"),
          "help": (b"?", b"Keys and commands"),
          "charset": (b":charset koi8-r\r", b"read as")}


def in_places():
    for place, (keys, text) in PLACES.items():
        for name in "TERM", "SEGV":
            s = reader("SIG%s, %s" % (name, place)).keys(keys).see(text)
            s.kill(name).restored(-getattr(signal, "SIG" + name))
    # Of a group that nobody can continue: ^Z is without effect.
    s = reader("^Z without a shell").keys(b"\x1a?").see(b"Keys and commands")
    s.keys(b"qq").restored(0)


def without_streams():
    for closed in (0,), (2,), (0, 2):
        reader("closed %s" % (closed,), closed=closed).keys(b"q").restored(0)
    for blocked in (), (signal.SIGHUP,):
        s = reader("terminal gone, blocked %s" % (blocked,), blocked=blocked)
        os.close(s.slave)
        os.close(s.master)
        s.wait(False)
        check(s.name + ": lives on or crashed",
              s.status in (-signal.SIGHUP, 0), s.status)
    s = reader("keys gone").keys(b"\x04").keys(b"?").see(b"Keys and")
    s.keys(b"qq").restored(0)


def without_memory(dir):
    """A document that is more than there is."""
    if CHECKED:
        skip("out of memory", "a checked program needs it all")
        return
    path = os.path.join(dir, "b.txt")
    with open(path, "wb") as f:
        f.write(b"A line of a long text.\n" * 1000000)
    s = reader("no memory", STORY, path)
    resource.prlimit(s.pid, resource.RLIMIT_AS, (40 << 20, 40 << 20))
    s.keys(b"J").restored(1)
    check("no memory: it is said", b"lede: out of memory" in s.out[-200:],
          s.out)


def main():
    global LEDE, STORY
    LEDE = os.path.abspath(sys.argv[1])
    with tempfile.TemporaryDirectory(prefix="lede-endings.") as dir:
        for name in list(os.environ):
            if name.startswith(("XDG_", "LEDE_")) or name in (
                    "LINES", "COLUMNS", "NO_COLOR"):
                del os.environ[name]
        os.environ.update(HOME=dir, TERM="xterm-256color",
                          LC_ALL="C.UTF-8")
        STORY = os.path.join(dir, "a.html")
        with open(STORY, "w") as f:
            f.write("<title>Harbour</title><article><h1>Harbour</h1><p>It is "
                    "open again after the storm, and the ferry runs.")
        by_signals()
        in_places()
        without_streams()
        without_memory(dir)
    print("endings: %d passed, %d failed%s" % (passed, failed, ", %d skipped"
          % skipped if skipped else ""))
    sys.exit(failed > 0)


main()
