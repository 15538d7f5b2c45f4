#!/usr/bin/env python3
"""usage: corpus.py [--check | --truth] [DIR]   write the documents into DIR

The texts are UTF-8 in tests/gen/corpus/; this turns them into pages, in the
encodings they would have in the wild, the same bytes at every run.  --check
writes nothing and exits with 1 where DIR differs; --truth prints, as JSON,
the true parent of every comment, a file a line.

In a source, {{charset}} is the label of the encoding, and a block

    {{comments STYLE}}
    = Name | 2024-05-14T09:30:00+02:00 | 12
    Text, paragraphs by blank lines, "> " quotes.
    == Name | ...
    {{end}}

becomes comments as STYLE has them; as many "=" as the comment is deep.  Time
and score may be missing.  In dumps "-Name" has an "avatar", behind which the
name is lost unless the comment is a reply.
"""
import gzip
import json
import os
import random
import re
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
SRC = os.path.join(HERE, "corpus")

# file, Python's codec, the label that a page declares, what it shows
FILES = [
    ("00-tour.html", "utf-8", "utf-8",
     "the tour: a page with nested comments"),
    ("01-clock-vote.txt", "utf-8", None,
     "page dump: people hidden behind avatars, names of those answered"),
    ("02-eleven-minutes.html", "utf-8", "utf-8",
     "a long read, JSON-LD, figure"),
    ("03-clock-debate.txt", "utf-8", None,
     "page dump with more than 300 comments, up to 18 deep"),
    ("04-uhrmacher.html", "cp1252", "windows-1252",
     "German newspaper, JSON-LD, figure"),
    ("05-horloge.html", "iso8859-15", "iso-8859-15",
     "French newspaper, comments in nested boxes with points"),
    ("06-church-time.html", "utf-8", "utf-8",
     "forum thread: flat posts that quote each other"),
    ("07-second-face.html", "utf-8", "utf-8",
     "newspaper, 40 nested comments with scores and times"),
    ("10-rzeka.html", "iso8859-2", "iso-8859-2",
     "Polish newspaper, laid out with tables"),
    ("11-reka.html", "cp1250", "windows-1250",
     "Czech interview"),
    ("12-parom.html", "cp1251", "windows-1251",
     "Russian newspaper, JSON-LD, nested comments"),
    ("13-pismo.html", "koi8-r", "koi8-r",
     "Russian reader's letter, old HTML without end tags"),
    ("14-ferry.html", "utf-8", "utf-8",
     "blog with sidebar, nested comments with times"),
    ("15-letter.txt", "utf-16-le", None,
     "plain text with byte order mark: list, quotation, underlined title"),
    ("16-parom-kolesa.txt", "utf-8", None,
     "page dump in Russian"),
    ("20-book-returned.html", "utf-8", "utf-8",
     "newspaper with navigation, cookie notice, advertisements all around"),
    ("21-vivlio.html", "iso8859-7", "iso-8859-7",
     "Greek newspaper"),
    ("22-milon.html", "cp1255", "windows-1255",
     "Hebrew newspaper, right to left, nested comments"),
    ("23-qamus.html", "cp1256", "windows-1256",
     "Arabic newspaper, right to left"),
    ("24-fine-waived.html", "utf-8", "utf-8",
     "newspaper, flat comments that name their parent's id"),
    ("25-catalogue.txt.gz", "utf-8", None,
     "plain text with headings, lists, quotation, code; packed with gzip"),
    ("30-menu.html", "utf-8", "utf-8",
     "magazine: headings, table, code, lists, quotations"),
    ("31-speisewagen.html", "utf-8", "iso-8859-1",
     "German newspaper, wrongly labelled"),
    ("32-nachtzug.txt", "utf-8", None,
     "page dump in German"),
    ("33-lamduan.html", "cp874", "windows-874",
     "Thai newspaper"),
    ("34-train47.txt", "utf-8", None,
     "page dump in French"),
    ("40-jihanki.html", "cp932", "shift_jis",
     "Japanese newspaper"),
    ("41-touge.html", "euc_jp", "euc-jp",
     "Japanese diary with comments"),
    ("42-tang.html", "gb18030", "gb18030",
     "Chinese newspaper (simplified) with comments"),
    ("43-zitiao.html", "cp950", "big5",
     "Chinese weekly (traditional)"),
    ("44-japangi.html", "euc_kr", "euc-kr",
     "Korean newspaper with comments"),
    ("45-soup-machine.txt", "utf-8", None,
     "page dump, comments in three languages"),
    ("50-week.html", "utf-8", "utf-8",
     "one of two stories with the same headline"),
    ("51-week.txt", "utf-8-sig", None,
     "the other one; plain text with byte order mark"),
    ("README.md", "utf-8", None,
     "this page"),
    ("VIOLATIONS.md", "utf-8", None,
     "what pages look like in the wild, for those who write the loader"),
    ("hostile-bytes.html", "utf-8", "iso-8859-1",
     "windows-1252 labelled as ISO-8859-1, with the bytes of C1 controls"),
    ("hostile-utf8.html", "utf-8", "utf-8",
     "malformed UTF-8"),
    ("hostile.html", "utf-8", "utf-8",
     "escapes, overrides, endless words, broken markup; harmless in lede"),
]

