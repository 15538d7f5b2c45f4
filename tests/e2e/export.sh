#!/bin/sh
# lede export: what was exported and taken in again is the same library; an
# output that cannot be written; documents that were left in their archives.
cd "$(dirname "$0")/../.." || exit 1
. tests/lib.sh
export LEDE
corpus=$PWD/corpus
archives=$PWD/tests/e2e/archives.py
cd "$tmp" || exit 1

lede() { timeout 60 "$LEDE" "$@" 2>err >out </dev/null; }
says() { check "$1: $(head -c 300 out err)" grep -qE -- "$2" out err; }
is() { check "$1: status $2, want $3; $(head -c 300 err)" [ "$2" = "$3" ]; }
lines() { wc -l <"$1" | tr -d ' '; }

# A story in two versions, a copy, every kind of archive and encoding.
mkdir in
python3 "$archives" in
for host in a b; do
	{
		echo "<link rel=canonical href=\"https://$host.example/bell\">"
		echo '<article><h1>Bell Is Rung</h1><p>The bell of the lower'
		echo 'chapel was rung on Friday by somebody who had not asked'
		echo 'anybody, and who had gone home again before the sexton'
		echo 'could find his second boot and come down to see about'
		echo 'it.</p></article>'
	} >in/bell-$host.html
done
for v in great lesser; do
	{
		echo '<link rel=canonical href="https://example.org/mill">'
		echo '<article><h1>Mill of old</h1><p>The mill that stood'
		echo 'here for many years ground corn for all the villages'
		echo 'around it and was never known to stop for anything but'
		echo "for the $v flood of that year.</p></article>"
	} >in/mill.html
	lede import --library a.db in "$corpus"
	is "import, $v flood" $? 0
done
lede export --library a.db --output a.jsonl
is "export" $? 0
check "export says something: $(head -c 300 err)" [ ! -s err ]
check "a file beside the output stays: $(ls)" [ "$(ls a.jsonl*)" = a.jsonl ]
check "versions and copies: $(lines a.jsonl)" python3 -c '
import json
n = {}
for line in open("a.jsonl"):
    d = json.loads(line)
    k = d["library"]["kind"]
    n[k] = n.get(k, 0) + 1
assert n["story"] > 40 and n["version"] == 1 and n["copy"] >= 1, n'

# Marks, notes, states and searches come with it.
python3 - <<'EOF'
import json
with open("marked.jsonl", "w") as out:
    for i, line in enumerate(open("a.jsonl")):
        d = json.loads(line)
        l = d["library"]
        if l["kind"] == "story":
            l["read"] = i % 3 == 0
            l["starred"] = i % 5 == 0
            l["note"] = None if i % 4 else "\u00bbnote\u00ab %d\nits 2nd line" % i
            l["state"] = None if i % 7 else "seen 9f02c41d77aa0e13\nfold %d\n" % i
        if i == 0:
            l["saved"] = [{"name": "Mills", "query": "mill AND unread"},
                {"name": "\u00dcber", "query": "\"a b\" OR tag:x"}]
            # Fields stand in one order, so that files can be compared.
            if "source" in l:
                l["source"] = l.pop("source")
        out.write(json.dumps(d, ensure_ascii=False,
            separators=(",", ":")) + "\n")
