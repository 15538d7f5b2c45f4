#!/bin/sh
# lede import and lede search: twice the same, killed at any moment, stopped
# by a signal, documents that end or hold up their reader.
cd "$(dirname "$0")/../.." || exit 1
. tests/lib.sh
corpus=$PWD/corpus
cd "$tmp" || exit 1

lede() { timeout 30 "$LEDE" "$@" 2>err >out </dev/null; }
says() { check "$1: $(head -c 300 out err)" grep -qE -- "$2" out err; }
is() { check "$1: status $2, want $3; $(head -c 300 err)" [ "$2" = "$3" ]; }

lede import "$corpus"
is "import" $? 0
says "import" '[1-9][0-9]* new, 0 same, .* 0 failed'
lede import "$corpus"
is "import again" $? 0
says "import again" '0 new, [1-9][0-9]* same, 0 versions, 0 copies, 0 failed'
lede search clock
is "search" $? 0
check "search finds nothing" [ "$(wc -l <out)" -gt 1 ]
lede search --json --limit 1 clock
check "search --json" python3 -c '
import json
d = [json.loads(x) for x in open("out")]
assert len(d) == 1 and d[0]["headline"] and d[0]["source"]'
lede search 'a (b'
is "wrong query" $? 2
says "wrong query" 'character 3'
lede search --library none.db x
is "no library" $? 1
says "no library" 'none.db: there is no library'
lede import
is "nothing to import" $? 2
for n in 1 64; do
	lede import --library jobs-$n.db --jobs $n "$corpus"
	is "import --jobs $n" $? 0
done
lede import --library jobs-1.db -j 3 "$corpus"
says "import -j 3" '^(out:)?0 new, [1-9][0-9]* same'
for n in 0 65 x; do
	lede import --library jobs-0.db --jobs $n "$corpus"
	is "import --jobs $n" $? 2
done

# A folder of messages is its discussions.
mkdir -p box/cur box/new box/tmp
for i in 1 2 3; do
	[ $i = 3 ] && d=new || d=cur
	{
		printf 'From: P%s <p%s@x>\nMessage-ID: <m%s@x>\n' $i $i $i
		printf 'Date: Mon, 5 Jan 2026 1%s:00:00 +0000\n' $i
		printf 'Subject: The quarry\n'
		[ $i = 1 ] || printf 'References: <m1@x>\n'
		printf '\nWords of number %s are said here.\n' $i
	} >box/$d/$i
done
lede import --library mail.db box
says "maildir" '^out:1 new|^1 new'
lede search --library mail.db --json quarry
says "maildir's comments" '"comments": 2'

# What holds its reader up costs itself.
mkfifo fifo
lede import --library f.db --timeout 1 fifo missing "$corpus"
is "a reader held up" $? 1
says "a reader held up" 'fifo: left out: reading it took more than 1 s'
says "the rest of it" '[1-9][0-9]* new, .* 2 failed'

# Killed at any moment, it goes on.
mkdir many
i=0
while [ $i -lt 1500 ]; do
	printf 'Mill number %s\n\nThe mill of number %s ground %s sacks.\n' \
	    $i $i $((i * 7)) >many/$i.txt
	i=$((i + 1))
done
for t in 0.02 0.05 0.08 0.12 0.2; do
	timeout -s KILL $t "$LEDE" import --library k.db many >out 2>err
done
timeout -s INT 0.1 "$LEDE" import --library k.db many >out 2>err
lede import --library k.db many
is "after kills" $? 0
lede import --library k.db many
says "after kills, again" '0 new, 1500 same'
# To the first story of all, which ends the search.
lede search --library k.db --limit 2000 mill
is "search to the end" $? 0
check "search to the end: $(wc -l <out) lines" [ "$(wc -l <out)" = 1500 ]
if have sqlite3; then
	check "integrity after kills" \
	    [ "$(sqlite3 k.db 'PRAGMA integrity_check')" = ok ]
fi
finish library