# How the README calls the encodings whose codec has another name.
ENCODING = {
    "cp1250": "windows-1250", "cp1251": "windows-1251",
    "cp1252": "windows-1252", "cp1255": "windows-1255",
    "cp1256": "windows-1256", "cp874": "windows-874", "cp932": "Shift_JIS",
    "cp950": "Big5", "euc_jp": "EUC-JP", "euc_kr": "EUC-KR",
    "gb18030": "GB18030", "iso8859-15": "ISO-8859-15",
    "iso8859-2": "ISO-8859-2", "iso8859-7": "ISO-8859-7",
    "koi8-r": "KOI8-R", "utf-16-le": "UTF-16LE", "utf-8": "UTF-8",
    "utf-8-sig": "UTF-8",
}

# What hostile documents are made of
HOSTILE = {
    "ESC": "\x1b", "BEL": "\a", "BS": "\b", "DEL": "\x7f", "VT": "\v",
    "FF": "\f", "NUL": "\0", "CR": "\r", "SO": "\x0e", "SI": "\x0f",
    "CSI": "\x9b", "OSC": "\x9d", "ST": "\x9c", "NEL": "\x85",
    "RLO": "\u202e", "PDF": "\u202c", "LS": "\u2028", "PS": "\u2029",
    "ZWSP": "\u200b", "ZWNJ": "\u200c", "ZWJ": "\u200d", "WJ": "\u2060",
    "BOM": "\ufeff", "MARK": "\u0301",
    "TAGS": "".join(chr(0xE0000 + ord(c)) for c in "hidden"),
    "FAMILY": "\U0001f468\u200d\U0001f469\u200d\U0001f467",
    "ZALGO": "".join(c + "".join(chr(0x300 + (7 * i + ord(c)) % 0x70)
                                 for i in range(60)) for c in "Zalgo"),
    "WORD": "".join(chr(97 + i * i % 26) for i in range(10000)),
    "DEEP": "<div>" * 500, "UNDEEP": "</div>" * 500,
    "LONGNAME": "N" + "a" * 398 + "n",
}

# "in reply to", the buttons behind it, of page dumps in four languages
DUMP = {
    "en": ("in reply to", "(Show commentHide comment)"),
    "ru": ("в ответ на", "(Показать комментарийСкрыть комментарий)"),
    "de": ("als Antwort auf", "(Kommentar anzeigenKommentar ausblenden)"),
    "fr": ("en réponse à",
           "(Afficher le commentaireMasquer le commentaire)"),
}


class Comment:
    def __init__(self, depth, name, time, score):
        self.depth, self.name = depth, name
        self.time, self.score = time, score
        self.lines = []
        self.parent = None

    def paragraphs(self):
        text = "\n".join(self.lines).strip("\n")
        return re.split(r"\n\s*\n", text)


def comments_read(lines):
    out, path = [], []
    for line in lines:
        m = re.match(r"(=+) (.*)", line)
        if not m:
            out[-1].lines.append(line)
            continue
        part = [x.strip() for x in m[2].split("|")] + ["", ""]
        c = Comment(len(m[1]), part[0], part[1], part[2])
        del path[c.depth - 1:]
        assert len(path) == c.depth - 1, line
        c.parent = path[-1] if path else None
        path.append(len(out))
        out.append(c)
    return out


