#!/usr/bin/env python3
"""Writes src/load/html/entity_table.c from Python's html.entities.html5,
which is the table of HTML section 13.5.

    python3 tests/gen/entities.py >src/load/html/entity_table.c

A name stands once, without its semicolon; LEGACY marks those that are
known without one.  Records of a bucket lie one after the other:

    name length, value length (| LEGACY), name, value in UTF-8
"""
from html.entities import html5

BUCKETS = 1024
LEGACY = 0x80


def bucket(name):
    h = 0
    for c in name.encode():
        h = (h * 33 + c) & 0xFFFFFFFF
    return (h ^ h >> 10) % BUCKETS


def literal(data):
    return "".join(chr(c) if 0x20 <= c < 0x7F and c not in b'"\\?'
                   else "\\%03o" % c for c in data)


def record(name):
    value = html5[name + ";"].encode()
    legacy = LEGACY if name in html5 else 0
    if name in html5:
        assert html5[name] == html5[name + ";"]
    return bytes([len(name), len(value) | legacy]) + name.encode() + value


names = sorted(n[:-1] for n in html5 if n.endswith(";"))
assert len(html5) == 2231 and all(n.isalnum() for n in names)
buckets = [[] for _ in range(BUCKETS)]
for n in names:
    buckets[bucket(n)].append(record(n))

print("/* Made by tests/gen/entities.py; do not edit. */")
print('#include "load/html/entity_table.h"\n')
first, at = [], 0
for b in buckets:
    first.append(at)
    at += sum(map(len, b))
first.append(at)
assert at < 65536
print("const uint16_t entity_first[ENTITY_BUCKETS + 1] = {")
for i in range(0, len(first), 10):
    print("\t" + " ".join("%d," % n for n in first[i:i + 10]))
print("};\n\nconst char entity_pool[] =")
records = [literal(r) for b in buckets for r in b]
line, lines = "", []
for r in records:
    if line and len(line) + len(r) > 62:
        lines.append(line)
        line = ""
    line += r
lines.append(line)
print("\n".join('    "%s"' % s for s in lines) + ";")
