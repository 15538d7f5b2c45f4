#!/bin/sh
# The command line as tests/README's readers and scripts rest on it: outputs,
# exit statuses (0 done, 1 some input could not be read, 2 wrong usage) and
# error lines, one for each failure: "lede: PATH: what went wrong".
cd "$(dirname "$0")/../.." || exit 1
. tests/lib.sh
docs=$PWD/tests/doc
cd "$tmp" || exit 1
cp "$docs/story.in" story.html
cp "$docs/plain.in" plain.txt
cp "$docs/cs-windows-1251.in" cyrillic.html
mkdir empty-folder folder
cp story.html folder/a.html
cp plain.txt folder/b.txt
: >empty

# try STATUS COMMAND...: run it; out, err and status are kept.
try() {
	want=$1
	shift
	timeout 60 "$@" >out 2>err </dev/null
	status=$?
	if [ $status != "$want" ]; then
		bad "$*: exit status $status, want $want: $(head -n 3 err)"
		return
	fi
	ok
}
lede() { timeout 60 "$LEDE" "$@"; }
in_out() { check "$1: not in the output: $2" grep -qE -- "$2" out; }
in_err() { check "$1: not on stderr: $2; $(head -c 300 err)" \
    grep -qE -- "$2" err; }
lines() { check "$1: $(wc -l <"$2") lines in $2, want $3" \
    [ "$(wc -l <"$2")" = "$3" ]; }