def paragraph_html(text):
    lines = text.split("\n")
    quote = [x[2:] for x in lines if x.startswith("> ")]
    rest = [x for x in lines if not x.startswith("> ")]
    out = ""
    if quote:
        out += f"<blockquote><p>{' '.join(quote)}</p></blockquote>"
    if rest:
        out += f"<p>{' '.join(rest)}</p>"
    return out


def body_html(c):
    return "\n".join(paragraph_html(p) for p in c.paragraphs())


def tree_html(comments, head, tail, start, end):
    """Nested markup: start and end of a list, head and tail of a comment."""
    out, depth = [start], 1
    for i, c in enumerate(comments):
        while depth > c.depth:
            out.append(end + tail)
            depth -= 1
        if c.depth > depth:
            out.append(start)
            depth += 1
        out.append(head(i, c))
        last = i + 1 == len(comments)
        if last or comments[i + 1].depth <= c.depth:
            out.append(tail)
    out.append((end + tail) * (depth - 1) + end)
    return "\n".join(out)


def style_nested(comments):
    def head(i, c):
        time = c.time and (f'<time datetime="{c.time}">'
                           f'{c.time[:10]} {c.time[11:16]}</time>')
        score = c.score and f'<span class="score">{c.score}</span>'
        return (f'<li class="comment" id="comment-{i + 1}">\n'
                f'<div class="comment-meta"><span class="comment-author">'
                f'{c.name}</span> {time} {score}</div>\n'
                f'<div class="comment-text">{body_html(c)}</div>')
    return tree_html(comments, head, "</li>", '<ol class="comment-list">',
                     "</ol>")


def style_divs(comments):
    def head(i, c):
        points = c.score and f'<span class="points">{c.score} points</span>'
        return (f'<div class="comment" id="c{700 + i}">\n'
                f'<p class="byline"><a class="user" href="/user/{i}">{c.name}'
                f'</a> {points} <time datetime="{c.time}">{c.time[:10]}, '
                f'{c.time[11:16]}</time> '
                f'<a href="#c{700 + i}">permalink</a></p>\n'
                f'<div class="body">{body_html(c)}</div>\n'
                f'<p class="actions"><button>Reply</button> '
                f'<button>Report</button></p>')
    return tree_html(comments, head, "</div>", '<div class="replies">',
                     "</div>")


def style_data(comments):
    out = ['<div class="comments-flat">']
    for i, c in enumerate(comments):
        up = "" if c.parent is None else f' data-parent-id="{c.parent + 101}"'
        out.append(
            f'<div class="comment" data-comment-id="{i + 101}"{up}>\n'
            f'<span class="author">{c.name}</span>\n'
            f'<time datetime="{c.time}">{c.time[11:16]}</time>\n'
            f'<div class="text">{body_html(c)}</div>\n'
            f'<a class="reply" href="#">Reply</a></div>')
    return "\n".join(out) + "\n</div>"


def style_forum(comments):
    out = []
    for i, c in enumerate(comments):
        quote = ""
        if c.parent is not None:
            p = comments[c.parent]
            said = [x for x in p.paragraphs() if not x.startswith(">")]
            first = re.split(r"(?<=[.?!]) ", said[0].replace("\n", " "))[0]
            quote = (f'<blockquote class="quote"><cite>{p.name} wrote: '
                     f'<a href="#post{p.number}">&uarr;</a></cite>'
                     f'{first}</blockquote>\n')
        c.number = 40112 + 3 * i
        out.append(
            f'<article class="post" id="post{c.number}">\n'
            f'<aside class="poster"><b class="username">{c.name}</b><br>'
            f'{c.score}<br>Posts: {(len(c.name) * 977 + i * 31) % 5000}'
            f'</aside>\n'
            f'<p class="posted"><a href="#post{c.number}">#{i + 1}</a> '
            f'<time datetime="{c.time}">{c.time[:10]} {c.time[11:16]}</time>'
            f'</p>\n'
            f'<div class="content">{quote}{body_html(c)}</div>\n'
            f'</article>')
    return "\n".join(out)


