#!/bin/sh
# What is said when something fails: each message with what brings it about,
# which says where it was, why, and what to do.  All are one line each,
# without a control character, and begin with "lede".
cd "$(dirname "$0")/../.." || exit 1
. tests/lib.sh
onterm=$PWD/tests/e2e/onterm.py
docs=$PWD/tests/doc
corpus=$PWD/corpus
cd "$tmp" || exit 1
TERM=xterm
export TERM
cp "$docs/story.in" story.html
mkdir folder empty
cp story.html folder/a.html
printf 'set width ten\n' >bad.conf

# told STATUS REGEX: how it ended, and all that was said of it.
told() {
	check "$topic: status $status, want $1" [ "$status" = "$1" ]
	check "$topic: want $2, got: $(cat err)" grep -qE -- "^lede$2\$" err
	check "$topic: more than a line: $(cat err)" [ "$(wc -l <err)" = 1 ]
	check "$topic: control characters" \
	    eval '! tr -d "\n" <err | grep -q "[[:cntrl:]]"'
}
# run COMMAND...: without a terminal.
run() {
	topic="$*"
	timeout 60 "$@" >out 2>err </dev/null
	status=$?
}
lede() { run "$LEDE" "$@"; }
# limited "ULIMIT" OPERANDS...
limited() {
	limits=$1
	shift
	run sh -c "ulimit $limits"' || exit 9; exec "$@"' sh "$LEDE" "$@"
}
# On a terminal: what is there between the last keys and the end.
term() {
	topic="terminal: $*"
	python3 "$onterm" "$@" >err 2>&1
	status=$?
}
try="; try 'lede --help'"

# ---- wrong usage ----
lede --nothing
told 2 ": unknown option --nothing$try"
lede -x
told 2 ": unknown option -x$try"
lede --version=2
told 2 ": no value belongs to option --version=2$try"
lede cat --width
told 2 " cat: option --width needs a value$try"
lede cat --width 0 story.html
told 2 " cat: --width is a number from 1 to 10000, not \"0\"$try"
lede cat --charset wobble story.html
told 2 " cat: unknown charset label \"wobble\"; \"lede decode --labels\" lists them$try"
lede decode --charset wobble story.html
told 2 " decode: unknown charset label \"wobble\"; \"lede decode --labels\" lists them$try"
lede --charset wobble story.html
told 2 ": unknown charset label \"wobble\"; \"lede decode --labels\" lists them$try"
lede detect
told 2 " detect: name the files to look at$try"
lede import
told 2 " import: name the documents, archives or folders to take in$try"
lede import -
told 2 " import: standard input is no place to come back to; name a file$try"
lede import --jobs 0 story.html
told 2 " import: --jobs is a number from 1 to 64, not \"0\"$try"
lede import --timeout 1s story.html
told 2 " import: --timeout is a number from 1 to 86400, not \"1s\"$try"
lede search
told 2 " search: say what to look for$try"
lede search --limit many harbour
told 2 " search: --limit is a number from 1 to [0-9]+, not \"many\"$try"
lede search 'comments:'
told 2 " search: character 9: a value is wanted after the \":\"$try"
lede export --html
told 2 " export: --html makes a folder; name it with --output$try"
lede export 'wobble:x'
told 2 " export: character 1: no field is called \"wobble\"; quotes around it search for the words$try"
term 80x24 -- "$LEDE" cat
told 2 " cat: name a document or a folder, or - for standard input$try"
term 80x24 -- sh -c '"$1" >out' sh "$LEDE"
told 2 ": nothing to read: name a document, a folder, or - for standard input; \"lede search\" lists what is in the library$try"
for address in http://news.example/a https://news.example/a; do
	lede "$address"
	told 2 ": $address: lede does not fetch pages; try: curl -L $address \\| lede -"
done
lede update
told 2 ": update: not a document, and no command of this version"