json() { python3 -c '
import json, sys
docs = [json.loads(line) for line in sys.stdin]
d = docs[0]
sys.exit(0 if eval("(" + sys.argv[1] + ")") else 1)' "$1" <out; }

# What cannot be read is a line, status 1, and the rest is done.
try 1 "$LEDE" cat missing.html
in_err missing '^lede: missing\.html: No such file or directory$'
lines missing err 1
try 1 "$LEDE" cat --json missing.html story.html also-missing plain.txt
lines "two of four" out 2
lines "two of four" err 2
in_err "two of four" '^lede: also-missing: '
try 1 "$LEDE" cat empty-folder
in_err "empty folder" '^lede: empty-folder: .'
lines "empty folder" err 1
try 1 "$LEDE" detect missing.html story.html
lines "detect, one missing" out 1
try 1 "$LEDE" decode missing.html
in_err "decode missing" '^lede: missing\.html: No such file'
try 1 "$LEDE" cat /proc/self/mem
in_err "read error" '^lede: /proc/self/mem: .'
try 1 "$LEDE" missing.html
in_err "bare missing" '^lede: missing\.html: '

# Without rights.  Root may read all, so become nobody.
unreadable() {
	if [ "$(id -u)" != 0 ]; then
		try 1 "$LEDE" cat secret
	elif have setpriv; then
		cp "$LEDE" lede-copy
		chmod 755 . lede-copy
		try 1 setpriv --reuid=65534 --clear-groups ./lede-copy cat secret
		rm lede-copy
	else
		skip "unreadable file (root, and no setpriv)"
		return
	fi
	in_err unreadable '^lede: secret: Permission denied$'
}
cp plain.txt secret
chmod 000 secret
unreadable

# What can be read is never a failure.
for f in empty "$docs/binary.in" "$docs/one-byte.in" "$docs/blank.in" /dev/null
do
	try 0 "$LEDE" cat --json "$f"
	check "$f: bad JSON" json 'isinstance(d["warnings"], list)'
	try 0 "$LEDE" cat "$f"
	try 0 "$LEDE" cat --markdown "$f"
done
try 0 "$LEDE" cat --json "$docs/binary.in"
check "binary.in: no warning" json 'd["warnings"]'

# Text that was UTF-8, and decoded and encoded wrongly before.
printf 'The caf\303\203\302\251 was open, na\303\203\302\257ve.\n' \
    >broken.txt
try 0 "$LEDE" cat broken.txt
in_out "cat mends" 'café was open, naïve'
try 0 "$LEDE" cat --no-repair broken.txt
in_out "cat --no-repair" 'cafÃ© was open, naÃ¯ve'
try 0 "$LEDE" --no-repair broken.txt
in_out "bare --no-repair" 'cafÃ© was open, naÃ¯ve'
try 0 "$LEDE" decode --repair broken.txt
in_out "decode --repair" 'café was open, naïve'
try 0 "$LEDE" decode --repair --no-repair broken.txt
check "decode --no-repair changes something" cmp -s broken.txt out

# Forms of cat.
try 0 "$LEDE" cat --json story.html
lines "cat --json" out 1
check "cat --json: fields" json 'set(d) >= set("""source format truncated
    charset url language section headline subtitle authors published updated
    tags images body related comments warnings""".split())'
check "cat --json: story" json 'd["source"] == "story.html" and
    d["format"] == "html" and d["headline"] == "Harbour reopens after storm"'
try 0 "$LEDE" cat --json folder
check "cat of a folder" json '[x["source"] for x in docs] ==
    ["folder/a.html", "folder/b.txt"]'
try 0 "$LEDE" cat --json plain.txt story.html plain.txt
check "JSON Lines in the order given" json '[x["source"] for x in docs] ==
    ["plain.txt", "story.html", "plain.txt"]'
try 0 "$LEDE" cat --text story.html
cp out text
in_out "cat --text" 'Harbour reopens after storm'
try 0 "$LEDE" cat story.html
check "--text is not the default of cat" cmp -s out text
try 0 "$LEDE" story.html
check "bare lede FILE in a pipe is not lede cat FILE" cmp -s out text
check "escape sequences in a pipe" sh -c '! grep -q "$(printf "\033")" out'
try 0 "$LEDE" cat --width 30 plain.txt
sed 's|.|x|g' out >wide
check "--width 30" awk 'length($0) > 30 { exit 1 }' wide
try 0 "$LEDE" cat --markdown story.html
in_out "cat --markdown" '^#+ Harbour reopens after storm'
try 0 env LC_ALL=C "$LEDE" cat cyrillic.html
cp out text
try 0 "$LEDE" cat cyrillic.html
check "the locale changes what cat prints" cmp -s out text
in_out "windows-1251" 'Библиотека открылась снова'
try 0 "$LEDE" cat --json --charset koi8-r cyrillic.html
check "--charset does not outrank the declaration" \
    json 'd["charset"]["name"].lower() == "koi8-r" and
    d["charset"]["from"] == "transport"'

# Standard input.
lede cat --json - <story.html >out
check "cat -" json 'd["source"] == "-" and len(d["comments"]) == 3'
lede cat --json <story.html >out
check "cat without a path reads standard input" json 'd["source"] == "-"'
lede decode <cyrillic.html >out
in_out "decode <FILE" 'Библиотека'

# detect, decode.
try 0 "$LEDE" detect cyrillic.html story.html
lines detect out 2
in_out detect "$(printf '^cyrillic.html\twindows-1251\tdeclared\t[01]\\.[0-9][0-9]$')"
try 0 "$LEDE" decode --charset windows-1251 cyrillic.html
in_out decode 'Кошку пустили'
try 0 "$LEDE" decode --labels
lines "decode --labels" out 228
in_out labels "$(printf '^latin1\twindows-1252$')"
try 2 "$LEDE" decode --charset no-such-charset cyrillic.html
in_err "unknown charset" 'no-such-charset'

# Wrong usage.
for args in --no-such-option "cat --no-such-option" "cat --width x story.html" \
    "cat --width" "detect" "decode --charset"; do
	try 2 "$LEDE" $args
	in_err "$args" '^(lede|lede [a-z]+|usage): '
	check "$args: writes to standard output" [ ! -s out ]
done
try 0 "$LEDE" --version
in_out --version '^lede [0-9]'
try 0 "$LEDE" --help
in_out --help 'lede cat'

# A reader that goes away, a disk that is full.
lede cat --text story.html | true
try 1 sh -c '"$1" cat story.html >/dev/full' sh "$LEDE"
in_err "full disk" '^lede: .*No space left'
lines "full disk" err 1

# Thousands of paths in one process.
mkdir many
for i in $(seq 1 300); do
	for j in 1 2 3 4 5 6 7 8 9 0; do
		echo "many/$i-$j"
	done
done | xargs -n 1 -P 2 cp plain.txt
try 0 "$LEDE" cat --json many/*
lines "3000 paths" out 3000
try 0 "$LEDE" detect many/*
lines "3000 paths, detect" out 3000

# What was taken, what was left; rules of the configuration.
try 0 "$LEDE" cat --explain story.html
in_out explain '^    16  headline      Harbour reopens after storm$'
in_out explain '^    14  left \(2\) +Home Regional$'
in_out explain '^ {22}a nav element: body > nav$'
check "explain: as many paragraphs as in the JSON" \
    [ "$(grep -cE '^ +[0-9]+  paragraph ' out)" = "$(lede cat --json \
    story.html | grep -o '"kind":"paragraph"' | wc -l)" ]
try 0 "$LEDE" cat --explain plain.txt
in_out "explain, plain text" '^no HTML page'
echo 'site gazette.example title .byline' >rules.conf
echo "site other.example title h2" >>rules.conf
try 0 "$LEDE" cat --config rules.conf story.html
in_out "cat --config" '^By Ann Example$'
try 0 "$LEDE" --config rules.conf --url http://other.example/ story.html
in_out "--url" "^What is still closed\$"
try 0 "$LEDE" cat --config rules.conf --explain story.html
in_out "explain, a rule" '^rule: site gazette.example title .byline: 1 found$'
mkdir -p "$HOME/config/lede"
cp rules.conf "$HOME/config/lede/lede.conf"
try 0 "$LEDE" cat story.html
in_out "a rule of lede.conf" '^By Ann Example$'
echo 'site gazette.example body p..a' >"$HOME/config/lede/lede.conf"
try 0 "$LEDE" cat story.html
in_err "a wrong rule" '^lede: lede.conf:1: column 29: after \. comes a class$'
rm -r "$HOME/config/lede"
try 1 "$LEDE" cat --config missing.conf story.html
in_err "no such config" '^lede: missing\.conf: No such file'

# Not everything that is open fits a small stack.
printf '<div>%.0s' $(seq 1 20000) >deep.html
try 0 sh -c 'ulimit -s 512; "$1" cat --json deep.html' sh "$LEDE"
finish cli