def style_dump(comments, lang):
    to, buttons = DUMP[lang]
    out = []
    for c in comments:
        head = ["avatar"] if c.name.startswith("-") else []
        name = c.name.lstrip("-")
        if c.parent is not None:
            up = comments[c.parent].name.lstrip("-")
            head.append(f"{name}{to} {up}{buttons}" if lang == "ru"
                        else f"{name}{to}{up}{buttons}")
        elif not head:
            head.append(name)
        out.append("    • " + head[0])
        out += ["      " + x for x in head[1:]]
        text = "\n".join(c.lines).strip("\n")
        out += [("      " + x).rstrip() for x in text.split("\n")]
    return "\n".join(out)


def style(name, comments):
    if name.startswith("dump-"):
        return style_dump(comments, name[5:])
    return {"nested": style_nested, "divs": style_divs, "data": style_data,
            "forum": style_forum}[name](comments)


def expand(text, truth):
    """The source with its comment blocks written out."""
    def block(m):
        comments = comments_read(m[2].strip("\n").split("\n"))
        truth.extend(c.parent for c in comments)
        return style(m[1], comments)
    return re.sub(r"\{\{comments ([\w-]+)\}\}\n(.*?)\n\{\{end\}\}", block,
                  text, flags=re.S)


def source(name):
    with open(os.path.join(SRC, name), encoding="utf-8") as f:
        return f.read()


class Debate:
    """A long thread, made of the lines of debate.txt.  The names are chosen
    so that the tree can be told from them: nobody bears the name of somebody
    further up whom a later comment answers."""

    def __init__(self, text):
        self.rng = random.Random(1911)
        self.text, self.up, self.children, self.roots = [], [], [], []
        self.fixed = set()		# a scripted exchange: no strangers in
        self.general = []
        for part in re.split(r"^# ", text, flags=re.M)[1:]:
            kind, *lines = part.strip("\n").split("\n")
            getattr(self, "read_" + kind)(lines)
        self.rng.shuffle(self.general)
        self.grow()
        self.rng.shuffle(self.roots)
        self.roots.sort(key=lambda r: self.text[r] != "First!")

    def add(self, text, up):
        i = len(self.text)
        self.text.append(text)
        self.up.append(up)
        self.children.append([])
        (self.roots if up is None else self.children[up]).append(i)
        return i

    def depth(self, i):
        n = 1
        while self.up[i] is not None:
            i, n = self.up[i], n + 1
        return n

    def read_names(self, lines):
        self.names = lines

    def read_general(self, lines):
        for line in lines:
            if line.startswith("- "):
                self.general[-1].append(line[2:])
            else:
                self.general.append([line])

    def read_topic(self, lines):
        here = [self.add(lines[0], None)]
        last = here[0]
        for line in lines[1:]:
            if not line.startswith("- "):
                last = here[0] if self.rng.random() < 0.6 else \
                    self.rng.choice(here)
            last = self.add(line.removeprefix("- "), last)
            here.append(last)

    def read_chain(self, lines):
        up = None
        for line in lines:
            up = self.add(line, up)
            self.fixed.add(up)

    def read_one(self, lines):
        last = []
        for line in lines:
            n = len(line) - len(line.lstrip("-"))
            up = last[n - 1] if n else None
            last[n:] = [self.add(line.lstrip("- "), up)]

    def grow(self):
        """Hangs the general remarks where there is talk already."""
        for lines in self.general:
            up = self.rng.randrange(len(self.text))
            while up in self.fixed and self.rng.random() < 0.7:
                up = self.rng.randrange(len(self.text))
            first = self.add(lines[0], up)
            if up in self.fixed:	# the exchange goes on after it
                kids = self.children[up]
                kids.insert(0, kids.pop())
            for line in lines[1:]:
                first = self.add(line, first)

    def name(self, i, names):
        taken, at = set(), i
        if self.up[i] is not None:
            taken.add(names[self.up[i]])
            taken |= {names.get(x) for x in self.children[self.up[i]]}
        while self.up[at] is not None:
            up = self.up[at]
            if self.children[up][-1] != at:
                taken.add(names[up])
            at = up
        # people who are in the thread already like to come back
        back = [names[x] for x in self.above(i) if names[x] not in taken]
        if back and self.rng.random() < 0.4:
            return self.rng.choice(back)
        return self.rng.choice([x for x in self.names if x not in taken])

    def above(self, i):
        out = []
        while self.up[i] is not None:
            i = self.up[i]
            out.append(i)
        return out

    def say(self, i, names):
        text = self.text[i]
        up = self.up[i]
        if up is None:
            return text
        x = self.rng.random()
        if x < 0.25 or text[0] == "I" and x < 0.45:
            if not re.match(r'(I|Ansel|Wren|Lemons|Harbour)\b|"', text):
                text = text[0].lower() + text[1:]
            return f"{names[up]}, {text}"
        said = re.split(r"(?<=[.?!]) ", self.text[up])
        if x > 0.9 and len(said) > 1:
            return f"> {self.rng.choice(said)}\n\n{text}"
        return text

    def source(self):
        """The thread in the notation of comment blocks."""
        out, names = [], {}
        todo = list(reversed(self.roots))
        while todo:
            i = todo.pop()
            names[i] = self.name(i, names)
            todo += reversed(self.children[i])
            hidden = "-" if self.rng.random() < 0.12 else ""
            if self.up[i] is None and self.children[i]:
                hidden = ""		# those who answer name somebody seen
            out.append(f"{'=' * self.depth(i)} {hidden}{names[i]}")
            out.append(self.say(i, names))
        return out