# ---- what cannot be read ----
lede cat missing.html
told 1 ": missing\\.html: No such file or directory"
lede cat folder/none/a.html
told 1 ": folder/none/a\\.html: No such file or directory"
lede cat story.html/a
told 1 ": story\\.html/a: Not a directory"
lede cat empty
told 1 ": empty: no documents in this folder"
lede import empty
told 1 ": empty: no documents in this folder"
lede cat /proc/self/mem
told 1 ": /proc/self/mem: Input/output error"
lede decode /proc/self/mem
told 1 ": /proc/self/mem: Input/output error"
lede decode folder
told 1 ": folder: a folder, not a file"
lede detect folder
told 1 ": folder: a folder, not a file"
truncate -s 257M long
lede detect long
told 1 ": long: longer than 256 MiB; the rest was not looked at"
check "$topic: no answer" grep -q '^long	' out
rm long
hostile=$(printf 'a\033[2Jb\tc')
lede cat "$hostile"
told 1 ": a�\\[2Jb\\?c: No such file or directory|: a.?\\[2Jb\\?c: No such file or directory"
lede cat --config missing.conf story.html
told 1 ": missing\\.conf: No such file or directory"
lede cat --config folder story.html
told 1 ": folder: Is a directory"
lede cat --config bad.conf story.html
told 0 ": bad\\.conf:1: width is a number from 0 to 1000, not \"ten\""
# Archives whose end is lost, or that hold nothing.
printf 'WARC/1.0\r\nWARC-Type: request\r\nContent-Length: 0\r\n\r\n\r\n\r\n' \
    >none.warc
lede cat none.warc
told 1 ": none\\.warc: no documents in this archive \\(1 records? of other kinds\\)"

# ---- what cannot be written ----
for args in "cat story.html" "cat --json story.html" "decode story.html" \
    "decode --labels" "detect story.html"; do
	run sh -c '"$@" >/dev/full' sh "$LEDE" $args
	told 1 ": standard output: No space left on device"
done
timeout 60 "$LEDE" import --library a.db story.html >out 2>err
for args in "search harbour" "export"; do
	run sh -c '"$@" --library a.db >/dev/full' sh "$LEDE" $args
	told 1 ": standard output: No space left on device"
done
lede export --library a.db --html --output story.html
told 1 ": story\\.html: not a folder"
lede export --library a.db --html --output story.html/pages
told 1 ": story\\.html: not a folder"
lede export --library a.db --output empty/none/a.jsonl
told 1 ": empty/none/a\\.jsonl: No such file or directory"
"$LEDE" import --library full.db "$corpus" >out 2>err
limited "-f 80" export --library full.db --output a.jsonl
told 1 ": a\\.jsonl: File too large"
check "$topic: a file stays: $(ls)" [ ! -e a.jsonl ]

# ---- the library ----
lede search --library none.db harbour
told 1 ': none\.db: there is no library yet; "lede import" makes one'
lede import --library story.html/l.db story.html
told 1 ": story\\.html/l\\.db: cannot open the library: Not a directory; choose another with --library"
lede import --library folder story.html
told 1 ": folder: cannot open the library: not a file; choose another with --library"
lede search --library story.html harbour
told 1 ": story\\.html: cannot open the library: this is no library, or a damaged one; it was left as it is: move it away, or choose another with --library"
run env -u HOME -u XDG_DATA_HOME "$LEDE" import story.html
told 1 ": no home folder to keep the library in; choose a file with --library"

# ---- in the reader, and when it ends ----
term 80x24 -- setsid -w "$LEDE" story.html
told 1 ": cannot open the terminal: No such device or address"
term 80x24 -- "$LEDE" /proc/self/mem
told 1 ": /proc/self/mem: Input/output error"
term 80x24 -- "$LEDE" --config missing.conf story.html
told 1 ": missing\\.conf: No such file or directory"
term 80x24 -- env TERM=dumb "$LEDE" story.html
check "$topic: $(cat err)" grep -q 'lede: a terminal of type "dumb" cannot move its cursor; "lede cat" prints the document$' err
term 80x24 see Harbour keys 3zMq -- \
    env XDG_STATE_HOME=/dev/null/x "$LEDE" story.html
check "$topic: $(cat err)" grep -q 'lede: not remembered: /dev/null: not a folder$' err