EOF
lede import --library b.db marked.jsonl
is "import of an export" $? 0
lede export --library b.db --output b.jsonl
# Python writes numbers in its own way.
normal() { python3 -c '
import json, sys
for line in open(sys.argv[1]):
    print(json.dumps(json.loads(line), sort_keys=True))' "$1"; }
normal marked.jsonl >marked.txt
normal b.jsonl >b.txt
check "marks come back: $(diff marked.txt b.txt | head -c 300)" \
    cmp -s marked.txt b.txt
lede search --library b.db --json 'starred read'
check "marks are found" [ "$(lines out)" -gt 1 ]

# Twice through, byte by byte; packed and in place too.
lede import --library c.db b.jsonl
lede export --library c.db --output c.jsonl
check "not the same library" cmp -s b.jsonl c.jsonl
gzip -k b.jsonl
for f in b.jsonl b.jsonl.gz; do
	rm -f d.db*
	lede import --in-place --library d.db $f
	is "import --in-place $f" $? 0
	lede export --library d.db --output d.jsonl
	check "not the same library: $f in place" cmp -s b.jsonl d.jsonl
done
lede import --library c.db b.jsonl
says "import again" '^(out:)?0 new, [1-9][0-9]* same'
lede export --library c.db --output d.jsonl
check "taken in twice it is another" cmp -s b.jsonl d.jsonl
check "tables differ" python3 - <<'EOF'
import sqlite3
def rows(path):
    db = sqlite3.connect(path)
    file = dict(db.execute("SELECT f.id, d.path || f.name "
        "FROM file f JOIN folder d ON d.id = f.folder"))
    for r in db.execute("SELECT id, of, kind, headline, url, published, "
        "comments, words, versions, added, text_hash, sketch, part, form, "
        "charset, file FROM story ORDER BY id"):
        yield r[:-1] + (file.get(r[-1]),)
    for q in ("SELECT key, text, stories, unread FROM name ORDER BY kind, key",
        "SELECT * FROM mark ORDER BY story", "SELECT * FROM state ORDER BY 1",
        "SELECT * FROM saved ORDER BY 1", "SELECT * FROM total",
        "SELECT * FROM print ORDER BY 1, 2", "SELECT count(*) FROM step"):
        yield from db.execute(q)
a, b = list(rows("b.db")), list(rows("c.db"))
assert len(a) > 100 and a == b
EOF

# A document reads from an export as it did from its file.
lede export --library a.db headline
lede cat --text "$corpus/02-eleven-minutes.html"
mv out want
lede export --library a.db --output one.jsonl minutes
lede cat --text one.jsonl
check "cat of an export: $(diff want out | head -c 300)" \
    grep -qxF "$(head -1 want)" out
lede export --library a.db --no-source mill
is "export --no-source" $? 0
check "--no-source has one" [ "$(grep -c '"source":{' out)" = 0 ]
mv out mill.jsonl
lede import --library e.db mill.jsonl
says "import without sources" '[1-9][0-9]* new'
lede export --library e.db --no-source
check "export without sources" [ "$(lines out)" = "$(lines mill.jsonl)" ]

# Pages: read back they are the same article with the same comments.
lede export --library a.db --no-source --output docs.jsonl
lede export --library a.db --html --output pages
is "export --html" $? 0
check "pages are not what they were made of" python3 - <<'EOF'
import html.parser, json, os, re, subprocess, sys
def tree(d):
    """Each comment with the way up; stand-ins have no order."""
    c = d["comments"]
    def way(i):
        up = []
        while i is not None:
            up.append((c[i]["author"], c[i]["text"]))
            i = c[i]["parent"]
        return up
    return sorted(map(repr, (way(i) for i in range(len(c)))))
def face(d):
    body = [(b["kind"], b["text"]) for b in d["body"] if b["kind"] != "image"]
    return [d["headline"], d["subtitle"], d["authors"], d["published"],
        d["tags"], d["section"], d["url"], body, tree(d)]
class Checker(html.parser.HTMLParser):
    VOID = {"meta", "link", "img", "br"}
    def __init__(self):
        super().__init__()
        self.open, self.ids, self.hrefs = [], set(), []
    def handle_starttag(self, tag, attrs):
        a = dict(attrs)
        assert tag != "script" and not any(k.startswith("on") for k in a)
        if "id" in a:
            assert a["id"] not in self.ids, a["id"]
            self.ids.add(a["id"])
        if "href" in a:
            assert re.match(r"(?i)(https?|mailto|ftp):|[^:]*([/?#]|$)",
                a["href"]), a["href"]
            self.hrefs.append(a["href"])
        if tag not in self.VOID:
            self.open.append(tag)
    def handle_endtag(self, tag):
        assert self.open.pop() == tag, tag
names = set(os.listdir("pages"))
for name in names:
    assert re.fullmatch(r"[a-z0-9-]+\.html", name), name
    text = open(os.path.join("pages", name), encoding="utf-8").read()
    assert text.startswith("<!DOCTYPE html>")
    page = Checker()
    page.feed(text)
    page.close()
    assert not page.open
    for href in page.hrefs:
        if href.startswith("#"):
            assert href[1:] in page.ids, href
        elif re.fullmatch(r"[a-z0-9-]+\.html", href):
            assert href in names, href
want = {}
for line in open("docs.jsonl"):
    d = json.loads(line)
    if d["library"]["kind"] == "story":
        want.setdefault(d["headline"], []).append(face(d))
assert len(names) == sum(map(len, want.values())) + 1
out = subprocess.run([os.environ["LEDE"], "cat", "--json"] +
    sorted("pages/" + n for n in names if n != "index.html"),
    capture_output=True, check=True).stdout
bad = 0
for line in out.decode().splitlines():
    d = json.loads(line)
    for w in want[d["headline"]]:
        if w == face(d):
            break
    else:
        # Blanks of a kind that HTML folds are the one difference there is.
        squeeze = lambda x: re.sub(r"\s+", " ", repr(x))
        if not any(squeeze(w) == squeeze(face(d)) for w in
            want[d["headline"]]):
            bad += 1
            print(d["source"])
sys.exit(bad > 0)
EOF
check "no story leads to another" grep -q 'class="related"' pages/*.html
check "no related page is here" \
    grep -qE '<li><a href="[0-9a-z-]+\.html">' pages/[0-9]*.html
lede export --library a.db --html
is "pages without a folder" $? 2

# A mailbox: mail readers can read it, and the tree comes back.
lede export --library a.db --mbox --output all.mbox
is "export --mbox" $? 0
check "a mailbox is not what it was made of" python3 - <<'EOF'
import json, mailbox, os, subprocess
box = mailbox.mbox("all.mbox")
ids = set()
for m in box:
    assert not m.defects, m.defects
    for field in ("From", "Date", "Subject", "Message-ID"):
        assert m[field], field
    assert m["Message-ID"] not in ids, m["Message-ID"]
    ids.add(m["Message-ID"])
    m.get_payload(decode=True).decode("utf-8")
assert max(map(len, open("all.mbox", "rb"))) < 1000
def tree(d):
    c = d["comments"]
    def way(i):
        up = []
        while i is not None:
            if not c[i]["absent"]:
                up.append(c[i]["author"])
            i = c[i]["parent"]
        return up
    return sorted(repr(way(i)) for i in range(len(c)) if not c[i]["absent"])
want = {}
for line in open("docs.jsonl"):
    d = json.loads(line)
    if d["library"]["kind"] == "story":
        want.setdefault(d["headline"], []).append(tree(d))
out = subprocess.run([os.environ["LEDE"], "cat", "--json", "all.mbox"],
    capture_output=True, check=True).stdout
n = 0
for line in out.decode().splitlines():
    d = json.loads(line)
    name = d["headline"] if d["headline"] != "(no headline)" else None
    assert tree(d) in want[name], d["headline"]
    n += 1
assert n == sum(map(len, want.values())), n
EOF

# Markdown, as one file and as a folder.
lede export --library a.db --markdown minutes
is "export --markdown" $? 0
lede cat --markdown "$corpus/02-eleven-minutes.html" >want 2>err
check "Markdown is another: $(diff want out | head -c 300)" \
    grep -qxF "$(head -1 want)" out
mkdir md
lede export --library a.db --markdown --output md
is "export --markdown to a folder" $? 0
check "a file a story" [ "$(ls md | wc -l)" = "$(($(ls pages | wc -l) - 1))" ]

# What was left in its archive is the same document as lede cat reads there.
cp -r in left
lede import --in-place --library left.db left "$corpus"
is "import --in-place" $? 0
lede export --library left.db --no-source --output left.jsonl
is "export of what was left" $? 0
lede import --library held.db left "$corpus"
lede export --library held.db --no-source --output held.jsonl
find "$PWD/left" "$corpus" -type f | grep -v -e /maildir/ -e /news/ |
    sort | xargs "$LEDE" cat --json >cat.jsonl 2>/dev/null
for how in left held; do
	check "$how: another document than lede cat reads" \
	    python3 - $how.jsonl <<'EOF'
import json, sys
cat = {}
for line in open("cat.jsonl"):
    d = json.loads(line)
    cat[d["source"], d.get("part")] = d
n = 0
for line in open(sys.argv[1]):
    d = json.loads(line)
    del d["library"]
    if "/maildir" in d["source"] or "/news" in d["source"]:
        continue
    assert d == cat[d["source"], d.get("part")], d["source"]
    n += 1
assert n > 50, n
EOF
done
check "what is left is no smaller" [ "$(wc -c <left.db)" -lt "$(wc -c <held.db)" ]

# An archive that grew, one that is another, one that went away.
one() { lede export --library left.db --no-source "$@"; }
cat in/plain.jsonl >>left/plain.jsonl
one 'Line 2'
is "an archive that grew" $? 0
sed -i 's/nobody has read/everybody reads/' left/plain.jsonl
one 'Line 2'
is "an archive that was changed" $? 1
says "an archive that was changed" \
    '^err:lede: .*/left/plain.jsonl: it .*import it again|^lede: .*/left/plain.jsonl: it .*import it again'
check "changed: $(cat err)" [ "$(lines err)" = 1 ]
for f in plain.warc members.warc.gz whole.warc.gz page.html; do
	mv left/$f away
	case $f in
	plain*) q='Quarry 2' ;;
	members*) q='Quarry 12' ;;
	whole*) q='Quarry 20' ;;
	*) q='Quarry 40' ;;
	esac
	one "\"$q opens\""
	says "$f moved" "/left/$f: No such file.*import it again"
	check "$f moved: $(cat err)" [ "$(grep -cv "left/$f: " err)" = 0 ]
	head -c 100 away >left/$f
	one "\"$q opens\""
	says "$f cut off" "/left/$f: .*import it again"
	check "$f cut off: $(cat err)" [ "$(grep -cv "left/$f: " err)" = 0 ]
	mv away left/$f