def debate(truth):
    comments = comments_read(Debate(source("debate.txt")).source())
    truth.extend(c.parent for c in comments)
    return style_dump(comments, "en")


def readme():
    """The table of the files, a list item each."""
    out = []
    for name, codec, label, what in FILES:
        enc = ENCODING[codec]
        if name == "hostile-bytes.html":
            enc = "windows-1252"
        if label and label.lower() != enc.lower():
            enc += f" (says {label})"
        out.append(f"- `{name}`: {enc}; {what}.")
    return "\n".join(out)


def encode(text, name, codec):
    """Bytes of a document; {{xNN}} is a raw byte."""
    errors = "xmlcharrefreplace" if name.endswith(".html") else "strict"
    out = b""
    for i, part in enumerate(re.split(r"\{\{x(..)\}\}", text)):
        out += bytes.fromhex(part) if i % 2 else part.encode(codec, errors)
    if codec == "utf-16-le":
        out = b"\xff\xfe" + out
    if name.endswith(".gz"):
        out = gzip.compress(out, 9, mtime=0)
        out = out[:9] + b"\xff" + out[10:]	# made on: unknown
    return out


def build():
    """File name to bytes, and file name to the parents of its comments."""
    files, parents = {}, {}
    for name, codec, label, _ in FILES:
        truth = []
        text = expand(source(name.removesuffix(".gz")), truth)
        text = text.replace("{{charset}}", label or "")
        if "{{debate}}" in text:
            text = text.replace("{{debate}}", debate(truth))
        if "{{files}}" in text:
            text = text.replace("{{files}}", readme())
        if name.startswith("hostile"):
            text = re.sub(r"\{\{([A-Z]+)\}\}", lambda m: HOSTILE[m[1]], text)
        if text.startswith("DUMP\n"):		# a dump ends without newline
            text = text[5:].rstrip("\n")
        data = encode(text, name, codec)
        files[name] = data
        if truth:
            parents[name] = truth
    return files, parents


def same(path, data):
    with open(path, "rb") as f:
        old = f.read()
    if path.endswith(".gz"):		# zlibs differ in how they pack
        return gzip.decompress(old) == gzip.decompress(data)
    return old == data


def main():
    args = sys.argv[1:]
    mode = args.pop(0) if args and args[0].startswith("--") else "--write"
    if mode not in ("--write", "--check", "--truth") or len(args) > 1:
        sys.exit(__doc__)
    files, parents = build()
    if mode == "--truth":
        for name, truth in parents.items():
            print(json.dumps({"file": name, "parents": truth}))
        return
    out = args[0] if args else os.path.join(HERE, "..", "..", "corpus")
    bad = 0
    for name, data in files.items():
        path = os.path.join(out, name)
        if mode == "--check":
            if not os.path.exists(path) or not same(path, data):
                print(f"corpus.py: {name} differs", file=sys.stderr)
                bad = 1
        else:
            with open(path, "wb") as f:
                f.write(data)
    sys.exit(bad)


if __name__ == "__main__":
    main()