# shows WHAT STEP... -- COMMAND...: all of it comes on the screen.
shows() {
	topic=$1
	shift
	python3 "$onterm" 100x24 see Harbour "$@" >err 2>&1
	status=$?
	check "$topic: status $status: $(tail -c 300 err)" [ $status -lt 2 ]
}
shows counted see '1 of 2 could not be read; lede says which when it ends' \
    see 'lede: missing.html: No such file or directory' \
    keys q -- "$LEDE" missing.html story.html
shows config see 'bad.conf:1: width is a number from 0 to 1000, not "ten"' \
    keys q -- "$LEDE" -c bad.conf story.html
mkdir -p "$HOME/config/lede/lede.conf"
shows "no config" see 'lede.conf: Is a directory' keys q -- "$LEDE" story.html
rmdir "$HOME/config/lede/lede.conf"
mkdir -p "$HOME/config/lede/kill"
shows "no killfile" see '/kill: Is a directory; nothing in it is hidden' \
    keys q -- "$LEDE" story.html
rmdir "$HOME/config/lede/kill"
shows browser keys o see 'no browser: none is not there; set browser or $BROWSER' \
    keys q -- env BROWSER=none "$LEDE" story.html
shows link keys ':browse javascript:x\n' \
    see 'not a link for a browser: javascript:x' keys q -- "$LEDE" story.html
shows editor keys v see 'false ended with status 1' keys q -- \
    env EDITOR=false "$LEDE" story.html
shows "no editor" keys v see 'no-such-editor: not found' keys q -- \
    env EDITOR=no-such-editor "$LEDE" story.html
shows pipe keys '|exit 3\n' see Enter keys '\n' \
    see 'the command ended with status 3' keys q -- "$LEDE" story.html
cp story.html gone.html
shows gone keys '|rm gone.html\n' see Enter keys '\n' see Harbour keys R \
    see 'gone.html: No such file or directory; what was read before is still here' \
    keys q -- "$LEDE" gone.html

# ---- too little of anything ----
lede import --library b.db story.html
for n in 5 6 7 8 9 10; do
	limited "-n $n" import --library b.db --jobs 1 folder/a.html
	[ $status = 0 ] && break
	told 1 ": cannot make a pipe: Too many open files|: b\\.db: cannot [a-z ]*the library: .*"
done
term 80x24 -- sh -c 'ulimit -n 4; exec "$1" story.html' sh "$LEDE"
told 1 ": cannot make a pipe: Too many open files"

# Root may start what it wants: become nobody.  LeakSanitizer would want a
# process of its own.
no_process() {
	topic="no process: $*"
	asan="${ASAN_OPTIONS:+$ASAN_OPTIONS:}detect_leaks=0"
	set -- env ASAN_OPTIONS="$asan" "$@"
	if [ "$(id -u)" != 0 ]; then
		bash -c 'ulimit -u 1; exec "$@"' sh "$@" >out 2>err </dev/null
	else
		setpriv --reuid=65534 --clear-groups bash -c \
		    'ulimit -u 1; exec "$@"' sh "$@" >out 2>err </dev/null
	fi
	status=$?
}
if [ "$(id -u)" != 0 ] || have setpriv; then
	mkdir open
	cp "$LEDE" story.html open
	chmod 755 . open/lede
	chmod 777 open
	no_process open/lede import --library open/l.db open/story.html
	told 1 ": cannot start a process: Resource temporarily unavailable"
else
	skip "no more processes (root, and no setpriv)"
fi

# A document that takes more memory than there is costs itself alone; the
# sanitizers take all there is for themselves.
if [ -z "$SAN" ]; then
	python3 -c 'print("<article><h1>Big</h1>" + "<p>" * 6000000)' >big.html
	limited "-v 400000" cat story.html big.html
	told 1 ": big\\.html: out of memory"
	limited "-v 400000" import --library m.db --jobs 1 big.html folder
	told 1 ": big\\.html: left out: reading it took more memory than there is"
	check "$topic: the rest" grep -q '^1 new, .* 1 failed' out
fi
mkfifo fifo
lede import --library t.db --timeout 1 fifo
told 1 ": fifo: left out: reading it took more than 1 second; --timeout gives it more"
finish messages