done

# What goes wrong.
mkdir none
lede import --library saved.db none
python3 -c '
import sqlite3
db = sqlite3.connect("saved.db")
db.execute("INSERT INTO saved VALUES(?, ?)", ("Mills", "mill"))
db.commit()'
lede export --library saved.db
is "no story" $? 0
says "no story" 'the saved searches are left out'
lede export --library none.db
is "no library" $? 1
says "no library" 'none.db: there is no library'
lede export --library a.db 'a (b'
is "wrong query" $? 2
says "wrong query" 'character 3'
lede export --library a.db --output missing/x.jsonl
is "no such folder" $? 1
check "no such folder: $(cat err)" [ "$(lines err)" = 1 ]
if [ -w /dev/full ]; then
	lede export --library a.db --output /dev/full
	is "disk full" $? 1
	check "disk full: $(cat err)" [ "$(lines err)" = 1 ]
	says "disk full" '/dev/full: No space'
fi
{ "$LEDE" export --library a.db 2>err; echo $? >status; } | head -c 10 >out
is "a reader that goes away" "$(cat status)" 1
check "a reader that goes away: $(cat err)" [ "$(lines err)" = 1 ]
# Once it has begun; what it writes is more than a pipe takes.
python3 - "$LEDE" export --library a.db <<'END'
import signal
import subprocess
import sys
p = subprocess.Popen(sys.argv[1:], stdout=subprocess.PIPE,
                     stderr=open("err", "w"))
began = p.stdout.read(1)
p.send_signal(signal.SIGINT)
open("out", "wb").write(began + p.stdout.read())
open("status", "w").write(str(p.wait()))
END
is "stopped" "$(cat status)" 130
says "stopped" 'lede: stopped after [0-9]+ of [0-9]+ stories'
check "stopped: a line is torn" python3 -c '
import json
for line in open("out"):
    json.loads(line)'
echo before >kept.jsonl
(trap '' XFSZ; ulimit -f 100; exec timeout 60 "$LEDE" export --library a.db \
    --output kept.jsonl >out 2>err)
is "no room" $? 1
check "what was there is gone" [ "$(cat kept.jsonl)" = before ]
check "a file beside the output stays: $(ls)" [ "$(ls kept.jsonl*)" = kept.jsonl ]

finish export
