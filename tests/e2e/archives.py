#!/usr/bin/env python3
"""usage: archives.py DIR: documents in every kind of file that lede reads
several of.  Their texts are of no publisher."""
import gzip
import json
import os
import sys


def page(i):
    text = "".join(
        "<p>The %dth sack of day %d was carried over the bridge by the "
        "miller, who counted them all and wrote down %d, as he did every "
        "day of that long year.</p>" % (k + 2, i, i * 7 + k)
        for k in range(5))
    return ("<html lang=en><head><title>Quarry %d opens</title></head><body>"
            "<article><h1>Quarry %d opens</h1>%s</article></body></html>"
            % (i, i, text)).encode()


def record(i):
    body = (b"HTTP/1.1 200 OK\r\n"
            b"Content-Type: text/html; charset=utf-8\r\n\r\n" + page(i))
    return (b"WARC/1.0\r\nWARC-Type: response\r\n"
            b"WARC-Target-URI: https://example.org/q/%d\r\n"
            b"Content-Type: application/http; msgtype=response\r\n"
            b"Content-Length: %d\r\n\r\n" % (i, len(body))) + body + b"\r\n\r\n"


def message(i, k):
    answers = "References: <m%d.0@x>\n" % i if k else ""
    return ("From: P%d <p%d@x>\nMessage-ID: <m%d.%d@x>\n"
            "Date: Mon, 5 Jan 2026 1%d:00:00 +0000\nSubject: Talk %d\n%s\n"
            "Words of message %d in talk %d.\n\n"
            % (k, k, i, k, k, i, answers, k, i))


def box(first, n):
    return "".join(
        "From p%d@x Mon Jan  5 10:0%d:00 2026\n%s" % (k, k, message(i, k))
        for k in range(3) for i in range(first, first + n)).encode()


def line(i):
    return json.dumps({
        "source": "x", "format": "html", "truncated": False,
        "charset": {"name": "UTF-8", "from": "bom", "confidence": 1.0,
                    "errors": 0},
        "url": "https://example.org/l/%d" % i, "headline": "Line %d" % i,
        "body": [{"kind": "paragraph", "text": "Line %d is written on a "
                  "page that nobody has read so far, number %d of many." %
                  (i, i * 31)}],
        "comments": [{"id": "c1", "author": "Ann", "text": "So be it."}],
    }, separators=(",", ":")).encode() + b"\n"


def put(name, data):
    path = os.path.join(sys.argv[1], name)
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "wb") as f:
        f.write(data)


def pack(data):
    return gzip.compress(data, mtime=0)


put("plain.warc", b"".join(record(i) for i in range(4)))
put("members.warc.gz", b"".join(pack(record(i)) for i in range(10, 14)))
put("whole.warc.gz", pack(b"".join(record(i) for i in range(20, 24))))
put("plain.jsonl", b"".join(line(i) for i in range(4)))
put("packed.jsonl.gz", pack(b"".join(line(i) for i in range(10, 14))))
put("plain.mbox", box(0, 4))
put("packed.mbox.gz", pack(box(10, 4)))
put("one.mbox", box(20, 1))
for sub in ("cur", "new", "tmp"):
    os.makedirs(os.path.join(sys.argv[1], "maildir", sub))
for k in range(3):
    for i in range(30, 33):
        put("maildir/cur/%d.%d" % (i, k), message(i, k).encode())
        put("news/%d%d" % (i, k), message(i + 10, k).encode())
put("page.html", page(40))
put("page.html.gz", pack(page(41)))
put("dos.txt", "Кружка\r\n\r\nКружка стояла на столе, и никто её не трогал, "
    "пока не пришёл мельник.\r\n".encode("cp866"))
put("wide.txt", "Die Mühle\n\nSie stand still, sagte der Müller, und das "
    "schon seit dem frühen Morgen.\n".encode("utf-16"))
